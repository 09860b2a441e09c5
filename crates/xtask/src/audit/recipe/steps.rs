//! The steps of CONTRIBUTING's recipe for a kind of question, each with the patch that takes it. It takes none.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::places::{Misfit, misfit};
use crate::error::Error;

/// The line above the steps.
const HEADING: &str = "A new kind of question:";

/// The new kind's own file, which the first step writes: where it is kept, and where it goes.
pub const NEW_FILE: (&str, &str) = ("tests/recipe/postcode.rs", "crates/consultation/src/form/kind/postcode.rs");

/// A step of the recipe.
pub struct Step {
    /// Its number.
    pub number: usize,
    /// What takes it, from the repository's root.
    pub patch: PathBuf,
}

/// Reads them all, and holds each to what its patch changes, and the patch to what is in the files.
///
/// # Errors
/// [`Error::StepsWithoutPatch`], [`Error::StepNamesOthers`], [`Error::StepDoesNotApply`], [`Error::File`].
pub fn read(root: &Path) -> Result<Vec<Step>, Error> {
    let recipe = text_of(root, Path::new("CONTRIBUTING.md"))?;
    let (words, patches) = (words_of_steps(&recipe), patches(root)?);
    if words.is_empty() || words.len() != patches.len() {
        return Err(Error::StepsWithoutPatch { steps: words.len(), patches: patches.len() });
    }
    let steps = words.iter().zip(patches).zip(1..);
    steps.map(|((words, patch), number)| checked(root, words, Step { number, patch })).collect()
}

fn checked(root: &Path, words: &str, step: Step) -> Result<Step, Error> {
    let patch = text_of(root, &step.patch)?;
    let own_file = (step.number == 1).then_some(NEW_FILE.1);
    let changed = patch.lines().filter_map(|line| line.strip_prefix("+++ b/")).chain(own_file).collect();
    let others = others(words, &changed);
    if !others.is_empty() {
        return Err(Error::StepNamesOthers { step: step.number, patch: step.patch, others });
    }
    match misfit(&patch, |file| text_of(root, Path::new(file)))? {
        None => Ok(step),
        Some(Misfit { file, lines, places }) => {
            Err(Error::StepDoesNotApply { step: step.number, patch: step.patch, file, lines, places })
        }
    }
}

/// What a step changes without naming it or its folder, and what it names without changing it.
fn others(words: &str, changed: &BTreeSet<&str>) -> Vec<String> {
    let named: Vec<&str> = words.split('`').skip(1).step_by(2).filter(|name| name.contains('/')).collect();
    let is_named = |file: &str| named.iter().any(|name| file == *name || name.ends_with('/') && file.starts_with(name));
    let unnamed = changed.iter().filter(|file| !is_named(file));
    let unchanged = named.iter().filter(|name| !name.ends_with('/') && !changed.contains(*name));
    unnamed.chain(unchanged).map(ToString::to_string).collect()
}

/// Each numbered step with the lines that go on under it.
fn words_of_steps(recipe: &str) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    let lines = recipe.lines().skip_while(|line| *line != HEADING).skip(1).skip_while(|line| line.is_empty());
    for line in lines.take_while(|line| !line.is_empty()) {
        match steps.last_mut().filter(|_| line.starts_with(' ')) {
            Some(step) => step.push_str(line),
            None => steps.push(line.to_owned()),
        }
    }
    steps
}

/// In the order of their numbers.
fn patches(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let folder = Path::new("tests/recipe");
    let unusable = |source| Error::File { path: folder.to_owned(), source };
    let names = fs::read_dir(root.join(folder)).map_err(unusable)?.map(|entry| Ok(folder.join(entry?.file_name())));
    let mut files: Vec<PathBuf> = names.collect::<Result<_, _>>().map_err(unusable)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "patch"));
    files.sort();
    Ok(files)
}

fn text_of(root: &Path, path: &Path) -> Result<String, Error> {
    fs::read_to_string(root.join(path)).map_err(|source| Error::File { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_of_the_recipe_can_be_taken_and_names_what_its_patch_changes() {
        let steps = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).map_err(|error| error.to_string());
        assert_eq!(steps.map(|steps| steps.last().map(|step| step.number)), Ok(Some(6)));
    }

    #[test]
    fn a_step_has_the_lines_that_go_on_under_it() {
        let recipe = "1. Another\n\nA new kind of question:\n\n1. `a/b`: one\n   and `c/`\n2. two\n\nEnd";
        assert_eq!(words_of_steps(recipe), ["1. `a/b`: one   and `c/`", "2. two"]);
    }

    #[test]
    fn a_file_that_is_not_named_and_one_that_is_not_changed_are_both_found() {
        let words = "`a/named.rs`, a file in `b/`, and `a/unchanged.rs` for `Kind`";
        let changed = ["a/named.rs", "b/new.rs", "c/unnamed.rs"].into();
        assert_eq!(others(words, &changed), ["c/unnamed.rs", "a/unchanged.rs"]);
    }
}
