//! Sentences about what a file may be used for, and how long it is kept.

use crate::candidacy::model::consent::Purpose;
use crate::candidacy::model::retention::refused;
use crate::candidacy::model::state::State;

super::french! {
    TITLE: "À quoi ce dossier peut servir";
    LEAD: "Rien ci-dessous n’est une condition pour candidater, et tout peut changer quand vous le souhaitez.";
    SAVE: "Enregistrer mes choix";
    ALL: "Vos accords";
    ALL_LEAD: "Ce que vous avez dit pour chaque dossier. Ouvrez un dossier pour changer d’avis.";
    NONE: "Vous n’avez pas de dossier : il n’y a rien à accorder.";
}

/// What one agrees to by ticking.
pub const fn label(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Selection => "Mon dossier sert à la sélection de cette édition",
        Purpose::LaterEditions => "L’équipe peut m’écrire pour les éditions suivantes",
        Purpose::Statistics => "Mes réponses peuvent compter dans des statistiques sans nom",
    }
}

/// What submitting says yes to: "Vous l’avez accepté en déposant, le 22 novembre à 14:03."
pub fn selection(given: Option<&str>) -> String {
    match given {
        Some(when) => {
            format!("La sélection de cette édition : vous l’avez acceptée en déposant, {}. Retirer votre candidature y met fin.", said(when))
        }
        None => "La sélection de cette édition : vous l’acceptez en déposant votre dossier, et retirer votre candidature y met fin.".to_owned(),
    }
}

/// "oui, le 22 novembre à 14:03", "non, le 22 novembre à 14:03", "non".
pub fn answer(given: bool, when: Option<&str>) -> String {
    let word = if given { "oui" } else { "non" };
    when.map_or_else(|| word.to_owned(), |when| format!("{word}, {}", said(when)))
}

fn said(when: &str) -> String {
    if when.contains(' ') || when.contains('\u{a0}') { format!("le {when}") } else { format!("à {when}") }
}

/// How long a file is kept; `day` when it is known.
pub fn kept(state: State, day: Option<&str>) -> String {
    match day {
        Some(day) if refused(state) => format!("Ce dossier est conservé jusqu’au {day}, puis effacé avec ses fichiers."),
        Some(day) => format!("Ce dossier est conservé jusqu’au {day}, puis effacé avec ses fichiers. Chaque mot que vous y écrivez repousse ce jour."),
        None if matches!(state, State::FinalOffer | State::Signed | State::Started) => "Ce dossier est conservé tant que vous suivez le programme.".to_owned(),
        None => "Ce dossier est conservé pendant l’étude ; ensuite, deux ans après une réponse négative ou votre retrait, puis il est effacé avec ses fichiers.".to_owned(),
    }
}
