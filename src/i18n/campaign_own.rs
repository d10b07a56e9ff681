//! Sentences of a campaign as associates and hosts read them: their morning, their result, the mails of both.

use super::campaign_decide::{points_words, proof};
use super::campaign_outcome::{ordinal, placed};
use crate::campaign::model::lists::Standing;
use crate::kernel::dates::{day_and_month, long_day};
use crate::kernel::lang::Lang;
use crate::matching::format::solution::Status;
use jiff::civil::{Date, Time, Weekday};

super::french! {
    OWN_MORNING: "Ma matinée de rencontres";
    OWN_MEETINGS: "Rencontres";
    OWN_NONE: "Aucune rencontre.";
    FREE_ROUND: "manche libre";
    SEAT: "Votre place en direct";
    SEAT_TEXT: "Le jour même, ce code ouvre votre place sans mot de passe : qui vous rencontrez, où, combien de temps il reste, et vos notes. Ensuite, vos notes se relisent et se changent ici, jusqu’à la clôture des classements. Gardez-le pour vous.";
    SEAT_OPEN: "Ouvrir ma place";
    SEAT_AGAIN: "Relire et changer mes notes";
    CALENDAR: "Ajouter à mon agenda";
    BACK: "La campagne";
    RESULT: "Le résultat";
    READ_SHEET: "Relire la fiche";
    NOT_IN_PLAN: "L’attribution publiée ne vous nomme pas : écrivez à l’équipe si cela vous étonne.";
    WHY_NOT: "Pourquoi pas celle du dessus ?";
    WHY_NOT_THEM: "Pourquoi pas les personnes du dessus ?";
    NO_LIST_YOURS: "Sans liste de votre part : chaque mission comptait autant";
    NO_LIST_YOURS_OF_PEOPLE: "Sans liste de votre part : chaque personne comptait autant";
    NO_LIST_THEIRS: "Sans liste de sa part : chaque mission comptait autant";
    CONTESTED: "Autres souhaits";
    NOTHING_WISHED: "Sans liste de votre part, aucune mission n’était au-dessus d’une autre.";
    NOTHING_ABOVE: "Rien d’autre n’était au-dessus dans votre liste.";
    NOTHING_WORTH_MORE: "Rien de ce que vous aviez numéroté ne valait plus, par le barème publié, que les missions que vous avez.";
    YOUR_RANK: "Dans votre liste";
    THEIR_RANK: "Dans la leur";
    THEIR_RANK_OF_YOU: "Dans sa liste";
    YOUR_RANK_OF_THEM: "Dans la vôtre";
    FORCED: "Vous la donner quand même aurait ce prix exact :";
    COST_TOTAL: "Au total de la promotion";
    COST_PEOPLE: "Changeraient de mission, vous comprise ou compris";
    EVERYBODY: "Et pour toute la promotion";
    PROOF: "Vérifier par vous-même";
    F_RESULT: "Le résultat";
    CHECK_IT: "Les deux fichiers ne nomment personne. Le vérificateur recalcule chaque règle, le total et la preuve :";
    VERIFY: "passerelle match verify classements.json plan.json";
}

/// Columns of an associate's morning.
pub const OWN_HEAD_ASSOCIATE: [&str; 5] = ["Manche", "Heure", "Table", "Structure", "Missions"];
/// Columns of a host's morning.
pub const OWN_HEAD_HOST: [&str; 5] = ["Manche", "Heure", "Table", "Personne", "En quelques mots"];

const WEEKDAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

fn weekday(day: Date) -> &'static str {
    let at = usize::from(day.weekday().since(Weekday::Monday).unsigned_abs());
    WEEKDAYS.get(at).copied().unwrap_or("")
}

/// "jeudi 4 mars 2027 à 10:00"
pub fn day_at(day: Date, time: Time) -> String {
    format!("{} {} à {:02}:{:02}", weekday(day), long_day(day, Lang::Fr), time.hour(), time.minute())
}

/// "5 avril – 4 octobre 2027"
pub fn days(first: Date, last: Date) -> String {
    let from = if first.year() == last.year() { day_and_month(first, Lang::Fr) } else { long_day(first, Lang::Fr) };
    format!("{from} – {}", long_day(last, Lang::Fr))
}

/// "10:36 – 10:51"
pub fn from_to(starts: &str, ends: &str) -> String {
    format!("{starts} – {ends}")
}

/// "Pause, 18 minutes"
pub fn pause(minutes: i64) -> String {
    format!("Pause, {minutes} minutes")
}

/// A line of one's morning in a mail.
pub fn line(hour: &str, round: u32, table: u32, who: &str, pause: i64) -> String {
    let what = if who.is_empty() { "libre".to_owned() } else { format!("table {table}, {who}") };
    let pause = if pause > 0 { format!("\n       pause, {pause} minutes") } else { String::new() };
    format!("{hour}  manche {round} : {what}{pause}")
}

/// A code in two halves: "7K2PA-9XQ4M".
pub fn code(code: &str) -> String {
    match code.split_at_checked(5) {
        Some((one, other)) => format!("{one}-{other}"),
        None => code.to_owned(),
    }
}

/// When the plan comes.
pub fn plan_soon(when: Option<&str>) -> String {
    match when {
        Some(when) => format!("Votre suite de rencontres n’est pas encore publiée. Elle doit l’être au plus tard {when} ; vous recevrez un mail."),
        None => "Votre suite de rencontres n’est pas encore publiée. Vous recevrez un mail dès qu’elle l’est.".to_owned(),
    }
}

/// When the result comes.
pub fn result_soon(when: Option<&str>) -> String {
    match when {
        Some(when) => {
            format!("L’attribution n’est pas encore publiée. Elle doit l’être {when}, pour tout le monde au même instant ; vous recevrez un mail.")
        }
        None => "L’attribution n’est pas encore publiée. Elle le sera pour tout le monde au même instant ; vous recevrez un mail.".to_owned(),
    }
}

/// "Table 13 avec Quatorze"
pub fn event(table: u32, who: &str) -> String {
    format!("table {table}, {who}")
}

/// The title of an event.
pub fn event_round(round: u32, what: &str) -> String {
    format!("Manche {round} : {what}")
}

/// The name of the calendar.
pub fn calendar_name(campaign: &str) -> String {
    format!("Matinée de rencontres, {campaign}")
}

/// The subject of the plan's mail.
pub fn plan_subject(again: bool) -> String {
    if again { "Vos rencontres de la matinée ont changé".to_owned() } else { "Vos rencontres de la matinée".to_owned() }
}

/// The plan's mail.
pub fn plan_mail(called: &str, when: &str, place: &str, lines: &[String], page: &str, file: &str, again: bool) -> String {
    let first = if again {
        "Le plan de la matinée a changé. Voici vos rencontres à présent ; l’ancien plan ne vaut plus."
    } else {
        "Le plan de la matinée est prêt. Voici vos rencontres."
    };
    let place = if place.is_empty() { String::new() } else { format!("\n{place}") };
    let lines = lines.join("\n");
    format!(
        "Bonjour {called},\n\n{first}\n\n{when}{place}\n\n{lines}\n\nVotre page, avec le code de votre place pour le jour même :\n{page}\n\nLe fichier pour votre agenda :\n{file}\n\nÀ bientôt,\nl’équipe de Passerelle\n"
    )
}

/// The subject of the result's mail.
pub fn result_subject(host: bool, again: bool) -> String {
    match (host, again) {
        (_, true) => "L’attribution a été publiée de nouveau",
        (true, false) => "L’attribution est publiée : qui vous rejoint",
        (false, false) => "L’attribution est publiée : vos missions",
    }
    .to_owned()
}

/// The result's mail.
pub fn result_mail(called: &str, host: bool, url: &str, again: bool) -> String {
    let first = if again {
        "L’attribution a été publiée de nouveau et remplace la précédente."
    } else {
        "L’attribution est publiée, pour tout le monde au même instant."
    };
    let what = if host {
        "Qui vous rejoint, les rangs des deux côtés et les raisons se lisent ici :"
    } else {
        "Vos missions, les rangs des deux côtés et les raisons se lisent ici :"
    };
    format!(
        "Bonjour {called},\n\n{first} {what}\n{url}\n\nChacun et chacune peut vérifier le calcul depuis cette page.\n\nÀ bientôt,\nl’équipe de Passerelle\n"
    )
}

/// "L’attribution est publiée depuis…"
pub fn published(when: &str) -> String {
    format!("Attribution publiée : {when}.")
}

/// The heading of an associate's result.
pub fn your_missions(n: usize, name: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or(name);
    match n {
        0 => format!("Votre résultat, {first}"),
        1 => format!("Votre mission, {first}"),
        2 => format!("Vos deux missions, {first}"),
        n => format!("Vos {n} missions, {first}"),
    }
}

/// The heading of a host's result.
pub fn your_people(host: &str) -> String {
    format!("Qui rejoint {host}")
}

/// "3e sur les 14 missions de votre liste"
fn among(standing: Standing, things: [&str; 2], list: &str, silent: String) -> String {
    match standing {
        Standing::Ranked(rank) if rank.of == 1 => format!("{} de {list}", things[0]),
        Standing::Ranked(rank) => format!("{} sur les {}\u{a0}{} de {list}", placed(rank), rank.of, things[1]),
        Standing::Unranked => format!("sans numéro dans {list} : valeur neutre"),
        Standing::Silent => silent,
    }
}

const MISSIONS: [&str; 2] = ["la seule mission", "missions"];
const PEOPLE: [&str; 2] = ["la seule personne", "personnes"];

/// "3e sur les 14 missions de votre liste", for the one who ranked.
pub fn rank_of_yours(standing: Standing) -> String {
    among(standing, MISSIONS, "votre liste", NO_LIST_YOURS.to_owned())
}

/// "1er sur les 12 personnes de la liste de l’hôte (Enercoop)"
pub fn rank_of_theirs(standing: Standing, host: &str) -> String {
    among(standing, PEOPLE, &format!("la liste de l’hôte ({host})"), format!("{host} n’a pas remis de liste : chaque personne comptait autant"))
}

/// What a mission's rank was for the associate a host receives.
pub fn rank_of_them(standing: Standing) -> String {
    among(standing, MISSIONS, "sa liste", NO_LIST_THEIRS.to_owned())
}

/// An associate's rank for the host that reads.
pub fn rank_for_you(standing: Standing) -> String {
    among(standing, PEOPLE, "votre liste", NO_LIST_YOURS_OF_PEOPLE.to_owned())
}

/// How many others would have gained by a mission, as their lists say.
pub fn contested(people: usize) -> String {
    match people {
        0 => "Personne d’autre n’y aurait gagné, selon sa liste".to_owned(),
        1 => "Une autre personne y aurait gagné, selon sa liste".to_owned(),
        n => format!("{n}\u{a0}autres personnes y auraient gagné, selon leur liste"),
    }
}

/// "Enercoop : Convaincre des adhérents"
pub fn wish(host: &str, mission: &str) -> String {
    if host.is_empty() { mission.to_owned() } else { format!("{host} : {mission}") }
}

/// "votre 2e choix"
pub fn your_choice(rank: usize) -> String {
    format!("votre {} choix", ordinal(rank))
}

/// "− 118 points, de 39 412 à 39 294"
pub fn from_total(before: i64, after: i64) -> String {
    let by = points_words((before - after).abs() * 1000);
    if after > before {
        return format!("{by} de plus, de {before} à {after}, aux dépens de ce qui passe avant le total");
    }
    format!("{by} de moins, de {before} à {after}")
}

/// "4 personnes"
pub fn people_with_you(n: usize) -> String {
    format!("{n} {}", if n < 2 { "personne" } else { "personnes" })
}

/// "Corbeil-Essonnes (91)"
pub fn place(place: &str, department: &str) -> String {
    if place.is_empty() { format!("Département {department}") } else { format!("{place} ({department})") }
}

/// "Développer le bénévolat (Adie)"
pub fn mission_of(title: &str, host: &str) -> String {
    format!("{title} ({host})")
}

/// "1er, dont Adie pour vous"
pub fn with_yours(rank: &str, hosts: &[String]) -> String {
    format!("{rank}, dont {} pour vous", hosts.join(" et "))
}

/// "39 412 points, et aucun autre plan ne fait mieux."
pub fn proof_words(total: i64, status: Status, bound: i64) -> String {
    format!("{} ; {}.", points_words(total), proof(status, total, bound))
}

/// The fingerprint of the lists when they closed, and how what was solved relates to it.
pub fn sealed(sealed: Option<&str>, solved: &str, locks: usize) -> String {
    match sealed {
        None => "aucune n’a été fixée à la clôture".to_owned(),
        Some(sealed) if sealed == solved => format!("{sealed} : la même, rien n’a changé depuis la clôture des classements"),
        Some(sealed) if locks > 0 => format!("{sealed} : {locks} décision(s) de l’équipe s’y sont ajoutées depuis, elles sont dans le fichier"),
        Some(sealed) => format!("{sealed} : le poids, les missions ou les personnes ont changé depuis"),
    }
}

/// The seed, and when it was shown.
pub fn seed(seed: i64) -> String {
    format!("{seed}, montrée dès l’ouverture des seconds classements ; elle départage les plans à égalité")
}

/// "classements.json (38 ko)"
pub fn file(name: &str, bytes: usize) -> String {
    format!("{name} ({} ko)", bytes.div_ceil(1000))
}
