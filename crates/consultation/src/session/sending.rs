//! What is sent, and what comes of it. Only a receipt that echoes an attempt's id makes it received.

use std::sync::Arc;

use super::{Amended, Change, Effect, Keeping, Seen, Session, Step, check_asked};
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
        if self.under_way().is_some() || self.is_done() {
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
        // What stands above the form says so.
        if matches!(&self.delivery, Delivery::Accepted { attempt, .. } if attempt.is_of(&submission)) {
            return Change { effects: vec![Effect::FocusOutcome], seen };
        }
        let attempt = match &self.delivery {
            Delivery::Unknown { attempt, .. } => attempt.clone(),
            Delivery::Refused { attempt, .. } if attempt.is_of(&submission) => attempt.clone(),
            _ => Arc::new(Attempt::new(submission, self.form.clone(), at)),
        };
        Change { effects: self.send(attempt), seen }
    }

    /// Sends once more what may have arrived, or was not taken for the moment, whatever was written since.
    pub(super) fn retry(&mut self) -> Change {
        match self.delivery.unsent() {
            Some(attempt) if self.under_way().is_none() => Change::outcome(self.send(attempt.clone())),
            _ => Change::default(),
        }
    }

    /// After a failure the button that was pressed may be gone with it, so the focus goes to what is said instead.
    pub(super) fn send(&mut self, attempt: Arc<Attempt>) -> Vec<Effect> {
        let again = matches!(self.delivery, Delivery::Unknown { .. } | Delivery::Refused { .. });
        let is_same = self.delivery.attempt().is_some_and(|before| before.id() == attempt.id());
        let in_doubt = is_same && self.delivery.may_have_arrived();
        self.trying.begin(is_same);
        self.delivery = Delivery::InFlight { attempt: attempt.clone(), again, in_doubt };
        self.is_of_before = false;
        let focus = again.then_some(Effect::FocusOutcome);
        // The receipt of what was sent before gives way to what is known of this.
        let step = if self.step == Step::Receipt { Step::Writing } else { self.step };
        Change::effects(&mut [Some(Effect::Send(attempt)), focus, self.go(step)])
    }

    pub(super) fn end(&mut self, id: &SubmissionId, outcome: Outcome, asked: u32) -> Change {
        let Some(attempt) = self.under_way().filter(|attempt| attempt.id() == id).cloned() else {
            return Change::default();
        };
        let was_by_itself = self.trying.end();
        if self.trying.is_to_forget() && self.kept.keeping == Keeping::SharedComputer {
            // Whoever sits here now is another person.
            self.delivery = Delivery::Idle;
            return Change { effects: vec![Effect::RenewId], seen: self.everything() };
        }
        let mut change = match outcome {
            Outcome::Received(receipt) if receipt.is_for(id) => self.receive(attempt, receipt, was_by_itself),
            Outcome::Received(_) => self.doubt(attempt, Doubt::NoReceipt, was_by_itself),
            Outcome::Unknown(because) => self.doubt(attempt, because, was_by_itself),
            // What was not taken this time may have been taken before.
            Outcome::Refused(because, _) if self.delivery.may_have_arrived() && !because.is_about_the_attempt() => {
                let because = if because == Reason::Offline { Doubt::NoAnswer } else { Doubt::ReceiverTrouble };
                self.doubt(attempt, because, was_by_itself)
            }
            // Its words are deleted.
            _ if self.trying.is_to_forget() => self.stay(Delivery::Idle, was_by_itself),
            Outcome::Accepted(reference) => self.accept(attempt, reference, was_by_itself),
            Outcome::Refused(because, _) if because.passes() => self.put_off(attempt, because, was_by_itself),
            Outcome::Refused(because, problems) => self.refuse(attempt, because, problems),
        };
        change.seen.sending = true;
        if was_by_itself {
            change.effects.iter_mut().filter(|effect| **effect == Effect::FocusOutcome).for_each(|effect| {
                *effect = Effect::KeepFocus;
            });
        }
        change.effects.extend(self.plan(asked));
        change
    }

    /// From now on these bytes are what is sent of it.
    pub(super) fn seal(&mut self, id: &SubmissionId, bytes: String) -> Change {
        let is_it = self.under_way().is_some_and(|attempt| attempt.id() == id && attempt.sealed().is_none());
        match self.delivery.attempt_mut() {
            Some(attempt) if is_it => {
                *attempt = Arc::new((**attempt).clone().sealed_in(Some(bytes)));
                Change::only(Effect::Send(attempt.clone()))
            }
            _ => Change::default(),
        }
    }

    fn doubt(&mut self, attempt: Arc<Attempt>, because: Doubt, was_by_itself: bool) -> Change {
        self.stay(Delivery::Unknown { attempt, because }, was_by_itself)
    }

    /// Every word stays with the person: nobody can show that any is stored. What is written since is another attempt.
    fn accept(&mut self, attempt: Arc<Attempt>, reference: String, was_by_itself: bool) -> Change {
        self.stay(Delivery::Accepted { attempt, reference }, was_by_itself)
    }

    /// It was not taken for the moment. It stays what it is, with its id, until it is: or gives way to what is written instead.
    fn put_off(&mut self, attempt: Arc<Attempt>, because: Reason, was_by_itself: bool) -> Change {
        self.stay(Delivery::Refused { attempt, because }, was_by_itself)
    }

    /// It is not known to have arrived. What went by itself takes nobody's focus, and draws nothing anew that is there.
    fn stay(&mut self, delivery: Delivery, was_by_itself: bool) -> Change {
        let outcome = !was_by_itself || !self.delivery.is_like(&delivery);
        self.delivery = delivery;
        // What may have arrived keeps its id in the form: should the browser post by itself, it is the same.
        let renew = (!matches!(self.delivery, Delivery::Unknown { .. })).then_some(Effect::RenewId);
        let effects = Change::effects(&mut [outcome.then_some(Effect::FocusOutcome), renew, self.keep()]);
        Change { effects, seen: Seen { outcome, ..Seen::default() } }
    }

    /// What was changed while it was on its way is not in it, and stays a draft: of its change, where that can be one.
    fn receive(&mut self, attempt: Arc<Attempt>, receipt: Receipt, was_by_itself: bool) -> Change {
        let is_all = self.is_all_in(&attempt);
        self.delivery = Delivery::Received { attempt: attempt.clone(), receipt: receipt.clone() };
        // Who writes on meanwhile, or reads the page, is not taken away from it.
        let shown = match is_all && !was_by_itself || self.step == Step::Checking {
            true => self.go(Step::Receipt),
            false => Some(Effect::FocusOutcome),
        };
        let mut effects = Change::effects(&mut [shown]);
        effects.extend([Effect::RenewId, Effect::KeepReceipt]);
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
    pub(super) fn is_all_in(&self, attempt: &Attempt) -> bool {
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
        change.effects.extend(Change::effects(&mut [Some(Effect::RenewId), newer, self.keep()]));
        change
    }
}
