//! Several lines of text, with a count that agrees with the rule.

use consultation::form::answers::Answer;
use consultation::form::kind::long_text::{LongText, Passage};
use consultation::form::length::length;
use consultation::session::Event as Happened;
use consultation::text::wording::Phrase;

use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame::{aria_invalid, described_by, labelled};
use super::{Field, on_click, on_input};
use crate::state::State;

/// Draws it. The prerendered element is empty: this version of Leptos does not escape a textarea's children.
pub fn long_text(field: Field, long: &'static LongText) -> ErasedView {
    let id = field.question.id.as_str();
    let limit = long.max_characters;
    let runtime = field.handle.runtime;
    let is_over = field.flag(move |state| count(field, state) > limit);
    let edit = move |text: String| {
        field.edit(Answer::Text(text));
        runtime.announce_after_pause(move |state| room(field, limit, state));
    };
    let control = view! {
        {passages(field, long)}
        <textarea
            dir="auto"
            id=id
            name=id
            rows={long.rows.to_string()}
            class:over-limit={is_over.clone()}
            aria-describedby={described_by(field, "count")}
            aria-invalid={aria_invalid(field)}
            on:input={on_input(edit)}
        ></textarea>
        <p class="count" class:count-over=is_over id={field.element_id("count")}>{field.text(move |state| room(field, limit, state))}</p>
    };
    labelled(field, control.into_erased())
}

/// What can be quoted, folded away. With scripts off it can be read, and copied by hand.
fn passages(field: Field, long: &'static LongText) -> Option<ErasedView> {
    let wording = &field.handle.page.wording;
    let passage = |passage: &'static Passage| {
        let values = [("passage", passage.text.as_str()), ("source", passage.source.as_str())];
        let quotation = wording.fill(Phrase::Quotation, &values);
        let quote = on_click(move || {
            field.handle.read_and_tell(Happened::PassageQuoted(field.question.id.clone(), quotation.clone()));
        });
        view! {
            <blockquote dir="auto"><p>{passage.text.as_str()}</p><p class="hint">{passage.source.as_str()}</p></blockquote>
            <button class="button button-quiet with-app" type="button" on:click=quote>{wording.text(Phrase::QuotePassage)}</button>
        }
    };
    let drawn = || {
        view! {
            <details class="passages">
                <summary>{wording.text(Phrase::Passages)}</summary>
                {long.passages.iter().map(passage).collect::<ErasedView>()}
            </details>
        }
    };
    (!long.passages.is_empty()).then(drawn)
}

/// How many characters there are, counted as the rule counts them.
fn count(field: Field, state: &State) -> u32 {
    length(field.draft(state).answers().text(&field.question.id))
}

/// How much room is left, in words. Before anything is typed it is the bare limit,
/// which is also what people with scripts off read.
fn room(field: Field, limit: u32, state: &State) -> String {
    let wording = &field.handle.page.wording;
    let length = count(field, state);
    let several = |phrase, name, count| wording.fill(phrase, &[(name, &wording.number(count))]);
    match limit.checked_sub(length) {
        _ if length == 0 || !state.is_alive => several(Phrase::CharacterLimit, "limit", limit),
        Some(1) => wording.text(Phrase::OneCharacterLeft).to_owned(),
        Some(left) => several(Phrase::CharactersLeft, "count", left),
        None if length - limit == 1 => wording.text(Phrase::OneCharacterOver).to_owned(),
        None => several(Phrase::CharactersOver, "count", length - limit),
    }
}
