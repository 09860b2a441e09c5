//! Words on lines of a certain width: SVG does not wrap text by itself.

use maud::{Markup, html};

use crate::picture::width_of;

/// How words look.
#[derive(Clone, Copy)]
pub struct Style {
    /// The size of the font, in pixels.
    pub size: f32,
    /// How much heavier than the font they are: the width of a line around each letter, in pixels.
    /// The font has no bold of its own.
    pub stroke: f32,
    /// Their colour.
    pub colour: &'static str,
}

/// Words on lines.
pub struct Wrapped {
    lines: Vec<String>,
    style: Style,
    /// Whether there were more words than room.
    pub is_cut: bool,
}

impl Wrapped {
    /// Puts words on at most `most` lines of `width` pixels; what is over gives way to “…”.
    pub fn new(words: &str, style: Style, width: u32, most: usize) -> Self {
        let fits = |line: &str| width_of(&svg(&text(line, style, 0, 0.0))) <= width as f32;
        let mut lines = lines(words, &fits);
        let is_cut = lines.len() > most;
        if is_cut {
            lines.truncate(most);
            lines.iter_mut().skip(most - 1).for_each(|last| *last = cut(last, &fits));
        }
        Self { lines, style, is_cut }
    }

    /// The height of all lines, in pixels.
    pub fn height(&self) -> f32 {
        self.lines.len() as f32 * self.style.size * LINE
    }

    /// How far below the top the first line stands, in pixels.
    pub fn first_baseline(&self) -> f32 {
        self.style.size
    }

    /// The lines as SVG, the first standing at `y`.
    pub fn at(&self, x: u32, y: f32) -> Markup {
        html! {
            @for (index, line) in self.lines.iter().enumerate() {
                (text(line, self.style, x, y + index as f32 * self.style.size * LINE))
            }
        }
    }
}

/// From line to line, in sizes of the font.
const LINE: f32 = 1.18;

fn text(line: &str, style: Style, x: u32, y: f32) -> Markup {
    let Style { size, stroke, colour } = style;
    html! {
        text x=(x) y=(y) font-size=(size) fill=(colour) stroke=(colour) stroke-width=(stroke) stroke-linejoin="round" { (line) }
    }
}

fn svg(content: &Markup) -> String {
    html! { svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" { (content) } }.into_string()
}

/// Breaks between words, and inside a word only where it is wider than a line.
fn lines(words: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split_whitespace() {
        let last = lines.len() - 1;
        let longer = [&lines[last], " ", word].concat();
        let longer = longer.trim_start();
        if fits(longer) {
            lines[last] = longer.to_owned();
        } else {
            lines.extend(pieces(word, fits));
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A word, in as many pieces as it takes.
fn pieces(word: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut pieces = vec![String::new()];
    if fits(word) {
        return vec![word.to_owned()];
    }
    for c in word.chars() {
        let last = pieces.len() - 1;
        let longer = format!("{}{c}", pieces[last]);
        if fits(&longer) { pieces[last] = longer } else { pieces.push(c.to_string()) }
    }
    pieces
}

/// A line that says that more was to come.
fn cut(line: &str, fits: &dyn Fn(&str) -> bool) -> String {
    let mut line = line.to_owned();
    while !line.is_empty() && !fits(&[&line, "…"].concat()) {
        line.pop();
    }
    line + "…"
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ten_characters(line: &str) -> bool {
        line.chars().count() <= 10
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines(" kia  ora koutou\nkatoa ", &ten_characters), ["kia ora", "koutou", "katoa"]);
    }

    #[test]
    fn a_word_that_is_wider_than_a_line_is_broken() {
        assert_eq!(lines("a Taumatawhakatangi b", &ten_characters), ["a", "Taumatawha", "katangi b"]);
    }

    #[test]
    fn a_cut_line_still_fits() {
        assert_eq!(cut("kia ora ko", &ten_characters), "kia ora k…");
    }

    #[test]
    fn wider_words_take_more_lines() {
        let style = Style { size: 80.0, stroke: 0.0, colour: "#000" };
        let wrapped = |words: &str| Wrapped::new(words, style, 1000, 9).lines.len();
        assert_eq!((wrapped("iiiiiiiiii iiiiiiiiii"), wrapped("MMMMMMMMMM MMMMMMMMMM")), (1, 2));
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_no_line_is_too_wide(words in "([a-zāē🦤]{0,14}[ \n]){0,12}") {
            let lines = lines(&words, &ten_characters);
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&words));
            prop_assert!(lines.iter().all(|line| ten_characters(line)), "{:?}", lines);
        }
    }
}
