//! Lighter erased views for the browser.
//!
//! A view turned into `AnyView` carries, for each distinct type, code to build, update, hydrate at once and hydrate
//! asynchronously. Below the page itself nothing is asynchronous: [`Erase::still`] leaves that variant out.
//! [`Erase::page`] also leaves out updating in place: a page gives way to the next one whole. Together they take about a
//! fifth off the WebAssembly of a page.

use leptos::prelude::{AnyView, IntoAny};
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::ssr::StreamBuilder;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

/// Erasing a view's type.
pub trait Erase: RenderHtml + Sized + 'static {
    /// A part of a page, updated in place.
    fn still(self) -> AnyView {
        Still::<Self, false>(self).into_any()
    }

    /// A whole page, replaced rather than updated.
    fn page(self) -> AnyView {
        Still::<Self, true>(self).into_any()
    }
}

impl<T: RenderHtml + 'static> Erase for T {}

/// A view without its asynchronous hydration; when `WHOLE`, also without its update in place.
struct Still<T, const WHOLE: bool>(T);

impl<T: RenderHtml, const WHOLE: bool> Render for Still<T, WHOLE> {
    type State = T::State;

    fn build(self) -> Self::State {
        self.0.build()
    }

    fn rebuild(self, state: &mut Self::State) {
        if WHOLE {
            let mut next = self.0.build();
            state.insert_before_this(&mut next);
            state.unmount();
            *state = next;
        } else {
            self.0.rebuild(state);
        }
    }
}

impl<T: RenderHtml, const WHOLE: bool> AddAnyAttr for Still<T, WHOLE> {
    type Output<A: Attribute> = Still<T, WHOLE>;

    /// Parts and pages take no attributes from outside.
    fn add_any_attr<A: Attribute>(self, _: A) -> Self::Output<A> {
        self
    }
}

impl<T: RenderHtml, const WHOLE: bool> RenderHtml for Still<T, WHOLE> {
    type AsyncOutput = T::AsyncOutput;
    type Owned = Still<T::Owned, WHOLE>;

    const MIN_LENGTH: usize = T::MIN_LENGTH;
    const EXISTS: bool = T::EXISTS;

    fn dry_resolve(&mut self) {
        self.0.dry_resolve();
    }

    async fn resolve(self) -> Self::AsyncOutput {
        self.0.resolve().await
    }

    fn html_len(&self) -> usize {
        self.0.html_len()
    }

    fn to_html_with_buf(self, buf: &mut String, position: &mut Position, escape: bool, mark_branches: bool, extra_attrs: Vec<AnyAttribute>) {
        self.0.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.0.to_html_async_with_buf::<OUT_OF_ORDER>(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        self.0.hydrate::<FROM_SERVER>(cursor, position)
    }

    fn into_owned(self) -> Self::Owned {
        Still(self.0.into_owned())
    }
}
