//! A part of the view that is tied to the prerendered page later, or never. Its drawing is one element.
//!
//! Tying the whole page at once would keep a slow phone from answering its reader for a quarter of a second.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::Owner;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::CastFrom;
use leptos::tachys::renderer::types::Element;
use leptos::tachys::view::{Position, PositionState, Render, RenderHtml};

use super::view::{Draw, ErasedState, ErasedView, Shown};

thread_local! {
    static WAITING: RefCell<VecDeque<Waiting>> = RefCell::default();
}

/// An element that [`hydrate_next`] ties to the page.
pub fn later(draw: impl FnOnce() -> ErasedView + Send + 'static) -> ErasedView {
    ErasedView::from_draw(Deferred { draw: Box::new(draw), is_still: false })
}

/// An element where nothing ever changes, so nothing needs to be tied.
pub fn still(draw: impl FnOnce() -> ErasedView + Send + 'static) -> ErasedView {
    ErasedView::from_draw(Deferred { draw: Box::new(draw), is_still: true })
}

/// Ties the part that has waited longest; says whether there was one.
pub fn hydrate_next() -> bool {
    let next = WAITING.with_borrow_mut(VecDeque::pop_front);
    next.map(Waiting::hydrate).is_some()
}

type Drawing = Box<dyn FnOnce() -> ErasedView + Send>;

struct Deferred {
    draw: Drawing,
    is_still: bool,
}

struct Waiting {
    draw: Drawing,
    owner: Owner,
    element: Element,
    /// What is on the page: first the bare element, then the view.
    shown: Rc<RefCell<ErasedState>>,
}

impl Draw for Deferred {
    fn build(self: Box<Self>) -> Box<dyn Shown> {
        Box::new((self.draw)().build())
    }

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Shown> {
        cursor.advance_to_placeholder(position);
        // Where the page is not as it was drawn there is nothing to tie.
        let Some(element) = Element::cast_from(cursor.current()) else { return Box::new(()) };
        let Some(owner) = Owner::current().filter(|_| !self.is_still) else { return Box::new(element) };
        let shown = Rc::new(RefCell::new(ErasedState::from_mountable(element.clone())));
        let waiting = Waiting { draw: self.draw, owner, element, shown: shown.clone() };
        WAITING.with_borrow_mut(|queue| queue.push_back(waiting));
        Box::new(shown)
    }

    #[cfg(feature = "ssr")]
    fn write_html(self: Box<Self>, html: &mut String, position: &mut Position) {
        (self.draw)().write_html(html, position);
    }
}

impl Waiting {
    fn hydrate(self) {
        let here = PositionState::new(Position::Current);
        let view = self.owner.with(|| (self.draw)().hydrate::<true>(&Cursor::new(self.element), &here));
        *self.shown.borrow_mut() = view;
    }
}
