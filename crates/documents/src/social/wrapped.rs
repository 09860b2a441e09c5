//! Words on lines of a certain width: SVG does not wrap text by itself.

use maud::{Markup, html};

use crate::picture::width_of;
use crate::social::lines::{balanced, lines, shortened};

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
    /// The lines are about equally long: one word alone on the last looks like a mistake.
    pub fn new(words: &str, style: Style, width: u32, most: usize) -> Self {
        let within = |width: u32| move |line: &str| width_of(line, style.size) <= width as f32;
        let widest = lines(words, &within(width));
        let is_cut = widest.len() > most;
        let lines = if is_cut { shortened(widest, most, &within(width)) } else { balanced(words, width, &within) };
        Self { lines, style, is_cut }
    }

    /// The height of all lines, in pixels.
    pub fn height(&self) -> f32 {
        self.lines.len() as f32 * self.style.size * LINE
    }

    /// The lines as SVG, with their top at `top`.
    pub fn below(&self, x: u32, top: f32) -> Markup {
        self.at(x, top + self.style.size)
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
        g fill=(colour) stroke=(colour) stroke-width=(stroke) stroke-linejoin="round" {
            text x=(x) y=(y) font-size=(size) { (line) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_words_take_more_lines() {
        let style = Style { size: 80.0, stroke: 0.0, colour: "#000" };
        let wrapped = |words: &str| Wrapped::new(words, style, 1000, 9).lines.len();
        assert_eq!((wrapped("iiiiiiiiii iiiiiiiiii"), wrapped("MMMMMMMMMM MMMMMMMMMM")), (1, 2));
    }
}
