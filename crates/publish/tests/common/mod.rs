//! What the tests of this crate share: the shipped files with other settings, published. It checks nothing.

#![allow(dead_code, reason = "every test target is a program of its own and takes only what it needs")]

use std::fs;
use std::path::Path;

use publish::{Order, publish};
use serde_json::Value;
use tempfile::TempDir;

/// What Trunk makes of `index.html`.
pub const SHELL: &str = "<!doctype html><html lang=\"\"><head><meta name=\"page-head\" content=\"\"><style>a{}</style>\
                         <script data-app></script></head><body><div id=\"app\"></div></body></html>";

/// The key of RFC 7517, appendix A.1, and that of RFC 7518, appendix C.
pub fn keys() -> Value {
    let keys = include_str!("../../../consultation/tests/fixtures/sealing.json");
    serde_json::from_str(keys).expect("it is JSON")
}

/// The shipped site, published with an edit to its settings.
pub fn site(edit: impl FnOnce(&mut Value)) -> TempDir {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    stage(folder.path());
    let config = folder.path().join("config.json");
    let mut settings: Value = serde_json::from_slice(&fs::read(&config).expect("it is there")).expect("it is JSON");
    edit(&mut settings);
    fs::write(config, settings.to_string()).expect("it can be written");
    fs::copy(public("content/languages.json"), folder.path().join("content/languages.json")).expect("it can be copied");
    publish(&order(folder.path())).expect("the site is right");
    folder
}

/// Puts there what Trunk stages of the shipped files, but for the list of languages.
pub fn stage(folder: &Path) {
    fs::create_dir(folder.join("content")).expect("it can be made");
    let names = ["config.json", "posting.js", "sealing.js", "service-worker.js"].map(str::to_owned);
    let words = ["json", "updates.json", "wording.json"].map(|kind| format!("content/en-NZ.{kind}"));
    for name in names.iter().chain(&words) {
        fs::copy(public(name), folder.join(name)).expect("it can be copied");
    }
    fs::write(folder.join("index.html"), SHELL).expect("it can be written");
}

/// A file of the shipped ones.
pub fn public(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public").join(name)
}

/// A build for development, of a moment when the shipped consultation is open.
pub fn order(folder: &Path) -> Order {
    let built_at = "2022-08-01T09:00:00+12:00".parse().expect("the test states a moment");
    let (folder, hosts) = (folder.to_owned(), folder.join("hosts"));
    Order { folder, hosts, own_files: None, is_release: false, address: None, built_at, is_small: false }
}

/// A file of a site.
pub fn read(site: &TempDir, name: &str) -> String {
    fs::read_to_string(site.path().join(name)).expect(name)
}
