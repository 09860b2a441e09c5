//! What screen readers are told without moving the focus.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;

use crate::live::Live;

thread_local! {
    static PENDING: RefCell<Option<TimeoutHandle>> = const { RefCell::new(None) };
}

/// A pause of one second after the last key: a count read out at every key would drown the typing.
const PAUSE: Duration = Duration::from_secs(1);

/// Says `words`, as they are then, once the person pauses.
pub fn after_pause(live: Live, words: impl Fn() -> String + 'static) {
    let say = move || {
        let words = words();
        live.change(|state| state.announcement = words);
    };
    let handle = set_timeout_with_handle(say, PAUSE).ok();
    if let Some(earlier) = PENDING.replace(handle) {
        earlier.clear();
    }
}
