//! Pauses in long work, so that the browser can answer its reader in between.

use js_sys::{Date, Promise};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// A phone four times slower than a desk computer then works at most 50 ms at a time, which nobody notices.
const LONG_MS: f64 = 2.0;

/// Somebody who stops typing sees what waited for that half a second later at most.
const LOOK_AGAIN_MS: i32 = 500;

/// Since when the browser has not had a turn.
pub struct Pauses {
    began: f64,
}

impl Pauses {
    /// Waits until the browser has done what it has to do.
    pub async fn begin() -> Self {
        after(0).await;
        Self { began: Date::now() }
    }

    /// Gives the browser a turn.
    pub async fn pause(&mut self) {
        *self = Self::begin().await;
    }

    /// Gives the browser a turn, unless ours has hardly begun.
    pub async fn pause_if_long(&mut self) {
        if Date::now() - self.began >= LONG_MS {
            self.pause().await;
        }
    }

    /// Waits until something is so, and looks again now and then.
    pub async fn until(is_so: impl Fn() -> bool) {
        while !is_so() {
            after(LOOK_AGAIN_MS).await;
        }
    }
}

async fn after(milliseconds: i32) {
    let later = Promise::new(&mut |resolve, _| {
        // A window always takes a time-out.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    // It never fails: nobody holds its other end.
    let _ = JsFuture::from(later).await;
}
