//! Tells the script that seals to whom. It does not know how sealing is done.
//!
//! The keys become a part of the script, which the page's policy names by its hash: another config.json alone changes no key,
//! and new words ([`crate::renew`]) keep those that are there.

use consultation::content::config::Config;
use serde_json::Value;

use crate::error::PublishError;
use crate::page_data::parsed;
use crate::staged::Staged;

/// The script, before it is joined with the others.
pub const FILE: &str = "sealing.js";

/// What is left out of every script that seals nothing.
const ALGORITHM: &str = "ECDH-ES+A256KW";

/// Puts the keys of config.json before the script.
///
/// # Errors
/// [`PublishError`] naming the file.
pub fn write(staged: &Staged) -> Result<(), PublishError> {
    let (config, _) = parsed(staged, "config.json", Config::parse)?;
    let keys = config.get("sealing").unwrap_or(&Value::Null);
    staged.write(FILE, format!("const SEALED_TO = {keys};\n{}", staged.read_text(FILE)?))
}

/// Makes sure that the script of a built site seals to the keys of its config.json, or seals nothing where that has none.
///
/// # Errors
/// [`PublishError::OtherKeys`].
pub fn check(site: &Staged, script: &str) -> Result<(), PublishError> {
    let (_, config) = parsed(site, "config.json", Config::parse)?;
    let script = site.read_text(script)?;
    let is_the_same = match &config.sealing {
        Some(sealing) => [&sealing.agency, &sealing.recovery].iter().all(|key| script.contains(&key.x)),
        None => !script.contains(ALGORITHM),
    };
    if is_the_same { Ok(()) } else { Err(PublishError::OtherKeys) }
}

#[cfg(test)]
pub mod tests {
    use serde_json::json;

    use super::*;

    /// The key of RFC 7517, appendix A.1, and that of RFC 7518, appendix C.
    pub fn keys() -> Value {
        json!({
            "agency": {
                "kty": "EC", "crv": "P-256", "kid": "agency",
                "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
            },
            "recovery": {
                "kty": "EC", "crv": "P-256", "kid": "recovery",
                "x": "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ", "y": "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck",
            },
            "expires": "2022-09-01T00:00:00+12:00",
        })
    }

    fn written(change: impl FnOnce(&mut Value)) -> Result<String, String> {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let staged = Staged::new(folder.path());
        let mut config: Value = serde_json::from_str(include_str!("../../../public/config.json")).expect("it is JSON");
        change(&mut config);
        staged.write("config.json", config.to_string()).expect("it can");
        staged.write(FILE, "seal(SEALED_TO);").expect("it can");
        write(&staged).map_err(|error| error.to_string())?;
        Ok(staged.read_text(FILE).expect("it is there"))
    }

    #[test]
    fn the_script_has_the_keys_of_config_json_or_none() {
        assert_eq!(written(|_| {}), Ok("const SEALED_TO = null;\nseal(SEALED_TO);".to_owned()));
        let script = written(|config| config["sealing"] = keys()).expect("they are keys");
        let first = script.lines().next().expect("it has lines");
        let stated = first.strip_prefix("const SEALED_TO = ").and_then(|rest| rest.strip_suffix(';'));
        assert_eq!(serde_json::from_str::<Value>(stated.expect("they are stated")).expect("it is JSON"), keys());
    }

    #[test]
    fn what_is_no_key_stops_the_build() {
        let error = written(|config| {
            config["sealing"] = keys();
            config["sealing"]["recovery"]["d"] = "AAAA".into();
        });
        assert!(
            error.as_ref().is_err_and(|why| why.contains("/sealing/recovery/d: this is a PRIVATE key")),
            "{error:?}"
        );
    }
}
