//! How far the parts of a form are. A part is looked at when it is left; what is wrong with it is said once it is opened
//! again, so that nobody is corrected while they write.

use super::{Change, Seen, Session};
use crate::form::Part;
use crate::form::rules::check_part;
use crate::id::Id;
use crate::text::wording::Phrase;

/// How far a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is answered.
    NotStarted,
    /// Something is answered, and the person may still be at it.
    InProgress,
    /// Something is answered, and nothing is wrong.
    Done,
    /// It was left, and something is missing or wrong.
    NeedsAttention,
}

impl Progress {
    /// The words for it.
    pub fn phrase(self) -> Phrase {
        match self {
            Self::NotStarted => Phrase::PartNotStarted,
            Self::InProgress => Phrase::PartInProgress,
            Self::Done => Phrase::PartDone,
            Self::NeedsAttention => Phrase::PartNeedsAttention,
        }
    }
}

impl Session {
    /// How far a part is, the first being 0.
    pub fn progress(&self, part: usize) -> Progress {
        self.progress.get(part).copied().unwrap_or(Progress::NotStarted)
    }

    /// The person's focus has come into a part: they have left the one where it was.
    pub(super) fn enter(&mut self, part: &Id) -> Change {
        match self.here.replace(part.clone()).filter(|before| before != part) {
            Some(before) => self.leave_part(&before),
            None => Change::default(),
        }
    }

    /// Whether a part is open; it stays so when newer content is drawn.
    pub fn is_open(&self, part: &Id) -> bool {
        self.open.contains(part)
    }

    pub(super) fn close_part(&mut self, part: &Id) -> Change {
        self.open.retain(|one| one != part);
        self.leave_part(part)
    }

    /// The person has left a part.
    pub(super) fn leave_part(&mut self, part: &Id) -> Change {
        let Some(index) = self.index_of(part) else { return Change::default() };
        let parts = self.set_progress(index, self.look_at(index, Progress::NeedsAttention));
        Change { effects: Vec::new(), seen: Seen { parts, ..Seen::default() } }
    }

    /// What is wrong with a part that needs attention is said once it is open.
    pub(super) fn open_part(&mut self, part: Id) -> Change {
        let index = self.index_of(&part).filter(|index| self.progress(*index) == Progress::NeedsAttention);
        self.open.push(part);
        let Some(part) = index.map(|index| &self.form.parts[index]) else { return Change::default() };
        let problems = check_part(self.draft.answers(), &self.form, part);
        let questions = problems.iter().map(|problem| problem.question.clone()).collect();
        self.draft.note(problems);
        Change { effects: Vec::new(), seen: Seen { questions, ..Seen::default() } }
    }

    /// An edit is not looked at closely: a long text is not counted through at every key.
    /// Says whether a part is farther than it was, or less far.
    pub(super) fn note_edit(&mut self, question: &Id) -> bool {
        let index = self.form.parts.iter().position(|part| part.questions.iter().any(|one| one.id == *question));
        let Some(index) = index else { return false };
        let progress = match self.is_wrong(&self.form.parts[index]) {
            true => Progress::NeedsAttention,
            false if self.is_started(&self.form.parts[index]) => Progress::InProgress,
            false => Progress::NotStarted,
        };
        self.set_progress(index, progress)
    }

    /// Looks at every part, after what came of anything but an edit.
    pub(super) fn look_at_parts(&mut self) {
        self.progress = (0..self.form.parts.len()).map(|index| self.look_at(index, Progress::InProgress)).collect();
    }

    fn set_progress(&mut self, index: usize, progress: Progress) -> bool {
        self.progress.get_mut(index).is_some_and(|known| std::mem::replace(known, progress) != progress)
    }

    fn look_at(&self, index: usize, if_incomplete: Progress) -> Progress {
        let part = &self.form.parts[index];
        match (self.is_wrong(part), self.is_started(part)) {
            (true, _) => Progress::NeedsAttention,
            (false, false) => Progress::NotStarted,
            (false, true) if check_part(self.draft.answers(), &self.form, part).is_empty() => Progress::Done,
            (false, true) => if_incomplete,
        }
    }

    fn is_wrong(&self, part: &Part) -> bool {
        part.questions.iter().any(|question| self.draft.problem(&question.id).is_some())
    }

    fn is_started(&self, part: &Part) -> bool {
        part.questions.iter().any(|question| self.draft.answers().has_answered(&question.id))
    }

    fn index_of(&self, part: &Id) -> Option<usize> {
        self.form.parts.iter().position(|one| one.id == *part)
    }
}
