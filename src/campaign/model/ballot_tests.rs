use super::*;
use proptest::prelude::*;

/// Any ballot over targets 1 to `most`.
pub fn any_ballot(most: i64) -> impl Strategy<Value = Ballot> {
    let mark = prop_oneof![
        5 => (1..=12u16).prop_map(Mark::Ranked),
        1 => (1..=RANK_MOST).prop_map(Mark::Ranked),
        2 => Just(Mark::Indifferent),
        2 => any::<String>().prop_map(Mark::Refused),
        1 => "[\\\\nr\r\n=!~]{0,12}".prop_map(Mark::Refused),
    ];
    prop::collection::vec((1..=most, mark), 0..24).prop_map(Ballot::of)
}

proptest! {
    #[test]
    fn text_round_trips(ballot in any_ballot(40)) {
        let text = ballot.to_text();
        prop_assert_eq!(Ballot::of_text(&text).unwrap(), ballot.clone());
        prop_assert_eq!(text.lines().count().min(ballot.entries.len()), ballot.entries.len());
        prop_assert_eq!(text.split('\n').filter(|l| !l.is_empty()).count(), ballot.entries.len());
        // As a form sends it, and in another order.
        prop_assert_eq!(Ballot::of_text(&text.replace('\n', "\r\n")).unwrap(), ballot.clone());
        let backwards: Vec<&str> = text.split('\n').rev().collect();
        prop_assert_eq!(Ballot::of_text(&backwards.join("\n")).unwrap(), ballot);
    }

    #[test]
    fn any_text_is_read_or_refused_and_what_is_read_is_stable(text in "[0-9=!~\\\\nr\r\n a]{0,60}") {
        if let Ok(ballot) = Ballot::of_text(&text) {
            prop_assert!(ballot.entries.windows(2).all(|two| two[0].target < two[1].target));
            let again = ballot.to_text();
            prop_assert_eq!(Ballot::of_text(&again).unwrap().to_text(), again);
        }
    }

    #[test]
    fn tiers_hold_every_ranked_target_once_best_first(ballot in any_ballot(40)) {
        let tiers = ballot.tiers();
        let rank = |target: i64| match ballot.mark(target) { Some(Mark::Ranked(rank)) => *rank, other => unreachable!("{other:?}") };
        prop_assert_eq!(tiers.iter().map(Vec::len).sum::<usize>(), ballot.tally(&[]).ranked);
        for tier in &tiers {
            prop_assert!(!tier.is_empty() && tier.iter().all(|t| rank(*t) == rank(tier[0])));
        }
        prop_assert!(tiers.windows(2).all(|two| rank(two[0][0]) < rank(two[1][0])));
        for (target, place) in ballot.places() {
            let better = ballot.entries.iter().filter(|e| matches!(e.mark, Mark::Ranked(r) if r < rank(target))).count();
            prop_assert_eq!(place, better + 1);
        }
    }

    #[test]
    fn merging_keeps_what_is_known(ballot in any_ballot(20), known in prop::collection::btree_set(1..=30i64, 0..20)) {
        let known: Vec<i64> = known.into_iter().collect();
        let merged = ballot.merge_new_targets(&known);
        prop_assert!(merged.ballot.entries.iter().all(|e| known.contains(&e.target)));
        prop_assert_eq!(merged.ballot.entries.len() + merged.gone.len(), ballot.entries.len());
        prop_assert_eq!(merged.silent.len(), ballot.missing(&known));
        prop_assert_eq!(merged.ballot.entries.len() + merged.silent.len(), known.len());
    }
}

#[test]
fn garbage_is_refused() {
    for text in ["1", "=3", "1=", "1=0", "1=1000", "1=+3", "01=3", "1=03", "-1=3", "a=3", "1=?", "1=~~", "1=!a\\", "1=!\\t", "1=3\n1=4", "1=3 "] {
        assert!(Ballot::of_text(text).is_err(), "{text:?}");
    }
    assert!(Ballot::of_text("").unwrap().is_empty() && Ballot::of_text("\n\r\n").unwrap().is_empty());
    let long = format!("1=!{}", "a".repeat(TEXT_MOST));
    assert_eq!(Ballot::of_text(&long).unwrap_err().reason, crate::kernel::refusal::Reason::TooLarge);
    assert_eq!(Ballot::of_text("9=!raison\\nen deux\n12=3\n7=~").unwrap().to_text(), "7=~\n9=!raison\\nen deux\n12=3");
}

#[test]
fn a_refusal_needs_its_reason_when_handed_in() {
    let ballot = Ballot::of([(1, Mark::Ranked(1)), (2, Mark::Refused(" ".into())), (3, Mark::Refused("x".repeat(301)))]);
    let fields = |r: Result<(), Vec<Refusal>>| r.err().unwrap_or_default().into_iter().filter_map(|r| r.field).collect::<Vec<_>>();
    assert_eq!(fields(ballot.check_draft(&[1, 2, 3])), ["motif-3"]);
    assert_eq!(fields(ballot.check(&[1, 2, 3])), ["motif-2", "motif-3"]);
    assert_eq!(fields(ballot.check_draft(&[2, 3])), ["rang-1", "motif-3"]);
    assert!(Ballot::of([(1, Mark::Ranked(0))]).check_draft(&[1]).is_err() && Ballot::of([(1, Mark::Ranked(1000))]).check_draft(&[1]).is_err());
    let wordy = Ballot::of((0..600).map(|t| (t, Mark::Refused("é".repeat(300)))));
    assert!(wordy.check(&(0..600).collect::<Vec<_>>()).is_err());
}

#[test]
fn reasons_are_left_out_and_put_back() {
    let kept = Ballot::of_text("1=1\n2=!trop loin\n3=!déjà vu\n4=!conflit").unwrap();
    let shown = kept.clone().without_reasons();
    assert_eq!(shown.to_text(), "1=1\n2=!\n3=!\n4=!");
    assert_eq!(shown.with_reasons_of(&kept), kept);
    // What changed stays changed: another reason, no refusal any more, a refusal that is new.
    let sent = Ballot::of_text("1=!\n2=!les horaires\n3=2\n4=!").unwrap();
    assert_eq!(sent.with_reasons_of(&kept).to_text(), "1=!\n2=!les horaires\n3=2\n4=!conflit");
}

#[test]
fn the_summary_counts() {
    let ballot = Ballot::of([(1, Mark::Ranked(1)), (2, Mark::Ranked(1)), (3, Mark::Refused("non".into())), (4, Mark::Indifferent)]);
    assert_eq!(ballot.missing(&[1, 2, 3, 4, 5]), 1);
    assert_eq!(ballot.summary(&[1, 2, 3, 4, 5, 6]), "2\u{a0}au classement, 1\u{a0}sans préférence, 1\u{a0}refus, 2\u{a0}sans avis");
    assert_eq!(Ballot::default().summary(&[1]), "1\u{a0}sans avis");
}
