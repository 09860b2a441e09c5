//! What is kept on the person's device while they write: the draft, and an attempt whose outcome they do not know, or that was
//! refused, or taken without a receipt.
//! It is up to three lines: the draft as JSON; the attempt's exact bytes, where there is one; and once it has arrived, its
//! receipt, under a key of its own.

use std::sync::Arc;

use super::Amended;
use crate::content::updates::Revision;
use crate::delivery::attempt::Attempt;
use crate::delivery::receipt::Receipt;
use crate::delivery::submission::{Submission, SubmissionId};
use crate::form::Form;
use crate::form::answers::Answers;
use crate::json::writer::{write_answers, write_text};
use crate::json::{self, FromJson, Json, Reading};
use crate::time::instant::Instant;

/// Raised when records of an earlier page cannot be read as those of today.
const SCHEMA: u32 = 1;

/// Whether no record of a consultation with that closing moment is alive any more.
pub fn have_ended(closes: Instant, now: Instant) -> bool {
    now.unix_seconds() >= closes.unix_seconds() + KEPT_AFTER_CLOSING
}

/// How long after the closing moment a record is kept, in seconds: 30 days.
const KEPT_AFTER_CLOSING: i64 = 30 * 24 * 3600;

/// How long after the last change it is kept where there is no closing moment, in seconds: 90 days.
const KEPT_AFTER_WRITING: i64 = 90 * 24 * 3600;

/// What was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    draft: KeptDraft,
    /// The bytes of the attempt, and what they say.
    attempt: Option<(String, Submission)>,
    receipt: Option<Receipt>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct KeptDraft {
    consultation: String,
    revision: u32,
    count: u32,
    kept_at: Instant,
    id: Option<SubmissionId>,
    amends: Option<Amended>,
    first_tried: Option<Instant>,
    known: String,
    next_try: u32,
    is_stopped: bool,
    accepted: Option<String>,
    sealed: Option<String>,
    answers: Answers,
}

/// What a record is made of, without copying it: it is written again and again.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// The consultation that it belongs to.
    pub consultation: &'a str,
    /// The content that the person sees.
    pub revision: &'a Revision,
    /// How often this draft has been kept.
    pub count: u32,
    /// The moment, as the device's clock shows it.
    pub kept_at: Instant,
    /// The id that the form carries: where the browser has posted it by itself, sending it once more makes no second one.
    pub id: Option<&'a SubmissionId>,
    /// What they are changing.
    pub amends: Option<&'a Amended>,
    /// What they wrote.
    pub answers: &'a Answers,
    /// What may have arrived, or has, or was refused, or is to be sent.
    pub attempt: Option<&'a Attempt>,
    /// What is known of it, as [`Delivery::known`](crate::delivery::Delivery::known) names it.
    pub known: &'a str,
    /// The moment of the next try that goes by itself, in seconds after 1970 by the device's clock; 0 where none does.
    pub next_try: u32,
    /// Whether the person wants nothing of it to go by itself.
    pub is_stopped: bool,
    /// What a service calls it that has taken it without a receipt; empty where it does not say.
    pub accepted: Option<&'a str>,
    /// The receiver's word that it has.
    pub receipt: Option<&'a Receipt>,
}

impl Writing<'_> {
    /// The record as a text.
    pub fn text(self) -> String {
        let mut text = ["{\"schema\":", &SCHEMA.to_string(), ",\"consultation\":"].concat();
        write_text(&mut text, self.consultation);
        let numbers =
            [(",\"revision\":", self.revision.number), (",\"count\":", self.count), (",\"next_try\":", self.next_try)];
        for (name, number) in numbers {
            text.push_str(name);
            text.push_str(&number.to_string());
        }
        text.push_str(",\"kept_at\":");
        write_text(&mut text, &self.kept_at.to_string());
        if let Some(id) = self.id {
            text.push_str(",\"id\":");
            write_text(&mut text, id.as_str());
        }
        if let Some(amended) = self.amends {
            write_fields(&mut text, ",", &[("amends", amended.id.as_str()), ("reference", &amended.reference)]);
        }
        if let Some(attempt) = self.attempt {
            text.push_str(",\"first_tried\":");
            write_text(&mut text, &attempt.first_tried().to_string());
            write_fields(&mut text, ",", &[("known", self.known)]);
            if self.is_stopped {
                text.push_str(",\"stopped\":true");
            }
            self.accepted.iter().for_each(|reference| write_fields(&mut text, ",", &[("accepted", reference)]));
            if let Some(sealed) = attempt.sealed() {
                write_fields(&mut text, ",", &[("sealed", sealed)]);
            }
        }
        text.push_str(",\"answers\":");
        write_answers(&mut text, self.answers.iter().map(|(id, answer)| (id.as_str(), answer)));
        text.push('}');
        if let Some(attempt) = self.attempt {
            text.push('\n');
            text.push_str(attempt.clear());
        }
        if let Some(receipt) = self.receipt {
            text.push('\n');
            write_receipt(&mut text, receipt);
        }
        text
    }
}

impl Record {
    /// Reads a record; `parse` reads JSON. None for what is damaged, or of another schema.
    pub fn read(text: &str, parse: impl Fn(&str) -> Option<Json>) -> Option<Self> {
        let mut lines = text.split('\n');
        let draft: KeptDraft = json::read(parse(lines.next()?)?).ok()?;
        let attempt = match lines.next() {
            Some(body) => Some((body.to_owned(), json::read(parse(body)?).ok()?)),
            None => None,
        };
        let receipt = match lines.next() {
            Some(receipt) => Some(json::read(parse(receipt)?).ok()?),
            None => None,
        };
        Some(Self { draft, attempt, receipt })
    }

    /// Whether it is the receipt of what has arrived, and no draft.
    pub fn is_receipt(&self) -> bool {
        self.receipt.is_some()
    }

    /// How often the draft had been kept.
    pub fn count(&self) -> u32 {
        self.draft.count
    }

    /// The id that the form carried.
    pub fn id(&self) -> Option<&SubmissionId> {
        self.draft.id.as_ref()
    }

    /// The number of the content's revision that the person saw.
    pub fn revision(&self) -> u32 {
        self.draft.revision
    }

    /// When it was kept.
    pub fn kept_at(&self) -> Instant {
        self.draft.kept_at
    }

    /// Whether it was kept after another: of one draft the count says that, whatever the clocks do; of two, the clock.
    pub fn is_newer_than(&self, other: &Self, is_same_draft: bool) -> bool {
        let (this, other) = (&self.draft, &other.draft);
        if is_same_draft { this.count > other.count } else { this.kept_at > other.kept_at }
    }

    /// Whether it is of that consultation, and its end has not come: 30 days after the closing moment, or 90 days after it
    /// was kept where there is none.
    pub fn is_alive(&self, consultation: &str, closes: Option<Instant>, now: Instant) -> bool {
        let has_ended = match closes {
            Some(closes) => have_ended(closes, now),
            None => now.unix_seconds() >= self.draft.kept_at.unix_seconds() + KEPT_AFTER_WRITING,
        };
        self.draft.consultation == consultation && !has_ended
    }

    /// Whether there is an attempt in it.
    pub fn has_attempt(&self) -> bool {
        self.attempt.is_some()
    }

    /// Whether the person wants nothing of it to go by itself.
    pub(super) fn is_stopped(&self) -> bool {
        self.draft.is_stopped
    }

    /// What is known of its attempt, by its name.
    pub(super) fn known(&self) -> &str {
        &self.draft.known
    }

    /// How many seconds after `now` the next try was to go by itself.
    pub(super) fn waits(&self, now: u32) -> u32 {
        self.draft.next_try.saturating_sub(now)
    }

    /// What a service calls its attempt that has taken it without a receipt.
    pub(super) fn accepted(&self) -> Option<String> {
        self.draft.accepted.clone()
    }

    pub(super) fn amends(&self) -> Option<Amended> {
        self.draft.amends.clone()
    }

    pub(super) fn answers(&self) -> &Answers {
        &self.draft.answers
    }

    /// What has arrived, and the receiver's word for it.
    pub(super) fn into_received(self, form: Arc<Form>) -> Option<(Attempt, Receipt)> {
        let receipt = self.receipt.clone()?;
        Some((self.into_attempt(form)?, receipt))
    }

    /// What may have arrived, or was refused, or is to be sent.
    pub(super) fn into_attempt(self, form: Arc<Form>) -> Option<Attempt> {
        let (body, submission) = self.attempt?;
        let first_tried = self.draft.first_tried.unwrap_or(self.draft.kept_at);
        Some(Attempt::kept(body, submission, form, first_tried).sealed_in(self.draft.sealed))
    }
}

fn write_receipt(text: &mut String, receipt: &Receipt) {
    let moment = receipt.received_at.to_string();
    write_fields(
        text,
        "{",
        &[("id", receipt.id.as_str()), ("reference", &receipt.reference), ("received_at", &moment)],
    );
    for (name, value) in [("body_sha256", &receipt.body_sha256), ("amends", &receipt.amends)] {
        value.iter().for_each(|value| write_fields(text, ",", &[(name, value)]));
    }
    for (name, flag) in [("late", receipt.late), ("takes_changes", receipt.takes_changes)] {
        text.extend([",\"", name, if flag { "\":true" } else { "\":false" }]);
    }
    text.push('}');
}

/// Texts of an object, the first behind `before`.
fn write_fields(text: &mut String, before: &str, fields: &[(&str, &str)]) {
    let mut before = before;
    for (name, value) in fields {
        text.extend([before, "\"", name, "\":"]);
        write_text(text, value);
        before = ",";
    }
}

impl FromJson for KeptDraft {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let mut fields = reading.fields(json);
        if fields.take("schema") != Json::Number(SCHEMA) {
            reading.wrong(&Json::Other, "this is of another schema");
        }
        let id: Option<SubmissionId> = fields.optional("amends", reading);
        let amends = id.zip(fields.optional("reference", reading));
        Self {
            amends: amends.map(|(id, reference)| Amended { id, reference }),
            consultation: fields.required("consultation", reading),
            revision: fields.required("revision", reading),
            count: fields.required("count", reading),
            kept_at: fields.required("kept_at", reading),
            id: fields.optional("id", reading),
            first_tried: fields.optional("first_tried", reading),
            known: fields.lenient("known", reading),
            next_try: fields.lenient("next_try", reading),
            is_stopped: fields.lenient("stopped", reading),
            accepted: fields.lenient("accepted", reading),
            sealed: fields.optional("sealed", reading),
            answers: fields.required("answers", reading),
        }
    }
}
