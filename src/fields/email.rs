//! An e-mail address.

use consultation::answers::Answer;
use leptos::prelude::*;

use crate::parts::piece::{IntoPiece, Piece};

use super::Field;
use super::frame::{described_by, is_wrong, labelled};

/// Draws it. Phones show their keyboard for addresses; the rule is ours, since browsers refuse macrons.
pub fn email(field: Field) -> Piece {
    let id = field.question.id.as_str();
    let control = view! {
        <input
            type="email"
            id=id
            name=id
            autocomplete="email"
            spellcheck="false"
            aria-describedby=move || described_by(field, "")
            aria-invalid=move || is_wrong(field)
            prop:value=field.text()
            on:input=move |event| field.edit(Answer::Text(event_target_value(&event)))
        />
    };
    labelled(field, control.into_piece())
}
