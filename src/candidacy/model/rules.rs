//! The rules of eligibility, each with its parameters, and what each concludes in words (rules C1–C5, G3–G7, H5, Q18).

use super::answers::Answers;
use super::choices::{AgeBracket, DiplomaLevel, English, French, RightToWork, Search};
use super::words::{full_day, months};
use crate::kernel::lang::Lang;
use jiff::{Span, civil::Date};
use serde::{Deserialize, Serialize};

/// One rule of an edition, with its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Rule {
    /// Months of employment at the closing day, internships and work-study excluded (rule C1).
    Experience {
        /// Months asked for.
        min_months: u16,
    },
    /// May work in France, now or by the start (rule C3).
    RightToWork,
    /// Speaks French fluently (rule C4).
    French,
    /// Can work or be trained in English (rule C5).
    English,
    /// A diploma of this level or above (rule G3).
    DiplomaLevel {
        /// Lowest level.
        min: DiplomaLevel,
    },
    /// A diploma obtained at most this long ago (rule G4).
    DiplomaAge {
        /// Years.
        max_years: u8,
    },
    /// Actively looking for work in the social economy (rule G5).
    SearchInEss,
    /// Not changing trades (rule G7).
    NotConverting,
    /// Studies are over (rule G7).
    StudiesFinished,
    /// Not in an internship (rule G7).
    NotInInternship,
    /// Not in civic service (rule G7).
    NotInCivicService,
    /// Young with little or no diploma, or past the 45th birthday (rules H5, Q18).
    YoungOrSenior {
        /// The highest level still "peu diplômé".
        low_diploma: DiplomaLevel,
    },
    /// Looking for work (rule H5).
    JobSeeker,
}

/// What a rule, or all of them, conclude. Ordered: the worst wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The rule is met.
    Eligible,
    /// Unknown or borderline: a person looks. Never a refusal (rule Q2).
    Doubt,
    /// The rule is not met; the reason says why.
    NotEligible,
}

/// An outcome and its sentence.
pub(super) type Conclusion = (Outcome, String);

fn yes(sentence: &str) -> Conclusion {
    (Outcome::Eligible, sentence.to_owned())
}

fn doubt(sentence: &str) -> Conclusion {
    (Outcome::Doubt, format!("{sentence} Une personne de l’équipe regarde."))
}

fn no(sentence: &str) -> Conclusion {
    (Outcome::NotEligible, sentence.to_owned())
}

/// What one rule concludes; experience is counted at `closing`, diplomas are dated from `today`.
pub(super) fn apply(rule: Rule, a: &Answers, closing: Date, today: Date) -> Conclusion {
    match rule {
        Rule::Experience { min_months } => experience(min_months.into(), a, closing),
        Rule::RightToWork => match a.right_to_work {
            Some(RightToWork::Yes) => yes("Vous pouvez travailler en France."),
            Some(RightToWork::ByStart) => yes("Votre autorisation de travailler en France est à présenter avant le début du programme."),
            Some(RightToWork::No) => no("Le programme est un emploi en France : il demande une autorisation d’y travailler, au plus tard au début."),
            None => doubt("Vous n’avez pas dit si vous pouvez travailler en France."),
        },
        Rule::French => match a.french {
            Some(French::Fluent) => yes("Vous parlez français couramment."),
            Some(French::Good) => doubt("Le programme demande de parler français couramment : les entretiens le diront."),
            Some(French::Learning) => no("Les missions se déroulent en français : il faut le parler couramment."),
            None => doubt("Vous n’avez pas dit comment vous parlez français."),
        },
        Rule::English => match a.english {
            Some(English::Work | English::Learn) => yes("Vous pouvez travailler ou vous former en anglais ; un entretien se tient en anglais."),
            Some(English::Effort) => doubt("Une partie des formations est en anglais, et un entretien se tient en anglais."),
            Some(English::No) => no("Une partie des formations est en anglais : il faut pouvoir les suivre."),
            None => doubt("Vous n’avez pas dit ce que vous pouvez faire en anglais."),
        },
        Rule::DiplomaLevel { min } => match a.diploma {
            Some(level) if level >= min => yes(&format!("Votre diplôme ({}) a le niveau demandé.", level.label(Lang::Fr))),
            Some(_) => no(&format!("Le programme demande un diplôme de niveau {} au moins.", min.label(Lang::Fr).to_lowercase())),
            None => doubt("Vous n’avez pas indiqué votre diplôme."),
        },
        Rule::DiplomaAge { max_years } => diploma_age(max_years, a, today),
        Rule::SearchInEss => match a.search {
            Some(Search::Ess) => yes("Vous cherchez activement un emploi dans l’économie sociale et solidaire."),
            Some(Search::Anywhere) => {
                doubt("Le programme prépare à l’économie sociale et solidaire ; pas besoin d’une idée précise, mais d’une envie affirmée.")
            }
            Some(Search::No) => no("Le programme s’adresse aux personnes en recherche d’emploi active."),
            None => doubt("Vous n’avez pas dit si vous cherchez un emploi."),
        },
        Rule::NotConverting => match a.converting {
            Some(true) => no("Pro’pulse s’adresse aux débuts de parcours ; pour une reconversion, regardez le Programme Associé."),
            Some(false) => yes("Vous n’êtes pas en reconversion."),
            None => doubt("Vous n’avez pas dit si vous êtes en reconversion."),
        },
        Rule::StudiesFinished => match a.studying {
            Some(true) => no("Le programme commence une fois les études finies : revenez avec votre diplôme."),
            Some(false) => yes("Vos études sont finies."),
            None => doubt("Vous n’avez pas dit si vos études sont finies."),
        },
        Rule::NotInInternship => match a.in_internship {
            Some(true) => no("Le programme demande d’être disponible : revenez à la fin de votre stage."),
            Some(false) => yes("Vous n’êtes pas en stage."),
            None => doubt("Vous n’avez pas dit si vous êtes en stage."),
        },
        Rule::NotInCivicService => match a.in_civic_service {
            Some(true) => no("Le programme demande d’être disponible : revenez à la fin de votre service civique."),
            Some(false) => yes("Vous n’êtes pas en service civique."),
            None => doubt("Vous n’avez pas dit si vous êtes en service civique."),
        },
        Rule::YoungOrSenior { low_diploma } => young_or_senior(low_diploma, a),
        Rule::JobSeeker => match a.search {
            Some(Search::Ess | Search::Anywhere) => yes("Vous cherchez un emploi."),
            Some(Search::No) => no("Le parcours s’adresse aux personnes en recherche d’emploi."),
            None => doubt("Vous n’avez pas dit si vous cherchez un emploi."),
        },
    }
}

fn experience(min: usize, a: &Answers, closing: Date) -> Conclusion {
    let day = full_day(closing);
    let Some(m) = a.experience(closing) else {
        return doubt("Vous n’avez pas indiqué votre expérience.");
    };
    let excluded = match (m.internship, m.work_study) {
        (0, 0) => String::new(),
        (s, 0) => format!(" Le stage ({}) ne compte pas.", months(s)),
        (0, w) => format!(" L’alternance ({}) ne compte pas.", months(w)),
        (s, w) => format!(" Le stage ({}) et l’alternance ({}) ne comptent pas.", months(s), months(w)),
    };
    if m.counted >= min {
        return (Outcome::Eligible, format!("{} comptés au {day}, sur {min} demandés.{excluded}", months(m.counted)));
    }
    let short = format!("{} comptés au {day}, sur {min} demandés : il manque {}.{excluded}", months(m.counted), months(min - m.counted));
    if m.counted + m.doubtful >= min {
        return doubt(&format!("{short} Avec le volontariat ou le bénévolat ({}), le compte y serait.", months(m.doubtful)));
    }
    (Outcome::NotEligible, short)
}

fn diploma_age(max_years: u8, a: &Answers, today: Date) -> Conclusion {
    let Some((from, to)) = a.diploma_span() else {
        return doubt("Vous n’avez pas indiqué la date de votre diplôme.");
    };
    let oldest = today.checked_sub(Span::new().years(i64::from(max_years))).unwrap_or(today);
    let years = if max_years == 1 { "un an".to_owned() } else { format!("{} ans", super::words::number(max_years.into(), false)) };
    let asked = format!("Le diplôme doit avoir moins de {years} : obtenu le {} ou après.", full_day(oldest));
    if from > today {
        no("La date de votre diplôme est encore à venir : revenez quand vous l’aurez.")
    } else if to < oldest {
        no(&format!("{asked} Le vôtre est plus ancien."))
    } else if from < oldest {
        doubt(&format!("{asked} Le vôtre est juste à la limite : précisez le jour."))
    } else {
        yes(&format!("Votre diplôme a moins de {years}."))
    }
}

fn young_or_senior(low: DiplomaLevel, a: &Answers) -> Conclusion {
    match (a.age, a.diploma) {
        (Some(AgeBracket::Over45), _) => yes("Le parcours est ouvert à toutes les personnes de plus de 45 ans."),
        (Some(AgeBracket::Under26), Some(level)) if level <= low => yes("Le parcours est ouvert aux jeunes peu ou pas diplômés."),
        (Some(AgeBracket::Under26), Some(level)) if level.index() == low.index() + 1 => {
            doubt("Le parcours s’adresse aux jeunes peu ou pas diplômés ; votre diplôme est juste au-dessus.")
        }
        (Some(AgeBracket::Under26), Some(_)) => no("Avant 26 ans, le parcours s’adresse aux personnes peu ou pas diplômées."),
        (Some(AgeBracket::Middle), _) => no("Le parcours s’adresse aux jeunes peu ou pas diplômés et aux personnes de plus de 45 ans."),
        (Some(AgeBracket::Under26), None) => doubt("Vous n’avez pas indiqué votre diplôme."),
        (None, _) => doubt("Vous n’avez pas indiqué votre tranche d’âge : elle ne sert qu’à cette question."),
    }
}
