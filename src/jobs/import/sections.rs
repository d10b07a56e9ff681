//! Splits one long description into the sections of an offer (rule I4) at the headings people usually write.

use crate::jobs::model::draft::Sections;
use crate::kernel::text::words;

#[derive(Clone, Copy)]
enum Part {
    Context,
    Mission,
    Profile,
    WeOffer,
    More,
    Why,
}

/// Headings, folded, and the section they open.
const HEADINGS: [(&str, Part); 43] = [
    ("a propos", Part::Context),
    ("contexte", Part::Context),
    ("qui sommes nous", Part::Context),
    ("presentation de la structure", Part::Context),
    ("presentation de association", Part::Context),
    ("association", Part::Context),
    ("description du projet", Part::Context),
    ("about us", Part::Context),
    ("descriptif du poste", Part::Mission),
    ("description du poste", Part::Mission),
    ("mission", Part::Mission),
    ("missions", Part::Mission),
    ("vos missions", Part::Mission),
    ("missions principales", Part::Mission),
    ("le poste", Part::Mission),
    ("responsibilities", Part::Mission),
    ("profil", Part::Profile),
    ("profil recherche", Part::Profile),
    ("profil recherchee", Part::Profile),
    ("votre profil", Part::Profile),
    ("le profil", Part::Profile),
    ("competences", Part::Profile),
    ("competences requises", Part::Profile),
    ("qualifications", Part::Profile),
    ("ce que nous vous offrons", Part::WeOffer),
    ("ce que nous offrons", Part::WeOffer),
    ("nous vous offrons", Part::WeOffer),
    ("nous offrons", Part::WeOffer),
    ("conditions", Part::WeOffer),
    ("conditions du poste", Part::WeOffer),
    ("avantages", Part::WeOffer),
    ("remuneration", Part::WeOffer),
    ("remuneration et avantages", Part::WeOffer),
    ("benefits", Part::WeOffer),
    ("informations complementaires", Part::More),
    ("pour postuler", Part::More),
    ("comment postuler", Part::More),
    ("candidature", Part::More),
    ("modalites de candidature", Part::More),
    ("pourquoi postuler a ce poste", Part::Why),
    ("pourquoi postuler", Part::Why),
    ("pourquoi nous rejoindre", Part::Why),
    ("nous rejoindre", Part::Why),
];

/// Sections from Markdown: a known heading opens its section and is dropped, since the section carries its own title;
/// every other line stays where it is. Text before the first known heading belongs to the mission.
pub fn split(markdown: &str) -> Sections {
    let mut out = Sections::default();
    let mut part = Part::Mission;
    for block in markdown.split("\n\n") {
        let (first, rest) = block.split_once('\n').unwrap_or((block, ""));
        let block = match heading(first) {
            Some(found) => {
                part = found;
                rest
            }
            None => block,
        };
        if block.trim().is_empty() {
            continue;
        }
        let section = match part {
            Part::Context => &mut out.context,
            Part::Mission => &mut out.mission,
            Part::Profile => &mut out.profile,
            Part::WeOffer => &mut out.we_offer,
            Part::More => &mut out.more,
            Part::Why => &mut out.why,
        };
        if !section.is_empty() {
            section.push_str("\n\n");
        }
        section.push_str(block);
    }
    out
}

/// The section a line opens when it is one of the known headings, alone on its line.
fn heading(line: &str) -> Option<Part> {
    if line.len() > 80 {
        return None;
    }
    let bare = line.trim().trim_start_matches('#').trim_matches(['*', ' ', ':', '\u{a0}', '\u{202f}', '?', '!', '.']);
    let (line, found) = (line.trim(), words(bare).join(" "));
    let marked = line.starts_with("###") || line.starts_with("**") || line.ends_with(':') || bare.chars().all(|c| !c.is_lowercase());
    let (_, part) = HEADINGS.iter().find(|(name, _)| *name == found)?;
    (marked || found.contains(' ')).then_some(*part)
}
