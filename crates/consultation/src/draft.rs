//! What a person has written so far, and what they were told is wrong with it. It knows nothing of sending.

use crate::content::updates::Revision;
use crate::form::Form;
use crate::form::answers::{Answer, Answers};
use crate::form::blank::is_blank;
use crate::form::problem::{Cause, Problem};
use crate::id::Id;

/// A person's draft. Nothing but their own hand ever clears an answer, and the arrival of all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    answers: Answers,
    shown: Vec<Shown>,
    noted: Vec<Shown>,
    /// The content that the person sees.
    pub revision: Revision,
}

/// A problem that the person was shown. It stays in its place until they ask to send again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What is wrong, as it is now.
    pub problem: Problem,
    /// Whether it has been mended since.
    pub is_mended: bool,
}

impl Draft {
    /// A draft with what was written before.
    pub fn new(answers: Answers, revision: Revision) -> Self {
        Self { answers, shown: Vec::new(), noted: Vec::new(), revision }
    }

    /// Everything written, also in questions that are not asked at the moment.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The problems that the person was shown, in the order in which they were.
    pub fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// What is wrong with the answer to a question, as the person was told.
    pub fn problem(&self, question: &Id) -> Option<&Problem> {
        let is_open = |shown: &&Shown| !shown.is_mended && shown.problem.question == *question;
        self.shown.iter().chain(&self.noted).find(is_open).map(|shown| &shown.problem)
    }

    /// What was written to questions that a form does not ask any more.
    pub fn left_over<'a>(&'a self, form: &'a Form) -> impl Iterator<Item = (&'a Id, &'a str)> {
        let gone = self.answers.iter().filter(|(id, _)| form.question(id).is_none());
        gone.filter_map(|(id, answer)| Some((id, answer.as_text()?))).filter(|(_, words)| !is_blank(words))
    }

    /// Whether anything that the person was shown is still wrong.
    pub fn is_wrong(&self) -> bool {
        self.shown.iter().any(|shown| !shown.is_mended)
    }

    /// Takes an answer in, with LF for every line end: places in a text stay true from then on.
    /// Says which questions' problems look different now. A new problem waits until the person asks to send.
    pub fn set(&mut self, question: &Id, answer: &Answer, still_wrong: impl FnOnce(&Self) -> Vec<Problem>) -> Vec<Id> {
        self.answers.set(question.clone(), answer.with_plain_line_ends());
        if self.shown.is_empty() && self.noted.is_empty() {
            return Vec::new();
        }
        let still_wrong = still_wrong(self);
        let mut others = Vec::new();
        for shown in self.shown.iter_mut().chain(&mut self.noted) {
            let before = shown.clone();
            shown.look_again(&still_wrong, question);
            if *shown != before {
                others.push(before.problem.question);
            }
        }
        others
    }

    /// Shows problems, and forgets those that were shown before.
    pub fn show(&mut self, problems: Vec<Problem>) {
        self.shown = problems.into_iter().map(Shown::new).collect();
        self.noted = Vec::new();
    }

    /// Says at their fields what is wrong with a part that was opened again; it is no reason for a list, or for a title.
    pub fn note(&mut self, problems: Vec<Problem>) {
        let is_shown = |problem: &Problem| self.problem(&problem.question).is_some();
        let new: Vec<Shown> = problems.into_iter().filter(|problem| !is_shown(problem)).map(Shown::new).collect();
        self.noted.extend(new);
    }

    /// Fills it with what was sent, to be changed.
    pub fn fill(&mut self, answers: &Answers) {
        self.answers = answers.clone();
    }

    /// Empties it: all of it has arrived.
    pub fn clear(&mut self) {
        self.answers = Answers::default();
        self.shown = Vec::new();
        self.noted = Vec::new();
    }
}

impl Shown {
    fn new(problem: Problem) -> Self {
        Self { problem, is_mended: false }
    }

    /// The receiver's words stand until their answer is edited, because only the receiver can check again; a text that
    /// is still too long shows its present length. What was mended and is broken again says so at once.
    fn look_again(&mut self, still_wrong: &[Problem], edited: &Id) {
        if let Cause::Explained(_) = self.problem.cause {
            self.is_mended |= self.problem.question == *edited;
            return;
        }
        let code = self.problem.cause.code();
        let same = still_wrong.iter().find(|now| now.question == self.problem.question && now.cause.code() == code);
        self.is_mended = same.is_none();
        if let Some(same) = same {
            self.problem = same.clone();
        }
    }
}
