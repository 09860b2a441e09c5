//! Where the person is: writing, checking what they wrote, or at the receipt. The page's address says it too, so that Back,
//! Forward, a reload and a bookmark lead where they say.

use super::{Change, Delivery, Effect, Seen, Session, Step, check_asked};

impl Session {
    /// Nothing is sent before it was shown whole.
    pub(super) fn check_answers(&mut self) -> Change {
        match check_asked(self.draft.answers(), &self.form) {
            Err(problems) => self.show(problems),
            Ok(_) => {
                let mut seen = self.forget_problems();
                (seen.outcome, seen.parts) = (true, true);
                Change { effects: Change::effects(&mut [self.go(Step::Checking)]), seen }
            }
        }
    }

    /// The address names a step. One that there is nothing for stays where the person is.
    pub(super) fn follow_address(&mut self, step: Step) -> Change {
        match step {
            _ if step == self.step => Change::default(),
            Step::Checking if self.draft.answers().is_blank() => Change::default(),
            Step::Checking => {
                let mut change = self.check_answers();
                if self.step == Step::Writing {
                    change.effects.push(Effect::ShowStep(Step::Writing));
                }
                change
            }
            Step::Receipt if !matches!(self.delivery, Delivery::Received { .. }) => Change::default(),
            Step::Receipt | Step::Writing => Change {
                effects: Change::effects(&mut [self.go(step)]),
                seen: Seen { outcome: true, ..Seen::default() },
            },
        }
    }

    /// Goes there. Whoever is there already is not moved.
    pub(super) fn go(&mut self, step: Step) -> Option<Effect> {
        self.has_checked |= step == Step::Checking;
        let before = std::mem::replace(&mut self.step, step);
        (before != step).then_some(Effect::ShowStep(step))
    }
}
