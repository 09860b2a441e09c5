//! One line of a calendar: its value escaped, and folded (RFC 5545, sections 3.1 and 3.3.11).

/// The most octets of a line, its end not counted.
const MOST_OCTETS: usize = 75;

/// A property, folded and ended. The name may carry parameters; the value is as its type writes it.
pub fn line(name: &str, value: &str) -> String {
    let mut line = String::new();
    let mut room = MOST_OCTETS;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if room < c.len_utf8() {
            line.push_str("\r\n ");
            room = MOST_OCTETS - 1;
        }
        line.push(c);
        room -= c.len_utf8();
    }
    line + "\r\n"
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
            }
            prop_assert_eq!(read_back(&folded), Some(words));
        }
    }
}
