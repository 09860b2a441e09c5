//! One line of a calendar: its value escaped, and folded (RFC 5545, sections 3.1 and 3.3.11).

/// The most octets of a line, its end not counted.
const MOST_OCTETS: usize = 75;

/// A property, folded and ended. The name may carry parameters; the value is as its type writes it.
///
/// It is never folded inside an escape: readers that take lines apart before they unfold them would lose it.
pub fn line(name: &str, value: &str) -> String {
    let property = [name, ":", value].concat();
    let (mut line, mut room, mut rest) = (String::new(), MOST_OCTETS, property.as_str());
    while !rest.is_empty() {
        let (letter, after) = rest.split_at(letter_length(rest));
        if room < letter.len() {
            line.push_str("\r\n ");
            room = MOST_OCTETS - 1;
        }
        line.push_str(letter);
        room -= letter.len();
        rest = after;
    }
    line + "\r\n"
}

/// The octets of the first character; of an escape, those of both.
fn letter_length(text: &str) -> usize {
    let characters = if text.starts_with('\\') { 2 } else { 1 };
    text.chars().take(characters).map(char::len_utf8).sum()
}

/// A value of the type TEXT, which cannot hold control characters.
pub fn text(words: &str) -> String {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    let words = words.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
    words.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads as RFC 5545 says: unfold first, then undo the escapes.
    fn read_back(line: &str) -> Option<String> {
        let unfolded = line.strip_suffix("\r\n")?.replace("\r\n ", "");
        let mut words = String::new();
        let mut chars = unfolded.strip_prefix("SUMMARY:")?.chars();
        while let Some(c) = chars.next() {
            words.push(match c {
                '\\' => match chars.next()? {
                    'n' => '\n',
                    escaped @ ('\\' | ';' | ',') => escaped,
                    _ => return None,
                },
                plain => plain,
            });
        }
        Some(words)
    }

    #[test]
    fn a_long_line_is_folded_between_characters() {
        // 8 octets of name and 66 of letters leave one: a macron takes two.
        let folded = line("SUMMARY", &format!("{}āb", "a".repeat(66)));
        assert_eq!(folded, format!("SUMMARY:{}\r\n āb\r\n", "a".repeat(66)));
    }

    #[test]
    fn a_line_is_not_folded_inside_an_escape() {
        let folded = line("SUMMARY", &text(&format!("{},b", "a".repeat(66))));
        assert_eq!(folded, format!("SUMMARY:{}\r\n \\,b\r\n", "a".repeat(66)));
    }

    #[test]
    fn a_line_of_75_octets_stays_whole() {
        assert_eq!(line("SUMMARY", &"a".repeat(67)), format!("SUMMARY:{}\r\n", "a".repeat(67)));
    }

    #[test]
    fn a_text_cannot_start_another_property() {
        assert_eq!(text("a;b,c\\d\r\nEND:VEVENT\rx\0"), "a\\;b\\,c\\\\d\\nEND:VEVENT\\nx");
    }

    proptest! {
        #[test]
        fn every_text_is_read_back_from_lines_of_at_most_75_octets(words in "(\\PC|[\\\\;,\n]|[āēīōū🦤]){0,200}") {
            let folded = line("SUMMARY", &text(&words));
            for line in folded.split("\r\n") {
                prop_assert!(line.len() <= MOST_OCTETS, "{}", line);
                let backslashes = line.len() - line.trim_end_matches('\\').len();
                prop_assert!(backslashes.is_multiple_of(2), "{}", line);
            }
            prop_assert_eq!(read_back(&folded), Some(words));
        }
    }
}
