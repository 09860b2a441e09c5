//! An e-mail address.

use super::OfKind;
use crate::form::answers::Answer;
use crate::form::blank::{shows_nothing, without_unseen_edges};
use crate::form::length::too_long;
use crate::form::problem::Cause;
use crate::read_object;
use crate::text::wording::Wording;

/// Settings of an e-mail field: none so far.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Email {}

impl Email {
    /// RFC 5321 allows a path of 256 characters with its two brackets.
    pub const MAX_CHARACTERS: u32 = 254;
}

impl OfKind for Email {
    type Answer = str;

    fn typed(answer: &Answer) -> Option<&str> {
        answer.as_text()
    }

    /// What surrounds an address unseen, as it is pasted, does not belong to it.
    fn normal(answer: &Answer) -> Answer {
        answer.without_unseen_edges()
    }

    fn check(&self, text: &str) -> Option<Cause> {
        let address = without_unseen_edges(text);
        if let Some(problem) = too_long(address, Self::MAX_CHARACTERS) {
            return Some(problem);
        }
        let is_unseen = |c: char| shows_nothing(c) && !c.is_whitespace();
        match (address.chars().any(is_unseen), is_address(address)) {
            (true, _) => Some(Cause::UnseenCharacter),
            (false, false) => Some(Cause::NotAnEmailAddress),
            (false, true) => None,
        }
    }

    fn in_words(&self, text: &str, _: &Wording) -> String {
        text.to_owned()
    }
}

/// What stands in no address unquoted (RFC 5322, 3.2.3), and a second `@`.
const IN_NO_ADDRESS: [char; 12] = ['<', '>', ',', ';', ':', '"', '(', ')', '[', ']', '\\', '@'];

/// Whether a message could be sent there: something, `@`, and a name with a dot, without white space.
///
/// Generous on purpose: addresses with macrons or of new domains are right, and only sending proves an address.
fn is_address(text: &str) -> bool {
    let Some((mailbox, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let is_plain =
        |part: &str| !part.chars().any(|c| c.is_whitespace() || c.is_control() || IN_NO_ADDRESS.contains(&c));
    let labels_filled = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    let dots_single = !mailbox.is_empty() && mailbox.split('.').all(|atom| !atom.is_empty());
    labels_filled && dots_single && is_plain(mailbox) && is_plain(domain)
}

read_object!(Email { ; });
