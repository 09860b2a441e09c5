//! No file imports one that imports it, itself or over others: whoever reads a room finds an end. Reads, changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The path of a module in its crate: `["store", "sqlite"]`; the crate's root has none.
type Module = Vec<String>;

/// What each file imports of its own crate.
type Imports = BTreeMap<Module, BTreeSet<Module>>;

/// Every import of a crate, from the text of each of its files.
fn imports(files: &BTreeMap<Module, String>) -> Imports {
    let of_file = |(module, text): (&Module, &String)| {
        let tokens: TokenStream = text.parse().expect("the compiler takes it");
        let mut imported = BTreeSet::new();
        collect(&tokens.into_iter().collect::<Vec<_>>(), module, &[], &mut |within, path| {
            imported.extend(file_of(path, within, files).filter(|file| !is_door_of(file, module)));
        });
        (module.clone(), imported)
    };
    files.iter().map(of_file).collect()
}

/// Whether a file is the module itself, or has it inside. A file and the folder of its name are one room: what stands
/// inside may use what its door defines.
fn is_door_of(file: &Module, module: &Module) -> bool {
    module.starts_with(file)
}

/// Finds each path in some tokens, with the module that it stands in. `before` is what stands before a `{` of imports.
/// Comments are no tokens, and what macros are given is read like everything else.
fn collect(tokens: &[TokenTree], within: &Module, before: &[String], found: &mut dyn FnMut(&Module, &[String])) {
    let mut rest = tokens;
    while let Some((first, after)) = rest.split_first() {
        rest = match (first, after) {
            (TokenTree::Ident(word), [TokenTree::Ident(name), TokenTree::Group(body), after @ ..]) if word == "mod" => {
                let inside = [within.clone(), vec![name.to_string()]].concat();
                collect(&inner(body), &inside, &[], found);
                after
            }
            (TokenTree::Ident(word), after) => {
                let mut path = [before, &[word.to_string()]].concat();
                let after = follow(&mut path, after);
                found(within, &path);
                match after {
                    [colon, colon_too, TokenTree::Group(names), after @ ..]
                        if are_colons(colon, colon_too) && names.delimiter() == Delimiter::Brace =>
                    {
                        collect(&inner(names), within, &path, found);
                        after
                    }
                    after => after,
                }
            }
            (TokenTree::Group(group), after) => {
                collect(&inner(group), within, before, found);
                after
            }
            (TokenTree::Punct(_) | TokenTree::Literal(_), after) => after,
        };
    }
}

fn inner(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

fn are_colons(first: &TokenTree, second: &TokenTree) -> bool {
    [first, second].iter().all(|token| token.to_string() == ":")
}

/// Adds the names that follow to a path, a `*` too, and gives what comes after them.
fn follow<'a>(path: &mut Vec<String>, mut tokens: &'a [TokenTree]) -> &'a [TokenTree] {
    while let [first, second, name @ (TokenTree::Ident(_) | TokenTree::Punct(_)), after @ ..] = tokens
        && are_colons(first, second)
        && name.to_string() != "<"
    {
        path.push(name.to_string());
        tokens = after;
    }
    tokens
}

/// The file that a path leads to, if it is one of this crate: that of the innermost module in it. A word alone is a
/// name of anything.
fn file_of(path: &[String], within: &Module, files: &BTreeMap<Module, String>) -> Option<Module> {
    let (first, rest) = path.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let mut module = match first.as_str() {
        "crate" => Module::new(),
        "self" => within.clone(),
        "super" => parent(within),
        child => Some([within.clone(), vec![child.to_owned()]].concat()).filter(|child| files.contains_key(child))?,
    };
    for name in rest {
        module = if name == "super" { parent(&module) } else { [module, vec![name.clone()]].concat() };
    }
    while !files.contains_key(&module) {
        module = parent(&module);
    }
    Some(module)
}

fn parent(module: &Module) -> Module {
    module.split_last().map(|(_, parent)| parent.to_vec()).unwrap_or_default()
}

/// The circles, each as the files on it. One import of each is left out before the next is looked for.
fn circles(mut imports: Imports) -> Vec<String> {
    let mut circles = Vec::new();
    while let Some(circle) = circle(&imports) {
        let (last, first) = (&circle[circle.len() - 1], &circle[0]);
        imports.get_mut(last).expect("it is a file").remove(first);
        let names =
            circle.iter().chain([first]).map(|module| ["crate".to_owned()].iter().chain(module).cloned().collect());
        circles.push(names.map(|names: Vec<_>| names.join("::")).collect::<Vec<_>>().join(" → "));
    }
    circles
}

/// Files that import nothing that is left are left out, until none is or each leads to another one.
fn circle(imports: &Imports) -> Option<Vec<Module>> {
    let mut left = imports.clone();
    while let Some(end) = left.iter().find(|(_, imported)| imported.is_empty()).map(|(file, _)| file.clone()) {
        left.remove(&end);
        left.values_mut().for_each(|imported| imported.retain(|file| *file != end));
    }
    let mut way = vec![left.keys().next()?.clone()];
    loop {
        let next = left[&way[way.len() - 1]].first().expect("what is left leads on").clone();
        if let Some(start) = way.iter().position(|file| *file == next) {
            return Some(way.split_off(start));
        }
        way.push(next);
    }
}

/// The files of a crate. Of a library with a program, the program is left out: it imports the library, and nobody it.
fn files(source: &Path) -> BTreeMap<Module, String> {
    let (mut files, mut folders) = (BTreeMap::new(), vec![source.to_owned()]);
    let root = if source.join("lib.rs").is_file() { "lib.rs" } else { "main.rs" };
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it is a folder") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("it is text");
                files.extend(
                    module(path.strip_prefix(source).expect("it is inside"), root).map(|module| (module, text)),
                );
            }
        }
    }
    files
}

fn module(file: &Path, root: &str) -> Option<Module> {
    if file == Path::new(root) {
        return Some(Module::new());
    }
    let is_program = file == Path::new("main.rs");
    let names = file.with_extension("").iter().map(|name| name.to_string_lossy().into_owned()).collect();
    (!is_program).then_some(names)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The sources of the page and of each crate.
fn sources() -> Vec<PathBuf> {
    let crates = fs::read_dir(root().join("crates")).expect("it is a folder");
    let mut sources: Vec<_> = crates.map(|entry| entry.expect("it can be read").path().join("src")).collect();
    sources.push(root().join("src"));
    sources.sort();
    sources
}

#[test]
fn no_file_imports_one_that_imports_it() {
    let mut found = Vec::new();
    for source in sources() {
        let name = source.strip_prefix(root()).expect("it is inside").display().to_string();
        found.extend(circles(imports(&files(&source))).into_iter().map(|circle| format!("{name}: {circle}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The circles in a crate of these files.
fn circles_in(files: &[(&str, &str)]) -> Vec<String> {
    let module = |name: &str| name.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
    circles(imports(&files.iter().map(|(name, text)| (module(name), (*text).to_owned())).collect()))
}

#[test]
fn an_import_back_is_found_however_it_is_written() {
    for back in [
        "use crate::a::A;",
        "use crate::{b::{self, C}, a::{A}};",
        "use super::a::A;",
        "fn f() -> super::a::A { todo!() }",
        "macro_rules! m { () => { $crate::a::A } }",
        "fn f() { html! { p { (crate::a::a()) } } }",
        "mod inner { use super::super::a::A; }",
    ] {
        let found = circles_in(&[("", "mod a; mod b;"), ("a", "use crate::b::B;"), ("b", back)]);
        assert_eq!(found, ["crate::a → crate::b → crate::a"], "{back}");
    }
}

#[test]
fn a_part_may_use_what_the_door_of_its_room_defines_and_no_other_rooms_door_that_leads_back() {
    let inside = [("", "mod whole;"), ("whole", "mod part; struct Whole;"), ("whole::part", "use super::Whole;")];
    assert_eq!(circles_in(&inside), Vec::<String>::new());
    let other = ("other", "use crate::whole::part;");
    let found = circles_in(&[inside[0], inside[1], ("whole::part", "use crate::other::Other;"), other]);
    assert_eq!(found, ["crate::other → crate::whole::part → crate::other"]);
}

#[test]
fn a_way_back_over_others_is_found_and_one_that_ends_is_not() {
    let (a, b) = (("a", "use crate::b::B;"), ("b", "use crate::c::C;"));
    let found = circles_in(&[("", ""), a, b, ("c", "use crate::a::A;")]);
    assert_eq!(found, ["crate::a → crate::b → crate::c → crate::a"]);
    let ends = "//! See [`crate::a`].\n/// And `crate::a::A`.\nmod tests { use super::*; }\nfn f(a: u8) { a.b(); let b = \"crate::a\"; }";
    assert_eq!(circles_in(&[("", "mod a; mod b; mod c;"), a, b, ("c", ends)]), Vec::<String>::new());
}
