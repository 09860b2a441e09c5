//! What tells a program that fills in a form from a person. It marks; it refuses nobody.

use consultation::time::instant::Instant;

/// What tells a program from a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// Whether the field that no person sees was filled in.
    pub is_trapped: bool,
    /// When everything was shown.
    pub shown_at: Option<Instant>,
}

impl Signs {
    /// Whether nobody can have looked at what was shown, or nothing was. Scripts that post at once were seen to take less
    /// than a second; a person who only presses the button takes longer than two.
    pub fn is_too_quick(self, now: Instant) -> bool {
        self.shown_at.is_none_or(|at| (0..2).contains(&(now.unix_seconds() - at.unix_seconds())))
    }
}
