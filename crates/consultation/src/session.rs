//! A person's work on one form: a draft, and what is known about sending it. Events say what happened; effects say what
//! the outside must do about it.
//!
//! Only a receipt that echoes an attempt's id makes it received. What is known about an attempt is never changed by what
//! happens to the draft, and no id ever carries two bodies.

mod amending;
mod change;
mod event;
mod keeping;
pub mod progress;
mod receipt;
pub mod record;
mod sending;
mod steps;
mod trying;
mod writing;

use std::sync::Arc;

pub use self::amending::Amended;
pub use self::change::{Change, Effect, Seen};
pub use self::event::Event;
pub use self::keeping::Keeping;
use self::keeping::Kept;
use self::progress::Progress;
pub use self::trying::NextTry;
use self::trying::Trying;
use crate::content::updates::Revision;
use crate::delivery::Delivery;
use crate::draft::Draft;
use crate::form::Form;
use crate::form::answers::{Answer, Answers};
use crate::form::problem::Problem;
use crate::form::rules::{Checked, check};
use crate::id::Id;
use crate::text::wording::{Phrase, Wording};
use crate::transcript::Transcript;

/// A person's work on one form, from the first letter to the receipt.
#[derive(Clone, Debug)]
pub struct Session {
    form: Arc<Form>,
    draft: Draft,
    delivery: Delivery,
    kept: Kept,
    trying: Trying,
    step: Step,
    /// Whether they have been at everything to check.
    has_checked: bool,
    /// Whether what was received is of an earlier visit.
    is_of_before: bool,
    progress: Vec<Progress>,
    /// The part where the person's focus was last.
    here: Option<Id>,
    /// The parts that they have opened.
    open: Vec<Id>,
    /// The revision of the content in which the draft was written, where that is an earlier one.
    written_in: Option<u32>,
    /// Short answers of a draft that was added, where others stand.
    others: Vec<(Id, Answer)>,
    /// What was kept on the device and cannot be read.
    damaged: Option<String>,
    /// What the draft is to replace, where that is something that was sent.
    amends: Option<Amended>,
}

/// Where the person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// At the form.
    Writing,
    /// At everything that they wrote, before it is sent.
    Checking,
    /// At the receipt.
    Receipt,
}

impl Step {
    /// What the page's address calls it, behind the name of the form; none where the person is at the page itself.
    pub fn address(self) -> Option<&'static str> {
        match self {
            Self::Writing => None,
            Self::Checking => Some("check"),
            Self::Receipt => Some("receipt"),
        }
    }
}

impl Session {
    /// A new session, with what was written before.
    pub fn new(form: impl Into<Arc<Form>>, revision: Revision, answers: Answers) -> Self {
        let mut session = Self {
            form: form.into(),
            draft: Draft::new(answers, revision),
            delivery: Delivery::Idle,
            kept: Kept::default(),
            trying: Trying::default(),
            step: Step::Writing,
            has_checked: false,
            is_of_before: false,
            progress: Vec::new(),
            here: None,
            open: Vec::new(),
            written_in: None,
            others: Vec::new(),
            damaged: None,
            amends: None,
        };
        session.look_at_parts();
        session
    }

    /// The form as the person sees it.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// What they have written.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// What is known about sending it.
    pub fn delivery(&self) -> &Delivery {
        &self.delivery
    }

    /// Where the person is.
    pub fn step(&self) -> Step {
        self.step
    }

    /// The heading of what has arrived.
    pub fn received_title<'a>(&'a self, wording: &'a Wording) -> &'a str {
        match self.delivery.attempt() {
            Some(attempt) if attempt.is_withdrawal() => wording.text(Phrase::Withdrawn),
            _ => &self.form.received.title,
        }
    }

    /// Whether something was written while it was on its way, and is not in what has arrived.
    pub fn is_changed_since(&self) -> bool {
        self.has_just_arrived() && !self.draft.answers().is_blank()
    }

    /// Whether something that was kept on the device cannot be read.
    pub fn has_damaged_draft(&self) -> bool {
        self.damaged.is_some()
    }

    /// Whether they have been at everything to check, and may want to go back there from any part.
    pub fn has_checked(&self) -> bool {
        self.has_checked
    }

    /// Whether everything has arrived, so that the form has nothing more to send.
    pub fn is_done(&self) -> bool {
        self.has_just_arrived() && self.draft.answers().is_blank() && self.amends.is_none()
    }

    fn has_just_arrived(&self) -> bool {
        matches!(self.delivery, Delivery::Received { .. }) && !self.is_of_before
    }

    /// Whether closing the window would lose words: those that are neither sent nor kept on the device, or on their way.
    pub fn would_lose_words(&self) -> bool {
        self.under_way().is_some() || !self.is_kept() && !self.is_nothing_there()
    }

    /// Whether the person is at work here: there are words, a message, or what came of sending. The receipt of an earlier
    /// visit is no work.
    pub fn is_in_use(&self) -> bool {
        let is_about_sending = self.delivery != Delivery::Idle && !self.is_of_before;
        !self.draft.answers().is_blank() || !self.draft.shown().is_empty() || is_about_sending
    }

    /// What a copy is made of: under a receipt, of what was received; else, of what is written.
    pub fn transcript(&self) -> Transcript {
        match &self.delivery {
            Delivery::Received { attempt, receipt } if self.step == Step::Receipt => {
                Transcript::of_received(attempt, receipt)
            }
            _ => {
                // What has arrived, or takes something back, says nothing of what is written.
                let is_over = matches!(self.delivery, Delivery::Received { .. });
                let open = self.delivery.attempt().filter(|attempt| !is_over && !attempt.is_withdrawal());
                let tried = open.map(|attempt| attempt.first_tried());
                Transcript::of_draft(self.form.clone(), self.draft.answers()).first_tried(tried)
            }
        }
    }

    /// Takes in what happened, and says what to do about it.
    pub fn apply(&mut self, event: Event) -> Change {
        match event {
            Event::AnswerEdited(question, answer) => self.edit(&question, &answer),
            Event::AnotherAdded(question) => self.add_another(&question),
            Event::PassageQuoted(question, words) => self.quote(&question, &words),
            Event::PartEntered(part) => self.enter(&part),
            Event::PartClosed(part) => self.close_part(&part),
            Event::PartOpened(part) => self.open_part(part),
            Event::CheckPressed => self.check_answers(),
            Event::AddressChanged(step) => self.follow_address(step),
            Event::SubmitPressed { id, at } => self.submit(id, at),
            Event::RetryPressed => self.retry(),
            Event::ProblemPressed(question) => self.go_to(&question),
            Event::CopyPressed => Change::only(Effect::Copy(self.transcript())),
            Event::DownloadPressed => Change::only(Effect::Download(self.transcript())),
            Event::AttemptEnded(id, outcome, asked) => self.end(&id, outcome, asked),
            Event::Sealed(id, bytes) => self.seal(&id, bytes),
            Event::TryNeared(seconds) => self.come_nearer(seconds),
            Event::StopPressed => self.stop_by_press(),
            Event::ConnectionReturned => self.return_to_site(),
            Event::Uploaded(percent) => self.note_uploaded(percent),
            Event::FormReplaced(form, revision) => self.replace_form(form, revision),
            Event::DraftFound(record, now) => self.bring_back(record, now),
            Event::ReceiptFound(record) => self.bring_back_receipt(record),
            Event::ReceiptDeletePressed => self.delete_receipt(),
            Event::CopyChecked(result) => Change::only(Effect::Tell(result)),
            Event::ChangeSentPressed => self.change_sent(),
            Event::WithdrawPressed { id, at } => self.withdraw(id, at),
            Event::ReceiptPagePressed => Change::only(Effect::DownloadPage(self.transcript())),
            Event::DamagedDraftFound(text) => {
                self.damaged = Some(text);
                Change::outcome(Vec::new())
            }
            Event::DamagedDraftPressed => {
                self.damaged.clone().map(|text| Change::only(Effect::SaveText(text))).unwrap_or_default()
            }
            Event::DraftKept(at) => self.note_kept(Keeping::Kept(at)),
            Event::DraftElsewhere => self.note_kept(Keeping::Elsewhere),
            Event::DraftNotKept => self.note_kept(Keeping::Impossible),
            Event::SharedComputerSaid(is_shared) => self.share_computer(is_shared),
            Event::DeletePressed => self.delete(),
            Event::DraftFilePressed => Change::only(Effect::SaveDraft),
            Event::DraftFileChosen(Some(record)) => self.merge(&record, Effect::Tell(Phrase::DraftOpened)),
            Event::DraftFileChosen(None) => Change::only(Effect::Tell(Phrase::DraftUnreadable)),
            Event::PageHidden => self.leave(false),
            Event::PageLeft => self.leave(true),
        }
    }

    /// Answers stay with their question's id, and attempts stay what they are.
    fn replace_form(&mut self, form: Arc<Form>, revision: Revision) -> Change {
        if !self.draft.answers().is_blank() {
            self.note_revision(self.draft.revision.number, revision.number);
        }
        self.form = form;
        self.draft.revision = revision;
        let mut seen = self.forget_problems();
        seen.questions = self.form.questions().map(|question| question.id.clone()).collect();
        (seen.outcome, seen.parts) = (true, true);
        self.look_at_parts();
        let mut change = Change { effects: Vec::new(), seen };
        if self.step == Step::Checking {
            change.effects = self.check_answers().effects;
        }
        change
    }

    /// Shows problems in place of those that were shown before.
    fn show(&mut self, problems: Vec<Problem>) -> Change {
        let mut seen = self.forget_problems();
        seen.questions.extend(problems.iter().map(|problem| problem.question.clone()));
        (seen.outcome, seen.parts) = (true, true);
        let step = if problems.is_empty() { self.step } else { Step::Writing };
        self.draft.show(problems);
        self.look_at_parts();
        let effects = Change::effects(&mut [self.go(step), Some(Effect::FocusOutcome)]);
        Change { effects, seen }
    }

    fn forget_problems(&mut self) -> Seen {
        let questions = self.draft.shown().iter().map(|shown| shown.problem.question.clone()).collect();
        self.draft.show(Vec::new());
        Seen { questions, problems: true, ..Seen::default() }
    }
}

/// Answers to questions that are not asked stay with the person.
fn check_asked(answers: &Answers, form: &Form) -> Result<Checked, Vec<Problem>> {
    check(&answers.of_asked_questions(form), form)
}
