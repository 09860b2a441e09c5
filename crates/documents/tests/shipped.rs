//! The documents of the page as it is published, whole where they are small.

mod common;

use common::{bytes, documents, notice, shipped, shipped_documents, site, size_of_png, text};
use documents::notice_style;
use serde_json::{Value, json};

fn value(path: &str) -> Value {
    serde_json::from_str(text(shipped_documents(), path)).expect("it is JSON")
}

#[test]
fn every_document_lies_at_a_path_of_its_own() {
    let paths: Vec<&str> = shipped_documents().iter().map(|document| document.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "feed.xml",
            "feed.json",
            "calendar.ics",
            "site.webmanifest",
            "social.png",
            "sitemap.xml",
            "robots.txt",
            ".well-known/security.txt",
            "icon-192.png",
            "icon-512.png",
            "icon-maskable-512.png",
            "apple-touch-icon.png",
            "content.schema.json",
            "wording.schema.json",
            "updates.schema.json",
            "languages.schema.json",
            "config.schema.json",
        ]
    );
}

#[test]
fn two_builds_of_one_day_are_equal() {
    assert_eq!(documents(&shipped(), &site()), shipped_documents());
}

#[test]
fn the_atom_feed_lists_the_newest_change_first() {
    let expected = concat!(
        r#"<?xml version="1.0" encoding="utf-8"?>"#,
        "\n",
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-NZ">"#,
        "<id>urn:uuid:e2120e89-0ad8-8b25-8e20-3c3400000000</id>",
        "<title>United Nations Cybercrime Treaty – Department of the Prime Minister and Cabinet</title>",
        "<subtitle>What the United Nations cybercrime treaty is, how the negotiations are tracking, ",
        "and how to have your say on New Zealand’s position.</subtitle>",
        "<updated>2022-07-15T09:30:00+12:00</updated>",
        "<author><name>Department of the Prime Minister and Cabinet</name></author>",
        r#"<link rel="self" type="application/atom+xml" href="https://agency.example/treaty/feed.xml"></link>"#,
        r#"<link rel="alternate" type="text/html" href="https://agency.example/treaty/"></link>"#,
        "<icon>https://agency.example/treaty/icon-512.png</icon>\n",
        "<entry><id>urn:uuid:e2120e89-0ad8-8b25-8e20-3c3400000002</id><title>The consultation opened.</title>",
        "<published>2022-07-15T09:30:00+12:00</published><updated>2022-07-15T09:30:00+12:00</updated>",
        r#"<link rel="alternate" type="text/html" href="https://agency.example/treaty/"></link></entry>"#,
        "\n",
        "<entry><id>urn:uuid:e2120e89-0ad8-8b25-8e20-3c3400000001</id><title>The page was published.</title>",
        "<published>2022-04-29T09:00:00+12:00</published><updated>2022-04-29T09:00:00+12:00</updated>",
        r#"<link rel="alternate" type="text/html" href="https://agency.example/treaty/"></link></entry></feed>"#,
        "\n",
    );
    assert_eq!(text(shipped_documents(), "feed.xml"), expected);
}

#[test]
fn the_json_feed_has_the_entries_of_the_atom_feed() {
    let item = |id: &str, changed: &str, published: &str| {
        json!({
            "id": id, "url": "https://agency.example/treaty/", "title": changed, "content_text": changed,
            "date_published": published,
        })
    };
    let opened =
        item("urn:uuid:e2120e89-0ad8-8b25-8e20-3c3400000002", "The consultation opened.", "2022-07-15T09:30:00+12:00");
    let published =
        item("urn:uuid:e2120e89-0ad8-8b25-8e20-3c3400000001", "The page was published.", "2022-04-29T09:00:00+12:00");
    assert_eq!(value("feed.json")["items"], json!([opened, published]));
}

#[test]
fn the_ids_of_news_and_dates_outlive_a_move() {
    let elsewhere = documents::Site::new("https://elsewhere.example/").expect("the test states an address");
    let moved = documents(&shipped(), &elsewhere);
    for (path, starts) in [("feed.xml", "urn:uuid:"), ("calendar.ics", "\nUID:")] {
        let ids = |text: &str| text.split(starts).skip(1).map(|id| id[..44].to_owned()).collect::<Vec<_>>();
        assert_eq!(ids(text(&moved, path)), ids(text(shipped_documents(), path)), "{path}");
    }
}

#[test]
fn the_calendar_starts_with_the_deadline() {
    let calendar = text(shipped_documents(), "calendar.ics");
    let (_, deadline) = calendar.split_once("X-PUBLISHED-TTL:P1D\r\n").expect("it says how often to ask again");
    let (deadline, _) = deadline.split_once("BEGIN:VEVENT\r\nUID:e2120e89-0ad8-8b25-8e20-3c3400000000-stay").expect("");
    let expected = [
        "BEGIN:VEVENT",
        "UID:e2120e89-0ad8-8b25-8e20-3c3400000000-closes",
        "DTSTAMP:20220714T213000Z",
        "LAST-MODIFIED:20220714T213000Z",
        "SEQUENCE:2",
        "DTSTART:20220823T050000Z",
        "SUMMARY:Submissions close: United Nations Cybercrime Treaty",
        r"DESCRIPTION:Closes at 5.00pm on Tuesday 23 August 2022\, New Zealand time",
        "URL:https://agency.example/treaty/",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "",
    ];
    assert_eq!(deadline, expected.join("\r\n"));
}

#[test]
fn the_calendar_has_every_session_from_its_first_day_to_its_last() {
    let calendar = text(shipped_documents(), "calendar.ics");
    let days: Vec<&str> = calendar.lines().filter(|line| line.contains(";VALUE=DATE:")).collect();
    let expected = ["START", "END", "START", "END", "START", "END"]
        .iter()
        .zip(["20220228", "20220312", "20220530", "20220611", "20220829", "20220910"])
        .map(|(name, day)| format!("DT{name};VALUE=DATE:{day}"));
    assert_eq!(days, expected.collect::<Vec<_>>());
}

#[test]
fn crawlers_find_the_page() {
    assert_eq!(
        text(shipped_documents(), "robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://agency.example/treaty/sitemap.xml\n"
    );
    assert_eq!(
        text(shipped_documents(), "sitemap.xml"),
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\
         <url><loc>https://agency.example/treaty/</loc><lastmod>2022-07-15</lastmod></url></urlset>\n"
    );
}

#[test]
fn the_security_contact_is_named_for_eleven_months() {
    assert_eq!(
        text(shipped_documents(), ".well-known/security.txt"),
        "Contact: mailto:security@agency.example\nExpires: 2023-07-01T00:00:00Z\nPreferred-Languages: en, mi\n\
         Canonical: https://agency.example/treaty/.well-known/security.txt\n"
    );
}

#[test]
fn the_manifest_names_icons_that_are_there_in_the_size_it_states() {
    for icon in value("site.webmanifest")["icons"].as_array().expect("it lists icons") {
        let (path, stated) = (icon["src"].as_str().expect("a path"), icon["sizes"].as_str().expect("a size"));
        let (width, height) = size_of_png(bytes(shipped_documents(), path));
        assert_eq!(format!("{width}x{height}"), stated, "{path}");
    }
}

#[test]
fn the_picture_for_sharing_is_of_the_stated_size_and_light() {
    let picture = bytes(shipped_documents(), "social.png");
    assert_eq!(size_of_png(picture), (1200, 630));
    assert!(picture.len() < 60_000, "{} bytes", picture.len());
}

#[test]
fn the_missing_page_leads_back_from_any_depth() {
    let html = notice(&shipped(), "404.html");
    for part in [
        r#"<html lang="en-NZ">"#,
        r#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"#,
        r#"<meta name="robots" content="noindex">"#,
        r#"href="/treaty/icon-192.png""#,
        "<h1>Page not found</h1>",
        r#"<a href="/treaty/">Back to the page: United Nations Cybercrime Treaty</a>"#,
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn the_page_without_a_receiver_says_that_sending_again_is_safe_and_leads_to_other_ways() {
    let html = notice(&shipped(), "502.html");
    for part in [
        "<h1>The service that receives what you send cannot be reached</h1>",
        "it may not have arrived",
        "Sending again is safe",
        r#"<a href="/treaty/contact.html">Contact us</a>"#,
        r#"<a href="/treaty/">Back to the page"#,
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn the_style_of_the_missing_page_is_what_a_policy_can_allow() {
    let html = notice(&shipped(), "404.html");
    let style = html.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).map(|(style, _)| style);
    assert_eq!(style, Some(notice_style()));
    assert!(!html.contains("style="), "{html}");
}
