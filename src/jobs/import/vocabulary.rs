//! The words of feeds into the closed lists of the board. A word with no counterpart is left out, never forced.

use crate::jobs::model::{Contract, Function, Sector};
use crate::kernel::lang::Lang;
use crate::kernel::text::words;

/// Phrases, folded, that name a contract.
const CONTRACTS: [(&str, Contract); 46] = [
    ("cdi", Contract::Cdi),
    ("duree indeterminee", Contract::Cdi),
    ("permanent", Contract::Cdi),
    ("cddi", Contract::Cddi),
    ("cdd insertion", Contract::Cddi),
    ("cdd d insertion", Contract::Cddi),
    ("contrat insertion", Contract::Cddi),
    ("duree determinee insertion", Contract::Cddi),
    ("cdd", Contract::Cdd),
    ("duree determinee", Contract::Cdd),
    ("temporary", Contract::Cdd),
    ("temporaire", Contract::Cdd),
    ("fixed term", Contract::Cdd),
    ("interim", Contract::Cdd),
    ("saisonnier", Contract::Cdd),
    ("alternance", Contract::Apprenticeship),
    ("alternant", Contract::Apprenticeship),
    ("alternante", Contract::Apprenticeship),
    ("apprentissage", Contract::Apprenticeship),
    ("apprenti", Contract::Apprenticeship),
    ("apprentie", Contract::Apprenticeship),
    ("professionnalisation", Contract::Apprenticeship),
    ("apprenticeship", Contract::Apprenticeship),
    ("work study", Contract::Apprenticeship),
    ("stage", Contract::Internship),
    ("stagiaire", Contract::Internship),
    ("intern", Contract::Internship),
    ("internship", Contract::Internship),
    ("freelance", Contract::Freelance),
    ("independant", Contract::Freelance),
    ("independante", Contract::Freelance),
    ("auto entrepreneur", Contract::Freelance),
    ("auto entrepreneuse", Contract::Freelance),
    ("micro entrepreneur", Contract::Freelance),
    ("contractor", Contract::Freelance),
    ("self employed", Contract::Freelance),
    ("service civique", Contract::CivicService),
    ("civic service", Contract::CivicService),
    ("volontariat", Contract::Volunteer),
    ("volontaire", Contract::Volunteer),
    ("vsi", Contract::Volunteer),
    ("benevolat", Contract::Unpaid),
    ("benevole", Contract::Unpaid),
    ("benevoles", Contract::Unpaid),
    ("volunteer", Contract::Unpaid),
    ("volunteering", Contract::Unpaid),
];

/// Phrases that name a cause, beside the labels and codes of the list itself.
const SECTORS: [(&str, Sector); 40] = [
    ("finance solidaire", Sector::Finance),
    ("microcredit", Sector::Finance),
    ("banque ethique", Sector::Finance),
    ("habitat", Sector::Housing),
    ("mal logement", Sector::Housing),
    ("hebergement", Sector::Housing),
    ("insertion professionnelle", Sector::Integration),
    ("emploi", Sector::Integration),
    ("ecologie", Sector::Environment),
    ("energie", Sector::Environment),
    ("biodiversite", Sector::Environment),
    ("transition ecologique", Sector::Environment),
    ("economie circulaire", Sector::Circular),
    ("recyclage", Sector::Circular),
    ("ressourcerie", Sector::Circular),
    ("agriculture", Sector::Food),
    ("alimentation", Sector::Food),
    ("aide alimentaire", Sector::Food),
    ("jeunesse", Sector::Education),
    ("enseignement", Sector::Education),
    ("education populaire", Sector::Education),
    ("petite enfance", Sector::Education),
    ("handicap", Sector::Health),
    ("medico social", Sector::Health),
    ("health", Sector::Health),
    ("personnes agees", Sector::OldAge),
    ("ehpad", Sector::OldAge),
    ("aide a domicile", Sector::OldAge),
    ("social", Sector::Solidarity),
    ("action sociale", Sector::Solidarity),
    ("humanitaire", Sector::International),
    ("ong", Sector::International),
    ("medias", Sector::Culture),
    ("spectacle vivant", Sector::Culture),
    ("informatique", Sector::Digital),
    ("logiciel libre", Sector::Digital),
    ("velo", Sector::Mobility),
    ("transport", Sector::Mobility),
    ("ess", Sector::Support),
    ("economie sociale et solidaire", Sector::Support),
];

/// Phrases that name a function.
const FUNCTIONS: [(&str, Function); 30] = [
    ("gestion de projet", Function::Project),
    ("project management", Function::Project),
    ("direction", Function::Leadership),
    ("coordination", Function::Leadership),
    ("management", Function::Leadership),
    ("comptabilite", Function::FinanceAdmin),
    ("administration", Function::FinanceAdmin),
    ("gestion administrative", Function::FinanceAdmin),
    ("communication", Function::Communication),
    ("marketing", Function::Communication),
    ("plaidoyer", Function::Communication),
    ("partenariats", Function::Development),
    ("collecte de fonds", Function::Development),
    ("mecenat", Function::Development),
    ("fundraising", Function::Development),
    ("commercial", Function::Development),
    ("travail social", Function::Care),
    ("accompagnement social", Function::Care),
    ("soin", Function::Care),
    ("animation", Function::Training),
    ("formation", Function::Training),
    ("artisanat", Function::Technical),
    ("batiment", Function::Technical),
    ("production", Function::Technical),
    ("developpement informatique", Function::Digital),
    ("data", Function::Digital),
    ("logistique", Function::Logistics),
    ("achats", Function::Logistics),
    ("ressources humaines", Function::People),
    ("human resources", Function::People),
];

fn position(words: &[String], phrase: &str) -> Option<usize> {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.windows(phrase.len()).position(|w| w.iter().zip(&phrase).all(|(a, b)| a == b))
}

/// The contracts a text names, in the order it names them, each once.
pub fn contracts(text: &str) -> Vec<Contract> {
    let words = words(text);
    let mut found: Vec<(usize, Contract)> = CONTRACTS.iter().filter_map(|(phrase, c)| Some((position(&words, phrase)?, *c))).collect();
    if found.iter().any(|(_, c)| *c == Contract::Cddi) {
        found.retain(|(_, c)| *c != Contract::Cdd);
    }
    found.sort_by_key(|(at, _)| *at);
    let mut out = Vec::new();
    for (_, contract) in found {
        if !out.contains(&contract) {
            out.push(contract);
        }
    }
    out.truncate(5);
    out
}

/// The contracts a title names. "Coordination des stages" is not an internship: only the first words of the title, or of a
/// part of it set apart by brackets or dashes, count; CDI and CDD count anywhere.
pub fn contracts_in_title(title: &str) -> Vec<Contract> {
    let anywhere = strong(title);
    if !anywhere.is_empty() {
        return anywhere;
    }
    let parts = title.split(['(', ')', '[', ']', '–', '—', '|', ':', ',', '/']).flat_map(|p| p.split(" - "));
    for part in parts {
        let words = words(part);
        let first = CONTRACTS.iter().find(|(phrase, _)| position(&words, phrase) == Some(0));
        if let Some((_, contract)) = first {
            return vec![*contract];
        }
    }
    Vec::new()
}

/// The contracts a description states: after "type de contrat :", or by the unmistakable words CDI, CDD, CDDI alone.
pub fn contracts_in_text(text: &str) -> Vec<Contract> {
    for line in text.lines() {
        let Some((label, value)) = line.split_once(':') else { continue };
        let label = words(label);
        if label.len() <= 4 && label.last().is_some_and(|l| matches!(l.as_str(), "contrat" | "statut" | "contract")) {
            let found = contracts(value);
            if !found.is_empty() {
                return found;
            }
        }
    }
    let found = strong(text);
    if found.len() == 1 { found } else { Vec::new() }
}

fn strong(text: &str) -> Vec<Contract> {
    contracts(text)
        .into_iter()
        .filter(|c| matches!(c, Contract::Cdi | Contract::Cdd | Contract::Cddi))
        .filter(|c| {
            let words = words(text);
            CONTRACTS.iter().any(|(p, known)| known == c && (p.starts_with("cd") || p.starts_with("duree")) && position(&words, p).is_some())
        })
        .collect()
}

/// The causes a list of categories names, at most three.
pub fn sectors<'a>(categories: impl IntoIterator<Item = &'a str>) -> Vec<Sector> {
    let mut out = Vec::new();
    for category in categories {
        if let Some(sector) = sector(category).filter(|s| !out.contains(s)) {
            out.push(sector);
        }
    }
    out.truncate(3);
    out
}

/// The cause a category names: its code, its label, or a known phrase.
pub fn sector(category: &str) -> Option<Sector> {
    let folded = words(category);
    let named = |s: &&Sector| words(s.code()) == folded || words(s.label(Lang::Fr)) == folded || words(s.label(Lang::En)) == folded;
    let known = || SECTORS.iter().find(|(phrase, _)| words(phrase) == folded).map(|(_, s)| *s);
    if folded.is_empty() { None } else { Sector::ALL.iter().find(named).copied().or_else(known) }
}

/// The function a category names: its code, its label, or a known phrase.
pub fn function(category: &str) -> Option<Function> {
    let folded = words(category);
    let named = |f: &&Function| words(f.code()) == folded || words(f.label(Lang::Fr)) == folded || words(f.label(Lang::En)) == folded;
    let known = || FUNCTIONS.iter().find(|(phrase, _)| words(phrase) == folded).map(|(_, f)| *f);
    if folded.is_empty() { None } else { Function::ALL.iter().find(named).copied().or_else(known) }
}

/// The function of a ROME code (the trades of France Travail), by its family.
pub fn rome_function(code: &str) -> Option<Function> {
    let family = code.get(..3)?;
    Some(match (family, code) {
        (_, "K1403" | "M1301" | "M1302" | "K1404") => Function::Leadership,
        (_, "K1802" | "M1402" | "K1801") => Function::Project,
        ("M12", _) => Function::FinanceAdmin,
        ("M16", _) => Function::FinanceAdmin,
        ("M15", _) => Function::People,
        ("M18", _) => Function::Digital,
        ("E11", _) => Function::Communication,
        ("M17", _) => Function::Development,
        ("K12" | "K13" | "J11" | "J13" | "J14" | "J15", _) => Function::Care,
        ("K21" | "G12", _) => Function::Training,
        ("N11" | "N12" | "N13" | "N41" | "M11", _) => Function::Logistics,
        _ if code.starts_with(['A', 'F', 'H', 'I']) => Function::Technical,
        ("G16" | "K22" | "K23", _) => Function::Technical,
        _ => return None,
    })
}

/// The work rate a text states, in percent of 35 hours: "24H/semaine", "17H30", "mi-temps", "80 %". `None` when unsaid.
pub fn rate(text: &str) -> Option<u8> {
    let folded = crate::kernel::text::fold(text);
    if folded.contains("mi-temps") || folded.contains("mi temps") {
        return Some(50);
    }
    let bytes = folded.as_bytes();
    for (at, _) in folded.char_indices().filter(|(i, c)| c.is_ascii_digit() && (*i == 0 || !bytes.get(i - 1).is_some_and(u8::is_ascii_digit))) {
        let digits: String = folded.get(at..)?.chars().take_while(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse::<u32>() else { continue };
        let rest = folded.get(at + digits.len()..).unwrap_or_default();
        let trimmed = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        if trimmed.starts_with('%') && (10..=100).contains(&number) {
            return u8::try_from(number).ok();
        }
        let Some(after) = trimmed.strip_prefix('h').filter(|_| (1..=48).contains(&number)) else { continue };
        let minutes: u32 = after.get(..2).filter(|m| m.bytes().all(|b| b.is_ascii_digit())).and_then(|m| m.parse().ok()).unwrap_or(0);
        return u8::try_from(((number * 60 + minutes) * 100 + 1050) / 2100).ok().map(|r| r.min(100));
    }
    None
}
