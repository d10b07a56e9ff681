//! A refusal or a fault as a page: what happened, in plain words, and where to go from there.

use crate::i18n;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::{Reason, Refusal};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

/// The page shown instead of the one asked for. Its status was set where the refusal was made.
pub fn refused(refusal: Refusal, lang: Lang) -> AnyView {
    let title = match refusal.reason {
        Reason::Gone => i18n::gone_title(lang),
        Reason::Fault => i18n::fault_title(lang),
        _ => i18n::not_found_title(lang),
    };
    view! {
        <Title text=title/>
        <Meta name="robots" content="noindex"/>
        <div class="page apart">
            <p class="code num">{refusal.reason.status()}</p>
            <h1>{title}</h1>
            <p class="lead">{refusal.sentence}</p>
            <p class="ways">
                <a class="button" href=path("/offres", lang)>{i18n::not_found_search(lang)}</a>
                <a class="button quiet" href=path("/", lang)>{i18n::not_found_home(lang)}</a>
            </p>
        </div>
    }
    .into_any()
}

/// A path in the reader's language.
pub fn path(path: &str, lang: Lang) -> String {
    match (lang, path) {
        (Lang::Fr, _) => path.to_owned(),
        (Lang::En, "/") => "/en".to_owned(),
        (Lang::En, _) => format!("/en{path}"),
    }
}

/// What answers an address that leads nowhere.
#[component]
pub fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    let lang = super::frame::use_lang();
    refused(Refusal::missing(i18n::not_found_text(lang)), lang)
}
