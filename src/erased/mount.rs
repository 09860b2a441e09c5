//! Ties the view to the document. It knows no content.

use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Mountable, PositionState};

use web_sys::Element;

use super::view::{ErasedState, ErasedView};

/// A view in the document, with everything that keeps it in step with the state.
/// Leptos' own handle also carries what asynchronous hydration would need, 2 kB of the WASM.
pub struct Mounted {
    view: ErasedState,
    root: Element,
    _owner: Owner,
}

/// Ties the view to the nodes of the prerendered page; in an empty element, draws it.
pub fn mount(root: Element, draw: impl FnOnce() -> ErasedView) -> Mounted {
    let owner = Owner::new();
    let view = owner.with(|| match root.has_child_nodes() {
        true => draw().hydrate::<true>(&Cursor::new(root.clone()), &PositionState::default()),
        false => {
            let mut view = draw().build();
            view.mount(&root, None);
            view
        }
    });
    Mounted { view, root, _owner: owner }
}

impl Mounted {
    /// Takes the view out of the document; returns the empty element that held it.
    pub fn remove(mut self) -> Element {
        self.view.unmount();
        // Marks of where the prerendered view was may be left.
        self.root.set_text_content(None);
        self.root
    }
}
