//! The path of steps at the top of the file: dates, and who acts next (rules C19, C24, Q3, Q4, M6).

use super::choices::Programme;
use super::edition::{Edition, Phase};
use super::settings::Settings;
use super::state::State;
use super::words::{number, short_day};
use crate::kernel::dates::{month_name, shift};
use crate::kernel::labelled::labelled;
use crate::kernel::lang::Lang;
use jiff::civil::Date;

labelled! {
    /// A step as the candidate sees it.
    Stage {
        Eligibility = "eligibilite", "Éligibilité", "Eligibility";
        File = "dossier", "Dossier", "File";
        Review = "etude", "Étude", "Review";
        Interviews = "entretiens", "Entretiens", "Interviews";
        Meeting = "rencontre", "Rencontre", "Meeting";
        Answer = "reponse", "Réponse", "Answer";
        Place = "place", "Place", "Place";
        Checks = "verifications", "Vérifications", "Checks";
        Signature = "signature", "Signature", "Signature";
        Start = "debut", "Début", "Start";
    }
}

/// The steps of a programme, in order (section L).
pub const fn stages(programme: Programme) -> &'static [Stage] {
    use Stage::*;
    match programme {
        Programme::Associe => &[Eligibility, File, Review, Interviews, Answer, Checks, Signature],
        Programme::Propulse => &[Eligibility, File, Meeting, Place],
        Programme::Apte => &[Eligibility, File, Answer, Start],
        Programme::Pathfinder => &[File, Answer, Start],
    }
}

/// What has happened to this candidacy, day by day in Paris.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Happened {
    /// Eligibility was told.
    pub eligibility_on: Option<Date>,
    /// The file was submitted.
    pub submitted_on: Option<Date>,
    /// The person's own interviews: the answer is promised from this day (rule Q4).
    pub interview_on: Option<Date>,
    /// The answer was published.
    pub answered_on: Option<Date>,
    /// The last check was done.
    pub checked_on: Option<Date>,
    /// The contract was signed.
    pub signed_on: Option<Date>,
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Behind.
    Done,
    /// Now.
    Here,
    /// Ahead.
    Later,
    /// Will not take place: the candidacy has ended before it.
    Dropped,
}

/// A few words, with the day they stand for when they are a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The words.
    pub text: String,
    /// The day, for a machine.
    pub day: Option<Date>,
}

/// One step, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// Where it stands.
    pub standing: Standing,
    /// When: "d’ici au", 6 déc., "inclus".
    pub when: Vec<Chunk>,
    /// Who acts: "l’équipe lit".
    pub by: String,
    /// The person's turn, to be marked.
    pub yours: bool,
}

impl Step {
    /// The words of the date, as one sentence.
    pub fn when_words(&self) -> String {
        self.when.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The days between which the answer is promised after an interview (rules C24, Q4, M6).
pub fn promise(interview: Date, settings: &Settings) -> (Date, Date) {
    (shift(interview, settings.answer_days_from.into()), shift(interview, settings.answer_days_to.into()))
}

/// The step a state is at; None when it is over. A private decision is at the same step as before it.
fn here(state: State, programme: Programme) -> Option<Stage> {
    use State::*;
    let all = stages(programme);
    let first = |wanted: &[Stage]| wanted.iter().copied().find(|s| all.contains(s));
    match state {
        Draft => Some(Stage::File),
        Submitted | InReview => first(&[Stage::Review, Stage::Meeting, Stage::Answer]),
        Invited | Planned => first(&[Stage::Interviews, Stage::Meeting, Stage::Answer]),
        Interviewed | Decided | Waitlisted => first(&[Stage::Answer, Stage::Place]),
        ConditionalOffer => first(&[Stage::Checks, Stage::Place, Stage::Start]),
        FinalOffer => first(&[Stage::Signature, Stage::Place, Stage::Start]),
        Signed => first(&[Stage::Start]),
        NotEligible | NotInvited | NotSelected | Started | Withdrawn => None,
    }
}

/// The first step that an ended candidacy will not see.
fn dropped_from(state: State, programme: Programme, happened: &Happened) -> usize {
    let all = stages(programme);
    let after = |stages: &[Stage]| all.iter().position(|s| stages.contains(s)).map_or(all.len(), |i| i + 1);
    match state {
        State::NotEligible | State::NotInvited => after(&[Stage::Review, Stage::Meeting, Stage::Answer]),
        State::NotSelected => after(&[Stage::Answer, Stage::Place]),
        State::Withdrawn if happened.interview_on.is_some() => after(&[Stage::Interviews, Stage::Meeting]),
        State::Withdrawn if happened.submitted_on.is_some() => after(&[Stage::File]),
        State::Withdrawn => all.iter().position(|s| *s == Stage::File).unwrap_or(0),
        _ => all.len(),
    }
}

/// The path, each step with its dates and who acts.
pub fn path(state: State, edition: &Edition, happened: &Happened, today: Date) -> Vec<Step> {
    let all = stages(edition.programme);
    let at = here(state, edition.programme).and_then(|s| all.iter().position(|x| *x == s));
    let dropped = dropped_from(state, edition.programme, happened);
    let one = |(i, stage): (usize, &Stage)| {
        let standing = match at {
            Some(now) if i < now => Standing::Done,
            Some(now) if i == now => Standing::Here,
            Some(_) => Standing::Later,
            None if i < dropped => Standing::Done,
            None => Standing::Dropped,
        };
        let (by, yours) = who(*stage, standing, state, edition, today);
        Step { stage: *stage, standing, when: when(*stage, standing, edition, happened, today), by, yours }
    };
    all.iter().enumerate().map(one).collect()
}

fn text(words: &str) -> Chunk {
    Chunk { text: words.to_owned(), day: None }
}

fn on(day: Date) -> Chunk {
    Chunk { text: short_day(day), day: Some(day) }
}

fn between(from: Date, to: Date) -> Vec<Chunk> {
    if from >= to { vec![on(to)] } else { vec![on(from), text("–"), on(to)] }
}

fn when(stage: Stage, standing: Standing, e: &Edition, h: &Happened, today: Date) -> Vec<Chunk> {
    let past = |words: &str, day: Option<Date>| day.filter(|_| standing == Standing::Done).map(|d| vec![text(words), on(d)]);
    let interview = h.interview_on.or(e.interviews_on);
    let promised = interview.map(|d| promise(d, &e.settings));
    let month = |after: i8| {
        let first = promised.map(|(_, to)| to.first_of_month())?;
        let wanted = first.checked_add(jiff::Span::new().months(after)).ok()?;
        let latest = e.starts.map_or(wanted, |s| s.first_of_month().min(wanted));
        Some(vec![text(month_name(latest.month(), Lang::Fr))])
    };
    let later = || vec![text("date à venir")];
    match stage {
        Stage::Eligibility => past("faite le", h.eligibility_on).unwrap_or_default(),
        Stage::File => past("déposé le", h.submitted_on).unwrap_or_else(|| match (e.phase(today), e.last_day) {
            (Phase::Closed, Some(last)) => vec![text("clos depuis le"), on(last)],
            (_, Some(last)) => vec![text("d’ici au"), on(last), text("inclus")],
            (_, None) => vec![text("quand vous voulez")],
        }),
        Stage::Review => match (e.last_day, e.shortlist_day()) {
            (Some(last), Some(to)) => between(shift(last, 1), to),
            _ => later(),
        },
        Stage::Interviews | Stage::Meeting => interview.map_or_else(|| vec![text("date à convenir")], |d| vec![on(d)]),
        Stage::Answer => past("donnée le", h.answered_on).unwrap_or_else(|| match (promised, e.shortlist_day()) {
            (Some((from, to)), _) => between(from, to),
            (None, Some(to)) => vec![text("d’ici au"), on(to)],
            _ => later(),
        }),
        Stage::Place => vec![text("selon les places")],
        Stage::Checks => past("faites le", h.checked_on).or_else(|| month(0)).unwrap_or_else(later),
        Stage::Signature => past("faite le", h.signed_on).or_else(|| month(1)).unwrap_or_else(later),
        Stage::Start => e.starts.map_or_else(later, |d| vec![on(d)]),
    }
}

fn who(stage: Stage, standing: Standing, state: State, e: &Edition, today: Date) -> (String, bool) {
    let now = standing == Standing::Here;
    let words = match stage {
        Stage::Eligibility => "par vous",
        Stage::File if now => {
            return match e.phase(today) {
                Phase::Open { .. } => ("à vous de jouer".to_owned(), true),
                phase => (phase.words(), false),
            };
        }
        Stage::File => "par vous",
        Stage::Review => "l’équipe lit",
        Stage::Interviews if e.settings.interviews > 1 => return (format!("{}, le même jour", number(e.settings.interviews.into(), false)), false),
        Stage::Interviews | Stage::Meeting => "vous et l’équipe",
        Stage::Answer if state == State::Waitlisted => "vous êtes sur liste d’attente",
        Stage::Answer => "l’équipe, c’est promis",
        Stage::Place => "on entre par ordre de date",
        Stage::Checks => "diplôme et références",
        Stage::Signature if now => return ("à vous de signer".to_owned(), true),
        Stage::Signature => "vous et l’équipe",
        Stage::Start => "tout le groupe",
    };
    (words.to_owned(), false)
}
