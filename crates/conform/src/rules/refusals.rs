//! What is no submission, and what is said to it.

use ureq::http::Method;

use super::{found, kept_if};
use crate::endpoint::{Answer, Endpoint};
use crate::sample::{Sample, SubmissionId};
use crate::verdict::Found;

/// Bodies that mean nothing certain, each with what is wrong with it.
fn unreadable_bodies(sample: &Sample, id: &SubmissionId) -> [(&'static str, String); 8] {
    let right = sample.body(id);
    [
        ("nothing", String::new()),
        ("no JSON", "id=1".to_owned()),
        ("a body that is cut off", right[..right.len() - 2].to_owned()),
        ("a member that is not in the table", sample.with(id, r#""colour":"red","#)),
        ("a member that is there twice", sample.with(id, r#""revision":1,"#)),
        ("an answer of another shape", right.replacen(r#""answers":{"#, r#""answers":{"a-number":1,"#, 1)),
        ("something after the object", format!("{right} {{}}")),
        ("half a surrogate pair", right.replacen(r#""answers":{"#, r#""answers":{"half":"\ud800","#, 1)),
    ]
}

pub fn unreadable(endpoint: &Endpoint, sample: &Sample) -> Found {
    found(every_unreadable(endpoint, sample, |answer| answer.status == 400))
}

pub fn problem_details(endpoint: &Endpoint, sample: &Sample) -> Found {
    let is_problem = |answer: &Answer| {
        let status = answer.status;
        answer.problem().is_some_and(|problem| problem["type"].is_string() && problem["status"] == status)
    };
    found(every_unreadable(endpoint, sample, is_problem).and_then(|bodies| {
        let other = endpoint.wrongly(Method::PUT)?;
        Ok(if bodies == Found::Kept { kept_if(is_problem(&other), &other) } else { bodies })
    }))
}

pub fn no_reference(endpoint: &Endpoint, sample: &Sample) -> Found {
    found(every_unreadable(endpoint, sample, |answer| {
        !answer.is_success() && answer.json().is_none_or(|problem| problem["reference"].is_null())
    }))
}

/// Posts all of them; the first that is not answered so is told.
fn every_unreadable(endpoint: &Endpoint, sample: &Sample, is_right: impl Fn(&Answer) -> bool) -> Result<Found, String> {
    let id = SubmissionId::new();
    for (what, body) in unreadable_bodies(sample, &id) {
        let answer = endpoint.post(&id, &body)?;
        if !is_right(&answer) {
            return Ok(Found::Broken(format!("{what} was {}", answer.told())));
        }
    }
    Ok(Found::Kept)
}

pub fn other_key(endpoint: &Endpoint, sample: &Sample) -> Found {
    let (id, other) = (SubmissionId::new(), SubmissionId::new());
    found(endpoint.post_with_key(&other.0, &sample.body(&id)).map(|answer| {
        // Who ignores the header has stored it under the body's id.
        let is_ignored = answer.is_success() && answer.json().is_some_and(|receipt| receipt["id"] == id.0);
        kept_if(answer.status == 400 || is_ignored, &answer)
    }))
}

pub fn problems_by_question(endpoint: &Endpoint, _: &Sample) -> Found {
    let id = SubmissionId::new();
    found(endpoint.post(&id, &Sample::without_answers(&id)).map(|answer| {
        let errors = answer.problem().and_then(|problem| problem["errors"].as_array().cloned()).unwrap_or_default();
        let leads = |error: &serde_json::Value| {
            let starts = |name: &str, start| error[name].as_str().is_some_and(|text| text.starts_with(start));
            starts("pointer", "#/answers/") && error["detail"].as_str().is_some_and(|detail| !detail.is_empty())
        };
        kept_if(answer.status == 422 && !errors.is_empty() && errors.iter().all(leads), &answer)
    }))
}

pub fn too_large(endpoint: &Endpoint, sample: &Sample) -> Found {
    let id = SubmissionId::new();
    let blank = " ".repeat(2 * 1024 * 1024);
    // An endpoint may hang up on it; the page has then no answer, and says so.
    let answer = endpoint.post(&id, &(sample.body(&id) + &blank));
    found(answer.map(|answer| kept_if(answer.status == 413 && answer.problem().is_some(), &answer)))
}
