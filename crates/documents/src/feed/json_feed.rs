//! The feed as JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use consultation::content::page::Page;
use consultation::content::updates::Update;
use serde_json::{Value, json};

use crate::feed::{JSON_FEED, newest_first};
use crate::identity::Identity;
use crate::site::Site;
use crate::{Document, icons};

/// `feed.json`.
pub fn json_feed(page: &Page, site: &Site) -> Document {
    let content = &page.content;
    let identity = Identity::of(&page.updates);
    let items: Vec<Value> = newest_first(page).map(|update| item(update, &identity, site)).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": page.title(),
        "description": content.description,
        "language": content.language.as_str(),
        "home_page_url": site.address(),
        "feed_url": site.url(JSON_FEED),
        "icon": site.url(icons::LARGE),
        "authors": [{ "name": content.agency.plain() }],
        "items": items,
    });
    Document::new(JSON_FEED, format!("{feed:#}\n"))
}

fn item(update: &Update, identity: &Identity, site: &Site) -> Value {
    json!({
        "id": identity.urn(update.revision),
        "url": site.address(),
        "title": update.changed,
        "content_text": update.changed,
        "date_published": update.published.to_string(),
    })
}
