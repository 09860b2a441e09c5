//! A part of the view whose type is forgotten, so that the code around it is compiled once and not once per type.
//!
//! Leptos has `AnyView` for this. It also keeps an asynchronous hydration for every type it has seen,
//! which this page never uses and which came to 131 kB of its 596 kB of WASM.

use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

/// A view of any type.
pub struct ErasedView(Box<dyn Draw>);

impl FromIterator<ErasedView> for ErasedView {
    fn from_iter<T: IntoIterator<Item = ErasedView>>(views: T) -> Self {
        views.into_iter().collect::<Vec<_>>().into_erased()
    }
}

/// What is on the page of a [`ErasedView`].
pub struct ErasedState(Box<dyn Shown>);

impl ErasedView {
    pub(super) fn from_draw(draw: impl Draw + 'static) -> Self {
        Self(Box::new(draw))
    }

    pub(super) fn hydrate_here(self, cursor: &Cursor, position: &PositionState) -> ErasedState {
        ErasedState(self.0.hydrate(cursor, position))
    }

    #[cfg(feature = "ssr")]
    pub(super) fn write_html(self, html: &mut String, position: &mut Position) {
        self.0.write_html(html, position);
    }
}

impl ErasedState {
    pub(super) fn from_mountable(shown: impl Mountable + 'static) -> Self {
        Self(Box::new(shown))
    }
}

/// Makes a [`ErasedView`] of a view.
pub trait IntoErased {
    /// Forgets the type.
    fn into_erased(self) -> ErasedView;
}

impl<T: RenderHtml + 'static> IntoErased for T {
    fn into_erased(self) -> ErasedView {
        ErasedView::from_draw(self)
    }
}

/// What is needed of a view, in a form that can be called without knowing its type.
pub(super) trait Draw: Send {
    fn build(self: Box<Self>) -> Box<dyn Shown>;
    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Shown>;
    #[cfg(feature = "ssr")]
    fn write_html(self: Box<Self>, html: &mut String, position: &mut Position);
}

impl<T: RenderHtml + 'static> Draw for T {
    fn build(self: Box<Self>) -> Box<dyn Shown> {
        Box::new(Render::build(*self))
    }

    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn Shown> {
        Box::new(RenderHtml::hydrate::<true>(*self, cursor, position))
    }

    #[cfg(feature = "ssr")]
    fn write_html(self: Box<Self>, html: &mut String, position: &mut Position) {
        self.to_html_with_buf(html, position, true, false, Vec::new());
    }
}

/// What is needed of what is on the page: `Mountable` without the listing of its elements, which only `AnyView` asks
/// for, and whose code for every type was 6 kB of the WASM.
pub(super) trait Shown {
    fn take_out(&mut self);
    fn put_into(&mut self, parent: &Element, marker: Option<&Node>);
    fn put_before_this(&self, child: &mut dyn Mountable) -> bool;
}

impl<T: Mountable> Shown for T {
    fn take_out(&mut self) {
        self.unmount();
    }

    fn put_into(&mut self, parent: &Element, marker: Option<&Node>) {
        self.mount(parent, marker);
    }

    fn put_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.insert_before_this(child)
    }
}

no_attrs!(ErasedView);

impl Render for ErasedView {
    type State = ErasedState;

    fn build(self) -> ErasedState {
        ErasedState(self.0.build())
    }

    /// Draws afresh: a view that changes is small, and comparing would need code for every type.
    fn rebuild(self, state: &mut ErasedState) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl RenderHtml for ErasedView {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attributes: Vec<AnyAttribute>,
    ) {
        #[cfg(feature = "ssr")]
        self.write_html(html, position);
        #[cfg(not(feature = "ssr"))]
        let _ = (html, position);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> ErasedState {
        self.hydrate_here(cursor, position)
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl Mountable for ErasedState {
    fn unmount(&mut self) {
        self.0.take_out();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.0.put_into(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.0.put_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}
