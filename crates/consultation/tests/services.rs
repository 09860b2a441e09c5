//! What config.json says of services: what can be said, and what a deployer is told about what cannot.

use consultation::content::config::Config;
use consultation::content::config::service::presets;
use consultation::content::config::service::{Encoding, Expected};
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
            json!({ "preset": "formspree", "headers": { "Authorization": "a" } }),
            "/headers/Authorization: this header looks like a secret, and everybody",
        ),
        (
            json!({ "preset": "formspree", "headers": { "X-Api-Key": "a" } }),
            "/headers/X-Api-Key: this header looks like a secret",
        ),
        (
            json!({ "preset": "formspree", "headers": { "Cookie": "a" } }),
            "/headers/Cookie: this header looks like a secret",
        ),
        (
            json!({ "preset": "drupal-webform-rest", "fields": { "webform_id": "a" }, "headers": { "X-CSRF-Token": "a" } }),
            "looks like a secret",
        ),
        (
            json!({ "preset": "formspree", "headers": { "Content-Type": "text/xml" } }),
            "/headers/Content-Type: the page writes this header itself",
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
