//! What in a description of a service cannot work, or would do harm, with the reason, for the deployer.

use super::presets::{self, Preset};
use super::{Encoding, Service};
use crate::content::config::origin;
use crate::json::Reading;

/// What is in the name of a header that carries a secret.
const SECRET: [&str; 12] =
    ["auth", "bearer", "cookie", "credential", "jwt", "key", "pass", "pwd", "secret", "session", "signature", "token"];

/// What a header that carries a secret says first, whatever its name is.
const SCHEMES: [&str; 2] = ["bearer ", "basic "];

/// Headers that no page sets.
const OF_BROWSERS: [&str; 16] = [
    "accept-charset",
    "accept-encoding",
    "connection",
    "content-length",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];

/// Notes every mistake.
pub fn note(service: &Service, reading: &mut Reading) {
    let preset = service.preset.as_deref().map(|name| (name, presets::find(name)));
    if let Some((name, None)) = preset {
        let known = presets::names().join(", ");
        reading.wrong_in("preset", || format!("“{name}” is none of the services that are known: {known}"));
        return;
    }
    let preset = preset.and_then(|(_, preset)| preset);
    if service.is_own_protocol() {
        return note_more_than_own(service, reading);
    }
    note_headers(service, reading);
    note_unsendable(service, reading);
    note_missing(service, preset.as_ref(), reading);
    note_refused(service, preset.as_ref(), reading);
    if let Some(site) = service.redirects_to.as_deref().filter(|site| origin(site) != Some(site)) {
        reading.wrong_in("redirects_to", || format!("“{site}” is no site: write it as https://script.example"));
    }
    if service.tells_doubles_apart == Some(true) && preset.is_some() {
        let why = "this service stores what it gets twice two times, so the page must not try again by itself";
        reading.wrong_in("tells_doubles_apart", || why.to_owned());
    }
}

fn note_more_than_own(service: &Service, reading: &mut Reading) {
    let own = Service { preset: service.preset.clone(), ..Service::default() };
    if *service != own {
        let why = "this is this page’s own protocol, which has nothing to describe: say nothing but the preset";
        reading.wrong_in("preset", || why.to_owned());
    }
}

fn note_headers(service: &Service, reading: &mut Reading) {
    for (name, value) in &service.headers.0 {
        let lower = name.to_ascii_lowercase();
        let why = match lower.as_str() {
            "content-type" | "accept" => "the page writes this header itself, by the encoding",
            _ if is_secret(&lower, value) => {
                "this header looks like a secret, and everybody can read config.json. A service that needs one cannot be \
                 spoken to from a page: put a program of your own before it, which adds the secret"
            }
            _ if !is_header(name) => {
                "no header has such a name, and browsers send nothing with it: letters, digits and - are right"
            }
            _ if of_browsers(&lower) => "browsers write this header themselves, and leave out what a page says there",
            _ if !value.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) => {
                "no header can say that, and browsers send nothing with it: letters without accents, digits and signs are right"
            }
            _ => continue,
        };
        let step = format!("headers/{name}");
        reading.wrong_in(&step, || why.to_owned());
    }
}

fn is_secret(lower: &str, value: &str) -> bool {
    let value = value.trim_start().to_ascii_lowercase();
    SECRET.iter().any(|part| lower.contains(part)) || SCHEMES.iter().any(|scheme| value.starts_with(scheme))
}

/// Whether it is a token (RFC 9110, 5.6.2).
fn is_header(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Whether it is a forbidden request-header (<https://fetch.spec.whatwg.org/#forbidden-request-header>).
fn of_browsers(lower: &str) -> bool {
    OF_BROWSERS.contains(&lower)
        || ["proxy-", "sec-", "access-control-request-"].iter().any(|start| lower.starts_with(start))
}

/// What a browser that asks nobody first leaves out or calls otherwise (<https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header>).
fn note_unsendable(service: &Service, reading: &mut Reading) {
    if !service.is_unread() {
        return;
    }
    if service.said(|service| service.encoding) == Some(Encoding::Json) {
        let why = "where nothing acknowledges, browsers send no JSON that is called so: say json_as_text";
        reading.wrong_in("encoding", || why.to_owned());
    }
    if !service.headers.0.is_empty() {
        let why = "where nothing acknowledges, browsers send no headers of a page’s own: say it in “fields”";
        reading.wrong_in("headers", || why.to_owned());
    }
}

fn note_missing(service: &Service, preset: Option<&Preset>, reading: &mut Reading) {
    if service.said(|service| service.encoding).is_none() {
        let why = "say how the answers are written, or name a preset that does";
        reading.wrong_in("encoding", || why.to_owned());
    }
    if service.said(|service| service.success.clone()).is_none() && !service.is_unread() {
        let why = "say by what an answer is known as success: anything else would be taken for it";
        reading.wrong_in("success", || why.to_owned());
    }
    for (name, what) in preset.iter().flat_map(|preset| &preset.needs.0) {
        if service.fields.get(name).is_none_or(|text| text.trim().is_empty()) {
            let step = format!("fields/{name}");
            reading.wrong_in(&step, || format!("this service needs the field “{name}”: {what}"));
        }
    }
}

fn note_refused(service: &Service, preset: Option<&Preset>, reading: &mut Reading) {
    let trap = service.said(|service| service.honeypot.clone());
    let dropped = "only programs fill it in, and the service drops what they send".to_owned();
    let trap = trap.iter().map(|field| (field, &dropped));
    for (field, why) in preset.iter().flat_map(|preset| &preset.refuses.0).map(|(field, why)| (field, why)).chain(trap)
    {
        let said = service.fields.get(field).map(|_| format!("fields/{field}"));
        let named = service.names.0.iter().filter(|(_, name)| name == field).map(|(id, _)| format!("names/{id}"));
        for step in said.into_iter().chain(named) {
            reading.wrong_in(&step, || format!("this service must not get the field “{field}”: {why}"));
        }
    }
}
