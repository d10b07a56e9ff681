//! Who may enter a programme: rules as data, one pure function, every reason in words (rules C1–C6, G3–G7, H5, F4, M1).

use super::answers::Answers;
use super::choices::Programme;
use super::edition::Edition;
use super::rules::apply;
pub use super::rules::{Outcome, Rule};
use super::settings::Settings;
use crate::kernel::lang::Lang;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One rule's conclusion in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which rule.
    pub rule: Rule,
    /// What it concludes.
    pub outcome: Outcome,
    /// Why, in French.
    pub sentence: String,
}

/// Somewhere else to look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// The words of the link.
    pub label: String,
    /// Its address.
    pub href: String,
}

impl Elsewhere {
    fn programme(programme: Programme) -> Elsewhere {
        Elsewhere { label: programme.label(Lang::Fr).to_owned(), href: programme.path().to_owned() }
    }

    pub(crate) fn board() -> Elsewhere {
        Elsewhere { label: "Les offres d’emploi".to_owned(), href: "/offres".to_owned() }
    }
}

/// The answer of a programme to somebody, with every reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The worst of the reasons.
    pub outcome: Outcome,
    /// One per rule, in the order of the rules.
    pub reasons: Vec<Reason>,
    /// Useful to know, without effect (rule C2).
    pub info: Vec<String>,
    /// Where else to look, when not plainly eligible.
    pub elsewhere: Vec<Elsewhere>,
}

impl Verdict {
    /// The sentence above the reasons.
    pub fn headline(&self) -> &'static str {
        match self.outcome {
            Outcome::Eligible => "Vous pouvez candidater.",
            Outcome::Doubt => "Vous pouvez candidater : une personne de l’équipe regarde ce qui reste à préciser.",
            Outcome::NotEligible => "Ce programme n’est pas fait pour votre situation d’aujourd’hui. Voici pourquoi, et où regarder.",
        }
    }
}

/// What an edition answers on a day.
pub fn evaluate(edition: &Edition, answers: &Answers, today: Date) -> Verdict {
    evaluate_with(edition.programme, &edition.settings, answers, edition.counted_at(today), today)
}

/// What a programme with these settings answers; experience is counted at `closing`, diplomas are dated from `today`.
pub fn evaluate_with(programme: Programme, settings: &Settings, answers: &Answers, closing: Date, today: Date) -> Verdict {
    let reasons = reasons(settings, answers, closing, today);
    let outcome = worst(&reasons);
    let mut info = Vec::new();
    if settings.usual_years_to > 0 {
        info.push(format!(
            "La plupart des personnes ont entre {} et {}\u{a0}ans d’expérience, {} en moyenne. C’est un repère : il n’y a pas de maximum.",
            settings.usual_years_from, settings.usual_years_to, settings.usual_years_average
        ));
    }
    if programme == Programme::Pathfinder {
        info.push("Le parcours se suit en ligne et en anglais, à temps partiel, quel que soit votre âge ou votre métier.".to_owned());
    }
    let elsewhere = if outcome == Outcome::Eligible { Vec::new() } else { elsewhere(programme, answers, closing, today) };
    Verdict { outcome, reasons, info, elsewhere }
}

/// The conclusion of every rule, in order.
fn reasons(settings: &Settings, answers: &Answers, closing: Date, today: Date) -> Vec<Reason> {
    let judge = |rule: &Rule| {
        let (outcome, sentence) = apply(*rule, answers, closing, today);
        Reason { rule: *rule, outcome, sentence }
    };
    settings.rules.iter().map(judge).collect()
}

fn worst(reasons: &[Reason]) -> Outcome {
    reasons.iter().map(|r| r.outcome).max().unwrap_or(Outcome::Eligible)
}

/// Other programmes that do not say no, those that say yes first, then the board. Reconversion always names Associé (rule G7).
fn elsewhere(not: Programme, answers: &Answers, closing: Date, today: Date) -> Vec<Elsewhere> {
    let others = Programme::ALL.iter().copied().filter(|p| *p != not);
    let mut fits: Vec<(Outcome, Programme)> =
        others.map(|p| (worst(&reasons(&Settings::of(p), answers, closing, today)), p)).filter(|(o, _)| *o != Outcome::NotEligible).collect();
    fits.sort_by_key(|(outcome, programme)| (*outcome, *programme));
    let mut list: Vec<Programme> = fits.into_iter().map(|(_, p)| p).collect();
    if answers.converting == Some(true) && not == Programme::Propulse {
        list.retain(|p| *p != Programme::Associe);
        list.insert(0, Programme::Associe);
    }
    list.into_iter().map(Elsewhere::programme).chain([Elsewhere::board()]).collect()
}

/// What all four programmes answer, and the board (one questionnaire, nothing stored).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orientation {
    /// Each programme's verdict, those that fit first.
    pub programmes: Vec<(Programme, Verdict)>,
    /// The board, which fits everybody.
    pub board: Elsewhere,
}

/// Asks the four programmes at once, with their default rules and experience counted today.
pub fn orientation(answers: &Answers, today: Date) -> Orientation {
    let ask = |p: &Programme| {
        let mut verdict = evaluate_with(*p, &Settings::of(*p), answers, today, today);
        verdict.elsewhere.clear();
        (*p, verdict)
    };
    let mut programmes: Vec<(Programme, Verdict)> = Programme::ALL.iter().map(ask).collect();
    programmes.sort_by_key(|(p, v)| (v.outcome, *p));
    Orientation { programmes, board: Elsewhere::board() }
}
