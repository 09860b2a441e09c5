//! What was sealed in a browser: a JWE in general JSON (RFC 7516), for two keys. Its shape is known here, and what it is
//! bound to; nothing here opens it.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use consultation::delivery::submission::SubmissionId;
use consultation::purpose::Purpose;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::digest;

/// A sealed text, as it came: JSON of the right shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed(String);

/// What is in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jwe {
    /// What cannot be changed without breaking the seal: [`Bound`], in base64url.
    pub protected: String,
    /// The content key, wrapped for the agency's key and for the recovery key.
    pub recipients: [Recipient; 2],
    /// 12 bytes that are different each time.
    pub iv: Bytes<12>,
    /// The words.
    pub ciphertext: Text,
    /// By which it is known that nothing was changed.
    pub tag: Bytes<16>,
}

/// The content key for one of the two keys.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// For which one.
    pub header: RecipientHeader,
    /// Itself, wrapped.
    pub encrypted_key: Bytes<40>,
}

/// For which key something is, and with which ephemeral one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientHeader {
    /// The id of the key.
    pub kid: String,
    /// The sender's half, made for this one time.
    pub epk: Point,
}

/// A public key of P-256. Whether its point is on the curve is not known here.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    kty: EllipticCurve,
    crv: P256,
    /// The first coordinate.
    pub x: Bytes<32>,
    /// The second one.
    pub y: Bytes<32>,
}

/// The one kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum EllipticCurve {
    /// An elliptic curve key.
    EC,
}

/// The one curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum P256 {
    /// P-256, or secp256r1.
    #[serde(rename = "P-256")]
    P256,
}

/// To what the words are bound, readable by everybody: how they are sealed, and to which submission they belong. The id opens
/// the receipt, so its digest stands for it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bound {
    alg: Algorithm,
    enc: Encryption,
    typ: Type,
    /// SHA-256 of the submission's id.
    pub id_sha256: String,
    /// The form that was answered.
    pub form: String,
    /// The revision that its sender saw.
    pub revision: u32,
    /// The digest of that content's file.
    pub content_sha256: String,
}

/// The one way of wrapping a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Algorithm {
    #[serde(rename = "ECDH-ES+A256KW")]
    EcdhEsA256Kw,
}

/// The one way of sealing words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Encryption {
    A256GCM,
}

/// What this way of sealing a submission is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Type {
    #[serde(rename = "sealed-submission.v1+jose")]
    V1,
}

/// So many bytes, in base64url.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Text")]
pub struct Bytes<const COUNT: usize>(pub [u8; COUNT]);

/// Some bytes, in base64url.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Text(pub Vec<u8>);

/// It is not sealed as it has to be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSealed {
    /// Something is no base64url, or is written as no program would.
    #[error("it is no base64url")]
    NotBase64,
    /// A key, a tag or the like has another length.
    #[error("it has {0} bytes, which is not its length")]
    OtherLength(usize),
    /// It is no JWE of ours.
    #[error("{0}")]
    OtherShape(String),
    /// A lost key would lose what people said.
    #[error("it is sealed to one key twice")]
    OneKey,
}

impl TryFrom<String> for Text {
    type Error = NotSealed;

    fn try_from(text: String) -> Result<Self, NotSealed> {
        BASE64_URL_SAFE_NO_PAD.decode(text).map(Self).map_err(|_| NotSealed::NotBase64)
    }
}

impl<const COUNT: usize> TryFrom<Text> for Bytes<COUNT> {
    type Error = NotSealed;

    fn try_from(Text(bytes): Text) -> Result<Self, NotSealed> {
        bytes.try_into().map(Self).map_err(|bytes: Vec<u8>| NotSealed::OtherLength(bytes.len()))
    }
}

impl Sealed {
    /// What came, once its shape was looked at.
    ///
    /// # Errors
    /// [`NotSealed`].
    pub fn read(json: &str) -> Result<(Self, Bound), NotSealed> {
        let jwe = Jwe::read(json)?;
        let bound = jwe.bound()?;
        Ok((Self(json.to_owned()), bound))
    }

    /// What was stored. Its shape was looked at when it came; whether it is still JSON decides whether an export is.
    ///
    /// # Errors
    /// [`NotSealed`].
    pub fn stored(json: String) -> Result<Self, NotSealed> {
        let read: Result<&RawValue, _> = serde_json::from_str(&json);
        read.map_err(|error| NotSealed::OtherShape(error.to_string()))?;
        Ok(Self(json))
    }

    /// It, as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// In an export it stands as it came.
impl Serialize for Sealed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.clone()).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl Jwe {
    /// Reads one.
    ///
    /// # Errors
    /// [`NotSealed`].
    pub fn read(json: &str) -> Result<Self, NotSealed> {
        let jwe: Self = serde_json::from_str(json).map_err(|error| NotSealed::OtherShape(error.to_string()))?;
        let [agency, recovery] = &jwe.recipients;
        if agency.header.kid == recovery.header.kid { Err(NotSealed::OneKey) } else { Ok(jwe) }
    }

    /// To what it is bound, once its seal is known to be whole; before that, what it says of it.
    ///
    /// # Errors
    /// [`NotSealed`].
    pub fn bound(&self) -> Result<Bound, NotSealed> {
        let Text(json) = Text::try_from(self.protected.clone())?;
        serde_json::from_slice(&json).map_err(|error| NotSealed::OtherShape(error.to_string()))
    }
}

impl Bound {
    /// Whether it is what stands beside it in the clear.
    pub fn is_of(&self, purpose: Purpose, id: &SubmissionId, revision: u32, content_sha256: &str) -> bool {
        self.id_sha256 == digest_of_id(id.as_str())
            && (self.form.as_str(), self.revision) == (purpose.name(), revision)
            && self.content_sha256 == content_sha256
    }
}

/// What stands for the secret id of a submission where others can read it.
pub fn digest_of_id(id: &str) -> String {
    digest::in_hexadecimal(&digest::of_bytes(id.as_bytes()))
}
