//! The steps of a form in the page's address, and back from there. Knows nothing of what a step shows.

use consultation::purpose::Purpose;
use consultation::session::{Event, Step};

use super::form_handle::FormHandle;
use crate::browser;

impl FormHandle {
    /// Shows a step in the place of the page, or the page. Feedback says on the page what came of it.
    pub(super) fn show_step(self, step: Step) {
        if self.purpose == Purpose::Submission {
            browser::address::show(step.address());
            if self.step_named(&browser::address::named()) != step {
                let name = step.address().map_or_else(|| self.title_id().to_owned(), |name| self.element_id(name));
                browser::address::name(&name, step != Step::Checking);
            }
        }
        if step != Step::Writing {
            browser::focus::after_drawing(self.element_id("outcome"));
        }
    }

    fn step_named(self, name: &str) -> Step {
        let is_it = |step: &Step| step.address().is_some_and(|address| self.element_id(address) == name);
        [Step::Checking, Step::Receipt].into_iter().find(is_it).unwrap_or(Step::Writing)
    }

    /// Goes to the step that the address names, once there is what it shows. Nobody is taken away from a field: what they type
    /// at that moment would go nowhere.
    pub(super) fn return_to_step(self) {
        match self.step_named(&browser::address::named()) {
            Step::Writing => {}
            _ if browser::records::is_writing(true) => {}
            step => self.tell(Event::AddressChanged(step)),
        }
    }

    /// Goes where the address leads. Who comes back from a step is at the question that it names, or else at the button that
    /// led to it: the browser has scrolled before the page was shown again.
    #[cfg(feature = "hydrate")]
    pub fn follow_address(self) {
        let name = browser::address::named();
        let before = self.runtime.peek(|state| self.session(state).step());
        self.read_and_tell(Event::AddressChanged(self.step_named(&name)));
        let now = self.runtime.peek(|state| self.session(state).step());
        let is_question = self.form.questions().any(|question| question.first_control_id() == name);
        match (before, now) {
            (_, Step::Writing) if is_question => browser::focus::field(&name),
            (Step::Writing, _) | (_, Step::Checking | Step::Receipt) => {}
            (Step::Receipt, _) => browser::focus::after_drawing(self.element_id("outcome")),
            _ if name.is_empty() => browser::focus::field(&self.element_id("submit")),
            _ => {}
        }
        if let Some(target) = browser::document::target().filter(|_| now == Step::Writing) {
            browser::document::bring_into_view(&target);
        }
    }
}
