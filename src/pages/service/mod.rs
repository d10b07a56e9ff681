//! The table of addresses: which use case answers which path. What anybody may read is here, what one signs in for in [`desk`].

mod data;
pub mod desk;
pub mod files;
pub mod retention;
mod space;

use super::model::Page;
use crate::content::service::Library;
use crate::content::views::Kind;
use crate::desk::service::{Ask, No, status_of};
use crate::i18n;
use crate::jobs::service::{Board, Fault, Reader, guide, home, offer, search};
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::organisations::service as organisations;
use jiff::Timestamp;

/// Addresses of the site's own pages.
const OWN: [&str; 6] = ["programmes", "charte", "a-propos", "contact", "mentions-legales", "accessibilite"];

/// The page at `path?query`. Never fails: a fault is logged and becomes a page that says so, with the status 500.
pub async fn read(board: &Board, library: &Library, path: &str, query: &str, now: Timestamp) -> Page {
    let lang = Lang::of_path(path);
    let reader = Reader { lang, now };
    let decoded = parts_of(path);
    let mut parts: Vec<&str> = decoded.iter().map(String::as_str).collect();
    if lang == Lang::En {
        parts.remove(0);
    }
    match find(board, library, &parts, query, reader).await {
        Ok(Ok(page)) => page,
        Ok(Err(refusal)) => Page::refused(refusal.reason.status(), refusal.sentence, lang),
        Err(fault) => {
            tracing::error!(%fault, "a page could not be prepared");
            Page::refused(500, i18n::fault_text(lang), lang)
        }
    }
}

/// The parts of a path, decoded.
pub fn parts_of(path: &str) -> Vec<String> {
    path.split('/').filter(|p| !p.is_empty()).map(decode).collect()
}

/// The page of the desk at the address asked for. Never fails, as [`read`].
pub async fn read_desk(ask: &Ask<'_>) -> Page {
    let status = ask.typed.as_ref().map_or(200, |t| status_of(&t.problems));
    match desk::page(ask).await {
        Ok(mut sheet) => {
            sheet.status = sheet.status.max(status);
            Page::of_sheet(&sheet)
        }
        Err(no) => instead(no, ask),
    }
}

/// What is shown when there is no page.
pub fn instead(no: No, ask: &Ask<'_>) -> Page {
    let page = Page::new(Lang::Fr);
    let back = || {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&ask.query.0).finish();
        let here = if query.is_empty() { ask.path() } else { format!("{}?{query}", ask.path()) };
        form_urlencoded::byte_serialize(here.as_bytes()).collect::<String>()
    };
    match no {
        No::SignIn => Page { go: format!("/connexion?retour={}", back()), ..page },
        No::SecondFactor => {
            let there = if ask.viewer.is_some_and(|v| v.second_factor) { "/connexion/code" } else { "/mon-espace/double-authentification" };
            Page { go: format!("{there}?retour={}", back()), ..page }
        }
        No::Refused(all) => {
            let sentence = all.iter().map(|r| r.sentence.as_str()).collect::<Vec<_>>().join(" ");
            Page::refused(status_of(&all), sentence, Lang::Fr)
        }
        No::Fault(fault) => {
            tracing::error!(%fault, "a page of the desk could not be prepared");
            Page::refused(500, i18n::fault_text(Lang::Fr), Lang::Fr)
        }
    }
}

fn decode(part: &str) -> String {
    percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned()
}

async fn find(board: &Board, library: &Library, parts: &[&str], query: &str, reader: Reader) -> Result<Result<Page, Refusal>, Fault> {
    let lang = reader.lang;
    let page = Page::new(lang);
    let missing = || Err(Refusal::missing(i18n::not_found_text(lang)));
    Ok(match parts {
        [] => Ok(Page { home: Some(home::page(board, library, reader).await?), ..page }),
        ["offres"] => Ok(Page { search: Some(search::page(board, query, reader).await?), ..page }),
        ["offres", slug] => offer::page(board, slug, reader).await?.map(|o| Page { offer: Some(o), ..page }),
        ["definir-mes-criteres"] => Ok(Page { criteria: Some(guide::page(board, query, reader).await?), ..page }),
        ["organisations"] => Ok(Page { directory: Some(organisations::directory(board, query, reader).await?), ..page }),
        ["organisations", slug] => organisations::page(board, slug, reader).await?.map(|o| Page { organisation: Some(o), ..page }),
        ["conseils"] => Ok(Page { shelf: Some(library.shelf_page(Kind::Advice, lang)), ..page }),
        ["mag"] => Ok(Page { shelf: Some(library.shelf_page(Kind::Mag, lang)), ..page }),
        ["conseils", slug] => article(library, Kind::Advice, slug, page),
        ["mag", slug] => article(library, Kind::Mag, slug, page),
        [own] if OWN.contains(own) => library.page(own, lang).map_or_else(missing, |p| Ok(Page { own: Some(p), ..page })),
        _ => missing(),
    })
}

fn article(library: &Library, kind: Kind, slug: &str, page: Page) -> Result<Page, Refusal> {
    let lang = page.lang();
    let found = library.article(kind, slug, lang).ok_or_else(|| Refusal::missing(i18n::article_missing(lang)))?;
    Ok(Page { article: Some(found), ..page })
}
