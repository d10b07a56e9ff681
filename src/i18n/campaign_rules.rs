//! Sentences of a campaign's rules: what is refused, what is counted, why a plan is as it is.

use super::thousands;
use crate::campaign::model::ballot::Tally;
use crate::campaign::model::phase::{Move, PhaseState};
use crate::kernel::dates::hour;

super::french! {
    REASON_SHORT: "Dites pourquoi en dix caractères au moins : la raison reste au journal.";
    REASON_LONG: "Dites pourquoi en 300 caractères au plus.";
    CLOSING_PASSED: "La date de clôture de cette phase est passée : changez-la d’abord.";
    NO_ASSOCIATE: "Ajoutez d’abord les Associé.e.s qui participent.";
    NO_HOST: "Ajoutez d’abord les structures qui accueillent.";
    NO_MISSION: "Approuvez d’abord au moins une mission.";
    NO_PLAN: "Publiez d’abord le plan de la matinée.";
    NO_ATTRIBUTION: "Validez d’abord une attribution.";
    NOT_PUBLISHED: "Publiez d’abord l’attribution.";
    PUBLISHED_ALREADY: "L’attribution est publiée : cette phase ne se rouvre plus.";
    MORNING_HELD: "La matinée a eu lieu : cette phase ne se rouvre plus.";
    PLAN_AGAIN: "Le plan est déjà publié : il sera à refaire.";
    ATTRIBUTION_AGAIN: "Une attribution est déjà validée : elle sera à refaire.";
    PUBLISHED_AGAIN: "L’attribution est déjà publiée : chaque personne verra la nouvelle.";
    DAY_OUT: "Cette date est hors du calendrier (de 2000 à 2100).";
    BUFFER_ALL: "Gardez au moins une manche qui ne soit pas de réserve.";
    BREAKS_ORDER: "Donnez au plus six pauses, dans l’ordre de la matinée, une par manche.";
    BREAKS_LIMITS: "Une pause vient après une manche, de la 1re à la 39e, et dure de 1 à 90 minutes.";
    PAST_MIDNIGHT: "La matinée finirait après minuit : commencez plus tôt, ou raccourcissez-la.";
    PERIOD_LENGTH: "Une période dure de 2 à 401 jours : vérifiez ses deux dates.";
    PERIODS_OVERLAP: "La seconde période commence avant la fin de la première.";
    NOBODY_YET: "Il n’y a encore personne à faire rencontrer.";
    NEEDED: "Remplissez ce champ.";
    REFERENCE: "Donnez une référence de 40 caractères au plus.";
    EMAIL: "Donnez une adresse électronique, en minuscules, par exemple prenom.nom@exemple.fr.";
    NO_PERIOD: "Choisissez au moins une des deux périodes.";
    MOST_UNDER_LEAST: "Le maximum de rencontres est sous le minimum.";
    TAGS: "Donnez au plus huit mots-clés de 40 caractères, sans virgule.";
    NO_PLACE: "Donnez au moins une place dans une des deux périodes.";
    PLACES_TOTAL: "Le total va de 1 à la somme des places des deux périodes.";
    BALLOT_TOO_LONG: "Votre classement est trop long : raccourcissez les motifs de refus.";
    BALLOT_GARBAGE: "Ce classement est illisible : rechargez la page.";
    TARGET_GONE: "Ce choix n’est plus proposé : rechargez la page.";
    RANK: "Écrivez un nombre entier, de 1 à 999.";
    RANK_OR_OPINION: "Donnez un numéro, ou un avis, pas les deux : effacez l’un ou l’autre.";
    OPINION: "Choisissez un avis de la liste.";
    REFUSAL_REASON: "Dites en quelques mots pourquoi vous refusez : seule l’équipe le lit.";
    NOT_WRITTEN: "Le fichier du calcul n’a pas pu être écrit.";
    LOCK_PERIOD: "Une période ne se précise que pour imposer une mission.";
    LOCK_REFUSED: "L’une des deux listes refuse cette paire : elle ne peut pas être imposée.";
    PLAN_STRANGER: "Ce plan nomme quelqu’un qui n’est plus de la campagne : refaites-le.";
}

fn s(n: usize) -> &'static str {
    if n > 1 { "s" } else { "" }
}

/// A move that does not exist.
pub fn no_such_move(phase: &str, from: PhaseState, mv: Move) -> String {
    let why = match (from, mv) {
        (PhaseState::Upcoming, _) => "elle n’a pas encore été ouverte",
        (PhaseState::Open, _) => "elle est ouverte",
        (PhaseState::Closed, Move::Open) => "elle a déjà été ouverte et close, rouvrez-la",
        (PhaseState::Closed, _) => "elle est close",
    };
    format!("« {phase} » reste comme elle est : {why}.")
}

/// A phase before stands in the way.
pub fn first_close(phase: &str) -> String {
    format!("La phase « {phase} » vient avant : elle doit d’abord être close.")
}

/// Closing a morning that did not go to its end.
pub fn morning_unfinished(reason: &str) -> String {
    format!("La matinée n’est pas allée à son terme. {reason}")
}

/// A phase opens before the one before it is over.
pub fn opens_too_early(phase: &str, before: &str) -> String {
    format!("« {phase} » ouvrirait avant la fin de « {before} ».")
}

/// A phase closes before it opens.
pub fn closes_too_early(phase: &str) -> String {
    format!("« {phase} » se clorait avant d’ouvrir.")
}

/// A text that is too long.
pub fn longest(most: usize) -> String {
    format!("Écrivez {most}\u{a0}caractères au plus.")
}

/// A number out of its limits.
pub fn number_between(low: u16, high: u16) -> String {
    format!("Donnez un nombre entier de {low} à {high}.")
}

/// "30 associé.e.s, 18 tables : 14 manches".
pub fn needs(associates: u32, tables: u32, rounds: u32) -> String {
    let plural = |n: u32| s(n as usize);
    let people = if associates > 1 { "associé.e.s" } else { "associé.e" };
    format!("{associates}\u{a0}{people}, {tables}\u{a0}table{} : {rounds}\u{a0}manche{}", plural(tables), plural(rounds))
}

/// How many meetings that makes.
pub fn meets_each(each: u32, all: u32) -> String {
    format!("Chacun.e rencontre {each}\u{a0}structure{}, soit {}\u{a0}rencontres en tout.", s(each as usize), thousands(all))
}

/// Fewer hosts than meetings asked for.
pub fn fewer_hosts(hosts: u32) -> String {
    match hosts {
        1 => "Il n’y a qu’une structure : chacun.e la rencontrera.".to_owned(),
        n => format!("Il n’y a que {n}\u{a0}structures : chacun.e les rencontrera toutes."),
    }
}

/// More tables than the room has.
pub fn too_many_tables(tables: u32, room: u32) -> String {
    format!("Les structures tiennent {tables}\u{a0}tables, la salle en a {room} : trouvez d’autres tables, ou retirez-en aux structures.")
}

/// Fewer rounds than needed.
pub fn too_few_rounds(rounds: u32, buffer: u32, needed: u32) -> String {
    let spare = if buffer > 0 { format!(" dont {buffer} de réserve") } else { String::new() };
    format!("Avec {rounds}\u{a0}manches{spare}, tout le monde ne rencontrera pas autant de structures : il en faut {}.", needed + buffer)
}

/// A morning that is no morning any more.
pub fn too_many_rounds(most: u32) -> String {
    format!("Une matinée a {most}\u{a0}manches au plus : ajoutez des tables, ou demandez moins de rencontres.")
}

/// When the last round ends.
pub fn ends_at(ms: i64) -> String {
    format!("La dernière manche finirait à {}.", hour(ms))
}

/// A placement outside the region.
pub fn not_in_region(typed: &str) -> String {
    let what = if typed.trim().is_empty() { "Donnez le département".to_owned() } else { format!("« {typed} » ne convient pas") };
    format!("{what} : les placements sont en Île-de-France (75, 77, 78, 91, 92, 93, 94 ou 95).")
}

/// "9 au classement, 1 refus, 4 sans avis".
pub fn tally(tally: Tally) -> String {
    let parts = [(tally.ranked, "au classement"), (tally.indifferent, "sans préférence"), (tally.refused, "refus"), (tally.missing, "sans avis")];
    let said: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n}\u{a0}{what}")).collect();
    if said.is_empty() { "Rien à classer".to_owned() } else { said.join(", ") }
}

/// The engines refuse the file.
pub fn engine_refuses(why: &str) -> String {
    format!("Le calcul ne peut pas commencer : {why}")
}
