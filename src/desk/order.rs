//! A ranking: which number each target has, who shares one, who is refused; how it is written in one text and how one moves in it.
//!
//! Pure and the same on both sides: dragging, the two buttons and the number field all end here, and what is saved is [`text`].
//! A tier is what shares one number; tiers are counted from 0, the best first.

use std::collections::BTreeSet;

/// Most a rank may be.
pub const RANK_MAX: u16 = 999;

/// Most characters of a reason.
pub const REASON_MAX: usize = 300;

/// What is said of one target. Neither ranked, indifferent nor refused: nothing is said, which counts as neutral.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The key of the target.
    pub id: i64,
    /// Its number, from 1; equal numbers are equals, and numbers may skip.
    pub rank: Option<u16>,
    /// Neither wished nor refused, said on purpose.
    pub indifferent: bool,
    /// Refused.
    pub refused: bool,
    /// Why it is refused; only counts while it is.
    pub reason: String,
}

impl Entry {
    /// Nothing is said of this target.
    pub fn silent(id: i64) -> Entry {
        Entry { id, ..Entry::default() }
    }

    /// What is said apart from a rank, as the form names it: `indifferent`, `refuse` or nothing.
    pub fn opinion(&self) -> &'static str {
        match (self.refused, self.indifferent) {
            (true, _) => "refuse",
            (false, true) => "indifferent",
            _ => "",
        }
    }
}

/// Where something is dropped; the numbers are keys of other targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Before the tier of that one.
    Before(i64),
    /// Equal to that one.
    With(i64),
    /// After the tier of that one.
    After(i64),
    /// After everything.
    End,
    /// Out of the ranking, with nothing said.
    Pool,
    /// Among the indifferent.
    Indifferent,
    /// Among the refused.
    Refused,
}

/// Where a ranked target stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number as written.
    pub rank: u16,
    /// One more than how many stand before its tier.
    pub position: usize,
    /// How many are ranked.
    pub of: usize,
    /// Somebody shares its number.
    pub shared: bool,
    /// The first line of its tier.
    pub first: bool,
    /// The last line of its tier.
    pub last: bool,
}

/// Reads what [`text`] writes, in any order of lines; lines may end as a form sends them. Every number is written the only way it can be.
///
/// # Errors
/// The number (from 1) of the first line that does not read, or names a target a second time.
pub fn parse(text: &str) -> Result<Vec<Entry>, usize> {
    let mut seen = BTreeSet::new();
    let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).enumerate();
    lines.filter(|(_, line)| !line.is_empty()).map(|(at, line)| line_of(line).filter(|e| seen.insert(e.id)).ok_or(at + 1)).collect()
}

fn line_of(line: &str) -> Option<Entry> {
    let (id, said) = line.split_once('=')?;
    let entry = Entry::silent(plain(id)?.parse().ok()?);
    if said == "~" {
        return Some(Entry { indifferent: true, ..entry });
    }
    if let Some(reason) = said.strip_prefix('!') {
        return Some(Entry { refused: true, reason: unescaped(reason)?, ..entry });
    }
    Some(Entry { rank: Some(rank_of(plain(said)?)?), ..entry })
}

/// A number from 1 without a sign or a leading zero.
fn plain(text: &str) -> Option<&str> {
    (text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')).then_some(text)
}

/// A rank as people write it; None for what is no whole number from 1 to [`RANK_MAX`].
pub fn rank_of(typed: &str) -> Option<u16> {
    let digits = !typed.is_empty() && typed.bytes().all(|b| b.is_ascii_digit());
    typed.parse().ok().filter(|n| digits && (1..=RANK_MAX).contains(n))
}

fn unescaped(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        out.push(match letter {
            '\\' => match letters.next()? {
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            other => other,
        });
    }
    Some(out)
}

/// A reason as it stands in a text: on one line, and read back as it was.
pub fn escaped(reason: &str) -> String {
    reason.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

/// The ballot as one text: a line for each target of which something is said, by key. The same ballot is always the same text.
pub fn text(entries: &[Entry]) -> String {
    let mut said: Vec<&Entry> = entries.iter().filter(|e| e.rank.is_some() || !e.opinion().is_empty()).collect();
    said.sort_by_key(|e| e.id);
    said.into_iter().map(written).collect::<Vec<_>>().join("\n")
}

fn written(e: &Entry) -> String {
    match (e.refused, e.indifferent, e.rank) {
        (true, ..) => format!("{}=!{}", e.id, escaped(e.reason.replace('\r', "").trim())),
        (_, true, _) => format!("{}=~", e.id),
        (.., rank) => format!("{}={}", e.id, rank.unwrap_or(RANK_MAX)),
    }
}

/// What is ranked, tier by tier; within a tier in the order of `entries`.
pub fn tiers(entries: &[Entry]) -> Vec<Vec<i64>> {
    let mut ranked: Vec<(u16, i64)> = entries.iter().filter_map(|e| Some((e.rank?, e.id))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.chunk_by(|a, b| a.0 == b.0).map(|tier| tier.iter().map(|(_, id)| *id).collect()).collect()
}

/// Where a target stands; None when it is not ranked.
pub fn place(entries: &[Entry], id: i64) -> Option<Place> {
    let rank = entries.iter().find(|e| e.id == id)?.rank?;
    let tiers = tiers(entries);
    let at = tier_of(&tiers, id)?;
    let tier = &tiers[at];
    Some(Place {
        rank,
        position: tiers[..at].iter().map(Vec::len).sum::<usize>() + 1,
        of: tiers.iter().map(Vec::len).sum(),
        shared: tier.len() > 1,
        first: tier.first() == Some(&id),
        last: tier.last() == Some(&id),
    })
}

fn tier_of(tiers: &[Vec<i64>], id: i64) -> Option<usize> {
    tiers.iter().position(|tier| tier.contains(&id))
}

/// Gives the tiers their numbers: 1, 2, 3, 3, 5. Empty tiers do not count; whoever is in a tier is neither indifferent nor refused.
fn number(entries: &mut [Entry], tiers: &[Vec<i64>]) {
    let mut before = 0;
    for tier in tiers {
        let rank = u16::try_from(before + 1).unwrap_or(RANK_MAX).min(RANK_MAX);
        for e in entries.iter_mut().filter(|e| tier.contains(&e.id)) {
            (e.rank, e.indifferent, e.refused) = (Some(rank), false, false);
        }
        before += tier.len();
    }
}

/// Numbers without holes: who stands before whom and who shares a number stay.
pub fn renumber(entries: &mut [Entry]) {
    let tiers = tiers(entries);
    number(entries, &tiers);
}

/// Puts a target alone before a tier; past the last one, at the end.
pub fn put_before(entries: &mut [Entry], id: i64, tier: usize) {
    let mut all = tiers(entries);
    all.iter_mut().for_each(|t| t.retain(|other| *other != id));
    all.insert(tier.min(all.len()), vec![id]);
    number(entries, &all);
}

/// Puts a target among the equals of a tier; past the last one, alone at the end.
pub fn put_with(entries: &mut [Entry], id: i64, tier: usize) {
    let mut all = tiers(entries);
    if tier >= all.len() {
        return put_before(entries, id, tier);
    }
    all.iter_mut().for_each(|t| t.retain(|other| *other != id));
    all[tier].push(id);
    number(entries, &all);
}

/// One step up: out of a shared tier to the place just before it; from a tier of one's own into the tier above.
pub fn move_up(entries: &mut [Entry], id: i64) {
    let all = tiers(entries);
    match tier_of(&all, id) {
        Some(at) if all[at].len() > 1 => put_before(entries, id, at),
        Some(at) if at > 0 => put_with(entries, id, at - 1),
        _ => {}
    }
}

/// One step down: out of a shared tier to the place just after it; from a tier of one's own into the tier below.
pub fn move_down(entries: &mut [Entry], id: i64) {
    let all = tiers(entries);
    match tier_of(&all, id) {
        Some(at) if all[at].len() > 1 => put_before(entries, id, at + 1),
        Some(at) if at + 1 < all.len() => put_with(entries, id, at + 1),
        _ => {}
    }
}

/// A number written by hand, or none: nobody else's number changes.
pub fn set_rank(entries: &mut [Entry], id: i64, rank: Option<u16>) {
    for e in entries.iter_mut().filter(|e| e.id == id) {
        e.rank = rank.map(|n| n.clamp(1, RANK_MAX));
        if rank.is_some() {
            (e.indifferent, e.refused) = (false, false);
        }
    }
}

/// Says `indifferent` or `refuse`, which takes the target out of the ranking; anything else takes such a word back. The reason stays
/// for who changes their mind again.
pub fn set_opinion(entries: &mut [Entry], id: i64, opinion: &str) {
    for e in entries.iter_mut().filter(|e| e.id == id) {
        (e.indifferent, e.refused) = (opinion == "indifferent", opinion == "refuse");
        if e.indifferent || e.refused {
            e.rank = None;
        }
    }
}

/// Drops a target somewhere. Beside itself, or beside what is not ranked, nothing moves.
pub fn put(entries: &mut [Entry], id: i64, spot: Spot) {
    let all = tiers(entries);
    let at = |other: i64| tier_of(&all, other).filter(|_| other != id);
    match spot {
        Spot::Before(other) => at(other).into_iter().for_each(|tier| put_before(entries, id, tier)),
        Spot::With(other) => at(other).into_iter().for_each(|tier| put_with(entries, id, tier)),
        Spot::After(other) => at(other).into_iter().for_each(|tier| put_before(entries, id, tier + 1)),
        Spot::End => put_before(entries, id, all.len()),
        Spot::Pool => {
            set_opinion(entries, id, "");
            set_rank(entries, id, None);
        }
        Spot::Indifferent => set_opinion(entries, id, "indifferent"),
        Spot::Refused => set_opinion(entries, id, "refuse"),
    }
}
