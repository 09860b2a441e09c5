//! Texts in an address.

/// A text as one part of an address: whatever is no plain letter or digit is written byte by byte (RFC 3986, 2.1).
pub fn percent_encoded(text: &str) -> String {
    let digit = |half: u8| char::from(if half < 10 { b'0' + half } else { b'A' + half - 10 });
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_has_a_meaning_in_an_address_is_written_as_bytes() {
        assert_eq!(percent_encoded("Kia ora & tēnā koe?\n"), "Kia%20ora%20%26%20t%C4%93n%C4%81%20koe%3F%0A");
        assert_eq!(percent_encoded("a-b.c_d~9"), "a-b.c_d~9");
    }
}
