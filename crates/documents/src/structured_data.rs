//! What the page is, in schema.org's terms, as JSON-LD for search engines.

use consultation::content::page::Page;
use serde_json::{Value, json};

use crate::feed::last_changed;
use crate::site::Site;
use crate::social;

/// The JSON, such that nothing in it can end or change the `script` element around it.
pub fn structured_data(page: &Page, site: &Site) -> String {
    let mut things = vec![publisher(page, site), web_page(page, site)];
    things.extend(open_period(page, site));
    inert(&json!({ "@context": "https://schema.org", "@graph": things }).to_string())
}

fn publisher(page: &Page, site: &Site) -> Value {
    json!({
        "@type": "GovernmentOrganization",
        "@id": site.url("#publisher"),
        "name": page.content.agency.plain(),
        "email": page.content.contact.email,
    })
}

fn web_page(page: &Page, site: &Site) -> Value {
    let content = &page.content;
    let mut web_page = json!({
        "@type": "WebPage",
        "@id": site.address(),
        "url": site.address(),
        "name": content.title.plain(),
        "description": content.description,
        "inLanguage": content.language.as_str(),
        "dateModified": last_changed(page),
        "publisher": { "@id": site.url("#publisher") },
        "primaryImageOfPage": { "@type": "ImageObject", "url": site.url(social::PICTURE) },
    });
    if let Some(first) = page.updates.updates.first() {
        web_page["datePublished"] = first.published.to_string().into();
    }
    web_page
}

/// Schema.org has no consultation. Its nearest thing with a beginning and an end is an event that takes place online.
fn open_period(page: &Page, site: &Site) -> Option<Value> {
    let consultation = &page.content.consultation;
    let closes = consultation.closes?;
    let opens = consultation.opens.or_else(|| page.updates.updates.first().map(|first| first.published))?;
    Some(json!({
        "@type": "Event",
        "@id": site.url("#open-period"),
        "name": page.content.have_your_say().title.plain(),
        "description": page.content.description,
        "startDate": opens.to_string(),
        "endDate": closes.to_string(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "location": { "@type": "VirtualLocation", "url": site.url(&format!("#{}", page.content.have_your_say().id)) },
        "organizer": { "@id": site.url("#publisher") },
        "isAccessibleForFree": true,
    }))
}

/// `</script>` and `<!--` end or change a script element wherever they stand; as JSON escapes they cannot.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
