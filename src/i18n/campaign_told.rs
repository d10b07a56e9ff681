//! Sentences of a campaign that hold a name, a number or an instant.

use crate::campaign::model::phase::{Move, Phase, PhaseState};

/// "à 14:03", "le 21 novembre à 14:03".
fn on(moment: &str) -> String {
    if moment.contains(' ') { format!("le {moment}") } else { format!("à {moment}") }
}

/// "jusqu’à 18:00", "jusqu’au 11 mars à 18:00".
fn until(moment: &str) -> String {
    if moment.contains(' ') { format!("jusqu’au {moment}") } else { format!("jusqu’à {moment}") }
}

fn plural(n: usize) -> &'static str {
    if n > 1 { "s" } else { "" }
}

/// "1 et 2".
pub fn periods(p: [bool; 2]) -> &'static str {
    match p {
        [true, true] => "Périodes 1 et 2",
        [true, false] => "Période 1",
        [false, true] => "Période 2",
        [false, false] => "Aucune période",
    }
}

/// Places in both periods.
pub fn places(one: u32, two: u32) -> String {
    format!("{one} en période 1, {two} en période 2")
}

/// "12 missions sur 36."
pub fn gallery_lead(found: usize, all: usize) -> String {
    match (found, all) {
        (f, a) if f == a && a > 1 => format!("{a}\u{a0}missions, à lire avant de les classer."),
        (f, a) => format!("{f}\u{a0}mission{} sur {a}.", if f > 1 { "s" } else { "" }),
    }
}

/// "3e dans votre liste"
pub fn in_your_list(rank: &str) -> String {
    format!("{rank} dans votre liste")
}

/// "Le Toit · Opérationnel · Grigny (91) · 3e dans votre liste"
pub fn gallery_line(host: &str, level: &str, place: &str, department: &str, rank: &str) -> String {
    let there = format!("{place} ({department})");
    [host, level, there.as_str(), rank].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// "4 sur 5".
pub fn out_of_five(score: u8) -> String {
    format!("{score} sur 5")
}

/// The rule of the computation, before anybody ranks (rule Q8).
pub fn policy(label: &str) -> String {
    format!(
        "La règle du calcul\u{202f}: {}{}.",
        label.chars().take(1).flat_map(char::to_lowercase).collect::<String>(),
        label.chars().skip(1).collect::<String>()
    )
}

/// A share per mille as a percentage, without its sign: "80", "62,5".
fn percent(per_mille: u16) -> String {
    if per_mille.is_multiple_of(10) { format!("{}", per_mille / 10) } else { format!("{},{}", per_mille / 10, per_mille % 10) }
}

/// What a pair that did not meet counts for, per mille (rule Q7).
pub fn unmet(per_mille: u16) -> String {
    format!(
        "Vous pouvez classer qui vous n’avez pas rencontré\u{202f}: cela compte alors pour {}\u{a0}% de ce que cela compterait.",
        percent(per_mille)
    )
}

/// The heading of what so many cohorts before got.
pub fn former_title(count: usize) -> String {
    if count == 1 {
        "Ce qu’a obtenu la promotion précédente".to_owned()
    } else {
        format!("Ce qu’ont obtenu les {count}\u{a0}promotions précédentes")
    }
}

/// Both weights, from the associates' share per mille.
pub fn weights(associates: u16) -> String {
    let rest = 1000_u16.saturating_sub(associates);
    format!("Les souhaits des associé.e.s comptent pour {}\u{a0}%, ceux des structures pour {}\u{a0}%.", percent(associates), percent(rest))
}

/// "Référence a01".
pub fn reference(code: &str) -> String {
    format!("Référence {code}")
}

/// A department with its name.
pub fn department(code: &str) -> String {
    let name = match code {
        "75" => "Paris",
        "77" => "Seine-et-Marne",
        "78" => "Yvelines",
        "91" => "Essonne",
        "92" => "Hauts-de-Seine",
        "93" => "Seine-Saint-Denis",
        "94" => "Val-de-Marne",
        "95" => "Val-d’Oise",
        _ => "",
    };
    format!("{code} {name}")
}

/// A campaign holds no more.
pub fn at_most(most: usize) -> String {
    format!("Une campagne en compte {most} au plus.")
}

/// Two lines exchange their addresses.
pub fn email_taken(address: &str) -> String {
    format!("L’adresse {address} est encore celle d’une autre personne\u{202f}: importez ce changement en deux fois.")
}

/// Fewer places than wanted.
pub fn too_few_places(period: usize, places: u32, wanted: usize) -> String {
    format!("Période {period}\u{202f}: {places} places approuvées pour {wanted} associé.e.s")
}

/// Hosts nobody can rank.
pub fn hosts_without_mission(names: &[&str]) -> String {
    let shown = names.iter().take(5).copied().collect::<Vec<_>>().join(", ");
    let more = if names.len() > 5 { format!(" et {} autres", names.len() - 5) } else { String::new() };
    format!("Sans mission\u{202f}: {shown}{more}")
}

/// Missions nobody approved yet.
pub fn missions_waiting(n: usize) -> String {
    format!("{n} mission{} à approuver", plural(n))
}

/// Associates without a CV.
pub fn cvs_missing(n: usize) -> String {
    format!("{n} CV manquant{}", plural(n))
}

/// Fewer hosts than meetings.
pub fn few_hosts(hosts: usize, meetings: u8) -> String {
    format!("{hosts} structure{} pour {meetings} rencontres par personne", plural(hosts))
}

/// Who acts in a phase.
pub fn who_acts(phase: Phase) -> &'static str {
    match phase {
        Phase::Preferences1 | Phase::Preferences2 | Phase::Morning => "Tout le monde",
        Phase::Plan | Phase::Attribution | Phase::Publication => "L’équipe",
    }
}

/// When a phase opens and closes, as far as it is said.
pub fn phase_when(state: PhaseState, opens: Option<&str>, closes: Option<&str>) -> String {
    match (state, opens, closes) {
        (PhaseState::Upcoming, Some(o), Some(c)) => format!("Ouvre {}, {}", on(o), until(c)),
        (PhaseState::Upcoming, Some(o), None) => format!("Ouvre {}", on(o)),
        (PhaseState::Upcoming, None, Some(c)) => format!("À ouvrir, {}", until(c)),
        (PhaseState::Upcoming, None, None) => "Date à fixer".to_owned(),
        (PhaseState::Open, _, Some(c)) => format!("Ouverte {}", until(c)),
        (PhaseState::Open, _, None) => "Ouverte".to_owned(),
        (PhaseState::Closed, ..) => "Close".to_owned(),
    }
}

/// The button of a move.
pub fn phase_move(mv: Move, phase: &str) -> String {
    let verb = match mv {
        Move::Open => "Ouvrir",
        Move::Close => "Clore",
        Move::Reopen => "Rouvrir",
    };
    format!("{verb}\u{202f}: {phase}")
}

/// The label of an opening instant.
pub fn phase_opens(phase: &str) -> String {
    format!("{phase}\u{202f}: ouverture")
}

/// The label of a closing instant.
pub fn phase_closes(phase: &str) -> String {
    format!("{phase}\u{202f}: clôture")
}

/// What is open now, for who takes part.
pub fn now_for_people(phase: Phase, open: bool, opens: Option<&str>, closes: Option<&str>) -> String {
    let what = match (phase, open) {
        (Phase::Preferences1, true) => "Lisez les fiches, et remettez votre première liste",
        (Phase::Preferences1, false) => "Les premières préférences ne sont pas encore ouvertes",
        (Phase::Plan, _) => "L’équipe prépare le plan de la matinée",
        (Phase::Morning, false) => "La matinée approche",
        (Phase::Morning, true) => "C’est la matinée\u{202f}: rencontrez, notez, réordonnez votre liste quand vous voulez",
        (Phase::Preferences2, true) => "Remettez votre seconde liste",
        (Phase::Preferences2, false) => "Les secondes préférences ouvrent bientôt",
        (Phase::Attribution, _) => "L’équipe prépare l’attribution",
        (Phase::Publication, _) => "Les résultats sont publiés en même temps pour tout le monde",
    };
    match (open, opens, closes) {
        (true, _, Some(c)) => format!("{what}, {}.", until(c)),
        (false, Some(o), _) => format!("{what}\u{202f}: {}.", on(o)),
        _ => format!("{what}."),
    }
}

/// The drawn number that breaks ties.
pub fn seed_shown(seed: u64) -> String {
    format!("Tirage au sort de l’attribution, connu depuis l’ouverture des secondes préférences\u{202f}: {seed}.")
}

/// The button that gives an empty list.
pub fn template_of(list: &str) -> String {
    format!("Modèle\u{202f}: {list}")
}

/// A mission whose host is not there.
pub fn host_unknown(reference: &str) -> String {
    format!("Aucune structure n’a la référence «\u{202f}{reference}\u{202f}». Importez les structures d’abord.")
}

/// What the first pass found.
pub fn import_seen(fine: usize, refused: usize) -> String {
    format!("{fine} ligne{} à garder, {refused} refusée{}. Rien n’est encore enregistré.", plural(fine), plural(refused))
}

/// Lines that are left out.
pub fn import_refused(n: usize) -> String {
    format!(
        "{n} ligne{} ne peu{} pas être gardée{}\u{202f}: corrigez ci-dessous, ou gardez les autres.",
        plural(n),
        if n > 1 { "vent" } else { "t" },
        plural(n)
    )
}

/// The button that keeps them.
pub fn import_keep(n: usize) -> String {
    format!("Garder {n} ligne{}", plural(n))
}

/// A problem of a cell.
pub fn in_column(column: &str, sentence: &str) -> String {
    format!("{column}\u{202f}: {sentence}")
}

/// The name of a list.
pub fn list_name(list: i64) -> &'static str {
    if list == 1 { "Premières préférences" } else { "Secondes préférences" }
}

/// The title of one's list.
pub fn rank_title(list: i64) -> &'static str {
    if list == 1 { "Ma première liste" } else { "Ma seconde liste" }
}

/// "Enercoop — Piloter l’équilibre économique".
pub fn mission_of(host: &str, title: &str) -> String {
    format!("{host} — {title}")
}

/// Until when one's list is written.
pub fn rank_until(closes: Option<&str>) -> String {
    closes.map_or("Votre liste est ouverte.".to_owned(), |c| format!("Votre liste est ouverte {}.", until(c)))
}

/// A list that is handed in.
pub fn rank_handed_in(at: &str) -> String {
    format!("Remis {}.", on(at))
}

/// A list changed after it was handed in.
pub fn rank_changed_since(at: &str, saved: &str) -> String {
    format!("Remis {}, changé {}\u{202f}: remettez-le pour que ces changements comptent.", on(at), on(saved))
}

/// What counts of a closed list.
pub fn rank_counts(at: &str) -> String {
    format!("C’est la liste remise {} qui compte.", on(at))
}

/// A draft.
pub fn rank_draft(saved: &str) -> String {
    format!("Brouillon enregistré {}. Rien n’est remis.", on(saved))
}

/// "3. Enercoop, Adie (ex æquo)".
pub fn rank_line(place: usize, names: &[String]) -> String {
    let tied = if names.len() > 1 { " (ex æquo)" } else { "" };
    format!("{place}. {}{tied}", names.join(", "))
}

/// Those neither wished nor refused.
pub fn indifferent_line(names: &[String]) -> String {
    format!("Indifférent\u{202f}: {}", names.join(", "))
}

/// One that is refused, and why when it is said.
pub fn refused_line(name: &str, why: &str) -> String {
    if why.is_empty() { format!("Refus\u{202f}: {name}") } else { format!("Refus\u{202f}: {name} ({why})") }
}

/// Targets a list named and that are gone.
pub fn targets_gone(n: usize) -> String {
    if n == 1 {
        "Un nom de votre liste n’est plus dans la campagne\u{202f}: il en est retiré.".to_owned()
    } else {
        format!("{n} noms de votre liste ne sont plus dans la campagne\u{202f}: ils en sont retirés.")
    }
}

/// Handed in, for the team.
pub fn handed_in(at: &str) -> String {
    format!("Remise {}", on(at))
}

/// Handed in, then changed without handing in again.
pub fn handed_in_and_changed(at: &str) -> String {
    format!("Remise {}, brouillon depuis", on(at))
}

/// A draft, for the team.
pub fn drafted(at: &str) -> String {
    format!("Brouillon, {}", on(at))
}

/// "associé.e.s sur 24 ont remis leur liste".
pub fn handed_in_of(associates: bool, of: usize) -> String {
    if associates { format!("associé.e.s sur {of} ont remis leur liste") } else { format!("structures sur {of} ont remis leur liste") }
}

/// The button that reminds.
pub fn remind(n: usize) -> String {
    if n == 1 { "Relancer la personne qui n’a rien remis".to_owned() } else { format!("Relancer les {n} qui n’ont rien remis") }
}

fn ask_for(list: i64) -> &'static str {
    if list == 1 { "votre première liste" } else { "votre seconde liste" }
}

/// The subject of "your list is open".
pub fn opened_subject(list: i64) -> String {
    format!("{}\u{202f}: c’est ouvert", list_name(list))
}

/// The mail of "your list is open".
pub fn opened_mail(name: &str, list: i64, closes: Option<&str>, url: &str) -> String {
    let when = closes.map_or(String::new(), |c| format!(" {}", until(c)));
    format!(
        "Bonjour {name},\n\nVous pouvez écrire et remettre {}{when}\u{202f}:\n\n{url}\n\nVotre liste s’enregistre à mesure que vous l’écrivez\u{202f}; elle compte une fois remise. Personne n’en lit le contenu avant la clôture.\n\nL’équipe de Passerelle\n",
        ask_for(list)
    )
}

/// The subject of a reminder.
pub fn reminder_subject(list: i64) -> String {
    format!("Il manque {}", ask_for(list))
}

/// The mail of a reminder.
pub fn reminder_mail(name: &str, list: i64, closes: Option<&str>, drafted: bool, url: &str) -> String {
    let when = closes.map_or(String::new(), |c| format!(" {}", until(c)));
    let stands = if drafted { "Un brouillon est enregistré, mais il n’est pas remis." } else { "Rien n’est encore enregistré." };
    format!(
        "Bonjour {name},\n\nNous n’avons pas encore reçu {}. {stands} Vous pouvez la remettre{when}\u{202f}:\n\n{url}\n\nSans liste remise, vos souhaits comptent comme neutres.\n\nL’équipe de Passerelle\n",
        ask_for(list)
    )
}

/// The subject of a receipt.
pub fn receipt_subject(list: i64) -> String {
    format!("Reçu\u{202f}: {}", ask_for(list))
}

/// The mail of a receipt.
pub fn receipt_mail(name: &str, list: i64, at: &str, lines: &str, summary: &str, url: &str) -> String {
    format!(
        "Bonjour {name},\n\nNous avons bien reçu {}, {}.\n\n{lines}\n\nEn bref\u{202f}: {summary}.\n\nTant que les préférences sont ouvertes, vous pouvez la changer et la remettre de nouveau\u{202f}:\n\n{url}\n\nL’équipe de Passerelle\n",
        ask_for(list),
        on(at)
    )
}
