//! What the runs post: submissions that break no rule.

use fastrand::Rng;
use serde_json::{Value, json};

pub const SUBMISSIONS: &str = "/api/submissions";

/// An id that is different for each number.
pub fn id(number: u64) -> String {
    format!("{number:032x}")
}

/// A submission that breaks no rule.
pub fn submission(id: &str, words: &str) -> Value {
    let answers = json!({
        "responding-as": "individual", "anything-else": words, "publish": "without-my-name", "withhold": "no", "official-information": true
    });
    json!({"id": id, "revision": 1, "answers": answers})
}

/// The same as a browser's own form posts it: every text field, the empty ones too.
pub fn form_fields(id: &str, words: &str) -> Vec<(&'static str, String)> {
    let filled = [("id", id), ("anything-else", words)].map(|(name, value)| (name, value.to_owned()));
    let fixed = [
        ("revision", "1"),
        ("full-name", ""),
        ("email", ""),
        ("responding-as", "individual"),
        ("withhold", "no"),
        ("publish", "without-my-name"),
        ("step", "send"),
    ];
    let fixed = fixed.into_iter().chain([("withhold-what", ""), ("official-information", "yes")]);
    filled.into_iter().chain(fixed.map(|(name, value)| (name, value.to_owned()))).collect()
}

/// The words of a submission, or of an element of an export.
pub fn words_of(entry: &Value) -> &str {
    entry["answers"]["anything-else"].as_str().expect("every submission of the runs has words")
}

/// The path of a receipt.
pub fn receipt(id: &str) -> String {
    format!("{SUBMISSIONS}/{id}/receipt")
}

/// Publication of some length: mostly a few, at times as many as need pages of their own in the database.
pub fn words(random: &mut Rng) -> String {
    let times = if random.u8(..10) == 0 { random.usize(500..2800) } else { random.usize(1..20) };
    format!("{} {}", random.u64(..), "kōrero ".repeat(times).trim_end())
}
