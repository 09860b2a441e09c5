//! Makes people's words safe to show in a terminal, which some characters would steer.

/// Whether a character would steer a terminal, or turn the direction of what follows. Line ends are for the caller.
fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The words with each such character as its number: `\u{1b}`.
pub fn in_text(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    for character in words.chars() {
        if steers(character) { shown.extend(character.escape_unicode()) } else { shown.push(character) }
    }
    shown
}

/// The same of JSON, which stays the same JSON: its own line ends are nobody's words, and those in strings are escaped already.
pub fn in_json(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for character in json.chars() {
        match steers(character) && character != '\n' {
            // Each of them is below U+10000, so four digits are enough.
            true => shown.push_str(&format!("\\u{:04x}", u32::from(character))),
            false => shown.push(character),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_as_its_number() {
        assert_eq!(in_text("a\u{1b}[2J\u{9b}b\u{202e}c\0"), r"a\u{1b}[2J\u{9b}b\u{202e}c\u{0}");
    }

    #[test]
    fn words_of_every_script_stay() {
        assert_eq!(in_text("Kia ora, 🦊 أهلا pōhutukawa"), "Kia ora, 🦊 أهلا pōhutukawa");
    }

    #[test]
    fn json_stays_the_same_json() {
        let words = "a\u{1b}\u{7f}\u{9b}\u{202e}\n🦊";
        let json = serde_json::to_string_pretty(&[words]).expect("it is a string");
        let shown = in_json(&json);
        assert_eq!(serde_json::from_str::<[String; 1]>(&shown).expect("it is JSON"), [words]);
        assert!(!shown.chars().any(|character| steers(character) && character != '\n'), "{shown}");
    }
}
