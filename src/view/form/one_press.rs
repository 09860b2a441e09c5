//! A question that one press answers and sends, and what there is to add to it once that has arrived.

use consultation::form::answers::Answer;
use consultation::form::choice::Choice;
use consultation::form::question::Question;
use consultation::session::Event;

use super::check::sending;
use crate::erased::element::Listener;
use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;
use crate::view::fields;
use crate::view::parts::rich_text::rich;

/// Draws both. With scripts off the press posts the form, and the receiver's page has the rest.
pub fn one_press(question: &'static Question, handle: FormHandle) -> ErasedView {
    let is_pressed = handle.flag(move |state| handle.session(state).amends().is_some());
    let is_not_pressed = handle.flag(move |state| handle.session(state).amends().is_none());
    let buttons = question.kind.choices().iter().map(|choice| button(question, choice, handle));
    let rest = handle.form.questions().filter(|other| other.id != question.id);
    view! {
        <fieldset class="field press" hidden=is_pressed>
            <legend>{rich(&question.label)}</legend>
            {buttons.collect::<ErasedView>()}
        </fieldset>
        {sending(handle)}
        <div hidden=is_not_pressed>
            {rest.map(|other| fields::field(other, handle)).collect::<ErasedView>()}
            <button class="button" type="submit">{handle.form.submit.as_str()}</button>
        </div>
    }
}

fn button(question: &'static Question, choice: &'static Choice, handle: FormHandle) -> ErasedView {
    // The press goes on to post the form.
    let press: Listener = Box::new(move |_| {
        handle.tell(Event::AnswerEdited(question.id.clone(), Answer::Text(choice.value.to_string())));
    });
    let (name, value) = (question.id.as_str(), choice.value.as_str());
    view! {
        <button class="button button-quiet" type="submit" name=name value=value on:click=press>
            {rich(&choice.label)}
        </button>
    }
}
