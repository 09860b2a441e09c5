//! What is bound to the insides of Leptos 0.8, which its public documentation does not promise. Everything else uses
//! Leptos as documented. When Leptos changes, look here first: each file can be replaced by what it stands in for,
//! at the cost that its own first lines state, and the page stays right.
//!
//! | file | stands in for | buys, in brotli | relies on |
//! |---|---|---|---|
//! | [`view`] | `AnyView` | 58 kB of WASM, with the browser's JSON parser | `Render`, `RenderHtml`, `Mountable` |
//! | [`markup`], [`element`] | `view!`, `HtmlElement` | 17 kB of WASM | `Cursor`, `PositionState`, `Rndr` |
//! | [`deferred`] | hydrating all at once | a quarter of a second in which a slow phone does not answer | `Cursor`, `PositionState` |
//! | `mount` | `hydrate_body` | 2 kB of WASM | `Cursor`, `Owner` |
//! | [`words`] | a text that follows a signal | nothing: it survives translators | `Cursor`, `Rndr`, `RenderEffect` |
//! | [`following`] | `Signal` | 2 kB of WASM | `SharedReactiveFunction` |
//!
//! What holds them: the browser test that compares the prerendered page with the first drawing, and the one that tells
//! that hydration keeps typed words.

pub mod deferred;
pub mod element;
pub mod following;
pub mod markup;
#[cfg(feature = "hydrate")]
pub mod mount;
pub mod view;
pub mod words;
