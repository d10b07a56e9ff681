//! Reading a search from an address and writing it back (issue rule: the whole state is in the URL).
//!
//! Wrong values are named beside their field and left out; the rest of the search still runs.

use super::criteria::{Around, Criteria, SINCE_CHOICES, TEXT_MAX};
use super::views::{Problem, Typed};
use super::{Contract, Function, Remote, Rhythm, Sector, Sort};
use crate::i18n;
use crate::kernel::geo::Position;
use crate::kernel::lang::Lang;
use crate::kernel::money::Cents;

/// Radius used when a place is given alone.
pub const RADIUS_DEFAULT: u16 = 25;
/// Parameters read at most; the rest is ignored.
const PARAMETERS_MAX: usize = 80;
/// A bare amount from here on is read as a year's pay.
const YEARLY_FROM: i64 = 8_000;

/// A place found by name: its label and centre.
pub type Found = (String, Position);

/// A search as it was asked: what was typed, what it means, what could not be used.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The language problems are worded in.
    lang: Lang,
    /// What was typed, to be given back.
    pub typed: Typed,
    /// What it means.
    pub criteria: Criteria,
    /// What could not be used.
    pub problems: Vec<Problem>,
}

/// Reads a raw query string (with or without its `?`). `find` turns a typed place into a label and a position.
pub fn read(raw: &str, lang: Lang, find: &dyn Fn(&str) -> Option<Found>) -> Asked {
    let mut asked = Asked { lang, ..Asked::default() };
    let mut sort = None;
    for (name, value) in form_urlencoded::parse(raw.trim_start_matches('?').as_bytes()).take(PARAMETERS_MAX) {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        match name.as_ref() {
            "q" => asked.read_text(value),
            "lieu" => asked.typed.lieu = clip(value),
            "rayon" => asked.typed.rayon = clip(value),
            "contrat" => asked.choices("contrat", value, Contract::from_code, |c| &mut c.contracts),
            "secteur" => asked.choices("secteur", value, Sector::from_code, |c| &mut c.sectors),
            "metier" => asked.choices("metier", value, Function::from_code, |c| &mut c.functions),
            "teletravail" => asked.choices("teletravail", value, Remote::from_code, |c| &mut c.remote),
            "rythme" => asked.read_rhythm(value),
            "depuis" => asked.read_since(value),
            "remuneration" => asked.typed.remuneration = clip(value),
            "par" => asked.typed.par = clip(value),
            "tri" => sort = asked.read_sort(value),
            "page" => asked.read_page(value),
            _ => {}
        }
    }
    asked.read_place(find);
    asked.read_pay();
    asked.settle_sort(sort);
    asked.typed.hidden = asked.carried();
    asked
}

fn clip(value: &str) -> String {
    value.chars().take(TEXT_MAX).collect()
}

impl Asked {
    fn problem(&mut self, field: &str, sentence: impl Into<String>) {
        if self.problems.len() < 20 {
            self.problems.push(Problem { field: field.to_owned(), sentence: sentence.into() });
        }
    }

    fn read_text(&mut self, value: &str) {
        if value.chars().count() > TEXT_MAX {
            self.problem("q", i18n::problem_text_long(TEXT_MAX, self.lang));
        }
        self.typed.q = clip(value);
        self.criteria.text = self.typed.q.replace('\0', " ");
    }

    fn choices<T: PartialEq>(&mut self, field: &str, value: &str, read: fn(&str) -> Option<T>, list: fn(&mut Criteria) -> &mut Vec<T>) {
        for code in value.split(',').map(str::trim).filter(|c| !c.is_empty()).take(20) {
            match read(code) {
                Some(choice) => {
                    let list = list(&mut self.criteria);
                    if !list.contains(&choice) {
                        list.push(choice);
                    }
                }
                None => self.problem(field, i18n::problem_choice(&short(code), self.lang)),
            }
        }
    }

    fn read_rhythm(&mut self, value: &str) {
        match Rhythm::from_code(value) {
            Some(r) => self.criteria.rhythm = Some(r),
            None => self.problem("rythme", i18n::problem_rhythm(self.lang)),
        }
    }

    fn read_since(&mut self, value: &str) {
        match value.parse::<u16>() {
            Ok(days) if (1..=365).contains(&days) => self.criteria.since_days = Some(days),
            _ => self.problem("depuis", i18n::problem_since(SINCE_CHOICES[1], self.lang)),
        }
    }

    fn read_sort(&mut self, value: &str) -> Option<Sort> {
        let sort = Sort::from_code(value);
        if sort.is_none() {
            self.problem("tri", i18n::problem_sort(self.lang));
        }
        sort
    }

    fn read_page(&mut self, value: &str) {
        match value.parse::<usize>() {
            Ok(page) if page >= 1 => self.criteria.page = page.min(1_000_000),
            _ if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) && value.bytes().any(|b| b != b'0') => self.criteria.page = 1_000_000,
            _ => self.problem("page", i18n::problem_page(self.lang)),
        }
    }

    fn read_place(&mut self, find: &dyn Fn(&str) -> Option<Found>) {
        let radius = match self.typed.rayon.as_str() {
            "" => RADIUS_DEFAULT,
            text => match text.trim_end_matches("km").trim().parse::<u16>() {
                Ok(km) if (1..=500).contains(&km) => km,
                _ => {
                    self.problem("rayon", i18n::problem_radius(RADIUS_DEFAULT, self.lang));
                    self.typed.rayon = RADIUS_DEFAULT.to_string();
                    RADIUS_DEFAULT
                }
            },
        };
        if self.typed.lieu.is_empty() {
            return;
        }
        match find(&self.typed.lieu) {
            Some((label, centre)) => {
                self.typed.lieu = label.clone();
                self.typed.rayon = radius.to_string();
                self.criteria.around = Some(Around { label, centre, radius_km: radius });
            }
            None => self.problem("lieu", i18n::problem_place(&short(&self.typed.lieu), self.lang)),
        }
    }

    fn read_pay(&mut self) {
        if self.typed.remuneration.is_empty() {
            return;
        }
        let yearly = match self.typed.par.as_str() {
            "an" => Some(true),
            "mois" => Some(false),
            "" => None,
            _ => {
                self.problem("par", i18n::problem_period(self.lang));
                None
            }
        };
        match Cents::parse(&self.typed.remuneration) {
            Some(amount) if amount.0 > 0 => {
                let yearly = yearly.unwrap_or(amount.0 >= YEARLY_FROM * 100);
                self.typed.par = if yearly { "an" } else { "mois" }.to_owned();
                self.criteria.pay_min = Some(if yearly { Cents((amount.0 + 11) / 12) } else { amount });
            }
            _ => self.problem("remuneration", i18n::problem_pay(self.lang)),
        }
    }

    /// Relevance when there are words, date otherwise; distance only around a place.
    fn settle_sort(&mut self, asked: Option<Sort>) {
        let natural = if self.criteria.text.is_empty() { Sort::Date } else { Sort::Relevance };
        let sort = asked.unwrap_or(natural);
        self.criteria.sort = match sort {
            Sort::Distance if self.criteria.around.is_none() => {
                self.problem("tri", i18n::problem_distance(self.lang));
                natural
            }
            Sort::Relevance => natural,
            other => other,
        };
        self.typed.tri = if self.criteria.sort == natural { String::new() } else { self.criteria.sort.code().to_owned() };
    }

    /// Filters that have no place of their own in the form.
    fn carried(&self) -> Vec<(String, String)> {
        let mut out: Vec<_> = self.criteria.functions.iter().map(|f| ("metier".to_owned(), f.code().to_owned())).collect();
        out.extend(self.criteria.rhythm.map(|r| ("rythme".to_owned(), r.code().to_owned())));
        out
    }

    /// The canonical query string of this search: fixed order, only what restricts, the page when it is not the first.
    pub fn query(&self) -> String {
        write(&self.criteria, &self.typed)
    }
}

fn short(value: &str) -> String {
    crate::kernel::text::excerpt(value, 40)
}

/// Writes a search as a query string without `?`; empty for the whole board.
///
/// `typed` gives the pay as it was entered and the order asked; everything else comes from the criteria.
pub fn write(c: &Criteria, typed: &Typed) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            out.append_pair(name, value);
        }
    };
    put("q", &c.text);
    if let Some(around) = &c.around {
        put("lieu", &around.label);
        put("rayon", &around.radius_km.to_string());
    }
    c.contracts.iter().for_each(|x| put("contrat", x.code()));
    c.sectors.iter().for_each(|x| put("secteur", x.code()));
    c.functions.iter().for_each(|x| put("metier", x.code()));
    c.remote.iter().for_each(|x| put("teletravail", x.code()));
    put("rythme", c.rhythm.map_or("", Rhythm::code));
    put("depuis", &c.since_days.map_or(String::new(), |d| d.to_string()));
    if c.pay_min.is_some() {
        put("remuneration", &typed.remuneration);
        put("par", &typed.par);
    }
    let natural = if c.text.is_empty() { Sort::Date } else { Sort::Relevance };
    let sorted = c.sort != natural && !(c.sort == Sort::Distance && c.around.is_none());
    put("tri", if sorted { c.sort.code() } else { "" });
    put("page", &if c.page > 1 { c.page.to_string() } else { String::new() });
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(typed: &str) -> Option<Found> {
        crate::kernel::text::fold(typed).starts_with("evry").then(|| ("Évry-Courcouronnes (91)".to_owned(), Position { lat: 48.6, lon: 2.4 }))
    }

    fn fields(asked: &Asked) -> Vec<&str> {
        asked.problems.iter().map(|p| p.field.as_str()).collect()
    }

    #[test]
    fn a_whole_search_reads_and_writes_back_the_same() {
        let raw = "q=charg%C3%A9.e+de+mission&lieu=evry&rayon=50&contrat=stage&contrat=cdd&secteur=logement&metier=projet&teletravail=partiel&rythme=temps-partiel&depuis=14&remuneration=24000&tri=distance&page=3";
        let asked = read(raw, Lang::Fr, &find);
        assert_eq!(fields(&asked), Vec::<&str>::new());
        assert_eq!(asked.criteria.text, "chargé.e de mission");
        assert_eq!(asked.criteria.contracts, [Contract::Internship, Contract::Cdd]);
        assert_eq!(asked.criteria.pay_min, Some(Cents::euros(2000)));
        assert_eq!((asked.criteria.sort, asked.criteria.page), (Sort::Distance, 3));
        let again = read(&asked.query(), Lang::Fr, &find);
        assert_eq!(again.criteria, asked.criteria);
        assert_eq!(again.query(), asked.query());
    }

    #[test]
    fn wrong_values_are_named_and_the_rest_still_runs() {
        let asked =
            read("q=eau&contrat=cdx,cdi&lieu=zzz&rayon=-4&depuis=abc&remuneration=beaucoup&tri=hasard&page=0&teletravail=%00", Lang::Fr, &find);
        assert_eq!(asked.criteria.contracts, [Contract::Cdi]);
        assert_eq!(asked.criteria.text, "eau");
        for field in ["contrat", "lieu", "rayon", "depuis", "remuneration", "tri", "page", "teletravail"] {
            assert!(fields(&asked).contains(&field), "{field}");
        }
        assert_eq!(asked.typed.lieu, "zzz");
        assert_eq!(asked.typed.remuneration, "beaucoup");
    }

    #[test]
    fn problems_are_worded_in_the_language_of_the_reader() {
        let raw = "q=eau&contrat=cdx&lieu=zzz&rayon=-4&depuis=abc&remuneration=x&tri=y&page=0&par=z&rythme=w";
        let (fr, en) = (read(raw, Lang::Fr, &find).problems, read(raw, Lang::En, &find).problems);
        assert_eq!(fr.len(), 9);
        for (a, b) in fr.iter().zip(&en) {
            assert_eq!(a.field, b.field);
            assert_ne!(a.sentence, b.sentence);
        }
    }

    #[test]
    fn distance_needs_a_place() {
        let asked = read("tri=distance", Lang::Fr, &find);
        assert_eq!(asked.criteria.sort, Sort::Date);
        assert_eq!(fields(&asked), ["tri"]);
    }

    #[test]
    fn percent_and_plus_are_decoded_once() {
        assert_eq!(read("q=100%25+b%2Bc%2541", Lang::Fr, &find).criteria.text, "100% b+c%41");
    }

    #[test]
    fn pages_are_bounded() {
        assert_eq!(read("page=99999999999999999999999", Lang::Fr, &find).criteria.page, 1_000_000);
        assert_eq!(read("page=00", Lang::Fr, &find).criteria.page, 1);
    }

    proptest::proptest! {
        #[test]
        fn any_query_string_reads_and_settles(raw in ".{0,300}") {
            let asked = read(&raw, Lang::Fr, &find);
            let again = read(&asked.query(), Lang::Fr, &find);
            proptest::prop_assert_eq!(&again.criteria.text.trim(), &asked.criteria.text.trim());
            proptest::prop_assert_eq!(again.criteria.contracts, asked.criteria.contracts);
            proptest::prop_assert!(again.problems.len() <= asked.problems.len() + 1);
        }
    }
}
