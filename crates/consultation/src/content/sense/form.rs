//! Looks whether a form makes sense: its questions, its conditions, what it says of publication.

use super::{Findings, Place};
use crate::content::problems::Fault;
use crate::content::section::Section;
use crate::form::condition::Chosen;
use crate::form::kind::Kind;
use crate::form::publication::Publication;
use crate::form::question::Question;
use crate::form::{AtLeastOne, Form};
use crate::id::Id;

/// What elements of a question are called behind its id and two hyphens, as its boxes are by their values.
const RESERVED_CHOICES: [&str; 4] = ["hint", "problem", "count", "limit"];

impl Form {
    /// The most characters that all fields of a form may take together.
    ///
    /// The receiver accepts bodies of 2 MiB; a form post can take 12 bytes for one character
    /// (four bytes in UTF-8, each written `%F0`), and 160,000 × 12 leaves 177 kB for names and the rest.
    pub const MAX_CHARACTERS: u32 = 160_000;
}

pub fn check_form(place: Place<'_>, form: &Form, findings: &mut Findings) {
    let id = || place.section.id().clone();
    let mut earlier: Vec<&Question> = Vec::new();
    for (part, questions) in form.parts.iter().map(|part| &part.questions).enumerate() {
        for (index, question) in questions.iter().enumerate() {
            check_question(Place { question: Some((part, index)), ..place }, question, &earlier, findings);
            earlier.push(question);
        }
    }
    let characters = earlier.iter().filter_map(|question| question.kind.max_characters()).fold(0, u32::saturating_add);
    findings.note(characters > Form::MAX_CHARACTERS, || {
        (place.of("/form/parts"), Fault::TooMuchRoom { section: id(), characters })
    });
    for (choice, AtLeastOne { of, .. }) in form.at_least_one.iter().enumerate() {
        let within = |end: &str| place.of(&format!("/form/at_least_one/{choice}/of{end}"));
        findings.note(of.len() < 2, || (within(""), Fault::ChoiceOfTooFew(id())));
        for (at, name) in of.iter().enumerate() {
            findings.note(form.question(name).is_none(), || {
                (within(&format!("/{at}")), Fault::ChoiceOfNothing { section: id(), name: name.clone() })
            });
        }
    }
    if let Some(publication) = &form.publication {
        check_publication(place, form, publication, findings);
    }
    if let Some(name) = &form.one_press {
        let is_right = is_sent_by(name, place.section, form);
        findings.note(!is_right, || {
            (place.of("/form/one_press"), Fault::MoreThanOnePress { section: id(), name: name.clone() })
        });
    }
    findings.note(earlier.is_empty(), || (place.of("/form/parts"), Fault::EmptyForm(id())));
}

fn check_question(place: Place<'_>, question: &Question, earlier: &[&Question], findings: &mut Findings) {
    check_choices(place, question, findings);
    check_room(place, question, findings);
    let Some(condition) = &question.show_when else { return };
    for (index, chosen) in condition.of.iter().enumerate() {
        check_chosen(
            &question.id,
            chosen,
            earlier,
            |within| place.of(&["/show_when", &condition.way_to(index), within].concat()),
            findings,
        );
    }
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

fn check_publication(place: Place<'_>, form: &Form, publication: &Publication, findings: &mut Findings) {
    let choices = form.question(&publication.question).map_or(&[][..], |question| question.kind.choices());
    let mut note = |is_there: bool, name: &Id, field: &str, nth: Option<usize>| {
        findings.note(!is_there, || {
            let nth = nth.map(|nth| format!("/{nth}")).unwrap_or_default();
            let section = place.section.id().clone();
            let fault = Fault::PublicationOfNothing { section, name: name.clone() };
            (place.of(&["/form/publication/", field, &nth].concat()), fault)
        });
    };
    for (field, value) in [("without_name", &publication.without_name), ("nothing", &publication.nothing)] {
        note(choices.iter().any(|choice| choice.value == *value), value, field, None);
    }
    for (field, ids) in [("names", &publication.names), ("private", &publication.private)] {
        for (nth, id) in ids.iter().enumerate() {
            note(form.question(id).is_some(), id, field, Some(nth));
        }
    }
    note(form.question(&publication.question).is_some(), &publication.question, "question", None);
}

fn check_room(place: Place<'_>, question: &Question, findings: &mut Findings) {
    let is_none = match &question.kind {
        Kind::Number(number) => number.least > number.most,
        Kind::Date(date) => date.within.as_ref().is_some_and(|within| within.first > within.last),
        kind => kind.max_characters() == Some(0),
    };
    findings.note(is_none, || (place.of(limit(&question.kind)), Fault::NoRoom(question.id.clone())));
}

/// The way to the setting that leaves no room, where one does so alone.
fn limit(kind: &Kind) -> &'static str {
    match kind {
        Kind::Number(_) => "/kind/number/most",
        Kind::Date(_) => "/kind/date/within/last",
        Kind::ShortText(_) => "/kind/short_text/max_characters",
        Kind::LongText(_) => "/kind/long_text/max_characters",
        _ => "/kind",
    }
}

fn check_choices(place: Place<'_>, question: &Question, findings: &mut Findings) {
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
    // The two kinds with a list.
    let list = || place.of(if least == 2 { "/kind/choose_one" } else { "/kind/choose_many" });
    findings.note(choices.len() < least, || (list(), Fault::TooFewChoices(question.id.clone())));
    for (index, choice) in choices.iter().enumerate() {
        let value = &choice.value;
        let named = || (format!("{}/{index}/value", list()), question.id.clone(), value.clone());
        findings.note(choices[..index].iter().any(|earlier| earlier.value == *value), || {
            let (pointer, question, value) = named();
            (pointer, Fault::DuplicateChoice { question, value })
        });
        findings.note(RESERVED_CHOICES.contains(&value.as_str()), || {
            let (pointer, question, value) = named();
            (pointer, Fault::ReservedChoice { question, value })
        });
    }
}

/// `at` makes the JSON pointer of what lies in `chosen`.
fn check_chosen(
    question: &Id,
    chosen: &Chosen,
    earlier: &[&Question],
    at: impl Fn(&str) -> String,
    findings: &mut Findings,
) {
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
    findings.note(chosen.is.is_empty(), || (at("/is"), Fault::ConditionOnNoAnswer(question.clone())));
    findings.note(named.is_none() && !chosen.is.is_empty(), || {
        (at("/question"), Fault::ConditionOnNothing { question: question.clone(), names: names.clone() })
    });
    for (index, value) in chosen.is.iter().enumerate() {
        let is_unknown = named.is_some_and(|choices| !choices.iter().any(|choice| choice.value == *value));
        findings.note(is_unknown, || {
            let (question, names, value) = (question.clone(), names.clone(), value.clone());
            (at(&format!("/is/{index}")), Fault::ConditionOnUnknownAnswer { question, names, value })
        });
    }
}
