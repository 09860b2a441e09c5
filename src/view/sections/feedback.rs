//! “Help us improve”: a short form about the page itself.

use consultation::content::page::Page;
use consultation::content::section::Feedback;

use crate::erased::markup::view;
use crate::erased::view::{ErasedView, IntoErased};

use super::frame;
use crate::runtime::{FormHandle, Runtime};
use crate::view::form::form;
use crate::view::form::outcome::outcome;
use crate::view::parts::rich_text::blocks;
use consultation::purpose::Purpose;

/// Draws it.
pub fn feedback(feedback: &'static Feedback, page: &'static Page, runtime: Runtime) -> ErasedView {
    let handle = FormHandle { purpose: Purpose::Feedback, form: &feedback.form, page, runtime };
    let body = view! {
        {blocks(&feedback.introduction)}
        {outcome(handle)}
        {form(handle)}
    };
    frame(&feedback.id, &feedback.title, "section section-feedback", body.into_erased())
}
