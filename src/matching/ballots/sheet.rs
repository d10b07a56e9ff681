//! Ballots as a spreadsheet: one row for each voter and candidate.
//!
//! Columns: `cote` (associé or hôte), `votant`, `cible`, and either `rang` (1 is best, equals share a number, numbers may skip) or `avis`
//! (indifférent or inacceptable). A voter without rows is silent.

use std::collections::BTreeMap;

use super::file::{Ballots, Words};
use crate::matching::format::BadInput;
use crate::matching::format::sheet::{Sheet, plain};

/// Columns of a table of ballots.
pub const COLUMNS: [&str; 5] = ["cote", "votant", "cible", "rang", "avis"];

/// The ballots a table holds.
///
/// # Errors
/// One sentence naming file, line and column.
pub fn ballots(name: &str, bytes: &[u8]) -> Result<Ballots, BadInput> {
    let sheet = Sheet::read(name, bytes, &COLUMNS, &COLUMNS[..3])?;
    let mut ballots = Ballots::default();
    let mut ranks: BTreeMap<(bool, &str), BTreeMap<u32, Vec<String>>> = BTreeMap::new();
    for row in &sheet.rows {
        let (voter, target) = (sheet.text(row, "votant")?, sheet.text(row, "cible")?.to_string());
        let host = match plain(sheet.text(row, "cote")?).as_str() {
            "associe" => false,
            "hote" => true,
            other => return Err(sheet.wrong(row, "cote", &format!("« {other} » n'est ni associé, ni hôte"))),
        };
        let side = if host { &mut ballots.hosts } else { &mut ballots.associates };
        let words = side.entry(voter.to_string()).or_insert_with(Words::default);
        match (sheet.number(row, "rang")?, plain(sheet.cell(row, "avis")).as_str()) {
            (Some(rank), "") if rank > 0 => ranks.entry((host, voter)).or_default().entry(rank).or_default().push(target),
            (None, "indifferent") => words.indifferent.push(target),
            (None, "inacceptable") => words.unacceptable.push(target),
            (None, "") => {}
            (Some(0), _) => return Err(sheet.wrong(row, "rang", "les rangs se comptent à partir de 1")),
            _ => return Err(sheet.wrong(row, "avis", "un rang, ou indifférent, ou inacceptable, pas deux choses à la fois")),
        }
    }
    for ((host, voter), tiers) in ranks {
        let side = if host { &mut ballots.hosts } else { &mut ballots.associates };
        side.entry(voter.to_string()).or_default().ranked = tiers.into_values().collect();
    }
    Ok(ballots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_tiers() {
        let text =
            "Côté;Votant;Cible;Rang;Avis\nAssocié;a1;o1;2;\nassocie;a1;o2;1;\nassocie;a1;o3;2;\nhôte;o1;a1;;Inacceptable\nhote;o1;a2;;indifférent\n";
        let ballots = ballots("f", text.as_bytes()).unwrap();
        assert_eq!(ballots.associates["a1"].ranked, [vec!["o2".to_string()], vec!["o1".to_string(), "o3".to_string()]]);
        assert_eq!((ballots.hosts["o1"].unacceptable.len(), ballots.hosts["o1"].indifferent.len()), (1, 1));
        for (from, to) in [(";1;\n", ";0;\n"), ("hôte", "autre"), (";;Inacc", ";1;Inacc"), ("2;", "x;")] {
            assert!(super::ballots("f", text.replacen(from, to, 1).as_bytes()).is_err(), "{to}");
        }
    }
}
