//! Days and times of day as a sentence in English tells them. It judges none of them.

use consultation::time::day::Day;

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

/// What may stand between “by” and a day.
const SMALL: [&str; 4] = ["on", "the", "of", "at"];

/// A day as it is told: “Tuesday 23 August 2022”, without what is left out.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    weekday: Option<usize>,
    day: u8,
    month: u8,
    year: Option<i32>,
    /// How it is told as a limit, where it is.
    pub limit: Option<Limit>,
}

/// How a day is told as a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// “By 23 August”, “until 23 August”, “before 5pm on 23 August”: it is the last day.
    UpTo,
    /// “Before 24 August”: the day before it is the last.
    Before,
}

impl Told {
    /// Whether it may be that day.
    pub fn is(&self, day: Day) -> bool {
        (self.day, self.month) == (day.day_of_month(), day.month())
            && self.weekday.is_none_or(|told| told == usize::from(day.weekday()))
            && self.year.is_none_or(|told| told == day.year())
    }
}

/// The words of a sentence.
pub fn words(sentence: &str) -> Vec<&str> {
    sentence.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect()
}

/// Every day that is told with its number and its month.
pub fn days(words: &[&str]) -> Vec<Told> {
    (0..words.len()).filter_map(|at| day(words, at)).collect()
}

/// Every day of the week that stands alone.
pub fn weekdays(words: &[&str]) -> Vec<usize> {
    words.iter().filter_map(|word| WEEKDAYS.iter().position(|name| bare(word) == *name)).collect()
}

/// Every time of day, in minutes since midnight.
pub fn times(words: &[&str]) -> Vec<u32> {
    words.iter().filter_map(|word| time_of_day(word)).collect()
}

/// The day that begins at that place, but for its weekday.
fn day(words: &[&str], at: usize) -> Option<Told> {
    let (day, month, year) =
        in_digits(words[at]).or_else(|| day_first(words, at)).or_else(|| month_first(words, at))?;
    let weekday = at.checked_sub(1).and_then(|before| weekday(words[before]));
    let before = &words[..at - usize::from(weekday.is_some())];
    Some(Told { weekday, day, month, year, limit: limit(before) })
}

type Parts = (u8, u8, Option<i32>);

/// “23 August 2022”, “23rd of Aug”.
fn day_first(words: &[&str], at: usize) -> Option<Parts> {
    let day = day_of_month(words[at])?;
    let at = at + 1 + usize::from(words.get(at + 1) == Some(&"of"));
    Some((day, month(words.get(at)?)?, year(words.get(at + 1))))
}

/// “August 23, 2022”; in “23 August 5” the month belongs to the day before it.
fn month_first(words: &[&str], at: usize) -> Option<Parts> {
    let is_taken =
        at.checked_sub(1).is_some_and(|before| words[before] == "of" || day_of_month(words[before]).is_some());
    let month = month(words[at]).filter(|_| !is_taken && words[at].starts_with(char::is_uppercase))?;
    Some((day_of_month(words.get(at + 1)?)?, month, year(words.get(at + 2))))
}

/// “23/8/2022”, “23.08.22”, “2022-08-23”; “8/23/2022” has its month first.
fn in_digits(word: &str) -> Option<Parts> {
    let parts: Vec<&str> = bare(word).split(['/', '.', '-']).collect();
    let [first, second, third] = parts[..] else { return None };
    let (day, month, year) = if first.len() == 4 { (third, second, first) } else { (first, second, third) };
    let (day, month, year): (u8, u8, i32) = (day.parse().ok()?, month.parse().ok()?, year.parse().ok()?);
    let (day, month) = if month > 12 { (month, day) } else { (day, month) };
    let year = if year < 100 { year + 2000 } else { year };
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some((day, month, Some(year)))
}

/// “23”, “23rd”.
fn day_of_month(word: &str) -> Option<u8> {
    let word = bare(word);
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// “August”, “Aug.”
fn month(word: &str) -> Option<u8> {
    let word = bare(word);
    let is_short = |name: &str| word.len() == 3 && name.get(..3).is_some_and(|short| word.eq_ignore_ascii_case(short));
    let is_it = |name: &str| word.eq_ignore_ascii_case(name) || is_short(name);
    let month = MONTHS.iter().position(|name| is_it(name) || *name == "September" && word.eq_ignore_ascii_case("sept"));
    month.and_then(|month| u8::try_from(month + 1).ok())
}

/// “Tuesday”, “Tue”, “Tues.”
fn weekday(word: &str) -> Option<usize> {
    let word = bare(word);
    WEEKDAYS.iter().position(|name| word.len() >= 3 && name.starts_with(word))
}

fn year(word: Option<&&str>) -> Option<i32> {
    bare(word?).parse().ok().filter(|year| (1000..10_000).contains(year))
}

/// What the words before a day make of it.
fn limit(before: &[&str]) -> Option<Limit> {
    let has_time = |word: &str| time_of_day(word).is_some();
    let mut words = before.iter().rev().skip_while(|word| SMALL.contains(&bare(word)) || has_time(word));
    let is_timed =
        before.iter().rev().take_while(|word| SMALL.contains(&bare(word)) || has_time(word)).any(|word| has_time(word));
    match bare(words.next()?).to_lowercase().as_str() {
        "by" | "until" | "till" => Some(Limit::UpTo),
        "before" if is_timed => Some(Limit::UpTo),
        "before" => Some(Limit::Before),
        _ => None,
    }
}

/// “5pm” and “5.00pm” in minutes since midnight.
fn time_of_day(word: &str) -> Option<u32> {
    let word = bare(word);
    let (digits, noon) =
        word.strip_suffix("pm").map(|digits| (digits, 12)).or_else(|| Some((word.strip_suffix("am")?, 0)))?;
    let (hour, minute) = digits.split_once(['.', ':']).unwrap_or((digits, "0"));
    Some((hour.parse::<u32>().ok()? % 12 + noon) * 60 + minute.parse::<u32>().ok()?)
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(sentence: &str) -> Vec<(u8, u8, Option<i32>)> {
        days(&words(sentence)).iter().map(|told| (told.day, told.month, told.year)).collect()
    }

    #[test]
    fn a_day_is_read_in_every_way_of_writing_it() {
        for (sentence, year) in [
            ("by 24 August", None),
            ("by 24th August 5.00pm", None),
            ("24 Aug 5pm", None),
            ("the 24th of August, 2022", Some(2022)),
            ("24/8/2022", Some(2022)),
            ("(24.08.2022)", Some(2022)),
            ("24-08-22.", Some(2022)),
            ("8/24/2022", Some(2022)),
            ("2022-08-24", Some(2022)),
            ("August 24", None),
            ("by Aug. 24th, 2022", Some(2022)),
        ] {
            assert_eq!(told(sentence), [(24, 8, year)], "{sentence}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for sentence in
            ["24 chapters", "you may 24", "version 1.2.2022000x", "at 5.00pm", "August 2022", "24/7", "60/13/2022"]
        {
            assert_eq!(told(sentence), [], "{sentence}");
        }
        assert_eq!(told("23 August 24 people wrote"), [(23, 8, None)]);
    }

    #[test]
    fn a_day_is_told_as_a_limit_or_is_not() {
        let limit = |sentence: &str| days(&words(sentence))[0].limit;
        for sentence in ["by 24 August", "until Wed 24 August", "by 5pm, 24 August", "before 5pm on 24 August"] {
            assert_eq!(limit(sentence), Some(Limit::UpTo), "{sentence}");
        }
        assert_eq!(limit("before the 24th of August"), Some(Limit::Before));
        assert_eq!(limit("The session of 24 August"), None);
    }
}
