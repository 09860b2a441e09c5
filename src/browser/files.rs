//! Fetches the page's own files. What cannot be used leaves the page as it was, and the console says why.

use std::pin::Pin;

use consultation::json::{FromJson, Json};
use gloo_net::http::{Request, Response};
use web_sys::RequestCache;

use super::json;
use super::json::NotReadable;

/// Why a file cannot be used. For whoever looks into the console: an editor or a deployer.
enum Unusable {
    /// It did not arrive.
    Unreached,
    /// It arrived with a status other than 200.
    Status(u16),
    /// It is too long, not JSON, or of another shape.
    NotReadable(NotReadable),
    /// It is well formed but does not make sense. What is wrong is for `cargo xtask check` to say: the words for that
    /// were 0.9 kB of the page’s WASM.
    Meaningless,
}

impl Unusable {
    fn words(&self) -> String {
        match self {
            Unusable::Unreached => "no answer".to_owned(),
            Unusable::Status(status) => status.to_string(),
            Unusable::NotReadable(why) => why.words(),
            Unusable::Meaningless => "it makes no sense: `cargo xtask check` says why".to_owned(),
        }
    }
}

/// A file, and when the site sent it.
pub struct Sent<T> {
    /// What is in it.
    pub file: T,
    /// The site's own clock, in milliseconds since 1970; none where the service worker had kept it.
    pub at: Option<i64>,
}

/// Reads a file; nothing, and a word in the console, when it cannot be used.
pub async fn read<T: FromJson>(address: &str) -> Option<T> {
    file_in(address, arrived(address).await?)
}

/// The same, with the time.
pub async fn read_sent<T: FromJson>(address: &str) -> Option<Sent<T>> {
    let sent = arrived(address).await?;
    let at = sent.at;
    file_in(address, sent).map(|file| Sent { file, at })
}

/// What has arrived, whatever it is: boxed, so that it is compiled once for all kinds of file.
fn arrived(address: &str) -> Pin<Box<dyn Future<Output = Option<Sent<Json>>> + '_>> {
    Box::pin(async move { fetch(address).await.map_or_else(|why| report(address, &why), Some) })
}

fn file_in<T: FromJson>(address: &str, sent: Sent<Json>) -> Option<T> {
    json::read(sent.file).map_or_else(|why| report(address, &Unusable::NotReadable(why)), Some)
}

/// Says in the console that a file makes no sense.
pub fn report_meaningless(address: &str) {
    report::<()>(address, &Unusable::Meaningless);
}

fn report<T>(address: &str, why: &Unusable) -> Option<T> {
    leptos::leptos_dom::logging::console_warn(&["the page stays as it was: ", address, ": ", &why.words()].concat());
    None
}

/// The address is relative, so the page works at a domain's root and under a path alike.
async fn fetch(address: &str) -> Result<Sent<Json>, Unusable> {
    let request = Request::get(address).cache(RequestCache::NoCache);
    let response = request.send().await.map_err(|_| Unusable::Unreached)?;
    if response.status() != 200 {
        return Err(Unusable::Status(response.status()));
    }
    let at = sent_at(&response);
    let text = json::text(response).await.ok_or(Unusable::Unreached)?;
    json::syntax(&text).map_err(Unusable::NotReadable).map(|file| Sent { file, at })
}

/// `Date`, and the seconds that a cache has had the answer since then (RFC 9111, 5.1).
fn sent_at(response: &Response) -> Option<i64> {
    let date = js_sys::Date::parse(&response.headers().get("date")?);
    let age = response.headers().get("age").and_then(|age| age.parse::<u32>().ok()).unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit an i64 for millions of years")]
    date.is_finite().then_some(date as i64 + i64::from(age) * 1000)
}
