//! Sentences of the pages one signs in for. French first: the portal has no English yet.

super::french! {
    NAV: "Mon espace";
    OPTIONAL: "(facultatif)";
    STEPS: "Les étapes";
    ONE_TO_CORRECT: "Une chose est à corriger.";
    FILM_ELSEWHERE: "La voir sur son site";
    FILM_TITLE: "Vidéo de candidature";
    SAVING: "Enregistrement…";
    OFFLINE: "Sans réseau : gardé sur cet appareil, envoyé dès son retour.";
    NOT_SAVED: "Pas encore enregistré : ce que vous avez écrit est gardé sur cet appareil. Rechargez la page pour vous reconnecter.";
    CHANGED_ELSEWHERE: "Cette réponse a changé sur un autre appareil entre-temps. Votre texte reste ici ; continuez à écrire pour le garder. Là-bas, elle disait :";
    DESK: "Mon espace";
    FORBIDDEN: "Cette page est réservée à d’autres rôles que les vôtres. Si vous devriez la voir, demandez à votre équipe de vous ouvrir l’accès.";
    RANK_INDIFFERENT: "Indifférent";
    RANK_REFUSED: "Je refuse";
    RANK_SILENT: "Rien de particulier";
    RANK_TIED: "ex æquo";
    RANK_EMPTY: "Rien n’est encore classé\u{202f}: écrivez un numéro, appuyez sur +, ou faites glisser un nom ici.";
    RANK_EMPTY_CLOSED: "Rien n’est classé.";
    RANK_POOL_EMPTY: "Il ne reste rien à classer.";
    RANK_HOW: "Ouvrez une fiche pour la lire, ou pour dire «\u{a0}indifférent\u{a0}» ou «\u{a0}je refuse\u{a0}».";
    RANK_NONE_OPEN: "Choisissez un nom\u{202f}: sa fiche s’ouvre ici, à côté du classement.";
    RANK_WHOLE: "Fiche entière (nouvel onglet)";
    RANK_BACK: "Revenir à la liste";
    RANK_WHY_HINT: "Seule l’équipe le lit.";
    RANK_AGAIN: "Remettre à classer";
    RANK_UNREFUSE: "Ne plus refuser";
    RANK_CHANGED: "Vos derniers changements ne sont pas remis.";
    RANK_NUMBER: "Écrivez un nombre entier de 1 à 999, ou rien.";
    RANK_UNREAD: "Ce classement ne se lit pas. Rechargez la page et recommencez.";
}

/// The label of the number of a target.
pub fn rank_label(name: &str) -> String {
    format!("Rang pour {name}")
}

/// The button that moves a target one step up.
pub fn rank_up(name: &str) -> String {
    format!("Monter {name}")
}

/// The button that moves a target one step down.
pub fn rank_down(name: &str) -> String {
    format!("Descendre {name}")
}

/// The button that puts a target at the end of the ranking.
pub fn rank_add(name: &str) -> String {
    format!("Classer {name} à la suite")
}

/// A button that takes a word back, said with its target.
pub fn rank_back(words: &str, name: &str) -> String {
    format!("{words}\u{202f}: {name}")
}

/// The label of what is said of a target apart from its number.
pub fn rank_opinion(name: &str) -> String {
    format!("Mon avis sur {name}")
}

/// The label of the reason of a refusal.
pub fn rank_why(name: &str) -> String {
    format!("Motif privé ({name})")
}

/// A reason beyond its limit.
pub fn reason_too_long(most: usize) -> String {
    format!("Ce motif est trop long\u{202f}: {most} caractères au plus.")
}

/// "Enercoop, 2e place sur 9, ex æquo."
pub fn rank_placed(name: &str, position: usize, of: usize, shared: bool) -> String {
    let ordinal = if position == 1 { "re" } else { "e" };
    let tied = if shared { format!(", {RANK_TIED}") } else { String::new() };
    format!("{name}, {position}{ordinal} place sur {of}{tied}.")
}

/// What became of a target that has no place.
pub fn rank_unplaced(name: &str, opinion: &str) -> String {
    match opinion {
        "refuse" => format!("{name}\u{202f}: refus."),
        "indifferent" => format!("{name}\u{202f}: indifférent."),
        _ => format!("{name} n’a plus de place."),
    }
}

/// "9 sur 14".
pub fn rank_count(ranked: usize, of: usize) -> String {
    format!("{ranked} sur {of}")
}

/// "3 choses sont à corriger."
pub fn to_correct(n: usize) -> String {
    format!("{n} choses sont à corriger.")
}

/// The button that loads a video.
pub fn load_film(provider: &str) -> String {
    format!("Charger la vidéo ({provider})")
}

/// What happens before and after the click.
pub fn film_note(provider: &str) -> String {
    format!("Rien n’est demandé à {provider} avant votre clic.")
}

/// What was just done, by its code in the address; nothing for an unknown code.
pub fn done(code: &str) -> Option<&'static str> {
    DONE.iter().find(|(c, _)| *c == code).map(|(_, words)| *words)
}

const DONE: &[(&str, &str)] = &[
    ("bienvenue", "Vous voilà à l’intérieur. Bienvenue."),
    ("deconnexion", "Vous êtes déconnecté·e de cet appareil."),
    ("identite", "Vos informations sont enregistrées."),
    ("mot-de-passe", "Votre mot de passe est enregistré. Les autres appareils ont été déconnectés."),
    ("mot-de-passe-retire", "Le mot de passe est retiré : vous vous connecterez par un lien reçu par mail."),
    ("seance-fermee", "Cet appareil est déconnecté."),
    ("seances-fermees", "Tous les autres appareils sont déconnectés."),
    ("second-facteur", "La double authentification est active."),
    ("second-facteur-retire", "La double authentification est retirée."),
    ("recherches", "Vos recherches suivies sont à jour."),
    ("alerte-arretee", "C’est fait : cette alerte ne vous écrira plus."),
    ("lettre-demandee", "Regardez votre boîte : un mail vous y attend pour confirmer."),
    ("lettre-confirmee", "C’est noté : la lettre vous parviendra."),
    ("lettre-quittee", "C’est fait : votre adresse est effacée de la liste."),
    ("oubli", "C’est fait. Rien de vous ne reste ici, et nous vous souhaitons une belle route."),
    ("personne", "La personne est dans la liste."),
    ("role", "Les rôles sont à jour."),
    ("courriel", "Votre nouvelle adresse est confirmée."),
    ("offre-enregistree", "L’offre est enregistrée."),
    ("offre-proposee", "Proposée : l’équipe va la lire, et vous recevrez un mail."),
    ("offre-ajustee", "Les modifications sont en ligne."),
    ("offre-reprise", "L’offre est reprise : vous pouvez l’écrire de nouveau."),
    ("offre-prolongee", "L’offre est prolongée."),
    ("offre-close", "L’offre est close."),
    ("offre-acceptee", "L’offre est en ligne, et l’organisation prévenue."),
    ("offre-demandee", "La demande de modifications est partie."),
    ("offre-refusee", "L’offre est refusée, et l’organisation prévenue."),
    ("offre-close-equipe", "L’offre est close, et l’organisation prévenue."),
    ("organisation", "L’organisation est enregistrée. Écrivez maintenant sa première offre."),
    ("invitation", "L’invitation est partie."),
    ("invitation-reprise", "L’invitation est reprise : son lien ne fonctionne plus."),
    ("invitation-acceptee", "Bienvenue : vous agissez maintenant pour cette organisation."),
    ("membre", "Les rôles de l’organisation sont à jour."),
    ("membre-parti", "Vous n’agissez plus pour cette organisation."),
    ("candidature-envoyee", "Votre candidature est envoyée. Une copie part à votre adresse."),
    ("candidature-deja", "Vous aviez déjà postulé\u{202f}: votre première candidature compte."),
    ("candidature-retiree", "Votre candidature est retirée."),
    ("candidature-deplacee", "C’est fait."),
    ("candidature-repondue", "La réponse est partie par mail."),
    ("candidatures-deplacees", "C’est fait pour toutes les candidatures cochées."),
    ("candidatures-en-partie", "C’est fait, sauf pour celles qui avaient déjà bougé."),
    ("note", "La note est ajoutée."),
    ("cv", "Votre CV est reçu."),
    ("cv-retire", "Votre CV est retiré."),
    ("lettre-pdf", "Votre lettre est reçue."),
    ("lettre-pdf-retiree", "Votre lettre en PDF est retirée."),
    ("diplome", "Votre diplôme est reçu."),
    ("diplome-retire", "Votre diplôme est retiré."),
    ("accords", "Vos choix sont enregistrés."),
    ("enregistre", "C’est enregistré."),
    ("ligne-retiree", "La ligne est retirée."),
    ("dossier-rouvert", "Votre dossier est ouvert de nouveau. Déposez-le encore avant le dernier jour."),
    ("dossier-repris", "Vos réponses précédentes sont là : relisez-les avant de déposer."),
    ("dossier-retire", "Votre candidature est retirée."),
    ("amenagement", "Votre demande est enregistrée."),
    ("edition", "L’édition est enregistrée."),
    ("etude", "C’est à l’étude."),
    ("lecture-remise", "Votre lecture est remise."),
    ("conflit", "C’est noté : ce dossier se lira sans vous."),
    ("accueil", "C’est fait, et la personne reçoit un mail."),
    ("decision", "La décision est préparée. Rien n’est parti."),
    ("campagne", "La campagne est créée. Réglez-la, puis importez les listes."),
    ("campagne-phase", "C’est fait, et noté au journal."),
    ("campagne-dates", "Les dates sont enregistrées."),
    ("campagne-import", "Les lignes sont enregistrées."),
    ("campagne-fiche", "La fiche est envoyée à l’équipe, qui la lira."),
    ("campagne-rappel", "Les rappels partent par mail."),
    ("decisions", "Les décisions sont publiées et les mails partent."),
    ("essai", "L’essai est fait et vérifié. Rien n’est parti."),
    ("verrou", "Le verrou est posé\u{202f}: il compte dans les essais suivants."),
    ("verrou-leve", "Le verrou est levé."),
    ("avis", "Merci\u{202f}: votre avis est enregistré."),
    ("plan-publie", "Le plan est publié\u{202f}: chaque personne reçoit sa suite de rencontres."),
    ("validation", "L’attribution est validée. Rien n’est parti."),
    ("attribution-publiee", "L’attribution est publiée\u{202f}: les placements sont créés et tout le monde est prévenu."),
];
