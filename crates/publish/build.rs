//! Tells the program which sources the app is made of: a page that they draw belongs to an app that was compiled from them.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// All that decides which elements the app expects to find in the page.
const SOURCES: [&str; 3] = ["src", "crates/consultation/src", "Cargo.lock"];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={}", root.join(source).display());
        collect(&root.join(source), &mut files);
    }
    files.sort();
    let mut digest = Sha256::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("sources are texts");
        // Git writes the ends of lines as the machine has them.
        digest.update(text.replace("\r\n", "\n"));
    }
    let digest: String = digest.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    println!("cargo:rustc-env=SOURCE_OF_THE_APP={digest}");
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_file() {
        return files.push(path.to_owned());
    }
    for entry in fs::read_dir(path).expect("it is there") {
        collect(&entry.expect("it can be read").path(), files);
    }
}
