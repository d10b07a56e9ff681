//! Stage 1 stopped at any moment: what is written follows the rules, claims only what is proved, and its bounds hold.
use super::common::{ALL, meetings};
use crate::matching::control::{Unwatched, Watch};
use crate::matching::format::solution::{Solution, Status};
use crate::matching::format::{Task, problem};
use crate::matching::generate::{Recipe, instance};
use crate::matching::problem::Problem;
use crate::matching::solve::{self, Unfinished};
use crate::matching::verify;
use std::cell::Cell;

/// Says that it is enough (or asks to stop) once it was asked `after` times.
struct Patience {
    left: Cell<u32>,
    stop: bool,
}

impl Patience {
    fn new(after: u32, stop: bool) -> Self {
        Self { left: Cell::new(after), stop }
    }
    fn over(&self) -> bool {
        self.left.set(self.left.get().saturating_sub(1));
        self.left.get() == 0
    }
}

impl Watch for Patience {
    fn enough(&self) -> bool {
        !self.stop && self.over()
    }
    fn cancelled(&self) -> bool {
        self.stop && self.over()
    }
}

fn compared(p: &Problem, cut: &Solution, full: &Solution, what: &str) {
    assert_eq!(verify::verify(p, cut), Vec::<String>::new(), "{what}");
    if cut.status == Status::Infeasible {
        assert_eq!(full.status, Status::Infeasible, "{what}");
        return;
    }
    if cut.rounds != full.rounds || cut.status == Status::Optimal {
        assert!(cut.status == Status::Feasible || cut.stages == full.stages, "{what}");
        return;
    }
    // As good at every proved stage; at the first that is not, the best is not excluded.
    for (one, best) in cut.stages.iter().zip(&full.stages) {
        if one.proved {
            assert_eq!(one, best, "{what}");
            continue;
        }
        let sign = if one.name.starts_with("tier_") || one.name == "balance" { -1 } else { 1 };
        assert!(sign * one.value <= sign * best.value, "{what} {}", one.name);
        assert!(one.bound.is_none_or(|bound| sign * bound >= sign * best.value), "{what} {} {:?} {}", one.name, one.bound, best.value);
        break;
    }
    if full.filled > cut.filled {
        return;
    }
    assert!(cut.bound >= full.total, "{what}");
    // The bound is checked, not believed.
    let sum = cut.stages.iter().position(|stage| stage.name == "sum").unwrap();
    if !cut.stages[sum].proved && cut.total < full.total {
        let mut lie = cut.clone();
        lie.bound = full.total - 1;
        lie.stages[sum].bound = Some(lie.bound);
        assert!(!verify::verify(p, &lie).is_empty(), "{what}");
    }
}

#[test]
fn a_morning_stopped_at_any_moment_never_lies() {
    let (mut sums, mut before, mut done) = (0, 0, 0);
    for seed in 0..120 {
        let text = meetings(seed, (7, 6));
        // A third of them leave the number of rounds open.
        let from = if seed % 3 == 0 { text.find("\"meetings_per_associate\"").unwrap() } else { text.find("\"rounds\"").unwrap() };
        let text = format!("{{\"version\":1,{}", &text[from..]);
        let p = problem(text.as_bytes(), Task::Meetings).unwrap();
        for policy in ALL {
            let full = solve::meetings(&p, policy, 3, &Unwatched).unwrap();
            for after in [1, 2, 3, 5, 8, 13, 21, 34, 55] {
                match solve::meetings(&p, policy, 3, &Patience::new(after, false)) {
                    Ok(cut) => {
                        let open = |name: &str| cut.stages.iter().any(|stage| stage.name == name && !stage.proved);
                        sums += usize::from(open("sum"));
                        before += usize::from(open("fill") || open("floor"));
                        done += usize::from(cut.status == Status::Optimal);
                        compared(&p, &cut, &full, &format!("seed {seed} {policy:?} after {after}"));
                    }
                    Err(stop) => assert_eq!(stop, Unfinished::Stopped),
                }
            }
        }
    }
    assert!(sums > 100 && before > 20 && done > 100, "{sums} {before} {done}");
}

#[test]
fn a_large_morning_stops_in_its_first_flow() {
    let recipe = Recipe { associates: 400, organisations: 180, list: 30, room: 80, ..Recipe::default() };
    let p = problem(instance(&recipe).as_bytes(), Task::Meetings).unwrap();
    let full = solve::meetings(&p, ALL[0], 3, &Unwatched).unwrap();
    for policy in ALL {
        let mut gap = i64::MAX;
        for after in [1, 12, 60] {
            let cut = solve::meetings(&p, policy, 3, &Patience::new(after, false)).unwrap();
            assert_eq!(verify::verify(&p, &cut), Vec::<String>::new());
            assert_eq!(cut.status, Status::Feasible);
            assert!(cut.reasons.iter().any(|reason| reason.text.contains("non démontrée")), "{:?}", cut.reasons);
            assert!(cut.filled <= full.filled && cut.bound >= cut.total);
            gap = gap.min(cut.bound - cut.total);
        }
        assert!(gap < full.total, "{gap}");
        for after in [1, 40] {
            assert_eq!(solve::meetings(&p, policy, 3, &Patience::new(after, true)), Err(Unfinished::Cancelled));
        }
    }
}
