//! What is taken out of a database for good, and how that can fail. It takes nothing out itself.

use consultation::purpose::Purpose;
use consultation::time::day::Day;

use super::error::StoreError;

/// Which submissions are to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doomed {
    /// Those of which the last that amends them was received before that day, as the receipts state it.
    Before(Day),
    /// The one of that reference, and whatever it amends or is amended by.
    Reference(String),
}

/// When everything that stays is written anew, which takes the last bytes of what went out of the files. It costs as much as
/// the database is large, and holds up whoever sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewrite {
    /// Where something went now.
    AfterRemoval,
    /// In any case: an earlier purge may not have come so far.
    Always,
}

/// How many rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// What people had to say.
    pub submissions: usize,
    /// How the page itself could be better.
    pub feedback: usize,
}

/// Why not everything is gone.
#[derive(Debug, thiserror::Error)]
pub enum PurgeError {
    /// Nothing was removed.
    #[error(transparent)]
    Nothing(#[from] StoreError),
    /// The rows are gone; what is left of their bytes goes with the next purge.
    #[error(transparent)]
    Unfinished(StoreError),
}

impl Rewrite {
    /// Whether it is due after so many rows went.
    pub fn is_due(self, gone: usize) -> bool {
        self == Self::Always || gone > 0
    }
}

impl Counted {
    /// Counts rows by the names of their forms.
    pub fn of<'a>(forms: impl Iterator<Item = &'a str>) -> Self {
        forms.fold(Self::default(), |counted, form| match form == Purpose::Feedback.name() {
            true => Self { feedback: counted.feedback + 1, ..counted },
            false => Self { submissions: counted.submissions + 1, ..counted },
        })
    }
}
