//! The inputs after their check, in the words that the writers need. It may not know any host.

use consultation::content::config::{self, Endpoint};

use crate::caching::{ASK_EACH_TIME, FOREVER};
use crate::content_type;
use crate::inputs::{InputError, Inputs, checked_name, is_plain_path};
use crate::policy::Policy;

/// The site, ready to be written down.
pub(crate) struct Site {
    /// The headers.
    pub policy: Policy,
    /// The host's name, without a port.
    pub host: String,
    /// Where the site is on its host: `/`, or like `/treaty/`.
    pub base: String,
    /// Files that need more than the headers of all, as paths below the base.
    pub special: Vec<Special>,
    /// Where the site's own server takes posts.
    pub endpoint_paths: Vec<String>,
}

/// A file that is kept for ever, or has a type of its own.
pub(crate) struct Special {
    /// The path below the base.
    pub name: String,
    /// Whether it may be kept for ever.
    pub is_hashed: bool,
    /// Its type, where hosts may get it wrong.
    pub kind: Option<&'static str>,
}

impl Site {
    pub fn of(inputs: &Inputs) -> Result<Self, InputError> {
        let (host, base) = host_and_base(&inputs.address)?;
        let own = inputs.endpoints.iter().filter(|endpoint| endpoint.origin().is_none());
        let mut endpoint_paths: Vec<String> = own.map(Endpoint::as_str).map(str::to_owned).collect();
        endpoint_paths.sort();
        endpoint_paths.dedup();
        Ok(Self { policy: Policy::new(inputs)?, host, base, special: special(inputs)?, endpoint_paths })
    }

    /// The path of a file on its host.
    pub fn path(&self, name: &str) -> String {
        [&self.base, name].concat()
    }
}

impl Special {
    /// How it may be kept.
    pub fn caching(&self) -> &'static str {
        if self.is_hashed { FOREVER } else { ASK_EACH_TIME }
    }
}

fn host_and_base(address: &str) -> Result<(String, String), InputError> {
    let wrong = || InputError::Address(address.to_owned());
    let origin = config::origin(address).ok_or_else(wrong)?;
    let (_, base) = address.split_at(origin.len());
    let is_base = is_plain_path(base) && base.ends_with('/') && !base.contains("//") && !base.contains("..");
    let (_, authority) = origin.split_once("://").ok_or_else(wrong)?;
    let host = authority.split(':').next().unwrap_or_default();
    if is_base { Ok((host.to_owned(), base.to_owned())) } else { Err(wrong()) }
}

fn special(inputs: &Inputs) -> Result<Vec<Special>, InputError> {
    let mut names: Vec<&String> = inputs.hashed.iter().chain(&inputs.files).collect();
    names.sort();
    names.dedup();
    let all = names.into_iter().map(|name| Special {
        name: name.clone(),
        is_hashed: inputs.hashed.contains(name),
        kind: content_type::unusual(name),
    });
    let special = all.filter(|file| file.is_hashed || file.kind.is_some());
    special.map(|file| checked_name(&file.name).map(|_| ()).map(|()| file)).collect()
}
