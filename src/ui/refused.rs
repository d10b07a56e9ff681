//! No page: what happened, in plain words, and where to go from there.

use super::frame::About;
use super::still::Erase;
use crate::i18n;
use crate::kernel::lang::Lang;
use leptos::prelude::*;

/// Shown instead of the page asked for. The status was set where the refusal was made; 0 means the network failed.
pub fn refused(status: u16, sentence: String, lang: Lang) -> AnyView {
    let title = match status {
        410 => i18n::gone_title(lang),
        404 => i18n::not_found_title(lang),
        _ => i18n::fault_title(lang),
    };
    let code = (status > 0).then(|| view! { <p class="code num">{status}</p> });
    view! {
        <About title=title description=sentence.clone() url="" indexed=false lang=lang/>
        <div class="page apart">
            {code}
            <h1>{title}</h1>
            <p class="lead">{sentence}</p>
            <p class="ways">
                <a class="button" href=path("/offres", lang)>{i18n::not_found_search(lang)}</a>
                <a class="button quiet" href=path("/", lang)>{i18n::not_found_home(lang)}</a>
            </p>
        </div>
    }
    .page()
}

/// A path in the reader's language.
pub fn path(path: &str, lang: Lang) -> String {
    match (lang, path) {
        (Lang::Fr, _) => path.to_owned(),
        (Lang::En, "/") => "/en".to_owned(),
        (Lang::En, _) => format!("/en{path}"),
    }
}
