use super::*;
use crate::jobs::model::Function;
use crate::jobs::model::pay::Pay;
use crate::kernel::dates::days_between;
use crate::kernel::text::words;
use jiff::civil::date;
use std::collections::{HashMap, HashSet};

const TODAY: Date = date(2026, 11, 22);

fn communes() -> Vec<(String, String)> {
    let known =
        [("75056", "Paris"), ("13055", "Marseille"), ("69123", "Lyon"), ("72181", "Le Mans"), ("91692", "Les Ulis"), ("91228", "Évry-Courcouronnes")];
    let mut out: Vec<(String, String)> = known.iter().map(|(c, n)| (c.to_string(), n.to_string())).collect();
    out.extend((0..3000).map(|i| (format!("{:05}", 30_000 + i), format!("Bourg{i}"))));
    out
}

#[test]
fn two_thousand_offers_pass_their_check_and_belong_to_known_organisations() {
    let communes = communes();
    let organisations = organisations(7);
    let slugs: HashSet<&str> = organisations.iter().map(|o| o.slug.as_str()).collect();
    assert_eq!((organisations.len(), slugs.len()), (organisations::COUNT, organisations::COUNT));
    for organisation in &organisations {
        organisation.check().unwrap();
    }
    let mut references = HashSet::new();
    for offer in offers(2000, 7, TODAY, &communes) {
        offer.check().unwrap_or_else(|e| panic!("{e} : {offer:?}"));
        assert!(slugs.contains(offer.organisation.as_str()));
        assert!(references.insert(offer.reference.clone()));
        assert!((0..=60).contains(&days_between(offer.published_on, TODAY)), "{}", offer.published_on);
        for text in offer.sections.all().into_iter().chain([offer.title.as_str()]) {
            assert!(!text.contains(['{', '}']) && !text.contains(" de le ") && !text.contains(" de les ") && !text.contains(" à le "), "{text}");
        }
    }
}

#[test]
fn same_seed_same_bytes_and_a_longer_board_only_adds() {
    let communes = communes();
    let bytes = |count, seed| serde_json::to_string(&offers(count, seed, TODAY, &communes).collect::<Vec<_>>()).unwrap();
    assert_eq!(bytes(300, 1), bytes(300, 1));
    assert_ne!(bytes(300, 1), bytes(300, 2));
    assert!(bytes(400, 1).starts_with(bytes(300, 1).trim_end_matches(']')));
    assert_eq!(organisations(3), organisations(3));
}

#[test]
fn the_board_is_varied() {
    let communes = communes();
    let all: Vec<OfferDraft> = offers(4000, 5, TODAY, &communes).collect();
    let contracts: HashSet<Contract> = all.iter().flat_map(|o| o.contracts.clone()).collect();
    let sectors: HashSet<Sector> = all.iter().flat_map(|o| o.sectors.clone()).collect();
    let functions: HashSet<Function> = all.iter().filter_map(|o| o.function).collect();
    assert_eq!((contracts.len(), sectors.len(), functions.len()), (Contract::COUNT, Sector::COUNT, Function::COUNT));
    for spelling in [".e", "·e", "(e)", "/e", "-e", "ée ", "H/F", "·rice", "Directrice"] {
        assert!(all.iter().any(|o| o.title.contains(spelling)), "{spelling}");
    }
    let texts: HashSet<&str> = all.iter().map(|o| o.sections.mission.as_str()).collect();
    assert!(texts.len() > 3900, "{}", texts.len());
    let paris = all.iter().filter(|o| o.places.iter().any(|p| p.label == "Paris")).count();
    let rare = all.iter().filter(|o| o.places.iter().any(|p| p.label == "Bourg2500")).count();
    assert!(paris > 10 && rare < paris, "{paris} {rare}");
    let open = all.iter().filter(|o| o.last_day.is_none_or(|d| d >= TODAY)).count();
    assert!(open > 3400, "{open}");
}

#[test]
fn a_few_words_are_everywhere_and_many_almost_nowhere() {
    let communes = communes();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for offer in offers(1500, 11, TODAY, &communes) {
        let unique: HashSet<String> = offer.sections.all().iter().flat_map(|s| words(s)).collect();
        for word in unique {
            *seen.entry(word).or_default() += 1;
        }
    }
    let rare = seen.values().filter(|n| **n <= 3).count();
    assert!(seen.len() > 2500, "{}", seen.len());
    assert!(rare > 800, "{rare}");
    assert!(seen["une"] > 1000);
}

#[test]
fn pay_goes_with_the_contract() {
    let communes = communes();
    for offer in offers(2000, 13, TODAY, &communes) {
        match offer.contracts[0] {
            Contract::Unpaid => assert_eq!(offer.pay, Pay::Unpaid),
            Contract::Cdi => {
                assert!(offer.duration.is_none() && offer.pay != Pay::Unpaid);
                if let Some(monthly) = offer.pay.monthly_min(None) {
                    assert!((150_000..600_000).contains(&monthly.0), "{:?}", offer.pay);
                }
            }
            Contract::CivicService => assert!(matches!(offer.pay, Pay::Legal { .. })),
            _ => {}
        }
    }
}

#[test]
fn articles_contract_before_places_and_subjects() {
    let fill = Fill { cause: &CAUSES[0], commune: "Le Mans", project: "Alcyon".to_owned(), tool: "les jeux", style: Style::MiddleDot };
    let say = |template| {
        let mut out = String::new();
        fill.write(template, &mut Dice::new(1), &mut out);
        out
    };
    assert_eq!(say("autour de {v}, à {v}, depuis {v}"), "autour du Mans, au Mans, depuis Le Mans");
    assert_eq!(say("Former à {o} et parler de {n}"), "Former aux jeux et parler d’Alcyon");
    assert_eq!(say("Direct[eur|rice] chargé[e] financi[er|ère]"), "Directeur·rice chargé·e financier·ère");
}

#[test]
fn a_board_without_communes_has_no_places() {
    let none: [(&str, &str); 0] = [];
    assert!(offers(50, 1, TODAY, &none).all(|o| o.places.is_empty() && o.check().is_ok()));
}

#[test]
#[ignore = "a measure, run by hand in release"]
fn speed() {
    let communes = communes();
    let watch = crate::kernel::clock::stopwatch();
    let size: usize = offers(200_000, 1, TODAY, &communes).map(|o| o.sections.mission.len()).sum();
    let seconds = watch.elapsed().as_secs_f64();
    println!("{:.0} offers/s, {size} bytes of missions", 200_000.0 / seconds);
}

#[test]
#[ignore = "prints a few offers, to read them"]
fn sample() {
    let communes = communes();
    for o in offers(4, 42, TODAY, &communes) {
        println!(
            "## {} · {} · {:?} · {}\n{}\n{}\n{}\n{}\n{}\n",
            o.title,
            o.organisation,
            o.contracts,
            o.pay.words(Lang::Fr),
            o.sections.context,
            o.sections.mission,
            o.sections.profile,
            o.sections.we_offer,
            o.sections.why
        );
    }
    for o in offers(40, 43, TODAY, &communes) {
        println!("{} — {}", o.title, o.pay.words(Lang::Fr));
    }
    for o in organisations(42).iter().take(12) {
        println!("{}", o.name);
    }
}
