//! A copy of what a person wrote: to keep, to paste into a mail, to print.

mod check;
mod page;

use std::sync::Arc;

use crate::delivery::attempt::Attempt;
use crate::delivery::receipt::Receipt;
use crate::form::answers::Answers;
use crate::form::question::Question;
use crate::form::{Form, Part};
use crate::text::wording::{Phrase, Wording};
use crate::time::instant::Instant;

/// A question with what was answered to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The part that asks it.
    pub part: &'a Part,
    /// What was asked.
    pub question: &'a Question,
    /// The answer in words; none where there is none.
    pub answer: Option<String>,
    /// Whether it would be published; none where nothing is said about that.
    pub would_publish: Option<bool>,
}

impl Line<'_> {
    /// What is said of publishing the answer, where there is one.
    pub fn publishing(&self) -> Option<Phrase> {
        self.answer.as_ref()?;
        Some(if self.would_publish? { Phrase::WouldPublish } else { Phrase::WouldNotPublish })
    }
}

/// What a copy is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    form: Arc<Form>,
    answers: Answers,
    first_tried: Option<Instant>,
    sent: Option<Sent>,
}

/// What is said of a submission that has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sent {
    receipt: Receipt,
    revision: u32,
    is_withdrawal: bool,
}

impl Transcript {
    /// Of what is written now.
    pub fn of_draft(form: Arc<Form>, answers: &Answers) -> Self {
        Self { form, answers: answers.clone(), first_tried: None, sent: None }
    }

    /// The same, with when it was first tried to send it, if it was: what shows that somebody was in time.
    pub fn first_tried(self, first_tried: Option<Instant>) -> Self {
        Self { first_tried, ..self }
    }

    /// Of what was received, below the receipt's data.
    pub fn of_received(attempt: &Attempt, receipt: &Receipt) -> Self {
        let (form, answers) = (attempt.shared_form(), attempt.answers().clone());
        let receipt = receipt.clone();
        Self {
            form,
            answers,
            first_tried: None,
            sent: Some(Sent { receipt, revision: attempt.revision(), is_withdrawal: attempt.is_withdrawal() }),
        }
    }

    /// Writes every asked question with its answer.
    pub fn in_words(&self, wording: &Wording) -> String {
        let mut lines = vec![wording.text(Phrase::RecordTitle).to_owned()];
        lines.extend(self.first_tried.map(|tried| wording.moment(Phrase::FirstTried, tried)));
        lines.extend(self.receipt_in_words(wording));
        for Line { question, answer, .. } in self.lines(wording) {
            lines.push(String::new());
            lines.push(question.label.plain());
            lines.push(answer.unwrap_or_else(|| wording.text(Phrase::NotAnswered).to_owned()));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// What is said of a submission that has arrived, a line each; nothing of one that has not.
    pub fn receipt_in_words(&self, wording: &Wording) -> Vec<String> {
        let Some(sent) = &self.sent else { return Vec::new() };
        let Sent { receipt, revision, .. } = sent;
        let reference = [wording.text(Phrase::YourReference), ": ", &receipt.reference].concat();
        let received = wording.moment(Phrase::ReceivedAt, receipt.received_at);
        let late = receipt.late.then(|| wording.text(Phrase::ReceivedLate).to_owned());
        let amended =
            receipt.amends.as_ref().map(|reference| amending(reference, receipt.late, sent.is_withdrawal, wording));
        let revision = || wording.fill(Phrase::ReceiptRevision, &[("number", &wording.number(*revision))]);
        let revision = (!sent.is_withdrawal).then(revision);
        let digest =
            receipt.body_sha256.as_ref().map(|sha256| wording.fill(Phrase::ReceiptDigest, &[("sha256", sha256)]));
        let notice = wording.text(Phrase::ReceiptNotice).to_owned();
        [Some(reference), Some(received), late, amended, revision, digest, Some(notice)].into_iter().flatten().collect()
    }

    /// Every question that was asked, in the order of reading. A withdrawal was asked none.
    pub fn lines(&self, wording: &Wording) -> Vec<Line<'_>> {
        if self.sent.as_ref().is_some_and(|sent| sent.is_withdrawal) {
            return Vec::new();
        }
        let questions = self.form.parts.iter().flat_map(|part| part.questions.iter().map(move |one| (part, one)));
        let asked = questions.filter(|(_, question)| self.answers.asks(&self.form, question));
        asked.map(|(part, question)| self.line(part, question, wording)).collect()
    }

    fn line<'a>(&'a self, part: &'a Part, question: &'a Question, wording: &Wording) -> Line<'a> {
        let answer = self.answers.answer(&question.id).filter(|answer| !answer.is_blank());
        let answer = answer.map(|answer| question.kind.in_words(answer, wording));
        Line { part, question, answer, would_publish: self.form.would_publish(question, &self.answers) }
    }
}

/// What is said of the earlier submission that one changes or withdraws, by its reference.
pub fn amending(reference: &str, is_late: bool, is_withdrawal: bool, wording: &Wording) -> String {
    let phrase = match (is_late, is_withdrawal) {
        (true, _) => Phrase::ReceiptChangesLate,
        (false, true) => Phrase::ReceiptWithdraws,
        (false, false) => Phrase::ReceiptReplaces,
    };
    wording.fill(phrase, &[("reference", reference)])
}
