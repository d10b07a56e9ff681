//! The phases of a campaign: which may open, close or open again, when, and what the clock does by itself (rule D1).
//!
//! A phase opens once those before it are closed; it opens again only with a reason, for the log. Opening a list again after the plan
//! was made from it says that the plan is to be made again. Look first at [`may`].

use crate::i18n::campaign_rules as say;
use crate::kernel::labelled::labelled;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;

labelled! {
    /// The phases, in order.
    Phase {
        /// First lists, from sheets and CVs (rule D2).
        Preferences1 = "preferences-1", "Premières préférences", "First preferences";
        /// Who meets whom (rule D3).
        Plan = "plan", "Plan de la matinée", "Plan of the morning";
        /// The meetings (rule D4).
        Morning = "matinee", "Matinée", "Morning";
        /// Second lists (rule D6).
        Preferences2 = "preferences-2", "Secondes préférences", "Second preferences";
        /// Who goes where (rules D7, D10).
        Attribution = "attribution", "Attribution", "Attribution";
        /// Everybody reads their result.
        Publication = "publication", "Publication", "Publication";
    }
}

labelled! {
    /// Where a phase stands.
    PhaseState {
        Upcoming = "a-venir", "À venir", "Upcoming";
        Open = "ouverte", "Ouverte", "Open";
        Closed = "close", "Close", "Closed";
    }
}

labelled! {
    /// What is done to a phase.
    Move {
        Open = "ouvrir", "Ouvrir", "Open";
        Close = "clore", "Clore", "Close";
        Reopen = "rouvrir", "Rouvrir", "Open again";
    }
}

/// Fewest characters of a reason.
pub const REASON_LEAST: usize = 10;
/// Most characters of a reason.
pub const REASON_MOST: usize = 300;

/// One phase of a campaign. Instants are epoch milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Which.
    pub phase: Phase,
    /// When the clock opens it; None: the team does.
    pub opens_at: Option<i64>,
    /// When the clock closes it; None: the team does.
    pub closes_at: Option<i64>,
    /// Where it stands.
    pub state: PhaseState,
}

/// What the guards look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Associates taking part.
    pub associates: usize,
    /// Hosts taking part.
    pub hosts: usize,
    /// Missions approved by the team (rule B13).
    pub missions: usize,
    /// A plan of the morning is published.
    pub plan_published: bool,
    /// The live morning went to its end.
    pub morning_over: bool,
    /// An attribution has been validated by the team (rule D10), published or not.
    pub attribution_validated: bool,
    /// Everybody can read the attribution.
    pub attribution_published: bool,
}

/// Every move: from, by, to. What is not here does not exist.
pub(super) const MOVES: &[(PhaseState, Move, PhaseState)] = &[
    (PhaseState::Upcoming, Move::Open, PhaseState::Open),
    (PhaseState::Open, Move::Close, PhaseState::Closed),
    (PhaseState::Closed, Move::Reopen, PhaseState::Open),
];

/// The phases of a new campaign: all to come, without dates.
pub fn initial() -> Vec<Stage> {
    Phase::ALL.iter().map(|phase| Stage { phase: *phase, opens_at: None, closes_at: None, state: PhaseState::Upcoming }).collect()
}

/// Where a phase stands; to come when it is not among `stages`.
pub fn state(stages: &[Stage], phase: Phase) -> PhaseState {
    stages.iter().find(|s| s.phase == phase).map_or(PhaseState::Upcoming, |s| s.state)
}

/// True while a phase is open.
pub fn is_open(stages: &[Stage], phase: Phase) -> bool {
    state(stages, phase) == PhaseState::Open
}

/// The phase the campaign is in: the first that is not closed; None when all is over.
pub fn current(stages: &[Stage]) -> Option<Phase> {
    Phase::ALL.iter().copied().find(|p| state(stages, *p) != PhaseState::Closed)
}

/// The reason of a move as it is kept, or what is wrong with it.
///
/// # Errors
/// Shorter than [`REASON_LEAST`] characters or longer than [`REASON_MOST`].
pub fn reason(typed: &str) -> Result<&str, Refusal> {
    let reason = typed.trim();
    match reason.chars().count() {
        ..REASON_LEAST => Err(Refusal::invalid("reason", say::REASON_SHORT)),
        REASON_LEAST..=REASON_MOST => Ok(reason),
        _ => Err(Refusal::invalid("reason", say::REASON_LONG)),
    }
}

/// Moves a phase, or says why not. `now` is epoch milliseconds; `why` is needed to open again, and to close a morning that did not end.
///
/// # Errors
/// One sentence: the move does not exist, phases before it are not closed, a fact is missing, its closing time has passed, no reason.
pub fn may(stages: &[Stage], phase: Phase, mv: Move, now: i64, why: &str, facts: &Facts) -> Result<PhaseState, Refusal> {
    let from = state(stages, phase);
    let Some((_, _, to)) = MOVES.iter().find(|(a, m, _)| (*a, *m) == (from, mv)) else {
        return Err(Refusal::rule(say::no_such_move(phase.label(Lang::Fr), from, mv)));
    };
    match mv {
        Move::Open => opening(stages, phase, facts)?,
        Move::Close => closing(phase, why, facts)?,
        Move::Reopen => reopening(phase, why, facts)?,
    }
    if *to == PhaseState::Open && stages.iter().any(|s| s.phase == phase && s.closes_at.is_some_and(|at| at <= now)) {
        return Err(Refusal::rule(say::CLOSING_PASSED));
    }
    Ok(*to)
}

fn opening(stages: &[Stage], phase: Phase, facts: &Facts) -> Result<(), Refusal> {
    let before = Phase::ALL.iter().copied().take(phase.index()).find(|p| state(stages, *p) != PhaseState::Closed);
    if let Some(before) = before {
        return Err(Refusal::rule(say::first_close(before.label(Lang::Fr))));
    }
    let missing = match phase {
        Phase::Preferences1 if facts.associates == 0 => Some(say::NO_ASSOCIATE),
        Phase::Preferences1 if facts.hosts == 0 => Some(say::NO_HOST),
        Phase::Preferences1 if facts.missions == 0 => Some(say::NO_MISSION),
        Phase::Morning if !facts.plan_published => Some(say::NO_PLAN),
        Phase::Publication if !facts.attribution_validated => Some(say::NO_ATTRIBUTION),
        _ => None,
    };
    missing.map_or(Ok(()), |sentence| Err(Refusal::rule(sentence)))
}

fn closing(phase: Phase, why: &str, facts: &Facts) -> Result<(), Refusal> {
    match phase {
        Phase::Plan if !facts.plan_published => Err(Refusal::rule(say::NO_PLAN)),
        Phase::Morning if !facts.morning_over => {
            reason(why).map(|_| ()).map_err(|no| Refusal::invalid("reason", say::morning_unfinished(&no.sentence)))
        }
        Phase::Attribution if !facts.attribution_validated => Err(Refusal::rule(say::NO_ATTRIBUTION)),
        Phase::Publication if !facts.attribution_published => Err(Refusal::rule(say::NOT_PUBLISHED)),
        _ => Ok(()),
    }
}

fn reopening(phase: Phase, why: &str, facts: &Facts) -> Result<(), Refusal> {
    if phase < Phase::Attribution && facts.attribution_published {
        return Err(Refusal::rule(say::PUBLISHED_ALREADY));
    }
    if phase < Phase::Morning && facts.morning_over {
        return Err(Refusal::rule(say::MORNING_HELD));
    }
    reason(why).map(|_| ()).map_err(|no| match consequence(phase, Move::Reopen, facts) {
        Some(consequence) => Refusal::invalid("reason", format!("{consequence} {}", no.sentence)),
        None => no,
    })
}

/// What a move makes necessary later, for whoever is about to make it.
pub fn consequence(phase: Phase, mv: Move, facts: &Facts) -> Option<&'static str> {
    match (phase, mv) {
        (Phase::Preferences1 | Phase::Plan, Move::Reopen) if facts.plan_published => Some(say::PLAN_AGAIN),
        (Phase::Preferences2, Move::Reopen) if facts.attribution_validated => Some(say::ATTRIBUTION_AGAIN),
        (Phase::Attribution, Move::Reopen) if facts.attribution_published => Some(say::PUBLISHED_AGAIN),
        _ => None,
    }
}

/// What the clock does now: the first phase whose instant has come and which may move without a reason; None when there is nothing to do.
/// A phase that stays shut because a fact is missing is tried again later.
pub fn due(stages: &[Stage], now: i64, facts: &Facts) -> Option<(Phase, Move)> {
    let come = |at: Option<i64>| at.is_some_and(|at| at <= now);
    let mut ordered: Vec<&Stage> = stages.iter().collect();
    ordered.sort_by_key(|s| s.phase);
    ordered.into_iter().find_map(|stage| {
        let mv = match stage.state {
            PhaseState::Upcoming if come(stage.opens_at) => Move::Open,
            PhaseState::Open if come(stage.closes_at) => Move::Close,
            _ => return None,
        };
        may(stages, stage.phase, mv, now, "", facts).is_ok().then_some((stage.phase, mv))
    })
}

/// Checks the instants of the phases together; fields are `ouvre-{code}` and `ferme-{code}`.
///
/// # Errors
/// A phase that closes before it opens, or that opens before the one before it closes.
pub fn check(stages: &[Stage]) -> Result<(), Vec<Refusal>> {
    let mut ordered: Vec<&Stage> = stages.iter().collect();
    ordered.sort_by_key(|s| s.phase);
    let mut wrong = Vec::new();
    let mut last: Option<(i64, Phase)> = None;
    for stage in ordered {
        let (field, name) = (stage.phase.code(), stage.phase.label(Lang::Fr));
        if let (Some(opens), Some((before, phase))) = (stage.opens_at, last)
            && opens < before
        {
            wrong.push(Refusal::invalid(&format!("ouvre-{field}"), say::opens_too_early(name, phase.label(Lang::Fr))));
        }
        if let (Some(opens), Some(closes)) = (stage.opens_at, stage.closes_at)
            && closes <= opens
        {
            wrong.push(Refusal::invalid(&format!("ferme-{field}"), say::closes_too_early(name)));
        }
        last = last.max(stage.closes_at.or(stage.opens_at).map(|at| (at, stage.phase)));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

#[cfg(test)]
#[path = "phase_tests.rs"]
mod tests;
