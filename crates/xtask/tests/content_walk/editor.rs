//! An editor at work: a copy of the words, in which steps are taken as a person would, the commands, and the page.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use publish::{Order, publish};
use tempfile::TempDir;

use crate::document::Step;

/// What Trunk makes of `index.html`, without styles.
const SHELL: &str = r#"<!doctype html><html lang=""><head><meta name="page-head" content=""><script data-app></script></head><body><div id="app"></div></body></html>"#;

const PUBLIC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public");

pub struct Editor(TempDir);

impl Editor {
    /// Somebody with a copy of `public/`, in a folder that cargo takes for a repository.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        fs::write(folder.path().join("Cargo.toml"), "[workspace]\n").expect("it can be written");
        copy(Path::new(PUBLIC), &folder.path().join("public"));
        Self(folder)
    }

    /// Does a step.
    pub fn takes(&self, step: &Step) -> Result<(), String> {
        match step {
            Step::Line { file, with, example } => self.edit(file, |text| with_line(text, with, example)),
            Step::Behind { file, list, thing, example } => self.edit(file, |text| behind(text, list, thing, example)),
            Step::File { file, example } => {
                fs::write(self.file(file), example).expect("it can be written");
                Ok(())
            }
            Step::Copy { from, to } => {
                fs::copy(self.file(from), self.file(to)).map_err(|error| format!("{from}: {error}"))?;
                Ok(())
            }
            Step::Out { file, with } => self.edit(file, |text| with_line(text, with, "")),
            Step::Run(words) => {
                wait_for_another_second();
                self.xtask(&words.iter().map(String::as_str).collect::<Vec<_>>())
            }
        }
    }

    /// Runs a command; where it fails, what it says.
    pub fn xtask(&self, words: &[&str]) -> Result<(), String> {
        let xtask = Command::new(env!("CARGO_BIN_EXE_xtask")).args(words).current_dir(self.0.path()).output();
        let output = xtask.expect("it starts");
        let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
        if output.status.success() { Ok(()) } else { Err(said) }
    }

    /// A file of the site that is made of the words, as at a moment.
    pub fn page(&self, moment: &str, file: &str) -> String {
        let site = tempfile::tempdir().expect("there is room for a folder");
        copy(&self.0.path().join("public"), site.path());
        let settings = fs::read_to_string(site.path().join("config.json")).expect("it is there");
        let mut settings: serde_json::Value = serde_json::from_str(&settings).expect("it is JSON");
        settings["as_of"] = moment.into();
        fs::write(site.path().join("config.json"), settings.to_string()).expect("it can be written");
        fs::write(site.path().join("index.html"), SHELL).expect("it can be written");
        let (folder, hosts) = (site.path().to_owned(), site.path().join("hosts"));
        let built_at = moment.parse().expect("the test states a moment");
        publish(&Order { folder, hosts, own_files: None, is_release: false, address: None, built_at, is_small: false })
            .expect("the check has found nothing");
        // What ties the page to its app stands between its words.
        fs::read_to_string(site.path().join(file)).unwrap_or_default().replace("<!>", "")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.path().join("public/content").join(name)
    }

    fn edit(&self, file: &str, edited: impl Fn(&str) -> Result<String, String>) -> Result<(), String> {
        let text = fs::read_to_string(self.file(file)).map_err(|error| format!("{file}: {error}"))?;
        let text = edited(&text).map_err(|why| format!("{file} has {why}"))?;
        fs::write(self.file(file), text).expect("it can be written");
        Ok(())
    }
}

/// The times of two revisions differ, and are told in whole seconds.
fn wait_for_another_second() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    std::thread::sleep(Duration::from_millis(1000 - u64::from(now.subsec_millis())));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("it can be made");
    for entry in fs::read_dir(from).expect("it is a folder") {
        let path = entry.expect("it can be read").path();
        let to = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, to).expect("it can be copied");
        }
    }
}

fn with_line(text: &str, with: &str, example: &str) -> Result<String, String> {
    match text.lines().filter(|line| line.contains(with)).collect::<Vec<_>>()[..] {
        [line] => Ok(text.replacen(line, example, 1)),
        ref lines => Err(format!("{} lines with “{with}”", lines.len())),
    }
}

fn behind(text: &str, list: &str, thing: &str, example: &str) -> Result<String, String> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
    let root = parsed.map_err(|error| error.to_string())?.value.ok_or("nothing in it")?;
    let mut ends = Vec::new();
    find(&root, "", &mut |field, element| {
        if field == list && is(element, thing) {
            ends.push(element.end());
        }
    });
    match ends[..] {
        [end] => Ok([&text[..end], ",\n", example, &text[end..]].concat()),
        _ => Err(format!("{} things {thing} in lists “{list}”", ends.len())),
    }
}

/// Every element of every list, with the name of the list.
fn find<'a>(value: &Value<'a>, field: &str, found: &mut dyn FnMut(&str, &Value<'a>)) {
    match value {
        Value::Array(list) => list.elements.iter().for_each(|element| {
            found(field, element);
            find(element, "", found);
        }),
        Value::Object(object) => {
            object.properties.iter().for_each(|property| find(&property.value, property.name.as_str(), found));
        }
        _ => {}
    }
}

/// Whether it is this text, as it is written in the file, or has it as one of its own fields.
fn is(element: &Value<'_>, text: &str) -> bool {
    let written = |value: &Value<'_>| value.as_string_lit().map(|string| format!("\"{}\"", string.value));
    let is_field = |property: &ObjectProp<'_>| {
        written(&property.value).is_some_and(|value| format!("\"{}\": {value}", property.name.as_str()) == text)
    };
    written(element).as_deref() == Some(text)
        || element.as_object().is_some_and(|object| object.properties.iter().any(is_field))
}
