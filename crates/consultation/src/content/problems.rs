//! What cannot make sense in content of the right shape. It reads the whole content and knows no file.

use super::Content;
use crate::content::section::Section;
use crate::form::kind::Kind;
use crate::form::publication::Publication;
use crate::form::question::{Condition, Question};
use crate::form::{AtLeastOne, Form};
use crate::id::Id;
use crate::json::lines;

/// Everything that does not make sense in well-formed content; never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(.0))]
pub struct ContentProblems(pub Vec<ContentProblem>);

/// Something that does not make sense in well-formed content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContentProblem {
    /// Two things share an id.
    #[error("the id “{0}” is used twice")]
    DuplicateId(Id),
    /// `show_when` names no earlier question that has a list.
    #[error("“{question}” is shown after “{names}”, which is not an earlier “choose_one” question of its form")]
    ConditionOnNothing {
        /// The question with the condition.
        question: Id,
        /// What the condition names.
        names: Id,
    },
    /// `show_when` names an answer that is not on the list.
    #[error("“{question}” is shown after the answer “{value}”, which “{names}” does not offer")]
    ConditionOnUnknownAnswer {
        /// The question with the condition.
        question: Id,
        /// The question that the condition names.
        names: Id,
        /// The answer that it does not offer.
        value: Id,
    },
    /// `show_when` names no answer, so the question is never asked.
    #[error("“{0}” is never shown: name at least one answer under “is”")]
    ConditionOnNoAnswer(Id),
    /// An id that an element of the page itself has, or a field or column beside the answers.
    #[error("the id “{0}” is one that the page itself uses: choose another")]
    ReservedId(Id),
    /// An answer whose box would have the id of another element of its question.
    #[error("“{question}” offers the value “{value}”, which the page itself uses beside a question: choose another")]
    ReservedChoice {
        /// The question.
        question: Id,
        /// The value.
        value: Id,
    },
    /// A list of answers with fewer than two, or for “choose many” none.
    #[error("“{0}” offers too few answers")]
    TooFewChoices(Id),
    /// Two answers of one list have the same value.
    #[error("“{question}” offers “{value}” twice")]
    DuplicateChoice {
        /// The question.
        question: Id,
        /// The repeated value.
        value: Id,
    },
    /// A field that accepts nothing.
    #[error("“{0}” has max_characters 0, so nothing could be written")]
    NoRoom(Id),
    /// More could be written than an endpoint takes.
    #[error("the form of “{section}” takes up to {characters} characters in all; the most is {}", Form::MAX_CHARACTERS)]
    TooMuchRoom {
        /// The section with the form.
        section: Id,
        /// The sum over its fields.
        characters: u32,
    },
    /// “At least one” of fewer than two questions, or of one that the form does not ask.
    #[error("“at_least_one” in the form of “{section}” names “{names}”: it takes two or more questions of the form")]
    ChoiceOfTooFew {
        /// The section with the form.
        section: Id,
        /// What it names.
        names: String,
    },
    /// A form that one press sends needs more than that.
    #[error(
        "“one_press” in the form of “{section}” names “{name}”: it takes the first question of feedback, of the kind “choose_one”, and no other may be required"
    )]
    MoreThanOnePress {
        /// The section with the form.
        section: Id,
        /// What it names.
        name: Id,
    },
    /// What is said of publication names a question or an answer that the form does not have.
    #[error(
        "“publication” in the form of “{section}” names “{name}”, which is no question of it, or no answer to its question"
    )]
    PublicationOfNothing {
        /// The section with the form.
        section: Id,
        /// What it names.
        name: Id,
    },
    /// A form without questions.
    #[error("the form of “{0}” asks nothing")]
    EmptyForm(Id),
    /// The consultation opens when it is over.
    #[error("the consultation opens at or after the moment when it closes")]
    ClosesBeforeItOpens,
    /// A meeting that ends before it starts.
    #[error("the meeting in {city} ends before it starts")]
    MeetingEndsBeforeItStarts {
        /// Where it meets.
        city: String,
    },
    /// Not exactly one section of the kind `have_your_say`.
    #[error("the page needs exactly one section of the kind “have_your_say”, and has {0}")]
    NotOneHaveYourSay(usize),
    /// More than one section of the kind `feedback`.
    #[error("the page can have one section of the kind “feedback”, and has {0}")]
    SeveralFeedbacks(usize),
}

impl Form {
    /// The most characters that all fields of a form may take together.
    ///
    /// The receiver accepts bodies of 2 MiB; a form post can take 12 bytes for one character
    /// (four bytes in UTF-8, each written `%F0`), and 160,000 × 12 leaves 177 kB for names and the rest.
    pub const MAX_CHARACTERS: u32 = 160_000;
}

impl Content {
    /// What does not make sense; empty when all is well.
    pub(super) fn problems(&self) -> Vec<ContentProblem> {
        let mut problems = self.structure_problems();
        problems.extend(id_problems(self));
        for section in &self.sections {
            match section {
                Section::Timeline(timeline) => problems.extend(
                    (timeline.sessions.iter())
                        .filter(|meeting| meeting.last_day < meeting.first_day)
                        .map(|meeting| ContentProblem::MeetingEndsBeforeItStarts { city: meeting.city.clone() }),
                ),
                Section::Prose(_)
                | Section::PastConsultations(_)
                | Section::HaveYourSay(_)
                | Section::Updates(_)
                | Section::Feedback(_) => {}
            }
            if let Some(form) = section.form() {
                problems.extend(form_problems(section.id(), form));
                problems.extend(one_press_problem(section, form));
            }
        }
        problems
    }

    fn structure_problems(&self) -> Vec<ContentProblem> {
        let count = |is_kind: fn(&Section) -> bool| self.sections.iter().filter(|section| is_kind(section)).count();
        let says = count(|section| matches!(section, Section::HaveYourSay(_)));
        let feedbacks = count(|section| matches!(section, Section::Feedback(_)));
        let mut problems = Vec::new();
        if says != 1 {
            problems.push(ContentProblem::NotOneHaveYourSay(says));
        }
        if feedbacks > 1 {
            problems.push(ContentProblem::SeveralFeedbacks(feedbacks));
        }
        if self.consultation.opens.zip(self.consultation.closes).is_some_and(|(opens, closes)| opens >= closes) {
            problems.push(ContentProblem::ClosesBeforeItOpens);
        }
        problems
    }
}

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

/// All ids are ids of one HTML page, so they are unique across sections, parts, questions and the page's own.
fn id_problems(content: &Content) -> Vec<ContentProblem> {
    let ids: Vec<&Id> = content.sections.iter().flat_map(ids_of).collect();
    let mut problems = Vec::new();
    for (index, id) in ids.iter().enumerate() {
        if RESERVED_IDS.contains(&id.as_str()) {
            problems.push(ContentProblem::ReservedId((*id).clone()));
        }
        if ids[..index].contains(id) {
            problems.push(ContentProblem::DuplicateId((*id).clone()));
        }
    }
    problems
}

fn ids_of(section: &Section) -> Vec<&Id> {
    let mut ids = vec![section.id()];
    for part in section.form().into_iter().flat_map(|form| &form.parts) {
        ids.push(&part.id);
        ids.extend(part.questions.iter().map(|question| &question.id));
    }
    ids
}

fn form_problems(section: &Id, form: &Form) -> Vec<ContentProblem> {
    let mut problems = Vec::new();
    let mut earlier: Vec<&Question> = Vec::new();
    for question in form.questions() {
        problems.extend(choice_problems(question));
        if question.kind.max_characters() == Some(0) {
            problems.push(ContentProblem::NoRoom(question.id.clone()));
        }
        if let Some(condition) = &question.show_when {
            problems.extend(condition_problems(&question.id, condition, &earlier));
        }
        earlier.push(question);
    }
    let characters = earlier.iter().filter_map(|question| question.kind.max_characters()).fold(0, u32::saturating_add);
    if characters > Form::MAX_CHARACTERS {
        problems.push(ContentProblem::TooMuchRoom { section: section.clone(), characters });
    }
    let is_asked = |id: &Id| form.question(id).is_some();
    for AtLeastOne { of, .. } in &form.at_least_one {
        if of.len() < 2 || !of.iter().all(is_asked) {
            let names = of.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
            problems.push(ContentProblem::ChoiceOfTooFew { section: section.clone(), names });
        }
    }
    for name in form.publication.iter().flat_map(|publication| names_of_nothing(form, publication)) {
        problems.push(ContentProblem::PublicationOfNothing { section: section.clone(), name: name.clone() });
    }
    if earlier.is_empty() {
        problems.push(ContentProblem::EmptyForm(section.clone()));
    }
    problems
}

fn one_press_problem(section: &Section, form: &Form) -> Option<ContentProblem> {
    let name = form.one_press.as_ref()?;
    let is_feedback = matches!(section, Section::Feedback(_)) && form.at_least_one.is_empty();
    let is_alone = form.questions().enumerate().all(|(place, question)| match place {
        0 => question.id == *name && matches!(question.kind, Kind::ChooseOne(_)),
        _ => question.required.is_none(),
    });
    let problem = || ContentProblem::MoreThanOnePress { section: section.id().clone(), name: name.clone() };
    (!is_feedback || !is_alone).then(problem)
}

fn names_of_nothing<'a>(form: &'a Form, publication: &'a Publication) -> impl Iterator<Item = &'a Id> {
    let choices = form.question(&publication.question).map_or(&[][..], |question| question.kind.choices());
    let is_offered = move |value: &Id| choices.iter().any(|choice| choice.value == *value);
    let values = [&publication.without_name, &publication.nothing].into_iter().filter(move |value| !is_offered(value));
    let questions = publication.names.iter().chain(&publication.private).chain([&publication.question]);
    values.chain(questions.filter(|id| form.question(id).is_none()))
}

fn choice_problems(question: &Question) -> Vec<ContentProblem> {
    let least = match question.kind {
        Kind::ChooseOne(_) => 2,
        Kind::ChooseMany(_) => 1,
        Kind::ShortText(_) | Kind::LongText(_) | Kind::Email(_) | Kind::Declaration(_) => 0,
    };
    let choices = question.kind.choices();
    let mut problems = Vec::new();
    if choices.len() < least {
        problems.push(ContentProblem::TooFewChoices(question.id.clone()));
    }
    for (index, choice) in choices.iter().enumerate() {
        if choices[..index].iter().any(|earlier| earlier.value == choice.value) {
            let (question, value) = (question.id.clone(), choice.value.clone());
            problems.push(ContentProblem::DuplicateChoice { question, value });
        }
        if RESERVED_CHOICES.contains(&choice.value.as_str()) {
            let (question, value) = (question.id.clone(), choice.value.clone());
            problems.push(ContentProblem::ReservedChoice { question, value });
        }
    }
    problems
}

fn condition_problems(question: &Id, condition: &Condition, earlier: &[&Question]) -> Vec<ContentProblem> {
    let names = &condition.question;
    if condition.is.is_empty() {
        return vec![ContentProblem::ConditionOnNoAnswer(question.clone())];
    }
    let named = (earlier.iter()).find(|earlier| earlier.id == *names).and_then(|earlier| match &earlier.kind {
        Kind::ChooseOne(choices) => Some(&choices.0),
        Kind::ShortText(_) | Kind::LongText(_) | Kind::Email(_) | Kind::ChooseMany(_) | Kind::Declaration(_) => None,
    });
    let Some(choices) = named else {
        return vec![ContentProblem::ConditionOnNothing { question: question.clone(), names: names.clone() }];
    };
    (condition.is.iter())
        .filter(|value| !choices.iter().any(|choice| choice.value == **value))
        .map(|value| ContentProblem::ConditionOnUnknownAnswer {
            question: question.clone(),
            names: names.clone(),
            value: value.clone(),
        })
        .collect()
}
