//! The receiver's word that a submission is stored.

use serde::Serialize;

use crate::delivery::submission::SubmissionId;
use crate::json::{FromJson, Json, Reading};
use crate::time::instant::Instant;

/// Proof that the receiver stored a submission. Other fields that an endpoint adds are ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The id that was sent: without this echo, an answer is not a receipt.
    pub id: SubmissionId,
    /// What the person can quote, also over the phone.
    pub reference: String,
    /// When it was stored, by the receiver's clock.
    pub received_at: Instant,
    /// Whether that was at or after the closing moment.
    pub late: bool,
    /// SHA-256 of the bytes that were received, as hexadecimal digits, where the receiver says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_sha256: Option<String>,
    /// The reference of the earlier submission that it replaces or withdraws, where the receiver has found that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amends: Option<String>,
    /// Whether a later submission may replace or withdraw it, by carrying its id.
    pub takes_changes: bool,
}

impl Receipt {
    /// Whether it is the receipt of this very submission, with something to quote.
    pub fn is_for(&self, id: &SubmissionId) -> bool {
        self.id == *id && !self.reference.trim().is_empty()
    }

    /// Whether it states the digest of the bytes that were sent: that the receiver states one, where the browser does not tell
    /// theirs, as on a connection without TLS.
    pub fn is_of(&self, sha256: &str) -> bool {
        let is_it = |stated: &str| sha256.is_empty() || stated.eq_ignore_ascii_case(sha256);
        self.body_sha256.as_deref().is_some_and(is_it)
    }
}

/// Unlike content, an answer may have more fields: endpoints add their own.
impl FromJson for Receipt {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let mut fields = reading.fields(json);
        Self {
            id: fields.required("id", reading),
            reference: fields.required("reference", reading),
            received_at: fields.required("received_at", reading),
            late: fields.lenient("late", reading),
            body_sha256: fields.lenient("body_sha256", reading),
            amends: fields.lenient("amends", reading),
            takes_changes: fields.lenient("takes_changes", reading),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "00010f10ff00000000000000000000ab";

    fn receipt(body: &str) -> Option<Receipt> {
        let id = SubmissionId::try_from(ID.to_owned()).expect("the test states an id");
        let tree = serde_json::from_str(body).ok()?;
        crate::json::read(tree).ok().filter(|receipt: &Receipt| receipt.is_for(&id))
    }

    #[test]
    fn only_the_receipt_of_this_submission_counts() {
        let body = format!(r#"{{"id": "{ID}", "reference": "BCDF-2345", "received_at": "2022-08-01T09:00:00+12:00"}}"#);
        assert!(receipt(&body).is_some());
        for (what, other) in [
            ("another id", body.replace("ab\"", "ac\"")),
            ("no reference", body.replace("BCDF-2345", " ")),
            ("cut off", body[..body.len() - 1].to_owned()),
            ("no time", body.replace("2022-08-01T09:00:00+12:00", "")),
            ("a web page", "<!doctype html><title>Thank you</title>".to_owned()),
            ("nothing", String::new()),
            ("other JSON", r#"{"ok": true}"#.to_owned()),
        ] {
            assert_eq!(receipt(&other), None, "{what}");
        }
    }

    #[test]
    fn lateness_that_is_not_stated_is_none() {
        for late in ["", r#", "late": null"#, r#", "late": "no""#, r#", "late": false"#] {
            let body = format!(r#"{{"id": "{ID}", "reference": "A", "received_at": "2022-08-01T09:00:00Z"{late}}}"#);
            assert!(receipt(&body).is_some_and(|receipt| !receipt.late), "{late}");
        }
    }

    #[test]
    fn fields_of_other_endpoints_do_no_harm() {
        let body = format!(
            r#"{{"id": "{ID}", "reference": "A", "received_at": "2022-08-01T09:00:00Z", "late": true, "queue": [1]}}"#
        );
        assert!(receipt(&body).is_some_and(|receipt| receipt.late));
    }
}
