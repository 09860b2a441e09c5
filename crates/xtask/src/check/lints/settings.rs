//! Advice on settings that can be read, and that a deployer hardly means.

use serde_json::Value;

use crate::check::document::Document;
use crate::check::finding::Finding;

/// Services that do not speak the page's own protocol, by what their addresses begin with, and the preset of each.
const SERVICES: [(&str, &str); 5] = [
    ("https://formspree.io/", "formspree"),
    ("https://api.web3forms.com/", "web3forms"),
    ("https://getform.io/", "getform"),
    ("https://usebasin.com/", "basin"),
    ("https://script.google.com/", "google-apps-script"),
];

/// Advice for what is still the example's; for two addresses that are one; for an endpoint of another maker that is not
/// described; for what only the receiver does; for a day that is rehearsed.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let Ok(settings) = serde_json::from_str::<Value>(document.json) else { return Vec::new() };
    let all = [
        examples(&settings),
        alike(&settings),
        undescribed(&settings),
        of_the_receiver(&settings),
        rehearsed(&settings),
    ];
    all.into_iter().flatten().map(|(field, why)| document.at(&["/", field].concat(), why).into_advice()).collect()
}

type Advice = Vec<(&'static str, String)>;

fn text<'a>(settings: &'a Value, field: &str) -> &'a str {
    settings[field].as_str().unwrap_or_default()
}

fn examples(settings: &Value) -> Advice {
    let is_example = |field: &&str| text(settings, field).contains("agency.example");
    let why = |field| (field, "this is the example’s: write your own before people read the page".to_owned());
    ["address", "security_contact"].into_iter().filter(is_example).map(why).collect()
}

fn alike(settings: &Value) -> Advice {
    let submissions = text(settings, "submission_endpoint");
    let is_same = |field: &&str| !submissions.is_empty() && text(settings, field) == submissions;
    let why = |field| (field, "this is the address of “submission_endpoint” too: it should be another one".to_owned());
    ["second_submission_endpoint", "feedback_endpoint"].into_iter().filter(is_same).map(why).collect()
}

fn undescribed(settings: &Value) -> Advice {
    let forms = [("submission_endpoint", "submission_service"), ("feedback_endpoint", "feedback_service")];
    let lacks = |(endpoint, service): (&'static str, &str)| {
        let (_, preset) = SERVICES.into_iter().find(|(start, _)| text(settings, endpoint).starts_with(start))?;
        let why =
            format!("this service does not speak the page’s own protocol: add “{service}” with the preset “{preset}”");
        settings[service].is_null().then_some((endpoint, why))
    };
    forms.into_iter().filter_map(lacks).collect()
}

fn of_the_receiver(settings: &Value) -> Advice {
    let preset = settings["submission_service"]["preset"].as_str();
    let is_another = !settings["submission_service"].is_null() && preset != Some("receiver");
    let why = "the service beside it takes at once what is posted: without this, people with scripts off are told so";
    (is_another && settings["shows_answers"] == true).then(|| ("shows_answers", why.to_owned())).into_iter().collect()
}

fn rehearsed(settings: &Value) -> Advice {
    let why = "this rehearses a day, and the page says that it is a preview: take it out before people read the page";
    (!settings["as_of"].is_null()).then(|| ("as_of", why.to_owned())).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::lints::tests::found;

    fn at(json: &str) -> Vec<String> {
        found(findings, json).into_iter().map(|(pointer, _)| pointer).collect()
    }

    #[test]
    fn what_is_still_the_examples_is_named() {
        let json =
            r#"{"address": "https://consultation.agency.example/", "security_contact": "mailto:s@mfat.example"}"#;
        assert_eq!(at(json), ["/address"]);
    }

    #[test]
    fn two_addresses_that_are_one_are_named() {
        let json = r#"{"submission_endpoint": "/a", "second_submission_endpoint": "/b", "feedback_endpoint": "/a"}"#;
        assert_eq!(at(json), ["/feedback_endpoint"]);
    }

    #[test]
    fn an_endpoint_of_another_maker_is_described() {
        let json = |more: &str| format!(r#"{{"submission_endpoint": "https://formspree.io/f/x"{more}}}"#);
        assert_eq!(at(&json("")), ["/submission_endpoint"]);
        assert!(at(&json(r#", "submission_service": {"preset": "formspree"}"#)).is_empty());
    }

    #[test]
    fn what_only_the_receiver_does_is_asked_of_nobody_else() {
        let json =
            |preset: &str| format!(r#"{{"shows_answers": true, "submission_service": {{"preset": "{preset}"}}}}"#);
        assert_eq!(at(&json("basin")), ["/shows_answers"]);
        assert!(at(&json("receiver")).is_empty());
    }

    #[test]
    fn a_day_that_is_rehearsed_is_named() {
        assert_eq!(at(r#"{"as_of": "2022-08-01T09:00:00+12:00"}"#), ["/as_of"]);
    }
}
