//! Reads what the fields show: what people typed before the page came alive, and what tools typed without telling.

use consultation::answers::Answer;
use consultation::form::Form;
use consultation::id::Id;
use consultation::question::{Kind, Question};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

/// The answers in the document, for every question that has a field there.
pub fn answers(form: &Form) -> Vec<(Id, Answer)> {
    form.questions().filter_map(|question| Some((question.id.clone(), answer(question)?))).collect()
}

fn answer(question: &Question) -> Option<Answer> {
    let id = question.id.as_str();
    match &question.kind {
        Kind::LongText(_) => element::<HtmlTextAreaElement>(id).map(|field| Answer::Text(field.value())),
        Kind::ShortText(_) | Kind::Email(_) => input(id).map(|field| Answer::Text(field.value())),
        Kind::Declaration(_) => input(id).map(|field| Answer::Agreed(field.checked())),
        Kind::ChooseMany(_) => Some(Answer::Many(chosen(question))),
        Kind::ChooseOne(_) => chosen(question).pop().map(Answer::Text),
    }
}

fn chosen(question: &Question) -> Vec<String> {
    let is_chosen = |value: &Id| input(&question.choice_id(value)).is_some_and(|i| i.checked());
    let values = question.kind.choices().iter().map(|choice| &choice.value);
    values.filter(|value| is_chosen(value)).map(Id::to_string).collect()
}

fn input(id: &str) -> Option<HtmlInputElement> {
    element(id)
}

fn element<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}
