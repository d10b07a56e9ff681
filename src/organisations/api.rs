//! Thin server functions of organisations: readings by GET.

use super::model::views::{DirectoryView, OrganisationView};
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// "Ils recrutent !".
#[server(name = ReadDirectory, prefix = "/api", endpoint = "organisations", input = GetUrl)]
pub async fn read_directory(lang: Lang) -> Result<DirectoryView, Refusal> {
    let board = expect_context::<std::sync::Arc<crate::jobs::service::Board>>();
    let reader = crate::jobs::service::Reader { lang, now: crate::kernel::clock::now() };
    crate::wire::answer(super::service::directory(&board, reader).await.map(Ok))
}

/// One structure.
#[server(name = ReadOrganisation, prefix = "/api", endpoint = "organisation", input = GetUrl)]
pub async fn read_organisation(#[server(default)] slug: String, lang: Lang) -> Result<OrganisationView, Refusal> {
    let board = expect_context::<std::sync::Arc<crate::jobs::service::Board>>();
    let reader = crate::jobs::service::Reader { lang, now: crate::kernel::clock::now() };
    crate::wire::answer(super::service::page(&board, &slug, reader).await)
}
