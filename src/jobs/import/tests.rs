//! Each format, good and bad rows; the two source documents; text, pay and dates; hostile files.

mod hostile;
mod words;

use super::{Format, Parsed, Row, read};
use crate::jobs::model::draft::{Apply, OfferDraft};
use crate::jobs::model::pay::Pay;
use crate::jobs::model::status::{Lifetime, Status};
use crate::jobs::model::{Contract, Function, PayPeriod, Remote, Sector};
use crate::kernel::money::Cents;
use jiff::civil::date;

fn good(row: &Row<OfferDraft>) -> &OfferDraft {
    row.outcome.as_ref().unwrap_or_else(|e| panic!("ligne {} : {e}", row.line))
}

/// Line and reason of each refused offer.
fn refused(parsed: &Parsed) -> Vec<(u64, String)> {
    parsed.offers.iter().filter_map(|r| Some((r.line, r.outcome.as_ref().err()?.to_string()))).collect()
}

fn month(min: i64, max: Option<i64>) -> Pay {
    Pay::Amount { min: Cents::euros(min), max: max.map(Cents::euros), period: PayPeriod::Month, gross: true }
}

#[test]
fn the_two_source_documents_are_read_whole_with_their_own_dates() {
    let parsed = read(Format::Json, include_bytes!("fixtures/sources.json"), "demo").unwrap();
    assert!(parsed.authoritative && parsed.organisations.iter().all(|o| o.outcome.is_ok()));
    assert_eq!(parsed.organisations.len(), 4);
    let we_co = parsed.organisations[3].outcome.as_ref().unwrap();
    assert_eq!((we_co.hosted_by.len(), we_co.siret.is_none()), (2, true));
    let [s3, s4] = parsed.offers.as_slice() else { panic!() };
    let (s3, s4) = (good(s3), good(s4));
    assert_eq!(s3.contracts, [Contract::Internship, Contract::Apprenticeship]);
    assert_eq!((s3.months(), s3.last_day), (Some(8), Some(date(2021, 1, 14))));
    assert!(s3.places[0].preferred && !s3.places[1].preferred && !s3.conditions[0].required && s3.pieces[1].required);
    assert!(s3.sections.why.contains("c’est chouette") && s3.sections.mission.contains("conventions d’affaires"));
    assert_eq!(s4.pay.monthly_min(s4.months()), Some(Cents::euros(1000)));
    assert!(s4.start.as_ref().unwrap().asap && s4.duration.as_ref().unwrap().extendable && s4.later_hire.is_some());
    assert!(s4.sections.profile.contains("surpris par vos candidatures") && s4.sections.mission.contains("### Phase 3"));
    // I5, I16: at the time of the demo both advertisements are over, and the one of 2015 is archived.
    let now = "2021-02-01T12:00:00Z".parse().unwrap();
    assert_eq!(Lifetime::of(s3.published_on, s3.last_day, s3.closed_on).status(now), Status::Closed);
    assert_eq!(Lifetime::of(s4.published_on, s4.last_day, s4.closed_on).status(now), Status::Gone);
}

#[test]
fn drafts_are_refused_one_by_one_with_line_and_field() {
    let parsed = read(Format::Json, include_bytes!("fixtures/drafts.json"), "essai").unwrap();
    let kept: Vec<&str> = parsed.offers.iter().filter_map(|r| Some(r.outcome.as_ref().ok()?.reference.as_str())).collect();
    assert_eq!(kept, ["a", "j"]);
    assert_eq!(good(&parsed.offers[0]).source, "essai");
    let refused = refused(&parsed);
    let expected = [
        (3, "titel : le champ « titel » n’existe pas"),
        (4, "contracts : « cdx » n’est pas un choix connu ; choisissez parmi : cdi, cdd"),
        (5, "published_on : donnez une date au format AAAA-MM-JJ"),
        (6, "pay : le haut de la fourchette"),
        (7, "sections : le texte contient des balises HTML"),
        (8, "un caractère de contrôle"),
        (9, "le JSON de cette offre est mal formé (un nombre est hors limites"),
        (10, "reference : la référence « a » figure déjà à la ligne 2"),
        (11, "le JSON de cette offre est mal formé"),
    ];
    assert_eq!(refused.len(), expected.len(), "{refused:#?}");
    for ((line, reason), (wanted, words)) in refused.iter().zip(expected) {
        assert_eq!(*line, wanted, "{reason}");
        assert!(reason.starts_with(words), "{reason}");
    }
    assert_eq!(parsed.offers[1].reference.as_deref(), Some("b"));
}

#[test]
fn a_job_posting_keeps_sections_places_contracts_and_the_last_day_included() {
    let parsed = read(Format::JobPosting, include_bytes!("fixtures/s3.jobposting.json"), "jobsense").unwrap();
    let offer = good(&parsed.offers[0]);
    assert_eq!((offer.source.as_str(), offer.reference.as_str()), ("jobsense", "JS-1402"));
    assert_eq!(offer.contracts, [Contract::Internship, Contract::Apprenticeship]);
    assert_eq!((offer.published_on, offer.last_day), (date(2020, 12, 18), Some(date(2021, 1, 14))));
    assert_eq!(offer.places.iter().map(|p| p.label.as_str()).collect::<Vec<_>>(), ["Evry (91000)", "Noisiel (77186)"]);
    assert_eq!((offer.sectors.as_slice(), offer.function), ([Sector::Finance].as_slice(), Some(Function::Project)));
    assert_eq!(offer.pay, Pay::Legal { reference: "Indemnité légale".into() });
    assert!(offer.sections.context.starts_with("FRANCE ACTIVE") && offer.sections.mission.contains("### 1/ Appui"));
    assert!(offer.sections.profile.contains("- Vous êtes organisé.e.s et rigoureux.euses"));
    assert!(offer.sections.why.contains("- L’Essonne et la Seine-et-Marne, c’est chouette"));
    assert_eq!(offer.benefits.len(), 2);
    let organisation = parsed.organisations[0].outcome.as_ref().unwrap();
    assert!(organisation.story.contains("AFILE 77") && !parsed.authoritative);
}

#[test]
fn job_postings_by_line_fail_alone() {
    let parsed = read(Format::JobPosting, include_bytes!("fixtures/jobposting.jsonl"), "x").unwrap();
    let offer = good(&parsed.offers[0]);
    assert_eq!((offer.contracts.as_slice(), offer.rate_percent), ([Contract::Cdi].as_slice(), Some(80)));
    assert_eq!((offer.pay.clone(), offer.last_day), (month(2000, Some(2200)), Some(date(2026, 12, 1))));
    assert!(!offer.sections.mission.contains("alert"));
    let refused = refused(&parsed);
    assert_eq!(refused.iter().map(|(l, _)| *l).collect::<Vec<_>>(), [2, 3, 5]);
    assert!(refused[0].1.contains("aucun type de contrat") && refused[1].1.contains("s’arrête") && refused[2].1.contains("organisation"));
}

#[test]
fn a_graph_names_its_organisations_by_id() {
    let parsed = read(Format::JobPosting, include_bytes!("fixtures/graph.jobposting.json"), "x").unwrap();
    assert_eq!(parsed.offers.len(), 1);
    let offer = good(&parsed.offers[0]);
    assert_eq!((offer.organisation.as_str(), offer.remote, parsed.offers[0].line), ("Maison Horizon", Remote::Full, 3));
    assert_eq!(offer.pay, Pay::Amount { min: Cents::euros(35_000), max: None, period: PayPeriod::Year, gross: true });
}

#[test]
fn an_rss_feed_gives_clean_text_and_no_made_up_deadline() {
    let parsed = read(Format::Rss, include_bytes!("fixtures/feed.rss"), "rss").unwrap();
    let (one, two) = (good(&parsed.offers[0]), good(&parsed.offers[1]));
    assert_eq!(
        (one.title.as_str(), one.organisation.as_str(), one.reference.as_str()),
        ("Chargé.e de communication – CDD", "Ressourcerie Luciole", "res-1")
    );
    assert_eq!(one.sections.mission, "- Écrire **bien**\n- Lire ici et [là](https://a.example/x?y=1&z=%282%29)");
    assert_eq!((one.sectors.as_slice(), one.function), ([Sector::Circular].as_slice(), Some(Function::Communication)));
    assert_eq!((one.last_day, one.published_on), (None, date(2026, 11, 2)));
    assert_eq!(one.apply, Apply::Link { url: "https://ressourceries.example/1".into() });
    assert_eq!(
        (two.contracts.as_slice(), two.organisation.as_str(), two.places[0].label.as_str()),
        ([Contract::Cdi].as_slice(), "Le Tri Capucine", "Nantes")
    );
    assert_eq!((two.reference.as_str(), two.sections.mission.as_str()), ("https://ressourceries.example/2", "Trier & réparer"));
    let refused = refused(&parsed);
    assert_eq!((refused.len(), refused[0].0), (1, 23));
    assert!(refused[0].1.contains("la date de publication manque"), "{refused:?}");
    assert_eq!(parsed.offers[2].reference.as_deref(), Some("res-3"));
}

#[test]
fn an_atom_feed_reads_xhtml_links_and_paris_days() {
    let parsed = read(Format::Rss, include_bytes!("fixtures/feed.atom"), "atom").unwrap();
    let offer = good(&parsed.offers[0]);
    assert_eq!((offer.title.as_str(), offer.organisation.as_str()), ("Développeur·euse", "Coop des Communs"));
    assert_eq!((offer.published_on, offer.contracts.as_slice()), (date(2026, 11, 6), [Contract::Freelance].as_slice()));
    assert_eq!(offer.sections.mission, "Du *Rust* & du sens.");
    assert_eq!(offer.apply, Apply::Link { url: "https://coop.example/9".into() });
}

#[test]
fn i16_indeed_reads_american_dates_and_mission_fees() {
    let parsed = read(Format::Indeed, include_bytes!("fixtures/s4.indeed.xml"), "indeed").unwrap();
    let offer = good(&parsed.offers[0]);
    assert_eq!((offer.published_on, offer.last_day), (date(2015, 3, 15), None));
    assert_eq!(offer.pay, Pay::Amount { min: Cents::euros(3000), max: None, period: PayPeriod::Mission, gross: true });
    assert_eq!((offer.contracts.as_slice(), offer.rate_percent, offer.remote), ([Contract::Freelance].as_slice(), Some(50), Remote::Partial));
    assert!(offer.sections.context.contains("WE-CO Experience a pour mission") && offer.sections.profile.contains("- ENTREPRENEUR"));
    assert!(offer.sections.mission.contains("- Responsable de la logistique"), "{}", offer.sections.mission);
    assert_eq!(offer.places[0].label, "Triel-sur-Seine (78510)");
}

#[test]
fn indeed_in_latin_1_and_without_a_company() {
    let parsed = read(Format::Indeed, include_bytes!("fixtures/indeed.xml"), "indeed").unwrap();
    let offer = good(&parsed.offers[0]);
    assert_eq!((offer.title.as_str(), offer.contracts.as_slice()), ("Infirmier(ère)", [Contract::Cdi].as_slice()));
    assert_eq!((offer.published_on, offer.last_day), (date(2026, 11, 1), Some(date(2026, 12, 15))));
    assert_eq!(offer.pay, Pay::Amount { min: Cents::euros(35_000), max: None, period: PayPeriod::Year, gross: true });
    assert_eq!((offer.conditions[0].text.as_str(), offer.sectors.as_slice()), ("Diplôme d'État", [Sector::Health].as_slice()));
    assert_eq!(refused(&parsed), [(9, "organisation : l’offre ne nomme pas l’organisation qui recrute".to_owned())]);
}

#[test]
fn france_travail_maps_codes_pay_hours_and_requirements() {
    let parsed = read(Format::FranceTravail, include_bytes!("fixtures/france-travail.json"), "france-travail").unwrap();
    let offer = good(&parsed.offers[0]);
    assert_eq!((offer.reference.as_str(), offer.organisation.as_str()), ("187ABCD", "REGIE DE QUARTIER"));
    assert_eq!((offer.contracts.as_slice(), offer.contract_note.as_deref()), ([Contract::Cdd].as_slice(), Some("CDD - 6 Mois")));
    assert_eq!((offer.pay.clone(), offer.pay_note.clone(), offer.rate_percent), (month(2250, Some(2400)), None, Some(80)));
    assert_eq!((offer.places[0].insee.as_deref(), offer.places[0].label.as_str()), (Some("91228"), "Evry Courcouronnes"));
    assert_eq!(offer.sections.mission, "- Accueillir\n- Orienter \\<tout> le monde");
    assert_eq!(offer.sections.profile, "Diplôme de CIP");
    assert_eq!(offer.conditions.iter().map(|c| c.required).collect::<Vec<_>>(), [false, true]);
    assert_eq!(offer.contact.as_ref().unwrap().email, None);
    assert_eq!(offer.apply, Apply::Link { url: "https://candidat.example/187ABCD".into() });
    assert_eq!(
        (offer.positions, offer.function, offer.benefits.as_slice()),
        (2, Some(Function::Project), ["Titres restaurant".to_owned()].as_slice())
    );
    let last = good(&parsed.offers[2]);
    assert_eq!((last.contracts.as_slice(), last.published_on), ([Contract::Apprenticeship].as_slice(), date(2026, 11, 13)));
    assert_eq!((last.pay.clone(), last.places[0].label.as_str()), (Pay::Unstated, "Rennes (35000)"));
    assert_eq!(refused(&parsed), [(14, "organisation : l’offre ne nomme pas l’organisation qui recrute".to_owned())]);
}

#[test]
fn a_table_reads_lists_dates_and_names_its_bad_lines() {
    let text = include_str!("fixtures/table.csv");
    let parsed = read(Format::Csv, text.as_bytes(), "tableur").unwrap();
    let offer = good(&parsed.offers[0]);
    assert_eq!(offer.contracts, [Contract::Cdi, Contract::Cdd]);
    assert_eq!((offer.published_on, offer.last_day), (date(2026, 11, 3), Some(date(2026, 12, 14))));
    assert_eq!(
        (offer.places[0].insee.as_deref(), offer.places[0].preferred, offer.places[1].label.as_str()),
        (Some("91228"), true, "Noisiel (77186)")
    );
    assert_eq!((offer.pay.clone(), offer.rate_percent, offer.function), (month(2250, Some(2400)), Some(80), Some(Function::Care)));
    assert_eq!(offer.conditions.iter().map(|c| (c.text.as_str(), c.required)).collect::<Vec<_>>(), [("Permis B", true), ("Anglais", false)]);
    assert_eq!(offer.sections.mission, "**Écouter**\n\n- puis agir");
    assert!(offer.pieces[0].required && !offer.pieces[1].required && offer.start.as_ref().unwrap().asap);
    let refused = refused(&parsed);
    assert_eq!(refused.iter().map(|(l, _)| *l).collect::<Vec<_>>(), [5, 6, 7], "{refused:#?}");
    assert!(
        refused[0].1.contains("« cuisine » n’est pas un choix connu")
            && refused[1].1.contains("4 colonnes au lieu de 18")
            && refused[2].1.contains("31/02/2026")
    );
}

#[test]
fn a_table_may_be_windows_1252_with_commas_or_utf_8_with_a_mark() {
    let text = "reference,organisation,intitule,contrats,publiee_le\r\n1,Éclat,Chargé d’études,stage,2026-11-01\r\n";
    let latin = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let marked = format!("\u{feff}{text}");
    for bytes in [latin.as_slice(), marked.as_bytes(), text.as_bytes()] {
        let parsed = read(Format::Csv, bytes, "x").unwrap();
        assert_eq!(good(&parsed.offers[0]).title, "Chargé d’études");
        assert_eq!(good(&parsed.offers[0]).organisation, "Éclat");
    }
}

#[test]
fn every_format_has_a_code() {
    let codes: Vec<&str> = Format::ALL.iter().map(|f| f.code()).collect();
    assert_eq!(codes, ["json", "jobposting", "rss", "indeed", "france-travail", "csv"]);
}
