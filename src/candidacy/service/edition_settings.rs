//! The settings of an edition in its form (section J): numbers, the half day of training, and the conditions of entry.

use crate::candidacy::model::choices::{DiplomaLevel, HalfDay, Programme};
use crate::candidacy::model::eligibility::Rule;
use crate::candidacy::model::settings::Settings;
use crate::desk::model::Field;
use crate::desk::service::Fields;
use crate::i18n::candidacy as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use serde_json::{Map, Value};
use std::mem::discriminant;

/// The field of the half day of training.
const TRAINING: &str = "r-training";
/// The boxes of the conditions, and what says that they were in the form: an empty box sends nothing.
const RULES: &str = "r-regle";
const RULES_SENT: &str = "r-regles";
/// Largest number taken.
const MOST: u64 = 60_000;

/// The name a number has in the form.
pub fn name(key: &str) -> String {
    format!("r-{key}")
}

fn object(settings: &Settings) -> Map<String, Value> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// The settings of a programme that are numbers: (key, words, value).
fn numbers(programme: Programme, settings: &Settings) -> Vec<(&'static str, &'static str, u64)> {
    let (now, usual) = (object(settings), object(&Settings::of(programme)));
    let number = |map: &Map<String, Value>, key: &str| map.get(key).and_then(Value::as_u64).unwrap_or(0);
    let has = |key: &str| number(&now, key) > 0 || number(&usual, key) > 0;
    say::SETTINGS.iter().filter(|(key, _)| has(key)).map(|(key, label)| (*key, *label, number(&now, key))).collect()
}

fn trains(programme: Programme, settings: &Settings) -> bool {
    settings.training.is_some() || Settings::of(programme).training.is_some()
}

/// The conditions an edition of a programme can have, each with its present value, and whether it is asked for: those of the
/// programme, since its file asks what they are judged from, and whatever else is there.
fn conditions(programme: Programme, settings: &Settings) -> Vec<(Rule, bool)> {
    let same = |a: &Rule, b: &Rule| discriminant(a) == discriminant(b);
    let usual = Settings::of(programme).rules;
    let mut out: Vec<(Rule, bool)> = usual.iter().map(|u| settings.rules.iter().find(|r| same(r, u)).map_or((*u, false), |r| (*r, true))).collect();
    out.extend(settings.rules.iter().filter(|r| !usual.iter().any(|u| same(u, r))).map(|r| (*r, true)));
    out
}

/// A condition's code in the form, and its words.
const fn told(rule: Rule) -> (&'static str, &'static str) {
    match rule {
        Rule::Experience { .. } => ("experience", "De l’expérience professionnelle"),
        Rule::RightToWork => ("travail", "Pouvoir travailler en France"),
        Rule::French => ("francais", "Parler français couramment"),
        Rule::English => ("anglais", "Pouvoir travailler ou se former en anglais"),
        Rule::DiplomaLevel { .. } => ("diplome", "Un niveau de diplôme"),
        Rule::DiplomaAge { .. } => ("diplome-recent", "Un diplôme récent"),
        Rule::SearchInEss => ("recherche-ess", "Chercher un emploi dans l’économie sociale et solidaire"),
        Rule::NotConverting => ("sans-reconversion", "Ne pas être en reconversion"),
        Rule::StudiesFinished => ("etudes-finies", "Avoir fini ses études"),
        Rule::NotInInternship => ("sans-stage", "Ne pas être en stage"),
        Rule::NotInCivicService => ("sans-service-civique", "Ne pas être en service civique"),
        Rule::YoungOrSenior { .. } => ("jeune-ou-senior", "Avoir moins de 26 ans et peu de diplômes, ou plus de 45 ans"),
        Rule::JobSeeker => ("recherche", "Chercher un emploi"),
    }
}

/// What a condition is measured by, in words; empty for those that have no measure.
fn measure(rule: Rule) -> String {
    match rule {
        Rule::Experience { min_months } => format!("{min_months}\u{a0}mois"),
        Rule::DiplomaLevel { min } => min.label(Lang::Fr).to_owned(),
        Rule::DiplomaAge { max_years } => format!("{max_years}\u{a0}ans"),
        Rule::YoungOrSenior { low_diploma } => low_diploma.label(Lang::Fr).to_owned(),
        _ => String::new(),
    }
}

fn number_field(key: &str, label: &str, value: u64) -> Field {
    Field { keyboard: "numeric".to_owned(), ..Field::new(&name(key), "number", label).value(value.to_string()).half() }
}

fn level_field(key: &str, label: &str, level: DiplomaLevel) -> Field {
    let options = DiplomaLevel::ALL.iter().map(|l| (l.code(), l.label(Lang::Fr)));
    Field::new(&name(key), "select", label).options(options).value(level.code()).half()
}

/// The fields of the settings.
pub fn fields(programme: Programme, settings: &Settings) -> Vec<Field> {
    let mut out = vec![Field::title(say::E_SETTINGS)];
    let all = conditions(programme, settings);
    if !all.is_empty() {
        let asked: Vec<&str> = all.iter().filter(|(_, asked)| *asked).map(|(r, _)| told(*r).0).collect();
        let boxes = Field::new(RULES, "check", say::E_RULES).options(all.iter().map(|(r, _)| told(*r))).value(asked.join("\u{1f}"));
        out.push(boxes);
        out.push(Field { value: "oui".to_owned(), ..Field::new(RULES_SENT, "hidden", "") });
    }
    for (rule, _) in all {
        match rule {
            Rule::Experience { min_months } => out.push(number_field("experience", say::SETTING_EXPERIENCE, min_months.into())),
            Rule::DiplomaLevel { min } => out.push(level_field("diplome", say::SETTING_DIPLOMA, min)),
            Rule::DiplomaAge { max_years } => out.push(number_field("diplome-recent", say::SETTING_DIPLOMA_YEARS, max_years.into())),
            Rule::YoungOrSenior { low_diploma } => out.push(level_field("jeune-ou-senior", say::SETTING_LOW_DIPLOMA, low_diploma)),
            _ => {}
        }
    }
    if trains(programme, settings) {
        let days = std::iter::once(("", say::SETTING_NO_TRAINING)).chain(HalfDay::ALL.iter().map(|d| (d.code(), d.label(Lang::Fr))));
        let value = settings.training.map_or("", HalfDay::code);
        out.push(Field::new(TRAINING, "select", say::SETTING_TRAINING).options(days).value(value).half());
    }
    out.extend(numbers(programme, settings).into_iter().map(|(key, label, value)| number_field(key, label, value)));
    out
}

/// Every setting in words, in one order whatever its value: for whoever reads them frozen, and for the journal.
pub fn facts(programme: Programme, settings: &Settings) -> Vec<(&'static str, String)> {
    let asked = settings.rules.iter().map(|r| match measure(*r).as_str() {
        "" => told(*r).1.to_owned(),
        measure => format!("{} ({measure})", told(*r).1),
    });
    let mut out = vec![(say::E_RULES, asked.collect::<Vec<_>>().join("\u{202f}; "))];
    if trains(programme, settings) {
        out.push((say::SETTING_TRAINING, settings.training.map_or(say::SETTING_NO_TRAINING, |d| d.label(Lang::Fr)).to_owned()));
    }
    out.extend(numbers(programme, settings).into_iter().map(|(_, label, n)| (label, n.to_string())));
    out
}

/// What was typed, over what was there; what was not sent stays.
///
/// # Errors
/// Each mistake, on the field of the form.
pub fn read(fields: &Fields, programme: Programme, before: &Settings) -> Result<Settings, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let mut number = |key: &str, most: u64| -> Option<u64> {
        let typed = fields.get(&name(key));
        match typed.parse::<u64>() {
            _ if typed.is_empty() => None,
            Ok(n) if n <= most => Some(n),
            _ => {
                wrong.push(Refusal::invalid(&name(key), say::number_wrong(most)));
                None
            }
        }
    };
    let mut all = object(before);
    for (key, ..) in numbers(programme, before) {
        if let Some(n) = number(key, if key == "pay_euros" { 10 * MOST } else { MOST }) {
            all.insert(key.to_owned(), Value::from(n));
        }
    }
    let (months, years) = (number("experience", 600), number("diplome-recent", 50));
    let level = |key: &str, before: DiplomaLevel| DiplomaLevel::from_code(fields.get(&name(key))).unwrap_or(before);
    let ticked = fields.all(RULES);
    let chosen = |rule: Rule, asked: bool| if fields.has(RULES_SENT) { ticked.iter().any(|t| t == told(rule).0) } else { asked };
    let rules = conditions(programme, before).into_iter().filter(|(rule, asked)| chosen(*rule, *asked)).map(|(rule, _)| match rule {
        Rule::Experience { min_months } => Rule::Experience { min_months: months.and_then(|n| u16::try_from(n).ok()).unwrap_or(min_months) },
        Rule::DiplomaAge { max_years } => Rule::DiplomaAge { max_years: years.and_then(|n| u8::try_from(n).ok()).unwrap_or(max_years) },
        Rule::DiplomaLevel { min } => Rule::DiplomaLevel { min: level("diplome", min) },
        Rule::YoungOrSenior { low_diploma } => Rule::YoungOrSenior { low_diploma: level("jeune-ou-senior", low_diploma) },
        other => other,
    });
    let rules: Vec<Rule> = rules.collect();
    let mut training = before.training;
    if trains(programme, before) && fields.0.iter().any(|(k, _)| k == TRAINING) {
        let typed = fields.get(TRAINING);
        training = HalfDay::from_code(typed);
        if training.is_none() && !typed.is_empty() {
            wrong.push(Refusal::invalid(TRAINING, say::SETTING_TRAINING_WRONG));
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let settings = Settings::over_defaults(programme, all).map_err(|r| vec![r])?;
    Ok(Settings { rules, training, ..settings })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    /// What the form would send if nothing were touched.
    fn untouched(programme: Programme, settings: &Settings) -> Fields {
        let values = |f: Field| f.value.split('\u{1f}').map(|v| (f.name.clone(), v.to_owned())).collect::<Vec<_>>();
        Fields(fields(programme, settings).into_iter().filter(|f| f.kind != "title").flat_map(values).collect())
    }

    #[test]
    fn a_form_sent_untouched_changes_nothing_and_every_setting_can_be_changed() {
        for programme in Programme::ALL {
            let usual = Settings::of(*programme);
            assert_eq!(read(&untouched(*programme, &usual), *programme, &usual), Ok(usual.clone()), "{programme:?}");
            assert_eq!(read(&sent(&[]), *programme, &usual), Ok(usual.clone()), "{programme:?}: what is not sent stays");
            let names: Vec<String> = fields(*programme, &usual).into_iter().map(|f| f.name).collect();
            let set = object(&usual).into_iter().filter(|(_, v)| v.as_u64().is_some_and(|n| n > 0)).map(|(k, _)| name(&k));
            for one in set.chain(usual.training.map(|_| TRAINING.to_owned())).chain((!usual.rules.is_empty()).then(|| RULES.to_owned())) {
                assert!(names.contains(&one), "{programme:?}: {one} cannot be changed");
            }
        }
    }

    #[test]
    fn conditions_are_ticked_off_and_on_again_with_their_measure() {
        let usual = Settings::of(Programme::Propulse);
        let one = sent(&[(RULES_SENT, "oui"), (RULES, "diplome"), ("r-diplome", "bac"), ("r-diplome-recent", "4")]);
        let less = read(&one, Programme::Propulse, &usual).unwrap();
        assert_eq!(less.rules, [Rule::DiplomaLevel { min: DiplomaLevel::Bac }]);
        assert!(facts(Programme::Propulse, &less)[0].1.ends_with("Un niveau de diplôme (Bac)"));
        let both = sent(&[(RULES_SENT, "oui"), (RULES, "diplome"), (RULES, "diplome-recent"), ("r-diplome-recent", "3")]);
        let more = read(&both, Programme::Propulse, &less).unwrap();
        assert_eq!(more.rules, [Rule::DiplomaLevel { min: DiplomaLevel::Bac }, Rule::DiplomaAge { max_years: 3 }]);
        assert_eq!(read(&sent(&[(RULES_SENT, "oui")]), Programme::Propulse, &usual).unwrap().rules, []);
    }

    #[test]
    fn the_half_day_of_training_is_a_choice_and_numbers_are_bounded() {
        let usual = Settings::of(Programme::Associe);
        let training = |code| read(&sent(&[(TRAINING, code)]), Programme::Associe, &usual).map(|s| s.training);
        assert_eq!(training("mardi-matin"), Ok(Some(HalfDay::TuesdayAm)));
        assert_eq!(training(""), Ok(None));
        assert_eq!(training("dimanche").unwrap_err()[0].field.as_deref(), Some(TRAINING));
        for (key, typed) in
            [("r-meetings", "-1"), ("r-meetings", "70000"), ("r-experience", "trois"), ("r-experience", "601"), ("r-pay_euros", "1e6")]
        {
            let wrong = read(&sent(&[(key, typed)]), Programme::Associe, &usual).unwrap_err();
            assert_eq!(wrong[0].field.as_deref(), Some(key), "{typed}");
        }
        assert_eq!(read(&sent(&[("r-pay_euros", "70000")]), Programme::Associe, &usual).unwrap().pay_euros, 70_000);
    }
}
