//! When screen readers are told something. It does not know what.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;

thread_local! {
    static PENDING: RefCell<Option<TimeoutHandle>> = const { RefCell::new(None) };
}

/// A pause of one second after the last key: a count read out at every key would drown the typing.
const PAUSE: Duration = Duration::from_secs(1);

/// Screen readers tell what changes; what was emptied a moment ago and is filled again is told again.
const MOMENT: Duration = Duration::from_millis(100);

/// Does it in a moment.
pub fn soon(say: impl FnOnce() + 'static) {
    set_timeout(say, MOMENT);
}

/// Does it once the person pauses; only the last of several is done.
pub fn after_pause(say: impl Fn() + 'static) {
    let handle = set_timeout_with_handle(say, PAUSE).ok();
    if let Some(earlier) = PENDING.replace(handle) {
        earlier.clear();
    }
}
