//! Tells the script that seals to whom. It does not know how sealing is done.
//!
//! The keys become a part of the script, which the page's policy names by its hash: another config.json alone changes no key,
//! and new words ([`crate::renew`]) keep those that are there. Until when they are used is in config.json alone.

use consultation::content::config::Config;
use consultation::content::config::sealing::{PublicKey, Sealing};

use crate::error::PublishError;
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
    let (_, config) = staged.parsed("config.json", Config::parse)?;
    let keys = config.sealing.as_ref().map_or_else(|| "null".to_owned(), stated);
    staged.write(FILE, format!("const SEALED_TO = {keys};\n{}", staged.read_text(FILE)?))
}

/// Makes sure that the script of a built site seals to the keys of its config.json, or seals nothing where that has none.
///
/// # Errors
/// [`PublishError::OtherKeys`].
pub fn check(site: &Staged, script: &str) -> Result<(), PublishError> {
    let (_, config) = site.parsed("config.json", Config::parse)?;
    let script = site.read_text(script)?;
    let is_the_same = match &config.sealing {
        Some(sealing) => script.contains(&stated(sealing)),
        None => !script.contains(ALGORITHM),
    };
    if is_the_same { Ok(()) } else { Err(PublishError::OtherKeys) }
}

/// The keys whole, as they stand in the script before and after it is made small: `tests/e2e/sealed.spec.mjs` holds that.
pub fn stated(Sealing { agency, recovery, .. }: &Sealing) -> String {
    let key = |PublicKey { kid, x, y }: &PublicKey| format!(r#"{{kty:"EC",crv:"P-256",kid:"{kid}",x:"{x}",y:"{y}"}}"#);
    format!("{{agency:{},recovery:{}}}", key(agency), key(recovery))
}

#[cfg(test)]
pub mod tests {
    use serde_json::Value;

    use super::*;

    /// The key of RFC 7517, appendix A.1, and that of RFC 7518, appendix C.
    pub fn keys() -> Value {
        let keys = include_str!("../../consultation/tests/fixtures/sealing.json");
        serde_json::from_str(keys).expect("it is JSON")
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
        let [agency, recovery] = ["agency", "recovery"].map(|name| {
            let part = |part: &str| keys()[name][part].clone();
            format!(r#"{{kty:"EC",crv:"P-256",kid:{},x:{},y:{}}}"#, part("kid"), part("x"), part("y"))
        });
        assert_eq!(first, format!("const SEALED_TO = {{agency:{agency},recovery:{recovery}}};"));
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
