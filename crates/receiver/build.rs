//! Tells cargo which files are part of the program: the migrations, and the words of the site's first language.

use std::fs;
use std::path::Path;

use consultation::content::languages::Languages;

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public");
    let list = public.join(Languages::PATH);
    println!("cargo:rerun-if-changed={}", list.display());
    let json = fs::read_to_string(&list).expect("public/ lists the languages of the page");
    let languages = Languages::parse(&json).unwrap_or_else(|error| panic!("{}: {error}", list.display()));
    let first = &languages.first().tag;
    println!("cargo:rustc-env=COMPILED_IN_LANGUAGES={}", list.display());
    println!("cargo:rustc-env=COMPILED_IN_CONTENT={}", public.join(first.content_path()).display());
    println!("cargo:rustc-env=COMPILED_IN_WORDING={}", public.join(first.wording_path()).display());
}
