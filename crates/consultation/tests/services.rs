//! What config.json says of services: what can be said, and what a deployer is told about what cannot.

mod common;

use common::{every_kind, shipped};
use consultation::content::config::Config;
use consultation::content::config::service::presets;
use consultation::content::config::service::{Encoding, Expected, Service};
use serde_json::{Value, json};

fn read(service: &Value) -> Result<Config, String> {
    let config = json!({
        "address": "https://a.example/", "security_contact": "mailto:s@a.example",
        "submission_endpoint": "https://b.example/f/1", "feedback_endpoint": "/api/feedback",
        "submission_service": service,
    });
    Config::parse(&config.to_string()).map_err(|error| error.to_string())
}

/// The least that a deployer has to say.
fn least(name: &str) -> Value {
    let needs = presets::find(name).expect(name).needs.0;
    let fields: serde_json::Map<String, Value> = needs.into_iter().map(|(field, _)| (field, json!("mine"))).collect();
    json!({ "preset": name, "fields": fields })
}

const DOCUMENT: &str = include_str!("../../../docs/endpoints.md");

#[test]
fn every_example_of_the_document_can_be_published_and_every_preset_has_one() {
    let base =
        json!({ "address": "https://a.example/", "security_contact": "mailto:s@a.example", "feedback_endpoint": "/f" });
    let examples = DOCUMENT.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default());
    let mut shown = Vec::new();
    for example in examples {
        let own: Value = serde_json::from_str(example).expect(example);
        let mut config = base.clone();
        config.as_object_mut().expect("it is one").extend(own.as_object().expect("it is one").clone());
        let config = Config::parse(&config.to_string()).unwrap_or_else(|error| panic!("{example}: {error}"));
        shown.extend(config.submission_service.and_then(|service| service.preset));
    }
    shown.push(presets::OWN.to_owned());
    shown.sort();
    assert_eq!(shown, presets::names());
}

#[test]
fn every_preset_works_with_the_least_and_says_how_it_is_spoken_to() {
    assert_eq!(presets::names().len(), 13);
    for name in presets::names().iter().filter(|name| *name != presets::OWN) {
        read(&least(name)).expect(name);
        let filled = presets::filled_in(&least(name));
        assert!(filled["encoding"].is_string() && filled.get("preset").is_none(), "{name}: {filled}");
        assert!(filled["success"].is_object() || filled["acknowledges"] == "nothing", "{name}: {filled}");
        assert_ne!(filled["tells_doubles_apart"], true, "{name} is not known to");
    }
    assert_eq!(presets::filled_in(&json!({ "preset": presets::OWN })), Value::Null);
}

#[test]
fn what_the_deployer_says_takes_the_place_of_the_preset() {
    let own = json!({ "preset": "formspree", "encoding": "multipart", "fields": { "_subject": "A submission" } });
    let service = read(&own).expect("it can").submission_service.expect("it is there");
    assert_eq!(service.encoding, Some(Encoding::Multipart));
    let filled = presets::filled_in(&own);
    assert_eq!((&filled["encoding"], &filled["fields"]["_subject"]), (&json!("multipart"), &json!("A submission")));
    assert_eq!(filled["success"]["path"], "next");
}

#[test]
fn a_service_without_a_preset_is_described_whole() {
    let service = read(&json!({
        "encoding": "json", "nest": "data.attributes", "names": { "full-name": "name" }, "lists": "json",
        "headers": { "X-Requested-With": "fetch" }, "success": { "statuses": [201], "path": "status", "is": "stored" },
        "reference": "data.id", "errors": { "list": "errors", "field": "at", "message": "why" },
        "tells_doubles_apart": true,
    }));
    let service = service.expect("it can").submission_service.expect("it is there");
    assert_eq!(service.success.and_then(|success| success.is), Some(Expected::Text("stored".to_owned())));
    assert_eq!(service.tells_doubles_apart, Some(true));
}

#[test]
fn a_service_that_acknowledges_nothing_takes_what_browsers_send_without_asking() {
    for encoding in ["json_as_text", "urlencoded", "multipart"] {
        let config = read(&json!({ "encoding": encoding, "acknowledges": "nothing" })).expect(encoding);
        assert!(config.submission_service.is_some_and(|service| service.is_unread()), "{encoding}");
    }
    assert!(
        read(&least("power-automate")).is_ok_and(|config| config.submission_service.is_some_and(|one| one.is_unread()))
    );
    assert!(
        read(&least("formspree")).is_ok_and(|config| config.submission_service.is_some_and(|one| !one.is_unread()))
    );
}

fn described(service: &Value) -> Service {
    read(service).expect("it can").submission_service.expect("it is there")
}

#[test]
fn a_browser_posts_by_itself_where_each_of_several_answers_is_kept() {
    let [one_each, several] = [shipped().have_your_say().form.clone(), every_kind()];
    for name in ["netlify-forms", "formspree", "web3forms", "getform", "basin"] {
        let service = described(&least(name));
        assert_eq!((service.takes_forms(&one_each), service.takes_forms(&several)), (true, false), "{name}");
    }
    let sure = |name| {
        let mut service = least(name);
        service["takes_forms"] = true.into();
        described(&service).takes_forms(&several)
    };
    assert!(sure("formspree"), "the deployer has tried it");
    assert!(described(&least("cloudflare-pages")).takes_forms(&several), "a form’s data has every value");
    let own = json!({ "encoding": "urlencoded", "success": { "path": "ok" } });
    assert!(described(&own).takes_forms(&several), "they are described as repeated");
    assert!(
        !described(&json!({ "encoding": "urlencoded", "lists": "json", "success": { "path": "ok" } }))
            .takes_forms(&several)
    );
    assert!(!described(&least("drupal-webform-rest")).takes_forms(&one_each));
}

#[test]
fn what_cannot_work_or_would_do_harm_is_refused_with_the_reason() {
    let success = json!({ "path": "ok" });
    for (service, why) in [
        (
            json!({ "preset": "formspre" }),
            "/submission_service/preset: “formspre” is none of the services that are known: aws-",
        ),
        (json!({}), "/submission_service/encoding: say how the answers are written"),
        (json!({ "encoding": "json" }), "/submission_service/success: say by what an answer is known as success"),
        (json!({ "encoding": "xml", "success": success }), "/encoding: this should be one of: json, json_as_text, "),
        (json!({ "preset": "web3forms" }), "/submission_service/fields/access_key: this service needs the field"),
        (json!({ "preset": "netlify-forms", "fields": { "form-name": " " } }), "/fields/form-name: this service needs"),
        (
            json!({ "preset": "formspree", "headers": { "Content-Type": "text/xml" } }),
            "/headers/Content-Type: the page writes this header itself",
        ),
        (
            json!({ "preset": "formspree", "headers": { "Our name": "a" } }),
            "/headers/Our name: no header has such a name, and browsers send nothing with it",
        ),
        (json!({ "preset": "formspree", "headers": { "": "a" } }), "/headers/: no header has such a name"),
        (json!({ "preset": "formspree", "headers": { "Name:": "a" } }), "/headers/Name:: no header has such a name"),
        (json!({ "preset": "formspree", "headers": { "Ingoa-Hapū": "a" } }), "no header has such a name"),
        (
            json!({ "preset": "formspree", "headers": { "X-Name": "a\nb" } }),
            "/headers/X-Name: no header can say that, and browsers send nothing with it",
        ),
        (json!({ "preset": "formspree", "headers": { "X-Name": "hapū" } }), "no header can say that"),
        (
            json!({ "preset": "formspree", "headers": { "Origin": "https://a.example" } }),
            "/headers/Origin: browsers write this header themselves",
        ),
        (json!({ "preset": "formspree", "headers": { "Sec-Purpose": "a" } }), "browsers write this header themselves"),
        (
            json!({ "preset": "power-automate", "encoding": "json" }),
            "/submission_service/encoding: where nothing acknowledges, browsers send no JSON that is called so: say json_as_text",
        ),
        (
            json!({ "preset": "azure-functions", "acknowledges": "nothing" }),
            "/submission_service/encoding: where nothing acknowledges",
        ),
        (
            json!({ "preset": "power-automate", "headers": { "X-Requested-With": "fetch" } }),
            "/submission_service/headers: where nothing acknowledges, browsers send no headers",
        ),
        (
            json!({ "preset": "formspree", "redirects_to": "http://a.example" }),
            "/redirects_to: “http://a.example” is no site",
        ),
        (json!({ "preset": "formspree", "redirects_to": "https://a.example/x" }), "is no site: write it as https://"),
        (
            json!({ "preset": "formspree", "tells_doubles_apart": true }),
            "/tells_doubles_apart: this service stores what it gets twice",
        ),
        (json!({ "preset": "receiver", "encoding": "json" }), "/preset: this is this page’s own protocol"),
        (json!({ "preset": "formspree", "feilds": {} }), "/feilds: the field “feilds” is unknown here"),
        (json!({ "preset": "formspree", "fields": { "a": 1 } }), "/fields/a: this should be a string"),
        (
            json!({ "preset": "formspree", "success": { "is": null } }),
            "/success/is: this should be a text, a whole number",
        ),
        (json!("formspree"), "/submission_service: this should be an object"),
    ] {
        let said = read(&service).expect_err(why);
        assert!(said.contains(why), "{service}: {said}");
    }
}

#[test]
fn a_field_that_makes_a_service_answer_what_no_page_may_read_is_refused_with_the_reason() {
    let [mut by_field, mut by_name] = [least("web3forms"), least("web3forms")];
    by_field["fields"]["redirect"] = "https://a.example/thanks".into();
    by_name["names"] = json!({ "full-name": "redirect" });
    for (service, place) in [(by_field, "/fields/redirect"), (by_name, "/names/full-name")] {
        let said = read(&service).expect_err(place);
        let why = format!("/submission_service{place}: this service must not get the field “redirect”: with it ");
        assert!(said.contains(&why), "{said}");
    }
}

#[test]
fn no_answer_is_put_where_a_service_expects_programs_alone() {
    let said = read(&json!({ "preset": "formspree", "names": { "full-name": "_gotcha" } })).expect_err("it is a trap");
    assert!(said.contains("/names/full-name: this service must not get the field “_gotcha”: only programs"), "{said}");
}

/// It answers a page with JSON all the same.
#[test]
fn where_formspree_leads_people_without_scripts_can_be_said() {
    assert!(read(&json!({ "preset": "formspree", "fields": { "_next": "https://a.example/thanks" } })).is_ok());
}

fn with_header(name: &str, value: &str) -> Result<Config, String> {
    read(&json!({ "preset": "formspree", "headers": { name: value } }))
}

#[test]
fn a_header_that_is_named_like_a_secret_is_refused() {
    let old = ["Authorization", "X-Api-Key", "X-CSRF-Token", "X-Secret", "Cookie", "X-Password", "X-Signature"];
    let new = ["X-Bearer", "X-Pass", "X-Pwd", "X-Credential", "X-JWT", "X-Session-Id"];
    for name in old.into_iter().chain(new) {
        let said = with_header(name, "a").expect_err(name);
        assert!(said.contains(&format!("/headers/{name}: this header looks like a secret, and everybody")), "{said}");
    }
}

#[test]
fn a_header_that_says_what_secrets_say_is_refused_whatever_it_is_named() {
    for value in ["Bearer abc", "bearer abc", "Basic aHVudGVyMg==", "BASIC aHVudGVyMg==", " Bearer abc"] {
        let said = with_header("X-Client", value).expect_err(value);
        assert!(said.contains("/headers/X-Client: this header looks like a secret"), "{said}");
    }
    for value in ["fetch", "Basically", "bearers of news", "Basic", ""] {
        assert!(with_header("X-Client", value).is_ok(), "{value}");
    }
}

#[test]
fn a_second_address_is_for_a_receiver_and_not_for_a_service() {
    let config = |service: Value| {
        let config = json!({
            "address": "https://a.example/", "security_contact": "mailto:s@a.example", "feedback_endpoint": "/f",
            "submission_endpoint": "/a", "second_submission_endpoint": "https://b.example/a", "submission_service": service,
        });
        Config::parse(&config.to_string()).map_err(|error| error.to_string())
    };
    assert!(config(json!({ "preset": "receiver" })).is_ok());
    let said = config(json!({ "preset": "formspree" })).expect_err("it is a service");
    assert!(said.contains("/second_submission_endpoint: two addresses are for one receiver"), "{said}");
}
