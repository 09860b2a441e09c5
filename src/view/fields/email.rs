//! An e-mail address.

use consultation::form::answers::Answer;

use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame::{aria_invalid, described_by, labelled};
use super::{Field, on_input};

/// Draws it. Phones show their keyboard for addresses; the rule is ours, since browsers refuse macrons.
pub fn email(field: Field) -> ErasedView {
    let id = field.question.id.as_str();
    let control = view! {
        <input
            type="email"
            dir="auto"
            inputmode="email"
            enterkeyhint="next"
            id=id
            name=id
            autocomplete="email"
            spellcheck="false"
            aria-describedby={described_by(field, "")}
            aria-invalid={aria_invalid(field)}
            on:input={on_input(move |text| field.edit(Answer::Text(text)))}
        />
    };
    labelled(field, control.into_erased())
}
