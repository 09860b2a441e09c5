//! A pseudo-language: English with every vowel accented and every text two fifths longer, with all ids as they are.
//! What has a vowel without an accent was never in the files of the language.

use serde_json::Value;

/// Fields that no reader reads, or that name things. Days and moments have no vowels.
const NOT_WORDS: [&str; 15] = [
    "autocomplete",
    "email",
    "id",
    "is",
    "link",
    "names",
    "nothing",
    "of",
    "one_press",
    "private",
    "question",
    "sha256",
    "time_zone",
    "value",
    "without_name",
];

/// A file of the shipped language in a pseudo-language of that tag.
pub fn file(json: &str, tag: &str) -> String {
    let mut file: Value = serde_json::from_str(json).expect("it is JSON");
    translate(&mut file);
    if file.get("language").is_some() {
        file["language"] = tag.into();
    }
    file.to_string()
}

fn translate(value: &mut Value) {
    match value {
        Value::String(text) => *text = longer(text),
        Value::Array(items) => items.iter_mut().for_each(translate),
        // Words in other languages stay theirs.
        Value::Object(fields) if fields.contains_key("lang") => {}
        Value::Object(fields) => {
            fields
                .iter_mut()
                .filter(|(name, _)| !NOT_WORDS.contains(&name.as_str()))
                .for_each(|(_, field)| translate(field));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Accents the vowels, and doubles enough of them; placeholders stay as they are, and so do mail addresses.
fn longer(text: &str) -> String {
    let mut result = String::new();
    let mut is_placeholder = false;
    for word in text.split_inclusive(' ') {
        if word.contains('@') {
            result.push_str(word);
            continue;
        }
        for letter in word.chars() {
            is_placeholder = (is_placeholder || letter == '{') && letter != '}';
            let accented = if is_placeholder { letter } else { accented(letter) };
            result.push(accented);
            if accented != letter {
                result.push(accented);
            }
        }
    }
    result
}

fn accented(letter: char) -> char {
    match letter {
        'a' => 'á',
        'e' => 'ë',
        'i' => 'î',
        'o' => 'ö',
        'u' => 'û',
        'A' => 'Å',
        'E' => 'É',
        'I' => 'Î',
        'O' => 'Ö',
        'U' => 'Û',
        other => other,
    }
}
