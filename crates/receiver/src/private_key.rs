//! A private key of P-256 in a file, as a JSON Web Key (RFC 7517). It opens nothing by itself.

use std::fs;
use std::io;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToSec1Point;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::digest;
use crate::random::{self, NoRandomness};
use crate::sealed::{Bytes, EllipticCurve, P256};

/// A key that opens what is sealed to it.
pub struct PrivateKey {
    /// What it is called in config.json.
    pub kid: String,
    /// Itself.
    pub secret: SecretKey,
}

/// A key, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "kind and curve have one value each")]
struct WrittenKey {
    kty: EllipticCurve,
    crv: P256,
    kid: String,
    x: Bytes<32>,
    y: Bytes<32>,
    d: Bytes<32>,
}

/// Why a file is no private key.
#[derive(Debug, thiserror::Error)]
pub enum NotAKey {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    /// It is not as `receiver keygen` writes it.
    #[error("it is no private key as `receiver keygen` writes it: {0}")]
    OtherShape(#[from] serde_json::Error),
    /// The two halves do not belong together.
    #[error("its private part does not belong to its public part")]
    OtherHalf,
}

impl PrivateKey {
    /// A new one as it is written, and its public half for config.json.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn written_anew() -> Result<[Value; 2], NoRandomness> {
        let secret = random_key()?;
        let ([x, y], d) = (coordinates(&secret), encoded(&secret.to_bytes()));
        let kid = thumbprint(&x, &y);
        let public = json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": kid });
        let mut private = public.clone();
        private["d"] = d.into();
        Ok([private, public])
    }

    /// Reads a key from its file.
    ///
    /// # Errors
    /// [`NotAKey`].
    pub fn read(path: &Path) -> Result<Self, NotAKey> {
        let WrittenKey { kid, x, y, d, .. } = serde_json::from_slice(&fs::read(path)?)?;
        let secret = SecretKey::from_slice(&d.0).map_err(|_| NotAKey::OtherHalf)?;
        let is_whole = coordinates(&secret) == [encoded(&x.0), encoded(&y.0)];
        if is_whole { Ok(Self { kid, secret }) } else { Err(NotAKey::OtherHalf) }
    }
}

/// Nearly every 32 bytes are a key; those that are none are drawn again.
fn random_key() -> Result<SecretKey, NoRandomness> {
    loop {
        if let Ok(secret) = SecretKey::from_slice(&random::bytes::<32>()?) {
            return Ok(secret);
        }
    }
}

/// RFC 7638: of the members that every such key has, in the order of the alphabet.
fn thumbprint(x: &str, y: &str) -> String {
    let members = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    encoded(&digest::of_bytes(members.as_bytes()))
}

fn coordinates(secret: &SecretKey) -> [String; 2] {
    let point = secret.public_key().to_sec1_point(false);
    let bytes = point.as_bytes();
    [&bytes[1..33], &bytes[33..]].map(encoded)
}

fn encoded(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Python's jwcrypto 1.1 says this of the key of RFC 7517, appendix A.1.
    #[test]
    fn a_thumbprint_is_the_one_that_others_compute() {
        let [x, y] = ["MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"];
        assert_eq!(thumbprint(x, y), "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
    }
}
