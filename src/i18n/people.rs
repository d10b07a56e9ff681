//! Sentences of signing in, of one's own space, of mails and of the journal.

super::french! {
    MAILBOX: "Boîte aux lettres de développement";
    MAILBOX_LEAD: "Ce que le site a envoyé, du plus récent au plus ancien. Cette page n’existe que sur votre machine.";
    MAILBOX_EMPTY: "Aucun mail pour l’instant.";
    MAIL_LEFT: "parti";
    MAIL_WAITS: "en attente";
    JOURNAL: "Journal";
    JOURNAL_LEAD: "Qui a changé quoi, quand et pourquoi. Rien ne s’efface d’ici, sauf le nom d’une personne qui demande l’oubli.";
    JOURNAL_EMPTY: "Rien n’a encore changé.";
    NOBODY: "le site";
    SIGN_IN: "Se connecter, ou commencer";
    SIGN_IN_LEAD: "Donnez votre adresse : nous vous envoyons un lien. S’il n’y a pas encore de compte, le lien le crée.";
    SIGN_IN_EMAIL: "Votre adresse électronique";
    SIGN_IN_LINK: "Recevoir un lien";
    SIGN_IN_HAVE_PASSWORD: "J’ai un mot de passe";
    SIGN_IN_PASSWORD: "Mot de passe";
    SIGN_IN_ENTER: "Me connecter";
    SIGN_IN_ALREADY: "Vous êtes déjà connecté·e sur cet appareil.";
    SIGN_IN_NEED_EMAIL: "Écrivez une adresse électronique entière, comme prenom@exemple.fr.";
    SIGN_IN_NEED_PASSWORD: "Écrivez votre mot de passe, ou demandez un lien.";
    SIGN_IN_WRONG: "L’adresse et le mot de passe ne vont pas ensemble. Vérifiez-les, ou demandez un lien.";
    SIGN_IN_TOO_OFTEN: "Trop d’essais en peu de temps. Attendez un quart d’heure, puis recommencez.";
    SIGN_IN_DEMO: "Les comptes de démonstration ne se connectent que sur la machine qui les porte.";
    SENT: "Regardez votre boîte";
    SENT_LEAD: "Un lien vient de partir. Il fonctionne une fois, pendant 15 minutes.";
    SENT_NOTHING: "Rien au bout de deux minutes ? Regardez dans les indésirables, vérifiez l’adresse, puis demandez un autre lien.";
    SENT_AGAIN: "Demander un autre lien";
    SENT_DEV: "Ouvrir la boîte aux lettres de développement";
    LINK: "Encore un geste";
    LINK_LEAD: "Appuyez pour vous connecter sur cet appareil. Ce lien ne servira plus ensuite.";
    LINK_ENTER: "Me connecter sur cet appareil";
    LINK_CONFIRM: "Confirmer cette adresse";
    LINK_OVER: "Ce lien a déjà servi, ou ses 15 minutes sont passées. Demandez-en un autre : cela ne prend qu’un instant.";
    LINK_TAKEN: "Cette adresse appartient maintenant à un autre compte. Choisissez-en une autre.";
    CODE: "Votre code";
    CODE_LEAD: "Ouvrez votre application de codes et recopiez les six chiffres. Sans votre téléphone, un de vos codes de secours convient.";
    CODE_LABEL: "Code à six chiffres, ou code de secours";
    CODE_WRONG: "Ce code ne convient pas, ou il a déjà servi. Attendez le suivant, puis recommencez.";
    SPACE: "Mon espace";
    SPACE_NAV: "Accueil";
    SIGN_OUT: "Me déconnecter";
    IDENTITY: "Mes informations";
    IDENTITY_LEAD: "Le strict nécessaire. Votre nom n’est montré qu’à celles et ceux à qui vous écrivez.";
    NAME: "Prénom et nom";
    NAME_NEED: "Écrivez votre prénom et votre nom, en 120 caractères au plus.";
    AGREEMENT: "Comment nous adresser à vous";
    SAVE: "Enregistrer";
    EMAIL_CHANGE: "Changer d’adresse";
    EMAIL_NEW: "Nouvelle adresse électronique";
    EMAIL_SEND: "Envoyer le lien de confirmation";
    SECURITY: "Connexion et sécurité";
    SECURITY_LEAD: "Vos façons d’entrer, et les appareils où vous êtes.";
    PASSWORD: "Mot de passe";
    PASSWORD_NONE: "Vous entrez par un lien reçu par mail. Un mot de passe est facultatif.";
    PASSWORD_HAVE: "Vous avez un mot de passe ; le lien par mail fonctionne toujours.";
    PASSWORD_NOW: "Mot de passe actuel";
    PASSWORD_NEW: "Nouveau mot de passe";
    PASSWORD_HINT: "12 caractères au moins, sans autre règle. Quatre mots sans rapport conviennent très bien.";
    PASSWORD_REMOVE: "Retirer le mot de passe";
    PASSWORD_WRONG: "Ce n’est pas votre mot de passe actuel.";
    DEVICES: "Appareils connectés";
    DEVICE_THIS: "cet appareil";
    DEVICE_CLOSE: "Déconnecter";
    DEVICES_CLOSE: "Déconnecter tous les autres";
    SECOND: "Double authentification";
    SECOND_ON: "Active : un code de votre téléphone est demandé à chaque connexion.";
    SECOND_OFF: "Inactive. Elle est obligatoire pour l’équipe, conseillée à tout le monde.";
    SECOND_SET: "Mettre en place la double authentification";
    SECOND_LEAD: "Votre rôle donne accès aux dossiers d’autres personnes : un second facteur est demandé. Deux minutes suffisent.";
    SECOND_STEP: "1. Ouvrez une application de codes (FreeOTP, Aegis, Google Authenticator…) et scannez ce carré, ou recopiez la clé.";
    SECOND_QR: "Carré à scanner par l’application de codes";
    SECOND_TYPE: "2. Recopiez le code qu’elle affiche";
    SECOND_ACTIVATE: "Activer";
    SECOND_REMOVE: "Retirer la double authentification";
    SECOND_REQUIRED: "Votre rôle la rend obligatoire : elle ne peut pas être retirée.";
    SECOND_ALREADY: "La double authentification est déjà active.";
    CODES: "Vos codes de secours";
    CODES_LEAD: "La double authentification est active. Gardez ces codes loin de votre téléphone : chacun sert une fois, et nous ne pourrons plus vous les montrer.";
    CODES_KEPT: "Je les ai notés";
    RETENTION: "Conservation";
    RETENTION_LEAD: "Ce qui sera oublié, avant que ce ne le soit. Trois horloges tournent chaque heure ; chaque passage est écrit au journal.";
    CLOCK_DRAFT: "Dossiers commencés et jamais déposés, depuis le dernier mot écrit";
    CLOCK_REFUSED: "Dossiers refusés ou retirés, depuis la réponse";
    CLOCK_APPLICATION: "Candidatures à une offre déclinées ou retirées, depuis la réponse";
    DATA: "Mes données";
    DATA_LEAD: "Tout ce que nous gardons de vous, et à quoi cela peut servir : à lire, à emporter, ou à effacer.";
    EXPORT_TITLE: "Tout emporter";
    EXPORT_TEXT: "Un fichier zip : un document JSON que d’autres services savent lire, et vos fichiers tels que vous les avez envoyés.";
    EXPORT: "Télécharger mes données";
    ERASE_TITLE: "Tout effacer";
    ERASE_TEXT: "Votre compte, vos dossiers, vos candidatures, vos fichiers et les mails que nous vous avons écrits disparaissent, sans retour. Seuls restent des nombres sans nom. Les copies de sauvegarde sont écrasées avec le temps.";
    ERASE_FIELD: "Pour confirmer, écrivez votre adresse électronique";
    ERASE_NEED: "Écrivez exactement l’adresse de votre compte pour confirmer.";
    ERASE: "Effacer mon compte";
    PEOPLE: "Personnes et rôles";
    PEOPLE_LEAD: "Cherchez une personne, donnez ou retirez un rôle. Chaque changement est écrit au journal.";
    PEOPLE_SEARCH: "Nom ou adresse";
    PEOPLE_FIND: "Chercher";
    PEOPLE_NONE: "Personne ne répond à cette recherche.";
    PEOPLE_INVITE: "Ajouter une personne";
    ROLE: "Rôle";
    ROLE_GIVE: "Donner ce rôle";
    ROLE_END: "Retirer";
    ROLE_LAST: "Il doit rester au moins une personne à l’administration.";
    ROLE_ORGANISATION: "Les rôles d’une organisation se donnent depuis la page de l’organisation.";
    TEAM_DESK: "L’équipe";
    TEAM_DOOR: "Les outils de l’équipe : personnes, journal, et ce qui attend une décision.";
    SUBJECT_LINK: "Votre lien pour entrer dans Passerelle";
    SUBJECT_CHANGE: "Confirmez votre nouvelle adresse";
    SUBJECT_PASSWORD: "Votre mot de passe a changé";
}

/// "Envoyé à awa@exemple.fr".
pub fn mail_to(address: &str) -> String {
    format!("Envoyé à {address}")
}

/// The mail that carries a link to sign in.
pub fn link_mail(url: &str) -> String {
    format!(
        "Bonjour,\n\nVoici le lien pour entrer dans Passerelle. Il fonctionne une fois, pendant 15 minutes, sur l’appareil de votre choix :\n\n{url}\n\nSi vous n’avez rien demandé, ne faites rien : sans ce lien, personne n’entre.\n\nÀ bientôt,\nPasserelle\n"
    )
}

/// The mail that confirms another address.
pub fn change_mail(url: &str) -> String {
    format!(
        "Bonjour,\n\nPour que cette adresse devienne celle de votre compte Passerelle, ouvrez ce lien dans les 15 minutes :\n\n{url}\n\nSi vous n’avez rien demandé, ne faites rien : rien ne change.\n\nPasserelle\n"
    )
}

/// The mail that tells of a new password.
pub fn password_mail(url: &str) -> String {
    format!(
        "Bonjour,\n\nLe mot de passe de votre compte Passerelle vient de changer, et vos autres appareils ont été déconnectés.\n\nSi ce n’est pas vous, demandez tout de suite un lien de connexion ({url}) et choisissez-en un autre.\n\nPasserelle\n"
    )
}

/// "Bonjour Awa".
pub fn hello(name: &str) -> String {
    format!("Bonjour {name}")
}

/// Where a session is used: "Firefox sous Linux, vu à 14:03".
pub fn device_seen(seen: &str, opened: &str) -> String {
    format!("Dernier passage : {seen}. Connecté depuis : {opened}.")
}

/// "8 codes de secours restants".
pub fn codes_left(n: i64) -> String {
    if n == 1 { "1 code de secours restant.".to_owned() } else { format!("{n} codes de secours restants.") }
}

/// Why an account cannot be erased yet.
pub fn erase_alone(organisation: &str) -> String {
    format!("Vous êtes la seule personne à gérer {organisation}. Confiez d’abord cette gestion à quelqu’un de son équipe.")
}
