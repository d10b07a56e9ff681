//! Sentences of editions, of the candidate's file, and of its reading.

use crate::candidacy::model::choices::Programme;
use crate::candidacy::model::words::{full_day, number};
use jiff::civil::Date;

super::french! {
    NOT_A_DRAFT: "Ce dossier est déposé : ouvrez-le de nouveau avant de le changer.";
    PROGRAMMES: "Programmes";
    FOUR: "Les quatre programmes côte à côte";
    PROGRAMME: "Programme";
    NO_EDITION: "Aucune édition n’est annoncée pour l’instant. Vous pouvez tout de même vérifier les conditions.";
    VERDICT: "Pour vous, aujourd’hui";
    REASONS: "Les raisons, une à une";
    OUTCOME: "Réponse";
    REASON: "Pourquoi";
    OUTCOME_YES: "Oui";
    OUTCOME_DOUBT: "À voir ensemble";
    OUTCOME_NO: "Non";
    ELSEWHERE: "Où regarder";
    CHECK: "Vérifier avant de commencer";
    NOTHING_KEPT: "Deux minutes, sans compte. Chaque question est facultative ; rien n’est conservé.";
    NO_CONDITION: "Ce programme ne pose pas de condition : il suffit d’en avoir envie.";
    ANSWER: "Voir ce qu’il en est";
    ANSWER_AGAIN: "Changer mes réponses";
    START: "Commencer mon dossier";
    COHORT: "Promotion";
    CITY: "Ville";
    PLACES: "Places";
    APPLY: "Dépôt des dossiers";
    INTERVIEWS: "Entretiens";
    STARTS: "Début";
    ORIENTATION: "Quel programme pour moi ?";
    ORIENTATION_LEAD: "Un seul questionnaire pour les quatre programmes. Chaque question est facultative ; rien n’est conservé.";
    ORIENTATION_LINK: "Quel programme pour moi ?";
    ORIENTATION_ANSWER: "Voir ce qui me correspond";
    ORIENTATION_TOLD: "Ce qui peut vous convenir";
    CRITERIA: "Définir mes critères";
    CHOOSE: "Choisir";
    YES: "Oui";
    NO: "Non";
    Q_MONTHS: "Mois d’emploi, salarié ou indépendant";
    Q_MONTHS_HINT: "Sans les stages ni l’alternance. Trois ans font 36 mois.";
    Q_INTERNSHIP: "Mois de stage";
    Q_WORK_STUDY: "Mois d’alternance";
    Q_MONTHS_WRONG: "Écrivez un nombre de mois, de 0 à 720.";
    Q_RIGHT: "Pouvez-vous travailler en France ?";
    Q_FRENCH: "Comment parlez-vous français ?";
    Q_ENGLISH: "Et en anglais ?";
    Q_DIPLOMA: "Votre dernier diplôme";
    Q_DIPLOMA_ON: "Obtenu le";
    Q_DIPLOMA_ON_HINT: "Le jour, ou le mois : 06/2025.";
    Q_DIPLOMA_ON_WRONG: "Écrivez une date, par exemple 30/06/2025, ou un mois, par exemple 06/2025.";
    Q_SEARCH: "Cherchez-vous un emploi ?";
    Q_CONVERTING: "Êtes-vous en reconversion ?";
    Q_STUDYING: "Êtes-vous encore en études ?";
    Q_IN_INTERNSHIP: "Êtes-vous en stage ?";
    Q_IN_CIVIC: "Êtes-vous en service civique ?";
    Q_AGE: "Votre tranche d’âge";
    Q_AGE_HINT: "Elle ne sert qu’à cette question.";
    MINE: "Mes dossiers";
    MINE_LEAD: "Vos candidatures aux programmes, et ce que vous pouvez commencer.";
    MINE_NONE: "Vous n’avez pas encore de dossier.";
    OPEN_EDITIONS: "Ouvert en ce moment";
    NOT_OPEN: "Cette édition ne prend pas de dossiers aujourd’hui.";
    SAVE: "Enregistrer";
    PART_CV: "Votre CV";
    PART_LETTER: "Votre lettre";
    THE_LETTER: "La lettre";
    PART_VIDEO: "Vidéo";
    PART_EXPERIENCES: "Expériences";
    PART_PROJECT: "Un projet complexe";
    PART_ACHIEVEMENTS: "Réalisations";
    PART_DIPLOMAS: "Diplômes";
    PART_LANGUAGES: "Langues";
    PART_QUESTIONS: "Quelques réponses";
    AGREEMENT: "Comment écrire à son sujet";
    PRONOUN: "Pronom";
    CV_FIELD: "Votre CV";
    CV_HINT: "Un PDF de 5 Mo au plus.";
    CV_SEND: "Envoyer mon CV";
    DOWNLOAD: "Télécharger";
    NO_FILM: "Vous ne pouvez pas filmer ?";
    NO_FILM_TITLE: "À la place de la vidéo";
    ROW_CHANGE: "Modifier";
    ROW_REMOVE: "Retirer";
    XP_NEW: "Nouvelle expérience";
    XP_ADD: "Ajouter une expérience";
    ACHIEVEMENT_NEW: "Nouvelle réalisation";
    ACHIEVEMENT_ADD: "Ajouter une réalisation";
    DIPLOMA_NEW: "Nouveau diplôme";
    DIPLOMA_ADD: "Ajouter un diplôme";
    LANGUAGE_NEW: "Nouvelle langue";
    LANGUAGE_ADD: "Ajouter une langue";
    SUBMIT: "Déposer mon dossier";
    SUBMITTED_OPEN: "Votre dossier est déposé. Jusqu’au dernier jour, vous pouvez l’ouvrir de nouveau et le changer ; il faudra alors le déposer encore.";
    SUBMITTED_CLOSED: "Votre dossier est déposé. L’équipe le lit ; vous verrez ici qui l’a ouvert, et quand.";
    CLOSED_DRAFT: "Le dernier jour est passé avant le dépôt de ce dossier. Il reste à vous : il remplira votre prochaine candidature.";
    REOPEN: "Ouvrir de nouveau pour changer";
    TAKE_UP: "Reprendre ma candidature";
    RECEIPT: "Votre reçu";
    RECEIPT_LEAD: "Votre dossier est déposé. Une copie est partie par mail.";
    RECEIPT_WHAT: "Dossier";
    RECEIPT_WHEN: "Déposé";
    RECEIPT_NUMBER: "Numéro";
    RECEIPT_STATE: "Où il en est";
    RECEIPT_PDF: "Télécharger le reçu (PDF)";
    RECEIPT_COPY: "Ce que vous avez envoyé";
    BACK_TO_FILE: "Revenir au dossier";
    SEEN: "Qui a vu mon dossier";
    SEEN_WHO: "Qui";
    SEEN_WHAT: "Quoi";
    SEEN_WHEN: "Quand";
    SEEN_NONE: "Personne ne l’a encore ouvert ; vous verrez ici qui, et quand.";
    SEEN_FILE: "Le dossier";
    SOMEBODY: "Une personne de l’équipe";
    BESIDES: "À côté du dossier";
    ACCESS: "Demander un aménagement";
    ACCESS_ASKED: "Votre demande d’aménagement";
    ACCESS_LEAD: "De quoi avez-vous besoin pour participer à égalité ? Cette demande est lue par l’administration seule. Les personnes qui évaluent ne la voient jamais.";
    ACCESS_FIELD: "Votre demande";
    ACCESS_HINT: "Par exemple : plus de temps, un lieu accessible, un interprète en langue des signes. Aucun justificatif médical n’est à donner ici. Vide : rien n’est demandé.";
    ACCESS_LONG: "3 000 caractères au plus.";
    ACCESS_ALL: "Demandes d’aménagement";
    ACCESS_ALL_LEAD: "Pour l’administration seule. Rien de ce qui est écrit ici ne doit parvenir aux personnes qui évaluent.";
    ACCESS_NONE: "Aucune demande.";
    PRACTICE: "Une étude de cas pour s’exercer";
    WITHDRAW_FOLD: "Retirer ma candidature";
    WITHDRAW_TEXT: "Votre candidature s’arrête. Tant que les dépôts sont ouverts, vous pourrez la reprendre ; vos réponses restent à vous.";
    WITHDRAW: "Retirer ma candidature";
    EMAIL: "Adresse";
    READING: "Votre lecture";
    READINGS: "Les lectures remises";
    READING_LEAD: "Une note de 1 à 4 et quelques mots, critère par critère. Vous verrez les autres lectures une fois la vôtre remise.";
    READING_DONE: "Votre lecture est remise : elle ne change plus.";
    READING_SUBMIT: "Remettre ma lecture";
    CRITERION: "Critère";
    SCORE_NEEDED: "Donnez une note de 1 à 4 : vos mots sont gardés ici.";
    CONFLICT: "Je connais cette personne";
    CONFLICT_TEXT: "Ce dossier se lira alors sans vous, et ce que vous avez noté sera effacé.";
    CONFLICT_FIELD: "En une phrase, ce qui vous lie";
    CONFLICT_ACT: "Déclarer un conflit d’intérêts";
    REVIEW_ALL: "Mettre à l’étude tous les dossiers déposés";
    REVIEW_ONE: "Mettre à l’étude";
    REVIEW_TOO_EARLY: "Les personnes peuvent encore changer leur dossier : l’étude commence après le dernier jour.";
    WELCOME: "Après la rencontre";
    WELCOME_TEXT: "S’il reste une place et que personne n’attend, la personne entre ; sinon elle rejoint la file, par ordre de date. Un mail le lui dit.";
    WELCOME_ACT: "Accueillir dans le programme";
    WELCOME_NOT_NOW: "On accueille dans un programme à entrées permanentes, après l’étude du dossier.";
    EDITIONS: "Éditions";
    EDITIONS_LEAD: "Les promotions de chaque programme, leurs dates, leurs places et leurs dossiers.";
    EDITIONS_NONE: "Aucune édition.";
    E_DRAFT: "Brouillon";
    E_NEW: "Une nouvelle édition";
    E_CREATE: "Créer en brouillon";
    E_TITLE: "Titre";
    E_COHORT: "Promotion";
    E_SLUG: "Adresse";
    E_SLUG_HINT: "Lettres sans accent, chiffres et tirets : associe-paris-avril-2027.";
    E_SLUG_TAKEN: "Cette adresse est déjà prise.";
    E_OPENS: "Ouverture des dépôts";
    E_LAST: "Dernier jour pour déposer, inclus";
    E_LAST_HINT: "Vide : entrées permanentes.";
    E_SHORTLIST: "Fin de l’étude des dossiers";
    E_SHOWN: "Visible de tout le monde";
    E_SETTINGS: "Réglages";
    E_FROZEN: "Cette édition est ouverte : ses réglages ne changent plus. Créez la suivante.";
    E_DAY_WRONG: "Écrivez une date, par exemple 2027-04-05.";
    E_RULES: "Conditions pour candidater";
    INTERVIEWS_DAY: "Jour des entretiens";
    SETTING_DIPLOMA: "Niveau de diplôme demandé";
    SETTING_DIPLOMA_YEARS: "Années depuis le diplôme, au plus";
    SETTING_LOW_DIPLOMA: "Peu de diplômes : jusqu’au niveau";
    SETTING_TRAINING: "Demi-journée de formation";
    SETTING_NO_TRAINING: "aucune";
    SETTING_TRAINING_WRONG: "Choisissez une demi-journée de la liste, ou aucune.";
    SETTING_EXPERIENCE: "Mois d’expérience demandés";
    FILES: "Les dossiers";
    FILES_NONE: "Aucun dossier ne répond à ces filtres.";
    STATE: "État";
    ALL_STATES: "Tous";
    MISSING: "Complet";
    WHATEVER: "Peu importe";
    COMPLETE: "complet";
    INCOMPLETE: "incomplet";
    SORT: "Trier par";
    BY_DATE: "date de dépôt";
    BY_NAME: "nom";
    BY_MONTHS: "mois comptés";
    BY_READINGS: "lectures, les moins lus d’abord";
    FILTER: "Filtrer";
    CSV: "Télécharger la liste (CSV)";
    DECISIONS: "Décisions";
    DECISIONS_LEAD: "Préparées entre vous, publiées ensemble : personne n’apprend rien avant les autres. Relisez chaque mail avant de publier.";
    DECISIONS_NONE: "Aucun dossier n’est à l’étude.";
    OUT_OF_HAND: "Un dossier sans vous";
    OUT_OF_HAND_TEXT: "Vous connaissez cette personne : quelqu’un d’autre prépare sa décision.";
    CHOICE: "Décision";
    NO_CHOICE: "Pas encore décidé";
    PREPARE: "Préparer";
    MAIL_READ: "Relire la décision et son mail";
    MAIL_SUBJECT: "Objet du mail";
    MAIL_BODY: "Le mail, tel qu’il partira";
    MAIL_EMPTY: "Le mail ne peut pas être vide.";
    MAIL_LONG: "6 000 caractères au plus.";
    PUBLISH: "Publier toutes les décisions et envoyer les mails";
    DOSSIERS_DOOR: "Vos dossiers de candidature, et les éditions ouvertes.";
}

/// The four scores, in words.
pub const SCORES: [(&str, &str); 4] = [("1", "1, rien ne le montre"), ("2", "2, peu"), ("3", "3, nettement"), ("4", "4, de façon remarquable")];

/// Columns of the list of editions.
pub const EDITIONS_HEAD: [&str; 7] = ["Édition", "Ville", "Dépôts", "Brouillons", "Déposés", "À l’étude", "Suite"];

/// Columns of the list of files.
pub const FILES_HEAD: [&str; 6] = ["Personne", "État", "Déposé", "Mois comptés", "Dossier", "Lectures"];

/// Columns of the same list as a file.
pub const CSV_HEAD: [&str; 8] =
    ["Nom", "Adresse", "État", "Déposé le", "Mois comptés", "Choses manquantes", "Lectures remises", "Accepte d’être contacté·e ensuite"];

/// The settings that are numbers, in the order shown.
pub const SETTINGS: &[(&str, &str)] = &[
    ("usual_years_from", "Années d’expérience habituelles, de"),
    ("usual_years_to", "Années d’expérience habituelles, à"),
    ("usual_years_average", "Années d’expérience, en moyenne"),
    ("warn_below", "Alerte au-dessous de tant de personnes"),
    ("interviews", "Entretiens"),
    ("interviews_case", "Dont sur une étude de cas"),
    ("interviews_english", "Dont en anglais"),
    ("answer_days_from", "Réponse après les entretiens, de tant de jours"),
    ("answer_days_to", "Réponse après les entretiens, à tant de jours"),
    ("answer_not_invited_days", "Réponse aux personnes non invitées, en jours"),
    ("practice_hours", "Heures de l’étude de cas d’entraînement"),
    ("check_diplomas", "Diplômes vérifiés"),
    ("check_references", "Références vérifiées"),
    ("meetings", "Rencontres avec des organisations"),
    ("placements", "Missions"),
    ("placement_months", "Mois par mission"),
    ("half_days_per_week", "Demi-journées par semaine"),
    ("pay_euros", "Salaire brut annuel, en euros"),
    ("bonus_percent", "Prime, en %"),
    ("mentor_days", "Jours pour trouver un mentor"),
    ("coach_minutes", "Minutes de coaching individuel"),
    ("seminar_days", "Jours de séminaire"),
    ("coach_weekends", "Week-ends de coaching"),
    ("collective_days_per_week", "Jours collectifs par semaine"),
    ("weeks", "Semaines"),
    ("months", "Mois"),
    ("mentoring_months", "Mois de mentorat"),
    ("associations_from", "Associations aidées, au moins"),
    ("associations_to", "Associations aidées, au plus"),
    ("mission_days", "Jours d’une mission"),
    ("workshops", "Ateliers"),
];

/// For whom a programme is, in a sentence.
pub fn programme_lead(programme: Programme) -> &'static str {
    match programme {
        Programme::Associe => "Un an de missions dans l’économie sociale et solidaire, après une première vie professionnelle.",
        Programme::Propulse => "Un accompagnement jusqu’à l’emploi, pour un début de parcours dans l’économie sociale et solidaire.",
        Programme::Apte => "Un parcours de retour à l’emploi, pour les jeunes peu ou pas diplômés et après 45 ans.",
        Programme::Pathfinder => "Cinq mois en ligne, en anglais et à temps partiel, pour trouver sa direction.",
    }
}

/// "Jusqu’au dimanche 6 décembre inclus, soit encore 14 jours".
pub fn until(day: &str, phase: &str) -> String {
    format!("Jusqu’au {day} inclus, {phase}")
}

/// "Votre dossier, Salomé".
pub fn your_file(name: &str) -> String {
    format!("Votre dossier, {name}")
}

/// What saves itself, and until when.
pub fn file_lead(deadline: &str) -> String {
    format!("Tout s’enregistre au fur et à mesure. {deadline} ; vous pouvez déposer avant.")
}

/// "Enregistré à 14:03", "Enregistré le 21 novembre à 14:03".
pub fn saved_at(moment: &str) -> String {
    if moment.contains(' ') { format!("Enregistré le {moment}") } else { format!("Enregistré à {moment}") }
}

/// "Changé à 14:03".
pub fn changed_at(moment: &str) -> String {
    if moment.contains(' ') { format!("Changé le {moment}.") } else { format!("Changé à {moment}.") }
}

/// A text that was changed on another device.
pub fn changed_elsewhere(theirs: &str) -> String {
    format!("Cette réponse a changé ailleurs entre-temps : « {theirs} ». Votre texte reste ici ; enregistrez de nouveau pour le garder.")
}

/// "mois comptés, sur 36 demandés".
pub fn months_of(goal: u16) -> String {
    format!("mois comptés, sur {goal} demandés")
}

/// How months are counted.
pub fn count_note(day: Date) -> String {
    format!(
        "Au {}. Stages et alternance ne comptent pas ; un temps partiel compte en entier ; deux emplois en même temps ne comptent qu’une fois. En cas de doute, une personne relit : aucun refus automatique.",
        full_day(day)
    )
}

/// "+ 9 mois sur 12".
pub fn months_added(counted: usize, total: usize) -> String {
    format!("+ {counted} mois sur {total}")
}

/// Months a person looks at.
pub fn doubtful(months: &str) -> String {
    format!("{months} de volontariat ou de bénévolat en plus : une personne de l’équipe regarde s’ils comptent.")
}

/// "Coordinatrice de réseau, Les Deux Rives".
pub fn row_title(title: &str, place: &str, fresh: &str) -> String {
    match (title.is_empty(), place.is_empty()) {
        (true, true) => fresh.to_owned(),
        (false, true) => title.to_owned(),
        (true, false) => place.to_owned(),
        (false, false) => format!("{title}, {place}"),
    }
}

/// Most rows of a list.
pub fn rows_max(n: usize) -> String {
    format!("{n} lignes au plus : gardez les plus importantes.")
}

/// "Reçu à 13:48", "Reçu le 21 novembre à 13:48".
pub fn received_at(when: &str) -> String {
    if when.starts_with(|c: char| c.is_ascii_digit()) && when.contains(' ') || when.contains('\u{a0}') {
        format!("Reçu le {when}")
    } else {
        format!("Reçu à {when}")
    }
}

/// The link to the practice case.
pub fn practice_way(hours: u16) -> String {
    format!("S’exercer sur une étude de cas (environ {hours} h, facultatif, sans trace)")
}

/// What the practice case is.
pub fn practice_lead(hours: u16) -> String {
    format!("Environ {hours} heures, si vous le souhaitez. Personne ne saura si vous l’avez ouverte ; elle ne compte en rien.")
}

/// Places that are free.
pub fn places_left(n: usize) -> String {
    if n == 1 { "Il reste une place.".to_owned() } else { format!("Il reste {n} places.") }
}

/// Where one would stand in the queue.
pub fn would_wait(rank: usize) -> String {
    format!("Toutes les places sont prises. Après la rencontre, vous seriez au rang {rank} de la file ; on entre par ordre de date.")
}

/// "8 personnes sur 12 places, 2 dans la file".
pub fn room_words(present: usize, places: usize, queue: usize) -> String {
    format!("Personnes dans le programme : {present} sur {places} places. Dans la file : {queue}.")
}

/// The subject of a mail on a place.
pub fn place_subject(title: &str) -> String {
    format!("{title} : votre place")
}

/// The mail on a place.
pub fn place_mail(name: &str, words: &str, url: &str) -> String {
    format!("Bonjour {name},\n\n{words}\n\nVotre dossier : {url}\n\nÀ bientôt,\nL’équipe\n")
}

/// The subject of a receipt.
pub fn receipt_subject(what: &str) -> String {
    format!("Votre dossier est déposé : {what}")
}

/// "22 novembre 2026 à 14:03, heure de Paris".
pub fn at_hour(day: &str, hour: &str) -> String {
    format!("{day} à {hour}, heure de Paris")
}

/// The receipt, with a copy of everything.
pub fn receipt_mail(name: &str, what: &str, at: &str, url: &str, copy: &str) -> String {
    format!(
        "Bonjour {name},\n\nVotre dossier ({what}) est déposé. Heure du dépôt : {at}, heure de Paris.\n\nJusqu’au dernier jour, vous pouvez l’ouvrir de nouveau et le changer : {url}\n\nVoici une copie de ce que vous avez envoyé.\n\n{copy}\nÀ bientôt,\nL’équipe\n"
    )
}

/// What eligibility answers.
pub fn eligibility(outcome: &str) -> String {
    format!("Éligibilité : {outcome}")
}

/// "Note : pragmatisme".
pub fn score_of(criterion: &str) -> String {
    format!("Note : {}", criterion.to_lowercase())
}

/// "Ce qui l’appuie : pragmatisme".
pub fn words_on(criterion: &str) -> String {
    format!("Ce qui l’appuie : {}", criterion.to_lowercase())
}

/// "2 choses manquent".
pub fn lacks(n: usize) -> String {
    if n == 1 { "une chose manque".to_owned() } else { format!("{} choses manquent", number(n, true)) }
}

/// "3 décisions prêtes sur 5 dossiers".
pub fn ready(ready: usize, of: usize) -> String {
    format!("Décisions prêtes : {ready} sur {of}.")
}

/// "2 lectures remises : 18/24, 20/24"; the scores only once they may be seen.
pub fn readings_words(n: usize, sums: &str) -> String {
    let count = match n {
        0 => "Aucune lecture remise".to_owned(),
        1 => "1 lecture remise".to_owned(),
        n => format!("{n} lectures remises"),
    };
    if sums.is_empty() { count } else { format!("{count} : {sums}") }
}

/// The subject of an invitation.
pub fn invite_subject(what: &str) -> String {
    format!("Invitation aux entretiens : {what}")
}

/// The subject of another answer.
pub fn answer_subject(what: &str) -> String {
    format!("Votre candidature : {what}")
}

/// An invitation to the interviews.
pub fn invite_mail(name: &str, day: Option<Date>, url: &str) -> String {
    let when = day.map_or_else(|| "La date reste à convenir ensemble.".to_owned(), |d| format!("Ils se tiendront le {}.", full_day(d)));
    format!(
        "Bonjour {name},\n\nVotre dossier nous a donné envie de vous rencontrer : nous vous invitons aux entretiens. {when}\n\nVotre dossier, avec la suite du calendrier : {url}\n\nAvez-vous besoin d’un aménagement pour participer à égalité ? Dites-le sur cette même page ; les personnes qui vous recevront ne le verront pas.\n\nÀ bientôt,\nL’équipe\n"
    )
}

/// An answer to those who are not invited.
pub fn not_invited_mail(name: &str, url: &str) -> String {
    format!(
        "Bonjour {name},\n\nMerci pour le temps et le soin mis dans votre dossier. Nous l’avons lu en entier, et nous ne vous invitons pas aux entretiens cette fois : nous avons peu de places, et d’autres dossiers répondaient plus directement aux critères de cette promotion.\n\nCe n’est pas un jugement sur votre valeur. Votre dossier reste à vous ({url}) et remplira une prochaine candidature, que nous lirons avec un regard neuf.\n\nBien à vous,\nL’équipe\n"
    )
}

/// An answer to those who do not meet the conditions.
pub fn not_eligible_mail(name: &str, url: &str) -> String {
    format!(
        "Bonjour {name},\n\nMerci pour votre dossier. Une personne de l’équipe l’a relu : il ne remplit pas, à ce jour, les conditions de ce programme. Les raisons sont écrites, une à une, sur la page du programme.\n\nD’autres chemins existent peut-être : le questionnaire d’orientation les compare en deux minutes. Votre dossier reste à vous : {url}\n\nBien à vous,\nL’équipe\n"
    )
}

/// What a number of the settings must be.
pub fn number_wrong(most: u64) -> String {
    format!("Écrivez un nombre entier, de 0 à {most}.")
}
