//! Advice on how old a reader of each section has to be: a number to watch while writing. It reads English alone.

use crate::check::document::Document;
use crate::check::finding::Finding;
use crate::check::phrases::{self, Phrase};

/// Of fewer words than this the formula says nothing: its unit is a hundred words.
const FEWEST_WORDS: usize = 100;

/// Years between a grade of school in the United States and the age of those who are in it.
const AGE_IN_GRADE_NONE: f64 = 5.0;

/// What is counted of some sentences.
#[derive(Default)]
struct Count {
    letters: usize,
    words: usize,
    sentences: usize,
}

/// A finding for each section, each form and each statement of some length.
pub fn findings(document: &Document<'_>) -> Vec<Finding> {
    if !document.is_english() {
        return Vec::new();
    }
    let phrases = phrases::of(document);
    let mut groups: Vec<(&str, Count)> = Vec::new();
    for phrase in phrases.iter().filter(|phrase| is_sentence(&phrase.words)) {
        let Some(group) = group(&phrase.pointer) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, count)) => count.add(&phrase.words),
            None => groups.push((group, Count::of(&phrase.words))),
        }
    }
    let long = groups.iter().filter(|(_, count)| count.words >= FEWEST_WORDS);
    long.map(|(group, count)| finding(document, group, &phrases, count)).collect()
}

fn finding(document: &Document<'_>, group: &str, phrases: &[Phrase<'_>], count: &Count) -> Finding {
    let age = count.grade() + AGE_IN_GRADE_NONE;
    let what = if group.ends_with("/form") { "the questions, and what is said of them," } else { "this" };
    let words = count.words;
    let message =
        format!("{what} can be read from about {age:.0} years of age on ({words} words, by the Coleman–Liau index)");
    let title = [group, "/title"].concat();
    let title = phrases.iter().find(|phrase| phrase.pointer == title);
    title
        .map_or_else(|| document.at(group, message.clone()), |title| document.finding(title.first, message.clone()))
        .into_advice()
}

/// The section, form or statement of a text, as its JSON pointer.
fn group(pointer: &str) -> Option<&str> {
    let steps: Vec<&str> = pointer.split('/').collect();
    let depth = match steps[..] {
        [_, "sections", _, _, "form", ..] => 5,
        [_, "sections", _, _, _, ..] => 4,
        [_, "statements", _, _, ..] => 3,
        _ => return None,
    };
    let length: usize = steps[..depth].iter().map(|step| step.len() + 1).sum();
    pointer.get(..length - 1)
}

/// Headings, labels and the items of most lists are none.
fn is_sentence(words: &str) -> bool {
    words.trim_end().ends_with(['.', '!', '?', ':'])
}

impl Count {
    fn of(words: &str) -> Self {
        let mut count = Self::default();
        count.add(words);
        count
    }

    fn add(&mut self, sentences: &str) {
        for word in sentences.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)) {
            self.words += 1;
            self.letters += word.chars().filter(|c| c.is_alphanumeric()).count();
            let end = word.trim_end_matches(|c: char| !c.is_alphanumeric() && !".!?:".contains(c));
            self.sentences += usize::from(end.ends_with(['.', '!', '?', ':']));
        }
    }

    /// The grade of school in the United States in which a text is understood: Coleman and Liau, “A computer readability
    /// formula designed for machine scoring”, Journal of Applied Psychology 60 (1975). It counts letters, which a program
    /// does exactly, where Flesch and Kincaid count syllables.
    #[expect(clippy::cast_precision_loss, reason = "no page has 2^52 letters")]
    fn grade(&self) -> f64 {
        let in_a_hundred_words = |count: usize| count as f64 * 100.0 / self.words as f64;
        0.0588 * in_a_hundred_words(self.letters) - 0.296 * in_a_hundred_words(self.sentences) - 15.8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::lints::tests::found;

    #[test]
    fn the_grade_is_that_of_the_formula() {
        // Counts and grades that others state for known texts.
        for (letters, words, sentences, grade) in [(639, 119, 5, "14.5"), (65, 14, 4, "3.0"), (214, 56, 4, "4.6")] {
            assert_eq!(format!("{:.1}", Count { letters, words, sentences }.grade()), grade);
        }
    }

    #[test]
    fn words_letters_and_sentences_are_counted() {
        let Count { letters, words, sentences } =
            Count::of("Congratulations! Today is your day. You're off to Great Places! You're off and away!");
        assert_eq!((letters, words, sentences), (65, 14, 4));
        assert_eq!(Count::of("Send it by 5.00pm (or “later.”) – please: we wait.").sentences, 3);
    }

    #[test]
    fn each_section_form_and_statement_of_some_length_has_its_age_and_shorter_words_lower_it() {
        let text = |sentence: &str| sentence.repeat(40);
        let content = |language: &str, sentence: &str| {
            format!(
                r#"{{"language": "{language}", "lead": [{{"paragraph": "{long}"}}],
                "statements": {{"privacy": {{"title": "P", "blocks": [{{"paragraph": "{long}"}}]}}}},
                "sections": [{{"prose": {{"title": "Short", "blocks": [{{"paragraph": "It is short."}}]}}}},
                {{"feedback": {{"title": "F", "introduction": [{{"paragraph": "{long}"}}],
                "form": {{"parts": [{{"introduction": [{{"paragraph": "{long}"}}]}}]}}}}}}]}}"#,
                long = text(sentence)
            )
        };
        let ages = |sentence: &str| {
            let found = found(findings, &content("en-NZ", sentence));
            let pointers: Vec<_> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
            assert_eq!(
                pointers,
                ["/statements/privacy/title", "/sections/1/feedback/title", "/sections/1/feedback/form"]
            );
            let age = found[0].1.split("about ").nth(1).and_then(|rest| rest.split(' ').next()).map(str::to_owned);
            age.expect("it states one").parse::<i32>().expect("it is a number")
        };
        assert!(
            ages("The committee considers comprehensive international provisions. ") > ages("The cat sat on a mat. ")
        );
        assert_eq!(found(findings, &content("mi", "The cat sat. ")), []);
    }
}
