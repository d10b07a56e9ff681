//! The one component that shows whatever the address leads to.

use super::api::load;
use super::model::Page;
use crate::jobs::view::{home, list, offer};
use crate::kernel::lang::Lang;
use crate::ui::refused::refused;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The page at the present address. While the next one is fetched, the present one stays.
#[component]
pub fn CurrentPage() -> impl IntoView {
    let location = use_location();
    let address = Memo::new(move |_| {
        let (path, search) = (location.pathname.get(), location.search.get());
        if search.is_empty() { path } else { format!("{path}?{}", search.trim_start_matches('?')) }
    });
    let text = Resource::new_str(move || address.get(), load);
    view! { <Transition>{move || Suspend::new(async move { show(Page::of_text(&text.await)).await })}</Transition> }
}

/// The frame is at hand; pages come as two chunks, fetched when they are first needed: the board, and what one reads.
async fn show(page: Page) -> AnyView {
    let lang = page.lang();
    if page.search.is_some() || page.offer.is_some() || page.home.is_some() {
        board_pages(page, lang).await
    } else {
        reading_pages(page, lang).await
    }
}

/// The home page, the list of offers, an offer.
#[lazy]
fn board_pages(page: Page, lang: Lang) -> AnyView {
    match page {
        Page { search: Some(v), .. } => list::whole(v, lang),
        Page { offer: Some(v), .. } => offer::whole(v, lang),
        Page { home: Some(v), .. } => home::whole(v, lang),
        _ => refused(404, crate::i18n::not_found_text(lang).to_owned(), lang),
    }
}

/// Organisations, articles, the site's own pages, the guided questions, and what is shown instead of a page.
#[lazy]
fn reading_pages(page: Page, lang: Lang) -> AnyView {
    match page {
        Page { directory: Some(v), .. } => crate::organisations::view::list(v, lang),
        Page { organisation: Some(v), .. } => crate::organisations::view::whole(v, lang),
        Page { shelf: Some(v), .. } => crate::content::view::shelf(v, lang),
        Page { article: Some(v), .. } => crate::content::view::article(v, lang),
        Page { own: Some(v), .. } => crate::content::view::own(v, lang),
        Page { criteria: Some(v), .. } => crate::jobs::view::criteria::whole(v, lang),
        Page { none: Some(v), .. } => refused(v.status, v.sentence, lang),
        _ => refused(404, crate::i18n::not_found_text(lang).to_owned(), lang),
    }
}
