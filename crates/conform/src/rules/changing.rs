//! Changing and withdrawing, and content that is not known.

use super::{found, kept_if, sent};
use crate::endpoint::Endpoint;
use crate::sample::{Sample, SubmissionId};
use crate::verdict::Found;

const NO_CHANGES: Found = Found::NotAsked("its receipts have no `takes_changes`");

pub fn unknown_content(endpoint: &Endpoint, sample: &Sample) -> Found {
    let id = SubmissionId::new();
    found(endpoint.post(&id, &sample.of_unknown_content(&id)).map(|answer| {
        kept_if(answer.is_success() && answer.json().is_some_and(|receipt| receipt["id"] == id.0), &answer)
    }))
}

pub fn withdrawn(endpoint: &Endpoint, sample: &Sample) -> Found {
    let (earlier, id) = (SubmissionId::new(), SubmissionId::new());
    found(sent(endpoint, sample, &earlier).and_then(|(_, first)| {
        if first["takes_changes"] != true {
            return Ok(NO_CHANGES);
        }
        let answer = endpoint.post(&id, &Sample::withdrawal(&id, &earlier))?;
        let amends = answer.json().map(|receipt| receipt["amends"].clone());
        Ok(kept_if(answer.is_success() && amends.as_ref() == Some(&first["reference"]), &answer))
    }))
}

pub fn withdraws_nothing(endpoint: &Endpoint, sample: &Sample) -> Found {
    let (earlier, id) = (SubmissionId::new(), SubmissionId::new());
    found(sent(endpoint, sample, &SubmissionId::new()).and_then(|(_, receipt)| {
        if receipt["takes_changes"] != true {
            return Ok(NO_CHANGES);
        }
        let answer = endpoint.post(&id, &Sample::withdrawal(&id, &earlier))?;
        Ok(kept_if(answer.status == 404 && answer.problem().is_some(), &answer))
    }))
}
