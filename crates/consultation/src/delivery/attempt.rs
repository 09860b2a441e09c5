//! One attempt to send: what it carries is fixed when it is made, whatever happens to the draft afterwards.

use std::sync::Arc;

use super::submission::{Amendment, Submission, SubmissionId};
use super::wire;
use crate::form::Form;
use crate::form::answers::Answers;
use crate::time::instant::Instant;

/// An attempt to send a submission. Trying again sends the very same bytes, so that nothing is counted twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    submission: Submission,
    form: Arc<Form>,
    body: String,
    sealed: Option<String>,
    first_tried: Instant,
}

impl Attempt {
    /// The attempt to send answers to a form, made at that moment.
    pub fn new(submission: Submission, form: Arc<Form>, first_tried: Instant) -> Self {
        Self { body: wire::body(&submission), sealed: None, submission, form, first_tried }
    }

    /// An attempt that was kept on the person's device: the bytes, what they say, and the form that is there now.
    pub fn kept(body: String, submission: Submission, form: Arc<Form>, first_tried: Instant) -> Self {
        Self { submission, form, body, sealed: None, first_tried }
    }

    /// The same, sealed in these bytes, which are another each time and are made once: trying again sends them.
    pub fn sealed_in(self, sealed: Option<String>) -> Self {
        Self { sealed, ..self }
    }

    /// The bytes that it was sealed in, where it was.
    pub fn sealed(&self) -> Option<&str> {
        self.sealed.as_deref()
    }

    /// What it says, in the clear.
    pub fn clear(&self) -> &str {
        &self.body
    }

    /// The id that it carries.
    pub fn id(&self) -> &SubmissionId {
        &self.submission.id
    }

    /// What was answered.
    pub fn answers(&self) -> &Answers {
        self.submission.answers()
    }

    /// The form that was answered.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The form, to be kept with what was answered.
    pub fn shared_form(&self) -> Arc<Form> {
        self.form.clone()
    }

    /// What goes over the wire.
    pub fn body(&self) -> &str {
        self.sealed().unwrap_or(&self.body)
    }

    /// The number of the content's revision that it answers.
    pub fn revision(&self) -> u32 {
        self.submission.revision
    }

    /// What it does to an earlier submission, if anything.
    pub fn amendment(&self) -> Option<&Amendment> {
        self.submission.amendment.as_ref()
    }

    /// Whether it withdraws an earlier one, and says nothing itself.
    pub fn is_withdrawal(&self) -> bool {
        matches!(self.amendment(), Some(Amendment::Withdraws(_)))
    }

    /// When it was made.
    pub fn first_tried(&self) -> Instant {
        self.first_tried
    }

    /// Whether it would be the same once more: the answers, and the content that they answer.
    pub fn is_of(&self, submission: &Submission) -> bool {
        let other = &self.submission;
        other.answers() == submission.answers()
            && other.amendment == submission.amendment
            && (other.revision, &other.content_sha256) == (submission.revision, &submission.content_sha256)
    }
}
