//! Writes JSON, without spaces: what is sent, what is digested, what is kept on the person's device.
//!
//! serde_json would be 9 kB of the page's WASM, and the browser's own writer cannot be held by a native test.

use crate::form::answers::Answer;

/// An object of answers.
pub(crate) fn write_answers<'a>(json: &mut String, answers: impl Iterator<Item = (&'a str, &'a Answer)>) {
    let mut separator = '{';
    for (id, answer) in answers {
        json.push(separator);
        write_text(json, id);
        json.push(':');
        write_answer(json, answer);
        separator = ',';
    }
    json.push_str(if separator == '{' { "{}" } else { "}" });
}

fn write_answer(json: &mut String, answer: &Answer) {
    match answer {
        Answer::Text(text) => write_text(json, text),
        Answer::Agreed(agreed) => json.push_str(if *agreed { "true" } else { "false" }),
        Answer::Many(values) => {
            json.push('[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    json.push(',');
                }
                write_text(json, value);
            }
            json.push(']');
        }
    }
}

/// A string. RFC 8259, section 7: quotation mark, backslash and the controls up to U+001F must be escaped; nothing else is.
pub(crate) fn write_text(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\u{8}' => json.push_str("\\b"),
            '\t' => json.push_str("\\t"),
            '\n' => json.push_str("\\n"),
            '\u{c}' => json.push_str("\\f"),
            '\r' => json.push_str("\\r"),
            '\0'..='\u{1f}' => {
                let digit = |half: u32| char::from_digit(half, 16).unwrap_or('0');
                let code = u32::from(character);
                json.push_str("\\u00");
                json.push(digit(code / 16));
                json.push(digit(code % 16));
            }
            other => json.push(other),
        }
    }
    json.push('"');
}
