//! A plain-text copy of what a person wrote: to keep, to paste into a mail, to print.

use crate::delivery::receipt::Receipt;
use crate::form::Form;
use crate::form::answers::{Answer, Answers};
use crate::form::question::Question;
use crate::id::Id;
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
    match answers.answer(&question.id).filter(|answer| !answer.is_blank()) {
        None => wording.text(Phrase::NotAnswered).to_owned(),
        Some(Answer::Text(text)) => label_of(question, text),
        Some(Answer::Many(values)) => {
            let labels: Vec<String> = values.iter().map(|value| label_of(question, value)).collect();
            labels.join("\n")
        }
        Some(Answer::Agreed(_)) => wording.text(Phrase::Agreed).to_owned(),
    }
}

/// The label of a listed answer; typed words as they are.
fn label_of(question: &Question, value: &str) -> String {
    let is_value = |id: &Id| *id == *value;
    let choice = question.kind.choices().iter().find(|choice| is_value(&choice.value));
    choice.map_or_else(|| value.to_owned(), |choice| choice.label.plain())
}
