//! `view!` in Leptos' own syntax, for elements of [`super::element`]. It takes less: every value of an attribute is a
//! literal, a name, or in braces; what a component draws is a call in braces.

use super::element::{Element, Listener, Name, Value};
use super::following::Following;
use super::view::{ErasedView, IntoErased};

/// Builds views from tags as they open and close.
#[derive(Default)]
pub struct Markup {
    open: Vec<Element>,
    done: Vec<ErasedView>,
}

impl Markup {
    /// Begins an element.
    pub fn open(&mut self, tag: &'static str) {
        self.open.push(Element { tag, attributes: Vec::new(), listeners: Vec::new(), children: Vec::new() });
    }

    /// Gives an attribute to the element that was opened last, as the next two do.
    pub fn attribute(&mut self, name: &'static str, value: impl Into<Value>) {
        self.give(Name::Attribute(name), value.into());
    }

    /// A class that is there or not.
    pub fn class(&mut self, name: &'static str, is_there: Following<bool>) {
        self.give(Name::Class(name), Value::Flag(is_there));
    }

    /// A listener.
    pub fn on(&mut self, event: &'static str, listener: Listener) {
        if let Some(element) = self.open.last_mut() {
            element.listeners.push((event, listener));
        }
    }

    /// Puts something into the element that is open.
    pub fn child(&mut self, child: impl IntoErased) {
        self.put(child.into_erased());
    }

    /// Ends the element.
    pub fn close(&mut self) {
        if let Some(element) = self.open.pop() {
            self.put(ErasedView::from_draw(element));
        }
    }

    /// Everything, in its order.
    pub fn view(mut self) -> ErasedView {
        match self.done.len() {
            1 => self.done.remove(0),
            _ => self.done.into_erased(),
        }
    }

    fn give(&mut self, name: Name, value: Value) {
        if let Some(element) = self.open.last_mut() {
            element.attributes.push((name, value));
        }
    }

    fn put(&mut self, view: ErasedView) {
        self.open.last_mut().map_or(&mut self.done, |element| &mut element.children).push(view);
    }
}

impl From<&'static str> for Value {
    fn from(value: &'static str) -> Self {
        Self::Fixed(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Fixed(value.into())
    }
}

impl From<Option<&'static str>> for Value {
    fn from(value: Option<&'static str>) -> Self {
        value.map_or(Self::Absent, Self::from)
    }
}

impl From<bool> for Value {
    fn from(is_there: bool) -> Self {
        is_there.then_some("").into()
    }
}

impl From<Following<bool>> for Value {
    fn from(flag: Following<bool>) -> Self {
        Self::Flag(flag)
    }
}

impl From<Following<Option<String>>> for Value {
    fn from(value: Following<Option<String>>) -> Self {
        Self::Changing(value)
    }
}

/// Leptos' `view!`, as far as this page needs it.
macro_rules! view {
    (@nodes $markup:ident) => {};
    (@nodes $markup:ident < / $($tag:ident)? > $($rest:tt)*) => {
        $markup.close();
        $crate::erased::markup::view!(@nodes $markup $($rest)*)
    };
    (@nodes $markup:ident < $tag:ident $($rest:tt)*) => {
        $markup.open(stringify!($tag));
        $crate::erased::markup::view!(@attributes $markup $($rest)*)
    };
    (@nodes $markup:ident $child:block $($rest:tt)*) => {
        $markup.child($child);
        $crate::erased::markup::view!(@nodes $markup $($rest)*)
    };
    (@nodes $markup:ident $words:literal $($rest:tt)*) => {
        $markup.child($words);
        $crate::erased::markup::view!(@nodes $markup $($rest)*)
    };
    (@attributes $markup:ident > $($rest:tt)*) => {
        $crate::erased::markup::view!(@nodes $markup $($rest)*)
    };
    (@attributes $markup:ident / > $($rest:tt)*) => {
        $markup.close();
        $crate::erased::markup::view!(@nodes $markup $($rest)*)
    };
    (@attributes $markup:ident on : $event:ident = $listener:tt $($rest:tt)*) => {
        $markup.on(stringify!($event), $listener);
        $crate::erased::markup::view!(@attributes $markup $($rest)*)
    };
    (@attributes $markup:ident class : $first:ident $(- $more:ident)* = $flag:tt $($rest:tt)*) => {
        $markup.class(concat!(stringify!($first) $(, "-", stringify!($more))*), $flag);
        $crate::erased::markup::view!(@attributes $markup $($rest)*)
    };
    (@attributes $markup:ident $first:ident $(- $more:ident)* = $value:tt $($rest:tt)*) => {
        $markup.attribute(concat!(stringify!($first) $(, "-", stringify!($more))*), $value);
        $crate::erased::markup::view!(@attributes $markup $($rest)*)
    };
    ($($nodes:tt)*) => {{
        let mut markup = $crate::erased::markup::Markup::default();
        $crate::erased::markup::view!(@nodes markup $($nodes)*);
        markup.view()
    }};
}

pub(crate) use view;

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use leptos::prelude::*;

    use crate::erased::view::{ErasedView, IntoErased};

    #[test]
    fn it_writes_what_leptos_writes() {
        let id = || "\"><script>".to_owned();
        let none: Option<&'static str> = None;
        let ours: ErasedView = super::view! {
            <p class="a" id={id()} data-press="copy" lang=none>"words < & " {id()} <br/> <strong>{String::new()}</strong></p>
            <input type="checkbox" aria-label={id()}/>
        };
        let theirs = leptos::prelude::view! {
            <p class="a" id=id() data-press="copy" lang=none>"words < & " {id()} <br/> <strong>{String::new()}</strong></p>
            <input type="checkbox" aria-label=id()/>
        };
        assert_eq!(ours.to_html().trim_end_matches("<!>"), theirs.into_erased().to_html());
    }
}
