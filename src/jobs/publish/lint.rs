//! A reader of advertisements: wording that excludes people (blocking) or says nothing (advice), with a better sentence.
//!
//! The words stand in [`words`], as data. A rule looks at the words around a match, at the field and at the contract, so
//! that the public an organisation serves, and the ages the law itself sets, are left alone.

mod pattern;
mod title;
mod trades;
mod words;

#[cfg(test)]
mod tests;

pub use title::{french_title, needs_french_title};

use crate::jobs::model::Contract;
use crate::jobs::model::draft::OfferDraft;
use crate::kernel::labelled::labelled;
use crate::kernel::lang::Lang;
use pattern::{Reading, Scope};
use words::Rule;

labelled! {
    /// What is wrong with some words.
    Kind {
        Discriminatory = "discriminatoire", "Discriminatoire", "Discriminatory";
        Gender = "genre", "Écrit pour un seul genre", "Written for one gender";
        Language = "langue", "Langue", "Language";
        Hollow = "creux", "Ne dit rien", "Hollow";
        Demand = "exigence", "Exigence à motiver", "Demand to justify";
    }
}

labelled! {
    /// Whether the offer can leave with these words.
    Severity {
        Blocking = "bloquant", "À corriger avant l’envoi", "To be corrected first";
        Advice = "conseil", "Conseil", "Advice";
    }
}

labelled! {
    /// The grounds of article L1132-1 of the Labour Code, in words of its own.
    Ground {
        Age = "age", "âge", "age";
        Sex = "sexe", "sexe", "sex";
        Gender = "identite-de-genre", "identité de genre", "gender identity";
        Origin = "origine", "origine, ethnie ou prétendue race", "origin, ethnicity or supposed race";
        Nationality = "nationalite", "nationalité", "nationality";
        Name = "nom", "nom de famille", "family name";
        Health = "sante", "état de santé", "health";
        Genetics = "genetique", "caractéristiques génétiques", "genetic characteristics";
        Disability = "handicap", "handicap ou perte d’autonomie", "disability or loss of autonomy";
        Appearance = "apparence", "apparence physique", "appearance";
        Family = "famille", "situation de famille", "family situation";
        Pregnancy = "grossesse", "grossesse", "pregnancy";
        Religion = "religion", "convictions religieuses", "religion";
        Opinion = "opinions", "opinions politiques, activités syndicales ou mutualistes", "opinions, union or mutualist activity";
        Mandate = "mandat", "mandat électif", "elected office";
        Orientation = "orientation", "orientation sexuelle", "sexual orientation";
        Manners = "moeurs", "mœurs", "way of life";
        Residence = "residence", "lieu de résidence", "place of residence";
        Bank = "banque", "domiciliation bancaire", "place of one’s bank";
        Poverty = "precarite", "vulnérabilité économique", "economic vulnerability";
        Tongue = "langue", "langue autre que le français", "a language other than French";
        Alert = "alerte", "lanceur d’alerte", "whistleblower";
    }
}

impl Ground {
    /// One sentence that names the ground and the text of law.
    pub fn why(self) -> String {
        let of = match self {
            Ground::Age => "de l’âge",
            Ground::Sex => "du sexe",
            Ground::Gender => "de l’identité de genre",
            Ground::Origin => "de l’origine ou de l’appartenance, vraie ou supposée, à une ethnie ou à une prétendue race",
            Ground::Nationality => "de l’appartenance ou de la non-appartenance, vraie ou supposée, à une nation",
            Ground::Name => "du nom de famille",
            Ground::Health => "de l’état de santé",
            Ground::Genetics => "des caractéristiques génétiques",
            Ground::Disability => "du handicap ou de la perte d’autonomie",
            Ground::Appearance => "de l’apparence physique",
            Ground::Family => "de la situation de famille",
            Ground::Pregnancy => "de la grossesse",
            Ground::Religion => "des convictions religieuses",
            Ground::Opinion => "des opinions politiques ou des activités syndicales ou mutualistes",
            Ground::Mandate => "de l’exercice d’un mandat électif",
            Ground::Orientation => "de l’orientation sexuelle",
            Ground::Manners => "des mœurs",
            Ground::Residence => "du lieu de résidence",
            Ground::Bank => "de la domiciliation bancaire",
            Ground::Poverty => "d’une particulière vulnérabilité liée à la situation économique",
            Ground::Tongue => "de la capacité à s’exprimer dans une langue autre que le français",
            Ground::Alert => "de la qualité de lanceur d’alerte, de facilitateur ou de personne en lien avec un lanceur d’alerte",
        };
        format!("L’article L1132-1 du Code du travail interdit d’écarter une personne en raison {of}.")
    }
}

/// Words of an offer that should change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The field of the form they stand in.
    pub field: String,
    /// The words, as written.
    pub found: String,
    /// Where they start in the text of the field, in bytes.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// What is wrong.
    pub kind: Kind,
    /// Whether the offer can leave with them.
    pub severity: Severity,
    /// The protected ground, when there is one.
    pub ground: Option<Ground>,
    /// Why, in one French sentence.
    pub why: String,
    /// What to write instead.
    pub better: String,
}

/// True when something must be corrected before the offer is proposed.
pub fn blocks(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Blocking)
}

/// Reads every text of an offer and the recruiter's questions (rules I4, I26).
pub fn lint(draft: &OfferDraft, questions: &[String]) -> Vec<Finding> {
    let texts = texts(draft, questions);
    lint_texts(&draft.contracts, &texts)
}

/// As [`lint`] over pairs of a field and its text. The field names are those of the form.
pub fn lint_texts(contracts: &[Contract], texts: &[(&str, &str)]) -> Vec<Finding> {
    let readings: Vec<Reading<'_>> = texts.iter().map(|(field, text)| Reading::new(field, text)).collect();
    let scope = Scope { contracts, all: &readings };
    let mut out = Vec::new();
    for reading in &readings {
        let mut found: Vec<Finding> = words::all().flat_map(|rule| apply(rule, reading, &scope)).collect();
        if reading.field == "title" {
            found.extend(title::findings(reading));
        }
        out.extend(apart(found));
    }
    out
}

/// The texts of an offer, by field.
fn texts<'a>(d: &'a OfferDraft, questions: &'a [String]) -> Vec<(&'static str, &'a str)> {
    let s = &d.sections;
    let mut out = vec![("title", d.title.as_str())];
    let notes = [
        ("contract_note", &d.contract_note),
        ("places_note", &d.places_note),
        ("remote_note", &d.remote_note),
        ("rhythm_note", &d.rhythm_note),
        ("pay_note", &d.pay_note),
        ("reports_to", &d.reports_to),
        ("team", &d.team),
        ("later_hire", &d.later_hire),
    ];
    out.extend(notes.into_iter().filter_map(|(field, note)| Some((field, note.as_deref()?))));
    out.extend(d.benefits.iter().map(|b| ("benefits", b.as_str())));
    let conditions = d.conditions.iter().map(|c| (if c.required { "condition_text" } else { "condition_text_wished" }, c.text.as_str()));
    out.extend(conditions);
    let sections =
        [("context", &s.context), ("mission", &s.mission), ("profile", &s.profile), ("we_offer", &s.we_offer), ("more", &s.more), ("why", &s.why)];
    out.extend(sections.into_iter().map(|(field, text)| (field, text.as_str())));
    out.extend(questions.iter().map(|q| ("question", q.as_str())));
    out
}

fn apply(rule: &'static Rule, reading: &Reading<'_>, scope: &Scope<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for pattern in words::each(rule.patterns) {
        for hit in reading.hits(pattern) {
            if !reading.holds(&hit, rule, scope) {
                continue;
            }
            let softened = words::each(rule.soften).any(|p| scope.says(p));
            let severity = if softened { Severity::Advice } else { rule.severity };
            let better = if softened { words::SOFTENED } else { rule.better };
            let why = match (rule.why, rule.ground) {
                ("", Some(ground)) => ground.why(),
                (why, _) => why.to_owned(),
            };
            let (start, end) = reading.bytes(&hit);
            out.push(Finding {
                field: reading.field.trim_end_matches("_wished").to_owned(),
                found: reading.raw.get(start..end).unwrap_or_default().to_owned(),
                start,
                end,
                kind: rule.kind,
                severity,
                ground: rule.ground,
                why,
                better: better.to_owned(),
            });
        }
    }
    out
}

/// One finding a place: of those that overlap, the blocking one, then the longest.
fn apart(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort_by_key(|f| (f.severity, std::cmp::Reverse(f.end - f.start), f.start));
    let mut kept: Vec<Finding> = Vec::new();
    for finding in found {
        if kept.iter().all(|k| finding.end <= k.start || k.end <= finding.start) {
            kept.push(finding);
        }
    }
    kept.sort_by_key(|f| f.start);
    kept
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "«\u{202f}{}\u{202f}» ({})\u{202f}: {} {}", self.found, self.kind.label(Lang::Fr), self.why, self.better)
    }
}
