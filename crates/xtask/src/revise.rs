//! `cargo xtask revise`: makes a change of the content a published revision. It writes what it alone knows
//! (the number, the day, the digest) into two files, and leaves every word and the way they are set out as they are.

pub mod archive;
mod edit;
pub mod error;

use std::borrow::Cow;
use std::fs;
use std::path::PathBuf;

use consultation::content::Content;
use consultation::content::languages::Languages;
use consultation::content::translation::completed;
use consultation::content::updates::Updates;
use consultation::text::language::{Language, NotALanguage};
use jiff::ZonedDateTime;
use jiff::tz::TimeZone;

use self::error::ReviseError;
use crate::error::Error;
use crate::project::Project;
use crate::{check, sha256};

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
/// [`Error::Findings`] for words that nobody could publish, [`Error::CannotRevise`], and [`Error::File`]; both files are then
/// as they were.
pub fn revise(project: &Project, revision: &Revision) -> Result<(), Error> {
    check::check_before_revision(project)?;
    let languages = languages(project)?;
    let first = &languages.first().tag;
    let language = revision.language.as_ref().unwrap_or(first);
    let before = Files::read(project, language, first)?;
    let after = match &revision.changed {
        Some(changed) => before.revised(changed, &ZonedDateTime::now()),
        None => before.digested_again(),
    }?;
    write(project, language, &before, &after)?;
    println!(
        "{} lists revision {} with the digest of {}.",
        in_public(&language.updates_path()),
        after.meaning()?.1.last().map_or(0, |u| u.revision),
        in_public(&language.content_path())
    );
    let departed = archive::replaced(&before.updates, &after.updates).filter(|digest| built(project, digest).exists());
    departed.iter().for_each(|digest| println!("{}", departure(language, &before, digest, &after)));
    Ok(())
}

/// Where a built site has the content of a revision.
fn built(project: &Project, digest: &str) -> PathBuf {
    project.dist().join(format!("content/published/{digest}.json"))
}

/// What is said where a revision is replaced that somebody may have seen: only whoever uploads sites knows.
fn departure(language: &Language, before: &Files, digest: &str, after: &Files) -> String {
    format!(
        "\nnote: dist/ has these words as they were before, with the digest {digest}.\n\
         If a site with them was uploaded, people may be answering it, and the receiver checks what they send by that digest.\n\
         Then write {digest} again in the place of {} in {}, copy dist/content/published/{digest}.json into \
         public/content/published/, and run `{} \"what changed\"` instead.",
        sha256::of(&after.content),
        in_public(&language.updates_path()),
        before.command()
    )
}

/// Lists the words of every language as they are, where they have changed. It is for a copy of them, which nobody publishes,
/// and of which the check is to say all but that it is no revision.
///
/// # Errors
/// [`Error::File`] for what cannot be written.
pub fn list_every_language(project: &Project, changed: &str) -> Result<(), Error> {
    let Ok(languages) = languages(project) else { return Ok(()) };
    let first = &languages.first().tag;
    for language in languages.languages.iter().map(|edition| &edition.tag) {
        let Ok(before) = Files::read(project, language, first) else { continue };
        // Words with something to mend, and those of the second of the last revision, take that one's place.
        let revised = before.revised(changed, &ZonedDateTime::now()).ok();
        if let Some(after) = revised.or_else(|| before.as_the_last()) {
            write(project, language, &before, &after)?;
        }
    }
    Ok(())
}

fn in_public(path: &str) -> String {
    ["public/", path].concat()
}

fn read(project: &Project, name: &str) -> Result<String, Error> {
    let name = in_public(name);
    fs::read_to_string(project.root.join(&name)).map_err(|source| Error::File { path: name.into(), source })
}

fn languages(project: &Project) -> Result<Languages, Error> {
    Ok(Languages::parse(&read(project, Languages::PATH)?).map_err(|_| ReviseError::BrokenLanguages)?)
}

fn write(project: &Project, language: &Language, before: &Files, after: &Files) -> Result<(), Error> {
    for (name, text) in [(language.content_path(), &after.content), (language.updates_path(), &after.updates)] {
        let name = in_public(&name);
        fs::write(project.root.join(&name), text).map_err(|source| Error::File { path: name.into(), source })?;
    }
    archive::keep(project, &before.updates, after)
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
    /// For a translation, the first language and its content.
    translates: Option<(Language, String)>,
}

impl Files {
    fn read(project: &Project, language: &Language, first: &Language) -> Result<Self, Error> {
        let of_first = if language == first { None } else { Some(read(project, &first.content_path())?) };
        let translates = of_first.map(|content| (first.clone(), content));
        let (content, updates) = (read(project, &language.content_path())?, read(project, &language.updates_path())?);
        Ok(Self { content, updates, translates })
    }

    fn meaning(&self) -> Result<(Content, Updates), ReviseError> {
        let content = self.whole_content().and_then(|content| Content::parse(&content).ok());
        let content = content.ok_or(ReviseError::BrokenContent)?;
        Ok((content, Updates::parse(&self.updates).map_err(ReviseError::BrokenUpdates)?))
    }

    /// What a page shows: a translation is completed from the first language.
    fn whole_content(&self) -> Option<Cow<'_, str>> {
        let Some((first, content)) = &self.translates else { return Some((&self.content).into()) };
        let completed =
            completed(&serde_json::from_str(content).ok()?, first, &serde_json::from_str(&self.content).ok()?);
        completed.problems.is_empty().then(|| completed.content.to_string().into())
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
        let updates = edit::appended(&self.updates, &entry);
        Self { content, updates, translates: self.translates.clone() }.checked()
    }

    /// What makes a revision of this language.
    fn command(&self) -> String {
        let own = self.translates.as_ref().and_then(|_| Some(self.meaning().ok()?.0.language));
        own.map_or_else(
            || "cargo xtask revise".to_owned(),
            |own| format!("cargo xtask revise --language {}", own.as_str()),
        )
    }

    /// With the digest of the last revision taken anew.
    fn digested_again(&self) -> Result<Self, ReviseError> {
        let (content, updates) = self.meaning()?;
        let Some(last) = updates.last().filter(|last| last.revision == content.revision) else {
            let last = updates.last().map_or(0, |last| last.revision);
            return Err(ReviseError::NotTheLast { last, content: content.revision, command: self.command() });
        };
        self.in_place_of(&last.sha256).checked()
    }

    /// Whatever the content is, as the last revision that is listed; none where there is no such.
    fn as_the_last(&self) -> Option<Self> {
        Some(self.in_place_of(&Updates::parse(&self.updates).ok()?.last()?.sha256))
    }

    fn in_place_of(&self, digest: &str) -> Self {
        let updates = edit::with_last(&self.updates, digest, &sha256::of(&self.content));
        Self { content: self.content.clone(), updates, translates: self.translates.clone() }
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
    use crate::command::interrupt::Interrupt;

    fn shipped() -> Files {
        let content = include_str!("../../../public/content/en-NZ.json").to_owned();
        let updates = include_str!("../../../public/content/en-NZ.updates.json").to_owned();
        Files { content, updates, translates: None }
    }

    fn changed() -> Files {
        let shipped = shipped();
        Files { content: shipped.content.replace("harmonised", "harmonious"), ..shipped }
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
            .replace("\"updated\": \"2022-07-15\"", "\"updated\": \"2022-12-02\"");
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
        let changed = changed();
        let raised = Files { content: changed.content.replace("\"revision\": 1", "\"revision\": 2"), ..changed };
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
    fn a_translation_is_revised_without_being_whole() {
        let english = ("en-NZ".to_owned().try_into().expect("it is a tag"), shipped().content);
        let shipped = shipped();
        let own = r#"{"language": "mi", "revision": 1, "updated": "2022-04-29", "lead": []}"#.to_owned();
        let lacking = Files { content: own, translates: Some(english.clone()), ..shipped };
        assert!(error(&lacking, NOON).contains("Run `cargo xtask check`"));
        let own = english.1.replace("\"time_zone\": \"Pacific/Auckland\",", "").replace("en-NZ", "mi");
        let lacking = Files { content: own, ..lacking };
        let after = lacking.revised("A word was corrected.", &at(NOON)).expect("it can");
        assert!(after.content.contains("\"updated\": \"2022-12-02\"") && !after.content.contains("time_zone"));
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
        let before_the_last = error(&changed(), "2022-07-01T00:00:00+12:00[Pacific/Auckland]");
        assert!(before_the_last.contains("revision 2 does not follow the entry before it"), "{before_the_last}");
    }

    #[test]
    fn a_copy_for_nobody_else_is_listed_whatever_is_to_be_mended_in_it() {
        let last = Updates::parse(&changed().updates).expect("it is shipped").updates.pop().expect("there is one");
        let (before, later) = (last.published.to_string(), "2999-04-29T09:00:00+12:00".to_owned());
        let broken = changed().content.replace("{\"email\": {}}", "{\"mail\": {}}");
        for (content, last, revisions) in
            [(&changed().content, &before, 2), (&changed().content, &later, 1), (&broken, &before, 1)]
        {
            let folder = tempfile::tempdir().expect("there is room for a folder");
            let root = folder.path().to_owned();
            fs::create_dir_all(root.join("public/content")).expect("it is new");
            let put = |name: &str, text: &str| fs::write(root.join("public/content").join(name), text).expect("it can");
            put("languages.json", include_str!("../../../public/content/languages.json"));
            put("en-NZ.json", content);
            put("en-NZ.updates.json", &changed().updates.replace(&before, last));
            let project = Project { target: root.join("target"), root, interrupt: Interrupt::never() };
            list_every_language(&project, "Not published yet.").expect("it can be written");
            let english = language("en-NZ").expect("it is a tag");
            let after = Files::read(&project, &english, &english).expect("they are there");
            let updates = Updates::parse(&after.updates).expect("it can be read");
            assert_eq!(updates.updates.len(), revisions);
            assert_eq!(updates.last().expect("there is one").sha256, sha256::of(&after.content));
        }
    }

    /// A repository with these words, and the digest that its list has.
    fn repository(files: &Files) -> (tempfile::TempDir, Project) {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let root = folder.path().to_owned();
        fs::create_dir_all(root.join("public/content/published")).expect("it is new");
        let put = |name: &str, text: &str| fs::write(root.join("public/content").join(name), text).expect("it can");
        put("languages.json", include_str!("../../../public/content/languages.json"));
        put("en-NZ.wording.json", include_str!("../../../public/content/en-NZ.wording.json"));
        put("en-NZ.json", &files.content);
        put("en-NZ.updates.json", &files.updates);
        put(&format!("published/{}.json", sha256::of(&shipped().content)), &shipped().content);
        let project = Project { target: root.join("target"), root, interrupt: Interrupt::never() };
        (folder, project)
    }

    fn told(changed: Option<&str>) -> Revision {
        Revision { changed: changed.map(str::to_owned), again: changed.is_none(), language: None }
    }

    #[test]
    fn words_that_nobody_could_publish_are_no_revision_and_stay_as_they_are() {
        let content = changed().content.replace("\"#have-your-say\"", "\"#have-your-sy\"");
        let (_folder, project) = repository(&Files { content: content.clone(), ..shipped() });
        for again in [told(Some("It changed.")), told(None)] {
            assert!(matches!(revise(&project, &again), Err(Error::Findings(1))));
        }
        assert_eq!(read(&project, "content/en-NZ.json").expect("it is there"), content);
    }

    #[test]
    fn what_only_a_revision_mends_stops_none() {
        let (_folder, project) = repository(&changed());
        revise(&project, &told(Some("A word was corrected."))).expect("it can");
        let (_folder, project) = repository(&changed());
        revise(&project, &told(None)).expect("it can");
        let (_folder, project) = repository(&Files {
            content: changed().content.replace("\"revision\": 1", "\"revision\": 2"),
            ..shipped()
        });
        revise(&project, &told(Some("A word was corrected."))).expect("it can");
    }

    #[test]
    fn an_earlier_copy_of_the_content_is_no_revision() {
        let (_folder, project) = repository(&changed());
        revise(&project, &told(Some("A word was corrected."))).expect("it can");
        fs::write(project.root.join("public/content/en-NZ.json"), shipped().content).expect("it can be written");
        for again in [told(Some("It changed.")), told(None)] {
            assert!(matches!(revise(&project, &again), Err(Error::Findings(1))));
        }
    }

    #[test]
    fn of_a_revision_that_may_have_been_seen_again_says_how_to_take_it_back() {
        let english = language("en-NZ").expect("it is a tag");
        let (before, after) = (changed(), changed().digested_again().expect("it can"));
        let digest = sha256::of(&shipped().content);
        let note = departure(&english, &before, &digest, &after);
        for part in [
            &format!("with the digest {digest}.\n"),
            &format!("in the place of {} in public/content/en-NZ.updates.json", sha256::of(&before.content)),
            &format!("copy dist/content/published/{digest}.json into public/content/published/"),
            "`cargo xtask revise \"what changed\"` instead",
        ] {
            assert!(note.contains(part), "{note}");
        }
        // Whoever follows it comes to a revision of its own.
        let taken_back = Files { updates: after.updates.replace(&sha256::of(&after.content), &digest), ..after };
        let revised = taken_back.revised("A word was corrected.", &at(NOON)).expect("it can");
        assert_eq!(revised.meaning().expect("it makes sense").1.updates.len(), 2);
    }

    #[test]
    fn again_is_refused_for_a_revision_that_is_not_listed() {
        let changed = changed();
        let raised = Files { content: changed.content.replace("\"revision\": 1", "\"revision\": 2"), ..changed };
        let error = raised.digested_again().err().expect("it cannot").to_string();
        assert!(
            error.starts_with("--again is for words of the last listed revision, 1; the content is revision 2."),
            "{error}"
        );
    }
}
