//! Messages that hold a number or a name.

use crate::kernel::lang::Lang;

/// "47 offres", "1 offre", "Aucune offre".
pub fn offers_count(n: u32, lang: Lang) -> String {
    match (lang, n) {
        (Lang::Fr, 0) => "Aucune offre".to_owned(),
        (Lang::Fr, 1) => "1\u{a0}offre".to_owned(),
        (Lang::Fr, n) => format!("{}\u{a0}offres", thousands(n)),
        (Lang::En, 0) => "No offer".to_owned(),
        (Lang::En, 1) => "1\u{a0}offer".to_owned(),
        (Lang::En, n) => format!("{}\u{a0}offers", thousands(n)),
    }
}

/// A whole number with narrow no-break spaces between thousands.
pub fn thousands(n: u32) -> String {
    let plain = n.to_string();
    let mut out = String::new();
    for (i, c) in plain.chars().enumerate() {
        if i > 0 && (plain.len() - i).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(c);
    }
    out
}

/// "il reste 12 jours, jusqu’à minuit, heure de Paris" (rule Q17: the last day is included).
pub fn days_left(days: i64, lang: Lang) -> String {
    match (lang, days) {
        (Lang::Fr, ..=0) => "Dernier jour\u{202f}: jusqu’à minuit, heure de Paris".to_owned(),
        (Lang::Fr, 1) => "Il reste un jour, jusqu’à demain minuit, heure de Paris".to_owned(),
        (Lang::Fr, n) => format!("Il reste {n}\u{a0}jours, jusqu’à minuit, heure de Paris"),
        (Lang::En, ..=0) => "Last day: until midnight, Paris time".to_owned(),
        (Lang::En, 1) => "One day left, until tomorrow midnight, Paris time".to_owned(),
        (Lang::En, n) => format!("{n}\u{a0}days left, until midnight, Paris time"),
    }
}

/// "8 mois", "1 mois".
pub fn months(n: u16, lang: Lang) -> String {
    match (lang, n) {
        (Lang::Fr, n) => format!("{n}\u{a0}mois"),
        (Lang::En, 1) => "1\u{a0}month".to_owned(),
        (Lang::En, n) => format!("{n}\u{a0}months"),
    }
}

/// "3 min de lecture".
pub fn reading_time(minutes: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{minutes}\u{a0}min de lecture"),
        Lang::En => format!("{minutes}\u{a0}min read"),
    }
}

/// "à 12 km".
pub fn at_distance(km: u32, lang: Lang) -> String {
    match (lang, km) {
        (Lang::Fr, 0) => "sur place".to_owned(),
        (Lang::Fr, n) => format!("à {n}\u{a0}km"),
        (Lang::En, 0) => "right there".to_owned(),
        (Lang::En, n) => format!("{n}\u{a0}km away"),
    }
}

/// The heading of a page past the last one.
pub fn page_too_far(page: usize, last: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("La page {page} n’existe pas\u{202f}: la dernière est la page {last}."),
        Lang::En => format!("There is no page {page}: the last one is page {last}."),
    }
}

/// A message in either language, given both wordings.
fn either(lang: Lang, fr: String, en: String) -> String {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

/// "depuis 7 jours".
pub fn within_days(days: u16, lang: Lang) -> String {
    either(lang, format!("depuis {days}\u{a0}jours"), format!("in the last {days}\u{a0}days"))
}

/// "au moins 2 000 € par mois", with the amount as it was typed.
pub fn at_least(amount: &str, period: &str, lang: Lang) -> String {
    let amount = amount.trim().trim_end_matches('€').trim_end();
    either(lang, format!("au moins {amount}\u{a0}€ par {period}"), format!("at least €{amount} a {period}"))
}

/// "sans le contrat".
pub fn without_filter(name: &str, lang: Lang) -> String {
    either(lang, format!("sans {name}"), format!("without {name}"))
}

/// "Cette offre est close depuis le 15 janvier 2021."
pub fn closed_since(day: &str, lang: Lang) -> String {
    either(lang, format!("Cette offre est close depuis le {day}."), format!("This job has been closed since {day}."))
}

/// The first lines of a mail of application, to be completed.
pub fn mail_body(pieces: &str, lang: Lang) -> String {
    either(lang, format!("Pièces jointes à ma candidature\u{202f}: {pieces}"), format!("Enclosed with my application: {pieces}"))
}

/// What to send: "CV, lettre de motivation", and what is only welcome.
pub fn pieces_sentence(required: &str, welcome: &str, lang: Lang) -> String {
    match (required.is_empty(), welcome.is_empty()) {
        (true, true) => String::new(),
        (false, true) => required.to_owned(),
        (true, false) => either(lang, format!("facultatif\u{202f}: {welcome}"), format!("optional: {welcome}")),
        (false, false) => either(lang, format!("{required}\u{202f}; facultatif\u{202f}: {welcome}"), format!("{required}; optional: {welcome}")),
    }
}

/// "jusqu’à fin septembre 2021".
pub fn until(date: &str, lang: Lang) -> String {
    let to = if date.starts_with(|c: char| c.is_ascii_digit()) { "jusqu’au" } else { "jusqu’à" };
    either(lang, format!("{to} {date}"), format!("until {date}"))
}

/// "soit 1 000 € par mois".
pub fn about_monthly(amount: &str, lang: Lang) -> String {
    either(lang, format!("soit {amount} par mois en moyenne"), format!("{amount} a month on average"))
}

/// "Dès que possible, à partir de mi-mars 2015".
pub fn asap_from(date: &str, lang: Lang) -> String {
    either(lang, format!("Dès que possible, à partir de {date}"), format!("As soon as possible, from {date}"))
}

/// "Promise pour le 22 janvier au plus tard".
pub fn answer_by(day: &str, lang: Lang) -> String {
    either(lang, format!("Promise pour le {day} au plus tard"), format!("Promised by {day}"))
}

/// "Promise sous 15 jours".
pub fn answer_within(days: u16, lang: Lang) -> String {
    either(lang, format!("Promise sous {days}\u{a0}jours"), format!("Promised within {days}\u{a0}days"))
}

/// "3 offres ouvertes".
pub fn open_offers(n: u32, lang: Lang) -> String {
    match (lang, n) {
        (Lang::Fr, 0) => "Aucune offre ouverte".to_owned(),
        (Lang::Fr, 1) => "1\u{a0}offre ouverte".to_owned(),
        (Lang::Fr, n) => format!("{}\u{a0}offres ouvertes", thousands(n)),
        (Lang::En, 0) => "No open job".to_owned(),
        (Lang::En, 1) => "1\u{a0}open job".to_owned(),
        (Lang::En, n) => format!("{}\u{a0}open jobs", thousands(n)),
    }
}

/// "pour les causes Logement ou Insertion".
pub fn because_causes(labels: &str, lang: Lang) -> String {
    either(lang, format!("une cause qui vous porte\u{202f}: {labels}"), format!("a cause that moves you: {labels}"))
}

/// "un métier".
pub fn because_functions(labels: &str, lang: Lang) -> String {
    either(lang, format!("des journées faites de\u{202f}: {labels}"), format!("days made of: {labels}"))
}

/// "un rythme".
pub fn because_rhythm(label: &str, lang: Lang) -> String {
    either(lang, format!("un rythme\u{202f}: {label}"), format!("a pace: {label}"))
}

/// "un travail sur place ou à distance".
pub fn because_remote(labels: &str, lang: Lang) -> String {
    either(lang, format!("un lieu de travail\u{202f}: {labels}"), format!("a way of working: {labels}"))
}

/// "à 25 km au plus de Lyon (69)".
pub fn because_place(label: &str, km: u16, lang: Lang) -> String {
    either(lang, format!("à {km}\u{a0}km au plus de {label}"), format!("within {km}\u{a0}km of {label}"))
}

/// "un contrat".
pub fn because_contracts(labels: &str, lang: Lang) -> String {
    either(lang, format!("un contrat\u{202f}: {labels}"), format!("a contract: {labels}"))
}

/// The words searched for are longer than the limit.
pub fn problem_text_long(max: usize, lang: Lang) -> String {
    either(
        lang,
        format!("La recherche est limitée à {max} caractères\u{202f}: seul le début a été gardé."),
        format!("A search holds at most {max} characters: only the beginning was kept."),
    )
}

/// A choice that does not exist.
pub fn problem_choice(code: &str, lang: Lang) -> String {
    either(
        lang,
        format!("«\u{202f}{code}\u{202f}» n’est pas un choix connu\u{202f}: il a été laissé de côté."),
        format!("“{code}” is not a known choice: it was left out."),
    )
}

/// A number of days that cannot be used.
pub fn problem_since(example: u16, lang: Lang) -> String {
    either(
        lang,
        format!("Donnez un nombre de jours de 1 à 365, par exemple {example}."),
        format!("Give a number of days from 1 to 365, for example {example}."),
    )
}

/// A radius that cannot be used.
pub fn problem_radius(used: u16, lang: Lang) -> String {
    either(
        lang,
        format!("Le rayon est un nombre de kilomètres de 1 à 500\u{202f}: {used}\u{a0}km ont été utilisés."),
        format!("The radius is a number of kilometres from 1 to 500: {used}\u{a0}km were used."),
    )
}

/// A place nobody knows.
pub fn problem_place(typed: &str, lang: Lang) -> String {
    either(
        lang,
        format!("Aucune commune ne s’appelle «\u{202f}{typed}\u{202f}»\u{202f}: essayez son nom complet ou son code postal."),
        format!("No town is called “{typed}”: try its full name or its postcode."),
    )
}

/// Too many contact messages within the hour.
pub fn contact_busy(mail: &str, lang: Lang) -> String {
    either(
        lang,
        format!("Trop de messages arrivent en ce moment. Écrivez à {mail}\u{202f}; votre texte est encore ci-dessous."),
        format!("Too many messages are coming in at the moment. Write to {mail}; your text is still below."),
    )
}

/// "9 candidatures sur 10 ont reçu une réponse, dont 8 à la date promise" (rule I33).
pub fn answer_rate(n: usize, answered: usize, in_time: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{answered} candidatures sur {n} ont reçu une réponse, dont {in_time} à la date promise"),
        Lang::En => format!("{answered} applications out of {n} were answered, {in_time} of them by the promised date"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_agree() {
        assert_eq!(offers_count(0, Lang::Fr), "Aucune offre");
        assert_eq!(offers_count(1, Lang::Fr), "1\u{a0}offre");
        assert_eq!(offers_count(12_345, Lang::Fr), "12\u{202f}345\u{a0}offres");
        assert_eq!(days_left(0, Lang::Fr), "Dernier jour\u{202f}: jusqu’à minuit, heure de Paris");
    }
}
