//! What is sent: an id, the revision of the content that was answered, and the answers.

use serde::{Deserialize, Serialize};

use crate::content::updates::Revision;
use crate::form::answers::Answers;
use crate::form::rules::Checked;
use crate::json::{FromJson, Json, Reading};
use crate::read_text;

/// The body of a post to an endpoint. Only checked answers become one.
/// [`super::wire`] writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Made once; sending again carries the same, so that nothing is stored twice.
    pub id: SubmissionId,
    /// The content's revision.
    pub revision: u32,
    /// SHA-256 of the content's file, so that it can be proved later what was asked.
    pub content_sha256: String,
    /// What it does to an earlier one, if anything.
    pub amendment: Option<Amendment>,
    answers: Answers,
}

impl Submission {
    /// A submission of answers that passed the rules.
    pub fn new(id: SubmissionId, revision: Revision, checked: Checked) -> Self {
        let Revision { number, sha256 } = revision;
        Self { id, revision: number, content_sha256: sha256, amendment: None, answers: checked.answers().clone() }
    }

    /// The same, in the place of an earlier one.
    pub fn amending(self, amendment: Option<Amendment>) -> Self {
        Self { amendment, ..self }
    }

    #[cfg(test)]
    pub(super) fn of_answers(id: SubmissionId, revision: Revision, answers: Answers) -> Self {
        Self { id, revision: revision.number, content_sha256: revision.sha256, amendment: None, answers }
    }

    /// What was answered.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }
}

impl FromJson for Submission {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let mut fields = reading.fields(json);
        let submission = Self {
            id: fields.required("id", reading),
            revision: fields.required("revision", reading),
            content_sha256: fields.required("content_sha256", reading),
            amendment: Amendment::of(fields.optional("replaces", reading), fields.optional("withdraws", reading)),
            answers: fields.required("answers", reading),
        };
        fields.end(reading);
        submission
    }
}

/// What a submission does to an earlier one of the same person. The earlier one's id proves that it is theirs: a reference is
/// quoted aloud, and proves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendment {
    /// It takes its place.
    Replaces(SubmissionId),
    /// It withdraws it, and has no answers itself.
    Withdraws(SubmissionId),
}

impl Amendment {
    /// The name of the field that carries the earlier one's id.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Replaces(_) => "replaces",
            Self::Withdraws(_) => "withdraws",
        }
    }

    /// The id of the earlier one.
    pub fn earlier(&self) -> &SubmissionId {
        match self {
            Self::Replaces(id) | Self::Withdraws(id) => id,
        }
    }

    /// From its two fields, of which a body has one at most; who withdraws does not replace.
    pub fn of(replaces: Option<SubmissionId>, withdraws: Option<SubmissionId>) -> Option<Self> {
        withdraws.map(Self::Withdraws).or(replaces.map(Self::Replaces))
    }
}

/// 128 random bits as 32 lower-case hexadecimal digits. Who knows it can read the receipt, so it is never guessable.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend("pattern" = "^[0-9a-f]{32}$"))
)]
#[serde(try_from = "String", into = "String")]
pub struct SubmissionId(String);

/// The text is not a submission's id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a submission’s id is 32 lower-case hexadecimal digits")]
pub struct NotASubmissionId;

impl SubmissionId {
    /// An id from random bytes, which the caller takes from the system's secure source.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let digit = |half: u8| char::from_digit(u32::from(half), 16).expect("half a byte is one hexadecimal digit");
        Self(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect())
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for SubmissionId {
    type Error = NotASubmissionId;

    fn try_from(text: String) -> Result<Self, NotASubmissionId> {
        let is_hex = text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if text.len() == 32 && is_hex { Ok(Self(text)) } else { Err(NotASubmissionId) }
    }
}

impl From<SubmissionId> for String {
    fn from(id: SubmissionId) -> Self {
        id.0
    }
}

read_text!(SubmissionId, Self(String::new()));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_bytes_become_an_id_that_can_be_read_back() {
        let id = SubmissionId::from_random([0, 1, 15, 16, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 171]);
        assert_eq!(id.as_str(), "00010f10ff00000000000000000000ab");
        assert_eq!(SubmissionId::try_from(id.as_str().to_owned()), Ok(id));
    }

    #[test]
    fn anything_else_is_not_an_id() {
        for text in ["", "00010F10FF00000000000000000000AB", "g0010f10ff00000000000000000000ab", "00"] {
            assert_eq!(SubmissionId::try_from(text.to_owned()), Err(NotASubmissionId), "{text}");
        }
    }
}
