//! Looks whether content makes sense. It reads the whole content and knows no file.

use super::Content;
use super::problems::{ContentProblem, ContentProblems};
use crate::content::section::Section;
use crate::form::condition::Chosen;
use crate::form::kind::Kind;
use crate::form::publication::Publication;
use crate::form::question::Question;
use crate::form::{AtLeastOne, Form};
use crate::id::Id;

/// What an id may not be: an element of the page, the first half of ids such as `submission--form`,
/// the hidden field of a form, and the columns of an export beside the answers.
const RESERVED_IDS: [&str; 14] = [
    "main",
    "top",
    "app",
    "page",
    "submission",
    "feedback",
    "revision",
    "reference",
    "id",
    "late",
    "step",
    "replaces",
    "withdraws",
    "counts",
];

/// What elements of a question are called behind its id and two hyphens, as its boxes are by their values.
const RESERVED_CHOICES: [&str; 4] = ["hint", "problem", "count", "limit"];

/// What was found. A browser only learns whether anything was: to name it was 0.9 kB of the page's WASM, and nobody who
/// could mend it looks there.
#[derive(Default)]
struct Findings {
    problems: Vec<ContentProblem>,
    are_there: bool,
}

impl Findings {
    fn note(&mut self, is_wrong: bool, problem: impl FnOnce() -> ContentProblem) {
        self.are_there |= is_wrong;
        if is_wrong && !cfg!(target_family = "wasm") {
            self.problems.push(problem());
        }
    }
}

impl Form {
    /// The most characters that all fields of a form may take together.
    ///
    /// The receiver accepts bodies of 2 MiB; a form post can take 12 bytes for one character
    /// (four bytes in UTF-8, each written `%F0`), and 160,000 × 12 leaves 177 kB for names and the rest.
    pub const MAX_CHARACTERS: u32 = 160_000;
}

impl Content {
    /// Checks the meaning of content that has the right shape.
    ///
    /// # Errors
    /// [`ContentProblems`], for the editor.
    pub fn check(&self) -> Result<(), ContentProblems> {
        let mut findings = Findings::default();
        self.check_structure(&mut findings);
        check_ids(self, &mut findings);
        for section in &self.sections {
            if let Section::Timeline(timeline) = section {
                for meeting in &timeline.sessions {
                    findings.note(meeting.last_day < meeting.first_day, || ContentProblem::MeetingEndsBeforeItStarts {
                        city: meeting.city.clone(),
                    });
                }
            }
            if let Some(form) = section.form() {
                check_form(section, form, &mut findings);
            }
        }
        if findings.are_there { Err(ContentProblems(findings.problems)) } else { Ok(()) }
    }

    fn check_structure(&self, findings: &mut Findings) {
        let count = |is_kind: fn(&Section) -> bool| self.sections.iter().filter(|section| is_kind(section)).count();
        let says = count(|section| matches!(section, Section::HaveYourSay(_)));
        let feedbacks = count(|section| matches!(section, Section::Feedback(_)));
        findings.note(says != 1, || ContentProblem::NotOneHaveYourSay(says));
        findings.note(feedbacks > 1, || ContentProblem::SeveralFeedbacks(feedbacks));
        let moments = self.consultation.opens.zip(self.consultation.closes);
        let is_over_before = moments.is_some_and(|(opens, closes)| opens >= closes);
        findings.note(is_over_before, || ContentProblem::ClosesBeforeItOpens);
    }
}

/// All ids are ids of one HTML page, so they are unique across sections, parts, questions and the page's own.
fn check_ids(content: &Content, findings: &mut Findings) {
    let ids: Vec<&Id> = content.sections.iter().flat_map(ids_of).collect();
    for (index, id) in ids.iter().enumerate() {
        findings.note(RESERVED_IDS.contains(&id.as_str()), || ContentProblem::ReservedId((*id).clone()));
        findings.note(ids[..index].contains(id), || ContentProblem::DuplicateId((*id).clone()));
    }
}

fn ids_of(section: &Section) -> Vec<&Id> {
    let mut ids = vec![section.id()];
    for part in section.form().into_iter().flat_map(|form| &form.parts) {
        ids.push(&part.id);
        ids.extend(part.questions.iter().map(|question| &question.id));
    }
    ids
}

fn check_form(section: &Section, form: &Form, findings: &mut Findings) {
    let id = || section.id().clone();
    let mut earlier: Vec<&Question> = Vec::new();
    for question in form.questions() {
        check_choices(question, findings);
        check_room(question, findings);
        for chosen in question.show_when.iter().flat_map(|condition| &condition.of) {
            check_chosen(&question.id, chosen, &earlier, findings);
        }
        earlier.push(question);
    }
    let characters = earlier.iter().filter_map(|question| question.kind.max_characters()).fold(0, u32::saturating_add);
    findings.note(characters > Form::MAX_CHARACTERS, || ContentProblem::TooMuchRoom { section: id(), characters });
    for AtLeastOne { of, .. } in &form.at_least_one {
        let is_of_too_few = of.len() < 2 || of.iter().any(|id| form.question(id).is_none());
        let names = || of.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
        findings.note(is_of_too_few, || ContentProblem::ChoiceOfTooFew { section: id(), names: names() });
    }
    if let Some(publication) = &form.publication {
        check_publication(section, form, publication, findings);
    }
    if let Some(name) = &form.one_press {
        let is_right = is_sent_by(name, section, form);
        findings.note(!is_right, || ContentProblem::MoreThanOnePress { section: id(), name: name.clone() });
    }
    findings.note(earlier.is_empty(), || ContentProblem::EmptyForm(id()));
}

/// Whether one press can send a form: its first question, and nothing else that is needed.
fn is_sent_by(name: &Id, section: &Section, form: &Form) -> bool {
    let is_feedback = matches!(section, Section::Feedback(_)) && form.at_least_one.is_empty();
    let is_alone = form.questions().enumerate().all(|(place, question)| match place {
        0 => question.id == *name && matches!(question.kind, Kind::ChooseOne(_)),
        _ => question.required.is_none(),
    });
    is_feedback && is_alone
}

fn check_publication(section: &Section, form: &Form, publication: &Publication, findings: &mut Findings) {
    let choices = form.question(&publication.question).map_or(&[][..], |question| question.kind.choices());
    let mut note = |is_there: bool, name: &Id| {
        let (section, name) = (section.id(), name);
        findings
            .note(!is_there, || ContentProblem::PublicationOfNothing { section: section.clone(), name: name.clone() });
    };
    for value in [&publication.without_name, &publication.nothing] {
        note(choices.iter().any(|choice| choice.value == *value), value);
    }
    for id in publication.names.iter().chain(&publication.private).chain([&publication.question]) {
        note(form.question(id).is_some(), id);
    }
}

fn check_room(question: &Question, findings: &mut Findings) {
    let is_none = match &question.kind {
        Kind::Number(number) => number.least > number.most,
        Kind::Date(date) => date.within.as_ref().is_some_and(|within| within.first > within.last),
        kind => kind.max_characters() == Some(0),
    };
    findings.note(is_none, || ContentProblem::NoRoom(question.id.clone()));
}

fn check_choices(question: &Question, findings: &mut Findings) {
    let least = match question.kind {
        Kind::ChooseOne(_) => 2,
        Kind::ChooseMany(_) => 1,
        Kind::ShortText(_)
        | Kind::LongText(_)
        | Kind::Email(_)
        | Kind::Telephone(_)
        | Kind::Number(_)
        | Kind::Address(_)
        | Kind::Date(_)
        | Kind::AddAnother(_)
        | Kind::Declaration(_) => 0,
    };
    let choices = question.kind.choices();
    findings.note(choices.len() < least, || ContentProblem::TooFewChoices(question.id.clone()));
    for (index, choice) in choices.iter().enumerate() {
        let value = &choice.value;
        let names = || (question.id.clone(), value.clone());
        findings.note(choices[..index].iter().any(|earlier| earlier.value == *value), || {
            let (question, value) = names();
            ContentProblem::DuplicateChoice { question, value }
        });
        findings.note(RESERVED_CHOICES.contains(&value.as_str()), || {
            let (question, value) = names();
            ContentProblem::ReservedChoice { question, value }
        });
    }
}

fn check_chosen(question: &Id, chosen: &Chosen, earlier: &[&Question], findings: &mut Findings) {
    let names = &chosen.question;
    let named = earlier.iter().find(|earlier| earlier.id == *names).and_then(|earlier| match &earlier.kind {
        Kind::ChooseOne(choices) => Some(&choices.0),
        Kind::ShortText(_)
        | Kind::LongText(_)
        | Kind::Email(_)
        | Kind::Telephone(_)
        | Kind::Number(_)
        | Kind::Address(_)
        | Kind::Date(_)
        | Kind::AddAnother(_)
        | Kind::ChooseMany(_)
        | Kind::Declaration(_) => None,
    });
    findings.note(chosen.is.is_empty(), || ContentProblem::ConditionOnNoAnswer(question.clone()));
    findings.note(named.is_none() && !chosen.is.is_empty(), || ContentProblem::ConditionOnNothing {
        question: question.clone(),
        names: names.clone(),
    });
    for value in &chosen.is {
        let is_unknown = named.is_some_and(|choices| !choices.iter().any(|choice| choice.value == *value));
        findings.note(is_unknown, || ContentProblem::ConditionOnUnknownAnswer {
            question: question.clone(),
            names: names.clone(),
            value: value.clone(),
        });
    }
}
