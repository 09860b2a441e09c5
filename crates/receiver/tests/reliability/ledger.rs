//! What was posted and what was acknowledged, beside what is stored in the end. It knows submissions by their words,
//! which are different for each id: exports have no ids.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::AddAssign;

use serde_json::Value;

use crate::submissions::words_of;

/// What is known from outside.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    attempted: HashSet<String>,
    acknowledged: HashMap<String, Receipt>,
}

/// What an answer said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub id: String,
    pub reference: String,
}

/// How it came out. All but the first must be 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    pub acknowledged: usize,
    /// Acknowledged, and at some time not there, or there under another reference.
    pub lost: usize,
    /// There more than once.
    pub doubled: usize,
    /// There, and never posted.
    pub invented: usize,
}

impl Ledger {
    /// Before a post.
    pub fn attempt(&mut self, words: &str) {
        self.attempted.insert(words.to_owned());
    }

    /// After its receipt.
    pub fn acknowledge(&mut self, words: &str, receipt: Receipt) {
        let before = self.acknowledged.insert(words.to_owned(), receipt.clone());
        assert!(before.is_none_or(|before| before == receipt), "a second receipt differs from the first: {receipt:?}");
    }

    pub fn receipts(&self) -> impl Iterator<Item = &Receipt> {
        self.acknowledged.values()
    }

    /// The words that a receipt was given for.
    pub fn words_under(&self, receipt: &Receipt) -> &str {
        let found = self.acknowledged.iter().find(|(_, known)| *known == receipt);
        found.map(|(words, _)| words.as_str()).expect("what was answered was received")
    }

    /// The same posts, before any was answered.
    pub fn without_receipts(&self) -> Self {
        Self { attempted: self.attempted.clone(), acknowledged: HashMap::new() }
    }

    /// Compares with an export.
    pub fn verdict(&self, stored: &[Value]) -> Verdict {
        let mut references = HashMap::new();
        let mut doubled = 0;
        for entry in stored {
            let known = references.insert(words_of(entry), entry["reference"].as_str().unwrap_or_default());
            doubled += usize::from(known.is_some());
        }
        let is_lost = |(words, receipt): &(&String, &Receipt)| {
            references.get(words.as_str()).is_none_or(|reference| **reference != receipt.reference)
        };
        Verdict {
            acknowledged: self.acknowledged.len(),
            lost: self.acknowledged.iter().filter(is_lost).count(),
            doubled,
            invented: references.keys().filter(|words| !self.attempted.contains(**words)).count(),
        }
    }
}

impl Verdict {
    pub fn is_flawless(self) -> bool {
        (self.lost, self.doubled, self.invented) == (0, 0, 0)
    }
}

impl AddAssign for Verdict {
    fn add_assign(&mut self, other: Self) {
        self.acknowledged += other.acknowledged;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.invented += other.invented;
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { acknowledged, lost, doubled, invented } = self;
        write!(f, "acknowledged {acknowledged}, lost {lost}, doubled {doubled}, invented {invented}")
    }
}
