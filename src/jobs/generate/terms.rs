//! The terms of an offer: contract, pay that goes with it, dates, places, rhythm, how to apply.

use super::lexicon::{FIRST_NAMES, LAST_NAMES};
use super::trades::Trade;
use crate::jobs::model::draft::{Apply, Condition, Contact, Duration, Piece, PieceKind, Start};
use crate::jobs::model::pay::Pay;
use crate::jobs::model::{Contract, Function, PayPeriod, Remote};
use crate::kernel::dates::{FuzzyDay, Precision, shift};
use crate::kernel::dice::Dice;
use crate::kernel::money::Cents;
use jiff::civil::Date;

/// How often each contract comes, in the order of [`Contract::ALL`].
const CONTRACTS: [u32; 9] = [44, 22, 6, 7, 8, 3, 5, 1, 4];

/// One contract, sometimes two that go together.
pub fn contracts(dice: &mut Dice, function: Function) -> Vec<Contract> {
    let first = Contract::ALL.get(dice.weighted(&CONTRACTS)).copied().unwrap_or(Contract::Cdi);
    let first = match (first, function) {
        (Contract::Cddi, Function::Leadership | Function::Digital | Function::Communication | Function::People) => Contract::Cdd,
        (Contract::CivicService | Contract::Unpaid, Function::Leadership | Function::FinanceAdmin) => Contract::Cdi,
        (other, _) => other,
    };
    match first {
        Contract::Internship if dice.chance(30) => vec![Contract::Internship, Contract::Apprenticeship],
        Contract::Cdd if dice.chance(8) => vec![Contract::Cdd, Contract::Cdi],
        other => vec![other],
    }
}

/// What the law or an agreement says, as offers quote it.
fn legal(words: &str) -> Pay {
    Pay::Legal { reference: words.to_owned() }
}

fn amount(min: i64, max: Option<i64>, period: PayPeriod, gross: bool) -> Pay {
    Pay::Amount { min: Cents::euros(min), max: max.map(Cents::euros), period, gross }
}

/// Pay that goes with the contract and the function.
pub fn pay(dice: &mut Dice, contract: Contract, trade: &Trade) -> Pay {
    let base = dice.between(trade.pay.0 / 10, trade.pay.1 / 10) * 10;
    let top = |dice: &mut Dice| if dice.chance(60) { Some(base + dice.between(5, 35) * 10) } else { None };
    match contract {
        Contract::Cdi | Contract::Cdd => match dice.below(20) {
            0..=10 => {
                let max = top(dice);
                amount(base, max, PayPeriod::Month, true)
            }
            11..=14 => {
                let low = base * 12 / 500 * 500;
                let max = dice.chance(60).then(|| low + dice.between(2, 10) * 500);
                amount(low, max, PayPeriod::Year, true)
            }
            15 | 16 if base < 2500 => Pay::Amount { min: Cents(base * 10_000 / 15_167), max: None, period: PayPeriod::Hour, gross: true },
            15..=18 => legal(dice.word(&[
                "Convention collective Éclat, groupe D",
                "Convention collective 66",
                "Convention collective de l’animation",
                "Grille de la branche de l’aide à domicile",
                "Selon la grille interne, connue de toute l’équipe",
            ])),
            _ => Pay::Unstated,
        },
        Contract::Cddi => legal(dice.word(&["Smic horaire", "Smic, 26 heures par semaine", "Smic + prime de panier"])),
        Contract::Apprenticeship => legal("Grille légale de l’apprentissage, selon l’âge et l’année"),
        Contract::Internship if dice.chance(25) => amount(dice.between(67, 90) * 10, None, PayPeriod::Month, false),
        Contract::Internship => legal("Indemnité légale de stage"),
        Contract::Freelance if dice.chance(50) => amount(dice.between(25, 60) * 10, None, PayPeriod::Day, false),
        Contract::Freelance => amount(dice.between(15, 120) * 100, None, PayPeriod::Mission, false),
        Contract::CivicService => legal("Indemnité légale de service civique"),
        Contract::Volunteer => amount(dice.between(60, 90) * 10, None, PayPeriod::Month, false),
        Contract::Unpaid => Pay::Unpaid,
    }
}

/// Whole months, for contracts that end.
pub fn duration(dice: &mut Dice, contract: Contract) -> Option<Duration> {
    let (low, high) = match contract {
        Contract::Cdi | Contract::Unpaid => return None,
        Contract::Cdd => (2, 24),
        Contract::Cddi => (4, 12),
        Contract::Apprenticeship => (12, 24),
        Contract::Internship => (2, 6),
        Contract::Freelance => (1, 9),
        Contract::CivicService => (6, 10),
        Contract::Volunteer => (12, 24),
    };
    let extendable = dice.chance(35);
    let note = (extendable && dice.chance(40))
        .then(|| dice.word(&["selon les financements", "renouvelable une fois", "en vue d’un CDI", "jusqu’à vingt-quatre mois en tout"]).to_owned());
    Some(Duration { months: u16::try_from(dice.between(low, high)).unwrap_or(6), extendable, note })
}

/// When it begins.
pub fn start(dice: &mut Dice, published_on: Date) -> Option<Start> {
    let soon = shift(published_on, i32::try_from(dice.between(10, 120)).unwrap_or(30));
    let vague = |precision| FuzzyDay { day: soon, precision }.shifted(0);
    match dice.below(10) {
        0..=3 => Some(Start { asap: true, from: None }),
        4 => Some(Start { asap: true, from: Some(vague(Precision::Mid)) }),
        5 | 6 => Some(Start { asap: false, from: Some(FuzzyDay::exactly(soon.first_of_month())) }),
        7 => Some(Start { asap: false, from: Some(vague(Precision::Early)) }),
        8 => Some(Start { asap: false, from: Some(vague(Precision::Month)) }),
        _ => None,
    }
}

/// Publication in the last 60 days; most offers have a last day, most of those still to come.
pub fn days(dice: &mut Dice, today: Date) -> (Date, Option<Date>) {
    let age = (60.0 * dice.unit().powf(1.4)) as i32;
    let published = shift(today, -age);
    let last = match dice.below(20) {
        0..=13 => Some(shift(today, i32::try_from(dice.between(0, 55)).unwrap_or(20))),
        14 | 15 => Some(shift(published, i32::try_from(dice.between(7, 45)).unwrap_or(30))),
        _ => None,
    };
    (published, last)
}

/// Work rate in percent; most offers are full time and do not say so.
pub fn rate(dice: &mut Dice, contract: Contract) -> Option<u8> {
    if matches!(contract, Contract::Cddi) {
        return Some(if dice.chance(70) { 74 } else { 100 });
    }
    match dice.below(20) {
        0 => Some(100),
        1 | 2 => Some(80),
        3 => Some(50),
        4 => u8::try_from(dice.between(4, 18) * 5).ok(),
        _ => None,
    }
}

/// Remote work, as the function allows it, and the words beside it.
pub fn remote(dice: &mut Dice, function: Function) -> (Remote, Option<String>) {
    let possible = match function {
        Function::Digital => 70,
        Function::Communication | Function::FinanceAdmin | Function::Project | Function::Development | Function::People => 45,
        Function::Leadership | Function::Training => 15,
        Function::Care | Function::Technical | Function::Logistics => 1,
    };
    if !dice.chance(possible) {
        return (Remote::None, None);
    }
    if dice.chance(if function == Function::Digital { 30 } else { 6 }) {
        return (Remote::Full, None);
    }
    let words = dice.word(&["un jour par semaine", "deux jours par semaine", "à partir du quatrième mois", "deux jours fixes, au choix", "ponctuel"]);
    (Remote::Partial, Some(words.to_owned()))
}

/// Benefits, none for volunteers.
pub fn benefits(dice: &mut Dice, contract: Contract) -> Vec<String> {
    const ALL: [&str; 14] = [
        "Tickets restaurant à 9 €, dont 60 % pris en charge",
        "Remboursement de 50 % du titre de transport",
        "Forfait mobilités durables",
        "Mutuelle prise en charge à 70 %",
        "Six semaines de congés payés",
        "RTT : un jour par mois",
        "Treizième mois",
        "Comité social et économique",
        "Semaine de quatre jours possible",
        "Vélo de fonction",
        "Analyse de la pratique chaque mois",
        "Formation à la prise de poste",
        "Déjeuner préparé sur place",
        "Reprise de l’ancienneté",
    ];
    let count = if contract == Contract::Unpaid { 0 } else { dice.below(5) };
    let first = dice.below(ALL.len());
    (0..count).filter_map(|i| ALL.get((first + i * 3) % ALL.len())).map(|b| (*b).to_owned()).collect()
}

/// Conditions, required or preferred.
pub fn conditions(dice: &mut Dice) -> Vec<Condition> {
    const ALL: [(&str, bool); 12] = [
        ("Permis B", true),
        ("Permis B", false),
        ("Casier judiciaire vierge (bulletin n° 3)", true),
        ("Anglais courant", false),
        ("Éligibilité à l’insertion par l’activité économique", true),
        ("BAFA", false),
        ("Diplôme d’État", true),
        ("Un an d’expérience", false),
        ("Trois ans d’expérience", true),
        ("Reconnaissance de la qualité de travailleur handicapé bienvenue", false),
        ("Déplacements dans le département", true),
        ("Travail un samedi sur deux", true),
    ];
    let count = dice.below(4);
    let first = dice.below(ALL.len());
    (0..count)
        .filter_map(|i| ALL.get((first + i * 5) % ALL.len()))
        .map(|(text, required)| Condition { text: (*text).to_owned(), required: *required })
        .collect()
}

/// Pieces of the application.
pub fn pieces(dice: &mut Dice) -> Vec<Piece> {
    let mut out = vec![Piece { kind: PieceKind::Cv, required: true }];
    if dice.chance(65) {
        out.push(Piece { kind: PieceKind::Letter, required: dice.chance(50) });
    }
    if dice.chance(6) {
        out.push(Piece { kind: PieceKind::Portfolio, required: false });
    }
    out
}

/// Whom to write to, and how to apply; addresses end in the reserved `.example`.
pub fn contact(dice: &mut Dice, organisation: &str, reference: &str) -> (Contact, Apply) {
    let (first, last) = (dice.word(&FIRST_NAMES), dice.word(&LAST_NAMES));
    let role = dice.word(&["direction", "coordination", "ressources humaines", "responsable du recrutement", "co-présidence", "chef de service"]);
    let contact =
        Contact { name: format!("{first} {last}"), role: Some(role.to_owned()), email: Some(format!("recrutement@{organisation}.example")) };
    let apply = if dice.chance(30) { Apply::Link { url: format!("https://{organisation}.example/recrutement/{reference}") } } else { Apply::Mail };
    (contact, apply)
}
