//! A group of short fields that can be added again. All groups are there from the start, so that with scripts off they can be
//! filled in; the app shows the first, and one more at each press.

use consultation::form::answers::Answer;
use consultation::form::kind::add_another::{AddAnother, GroupField, part_name};
use consultation::session::Event as Happened;
use consultation::text::wording::Phrase;

use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::state::State;

use super::frame::{aria_invalid, grouped};
use super::{Field, on_click, on_input};

/// Draws the groups, and the button.
pub fn add_another(field: Field, kind: &'static AddAnother) -> ErasedView {
    let groups = (0..kind.most as usize).map(|group| group_of_fields(field, kind, group));
    let add = on_click(move || field.handle.read_and_tell(Happened::AnotherAdded(field.question.id.clone())));
    let is_full = field.flag(move |state| !state.is_alive || shown(field, state) >= kind.most as usize);
    let words = field.handle.page.wording.text(Phrase::AddAnother);
    grouped(
        field,
        view! {
            {groups.collect::<ErasedView>()}
            <button class="button button-quiet add-another" type="button" hidden=is_full on:click=add>{words}</button>
        },
    )
}

fn group_of_fields(field: Field, kind: &'static AddAnother, group: usize) -> ErasedView {
    let is_later = field.flag(move |state| state.is_alive && group >= shown(field, state));
    let fields = kind.fields.iter().enumerate().map(|(place, one)| group_field(field, kind, one, (group, place)));
    view! { <div class="group" hidden=is_later>{fields.collect::<ErasedView>()}</div> }
}

/// How many groups are shown: those with an answer, or that were asked for, and always one.
fn shown(field: Field, state: &State) -> usize {
    field.draft(state).answers().groups(&field.question.id).len().max(1)
}

fn group_field(
    field: Field,
    kind: &'static AddAnother,
    one: &'static GroupField,
    (group, place): (usize, usize),
) -> ErasedView {
    let id = field.element_id(&part_name(group, place));
    let label = [&one.label, " ", &(group + 1).to_string()].concat();
    let edit = move |typed: String| {
        let groups = field.answers(|answers| kind.with_field(answers.groups(&field.question.id), group, place, &typed));
        field.edit(Answer::Many(groups));
    };
    view! {
        <label for={id.clone()}>{label}</label>
        <input
            type="text"
            dir="auto"
            enterkeyhint="next"
            id=id
            name={field.question.id.as_str()}
            autocomplete={one.autocomplete.as_deref()}
            aria-invalid={aria_invalid(field)}
            on:input={on_input(edit)}
        />
    }
}
