//! A large, believable and reproducible board, for benchmarks and for trying things out.
//!
//! Nothing here is real: organisations are invented and their addresses end in the reserved `.example`. What is real is the
//! shape: titles in every inclusive spelling, pay that goes with contracts, a few frequent places and many rare ones, texts
//! in which a few words come everywhere and thousands almost never, so that a search meets what it will meet in life.
//!
//! The nth offer of a seed depends on the seed, the day and n alone: asking for more offers only adds some at the end.

pub mod causes;
pub mod lexicon;
pub mod organisations;
pub mod phrase;
pub mod terms;
pub mod trades;

use self::causes::{CAUSES, Cause};
use self::lexicon::CURIOSITIES;
use self::phrase::{Fill, Style};
use self::trades::{CIVIC_TITLES, TRADES, Trade, VOLUNTEER_TITLES};
use crate::jobs::model::draft::{OfferDraft, Place, Sections};
use crate::jobs::model::{Contract, Sector};
use crate::kernel::dice::Dice;
use crate::kernel::lang::Lang;
use crate::organisations::model::draft::OrganisationDraft;
use jiff::civil::Date;

pub use self::organisations::organisations;

/// The source of generated offers.
pub const SOURCE: &str = "seed";

/// `count` offers of a seed as of `today`, published by [`organisations`] of the same seed.
///
/// `communes` are (INSEE code, name), the most frequent first; without any, offers have no place. Every draft passes its
/// `check()`; the same arguments give the same bytes.
pub fn offers<I: AsRef<str>, N: AsRef<str>>(count: usize, seed: u64, today: Date, communes: &[(I, N)]) -> impl Iterator<Item = OfferDraft> {
    let world = World { seed, today, communes, organisations: organisations(seed) };
    (0..count).map(move |n| world.offer(n as u64))
}

struct World<'a, I, N> {
    seed: u64,
    today: Date,
    communes: &'a [(I, N)],
    organisations: Vec<OrganisationDraft>,
}

impl<I: AsRef<str>, N: AsRef<str>> World<'_, I, N> {
    fn offer(&self, n: u64) -> OfferDraft {
        let mut dice = Dice::nth(self.seed, n);
        let dice = &mut dice;
        let nobody = OrganisationDraft::default();
        let organisation = self.organisations.get(dice.rank(self.organisations.len(), 60.0)).unwrap_or(&nobody);
        let cause = cause_of(organisation.sector);
        let trade = TRADES.get(dice.weighted(&TRADES.each_ref().map(|t| trades::weight(t, cause.sector)))).unwrap_or(&TRADES[0]);
        let contracts = terms::contracts(dice, trade.function);
        let main = contracts.first().copied().unwrap_or(Contract::Cdi);
        let places = self.places(dice);
        let commune = places.first().map_or("France", |p| p.label.as_str());
        let fill = Fill { cause, commune, project: phrase::project(dice), tool: dice.word(trade.tools), style: Style::draw(dice) };
        let title = title(dice, &fill, trade, main);
        let (published_on, last_day) = terms::days(dice, self.today);
        let (remote, remote_note) = terms::remote(dice, trade.function);
        let reference = format!("{}-{n}", self.seed);
        let (contact, apply) = terms::contact(dice, &organisation.slug, &reference);
        let sections = sections(dice, &fill, trade);
        OfferDraft {
            source: SOURCE.to_owned(),
            reference,
            organisation: organisation.slug.clone(),
            title,
            title_original: None,
            language: Lang::Fr,
            contract_note: (main == Contract::Apprenticeship).then(|| dice.word(&["apprentissage", "contrat de professionnalisation"]).to_owned()),
            sectors: sectors(dice, cause),
            function: Some(trade.function),
            places_note: (places.len() > 1).then(|| "alternance entre les sites selon les besoins".to_owned()),
            remote,
            remote_note,
            start: terms::start(dice, published_on),
            end: None,
            duration: terms::duration(dice, main),
            rate_percent: terms::rate(dice, main),
            rhythm_note: None,
            pay: terms::pay(dice, main, trade),
            pay_note: dice
                .chance(15)
                .then(|| dice.word(&["selon expérience", "selon ancienneté", "reprise de l’ancienneté", "prime Ségur comprise"]).to_owned()),
            benefits: terms::benefits(dice, main),
            conditions: terms::conditions(dice),
            pieces: terms::pieces(dice),
            reports_to: dice.chance(50).then(|| {
                dice.word(&["la direction", "la coordinatrice", "le chef de service", "la co-présidence", "la responsable du pôle"]).to_owned()
            }),
            team: dice.chance(40).then(|| format!("{} personnes", dice.between(3, 40))),
            later_hire: (main != Contract::Cdi && dice.chance(20)).then(|| "selon les résultats et les financements".to_owned()),
            positions: if dice.chance(10) { 2 } else { 1 },
            sections,
            last_day,
            answer_days: dice.chance(70).then(|| [7, 15, 21, 30][dice.below(4)]),
            contact: Some(contact),
            apply,
            published_on,
            closed_on: None,
            sister_mark: None,
            contracts,
            places,
        }
    }

    /// One commune, sometimes two or three, frequent ones first.
    fn places(&self, dice: &mut Dice) -> Vec<Place> {
        let count = match dice.below(20) {
            0 => 3,
            1 | 2 => 2,
            _ => 1,
        };
        let mut out: Vec<Place> = Vec::with_capacity(count);
        for _ in 0..count {
            let Some((insee, name)) = self.communes.get(dice.rank(self.communes.len(), 25.0)) else { continue };
            if out.iter().all(|p| p.label != name.as_ref()) {
                out.push(Place { insee: Some(insee.as_ref().to_owned()), label: name.as_ref().to_owned(), preferred: false, country: None });
            }
        }
        if out.len() > 1
            && let Some(first) = out.first_mut()
        {
            first.preferred = true;
        }
        out
    }
}

fn cause_of(sector: Option<Sector>) -> &'static Cause {
    CAUSES.iter().find(|c| Some(c.sector) == sector).unwrap_or(&CAUSES[0])
}

/// A title that goes with the function and the contract.
fn title(dice: &mut Dice, fill: &Fill<'_>, trade: &Trade, contract: Contract) -> String {
    let mut out = String::with_capacity(64);
    let (before, after) = match contract {
        Contract::Internship if dice.chance(60) => ("Stage – ", ""),
        Contract::Apprenticeship if dice.chance(50) => ("", " en alternance"),
        Contract::Freelance if dice.chance(40) => ("Mission : ", ""),
        _ => ("", ""),
    };
    let titles: &[&str] = match contract {
        Contract::CivicService => &CIVIC_TITLES,
        Contract::Unpaid => &VOLUNTEER_TITLES,
        _ => trade.titles,
    };
    out.push_str(before);
    fill.write(titles.get(dice.rank(titles.len(), 3.0)).copied().unwrap_or_default(), dice, &mut out);
    out.truncate(out.trim_end_matches([' ', '–']).len());
    out.push_str(after);
    if fill.style == Style::Masculine && !matches!(contract, Contract::CivicService | Contract::Unpaid) {
        out.push_str(dice.word(&[" (H/F)", " (F/H)", " H/F", " (H/F/X)", ""]));
    }
    out
}

fn sectors(dice: &mut Dice, cause: &Cause) -> Vec<Sector> {
    let mut out = vec![cause.sector];
    if dice.chance(25) {
        out.extend(dice.pick(Sector::ALL).filter(|s| **s != cause.sector));
    }
    out
}

/// The text, from the sentences of the cause and of the function.
fn sections(dice: &mut Dice, fill: &Fill<'_>, trade: &Trade) -> Sections {
    let mut out = Sections {
        context: String::with_capacity(400),
        mission: String::with_capacity(900),
        profile: String::with_capacity(400),
        ..Sections::default()
    };
    paragraphs(dice, fill, fill.cause.contexts, 1, &mut out.context);
    let opening = dice.word(&[
        "Dans ce cadre, nous cherchons une personne pour renforcer l’équipe de {v}.",
        "Pour accompagner {s}, vous rejoignez une équipe de {k} personnes.",
        "Au sein du pôle qui porte le projet {n}, vous travaillez au quotidien avec {p}.",
        "Vous prenez la suite d’un collègue qui part à la retraite, avec un mois de tuilage.",
        "C’est une création de poste, autour de {s} et avec {r}.",
    ]);
    fill.write(opening, dice, &mut out.mission);
    out.mission.push_str("\n\n");
    let tasks = 4 + dice.below(4);
    bullets(dice, fill, trade.tasks, tasks, &mut out.mission);
    out.profile.push_str(dice.word(&["Ce poste est pour vous si vous avez :\n\n", "Nous attendons :\n\n", "Vous apportez :\n\n"]));
    let skills = 3 + dice.below(3);
    bullets(dice, fill, trade.skills, skills, &mut out.profile);
    if dice.chance(35) {
        let curiosity = CURIOSITIES.get(dice.rank(CURIOSITIES.len(), 3.0)).copied().unwrap_or_default();
        out.profile.push_str("\nUne curiosité pour ");
        out.profile.push_str(curiosity);
        out.profile.push_str(" serait un plus.\n");
    }
    if dice.chance(60) {
        paragraphs(dice, fill, &OFFERS, 1, &mut out.we_offer);
    }
    if dice.chance(45) {
        paragraphs(dice, fill, &WHY, 1, &mut out.why);
    }
    if dice.chance(40) {
        paragraphs(dice, fill, &MORE, 0, &mut out.more);
    }
    out
}

const OFFERS: [&str; 6] = [
    "Un accueil soigné : deux semaines de découverte, un parrain ou une marraine, puis un point chaque mois.",
    "Un budget de formation, et du temps pour s’en servir.",
    "Des réunions courtes, des décisions écrites, et le droit de dire non.",
    "Un local partagé avec {r}, à dix minutes de la gare.",
    "Une équipe qui tient depuis longtemps, et des horaires qui respectent la vie de chacun.",
    "La possibilité de faire évoluer le poste vers {s}.",
];
const WHY: [&str; 5] = [
    "Parce que {s} a besoin de monde, et que vous verrez les effets de votre travail.",
    "Pour apprendre un métier auprès de gens qui aiment transmettre.",
    "Parce que le projet {n} commence tout juste : vous en écrirez les règles.",
    "Pour travailler avec {p}, et pas seulement pour eux.",
    "Parce que {v} est une belle surprise.",
];
const MORE: [&str; 5] = [
    "Les entretiens auront lieu à {v} ou en visioconférence, dans la quinzaine qui suit la clôture.",
    "Toutes les candidatures reçoivent une réponse.",
    "Nos locaux sont accessibles en fauteuil roulant.",
    "Des déplacements sont à prévoir chez {r}.",
    "Vous pouvez nous rendre visite avant de postuler : appelez-nous.",
];

/// One sentence or more of a list, each a paragraph, without repetition.
fn paragraphs(dice: &mut Dice, fill: &Fill<'_>, templates: &[&str], more: usize, out: &mut String) {
    let (first, count) = (dice.below(templates.len()), 1 + dice.below(more + 1));
    for i in 0..count {
        if i > 0 {
            out.push_str("\n\n");
        }
        fill.write(templates.get((first + i) % templates.len().max(1)).copied().unwrap_or_default(), dice, out);
    }
}

/// `count` list items of a list, from a random place on, without repetition.
fn bullets(dice: &mut Dice, fill: &Fill<'_>, templates: &[&str], count: usize, out: &mut String) {
    let first = dice.below(templates.len());
    for i in 0..count.min(templates.len()) {
        out.push_str("- ");
        fill.write(templates.get((first + i) % templates.len()).copied().unwrap_or_default(), dice, out);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests;
