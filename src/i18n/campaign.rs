//! Sentences of a campaign: set up by the team, its phases, the lists of both sides. Those that hold a name or a number are written in
//! `campaign_told`.

pub use super::campaign_told::*;

super::french! {
    ALL: "Campagnes";
    ALL_LEAD: "Une campagne par édition\u{202f}: les associé.e.s, les structures et leurs missions, les préférences, la matinée, l’attribution.";
    ALL_NONE: "Aucune campagne pour l’instant.";
    ONE: "Campagne";
    NEW: "Nouvelle campagne";
    NEW_NO_EDITION: "Toutes les éditions ont leur campagne. Créez d’abord une édition.";
    EDITION: "Édition";
    EDITION_HINT: "Une édition a une seule campagne. Un tirage au sort, connu de tous plus tard, est fait dès maintenant.";
    EDITION_TAKEN: "Cette édition a déjà sa campagne.";
    CREATE: "Créer la campagne";
    NOT_SET: "à fixer";
    OVER: "Terminée";
    SAVE: "Enregistrer";
    CSV: "Télécharger la liste (CSV)";
    CHANGE: "Modifier";
    YES: "Oui";
    NO: "Non";
    BACK_TO_LIST: "Revenir à la liste";
    COUNTS: "En chiffres";
    PROBLEMS: "À régler";
    PROBLEMS_NONE: "Rien à régler pour l’instant.";
    ASSOCIATE: "Associé.e";
    ASSOCIATES: "Associé.e.s";
    HOST: "Structure";
    HOSTS: "Structures";
    MISSIONS: "Missions";
    PLACES: "Places";
    WEIGHTS: "Poids des deux côtés";
    MORNING: "Matinée";
    SEALED: "Empreinte des secondes listes";
    SEALED_HINT: "Empreinte (SHA-256) des secondes listes, prise à leur clôture\u{202f}: elle montre que rien n’a changé depuis.";
    NEXT_SET_UP: "À faire maintenant\u{202f}: réunir les associé.e.s, les structures et les missions, puis ouvrir les premières préférences.";
    NEXT_BALLOTS: "Les listes sont ouvertes\u{202f}: voyez qui a remis la sienne, et relancez les autres.";
    NEXT_PLAN: "À faire maintenant\u{202f}: calculer le plan de la matinée, le vérifier, le publier.";
    NEXT_MORNING: "C’est le temps de la matinée.";
    NEXT_ATTRIBUTION: "À faire maintenant\u{202f}: calculer l’attribution, la valider, la publier.";
    NEXT_OPEN: "La phase suivante peut être ouverte.";
    NEXT_OVER: "La campagne est terminée.";
    GO_PHASES: "Aller aux phases";
    GO_IMPORT: "Importer des listes";
    GO_BALLOTS: "Voir qui a remis sa liste";
    GO_PLAN: "Aller au plan";
    GO_MORNING: "Aller à la matinée";
    GO_ATTRIBUTION: "Aller à l’attribution";
    NO_DAY: "Le jour de la matinée n’est pas fixé";
    NO_PERIODS: "Les dates des deux périodes ne sont pas fixées";
    NUMBER_WRONG: "Écrivez un nombre entier.";
    DAY_WRONG: "Écrivez une date, par exemple 2027-03-04.";
    TIME_WRONG: "Écrivez une heure, par exemple 10:00.";
    CHOICE_WRONG: "Choisissez dans la liste.";
    INSTANT_WRONG: "Écrivez une date et une heure, par exemple 2027-03-11 18:00.";
    SETTINGS: "Réglages";
    SETTINGS_LEAD: "La matinée, les règles des calculs, les deux périodes de mission.";
    SETTINGS_ALL: "Tous les réglages";
    SETTINGS_AFTER: "Un réglage changé après un calcul ne change pas ce calcul\u{202f}: refaites-le. Un jour ou une heure changés après la publication du plan se publient depuis la page du plan.";
    S_DAY: "Jour de la matinée";
    S_START: "Début de la première manche";
    S_PLACE: "Lieu";
    S_TABLES: "Tables de la salle, au plus";
    S_MEETINGS: "Rencontres par associé.e";
    S_MINUTES: "Minutes d’une manche";
    S_GAP: "Minutes pour changer de table";
    S_ROUNDS: "Manches";
    S_ROUNDS_HINT: "Vide\u{202f}: le moins possible.";
    S_BUFFER: "Manches de réserve";
    S_BUFFER_HINT: "Laissées libres à la fin, pour les imprévus.";
    S_BREAKS: "Pauses";
    S_BREAKS_HINT: "Une par ligne, après quelle manche et combien de minutes\u{202f}: 4:18.";
    S_RULES: "Règles des calculs";
    S_WEIGHT: "Poids des associé.e.s, pour mille";
    S_WEIGHT_HINT: "500\u{202f}: les deux côtés comptent autant.";
    S_UNMET: "Valeur d’une place non rencontrée, pour mille";
    S_UNMET_HINT: "1000\u{202f}: ne pas s’être rencontrés ne change rien.";
    S_POLICY1: "Règle des rencontres";
    S_POLICY2: "Règle de l’attribution";
    S_PERIODS: "Les deux périodes";
    S_PERIOD1: "Période 1, premier jour";
    S_PERIOD1_END: "Période 1, dernier jour";
    S_PERIOD2: "Période 2, premier jour";
    S_PERIOD2_END: "Période 2, dernier jour";
    PERIOD_HALF: "Une période a un premier et un dernier jour.";
    BREAKS_WRONG: "Écrivez une pause par ligne\u{202f}: la manche, deux-points, les minutes. Par exemple 4:18.";
    PHASES: "Phases";
    PHASES_LEAD: "Six phases, l’une après l’autre. Chaque ouverture et chaque clôture est notée\u{202f}; rouvrir demande une raison.";
    PHASE_DATES: "Dates";
    PHASE_DATES_HINT: "À ces instants, heure de Paris, une phase s’ouvre ou se clôt d’elle-même, dans la minute. Vide\u{202f}: c’est l’équipe qui le fait.";
    PHASE_REASON: "Raison";
    PHASE_REASON_HINT: "Elle reste dans le journal.";
    PHASE_LOG: "Ce qui s’est passé";
    PHASE_LOG_NONE: "Aucune phase n’a encore été ouverte.";
    THE_CLOCK: "À l’heure dite";
    CLOSES_IN_THE_PAST: "Cet instant est passé\u{202f}: pour clore tout de suite, utilisez le bouton de la phase.";
    IMPORT: "Importer des listes";
    IMPORT_LEAD: "D’un tableur, par fichier CSV ou en collant les lignes. Une première passe montre ce qui changerait\u{202f}; rien n’est gardé avant votre accord.";
    IMPORT_LIST: "Liste";
    IMPORT_FILE: "Fichier CSV";
    IMPORT_FILE_HINT: "700 ko au plus. Les colonnes sont séparées par des points-virgules, des virgules ou des tabulations.";
    IMPORT_TEXT: "Ou les lignes elles-mêmes";
    IMPORT_TEXT_HINT: "La première ligne donne les noms des colonnes.";
    IMPORT_APPROVE: "Approuver les missions de cette liste\u{202f}: je les ai lues";
    IMPORT_CHECK: "Vérifier";
    IMPORT_AGAIN: "Vérifier de nouveau";
    IMPORT_OTHER: "Importer autre chose";
    IMPORT_SEEN: "Ce qui changerait";
    IMPORT_NOTHING: "Choisissez un fichier, ou collez des lignes.";
    IMPORT_PASTED: "lignes collées";
    LINE_NEW: "Nouvelle";
    LINE_CHANGED: "Modifiée";
    LINE_BACK: "Avait été retirée\u{202f}: revient";
    LINE_SAME: "Inchangée";
    TEMPLATES: "Modèles";
    TEMPLATES_TEXT: "Un tableau vide, avec ses colonnes et un exemple, pour chaque liste. Importez les structures avant leurs missions.";
    PEOPLE_LEAD: "Une personne voit la campagne en se connectant avec l’adresse de cette liste.";
    PEOPLE_NONE: "Personne pour l’instant\u{202f}: importez une liste, ou ajoutez quelqu’un.";
    PERSON_ADD: "Ajouter une personne";
    PERSON_NEW: "Nouvelle personne";
    PERSON_LEFT: "Cette personne a quitté la campagne.";
    PERSON_WITHDRAW_HINT: "Elle ne verra plus la campagne, et ne comptera plus dans les calculs à venir.";
    LEFT: "Partie";
    NAME: "Prénom et nom";
    EMAIL: "Adresse mail";
    EMAIL_HINT: "Celle avec laquelle on se connecte.";
    EMAIL_TAKEN: "Une autre personne de la campagne a cette adresse.";
    AGREEMENT: "Accord";
    PITCH: "Présentation";
    PITCH_HINT: "Quelques lignes, lues par les structures.";
    PERIODS: "Périodes";
    REFERENCE: "Référence";
    REFERENCE_HINT: "Unique dans la campagne, par exemple a01. Elle ne change plus.";
    REFERENCE_TAKEN: "Cette référence est déjà prise.";
    CV: "CV";
    CV_NONE_YET: "Pas encore de CV.";
    WITHDRAW: "Retirer de la campagne";
    WITHDRAW_TITLE: "Retirer";
    WITHDRAW_REASON: "Raison du retrait";
    COMES_BACK: "Réintégrer";
    WITHDRAWN: "Retirée";
    SHEETS: "Structures et missions";
    SHEETS_LEAD: "Une mission se lit par les associé.e.s une fois approuvée par l’équipe, à l’ouverture des premières préférences.";
    SHEET_LEFT: "Cette fiche est retirée de la campagne.";
    HOSTS_NONE: "Aucune structure pour l’instant.";
    HOST_ADD: "Ajouter une structure";
    HOST_NEW: "Nouvelle structure";
    HOST_FIRST: "Ajoutez d’abord une structure.";
    HOST_NAME: "Nom de la structure";
    HOST_KIND: "Type de structure";
    HOST_UNKNOWN: "Cette structure n’est pas dans la campagne.";
    HOST_WITHDRAW_HINT: "Ses missions ne pourront plus être classées.";
    CONTACT: "Interlocuteur ou interlocutrice";
    TABLES: "Tables tenues à la fois";
    MEETINGS_MIN: "Rencontres, au moins";
    MEETINGS_MAX: "Rencontres, au plus";
    QUESTION: "Une question à lui poser";
    QUESTION_HINT: "Montrée aux associé.e.s avant la rencontre.";
    QUESTION_SHOWN: "À lui demander";
    ORGANISATION: "Organisation du site";
    ORGANISATION_HINT: "Ce qui suit /organisations/ dans l’adresse de sa fiche. Ses membres pourront alors répondre pour la structure.";
    ORGANISATION_TAKEN: "Une structure de cette campagne est déjà cette organisation : les deux missions d’une personne sont dans deux organisations différentes. Ajoutez plutôt la mission à cette structure.";
    ORGANISATION_UNKNOWN: "Aucune organisation du site n’a cette adresse.";
    MISSIONS_NONE: "Aucune mission pour l’instant.";
    MISSIONS_NONE_YET: "Aucune fiche de mission pour l’instant.";
    MISSION_ADD: "Ajouter une mission";
    MISSION_NEW: "Nouvelle mission";
    MISSION_TITLE: "Intitulé";
    MISSION_KIND: "Nature";
    MISSION_WITHDRAW_HINT: "Elle ne pourra plus être classée.";
    MISSION_SEND: "Envoyer à l’équipe";
    MISSION_SEND_HINT: "L’équipe lit chaque fiche, et chaque modification, avant qu’elle soit montrée.";
    MISSION_WAITS: "L’équipe n’a pas encore lu cette version\u{202f}: elle n’est montrée à personne d’autre.";
    MISSION_FROZEN: "Les préférences sont ouvertes\u{202f}: pour changer cette fiche, écrivez à l’équipe.";
    FAMILY: "Famille";
    SUMMARY: "La mission";
    DELIVERABLES: "Livrables";
    MANAGER: "Responsable";
    PLACE: "Lieu";
    DEPARTMENT: "Département";
    TAGS: "Mots-clés";
    TAGS_HINT: "Huit au plus, séparés par des virgules.";
    TAGS_SHOWN: "Mots-clés";
    PLACES_1: "Places en période 1";
    PLACES_2: "Places en période 2";
    PLACES_TOTAL: "Places en tout";
    PLACES_TOTAL_HINT: "Vide\u{202f}: la somme des deux périodes.";
    APPROVE: "Approuver";
    APPROVED: "Approuvée";
    APPROVED_HINT: "Cette mission est approuvée.";
    APPROVE_WHICH: "Missions lues et approuvées";
    APPROVE_HINT: "Forte valeur ajoutée, stratégique ou opérationnelle, livrables clairs.";
    APPROVE_NONE: "Cochez au moins une mission.";
    TO_APPROVE: "À approuver";
    TO_APPROVE_HINT: "Cette mission attend votre accord\u{202f}: personne d’autre ne la voit.";
    DISAPPROVE: "Retirer l’accord";
    AS_SEEN: "Telle que les associé.e.s la liront";
    MORNING_NO_ROOM: "La matinée se prépare d’elle-même quand le plan est publié.";
    CONSOLE: "La régie";
    CONSOLE_TEXT: "Lancer les manches, suivre les présences, réparer le plan.";
    WALL: "Le mur";
    WALL_TEXT: "À projeter dans la salle. Cette adresse l’ouvre sans mot de passe.";
    PAPERS: "Les feuilles";
    PAPERS_TEXT: "La matinée de chaque personne, à imprimer.";
    POSTERS: "Les affiches";
    POSTERS_TEXT: "Une par table, avec son code.";
    TYPE_IN: "Saisir une feuille";
    TYPE_IN_TEXT: "Les notes prises sur papier.";
    BALLOTS: "Listes";
    BALLOTS_SECRET: "Tant que les listes sont ouvertes, personne n’en lit le contenu\u{202f}: ni l’équipe, ni l’autre côté.";
    BALLOTS_CLOSED: "Les listes sont closes. Ouvrir une liste laisse une ligne au journal.";
    BALLOTS_NONE: "Personne n’a encore de liste à remettre.";
    NOTHING: "Rien";
    REMINDED_ALL: "Toutes les personnes qui n’ont rien remis ont été relancées depuis moins d’un jour.";
    REMIND_CLOSED: "On ne relance que pendant que les listes sont ouvertes.";
    MINE: "Ma campagne";
    MINE_DOOR: "Les missions, vos préférences, la matinée, votre résultat.";
    MINE_LEAD: "Les campagnes auxquelles vous participez.";
    MINE_NONE: "Vous ne participez à aucune campagne avec cette adresse. Si vous devriez en voir une, écrivez à l’équipe.";
    BACK_TO_CAMPAIGN: "Revenir à la campagne";
    OVER_PEOPLE: "La campagne est terminée. Votre résultat reste ici.";
    GALLERY: "Les missions";
    GALLERY_OPEN: "Parcourir les missions";
    GALLERY_FILTER: "Chercher";
    GALLERY_ALL: "Voir toutes les missions";
    GALLERY_NONE: "Aucune mission ne répond à tout cela. Enlevez un critère.";
    ANY: "Peu importe";
    PERIOD: "Période";
    WORD: "Un mot";
    MY_MORNING: "Ma matinée";
    MY_RESULT: "Mon résultat";
    CV_MINE: "Mon CV";
    CV_LEAD: "Il est lu par les structures de la campagne et par l’équipe, et par personne d’autre.";
    CV_ADD: "Envoyer mon CV";
    CV_CHANGE: "Changer mon CV";
    RANK_NOW: "Classer";
    RANK_READ: "Relire ma liste";
    RANK_LATER: "Les préférences ne sont pas encore ouvertes. Vous recevrez un mail.";
    RANK_CLOSED: "Les préférences sont closes\u{202f}: cette liste ne change plus.";
    RANK_SEAT: "Votre liste s’enregistre aussi depuis cette place. Pour la remettre, ouvrez-la depuis votre espace.";
    RANK_SIGNED_IN: "Ouvrir ma liste depuis mon espace";
    BACK_TO_SEAT: "Revenir à ma place";
    RANK_MORNING: "Pendant la matinée, votre seconde liste se prépare déjà. Vous la remettrez à l’ouverture des secondes préférences.";
    RANK_LEAD_ASSOCIATE: "Numérotez les missions, 1 pour la plus souhaitée. Deux missions peuvent porter le même numéro.";
    RANK_LEAD_HOST: "Numérotez les personnes, 1 pour celle que vous souhaitez le plus accueillir. Deux personnes peuvent porter le même numéro. La liste vaut pour toutes vos missions.";
    RANK_POOL: "À classer";
    RANK_LIST: "Mon classement";
    RANK_NOTE: "Ce qui n’a pas de numéro compte comme neutre\u{202f}: moins que le haut de votre liste, plus que le bas.";
    OWN_NOTES: "Mes notes de la matinée";
    RANK_KEEP: "Garder en brouillon";
    RANK_HAND_IN: "Remettre mon classement";
    RANK_NOTHING: "Rien n’est encore enregistré.";
    RANK_NEVER: "Rien n’a été remis\u{202f}: la liste compte comme neutre.";
    RANK_DRAFT_ONLY: "Un brouillon existait, mais n’a pas été remis\u{202f}: la liste compte comme neutre.";
    RANK_BEGUN: "Ordre de départ tiré de votre première liste et de vos notes de la matinée. Il n’engage à rien, et rien n’est remis.";
    RANK_EMPTY: "Votre liste ne dit encore rien\u{202f}: classez au moins un nom, ou dites qu’ils vous sont indifférents.";
    RANK_ELSEWHERE: "Cette liste a changé sur un autre appareil entre-temps. La vôtre reste ici\u{202f}; changez-la encore pour la garder. Là-bas, elle disait\u{202f}:";
    RANK_ELSEWHERE_AGAIN: "Cette liste a changé sur un autre appareil entre-temps. La vôtre est restée ici\u{202f}: relisez-la, et envoyez-la de nouveau pour la garder.";
    RANK_AGAIN: "Relire ou changer ma liste";
    UNCERTAIN_TITLE: "Accepter une part d’incertitude";
    UNCERTAIN: "Personne n’obtient à coup sûr son premier choix\u{202f}: chaque liste compte, des deux côtés, et un calcul cherche la meilleure réponse pour tout le monde. Un rang élevé augmente vos chances\u{202f}; un refus n’est jamais proposé. Le résultat sera expliqué, le vôtre à vous, avec ses raisons.";
    UNCERTAIN_AND_FORMER: "Accepter une part d’incertitude, et ce qu’ont obtenu les promotions précédentes";
    FORMER_NONE: "Aucune promotion précédente n’a encore été attribuée ici\u{202f}: il n’y a pas de chiffres à vous montrer.";
    UNCERTAIN_SHORT: "En remettant votre liste, vous dites avoir compris que le résultat est incertain.";
    UNMET_HOST: "non rencontrée";
    UNMET_PERSON: "non rencontré·e";
    RECEIPT: "Votre liste est remise";
    RECEIPT_LEAD: "Vous pouvez encore la changer tant que les préférences sont ouvertes\u{202f}: il faudra la remettre de nouveau. Une copie part à votre adresse.";
    RECEIPT_WHO: "Au nom de";
    RECEIPT_WHAT: "Liste";
    RECEIPT_WHEN: "Remise";
    RECEIPT_HOW: "En bref";
    RECEIPT_LIST: "La liste";
}

/// Columns of the campaigns.
pub const ALL_HEAD: [&str; 3] = ["Campagne", "Phase", "Matinée"];

/// Columns of the associates.
pub const PEOPLE_HEAD: [&str; 6] = ["Référence", "Nom", "Adresse", "Périodes", "CV", "État"];

/// Columns of the hosts.
pub const HOSTS_HEAD: [&str; 7] = ["Référence", "Structure", "Type", "Contact", "Tables", "Missions", "État"];

/// Columns of the missions.
pub const MISSIONS_HEAD: [&str; 7] = ["Référence", "Mission", "Structure", "Famille", "Département", "Places", "État"];

/// Columns of the first pass of an import.
pub const IMPORT_HEAD: [&str; 4] = ["Ligne", "Référence", "Nom ou intitulé", "Ce qui en est fait"];

/// Columns of the lists people hand in; the first three are those of the file.
pub const BALLOTS_HEAD: [&str; 4] = ["Nom", "Côté", "État", "Dernier rappel"];

/// Columns of what happened to the phases.
pub const PHASE_LOG_HEAD: [&str; 6] = ["Quand", "Qui", "Phase", "De", "À", "Raison"];

/// The periods one may take a mission in.
pub const PERIOD_CHOICES: [(&str, &str); 2] = [("1", "Période 1"), ("2", "Période 2")];

/// The pages of a campaign: what follows its address, and their names.
pub const TEAM_NAV: [(&str, &str); 10] = [
    ("", "Vue d’ensemble"),
    ("/personnes", "Associé.e.s"),
    ("/fiches", "Structures et missions"),
    ("/import", "Import"),
    ("/phases", "Phases"),
    ("/bulletins", "Listes"),
    ("/plan", "Plan"),
    ("/matinee", "Matinée"),
    ("/attribution", "Attribution"),
    ("/reglages", "Réglages"),
];
