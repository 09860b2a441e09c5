//! Puts the functions of a WASM in an order in which Brotli finds most: each beside one that is like it. It changes none.
//!
//! The order is told by names, by which `wasm-opt` then sorts them. It was 1.1 kB of every first visit beside the order of
//! Rust's own names, which change with every edit.

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::{Parser, Payload, TypeRef};

use crate::error::PublishError;

/// What makes functions alike.
#[derive(Clone, Copy, Debug)]
pub struct Likeness {
    /// So many bytes at a time are compared.
    run: usize,
    /// A run that more functions share than this tells nothing about any.
    common: usize,
}

/// Which of these makes the smallest file changes with every edit, by up to 0.4 kB; so each is tried.
pub const LIKENESSES: [Likeness; 5] = [
    Likeness { run: 5, common: 40 },
    Likeness { run: 5, common: 60 },
    Likeness { run: 6, common: 30 },
    Likeness { run: 6, common: 40 },
    Likeness { run: 7, common: 45 },
];

/// The WASM with a name for each of its functions, whose order is the one wanted.
///
/// # Errors
/// [`PublishError::Wasm`] when it cannot be read.
pub fn named_in_order(wasm: &[u8], likeness: Likeness) -> Result<Vec<u8>, PublishError> {
    let (imported, bodies) = functions(wasm).map_err(|error| PublishError::Wasm(error.to_string()))?;
    let mut ranks: Vec<(usize, usize)> = order(&bodies, likeness).into_iter().zip(0..).collect();
    ranks.sort_unstable();
    let names: Vec<u8> = ranks
        .iter()
        .flat_map(|(function, rank)| [leb(imported + function), text(&format!("{rank:05}"))].concat())
        .collect();
    let names = [leb(ranks.len()), names].concat();
    let section = [text("name"), vec![1], leb(names.len()), names].concat();
    Ok([wasm, &[0], &leb(section.len()), &section].concat())
}

/// How many functions are imported, and the bytes of the others.
fn functions(wasm: &[u8]) -> wasmparser::Result<(usize, Vec<&[u8]>)> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(&wasm[body.range()]),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// Each function is followed by the one that shares most with it, of those that are left.
fn order(bodies: &[&[u8]], likeness: Likeness) -> Vec<usize> {
    let mut with: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (function, body) in bodies.iter().enumerate() {
        let runs: BTreeSet<&[u8]> = body.windows(likeness.run).collect();
        runs.into_iter().for_each(|run| with.entry(run).or_default().push(function));
    }
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = left.pop_first();
    while let Some(function) = next {
        order.push(function);
        next = nearest(bodies[function], likeness, &with, &left).or(left.first().copied());
        if let Some(next) = next {
            left.remove(&next);
        }
    }
    order
}

fn nearest(
    body: &[u8],
    likeness: Likeness,
    with: &BTreeMap<&[u8], Vec<usize>>,
    left: &BTreeSet<usize>,
) -> Option<usize> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    let runs: BTreeSet<&[u8]> = body.windows(likeness.run).collect();
    for others in runs.into_iter().map(|run| &with[run]).filter(|others| others.len() <= likeness.common) {
        others.iter().filter(|other| left.contains(other)).for_each(|other| *shared.entry(*other).or_default() += 1);
    }
    shared.into_iter().max_by_key(|(function, runs)| (*runs, usize::MAX - function)).map(|(function, _)| function)
}

fn text(text: &str) -> Vec<u8> {
    [leb(text.len()), text.as_bytes().to_vec()].concat()
}

/// A number as WASM writes it: seven bits a byte, the lowest first.
fn leb(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(number & 0x7f).expect("seven bits are a byte");
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_function_stands_beside_the_one_that_is_most_like_it() {
        let bodies: [&[u8]; 4] = [b"abcdefgh--", b"0123456789", b"01234567--", b"abcdefghij"];
        assert_eq!(order(&bodies, LIKENESSES[0]), [0, 3, 1, 2]);
    }

    #[test]
    fn functions_that_share_nothing_keep_their_order() {
        let bodies: [&[u8]; 3] = [b"", b"abcdefgh", b"12345678"];
        assert_eq!(order(&bodies, LIKENESSES[0]), [0, 1, 2]);
    }

    #[test]
    fn numbers_are_written_as_wasm_writes_them() {
        assert_eq!((leb(0), leb(127), leb(624_485)), (vec![0], vec![0x7f], vec![0xe5, 0x8e, 0x26]));
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        assert!(matches!(named_in_order(b"<!doctype html>", LIKENESSES[0]), Err(PublishError::Wasm(_))));
    }
}
