//! Changing and withdrawing what was sent. What was sent stays with the receiver as it was: it weighs the two.

use std::sync::Arc;

use super::{Change, Effect, Session, Step};
use crate::delivery::Delivery;
use crate::delivery::attempt::Attempt;
use crate::delivery::receipt::Receipt;
use crate::delivery::submission::{Amendment, Submission, SubmissionId};
use crate::form::question::Question;
use crate::form::rules::Checked;
use crate::text::wording::Phrase;
use crate::time::instant::Instant;

/// A submission that the person is changing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// Its id, which nobody else knows.
    pub id: SubmissionId,
    /// What they can quote.
    pub reference: String,
}

impl Amended {
    pub(super) fn of(receipt: &Receipt) -> Self {
        Self { id: receipt.id.clone(), reference: receipt.reference.clone() }
    }
}

impl Session {
    /// The submission that the person is changing, if any.
    pub fn amends(&self) -> Option<&Amended> {
        self.amends.as_ref()
    }

    /// What was sent is in the form again. Whatever else is being written there stays what it is: another submission.
    pub(super) fn change_sent(&mut self) -> Change {
        let Delivery::Received { attempt, receipt } = &self.delivery else { return Change::default() };
        if attempt.is_withdrawal() {
            return Change::default();
        }
        let (attempt, amended) = (attempt.clone(), Amended::of(receipt));
        let is_other = !self.draft.answers().is_blank() && self.amends.as_ref() != Some(&amended);
        if is_other {
            return Change::only(Effect::Tell(Phrase::DraftInTheWay));
        }
        let mut effects = self.begin_change(&attempt, amended);
        effects.extend(self.go(Step::Writing));
        effects.push(Effect::FocusOutcome);
        Change { effects, seen: self.everything() }
    }

    fn begin_change(&mut self, attempt: &Attempt, amended: Amended) -> Vec<Effect> {
        self.amends = Some(amended);
        if self.draft.answers().is_blank() {
            self.draft.fill(attempt.answers());
        }
        Change::effects(&mut [Some(Effect::ShowAnswers), Some(Effect::RenewId), self.keep()])
    }

    /// After one press there may be more to say, which takes the place of it.
    pub(super) fn follow_up(&mut self, attempt: &Attempt, receipt: &Receipt) -> Vec<Effect> {
        let is_more = |question: &Question| {
            attempt.answers().asks(&self.form, question) && !attempt.answers().has_answered(&question.id)
        };
        let is_first = self.form.one_press.is_some() && attempt.amendment().is_none();
        match is_first && self.form.questions().any(is_more) {
            true => self.begin_change(attempt, Amended::of(receipt)),
            false => Vec::new(),
        }
    }

    /// Withdraws what was sent. What is being written stays.
    pub(super) fn withdraw(&mut self, id: SubmissionId, at: Instant) -> Change {
        let Delivery::Received { attempt, receipt } = &self.delivery else { return Change::default() };
        if attempt.is_withdrawal() {
            return Change::default();
        }
        let amendment = Some(Amendment::Withdraws(receipt.id.clone()));
        let (revision, form) = (self.draft.revision.clone(), attempt.shared_form());
        let withdrawal = Submission::new(id, revision, Checked::nothing()).amending(amendment);
        Change::outcome(self.send(Arc::new(Attempt::new(withdrawal, form, at))))
    }
}
