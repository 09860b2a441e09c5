//! One line of text.

use consultation::form::answers::Answer;
use consultation::form::kind::short_text::ShortText;

use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame::{aria_invalid, described_by, labelled};
use super::{Field, on_input};

/// Draws it. No `maxlength`: cutting off pasted words silently would lose them.
pub fn short_text(field: Field, short: &'static ShortText) -> ErasedView {
    let id = field.question.id.as_str();
    let control = view! {
        <input
            type="text"
            dir="auto"
            enterkeyhint="next"
            id=id
            name=id
            autocomplete={short.autocomplete.as_deref()}
            spellcheck={short.autocomplete.as_ref().map(|_| "false")}
            aria-describedby={described_by(field, "")}
            aria-invalid={aria_invalid(field)}
            on:input={on_input(move |text| field.edit(Answer::Text(text)))}
        />
    };
    labelled(field, control.into_erased())
}
