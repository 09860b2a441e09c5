//! The picture that stands for the page where people share it: who asks, about what, and until when.

mod fitted;

use consultation::content::page::Page;
use consultation::content::stage::Stage;
use maud::{Markup, html};

use crate::colours::{BRAND, INK, INK_SOFT, PAPER};
use crate::picture::png;
use crate::social::fitted::{Fitted, Style};
use crate::xml_text::xml_text;
use crate::{Document, icons};

/// The picture's path.
pub const PICTURE: &str = "social.png";

/// Its width and height in pixels: the 1.91 to 1 that all services show whole.
pub const SIZE: (u32, u32) = (1200, 630);

/// Left and right of all text, in pixels like all that follows.
const MARGIN: u32 = 80;

/// The width of text.
const ROOM: f32 = 1040.0;

/// Where the title starts, counted from the top.
const HEADLINE_TOP: f32 = 168.0;

/// Where the band at the foot starts.
const BAND_TOP: f32 = 494.0;

/// Between title, subtitle and band.
const SPACE: f32 = 20.0;

/// `social.png`.
pub fn social(page: &Page) -> Document {
    Document::new(PICTURE, png(&drawing(page), SIZE.0))
}

/// The words of the picture, for those who do not see it.
pub fn alternative(page: &Page) -> String {
    [&page.content.agency.plain(), ". ", &page.content.title.plain(), ". ", &status(page), "."].concat()
}

fn drawing(page: &Page) -> String {
    let (width, height) = SIZE;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height}")) {
            rect width=(width) height=(height) fill=(PAPER) {}
            (masthead(page))
            (headline(page))
            (invitation(page))
        }
    }
    .into_string()
}

/// Who asks: the icon and the agency above a line, as at the top of the page.
fn masthead(page: &Page) -> Markup {
    let agency = xml_text(&page.content.agency.plain());
    let agency = Fitted::new(&agency, Style { largest: 34.0, stroke: 0.035, colour: INK }, (ROOM - 84.0, 72.0));
    html! {
        svg x=(MARGIN - 10) y="32" width="80" height="80" viewBox="0 0 32 32" { (icons::drawing()) }
        (agency.around(MARGIN + 84, 70.0))
        rect y="136" width=(SIZE.0) height="8" fill=(BRAND) {}
    }
}

/// What it is about, as large as the subtitle below it leaves room for.
fn headline(page: &Page) -> Markup {
    let subtitle = xml_text(&page.content.subtitle.plain());
    let subtitle = Fitted::new(&subtitle, Style { largest: 34.0, stroke: 0.018, colour: INK_SOFT }, (ROOM, 84.0));
    let room = BAND_TOP - HEADLINE_TOP - 2.0 * SPACE - subtitle.height();
    let title = xml_text(&page.content.title.plain());
    let title = Fitted::new(&title, Style { largest: 84.0, stroke: 0.038, colour: INK }, (ROOM, room));
    html! {
        (title.below(MARGIN, HEADLINE_TOP))
        (subtitle.below(MARGIN, HEADLINE_TOP + title.height() + SPACE))
    }
}

/// What to do, and until when.
fn invitation(page: &Page) -> Markup {
    let say = xml_text(&page.content.have_your_say().title.plain());
    let say = Fitted::new(&say, Style { largest: 42.0, stroke: 0.038, colour: PAPER }, (ROOM, 50.0));
    let status = xml_text(&status(page));
    let status = Fitted::new(&status, Style { largest: 32.0, stroke: 0.018, colour: PAPER }, (ROOM, 40.0));
    html! {
        rect y=(BAND_TOP) width=(SIZE.0) height="136" fill=(BRAND) {}
        (say.around(MARGIN, 533.0))
        (status.around(MARGIN, 585.0))
    }
}

fn status(page: &Page) -> String {
    let stage = Stage::at(page.rendered_at, &page.content);
    let name = page.wording.text(stage.name()).to_owned();
    let moment = stage.moment(&page.content).map(|(phrase, moment)| page.wording.moment(phrase, moment));
    match (stage, moment) {
        (_, None) => name,
        (Stage::NotYetOpen | Stage::Open | Stage::Closed, Some(moment)) => moment,
        (Stage::Reported | Stage::Adopted, Some(moment)) => format!("{name} – {moment}"),
    }
}
