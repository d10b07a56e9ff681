//! Tests of the file: the table of fields, saving one field, what is missing (rules C7, C9, C15, G6–G8).

use super::autosave::{Saving, get, set};
use super::choices::*;
use super::edition::tests::{april, rolling};
use super::fields::{FIELDS, Kind, field_of};
use super::file::*;
use super::missing::{bar, missing};
use crate::kernel::refusal::Reason;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);
const HERE: Saving<'static> = Saving { programme: Programme::Associe, peertube: &[] };
const RECEIVED: Pieces = Pieces { cv: Piece::Received, letter: Piece::None };

fn fill(d: &mut Dossier, saving: Saving, values: &[(&str, &str)]) {
    for (address, value) in values {
        set(d, saving, address, value).unwrap_or_else(|r| panic!("{address}: {r}"));
    }
}

fn drawn() -> Dossier {
    let mut d = Dossier::default();
    let values = [
        ("letter", "Bonjour,\r\n\r\nvoici pourquoi."),
        ("video", "https://vimeo.com/000000000"),
        ("experiences.x1.kind", "cdi"),
        ("experiences.x1.title", "Responsable de secteur"),
        ("experiences.x1.organisation", "Les Jardins d’ici"),
        ("experiences.x1.start", "09/2024"),
        ("experiences.x1.end", "03/2024"),
        ("right_to_work", "oui"),
        ("french", "couramment"),
        ("english", "travailler"),
    ];
    fill(&mut d, HERE, &values);
    d
}

#[test]
fn the_bar_says_what_the_drawn_page_says() {
    let mut d = drawn();
    let list = missing(&d, RECEIVED, &april(), TODAY);
    let shown: Vec<_> = list.iter().map(|m| (m.field.as_str(), m.sentence.as_str())).collect();
    assert_eq!(shown, [("experiences.x1.end", "Une date à corriger"), ("project", "Un projet à raconter")]);
    assert_eq!(bar(&list), "Encore deux choses avant de déposer");
    fill(&mut d, HERE, &[("experiences.x1.end", "03/2026"), ("project", "La refonte des outils.")]);
    assert_eq!(missing(&d, RECEIVED, &april(), TODAY), []);
    assert_eq!(bar(&[]), "Tout est là : vous pouvez déposer");
}

#[test]
fn c15_three_pieces_are_required_and_each_has_its_other_form() {
    let d = Dossier { letter: String::new(), video: String::new(), ..drawn() };
    let fields = |d: &Dossier, p: Pieces| missing(d, p, &april(), TODAY).into_iter().map(|m| m.field).collect::<Vec<_>>();
    let all = fields(&d, Pieces::default());
    assert!(["cv", "letter", "video"].iter().all(|f| all.iter().any(|m| m == f)), "{all:?}");
    let other = Dossier { video_alternative: "Je raconte.".into(), ..d };
    let left = fields(&other, Pieces { cv: Piece::Received, letter: Piece::Received });
    assert_eq!(left, ["experiences.x1.end", "project"]);
    let refused = missing(&other, Pieces { cv: Piece::Refused, letter: Piece::Received }, &april(), TODAY);
    assert_eq!(refused[0].sentence, "Un CV à envoyer de nouveau");
}

#[test]
fn an_empty_file_lists_everything_once() {
    let list = missing(&Dossier::default(), Pieces::default(), &april(), TODAY);
    assert_eq!(bar(&list), "Encore huit choses avant de déposer");
    assert!(list.iter().all(|m| !m.sentence.is_empty() && field_of(&m.field).is_some()), "{list:?}");
}

#[test]
fn g8_pro_pulse_is_a_short_form() {
    let there = Saving { programme: Programme::Propulse, peertube: &[] };
    let mut d = Dossier::default();
    fill(&mut d, there, &[("letter", "J’ai envie."), ("search", "ess"), ("converting", "non"), ("studying", "non"), ("in_internship", "non")]);
    let left: Vec<_> = missing(&d, Pieces::default(), &rolling(), TODAY).into_iter().map(|m| m.field).collect();
    assert_eq!(left, ["diplomas", "in_civic_service"]);
    fill(&mut d, there, &[("in_civic_service", "non"), ("diplomas.a.level", "bac-3"), ("diplomas.a.date", "06/2026")]);
    assert_eq!(missing(&d, Pieces::default(), &rolling(), TODAY), []);
    let v = super::eligibility::evaluate(&rolling(), &d.answers(&rolling().settings), TODAY);
    assert_eq!(v.outcome, super::eligibility::Outcome::Eligible);
}

#[test]
fn q18_associe_never_asks_for_an_age() {
    let mut d = Dossier::default();
    let refusal = set(&mut d, HERE, "age", "plus-de-45").unwrap_err();
    assert_eq!((refusal.reason, d.age), (Reason::Missing, None));
    let apte = Saving { programme: Programme::Apte, peertube: &[] };
    assert!(set(&mut d, apte, "age", "plus-de-45").is_ok());
    assert!(set(&mut d, apte, "project", "x").is_err());
}

#[test]
fn a_refused_value_changes_nothing() {
    let mut d = drawn();
    let before = d.clone();
    let long = "é".repeat(3001);
    let hundred = "x".repeat(201);
    let table = [
        ("letter", long.as_str(), "3000"),
        ("video", "https://evil.fr/v", "YouTube"),
        ("video", "https://wetransfer.com/x", "fichier"),
        ("french", "klingon", "liste"),
        ("experiences.x1.start", "hier", "09/2024"),
        ("experiences.x1.part_time", "120", "1 à 100"),
        ("experiences.x1.title", hundred.as_str(), "200"),
        ("experiences.x1.salary", "1", "existe pas"),
        ("experiences.x9.start", "hier", "09/2024"),
        ("experiences.X9.title", "a", "lisible"),
        ("experiences..title", "a", "lisible"),
        ("experiences.x1", "tout", "champ"),
        ("experiences", "[]", "ligne par ligne"),
        ("experiences.*.title", "a", "lisible"),
        ("cv", "fichier", "existe pas"),
        ("converting", "non", "existe pas"),
        ("diplomas.a.date", "31/02/2025", "date"),
        ("diplomas.a.level", "zzz", "liste"),
        ("", "", "existe pas"),
        ("a.b.c.d", "", "existe pas"),
    ];
    for (address, value, words) in table {
        let refusal = set(&mut d, HERE, address, value).expect_err(address);
        assert!(refusal.sentence.contains(words) && refusal.sentence.ends_with('.'), "{address}: {}", refusal.sentence);
        assert_eq!(d, before, "{address}");
    }
}

#[test]
fn rows_are_made_by_their_key_removed_twice_and_bounded() {
    let mut d = Dossier::default();
    fill(&mut d, HERE, &[("languages.a.name", "Espagnol"), ("languages.a.level", "b2"), ("languages.b.name", "Grec")]);
    fill(&mut d, HERE, &[("languages.b", ""), ("languages.b", ""), ("languages.zz", "")]);
    assert_eq!(d.languages.len(), 1);
    for i in 0..39 {
        fill(&mut d, HERE, &[(&format!("languages.k{i}.name"), "x")]);
    }
    assert!(set(&mut d, HERE, "languages.more.name", "x").is_err());
    assert!(set(&mut d, HERE, "languages.a.name", "Portugais").is_ok());
    assert_eq!(d.languages.len(), 40);
}

#[test]
fn text_is_kept_as_written_but_for_control_characters() {
    let mut d = Dossier::default();
    fill(&mut d, HERE, &[("letter", "Un\r\n  deux\u{0}\u{202e} \n\n"), ("experiences.a.title", "  Cheffe \n de  projet ")]);
    assert_eq!(d.letter, "Un\n  deux");
    assert_eq!(get(&d, "experiences.a.title").as_deref(), Some("Cheffe de projet"));
    fill(&mut d, HERE, &[("experiences.a.start", "septembre 2024"), ("experiences.a.part_time", "60 %"), ("video", " vimeo.com/123456789 ")]);
    assert_eq!(get(&d, "experiences.a.start").as_deref(), Some("09/2024"));
    assert_eq!((get(&d, "experiences.a.part_time").as_deref(), d.video.as_str()), (Some("60"), "vimeo.com/123456789"));
    fill(&mut d, HERE, &[("experiences.a.start", ""), ("video", "")]);
    assert_eq!((d.experiences["a"].start, d.video.as_str()), (None, ""));
    for (typed, shown) in [("30/06/2025", "2025-06-30"), ("2025-06-30", "2025-06-30"), ("juin 2025", "06/2025"), ("1/2/2025", "2025-02-01")] {
        fill(&mut d, HERE, &[("diplomas.a.date", typed)]);
        assert_eq!(get(&d, "diplomas.a.date").as_deref(), Some(shown), "{typed}");
    }
    assert_eq!((get(&d, "diplomas.zz.date"), get(&d, "nothing")), (None, None));
}

#[test]
fn every_field_of_the_table_can_be_saved_and_is_known() {
    for field in FIELDS {
        assert!(!field.label.is_empty() && field.max > 0 && !field.asked.is_empty(), "{}", field.code);
        assert!(field.required.iter().all(|p| field.asked.contains(p)), "{}", field.code);
        assert!(field.required.is_empty() || !field.missing.is_empty(), "{}", field.code);
        let value = match field.kind {
            Kind::Choice(list) => list()[0].0,
            Kind::YesNo => "oui",
            Kind::Month => "09/2024",
            Kind::Day => "2025-06-30",
            Kind::Percent => "60",
            Kind::Video => "https://vimeo.com/123456789",
            Kind::Line | Kind::Text => "mots",
            Kind::Document | Kind::List => continue,
        };
        let address = field.code.replace('*', "k1");
        let mut d = Dossier::default();
        let saving = Saving { programme: field.asked[0], peertube: &[] };
        fill(&mut d, saving, &[(&address, value)]);
        assert_eq!(get(&d, &address).as_deref(), Some(value), "{address}");
        assert_ne!(d, Dossier::default(), "{address}");
        let json = serde_json::to_string(&d).unwrap();
        assert_eq!(serde_json::from_str::<Dossier>(&json).unwrap(), d);
    }
    assert!(serde_json::from_str::<Dossier>(r#"{"birth_date":"1980-01-01"}"#).is_err());
    assert_eq!(FIELDS.iter().filter(|f| f.code.contains("setting")).count(), 1);
}

#[test]
fn the_diploma_that_speaks_is_the_latest_of_the_level_asked() {
    let with = |list: &[(DiplomaLevel, &str)]| {
        let diplomas =
            list.iter().enumerate().map(|(i, (l, d))| (i.to_string(), Diploma { level: Some(*l), date: d.parse().ok(), ..Diploma::default() }));
        let d = Dossier { diplomas: diplomas.collect(), ..Dossier::default() };
        let a = d.answers(&rolling().settings);
        (a.diploma, a.diploma_on.map(|d| d.to_string()))
    };
    use DiplomaLevel::*;
    assert_eq!(with(&[(Bac2, "2018-06-30"), (Bac3, "2026-06-30"), (Cap, "2026-07-01")]), (Some(Bac3), Some("2026-06-30".into())));
    assert_eq!(with(&[(Cap, "2018-06-30"), (Bac, "2010-06-30")]), (Some(Bac), Some("2010-06-30".into())));
    let declared = Dossier { no_diploma: true, ..Dossier::default() };
    assert_eq!(declared.answers(&rolling().settings).diploma, Some(None));
    assert_eq!(Dossier::default().answers(&rolling().settings).diploma, Option::None);
}

proptest! {
    #[test]
    fn no_text_makes_saving_panic_and_refusals_change_nothing(i in 0..FIELDS.len(), key in "[a-zA-Z0-9.*é-]{0,8}", value in ".{0,60}") {
        for programme in Programme::ALL {
            let mut d = drawn();
            let before = d.clone();
            let saving = Saving { programme: *programme, peertube: &[] };
            for address in [FIELDS[i].code.replace('*', &key), key.clone()] {
                match set(&mut d, saving, &address, &value) {
                    Err(_) => prop_assert_eq!(&d, &before),
                    Ok(()) => d = before.clone(),
                }
            }
            let _ = missing(&d, Pieces::default(), &april(), TODAY);
        }
    }
}
