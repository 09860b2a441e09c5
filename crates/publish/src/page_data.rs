//! What the app starts from: content, its revisions, wording and config, and the moment of rendering.

use consultation::content::config::Config;
use consultation::content::page::{Downloads, Page};
use consultation::content::updates::Updates;
use consultation::content::{Consultation, Content};
use consultation::purpose::Purpose;
use consultation::text::language::Language;
use consultation::text::wording::{Phrase, Wording};
use consultation::time::instant::Instant;
use serde_json::{Map, Value, json};

use crate::error::PublishError;
use crate::offsets::offsets;
use crate::services;
use crate::staged::Staged;
use crate::translated;

/// What the page is drawn from, and as JSON what the app needs of it.
pub struct PageData {
    /// What the page is drawn from.
    pub page: Page,
    json: Value,
}

impl PageData {
    /// Reads the files of a staged site, for its page in one language, in that folder. `now` is the moment to render for,
    /// unless the config rehearses another; `first` is the page in the first language, for any other.
    ///
    /// # Errors
    /// [`PublishError`] naming the file.
    pub fn read(
        staged: &Staged,
        language: &Language,
        folder: &str,
        now: Instant,
        first: Option<&Page>,
    ) -> Result<Self, PublishError> {
        if let Some(first) = first {
            translated::complete(staged, language, &first.content.language)?;
        }
        let (content_json, content) = staged.parsed(&language.content_path(), Content::parse)?;
        let (updates_json, updates) = staged.parsed(&language.updates_path(), Updates::parse)?;
        let (_, wording) = staged.parsed(&language.wording_path(), Wording::parse)?;
        let (config_json, config) = staged.parsed("config.json", Config::parse)?;
        let now = config.as_of.unwrap_or(now);
        let Consultation { opens, closes, .. } = content.consultation;
        let (start, end) = (opens.map_or(now, |opens| opens.min(now)), closes.map_or(now, |closes| closes.max(now)));
        let offsets = offsets(&content.time_zone, start, end);
        let offsets = offsets.ok_or_else(|| no_time_zone(language, &content))?;
        let rendered_at = config.as_of.unwrap_or_else(|| offsets.state(now));
        let to_root = "../".repeat(folder.matches('/').count());
        let needs_app = services::needing_app(&config, &content);
        let translates = first.map_or("", |first| first.updates.identity()).to_owned();
        let mut json = json!({
            "content": without_shown_blocks(content_json),
            "updates": updates_json,
            "wording": phrases_of_the_app(&wording, &config, &needs_app),
            "config": config_json,
            "rendered_at": rendered_at.to_string(),
            "offsets": offsets.0,
            "to_root": to_root,
        });
        if !needs_app.is_empty() {
            json["needs_app"] = json!(needs_app);
        }
        if !translates.is_empty() {
            json["translates"] = translates.as_str().into();
        }
        let downloads = Downloads::default();
        let is_current = false;
        let page = Page {
            content,
            updates,
            wording,
            config,
            rendered_at,
            is_current,
            offsets,
            downloads,
            to_root,
            needs_app,
            translates,
        };
        Ok(Self { page, json })
    }

    /// Adds how large the files beside the page are, which are made from it.
    pub fn set_downloads(&mut self, downloads: Downloads) {
        self.page.downloads = downloads;
        self.json["downloads"] = json!({ "feed": downloads.feed, "calendar": downloads.calendar });
    }

    /// What the app starts from.
    pub fn json(&self) -> String {
        self.json.to_string()
    }
}

fn no_time_zone(language: &Language, content: &Content) -> PublishError {
    let why = format!("the IANA database has no time zone “{}”", content.time_zone.as_str());
    PublishError::Broken { path: language.content_path().into(), why }
}

/// Phrases of the receiver's own pages and of the files beside the page, which the app never says: 0.7 kB of every first
/// visit. The app reads only wording that has every phrase, so a dash stands for each.
const NOT_OF_THE_APP: [Phrase; 27] = [
    Phrase::Languages,
    Phrase::AboutThisSite,
    Phrase::ReturnAddress,
    Phrase::ChangingWithoutApp,
    Phrase::ReplacedSince,
    Phrase::WithdrawnSince,
    Phrase::ChangeAndSendAgain,
    Phrase::ReceiptSealed,
    Phrase::ReceiverBusy,
    Phrase::NotStored,
    Phrase::SealedOnly,
    Phrase::FormNotStored,
    Phrase::FormSentBefore,
    Phrase::FormLettersLost,
    Phrase::FormUnreadable,
    Phrase::FormFromElsewhere,
    Phrase::NothingToRead,
    Phrase::NotNow,
    Phrase::TryLater,
    Phrase::Unreachable,
    Phrase::UnreachableText,
    Phrase::ReachUsElse,
    Phrase::CheckTitleWithoutApp,
    Phrase::CheckKeepsNothing,
    Phrase::CalendarCloses,
    Phrase::PageNotFound,
    Phrase::PageNotFoundText,
];

/// What the app says only where an endpoint gives no receipts.
const OF_SERVICES: [Phrase; 4] =
    [Phrase::TryingMayDouble, Phrase::NotAcknowledged, Phrase::NoReceiptIsGiven, Phrase::ReferenceIsGiven];

/// What the app says only where it was built with keys.
const OF_SEALING: [Phrase; 4] =
    [Phrase::SealedWithoutApp, Phrase::SealingUnavailable, Phrase::KeysMalformed, Phrase::KeysExpired];

/// Of the two, the page says one.
fn without_the_other(config: &Config) -> Phrase {
    if config.shows_answers { Phrase::SentAtOnce } else { Phrase::ShownBeforeSent }
}

fn phrases_of_the_app(wording: &Wording, config: &Config, needs_app: &[String]) -> Value {
    let mut texts: Vec<&str> = wording.texts().collect();
    let has_service = Purpose::ALL.iter().any(|purpose| purpose.service(config).is_some());
    let of_services = OF_SERVICES.into_iter().filter(|_| !has_service);
    let of_sealing = OF_SEALING.into_iter().filter(|_| config.sealing.is_none());
    let of_needing = [Phrase::NeedsApp].into_iter().filter(|_| needs_app.is_empty());
    let others = of_services.chain(of_sealing).chain(of_needing).chain([without_the_other(config)]);
    for phrase in NOT_OF_THE_APP.into_iter().chain(others) {
        texts[phrase as usize] = "–";
    }
    json!(texts)
}

/// The app ties itself to the paragraphs, lists and hints that the page shows, and never draws them again from this data:
/// their number is enough. What the page is for search engines stands in its head alone. What a form says when it was received is drawn later, so it stays.
fn without_shown_blocks(value: Value) -> Value {
    match value {
        Value::Object(fields) if is_block(&fields) => json!({ "paragraph": "" }),
        Value::Object(fields) => fields
            .into_iter()
            // Pages of their own.
            .filter(|(name, _)| name != "statements")
            .map(|(name, field)| match name.as_str() {
                "received" => (name, field),
                "hint" | "description" | "document" => (name, json!("")),
                "outcomes" | "before_you_start" => (name, nothing_for_each(&field)),
                // Never tied to the page, and never drawn again from this data.
                "past_consultations" => (name, heading_of(&field)),
                _ => (name, without_shown_blocks(field)),
            })
            .collect(),
        Value::Array(items) => items.into_iter().map(without_shown_blocks).collect(),
        other => other,
    }
}

fn nothing_for_each(texts: &Value) -> Value {
    texts.as_array().map(|texts| texts.iter().map(|_| json!("")).collect()).unwrap_or_default()
}

fn heading_of(section: &Value) -> Value {
    json!({ "id": section["id"], "title": section["title"], "consultations": [] })
}

fn is_block(fields: &Map<String, Value>) -> bool {
    fields.len() == 1 && ["paragraph", "list", "numbered_list"].iter().any(|kind| fields.contains_key(*kind))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_app_says_none_of_the_phrases_that_it_does_not_get() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut folders = vec![root.join("src"), root.join("crates/consultation/src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("it is a folder").flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                    continue;
                }
                let code = std::fs::read_to_string(entry.path()).expect("it is a text");
                let mut words = code.split(|c: char| !c.is_alphanumeric() && c != ':');
                let said =
                    words.find(|word| NOT_OF_THE_APP.iter().any(|phrase| *word == format!("Phrase::{phrase:?}")));
                assert_eq!(said, None, "{}", entry.path().display());
            }
        }
    }

    #[test]
    fn blocks_that_the_page_shows_are_only_counted_and_those_of_a_receipt_stay() {
        let next = json!([{ "paragraph": "We read every one." }]);
        let content = json!({
            "title": ["A ", { "strong": "treaty" }],
            "lead": [{ "paragraph": "Why" }, { "list": ["a", "b"] }],
            "form": { "received": { "title": "Thank you", "next": next } },
        });
        let kept = without_shown_blocks(content.clone());
        assert_eq!(kept["lead"], json!([{ "paragraph": "" }, { "paragraph": "" }]));
        assert_eq!((&kept["title"], &kept["form"]), (&content["title"], &content["form"]));
    }
}
