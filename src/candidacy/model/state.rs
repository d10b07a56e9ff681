//! Where a candidacy stands and where it may go (section L; rules C14, C16, C23, C25, C26, M4, M5).

use super::edition::Phase;
use crate::kernel::labelled::labelled;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::{Reason, Refusal};

labelled! {
    /// The states, with the words the team reads. The candidate's words are [`State::candidate_label`].
    State {
        Draft = "brouillon", "Brouillon", "Draft";
        Submitted = "deposee", "Déposée", "Submitted";
        NotEligible = "non-eligible", "Non éligible", "Not eligible";
        InReview = "en-etude", "En étude", "In review";
        NotInvited = "non-invitee", "Non invitée", "Not invited";
        Invited = "invitee", "Invitée", "Invited";
        Planned = "entretiens-planifies", "Entretiens planifiés", "Interviews planned";
        Interviewed = "entretiens-passes", "Entretiens passés", "Interviews held";
        Decided = "decision-privee", "Décision prise, non publiée", "Decided, not published";
        ConditionalOffer = "offre-conditionnelle", "Offre conditionnelle", "Conditional offer";
        Waitlisted = "liste-d-attente", "Liste d’attente", "Waiting list";
        NotSelected = "non-retenue", "Non retenue", "Not selected";
        FinalOffer = "offre-finale", "Offre finale", "Final offer";
        Signed = "signee", "Signée", "Signed";
        Started = "commencee", "Commencée", "Started";
        Withdrawn = "retiree", "Retirée", "Withdrawn";
    }
}

use State::*;

labelled! {
    /// Who makes a move.
    Mover {
        Candidate = "candidat", "la personne", "the candidate";
        Team = "equipe", "l’équipe", "the team";
    }
}

/// Every move but withdrawing: from, to, by whom. What is not here does not exist.
pub(super) const MOVES: &[(State, State, Mover)] = &[
    (Draft, Submitted, Mover::Candidate),
    (Submitted, Draft, Mover::Candidate),
    (Withdrawn, Draft, Mover::Candidate),
    (Submitted, InReview, Mover::Team),
    (Submitted, NotEligible, Mover::Team),
    (NotEligible, InReview, Mover::Team),
    (InReview, NotEligible, Mover::Team),
    (InReview, Invited, Mover::Team),
    (InReview, NotInvited, Mover::Team),
    (Invited, Planned, Mover::Team),
    (Planned, Invited, Mover::Team),
    (Planned, Interviewed, Mover::Team),
    (Interviewed, Decided, Mover::Team),
    (Decided, Interviewed, Mover::Team),
    (Decided, ConditionalOffer, Mover::Team),
    (Decided, Waitlisted, Mover::Team),
    (Decided, NotSelected, Mover::Team),
    (Waitlisted, ConditionalOffer, Mover::Team),
    (Waitlisted, NotSelected, Mover::Team),
    (ConditionalOffer, FinalOffer, Mover::Team),
    (ConditionalOffer, NotSelected, Mover::Team),
    (FinalOffer, Signed, Mover::Candidate),
    (Signed, Started, Mover::Team),
];

impl State {
    /// True until the candidacy has its last word: only an open one can be withdrawn.
    pub const fn is_open(self) -> bool {
        !matches!(self, NotEligible | NotInvited | NotSelected | Started | Withdrawn)
    }

    /// True while the candidacy holds a place.
    pub const fn holds_place(self) -> bool {
        matches!(self, ConditionalOffer | FinalOffer | Signed | Started)
    }

    /// True once the person has been met in interview.
    pub const fn after_interview(self) -> bool {
        matches!(self, Interviewed | Decided | ConditionalOffer | Waitlisted | NotSelected | FinalOffer | Signed | Started)
    }

    /// The words the candidate reads: a decision taken in private is not told before all are published.
    pub const fn candidate_label(self) -> &'static str {
        match self {
            Draft => "Dossier en cours",
            Submitted => "Dossier déposé",
            NotEligible => "Dossier non éligible",
            InReview => "Dossier à l’étude",
            NotInvited => "Sans invitation aux entretiens",
            Invited => "Invitation aux entretiens",
            Planned => "Entretiens à venir",
            Interviewed | Decided => "Entretiens passés, réponse à venir",
            ConditionalOffer => "Offre conditionnelle",
            Waitlisted => "Sur liste d’attente",
            NotSelected => "Candidature non retenue",
            FinalOffer => "Offre finale, à signer",
            Signed => "Contrat signé",
            Started => "Programme commencé",
            Withdrawn => "Candidature retirée",
        }
    }

    /// Who may make a move, if it exists.
    pub fn mover(self, to: State) -> Option<Mover> {
        if to == Withdrawn {
            return self.is_open().then_some(Mover::Candidate);
        }
        MOVES.iter().find(|(a, b, _)| (*a, *b) == (self, to)).map(|(_, _, by)| *by)
    }

    /// The moves somebody may try from here.
    pub fn next(self, by: Mover) -> Vec<State> {
        State::ALL.iter().copied().filter(|to| self.mover(*to) == Some(by)).collect()
    }
}

/// What the guards look at.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Who asks.
    pub by: Mover,
    /// Whether the edition takes files today.
    pub phase: Phase,
    /// Things still missing in the file.
    pub missing: usize,
    /// An interview has taken place (rule C23).
    pub interview_held: bool,
    /// The individual feedback has been delivered (rule C23).
    pub feedback_delivered: bool,
    /// Diplomas verified, or their absence accepted by the team (rule Q13).
    pub diplomas_verified: u16,
    /// Distinct references verified (rule M5).
    pub references_verified: u16,
    /// Diplomas asked for (section J).
    pub diplomas_asked: u16,
    /// References asked for (section J).
    pub references_asked: u16,
}

fn no(sentence: impl Into<String>) -> Refusal {
    Refusal { reason: Reason::Invalid, field: None, sentence: sentence.into() }
}

/// Moves a candidacy, or says why not. The caller writes the move in the log.
pub fn move_to(from: State, to: State, facts: &Facts) -> Result<State, Refusal> {
    let Some(by) = from.mover(to) else {
        let (a, b) = (from.label(Lang::Fr), to.label(Lang::Fr));
        return Err(no(format!("Une candidature ne passe pas de « {a} » à « {b} ».")));
    };
    if by != facts.by {
        return Err(no(format!("Ce pas appartient à {}.", by.label(Lang::Fr))));
    }
    match (from, to) {
        (Draft, Submitted) => {
            while_open(facts.phase)?;
            match facts.missing {
                0 => {}
                1 => return Err(no("Encore une chose avant de déposer : elle est indiquée au bas de la page.")),
                _ => return Err(no("Il manque encore des choses avant de déposer : elles sont indiquées au bas de la page.")),
            }
        }
        (Submitted, Draft) => while_open(facts.phase)?,
        (Withdrawn, Draft) => {
            while_open(facts.phase)?;
            if facts.interview_held {
                return Err(no(
                    "Après un entretien, une candidature retirée ne reprend pas : écrivez à l’équipe, ou candidatez à la prochaine édition.",
                ));
            }
        }
        (Interviewed, Decided) if !facts.interview_held => return Err(no("Aucun entretien n’a eu lieu : il n’y a rien à décider.")),
        (ConditionalOffer, FinalOffer) => checked(facts)?,
        _ => {}
    }
    Ok(to)
}

fn while_open(phase: Phase) -> Result<(), Refusal> {
    match phase {
        Phase::Open { .. } => Ok(()),
        Phase::NotYetOpen { .. } => Err(no("Les candidatures ne sont pas encore ouvertes.")),
        Phase::Closed => Err(no("Les candidatures sont closes : le dernier jour est passé.")),
    }
}

fn checked(facts: &Facts) -> Result<(), Refusal> {
    if facts.diplomas_verified < facts.diplomas_asked {
        return Err(no("L’offre reste conditionnelle : le dernier diplôme n’est pas encore vérifié."));
    }
    if facts.references_verified < facts.references_asked {
        let left = facts.references_asked - facts.references_verified;
        let what = if left == 1 {
            "une référence professionnelle distincte".to_owned()
        } else {
            format!("{left} références professionnelles distinctes")
        };
        return Err(no(format!("L’offre reste conditionnelle : il manque {what}.")));
    }
    Ok(())
}

/// Whether a candidacy may be closed for good: never after an interview without its feedback, withdrawn or not (rules C23, M4).
pub fn may_close(state: State, facts: &Facts) -> Result<(), Refusal> {
    if state.is_open() {
        return Err(no("Cette candidature attend encore sa réponse : elle ne se ferme pas."));
    }
    if (facts.interview_held || state.after_interview()) && !facts.feedback_delivered {
        return Err(no("La personne a été reçue en entretien : son retour individuel doit lui être remis avant de fermer."));
    }
    Ok(())
}
