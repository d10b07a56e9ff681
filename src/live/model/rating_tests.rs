//! Ratings: what one is, which one is kept, and the queue that waits for the network.

use super::queue::{FIRST_WAIT, LONGEST_WAIT, MOST, Queue, backoff};
use super::rating::{Malformed, Merge, NOTE, Rating, criteria, merge};
use super::seat::Side;
use proptest::prelude::*;

fn rating(op: &str, target: i64, written: i64) -> Rating {
    Rating { op: format!("device-{op}"), target, scores: vec![5, 4, 0, 4], note: String::new(), written }
}

/// What is stored after these arrive in this order, each at an instant.
fn stored(arrivals: &[(&Rating, i64)]) -> Rating {
    let mut kept = None;
    for (new, now) in arrivals {
        if let Merge::Take(taken) = merge(kept.as_ref(), new, *now) {
            kept = Some(taken);
        }
    }
    kept.unwrap()
}

#[test]
fn what_is_not_a_rating_is_refused() {
    let good = rating("a", 1, 1);
    assert_eq!(good.check(), Ok(()));
    assert_eq!(Rating::of_text(&good.to_text()), Some(good.clone()));
    for op in ["", "short", "spaces in it", "accentué-é", &"x".repeat(41)] {
        assert_eq!(Rating { op: op.to_owned(), ..good.clone() }.check(), Err(Malformed::Op), "{op}");
    }
    for scores in [vec![], vec![1; 3], vec![1; 5], vec![1, 2, 3, 6]] {
        assert_eq!(Rating { scores, ..good.clone() }.check(), Err(Malformed::Scores));
    }
    assert_eq!(Rating { note: "é".repeat(NOTE), ..good.clone() }.check(), Ok(()));
    let long = Rating { note: "é".repeat(NOTE + 1), ..good };
    assert_eq!(long.check(), Err(Malformed::Note));
    assert_eq!(Rating::of_text(&long.to_text()), None);
}

#[test]
fn scores_are_summed_up() {
    let of = |scores: [u8; 4]| Rating { scores: scores.to_vec(), ..rating("a", 1, 1) };
    assert_eq!((of([5, 4, 0, 4]).given(), of([5, 4, 0, 4]).complete()), (3, false));
    assert!(of([1, 2, 3, 4]).complete());
    assert_eq!([[5, 4, 0, 4], [1, 2, 0, 0], [5, 5, 5, 5], [0; 4]].map(|s| of(s).mean_hundredths()), [Some(433), Some(150), Some(500), None]);
    assert!(of([0; 4]).is_blank() && !of([0, 0, 0, 1]).is_blank());
    for side in Side::ALL {
        assert!(criteria(*side).iter().all(|c| !c.code.is_empty() && !c.label.is_empty()));
    }
}

#[test]
fn the_one_written_last_is_kept_whatever_the_order() {
    let (a, b) = (rating("a", 1, 10), rating("b", 1, 20));
    assert_eq!(stored(&[(&a, 50), (&b, 50)]), b);
    assert_eq!(stored(&[(&b, 50), (&a, 50)]), b);
    let tie = rating("c", 1, 20);
    assert_eq!(stored(&[(&b, 50), (&tie, 50)]), tie);
    assert_eq!(stored(&[(&tie, 50), (&b, 50)]), tie);
    assert_eq!(merge(Some(&b), &b, 60), Merge::Keep);
}

#[test]
fn nobody_writes_in_the_future() {
    let ahead = rating("a", 1, 1_000_000);
    assert_eq!(stored(&[(&ahead, 50)]).written, 50);
    assert_eq!(stored(&[(&ahead, 50), (&ahead, 70)]).written, 50, "sent again, it is as old as it was");
    let later = rating("b", 1, 60);
    assert_eq!(stored(&[(&ahead, 50), (&later, 60)]), later);
}

#[test]
fn a_page_counts_whatever_its_clock_says() {
    let (first, second) = (rating("9", 1, 1_000_000), rating("10", 1, 30));
    assert_eq!(stored(&[(&second, 40), (&first, 90)]), second, "the first was late, and ahead");
    let both = stored(&[(&first, 40), (&second, 50)]);
    assert_eq!((both.op, both.written), (second.op, 40));
    let other = Rating { op: "another-2".to_owned(), ..rating("x", 1, 35) };
    assert_eq!(stored(&[(&rating("1", 1, 34), 50), (&other, 50)]), other, "between pages the instant decides");
}

#[test]
fn the_queue_keeps_the_newest_of_each_pair() {
    let mut queue = Queue::new("page0001");
    let blank = |target: i64, written: i64| Rating { op: String::new(), ..rating("", target, written) };
    assert_eq!(queue.put("A", blank(7, 100)), Some("page0001-1".to_owned()));
    assert!(queue.put("B", blank(7, 100)).is_some() && queue.put("A", blank(8, 50)).is_some());
    assert!(queue.put("A", blank(7, 20)).is_some(), "the device's clock went back");
    let ops = |queue: &Queue| queue.pending().iter().map(|p| (p.seat.clone(), p.rating.op.clone())).collect::<Vec<_>>();
    let expected = [("B", "page0001-2"), ("A", "page0001-3"), ("A", "page0001-4")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(ops(&queue), expected);
    assert!(queue.find("A", 7).unwrap().written > 100);
    queue.done("page0001-1");
    assert_eq!(queue.pending().len(), 3, "the answer to an older one leaves the newer");
    queue.done("page0001-4");
    assert_eq!((queue.find("A", 7), queue.pending_of("A").count()), (None, 1));
    let mut again = Queue::of_text(&queue.to_text(), "page0002");
    assert_eq!(again.pending(), queue.pending());
    assert_eq!(again.put("A", blank(9, 1)), Some("page0002-1".to_owned()));
    let bad = Rating { scores: vec![9], ..blank(7, 1) };
    assert_eq!((again.put("A", bad), again.pending().len()), (None, 3));
    assert_eq!(Queue::new("é").put("A", blank(7, 1)), None);
}

#[test]
fn the_queue_is_bounded_and_reads_noise_as_empty() {
    let mut queue = Queue::new("page0001");
    for target in 0..MOST as i64 {
        assert!(queue.put("A", rating("x", target, 1)).is_some());
    }
    assert!(queue.put("A", rating("y", -1, 1)).is_none());
    assert!(queue.put("A", rating("y", 3, 1)).is_some(), "one already there is replaced");
    assert_eq!(queue.pending().len(), MOST);
    let text = queue.to_text().replacen("[5,4,0,4]", "[9,9,9,9]", 1);
    assert_eq!(Queue::of_text(&text, "page0002").pending().len(), MOST - 1);
    for noise in ["", "[]", "null", "{\"items\":3}"] {
        assert_eq!(Queue::of_text(noise, "page0002").pending().len(), 0);
    }
}

#[test]
fn waits_grow_to_a_bound_and_are_spread() {
    assert_eq!([0, 1, 2, 3, 4, 5, 99, u32::MAX].map(|attempt| backoff(attempt, 1000)), [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000]);
    assert_eq!((backoff(0, 0), backoff(9, 500), backoff(9, u32::MAX)), (0, 4000, LONGEST_WAIT));
    assert!((0..1000).all(|dice| backoff(0, dice) <= FIRST_WAIT));
}

proptest! {
    #[test]
    fn two_servers_agree_on_honest_clocks(written in prop::collection::vec(0i64..6, 1..8), shuffle in any::<prop::sample::Index>()) {
        let ratings: Vec<Rating> = written.iter().enumerate().map(|(i, w)| rating(&format!("page{i}"), 1, *w)).collect();
        let mut arrivals: Vec<(&Rating, i64)> = ratings.iter().map(|r| (r, 100)).collect();
        let one = stored(&arrivals);
        arrivals.rotate_left(shuffle.index(ratings.len()));
        arrivals.push(arrivals[0]);
        prop_assert_eq!(stored(&arrivals), one);
    }

    #[test]
    fn no_text_makes_the_queue_panic(text in ".{0,60}") {
        prop_assert!(Queue::of_text(&text, "page0001").pending().is_empty());
    }
}
