//! A closing time that is told in words is the one of `closes`: whoever moves one forgets the other. It reads English alone.

mod told;

use consultation::time::day::Day;
use consultation::time::instant::Instant;

use self::told::{Limit, Told};
use crate::check::document::{Document, Text};
use crate::check::finding::Finding;

/// What a sentence says that tells a deadline, wherever it stands.
const CLOSING_WORDS: [&str; 3] = ["clos", "deadline", "send "];

/// Places that tell of other consultations and of other days, and what is no sentence.
const OF_OTHERS: [&str; 4] = ["/past_consultations/", "/timeline/", "/report/", "/consultation/"];

/// Settings and addresses, which no reader takes for a sentence.
const NOT_READ: [&str; 5] = ["id", "link", "closed", "first_day", "last_day"];

/// A finding for each text that is meant to tell the deadline, and tells other days, or other times of day, alone. Elsewhere
/// a sentence with a word of closing, or with a day as a limit, may mean something else, so there it is advice.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let closes = document.text_at("/consultation/closes").and_then(|text| text.value.parse::<Instant>().ok());
    let Some(closes) = closes.filter(|_| document.is_english()) else { return Vec::new() };
    let wrong = document.texts.iter().filter_map(|text| finding(document, text, closes));
    wrong.chain(without_day(document, closes)).collect()
}

fn finding(document: &Document<'_>, text: &Text, closes: Instant) -> Option<Finding> {
    let is_the_deadline = is_of_the_deadline(text);
    if NOT_READ.contains(&text.field.as_str()) || OF_OTHERS.iter().any(|place| text.pointer.contains(place)) {
        return None;
    }
    let sentences = text.value.split_inclusive(['!', '?']).flat_map(|part| part.split(". "));
    let mut telling = sentences.filter(|sentence| is_the_deadline || tells_a_deadline(sentence));
    let wrong = telling.find(|sentence| tells_another(sentence, closes))?;
    let message = format!("“{}” does not say when submissions close, which is {closes}", wrong.trim());
    let finding = document.finding(text, message);
    Some(if is_the_deadline { finding } else { finding.into_advice() })
}

fn is_of_the_deadline(text: &Text) -> bool {
    text.pointer.contains("/have_your_say/deadline/")
}

/// Advice where the day may be told so that nothing here can read it, and so may stay when the other moves.
fn without_day(document: &Document<'_>, closes: Instant) -> Option<Finding> {
    let texts: Vec<&Text> = document.texts.iter().filter(|text| is_of_the_deadline(text)).collect();
    let tells_a_day = texts.iter().any(|text| !told::days(&told::words(&text.value)).is_empty());
    let (list, _) = texts.first().filter(|_| !tells_a_day)?.pointer.split_once("/deadline/")?;
    let message = format!(
        "this does not tell the day on which submissions close, {}, in words such as “23 August”: people look for it here",
        closes.day()
    );
    Some(document.at(&[list, "/deadline"].concat(), message).into_advice())
}

fn tells_a_deadline(sentence: &str) -> bool {
    let small = sentence.to_lowercase();
    let has_limit = || told::days(&told::words(sentence)).iter().any(|told| told.limit.is_some());
    CLOSING_WORDS.iter().any(|word| small.contains(word)) || has_limit()
}

fn tells_another(sentence: &str, closes: Instant) -> bool {
    let words = told::words(sentence);
    let (days, times) = (told::days(&words), told::times(&words));
    let weekdays = if days.is_empty() { told::weekdays(&words) } else { Vec::new() };
    let time = u32::from(closes.hour()) * 60 + u32::from(closes.minute());
    !times.is_empty() && !times.contains(&time)
        || !days.is_empty() && !days.iter().any(|told| is_closing_day(told, closes))
        || !weekdays.is_empty() && !weekdays.contains(&usize::from(closes.day().weekday()))
}

fn is_closing_day(told: &Told, closes: Instant) -> bool {
    told.is(closes.day()) || told.limit == Some(Limit::Before) && day_after(closes).is_some_and(|day| told.is(day))
}

fn day_after(moment: Instant) -> Option<Day> {
    let next = Instant::from_unix_milliseconds((moment.unix_seconds() + 24 * 60 * 60) * 1000)?;
    Some(next.in_offset_of(moment).day())
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::document::{Document, Kind};
    use crate::check::finding::Finding;
    use crate::check::lints::tests::found;

    /// How many texts are found to tell another moment.
    fn told_in(place: &str, words: &str) -> usize {
        pointers(place, words).len()
    }

    fn pointers(place: &str, words: &str) -> Vec<String> {
        let json = format!(
            r#"{{"language": "en-NZ", "consultation": {{"closes": "2022-08-23T17:00:00+12:00"}},
                "sections": [{{"{place}": {{"deadline": [{{"paragraph": ["{words}"]}}], "x": "{words}"}}}}]}}"#
        );
        let found = found(findings, &json).into_iter();
        found.filter(|(_, message)| message.contains("does not say when")).map(|(pointer, _)| pointer).collect()
    }

    fn told(words: &str) -> usize {
        pointers("have_your_say", words).iter().filter(|pointer| pointer.contains("/deadline/")).count()
    }

    #[test]
    fn another_day_or_time_than_submissions_close_is_found() {
        for words in [
            "by 5pm on 24 August",
            "by Tuesday 23 September 2022",
            "before 6.00pm",
            "until 5.30pm, 23 August",
            "by Monday 23 August",
            "by 23 August 2021.",
            "24th August 5.00pm",
            "24 Aug 5pm",
            "24/8/2022",
            "24.08.2022",
            "August 24",
            "2022-08-24",
            "by Wednesday",
            "by Wed 23 August",
            "before 25 August",
            "before 5pm on 24 August",
        ] {
            assert_eq!(told(words), 1, "{words}");
        }
    }

    #[test]
    fn the_same_in_any_way_of_writing_it_is_right() {
        for words in [
            "by 5pm on 23 August",
            "Tuesday 23 August 2022, 5.00pm",
            "until 5:00pm.",
            "as soon as you can",
            "12 pm x",
            "by 23 August, 2022",
            "by 5pm on Tuesday",
            "Tues 23rd Aug.",
            "23/08/2022",
            "2022-08-23",
            "August 23, 2022",
            "before 24 August",
        ] {
            assert_eq!(told(words), 0, "{words}");
        }
    }

    #[test]
    fn elsewhere_a_sentence_with_a_word_of_closing_tells_it_too() {
        for words in
            ["Submissions close on 24 August.", "The deadline is 6pm", "Please send it by Monday 23 August. Thanks"]
        {
            assert_eq!(told_in("prose", words), 2, "{words}");
        }
        for words in [
            "It closes on 23 August. The session starts on 29 August",
            "The session starts on 29 August",
            "Submissions open on 15 July and close on 23 August.",
            "Before the session on 29 August, send us your views by 23 August.",
        ] {
            assert_eq!(told_in("prose", words), 0, "{words}");
        }
        assert_eq!(told_in("past_consultations", "It closed on 8 April"), 0);
    }

    #[test]
    fn elsewhere_a_day_that_is_told_as_a_limit_tells_it_too() {
        for words in ["You have until 24 August", "We read what comes before 25 August 2022", "by 5pm, 24 August"] {
            assert_eq!(told_in("prose", words), 2, "{words}");
        }
        for words in ["You have until 23 August", "We read what comes before 24 August", "The session of 24 August"] {
            assert_eq!(told_in("prose", words), 0, "{words}");
        }
    }

    #[test]
    fn a_deadline_without_a_day_that_can_be_read_is_named() {
        let found = |words: &str| {
            let json = format!(
                r#"{{"language": "en-NZ", "consultation": {{"closes": "2022-08-23T17:00:00+12:00"}},
                    "sections": [{{"have_your_say": {{"deadline": [{{"paragraph": ["x ", {{"strong": "{words}"}}]}}]}}}}]}}"#
            );
            found(findings, &json)
        };
        let named = found("soon");
        assert_eq!(named.len(), 1);
        assert_eq!(named[0].0, "/sections/0/have_your_say/deadline");
        assert!(
            named[0].1.starts_with("this does not tell the day on which submissions close, 2022-08-23,"),
            "{named:?}"
        );
        assert_eq!(found("23 August"), []);
        assert!(found("24 August")[0].1.starts_with("“24 August” does not say"));
    }

    #[test]
    fn only_what_is_meant_to_tell_the_deadline_has_to_be_mended() {
        let json = r#"{"language": "en-NZ", "consultation": {"closes": "2022-08-23T17:00:00+12:00"}, "lead": "It closes on 24 August.",
            "sections": [{"have_your_say": {"deadline": ["by 24 August"]}}]}"#;
        let document = Document::read("x.json".to_owned(), Kind::Content, json);
        assert_eq!(findings(&document).iter().map(Finding::is_to_mend).collect::<Vec<_>>(), [false, true]);
    }
}
