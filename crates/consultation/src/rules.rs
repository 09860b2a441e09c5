//! The rules for answers. The same code runs in the browser and in the receiver.

use crate::answers::{Answer, Answers};
use crate::form::{Form, Part};
use crate::problem::{Cause, Problem};
use crate::question::{Kind, Question};

/// Answers that passed every rule of a form: only these can be sent or stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked(Answers);

impl Checked {
    /// The answers.
    pub fn answers(&self) -> &Answers {
        &self.0
    }
}

/// Checks answers against a form.
///
/// The words stay as they were typed, except for [`Answer::with_plain_line_ends`].
///
/// # Errors
/// Every problem, in the order of the questions; problems with answers that no question asked for come last.
pub fn check(answers: &Answers, form: &Form) -> Result<Checked, Vec<Problem>> {
    let mut problems: Vec<Problem> = Vec::new();
    for part in &form.parts {
        problems.extend(part_problem(answers, form, part));
        problems.extend(part.questions.iter().filter_map(|question| {
            let cause = question_problem(answers, form, question)?;
            Some(Problem { question: question.id.clone(), cause })
        }));
    }
    let unknown = answers.iter().filter(|(id, _)| form.question(id).is_none());
    problems.extend(unknown.map(|(id, _)| Problem { question: id.clone(), cause: Cause::NotAQuestion }));
    if !problems.is_empty() {
        return Err(problems);
    }
    let plain = answers.iter().map(|(id, answer)| (id.clone(), answer.with_plain_line_ends()));
    Ok(Checked(plain.collect()))
}

/// How long a text is: the number of Unicode characters (scalar values), where CRLF counts as one.
///
/// Not bytes or UTF-16 units, so that a macron or an emoji costs no more than a letter.
pub fn length(text: &str) -> u32 {
    let line_ends = text.bytes().zip(text.bytes().skip(1)).filter(|pair| *pair == (b'\r', b'\n')).count();
    u32::try_from(text.chars().count() - line_ends).unwrap_or(u32::MAX)
}

/// “At least one of these” is tied to the first of the part’s questions that are asked, where the person starts.
/// A part that asks this person nothing needs nothing.
fn part_problem(answers: &Answers, form: &Form, part: &Part) -> Option<Problem> {
    part.at_least_one.as_ref()?;
    let asked = || part.questions.iter().filter(|question| answers.asks(form, question));
    let is_answered = |question: &Question| answers.answer(&question.id).is_some_and(|answer| !answer.is_blank());
    let first = asked().next()?;
    let none = !asked().any(is_answered);
    none.then(|| Problem { question: first.id.clone(), cause: Cause::NoneAnswered })
}

/// The kind is looked at before anything else: `false` or an empty list in place of a text is no blank answer.
fn question_problem(answers: &Answers, form: &Form, question: &Question) -> Option<Cause> {
    let given = answers.answer(&question.id);
    let cause = given.and_then(|answer| answer_problem(answer, &question.kind));
    if cause == Some(Cause::WrongKind) {
        return cause;
    }
    match (answers.asks(form, question), given.is_some_and(|answer| !answer.is_blank())) {
        (false, false) => None,
        (false, true) => {
            question.show_when.as_ref().map(|condition| Cause::NotAsked { depends_on: condition.question.clone() })
        }
        (true, false) => question.required.as_ref().map(|_| Cause::Missing),
        (true, true) => cause,
    }
}

fn answer_problem(answer: &Answer, kind: &Kind) -> Option<Cause> {
    match (kind, answer) {
        (Kind::ShortText(_) | Kind::LongText(_), Answer::Text(text)) => too_long(text, kind),
        (Kind::Email(_), Answer::Text(text)) => {
            too_long(text, kind).or_else(|| (!is_email_address(text.trim())).then_some(Cause::NotAnEmailAddress))
        }
        (Kind::ChooseOne(_), Answer::Text(value)) => not_offered(value, kind),
        (Kind::ChooseMany(_), Answer::Many(values)) => values.iter().find_map(|value| not_offered(value, kind)),
        (Kind::Declaration(_), Answer::Agreed(_)) => None,
        _ => Some(Cause::WrongKind),
    }
}

fn too_long(text: &str, kind: &Kind) -> Option<Cause> {
    let (limit, length) = (kind.max_characters()?, length(text));
    (length > limit).then_some(Cause::TooLong { limit, length })
}

fn not_offered(value: &str, kind: &Kind) -> Option<Cause> {
    let is_offered = kind.choices().iter().any(|choice| choice.value == *value);
    (!is_offered).then_some(Cause::NotOffered)
}

/// What stands in no address unquoted (RFC 5322, 3.2.3), and a second `@`.
const IN_NO_ADDRESS: [char; 12] = ['<', '>', ',', ';', ':', '"', '(', ')', '[', ']', '\\', '@'];

/// Whether a message could be sent there: something, `@`, and a name with a dot, without white space.
///
/// Generous on purpose: addresses with macrons or of new domains are right, and only sending proves an address.
fn is_email_address(text: &str) -> bool {
    let Some((mailbox, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let is_plain =
        |part: &str| !part.chars().any(|c| c.is_whitespace() || c.is_control() || IN_NO_ADDRESS.contains(&c));
    let labels_filled = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    let dots_single = !mailbox.is_empty() && mailbox.split('.').all(|atom| !atom.is_empty());
    labels_filled && dots_single && is_plain(mailbox) && is_plain(domain)
}
