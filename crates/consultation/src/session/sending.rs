//! What is sent, and what comes of it. Only a receipt that echoes an attempt's id makes it received.

use std::sync::Arc;

use super::{Amended, Change, Effect, Session, Step, check_asked};
use crate::delivery::attempt::Attempt;
use crate::delivery::receipt::Receipt;
use crate::delivery::reply::Outcome;
use crate::delivery::submission::{Amendment, Submission, SubmissionId};
use crate::delivery::{Delivery, Doubt, Reason};
use crate::form::problem::Problem;
use crate::form::rules::Checked;
use crate::time::instant::Instant;

impl Session {
    /// What may have arrived is settled before anything else is sent: the same bytes go once more, and what was written
    /// since then stays a draft. A second press while something is on its way sends nothing.
    pub(super) fn submit(&mut self, id: SubmissionId, at: Instant) -> Change {
        if matches!(self.delivery, Delivery::InFlight { .. }) || self.is_done() {
            return Change::default();
        }
        let checked = match check_asked(self.draft.answers(), &self.form) {
            Ok(checked) => checked,
            Err(problems) => return self.show(problems),
        };
        let mut seen = self.forget_problems();
        seen.outcome = true;
        let amendment = self.amends.as_ref().map(|amended| Amendment::Replaces(amended.id.clone()));
        let submission = Submission::new(id, self.draft.revision.clone(), checked).amending(amendment);
        let attempt = match &self.delivery {
            Delivery::Unknown { attempt, .. } => attempt.clone(),
            Delivery::Refused { attempt, .. } if attempt.is_of(&submission) => attempt.clone(),
            _ => Arc::new(Attempt::new(submission, self.form.clone(), at)),
        };
        Change { effects: self.send(attempt), seen }
    }

    /// Sends once more what may have arrived, whatever was written since.
    pub(super) fn retry(&mut self) -> Change {
        match &self.delivery {
            Delivery::Unknown { attempt, .. } => Change::outcome(self.send(attempt.clone())),
            _ => Change::default(),
        }
    }

    /// After a failure the button that was pressed may be gone with it, so the focus goes to what is said instead.
    pub(super) fn send(&mut self, attempt: Arc<Attempt>) -> Vec<Effect> {
        let again = matches!(self.delivery, Delivery::Unknown { .. } | Delivery::Refused { .. });
        self.delivery = Delivery::InFlight { attempt: attempt.clone(), again };
        self.is_of_before = false;
        let focus = again.then_some(Effect::FocusOutcome);
        // The receipt of what was sent before gives way to what is known of this.
        let step = if self.step == Step::Receipt { Step::Writing } else { self.step };
        [Effect::Send(attempt)].into_iter().chain(focus).chain(self.go(step)).collect()
    }

    pub(super) fn end(&mut self, id: &SubmissionId, outcome: Outcome) -> Change {
        let Delivery::InFlight { attempt, .. } = &self.delivery else {
            return Change::default();
        };
        if attempt.id() != id {
            return Change::default();
        }
        let attempt = attempt.clone();
        match outcome {
            Outcome::Received(receipt) if receipt.is_for(id) => self.receive(attempt, receipt),
            Outcome::Received(_) => self.doubt(attempt, Doubt::NoReceipt),
            Outcome::Unknown(because) => self.doubt(attempt, because),
            Outcome::Refused(because, problems) => self.refuse(attempt, because, problems),
        }
    }

    fn doubt(&mut self, attempt: Arc<Attempt>, because: Doubt) -> Change {
        self.delivery = Delivery::Unknown { attempt, because };
        Change::outcome([Effect::FocusOutcome].into_iter().chain(self.keep()).collect())
    }

    /// What was changed while it was on its way is not in it, and stays a draft: of its change, where that can be one.
    fn receive(&mut self, attempt: Arc<Attempt>, receipt: Receipt) -> Change {
        let is_all = self.is_all_in(&attempt);
        self.delivery = Delivery::Received { attempt: attempt.clone(), receipt: receipt.clone() };
        self.sha256 = None;
        // Who writes on meanwhile is not taken away from it.
        let mut effects = match is_all || self.step == Step::Checking {
            true => self.go(Step::Receipt),
            false => vec![Effect::FocusOutcome],
        };
        effects.extend([Effect::RenewId, Effect::KeepReceipt, Effect::Digest(attempt.clone())]);
        effects.extend(receipt.amends.clone().map(Effect::ForgetReceipt));
        if is_all {
            self.clear_draft();
            self.kept.keeping = self.kept.keeping.after_arrival();
            effects.extend([Effect::EmptyForm, Effect::Forget]);
            effects.extend(self.follow_up(&attempt, &receipt));
        } else {
            let is_to_be_changed = receipt.takes_changes && !attempt.is_withdrawal();
            self.amends = is_to_be_changed.then(|| Amended::of(&receipt));
            effects.extend(self.keep());
        }
        Change { effects, seen: self.everything() }
    }

    /// Whether all that is written has gone with the attempt. A withdrawal takes nothing along.
    fn is_all_in(&self, attempt: &Attempt) -> bool {
        let now = check_asked(self.draft.answers(), attempt.form());
        match attempt.is_withdrawal() {
            true => self.draft.answers().is_blank(),
            false => now.as_ref().map(Checked::answers) == Ok(attempt.answers()),
        }
    }

    fn refuse(&mut self, attempt: Arc<Attempt>, because: Reason, problems: Vec<Problem>) -> Change {
        let newer = (because == Reason::OtherForm).then_some(Effect::LookForNewerContent);
        if let Reason::EarlierVersionArrived(reference) = &because {
            self.amends = Some(Amended { id: attempt.id().clone(), reference: reference.clone() });
        }
        self.delivery = Delivery::Refused { attempt, because };
        let mut change = self.show(problems);
        change.effects.extend([Effect::RenewId].into_iter().chain(newer).chain(self.keep()));
        change
    }
}
