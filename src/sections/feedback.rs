//! “Help us improve”: a short form about the page itself.

use consultation::content::page::Page;
use consultation::content::section::Feedback;
use leptos::prelude::*;

use crate::parts::piece::{IntoPiece, Piece};

use super::frame;
use crate::form::form;
use crate::live::{FormHandle, Live, Purpose};
use crate::parts::rich_text::blocks;

/// Draws it.
pub fn feedback(feedback: &'static Feedback, page: &'static Page, live: Live) -> Piece {
    let body = view! {
        {blocks(&feedback.introduction)}
        {form(FormHandle { purpose: Purpose::Feedback, form: &feedback.form, page, live })}
    };
    frame(&feedback.id, &feedback.title, "section section-feedback", body.into_piece())
}
