//! Thin server functions of articles and pages: readings by GET.

use super::views::{ArticleView, Kind, PageView, Teaser};
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The articles of one kind, most recent first.
#[server(name = ReadShelf, prefix = "/api", endpoint = "articles", input = GetUrl)]
pub async fn read_shelf(kind: Kind, lang: Lang) -> Result<Vec<Teaser>, Refusal> {
    let library = expect_context::<std::sync::Arc<super::service::Library>>();
    Ok(library.teasers(kind, lang))
}

/// One article.
#[server(name = ReadArticle, prefix = "/api", endpoint = "article", input = GetUrl)]
pub async fn read_article(kind: Kind, #[server(default)] slug: String, lang: Lang) -> Result<ArticleView, Refusal> {
    let library = expect_context::<std::sync::Arc<super::service::Library>>();
    let found = library.article(kind, &slug, lang).ok_or_else(|| Refusal::missing(crate::i18n::article_missing(lang)));
    crate::wire::answer(Ok::<_, Refusal>(found))
}

/// One of the site's own pages.
#[server(name = ReadPage, prefix = "/api", endpoint = "page", input = GetUrl)]
pub async fn read_page(#[server(default)] slug: String, lang: Lang) -> Result<PageView, Refusal> {
    let library = expect_context::<std::sync::Arc<super::service::Library>>();
    let found = library.page(&slug, lang).ok_or_else(|| Refusal::missing(crate::i18n::page_missing(lang)));
    crate::wire::answer(Ok::<_, Refusal>(found))
}
