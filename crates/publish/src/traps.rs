//! Puts a trap in place of what never runs, or ends in a trap anyway, so that all that hangs on it leaves the WASM.
//! It may not change what does run.
//!
//! A panic says something before it traps. In a browser that goes nowhere, because std has no standard error on
//! `wasm32-unknown-unknown`; the code for it and the places in the source were 3.6 of 93 kB of brotli.
//! The streams of server functions, which Leptos links in any case, were 2.7 of 87 kB.

use std::ops::Range;

use walrus::ir::{Instr, Unreachable, Value};
use walrus::{ConstExpr, Data, DataId, DataKind, Function, FunctionKind, Module};

/// The functions of `core` that every panic goes through. None of them returns.
const PANICS: [&str; 4] =
    ["::panicking::", "::option::unwrap_failed", "::option::expect_failed", "::result::unwrap_failed"];

/// Parts of the names of what never runs, though the linker has to keep it.
const NEVER_CALLED: [&str; 3] = [
    // Classes for JavaScript that come with Leptos, and what only they wait with. An `async` export would, too.
    "wasm_streams::",
    "js_sys::futures::future_to_promise",
    // How a panic would show a value. A test below keeps it out of the page's own texts.
    "::fmt::Debug>::fmt",
];

/// The size of a `core::panic::Location`: where its file's name is, how long that is, line, column.
const LOCATION: usize = 16;

/// No file has that many lines, and no address is that small: what the linker places begins above 1 MiB.
const MOST_LINES: u32 = 0xffff;

/// Sets the traps, and erases the names of the places that a panic would have told.
pub fn set(module: &mut Module) {
    let never_goes_on = |name: &str| is_panic(name) || NEVER_CALLED.iter().any(|part| name.contains(part));
    module.funcs.iter_mut().filter(|function| function.name.as_deref().is_some_and(never_goes_on)).for_each(trap);
    let segments: Vec<DataId> = module.data.iter().map(Data::id).collect();
    for segment in segments {
        let data = module.data.get_mut(segment);
        if let Some(base) = base(&data.kind) {
            erase_places(&mut data.value, base);
        }
    }
}

/// Whether that is its name: `core[c5930c85a12de822]::panicking::panic_fmt`, with or without the digest.
fn is_panic(name: &str) -> bool {
    let path = name.strip_prefix("core").unwrap_or_default();
    let path = path.split_once(']').filter(|_| path.starts_with('[')).map_or(path, |(_, path)| path);
    PANICS.iter().any(|panic| path.starts_with(panic))
}

fn trap(function: &mut Function) {
    if let FunctionKind::Local(local) = &mut function.kind {
        let entry = local.entry_block();
        local.block_mut(entry).instrs = vec![(Instr::Unreachable(Unreachable {}), Default::default())];
    }
}

fn base(kind: &DataKind) -> Option<usize> {
    match kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(offset)), .. } => usize::try_from(*offset).ok(),
        _ => None,
    }
}

/// Zeros compress to nothing, and nothing moves.
fn erase_places(data: &mut [u8], base: usize) {
    let places: Vec<_> = (0..data.len()).step_by(4).filter_map(|at| Some((at, file_name(data, base, at)?))).collect();
    for (at, name) in places {
        data[at..at + LOCATION].fill(0);
        data[name].fill(0);
    }
}

/// Where the file's name lies of the `Location` that starts at `at`, if one does.
fn file_name(data: &[u8], base: usize, at: usize) -> Option<Range<usize>> {
    let word = |number: usize| Some(u32::from_le_bytes(*data.get(at + 4 * number..)?.first_chunk()?));
    let (address, length, line, column) = (word(0)?, word(1)?, word(2)?, word(3)?);
    let start = usize::try_from(address).ok()?.checked_sub(base)?;
    let name = start..start.checked_add(usize::try_from(length).ok()?)?;
    let is_place = (1..=MOST_LINES).contains(&line) && (1..=MOST_LINES).contains(&column);
    (is_place && is_file_name(data.get(name.clone())?)).then_some(name)
}

fn is_file_name(bytes: &[u8]) -> bool {
    bytes.ends_with(b".rs") && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"/\\._-+ ".contains(byte))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use walrus::{FunctionBuilder, FunctionId};

    use super::*;

    const BASE: i32 = 0x10_0000;

    fn function(module: &mut Module, name: &str) -> FunctionId {
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.name(name.to_owned()).func_body().i32_const(7).drop();
        builder.finish(Vec::new(), &mut module.funcs)
    }

    fn traps_at_once(module: &Module, function: FunctionId) -> bool {
        let local = module.funcs.get(function).kind.unwrap_local();
        matches!(local.block(local.entry_block()).instrs[..], [(Instr::Unreachable(_), _)])
    }

    /// A name of a file, zeros up to the next word, and words; the first word is the address of the name.
    fn data(name: &str, words: [u32; 3]) -> Vec<u8> {
        let mut data = name.as_bytes().to_vec();
        data.resize(name.len().next_multiple_of(4), 0);
        data.extend(BASE.to_le_bytes());
        words.iter().for_each(|word| data.extend(word.to_le_bytes()));
        data
    }

    fn with_traps(value: Vec<u8>) -> Vec<u8> {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 17, None, None);
        let offset = ConstExpr::Value(Value::I32(BASE));
        let id = module.data.add(DataKind::Active { memory, offset }, value);
        set(&mut module);
        module.data.get(id).value.clone()
    }

    #[test]
    fn what_panics_or_is_never_called_traps_at_once() {
        for name in [
            "core[c5930c85a12de822]::panicking::panic_fmt",
            "core::panicking::panic_display::hb1a615e2d1ad759b",
            "core[c5930c85a12de822]::result::unwrap_failed",
            "core::ptr::drop_in_place<wasm_streams::readable::into_underlying_source::IntoUnderlyingSource>::hff19",
            "js_sys::futures::future_to_promise::{{closure}}::hb8326e2a3e560827",
            "<&bool as core[c5930c85a12de822]::fmt::Debug>::fmt",
        ] {
            let mut module = Module::default();
            let function = function(&mut module, name);
            set(&mut module);
            assert!(traps_at_once(&module, function), "{name}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for name in [
            "std[a543996e6e7dbf1e]::panicking::panic_count::is_zero_slow_path",
            "core[c5930c85a12de822]::ptr::drop_in_place::<core[c5930c85a12de822]::panicking::Payload>",
            "have_your_say::app::app::hb745a401d3f2f0c0",
        ] {
            let mut module = Module::default();
            let other = function(&mut module, name);
            set(&mut module);
            assert!(!traps_at_once(&module, other), "{name}");
        }
    }

    #[test]
    fn the_page_formats_nothing_with_debug() {
        for folder in ["../../src", "../consultation/src"] {
            for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
                let text = fs::read_to_string(&file).expect("it can be read");
                assert!(!text.contains("?}"), "{} has a {{:?}}, which traps in a browser", file.display());
            }
        }
    }

    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it is, too").path());
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
    }

    #[test]
    fn a_place_in_the_source_is_erased() {
        let place = data("src/session.rs", [14, 120, 9]);
        assert_eq!(with_traps(place.clone()), vec![0; place.len()]);
    }

    #[test]
    fn what_is_no_place_in_the_source_is_left_alone() {
        for other in [
            data("src/session.rs", [15, 120, 9]),
            data("src/session.rs", [14, 0, 9]),
            data("src/session.rs", [14, 120, 0x10_0004]),
            data("your session", [12, 120, 9]),
            data("", [0, 120, 9]),
            b"short.rs".to_vec(),
        ] {
            assert_eq!(with_traps(other.clone()), other);
        }
    }
}
