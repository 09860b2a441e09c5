//! `cargo xtask revise`: makes a change of the content a published revision. It writes what it alone knows
//! (the number, the day, the digest) into two files, and leaves every word and the way they are set out as they are.

mod edit;
pub mod error;

use std::fs;

use consultation::content::Content;
use consultation::content::languages::Languages;
use consultation::content::updates::Updates;
use consultation::text::language::{Language, NotALanguage};
use jiff::ZonedDateTime;
use jiff::tz::TimeZone;

use self::error::ReviseError;
use crate::error::Error;
use crate::project::Project;
use crate::sha256;

/// What the new revision is.
#[derive(clap::Args)]
pub struct Revision {
    /// What changed, for readers of the page, in one or two sentences
    #[arg(value_name = "WHAT CHANGED", required_unless_present = "again", value_parser = sentence)]
    changed: Option<String>,
    /// Take the present words as those of the last revision, which nobody has seen yet
    #[arg(long, conflicts_with = "changed")]
    again: bool,
    /// The language whose content has changed [default: the first of the page]
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<Language>,
}

/// Writes both files, and says what it wrote.
///
/// # Errors
/// [`Error::CannotRevise`], and [`Error::File`]; both files are then as they were.
pub fn revise(project: &Project, revision: &Revision) -> Result<(), Error> {
    let read = |name: &str| {
        fs::read_to_string(project.root.join(name)).map_err(|source| Error::File { path: name.into(), source })
    };
    let language = match &revision.language {
        Some(language) => language.clone(),
        None => first_language(&read(&in_public(Languages::PATH))?)?,
    };
    let (content, updates) = (in_public(&language.content_path()), in_public(&language.updates_path()));
    let before = Files { content: read(&content)?, updates: read(&updates)? };
    let after = match &revision.changed {
        Some(changed) => before.revised(changed, &ZonedDateTime::now()),
        None => before.digested_again(),
    }?;
    for (name, text) in [(&content, &after.content), (&updates, &after.updates)] {
        fs::write(project.root.join(name), text).map_err(|source| Error::File { path: name.into(), source })?;
    }
    println!(
        "{updates} lists revision {} with the digest of {content}.",
        after.meaning()?.1.last().map_or(0, |u| u.revision)
    );
    Ok(())
}

fn in_public(path: &str) -> String {
    ["public/", path].concat()
}

fn first_language(list: &str) -> Result<Language, ReviseError> {
    let languages = Languages::parse(list).map_err(|_| ReviseError::BrokenLanguages)?;
    Ok(languages.first().tag.clone())
}

fn language(tag: &str) -> Result<Language, NotALanguage> {
    tag.to_owned().try_into()
}

fn sentence(text: &str) -> Result<String, &'static str> {
    if text.trim().is_empty() { Err("say what changed, in a sentence") } else { Ok(text.trim().to_owned()) }
}

/// The texts of the two files.
struct Files {
    content: String,
    updates: String,
}

impl Files {
    fn meaning(&self) -> Result<(Content, Updates), ReviseError> {
        let content = Content::parse(&self.content).map_err(|_| ReviseError::BrokenContent)?;
        Ok((content, Updates::parse(&self.updates).map_err(ReviseError::BrokenUpdates)?))
    }

    /// With one more revision. A number that the editor has raised already is not raised again.
    fn revised(&self, changed: &str, now: &ZonedDateTime) -> Result<Self, ReviseError> {
        let (content, updates) = self.meaning()?;
        let digest = sha256::of(&self.content);
        let last = updates.last();
        if let Some(last) = last.filter(|last| last.sha256 == digest) {
            return Err(ReviseError::NothingChanged(last.revision));
        }
        let revision = if last.is_some_and(|last| last.revision == content.revision) {
            content.revision + 1
        } else {
            content.revision
        };
        let zone = TimeZone::get(content.time_zone.as_str()).map_err(|_| ReviseError::BrokenContent)?;
        let now = now.with_time_zone(zone);
        let content = edit::dated(&self.content, revision, &now.strftime("%Y-%m-%d").to_string());
        let entry =
            edit::entry(revision, &now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(), changed, &sha256::of(&content));
        Self { content, updates: edit::appended(&self.updates, &entry) }.checked()
    }

    /// With the digest of the last revision taken anew.
    fn digested_again(&self) -> Result<Self, ReviseError> {
        let (content, updates) = self.meaning()?;
        let Some(last) = updates.last().filter(|last| last.revision == content.revision) else {
            let last = updates.last().map_or(0, |last| last.revision);
            return Err(ReviseError::NotTheLast { last, content: content.revision });
        };
        let updates = edit::with_last(&self.updates, &last.sha256, &sha256::of(&self.content));
        Self { content: self.content.clone(), updates }.checked()
    }

    fn checked(self) -> Result<Self, ReviseError> {
        let (content, updates) = self.meaning()?;
        match updates.problems(content.revision).into_iter().next() {
            Some(problem) => Err(ReviseError::Problem(problem)),
            None => Ok(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Files {
        let content = include_str!("../../../public/content/en-NZ.json").to_owned();
        Files { content, updates: include_str!("../../../public/content/en-NZ.updates.json").to_owned() }
    }

    fn changed() -> Files {
        let Files { content, updates } = shipped();
        Files { content: content.replace("harmonised", "harmonious"), updates }
    }

    fn at(moment: &str) -> ZonedDateTime {
        moment.parse().expect("the test states a moment")
    }

    const NOON: &str = "2022-12-01T12:00:00+00:00[UTC]";

    #[test]
    fn a_change_becomes_the_next_revision_of_today_in_new_zealand() {
        let after = changed().revised("A word was corrected.", &at(NOON)).expect("it can");
        let (content, updates) = after.meaning().expect("it makes sense");
        let last = updates.last().expect("there is one");
        assert_eq!((content.revision, content.updated.to_string().as_str()), (2, "2022-12-02"));
        assert_eq!((last.revision, last.published.to_string().as_str()), (2, "2022-12-02T01:00:00+13:00"));
        assert_eq!((last.changed.as_str(), &last.sha256), ("A word was corrected.", &sha256::of(&after.content)));
    }

    #[test]
    fn nothing_else_in_the_files_is_touched() {
        let after = changed().revised("A “word”\nwas \"corrected\".", &at(NOON)).expect("it can");
        let expected = (changed().content.replace("\"revision\": 1", "\"revision\": 2"))
            .replace("\"updated\": \"2022-04-29\"", "\"updated\": \"2022-12-02\"");
        assert_eq!(after.content, expected);
        let digest = sha256::of(&expected);
        let entry = format!(
            "    }},\n    {{\n      \"revision\": 2,\n      \"published\": \"2022-12-02T01:00:00+13:00\",\n      \
             \"changed\": \"A “word”\\nwas \\\"corrected\\\".\",\n      \"sha256\": \"{digest}\"\n    }}\n  ]\n}}\n"
        );
        let start = shipped().updates.trim_end_matches("    }\n  ]\n}\n").to_owned();
        assert_eq!(after.updates, start + &entry);
    }

    #[test]
    fn a_number_raised_by_hand_is_kept() {
        let Files { content, updates } = changed();
        let raised = Files { content: content.replace("\"revision\": 1", "\"revision\": 2"), updates };
        let after = raised.revised("A word was corrected.", &at(NOON)).expect("it can");
        assert_eq!(after.meaning().expect("it makes sense").0.revision, 2);
    }

    #[test]
    fn words_of_a_revision_that_nobody_has_seen_are_digested_again() {
        let after = changed().digested_again().expect("it can");
        let (content, updates) = after.meaning().expect("it makes sense");
        assert_eq!((content.revision, updates.updates.len()), (1, 1));
        assert_eq!(updates.last().expect("there is one").sha256, sha256::of(&after.content));
        assert_eq!(after.content, changed().content);
    }

    fn error(files: &Files, now: &str) -> String {
        files.revised("It changed.", &at(now)).err().expect("it cannot").to_string()
    }

    #[test]
    fn what_cannot_be_revised_is_said_in_a_sentence() {
        assert!(
            error(&shipped(), NOON)
                .ends_with("is as it was when revision 1 was listed, so there is nothing to revise.")
        );
        let broken = Files { content: "{}".to_owned(), ..shipped() };
        assert!(error(&broken, NOON).contains("Run `cargo xtask check`"));
        let broken = Files { updates: "{}".to_owned(), ..changed() };
        assert!(error(&broken, NOON).contains("/updates: this is missing"));
        let before_the_last = error(&changed(), "2021-01-01T00:00:00+13:00[Pacific/Auckland]");
        assert!(before_the_last.contains("revision 2 does not follow the entry before it"), "{before_the_last}");
    }

    #[test]
    fn again_is_refused_for_a_revision_that_is_not_listed() {
        let Files { content, updates } = changed();
        let raised = Files { content: content.replace("\"revision\": 1", "\"revision\": 2"), updates };
        let error = raised.digested_again().err().expect("it cannot").to_string();
        assert!(
            error.starts_with("--again is for words of the last listed revision, 1; the content is revision 2."),
            "{error}"
        );
    }
}
