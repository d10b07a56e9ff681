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
    STATISTICS: "Statistiques sans nom : l’équipe lit des totaux (où en sont les dossiers, l’expérience, le diplôme, les langues), jamais sur moins de cinq personnes. Ne comptent que les personnes qui disent oui ; jamais l’âge ni un aménagement. Revenir sur ce oui vous en retire aussitôt.";
    FIGURES: "Chiffres sans nom";
    FIGURES_LEAD: "Ne comptent que les personnes qui l’ont accepté dans leur dossier, et rien n’est dit de moins de cinq personnes.";
    FIGURES_FEW: "Moins de cinq personnes de cette édition acceptent d’être comptées : il n’y a rien à montrer.";
    FIGURES_ANSWER: "Réponse";
    FIGURES_PEOPLE: "Personnes";
    FIGURES_SHARE: "Part";
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

/// Of how many the figures speak.
pub fn figures_of(counted: usize, sent: usize) -> String {
    format!("{counted} personnes comptées, sur {sent} qui ont déposé un dossier ({}).", percent(counted, sent))
}

/// "Diplôme, 12 personnes".
pub fn figure(question: &str, answered: usize) -> String {
    format!("{question}, {answered}\u{a0}personnes")
}

/// "42 %", rounded.
pub fn percent(part: usize, whole: usize) -> String {
    format!("{}\u{a0}%", (part * 100 + whole / 2) / whole.max(1))
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
