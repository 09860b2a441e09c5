//! The data that the app starts from: content, its revisions, wording and config as they are, and the moment of rendering.

use consultation::config::Config;
use consultation::content::Content;
use consultation::instant::Instant;
use consultation::page::{Downloads, Page};
use consultation::updates::Updates;
use consultation::wording::Wording;
use serde_json::{Map, Value, json};

use crate::error::PublishError;
use crate::staged::Staged;

/// The language of the one page there is.
const LANGUAGE: &str = "en-NZ";

/// The data block: parsed, and as the JSON that goes into the page.
pub struct DataBlock {
    /// What the page is drawn from.
    pub page: Page,
    /// The same as JSON.
    block: Value,
}

impl DataBlock {
    /// Reads the files of a staged site. `now` is the moment to render for, unless the config rehearses another.
    ///
    /// # Errors
    /// [`PublishError`] naming the file.
    pub fn read(staged: &Staged, now: Instant) -> Result<Self, PublishError> {
        let content_path = format!("content/{LANGUAGE}.json");
        let wording_path = format!("content/{LANGUAGE}.wording.json");
        let (content_json, content) = parsed(staged, &content_path, Content::parse)?;
        let updates_path = format!("content/{LANGUAGE}.updates.json");
        let (updates_json, updates) = parsed(staged, &updates_path, Updates::parse)?;
        let (wording_json, wording) = parsed(staged, &wording_path, Wording::parse)?;
        let (config_json, config) = parsed(staged, "config.json", Config::parse)?;
        let rendered_at = config.as_of.unwrap_or_else(|| now.in_offset_of(content.consultation.closes));
        let block = json!({
            "content": without_shown_blocks(content_json),
            "updates": updates_json,
            "wording": wording_json,
            "config": config_json,
            "rendered_at": rendered_at.to_string(),
        });
        let page = Page { content, updates, wording, config, rendered_at, downloads: Downloads::default() };
        Ok(Self { page, block })
    }

    /// Adds how large the files beside the page are, which are made from it.
    pub fn set_downloads(&mut self, downloads: Downloads) {
        self.page.downloads = downloads;
        self.block["downloads"] = json!({ "feed": downloads.feed, "calendar": downloads.calendar });
    }

    /// What the page is drawn from as JSON, safe inside a `script` element.
    pub fn json(&self) -> String {
        inert(&self.block.to_string())
    }
}

fn parsed<T, E: ToString>(
    staged: &Staged,
    name: &str,
    parse: fn(&str) -> Result<T, E>,
) -> Result<(Value, T), PublishError> {
    let text = staged.read_text(name)?;
    let broken = |why: String| PublishError::Broken { path: name.into(), why };
    let meaning = parse(&text).map_err(|error| broken(error.to_string()))?;
    let value = serde_json::from_str(&text).map_err(|error| broken(error.to_string()))?;
    Ok((value, meaning))
}

/// The app ties itself to the paragraphs and lists that the page shows, and never draws them again from this data:
/// their number is enough. What a form says when it was received is drawn later, so it stays.
fn without_shown_blocks(value: Value) -> Value {
    match value {
        Value::Object(fields) if is_block(&fields) => json!({ "paragraph": "" }),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, field)| match name.as_str() {
                "received" => (name, field),
                _ => (name, without_shown_blocks(field)),
            })
            .collect(),
        Value::Array(items) => items.into_iter().map(without_shown_blocks).collect(),
        other => other,
    }
}

fn is_block(fields: &Map<String, Value>) -> bool {
    fields.len() == 1 && ["paragraph", "list", "numbered_list"].iter().any(|kind| fields.contains_key(*kind))
}

/// `</script>` and `<!--` end or change a script element wherever they stand; as JSON escapes they cannot.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_content_cannot_leave_the_script_element() {
        let json = json!({ "text": "</script><!-- <script>&" }).to_string();
        let inert = inert(&json);
        assert!(!inert.contains(['<', '>', '&']), "{inert}");
        assert_eq!(serde_json::from_str::<Value>(&inert).ok(), serde_json::from_str(&json).ok());
    }
}
