//! A plain-text copy of what a person wrote: to keep, to paste into a mail, to print.

use std::sync::Arc;

use crate::delivery::attempt::Attempt;
use crate::delivery::receipt::Receipt;
use crate::form::Form;
use crate::form::answers::Answers;
use crate::form::question::Question;
use crate::text::wording::{Phrase, Wording};

/// What a copy is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    form: Arc<Form>,
    answers: Answers,
    receipt: Option<Receipt>,
}

impl Transcript {
    /// Of what is written now.
    pub fn of_draft(form: Arc<Form>, answers: &Answers) -> Self {
        Self { form, answers: answers.clone(), receipt: None }
    }

    /// Of what was received, below the receipt's data.
    pub fn of_received(attempt: &Attempt, receipt: &Receipt) -> Self {
        let (form, answers) = (attempt.shared_form(), attempt.answers().clone());
        Self { form, answers, receipt: Some(receipt.clone()) }
    }

    /// Writes every asked question with its answer.
    pub fn in_words(&self, wording: &Wording) -> String {
        let mut lines = vec![wording.text(Phrase::RecordTitle).to_owned()];
        if let Some(receipt) = &self.receipt {
            lines.push([wording.text(Phrase::YourReference), ": ", &receipt.reference].concat());
            lines.push(wording.moment(Phrase::ReceivedAt, receipt.received_at));
        }
        for question in self.form.questions().filter(|question| self.answers.asks(&self.form, question)) {
            lines.push(String::new());
            lines.push(question.label.plain());
            lines.push(self.answer_in_words(question, wording));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    fn answer_in_words(&self, question: &Question, wording: &Wording) -> String {
        let answer = self.answers.answer(&question.id).filter(|answer| !answer.is_blank());
        let unanswered = || wording.text(Phrase::NotAnswered).to_owned();
        answer.map_or_else(unanswered, |answer| question.kind.in_words(answer, wording))
    }
}
