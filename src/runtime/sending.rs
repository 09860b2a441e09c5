//! How what a form sends leaves the page: sealed where there are keys, kept before it goes. Decides nothing of what comes of it.

use std::sync::Arc;

use consultation::delivery::Reason;
use consultation::delivery::attempt::Attempt;
use consultation::delivery::reply::Outcome;
use consultation::purpose::Purpose;
use consultation::session::Event;
use leptos::prelude::*;

use super::form_handle::FormHandle;
use crate::browser;
use crate::state::State;

impl FormHandle {
    /// Seals it, unless it is, where there are keys; then keeps and posts it.
    pub(super) fn seal(self, attempt: Arc<Attempt>) {
        let go = move |attempt| self.keep(Box::new(move |_| self.post(attempt)));
        if attempt.sealed().is_some() {
            return go(attempt);
        }
        let (body, id) = (attempt.clone(), attempt.id().clone());
        let report = move |sealed| match sealed {
            Ok(sealed) if sealed == attempt.clear() => go(attempt),
            Ok(sealed) => self.tell(Event::Sealed(id, sealed)),
            Err(why) => {
                let outcome = Outcome::Refused(Reason::NotSealed(why), Vec::new());
                self.tell(Event::AttemptEnded(id, outcome, 0));
            }
        };
        let (sealing, now) = self.runtime.peek(|state| (state.config.sealing.clone(), state.now));
        browser::sealing::seal(body.clear(), self.purpose, sealing.as_ref(), now, report);
    }

    fn post(self, attempt: Arc<Attempt>) {
        let (endpoint, receipt) = self.runtime.peek(|state| {
            let session = self.session(state);
            let may_be_there = session.delivery().may_have_arrived() && session.tells_doubles_apart();
            let receipt = may_be_there.then(|| self.receipt_address(state)).flatten();
            (self.endpoint(state).to_owned(), receipt.unwrap_or_default())
        });
        let id = attempt.id().clone();
        let progress = move |percent| self.tell(Event::Uploaded(percent));
        browser::post::send(self.purpose.name(), &endpoint, &receipt, attempt, progress, move |mut outcome, asked| {
            outcome.state_in(&self.page.offsets);
            self.tell(Event::AttemptEnded(id, outcome, asked));
        });
    }

    /// Takes in whether the endpoint tells doubles apart, which the page's script was built with.
    pub fn ask_about_doubles(self) {
        let it_does = !browser::post::may_double(self.purpose.name());
        self.runtime.state.update_untracked(|state| state.session_mut(self.purpose).set_tells_doubles_apart(it_does));
    }

    /// Where the next try goes: to the second address after each that failed at the first.
    pub(super) fn endpoint(self, state: &State) -> &str {
        let is_turn = self.purpose == Purpose::Submission && self.session(state).failed_tries() % 2 == 1;
        let second = state.config.second_submission_endpoint.as_ref().filter(|_| is_turn);
        second.unwrap_or(self.purpose.endpoint(&state.config)).as_str()
    }
}
