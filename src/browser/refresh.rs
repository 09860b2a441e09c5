//! Fetches content and config once the page is alive. Newer valid content replaces the old;
//! anything else leaves the page as it was, and the console says why.

use std::fmt;

use consultation::config::Config;
use consultation::content::Content;
use consultation::page::Page;
use gloo_net::http::Request;
use web_sys::RequestCache;

use super::{clock, json};
use crate::live::Live;

/// Why a file cannot be used. For whoever looks into the console: an editor or a deployer.
enum Unusable {
    /// It did not arrive.
    Unreached(String),
    /// It arrived with a status other than 200.
    Status(u16),
    /// It is broken, or something else altogether.
    Broken(String),
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unusable::Unreached(why) => f.write_str(why),
            Unusable::Status(status) => status.fmt(f),
            Unusable::Broken(why) => f.write_str(why),
        }
    }
}

/// Fetches config, then content; returns the page to show in place of `page`, where there is something newer.
pub async fn newer_page(page: &'static Page, live: Live) -> Option<Page> {
    let config = refresh_config(live).await;
    let address = ["content/", &page.content.language, ".json"].concat();
    let content = match fetch(&address).await.and_then(|text| read_content(&text)) {
        Ok(content) if content.revision > page.content.revision => content,
        Ok(_) => return None,
        Err(why) => return report(&address, &why),
    };
    let config = config.unwrap_or_else(|| page.config.clone());
    let (updates, wording) = (page.updates.clone(), page.wording.clone());
    Some(Page { content, updates, wording, config, rendered_at: live.peek(|state| state.now) })
}

async fn refresh_config(live: Live) -> Option<Config> {
    const ADDRESS: &str = "config.json";
    match fetch(ADDRESS).await.and_then(|text| json::parse::<Config>(&text).map_err(|error| broken(&error))) {
        Ok(config) => {
            live.change(|state| state.config = config.clone());
            clock::tick(live);
            Some(config)
        }
        Err(why) => report(ADDRESS, &why),
    }
}

fn read_content(text: &str) -> Result<Content, Unusable> {
    let content: Content = json::parse(text).map_err(|error| broken(&error))?;
    content.check().map_err(|error| broken(&error))?;
    Ok(content)
}

fn broken(why: &dyn fmt::Display) -> Unusable {
    Unusable::Broken(why.to_string())
}

fn report<T>(address: &str, why: &Unusable) -> Option<T> {
    leptos::leptos_dom::logging::console_warn(
        &["the page stays as it was: ", address, ": ", &why.to_string()].concat(),
    );
    None
}

/// The address is relative, so the page works at a domain's root and under a path alike.
async fn fetch(address: &str) -> Result<String, Unusable> {
    let unreached = |error: gloo_net::Error| Unusable::Unreached(error.to_string());
    let request = Request::get(address).cache(RequestCache::NoCache);
    let response = request.send().await.map_err(unreached)?;
    match response.status() {
        200 => response.text().await.map_err(unreached),
        status => Err(Unusable::Status(status)),
    }
}
