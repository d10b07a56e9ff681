//! Names that tell nothing: pseudonyms for what is published, personal codes for the seats of the morning.
//!
//! Both are the start of a SHA-256 over the secret of the campaign, what the name is for, the side and the key, written in Crockford's
//! base 32 (no I, L, O or U). Without the secret neither can be made, nor one found from the other.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The side of the associates.
pub const ASSOCIATE: &str = "associe";
/// The side of the hosts.
pub const HOST: &str = "hote";
/// Not a side, but missions have pseudonyms too.
pub const MISSION: &str = "mission";

/// Characters of a personal code.
pub const CODE_LENGTH: usize = 10;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const SHORT: usize = 6;
const LONG: usize = 12;

/// The first `length` characters, at most 51, of what `use_of`, side and key give under the secret.
fn derived(secret: &[u8; 32], use_of: &str, side: &str, id: i64, length: usize) -> String {
    let digest = Sha256::new().chain_update(secret).chain_update(format!("{use_of}/{side}/{id}")).finalize();
    let bit = |at: usize| digest.get(at / 8).map_or(0, |byte| usize::from(byte >> (7 - at % 8) & 1));
    (0..length).map(|c| char::from(ALPHABET[(0..5).fold(0, |value, b| value * 2 + bit(c * 5 + b))])).collect()
}

fn letter(side: &str) -> char {
    match side {
        ASSOCIATE => 'A',
        HOST => 'O',
        _ => 'M',
    }
}

fn named(secret: &[u8; 32], side: &str, id: i64, length: usize) -> String {
    format!("{}{}", letter(side), derived(secret, "pseudonyme", side, id, length))
}

/// The pseudonym of an associate ("A" and six characters), a host ("O") or a mission ("M").
///
/// Among thousands two may be the same: what is published uses [`pseudonyms`].
pub fn pseudonym(secret: &[u8; 32], side: &str, id: i64) -> String {
    named(secret, side, id, SHORT)
}

/// The pseudonyms of a whole side, each different: those that would be the same get twelve characters. Sorted by pseudonym, so that
/// their order tells nothing either.
pub fn pseudonyms(secret: &[u8; 32], side: &str, ids: impl IntoIterator<Item = i64>) -> Vec<(i64, String)> {
    let mut by_name: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for id in ids {
        by_name.entry(pseudonym(secret, side, id)).or_default().push(id);
    }
    let mut names: Vec<(i64, String)> = Vec::new();
    for (name, ids) in by_name {
        match ids.as_slice() {
            [id] => names.push((*id, name)),
            several => names.extend(several.iter().map(|id| (*id, named(secret, side, *id, LONG)))),
        }
    }
    names.sort_by(|one, other| one.1.cmp(&other.1));
    names
}

/// The personal code of a seat: [`CODE_LENGTH`] letters and figures, fifty bits.
pub fn seat_code(secret: &[u8; 32], side: &str, id: i64) -> String {
    derived(secret, "place", side, id, CODE_LENGTH)
}

/// A code as somebody typed it: any case, spaces and hyphens anywhere, O for 0, I or L for 1. None when it cannot be one.
pub fn read_code(typed: &str) -> Option<String> {
    let mut code = String::new();
    for c in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')) {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        if !c.is_ascii() || !ALPHABET.contains(&(c as u8)) || code.len() == CODE_LENGTH {
            return None;
        }
        code.push(c);
    }
    (code.len() == CODE_LENGTH).then_some(code)
}

#[cfg(test)]
#[path = "names_tests.rs"]
mod tests;
