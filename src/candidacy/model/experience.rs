//! Experiences and how their months are counted: dated months up to the closing day, each once (rules C1, Q2, M1).

use super::choices::{Counting, ExperienceKind};
use super::words::{and, capital, months};
use super::year_month::{YearMonth, span_words};
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Longest title or organisation, in characters.
pub const LINE_MAX: usize = 200;
/// Longest text on responsibilities, in characters.
pub const RESPONSIBILITIES_MAX: usize = 1_500;

/// One experience. Everything may still be missing: each field is saved by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Experience {
    /// The kind of contract or engagement.
    pub kind: Option<ExperienceKind>,
    /// "Coordinatrice de réseau".
    pub title: String,
    /// "Les Deux Rives".
    pub organisation: String,
    /// First month.
    pub start: Option<YearMonth>,
    /// Last month, included; None: still there.
    pub end: Option<YearMonth>,
    /// Part of full time, in percent. A part time counts as time (rule Q2).
    pub part_time: Option<u8>,
    /// What the person answered for.
    pub responsibilities: String,
}

/// The months of an experience whose dates do not stand.
#[expect(clippy::reversed_empty_ranges, reason = "an empty range is what is meant")]
const NO_MONTH: std::ops::RangeInclusive<i32> = 1..=0;

/// Experiences by the short key their row keeps while it is edited.
pub type Experiences = BTreeMap<String, Experience>;

impl Experience {
    /// "CDD à 60 %, juin 2023 – mai 2024".
    pub fn words(&self) -> String {
        let kind = self.kind.map_or("Contrat à préciser", |k| k.label(Lang::Fr));
        let part = self.part_time.filter(|p| *p < 100).map_or_else(String::new, |p| format!(" à {p}\u{202f}%"));
        let dates = match (self.start, self.end) {
            (None, _) => "dates à préciser".to_owned(),
            (Some(from), None) => format!("depuis {}", from.words()),
            (Some(from), Some(to)) => span_words(from, to),
        };
        format!("{kind}{part}, {dates}")
    }

    /// The months worked up to the closing day; empty when the dates do not stand. A month begun counts.
    fn dated(&self, closing: Date) -> std::ops::RangeInclusive<i32> {
        let last = YearMonth::of(closing);
        match (self.start, self.end) {
            (Some(from), end) if end.is_none_or(|e| e >= from) => from.ordinal()..=end.map_or(last, |e| e.min(last)).ordinal(),
            _ => NO_MONTH,
        }
    }

    /// What is wrong or missing, field by field.
    pub fn check(&self, today: Date) -> Vec<Refusal> {
        let mut out = Vec::new();
        let mut say = |wrong: bool, field: &str, sentence: String| {
            if wrong {
                out.push(Refusal::invalid(field, sentence));
            }
        };
        say(self.kind.is_none(), "kind", "Indiquez le type de contrat.".to_owned());
        say(self.title.trim().is_empty(), "title", "Donnez l’intitulé du poste.".to_owned());
        say(self.organisation.trim().is_empty(), "organisation", "Nommez l’organisation.".to_owned());
        for (field, text) in [("title", &self.title), ("organisation", &self.organisation)] {
            say(text.chars().count() > LINE_MAX, field, format!("{LINE_MAX} caractères au plus."));
        }
        let long = self.responsibilities.chars().count() > RESPONSIBILITIES_MAX;
        say(long, "responsibilities", format!("{RESPONSIBILITIES_MAX} caractères au plus : gardez l’essentiel."));
        say(self.part_time.is_some_and(|p| !(1..=100).contains(&p)), "part_time", "Le temps de travail se donne de 1 à 100 %.".to_owned());
        let now = YearMonth::of(today);
        match (self.start, self.end) {
            (None, _) => say(true, "start", "Indiquez le mois de début, par exemple 09/2024.".to_owned()),
            (Some(from), _) if from > now => {
                say(true, "start", format!("Le début ({}) est encore à venir : ajoutez cette expérience quand elle aura commencé.", from.words()));
            }
            (Some(from), Some(to)) if to < from => {
                say(true, "end", format!("La fin ({}) vient avant le début ({}).", to.words(), from.words()));
            }
            _ => {}
        }
        out
    }
}

/// What is wrong in one row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key of the row.
    pub key: String,
    /// The field of that row and the sentence.
    pub refusal: Refusal,
}

/// Checks every row; an end before its start also says what the likely date would add.
pub fn check_all(all: &Experiences, closing: Date, today: Date) -> Vec<Problem> {
    let mut out = Vec::new();
    for (key, one) in all {
        for mut refusal in one.check(today) {
            if refusal.field.as_deref() == Some("end")
                && let Some((likely, added)) = likely_end(all, key, closing, today)
            {
                let gain = if added == 0 { "les dates se suivent".to_owned() } else { format!("cette expérience ajoute {}", months(added)) };
                refusal.sentence.push_str(&format!(" S’il s’agit de {}, {gain}.", likely.words()));
            }
            out.push(Problem { key: key.clone(), refusal });
        }
    }
    out
}

/// The latest year in which an end that precedes its start would make sense, and the months it would add to the count.
fn likely_end(all: &Experiences, key: &str, closing: Date, today: Date) -> Option<(YearMonth, usize)> {
    let one = all.get(key)?;
    let (start, end, now) = (one.start?, one.end?, YearMonth::of(today));
    let this_year = end.in_year(now.year())?;
    let likely = if this_year > now { end.in_year(now.year() - 1)? } else { this_year };
    if likely < start {
        return None;
    }
    let before = count(all, closing).months;
    let mut fixed = all.clone();
    fixed.get_mut(key)?.end = Some(likely);
    Some((likely, count(&fixed, closing).months.saturating_sub(before)))
}

/// One experience in the count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The key of the row.
    pub key: String,
    /// Months this experience brings to the count.
    pub counted: usize,
    /// Months it lasted up to the closing day.
    pub total: usize,
    /// Why some or all do not count, in words; empty when all do.
    pub why: String,
}

/// The count of months, and each experience's part of it, the latest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Months that count.
    pub months: usize,
    /// Months that would be added if a person accepted the doubtful ones (rule Q2).
    pub doubtful: usize,
    /// Months of internship that do not count.
    pub internship: usize,
    /// Months of work-study that do not count.
    pub work_study: usize,
    /// Each experience, the latest first, as the page shows them.
    pub rows: Vec<Counted>,
}

/// Counts the union of dated months up to the closing day. Months worked in two places go to the one begun first.
pub fn count(all: &Experiences, closing: Date) -> Tally {
    let mut shown: Vec<(&String, &Experience)> = all.iter().collect();
    shown.sort_by_key(|(key, e)| (std::cmp::Reverse((e.start, e.end.is_none(), e.end)), *key));
    let place: BTreeMap<&str, usize> = shown.iter().enumerate().map(|(i, (key, _))| (key.as_str(), i)).collect();
    let mut first = shown.clone();
    first.retain(|(_, e)| e.kind.is_some_and(|k| k.counting() == Counting::Counts));
    first.sort_by_key(|(key, e)| (e.start, e.end.is_none(), e.end, (*key).clone()));

    let mut owner: BTreeMap<i32, &str> = BTreeMap::new();
    for (key, e) in &first {
        for month in e.dated(closing) {
            owner.entry(month).or_insert(key);
        }
    }
    let union = |kind: fn(ExperienceKind) -> bool| -> BTreeSet<i32> {
        shown.iter().filter(|(_, e)| e.kind.is_some_and(kind)).flat_map(|(_, e)| e.dated(closing)).collect()
    };
    let doubtful = union(|k| k.counting() == Counting::Doubt);
    let rows = shown.iter().map(|(key, e)| {
        let dated: Vec<i32> = e.dated(closing).collect();
        let mine = dated.iter().filter(|m| owner.get(m) == Some(&key.as_str())).count();
        Counted { key: (*key).clone(), counted: mine, total: dated.len(), why: why(key, e, &dated, &owner, &place, all) }
    });
    Tally {
        rows: rows.collect(),
        months: owner.len(),
        doubtful: doubtful.iter().filter(|m| !owner.contains_key(m)).count(),
        internship: union(|k| k == ExperienceKind::Internship).len(),
        work_study: union(|k| k == ExperienceKind::WorkStudy).len(),
    }
}

/// Why months of an experience are not counted with it, in words.
fn why(key: &str, e: &Experience, dated: &[i32], owner: &BTreeMap<i32, &str>, place: &BTreeMap<&str, usize>, all: &Experiences) -> String {
    if dated.is_empty() {
        let upside = matches!((e.start, e.end), (Some(from), Some(to)) if to < from);
        return if upside || e.start.is_none() { "dates à corriger" } else { "commence après la date de clôture" }.to_owned();
    }
    match e.kind {
        None => return "contrat à préciser".to_owned(),
        Some(ExperienceKind::Internship) => return "stage, non compté".to_owned(),
        Some(ExperienceKind::WorkStudy) => return "alternance, non comptée".to_owned(),
        Some(ExperienceKind::Other) => return "à relire par une personne de l’équipe".to_owned(),
        Some(kind) if kind.counting() == Counting::Doubt => {
            return format!("{}, une personne de l’équipe regarde s’il compte", kind.label(Lang::Fr).to_lowercase());
        }
        Some(_) => {}
    }
    let mut taken: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
    for month in dated {
        if let Some(other) = owner.get(month).filter(|o| **o != key) {
            taken.entry(other).or_default().push(*month);
        }
    }
    let sentences = taken.iter().map(|(other, months)| {
        let with = match (place.get(key), place.get(other)) {
            (Some(me), Some(them)) if *them == me + 1 => "l’emploi suivant".to_owned(),
            (Some(me), Some(them)) if *me == them + 1 => "l’emploi précédent".to_owned(),
            _ => all.get(*other).map_or_else(String::new, |o| format!("l’emploi « {} »", o.organisation)),
        };
        let plural = if months.len() > 1 { "s" } else { "" };
        format!("{} déjà compté{plural} avec {with}.", capital(&month_list(months)))
    });
    sentences.collect::<Vec<_>>().join(" ")
}

/// "juin, juillet et août 2023"; a span when there are more than four; a number when they do not follow each other.
fn month_list(ordinals: &[i32]) -> String {
    let list: Vec<YearMonth> = ordinals.iter().filter_map(|n| YearMonth::from_ordinal(*n)).collect();
    let (Some(first), Some(last)) = (list.first(), list.last()) else { return String::new() };
    let follow = usize::try_from(last.ordinal() - first.ordinal()).is_ok_and(|n| n + 1 == list.len());
    match (list.len(), follow) {
        (1..=4, _) => {
            let names: Vec<String> = list
                .iter()
                .enumerate()
                .map(|(i, m)| if list.get(i + 1).is_some_and(|n| n.year() == m.year()) { m.name().to_owned() } else { m.words() })
                .collect();
            and(&names)
        }
        (_, true) => span_words(*first, *last),
        (n, false) => months(n),
    }
}
