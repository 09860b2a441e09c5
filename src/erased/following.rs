//! A value of the page that follows something. Its function's type is forgotten, so that Leptos' code around it is
//! compiled once for each type of value; a `Signal` for the same also carries the code of every other kind of signal.

use std::sync::{Arc, Mutex};

use leptos::tachys::reactive_graph::SharedReactiveFunction;

/// A value that is read again whenever what it tracks has changed.
pub type Following<T> = SharedReactiveFunction<T>;

/// Follows whatever `value` tracks.
pub fn following<T: 'static>(value: Box<dyn Fn() -> T + Send>) -> Following<T> {
    Arc::new(Mutex::new(value))
}
