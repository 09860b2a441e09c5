//! The rules in the order of the document. A rule asks with ids of its own, so that none depends on another.

mod asking;
mod changing;
mod origins;
mod receipt;
mod refusals;

use serde_json::Value;

use crate::endpoint::{Answer, Endpoint};
use crate::sample::{Sample, SubmissionId};
use crate::verdict::{Found, Level, Rule, Verdict};

/// Every rule that can be asked from outside.
pub const RULES: [Rule; 21] = [
    must("must be the id that was sent: without it, nothing is a receipt", receipt::echoes_the_id),
    must("must be there and not blank: what the person can quote", receipt::has_a_reference),
    must(
        "must be there: when it was stored, by the endpoint's clock, as RFC 3339 with an offset",
        receipt::has_a_moment,
    ),
    must("must be there: SHA-256 of the bytes of the body as they arrived", receipt::states_the_digest),
    must("Whoever sends the same bytes under the same id must get the same receipt, with 200", receipt::same_again),
    must("That also holds for two that arrive at the same moment.", receipt::same_at_once),
    must("Other words under the id must get 409 and the reference of the first", receipt::other_words),
    must("The receipt is below the path of the form, by the id", asking::receipt_by_id),
    must("Under an id that is not stored the answer must be 404, and say so by type and name.", asking::nothing_stored),
    must(
        "A member that is not in this table, one that is there twice, an answer of another shape and anything after the object must be refused with 400",
        refusals::unreadable,
    ),
    must("One that reads it must refuse another id than the body's with 400.", refusals::other_key),
    must(
        "Every refusal must be problem details (RFC 9457) of the type `application/problem+json`",
        refusals::problem_details,
    ),
    must("Where nothing was stored there must be no reference.", refusals::no_reference),
    should("Of answers that break the rules all are named at once.", refusals::problems_by_question),
    should("The body is at most 2 MiB.", refusals::too_large),
    should(
        "Answers to a revision of the content that the endpoint does not know should be stored and marked",
        changing::unknown_content,
    ),
    must("a later submission with an id of its own may take its place, or withdraw it", changing::withdrawn),
    must("What withdraws it must get 404.", changing::withdraws_nothing),
    must(
        "it must answer the browser's question, and give the page that origin with every answer, refusals too.",
        origins::page_is_let_in,
    ),
    must("`Access-Control-Expose-Headers` must name `Retry-After`", origins::retry_after_is_shown),
    should("The list of origins should be exact: no `*`, and no `null`", origins::nobody_else_is),
];

const fn must(sentence: &'static str, ask: fn(&Endpoint, &Sample) -> Found) -> Rule {
    Rule { level: Level::Must, sentence, ask }
}

const fn should(sentence: &'static str, ask: fn(&Endpoint, &Sample) -> Found) -> Rule {
    Rule { level: Level::Should, sentence, ask }
}

/// Asks everything, one after the other.
pub fn judge<'a>(endpoint: &'a Endpoint, sample: &'a Sample) -> impl Iterator<Item = Verdict> + 'a {
    RULES.iter().map(|&Rule { level, sentence, ask }| Verdict { level, sentence, found: ask(endpoint, sample) })
}

/// Broken, with what was answered, unless it is as it should be.
fn kept_if(is_kept: bool, answer: &Answer) -> Found {
    if is_kept { Found::Kept } else { Found::Broken(answer.told()) }
}

/// What was found, or why nothing was.
fn found(asked: Result<Found, String>) -> Found {
    asked.unwrap_or_else(Found::Broken)
}

/// Posts something right, and reads the receipt.
fn sent(endpoint: &Endpoint, sample: &Sample, id: &SubmissionId) -> Result<(Answer, Value), String> {
    let answer = endpoint.post(id, &sample.body(id))?;
    match answer.json().filter(|_| answer.is_success()) {
        Some(receipt) => Ok((answer, receipt)),
        None => Err(format!("what is right was not taken: {}", answer.told())),
    }
}
