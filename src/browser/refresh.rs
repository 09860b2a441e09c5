//! Fetches config, and content where there is a newer one, once the page is alive. Newer valid content replaces the
//! old; anything else leaves the page as it was, and the console says why.

use consultation::content::Content;
use consultation::content::config::Config;
use consultation::content::page::Page;
use consultation::content::updates::Updates;
use consultation::json::{FromJson, Json};
use gloo_net::http::Request;
use web_sys::RequestCache;

use super::json::NotReadable;
use super::{clock, json};
use crate::live::Live;

/// Why a file cannot be used. For whoever looks into the console: an editor or a deployer.
enum Unusable {
    /// It did not arrive.
    Unreached,
    /// It arrived with a status other than 200.
    Status(u16),
    /// It is too long, not JSON, or of another shape.
    NotReadable(NotReadable),
    /// It is well formed but does not make sense.
    Meaningless(String),
}

impl Unusable {
    fn words(&self) -> String {
        match self {
            Unusable::Unreached => "no answer".to_owned(),
            Unusable::Status(status) => status.to_string(),
            Unusable::NotReadable(why) => why.words(),
            Unusable::Meaningless(why) => why.clone(),
        }
    }
}

/// Fetches config, then the list of revisions; returns the page to show in place of `page`, where there is a newer one.
/// The list is a few hundred bytes; the content, which is in the page already, is fetched only when it has changed.
pub async fn newer_page(page: &'static Page, live: Live) -> Option<Page> {
    let config = read::<Config>("config.json").await;
    // What is the same as before is not shown again: every change looks at all that follows the state.
    if let Some(config) = config.as_ref().filter(|config| live.peek(|state| state.config != **config)) {
        live.change(|state| state.config = config.clone());
        clock::tick(live);
    }
    let address = |end: &str| ["content/", page.content.language.as_str(), end].concat();
    let updates = read::<Updates>(&address(".updates.json")).await?;
    if updates.last()?.revision <= page.content.revision {
        return None;
    }
    let address = address(".json");
    let content = read::<Content>(&address).await?;
    let problems = [content.check().err().map(|why| why.to_string()), updates.check(content.revision).err()];
    if let Some(why) = problems.into_iter().flatten().next() {
        return report(&address, &Unusable::Meaningless(why));
    }
    let config = config.unwrap_or_else(|| page.config.clone());
    let rendered_at = live.peek(|state| state.now);
    Some(Page { content, updates, wording: page.wording.clone(), config, rendered_at, downloads: page.downloads })
}

async fn read<T: FromJson>(address: &str) -> Option<T> {
    let value = fetch(address).await.and_then(|tree| json::read(tree).map_err(Unusable::NotReadable));
    value.map_or_else(|why| report(address, &why), Some)
}

fn report<T>(address: &str, why: &Unusable) -> Option<T> {
    leptos::leptos_dom::logging::console_warn(&["the page stays as it was: ", address, ": ", &why.words()].concat());
    None
}

/// The address is relative, so the page works at a domain's root and under a path alike.
async fn fetch(address: &str) -> Result<Json, Unusable> {
    let request = Request::get(address).cache(RequestCache::NoCache);
    let response = request.send().await.map_err(|_| Unusable::Unreached)?;
    if response.status() != 200 {
        return Err(Unusable::Status(response.status()));
    }
    let text = json::text(response).await.ok_or(Unusable::Unreached)?;
    json::syntax(&text).map_err(Unusable::NotReadable)
}
