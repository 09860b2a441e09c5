//! The error summary: every problem at once, each a link to its field.

use consultation::form::problem::Problem;
use consultation::form::question::Question;
use consultation::text::wording::Phrase;
use leptos::prelude::*;

use crate::parts::piece::{IntoPiece, Piece};

use super::on_click;
use crate::browser;
use crate::live::FormHandle;

/// Draws it. `role="alert"` is on an inner element: on the focused one, some screen readers say everything twice.
pub fn problem_summary(handle: FormHandle, problems: &[Problem]) -> Piece {
    let items = problems.iter().map(|problem| item(handle, problem)).collect_view();
    view! {
        <div class="problem-summary">
            <div role="alert">
                <h3>{handle.page.wording.text(Phrase::ProblemHeading)}</h3>
                <ul>{items}</ul>
            </div>
        </div>
    }
    .into_piece()
}

/// The link moves the focus itself: an address with `#field` would show the field without its label.
fn item(handle: FormHandle, problem: &Problem) -> Piece {
    let target = handle.form.question(&problem.question).map(Question::first_control_id).unwrap_or_default();
    let href = ["#", &target].concat();
    let focus = on_click(move || browser::focus::field(&target));
    let message = problem.message(handle.form, &handle.page.wording);
    view! { <li><a href=href on:click=focus>{message}</a></li> }.into_piece()
}
