//! What holds for every ranking, whatever is done to it.

use super::order::*;
use proptest::prelude::*;

fn ranked(ranks: &[u16]) -> Vec<Entry> {
    ranks.iter().zip(1..).map(|(rank, id)| Entry { rank: (*rank > 0).then_some(*rank), ..Entry::silent(id) }).collect()
}

fn ranks(entries: &[Entry]) -> Vec<u16> {
    entries.iter().map(|e| e.rank.unwrap_or(0)).collect()
}

/// Entries of targets 1 to n, each said in one way or in none.
fn ballots() -> impl Strategy<Value = Vec<Entry>> {
    let said = (0..6u8, 1..=12u16, "[a-zé !=~\\\\\n]{0,12}");
    prop::collection::vec(said, 1..12).prop_map(|all| {
        let entry = |(i, (how, rank, reason)): (usize, (u8, u16, String))| {
            let silent = Entry::silent(i64::try_from(i).unwrap_or(0) + 1);
            match how {
                0..=3 => Entry { rank: Some(rank), ..silent },
                4 => Entry { indifferent: true, ..silent },
                _ if rank % 2 == 0 => Entry { refused: true, reason: reason.trim().to_owned(), ..silent },
                _ => silent,
            }
        };
        all.into_iter().enumerate().map(entry).collect()
    })
}

#[derive(Clone, Debug)]
enum Act {
    Up(i64),
    Down(i64),
    Rank(i64, Option<u16>),
    Put(i64, Spot),
    Renumber,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let id = 1..14i64;
    let spot = (0..7u8, id.clone()).prop_map(|(how, other)| match how {
        0 => Spot::Before(other),
        1 => Spot::With(other),
        2 => Spot::After(other),
        3 => Spot::End,
        4 => Spot::Pool,
        5 => Spot::Indifferent,
        _ => Spot::Refused,
    });
    let one = prop_oneof![
        id.clone().prop_map(Act::Up),
        id.clone().prop_map(Act::Down),
        (id.clone(), prop::option::of(0..2_000u16)).prop_map(|(id, rank)| Act::Rank(id, rank)),
        (id, spot).prop_map(|(id, spot)| Act::Put(id, spot)),
        Just(Act::Renumber),
    ];
    prop::collection::vec(one, 0..20)
}

fn act(entries: &mut [Entry], what: &Act) {
    match *what {
        Act::Up(id) => move_up(entries, id),
        Act::Down(id) => move_down(entries, id),
        Act::Rank(id, rank) => set_rank(entries, id, rank),
        Act::Put(id, spot) => put(entries, id, spot),
        Act::Renumber => renumber(entries),
    }
}

/// The order of everybody but one.
fn others(entries: &[Entry], id: i64) -> Vec<Vec<i64>> {
    let without = tiers(entries).into_iter().map(|t| t.into_iter().filter(|o| *o != id).collect::<Vec<_>>());
    without.filter(|t| !t.is_empty()).collect()
}

proptest! {
    #[test]
    fn what_is_written_reads_back(entries in ballots()) {
        let said: Vec<Entry> = entries.iter().filter(|e| e.rank.is_some() || !e.opinion().is_empty()).cloned().collect();
        prop_assert_eq!(parse(&text(&entries)), Ok(said));
    }

    #[test]
    fn one_ballot_is_one_text(entries in ballots()) {
        let mut turned = entries.clone();
        turned.reverse();
        prop_assert_eq!(text(&turned), text(&entries));
    }

    #[test]
    fn nothing_that_is_read_panics(typed in "[0-9=~!\\\\n \n-]{0,40}") {
        if let Ok(entries) = parse(&typed) {
            prop_assert_eq!(parse(&text(&entries)).map(|e| e.len()), Ok(entries.len()));
        }
    }

    #[test]
    fn whatever_is_done_each_target_stays_once_and_is_said_in_one_way(mut entries in ballots(), acts in acts()) {
        let ids: Vec<i64> = entries.iter().map(|e| e.id).collect();
        for what in &acts {
            act(&mut entries, what);
            prop_assert_eq!(entries.iter().map(|e| e.id).collect::<Vec<_>>(), ids.clone());
            for e in &entries {
                prop_assert!(u8::from(e.rank.is_some()) + u8::from(e.indifferent) + u8::from(e.refused) <= 1, "{:?}", e);
                prop_assert!(e.rank.is_none_or(|n| (1..=RANK_MAX).contains(&n)));
            }
            prop_assert_eq!(parse(&text(&entries)).map(|e| text(&e)), Ok(text(&entries)));
        }
    }

    #[test]
    fn moving_one_leaves_the_others_in_their_order(entries in ballots(), id in 1..14i64, other in 1..14i64) {
        for what in [Act::Up(id), Act::Down(id), Act::Put(id, Spot::Before(other)), Act::Put(id, Spot::With(other)), Act::Put(id, Spot::After(other))] {
            let mut moved = entries.clone();
            act(&mut moved, &what);
            prop_assert_eq!(others(&moved, id), others(&entries, id), "{:?}", what);
        }
    }

    #[test]
    fn numbering_again_keeps_the_order(mut entries in ballots()) {
        let before = tiers(&entries);
        renumber(&mut entries);
        prop_assert_eq!(tiers(&entries), before.clone());
        let mut expected = 1;
        for tier in &before {
            for id in tier {
                prop_assert_eq!(place(&entries, *id).map(|p| (usize::from(p.rank), p.position)), Some((expected, expected)));
            }
            expected += tier.len();
        }
    }

    #[test]
    fn a_step_up_is_taken_back_by_a_step_down(mut entries in ballots(), id in 1..12i64) {
        renumber(&mut entries);
        let before = entries.clone();
        move_up(&mut entries, id);
        if entries != before {
            move_down(&mut entries, id);
            prop_assert_eq!(entries, before);
        }
    }

    #[test]
    fn enough_steps_up_lead_alone_to_the_top(mut entries in ballots(), id in 1..12i64) {
        prop_assume!(entries.iter().any(|e| e.id == id && e.rank.is_some()));
        for _ in 0..2 * entries.len() {
            move_up(&mut entries, id);
        }
        prop_assert_eq!(tiers(&entries).first().cloned(), Some(vec![id]));
    }
}

#[test]
fn steps_join_and_leave_ties() {
    let mut e = ranked(&[1, 2, 3, 3, 5]);
    move_up(&mut e, 3);
    assert_eq!(ranks(&e), [1, 2, 3, 4, 5], "out of the tie, alone before it");
    move_up(&mut e, 3);
    assert_eq!(ranks(&e), [1, 2, 2, 4, 5], "into the tier above");
    move_down(&mut e, 3);
    move_down(&mut e, 3);
    assert_eq!(ranks(&e), [1, 2, 3, 3, 5], "and back");
    move_up(&mut e, 1);
    move_down(&mut e, 5);
    assert_eq!(ranks(&e), [1, 2, 3, 3, 5], "nothing beyond the ends");
}

#[test]
fn dropping_puts_before_with_after_and_out() {
    let mut e = ranked(&[1, 2, 0, 0]);
    put(&mut e, 4, Spot::Before(1));
    assert_eq!(ranks(&e), [2, 3, 0, 1]);
    put(&mut e, 3, Spot::With(2));
    assert_eq!(ranks(&e), [2, 3, 3, 1]);
    put(&mut e, 4, Spot::After(1));
    assert_eq!(ranks(&e), [1, 3, 3, 2]);
    put(&mut e, 1, Spot::Refused);
    assert_eq!((e[0].refused, e[0].rank), (true, None));
    put(&mut e, 1, Spot::End);
    assert_eq!((e[0].refused, e[0].rank), (false, Some(4)));
    put(&mut e, 1, Spot::Pool);
    assert_eq!(e[0], Entry::silent(1));
}

#[test]
fn numbers_typed_by_hand_stay_as_typed() {
    let mut e = ranked(&[1, 2, 3]);
    set_rank(&mut e, 1, Some(10));
    assert_eq!(ranks(&e), [10, 2, 3]);
    assert_eq!(place(&e, 1).map(|p| (p.rank, p.position, p.of)), Some((10, 3, 3)));
    for (typed, rank) in [("7", Some(7)), ("007", Some(7)), ("0", None), ("1000", None), ("-1", None), ("+1", None), ("2,5", None), ("", None)] {
        assert_eq!(rank_of(typed), rank, "{typed}");
    }
}

#[test]
fn a_text_that_is_no_ballot_names_its_line() {
    assert_eq!(text(&parse("12=3\n4=~\n\n7=!Trop loin\\net \\\\ cher").unwrap_or_default()), "4=~\n7=!Trop loin\\net \\\\ cher\n12=3");
    for wrong in
        ["1=2\nx=1", "1=2\n1=~", "1=2\n3=0", "1=2\n3=!a\\t", "1=2\n3=!a\\", "1=2\n-3=1", "1=2\n3", "1=2\n3=1.5", "1=2\n03=1", "1=2\n3=01", "1=2\n0=1"]
    {
        assert_eq!(parse(wrong), Err(2), "{wrong}");
    }
    let sent = parse("12=3\r\n\r\n7=!Trop\\r\\nloin\r\n").unwrap_or_default();
    assert_eq!(sent.iter().map(|e| (e.id, e.rank, e.reason.as_str())).collect::<Vec<_>>(), [(12, Some(3), ""), (7, None, "Trop\r\nloin")]);
}
