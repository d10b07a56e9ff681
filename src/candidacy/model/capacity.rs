//! Places of a programme with rolling entry: a hard cap, a queue by date, a warning when few are left (rules G10, M11, Q16).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Somebody accepted who waits for a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// Which candidacy.
    pub candidacy: String,
    /// Since when: the order of the queue.
    pub since: Timestamp,
}

/// Where an accepted person goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// In, now.
    Place,
    /// In the queue, at this rank counted from 1.
    Queue {
        /// 1 is next.
        rank: usize,
    },
}

impl Placement {
    /// The sentence for the person.
    pub fn words(self) -> String {
        match self {
            Placement::Place => "Une place vous attend.".to_owned(),
            Placement::Queue { rank: 1 } => "Toutes les places sont prises. Vous êtes la prochaine personne à entrer.".to_owned(),
            Placement::Queue { rank } => format!("Toutes les places sont prises. Vous êtes au rang {rank} ; on entre par ordre de date."),
        }
    }
}

/// The queue in its order: by date, then by candidacy so that two nodes agree.
pub fn in_order(queue: &[Waiting]) -> Vec<&Waiting> {
    let mut out: Vec<&Waiting> = queue.iter().collect();
    out.sort_by(|a, b| (a.since, &a.candidacy).cmp(&(b.since, &b.candidacy)));
    out
}

/// A place if one is free and nobody waits for it, else the end of the queue.
pub fn place_or_queue(present: usize, places: usize, queue: &[Waiting]) -> Placement {
    let free = places.saturating_sub(present);
    if free > queue.len() { Placement::Place } else { Placement::Queue { rank: queue.len() - free + 1 } }
}

/// Who enters with the places that are free, first in queue first.
pub fn entering(present: usize, places: usize, queue: &[Waiting]) -> Vec<&Waiting> {
    in_order(queue).into_iter().take(places.saturating_sub(present)).collect()
}

/// Warns the team below the comfortable number; never blocks (rule Q16).
pub fn too_few(present: usize, warn_below: usize) -> Option<String> {
    (present < warn_below).then(|| format!("Le groupe compte {present} personnes ; en dessous de {warn_below}, il tourne moins bien."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(name: &str, second: i64) -> Waiting {
        Waiting { candidacy: name.into(), since: Timestamp::from_second(second).unwrap() }
    }

    #[test]
    fn m11_the_thirteenth_is_queued_and_the_first_in_queue_enters() {
        assert_eq!(place_or_queue(11, 12, &[]), Placement::Place);
        assert_eq!(place_or_queue(12, 12, &[]), Placement::Queue { rank: 1 });
        let queue = [waiting("late", 30), waiting("first", 10), waiting("second", 20)];
        assert_eq!(place_or_queue(12, 12, &queue), Placement::Queue { rank: 4 });
        assert!(entering(12, 12, &queue).is_empty());
        let names = |present| entering(present, 12, &queue).into_iter().map(|w| w.candidacy.as_str()).collect::<Vec<_>>();
        assert_eq!(names(11), ["first"]);
        assert_eq!(names(10), ["first", "second"]);
        assert_eq!(names(0), ["first", "second", "late"]);
    }

    #[test]
    fn nobody_overtakes_the_queue() {
        assert_eq!(place_or_queue(11, 12, &[waiting("a", 1)]), Placement::Queue { rank: 1 });
        assert_eq!(place_or_queue(11, 12, &[waiting("a", 1), waiting("b", 1)]), Placement::Queue { rank: 2 });
        assert_eq!(place_or_queue(14, 12, &[]), Placement::Queue { rank: 1 });
        assert_eq!(in_order(&[waiting("b", 1), waiting("a", 1)])[0].candidacy, "a");
    }

    #[test]
    fn q16_six_is_a_warning_only() {
        assert_eq!(too_few(6, 6), None);
        assert!(too_few(5, 6).unwrap().contains('5'));
    }
}
