//! The file `_headers`, as Netlify and Cloudflare Pages read it: what the crate writes into it, and the reading of it.
//! It understands no more of the format than it writes; anything else is an error, never passed over.

mod rule;

use std::fmt;
use std::str::FromStr;

pub use rule::{Rule, RuleError};

use crate::caching::FOREVER;
use crate::site::Site;

/// The file's name, at the top of what is uploaded.
pub const NAME: &str = "_headers";

/// Rules, each for the paths that it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadersFile {
    /// The rules in their order.
    pub rules: Vec<Rule>,
}

/// What is wrong with the text, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct HeadersFileError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: RuleError,
}

impl HeadersFile {
    /// The headers for a path. Where two rules set the same one, the later counts.
    pub fn for_path(&self, path: &str) -> Vec<(&str, &str)> {
        let mut headers: Vec<(&str, &str)> = Vec::new();
        for (name, value) in self.rules.iter().filter(|rule| rule.is_for(path)).flat_map(Rule::headers) {
            headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
            headers.push((name, value));
        }
        headers
    }
}

impl fmt::Display for HeadersFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("# Written by the build for Netlify, Cloudflare Pages and `receiver serve --site`.\n")?;
        self.rules.iter().try_for_each(|rule| write!(f, "{rule}"))
    }
}

impl FromStr for HeadersFile {
    type Err = HeadersFileError;

    fn from_str(text: &str) -> Result<Self, HeadersFileError> {
        let mut file = Self::default();
        for (line, text) in (1..).zip(text.lines()) {
            file.read_line(text).map_err(|reason| HeadersFileError { line, reason })?;
        }
        Ok(file)
    }
}

impl HeadersFile {
    fn read_line(&mut self, line: &str) -> Result<(), RuleError> {
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            return Ok(());
        }
        if !line.starts_with([' ', '\t']) {
            self.rules.push(Rule::new(text)?);
            return Ok(());
        }
        let (name, value) = text.split_once(':').ok_or_else(|| RuleError::NotAHeader(text.to_owned()))?;
        let rule = self.rules.last_mut().ok_or_else(|| RuleError::NoPath(text.to_owned()))?;
        rule.set(name, value.trim())
    }
}

/// The rules for a site.
///
/// Cloudflare joins the values of two rules that set the same header, so no two rules here do. For that reason
/// nothing says `no-cache`: where no rule sets it, Netlify and Cloudflare send `max-age=0, must-revalidate`,
/// which means the same.
pub(crate) fn of_site(site: &Site) -> HeadersFile {
    let mut everything = known("/*");
    for (name, value) in site.policy.headers() {
        everything.set(name, &value).expect("the policy's headers are plain and different");
    }
    let mut rules = vec![everything];
    // A site under a path is also tried out, or stored behind a proxy, as the root of another server.
    let bases = if site.base == "/" { vec!["/"] } else { vec!["/", &site.base] };
    for (base, file) in bases.iter().flat_map(|base| site.special.iter().map(move |file| (base, file))) {
        let mut rule = known(&[base, file.name.as_str()].concat());
        let caching = file.is_hashed.then_some(("Cache-Control", FOREVER));
        for (name, value) in file.kind.map(|kind| ("Content-Type", kind)).into_iter().chain(caching) {
            rule.set(name, value).expect("the two are plain and different");
        }
        rules.push(rule);
    }
    HeadersFile { rules }
}

fn known(path: &str) -> Rule {
    Rule::new(path).expect("the inputs were checked")
}
