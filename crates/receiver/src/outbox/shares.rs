//! How many acknowledgements one mailbox gets: anybody can name a stranger's, as often as they can send.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::digest::{Sha256Digest, of_bytes};

/// The most in a day: whoever sends, changes it and changes it again is written to each time.
const MOST: usize = 3;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// When mailboxes were written to within a day, by their digests: no addresses are gathered. It is in memory alone, so a
/// receiver that starts anew begins at nothing, and of several each has its own.
#[derive(Debug, Default)]
pub struct Shares(Mutex<HashMap<Sha256Digest, Vec<i64>>>);

impl Shares {
    /// Whether a mailbox has got all that it gets, at a moment in milliseconds.
    pub fn are_used_up(&self, address: &str, now: i64) -> bool {
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        written.retain(|_, moments| {
            moments.retain(|moment| now - moment < DAY);
            !moments.is_empty()
        });
        written.get(&mailbox(address)).is_some_and(|moments| moments.len() >= MOST)
    }

    /// Notes that it was written to.
    pub fn note(&self, address: &str, now: i64) {
        let mut written = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        written.entry(mailbox(address)).or_default().push(now);
    }
}

/// What stands for a mailbox. Most servers take no notice of case, nor of what follows a `+`.
fn mailbox(address: &str) -> Sha256Digest {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let local = local.split('+').next().unwrap_or_default();
    of_bytes(format!("{local}@{domain}").to_lowercase().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used_up_by(addresses: &[&str]) -> Shares {
        let shares = Shares::default();
        addresses.iter().for_each(|address| shares.note(address, 0));
        shares
    }

    #[test]
    fn three_a_day_are_all() {
        let shares = used_up_by(&["mere@example.org"; MOST]);
        assert!(shares.are_used_up("mere@example.org", DAY - 1));
        assert!(!shares.are_used_up("mere@example.org", DAY));
        assert!(!used_up_by(&["mere@example.org"; MOST - 1]).are_used_up("mere@example.org", 0));
    }

    #[test]
    fn one_mailbox_has_one_share_however_it_is_written() {
        let shares = used_up_by(&["mere@example.org", "MERE@Example.org", "mere+news@example.org"]);
        assert!(shares.are_used_up("mere+@example.ORG", 0));
        assert!(!shares.are_used_up("mere@example.net", 0));
    }
}
