//! What is said of an endpoint. Nothing is asked here.

use std::fmt::{self, Display, Formatter};

use crate::endpoint::Endpoint;
use crate::sample::Sample;

/// How much a sentence asks for (RFC 2119).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The page tells people something untrue otherwise.
    Must,
    /// People are served worse otherwise.
    Should,
}

/// What was found of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is kept.
    Kept,
    /// It is not, and this was answered instead.
    Broken(String),
    /// There was nothing to ask it of, and why.
    NotAsked(&'static str),
}

/// A sentence of docs/submission-protocol.md, and how to see whether it is kept.
pub struct Rule {
    /// How much it asks for.
    pub level: Level,
    /// The document's own words.
    pub sentence: &'static str,
    /// Asks the endpoint.
    pub ask: fn(&Endpoint, &Sample) -> Found,
}

/// What was found of a rule.
#[derive(Debug)]
pub struct Verdict {
    /// How much the rule asks for.
    pub level: Level,
    /// The document's own words.
    pub sentence: &'static str,
    /// What was found.
    pub found: Found,
}

impl Display for Verdict {
    fn fmt(&self, to: &mut Formatter) -> fmt::Result {
        let Self { level, sentence, found } = self;
        match (found, level) {
            (Found::Kept, _) => write!(to, "kept      {sentence}"),
            (Found::Broken(why), Level::Must) => write!(to, "BROKEN    {sentence}\n          {why}"),
            (Found::Broken(why), Level::Should) => write!(to, "better    {sentence}\n          {why}"),
            (Found::NotAsked(why), _) => write!(to, "not asked {sentence}\n          {why}"),
        }
    }
}

/// How many of each.
#[derive(Debug, Default)]
pub struct Tally {
    /// Rules that are kept.
    pub kept: usize,
    /// Rules that must be kept and are not.
    pub broken: usize,
    /// Rules that should be kept and are not.
    pub better: usize,
    /// Rules of which nothing is known.
    pub not_asked: usize,
}

impl Tally {
    /// Counts one in.
    pub fn count(&mut self, verdict: &Verdict) {
        *match (&verdict.found, verdict.level) {
            (Found::Kept, _) => &mut self.kept,
            (Found::Broken(_), Level::Must) => &mut self.broken,
            (Found::Broken(_), Level::Should) => &mut self.better,
            (Found::NotAsked(_), _) => &mut self.not_asked,
        } += 1;
    }
}

impl Display for Tally {
    fn fmt(&self, to: &mut Formatter) -> fmt::Result {
        let Self { kept, broken, better, not_asked } = self;
        write!(to, "{kept} kept, {broken} broken, {better} to be better, {not_asked} not asked")
    }
}
