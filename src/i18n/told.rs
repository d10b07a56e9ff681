//! What the people of an organisation and the team are told of: something arrived, or was done to what is theirs.
//!
//! Nobody who applies is named in these mails: they stay in boxes that an erased account does not reach.

super::french! {
    CLOSE: "Clore cette offre";
    CLOSE_TEXT: "Quand elle ne doit plus rester en ligne. L’organisation reçoit vos mots par mail, et ils sont écrits au journal.";
    CLOSE_WHY: "Pourquoi";
    CLOSE_WHY_HINT: "Une phrase au moins, que l’organisation lira.";
    CLOSE_TELL: "Répondre aux personnes qui attendent encore que l’offre n’est plus ouverte";
    ONLINE: "Offres en ligne";
    ONLINE_NONE: "Aucune offre publiée ici n’est en ligne.";
    LAST_DAY: "Dernier jour";
}

/// The subject of "somebody applied".
pub fn application_subject(title: &str) -> String {
    format!("Une candidature vous attend : {title}")
}

/// The mail of "somebody applied". `by`: the day an answer is promised by; empty when none is.
pub fn application_mail(title: &str, by: &str, url: &str) -> String {
    let promise = if by.is_empty() { String::new() } else { format!("Vous avez promis une réponse d’ici au {by}. ") };
    format!(
        "Bonjour,\n\nUne personne vient de postuler à votre offre « {title} ». Sa candidature se lit ici :\n\n{url}\n\n{promise}Quelle qu’elle soit, une réponse écrite avec soin compte beaucoup pour qui l’attend.\n\nPasserelle\n"
    )
}

/// The subject of "an offer is to be read".
pub fn proposed_subject(title: &str) -> String {
    format!("Une offre à lire : {title}")
}

/// The mail of "an offer is to be read"; `again` when it is a change of what is online.
pub fn proposed_mail(title: &str, organisation: &str, again: bool, url: &str) -> String {
    let what = if again { "propose une modification de son offre" } else { "propose une offre" };
    format!(
        "Bonjour,\n\n{organisation} {what} : « {title} ». Elle attend votre lecture ici :\n\n{url}\n\nMerci du soin que vous y mettrez.\n\nPasserelle\n"
    )
}

/// The mail of "the team closed your offer".
pub fn closed_mail(title: &str, words: &str, url: &str) -> String {
    format!(
        "Bonjour,\n\nNous avons clos votre offre « {title} » : elle n’est plus en ligne. Voici pourquoi :\n\n{words}\n\nLes candidatures reçues restent ici, et vous pouvez en publier une nouvelle à partir d’elle :\n\n{url}\n\nUne question ? Écrivez-nous par la page Contact.\n\nL’équipe de Passerelle\n"
    )
}
