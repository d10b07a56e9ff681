//! Thin server functions of the board: take the context, call the service, send the view. All are readings by GET.

use super::model::views::{CriteriaView, HomeView, OfferView, SearchView};
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The list of offers for a raw query string.
#[server(name = SearchOffers, prefix = "/api", endpoint = "recherche", input = GetUrl)]
pub async fn search_offers(#[server(default)] query: String, lang: Lang) -> Result<SearchView, Refusal> {
    let (board, reader) = here(lang);
    crate::wire::answer(super::service::search::page(&board, &query, reader).await.map(Ok))
}

/// The page of one offer.
#[server(name = ReadOffer, prefix = "/api", endpoint = "offre", input = GetUrl)]
pub async fn read_offer(#[server(default)] slug: String, lang: Lang) -> Result<OfferView, Refusal> {
    let (board, reader) = here(lang);
    crate::wire::answer(super::service::offer::page(&board, &slug, reader).await)
}

/// Titles and organisations completing what is being typed.
#[server(name = SuggestOffers, prefix = "/api", endpoint = "suggestions", input = GetUrl)]
pub async fn suggest_offers(#[server(default)] typed: String) -> Result<Vec<String>, Refusal> {
    let (board, reader) = here(Lang::Fr);
    let found = board.engine.suggest(&typed, 8, reader.now.as_millisecond());
    crate::wire::answer(found.map(Ok))
}

/// Communes completing what is being typed.
#[server(name = SuggestPlaces, prefix = "/api", endpoint = "communes", input = GetUrl)]
pub async fn suggest_places(#[server(default)] typed: String) -> Result<Vec<String>, Refusal> {
    let (board, _) = here(Lang::Fr);
    Ok(board.places.suggest(&typed, 8).into_iter().map(|c| c.label()).collect())
}

/// What the home page shows.
#[server(name = ReadHome, prefix = "/api", endpoint = "accueil", input = GetUrl)]
pub async fn read_home(lang: Lang) -> Result<HomeView, Refusal> {
    let (board, reader) = here(lang);
    let library = expect_context::<std::sync::Arc<crate::content::service::Library>>();
    crate::wire::answer(super::service::home::page(&board, &library, reader).await.map(Ok))
}

/// What the guided questions find (rule I27): the search their answers make, in words, with the latest offers.
#[server(name = ReadCriteria, prefix = "/api", endpoint = "criteres", input = GetUrl)]
pub async fn read_criteria(#[server(default)] query: String, lang: Lang) -> Result<CriteriaView, Refusal> {
    let (board, reader) = here(lang);
    crate::wire::answer(super::service::guide::page(&board, &query, reader).await.map(Ok))
}

#[cfg(feature = "ssr")]
fn here(lang: Lang) -> (std::sync::Arc<super::service::Board>, super::service::Reader) {
    (expect_context(), super::service::Reader { lang, now: crate::kernel::clock::now() })
}
