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

/// A file of the shipped language in the pseudo-language.
pub fn file(json: &str) -> String {
    let mut file: Value = serde_json::from_str(json).expect("it is JSON");
    translate(&mut file);
    if file.get("language").is_some() {
        file["language"] = "en-XA".into();
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

/// What people are read of a page, its attributes too, but for words that are in another language by intent.
pub fn texts(page: &str) -> Vec<&str> {
    let mut texts = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let is_read = !tag.starts_with("script") && !tag.starts_with("style") && !tag.contains("lang=\"mi\"");
        texts.extend(is_read.then_some(text));
        let attributes = ["aria-label=\"", "placeholder=\"", "alt=\"", "data-unknown=\""];
        texts.extend(attributes.iter().filter_map(|name| tag.split_once(name)?.1.split('"').next()));
    }
    texts
}

/// The words of a page that have a plain vowel.
pub fn english_in(page: &str) -> Vec<&str> {
    texts(page).into_iter().flat_map(str::split_whitespace).filter(|word| is_english(word)).collect()
}

/// Mail addresses are nobody's language, and digests and references have digits.
fn is_english(word: &str) -> bool {
    let is_plain_vowel = |c: char| "aeiouAEIOU".contains(c);
    word.contains(is_plain_vowel) && !word.contains('@') && !word.contains(|c: char| c.is_ascii_digit())
}
