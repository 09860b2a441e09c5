//! Who is told when something looks different: the page, or one form, or one field.

use std::sync::{Mutex, OnceLock, PoisonError};

use consultation::id::Id;
use consultation::session::Seen;
use leptos::prelude::*;

use super::Runtime;

/// What is told when something looks different: the page, or one form, or one field.
#[derive(Default)]
pub(super) struct Followers {
    /// How newer content is fetched and drawn; natively it is not.
    pub(super) refresh: OnceLock<fn(Runtime)>,
    pub(super) page: ArcTrigger,
    pub(super) forms: [FormFollowers; 2],
}

#[derive(Default)]
pub(super) struct FormFollowers {
    pub(super) outcome: ArcTrigger,
    pub(super) problems: ArcTrigger,
    pub(super) sending: ArcTrigger,
    pub(super) keeping: ArcTrigger,
    pub(super) parts: ArcTrigger,
    pub(super) questions: Mutex<Vec<(Id, ArcTrigger)>>,
}

impl FormFollowers {
    pub(super) fn notify(&self, seen: &Seen) {
        // What is above the form is drawn first, so that what follows the problems finds them there.
        if seen.outcome {
            self.outcome.notify();
        }
        if seen.problems {
            self.problems.notify();
        }
        if seen.sending || seen.outcome {
            self.sending.notify();
        }
        if seen.keeping {
            self.keeping.notify();
        }
        if seen.parts {
            self.parts.notify();
        }
        for question in &seen.questions {
            self.question(question).notify();
        }
    }

    pub(super) fn notify_all(&self) {
        self.outcome.notify();
        self.problems.notify();
        self.sending.notify();
        self.keeping.notify();
        self.parts.notify();
        let questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner).clone();
        questions.iter().for_each(|(_, told)| told.notify());
    }

    /// Who follows a question; made when it is first asked for.
    pub(super) fn question(&self, question: &Id) -> ArcTrigger {
        let mut questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, told)) = questions.iter().find(|(known, _)| known == question) {
            return told.clone();
        }
        let told = ArcTrigger::default();
        questions.push((question.clone(), told.clone()));
        told
    }
}
