//! A plain-text copy of what a person wrote: to keep, to paste into a mail, to print.

use std::sync::Arc;

use crate::delivery::attempt::Attempt;
use crate::delivery::receipt::Receipt;
use crate::form::answers::Answers;
use crate::form::question::Question;
use crate::form::{Form, Part};
use crate::text::wording::{Phrase, Wording};

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
        for Line { question, answer, .. } in self.lines(wording) {
            lines.push(String::new());
            lines.push(question.label.plain());
            lines.push(answer.unwrap_or_else(|| wording.text(Phrase::NotAnswered).to_owned()));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// Every question that was asked, in the order of reading.
    pub fn lines(&self, wording: &Wording) -> Vec<Line<'_>> {
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
