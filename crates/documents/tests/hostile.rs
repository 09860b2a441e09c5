//! Content that tries to leave its place stays in it, in every document.

mod common;

use std::sync::LazyLock;

use common::{bytes, documents, notice, shipped, site, size_of_png, text, words};
use consultation::content::page::Page;
use consultation::content::section::Section;
use documents::{Document, head};
use serde_json::Value;

/// What ends things in HTML, XML, JSON, calendars and text files, with a character that XML cannot hold.
const HOSTILE: &str = "</script></style><!-- ]]> &amp; \" ' \\ ; ,\r\nEND:VEVENT\nExpires: never \u{1} 🦤 āēīōū";

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| documents(&hostile(), &site()));

/// The published page with [`HOSTILE`] in every field that a document takes up.
fn hostile() -> Page {
    let mut page = shipped();
    let content = &mut page.content;
    for text in [&mut content.title, &mut content.agency, &mut content.subtitle] {
        *text = words(HOSTILE);
    }
    for text in [&mut content.description, &mut content.contact.email] {
        HOSTILE.clone_into(text);
    }
    for section in &mut content.sections {
        match section {
            Section::Timeline(timeline) => timeline.sessions.iter_mut().for_each(|meeting| {
                meeting.name = words(HOSTILE);
                HOSTILE.clone_into(&mut meeting.city);
                meeting.summary = vec![consultation::text::rich_text::Block::Paragraph(words(HOSTILE))];
            }),
            Section::HaveYourSay(say) => say.title = words(HOSTILE),
            Section::Prose(_) | Section::PastConsultations(_) | Section::Updates(_) | Section::Feedback(_) => {}
        }
    }
    page.updates.updates.iter_mut().for_each(|update| {
        HOSTILE.clone_into(&mut update.changed);
        HOSTILE.clone_into(&mut update.sha256);
    });
    page
}

/// As XML and HTML hand it on: without what they cannot hold, and with their line ends.
fn carried() -> String {
    HOSTILE.replace("\r\n", "\n").replace('\u{1}', "")
}

#[test]
fn the_atom_feed_says_it_as_text() {
    let feed = roxmltree::Document::parse(text(&DOCUMENTS, "feed.xml")).expect("it is well formed");
    let named = |name: &'static str| {
        feed.descendants().filter(move |node| node.has_tag_name(("http://www.w3.org/2005/Atom", name)))
    };
    assert_eq!(named("subtitle").next().and_then(|node| node.text()), Some(carried().as_str()));
    assert_eq!(named("title").filter(|node| node.text() == Some(&carried())).count(), 2);
    assert_eq!(named("entry").count(), 2);
}

#[test]
fn the_json_documents_say_it_as_text() {
    for (path, pointer) in
        [("feed.json", "/items/0/title"), ("feed.json", "/description"), ("site.webmanifest", "/short_name")]
    {
        let json: Value = serde_json::from_str(text(&DOCUMENTS, path)).expect("it is JSON");
        assert_eq!(json.pointer(pointer).and_then(Value::as_str), Some(HOSTILE), "{path}{pointer}");
    }
}

#[test]
fn the_calendar_has_no_property_that_content_wrote() {
    let calendar = text(&DOCUMENTS, "calendar.ics");
    let count = |line: &str| calendar.split("\r\n").filter(|other| *other == line).count();
    assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT")), (4, 4));
    assert!(!calendar.replace("\r\n", "").contains(char::is_control), "{calendar:?}");
}

#[test]
fn the_calendar_folds_every_line() {
    let calendar = text(&DOCUMENTS, "calendar.ics");
    assert_eq!(calendar.split("\r\n").find(|line| line.len() > 75), None);
}

#[test]
fn the_head_holds_one_script_and_no_comment() {
    let head = head(&hostile(), &site(), &[]);
    assert_eq!((head.matches("<script").count(), head.matches("</script").count()), (1, 1), "{head}");
    assert!(!head.contains("<!--") && !head.contains("</style"), "{head}");
}

#[test]
fn attributes_of_the_head_hold_it_whole() {
    let head = head(&hostile(), &site(), &[]);
    let escaped = HOSTILE.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    assert!(head.contains(&format!(r#"<meta name="description" content="{escaped}">"#)), "{head}");
}

#[test]
fn the_structured_data_says_it_as_text() {
    let head = head(&hostile(), &site(), &[]);
    let (_, rest) = head.split_once(r#"ld+json">"#).expect("it has structured data");
    let (json, _) = rest.split_once("</script>").expect("it ends");
    let data: Value = serde_json::from_str(json).expect("it is JSON");
    assert_eq!(data["@graph"][1]["name"], HOSTILE);
    assert!(!json.contains(['<', '>', '&']), "{json}");
}

#[test]
fn the_pages_of_a_host_have_no_element_that_content_wrote() {
    for file in ["404.html", "429.html", "502.html"] {
        let html = notice(&hostile(), file);
        assert_eq!((html.matches("<script").count(), html.matches("</style").count()), (0, 1), "{html}");
        assert!(!html.contains("<!--"), "{html}");
    }
}

#[test]
fn the_picture_is_drawn() {
    assert_eq!(size_of_png(bytes(&DOCUMENTS, "social.png")), (1200, 630));
}

#[test]
fn content_without_words_or_revisions_still_makes_every_document() {
    let mut page = shipped();
    page.content.title = words("");
    page.content.agency = words(" ");
    page.content.subtitle = words("");
    page.updates.updates.clear();
    let documents = documents(&page, &site());
    assert!(text(&documents, "feed.xml").contains("<updated>2022-07-15T00:00:00Z</updated>"));
    assert!(text(&documents, "calendar.ics").contains("\r\nDTSTAMP:20220715T000000Z\r\n"));
}
