//! A site in two languages: the shipped one, and a pseudo-language made of it here. Whatever is not in the files of the
//! language stays English in the pseudo-language's page, and is found.

mod pseudo;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use publish::{Order, publish};
use tempfile::TempDir;

/// What Trunk makes of `index.html`, without styles.
const SHELL: &str = r#"<!doctype html><html lang=""><head><meta name="page-head" content=""><script data-app></script></head><body><div id="app"></div></body></html>"#;

const LANGUAGES: &str = r#"{"languages": [
    {"tag": "en-NZ", "name": "English", "direction": "ltr"},
    {"tag": "en-XA", "name": "Ƥšéûðö", "direction": "rtl"}]}"#;

static SITE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    stage(folder.path());
    publish(&Order {
        folder: folder.path().to_owned(),
        hosts: folder.path().join("hosts"),
        is_release: false,
        address: None,
        built_at: "2022-08-01T09:00:00+12:00".parse().expect("the test states a moment"),
    })
    .expect("the site is right");
    folder
});

/// The shipped files, and beside them those of the pseudo-language.
fn stage(folder: &Path) {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public");
    fs::create_dir(folder.join("content")).expect("it can be made");
    for name in [
        "config.json",
        "service-worker.js",
        "content/en-NZ.json",
        "content/en-NZ.updates.json",
        "content/en-NZ.wording.json",
    ] {
        fs::copy(public.join(name), folder.join(name)).expect("it can be copied");
    }
    for kind in ["json", "updates.json", "wording.json"] {
        let shipped = fs::read_to_string(public.join("content").join(format!("en-NZ.{kind}"))).expect("it is there");
        let file = folder.join("content").join(format!("en-XA.{kind}"));
        fs::write(file, pseudo::file(&shipped)).expect("it can be written");
    }
    fs::write(folder.join("content/languages.json"), LANGUAGES).expect("it can be written");
    fs::write(folder.join("index.html"), SHELL).expect("it can be written");
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
        let unfilled: Vec<_> = pseudo::texts(&page).into_iter().filter(|text| text.contains('{')).collect();
        assert_eq!(unfilled, [""; 0], "{path}");
    }
    for path in ["calendar.ics", "en-xa/calendar.ics"] {
        assert!(!published(path).contains('{'), "{path}");
    }
}

#[test]
fn nothing_of_english_is_left_in_the_page_of_another_language() {
    for path in ["en-xa/index.html", "en-xa/print.html"] {
        assert_eq!(pseudo::english_in(&published(path)), [""; 0], "{path}");
    }
}

#[test]
fn what_stays_english_would_be_found() {
    assert!(pseudo::english_in(&published("index.html")).len() > 100);
}
