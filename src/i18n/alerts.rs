//! Sentences of saved searches, their alerts, and the newsletter.

super::french! {
    TITLE: "Mes recherches";
    LEAD: "Les recherches que vous suivez, et quand nous vous écrivons. 20 au plus.";
    NEW: "Suivre cette recherche";
    MINE: "Recherches suivies";
    NONE: "Vous ne suivez aucune recherche. Faites-en une, puis choisissez « Suivre par mail ».";
    TO_OFFERS: "Chercher une offre";
    NAME: "Son nom";
    NEED_NAME: "Donnez un nom à cette recherche, en 120 caractères au plus.";
    TOO_LONG: "Cette recherche a trop de critères : retirez-en quelques-uns.";
    TOO_MANY: "Vous suivez déjà 20 recherches : oubliez-en une d’abord.";
    RHYTHM: "Nous vous écrivons";
    DAILY: "chaque jour où il y a du nouveau";
    WEEKLY: "chaque lundi";
    NEVER: "jamais";
    KEEP: "Suivre cette recherche";
    CHANGE: "Changer";
    FORGET: "Oublier";
    LEAVE: "Ne plus recevoir cette alerte";
    STOP: "Arrêter ces mails";
    NEWSLETTER: "La lettre de Passerelle";
    NEWSLETTER_LEAD: "Une lettre de temps en temps : des métiers, des parcours, des promotions qui s’ouvrent. On la quitte en un geste.";
    SUBSCRIBE: "Recevoir la lettre";
    NEWSLETTER_SUBJECT: "Confirmez que vous voulez la lettre de Passerelle";
    CONFIRM: "Oui, je veux la lettre";
    UNSUBSCRIBE: "Ne plus la recevoir";
    CONFIRMED: "Vous recevez la lettre à cette adresse.";
    NOT_YET: "Encore un geste, et la lettre vous parviendra à cette adresse.";
}

/// "3 offres nouvelles : développement local".
pub fn subject(n: usize, name: &str) -> String {
    let words = if n == 1 { "1 offre nouvelle".to_owned() } else { format!("{n} offres nouvelles") };
    format!("{words}\u{202f}: {name}")
}

/// The mail of an alert.
pub fn mail(name: &str, offers: &str, more: usize, all: &str, stop: &str) -> String {
    let more = if more == 0 { String::new() } else { format!("\n\nEt {more} autres.") };
    format!(
        "Bonjour,\n\nDepuis notre dernier message, pour « {name} » :\n\n{offers}{more}\n\nToute la recherche : {all}\n\nNe plus recevoir cette alerte, en un geste : {stop}\n\nBelle journée,\nPasserelle\n"
    )
}

/// The mail that asks to confirm.
pub fn newsletter_mail(url: &str) -> String {
    format!(
        "Bonjour,\n\nVous avez demandé la lettre de Passerelle. Pour la recevoir, ouvrez ce lien ; il sert aussi à la quitter :\n\n{url}\n\nSi vous n’avez rien demandé, ne faites rien : sans confirmation, votre adresse est oubliée dans sept jours.\n\nPasserelle\n"
    )
}
