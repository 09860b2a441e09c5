//! A moment in words, with its machine-readable form.

use consultation::instant::Instant;
use leptos::prelude::*;

/// `words` about `moment`, which may change while the page is open.
#[component]
pub fn Moment(
    /// The moment meant.
    moment: Signal<Instant>,
    /// What to say about it.
    words: Signal<String>,
) -> impl IntoView {
    view! { <time datetime=Signal::derive(move || moment.get().to_string())>{words}</time> }
}
