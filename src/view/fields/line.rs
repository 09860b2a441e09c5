//! One line: of text, an e-mail address, a telephone number, a whole number.

use consultation::form::answers::Answer;

use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame::{aria_invalid, described_by, labelled};
use super::{Field, on_input};

/// What tells one of them from another. Phones show the keyboard for it; the rules are ours.
#[derive(Clone, Copy, Default)]
pub struct Line {
    /// The kind of `input`; a text where it is none.
    pub kind: Option<&'static str>,
    /// The keyboard to show.
    pub keyboard: Option<&'static str>,
    /// What browsers may fill in.
    pub autocomplete: Option<&'static str>,
}

/// Draws it. No `maxlength`: cutting off pasted words silently would lose them.
pub fn line(field: Field, line: Line) -> ErasedView {
    let id = field.question.id.as_str();
    let control = view! {
        <input
            type={line.kind.unwrap_or("text")}
            dir="auto"
            inputmode={line.keyboard}
            enterkeyhint="next"
            id=id
            name=id
            autocomplete={line.autocomplete}
            spellcheck={line.autocomplete.map(|_| "false")}
            aria-describedby={described_by(field, "")}
            aria-invalid={aria_invalid(field)}
            on:input={on_input(move |text| field.edit(Answer::Text(text)))}
        />
    };
    labelled(field, control.into_erased())
}
