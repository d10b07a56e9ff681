//! Sentences of publishing an offer, applying to it and answering.

use crate::jobs::publish::answer::{Move, State};
use crate::jobs::publish::state::State as Posted;

super::french! {
    HOME: "Recruter";
    HOME_LEAD: "Vos organisations, leurs offres, et les personnes qui attendent une réponse.";
    NEW: "Publier une offre";
    MEMBERS: "Qui agit pour l’organisation";
    PUBLIC_PAGE: "La page publique";
    NO_POSTING: "Aucune offre pour l’instant.";
    APPLICATIONS: "Candidatures";
    UNTITLED: "Offre sans intitulé";
    SPACE: "Mon espace";
    START: "Publier une offre";
    START_NAV: "Ajouter une organisation";
    START_LEAD: "Dites d’abord pour quelle organisation vous recrutez. L’équipe lira votre première offre avant que quiconque la voie.";
    START_HAVE: "Vous agissez déjà pour une organisation. Ce formulaire en ajoute une autre.";
    START_DO: "Continuer vers l’offre";
    START_KNOWN: "Cette organisation est déjà ici. Demandez à qui la gère de vous inviter, ou écrivez à l’équipe par la page Contact.";
    START_ENOUGH: "Vous agissez déjà pour cinq organisations : écrivez à l’équipe pour en ajouter une autre.";
    CHOOSE: "Choisir…";
    ORGANISATION: "Organisation";
    ORGANISATION_NAME: "Nom de l’organisation";
    ORGANISATION_SUMMARY: "Ce qu’elle fait";
    ORGANISATION_SUMMARY_HINT: "Une ou deux phrases, comme vous le diriez à quelqu’un qui ne vous connaît pas.";
    ORGANISATION_FAMILY: "Forme";
    ORGANISATION_SECTOR: "Cause principale";
    SIRET: "SIRET";
    SIRET_HINT: "Si elle en a un : un collectif sans structure propre peut publier aussi.";
    NO_SIRET: "pas de SIRET";
    WEBSITE: "Site";
    HOSTED_BY: "Hébergée par";
    HOSTED_BY_HINT: "Sans structure propre : le nom de l’organisation, déjà présente ici, qui la porte.";
    HOSTING_NOTE: "Ce qui les lie";
    HOST_UNKNOWN: "Aucune organisation de ce nom n’est ici. Laissez vide et dites-le dans « Ce qui les lie ».";
    NEED_SUMMARY: "Dites en une ou deux phrases ce que fait l’organisation.";
    TOO_LONG: "Ce texte est trop long : raccourcissez-le.";
    NEW_LEAD: "Un intitulé suffit pour commencer : tout le reste s’enregistre au fil de l’écriture, et rien ne part avant que vous le proposiez.";
    NEW_TITLE: "Intitulé du poste";
    NEW_TITLE_HINT: "En français, pour toutes et tous : « Chargé·e de mission ».";
    NEW_DO: "Commencer";
    NEED_TITLE: "Donnez un intitulé, en 200 caractères au plus.";
    FROM: "À partir d’une offre précédente";
    FROM_NOTHING: "Non, une page blanche";
    DRAFTS_ENOUGH: "Quarante offres attendent déjà d’être publiées : terminez-en une avant d’en commencer une autre.";
    MEMBERS_LEAD: "Celles et ceux qui écrivent les offres et répondent aux candidatures. Qui gère peut inviter et retirer.";
    ROLE: "Rôle";
    ROLE_MEMBER: "Membre";
    ROLE_MANAGER: "Gestion";
    CHANGE: "Changer";
    REMOVE: "Retirer";
    LEAVE: "Quitter l’organisation";
    INVITED: "Invitations en attente";
    INVITE: "Inviter une personne";
    INVITE_EMAIL: "Son adresse électronique";
    INVITE_DO: "Envoyer l’invitation";
    INVITATION_BACK: "Reprendre l’invitation";
    INVITATION: "Vous êtes invité·e";
    INVITATION_LEAD: "Acceptez pour écrire les offres de cette organisation et répondre aux candidatures.";
    INVITATION_ACCEPT: "Accepter l’invitation";
    INVITATION_PROVE: "Recevoir un lien à cette adresse";
    INVITATION_OVER: "Cette invitation a déjà servi, ou elle a été reprise, ou ses sept jours sont passés. Demandez-en une autre à l’organisation.";
    INVITED_AS: "Avec le compte";
    NOT_NOW: "Pas maintenant";
    ONLY_MANAGERS: "Seules les personnes qui gèrent l’organisation invitent, changent un rôle ou retirent quelqu’un.";
    LAST_MANAGER: "Il doit rester au moins une personne qui gère l’organisation : donnez d’abord ce rôle à quelqu’un d’autre.";
    ALREADY_MEMBER: "Cette personne agit déjà pour l’organisation.";
    MEMBERS_ENOUGH: "Cent personnes agissent déjà pour cette organisation ou y sont invitées.";
    PREVIEW: "Aperçu";
    PREVIEW_LEAD: "Telle que les visiteurs la liraient. Rien n’est publié.";
    BACK_TO_FORM: "Revenir à l’offre";
    SAVE: "Enregistrer";
    PROPOSE: "Proposer à l’équipe";
    PUT_CHANGES: "Publier les modifications";
    TAKE_BACK: "Reprendre en brouillon";
    TAKE_BACK_CHANGES: "Abandonner la modification";
    PROLONG: "Prolonger";
    NEW_LAST_DAY: "Nouveau dernier jour, inclus";
    NEED_DAY: "Donnez un jour, par exemple 31/01/2027.";
    CLOSE: "Clore l’offre";
    CLOSE_FILLED: "Clore : le poste est pourvu";
    CLOSE_NOT_FILLED: "Clore : le poste n’est pas pourvu";
    CLOSED_FILLED: "close, pourvue";
    CLOSED_NOT_FILLED: "close, non pourvue";
    TELL_WAITING: "Répondre aux personnes qui attendent encore : chacune reçoit un message qui le dit simplement";
    TOLD: "personnes en attente prévenues";
    AGAIN: "Publier une offre à partir de celle-ci";
    LOCKED: "Cette offre ne s’écrit plus dans cet état. Reprenez-la en brouillon, ou publiez-en une nouvelle à partir d’elle.";
    NO_FIELD: "Ce champ n’existe pas dans ce formulaire. Rechargez la page.";
    MOVED_MEANWHILE: "Quelqu’un a changé cela entre-temps. Rechargez la page, puis recommencez.";
    OFFER: "Offre";
    KIND: "À lire";
    SINCE: "Depuis";
    FINDINGS: "Remarques";
    TO_READ: "Offres à lire";
    TO_READ_LEAD: "Ce que les organisations proposent, la plus ancienne d’abord. Le texte déjà publié reste en ligne pendant la lecture d’une modification.";
    NOTHING_TO_READ: "Rien à lire pour l’instant.";
    READ_NEW: "nouvelle offre";
    READ_CHANGE: "modification";
    NEW_ORGANISATION: "Première offre de cette organisation : elle n’est visible de personne avant votre accord.";
    WORDS: "Vos mots à l’organisation";
    WORDS_HINT: "Ce qui ne va pas, et ce qu’elle peut faire. Ils partent par mail.";
    APPROVE: "Accepter et publier";
    ASK_CHANGES: "Demander des modifications";
    REFUSE: "Refuser";
    READ_AGAIN: "L’offre a changé depuis que vous l’avez ouverte. Relisez-la, puis décidez.";
    LAST_DAY_OVER: "Le dernier jour pour postuler est passé : demandez à l’organisation d’en choisir un autre.";
    QUESTIONS: "Questions posées";
    ONLINE_NOW: "Le texte en ligne";
    EARLIER: "Versions précédentes";
    CV: "Votre CV, en PDF";
    CV_HINT: "5 Mo et 30 pages au plus.";
    LETTER: "Votre lettre";
    LETTER_HINT: "Ce qui vous attire dans ce poste, et ce que vous y apporteriez. Écrivez-la ici, ou joignez-la en PDF juste en dessous.";
    LETTER_PDF: "Ou votre lettre, en PDF";
    LETTER_PDF_HINT: "5 Mo et 30 pages au plus.";
    LETTER_JOINED: "Lettre de motivation";
    CV_JOINED: "CV";
    LETTER_LONG: "Raccourcissez la lettre à 12 000 caractères.";
    PORTFOLIO_HINT: "Une adresse où le voir.";
    REFERENCES_HINT: "Le nom et le moyen de joindre une ou deux personnes, avec leur accord.";
    DIPLOMA_LATER: "L’organisation demande aussi une copie de diplôme : elle vous dira quand la montrer.";
    YOUR_NAME: "Prénom et nom";
    YOUR_EMAIL: "Adresse électronique";
    YOUR_EMAIL_HINT: "Vous y confirmerez votre candidature, et la réponse y arrivera.";
    HAVE_ACCOUNT: "J’ai un compte : me connecter d’abord";
    APPLY_DO: "Envoyer ma candidature";
    READ_BY: "Seules les personnes qui recrutent pour cette organisation lisent votre candidature.";
    BACK_TO_OFFER: "Relire l’offre";
    ALREADY: "Vous avez déjà postulé à cette offre : votre première candidature compte.";
    SEE_MINE: "Voir ma candidature";
    OTHER_OFFERS: "Voir d’autres offres";
    CONFIRM_SENT: "Encore un geste, dans votre boîte";
    CONFIRM_SENT_TEXT: "Votre candidature est gardée telle que vous l’avez écrite, pendant 48 heures : le lien du mail l’envoie. Rien au bout de deux minutes ? Regardez dans les indésirables.";
    CONFIRM: "Confirmer ma candidature";
    CONFIRM_LEAD: "Appuyez pour l’envoyer. Ce lien ne servira plus ensuite.";
    CONFIRM_DO: "Envoyer ma candidature";
    CONFIRM_OVER: "Ce lien a déjà servi, ou ses 48 heures sont passées. Si l’offre est encore ouverte, postulez de nouveau.";
    SENT: "Votre candidature est envoyée.";
    SENT_TEXT: "Une copie part à votre adresse. Connectez-vous avec elle pour suivre la réponse ou retirer votre candidature.";
    FOLLOW: "Suivre ma candidature";
    COPY: "Ce qui a été envoyé";
    MINE: "Mes candidatures";
    MINE_LEAD: "Où en est chacune, et quand une réponse est promise.";
    MINE_NONE: "Aucune candidature à une offre pour l’instant.";
    STATE: "État";
    SENT_AT: "Envoyée";
    ANSWER: "Réponse";
    THEIR_ANSWER: "La réponse";
    OUR_ANSWER: "Notre réponse";
    WITHDRAW: "Retirer ma candidature";
    WITHDRAW_FOLD: "Retirer ma candidature";
    WITHDRAW_TEXT: "L’organisation ne l’étudiera plus. Vous pourrez postuler de nouveau tant que l’offre est ouverte.";
    PERSON: "Personne";
    SORT_FIRST: "Les premières d’abord";
    SORT_LAST: "Les dernières d’abord";
    SORT_NAME: "Par nom";
    SORT_PROMISE: "Par réponse promise";
    NONE_HERE: "Aucune candidature ici.";
    BATCH: "Pour plusieurs à la fois";
    BATCH_WHO: "Candidatures";
    BATCH_NOBODY: "Cochez au moins une candidature.";
    BATCH_REASON_HINT: "Pour décliner seulement. Elle reste entre vous.";
    BATCH_MESSAGE_HINT: "Pour décliner seulement. Vide : le message proposé pour cette raison. {prénom}, {offre} et {organisation} sont remplacés.";
    NEED_REASON: "Choisissez une raison : elle reste entre vous.";
    DECIDE: "Décider";
    ACCEPT_FOLD: "Accepter cette candidature";
    DECLINE_FOLD: "Décliner cette candidature";
    DECLINE_REASON: "Raison";
    PREPARE: "Préparer le message";
    MESSAGE: "Message";
    MESSAGE_HINT: "Lisez-le et changez-le : il part par mail, tel que vous le laissez.";
    NOTES: "Notes entre collègues";
    NOTES_HINT: "Écrivez comme si la personne vous lisait : elle peut demander à voir ce qui est écrit sur elle.";
    NOTE: "Votre note";
    NOTE_DO: "Ajouter la note";
    NEED_NOTE: "Écrivez une note, en 4 000 caractères au plus.";
    ANSWERS: "Réponses promises";
    ANSWERS_LEAD: "Les candidatures dont le jour promis est passé, et comment chaque organisation tient parole.";
    LATE: "En retard";
    LATE_NONE: "Personne n’attend au-delà du jour promis.";
    RATE: "Taux de réponse";
    RATES: "Par organisation";
    RATES_NONE: "Aucune candidature pour l’instant.";
    RATE_FEW: "trop peu de candidatures pour le dire";
    POSTS_DOOR: "Vos offres, les candidatures reçues et les réponses promises.";
}

/// A sentence as it stands alone: its first letter large, a full stop at its end.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let begun: String = letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
    if begun.ends_with(['.', '!', '?', '…']) { begun } else { format!("{begun}.") }
}

/// "Plus que 3 jours".
pub fn days_left(days: i64) -> String {
    match days {
        ..=-1 => "Dernier jour passé".to_owned(),
        0 => "Dernier jour aujourd’hui".to_owned(),
        1 => "Dernier jour demain".to_owned(),
        _ => format!("Encore {days} jours"),
    }
}

/// "3 candidatures à traiter".
pub fn to_answer(count: i64) -> String {
    if count == 1 { "1 candidature à traiter".to_owned() } else { format!("{count} candidatures à traiter") }
}

/// Where an offer stands, for its organisation.
pub fn state_lead(state: Posted) -> &'static str {
    match state {
        Posted::Draft => "Brouillon : vous seuls le voyez. Chaque champ s’enregistre quand vous le quittez.",
        Posted::Proposed => "Proposée : l’équipe la lit. Reprenez-la en brouillon pour la modifier.",
        Posted::ChangesAsked => "L’équipe demande des modifications. Corrigez, puis proposez de nouveau.",
        Posted::Refused => "L’équipe n’a pas accepté cette offre.",
        Posted::Published => "En ligne. Un changement de texte est relu par l’équipe, le reste est publié aussitôt.",
        Posted::Revised => "En ligne. Votre modification attend d’être relue ; le texte accepté reste visible.",
        Posted::Filled => "Close, pourvue.",
        Posted::NotFilled => "Close, non pourvue.",
        Posted::Expired => "Close : son dernier jour est passé. Prolongez-la dans les trente jours pour la rouvrir.",
    }
}

/// Where an offer stands, for the team.
pub fn state_lead_team(state: Posted) -> &'static str {
    match state {
        Posted::Proposed => "Proposée : à lire avant publication.",
        Posted::Revised => "En ligne, avec une modification à lire.",
        Posted::Published => "En ligne : rien n’attend de décision.",
        _ => "Rien n’attend de décision ici.",
    }
}

/// The words of the team, to the organisation.
pub fn team_wrote(words: &str) -> String {
    format!("L’équipe vous a écrit : {words}")
}

/// "Il manque 4 choses avant de proposer".
pub fn lacking(count: usize) -> String {
    if count == 1 { "Il manque une chose avant de proposer".to_owned() } else { format!("Il manque {count} choses avant de proposer") }
}

/// "Aperçu, We&Co".
pub fn preview_of(organisation: &str) -> String {
    format!("Aperçu, {organisation}")
}

/// "Enregistré à 14:03".
pub fn saved_at(hour: &str) -> String {
    format!("Enregistré à {hour}")
}

/// What a colleague wrote in a field meanwhile.
pub fn written_elsewhere(theirs: &str) -> String {
    format!("Quelqu’un a écrit ici entre-temps : « {theirs} ». Votre texte est resté dans le champ ; enregistrez de nouveau pour le garder.")
}

/// "Rôle de awa@exemple.fr".
pub fn role_of(email: &str) -> String {
    format!("Rôle de {email}")
}

/// "Peut être acceptée jusqu'au 29 novembre à 14:03".
pub fn invited_until(when: &str) -> String {
    format!("Peut être acceptée jusqu’à : {when}")
}

/// What changed of an offer that is online.
pub fn changed(names: &str) -> String {
    if names.is_empty() { "Seules les questions ou des détails changent.".to_owned() } else { format!("Ce qui change : {names}.") }
}

/// "Proposée le 21 novembre à 14:03".
pub fn version_of(when: &str) -> String {
    format!("Proposée : {when}")
}

/// The document that is joined.
pub fn joined(name: &str) -> String {
    format!("Joint : {name}")
}

/// "Postuler : comptable".
pub fn apply_to(title: &str) -> String {
    format!("Postuler : {title}")
}

/// "Jusqu'au 14 janvier 2027 inclus".
pub fn until(day: &str) -> String {
    format!("Jusqu’au {day} inclus, heure de Paris.")
}

/// "Vous postulez avec le compte awa@exemple.fr."
pub fn applying_as(email: &str) -> String {
    format!("Vous postulez avec le compte {email}.")
}

/// "Un lien part à awa@exemple.fr."
pub fn confirm_sent(email: &str) -> String {
    format!("Un lien vient de partir à {email}. Ouvrez-le pour envoyer votre candidature.")
}

/// "Envoyée : 21 novembre à 14:03".
pub fn sent_on(when: &str) -> String {
    format!("Envoyée : {when}")
}

/// Where an application stands, for its author.
pub const fn state_of_mine(state: State) -> &'static str {
    match state {
        State::New => "Envoyée",
        State::Studied => "À l’étude",
        State::Waiting => "En attente",
        State::Accepted => "Acceptée",
        State::Declined => "Non retenue",
        State::Withdrawn => "Retirée",
    }
}

/// "Nouvelles (3)".
pub fn tab(state: State, count: usize) -> String {
    let words = match state {
        State::New => "Nouvelles",
        State::Studied => "À l’étude",
        State::Waiting => "En attente",
        State::Accepted => "Acceptées",
        State::Declined => "Déclinées",
        State::Withdrawn => "Retirées",
    };
    format!("{words} ({count})")
}

/// The button of a move.
pub const fn gesture(what: Move) -> &'static str {
    match what {
        Move::Study => "Mettre à l’étude",
        Move::Wait => "Mettre en attente",
        Move::Accept => "Accepter et envoyer",
        Move::Decline => "Décliner et envoyer",
        Move::Withdraw => "Retirer",
    }
}

/// The message proposed when an application is accepted.
pub fn acceptance(first_name: &str, offer: &str, organisation: &str) -> String {
    format!(
        "Bonjour {first_name},\n\nVotre candidature à l’offre « {offer} » nous a convaincus, et nous souhaitons poursuivre avec vous. Nous vous proposons d’en parler de vive voix : dites-nous vos disponibilités des deux prochaines semaines en répondant à ce message.\n\nBien à vous,\n{organisation}"
    )
}

/// The subject of an invitation.
pub fn invitation_subject(organisation: &str) -> String {
    format!("{organisation} vous invite sur Passerelle")
}

/// The mail of an invitation.
pub fn invitation_mail(by: &str, organisation: &str, url: &str) -> String {
    format!(
        "Bonjour,\n\n{by} vous invite à écrire les offres de {organisation} et à répondre aux candidatures sur Passerelle. Ce lien fonctionne une fois, pendant sept jours :\n\n{url}\n\nSi vous n’attendiez pas cette invitation, ne faites rien.\n\nPasserelle\n"
    )
}

/// The subject of a receipt.
pub fn receipt_subject(title: &str) -> String {
    format!("Votre candidature est envoyée : {title}")
}

/// The receipt of an application, with a copy.
pub fn receipt_mail(name: &str, title: &str, organisation: &str, by: &str, copy: &str, url: &str) -> String {
    let promise = if by.is_empty() { String::new() } else { format!("Une réponse vous est promise d’ici au {by}. ") };
    format!(
        "Bonjour {name},\n\nVotre candidature à l’offre « {title} » est arrivée chez {organisation}. {promise}Vous pouvez la suivre ou la retirer ici :\n\n{url}\n\nVoici une copie de ce que vous avez envoyé.\n\n{copy}\n\nPasserelle\n"
    )
}

/// The subject of the mail that confirms an address.
pub fn confirm_subject(title: &str) -> String {
    format!("Confirmez votre candidature : {title}")
}

/// The mail that confirms the address of an application.
pub fn confirm_mail(name: &str, title: &str, organisation: &str, url: &str) -> String {
    format!(
        "Bonjour {name},\n\nVotre candidature à l’offre « {title} » de {organisation} est prête. Ouvrez ce lien dans les 48 heures pour l’envoyer :\n\n{url}\n\nSi vous n’avez pas postulé, ne faites rien : rien ne partira.\n\nPasserelle\n"
    )
}

/// The subject of an answer.
pub fn answer_subject(title: &str) -> String {
    format!("Réponse à votre candidature : {title}")
}

/// The subject of "approved".
pub fn approved_subject(title: &str) -> String {
    format!("Votre offre est en ligne : {title}")
}

/// The mail of "approved".
pub fn approved_mail(title: &str, url: &str, words: &str) -> String {
    let words = if words.is_empty() { String::new() } else { format!("{words}\n\n") };
    format!(
        "Bonjour,\n\nVotre offre « {title} » est en ligne :\n\n{url}\n\n{words}Les candidatures arrivent dans votre espace, sous Recruter.\n\nL’équipe de Passerelle\n"
    )
}

/// The subject of "changes asked".
pub fn changes_subject(title: &str) -> String {
    format!("Quelques modifications à faire : {title}")
}

/// The mail of "changes asked".
pub fn changes_mail(title: &str, words: &str, url: &str) -> String {
    format!(
        "Bonjour,\n\nNous avons lu votre offre « {title} ». Avant de la publier, nous vous demandons ceci :\n\n{words}\n\nVous pouvez la corriger ici :\n\n{url}\n\nL’équipe de Passerelle\n"
    )
}

/// The subject of "refused".
pub fn refused_subject(title: &str) -> String {
    format!("Votre offre n’est pas acceptée : {title}")
}

/// The mail of "refused".
pub fn refused_mail(title: &str, words: &str, url: &str) -> String {
    format!(
        "Bonjour,\n\nNous avons lu ce que vous proposez pour « {title} » et nous ne pouvons pas le publier :\n\n{words}\n\nL’offre est ici :\n\n{url}\n\nL’équipe de Passerelle\n"
    )
}

/// The subject of a reminder.
pub fn reminder_subject(title: &str) -> String {
    format!("Votre offre se termine bientôt : {title}")
}

/// The mail of a reminder.
pub fn reminder_mail(title: &str, last: &str, url: &str) -> String {
    format!(
        "Bonjour,\n\nOn peut postuler à votre offre « {title} » jusqu’au {last} inclus. Vous pouvez la prolonger, ou la clore si le poste est pourvu :\n\n{url}\n\nPasserelle\n"
    )
}

/// The subject of "closed at its deadline".
pub fn expired_subject(title: &str) -> String {
    format!("Votre offre est close : {title}")
}

/// The mail of "closed at its deadline".
pub fn expired_mail(title: &str, url: &str) -> String {
    format!(
        "Bonjour,\n\nLe dernier jour de votre offre « {title} » est passé : on ne peut plus y postuler. Il vous reste à répondre aux personnes qui attendent, et à dire si le poste est pourvu :\n\n{url}\n\nPasserelle\n"
    )
}

/// The subject of "closed by hand".
pub fn closed_subject(title: &str) -> String {
    format!("Offre close : {title}")
}

/// The mail of "closed by hand".
pub fn closed_mail(title: &str, outcome: &str, url: &str) -> String {
    format!("Bonjour,\n\nL’offre « {title} » est maintenant {outcome}. Les candidatures reçues restent ici :\n\n{url}\n\nPasserelle\n")
}

/// "Joindre de nouveau CV.pdf".
pub fn cv_again(name: &str) -> String {
    format!("Joindre de nouveau {name}")
}

/// "Lettre jointe : Ma lettre.pdf".
pub fn file_joined(kind: &str, name: &str) -> String {
    let what = if kind == "lettre" { "Lettre jointe" } else { "CV joint" };
    format!("{what}\u{202f}: {name}")
}

/// Who an invitation is for, told to whoever else holds its link.
pub fn invitation_for(hidden: &str) -> String {
    format!(
        "Cette invitation est pour {hidden} : connectez-vous avec cette adresse pour l’accepter. Si elle est à vous, un lien pour entrer peut y être envoyé."
    )
}
