//! The header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07). The id in the body is what tells doubles
//! apart, also where no header can be sent; the header may only say the same.

use axum::http::header::{HeaderMap, HeaderName, HeaderValue};
use consultation::delivery::submission::SubmissionId;

/// Its name.
pub const NAME: HeaderName = HeaderName::from_static("idempotency-key");

/// Whether a request names another id in the header. None at all is no other.
pub fn is_another(headers: &HeaderMap, id: &SubmissionId) -> bool {
    headers.get_all(NAME).iter().any(|stated| key(stated) != Some(id.as_str()))
}

/// The draft writes it as a string of RFC 8941, in quotes; many clients leave them out.
fn key(stated: &HeaderValue) -> Option<&str> {
    let stated = stated.to_str().ok()?.trim();
    Some(stated.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(stated))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_another_with(stated: &[&'static str]) -> bool {
        let id = SubmissionId::try_from("0".repeat(32)).expect("it is an id");
        let mut headers = HeaderMap::new();
        for stated in stated {
            headers.append(NAME, HeaderValue::from_static(stated));
        }
        is_another(&headers, &id)
    }

    #[test]
    fn the_same_id_passes_with_quotes_and_without_and_so_does_none() {
        for stated in [&[][..], &["\"00000000000000000000000000000000\""], &["00000000000000000000000000000000"]] {
            assert!(!is_another_with(stated), "{stated:?}");
        }
    }

    #[test]
    fn anything_else_is_another() {
        for stated in [
            &["\"00000000000000000000000000000001\""][..],
            &[""],
            &["\"\""],
            &["\"00000000000000000000000000000000"],
            &["00000000000000000000000000000000", "00000000000000000000000000000001"],
        ] {
            assert!(is_another_with(stated), "{stated:?}");
        }
    }
}
