//! What shows nothing. One rule for the page and the receiver: an answer made of it is none.

/// Characters that Unicode calls default ignorable (DerivedCoreProperties.txt, version 16): soft hyphens, joiners,
/// marks of direction, variation selectors, fillers of Hangul, tags. Alone they show nothing.
const IGNORABLE: [(char, char); 17] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fff8}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// The pattern of Braille without a dot, which is a letter to Unicode.
const BRAILLE_BLANK: char = '\u{2800}';

/// Whether a character shows nothing by itself.
pub fn shows_nothing(c: char) -> bool {
    let is_ignorable = || IGNORABLE.iter().any(|(first, last)| (*first..=*last).contains(&c));
    c.is_whitespace() || c.is_control() || c == BRAILLE_BLANK || is_ignorable()
}

/// Whether a text shows nothing.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(shows_nothing)
}

/// A text without what stands unseen before and after it.
pub fn without_unseen_edges(text: &str) -> &str {
    text.trim_matches(shows_nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_blank() {
        for text in [
            "",
            " ",
            "\t\r\n",
            "\u{a0}",
            "\u{3000}",
            "\u{200b}",
            "\u{2060}",
            "\u{feff}",
            "\u{ad}",
            "\u{2800}",
            "\u{3164}",
            "\u{200d}",
            "\u{200e}",
            "\0",
            "\u{1c}",
            "\u{e0041}",
            "\u{fe0f}",
            " \u{200b}\n\u{feff}",
        ] {
            assert!(is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn what_shows_something_is_not() {
        for text in [".", "ā", "👩🏽‍🚀", "\u{200f}א", "\u{301}", "٠", "\u{fffd}"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }
}
