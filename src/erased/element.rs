//! An element of the page whose tag, attributes and children are data, so that the code that draws it is compiled once.
//! Leptos' own has a type for each shape, and code for each type.

use std::borrow::Cow;
use std::sync::PoisonError;

use leptos::prelude::RenderEffect;
#[cfg(feature = "ssr")]
use leptos::prelude::untrack;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element as Drawn, Node};
use leptos::tachys::renderer::{CastFrom, Rndr};
use leptos::tachys::view::{Mountable, Position, PositionState, Render};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Event;

use super::following::Following;
use super::view::{Draw, ErasedState, ErasedView, Shown};

/// What is called when something happens to an element.
pub type Listener = Box<dyn FnMut(Event) + Send>;

/// An element that is to be drawn.
pub(super) struct Element {
    pub(super) tag: &'static str,
    pub(super) attributes: Vec<(Name, Value)>,
    pub(super) listeners: Vec<(&'static str, Listener)>,
    pub(super) children: Vec<ErasedView>,
}

/// What has a value.
#[derive(Clone, Copy)]
pub(super) enum Name {
    Attribute(&'static str),
    /// A class of several, which is there or not.
    Class(&'static str),
}

/// The value of an attribute.
pub enum Value {
    /// It has none, so it is not there.
    Absent,
    /// It stays.
    Fixed(Cow<'static, str>),
    /// It is there, or not.
    Flag(Following<bool>),
    /// It changes.
    Changing(Following<Option<String>>),
}

struct OnPage {
    element: Drawn,
    _children: Vec<ErasedState>,
    _following: Vec<RenderEffect<Option<String>>>,
    _listeners: Vec<Closure<dyn FnMut(Event)>>,
}

impl Value {
    fn now(&self) -> Option<String> {
        match self {
            Self::Absent => None,
            Self::Fixed(words) => Some(words.to_string()),
            Self::Flag(flag) => (flag.lock().unwrap_or_else(PoisonError::into_inner))().then(String::new),
            Self::Changing(value) => (value.lock().unwrap_or_else(PoisonError::into_inner))(),
        }
    }
}

impl Name {
    fn show(self, element: &Drawn, value: Option<&str>) {
        match (self, value) {
            (Self::Attribute(name), Some(value)) => Rndr::set_attribute(element, name, value),
            (Self::Attribute(name), None) => Rndr::remove_attribute(element, name),
            // Names without spaces are always taken.
            (Self::Class(name), value) => drop(element.class_list().toggle_with_force(name, value.is_some())),
        }
    }
}

/// What is on the prerendered page already is not written again.
fn follow(element: &Drawn, (name, value): (Name, Value), is_there: bool) -> Option<RenderEffect<Option<String>>> {
    match value {
        Value::Absent => None,
        Value::Fixed(value) => {
            if !is_there {
                name.show(element, Some(&value));
            }
            None
        }
        value => {
            let element = element.clone();
            Some(RenderEffect::new(move |before: Option<Option<String>>| {
                let now = value.now();
                if !before.map_or(is_there, |before| before == now) {
                    name.show(&element, now.as_deref());
                }
                now
            }))
        }
    }
}

fn listen(element: &Drawn, (event, listener): (&'static str, Listener)) -> Closure<dyn FnMut(Event)> {
    let listener: Box<dyn FnMut(Event)> = listener;
    let listener = Closure::wrap(listener);
    // A listener for a known event is always taken.
    drop(element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref()));
    listener
}

impl Element {
    fn on_page(self, element: Drawn, children: Vec<ErasedState>, is_there: bool) -> Box<dyn Shown> {
        let following = self.attributes.into_iter().filter_map(|one| follow(&element, one, is_there)).collect();
        let listeners = self.listeners.into_iter().map(|one| listen(&element, one)).collect();
        Box::new(OnPage { element, _children: children, _following: following, _listeners: listeners })
    }
}

impl Draw for Element {
    fn build(mut self: Box<Self>) -> Box<dyn Shown> {
        let element = Rndr::create_element(self.tag, None);
        let children = std::mem::take(&mut self.children).into_iter().map(|child| {
            let mut child = child.build();
            child.mount(&element, None);
            child
        });
        let children = children.collect();
        self.on_page(element, children, false)
    }

    fn hydrate(mut self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Shown> {
        match position.get() {
            Position::FirstChild => cursor.child(),
            Position::Current => {}
            _ => cursor.sibling(),
        }
        let node = cursor.current();
        let element = Drawn::cast_from(node.clone()).expect("the page is as it was drawn");
        position.set(Position::FirstChild);
        let children = std::mem::take(&mut self.children).into_iter();
        let children = children.map(|child| child.hydrate_here(cursor, position)).collect();
        cursor.set(node);
        position.set(Position::NextChild);
        self.on_page(element, children, true)
    }

    #[cfg(feature = "ssr")]
    fn write_html(self: Box<Self>, html: &mut String, position: &mut Position) {
        html.extend(["<", self.tag]);
        let mut classes = Vec::new();
        for (name, value) in &self.attributes {
            match (name, untrack(|| value.now())) {
                (_, None) => {}
                (Name::Class(class), Some(_)) => classes.push((*class).to_owned()),
                (Name::Attribute("class"), Some(value)) => classes.push(value),
                (Name::Attribute(name), Some(value)) => write_attribute(html, name, &value),
            }
        }
        if !classes.is_empty() {
            write_attribute(html, "class", &classes.join(" "));
        }
        html.push('>');
        *position = Position::FirstChild;
        let is_void = ["input", "br"].contains(&self.tag);
        for child in self.children {
            child.write_html(html, position);
        }
        if !is_void {
            html.extend(["</", self.tag, ">"]);
        }
        *position = Position::NextChild;
    }
}

#[cfg(feature = "ssr")]
fn write_attribute(html: &mut String, name: &str, value: &str) {
    let value = html_escape::encode_double_quoted_attribute(value);
    html.extend([" ", name, "=\"", &value, "\""]);
}

impl Mountable for OnPage {
    fn unmount(&mut self) {
        self.element.unmount();
    }

    fn mount(&mut self, parent: &Drawn, marker: Option<&Node>) {
        self.element.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Drawn> {
        Vec::new()
    }
}
