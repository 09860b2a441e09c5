//! The site where everything is sealed before it is sent: no browser posts a form of it by itself.

use std::fs;
use std::path::Path;

use publish::{Order, publish};
use serde_json::{Value, json};
use tempfile::TempDir;

const SHELL: &str = "<!doctype html><html lang=\"\"><head><meta name=\"page-head\" content=\"\"><style>a{}</style>\
                     <script data-app></script></head><body><div id=\"app\"></div></body></html>";

/// The key of RFC 7517, appendix A.1, and that of RFC 7518, appendix C.
fn keys() -> Value {
    json!({
        "agency": {
            "kty": "EC", "crv": "P-256", "kid": "agency",
            "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
        },
        "recovery": {
            "kty": "EC", "crv": "P-256", "kid": "recovery",
            "x": "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ", "y": "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
        },
        "expires": "2023-09-01T00:00:00+12:00",
    })
}

/// The shipped site, with keys or without.
fn site(sealing: Option<Value>) -> TempDir {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public");
    let folder = tempfile::tempdir().expect("there is room for a folder");
    fs::create_dir(folder.path().join("content")).expect("it can be made");
    let names = ["posting.js", "sealing.js", "service-worker.js", "content/languages.json"].map(str::to_owned);
    let words = ["json", "updates.json", "wording.json"].map(|kind| format!("content/en-NZ.{kind}"));
    for name in names.iter().chain(&words) {
        fs::copy(public.join(name), folder.path().join(name)).expect("it can be copied");
    }
    let mut config: Value =
        serde_json::from_slice(&fs::read(public.join("config.json")).expect("it is there")).expect("it is JSON");
    if let Some(keys) = sealing {
        config["sealing"] = keys;
    }
    fs::write(folder.path().join("config.json"), config.to_string()).expect("it can be written");
    fs::write(folder.path().join("index.html"), SHELL).expect("it can be written");
    let built_at = "2022-08-01T09:00:00+12:00".parse().expect("the test states a moment");
    let (hosts, own_files) = (folder.path().join("hosts"), None);
    let (is_release, address, is_compressed) = (false, None, false);
    let order =
        Order { folder: folder.path().to_owned(), hosts, own_files, is_release, address, built_at, is_compressed };
    publish(&order).expect("the site is right");
    folder
}

fn read(site: &TempDir, name: &str) -> String {
    fs::read_to_string(site.path().join(name)).expect(name)
}

/// The opening tags of the page's forms.
fn forms(page: &str) -> Vec<&str> {
    page.split("<form").skip(1).map(|rest| rest.split('>').next().unwrap_or_default()).collect()
}

#[test]
fn a_form_whose_answers_are_sealed_leads_nowhere_and_says_so_where_the_app_does_not_run() {
    let site = site(Some(keys()));
    for name in ["index.html", "print.html", "stages/open.html"] {
        let page = read(&site, name);
        let forms = forms(&page);
        assert_eq!(forms.len(), 2, "{name}");
        for form in forms {
            assert!(form.contains("method=\"dialog\"") && !form.contains("action"), "{name}: {form}");
        }
        assert_eq!(page.matches("nothing can be sent from this form now").count(), 2, "{name}");
        assert!(!page.contains("This form works without the page’s program"), "{name}");
    }
}

#[test]
fn a_form_whose_answers_are_not_is_posted_by_the_browser_too() {
    let page = read(&site(None), "index.html");
    assert!(forms(&page).iter().all(|form| form.contains("method=\"post\"") && form.contains("action=\"/api/")));
    assert!(!page.contains("sealed"), "nothing is said of it");
}

#[test]
fn the_script_has_the_keys_that_the_page_was_made_with() {
    let script = read(&site(Some(keys())), "sealing.js");
    assert!(script.starts_with(&format!("const SEALED_TO = {};\n", keys())), "{script:.300}");
    assert!(read(&site(None), "sealing.js").starts_with("const SEALED_TO = null;\n"));
}

#[test]
fn the_phrases_of_sealing_are_in_the_data_of_such_a_page_alone() {
    let says = |site: &TempDir| read(site, "page-data.json").contains("keys for that are too old");
    assert_eq!((says(&site(Some(keys()))), says(&site(None))), (true, false));
}
