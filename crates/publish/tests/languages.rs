//! A site in two languages: the shipped one, and a pseudo-language made of it here. Whatever is not in the files of the
//! language stays English in the pseudo-language's page, and is found.

mod common;
mod english;
mod pseudo;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use common::{order, public};
use consultation::content::Content;
use consultation::content::updates::Updates;
use publish::publish;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// The digest of words that the pseudo-language had before.
const EARLIER: &str = "1111111111111111111111111111111111111111111111111111111111111111";

const LANGUAGES: &str = r#"{"languages": [
    {"tag": "en-NZ", "name": "English", "direction": "ltr"},
    {"tag": "en-XA", "name": "Ƥšéûðö", "direction": "rtl"}]}"#;

static SITE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    stage(folder.path());
    publish(&order(folder.path())).expect("the site is right");
    folder
});

/// The shipped files, and beside them those of the pseudo-language.
fn stage(folder: &Path) {
    common::stage(folder);
    for kind in ["json", "updates.json", "wording.json"] {
        let shipped = fs::read_to_string(public(&format!("content/en-NZ.{kind}"))).expect("it is there");
        let file = folder.join("content").join(format!("en-XA.{kind}"));
        fs::write(file, pseudo::file(&shipped, "en-XA")).expect("it can be written");
    }
    let file = folder.join("content/en-XA.updates.json");
    let list = fs::read_to_string(&file).expect("it was written");
    let listed = Updates::parse(&list).expect("it is right").updates.remove(0).sha256;
    fs::write(file, list.replace(&listed, EARLIER)).expect("it can be written");
    fs::write(folder.join("content/languages.json"), LANGUAGES).expect("it can be written");
}

fn published(path: &str) -> String {
    fs::read_to_string(SITE.path().join(path)).expect(path)
}

#[test]
fn each_language_has_its_page_at_its_own_address() {
    for (path, start) in [
        ("index.html", r#"<!doctype html><html lang="en-NZ"><head>"#),
        ("print.html", r#"<!doctype html><html lang="en-NZ"><head>"#),
        ("en-xa/index.html", r#"<!doctype html><html lang="en-XA" dir="rtl"><head>"#),
        ("en-xa/print.html", r#"<!doctype html><html lang="en-XA" dir="rtl"><head>"#),
    ] {
        assert!(published(path).starts_with(start), "{path}: {}", &published(path)[..90]);
    }
}

#[test]
fn each_page_names_all_languages_and_itself_as_the_canonical_address() {
    for (path, canonical) in [("index.html", ""), ("en-xa/index.html", "en-xa/")] {
        let page = published(path);
        for (language, folder) in [("en-NZ", ""), ("en-XA", "en-xa/"), ("x-default", "")] {
            let address = format!("https://consultation.agency.example/{folder}");
            let link = format!(r#"<link rel="alternate" hreflang="{language}" href="{address}">"#);
            assert!(page.contains(&link), "{path} lacks {link}");
        }
        let link = format!(r#"<link rel="canonical" href="https://consultation.agency.example/{canonical}">"#);
        assert!(page.contains(&link), "{path} lacks {link}");
    }
}

#[test]
fn search_engines_are_told_of_every_language() {
    let sitemap = published("sitemap.xml");
    for folder in ["", "en-xa/"] {
        assert!(sitemap.contains(&format!("<loc>https://consultation.agency.example/{folder}</loc>")), "{sitemap}");
    }
}

#[test]
fn a_page_in_a_folder_finds_what_is_there_once_for_all_in_the_root() {
    let page = published("en-xa/index.html");
    for element in [
        r#"src="../start.js""#,
        r#"data-wasm="../have-your-say_bg.wasm""#,
        r#"data-page="../page-data.en-XA.json""#,
        r#"href="../icon.svg""#,
        r#"href="../icon-192.png""#,
    ] {
        assert!(page.contains(element), "{element}");
    }
    assert!(published("page-data.en-XA.json").contains(r#""to_root":"../""#));
    assert!(published("en-xa/site.webmanifest").contains("../icon-512.png"));
    assert!(published("page-data.json").contains(r#""to_root":"""#));
}

#[test]
fn what_is_made_of_the_words_lies_beside_the_page_of_the_language() {
    for name in ["feed.xml", "feed.json", "calendar.ics", "site.webmanifest", "social.png"] {
        let [first, other] = [name.to_owned(), format!("en-xa/{name}")].map(|path| fs::read(SITE.path().join(path)));
        assert_ne!(first.expect("it is there"), other.expect("it is there"), "{name}");
    }
}

#[test]
fn the_ids_of_all_questions_are_the_same_in_each_language() {
    let names = |path: &str| {
        let page = published(path);
        page.split(" name=\"").skip(1).map(|rest| rest.split('"').next().map(str::to_owned)).collect::<Vec<_>>()
    };
    let of_forms = |path| names(path).into_iter().flatten().filter(|name| !name.contains(':')).collect::<Vec<_>>();
    assert!(of_forms("index.html").len() > 20);
    assert_eq!(of_forms("index.html"), of_forms("en-xa/index.html"));
}

#[test]
fn every_placeholder_is_filled() {
    for path in ["index.html", "print.html", "en-xa/index.html", "en-xa/print.html"] {
        let page = published(path);
        let unfilled: Vec<_> = english::texts(&page).into_iter().filter(|text| text.contains('{')).collect();
        assert_eq!(unfilled, [""; 0], "{path}");
    }
    for path in ["calendar.ics", "en-xa/calendar.ics"] {
        assert!(!published(path).contains('{'), "{path}");
    }
}

#[test]
fn nothing_of_english_is_left_in_the_page_of_another_language() {
    for path in ["en-xa/index.html", "en-xa/print.html"] {
        assert_eq!(english::english_in(&published(path)), [""; 0], "{path}");
    }
}

/// The same site, whose second language lacks a section and a question.
static LACKING: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    stage(folder.path());
    let file = folder.path().join("content/en-XA.json");
    let mut content: Value = serde_json::from_str(&fs::read_to_string(&file).expect("it is there")).expect("JSON");
    content["sections"].as_array_mut().expect("it is a list").remove(0);
    fs::write(file, content.to_string()).expect("it can be written");
    publish(&order(folder.path())).expect("it is completed");
    folder
});

fn lacking(path: &str) -> String {
    fs::read_to_string(LACKING.path().join(path)).expect(path)
}

#[test]
fn what_a_language_lacks_is_shown_in_the_first_and_marked() {
    let page = lacking("en-xa/index.html");
    let heading =
        r#"<span lang="en-NZ">What is the UN cybercrime treaty and why does it matter to New Zealand?</span>"#;
    assert!(page.contains(heading));
    assert_eq!(english::english_in(&page), [""; 0]);
}

#[test]
fn the_file_of_a_language_that_lacks_something_is_completed_and_its_digest_is_that_of_the_file() {
    let content = lacking("content/en-XA.json");
    assert_eq!(Content::parse(&content).expect("it is complete").sections.len(), 6);
    let digest: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
    let updates = Updates::parse(&lacking("content/en-XA.updates.json")).expect("it is right");
    assert_eq!(updates.last().expect("there is one").sha256, digest);
}

/// The words of the pseudo-language are not those that its list names: they are being edited.
#[test]
fn the_digest_that_a_page_states_leads_to_its_words_also_while_they_are_edited() {
    let page = published("en-xa/index.html");
    assert!(page.contains(&format!(r#"name="content_sha256" value="{EARLIER}""#)), "its form states it");
    let kept = published(&format!("content/published/{EARLIER}.json"));
    assert!(kept == published("content/en-XA.json"), "the words that the page shows are kept under it");
}

#[test]
fn drafts_of_every_language_are_kept_under_the_first() {
    let first = Updates::parse(&published("content/en-NZ.updates.json")).expect("it is right");
    let data: Value = serde_json::from_str(&published("page-data.en-XA.json")).expect("JSON");
    assert_eq!(data["translates"], first.identity());
    let data: Value = serde_json::from_str(&published("page-data.json")).expect("JSON");
    assert_eq!(data.get("translates"), None);
}

#[test]
fn each_page_leads_to_the_other_languages_and_the_one_for_paper_does_not() {
    for (path, address) in [("index.html", "en-xa/"), ("en-xa/index.html", "../")] {
        assert!(published(path).contains(&format!(r#"<a href="{address}" lang="#)), "{path}");
    }
    assert!(!published("print.html").contains("class=\"languages\""));
}

#[test]
fn each_language_says_who_is_behind_the_page_on_pages_of_their_own() {
    for folder in ["", "en-xa/"] {
        let page = published(&format!("{folder}index.html"));
        for file in ["privacy.html", "copyright.html", "accessibility.html", "about.html", "contact.html"] {
            assert!(page.contains(&format!(r#"<a href="{file}">"#)), "{folder}index.html leads to {file}");
            let statement = published(&format!("{folder}{file}"));
            assert!(statement.contains("<h1>") && !statement.contains("<script"), "{statement}");
            assert!(statement.contains(r#"<a href="./">"#), "{file} leads back");
            assert!(folder.is_empty() || english::english_in(&statement).is_empty(), "{file}");
        }
    }
}

#[test]
fn the_page_for_paper_says_where_it_is_sent() {
    let page = published("print.html");
    assert!(page.contains("[Postal address, for the agency to complete]"), "{page}");
    assert!(published("index.html").contains("class=\"return-address\""), "words that cannot be sent are printed too");
}

#[test]
fn what_stays_english_would_be_found() {
    assert!(english::english_in(&published("index.html")).len() > 100);
}
