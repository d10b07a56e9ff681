//! What an address leads to, as it travels.

use crate::content::views::{ArticleView, PageView, ShelfView};
use crate::desk::model::Sheet;
use crate::i18n;
use crate::jobs::model::views::{CriteriaView, HomeView, OfferView, SearchView};
use crate::kernel::lang::Lang;
use crate::organisations::model::views::{DirectoryView, OrganisationView};
use miniserde::{Deserialize, Serialize, json};

/// Instead of a page: why there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoPage {
    /// HTTP status; 0 when the server could not be reached.
    pub status: u16,
    /// What to do, in the reader's language.
    pub sentence: String,
}

/// A page: exactly one of the fields below is there.
///
/// A struct of options rather than an enum, because the small JSON library of the browser reads no enum with contents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// True when the page is in English.
    pub english: bool,
    /// `/`
    pub home: Option<HomeView>,
    /// `/offres`
    pub search: Option<SearchView>,
    /// `/offres/{slug}`
    pub offer: Option<OfferView>,
    /// `/definir-mes-criteres`
    pub criteria: Option<CriteriaView>,
    /// `/organisations`
    pub directory: Option<DirectoryView>,
    /// `/organisations/{slug}`
    pub organisation: Option<OrganisationView>,
    /// `/conseils`, `/mag`
    pub shelf: Option<ShelfView>,
    /// `/conseils/{slug}`, `/mag/{slug}`
    pub article: Option<ArticleView>,
    /// The site's own pages.
    pub own: Option<PageView>,
    /// A page one signs in for, written by [`Sheet::to_text`]: only the chunk that shows such pages carries the code that reads it.
    pub sheet: String,
    /// The status of that page.
    pub status: u16,
    /// Somewhere else to go instead; empty for nowhere.
    pub go: String,
    /// Nothing to show, and why.
    pub none: Option<NoPage>,
}

impl Page {
    /// An empty page in a language, to be filled with one of its fields.
    pub fn new(lang: Lang) -> Page {
        Page { english: lang == Lang::En, ..<Page as Default>::default() }
    }

    /// A page one signs in for.
    pub fn of_sheet(sheet: &Sheet) -> Page {
        Page { sheet: sheet.to_text(), status: sheet.status, ..Page::new(Lang::Fr) }
    }

    /// A page that says why there is none.
    pub fn refused(status: u16, sentence: impl Into<String>, lang: Lang) -> Page {
        Page { none: Some(NoPage { status, sentence: sentence.into() }), ..Page::new(lang) }
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        if self.english { Lang::En } else { Lang::Fr }
    }

    /// The HTTP status it is answered with.
    pub fn status(&self) -> u16 {
        match &self.none {
            Some(none) => none.status,
            None if self.sheet.is_empty() => 200,
            None => self.status,
        }
    }

    /// As it travels.
    pub fn to_text(&self) -> String {
        json::to_string(self)
    }

    /// Read back; what does not read, in the language of the address asked for, is a page that asks to be reloaded.
    pub fn of_text(text: &str, lang: Lang) -> Page {
        json::from_str(text).unwrap_or_else(|_| Page::refused(0, i18n::loading_failed(lang), lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_travel_unchanged_and_noise_is_a_refusal() {
        let page = Page::refused(404, "Rien « ici » <b>\u{1F98A}", Lang::En);
        assert_eq!(Page::of_text(&page.to_text(), Lang::Fr), page);
        for noise in ["", "<!DOCTYPE html>", "{\"english\":1}", "[]"] {
            assert_eq!(Page::of_text(noise, Lang::En).status(), 0, "{noise}");
        }
    }
}
