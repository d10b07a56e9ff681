//! French communes: finding the one somebody typed, and suggesting while they type.
//!
//! The list is compiled in (see `README.md` beside this file for its origin); nothing is asked of any service.

use crate::kernel::geo::Position;
use crate::kernel::text::{fold, words};
use std::collections::HashMap;

/// A commune this many times larger, whose name begins with the words typed, is meant rather than the small exact one.
const FAR_LARGER: u32 = 20;
/// An overseas commune is meant rather than its metropolitan namesake only when it is this many times larger.
const OVERSEAS_LARGER: u32 = 2;

static COMMUNES: &str = include_str!("communes.tsv");

/// A commune or municipal arrondissement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Commune {
    /// INSEE code.
    pub insee: &'static str,
    /// Name, as written.
    pub name: &'static str,
    /// Department code: two or three characters.
    pub department: &'static str,
    /// Postal codes, space-separated.
    pub postal_codes: &'static str,
    /// Inhabitants.
    pub population: u32,
    /// Centre.
    pub position: Position,
}

impl Commune {
    /// Its postal code, when it has one alone.
    pub fn postal_code(&self) -> Option<&'static str> {
        Some(self.postal_codes).filter(|codes| !codes.contains(' ') && !codes.is_empty())
    }

    /// Whether it lies overseas.
    fn overseas(&self) -> bool {
        self.department.len() > 2
    }

    /// "Évry-Courcouronnes (91)": what is shown, suggested and read back.
    pub fn label(&self) -> String {
        format!("{} ({})", self.name, self.department)
    }
}

/// Every commune, with the indexes that find them.
pub struct Places {
    all: Vec<Commune>,
    keys: Vec<String>,
    by_insee: HashMap<&'static str, u32>,
    sorted: Vec<u32>,
}

impl Places {
    /// Reads the compiled-in list, largest population first. About 30 ms, once at start.
    pub fn load() -> Places {
        let all: Vec<Commune> = COMMUNES.lines().filter_map(parse).collect();
        let keys: Vec<String> = all.iter().map(|c| key(c.name)).collect();
        let by_insee = all.iter().enumerate().map(|(i, c)| (c.insee, i as u32)).collect();
        let mut sorted: Vec<u32> = (0..all.len() as u32).collect();
        sorted.sort_by(|a, b| keys[*a as usize].cmp(&keys[*b as usize]).then(a.cmp(b)));
        Places { all, keys, by_insee, sorted }
    }

    /// Every commune, largest first.
    pub fn all(&self) -> &[Commune] {
        &self.all
    }

    /// The commune with this INSEE code.
    pub fn by_insee(&self, insee: &str) -> Option<&Commune> {
        self.by_insee.get(insee).map(|i| &self.all[*i as usize])
    }

    /// The commune somebody means: "Évry-Courcouronnes (91)", "evry", "91000", "Saint Denis (974)", an INSEE code.
    ///
    /// An exact name wins, then a postal code, then the largest commune whose name begins with what was typed,
    /// then the largest that holds every typed word.
    pub fn find(&self, typed: &str) -> Option<&Commune> {
        let typed = typed.trim();
        if typed.chars().count() > 80 {
            return None;
        }
        let (name, department) = split_department(typed);
        let wanted = key(name);
        if wanted.is_empty() {
            return None;
        }
        let here = |c: &Commune| department.is_none_or(|d| c.department.eq_ignore_ascii_case(d));
        let largest = |hits: &mut dyn Iterator<Item = u32>| hits.filter(|i| here(&self.all[*i as usize])).min();
        let exact =
            self.nearest_home(&self.range(&wanted).filter(|i| self.keys[*i as usize] == wanted && here(&self.all[*i as usize])).collect::<Vec<_>>());
        let longer = format!("{wanted} ");
        let known_as = largest(&mut self.range(&longer));
        let exact = match (exact, known_as) {
            // "Évry" is a village of the Yonne, and what everybody calls Évry-Courcouronnes.
            (Some(e), Some(k)) if self.all[k as usize].population > FAR_LARGER * self.all[e as usize].population => Some(k),
            (exact, _) => exact,
        };
        let found =
            exact.or_else(|| self.by_postal_code(name)).or_else(|| largest(&mut self.range(&wanted))).or_else(|| self.holding_words(&wanted, &here));
        found.map(|i| &self.all[i as usize]).or_else(|| self.by_insee(&typed.to_uppercase()))
    }

    /// The largest of these namesakes, a metropolitan one unless an overseas one is far larger.
    fn nearest_home(&self, hits: &[u32]) -> Option<u32> {
        let largest = hits.iter().copied().min()?;
        let home = hits.iter().copied().filter(|i| !self.all[*i as usize].overseas()).min();
        let size = |i: u32| self.all[i as usize].population;
        Some(home.filter(|h| size(largest) < OVERSEAS_LARGER * size(*h)).unwrap_or(largest))
    }

    /// Up to `limit` communes completing what was typed: by name prefix, postal code prefix, then any word, largest first.
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<&Commune> {
        let (name, department) = split_department(typed.trim());
        let wanted = key(name);
        if wanted.len() < 2 || typed.chars().count() > 80 {
            return Vec::new();
        }
        let mut hits: Vec<u32> = if wanted.bytes().all(|b| b.is_ascii_digit()) {
            let starts = |c: &Commune| c.postal_codes.split(' ').any(|p| p.starts_with(&wanted));
            (0..self.all.len() as u32).filter(|i| starts(&self.all[*i as usize])).take(limit).collect()
        } else {
            self.range(&wanted).collect()
        };
        hits.retain(|i| department.is_none_or(|d| self.all[*i as usize].department.starts_with(d)));
        hits.sort_unstable();
        hits.dedup();
        if hits.len() < limit && wanted.len() >= 3 {
            let inner = format!(" {wanted}");
            let more = (0..self.all.len() as u32).filter(|i| self.keys[*i as usize].contains(&inner)).take(limit);
            hits.extend(more);
        }
        hits.truncate(limit);
        hits.into_iter().map(|i| &self.all[i as usize]).collect()
    }

    /// Indexes of the communes whose key begins with `prefix`, in alphabetical order.
    fn range<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = u32> + 'a {
        let from = self.sorted.partition_point(|i| self.keys[*i as usize].as_str() < prefix);
        self.sorted[from..].iter().copied().take_while(move |i| self.keys[*i as usize].starts_with(prefix))
    }

    fn by_postal_code(&self, typed: &str) -> Option<u32> {
        let digits = typed.trim();
        let five = digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit());
        let holds = |c: &Commune| c.postal_codes.split(' ').any(|p| p == digits);
        if five { self.all.iter().position(holds).map(|i| i as u32) } else { None }
    }

    fn holding_words(&self, wanted: &str, here: &dyn Fn(&Commune) -> bool) -> Option<u32> {
        let all_in = |k: &str| wanted.split(' ').all(|w| k.split(' ').any(|kw| kw == w));
        (0..self.all.len() as u32).find(|i| all_in(&self.keys[*i as usize]) && here(&self.all[*i as usize]))
    }
}

/// Folded words of a name joined by one space; "st"/"ste" read as "saint"/"sainte".
fn key(name: &str) -> String {
    let words = if name.bytes().any(|b| b.is_ascii_digit()) && !name.contains(' ') { vec![fold(name)] } else { words(name) };
    let spelt = words.into_iter().map(|w| match w.as_str() {
        "st" => "saint".to_owned(),
        "ste" => "sainte".to_owned(),
        _ => w,
    });
    spelt.collect::<Vec<_>>().join(" ")
}

/// Splits "Évry-Courcouronnes (91)" into its name and department.
fn split_department(typed: &str) -> (&str, Option<&str>) {
    match typed.split_once('(') {
        Some((name, rest)) => {
            let code = rest.trim_end_matches(')').trim();
            let fits = (2..=3).contains(&code.len()) && code.is_ascii();
            (name.trim(), fits.then_some(code))
        }
        None => beside_code(typed).unwrap_or((typed, None)),
    }
}

/// "75020 Paris" and "Paris 75020" mean the postal code; "Montreuil 93" the commune of that department.
fn beside_code(typed: &str) -> Option<(&str, Option<&str>)> {
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let (first, rest) = typed.split_once(' ')?;
    let (start, last) = typed.rsplit_once(' ')?;
    match (first, last) {
        (code, _) if code.len() == 5 && digits(code) && !digits(rest) => Some((code, None)),
        (_, code) if code.len() == 5 && digits(code) => Some((code, None)),
        (_, code) if (2..=3).contains(&code.len()) && digits(code) => Some((start.trim(), Some(code))),
        _ => None,
    }
}

fn parse(line: &'static str) -> Option<Commune> {
    let mut columns = line.split('\t');
    let mut next = || columns.next();
    Some(Commune {
        insee: next()?,
        name: next()?,
        department: next()?,
        postal_codes: next()?,
        population: next()?.parse().ok()?,
        position: Position { lat: next()?.parse().ok()?, lon: next()?.parse().ok()? },
    })
}

/// Names of the departments, metropolitan and overseas, by code.
pub fn department_name(code: &str) -> Option<&'static str> {
    DEPARTMENTS.iter().find(|(c, _)| *c == code).map(|(_, n)| *n)
}

include!("departments.rs");

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static PLACES: LazyLock<Places> = LazyLock::new(Places::load);

    fn found(typed: &str) -> Option<String> {
        PLACES.find(typed).map(Commune::label)
    }

    #[test]
    fn every_line_reads() {
        assert_eq!(PLACES.all().len(), COMMUNES.lines().count());
        assert!(PLACES.all().iter().all(|c| department_name(c.department).is_some()));
    }

    #[test]
    fn finds_what_people_type() {
        assert_eq!(found("evry").as_deref(), Some("Évry-Courcouronnes (91)"));
        assert_eq!(found("Évry-Courcouronnes (91)").as_deref(), Some("Évry-Courcouronnes (91)"));
        assert_eq!(found("91000").as_deref(), Some("Évry-Courcouronnes (91)"));
        assert_eq!(found("PARIS").as_deref(), Some("Paris (75)"));
        assert_eq!(found("Saint-Denis (974)").as_deref(), Some("Saint-Denis (974)"));
        assert_eq!(found("st denis").as_deref(), Some("Saint-Denis (93)"));
        assert_eq!(found("75020 Paris").as_deref(), found("75020").as_deref());
        assert_eq!(found("Paris 75020").as_deref(), found("75020").as_deref());
        assert!(found("75020").is_some());
        assert_eq!(found("montreuil 93").as_deref(), Some("Montreuil (93)"));
        assert_eq!(found("noisiel").as_deref(), Some("Noisiel (77)"));
        assert_eq!(found("91228").as_deref(), Some("Évry-Courcouronnes (91)"));
        assert_eq!(found("L'Haÿ-les-Roses").as_deref(), Some("L'Haÿ-les-Roses (94)"));
        for nothing in ["", "   ", "zzzz", "(", "()", "%%%", "🦊"] {
            assert_eq!(found(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn suggests_largest_first_and_bounded() {
        let names: Vec<_> = PLACES.suggest("mar", 5).iter().map(|c| c.name).collect();
        assert_eq!(names.len(), 5);
        assert_eq!(names[0], "Marseille");
        assert!(PLACES.suggest("m", 5).is_empty());
        assert!(PLACES.suggest("750", 30).iter().any(|c| c.name == "Paris"));
        assert!(PLACES.suggest("courcouronnes", 5).iter().any(|c| c.insee == "91228"));
    }
}
