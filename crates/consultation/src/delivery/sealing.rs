//! Why something was not sealed. What is not sealed is not sent: words never leave the device in the clear where there are
//! keys.

use crate::text::wording::Phrase;

/// Why something was not sealed, and so not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSealed {
    /// The keys of the config.json of now are not those that the page's script was built with, or one of the two has none.
    Changed,
    /// The browser cannot seal: it is too old, or the connection is not secure.
    Unavailable,
    /// The keys are no keys for the browser.
    Malformed,
    /// The keys are too old to be used.
    Expired,
}

impl NotSealed {
    /// What the script `public/sealing.js` calls it; anything else it says is that nothing could be sealed.
    pub fn named(name: &str) -> Self {
        match name {
            "changed" => Self::Changed,
            "unavailable" => Self::Unavailable,
            _ => Self::Malformed,
        }
    }

    /// What it means for a person, and what they can do. Every other way to send what they wrote stands below it.
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Changed => Phrase::KeysChanged,
            Self::Unavailable => Phrase::SealingUnavailable,
            Self::Malformed => Phrase::KeysMalformed,
            Self::Expired => Phrase::KeysExpired,
        }
    }
}
