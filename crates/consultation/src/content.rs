//! The words of the page: the editor's file, `public/content/<language>.json`.

use std::sync::Arc;

use crate::day::Day;
use crate::form::Form;
use crate::id::Id;
use crate::instant::Instant;
use crate::json::lines;
use crate::page::{self, FileError};
use crate::question::{Condition, Kind, Question};
use crate::read_object;
use crate::rich_text::{Block, RichText};
use crate::section::{HaveYourSay, Section};

/// Everything the page says, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The language as a BCP 47 tag: `en-NZ`.
    pub language: String,
    /// Raised by one with every published change. A page in a browser takes only a higher one.
    pub revision: u32,
    /// The day of the last change.
    pub updated: Day,
    /// Who speaks.
    pub agency: RichText,
    /// The page's heading.
    pub title: RichText,
    /// The line below it.
    pub subtitle: RichText,
    /// What the page is, for search engines: one sentence.
    pub description: String,
    /// The opening text.
    pub lead: Vec<Block>,
    /// How to reach a person.
    pub contact: Contact,
    /// When submissions are taken.
    pub consultation: Consultation,
    /// The sections, in the order of reading.
    pub sections: Vec<Section>,
}

/// How to reach a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The team's e-mail address, which messages about failures name.
    pub email: String,
    /// The sentence that offers it.
    pub text: RichText,
}

/// When submissions are taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// The first moment; without it, submissions are taken from publication on.
    pub opens: Option<Instant>,
    /// The moment from which submissions are late.
    pub closes: Instant,
}

/// Why a content file cannot be used. For the editor.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is well formed but does not make sense; all findings at once.
    #[error(transparent)]
    Meaning(#[from] ContentProblems),
}

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
    /// Reads a content file: shape first, then meaning.
    ///
    /// # Errors
    /// [`ContentError`], for the editor.
    pub fn parse(json: &str) -> Result<Self, ContentError> {
        let content: Self = page::read(json)?;
        content.check()?;
        Ok(content)
    }

    /// Checks the meaning of content that another reader has parsed.
    ///
    /// # Errors
    /// [`ContentProblems`], for the editor.
    pub fn check(&self) -> Result<(), ContentProblems> {
        let problems = self.problems();
        if problems.is_empty() { Ok(()) } else { Err(ContentProblems(problems)) }
    }

    /// The section of the consultation.
    ///
    /// # Panics
    /// Never for content that passed [`Content::check`]: it has exactly one.
    pub fn have_your_say(&self) -> &HaveYourSay {
        self.sections
            .iter()
            .find_map(|section| match section {
                Section::HaveYourSay(section) => Some(section),
                _ => None,
            })
            .expect("Content::check has counted the sections of this kind")
    }

    /// The form about the page itself, where the content has one.
    pub fn feedback_form(&self) -> Option<&Arc<Form>> {
        self.sections.iter().find_map(|section| match section {
            Section::Feedback(section) => Some(&section.form),
            _ => None,
        })
    }

    /// What does not make sense; empty when all is well.
    fn problems(&self) -> Vec<ContentProblem> {
        let mut problems = self.structure_problems();
        problems.extend(duplicate_ids(self));
        for section in &self.sections {
            match section {
                Section::Timeline(timeline) => problems.extend(
                    (timeline.sessions.iter())
                        .filter(|meeting| meeting.last_day < meeting.first_day)
                        .map(|meeting| ContentProblem::MeetingEndsBeforeItStarts { city: meeting.city.clone() }),
                ),
                Section::HaveYourSay(_) | Section::Feedback(_) | Section::Prose(_) | Section::PastConsultations(_) => {}
            }
            if let Some(form) = section.form() {
                problems.extend(form_problems(section.id(), form));
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
        if self.consultation.opens.is_some_and(|opens| opens >= self.consultation.closes) {
            problems.push(ContentProblem::ClosesBeforeItOpens);
        }
        problems
    }
}

/// All ids are ids of one HTML page, so they are unique across sections, parts and questions.
fn duplicate_ids(content: &Content) -> Vec<ContentProblem> {
    let mut seen: Vec<&Id> = Vec::new();
    let mut problems = Vec::new();
    let mut meet = |id| {
        if seen.contains(&id) {
            problems.push(ContentProblem::DuplicateId(id.clone()));
        }
        seen.push(id);
    };
    for section in &content.sections {
        meet(section.id());
        for part in section.form().into_iter().flat_map(|form| &form.parts) {
            meet(&part.id);
            part.questions.iter().for_each(|question| meet(&question.id));
        }
    }
    problems
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
    if earlier.is_empty() {
        problems.push(ContentProblem::EmptyForm(section.clone()));
    }
    problems
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
    }
    problems
}

fn condition_problems(question: &Id, condition: &Condition, earlier: &[&Question]) -> Vec<ContentProblem> {
    let names = &condition.question;
    let named = (earlier.iter()).find(|earlier| earlier.id == *names).and_then(|earlier| match &earlier.kind {
        Kind::ChooseOne(choices) => Some(choices),
        _ => None,
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

read_object!(Content {
    language, revision, updated, agency, title, subtitle, description, lead, contact, consultation, sections;
});
read_object!(Contact { email, text; });
read_object!(Consultation { closes; opens });
