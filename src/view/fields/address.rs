//! A postal address of any country, in one field: browsers fill in all lines of it, and nobody has to cut theirs into parts.

use consultation::form::answers::Answer;

use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame::{aria_invalid, described_by, labelled};
use super::{Field, on_input};

/// Draws it.
pub fn address(field: Field) -> ErasedView {
    let id = field.question.id.as_str();
    let control = view! {
        <textarea
            dir="auto"
            id=id
            name=id
            rows="4"
            autocomplete="street-address"
            spellcheck="false"
            aria-describedby={described_by(field, "")}
            aria-invalid={aria_invalid(field)}
            on:input={on_input(move |text| field.edit(Answer::Text(text)))}
        ></textarea>
    };
    labelled(field, control.into_erased())
}
