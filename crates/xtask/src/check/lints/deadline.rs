//! A closing time that is told in words is the one of `closes`: whoever moves one forgets the other. It reads English alone.

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

/// A finding for each text of the section with the form that tells a time of day on another day, or at another time, than
/// submissions close.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    let closes = document.text_at("/consultation/closes").and_then(|text| text.value.parse::<Instant>().ok());
    let Some(closes) = closes.filter(|_| document.is_english()) else { return Vec::new() };
    let texts = document.texts.iter().filter(|text| text.pointer.contains("/have_your_say/deadline/"));
    texts.filter_map(|text| finding(document, text, closes)).collect()
}

fn finding(document: &Document<'_>, text: &Text, closes: Instant) -> Option<Finding> {
    let words: Vec<&str> = text.value.split(|c: char| c.is_whitespace() || c == ',').collect();
    let day = words.windows(2).find_map(day_and_month);
    let time = words.iter().find_map(|word| time_of_day(word));
    let (at_day, at_time) = parts(closes);
    let is_other = day.is_some_and(|day| day != at_day) || time.is_some_and(|time| time != at_time);
    is_other.then(|| {
        document.finding(text, format!("“{}” does not say when submissions close, which is {closes}", text.value))
    })
}

/// “23 August” as month and day.
fn day_and_month(words: &[&str]) -> Option<(usize, u32)> {
    let month = MONTHS.iter().position(|month| words[1].trim_matches(|c: char| !c.is_alphabetic()) == *month)?;
    Some((month + 1, words[0].parse().ok()?))
}

/// “5pm” and “5.00pm” in minutes since midnight.
fn time_of_day(word: &str) -> Option<u32> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let (digits, noon) =
        word.strip_suffix("pm").map(|digits| (digits, 12)).or_else(|| Some((word.strip_suffix("am")?, 0)))?;
    let (hour, minute) = digits.split_once(['.', ':']).unwrap_or((digits, "0"));
    Some((hour.parse::<u32>().ok()? % 12 + noon) * 60 + minute.parse::<u32>().ok()?)
}

/// As its own offset states it.
fn parts(closes: Instant) -> ((usize, u32), u32) {
    let text = closes.to_string();
    let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().expect("a moment has digits there");
    ((number(5..7) as usize, number(8..10)), number(11..13) * 60 + number(14..16))
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::check::lints::tests::found;

    fn told(words: &str) -> usize {
        let json = format!(
            r#"{{"language": "en-NZ", "consultation": {{"closes": "2022-08-23T17:00:00+12:00"}},
                "sections": [{{"have_your_say": {{"deadline": [{{"paragraph": ["{words}"]}}]}}}}]}}"#
        );
        found(findings, &json).len()
    }

    #[test]
    fn another_day_or_time_than_submissions_close_is_found() {
        for words in ["by 5pm on 24 August", "by Tuesday 23 September 2022", "before 6.00pm", "until 5.30pm, 23 August"]
        {
            assert_eq!(told(words), 1, "{words}");
        }
    }

    #[test]
    fn the_same_in_any_way_of_writing_it_is_right() {
        for words in
            ["by 5pm on 23 August", "Tuesday 23 August 2022, 5.00pm", "until 5:00pm.", "as soon as you can", "12 pm x"]
        {
            assert_eq!(told(words), 0, "{words}");
        }
    }
}
