//! Gives the names that script and WASM share a short form in both. It may not go by any other name in the WASM.
//!
//! These names are a contract: a script gets at nothing in a WASM but through its exports. What a function is called
//! inside is none: rustc merges functions with equal bodies, and which of their names stays is chance.
//!
//! wasm-bindgen's names carry a digest each, about 160 of them: short ones save 2.2 kB of brotli here and 1.8 there.

use std::collections::{BTreeMap, BTreeSet};

use walrus::{Module, ModuleConfig};

use crate::error::PublishError;
use crate::panic_places;

/// What wasm-bindgen calls the module that the script is to the WASM.
const MODULE: &str = "./have-your-say_bg.js";

/// A script and the WASM that goes with it.
pub struct Linked {
    /// The script.
    pub script: String,
    /// The WASM.
    pub wasm: Vec<u8>,
}

/// Gives both the same short names, and the WASM no names of source files.
///
/// # Errors
/// [`PublishError::Wasm`] when it cannot be read.
pub fn shorten(script: &str, wasm: &[u8]) -> Result<Linked, PublishError> {
    let mut module = parse(wasm)?;
    let names = short_names(&module, &words(script).collect());
    rename(&mut module, &names);
    panic_places::take_out(&mut module);
    Ok(Linked { script: renamed(script, &names), wasm: module.emit_wasm() })
}

fn parse(wasm: &[u8]) -> Result<Module, PublishError> {
    let mut config = ModuleConfig::new();
    config.generate_producers_section(false);
    config.parse(wasm).map_err(|error| PublishError::Wasm(format!("{error:#}")))
}

/// A short name for each that script and WASM share. Only wasm-bindgen's own: “memory” is a word of other things too.
fn short_names(module: &Module, words: &BTreeSet<&str>) -> BTreeMap<String, String> {
    let imports = module.imports.iter().map(|import| &import.name);
    let shared = imports.chain(module.exports.iter().map(|export| &export.name));
    let shared: BTreeSet<&String> = shared
        .filter(|name| words.contains(name.as_str()) && name.contains("wasm_bindgen") || name.starts_with("__wb"))
        .collect();
    shared.into_iter().enumerate().map(|(number, name)| (name.clone(), format!("_{number}"))).collect()
}

fn rename(module: &mut Module, names: &BTreeMap<String, String>) {
    let short = |name: &str| names.get(name).cloned().unwrap_or_else(|| name.to_owned());
    for import in module.imports.iter_mut() {
        import.name = short(&import.name);
        if import.module == MODULE {
            import.module = "_".to_owned();
        }
    }
    module.exports.iter_mut().for_each(|export| export.name = short(&export.name));
}

/// The script with every whole word that has a short name replaced.
fn renamed(script: &str, names: &BTreeMap<String, String>) -> String {
    let script = script.replace(MODULE, "_");
    let mut renamed = String::with_capacity(script.len());
    let mut rest = script.as_str();
    while let Some(start) = rest.find(is_word) {
        let (before, from_word) = rest.split_at(start);
        let (word, after) = from_word.split_at(from_word.find(|c| !is_word(c)).unwrap_or(from_word.len()));
        renamed.push_str(before);
        renamed.push_str(names.get(word).map_or(word, String::as_str));
        rest = after;
    }
    renamed + rest
}

/// Every name in a script; also words of its texts, which do no harm here.
fn words(script: &str) -> impl Iterator<Item = &str> {
    script.split(|c| !is_word(c)).filter(|word| !word.is_empty())
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_renamed() {
        let names = BTreeMap::from([("__wbg_a_1".to_owned(), "_0".to_owned())]);
        let script = r#"{"./have-your-say_bg.js":{__wbg_a_1:()=>0,__wbg_a_12:1,"x__wbg_a_1":2}};e.__wbg_a_1()"#;
        assert_eq!(renamed(script, &names), r#"{"_":{_0:()=>0,__wbg_a_12:1,"x__wbg_a_1":2}};e._0()"#);
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        assert!(matches!(shorten("", b"<!doctype html>"), Err(PublishError::Wasm(_))));
    }
}
