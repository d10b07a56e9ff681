use super::*;
use crate::campaign::model::ballot::tests::any_ballot;
use proptest::prelude::*;

fn text(first: &str, ratings: &[(i64, u32)]) -> String {
    let met: Vec<i64> = ratings.iter().map(|r| r.0).collect();
    second(Some(&Ballot::of_text(first).unwrap()), ratings, &met).to_text()
}

#[test]
fn without_ratings_the_first_list_stands() {
    assert_eq!(text("1=2\n2=5\n3=5\n4=~\n5=!loin\n6=9", &[]), "1=1\n2=2\n3=2\n4=~\n5=!loin\n6=4");
    assert_eq!(second(None, &[], &[]), Ballot::default());
    assert_eq!(second(None, &[(3, 400), (4, 450)], &[3, 4]).to_text(), "3=2\n4=1");
}

#[test]
fn ratings_put_the_list_in_another_order() {
    // Best mean first; at equal means the first list decides.
    assert_eq!(text("1=1\n2=2\n3=3", &[(1, 300), (2, 450), (3, 300)]), "1=2\n2=1\n3=3");
    // Equal in both: equals. A target of no rank comes after one that had one.
    assert_eq!(text("1=1\n2=1\n3=2", &[(1, 300), (2, 300), (3, 300), (4, 300)]), "1=1\n2=1\n3=3\n4=4");
    // Indifferent and silent are ranked by their rating, refused is not.
    assert_eq!(text("1=~\n2=!loin\n3=~", &[(1, 250), (2, 500), (9, 400)]), "1=2\n2=!loin\n3=~\n9=1");
    // What was rated without having been met does not count.
    assert_eq!(second(Some(&Ballot::of_text("1=1\n2=2").unwrap()), &[(2, 500)], &[1]).to_text(), "1=1\n2=2");
}

#[test]
fn what_was_not_rated_keeps_its_fraction_of_the_list() {
    // Five ranked, two rated: the first stays first, the last stays last.
    assert_eq!(text("1=1\n2=2\n3=3\n4=4\n5=5", &[(2, 200), (4, 500)]), "1=1\n2=4\n3=3\n4=2\n5=5");
    assert_eq!(text("1=1\n2=2", &[(3, 500), (4, 400), (5, 300)]), "1=1\n2=5\n3=2\n4=3\n5=4");
}

proptest! {
    #[test]
    fn nothing_is_lost_and_orders_are_kept(
        first in any_ballot(20),
        ratings in prop::collection::btree_map(1..=25i64, 100..=500u32, 0..12),
        met in prop::collection::btree_set(1..=25i64, 0..20),
    ) {
        let (ratings, met): (Vec<(i64, u32)>, Vec<i64>) = (ratings.into_iter().collect(), met.into_iter().collect());
        let list = second(Some(&first), &ratings, &met);
        let refused = |t: i64| matches!(first.mark(t), Some(Mark::Refused(_)));
        let counted = |t: i64| met.contains(&t) && !refused(t) && ratings.iter().any(|r| r.0 == t);
        for entry in &first.entries {
            let now = list.mark(entry.target);
            match &entry.mark {
                Mark::Refused(_) => prop_assert_eq!(now, Some(&entry.mark)),
                Mark::Indifferent if !counted(entry.target) => prop_assert_eq!(now, Some(&Mark::Indifferent)),
                _ => prop_assert!(matches!(now, Some(Mark::Ranked(_)))),
            }
        }
        let place: BTreeMap<i64, usize> = list.places().into_iter().collect();
        let before: BTreeMap<i64, usize> = first.places().into_iter().collect();
        for (a, x) in &place {
            for (b, y) in &place {
                match (counted(*a), counted(*b)) {
                    (true, true) => {
                        let score = |t: i64| ratings.iter().find(|r| r.0 == t).unwrap().1;
                        prop_assert!(score(*a) <= score(*b) || x < y);
                    }
                    (false, false) => prop_assert_eq!(before[a].cmp(&before[b]), x.cmp(y)),
                    _ => {}
                }
            }
        }
        // Ranks are places.
        for (target, at) in list.places() {
            prop_assert_eq!(list.mark(target), Some(&Mark::Ranked(at as u16)));
        }
    }
}
