//! The clock of the person's device, and its stopwatch.

use std::time::Duration;

use consultation::time::instant::Instant;
use leptos::prelude::*;

/// How often it is looked at: a closing time shows at most this much later.
const INTERVAL: Duration = Duration::from_secs(20);

/// How often fields are looked at that change without telling: within this time words are known to be there.
const GLANCE: Duration = Duration::from_secs(2);

/// Calls `tick` now and from now on.
pub fn follow(tick: impl Fn() + 'static) {
    tick();
    set_interval(tick, INTERVAL);
}

/// Calls `look` from now on, as often as fields are looked at.
pub fn glance(look: impl Fn() + 'static) {
    set_interval(look, GLANCE);
}

/// What it shows, in milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit an i64 for millions of years")]
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// The same in seconds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "they fit until 2106")]
pub fn seconds() -> u32 {
    (now() / 1000) as u32
}

/// The moment that it shows, in its own offset; none where it shows no year of ours.
pub fn here() -> Option<Instant> {
    Instant::from_unix_milliseconds(now()).map(in_its_offset)
}

/// A moment in the offset that the device's clock has then.
#[expect(clippy::cast_possible_truncation, reason = "an offset is less than a day of minutes")]
#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact in an f64 for 200,000 years")]
pub fn in_its_offset(moment: Instant) -> Instant {
    let milliseconds = moment.unix_seconds() as f64 * 1000.0;
    let behind = js_sys::Date::new(&milliseconds.into()).get_timezone_offset() as i32;
    moment.in_offset(-behind)
}

/// Milliseconds since the page was opened, which nobody can set back or forward.
#[expect(clippy::cast_possible_truncation, reason = "no page is open for millions of years")]
pub fn elapsed() -> i64 {
    window().performance().map(|performance| performance.now() as i64).unwrap_or_default()
}
