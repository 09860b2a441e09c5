//! Asking later what became of an id.

use super::{found, kept_if, sent};
use crate::endpoint::Endpoint;
use crate::sample::{Sample, SubmissionId};
use crate::verdict::Found;

/// What the document calls the problem.
const NOTHING_STORED: &str = "urn:problem-type:consultation:nothing-stored";

pub fn receipt_by_id(endpoint: &Endpoint, sample: &Sample) -> Found {
    let id = SubmissionId::new();
    found(sent(endpoint, sample, &id).and_then(|(_, receipt)| {
        let asked = endpoint.receipt(&id)?;
        Ok(kept_if(asked.status == 200 && asked.json() == Some(receipt), &asked))
    }))
}

pub fn nothing_stored(endpoint: &Endpoint, _: &Sample) -> Found {
    found(endpoint.receipt(&SubmissionId::new()).map(|asked| {
        let is_named = asked.problem().is_some_and(|problem| problem["type"] == NOTHING_STORED);
        kept_if(asked.status == 404 && is_named, &asked)
    }))
}
