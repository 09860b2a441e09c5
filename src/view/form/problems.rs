//! The error summary: every problem at once, each a link to its field. It stays until the next attempt to send, and
//! changes in place: a list that shrank would move the field that is typed in.

use consultation::draft::Shown;
use consultation::form::question::Question;
use consultation::session::Event;
use consultation::text::wording::Phrase;

use crate::erased::markup::view;
use crate::erased::view::ErasedView;
use crate::runtime::FormHandle;
use crate::state::State;
use crate::view::fields::on_click;

/// Draws it. `role="alert"` is on an inner element: on the focused one, some screen readers say everything twice.
/// It goes with the first edit: what changes inside an alert is spoken again at every key.
pub fn problem_summary(handle: FormHandle, shown: &[Shown]) -> ErasedView {
    let as_shown = shown.to_vec();
    let is_as_shown = move |state: &State| handle.session(state).draft().shown() == as_shown.as_slice();
    let alert = handle.problem_attribute(move |state| is_as_shown(state).then(|| "alert".to_owned()));
    let items = (0..shown.len()).map(|index| item(handle, &shown[index], index)).collect::<ErasedView>();
    view! {
        <div class="problem-summary">
            <div role=alert>
                <h3>{handle.page.wording.text(Phrase::ProblemHeading)}</h3>
                <ul>{items}</ul>
            </div>
        </div>
    }
}

/// The link moves the focus itself: an address with `#field` would show the field without its label.
fn item(handle: FormHandle, shown: &Shown, index: usize) -> ErasedView {
    let target = handle.form.question(&shown.problem.question).map(Question::first_control_id).unwrap_or_default();
    let href = ["#", &target].concat();
    let question = shown.problem.question.clone();
    let focus = on_click(move || handle.tell(Event::ProblemPressed(question.clone())));
    let now = move |state: &State| handle.session(state).draft().shown().get(index).cloned();
    let words = handle.problem_text(move |state| now(state).map(|shown| words(handle, &shown)).unwrap_or_default());
    let is_mended = handle.problem_flag(move |state| now(state).is_some_and(|shown| shown.is_mended));
    view! { <li class:mended=is_mended><a href=href on:click=focus>{words}</a></li> }
}

fn words(handle: FormHandle, shown: &Shown) -> String {
    let message = shown.problem.message(handle.form, &handle.page.wording);
    match shown.is_mended {
        true => handle.page.wording.fill(Phrase::Mended, &[("problem", &message)]),
        false => message,
    }
}
