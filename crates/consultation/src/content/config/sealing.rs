//! The keys that submissions are sealed to. The script `public/sealing.js` has them too, from the same file, and seals; here
//! is what the page has to know of them, and natively whether they are keys at all.

#[cfg(not(target_family = "wasm"))]
mod jwk;

use crate::json::{FromJson, Json, Reading};
use crate::time::instant::Instant;

/// To whom submissions are sealed: with these, the page sends nothing that anybody else can read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sealing {
    /// The key that the agency opens submissions with.
    pub agency: PublicKey,
    /// The key that is kept off every network, for the day when the agency's is lost.
    pub recovery: PublicKey,
    /// From this moment on nothing is sealed or sent, until there are newer keys.
    pub expires: Instant,
}

/// A public key: an elliptic curve key of P-256 as a JSON Web Key (RFC 7517), as `receiver keygen` prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "jwk::WrittenKey"))]
pub struct PublicKey {
    /// What it is called: `receiver keygen` calls it by its thumbprint (RFC 7638).
    pub kid: String,
    /// The first coordinate of its point. The page does without both.
    #[cfg(not(target_family = "wasm"))]
    pub x: String,
    /// The second one.
    #[cfg(not(target_family = "wasm"))]
    pub y: String,
}

impl Sealing {
    /// The ids of the keys, by which the script knows whether it was built with them.
    pub fn key_ids(&self) -> String {
        [&self.agency.kid, " ", &self.recovery.kid].concat()
    }

    /// Whether the keys are not to be used any more.
    pub fn has_expired(&self, now: Instant) -> bool {
        now >= self.expires
    }
}

impl FromJson for Sealing {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        let mut fields = reading.fields(json);
        let sealing = Self {
            agency: fields.required("agency", reading),
            recovery: fields.required("recovery", reading),
            expires: fields.required("expires", reading),
        };
        fields.end(reading);
        #[cfg(not(target_family = "wasm"))]
        jwk::refuse_one_twice(&sealing, reading);
        sealing
    }
}

/// The browser itself refuses what is no key.
#[cfg(target_family = "wasm")]
impl FromJson for PublicKey {
    fn from_json(json: Json, reading: &mut Reading) -> Self {
        Self { kid: reading.fields(json).required("kid", reading) }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::file;

    /// The key of RFC 7517, appendix A.1, and that of RFC 7518, appendix C.
    fn keys() -> Value {
        serde_json::from_str(include_str!("../../../tests/fixtures/sealing.json")).expect("it is JSON")
    }

    fn read(keys: &Value) -> Result<Sealing, String> {
        file::read(&keys.to_string()).map_err(|error: file::FileError| error.to_string())
    }

    #[test]
    fn two_keys_and_a_moment_are_read() {
        let sealing = read(&keys()).expect("they are keys");
        assert_eq!(sealing.key_ids(), "agency recovery");
        let moment = |text: &str| text.parse().expect("the test states moments");
        assert!(!sealing.has_expired(moment("2022-08-19T23:59:59+12:00")));
        assert!(sealing.has_expired(moment("2022-08-19T12:00:00Z")));
    }

    #[test]
    fn what_is_no_pair_of_public_keys_is_refused_and_said_why() {
        let of_recovery = keys()["recovery"].clone();
        for (pointer, value, why) in [
            ("/recovery", json!("AAAA"), "/recovery: this should be an object"),
            ("/agency/kty", json!("RSA"), "/agency/kty: this should be \"EC\""),
            ("/agency/crv", json!("P-384"), "/agency/crv: this should be \"P-256\""),
            ("/agency/kid", json!(""), "/agency/kid: name the key by letters"),
            ("/agency/kid", json!("a b"), "/agency/kid: name the key by letters"),
            ("/agency/x", json!("MKBC"), "/agency/x: this should be 32 bytes in base64url: 43 characters"),
            ("/agency/y", of_recovery["y"].clone(), "/agency: these coordinates are no point of the curve P-256"),
            ("/agency/x", of_recovery["x"].clone(), "/agency: these coordinates are no point of the curve P-256"),
            ("/agency/d", json!("AAAA"), "/agency/d: this is a PRIVATE key"),
            ("/agency/use", json!("enc"), "/agency/use: the field “use” is unknown here"),
            ("/agency", of_recovery, "/recovery: this is the key of the agency once more"),
            ("/recovery/kid", json!("agency"), "/recovery: this is the key of the agency once more"),
            ("/expires", json!("August"), "/expires: “August” is not a moment"),
        ] {
            let mut broken = keys();
            let (parent, name) = pointer.rsplit_once('/').expect("the test states pointers");
            broken.pointer_mut(parent).expect("it is there")[name] = value;
            let said = read(&broken).expect_err(pointer);
            assert!(said.contains(why), "{pointer}: {said}");
        }
        for field in ["agency", "recovery", "expires"] {
            let mut broken = keys();
            broken.as_object_mut().expect("it is one").remove(field);
            assert!(read(&broken).expect_err(field).contains(&format!("/{field}: this is missing")), "{field}");
        }
    }
}
