//! What the built site weighs, and what it may weigh. Reads a folder; knows nothing of how it was built.
//!
//! What usually costs bytes in the WASM, measured with brotli: `regex` 180 kB, `jiff` with time zones 106 kB,
//! `url` 57 kB, a router 45 kB, `chrono` 11 kB; floats or Unicode case folding in `format!` 12 kB; a view that is
//! built inside a closure over its data, instead of once the data is there, 13 kB.

mod allowance;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// index.html with its styles, in brotli bytes: what a server sends before it must wait for the first answer
/// (ten packets of 1,460 bytes, RFC 6928). Within it, the whole page is there after one round trip.
pub const PAGE_BUDGET: usize = 14_600;

/// The WASM, in brotli bytes: the largest part of a first visit, and what the page waits for before it comes to life.
/// It grows by a decision, not unseen by an update: what `crates/no-streams` keeps out alone is 3.3 kB.
pub const WASM_BUDGET: usize = 106_000;

/// Everything that a first visit fetches to read, write, check and send a submission of text, in brotli bytes; keys and
/// services that config.json states have an allowance beside it.
pub const VISIT_BUDGET: usize = 128_000;

/// Bytes as they are, and as a server sends them: brotli, quality 11, window 22.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// As stored.
    pub raw: usize,
    /// As sent.
    pub brotli: usize,
}

/// What a first visit fetches.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// The page with everything written into it.
    pub page: Weight,
    /// Of the page: the styles in it.
    pub styles: Weight,
    /// Loader and glue, in one script.
    pub script: Weight,
    /// The app.
    pub wasm: Weight,
    /// What the app starts from.
    pub data: Weight,
    /// What the app asks for: the settings, and the list of revisions.
    pub settings: Weight,
    /// What keeps the page there offline.
    pub worker: Weight,
    /// The icon of the window.
    pub icon: Weight,
    /// In brotli bytes, what a visit may weigh over its budget for what config.json states.
    pub allowance: usize,
}

impl Sizes {
    /// Weighs the site in a folder.
    ///
    /// # Errors
    /// [`Error::NotASite`] without index.html or WASM, [`Error::File`] for what cannot be read.
    pub fn measure(folder: &Path) -> Result<Self, Error> {
        let not_a_site = |what| Error::NotASite { folder: folder.to_owned(), what };
        let files = files_in(folder)?;
        let page = fs::read(folder.join("index.html")).map_err(|_| not_a_site("index.html"))?;
        let mut sizes = Self { page: weigh(&page), styles: weigh(&styles_in(&page)), ..Self::default() };
        for path in &files {
            if is_of_another_language(path, &page) {
                continue;
            }
            let Some(part) = sizes.part_of(path) else { continue };
            *part += weigh(&read(path)?);
        }
        sizes.allowance = fs::read_to_string(folder.join("config.json")).map_or(0, |config| allowance::of(&config));
        if sizes.wasm.raw == 0 { Err(not_a_site("WASM")) } else { Ok(sizes) }
    }

    /// The whole of what a first visit fetches.
    pub fn visit(&self) -> Weight {
        let mut sum = Weight::default();
        let parts = [self.page, self.script, self.wasm, self.data, self.settings, self.worker, self.icon];
        parts.into_iter().for_each(|part| sum += part);
        sum
    }

    /// What that may weigh, in brotli bytes.
    pub fn visit_budget(&self) -> usize {
        VISIT_BUDGET + self.allowance
    }

    /// # Errors
    /// [`Error::OverBudget`] with a sentence for each budget that is exceeded.
    pub fn hold_to_budgets(&self) -> Result<(), Error> {
        let sentences = self.excesses();
        if sentences.is_empty() { Ok(()) } else { Err(Error::OverBudget(sentences)) }
    }

    /// A sentence for each budget that is exceeded.
    pub fn excesses(&self) -> Vec<String> {
        let budgets = [
            ("index.html with its styles", self.page.brotli, PAGE_BUDGET),
            ("The WASM", self.wasm.brotli, WASM_BUDGET),
            ("A first visit", self.visit().brotli, self.visit_budget()),
        ];
        let over = budgets.into_iter().filter(|(_, bytes, budget)| bytes > budget);
        over.map(|(what, bytes, budget)| table::excess(what, bytes, budget)).collect()
    }

    fn part_of(&mut self, path: &Path) -> Option<&mut Weight> {
        let name = path.file_name()?.to_str()?;
        match (name, path.extension()?.to_str()?) {
            (_, "wasm") => Some(&mut self.wasm),
            ("service-worker.js", _) => Some(&mut self.worker),
            (_, "js") => Some(&mut self.script),
            (name, "json") if name.starts_with("app-") => Some(&mut self.data),
            ("config.json", _) => Some(&mut self.settings),
            (name, _) if name.ends_with(".updates.json") => Some(&mut self.settings),
            ("icon.svg", _) => Some(&mut self.icon),
            _ => None,
        }
    }
}

impl std::ops::AddAssign for Weight {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.brotli += other.brotli;
    }
}

/// Whether a file is the data that the app starts from in another language than the page's.
fn is_of_another_language(path: &Path, page: &[u8]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_data = name.starts_with("app-") && name.ends_with(".json");
    is_data && !String::from_utf8_lossy(page).contains(&*name)
}

/// The text of every `<style>` element.
fn styles_in(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let elements = page.split("<style").skip(1).filter_map(|rest| rest.split_once('>'));
    elements.filter_map(|(_, rest)| rest.split_once("</style>")).flat_map(|(css, _)| css.bytes()).collect()
}

fn weigh(bytes: &[u8]) -> Weight {
    if bytes.is_empty() {
        return Weight::default();
    }
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut sent = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut sent, &parameters).expect("memory can be read and written");
    Weight { raw: bytes.len(), brotli: sent.len() }
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder).map_err(|_| Error::NotASite { folder: folder.to_owned(), what: "files" })?;
    let mut files = Vec::new();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() { files.extend(files_in(&path)?) } else { files.push(path) }
    }
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| Error::File { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("it is in the folder")).expect("it can be made");
            fs::write(path, text).expect("it can be written");
        }
        folder
    }

    #[test]
    fn each_file_of_a_first_visit_counts_once_and_in_its_own_row() {
        let folder = site(&[
            ("index.html", "<html app-3c.json><style>a{}</style></html>"),
            ("app-4d.json", "{data of another language}"),
            ("app-1a.js", "script"),
            ("app-1a.js.br", "as sent"),
            ("app-2b.wasm", "wasm!"),
            ("app-3c.json", "{data}!"),
            ("service-worker.js", "worker"),
            ("config.json", "{}"),
            ("content/en-NZ.json", "not fetched"),
            ("content/en-NZ.updates.json", "[]"),
            ("icon.svg", "icon"),
            ("social.png", "not fetched"),
        ]);
        let sizes = Sizes::measure(folder.path()).expect("it is a site");
        let raw =
            [sizes.page, sizes.styles, sizes.script, sizes.wasm, sizes.data, sizes.settings, sizes.worker, sizes.icon];
        assert_eq!(raw.map(|part| part.raw), [43, 3, 6, 5, 7, 4, 6, 4]);
        assert_eq!(sizes.visit().raw, 43 + 6 + 5 + 7 + 4 + 6 + 4);
    }

    #[test]
    fn a_folder_without_wasm_is_not_a_site() {
        let error = Sizes::measure(site(&[("index.html", "x")]).path()).expect_err("it has no WASM");
        assert!(matches!(error, Error::NotASite { what: "WASM", .. }), "{error}");
    }

    #[test]
    fn a_missing_folder_is_not_a_site() {
        let error = Sizes::measure(Path::new("no-such-folder")).expect_err("there is none");
        assert!(error.to_string().contains("cargo xtask build"), "{error}");
    }

    #[test]
    fn repeated_text_is_sent_in_a_few_bytes() {
        let weight = weigh("have your say ".repeat(1000).as_bytes());
        assert_eq!(weight.raw, 14_000);
        assert!(weight.brotli < 60, "{}", weight.brotli);
    }

    #[test]
    fn a_site_at_its_budgets_passes() {
        let at = |brotli| Weight { raw: 0, brotli };
        let sizes = Sizes { page: at(PAGE_BUDGET), wasm: at(WASM_BUDGET), ..Sizes::default() };
        assert!(sizes.hold_to_budgets().is_ok());
    }

    #[test]
    fn a_visit_may_weigh_more_by_what_config_json_states_and_not_a_byte_over_that() {
        let sizes = |brotli| Sizes { data: Weight { raw: 0, brotli }, allowance: 2_000, ..Sizes::default() };
        assert!(sizes(VISIT_BUDGET + 2_000).hold_to_budgets().is_ok());
        let error = sizes(VISIT_BUDGET + 2_001).hold_to_budgets().expect_err("it is over").to_string();
        assert!(error.contains("1 over its budget of 130,000."), "{error}");
    }

    #[test]
    fn what_a_built_site_is_configured_with_is_read_from_its_config_json() {
        let mut config: serde_json::Value =
            serde_json::from_str(include_str!("../../../public/config.json")).expect("it is JSON");
        config["feedback_service"] = serde_json::json!({ "preset": "formspree" });
        let folder = site(&[("index.html", "x"), ("app-2b.wasm", "wasm!"), ("config.json", &config.to_string())]);
        assert!(Sizes::measure(folder.path()).expect("it is a site").allowance > 0);
    }

    #[test]
    fn every_exceeded_budget_is_named_with_its_excess() {
        let over = |brotli| Weight { raw: 0, brotli };
        let sizes = Sizes { page: over(PAGE_BUDGET + 1), wasm: over(107_234), data: over(7_000), ..Sizes::default() };
        let error = sizes.hold_to_budgets().expect_err("all are over").to_string();
        assert!(error.contains("index.html with its styles is 14,601 bytes (brotli): 1 over its budget of 14,600."));
        assert!(error.contains("The WASM is 107,234 bytes (brotli): 1,234 over its budget of 106,000."));
        assert!(error.contains("A first visit is 128,835 bytes (brotli): 835 over its budget of 128,000."));
    }
}
