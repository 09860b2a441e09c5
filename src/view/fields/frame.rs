//! The frame around every field. It alone ties label, hint, problem and control together.

use consultation::text::wording::Phrase;

use crate::erased::markup::view;
use crate::erased::view::ErasedView;

use super::Field;
use crate::erased::deferred::still;
use crate::erased::following::Following;
use crate::view::parts::rich_text::rich;

/// The frame of a field with one control, whose id is the question's.
pub fn labelled(field: Field, control: ErasedView) -> ErasedView {
    view! {
        <div class="field" class:field-wrong={wrong(field)} hidden={field.flag(move |state| !field.is_asked(state))}>
            <label for={field.question.id.as_str()}>{label(field)}</label>
            {hint(field)}
            {problem_line(field)}
            {control}
        </div>
    }
}

/// The frame of a field with several controls.
pub fn grouped(field: Field, controls: ErasedView) -> ErasedView {
    view! {
        <fieldset
            class="field"
            class:field-wrong={wrong(field)}
            hidden={field.flag(move |state| !field.is_asked(state))}
            aria-describedby={described_by(field, "")}
        >
            <legend>{label(field)}</legend>
            {hint(field)}
            {problem_line(field)}
            {controls}
        </fieldset>
    }
}

/// The elements that describe a control, in the order of reading: hint, problem, and `more` of the control's own.
pub fn described_by(field: Field, more: &'static str) -> Following<Option<String>> {
    field.attribute(move |state| {
        let parts =
            [(field.question.hint.is_some(), "hint"), (field.is_wrong(state), "problem"), (!more.is_empty(), more)];
        let ids = parts.iter().filter(|(applies, _)| *applies).map(|(_, part)| field.element_id(part));
        let ids: Vec<String> = ids.collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    })
}

/// The state of a control for screen readers.
pub fn aria_invalid(field: Field) -> Following<Option<String>> {
    field.attribute(move |state| field.is_wrong(state).then(|| "true".to_owned()))
}

fn wrong(field: Field) -> Following<bool> {
    field.flag(move |state| field.is_wrong(state))
}

/// A question that depends on another is not called optional: it is only asked when it applies.
fn label(field: Field) -> ErasedView {
    let question = field.question;
    let is_optional = question.required.is_none() && question.show_when.is_none() && !is_in_choice_of_several(field);
    let optional = is_optional.then(|| [" ", field.handle.page.wording.text(Phrase::Optional)].concat());
    view! { {rich(&question.label)} {optional} }
}

/// “At least one of these” is neither optional nor required for any single one.
fn is_in_choice_of_several(field: Field) -> bool {
    field.handle.form.choice_with(&field.question.id).is_some()
}

fn hint(field: Field) -> Option<ErasedView> {
    let hint = field.question.hint.as_ref()?;
    Some(still(move || view! { <p class="hint" id={field.element_id("hint")}>{rich(hint)}</p> }))
}

/// Always there, so that nothing else moves in the document when a problem comes or goes.
fn problem_line(field: Field) -> ErasedView {
    view! {
        <p class="problem" id={field.element_id("problem")} hidden={field.flag(move |state| !field.is_wrong(state))}>
            <span class="visually-hidden">{field.handle.page.wording.text(Phrase::ErrorPrefix)}</span>
            <span>{field.text(move |state| field.problem(state))}</span>
        </p>
    }
}
