//! The schemas of types that are made from a string.

use serde_json::{Value, json};

use crate::content::config::Endpoint;
use crate::delivery::submission::SubmissionId;
use crate::id::Id;
use crate::text::language::Language;
use crate::text::link::Href;
use crate::time::day::Day;
use crate::time::instant::Instant;

/// A type that is made from a string: its rule as a regular expression (ECMA-262), and in words.
///
/// The rule may let through what the type's own reader refuses, such as 30 February, but never the reverse.
pub trait Text {
    /// What the string must match.
    const PATTERN: &'static str;
    /// How to write it.
    const DESCRIPTION: &'static str;

    /// The schema of the string.
    fn describe() -> Value {
        json!({ "type": "string", "pattern": Self::PATTERN, "description": Self::DESCRIPTION })
    }
}

impl Text for Id {
    const PATTERN: &'static str = "^(?=.{1,60}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$";
    const DESCRIPTION: &'static str =
        "A name that never changes: lower-case letters, digits, single hyphens; first a letter.";
}

impl Text for Href {
    // White space is listed as Unicode and Rust have it: `\s` of ECMA-262 has U+FEFF too, and lacks U+0085.
    const PATTERN: &'static str = concat!(
        r"^(https://|mailto:|tel:|#|/(?![/\\])|\./)",
        r"[^\\\x00-\x20\x7F-\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]*$"
    );
    const DESCRIPTION: &'static str = "A link: https:, mailto:, tel:, #section, /path or ./path, without spaces.";
}

impl Text for Endpoint {
    const PATTERN: &'static str = concat!(
        r"^((/[0-9A-Za-z_-][0-9A-Za-z._-]*)+/?|",
        r"(https://[0-9A-Za-z][0-9A-Za-z.-]*|http://(localhost|127\.0\.0\.1))",
        r"(:[1-9][0-9]{0,4})?([/?][\x21-\x5B\x5D-\x7E]*)?)$",
    );
    const DESCRIPTION: &'static str =
        "Where to post: https://…, a path like /api/submissions, or http://localhost… to rehearse.";
}

impl Text for SubmissionId {
    const PATTERN: &'static str = "^[0-9a-f]{32}$";
    const DESCRIPTION: &'static str = "A submission’s id: 32 lower-case hexadecimal digits.";
}

impl Text for Language {
    const PATTERN: &'static str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$";
    const DESCRIPTION: &'static str = "A language tag (BCP 47), like mi or en-NZ.";
}

impl Text for Day {
    const PATTERN: &'static str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
    const DESCRIPTION: &'static str = "A day, like 2022-08-23.";
}

impl Text for Instant {
    const PATTERN: &'static str = concat!(
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
        r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?",
        "(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$"
    );
    const DESCRIPTION: &'static str = "A moment with its offset from UTC, like 2022-08-23T17:00:00+12:00.";
}
