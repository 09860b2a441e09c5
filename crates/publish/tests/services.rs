//! The site whose endpoints are services of other makers: what its HTML has for them, and what browsers post by themselves.

mod common;

use common::{keys, read};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The shipped site, with such a service.
fn site(service: Option<Value>) -> TempDir {
    common::site(|config| {
        if let Some(service) = service {
            describe(config, service);
        }
    })
}

fn describe(config: &mut Value, service: Value) {
    config["submission_endpoint"] = "https://service.example/f/1?a=b&c=d".into();
    config["submission_service"] = service;
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

/// Netlify drops what it has not found, and says nothing: without its field, everything that was sealed would be gone.
#[test]
fn netlify_finds_the_field_of_what_is_sealed_and_none_of_what_is_inside() {
    let sealed = common::site(|config| {
        config["sealing"] = keys();
        describe(config, json!({ "preset": "netlify-forms", "fields": { "form-name": "say" } }));
    });
    let page = read(&sealed, "index.html");
    let (_, form) = page.split_once(r#"data-netlify="true">"#).expect("it is there");
    let (form, _) = form.split_once("</form>").expect("it ends");
    let names: Vec<_> = form.split("<input name=\"").skip(1).filter_map(|input| input.split('"').next()).collect();
    assert_eq!(names, ["id", "revision", "content_sha256", "sealed"]);
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
    for name in PAGES {
        let page = read(&without, name);
        let (_, aside) = page.split_once("<aside hidden data-endpoints>").expect("it is there");
        let (fields, _) = aside.split_once("</aside>").expect("it ends");
        let trap = |form| format!(r#"<input form="{form}--form" name="web--site" autocomplete="off">"#);
        assert_eq!(fields, [trap("submission"), trap("feedback")].concat(), "{name}");
    }
    assert!(read(&without, "posting.js").starts_with("const SERVICES = null;\n"));
    let says = |site: &TempDir| read(site, "page-data.json").contains("was sent, and not acknowledged");
    let formspree = site(Some(json!({ "preset": "formspree" })));
    assert_eq!((says(&without), says(&formspree)), (false, true));
    assert!(read(&formspree, "posting.js").contains("\"made_of\":\"services-"));
}
