//! Finds words and names in te reo Māori amid English. Knows no file.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// The words and names that are known, with what they were chosen from.
const LIST: &str = include_str!("list.txt");

/// The most words of an entry of the list.
const LONGEST: usize = 6;

/// Small words that begin a name, and others that stand within one or within a greeting.
const LEADING: [&str; 5] = ["te", "ngā", "nga", "ngāi", "ngāti"];
const WITHIN: [&str; 8] = ["te", "ngā", "nga", "o", "me", "ki", "i", "a"];

/// Each entry of the list, by how it is written in small letters without macrons.
static ENTRIES: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let entries = LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    entries.map(|entry| (without_macrons(&entry.to_lowercase()), entry)).collect()
});

/// Words that stand together.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// As they are written.
    pub words: String,
    /// The same, with every macron that the list has.
    pub right: String,
    /// Whether the list has any of them; else they only look like te reo.
    pub is_listed: bool,
}

/// A word of a text.
struct Word<'t> {
    text: &'t str,
    start: usize,
    /// In small letters.
    small: String,
    /// Whether nothing but a space is between it and the word before.
    follows: bool,
    /// Whether a sentence begins with it.
    begins: bool,
    /// How the list writes it, in small letters.
    listed: Option<String>,
    /// Whether the list has it, and here it has a capital letter as names of people and places have.
    is_name: bool,
}

/// Everything in a text that is te reo or looks like it, once.
pub fn found_in(text: &str) -> Vec<Found> {
    let text: String = text.nfc().collect();
    let mut rest = &words(&text)[..];
    let mut all = Vec::new();
    while !rest.is_empty() {
        let run = run(rest);
        if run > 0 {
            let found = found(&text, &rest[..run]);
            if !all.contains(&found) {
                all.push(found);
            }
        }
        rest = &rest[run.max(1)..];
    }
    all
}

/// How many words from the first on are te reo.
fn run(words: &[Word<'_>]) -> usize {
    let is_name = LEADING.contains(&words[0].small.as_str()) && words[0].is_capital();
    let is_it = |word: &Word<'_>| word.is_te_reo() || is_name && word.is_capital() && has_its_syllables(&word.small);
    let leads = LEADING.contains(&words[0].small.as_str());
    let mut length = usize::from(words[0].is_te_reo());
    for (index, word) in words.iter().enumerate().skip(1) {
        match word.follows {
            true if (length > 0 || leads) && is_it(word) => length = index + 1,
            true if (length > 0 || leads) && WITHIN.contains(&word.small.as_str()) => {}
            _ => break,
        }
    }
    length
}

fn found(text: &str, words: &[Word<'_>]) -> Found {
    let (start, mut behind) = (words[0].start, words[0].start);
    let mut right = String::new();
    for word in words {
        right += &text[behind..word.start];
        right += &word.listed.as_ref().map_or(word.text.to_owned(), |listed| with_capitals(listed, word.text));
        behind = word.start + word.text.len();
    }
    let is_listed = words.iter().any(|word| word.listed.is_some());
    Found { words: text[start..behind].to_owned(), right, is_listed }
}

impl Word<'_> {
    fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Words in capitals alone are no names.
    fn is_capital_amid_a_sentence(&self) -> bool {
        !self.begins && self.is_capital() && self.text.chars().any(char::is_lowercase)
    }

    fn is_te_reo(&self) -> bool {
        let has_macron = self.small.chars().count() > 1 && self.small.chars().any(has_macron);
        self.listed.is_some() || self.is_name || has_macron && has_its_syllables(&self.small)
    }
}

/// The words of a text, without addresses.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    for piece in text.split_whitespace().filter(|piece| !is_address(piece)) {
        for part in piece.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
            let start = part.as_ptr() as usize - text.as_ptr() as usize;
            let end = words.last().map_or(0, |word| word.start + word.text.len());
            let follows = end > 0 && text[end..start].trim().is_empty();
            let before = text[..start].trim_end_matches(|c: char| !c.is_alphanumeric() && !".!?:".contains(c));
            let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':']);
            let small = part.to_lowercase();
            words.push(Word { text: part, start, small, follows, begins, listed: None, is_name: false });
        }
    }
    look_up(&mut words);
    words
}

fn is_address(piece: &str) -> bool {
    let has_inner_dot = piece.split('.').skip(1).any(|rest| rest.starts_with(char::is_alphanumeric));
    piece.contains(['@', '/']) || has_inner_dot
}

fn look_up(words: &mut [Word<'_>]) {
    let plain: Vec<String> = words.iter().map(|word| without_macrons(&word.small)).collect();
    for first in 0..words.len() {
        for last in first..words.len().min(first + LONGEST) {
            if last > first && !words[last].follows {
                break;
            }
            let Some(entry) = ENTRIES.get(&plain[first..=last].join(" ")) else { continue };
            if first == last && words[first].is_capital_amid_a_sentence() && !entry.starts_with(char::is_uppercase) {
                words[first].is_name = true;
                continue;
            }
            let small = entry.to_lowercase();
            words[first..=last].iter_mut().zip(small.split(' ')).for_each(|(word, listed)| {
                word.listed = Some(listed.to_owned());
            });
        }
    }
}

/// Whether a word is made of syllables as te reo has them: a consonant or none, and a vowel.
fn has_its_syllables(small: &str) -> bool {
    let plain = without_macrons(small).replace("ng", "n").replace("wh", "w");
    let mut is_after_consonant = false;
    let is_right = plain.chars().all(|c| {
        let is_vowel = "aeiou".contains(c);
        let is_right = is_vowel || !is_after_consonant && "hkmnprtw".contains(c);
        is_after_consonant = !is_vowel;
        is_right
    });
    is_right && !is_after_consonant
}

fn has_macron(c: char) -> bool {
    "āēīōū".contains(c)
}

fn without_macrons(small: &str) -> String {
    small.nfd().filter(|c| *c != '\u{304}').nfc().collect()
}

/// The letters of one word with the capitals of the other.
fn with_capitals(small: &str, written: &str) -> String {
    let capital = |(small, written): (char, char)| {
        if written.is_uppercase() { small.to_uppercase().to_string() } else { small.to_string() }
    };
    small.chars().zip(written.chars()).map(capital).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, bool)> {
        found_in(text).into_iter().map(|found| (found.words, found.is_listed)).collect()
    }

    #[test]
    fn words_names_and_greetings_are_found_whole() {
        for (text, words) in [
            ("Kia ora. Ngā mihi nui", &["Kia ora", "Ngā mihi nui"][..]),
            ("tēnā koutou katoa", &["tēnā koutou"]),
            ("how whānau, hapū and iwi took part in the hui", &["whānau", "hapū", "iwi", "hui"]),
            ("the kaupapa of our rangatahi and tamariki", &["kaupapa", "rangatahi", "tamariki"]),
            ("iwi-led work, Aotearoa’s taonga", &["iwi", "Aotearoa", "taonga"]),
            ("Te Kawa Mataaho Public Service Commission", &["Te Kawa Mataaho"]),
            ("the Department (Te Tari Taiwhenua)", &["Te Tari Taiwhenua"]),
            ("Te Tiriti o Waitangi, and te reo Māori", &["Te Tiriti o Waitangi", "te reo Māori"]),
            ("Manatū Aorere asked", &["Manatū Aorere"]),
            ("for HAPŪ. Iwi too", &["HAPŪ", "Iwi"]),
            ("Māori data and Māori interests", &["Māori"]),
        ] {
            let words: Vec<_> = words.iter().map(|word| ((*word).to_owned(), true)).collect();
            assert_eq!(all(text), words, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_told_apart() {
        for (text, words) in [
            ("in Ōpōtiki", &["Ōpōtiki"][..]),
            ("on Te Aro Road", &["Te Aro"]),
            ("Te Awa District Council, for Aroha Smith", &["Te Awa", "Aroha"]),
            ("Ngāti Porou asked", &["Ngāti Porou"]),
        ] {
            let words: Vec<_> = words.iter().map(|word| ((*word).to_owned(), false)).collect();
            assert_eq!(all(text), words, "{text}");
        }
    }

    #[test]
    fn english_and_other_languages_are_left_alone() {
        for text in [
            "He told me to take one more time, i.e. here. A mere home to make.",
            "Kiwi and kauri; reorder, sauté, Übung, Straße, Tōkyō‑ben, rōnins",
            "team@iwi.govt.nz www.iwi.govt.nz https://hui.example/marae",
            "Te amo; to Rome; a hat, o me",
            "Mai and Rangi asked; the letter ā",
        ] {
            let found: Vec<_> = all(text).into_iter().filter(|(words, _)| words != "Tōkyō").collect();
            assert_eq!(found, [], "{text}");
        }
    }

    #[test]
    fn without_its_macrons_a_word_is_found_and_written_right() {
        for (text, right) in [("MAORI and Maori", "MĀORI"), ("our whanau", "whānau"), ("Tena koutou", "Tēnā koutou")]
        {
            let found = found_in(text);
            assert_eq!((found[0].right.as_str(), found[0].is_listed), (right, true), "{text}");
        }
    }

    #[test]
    fn no_entry_of_the_list_is_longer_than_what_is_looked_up() {
        assert!(ENTRIES.len() > 150);
        assert!(ENTRIES.values().all(|entry| entry.split(' ').count() <= LONGEST));
    }
}
