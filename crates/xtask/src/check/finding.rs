//! Something to tell an editor: where it is, what it is, and what to do.

use std::fmt;

/// Something to tell of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, relative to the repository.
    pub file: String,
    /// Where in the file the editor changes something.
    pub place: Place,
    /// The JSON pointer to the value, where there is one: `/sections/0/title`.
    pub pointer: Option<String>,
    /// What it is, and what to do.
    pub message: String,
    /// Whether it has to be mended.
    pub weight: Weight,
}

/// What follows from a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It is mended, or nothing is published.
    ToMend,
    /// The same, and `cargo xtask revise` mends it.
    ToRevise,
    /// The editor decides; nothing waits for that.
    Advice,
}

/// A place in a file; both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Finding {
    /// The same, for the editor to decide.
    pub fn into_advice(self) -> Self {
        Self { weight: Weight::Advice, ..self }
    }

    /// The same, for `cargo xtask revise` to mend.
    pub fn into_revision(self) -> Self {
        Self { weight: Weight::ToRevise, ..self }
    }

    /// Whether nothing is published with it.
    pub fn is_to_mend(&self) -> bool {
        self.weight != Weight::Advice
    }

    /// Whether no revision is made of it.
    pub fn is_to_mend_first(&self) -> bool {
        self.weight == Weight::ToMend
    }
}

impl Place {
    /// Where a file begins.
    pub const START: Self = Self { line: 1, column: 1 };

    /// The place of the character of `text` to which a byte belongs; of its end for a byte behind it.
    pub fn of_byte(text: &str, byte: usize) -> Self {
        let before = &text[..text.floor_char_boundary(byte)];
        let start_of_line = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self { line: before.matches('\n').count() + 1, column: before[start_of_line..].chars().count() + 1 }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { line, column } = self.place;
        write!(f, "{}:{line}:{column}", self.file)?;
        if let Some(pointer) = &self.pointer {
            write!(f, ": {pointer}")?;
        }
        write!(f, ": {}", self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let text = "one\nMāori two\n";
        let byte = text.find("two").expect("it is there");
        assert_eq!(Place::of_byte(text, byte), Place { line: 2, column: 7 });
        assert_eq!(Place::of_byte(text, 0), Place::START);
    }

    #[test]
    fn a_byte_amid_a_character_is_at_that_character_and_one_behind_the_text_at_its_end() {
        let text = "a “b”";
        let column = |byte: usize| Place::of_byte(text, byte).column;
        assert_eq!([column(2), column(3), column(4), column(5), column(100)], [3, 3, 3, 4, 6]);
    }

    #[test]
    fn a_finding_starts_with_what_editors_can_jump_to() {
        let finding = Finding {
            file: "public/content/en-NZ.json".to_owned(),
            place: Place { line: 12, column: 5 },
            pointer: Some("/title".to_owned()),
            message: "mend it".to_owned(),
            weight: Weight::ToMend,
        };
        assert_eq!(finding.to_string(), "public/content/en-NZ.json:12:5: /title: mend it");
    }
}
