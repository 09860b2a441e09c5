//! Lists of answers: one of them (radio buttons), or any of them (check boxes).

use consultation::form::answers::Answer;
use consultation::form::choice::Choice;

use crate::erased::markup::view;
use crate::erased::view::ErasedView;

use super::frame::grouped;
use super::{Field, on_change};
use crate::view::parts::rich_text::rich;

/// Draws radio buttons; none is chosen for the person.
pub fn choose_one(field: Field, choices: &'static [Choice]) -> ErasedView {
    let choose = move |choice: &'static Choice, _| field.edit(Answer::Text(choice.value.to_string()));
    list(field, choices, "radio", choose)
}

/// Draws check boxes.
pub fn choose_many(field: Field, choices: &'static [Choice]) -> ErasedView {
    let choose = move |choice: &'static Choice, is_chosen| {
        let is_among = |other: &Choice| {
            let was_chosen = field.answers(|answers| answers.has_chosen(&field.question.id, &other.value));
            if other.value == choice.value { is_chosen } else { was_chosen }
        };
        let chosen = choices.iter().filter(|other| is_among(other)).map(|other| other.value.to_string());
        field.edit(Answer::Many(chosen.collect()));
    };
    list(field, choices, "checkbox", choose)
}

fn list<F>(field: Field, choices: &'static [Choice], kind: &'static str, choose: F) -> ErasedView
where
    F: Fn(&'static Choice, bool) + Copy + Send + 'static,
{
    let items = choices.iter().map(|choice| {
        let id = field.question.choice_id(&choice.value);
        view! {
            <div class="choice">
                <input
                    type=kind
                    id={id.clone()}
                    name={field.question.id.as_str()}
                    value={choice.value.as_str()}
                    on:change={on_change(move |is_chosen| choose(choice, is_chosen))}
                />
                <label for=id>{rich(&choice.label)}</label>
            </div>
        }
    });
    grouped(field, items.collect())
}
