//! A plain-text copy of what a person wrote: to keep, to paste into a mail, to print.

use crate::delivery::receipt::Receipt;
use crate::form::Form;
use crate::form::answers::Answers;
use crate::form::question::Question;
use crate::text::wording::{Phrase, Wording};

/// Writes every asked question with its answer, below the receipt's data when there is one.
pub fn record(form: &Form, answers: &Answers, receipt: Option<&Receipt>, wording: &Wording) -> String {
    let mut lines = vec![wording.text(Phrase::RecordTitle).to_owned()];
    if let Some(receipt) = receipt {
        lines.push([wording.text(Phrase::YourReference), ": ", &receipt.reference].concat());
        lines.push(wording.moment(Phrase::ReceivedAt, receipt.received_at));
    }
    for question in form.questions().filter(|question| answers.asks(form, question)) {
        lines.push(String::new());
        lines.push(question.label.plain());
        lines.push(in_words(question, answers, wording));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn in_words(question: &Question, answers: &Answers, wording: &Wording) -> String {
    let answer = answers.answer(&question.id).filter(|answer| !answer.is_blank());
    answer
        .map_or_else(|| wording.text(Phrase::NotAnswered).to_owned(), |answer| question.kind.in_words(answer, wording))
}
