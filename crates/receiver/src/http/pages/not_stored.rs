//! Nothing was stored, and the person could not have prevented it.

use consultation::text::wording::Phrase;
use maud::html;

use super::frame::{Frame, Page};

/// Draws it, with the cause where there is more to say than that.
pub fn not_stored(frame: Frame, cause: Option<Phrase>) -> Page {
    let title = frame.text(Phrase::NotSent);
    let email = &frame.publication.content.contact.email;
    let body = html! {
        h1 { (title) }
        @if let Some(cause) = cause {
            p { (frame.text(cause)) }
        }
        p { (frame.text(Phrase::NotStored)) }
        p { a href={ "mailto:" (email) } { (frame.publication.wording.fill(Phrase::WriteToTeam, &[("email", email)])) } }
    };
    frame.page(&[frame.text(Phrase::ErrorPrefix), title].concat(), &body)
}
