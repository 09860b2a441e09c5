//! The bytes of a file as text. What editors on some systems write without saying so is named, with what to do.

use super::finding::Place;

/// The text, and what is to be said about how it was saved, and where; nothing of the text where it cannot be read.
pub fn text(bytes: &[u8]) -> (Option<String>, Option<(Place, &'static str)>) {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.contains(&0);
    if is_utf16 {
        return (None, Some((Place::START, "this file is saved as UTF-16: save it as UTF-8")));
    }
    let (rest, why) = match bytes.strip_prefix(MARK) {
        Some(rest) => {
            (rest, Some("this file begins with a byte order mark, which nobody sees: save it as UTF-8 without one"))
        }
        None => (bytes, None),
    };
    match str::from_utf8(rest) {
        Ok(text) => (Some(text.to_owned()), why.map(|why| (Place::START, why))),
        Err(error) => {
            let readable = String::from_utf8_lossy(&rest[..error.valid_up_to()]);
            let why = "this letter is saved in an old encoding of one system, as may be others: save the file as UTF-8";
            (None, Some((Place::of_byte(&readable, readable.len()), why)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_saving_is_named() {
        for (bytes, is_read, part) in [
            (&b"{}"[..], true, None),
            (b"\xef\xbb\xbf{}", true, Some((1, "byte order mark"))),
            (b"\xff\xfe{\0}\0", false, Some((1, "UTF-16"))),
            (b"{\"a\": \"M\xe4ori\"}", false, Some((9, "old encoding"))),
        ] {
            let (text, why) = text(bytes);
            assert_eq!(text.is_some(), is_read, "{bytes:?}");
            assert_eq!(why.map(|(place, _)| place.column), part.map(|(column, _)| column), "{why:?}");
            assert!(why.is_none_or(|(_, why)| part.is_some_and(|(_, part)| why.contains(part))), "{why:?}");
        }
    }
}
