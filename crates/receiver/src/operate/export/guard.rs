//! What stands in a cell, so that no reader runs it as a formula or takes it for a number: the words themselves, or the
//! words behind an apostrophe. Without the first apostrophe, where there is one, every cell is the exact text again.

/// What spreadsheets begin a formula with, and the wide forms that some of them read as the same.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// English words that a spreadsheet reads as part of a number or a time.
const AMONG_DIGITS: [&str; 5] = ["e", "a", "p", "am", "pm"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The text as a cell.
pub fn guarded(text: &str) -> String {
    let needs_it = could_run(text) || could_be_a_number(text) || text.starts_with(['\'', '\t', '\r', '\n']);
    if needs_it { ["'", text].concat() } else { text.to_owned() }
}

/// Whether a sign comes before the first letter or digit. Which spaces, line ends and invisible characters readers skip
/// before a formula differs and is nowhere written down, so everything counts as skipped that says nothing.
fn could_run(text: &str) -> bool {
    text.chars().take_while(|c| !c.is_alphanumeric()).any(|c| SIGNS.contains(&c))
}

/// Whether a reader may see a number, a date or a time, and write it in its own way: `021 123` without its zero,
/// `2345E678` as infinity, `1-2` as a day in February.
fn could_be_a_number(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    text.contains(char::is_numeric) && words.all(stands_among_digits)
}

fn stands_among_digits(word: &str) -> bool {
    let word = word.to_lowercase();
    let is_month = word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(&word));
    is_month || AMONG_DIGITS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The way back, as the help states it.
    fn unguarded(cell: &str) -> &str {
        cell.strip_prefix('\'').unwrap_or(cell)
    }

    #[test]
    fn formulas_in_every_guise_are_disarmed() {
        for text in [
            "=B1",
            "+B1",
            "-B1",
            "@SUM(B1)",
            "＝B1",
            "＋B1",
            "－B1",
            "＠SUM(B1)",
            " =B1",
            "\u{a0}=B1",
            "\u{3000}＝B1",
            "\u{200b}=B1",
            "\u{feff}@B1",
            "\u{202e}=B1",
            "\n=B1",
            "\r\n=B1",
            "\r=B1",
            "\t=B1",
            "\u{2028}=B1",
            "\u{b}=B1",
            "\0=B1",
            "\"=B1",
            "'=B1",
            " \u{a0}\r\n＝B1",
            "\tB",
            "\rB",
            "\nB",
        ] {
            assert_eq!(guarded(text), ["'", text].concat(), "{text:?}");
        }
    }

    #[test]
    fn what_would_be_read_as_a_number_or_a_day_stays_text() {
        for text in ["021 123 456", "2345E678", "1-2", "1/2", "5%", "$5", "(5)", "5pm", "1 May 2022", "SEPT2", "０２１"]
        {
            assert_eq!(guarded(text), ["'", text].concat(), "{text:?}");
        }
    }

    #[test]
    fn ordinary_words_stay_as_they_are() {
        let words =
            ["", "yes", "May", "e", "a=b", "1-1 is a draw", "kia ora\n=", "mere2@example.nz", "3 reasons", "Ō’-"];
        for text in words {
            assert_eq!(guarded(text), text);
        }
    }

    /// Any text, with what matters here more often than by chance.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![any::<String>(), "['=+@＝＋－＠ \u{a0}\u{200b}\t\r\n0-9e-]{0,4}", "[a-zā]{0,3}"];
        prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
    }

    /// What readers are known or suspected to skip: white space of any kind, control characters, and invisible ones.
    fn is_skipped(c: char) -> bool {
        let is_invisible = matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
        c.is_whitespace() || c.is_control() || is_invisible
    }

    proptest! {
        #[test]
        fn without_its_first_apostrophe_every_cell_is_the_exact_text(text in text()) {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), text);
        }

        #[test]
        fn no_cell_begins_with_a_sign_whatever_is_skipped(text in text()) {
            let cell = guarded(&text);
            let first = cell.trim_start_matches(is_skipped).chars().next();
            prop_assert!(!first.is_some_and(|first| "=+-@＝＋－＠".contains(first)), "{:?}", cell);
        }

        #[test]
        fn no_cell_is_a_number(text in text()) {
            let cell = guarded(&text);
            prop_assert!(!cell.trim().parse::<f64>().is_ok_and(f64::is_finite), "{:?}", cell);
        }
    }
}
