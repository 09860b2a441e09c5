//! Long work in short turns, so that the browser can answer its reader in between.

use js_sys::{Date, Promise};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// A phone four times slower than a desk computer then works at most 50 ms at a time, which nobody notices.
const LONG_MS: f64 = 2.0;

/// A task of the browser's, as long as it is ours.
pub struct Turn {
    began: f64,
}

impl Turn {
    /// Waits until the browser has done what it has to do.
    pub async fn after_others() -> Self {
        let later = Promise::new(&mut |resolve, _| {
            // A window always takes a time-out of none.
            let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 0);
        });
        // It never fails: nobody holds its other end.
        let _ = JsFuture::from(later).await;
        Self { began: Date::now() }
    }

    /// Gives the browser a turn.
    pub async fn next(&mut self) {
        *self = Self::after_others().await;
    }

    /// Gives the browser a turn, unless this one has hardly begun.
    pub async fn next_if_long(&mut self) {
        if Date::now() - self.began >= LONG_MS {
            self.next().await;
        }
    }
}
