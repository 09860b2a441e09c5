//! The site where everything is sealed before it is sent: no browser posts a form of it by itself.

mod common;

use common::{keys, read};
use serde_json::Value;
use tempfile::TempDir;

/// The shipped site, with keys or without.
fn site(sealing: Option<Value>) -> TempDir {
    common::site(|config| {
        if let Some(keys) = sealing {
            config["sealing"] = keys;
        }
    })
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
    let [agency, recovery] = ["agency", "recovery"].map(|name| keys()[name]["y"].to_string());
    let first = script.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("const SEALED_TO = {") && first.contains(&agency) && first.contains(&recovery),
        "{first}"
    );
    assert!(read(&site(None), "sealing.js").starts_with("const SEALED_TO = null;\n"));
}

#[test]
fn the_phrases_of_sealing_are_in_the_data_of_such_a_page_alone() {
    let says = |site: &TempDir| read(site, "page-data.json").contains("keys for that are too old");
    assert_eq!((says(&site(Some(keys()))), says(&site(None))), (true, false));
}
