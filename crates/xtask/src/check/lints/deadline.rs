//! A closing time that is told in words is the one of `closes`: whoever moves one forgets the other. It reads English alone.

use consultation::time::day::Day;
use consultation::time::instant::Instant;

use crate::check::document::{Document, Text};
use crate::check::finding::Finding;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// What a sentence says that tells a deadline, wherever it stands.
const CLOSING_WORDS: [&str; 3] = ["clos", "deadline", "send "];

/// Places that tell of other consultations and of other days, and what is no sentence.
const OF_OTHERS: [&str; 4] = ["/past_consultations/", "/timeline/", "/report/", "/consultation/"];

/// A finding for each text that is meant to tell the deadline, and tells other days, or other times of day, alone. Elsewhere
/// a sentence with a word of closing may mean something else, so there it is advice.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let closes = document.text_at("/consultation/closes").and_then(|text| text.value.parse::<Instant>().ok());
    let Some(closes) = closes.filter(|_| document.is_english()) else { return Vec::new() };
    document.texts.iter().filter_map(|text| finding(document, text, closes)).collect()
}

fn finding(document: &Document<'_>, text: &Text, closes: Instant) -> Option<Finding> {
    let is_the_deadline = text.pointer.contains("/have_your_say/deadline/");
    if OF_OTHERS.iter().any(|place| text.pointer.contains(place)) {
        return None;
    }
    let sentences = text.value.split_inclusive(['!', '?']).flat_map(|part| part.split(". "));
    let mut telling = sentences.filter(|sentence| is_the_deadline || tells_a_deadline(sentence));
    let wrong = telling.find(|sentence| tells_another(sentence, closes))?;
    let message = format!("“{}” does not say when submissions close, which is {closes}", wrong.trim());
    let finding = document.finding(text, message);
    Some(if is_the_deadline { finding } else { finding.into_advice() })
}

fn tells_a_deadline(sentence: &str) -> bool {
    let sentence = sentence.to_lowercase();
    CLOSING_WORDS.iter().any(|word| sentence.contains(word))
}

fn tells_another(sentence: &str, closes: Instant) -> bool {
    let words: Vec<&str> =
        sentence.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let times: Vec<u32> = words.iter().filter_map(|word| time_of_day(word)).collect();
    let days: Vec<Told> = (0..words.len()).filter_map(|at| told_day(&words, at)).collect();
    let (day, time) = (closes.day(), minutes(closes));
    !times.is_empty() && !times.contains(&time) || !days.is_empty() && days.iter().all(|told| told.is_other_than(day))
}

/// A day as it is told: “Tuesday 23 August 2022”, without what is left out.
struct Told {
    weekday: Option<usize>,
    day: u8,
    month: usize,
    year: Option<i32>,
}

impl Told {
    fn is_other_than(&self, day: Day) -> bool {
        let weekday = usize::from(day.weekday());
        (self.day, self.month) != (day.day_of_month(), usize::from(day.month()))
            || self.weekday.is_some_and(|told| told != weekday)
            || self.year.is_some_and(|told| told != day.year())
    }
}

/// The day whose number is the word at that place.
fn told_day(words: &[&str], at: usize) -> Option<Told> {
    let named = |names: &[&str], word: &str| names.iter().position(|name| bare(word) == *name);
    let day = words[at].parse().ok()?;
    let month = named(&MONTHS, words.get(at + 1)?)? + 1;
    let year =
        words.get(at + 2).map(|word| bare(word)).filter(|word| word.len() == 4).and_then(|word| word.parse().ok());
    let weekday = at.checked_sub(1).and_then(|before| named(&WEEKDAYS, words[before]));
    Some(Told { weekday, day, month, year })
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// “5pm” and “5.00pm” in minutes since midnight.
fn time_of_day(word: &str) -> Option<u32> {
    let word = bare(word);
    let (digits, noon) =
        word.strip_suffix("pm").map(|digits| (digits, 12)).or_else(|| Some((word.strip_suffix("am")?, 0)))?;
    let (hour, minute) = digits.split_once(['.', ':']).unwrap_or((digits, "0"));
    Some((hour.parse::<u32>().ok()? % 12 + noon) * 60 + minute.parse::<u32>().ok()?)
}

/// As its own offset states it, in minutes since midnight.
fn minutes(closes: Instant) -> u32 {
    let text = closes.to_string();
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().expect("a moment has digits there");
    number(11..13) * 60 + number(14..16)
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::document::{Document, Kind};
    use crate::check::finding::Finding;
    use crate::check::lints::tests::found;

    fn told_in(place: &str, words: &str) -> usize {
        let json = format!(
            r#"{{"language": "en-NZ", "consultation": {{"closes": "2022-08-23T17:00:00+12:00"}},
                "sections": [{{"{place}": {{"deadline": [{{"paragraph": ["{words}"]}}], "x": "{words}"}}}}]}}"#
        );
        found(findings, &json).len()
    }

    fn told(words: &str) -> usize {
        told_in("have_your_say", words)
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
    fn only_what_is_meant_to_tell_the_deadline_has_to_be_mended() {
        let json = r#"{"language": "en-NZ", "consultation": {"closes": "2022-08-23T17:00:00+12:00"}, "lead": "It closes on 24 August.",
            "sections": [{"have_your_say": {"deadline": ["by 24 August"]}}]}"#;
        let document = Document::read("x.json".to_owned(), Kind::Content, json);
        assert_eq!(findings(&document).iter().map(Finding::is_to_mend).collect::<Vec<_>>(), [false, true]);
    }
}
