//! The site whose endpoints are services of other makers: what its HTML has for them, and what browsers post by themselves.

use std::fs;
use std::path::Path;

use publish::{Order, publish};
use serde_json::{Value, json};
use tempfile::TempDir;

const SHELL: &str = "<!doctype html><html lang=\"\"><head><meta name=\"page-head\" content=\"\"><style>a{}</style>\
                     <script data-app></script></head><body><div id=\"app\"></div></body></html>";

/// The shipped site, with such a service.
fn site(service: Option<Value>) -> TempDir {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public");
    let folder = tempfile::tempdir().expect("there is room for a folder");
    fs::create_dir(folder.path().join("content")).expect("it can be made");
    let names = ["posting.js", "sealing.js", "service-worker.js", "content/languages.json"].map(str::to_owned);
    let words = ["json", "updates.json", "wording.json"].map(|kind| format!("content/en-NZ.{kind}"));
    for name in names.iter().chain(&words) {
        fs::copy(public.join(name), folder.path().join(name)).expect("it can be copied");
    }
    let config = fs::read(public.join("config.json")).expect("it is there");
    let mut config: Value = serde_json::from_slice(&config).expect("it is JSON");
    if let Some(service) = service {
        config["submission_endpoint"] = "https://service.example/f/1?a=b&c=d".into();
        config["submission_service"] = service;
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

const PAGES: [&str; 2] = ["index.html", "stages/open.html"];
const NEEDS_APP: &str = "Nothing can be sent from this form while";

#[test]
fn what_is_always_sent_is_there_for_browsers_that_post_by_themselves_beside_what_the_app_draws() {
    let site = site(Some(json!({ "preset": "web3forms", "fields": { "access_key": "a\"<b" } })));
    for name in PAGES {
        let page = read(&site, name);
        let field = r#"<input type="hidden" form="submission--form" name="access_key" value="a&quot;&lt;b">"#;
        let (_, after) = page.split_once(field).expect(name);
        assert!(!after.contains("<form") && !page.contains(NEEDS_APP), "{name}");
        assert!(
            page.contains(r#"<form id="submission--form" method="post" action="https://service.example"#),
            "{name}"
        );
    }
}

#[test]
fn netlify_finds_a_form_with_every_field_in_the_html() {
    let names = json!({ "full-name": "name" });
    let service =
        json!({ "preset": "netlify-forms", "fields": { "form-name": "say" }, "names": names, "honeypot": "url" });
    let page = read(&site(Some(service)), "index.html");
    let start = r#"<form name="say" method="post" data-netlify="true" netlify-honeypot="url">"#;
    let (_, form) = page.split_once(start).expect("it is there");
    let (form, _) = form.split_once("</form>").expect("it ends");
    for name in
        ["url", "id", "revision", "content_sha256", "name", "email", "international-cooperation", "withhold-why"]
    {
        assert!(form.contains(&format!(r#"<input name="{name}">"#)), "{name}: {form}");
    }
    assert!(!form.contains(r#"name="full-name""#));
}

#[test]
fn a_form_that_the_service_could_not_read_leads_nowhere_and_says_so_where_the_app_does_not_run() {
    let drupal = json!({ "preset": "drupal-webform-rest", "fields": { "webform_id": "say" } });
    let renamed = json!({ "preset": "formspree", "names": { "email": "_replyto" } });
    for service in [drupal, renamed] {
        let site = site(Some(service));
        for name in PAGES.into_iter().chain(["print.html"]) {
            let page = read(&site, name);
            assert!(page.contains(r#"<form id="submission--form" method="dialog" novalidate"#), "{name}");
            assert!(page.contains(r#"<form id="feedback--form" method="post" action="/api/feedback""#), "{name}");
            assert_eq!(page.matches(NEEDS_APP).count(), 1, "{name}");
            assert!(!page.contains("This form works without the page’s program"), "{name}");
        }
    }
}

#[test]
fn a_site_without_services_pays_nothing_and_says_nothing_of_them() {
    let without = site(None);
    assert!(PAGES.iter().all(|name| !read(&without, name).contains("data-services")));
    assert!(read(&without, "posting.js").starts_with("const SERVICES = null;\n"));
    let says = |site: &TempDir| read(site, "page-data.json").contains("was sent, and not acknowledged");
    let formspree = site(Some(json!({ "preset": "formspree" })));
    assert_eq!((says(&without), says(&formspree)), (false, true));
    assert!(read(&formspree, "posting.js").contains("\"made_of\":\"services-"));
}
