//! One line of text.

use consultation::answers::Answer;
use consultation::question::ShortText;
use leptos::prelude::*;

use crate::parts::piece::{IntoPiece, Piece};

use super::Field;
use super::frame::{described_by, is_wrong, labelled};

/// Draws it. No `maxlength`: cutting off pasted words silently would lose them.
pub fn short_text(field: Field, short: &'static ShortText) -> Piece {
    let id = field.question.id.as_str();
    let control = view! {
        <input
            type="text"
            id=id
            name=id
            autocomplete=short.autocomplete.as_deref()
            spellcheck=short.autocomplete.as_ref().map(|_| "false")
            aria-describedby=move || described_by(field, "")
            aria-invalid=move || is_wrong(field)
            prop:value=field.text()
            on:input=move |event| field.edit(Answer::Text(event_target_value(&event)))
        />
    };
    labelled(field, control.into_piece())
}
