//! Several lines of text, with a count that agrees with the rule.

use consultation::answers::Answer;
use consultation::question::LongText;
use consultation::rules::length;
use consultation::wording::{Phrase, number};
use leptos::prelude::*;

use crate::parts::piece::{IntoPiece, Piece};

use super::frame::{aria_invalid, described_by, labelled};
use super::{Field, on_input};
use crate::browser;

/// Draws it. The prerendered element is empty: this version of Leptos does not escape a textarea's children.
pub fn long_text(field: Field, long: &'static LongText) -> Piece {
    let id = field.question.id.as_str();
    let limit = long.max_characters;
    let count = Signal::derive(move || count(field, limit));
    let is_over = Signal::derive(move || count.get().0);
    let edit = move |text: String| {
        field.edit(Answer::Text(text));
        browser::announce::after_pause(field.handle.live, move || count.get_untracked().1);
    };
    let control = view! {
        <textarea
            id=id
            name=id
            rows=long.rows.to_string()
            class:over-limit=is_over
            aria-describedby=described_by(field, "count")
            aria-invalid=aria_invalid(field)
            prop:value=field.text()
            on:input=on_input(edit)
        ></textarea>
        <p class="count" class:count-over=is_over id=field.element_id("count")>{Signal::derive(move || count.get().1)}</p>
    };
    labelled(field, control.into_piece())
}

/// Whether the text is over the limit, and how that is said. Before anything is typed it is the bare limit,
/// which is also what people with scripts off read.
fn count(field: Field, limit: u32) -> (bool, String) {
    let wording = &field.handle.page.wording;
    let length = field.read(move |session| length(session.answers().text(&field.question.id)));
    let several = |phrase, name, count| wording.fill(phrase, &[(name, &number(count))]);
    let words = match limit.checked_sub(length) {
        _ if length == 0 || !field.handle.live.is_alive.get() => several(Phrase::CharacterLimit, "limit", limit),
        Some(1) => wording.text(Phrase::OneCharacterLeft).to_owned(),
        Some(left) => several(Phrase::CharactersLeft, "count", left),
        None if length - limit == 1 => wording.text(Phrase::OneCharacterOver).to_owned(),
        None => several(Phrase::CharactersOver, "count", length - limit),
    };
    (length > limit, words)
}
