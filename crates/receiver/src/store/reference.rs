//! References: what a person can quote, also over the phone. They prove nothing, so they need not be secret.

use crate::random::{NoRandomness, bytes};

/// Without vowels, so that no word appears by chance, and without most of what looks or sounds alike:
/// 0 O Q D, 1 I J, 2 Z, 5 S, G (6), B (8), N (M), V Y, and of the letters that rhyme (B C D E G P T V) only C and T stay.
/// Sixteen, so that each character is half a byte.
const ALPHABET: &[u8; 16] = b"CFHKLMRTWX346789";

/// A random reference like `CFHK-7394`: one of 4,294,967,296.
///
/// # Errors
/// [`NoRandomness`].
pub fn random() -> Result<String, NoRandomness> {
    Ok(reference(bytes()?))
}

fn reference(bytes: [u8; 4]) -> String {
    let characters = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|half| ALPHABET[usize::from(half)]);
    let text: String = characters.map(char::from).collect();
    let (first, second) = text.split_at(4);
    [first, "-", second].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_two_groups_of_four() {
        assert_eq!(reference([0x01, 0x23, 0xCD, 0xEF]), "CFHK-6789");
        assert_eq!(reference([0xFF; 4]), "9999-9999");
    }

    #[test]
    fn no_character_is_in_the_alphabet_twice_or_easily_misread() {
        let mut seen = ALPHABET.to_vec();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), ALPHABET.len());
        assert!(!ALPHABET.iter().any(|character| b"AEIOUYQ01Z2S5GBDJNV".contains(character)));
    }
}
