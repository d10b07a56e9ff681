//! The quick questions eligibility is told from: a form, and the answers read back from it. Nothing is kept.

use crate::candidacy::model::answers::Answers;
use crate::candidacy::model::autosave::{Saving, set};
use crate::candidacy::model::choices::{AgeBracket, DiplomaLevel, English, French, Programme, RightToWork, Search};
use crate::candidacy::model::eligibility::{Outcome, Rule, Verdict};
use crate::candidacy::model::file::Dossier;
use crate::desk::model::{Block, Cell, Field, Form, Row, Table, Way};
use crate::desk::service::Fields;
use crate::i18n::candidacy as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;

const MONTHS_MAX: u16 = 720;

macro_rules! choice {
    ($name:literal, $label:expr, $list:ident) => {
        Field::new($name, "select", $label)
            .options(std::iter::once(("", say::CHOOSE)).chain($list::ALL.iter().map(|c| (c.code(), c.label(Lang::Fr)))))
    };
}

fn yes_no(name: &str, label: &str) -> Field {
    Field::new(name, "select", label).options([("", say::CHOOSE), ("oui", say::YES), ("non", say::NO)])
}

fn months(name: &str, label: &str) -> Field {
    let field = Field::new(name, "number", label).max(3).half();
    Field { keyboard: "numeric".to_owned(), ..field }
}

/// The questions these rules ask, each once.
pub fn form(rules: &[Rule]) -> Form {
    let mut form = Form::new("questions");
    let mut diploma = false;
    for rule in rules {
        let more = match rule {
            Rule::Experience { .. } => vec![
                months("mois", say::Q_MONTHS).hint(say::Q_MONTHS_HINT),
                months("stage", say::Q_INTERNSHIP),
                months("alternance", say::Q_WORK_STUDY),
            ],
            Rule::RightToWork => vec![choice!("autorisation", say::Q_RIGHT, RightToWork)],
            Rule::French => vec![choice!("francais", say::Q_FRENCH, French)],
            Rule::English => vec![choice!("anglais", say::Q_ENGLISH, English)],
            Rule::DiplomaLevel { .. } | Rule::YoungOrSenior { .. } => {
                let age = matches!(rule, Rule::YoungOrSenior { .. }).then(|| choice!("age", say::Q_AGE, AgeBracket).hint(say::Q_AGE_HINT));
                let level = (!diploma).then(|| choice!("diplome", say::Q_DIPLOMA, DiplomaLevel));
                diploma = true;
                level.into_iter().chain(age).collect()
            }
            Rule::DiplomaAge { .. } => vec![Field::new("obtenu", "text", say::Q_DIPLOMA_ON).hint(say::Q_DIPLOMA_ON_HINT).max(30)],
            Rule::SearchInEss | Rule::JobSeeker => vec![choice!("recherche", say::Q_SEARCH, Search)],
            Rule::NotConverting => vec![yes_no("reconversion", say::Q_CONVERTING)],
            Rule::StudiesFinished => vec![yes_no("etudes", say::Q_STUDYING)],
            Rule::NotInInternship => vec![yes_no("en-stage", say::Q_IN_INTERNSHIP)],
            Rule::NotInCivicService => vec![yes_no("service-civique", say::Q_IN_CIVIC)],
        };
        for field in more {
            if form.fields.iter().all(|f| f.name != field.name) {
                form = form.field(field);
            }
        }
    }
    form
}

/// Puts what was answered back into the form.
pub fn refill(mut form: Form, fields: &Fields) -> Form {
    for field in &mut form.fields {
        field.value = fields.get(&field.name).to_owned();
    }
    form
}

/// Reads the answers.
pub fn read(fields: &Fields) -> Result<Answers, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let mut number = |name: &str| match fields.get(name) {
        "" => None,
        text => match text.parse::<u16>() {
            Ok(n) if n <= MONTHS_MAX => Some(n),
            _ => {
                wrong.push(Refusal::invalid(name, say::Q_MONTHS_WRONG));
                None
            }
        },
    };
    let (months, internship_months, work_study_months) = (number("mois"), number("stage"), number("alternance"));
    let yes = |name: &str| match fields.get(name) {
        "oui" => Some(true),
        "non" => Some(false),
        _ => None,
    };
    // A date is read as the file reads it.
    let mut dated = Dossier::default();
    let saving = Saving { programme: Programme::Propulse, peertube: &[] };
    if fields.has("obtenu") && set(&mut dated, saving, "diplomas.a.date", fields.get("obtenu")).is_err() {
        wrong.push(Refusal::invalid("obtenu", say::Q_DIPLOMA_ON_WRONG));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(Answers {
        months,
        internship_months,
        work_study_months,
        right_to_work: RightToWork::from_code(fields.get("autorisation")),
        french: French::from_code(fields.get("francais")),
        english: English::from_code(fields.get("anglais")),
        diploma: DiplomaLevel::from_code(fields.get("diplome")),
        diploma_on: dated.diplomas.get("a").and_then(|d| d.date),
        search: Search::from_code(fields.get("recherche")),
        converting: yes("reconversion"),
        studying: yes("etudes"),
        in_internship: yes("en-stage"),
        in_civic_service: yes("service-civique"),
        age: AgeBracket::from_code(fields.get("age")),
        ..Answers::default()
    })
}

/// The word and the look of an outcome.
pub fn outcome(o: Outcome) -> (&'static str, &'static str) {
    match o {
        Outcome::Eligible => ("ok", say::OUTCOME_YES),
        Outcome::Doubt => ("now", say::OUTCOME_DOUBT),
        Outcome::NotEligible => ("ko", say::OUTCOME_NO),
    }
}

/// Every reason of a verdict, in words.
pub fn reasons(verdict: &Verdict) -> Vec<Block> {
    let row = |r: &crate::candidacy::model::eligibility::Reason| {
        let (look, word) = outcome(r.outcome);
        Row { cells: vec![Cell::look(look, word), Cell::text(r.sentence.clone())] }
    };
    let mut out = Vec::new();
    if !verdict.reasons.is_empty() {
        out.push(Block::table(Table {
            caption: say::REASONS.to_owned(),
            head: vec![say::OUTCOME.to_owned(), say::REASON.to_owned()],
            rows: verdict.reasons.iter().map(row).collect(),
            empty: String::new(),
        }));
    }
    out.extend(verdict.info.iter().map(Block::small));
    if !verdict.elsewhere.is_empty() {
        out.push(Block::h3(say::ELSEWHERE));
        out.push(Block::ways(verdict.elsewhere.iter().map(|e| Way::link(&e.href, &e.label)).collect()));
    }
    out
}
