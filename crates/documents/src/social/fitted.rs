//! Words set as large as a room takes them: SVG neither breaks lines nor fits them.

use std::cmp::Reverse;

use maud::{Markup, html};

use crate::picture::width_of;

/// How words look.
#[derive(Clone, Copy)]
pub struct Style {
    /// The largest size of the font, in pixels.
    pub largest: f32,
    /// How much heavier than the font they are: the width of a line around each letter, in sizes of the font.
    /// The font has no bold of its own.
    pub stroke: f32,
    /// Their colour.
    pub colour: &'static str,
}

/// Words on lines, none of them left out.
pub struct Fitted {
    lines: Vec<String>,
    size: f32,
    style: Style,
}

impl Fitted {
    /// Fits words into a width and a height, in pixels. Of all ways to break them between words it is the one with
    /// the largest letters; of those, one with the fewest lines; and of those, the one with the most even lines:
    /// one word alone on the last looks like a mistake.
    pub fn new(words: &str, style: Style, room: (f32, f32)) -> Self {
        let words: Vec<&str> = words.split_whitespace().collect();
        let longest = words.iter().map(|word| word.chars().count()).max().unwrap_or_default();
        let words = words.join(" ");
        let whole_words = |columns| textwrap::Options::new(columns).break_words(false);
        let broken = |columns| textwrap::wrap(&words, whole_words(columns)).into_iter().map(Into::into).collect();
        // `max_by` takes the last of the best, which is the narrowest.
        let ways = (longest..=words.chars().count()).rev().map(|columns| {
            let lines: Vec<String> = broken(columns);
            (size(&lines, style, room), lines)
        });
        let best = ways.max_by(|(one, lines), (other, others)| {
            one.total_cmp(other).then(Reverse(lines.len()).cmp(&Reverse(others.len())))
        });
        let (size, lines) = best.expect("a text is at least as long as its longest word");
        Self { lines, size, style }
    }

    /// The height of all lines, in pixels.
    pub fn height(&self) -> f32 {
        self.lines.len() as f32 * self.size * LINE
    }

    /// The lines as SVG, with their top at `top`.
    pub fn below(&self, x: u32, top: f32) -> Markup {
        let Style { stroke, colour, .. } = self.style;
        html! {
            g fill=(colour) stroke=(colour) stroke-width=(stroke * self.size) stroke-linejoin="round" {
                @for (line, index) in self.lines.iter().zip(0_u8..) {
                    text x=(x) y=(top + self.size * (1.0 + f32::from(index) * LINE)) font-size=(self.size) { (line) }
                }
            }
        }
    }

    /// The lines as SVG, with their middle at `middle`.
    pub fn around(&self, x: u32, middle: f32) -> Markup {
        self.below(x, middle - self.height() / 2.0)
    }
}

/// From line to line, in sizes of the font.
const LINE: f32 = 1.18;

/// The size at which lines fit into a width and a height.
fn size(lines: &[String], style: Style, (width, height): (f32, f32)) -> f32 {
    let widest = lines.iter().map(|line| width_of(line, 1.0)).fold(0.0, f32::max);
    style.largest.min(width / widest).min(height / (lines.len() as f32 * LINE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fitted(words: &str) -> Fitted {
        Fitted::new(words, Style { largest: 92.0, stroke: 0.0, colour: "#000" }, (1040.0, 220.0))
    }

    #[test]
    fn words_that_fit_are_set_in_the_largest_size_on_even_lines() {
        let title = fitted(" Tell us what you\nthink of it ");
        assert_eq!(title.lines, ["Tell us what", "you think of it"]);
        assert!((title.size - 92.0).abs() < 0.01, "{}", title.size);
    }

    #[test]
    fn wider_letters_are_set_smaller() {
        assert!(fitted(&"M".repeat(30)).size < fitted(&"i".repeat(30)).size);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_word_is_lost_or_broken_and_no_line_leaves_the_room(words in "([a-zāēM🦤]{0,20}[ \n]){0,12}") {
            let fitted = fitted(&words);
            let said: Vec<&str> = words.split_whitespace().collect();
            let set: Vec<&str> = fitted.lines.iter().flat_map(|line| line.split_whitespace()).collect();
            prop_assert_eq!(set, said);
            prop_assert!(fitted.lines.iter().all(|line| width_of(line, fitted.size) < 1041.0), "{:?}", fitted.lines);
            prop_assert!(fitted.height() < 221.0, "{}", fitted.height());
        }
    }
}
