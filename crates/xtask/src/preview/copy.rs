//! The copy of the built site that a preview serves: it takes in words and settings as they are saved, as long as they can
//! be published, and sends nothing elsewhere. The site itself, and the words, are never written to.

use std::fs;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use consultation::content::config::Config;
use consultation::content::languages::Languages;
use consultation::time::instant::Instant;
use serde_json::Value;

use super::as_of::AsOf;
use super::panel;
use crate::error::Error;
use crate::folder::{self, Files};
use crate::project::Project;
use crate::{check, revise};

/// The settings, in `public/` and in a site.
const SETTINGS: &str = "config.json";

/// What the list of revisions says of words that are none yet. Only whoever writes them sees it.
const UNPUBLISHED: &str = "Not published yet.";

/// What is said where this program itself is wrong.
const BROKEN_OFF: &str = "The check broke off at these words. That is a mistake in the program, whatever the words are: take \
                          back the last change for now, and show those who look after the page what the terminal says.";

/// What came of a look at the words.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken {
    /// What is to be mended; the page has the words where it is nothing.
    pub to_mend: Vec<String>,
    /// How many pieces of advice there are besides.
    pub advice: usize,
}

/// The copy, in a folder of its own.
pub struct SiteCopy<'a> {
    project: &'a Project,
    folder: PathBuf,
    as_of: Option<Instant>,
}

impl<'a> SiteCopy<'a> {
    /// Copies the built site. What an earlier preview has left is removed, but for what was sent to it.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn new(project: &'a Project, folder: PathBuf, as_of: Option<AsOf>) -> Result<Self, Error> {
        let built = uncompressed(folder::read(&project.dist())?);
        let zone = time_zone(&built).unwrap_or_else(|| "UTC".to_owned());
        let as_of = as_of.and_then(|as_of| as_of.moment(&zone));
        folder::write(&folder.join("built"), &built)?;
        Ok(Self { project, folder, as_of })
    }

    /// The site as it is served.
    pub fn served(&self) -> PathBuf {
        self.folder.join("site")
    }

    /// Where what is sent is stored.
    pub fn database(&self) -> PathBuf {
        self.folder.join("submissions.db")
    }

    /// The moment that the page shows instead of the present.
    pub fn moment(&self) -> Option<Instant> {
        let settings = fs::read_to_string(self.built().join(SETTINGS)).ok()?;
        Config::parse(&settings).ok()?.as_of
    }

    /// Takes in the words and settings of `public/`, or says what is to be mended in them, or that nobody could look; the page
    /// is then as it was.
    ///
    /// # Errors
    /// [`Error::Interrupted`].
    pub fn take(&self, public: &Files) -> Result<Taken, Error> {
        survived(|| self.checked(public))
    }

    fn checked(&self, public: &Files) -> Result<Taken, Error> {
        let words = self.folder.join("words");
        folder::write(&words.join("public"), public)?;
        let project =
            Project { root: words, target: self.project.target.clone(), interrupt: self.project.interrupt.clone() };
        revise::list_every_language(&project, UNPUBLISHED)?;
        let (to_mend, advice) = check::findings(&project.root)?;
        let to_mend = match to_mend.is_empty() {
            true => self.publish(&project.root.join("public"))?,
            false => to_mend.iter().map(ToString::to_string).collect(),
        };
        Ok(Taken { to_mend, advice: advice.len() })
    }

    /// The built site's own words and settings.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn built_words(&self) -> Result<Files, Error> {
        Ok(watched(folder::read(&self.project.dist())?))
    }

    /// Writes the pages with what was found, and tells those that are open.
    ///
    /// # Errors
    /// [`Error::File`].
    pub fn show(&self, findings: &[String]) -> Result<(), Error> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis().to_string();
        let panel = panel::panel(findings, &now);
        let built = uncompressed(folder::read(&self.built())?);
        let files = built.into_iter().map(|(name, bytes)| (dressed(&name, &bytes, &panel), name));
        folder::write(&self.served(), &files.map(|(bytes, name)| (name, bytes)).collect())?;
        let state = self.served().join(panel::STATE);
        fs::write(&state, now).map_err(|source| Error::File { path: state, source })
    }

    fn built(&self) -> PathBuf {
        self.folder.join("built")
    }

    fn publish(&self, public: &Path) -> Result<Vec<String>, Error> {
        let (settings, log) = (self.built().join(SETTINGS), self.folder.join("publish.log"));
        let read = |path: &Path| fs::read_to_string(path).map_err(|source| Error::File { path: path.into(), source });
        let write = |text| fs::write(&settings, text).map_err(|source| Error::File { path: settings.clone(), source });
        let before = read(&settings)?;
        write(here(&read(&public.join(SETTINGS))?, self.as_of))?;
        let mut publish = self.project.program(self.project.debug_program("publish"));
        publish.arg("renew").arg(self.built()).arg(public.join("content")).arg("quick");
        if self.project.run_into_log("publish", publish, &log)? {
            return Ok(Vec::new());
        }
        write(before)?;
        Ok(vec![read(&log)?.trim().to_owned()])
    }
}

/// What a preview looks at: the settings, and the words.
pub fn watched(files: Files) -> Files {
    let is_watched = |name: &str| name == SETTINGS || Path::new(name).starts_with("content");
    uncompressed(files).into_iter().filter(|(name, _)| is_watched(name)).collect()
}

/// Without what stands beside a file in another form.
fn uncompressed(mut files: Files) -> Files {
    let names: Vec<_> = files.keys().flat_map(|name| [[name, ".br"].concat(), [name, ".gz"].concat()]).collect();
    files.retain(|name, _| !names.contains(name));
    files
}

/// Settings, which were checked, of a page on this machine: what is sent stays here.
fn here(settings: &str, as_of: Option<Instant>) -> String {
    let mut settings: Value = serde_json::from_str(settings).expect("the check has read it");
    settings["submission_endpoint"] = "/api/submissions".into();
    settings["feedback_endpoint"] = "/api/feedback".into();
    settings["shows_answers"] = true.into();
    as_of.into_iter().for_each(|moment| settings["as_of"] = moment.to_string().into());
    settings.to_string()
}

/// The time zone of the site's first language.
fn time_zone(built: &Files) -> Option<String> {
    let text = |name: &str| std::str::from_utf8(built.get(name)?).ok();
    let languages = Languages::parse(text(Languages::PATH)?).ok()?;
    let content: Value = serde_json::from_str(text(&languages.first().tag.content_path())?).ok()?;
    content["time_zone"].as_str().map(str::to_owned)
}

fn dressed(name: &str, bytes: &[u8], panel: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    match name {
        "_headers" => panel::policy(&text).into(),
        page if page.ends_with(".html") => panel::page(&text, panel).into(),
        _ => bytes.to_owned(),
    }
}

/// A preview goes on whatever happens to one look at the words: the next save may be another.
fn survived(look: impl FnOnce() -> Result<Taken, Error>) -> Result<Taken, Error> {
    let why = match std::panic::catch_unwind(AssertUnwindSafe(look)) {
        Ok(Ok(taken)) => return Ok(taken),
        Ok(Err(Error::Interrupted)) => return Err(Error::Interrupted),
        Ok(Err(error)) => format!("These words could not be looked at: {error}"),
        Err(_) => BROKEN_OFF.to_owned(),
    };
    Ok(Taken { to_mend: vec![why], advice: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Files {
        names.iter().map(|name| ((*name).to_owned(), Vec::new())).collect()
    }

    #[test]
    fn a_check_that_fails_is_told_and_the_preview_goes_on() {
        let told = |look: fn() -> Result<Taken, Error>| survived(look).expect("it goes on").to_mend.concat();
        assert!(told(|| panic!("the test says so")).starts_with("The check broke off at these words."));
        let source = std::io::Error::other("the disk is full");
        let failed = survived(|| Err(Error::File { path: "a".into(), source })).expect("it goes on");
        assert_eq!(failed.to_mend, ["These words could not be looked at: a cannot be used: the disk is full"]);
        assert!(matches!(survived(|| Err(Error::Interrupted)), Err(Error::Interrupted)));
    }

    #[test]
    fn settings_and_words_are_looked_at_and_nothing_else() {
        let all = files(&["config.json", "config.json.br", "content/a.json", "content/a.json.gz", "start.js"]);
        assert_eq!(watched(all), files(&["config.json", "content/a.json"]));
    }

    #[test]
    fn what_is_sent_stays_on_this_machine() {
        let settings =
            r#"{"submission_endpoint": "https://real.example/a", "feedback_endpoint": "https://real.example/b"}"#;
        let here = here(settings, "2022-08-24T12:00:00+12:00".parse().ok());
        assert!(!here.contains("real.example") && here.contains("2022-08-24T12:00:00+12:00"), "{here}");
    }

    #[test]
    fn a_rehearsal_of_the_settings_stays_where_no_day_is_asked_for() {
        assert!(here(r#"{"as_of": "2022-08-01T09:00:00+12:00"}"#, None).contains("2022-08-01"));
    }

    #[test]
    fn the_zone_is_that_of_the_first_language() {
        let shipped = |name: &str| fs::read(Path::new("../../public").join(name)).expect("it is shipped");
        let names = ["content/languages.json", "content/en-NZ.json"];
        let built = names.map(|name| (name.to_owned(), shipped(name))).into();
        assert_eq!(time_zone(&built).as_deref(), Some("Pacific/Auckland"));
    }
}
