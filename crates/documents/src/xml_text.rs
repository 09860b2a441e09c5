//! Text that XML can carry. Escaping is the writer's; this removes what no escape can carry.

/// Drops the characters that XML 1.0 (section 2.2, `Char`) has no way to write; a JSON string can hold them.
pub fn xml_text(text: &str) -> String {
    let is_carried = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(is_carried).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_xml_cannot_carry_is_dropped() {
        assert_eq!(xml_text("\0a\u{8}\tb\nc\u{1B}ā\u{FFFE}\u{FFFF}🦤<&"), "a\tb\ncā🦤<&");
    }
}
