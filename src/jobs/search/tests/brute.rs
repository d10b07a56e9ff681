//! Filters, facets, orders and pages against a plain loop over the offers.

use super::*;
use crate::jobs::model::Function;
use crate::jobs::model::criteria::{Around, Facets, Filter, PAGE_SIZE, SINCE_CHOICES};
use crate::jobs::search::RESULTS_MAX;
use crate::kernel::geo::Position;
use crate::kernel::money::Cents;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn position() -> impl Strategy<Value = Position> {
    (43f32..50.0, -2f32..7.0).prop_map(|(lat, lon)| Position { lat, lon })
}

fn any_offer() -> impl Strategy<Value = IndexedOffer> {
    let choices = (
        subsequence(Contract::ALL, 0..3),
        subsequence(Sector::ALL, 0..3),
        proptest::option::of(select(Function::ALL)),
        select(Remote::ALL),
        select(Rhythm::ALL),
    );
    let numbers = (
        0i32..40,
        proptest::option::of(0i32..20),
        -2i64..20,
        proptest::option::of(0i64..300_000),
        proptest::collection::vec(position(), 0..3),
        select(vec!["comptable", "chargée de mission", "mission comptable", "cuisinier"]),
    );
    (choices, numbers).prop_map(|((contracts, sectors, function, remote, rhythm), (age, deadline, closes, pay, positions, title))| IndexedOffer {
        contracts,
        sectors,
        function,
        remote,
        rhythm,
        positions,
        published: TODAY - age,
        deadline: deadline.map(|d| TODAY + d),
        closes_at_ms: NOW + closes,
        pay_monthly_max: pay.map(Cents),
        ..offer(0, title)
    })
}

fn any_criteria() -> impl Strategy<Value = Criteria> {
    let some = |p: f64| proptest::option::weighted(p, Just(()));
    let lists = (subsequence(Contract::ALL, 0..4), subsequence(Sector::ALL, 0..6), subsequence(Function::ALL, 0..4), subsequence(Remote::ALL, 0..2));
    let rest = (
        proptest::option::weighted(0.3, select(Rhythm::ALL)),
        proptest::option::weighted(0.4, select(vec![0u16, 3, 5, 7, 14, 30])),
        proptest::option::weighted(0.3, 0i64..200_000),
        proptest::option::weighted(0.4, (position(), 50u16..500)),
        select(Sort::ALL),
        1usize..4,
        select(vec!["", "", "mission", "comptables", "de"]),
        [some(0.4), some(0.4), some(0.4), some(0.4)],
    );
    (lists, rest).prop_map(|((contracts, sectors, functions, remote), (rhythm, since_days, pay, around, sort, page, text, on))| Criteria {
        contracts: on[0].map(|()| contracts).unwrap_or_default(),
        sectors: on[1].map(|()| sectors).unwrap_or_default(),
        functions: on[2].map(|()| functions).unwrap_or_default(),
        remote: on[3].map(|()| remote).unwrap_or_default(),
        rhythm,
        since_days,
        pay_min: pay.map(Cents),
        around: around.map(|(centre, radius_km)| Around { label: String::new(), centre, radius_km }),
        sort,
        page,
        text: text.to_owned(),
    })
}

fn any_of<T: PartialEq>(wanted: &[T], has: &[T]) -> bool {
    wanted.is_empty() || has.iter().any(|h| wanted.contains(h))
}

fn distance(offer: &IndexedOffer, centre: Position) -> f32 {
    offer.positions.iter().map(|p| p.distance_km(centre)).fold(f32::INFINITY, f32::min)
}

fn words_match(offer: &IndexedOffer, text: &str) -> bool {
    match text {
        "mission" => offer.title.contains("mission"),
        "comptables" => offer.title.contains("comptable"),
        _ => true,
    }
}

/// Whether an offer passes a search, the plain way.
fn passes(offer: &IndexedOffer, c: &Criteria) -> bool {
    offer.closes_at_ms > NOW
        && words_match(offer, &c.text)
        && any_of(&c.contracts, &offer.contracts)
        && any_of(&c.sectors, &offer.sectors)
        && any_of(&c.functions, offer.function.as_slice())
        && any_of(&c.remote, &[offer.remote])
        && c.rhythm.is_none_or(|r| r == offer.rhythm)
        && c.since_days.is_none_or(|days| offer.published >= TODAY - i32::from(days))
        && c.pay_min.is_none_or(|min| offer.pay_monthly_max.is_some_and(|pay| pay >= min))
        && c.around.as_ref().is_none_or(|a| distance(offer, a.centre) <= f32::from(a.radius_km))
}

fn plain_facets(offers: &[IndexedOffer], c: &Criteria) -> Facets {
    let without = |filter| {
        let loose = c.without(filter);
        offers.iter().filter(|o| passes(o, &loose)).collect::<Vec<_>>()
    };
    let mut f = Facets::default();
    without(Filter::Contracts).iter().for_each(|o| o.contracts.iter().for_each(|x| f.contracts[x.index()] += 1));
    without(Filter::Sectors).iter().for_each(|o| o.sectors.iter().for_each(|x| f.sectors[x.index()] += 1));
    without(Filter::Functions).iter().for_each(|o| o.function.iter().for_each(|x| f.functions[x.index()] += 1));
    without(Filter::Remote).iter().for_each(|o| f.remote[o.remote.index()] += 1);
    without(Filter::Rhythm).iter().for_each(|o| f.rhythm[o.rhythm.index()] += 1);
    for (i, days) in SINCE_CHOICES.iter().enumerate() {
        f.since[i] = without(Filter::Since).iter().filter(|o| o.published >= TODAY - i32::from(*days)).count() as u32;
    }
    f
}

/// Ids of every result in order; `None` for relevance with words, whose order other tests check.
fn plain_order(offers: &[IndexedOffer], c: &Criteria) -> Option<Vec<i64>> {
    let mut hits: Vec<&IndexedOffer> = offers.iter().filter(|o| passes(o, c)).collect();
    hits.sort_by_key(|o| std::cmp::Reverse((o.published, o.id)));
    match (c.sort, &c.around) {
        (Sort::Relevance, _) if !matches!(c.text.as_str(), "" | "de") => return None,
        (Sort::Deadline, _) => hits.sort_by_key(|o| o.deadline.unwrap_or(i32::MAX)),
        (Sort::Distance, Some(a)) => hits.sort_by(|x, y| distance(x, a.centre).total_cmp(&distance(y, a.centre))),
        _ => {}
    }
    Some(hits.iter().map(|o| o.id).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn agrees_with_a_plain_loop(
        mut offers in proptest::collection::vec(any_offer(), 200),
        searches in proptest::collection::vec(any_criteria(), 12),
        cuts in proptest::collection::vec(0usize..200, 3),
    ) {
        offers.iter_mut().enumerate().for_each(|(i, o)| o.id = i as i64 + 1);
        let engine = Engine::open_in_memory().unwrap();
        // Several commits, rewrites and deletes, so that several segments with holes are searched.
        engine.apply(&offers[..cuts[0]], &[], 1).unwrap();
        engine.apply(&offers[cuts[1]..], &[], 2).unwrap();
        engine.apply(&offers, &[], 3).unwrap();
        engine.apply(&[], &[cuts[2] as i64 + 1], 4).unwrap();
        offers.remove(cuts[2]);
        for c in &searches {
            let found = engine.search(c, NOW, TODAY).unwrap();
            // A place within metres of the circle may fall on either side: the two formulas round differently.
            let edge = c.around.as_ref().is_some_and(|a| offers.iter().any(|o| o.positions.iter().any(|p| (p.distance_km(a.centre) - f32::from(a.radius_km)).abs() < 0.01)));
            if edge {
                continue;
            }
            let total = offers.iter().filter(|o| passes(o, c)).count();
            prop_assert_eq!(found.total as usize, total, "{:?}", c);
            prop_assert_eq!(engine.count(c, NOW, TODAY).unwrap() as usize, total);
            prop_assert_eq!(&found.facets, &plain_facets(&offers, c), "{:?}", c);
            let shown = total.saturating_sub((c.page - 1) * PAGE_SIZE).min(PAGE_SIZE);
            prop_assert_eq!((found.ids.len(), found.distances_km.len()), (shown, shown));
            if let Some(order) = plain_order(&offers, c) {
                let page: Vec<i64> = order.into_iter().skip((c.page - 1) * PAGE_SIZE).take(PAGE_SIZE).collect();
                prop_assert_eq!(&found.ids, &page, "{:?}", c);
            }
            for (id, km) in found.ids.iter().zip(&found.distances_km) {
                let expected = c.around.as_ref().map(|a| distance(offers.iter().find(|o| o.id == *id).unwrap(), a.centre));
                prop_assert_eq!(km.is_some(), expected.is_some());
                prop_assert!((km.unwrap_or(0.0) - expected.unwrap_or(0.0)).abs() < 0.05);
            }
        }
    }
}

#[test]
fn an_offer_leaves_at_its_deadline_without_any_write() {
    let engine = engine(&[offer(1, "Maçon")]);
    let total = |now| engine.search(&text("maçon"), now, TODAY).unwrap().total;
    assert_eq!((total(NOW), total(NOW + 999), total(NOW + 1_000)), (1, 1, 0));
}

#[test]
fn several_places_match_with_the_nearest() {
    let (evry, noisiel) = (Position { lat: 48.629, lon: 2.441 }, Position { lat: 48.855, lon: 2.628 });
    let mut both = offer(1, "Chargé de mission");
    both.positions = vec![Position { lat: 45.76, lon: 4.83 }, evry, noisiel];
    let mut broken = offer(2, "Chargé de mission");
    broken.positions = vec![Position { lat: f32::NAN, lon: 2.0 }];
    let engine = engine(&[both, broken, offer(3, "Sans lieu")]);
    let around = |radius_km| Criteria {
        around: Some(Around { label: String::new(), centre: noisiel, radius_km }),
        sort: Sort::Distance,
        ..Criteria::default()
    };
    let found = engine.search(&around(5), NOW, TODAY).unwrap();
    assert_eq!((found.ids.as_slice(), found.total), (&[1][..], 1));
    assert!(found.distances_km[0].is_some_and(|km| km < 0.1));
    assert_eq!(engine.search(&Criteria { page: 2, ..around(u16::MAX) }, NOW, TODAY).unwrap().total, 1);
}

#[test]
fn pages_join_without_gap_and_stop_at_the_bound() {
    let offers: Vec<IndexedOffer> = (1..=10_050).map(|id| offer(id, "Maçon")).collect();
    let engine = engine(&offers);
    let page = |page| engine.search(&Criteria { page, ..text("maçon") }, NOW, TODAY).unwrap();
    let mut seen = Vec::new();
    for number in [1, 2, 250, 500] {
        let found = page(number);
        assert_eq!((found.total, found.ids.len()), (10_050, PAGE_SIZE));
        assert_eq!(found.ids[0], 10_050 - (number as i64 - 1) * PAGE_SIZE as i64, "same score and day: the greater id first");
        seen.extend(found.ids);
    }
    let beyond = page(RESULTS_MAX / PAGE_SIZE + 1);
    assert_eq!((beyond.total, beyond.ids.len()), (10_050, 0));
    assert_eq!(page(usize::MAX).ids.len(), 0);
    assert_eq!(page(0), page(1));
    seen.dedup();
    assert_eq!(seen.len(), 4 * PAGE_SIZE);
}
