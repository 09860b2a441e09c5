//! `staticwebapp.config.json` for Azure Static Web Apps, written from its documentation.
//! <https://learn.microsoft.com/azure/static-web-apps/configuration>

use serde_json::{Map, Value, json};

use crate::caching::ASK_EACH_TIME;
use crate::content_type;
use crate::site::{Site, Special};

/// The file.
pub fn config(site: &Site) -> String {
    let headers = site.policy.headers().into_iter().map(|(name, value)| (name.to_owned(), Value::from(value)));
    let caching = ("Cache-Control".to_owned(), Value::from(ASK_EACH_TIME));
    let types = content_type::by_extension().map(|(extension, kind)| ([".", extension].concat(), Value::from(kind)));
    let config = json!({
        "globalHeaders": headers.chain([caching]).collect::<Map<_, _>>(),
        "routes": site.special.iter().map(|file| route(site, file)).collect::<Vec<_>>(),
        "mimeTypes": types.collect::<Map<_, _>>(),
        "responseOverrides": { "404": { "rewrite": site.path("404.html") } },
    });
    format!("{config:#}\n")
}

/// A route's headers count before the global ones.
fn route(site: &Site, file: &Special) -> Value {
    let mut headers = Map::from_iter([("Cache-Control".to_owned(), Value::from(file.caching()))]);
    if let Some(kind) = file.kind {
        headers.insert("Content-Type".to_owned(), Value::from(kind));
    }
    json!({ "route": site.path(&file.name), "headers": headers })
}
