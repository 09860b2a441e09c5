//! Everything that an editor is told of a content file at once: what is wrong in its shape, and what makes no sense in the
//! rest of it. Only builds have this (feature `schema`); a page and the receiver take whole content or none.

use super::{Content, ContentProblem, Fault};
use crate::file;
use crate::json::ShapeError;

/// What is wrong with a content file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// What is not of the right shape.
    pub shape: Vec<ShapeError>,
    /// What does not make sense, as far as that can be known beside the shape.
    pub meaning: Vec<ContentProblem>,
}

/// The steps of a JSON pointer at which names of questions and answers are lost when a value there has another shape.
const HOLD_NAMES: [&str; 12] = [
    "",
    "sections",
    "have_your_say",
    "feedback",
    "form",
    "parts",
    "questions",
    "id",
    "kind",
    "choose_one",
    "choose_many",
    "value",
];

/// Reads a content file to its end, whatever is wrong on the way.
///
/// # Errors
/// Where it is not JSON: then nothing else can be known.
pub fn review(json: &str) -> Result<Review, serde_json::Error> {
    let (content, shape): (Content, _) = file::read_on(json)?;
    let mut meaning = content.check().err().map(|problems| problems.0).unwrap_or_default();
    meaning.retain(|problem| !shape.iter().any(|error| may_follow(problem, error)));
    Ok(Review { shape, meaning })
}

/// Whether something may seem wrong only because a value of another shape was left out.
fn may_follow(ContentProblem { pointer, fault }: &ContentProblem, error: &ShapeError) -> bool {
    match fault {
        // A field that nobody asked for is in nobody's place, and what is left out makes a form smaller.
        _ if error.is_of_the_field() => false,
        Fault::TooMuchRoom { .. } => false,
        Fault::NotOneHaveYourSay(_) | Fault::SeveralFeedbacks(_) => {
            matches!(error.path.split('/').collect::<Vec<_>>()[..], [""] | ["", "sections"] | ["", "sections", _])
        }
        Fault::ConditionOnNothing { .. }
        | Fault::ConditionOnUnknownAnswer { .. }
        | Fault::ChoiceOfNothing { .. }
        | Fault::PublicationOfNothing { .. }
        | Fault::MoreThanOnePress { .. }
        | Fault::EmptyForm(_) => lie_on_one_way(pointer, &error.path) || names_are_lost(pointer, &error.path),
        // Each of these compares two values of one object.
        Fault::ClosesBeforeItOpens | Fault::MeetingEndsBeforeItStarts { .. } | Fault::NoRoom(_) => {
            lie_on_one_way(pointer.rsplit_once('/').map_or("", |(object, _)| object), &error.path)
        }
        // Each of these compares values from anywhere in the file.
        Fault::TooEarly { .. }
        | Fault::NeverCloses
        | Fault::WrittenBesideOutcomes
        | Fault::WrittenTooLate { .. }
        | Fault::MoreThanAll { .. }
        | Fault::HalfAdopted => true,
        Fault::NothingReported(_)
        | Fault::DuplicateId(_)
        | Fault::ReservedId(_)
        | Fault::ConditionOnNoAnswer(_)
        | Fault::ChoiceOfTooFew(_)
        | Fault::ReservedChoice { .. }
        | Fault::TooFewChoices(_)
        | Fault::DuplicateChoice { .. } => lie_on_one_way(pointer, &error.path),
    }
}

/// Whether one of two JSON pointers leads through the other.
fn lie_on_one_way(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether the section of a pointer lost a question or an answer to an error.
fn names_are_lost(pointer: &str, error: &str) -> bool {
    let section = pointer.split('/').take(3).collect::<Vec<_>>().join("/");
    let field = error.rsplit('/').find(|step| step.parse::<usize>().is_err());
    lie_on_one_way(&section, error) && field.is_some_and(|field| HOLD_NAMES.contains(&field))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../../public/content/en-NZ.json");

    /// How many errors of the shape are found after edits, and what of the meaning.
    fn found(edits: &[(&str, &str)]) -> (usize, Vec<String>) {
        let edited = edits.iter().fold(SHIPPED.to_owned(), |json, (before, after)| {
            assert!(json.contains(before), "{before}");
            json.replacen(before, after, 1)
        });
        let Review { shape, meaning } = review(&edited).expect("it is JSON");
        (shape.len(), meaning.into_iter().map(|problem| problem.fault.to_string()).collect())
    }

    const DEAD_CONDITION: (&str, &str) = (r#""is": ["yes"]"#, r#""is": ["maybe"]"#);
    const SAID: &str = "“withhold-what” is shown after the answer “maybe”, which “withhold” does not offer";

    #[test]
    fn what_makes_no_sense_is_found_beside_what_cannot_be_read() {
        for elsewhere in [
            (r#""revision": 1"#, r#""revision": "1""#),
            (r#""label": "Full name""#, r#""label": 5"#),
            (r#""label": "Full name""#, r#""label": "Full name", "hnt": "x""#),
            (r#""submit": "Send feedback","#, ""),
            (r#""id": "useful","#, ""),
        ] {
            let (shape, meaning) = found(&[elsewhere, DEAD_CONDITION]);
            assert!(shape > 0 && meaning.contains(&SAID.to_owned()), "{elsewhere:?}: {shape}, {meaning:?}");
        }
    }

    #[test]
    fn what_only_follows_from_something_unreadable_is_not_said() {
        for (unreadable, count) in [
            ((r#""id": "withhold","#, r#""id": "With hold","#), 1),
            ((r#""id": "withhold","#, ""), 1),
            ((r#""value": "yes", "label": "Yes""#, r#""value": "Yes!", "label": "Yes""#), 1),
            ((r#"{"choose_one": [{"value": "no""#, r#"{"choose_some": [{"value": "no""#), 1),
            ((r#""first_day": "2022-05-30""#, r#""first_day": "30 May""#), 1),
            ((r#""have_your_say": {"#, r#""have_our_say": {"#), 1),
            ((r#""of": ["#, r#""of": ["full name", "#), 1),
        ] {
            assert_eq!(found(&[unreadable]), (count, Vec::new()), "{unreadable:?}");
        }
    }
}
