//! Where the changes of a patch fit. Each must fit at one place: of several, git silently takes the nearest. It applies none.

use crate::error::Error;

/// Lines that a patch expects in a file at one place, and that are not.
#[derive(Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The file.
    pub file: String,
    /// The lines.
    pub lines: String,
    /// At how many places they are.
    pub places: usize,
}

/// One change of a patch.
struct Hunk<'a> {
    file: &'a str,
    expected: Vec<&'a str>,
}

/// The first change of a patch that does not fit at one place alone.
///
/// # Errors
/// Those of `read`, which reads a file of the repository.
pub fn misfit(patch: &str, read: impl Fn(&str) -> Result<String, Error>) -> Result<Option<Misfit>, Error> {
    for Hunk { file, expected } in hunks(patch) {
        let text = read(file)?;
        let lines: Vec<&str> = text.lines().collect();
        let places = lines.windows(expected.len().max(1)).filter(|window| *window == expected).count();
        if places != 1 {
            return Ok(Some(Misfit { file: file.to_owned(), lines: expected.join("\n"), places }));
        }
    }
    Ok(None)
}

fn hunks(patch: &str) -> Vec<Hunk<'_>> {
    let mut file = "";
    let mut hunks: Vec<Hunk> = Vec::new();
    for line in patch.lines().filter(|line| !line.starts_with("--- a/")) {
        if let Some(name) = line.strip_prefix("+++ b/") {
            file = name;
        } else if line.starts_with("@@ ") {
            hunks.push(Hunk { file, expected: Vec::new() });
        } else if let (Some(hunk), Some(expected)) = (hunks.last_mut(), line.strip_prefix([' ', '-'])) {
            hunk.expected.push(expected);
        }
    }
    hunks
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATCH: &str = "A sentence.\n\ndiff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@ fn g\n one\n-two\n+too\n";

    fn places(text: &str) -> Option<usize> {
        misfit(PATCH, |_| Ok(text.to_owned())).expect("it can be read").map(|misfit| misfit.places)
    }

    #[test]
    fn lines_that_moved_fit_as_long_as_they_are_at_one_place() {
        assert_eq!(places("zero\none\ntwo\n"), None);
    }

    #[test]
    fn lines_that_are_gone_or_at_several_places_do_not_fit() {
        assert_eq!((places("one\nand two\n"), places("one\ntwo\none\ntwo\n"), places("")), (Some(0), Some(2), Some(0)));
    }
}
