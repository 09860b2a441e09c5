//! What the fields show. It is the person's: it is read when they send, since some tools type without telling, and
//! written only into fields that have just been drawn.

use consultation::delivery::submission::SubmissionId;
use consultation::form::Form;
use consultation::form::answers::{Answer, Answers};
use consultation::form::kind::Kind;
use consultation::form::kind::add_another::{AddAnother, part_name};
use consultation::form::question::Question;
use consultation::id::Id;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

/// The answers in the document, for every question that has a field there.
pub fn answers(form: &Form) -> Vec<(Id, Answer)> {
    form.questions().filter_map(|question| Some((question.id.clone(), answer(question)?))).collect()
}

fn answer(question: &Question) -> Option<Answer> {
    let id = question.id.as_str();
    match &question.kind {
        Kind::LongText(_) | Kind::Address(_) => {
            element::<HtmlTextAreaElement>(id).map(|field| Answer::Text(field.value()))
        }
        Kind::ShortText(_) | Kind::Email(_) | Kind::Telephone(_) | Kind::Number(_) | Kind::Date(_) => {
            input(id).map(|field| Answer::Text(field.value()))
        }
        Kind::AddAnother(kind) => Some(Answer::Many(groups(question, kind))),
        Kind::Declaration(_) => input(id).map(|field| Answer::Agreed(field.checked())),
        Kind::ChooseMany(_) => Some(Answer::Many(chosen(question))),
        Kind::ChooseOne(_) => chosen(question).pop().map(Answer::Text),
    }
}

/// What stands in the groups that are shown.
fn groups(question: &Question, kind: &AddAnother) -> Vec<String> {
    let mut groups = Vec::new();
    for (group, place) in kind.places() {
        let field = input(&question.element_id(&part_name(group, place)));
        let shown = field.filter(|field| matches!(field.closest(".group[hidden]"), Ok(None)));
        if let Some(field) = shown {
            groups = kind.with_field(&groups, group, place, &field.value());
        }
    }
    groups
}

/// Shows answers in the fields of a form just drawn. What was not answered before stays as it is.
pub fn show(form: &Form, answers: &Answers) {
    for question in form.questions() {
        if let Some(answer) = answers.answer(&question.id) {
            show_one(question, answer);
        }
    }
}

/// Empties the fields of the form with that id.
pub fn empty(form: &str) {
    if let Some(form) = element::<HtmlFormElement>(form) {
        form.reset();
    }
}

/// Whether a box is ticked, by the person or by a browser that brought their tick back.
pub fn is_ticked(id: &str) -> bool {
    input(id).is_some_and(|input| input.checked())
}

/// Says whether the browser may bring the form's fields back by itself. It notes them now and then while they are written,
/// so emptying them when the page is left comes too late for some.
pub fn let_restore(form: &str, may: bool) {
    if let Some(form) = element::<HtmlFormElement>(form) {
        form.set_autocomplete(if may { "on" } else { "off" });
    }
}

/// What the unseen field with that id carries as the attempt's id; the loader fills it before a press is reported.
pub fn id(field: &str) -> Option<SubmissionId> {
    SubmissionId::try_from(input(field)?.value()).ok()
}

/// Puts an id into the unseen field; for an empty one the loader makes another at the next press.
pub fn show_id(field: &str, id: &str) {
    set(field, id);
}

fn show_one(question: &Question, answer: &Answer) {
    let id = question.id.as_str();
    match (answer, &question.kind) {
        (Answer::Many(groups), Kind::AddAnother(kind)) => kind.places().for_each(|(group, place)| {
            set(&question.element_id(&part_name(group, place)), AddAnother::typed_in(groups, group, place));
        }),
        (Answer::Text(text), _) if question.kind.choices().is_empty() => {
            if let Some(field) = element::<HtmlTextAreaElement>(id) {
                field.set_value(text);
            } else {
                set(id, text);
            }
        }
        (Answer::Agreed(agreed), _) => check(id, *agreed),
        (Answer::Text(value), _) => check_choices(question, std::slice::from_ref(value)),
        (Answer::Many(values), _) => check_choices(question, values),
    }
}

fn set(id: &str, value: &str) {
    if let Some(field) = input(id) {
        field.set_value(value);
    }
}

fn check_choices(question: &Question, values: &[String]) {
    for choice in question.kind.choices() {
        check(&question.choice_id(&choice.value), values.iter().any(|value| *value == choice.value.as_str()));
    }
}

fn check(id: &str, checked: bool) {
    if let Some(field) = input(id) {
        field.set_checked(checked);
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
