//! The components that show whatever the address leads to, each a chunk of the browser's code fetched when it is first
//! needed: the board, what one reads, the pages one signs in for, the live morning.

use super::api::load;
use super::model::Page;
use crate::jobs::view::{criteria, home, list, offer};
use crate::kernel::lang::Lang;
use crate::ui::refused::refused;
use crate::{content, organisations};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::{LazyRoute, lazy_route};

/// The text of the page at the present address, asked for again whenever the address changes.
type Text = Resource<String, leptos::server::codee::string::FromToStringCodec>;

fn text_of_address() -> Text {
    let location = use_location();
    let address = Memo::new(move |_| {
        let (path, search) = (location.pathname.get(), location.search.get());
        if search.is_empty() { path } else { format!("{path}?{}", search.trim_start_matches('?')) }
    });
    Resource::new_str(move || address.get(), load)
}

/// Shows the page once it is there; while the next one is fetched, the present one stays.
fn when_there(text: Text, show: fn(Page, Lang) -> AnyView) -> AnyView {
    let pathname = use_location().pathname;
    let page = move || {
        let asked = Lang::of_path(&pathname.get_untracked());
        Suspend::new(async move {
            let page = Page::of_text(&text.await, asked);
            let lang = page.lang();
            let page = show(page, lang);
            #[cfg(feature = "hydrate")]
            Effect::new(|_| taken_over());
            page
        })
    };
    view! { <Transition>{page}</Transition> }.into_any()
}

/// From here on the page answers by script: what serves without it may step back. Said of the page itself, not of the program around it:
/// between the two a network can be lost, and the chunk with it.
#[cfg(feature = "hydrate")]
fn taken_over() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-hydrated", "");
    }
}

/// The home page, the list of offers, an offer.
#[derive(Clone)]
pub struct BoardPages {
    text: Text,
}

#[lazy_route]
impl LazyRoute for BoardPages {
    fn data() -> Self {
        BoardPages { text: text_of_address() }
    }

    fn view(this: Self) -> AnyView {
        when_there(this.text, |page, lang| match page {
            Page { search: Some(v), .. } => list::whole(v, lang),
            Page { offer: Some(v), .. } => offer::whole(v, lang),
            Page { home: Some(v), .. } => home::whole(v, lang),
            other => no_page(other, lang),
        })
    }
}

/// Organisations, articles, the site's own pages, the guided questions, and every address that leads nowhere.
#[derive(Clone)]
pub struct ReadingPages {
    text: Text,
}

#[lazy_route]
impl LazyRoute for ReadingPages {
    fn data() -> Self {
        ReadingPages { text: text_of_address() }
    }

    fn view(this: Self) -> AnyView {
        when_there(this.text, |page, lang| match page {
            Page { directory: Some(v), .. } => organisations::view::list(v, lang),
            Page { organisation: Some(v), .. } => organisations::view::whole(v, lang),
            Page { shelf: Some(v), .. } => content::view::shelf(v, lang),
            Page { article: Some(v), .. } => content::view::article(v, lang),
            Page { own: Some(v), .. } => content::view::own(v, lang),
            Page { criteria: Some(v), .. } => criteria::whole(v, lang),
            other => no_page(other, lang),
        })
    }
}

/// Signing in and every page one signs in for.
#[derive(Clone)]
pub struct DeskPages {
    text: Text,
}

#[lazy_route]
impl LazyRoute for DeskPages {
    fn data() -> Self {
        DeskPages { text: text_of_address() }
    }

    fn view(this: Self) -> AnyView {
        when_there(this.text, |page, lang| match page {
            Page { sheet, .. } if !sheet.is_empty() => match crate::desk::model::Sheet::of_text(&sheet) {
                Some(v) => crate::desk::view::whole(v),
                None => no_page(<Page as Default>::default(), lang),
            },
            Page { go, .. } if !go.is_empty() => {
                leave(&go);
                ().into_any()
            }
            other => no_page(other, lang),
        })
    }
}

/// Goes where the server says, with a whole new document: who one is may have changed.
fn leave(_there: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(_there);
    }
}

/// The live morning: seats, the console, the wall, and what is printed of them.
#[derive(Clone)]
pub struct LivePages {
    text: Text,
}

#[lazy_route]
impl LazyRoute for LivePages {
    fn data() -> Self {
        LivePages { text: text_of_address() }
    }

    fn view(this: Self) -> AnyView {
        when_there(this.text, |page, lang| match page {
            Page { sheet, .. } if !sheet.is_empty() => match crate::desk::model::Sheet::of_text(&sheet) {
                Some(v) => crate::live::view::sheet(v),
                None => no_page(<Page as Default>::default(), lang),
            },
            Page { go, .. } if !go.is_empty() => {
                leave(&go);
                ().into_any()
            }
            other => no_page(other, lang),
        })
    }
}

fn no_page(page: Page, lang: Lang) -> AnyView {
    let none = page.none.unwrap_or_else(|| super::model::NoPage { status: 0, sentence: crate::i18n::loading_failed(lang).to_owned() });
    refused(none.status, none.sentence, lang)
}
