//! Takes the names of source files out of the WASM. Rust keeps one for each place that can panic, for a message that is
//! written to a standard error that no browser has: nobody ever sees them, and they were 1.3 kB of every first visit.

use walrus::Module;

/// Where such names begin: in the standard library, in a package, and in this project.
const ROOTS: [&[u8]; 4] = [b"/rustc/", b"cargo/registry/src/", b"crates/consultation/src/", b"src/"];

/// Longer than any of them.
const LONGEST: usize = 200;

/// Leaves zeros in their place, so that everything else stays where it is.
pub fn take_out(module: &mut Module) {
    let ids: Vec<_> = module.data.iter().map(|data| data.id()).collect();
    ids.into_iter().for_each(|id| blank(&mut module.data.get_mut(id).value));
}

fn blank(data: &mut [u8]) {
    let mut at = 0;
    while at < data.len() {
        let length = length_of_name(&data[at..]).unwrap_or_default();
        data[at..at + length].fill(0);
        at += length.max(1);
    }
}

/// The length of the name that begins here, if one does.
fn length_of_name(data: &[u8]) -> Option<usize> {
    let data = &data[..data.len().min(LONGEST)];
    ROOTS.iter().find(|root| data.starts_with(root))?;
    let length = data.windows(3).position(|end| end == b".rs")? + 3;
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    data[..length].iter().all(is_of_name).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blanked(data: &str) -> String {
        let mut data = data.as_bytes().to_vec();
        blank(&mut data);
        String::from_utf8(data).expect("only whole names are taken out").replace('\0', ".")
    }

    #[test]
    fn names_of_source_files_are_taken_out_wherever_they_stand() {
        for name in ["src/view/form.rs", "/rustc/59807/library/core/src/fmt.rs", "crates/consultation/src/id.rs"] {
            let zeros = ".".repeat(name.len());
            assert_eq!(blanked(&["content/", name, "class"].concat()), ["content/", &zeros, "class"].concat());
            assert_eq!(blanked(&[name, name].concat()), [zeros.as_str(), &zeros].concat());
        }
        assert_eq!(blanked("cargo/registry/src/index-1f/tachys-0.2.19/src/dom.rs"), ".".repeat(52));
    }

    #[test]
    fn what_people_read_stays() {
        for words in ["Other src/ and .rs", "src/a b.rs", "crates.rs", "src", "Tēnā src/ā.rs"] {
            assert_eq!(blanked(words), words);
        }
    }
}
