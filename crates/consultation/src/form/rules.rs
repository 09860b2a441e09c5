//! The rules for answers. The same code runs in the browser and in the receiver.

use crate::form::answers::Answers;
use crate::form::problem::{Cause, Problem};
use crate::form::question::Question;
use crate::form::{Form, Part};

/// Answers that passed every rule of a form: only these can be sent or stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked(Answers);

impl Checked {
    /// What a withdrawal answers: nothing.
    pub fn nothing() -> Self {
        Self(Answers::default())
    }

    /// The answers.
    pub fn answers(&self) -> &Answers {
        &self.0
    }
}

/// Checks answers against a form.
///
/// The words stay as they were typed, but for [`Answers::normal`].
///
/// # Errors
/// Every problem, in the order of the questions; problems with answers that no question asked for come last.
pub fn check(answers: &Answers, form: &Form) -> Result<Checked, Vec<Problem>> {
    let mut problems: Vec<Problem> = Vec::new();
    for question in form.questions() {
        problems.extend(none_answered(answers, form, question));
        problems.extend(problem(answers, form, question));
    }
    let unknown = answers.iter().filter(|(id, _)| form.question(id).is_none());
    problems.extend(unknown.map(|(id, _)| Problem { question: id.clone(), cause: Cause::NotAQuestion }));
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Checked(answers.normal(form)))
}

/// What is wrong within one part, of what it asks this person. What it needs together with other parts is not looked at.
pub fn check_part(answers: &Answers, form: &Form, part: &Part) -> Vec<Problem> {
    let asked = part.questions.iter().filter(|question| answers.asks(form, question));
    asked.filter_map(|question| problem(answers, form, question)).collect()
}

fn problem(answers: &Answers, form: &Form, question: &Question) -> Option<Problem> {
    let cause = question_problem(answers, form, question)?;
    Some(Problem { question: question.id.clone(), cause })
}

/// “At least one of these” is tied to the first of the questions that are asked, where the person starts.
/// Where none of them is asked of this person, none is needed.
fn none_answered(answers: &Answers, form: &Form, question: &Question) -> Option<Problem> {
    let one = form.choice_with(&question.id)?;
    let asked = || form.questions().filter(|other| one.of.contains(&other.id) && answers.asks(form, other));
    let is_first = asked().next().is_some_and(|first| first.id == question.id);
    let is_needed = is_first && !asked().any(|other| answers.has_answered(&other.id));
    is_needed.then(|| Problem { question: question.id.clone(), cause: Cause::NoneAnswered })
}

/// The kind is looked at before anything else: `false` or an empty list in place of a text is no blank answer.
fn question_problem(answers: &Answers, form: &Form, question: &Question) -> Option<Cause> {
    let given = answers.answer(&question.id);
    if given.is_some_and(|answer| !question.kind.takes(answer)) {
        return Some(Cause::WrongKind);
    }
    match (answers.asks(form, question), given.filter(|answer| !answer.is_blank())) {
        (false, None) => None,
        (false, Some(_)) => {
            let chosen = question.show_when.as_ref().and_then(|condition| condition.of.first());
            chosen.map(|chosen| Cause::NotAsked { depends_on: chosen.question.clone() })
        }
        (true, None) => question.required.as_ref().map(|_| Cause::Missing),
        (true, Some(answer)) => question.kind.check(answer),
    }
}
