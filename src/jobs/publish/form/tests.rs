use super::*;
use crate::jobs::model::draft::{Apply, Condition, Duration, OfferDraft, OriginalTitle, Piece, PieceKind, Place, Start};
use crate::jobs::model::pay::Pay;
use crate::jobs::model::{Contract, Function, PayPeriod, Remote, Sector};
use crate::jobs::publish::seeds;
use crate::kernel::dates::{FuzzyDay, Precision};
use crate::kernel::lang::Lang;
use crate::kernel::money::Cents;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);

fn again(pairs: &[(String, String)], base: &OfferDraft) -> Filled {
    read(&|name| pairs.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect(), TODAY, base)
}

fn base() -> OfferDraft {
    blank("toits-passants", "p-1", TODAY)
}

/// A form complete enough to leave, with some values replaced; an empty value removes the field.
fn sent(changes: &[(&str, &str)]) -> Filled {
    let mut pairs: Vec<(String, String)> = [
        ("title", "Chargé·e d’accueil"),
        ("contracts", "cdi"),
        ("sectors", "logement"),
        ("function", "accompagnement"),
        ("place_label", "Lille"),
        ("place_insee", "59350"),
        ("pay_kind", "montant"),
        ("pay_min", "2 150"),
        ("pay_period", "mois"),
        ("mission", "Accueillir."),
        ("profile", "Écouter."),
        ("last_day", "31/12/2026"),
        ("answer_days", "10"),
        ("contact_name", "Inès Roblot"),
        ("charter", "oui"),
    ]
    .map(|(n, v)| (n.to_owned(), v.to_owned()))
    .to_vec();
    for (name, _) in changes {
        pairs.retain(|(n, _)| n != name);
    }
    pairs.extend(changes.iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
    again(&pairs, &base())
}

fn refused(changes: &[(&str, &str)]) -> Vec<String> {
    sent(changes).refusals.into_iter().filter_map(|r| r.field).collect()
}

#[test]
fn a_complete_form_leaves() {
    let filled = sent(&[("question", "Quand pouvez-vous commencer ?"), ("piece_lettre", "exige"), ("piece_cv", "facultatif")]);
    assert_eq!(filled.refusals, []);
    assert!(filled.draft.check().is_ok());
    assert_eq!(filled.draft.last_day, Some(date(2026, 12, 31)));
    assert_eq!(filled.draft.pay, Pay::Amount { min: Cents::euros(2150), max: None, period: PayPeriod::Month, gross: true });
    assert_eq!(filled.draft.pieces, [Piece { kind: PieceKind::Cv, required: false }, Piece { kind: PieceKind::Letter, required: true }]);
    assert_eq!(filled.extras.questions.len(), 1);
}

#[test]
fn every_required_field_is_asked_under_its_own_name() {
    for field in FIELDS.iter().filter(|f| f.required) {
        let removed = refused(&[(field.name, "")]);
        assert_eq!(removed, [field.name], "{}", field.name);
    }
}

#[test]
fn an_empty_form_says_everything_at_once() {
    let filled = again(&[], &base());
    assert_eq!(filled.refusals.len(), FIELDS.iter().filter(|f| f.required).count());
    for refusal in &filled.refusals {
        assert!(FIELDS.iter().any(|f| Some(f.name) == refusal.field.as_deref()), "{refusal}");
    }
}

#[test]
fn i11_i19_pay_is_an_amount_a_range_or_a_text() {
    assert_eq!(refused(&[("pay_min", "selon profil")]), ["pay_min"]);
    assert_eq!(refused(&[("pay_min", "0")]), ["pay_min"]);
    assert_eq!(refused(&[("pay_max", "1 900")]), ["pay_max"]);
    assert_eq!(refused(&[("pay_period", "")]), ["pay_period"]);
    assert_eq!(refused(&[("pay_period", "siècle")]), ["pay_period"]);
    assert_eq!(refused(&[("pay_kind", "legale")]), ["pay_reference"]);
    assert_eq!(refused(&[("pay_kind", "benevolat")]), ["pay_kind"]);
    assert!(refused(&[("pay_kind", "benevolat"), ("contracts", "benevolat")]).is_empty());
    let legal = sent(&[("pay_kind", "legale"), ("pay_reference", "Indemnité légale de stage")]).draft.pay;
    assert_eq!(legal, Pay::Legal { reference: "Indemnité légale de stage".into() });
}

#[test]
fn q17_the_last_day_is_to_come_and_within_a_year() {
    for (text, good) in
        [("2026-11-23", true), ("22/11/2026", false), ("2026-11-21", false), ("22 novembre 2027", true), ("23/11/2027", false), ("bientôt", false)]
    {
        assert_eq!(refused(&[("last_day", text)]).is_empty(), good, "{text}");
    }
    let mut published = base();
    published.last_day = Some(TODAY);
    let filled = read(&|n| if n == "last_day" { vec![TODAY.to_string()] } else { Vec::new() }, TODAY, &published);
    assert!(filled.refusals.iter().all(|r| r.field.as_deref() != Some("last_day")));
}

#[test]
fn i33_contact_answer_and_questions_are_bounded() {
    assert_eq!(refused(&[("answer_days", "0")]), ["answer_days"]);
    assert_eq!(refused(&[("answer_days", "vite")]), ["answer_days"]);
    assert_eq!(refused(&[("contact_email", "ines")]), ["contact_email"]);
    assert_eq!(refused(&[("question", &"x".repeat(201))]), ["question"]);
    assert_eq!(refused(&[("question", "a"), ("question", "b"), ("question", "c"), ("question", "d")]), ["question"]);
    assert_eq!(refused(&[("apply_by", "link"), ("apply_url", "javascript:alert(1)")]), ["apply_url"]);
    assert_eq!(refused(&[("piece_cv", "peut-être")]), ["piece_cv"]);
    assert_eq!(refused(&[("duration_extendable", "oui")]), ["duration_months"]);
    assert_eq!(refused(&[("title", &"x".repeat(201))]), ["title"]);
    assert_eq!(refused(&[("benefits", &"x".repeat(401))]), ["benefits"]);
    assert_eq!(refused(&[("mission", &"x".repeat(20_001))]), ["mission"]);
}

#[test]
fn contradictions_are_said_by_the_draft_itself() {
    assert_eq!(refused(&[("start_from", "mars 2027"), ("end", "02/2027")]), ["end"]);
    assert!(refused(&[("place_label", ""), ("remote", "total")]).is_empty());
}

#[test]
fn i20_moments_as_people_write_them() {
    let cases = [
        ("mi-mars 2027", "2027-03-mi"),
        ("Début février 2027", "2027-02-debut"),
        ("fin septembre 2027", "2027-09-fin"),
        ("janvier 2027", "2027-01"),
        ("01/2027", "2027-01"),
        ("1er août 2027", "2027-08-01"),
        ("31/01/2027", "2027-01-31"),
        ("2027-02-debut", "2027-02-debut"),
    ];
    for (text, code) in cases {
        assert_eq!(moments::moment(text).map(|m| m.to_string()).as_deref(), Some(code), "{text}");
    }
    for bad in ["", "bientôt", "31/02/2027", "2027", "13/2027", "mi mi mars 2027", "12/31/2027", "31/01/27"] {
        assert_eq!(moments::moment(bad), None, "{bad}");
    }
}

#[test]
fn every_name_and_choice_is_known() {
    let mut names: Vec<&str> = FIELDS.iter().map(|f| f.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FIELDS.len());
    for field in FIELDS {
        let choices = matches!(field.input, Input::Choice) || matches!(field.name, "contracts" | "sectors");
        assert_eq!(!options(field.name, Lang::Fr).is_empty(), choices, "{}", field.name);
    }
    for kind in PieceKind::ALL {
        assert!(FIELDS.iter().any(|f| f.name == format!("piece_{}", kind.code())));
    }
}

#[test]
fn the_demo_world_goes_through_the_form_unchanged() {
    for mut draft in seeds::all() {
        let pairs = write(&draft, &Extras { questions: vec!["Pourquoi nous ?".into()], charter: true });
        for (name, _) in &pairs {
            assert!(FIELDS.iter().any(|f| f.name == name), "{name}");
        }
        let filled = again(&pairs, &draft);
        draft.pieces.sort_by_key(|p| p.kind);
        assert_eq!(filled.draft, draft);
        assert_eq!(filled.extras.questions, ["Pourquoi nous ?"]);
        let allowed = ["last_day", "answer_days", "contact_name"];
        assert!(filled.refusals.iter().all(|r| allowed.contains(&r.field.as_deref().unwrap_or(""))), "{}: {:?}", draft.reference, filled.refusals);
    }
}

fn line() -> impl Strategy<Value = String> {
    "[A-Za-zéàç’«·][A-Za-zéàç’ .,;·&<>\"-]{0,30}[a-zé!]"
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(line())
}

fn moment() -> impl Strategy<Value = FuzzyDay> {
    (2026i16..2030, 1i8..=12, 1i8..=28, 0u8..5).prop_map(|(y, m, d, p)| {
        let day = date(y, m, d);
        match p {
            0 => FuzzyDay::exactly(day),
            1 => FuzzyDay { day: day.first_of_month(), precision: Precision::Early },
            2 => FuzzyDay { day: date(y, m, 15), precision: Precision::Mid },
            3 => FuzzyDay { day: day.last_of_month(), precision: Precision::Late },
            _ => FuzzyDay { day: day.first_of_month(), precision: Precision::Month },
        }
    })
}

fn pay() -> impl Strategy<Value = Pay> {
    let amount = (1i64..5_000_000, proptest::option::of(0i64..1_000_000), 0..PayPeriod::COUNT, any::<bool>())
        .prop_map(|(min, more, p, gross)| Pay::Amount { min: Cents(min), max: more.map(|m| Cents(min + m)), period: PayPeriod::ALL[p], gross });
    prop_oneof![amount, line().prop_map(|reference| Pay::Legal { reference }), Just(Pay::Unpaid)]
}

prop_compose! {
    fn drafts()(
        words in proptest::collection::vec(line(), 8),
        notes in proptest::collection::vec(maybe(), 8),
        contracts in proptest::sample::subsequence(Contract::ALL.to_vec(), 1..=5).prop_shuffle(),
        sectors in proptest::sample::subsequence(Sector::ALL.to_vec(), 1..=3).prop_shuffle(),
        function in proptest::sample::select(Function::ALL.to_vec()),
        remote in proptest::sample::select(Remote::ALL.to_vec()),
        places in proptest::collection::vec((line(), proptest::option::of("[0-9]{5}"), any::<bool>(), maybe()), 1..4),
        start in proptest::option::of((any::<bool>(), proptest::option::of(moment()))),
        duration in proptest::option::of((1u16..60, any::<bool>(), maybe())),
        pay in pay(),
        lists in (proptest::collection::vec(line(), 0..4), proptest::collection::vec((line(), any::<bool>()), 0..4)),
        pieces in proptest::sample::subsequence(PieceKind::ALL.to_vec(), 0..=5),
        numbers in (proptest::option::of(1u8..=100), 1u16..=1000, 1u16..=180, 1i32..=365, any::<bool>(), any::<bool>()),
    ) -> OfferDraft {
        let mut d = base();
        d.title = words[0].clone();
        d.title_original = notes[0].clone().map(|text| OriginalTitle { lang: Lang::En, text });
        d.contracts = contracts;
        d.sectors = sectors;
        d.function = Some(function);
        d.remote = remote;
        d.places = places.into_iter().map(|(label, insee, preferred, country)| Place { insee, label, preferred, country }).collect();
        d.start = start.filter(|(asap, from)| *asap || from.is_some()).map(|(asap, from)| Start { asap, from });
        d.duration = duration.map(|(months, extendable, note)| Duration { months, extendable, note });
        d.pay = pay;
        d.benefits = lists.0;
        d.conditions = lists.1.into_iter().map(|(text, required)| Condition { text, required }).collect();
        d.pieces = pieces.into_iter().enumerate().map(|(i, kind)| Piece { kind, required: i % 2 == 0 }).collect();
        d.rate_percent = numbers.0;
        d.positions = numbers.1;
        d.answer_days = Some(numbers.2);
        d.last_day = Some(crate::kernel::dates::shift(TODAY, numbers.3));
        d.language = if numbers.4 { Lang::Fr } else { Lang::En };
        if numbers.5 {
            d.apply = Apply::Link { url: "https://a.example/b?c=d&e".into() };
        }
        d.contact = Some(crate::jobs::model::draft::Contact { name: words[1].clone(), role: notes[1].clone(), email: Some("a@b.example".into()) });
        [d.contract_note, d.places_note, d.remote_note, d.rhythm_note, d.pay_note, d.team] =
            [2, 3, 4, 5, 6, 7].map(|i: usize| notes[i].clone());
        d.sections.mission = format!("{}\n\n- {}", words[2], words[3]);
        d.sections.profile = words[4].clone();
        d.sections.why = words[5].clone();
        if d.pay == Pay::Unpaid {
            d.contracts = vec![Contract::Unpaid];
        }
        d
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_what_was_written_gives_the_draft_back(draft in drafts(), questions in proptest::collection::vec(line(), 0..=3)) {
        let extras = Extras { questions, charter: true };
        let filled = again(&write(&draft, &extras), &draft);
        prop_assert_eq!(&filled.draft, &draft);
        prop_assert_eq!(&filled.extras, &extras);
        prop_assert!(filled.refusals.is_empty(), "{:?}", filled.refusals);
    }

    #[test]
    fn anything_sent_is_read_without_panic(values in proptest::collection::vec(".{0,40}", FIELDS.len())) {
        let pairs: Vec<(String, String)> = FIELDS.iter().map(|f| f.name.to_owned()).zip(values).collect();
        let filled = again(&pairs, &base());
        prop_assert!(filled.refusals.iter().all(|r| r.field.is_some()));
    }
}
