//! A page on another origin than the endpoint's.

use super::{found, kept_if};
use crate::endpoint::{Answer, Endpoint};
use crate::sample::{Sample, SubmissionId};
use crate::verdict::Found;

const ONE_ORIGIN: Found = Found::NotAsked("say with --origin where the page is, if it is elsewhere");

pub fn page_is_let_in(endpoint: &Endpoint, sample: &Sample) -> Found {
    let Some(origin) = &endpoint.origin else { return ONE_ORIGIN };
    found(endpoint.may_post(origin).and_then(|question| {
        let lets_in = |answer: &Answer| allowed(answer).as_ref() == Some(origin);
        let headers = question.header("Access-Control-Allow-Headers").unwrap_or_default().to_ascii_lowercase();
        let takes = ["content-type", "idempotency-key"].iter().all(|name| headers.contains(name));
        if !question.is_success() || !lets_in(&question) || !takes {
            return Ok(kept_if(false, &question));
        }
        let id = SubmissionId::new();
        let answers = [endpoint.post(&id, &sample.body(&id))?, endpoint.post(&id, "no JSON")?];
        Ok(answers.iter().find(|answer| !lets_in(answer)).map_or(Found::Kept, |answer| kept_if(false, answer)))
    }))
}

pub fn retry_after_is_shown(endpoint: &Endpoint, sample: &Sample) -> Found {
    if endpoint.origin.is_none() {
        return ONE_ORIGIN;
    }
    let id = SubmissionId::new();
    found(endpoint.post(&id, &sample.body(&id)).map(|answer| {
        let shown = answer.header("Access-Control-Expose-Headers").unwrap_or_default().to_ascii_lowercase();
        kept_if(shown.split(',').any(|name| name.trim() == "retry-after"), &answer)
    }))
}

pub fn nobody_else_is(endpoint: &Endpoint, _: &Sample) -> Found {
    found(["https://elsewhere.invalid", "null"].into_iter().try_fold(Found::Kept, |found, origin| {
        let answer = endpoint.may_post(origin)?;
        let is_let_in = allowed(&answer).is_some_and(|allowed| allowed == "*" || allowed == origin);
        Ok(if is_let_in { Found::Broken(format!("{origin} is let in: {}", answer.told())) } else { found })
    }))
}

fn allowed(answer: &Answer) -> Option<String> {
    answer.header("Access-Control-Allow-Origin")
}
