//! The app's files: its script, its WASM and its data, in a release build as small as they get and named by their bytes.
//! It may not change what they do.

use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use consultation::text::language::Language;
use sha2::{Digest, Sha256};

use crate::digest::short_digest;
use crate::error::PublishError;
use crate::function_order::LIKENESSES;
use crate::staged::Staged;
use crate::{compressed, function_order, sealed_to, services, shared_names};

const LOADER: &str = "start.js";
const COPYING: &str = "copying.js";
const LANGUAGES: &str = "languages.js";
const LEAVING: &str = "leaving.js";
const PRINTING: &str = "printing.js";
const RECORDS: &str = "records.js";
const DIGEST: &str = "digest.js";
const GLUE: &str = "have-your-say.js";
const WASM: &str = "have-your-say_bg.wasm";
const DATA: &str = "page-data.json";

/// What made the WASM smallest for Brotli, which is not what makes it shortest: what functions have in common stays in
/// each, and values are computed twice rather than kept; no load says how it is aligned, which engines do not look at.
///
/// `--low-memory-unused` says that no address wraps around into the lowest kilobyte. Only the very end of the stack lies
/// there, so at worst a stack that is all but full traps a little earlier.
const SMALLEST: [&str; 8] = [
    "node_modules/binaryen/bin/wasm-opt",
    "-Oz",
    "--low-memory-unused",
    "--skip-pass=local-cse",
    "--skip-pass=merge-similar-functions",
    "--always-inline-max-function-size=4",
    "--one-caller-inline-max-function-size=25",
    "--dealign",
];

/// Puts functions in the order of their names, which are then dropped, and so is what only tools read.
const IN_ORDER: [&str; 3] = [SMALLEST[0], "--reorder-functions-by-name", "--strip-target-features"];

/// What the page starts the app with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// The script, which is a module.
    pub script: Asset,
    /// The WASM.
    pub wasm: Asset,
    /// The page's data, as JSON. Not in the page: there it would delay the first paint.
    pub data: Asset,
}

/// A file that the page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its name in the site's folder.
    pub name: String,
    /// Its bytes' digest, as `integrity` wants it; nothing in a development build.
    pub integrity: Option<String>,
}

impl App {
    /// The app of a development build: Trunk's files as they are.
    ///
    /// # Errors
    /// [`PublishError::File`].
    pub fn unbundled(staged: &Staged, data: &str) -> Result<Self, PublishError> {
        let as_it_is = |name: &str| Asset { name: name.to_owned(), integrity: None };
        staged.write(DATA, data)?;
        Ok(Self { script: as_it_is(LOADER), wasm: as_it_is(WASM), data: as_it_is(DATA) })
    }

    /// The app that a built page names. None of a development build, whose files do not stay as they are.
    pub fn of_page(html: &str) -> Option<Self> {
        let (_, element) = html.split_once("<script type=\"module\"")?;
        let (attributes, _) = element.split_once('>')?;
        let value = |name: &str| Some(attributes.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.to_owned());
        let asset = |name, integrity| Some(Asset { name: value(name)?, integrity: Some(value(integrity)?) });
        Some(Self {
            script: asset("src", "integrity")?,
            wasm: asset("data-wasm", "data-integrity")?,
            data: asset("data-page", "data-page-integrity")?,
        })
    }

    /// The same app with other data, for the page in another language.
    ///
    /// # Errors
    /// [`PublishError::File`].
    pub fn with_data(&self, staged: &Staged, data: &str, language: &Language) -> Result<Self, PublishError> {
        let data = if self.data.integrity.is_some() {
            Asset::write(staged, "json", data.as_bytes())?
        } else {
            let name = format!("page-data.{}.json", language.as_str());
            staged.write(&name, data)?;
            Asset { name, integrity: None }
        };
        Ok(Self { data, ..self.clone() })
    }

    /// Every file.
    pub fn assets(&self) -> [&Asset; 3] {
        [&self.script, &self.wasm, &self.data]
    }
}

impl Asset {
    /// Names a file by its bytes, so that the name changes whenever they do, and writes it.
    fn write(staged: &Staged, kind: &str, bytes: &[u8]) -> Result<Self, PublishError> {
        let name = format!("app-{}.{kind}", short_digest(bytes));
        staged.write(&name, bytes)?;
        let integrity = format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)));
        Ok(Self { name, integrity: Some(integrity) })
    }
}

/// Joins loader and glue, makes them small, and the WASM where that is asked for, and replaces Trunk's files by the result.
///
/// # Errors
/// [`PublishError`] when a tool is missing or fails.
pub fn bundle(staged: &Staged, data: &str, is_small: bool) -> Result<App, PublishError> {
    let script = small_script(&staged.path(LOADER))?;
    let linked = shared_names::shorten(&String::from_utf8_lossy(&script), &staged.read(WASM)?)?;
    let wasm = if is_small { small_wasm(staged, linked.wasm)? } else { linked.wasm };
    let app = App {
        script: Asset::write(staged, "js", linked.script.as_bytes())?,
        wasm: Asset::write(staged, "wasm", &wasm)?,
        data: Asset::write(staged, "json", data.as_bytes())?,
    };
    let ours = [
        LOADER,
        COPYING,
        LANGUAGES,
        LEAVING,
        services::POSTING,
        services::FILE,
        PRINTING,
        RECORDS,
        DIGEST,
        sealed_to::FILE,
    ];
    ours.iter().chain(&[GLUE, WASM]).try_for_each(|name| staged.remove(name))?;
    Ok(app)
}

fn small_wasm(staged: &Staged, wasm: Vec<u8>) -> Result<Vec<u8>, PublishError> {
    const SMALL: &str = "small.wasm";
    let (from, to) = (staged.path(WASM), staged.path(SMALL));
    staged.write(WASM, wasm)?;
    run(node(&SMALLEST).arg(&from).arg("-o").arg(&to))?;
    let (small, mut ordered) = (staged.read(SMALL)?, Vec::new());
    for likeness in LIKENESSES {
        staged.write(WASM, function_order::named_in_order(&small, likeness)?)?;
        run(node(&IN_ORDER).arg(&from).arg("-o").arg(&to))?;
        ordered.push(staged.read(SMALL)?);
    }
    staged.remove(SMALL)?;
    Ok(ordered.into_iter().min_by_key(|wasm| compressed::brotli(wasm).len()).unwrap_or(small))
}

/// A script and everything it imports, as one and as small as it gets.
///
/// # Errors
/// [`PublishError`] when a tool is missing or fails.
pub fn small_script(path: &Path) -> Result<Vec<u8>, PublishError> {
    run(node(&["bundle.mjs"]).arg(path))
}

/// A style sheet, as small as it gets: 0.4 kB of every first visit are its comments and white space.
///
/// # Errors
/// [`PublishError`] when a tool is missing or fails.
pub fn small_style(staged: &Staged, style: &str) -> Result<String, PublishError> {
    const FILE: &str = "style.css";
    staged.write(FILE, style)?;
    let small = run(node(&["style.mjs"]).arg(staged.path(FILE)))?;
    staged.remove(FILE)?;
    Ok(String::from_utf8_lossy(&small).into_owned())
}

/// The tools are those of `bundler/package-lock.json`, so that every machine makes the same bytes.
fn bundler() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("bundler")
}

fn node(words: &[&str]) -> Command {
    let mut node = Command::new("node");
    node.arg(bundler().join(words[0])).args(&words[1..]);
    node
}

/// Runs a program; returns what it prints.
fn run(command: &mut Command) -> Result<Vec<u8>, PublishError> {
    let program = format!("{} {}", command.get_program().to_string_lossy(), first_argument(command));
    match command.output() {
        Err(source) => Err(PublishError::Program { program, source }),
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            Err(PublishError::Failed { program, said })
        }
    }
}

fn first_argument(command: &Command) -> String {
    command.get_args().next().unwrap_or_default().to_string_lossy().into_owned()
}
