//! Whether the keys that everything is sealed to are used for as long as anything can be sent. Reads the settings, and of the
//! content in the first language when submissions close.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use consultation::content::Content;
use consultation::content::config::Config;
use consultation::content::languages::Languages;
use consultation::time::instant::Instant;

use super::document::{Document, Kind};
use super::finding::Finding;

/// One finding at most, about the settings.
pub fn findings(root: &Path, document: &Document<'_>) -> Vec<Finding> {
    let config = (document.kind == Kind::Settings).then(|| Config::parse(document.json).ok()).flatten();
    let Some((sealing, as_of)) = config.and_then(|config| Some((config.sealing?, config.as_of))) else {
        return Vec::new();
    };
    let file = root.join(&document.file);
    let closes = file.parent().and_then(closing_of).filter(|closes| sealing.has_expired(*closes));
    let now = as_of.or_else(clock).filter(|now| sealing.has_expired(*now));
    let why = match (now, closes) {
        (Some(now), _) => format!(
            "these keys are too old: it is {now}, and nothing can be sent any more. State a later moment, or make new keys with `receiver keygen`"
        ),
        (None, Some(closes)) => {
            format!(
                "these keys are too old before submissions close, which is {closes}: state a moment well behind that"
            )
        }
        (None, None) => return Vec::new(),
    };
    vec![document.at("/sealing/expires", why)]
}

/// This machine's.
fn clock() -> Option<Instant> {
    let milliseconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_millis();
    Instant::from_unix_milliseconds(i64::try_from(milliseconds).ok()?)
}

/// None where the content cannot be read, which is said of its own file.
fn closing_of(public: &Path) -> Option<Instant> {
    let languages = Languages::parse(&fs::read_to_string(public.join(Languages::PATH)).ok()?).ok()?;
    let content = fs::read_to_string(public.join(languages.first().tag.content_path())).ok()?;
    Content::parse(&content).ok()?.consultation.closes
}
