//! What follows from an event: what the outside must do, and what looks different. Values, which somebody else performs.

use std::sync::Arc;

use crate::delivery::attempt::Attempt;
use crate::delivery::submission::SubmissionId;
use crate::id::Id;
use crate::session::Step;
use crate::text::wording::Phrase;
use crate::transcript::Transcript;

/// Something for the outside to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Keep the draft on the device, within two seconds.
    Keep,
    /// Keep it at once: the page may never be seen again.
    KeepAtOnce,
    /// Delete it from the device.
    Forget,
    /// Delete every draft of this consultation from the device that no other window has open, also one that cannot be read.
    ForgetAll,
    /// Keep the receipt on the device.
    KeepReceipt,
    /// Delete the receipt with that reference from the device.
    ForgetReceipt(String),
    /// Say to the browser whether it may bring fields back by itself, after Back or a reload.
    LetBrowserRestore(bool),
    /// Say what is known about keeping it.
    TellKeeping,
    /// Save the draft as a file.
    SaveDraft,
    /// Save this as a file, as the draft that it was.
    SaveText(String),
    /// Say that something was done, or could not be.
    Tell(Phrase),
    /// Show the answers of the draft in the fields.
    ShowAnswers,
    /// Keep the draft with this attempt in it, post it, and report what came of it. The form carries its id meanwhile.
    Send(Arc<Attempt>),
    /// Count so many seconds, and tell of each that the next try is nearer.
    TryIn(u32),
    /// Show a step, in the address too, and move the focus there.
    ShowStep(Step),
    /// Move the focus to what is now above the form: problems, a failure, or the receipt.
    FocusOutcome,
    /// Move the focus there where it would be nowhere: what had it is drawn anew, or put away.
    KeepFocus,
    /// Move the focus to the control with that id.
    FocusField(String),
    /// Empty the fields, all of which have arrived: after a reload browsers would show them to the next person at the
    /// device.
    EmptyForm,
    /// Put an id into the form: that of words that have come back, which may have been sent.
    UseId(SubmissionId),
    /// Take the attempt's id out of the form: the next words are another attempt's.
    RenewId,
    /// Look whether there is newer content: the receiver asks other questions.
    LookForNewerContent,
    /// Put a copy into the clipboard.
    Copy(Transcript),
    /// Save a copy as a file.
    Download(Transcript),
    /// Save a copy as a page of its own.
    DownloadPage(Transcript),
}

/// What an event led to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What the outside must do, in this order.
    pub effects: Vec<Effect>,
    /// What looks different now.
    pub seen: Seen,
}

/// What looks different after an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The questions whose fields do.
    pub questions: Vec<Id>,
    /// Whether the list of problems does, in its place.
    pub problems: bool,
    /// Whether something else is above the form, or the form itself has come or gone.
    pub outcome: bool,
    /// Whether a part is farther than it was, or less far.
    pub parts: bool,
    /// Whether something else is known about what is on its way, or the next try is nearer.
    pub sending: bool,
    /// Whether something else is known about keeping the draft on the device.
    pub keeping: bool,
}

impl Seen {
    pub(super) fn keeping() -> Self {
        Self { keeping: true, ..Self::default() }
    }
}

impl Change {
    /// The effects that there are, in their order. Chains of iterators in its place were 1.9 kB of the page's WASM.
    pub(super) fn effects(there: &mut [Option<Effect>]) -> Vec<Effect> {
        let mut effects = Vec::new();
        for effect in there {
            if let Some(effect) = effect.take() {
                effects.push(effect);
            }
        }
        effects
    }

    pub(super) fn only(effect: Effect) -> Self {
        Self { effects: vec![effect], seen: Seen::default() }
    }

    pub(super) fn outcome(effects: Vec<Effect>) -> Self {
        Self { effects, seen: Seen { outcome: true, ..Seen::default() } }
    }
}
