//! Looks whether content makes sense. It reads the whole content and knows no file.

mod form;

use self::form::check_form;
use super::Content;
use super::problems::{ContentProblem, ContentProblems, Fault};
use crate::content::section::Section;
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

/// What was found. A browser only learns whether anything was: to name it was 0.9 kB of the page's WASM, and nobody who
/// could mend it looks there.
#[derive(Default)]
struct Findings {
    problems: Vec<ContentProblem>,
    are_there: bool,
}

impl Findings {
    fn note(&mut self, is_wrong: bool, problem: impl FnOnce() -> (String, Fault)) {
        self.are_there |= is_wrong;
        if is_wrong && !cfg!(target_family = "wasm") {
            let (pointer, fault) = problem();
            self.problems.push(ContentProblem { pointer, fault });
        }
    }
}

/// Where in the content something stands, both counted from 0. Only a problem that is named makes a pointer of it.
#[derive(Clone, Copy)]
struct Place<'a> {
    section: &'a Section,
    index: usize,
    /// The part and the question in it, of a question.
    question: Option<(usize, usize)>,
}

impl Place<'_> {
    /// The JSON pointer of what lies in it.
    fn of(self, within: &str) -> String {
        let section = format!("/sections/{}/{}", self.index, self.section.kind());
        match self.question {
            Some((part, question)) => format!("{section}/form/parts/{part}/questions/{question}{within}"),
            None => section + within,
        }
    }

    /// The JSON pointer of an id of the section, by its place among [`ids_of`].
    fn of_id(self, nth: usize) -> String {
        let mut pointers = vec![self.of("/id")];
        for (index, part) in self.section.form().into_iter().flat_map(|form| form.parts.iter().enumerate()) {
            pointers.push(self.of(&format!("/form/parts/{index}/id")));
            let questions = 0..part.questions.len();
            pointers.extend(questions.map(|question| Self { question: Some((index, question)), ..self }.of("/id")));
        }
        pointers.swap_remove(nth)
    }
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
        for (index, section) in self.sections.iter().enumerate() {
            let place = Place { section, index, question: None };
            if let Section::Timeline(timeline) = section {
                for (meeting, at) in timeline.sessions.iter().zip(0..) {
                    findings.note(meeting.last_day < meeting.first_day, || {
                        let city = meeting.city.clone();
                        (place.of(&format!("/sessions/{at}/last_day")), Fault::MeetingEndsBeforeItStarts { city })
                    });
                }
            }
            if let Some(form) = section.form() {
                check_form(place, form, &mut findings);
            }
        }
        // A browser shows what is published, whether or not its days agree.
        #[cfg(not(target_family = "wasm"))]
        for (pointer, fault) in super::agreement::faults(self) {
            findings.note(true, || (pointer, fault));
        }
        if findings.are_there { Err(ContentProblems(findings.problems)) } else { Ok(()) }
    }

    fn check_structure(&self, findings: &mut Findings) {
        let count = |is_kind: fn(&Section) -> bool| self.sections.iter().filter(|section| is_kind(section)).count();
        let says = count(|section| matches!(section, Section::HaveYourSay(_)));
        let feedbacks = count(|section| matches!(section, Section::Feedback(_)));
        findings.note(says != 1, || (self.last_of("have_your_say"), Fault::NotOneHaveYourSay(says)));
        findings.note(feedbacks > 1, || (self.last_of("feedback"), Fault::SeveralFeedbacks(feedbacks)));
        let moments = self.consultation.opens.zip(self.consultation.closes);
        let is_over_before = moments.is_some_and(|(opens, closes)| opens >= closes);
        findings.note(is_over_before, || ("/consultation/closes".to_owned(), Fault::ClosesBeforeItOpens));
    }

    /// The JSON pointer of the last section of a kind, or of the sections where none is.
    fn last_of(&self, kind: &str) -> String {
        let last = self.sections.iter().rposition(|section| section.kind() == kind);
        last.map_or("/sections".to_owned(), |index| format!("/sections/{index}/{kind}"))
    }
}

/// All ids are ids of one HTML page, so they are unique across sections, parts, questions and the page's own.
fn check_ids(content: &Content, findings: &mut Findings) {
    let mut earlier: Vec<&Id> = Vec::new();
    for (index, section) in content.sections.iter().enumerate() {
        let place = Place { section, index, question: None };
        for (nth, id) in ids_of(section).into_iter().enumerate() {
            let is_reserved = RESERVED_IDS.contains(&id.as_str());
            findings.note(is_reserved, || (place.of_id(nth), Fault::ReservedId(id.clone())));
            findings.note(earlier.contains(&id), || (place.of_id(nth), Fault::DuplicateId(id.clone())));
            earlier.push(id);
        }
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
