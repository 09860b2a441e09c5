//! The clock of the person's device. It decides only what is shown; the receiver decides what is late.

use std::time::Duration;

use consultation::time::instant::Instant;
use leptos::prelude::*;

use crate::live::Live;

/// How often the page looks at the clock: a closing time shows at most this much later.
const INTERVAL: Duration = Duration::from_secs(20);

/// From now on, the clock (or the rehearsed moment) decides what the page shows.
pub fn start(live: Live) {
    tick(live);
    set_interval(move || tick(live), INTERVAL);
}

/// Shows the present moment; where nothing changes for the reader, nothing is drawn.
pub fn tick(live: Live) {
    let (rehearsed, shown) = live.peek(|state| (state.config.as_of, state.now));
    let now = rehearsed.or_else(|| now(shown));
    if let Some(now) = now.filter(|now| *now != shown) {
        live.change(|state| state.now = now);
    }
}

/// The device's clock, stated in the offset of `other`.
fn now(other: Instant) -> Option<Instant> {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit an i64 for millions of years")]
    let milliseconds = js_sys::Date::now() as i64;
    Instant::from_unix_milliseconds(milliseconds).map(|now| now.in_offset_of(other))
}
