//! What a form is doing now. Events say what happened; effects say what the outside must do about it.
//!
//! The session never clears an answer, and only a receipt that echoes its id makes it [`Phase::Sent`].

use std::sync::Arc;

use crate::content::updates::Revision;
use crate::delivery::receipt::Receipt;
use crate::delivery::submission::{Submission, SubmissionId};
use crate::form::Form;
use crate::form::answers::{Answer, Answers};
use crate::form::problem::{Cause, Problem};
use crate::form::rules::{Checked, check};
use crate::id::Id;

/// A person's work on one form, from the first letter to the receipt.
#[derive(Clone, Debug)]
pub struct Session {
    form: Arc<Form>,
    revision: Revision,
    id: SubmissionId,
    answers: Answers,
    /// The form as it was when the last attempt to send was made: newer content may come while it is on its way.
    sent_form: Arc<Form>,
    phase: Phase,
}

/// What the form is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The person writes.
    Writing,
    /// The person was shown these problems, and mends them; never empty.
    Mending(Vec<Problem>),
    /// It is on its way.
    Sending(Submission),
    /// The last attempt failed; the words are all there.
    Failed(SendFailure),
    /// The receiver has it.
    Sent(Sent),
}

/// What is known once the receiver has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The receiver's word.
    pub receipt: Receipt,
    /// Exactly what was sent.
    pub submission: Submission,
    /// Whether the person changed words while it was on its way; those are not in it.
    pub changed_meanwhile: bool,
}

/// Why an attempt to send did not end in a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendFailure {
    /// No connection, or no answer in time. It may have arrived all the same.
    NoAnswer,
    /// An answer of success that is not this submission's receipt. It may have arrived all the same.
    NoReceipt,
    /// The receiver has trouble (5xx). It may have arrived all the same.
    ReceiverTrouble,
    /// The receiver takes no more for the moment (429, 503).
    ReceiverBusy,
    /// The receiver takes no body of that size (413).
    TooLarge,
    /// An earlier version is stored under this id (409), with its reference where the receiver says it.
    EarlierVersionArrived(String),
    /// The receiver refuses these answers (422).
    ProblemsFound(Vec<Problem>),
    /// The receiver refuses (any other answer); trying again changes nothing.
    Refused,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The person changed an answer.
    AnswerEdited(Id, Answer),
    /// The person asked to send it.
    SubmitPressed,
    /// The receiver answered with a receipt.
    ReceiptArrived(Receipt),
    /// An attempt ended without one.
    SendFailed(SendFailure),
    /// Newer content came, with this form and revision.
    FormReplaced(Arc<Form>, Revision),
}

/// Something for the outside to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Post it, and report what came of it.
    Send(Submission),
    /// Move the focus to what is now above the form: problems, a failure, or the receipt.
    FocusOutcome,
    /// Empty the fields, all of which have arrived: after a reload browsers would show them to the next person at the
    /// device, whose words would then go out under the same id.
    EmptyForm,
}

impl Session {
    /// A new session. `answers` are those that were typed before the page came alive.
    pub fn new(form: impl Into<Arc<Form>>, revision: Revision, id: SubmissionId, answers: Answers) -> Self {
        let form = form.into();
        Self { sent_form: form.clone(), form, revision, id, answers, phase: Phase::Writing }
    }

    /// What every attempt to send it carries.
    pub fn id(&self) -> &SubmissionId {
        &self.id
    }

    /// The form as the person sees it.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Everything typed, also in questions that are not asked at the moment.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// What it is doing.
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The problems that the person was shown and has not mended yet.
    pub fn problems(&self) -> &[Problem] {
        match &self.phase {
            Phase::Mending(problems) => problems,
            _ => &[],
        }
    }

    /// Whether closing the window would lose words.
    pub fn has_unsent_words(&self) -> bool {
        match &self.phase {
            Phase::Sent(sent) => sent.changed_meanwhile,
            Phase::Writing | Phase::Mending(_) | Phase::Sending(_) | Phase::Failed(_) => !self.answers.is_blank(),
        }
    }

    /// Whether the receiver has everything.
    pub fn has_arrived(&self) -> bool {
        matches!(&self.phase, Phase::Sent(sent) if !sent.changed_meanwhile)
    }

    /// Whether there is anything here that the person would miss: words, a message, or a receipt.
    pub fn is_in_use(&self) -> bool {
        self.phase != Phase::Writing || !self.answers.is_blank()
    }

    /// Takes in what happened, and says what to do about it.
    pub fn apply(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::AnswerEdited(question, answer) => self.edit(question, answer),
            Event::SubmitPressed => self.submit(),
            Event::ReceiptArrived(receipt) => self.finish(receipt),
            Event::SendFailed(failure) => self.fail(failure),
            Event::FormReplaced(form, revision) => self.replace_form(form, revision),
        }
    }

    /// A shown problem goes when it is mended; a new one waits for the next attempt to send.
    fn edit(&mut self, question: Id, answer: Answer) -> Vec<Effect> {
        let edited = question.clone();
        self.answers.set(question, answer);
        if let Phase::Mending(shown) = &self.phase {
            let still_wrong = self.check().err().unwrap_or_default();
            let remaining = shown.iter().filter_map(|problem| remaining_problem(problem, &still_wrong, &edited));
            let remaining: Vec<Problem> = remaining.collect();
            self.phase = if remaining.is_empty() { Phase::Writing } else { Phase::Mending(remaining) };
        }
        Vec::new()
    }

    /// A second press while it is on its way, or after it arrived, sends nothing.
    fn submit(&mut self) -> Vec<Effect> {
        if matches!(self.phase, Phase::Sending(_) | Phase::Sent(_)) {
            return Vec::new();
        }
        match self.check() {
            Err(problems) => {
                self.phase = Phase::Mending(problems);
                vec![Effect::FocusOutcome]
            }
            Ok(checked) => {
                let submission = Submission::new(self.id.clone(), self.revision.clone(), checked);
                self.sent_form = self.form.clone();
                self.phase = Phase::Sending(submission.clone());
                vec![Effect::Send(submission)]
            }
        }
    }

    fn finish(&mut self, receipt: Receipt) -> Vec<Effect> {
        let Phase::Sending(submission) = &self.phase else {
            return Vec::new();
        };
        if receipt.id != submission.id {
            return self.fail(SendFailure::NoReceipt);
        }
        let now = check(&self.answers.of_asked_questions(&self.sent_form), &self.sent_form);
        self.phase = Phase::Sent(Sent {
            changed_meanwhile: now.as_ref().map(Checked::answers) != Ok(submission.answers()),
            submission: submission.clone(),
            receipt,
        });
        match self.has_arrived() {
            true => vec![Effect::FocusOutcome, Effect::EmptyForm],
            false => vec![Effect::FocusOutcome],
        }
    }

    fn fail(&mut self, failure: SendFailure) -> Vec<Effect> {
        if !matches!(self.phase, Phase::Sending(_)) {
            return Vec::new();
        }
        self.phase = match failure {
            SendFailure::ProblemsFound(problems) if problems.is_empty() => Phase::Failed(SendFailure::Refused),
            SendFailure::ProblemsFound(problems) => Phase::Mending(problems),
            other => Phase::Failed(other),
        };
        vec![Effect::FocusOutcome]
    }

    /// Answers stay with their question's id. While a submission is on its way or done, it stays what it is.
    fn replace_form(&mut self, form: Arc<Form>, revision: Revision) -> Vec<Effect> {
        self.form = form;
        // An attempt that may have been stored is repeated as it was: under the same id, another body is refused.
        if !matches!(self.phase, Phase::Sending(_) | Phase::Failed(_)) {
            self.revision = revision;
        }
        if let Phase::Mending(_) = self.phase {
            self.phase = Phase::Writing;
        }
        Vec::new()
    }

    /// Answers to questions that are not asked stay with the person.
    fn check(&self) -> Result<Checked, Vec<Problem>> {
        check(&self.answers.of_asked_questions(&self.form), &self.form)
    }
}

/// What is left of a shown problem after an edit. The receiver's words stand until their answer is edited,
/// because only the receiver can check again; a text that is still too long shows its present length.
fn remaining_problem(shown: &Problem, still_wrong: &[Problem], edited: &Id) -> Option<Problem> {
    if let Cause::Explained(_) = shown.cause {
        return (shown.question != *edited).then(|| shown.clone());
    }
    let is_same = |problem: &&Problem| problem.question == shown.question && problem.cause.code() == shown.cause.code();
    still_wrong.iter().find(is_same).cloned()
}
