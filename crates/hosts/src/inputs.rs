//! What the build knows of the site, and the checks that make it safe to write into any host's file.

use consultation::content::config::Endpoint;

/// What the build knows of the site. Paths are below the site's folder, with `/` between and not before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The site's public address, as in `config.json`: `https://agency.example/` or `https://agency.example/treaty/`.
    pub address: String,
    /// Of each script that the pages name, `sha256-…`, as in its `integrity`.
    pub script_hashes: Vec<String>,
    /// Of each `<style>` in the pages, `sha256-…` or stronger.
    pub style_hashes: Vec<String>,
    /// Where forms are posted, as in `config.json`.
    pub endpoints: Vec<Endpoint>,
    /// Whether everything is sealed before it is sent, so that browsers may post no form by themselves.
    pub is_sealed: bool,
    /// Whether there is an endpoint whose answers no page reads.
    pub is_unread: bool,
    /// Every file of the site, so that those with an unusual type can be named.
    pub files: Vec<String>,
    /// Those whose name changes whenever their bytes change.
    pub hashed: Vec<String>,
}

/// What cannot be written into a host's file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// The address has something that the files of some host would misread.
    #[error(
        "“{0}” cannot be the site's address: write it like https://agency.example/ or https://agency.example/treaty/"
    )]
    Address(String),
    /// A hash is none.
    #[error("“{0}” is no hash of a script or style: it must be like sha256-…")]
    Hash(String),
    /// A file's name means something else in some host's file.
    #[error("the file “{0}” needs another name: only letters, digits and - . _ / mean themselves on every host")]
    FileName(String),
}

/// Whether a hash can stand in a policy.
pub(crate) fn checked_hash(hash: &str) -> Result<&str, InputError> {
    let digest = ["sha256-", "sha384-", "sha512-"].iter().find_map(|kind| hash.strip_prefix(kind)).unwrap_or_default();
    let is_base64 = digest.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b));
    if is_base64 && !digest.is_empty() { Ok(hash) } else { Err(InputError::Hash(hash.to_owned())) }
}

/// Whether a file's name means itself everywhere.
pub(crate) fn checked_name(name: &str) -> Result<&str, InputError> {
    let is_good = is_plain_path(name) && !name.is_empty() && !name.starts_with('/') && !name.contains("..");
    if is_good { Ok(name) } else { Err(InputError::FileName(name.to_owned())) }
}

/// A path of characters that no host gives a meaning of their own.
pub(crate) fn is_plain_path(path: &str) -> bool {
    path.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._/".contains(&b))
}
