//! Words that follow something, also after a translator has put nodes of its own in the place of ours: browsers do that
//! to every text of the page, and Leptos would go on to change a text that nobody sees any more.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::PoisonError;

use leptos::prelude::{RenderEffect, untrack};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::renderer::types::{Element, Node};
#[cfg(feature = "ssr")]
use leptos::tachys::view::Position;
use leptos::tachys::view::{Mountable, PositionState, RenderHtml};

use super::following::Following;
use super::view::{Draw, ErasedView, Shown};

/// The only words of an element.
pub fn words(following: Following<String>) -> ErasedView {
    ErasedView::from_draw(Words(following))
}

struct Words(Following<String>);

/// Where the words are.
struct Place {
    text: Node,
    element: Rc<RefCell<Option<Element>>>,
    _following: RenderEffect<String>,
}

impl Words {
    fn now(&self) -> String {
        (self.0.lock().unwrap_or_else(PoisonError::into_inner))()
    }

    /// What is around it must not be drawn anew when only the words are others.
    fn first(&self) -> String {
        untrack(|| self.now())
    }

    fn follow(self, text: Node, element: Option<Element>) -> Place {
        let element = Rc::new(RefCell::new(element));
        let (shown_in, within) = (text.clone(), element.clone());
        let following = RenderEffect::new(move |before: Option<String>| {
            let now = self.now();
            if before.is_some_and(|before| before != now) {
                show(&now, &shown_in, within.borrow().as_ref());
            }
            now
        });
        Place { text, element, _following: following }
    }
}

fn show(words: &str, text: &Node, element: Option<&Element>) {
    match element {
        Some(element) if !text.is_connected() => element.set_text_content(Some(words)),
        _ => text.set_text_content(Some(words)),
    }
}

impl Draw for Words {
    fn build(self: Box<Self>) -> Box<dyn Shown> {
        let text = Rndr::create_text_node(&self.first());
        Box::new(self.follow(text.into(), None))
    }

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Shown> {
        RenderHtml::hydrate::<true>(self.first(), cursor, position);
        let text = cursor.current();
        let element = text.parent_element();
        Box::new(self.follow(text, element))
    }

    #[cfg(feature = "ssr")]
    fn write_html(self: Box<Self>, html: &mut String, position: &mut Position) {
        self.first().to_html_with_buf(html, position, true, false, Vec::new());
    }
}

impl Mountable for Place {
    fn unmount(&mut self) {
        self.text.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.element.replace(Some(parent.clone()));
        self.text.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.text.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}
