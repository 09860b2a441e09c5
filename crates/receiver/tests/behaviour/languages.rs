//! Which language the receiver speaks: the first of the site that it serves.

use std::fs;

use axum::body::to_bytes;
use axum::response::IntoResponse;
use receiver::http::pages::Frame;
use receiver::publication::{Publication, Sources};
use tempfile::TempDir;

/// A site whose first language is not the one compiled in.
fn site_in_another_language() -> TempDir {
    let site = tempfile::tempdir().expect("there is room for a folder");
    let content = include_str!("../../../../public/content/en-NZ.json").replace("\"en-NZ\"", "\"ar-XB\"");
    let wording = include_str!("../../../../public/content/en-NZ.wording.json");
    let languages = r#"{"languages": [
        {"tag": "ar-XB", "name": "Pseudo", "direction": "rtl"},
        {"tag": "en-NZ", "name": "English", "direction": "ltr"}]}"#;
    fs::create_dir(site.path().join("content")).expect("it can be made");
    for (name, text) in [
        ("ar-XB.json", content.as_str()),
        ("ar-XB.wording.json", &wording.replace("Back to the page", "egap eht ot kcaB")),
        ("languages.json", languages),
    ] {
        fs::write(site.path().join("content").join(name), text).expect("it can be written");
    }
    site
}

#[tokio::test]
async fn the_words_are_those_of_the_first_language_of_the_site() {
    let site = site_in_another_language();
    let sources = Sources { site: Some(site.path().to_owned()), ..Sources::default() };
    let publication = Publication::load(&sources).expect("they are right");
    assert_eq!(publication.content.language.as_str(), "ar-XB");
    let page = Frame { publication: &publication, page: "/", rehearsed: None }.page("Title", &maud::html! {});
    let body = to_bytes(page.into_response().into_body(), usize::MAX).await.expect("it is in memory");
    let html = String::from_utf8_lossy(&body);
    assert!(html.starts_with(r#"<!DOCTYPE html><html lang="ar-XB" dir="rtl">"#), "{html}");
    assert!(html.contains("egap eht ot kcaB"), "{html}");
}

#[test]
fn files_that_are_named_count_more_than_the_languages_of_the_site() {
    let (site, folder) = (site_in_another_language(), tempfile::tempdir().expect("there is room for a folder"));
    fs::remove_file(site.path().join("content/languages.json")).expect("it is there");
    let named = |name: &str| Some(site.path().join("content").join(name));
    let sources = Sources {
        site: Some(folder.path().to_owned()),
        content: named("ar-XB.json"),
        wording: named("ar-XB.wording.json"),
    };
    assert_eq!(Publication::load(&sources).expect("they are right").content.language.as_str(), "ar-XB");
}
