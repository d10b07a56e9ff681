//! The team's reading: six criteria, blind until submitted, conflicts respected, decisions published together (C8, C12, C16).

use super::state::State;
use crate::kernel::labelled::labelled;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::{Reason, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

labelled! {
    /// The four qualities (rule C8) and two more criteria (rule C12).
    Criterion {
        Pragmatism = "pragmatisme", "Pragmatisme", "Pragmatism";
        Relations = "relations", "Qualités relationnelles", "Relating to others";
        Adaptation = "adaptation", "Capacité d’adaptation", "Adaptability";
        Solving = "resolution", "Résolution de problèmes", "Problem solving";
        Impact = "impact", "Connaissance de l’économie à impact", "Knowledge of the impact economy";
        Motivation = "motivation", "Motivation", "Motivation";
    }
}

impl Criterion {
    /// What to look for, in deeds: never an age, a sector or a manner (rules C6, C11).
    pub const fn hint(self) -> &'static str {
        match self {
            Criterion::Pragmatism => "Avance avec les moyens du bord ; choisit, teste, corrige.",
            Criterion::Relations => "Écoute, fait de la place aux autres, dit les désaccords utilement.",
            Criterion::Adaptation => "A changé de contexte, de méthode ou d’avis, et raconte ce que cela lui a appris.",
            Criterion::Solving => "Pose le problème, le découpe, vérifie ; sait ce que vaut un ordre de grandeur.",
            Criterion::Impact => "Connaît des structures, des modèles et leurs limites ; sait pourquoi elles comptent.",
            Criterion::Motivation => "Dit pourquoi ce programme, et pourquoi maintenant, par des faits.",
        }
    }
}

/// A score from 1 to 4: no middle to hide in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Score(u8);

impl TryFrom<u8> for Score {
    type Error = String;

    fn try_from(n: u8) -> Result<Score, String> {
        if (1..=4).contains(&n) { Ok(Score(n)) } else { Err("une note se donne de 1 à 4".to_owned()) }
    }
}

impl From<Score> for u8 {
    fn from(score: Score) -> u8 {
        score.0
    }
}

/// Longest words on one criterion, in characters.
pub const WORDS_MAX: usize = 1_500;

/// What a reader says on one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// 1 to 4.
    pub score: Score,
    /// On what evidence.
    pub words: String,
}

/// One reader's reading of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reading {
    /// Who reads.
    pub reader: String,
    /// A member of the team: at least one reads each file (rule C22).
    pub team: bool,
    /// Knows the person, in words; then reads nothing.
    pub conflict: Option<String>,
    /// By criterion.
    pub marks: BTreeMap<Criterion, Mark>,
    /// Handed in: it no longer changes, and opens the others' readings.
    pub submitted: bool,
}

fn no(sentence: impl Into<String>) -> Refusal {
    Refusal { reason: Reason::Invalid, field: None, sentence: sentence.into() }
}

const CONFLICT: &str = "Vous avez déclaré connaître cette personne : son dossier se lit sans vous.";

/// Whether a reader may open the file: not with a declared conflict.
pub fn may_read(reader: &str, readings: &[Reading]) -> Result<(), Refusal> {
    let conflict = readings.iter().any(|r| r.reader == reader && r.conflict.is_some());
    if conflict { Err(no(CONFLICT)) } else { Ok(()) }
}

/// The readings a reader may see: their own; the others' once theirs is handed in. Nothing with a conflict.
pub fn visible<'a>(reader: &str, readings: &'a [Reading]) -> Vec<&'a Reading> {
    if may_read(reader, readings).is_err() {
        return Vec::new();
    }
    let open = readings.iter().any(|r| r.reader == reader && r.submitted);
    readings.iter().filter(|r| r.reader == reader || (open && r.submitted && r.conflict.is_none())).collect()
}

impl Reading {
    /// Saves one criterion, until the reading is handed in.
    pub fn mark(&mut self, criterion: Criterion, score: Score, words: &str) -> Result<(), Refusal> {
        if self.conflict.is_some() {
            return Err(no(CONFLICT));
        }
        if self.submitted {
            return Err(no("Votre lecture est remise : elle ne change plus."));
        }
        if words.chars().count() > WORDS_MAX {
            return Err(Refusal::invalid(criterion.code(), format!("{WORDS_MAX} caractères au plus.")));
        }
        self.marks.insert(criterion, Mark { score, words: words.trim().to_owned() });
        Ok(())
    }

    /// Criteria still without a score, or without the words that support it.
    pub fn unfinished(&self) -> Vec<Criterion> {
        Criterion::ALL.iter().copied().filter(|c| self.marks.get(c).is_none_or(|m| m.words.is_empty())).collect()
    }

    /// Hands the reading in, once all six criteria have a score and words.
    pub fn submit(&mut self) -> Result<(), Refusal> {
        if self.conflict.is_some() {
            return Err(no(CONFLICT));
        }
        if let Some(first) = self.unfinished().first() {
            let name = first.label(Lang::Fr);
            return Err(Refusal::invalid(first.code(), format!("« {name} » attend une note et quelques mots qui l’appuient.")));
        }
        self.submitted = true;
        Ok(())
    }

    /// Declares a conflict of interest: what was written goes, and the file closes to this reader.
    pub fn declare_conflict(&mut self, why: &str) -> Result<(), Refusal> {
        let why = why.trim();
        if why.is_empty() || why.chars().count() > 300 {
            return Err(Refusal::invalid("conflict", "Dites en une phrase ce qui vous lie à cette personne."));
        }
        self.conflict = Some(why.to_owned());
        self.marks.clear();
        self.submitted = false;
        Ok(())
    }
}

labelled! {
    /// What the shortlist decides for a file.
    Choice {
        Invite = "inviter", "Inviter aux entretiens", "Invite";
        NotInvite = "ne-pas-inviter", "Ne pas inviter", "Do not invite";
        NotEligible = "non-eligible", "Non éligible", "Not eligible";
    }
}

impl Choice {
    /// The state it leads to, once published.
    pub const fn state(self) -> State {
        match self {
            Choice::Invite => State::Invited,
            Choice::NotInvite => State::NotInvited,
            Choice::NotEligible => State::NotEligible,
        }
    }
}

/// A decision prepared in private.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// Which candidacy.
    pub candidacy: String,
    /// Where it stands: only files in review are decided.
    pub state: State,
    /// What was chosen, if anything yet.
    pub choice: Option<Choice>,
    /// Its readings.
    pub readings: Vec<Reading>,
}

/// Prepares a choice: refused to somebody with a conflict.
pub fn prepare(by: &str, file: &mut Prepared, choice: Option<Choice>) -> Result<(), Refusal> {
    may_read(by, &file.readings)?;
    if file.state != State::InReview {
        return Err(no("Ce dossier n’est pas à l’étude : il n’y a rien à décider."));
    }
    file.choice = choice;
    Ok(())
}

/// Publishes every choice of an edition together, or nothing: each file still in review needs a choice and a reading handed
/// in by the team. Withdrawn files are left alone.
pub fn publish(files: &[Prepared]) -> Result<Vec<(String, State)>, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    for file in files.iter().filter(|f| f.state == State::InReview) {
        let read = file.readings.iter().any(|r| r.team && r.submitted && r.conflict.is_none());
        match file.choice {
            _ if !seen.insert(&file.candidacy) => wrong.push(Refusal::invalid(&file.candidacy, "Ce dossier figure deux fois dans la liste.")),
            None => wrong.push(Refusal::invalid(&file.candidacy, "Ce dossier attend une décision : tout se publie ensemble.")),
            Some(_) if !read => wrong.push(Refusal::invalid(&file.candidacy, "Aucun membre de l’équipe n’a remis sa lecture de ce dossier.")),
            Some(choice) => out.push((file.candidacy.clone(), choice.state())),
        }
    }
    if wrong.is_empty() { Ok(out) } else { Err(wrong) }
}
