//! The languages a page can be read in (rule A9). French is complete; English covers the public pages.

use serde::{Deserialize, Serialize};

/// A reading language. Domain texts written by people keep their own language; this is the language of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French, the default and the complete catalogue.
    #[default]
    Fr,
    /// English, for the public pages, under `/en/…`.
    En,
}

impl Lang {
    /// The BCP 47 tag used in `lang` attributes and `hreflang`.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    /// The language a path is written in: `/en` and everything below it is English, the rest French.
    pub fn of_path(path: &str) -> Lang {
        if path == "/en" || path.starts_with("/en/") { Lang::En } else { Lang::Fr }
    }
}
