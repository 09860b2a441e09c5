//! What a receipt says, and what is said to the same words again, and to others under their id.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{found, kept_if, sent};
use crate::endpoint::Endpoint;
use crate::sample::{Sample, SubmissionId};
use crate::verdict::Found;

pub fn echoes_the_id(endpoint: &Endpoint, sample: &Sample) -> Found {
    member(endpoint, sample, |receipt, id| receipt["id"] == id.0)
}

pub fn has_a_reference(endpoint: &Endpoint, sample: &Sample) -> Found {
    member(endpoint, sample, |receipt, _| reference(receipt).is_some_and(|reference| !reference.trim().is_empty()))
}

pub fn has_a_moment(endpoint: &Endpoint, sample: &Sample) -> Found {
    member(endpoint, sample, |receipt, _| {
        receipt["received_at"].as_str().is_some_and(|moment| moment.parse::<jiff::Timestamp>().is_ok())
    })
}

pub fn states_the_digest(endpoint: &Endpoint, sample: &Sample) -> Found {
    member(endpoint, sample, |receipt, id| {
        let digest: String = Sha256::digest(sample.body(id)).iter().map(|byte| format!("{byte:02x}")).collect();
        receipt["body_sha256"].as_str().is_some_and(|stated| stated.eq_ignore_ascii_case(&digest))
    })
}

/// Something about the receipt of what is sent now.
fn member(endpoint: &Endpoint, sample: &Sample, is_right: impl Fn(&Value, &SubmissionId) -> bool) -> Found {
    let id = SubmissionId::new();
    found(sent(endpoint, sample, &id).map(|(answer, receipt)| kept_if(is_right(&receipt, &id), &answer)))
}

fn reference(receipt: &Value) -> Option<&str> {
    receipt["reference"].as_str()
}

pub fn same_again(endpoint: &Endpoint, sample: &Sample) -> Found {
    let id = SubmissionId::new();
    found(sent(endpoint, sample, &id).and_then(|(_, first)| {
        let again = endpoint.post(&id, &sample.body(&id))?;
        Ok(kept_if(again.status == 200 && again.json() == Some(first), &again))
    }))
}

pub fn same_at_once(endpoint: &Endpoint, sample: &Sample) -> Found {
    let id = SubmissionId::new();
    let both: Result<Vec<_>, String> = std::thread::scope(|scope| {
        let posts = [(), ()].map(|()| scope.spawn(|| sent(endpoint, sample, &id)));
        posts.into_iter().map(|post| post.join().unwrap_or_else(|_| Err("nothing came of it".to_owned()))).collect()
    });
    found(both.map(|both| match both.as_slice() {
        [(_, one), (answer, other)] => kept_if(one == other, answer),
        _ => Found::Broken("nothing came of it".to_owned()),
    }))
}

pub fn other_words(endpoint: &Endpoint, sample: &Sample) -> Found {
    let id = SubmissionId::new();
    found(sent(endpoint, sample, &id).and_then(|(_, first)| {
        let other = endpoint.post(&id, &sample.other_words(&id))?;
        let names_the_first = other.problem().is_some_and(|problem| reference(&problem) == reference(&first));
        if other.status != 409 || !names_the_first {
            return Ok(kept_if(false, &other));
        }
        let after = endpoint.post(&id, &sample.body(&id))?;
        Ok(kept_if(after.json() == Some(first), &after))
    }))
}
