//! One rule of `_headers`: a path and what answers there carry. It holds only what can be written and read again.

use std::fmt;

/// Headers for the paths that fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    path: String,
    headers: Vec<(String, String)>,
}

/// What cannot stand in the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// A line that is not indented must be a path.
    #[error("“{0}” is no path: it must begin with / and have at most one *")]
    NotAPath(String),
    /// An indented line must be a header.
    #[error("“{0}” is no header: write it like Name: value")]
    NotAHeader(String),
    /// A header before any path.
    #[error("“{0}” stands under no path")]
    NoPath(String),
    /// A rule sets one header twice.
    #[error("{0} is set twice for the same path")]
    SetTwice(String),
}

impl Rule {
    /// A rule without headers.
    ///
    /// # Errors
    /// [`RuleError::NotAPath`], also for whole addresses and placeholders, which only some hosts understand.
    pub fn new(path: &str) -> Result<Self, RuleError> {
        let is_plain = path.bytes().all(|b| b.is_ascii_graphic() && b != b':');
        let is_path = path.starts_with('/') && is_plain && path.matches('*').count() <= 1;
        let headers = Vec::new();
        if is_path { Ok(Self { path: path.to_owned(), headers }) } else { Err(RuleError::NotAPath(path.to_owned())) }
    }

    /// Sets a header.
    ///
    /// # Errors
    /// [`RuleError::NotAHeader`], [`RuleError::SetTwice`].
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), RuleError> {
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let is_value = value.bytes().all(|b| b.is_ascii_graphic() || b == b' ') && value.trim() == value;
        if !is_name || !is_value || value.is_empty() {
            return Err(RuleError::NotAHeader([name, ": ", value].concat()));
        }
        if self.headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
            return Err(RuleError::SetTwice(name.to_owned()));
        }
        self.headers.push((name.to_owned(), value.to_owned()));
        Ok(())
    }

    /// Whether the rule is for a path. The star stands for anything, slashes too.
    pub fn is_for(&self, path: &str) -> bool {
        match self.path.split_once('*') {
            None => self.path == path,
            Some((start, end)) => path.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
        }
    }

    /// The path as written.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Names and values in their order.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.path)?;
        self.headers.iter().try_for_each(|(name, value)| writeln!(f, "  {name}: {value}"))
    }
}
