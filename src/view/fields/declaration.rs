//! A statement to agree to.

use consultation::form::answers::Answer;
use consultation::form::kind::declaration::Declaration;

use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame::{aria_invalid, grouped};
use super::{Field, on_change};
use crate::view::parts::rich_text::rich;

/// What a plain form posts when the box is ticked.
const AGREED: &str = "yes";

/// Draws one check box; it is never ticked for the person.
pub fn declaration(field: Field, declaration: &'static Declaration) -> ErasedView {
    let id = field.question.id.as_str();
    let control = view! {
        <div class="choice">
            <input
                type="checkbox"
                id=id
                name=id
                value={AGREED}
                aria-invalid={aria_invalid(field)}
                on:change={on_change(move |agreed| field.edit(Answer::Agreed(agreed)))}
            />
            <label for=id>{rich(&declaration.statement)}</label>
        </div>
    };
    grouped(field, control.into_erased())
}
