//! Tells the script that posts how the endpoints of other makers are spoken to, and gives the page's HTML what they need there.
//! It does not know how any is spoken to.
//!
//! The descriptions become a part of the script, which the page's policy names by its hash: another config.json alone changes
//! none, and new words ([`crate::renew`]) keep those that are there. Where config.json has none, all that needs them is left out.

use consultation::content::Content;
use consultation::content::config::service::{Service, presets};
use consultation::content::config::{Config, Endpoint};
use consultation::content::page::Page;
use consultation::purpose::Purpose;
use maud::{Markup, html};
use serde_json::{Map, Value, json};

use crate::digest::short_digest;
use crate::error::PublishError;
use crate::staged::Staged;

/// What encodes and judges, before it is joined with the others.
pub const FILE: &str = "services.js";

/// What posts.
pub const POSTING: &str = "posting.js";

/// What the script calls the descriptions that it was built with; in no other script.
const MADE_OF: &str = "services-";

/// The service that finds out from a page's HTML which fields there are.
const NETLIFY: &str = "netlify-forms";

const START: &str = "<aside hidden data-endpoints>";
const END: &str = "</aside>\n";

/// Puts the descriptions of config.json before the script.
///
/// # Errors
/// [`PublishError`] naming the file.
pub fn write(staged: &Staged) -> Result<(), PublishError> {
    let services = described(staged)?.unwrap_or_default();
    staged.write(POSTING, format!("const SERVICES = {services};\n{}", staged.read_text(POSTING)?))
}

/// Makes sure that the script of a built site was made of the descriptions of its config.json.
///
/// # Errors
/// [`PublishError::OtherServices`].
pub fn check(site: &Staged, script: &str) -> Result<(), PublishError> {
    let script = site.read_text(script)?;
    let is_the_same = match described(site)? {
        Some(services) => services["made_of"].as_str().is_some_and(|made_of| script.contains(made_of)),
        None => !script.contains(MADE_OF),
    };
    if is_the_same { Ok(()) } else { Err(PublishError::OtherServices) }
}

/// The description of each form's endpoint; none where all speak this page's own protocol.
fn described(staged: &Staged) -> Result<Option<Value>, PublishError> {
    let (config, _) = staged.parsed("config.json", Config::parse)?;
    let of = |purpose: Purpose| {
        let service = config.get(format!("{}_service", purpose.name()))?;
        Some((purpose.name().to_owned(), presets::filled_in(service))).filter(|(_, service)| !service.is_null())
    };
    let mut services: Map<String, Value> = Purpose::ALL.into_iter().filter_map(of).collect();
    if services.is_empty() {
        return Ok(None);
    }
    let made_of = [MADE_OF, &short_digest(json!(services).to_string().as_bytes())].concat();
    services.insert("made_of".to_owned(), made_of.into());
    Ok(Some(services.into()))
}

/// Where services lead with their answers: a page's policy names these too.
pub fn redirected_to(config: &Config) -> impl Iterator<Item = Endpoint> {
    let of = |purpose: Purpose| {
        Endpoint::try_from(purpose.service(config)?.said(|service| service.redirects_to.clone())?).ok()
    };
    Purpose::ALL.into_iter().filter_map(of).collect::<Vec<_>>().into_iter()
}

/// Whether there is a service whose answers no page reads.
pub fn are_unread(config: &Config) -> bool {
    Purpose::ALL.into_iter().filter_map(|purpose| purpose.service(config)).any(Service::is_unread)
}

/// The names of the forms that no browser is to post by itself: what it posts is not sealed, and some services could not read it.
pub fn needing_app(config: &Config, content: &Content) -> Vec<String> {
    let could_not_read = |purpose: &Purpose| {
        let (service, form) = (purpose.service(config), purpose.form(content));
        service.zip(form).is_some_and(|(service, form)| !service.takes_forms(form))
    };
    let needing = Purpose::ALL.into_iter().filter(|purpose| config.sealing.is_some() || could_not_read(purpose));
    needing.map(|purpose| purpose.name().to_owned()).collect()
}

/// What endpoints need in the page's HTML, outside of what the app draws: the fields that are always sent, for browsers that
/// post a form by themselves; for Netlify a form with every field; for this page's own protocol what no person fills in.
pub fn html(page: &Page) -> String {
    let parts: Vec<Markup> =
        Purpose::ALL.into_iter().filter_map(|purpose| needed(page, purpose).or_else(|| trap(page, purpose))).collect();
    if parts.is_empty() {
        return String::new();
    }
    [START, &html! { @for part in parts { (part) } }.into_string(), END].concat()
}

fn needed(page: &Page, purpose: Purpose) -> Option<Markup> {
    let (service, form) = (purpose.service(&page.config)?, purpose.form(&page.content)?);
    let named = |id: &str| service.names.get(id).unwrap_or(id).to_owned();
    // What is sealed is one field, with every answer in it.
    let answers = match page.config.sealing {
        Some(_) => vec!["sealed"],
        None => form.questions().map(|one| one.id.as_str()).collect(),
    };
    let names: Vec<String> = ["id", "revision", "content_sha256"].into_iter().chain(answers).map(named).collect();
    let is_netlify = service.preset.as_deref() == Some(NETLIFY);
    Some(html! {
        @for (name, value) in &service.fields.0 {
            input type="hidden" form=(purpose.element_id("form")) name=(name) value=(value);
        }
        @if is_netlify {
            form name=[service.fields.get("form-name")] method="post" data-netlify="true" netlify-honeypot=[service.honeypot.as_deref()] {
                @for name in service.honeypot.iter().chain(&names) {
                    input name=(name);
                }
            }
        }
    })
}

/// The field that only programs fill in, by which the receiver knows them. It is outside of what the app draws, which posts no
/// form by itself and needs none.
fn trap(page: &Page, purpose: Purpose) -> Option<Markup> {
    purpose.form(&page.content).filter(|_| page.config.sealing.is_none())?;
    Some(html! { input form=(purpose.element_id("form")) name="web--site" autocomplete="off"; })
}

/// The end of a page without that.
pub fn without(end: &str) -> String {
    let (before, rest) = end.split_once(START).unwrap_or((end, ""));
    let (_, after) = rest.split_once(END).unwrap_or_default();
    [before, after].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(service: Option<Value>) -> Result<String, String> {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let staged = Staged::new(folder.path());
        let mut config: Value = serde_json::from_str(include_str!("../../../public/config.json")).expect("it is JSON");
        if let Some(service) = service {
            config["submission_service"] = service;
        }
        staged.write("config.json", config.to_string()).expect("it can");
        staged.write(POSTING, "post(SERVICES);").expect("it can");
        write(&staged).map_err(|error| error.to_string())?;
        Ok(staged.read_text(POSTING).expect("it is there"))
    }

    #[test]
    fn the_script_has_the_descriptions_of_config_json_or_none() {
        let none = Ok("const SERVICES = null;\npost(SERVICES);".to_owned());
        assert_eq!(written(None), none);
        assert_eq!(written(Some(json!({ "preset": "receiver" }))), none);
        let script = written(Some(json!({ "preset": "web3forms", "fields": { "access_key": "a" } })));
        let script = script.expect("it is a description");
        let first = script.lines().next().and_then(|line| line.strip_prefix("const SERVICES = ")?.strip_suffix(';'));
        let services: Value = serde_json::from_str(first.expect("they are stated")).expect("it is JSON");
        assert_eq!(services["submission"]["success"], json!({ "statuses": [200], "path": "success", "is": true }));
        assert_eq!(services["submission"]["fields"], json!({ "access_key": "a" }));
        assert_eq!(services.get("feedback"), None);
    }

    #[test]
    fn a_description_with_a_secret_stops_the_build() {
        let error = written(Some(json!({ "preset": "formspree", "headers": { "Authorization": "Bearer a" } })));
        assert!(error.as_ref().is_err_and(|why| why.contains("looks like a secret")), "{error:?}");
    }

    #[test]
    fn what_was_added_to_a_page_can_be_taken_away() {
        assert_eq!(without(&["a\n", START, "<input>", END, "b"].concat()), "a\nb");
        assert_eq!(without("a\nb"), "a\nb");
    }
}
