//! Whether a key of config.json is one: a public key of P-256, with its point on the curve. A point beside it would let
//! whoever chose it read along (the invalid curve attack). Never in the browser, which looks at this itself.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::{PublicKey, Sealing};
use crate::json::{Fields, FromJson, Json, Reading};

/// A coordinate of P-256, in bytes.
const COORDINATE: usize = 32;

const PRIVATE: &str = "this is a PRIVATE key, and everybody can read config.json. If this file was ever published or \
                       shared, the key is a secret no more: make new ones with `receiver keygen`, and put here only what that prints";

/// How a [`PublicKey`] is written.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "PublicKey")]
#[expect(dead_code, reason = "its fields are read by who makes the schema")]
pub struct WrittenKey {
    /// Always EC.
    #[schemars(extend("const" = "EC"))]
    kty: String,
    /// Always P-256.
    #[schemars(extend("const" = "P-256"))]
    crv: String,
    /// What the key is called.
    #[schemars(extend("pattern" = "^[0-9A-Za-z._~-]+$"))]
    kid: String,
    /// The first coordinate, 32 bytes in base64url.
    #[schemars(extend("pattern" = "^[0-9A-Za-z_-]{43}$"))]
    x: String,
    /// The second one.
    #[schemars(extend("pattern" = "^[0-9A-Za-z_-]{43}$"))]
    y: String,
}

impl FromJson for PublicKey {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let mut fields = reading.fields(json);
        if fields.take("d") != Json::Absent {
            reading.wrong_in("d", || PRIVATE.to_owned());
        }
        exactly(&mut fields, "kty", "EC", reading);
        exactly(&mut fields, "crv", "P-256", reading);
        let kid: String = fields.required("kid", reading);
        if !kid.bytes().all(|b| b.is_ascii_alphanumeric() || b"._~-".contains(&b)) || kid.is_empty() {
            reading.wrong_in("kid", || "name the key by letters, digits and - . _ ~ alone".to_owned());
        }
        let [x, y] = ["x", "y"].map(|name| coordinate(&mut fields, name, reading));
        fields.end(reading);
        if let (Some((_, x)), Some((_, y))) = (&x, &y) {
            refuse_beside_the_curve(x, y, reading);
        }
        let [x, y] = [x, y].map(|coordinate| coordinate.map(|(text, _)| text).unwrap_or_default());
        Self { kid, x, y }
    }
}

fn exactly(fields: &mut Fields, name: &str, value: &str, reading: &mut Reading) {
    if fields.take(name) != Json::Text(value.to_owned()) {
        reading.wrong_in(name, || format!("this should be \"{value}\""));
    }
}

fn coordinate(fields: &mut Fields, name: &str, reading: &mut Reading) -> Option<(String, Vec<u8>)> {
    let text = if let Json::Text(text) = fields.take(name) { text } else { String::new() };
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(&text).ok().filter(|bytes| bytes.len() == COORDINATE);
    if bytes.is_none() {
        reading.wrong_in(name, || "this should be 32 bytes in base64url: 43 characters".to_owned());
    }
    Some((text, bytes?))
}

fn refuse_beside_the_curve(x: &[u8], y: &[u8], reading: &mut Reading) {
    if p256::PublicKey::from_sec1_bytes(&[&[4], x, y].concat()).is_err() {
        reading.wrong_for(|| "these coordinates are no point of the curve P-256".to_owned());
    }
}

/// Whoever has lost a key has lost it twice then.
pub fn refuse_one_twice(Sealing { agency, recovery, .. }: &Sealing, reading: &mut Reading) {
    if !agency.x.is_empty() && (agency.kid == recovery.kid || agency.x == recovery.x) {
        let why = "this is the key of the agency once more: a recovery key has to be another one, under another name";
        reading.wrong_in("recovery", || why.to_owned());
    }
}
