//! A table of offers in CSV, one offer a row, for people who keep their offers in a spreadsheet.
//!
//! The first line names the columns, in any order; `;`, `,` and tabulations are recognised. Lists are separated by `|`.
//!
//! | column | what it holds |
//! |---|---|
//! | `reference`, `organisation`, `intitule`, `contrats`, `publiee_le` | required; contracts by code or name (`cdi\|stage`) |
//! | `source` | where the offer comes from; the `default_source` of the import when absent |
//! | `contrat_precision`, `secteurs`, `fonction` | sectors and function by code or name |
//! | `lieux` | `91228:Évry*\|Noisiel (77186)`: INSEE code in front when known, `*` after the preferred one |
//! | `lieux_precision`, `teletravail`, `teletravail_precision` | remote work: `sur-place`, `partiel`, `total` |
//! | `debut`, `fin`, `duree_mois`, `prolongeable` | `2021-02-05`, `2021-02-debut`, `des que possible`, `oui` |
//! | `temps_de_travail`, `rythme` | percent of full time (`80`, `mi-temps`, `24h`), words |
//! | `remuneration`, `avantages` | a pay sentence ("2 250 – 2 400 € bruts par mois"), a list |
//! | `conditions`, `pieces` | lists; `(exigé)` after an item makes it required |
//! | `contexte`, `mission`, `profil`, `nous_offrons`, `complements`, `pourquoi` | texts, Markdown or HTML |
//! | `dernier_jour`, `delai_reponse`, `postes` | last day included, days, people wanted |
//! | `contact`, `contact_role`, `courriel`, `lien` | whom to write to, or the page on which to apply |
//!
//! An unknown column refuses the file, so that a misspelt one is noticed; an unknown choice refuses its row.

use super::foreign::{note, place, remote};
use super::rows::Rows;
use super::{Parsed, ROW_MAX, day, french, html, pay, vocabulary};
use crate::jobs::model::draft::{Apply, Condition, Contact, Duration, OfferDraft, Piece, PieceKind, Place, Sections, Start};
use crate::jobs::model::{Contract, Remote, Sector};
use crate::kernel::dates::FuzzyDay;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::kernel::text::{fold, words};
use csv::{ReaderBuilder, StringRecord};

/// The columns of the table.
const COLUMNS: [&str; 36] = [
    "reference",
    "organisation",
    "intitule",
    "contrats",
    "publiee_le",
    "source",
    "contrat_precision",
    "secteurs",
    "fonction",
    "lieux",
    "lieux_precision",
    "teletravail",
    "teletravail_precision",
    "debut",
    "fin",
    "duree_mois",
    "prolongeable",
    "temps_de_travail",
    "rythme",
    "remuneration",
    "avantages",
    "conditions",
    "pieces",
    "contexte",
    "mission",
    "profil",
    "nous_offrons",
    "complements",
    "pourquoi",
    "dernier_jour",
    "delai_reponse",
    "postes",
    "contact",
    "contact_role",
    "courriel",
    "lien",
];
/// Those no offer can do without.
const REQUIRED: [&str; 5] = ["reference", "organisation", "intitule", "contrats", "publiee_le"];

/// Reads a table.
pub fn read(text: &str, source: &str) -> Result<Parsed, Refusal> {
    let mut rows = Rows::new(false);
    let mut table = ReaderBuilder::new().delimiter(delimiter(text)).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut columns: Option<Vec<&'static str>> = None;
    loop {
        match table.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(Refusal::malformed("le tableau ne se lit pas : enregistrez-le en CSV, en UTF-8")),
        }
        let line = record.position().map_or(0, csv::Position::line);
        let Some(columns) = &columns else {
            columns = Some(header(&record)?);
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cells = Cells { columns, record: &record };
        let outcome = if record.as_slice().len() > ROW_MAX {
            Err(Refusal::too_large("cette ligne dépasse 1 Mio : un guillemet n’est sans doute pas fermé"))
        } else if record.len() != columns.len() {
            Err(Refusal::malformed(format!(
                "la ligne compte {} colonnes au lieu de {} : un séparateur ou un guillemet manque",
                record.len(),
                columns.len()
            )))
        } else {
            cells.offer(source)
        };
        rows.offer(line, Some(html::line(cells.get("reference"))).map(|r| french::short(&r)), outcome)?;
    }
    if columns.is_none() {
        return Err(Refusal::malformed("le tableau n’a pas de première ligne qui nomme les colonnes"));
    }
    rows.finish(Ok(()))
}

/// The separator used most in the first line, outside quotes.
fn delimiter(text: &str) -> u8 {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let count = |c: char| first.split('"').step_by(2).map(|part| part.matches(c).count()).sum::<usize>();
    [b';', b',', b'\t'].into_iter().max_by_key(|d| (count(char::from(*d)), *d == b';')).unwrap_or(b';')
}

/// The columns of the first line. Refuses unknown, repeated and missing ones.
fn header(record: &StringRecord) -> Result<Vec<&'static str>, Refusal> {
    let mut out: Vec<&'static str> = Vec::new();
    for cell in record {
        let name = fold(cell.trim()).replace([' ', '-'], "_");
        let Some(known) = COLUMNS.iter().find(|c| **c == name) else {
            return Err(Refusal::malformed(format!(
                "la colonne « {} » n’est pas connue ; colonnes possibles : {}",
                french::short(&html::line(cell)),
                COLUMNS.join(", ")
            )));
        };
        if out.contains(known) {
            return Err(Refusal::malformed(format!("la colonne « {known} » figure deux fois")));
        }
        out.push(known);
    }
    match REQUIRED.iter().find(|c| !out.contains(c)) {
        Some(missing) => Err(Refusal::malformed(format!("il manque la colonne « {missing} » ; colonnes obligatoires : {}", REQUIRED.join(", ")))),
        None => Ok(out),
    }
}

struct Cells<'a> {
    columns: &'a [&'static str],
    record: &'a StringRecord,
}

impl Cells<'_> {
    fn get(&self, column: &str) -> &str {
        self.columns.iter().position(|c| *c == column).and_then(|i| self.record.get(i)).map(str::trim).unwrap_or_default()
    }

    fn note(&self, column: &str) -> Option<String> {
        note(self.get(column))
    }

    fn list(&self, column: &str) -> impl Iterator<Item = &str> {
        self.get(column).split('|').map(str::trim).filter(|item| !item.is_empty())
    }

    fn offer(&self, source: &str) -> Result<OfferDraft, Refusal> {
        let (pay, pay_note) = pay::read(&html::line(self.get("remuneration")));
        let given = html::line(self.get("source"));
        Ok(OfferDraft {
            source: if given.is_empty() { source.to_owned() } else { given },
            reference: html::line(self.get("reference")),
            organisation: html::line(self.get("organisation")),
            title: html::line(self.get("intitule")),
            title_original: None,
            language: Lang::Fr,
            contracts: self.contracts()?,
            contract_note: self.note("contrat_precision"),
            sectors: self
                .list("secteurs")
                .map(|s| vocabulary::sector(s).ok_or_else(|| unknown("secteurs", s)))
                .collect::<Result<Vec<Sector>, _>>()?,
            function: self.list("fonction").next().map(|f| vocabulary::function(f).ok_or_else(|| unknown("fonction", f))).transpose()?,
            places: self.list("lieux").map(workplace).collect(),
            places_note: self.note("lieux_precision"),
            remote: self.remote()?,
            remote_note: self.note("teletravail_precision"),
            start: self.start()?,
            end: self.fuzzy("fin")?,
            duration: self.duration()?,
            rate_percent: self.rate()?,
            rhythm_note: self.note("rythme"),
            pay,
            pay_note,
            benefits: self.list("avantages").filter_map(note).collect(),
            conditions: self.list("conditions").filter_map(condition).collect(),
            pieces: self.list("pieces").map(piece).collect::<Result<_, _>>()?,
            reports_to: None,
            team: None,
            later_hire: None,
            positions: self.number("postes")?.unwrap_or(1).max(1),
            sections: self.sections(),
            last_day: self.day("dernier_jour")?,
            answer_days: self.number("delai_reponse")?,
            contact: self.contact(),
            apply: match self.get("lien") {
                "" => Apply::Mail,
                link => Apply::Link {
                    url: html::target(link).filter(|l| l.starts_with("http")).ok_or_else(|| wrong("lien", link, "une adresse en https://"))?,
                },
            },
            published_on: self.day("publiee_le")?.ok_or_else(|| Refusal::invalid("publiee_le", "la date de publication manque"))?,
            closed_on: None,
            sister_mark: None,
        })
    }

    fn contracts(&self) -> Result<Vec<Contract>, Refusal> {
        let one = |c: &str| {
            Contract::ALL
                .iter()
                .copied()
                .find(|k| words(k.code()) == words(c) || words(k.label(Lang::Fr)) == words(c))
                .or_else(|| vocabulary::contracts(c).first().copied())
        };
        self.list("contrats").map(|c| one(c).ok_or_else(|| unknown("contrats", c))).collect()
    }

    fn remote(&self) -> Result<Remote, Refusal> {
        match self.get("teletravail") {
            "" => Ok(Remote::None),
            word => Remote::from_code(&fold(word)).or_else(|| remote(word)).ok_or_else(|| unknown("teletravail", word)),
        }
    }

    fn day(&self, column: &str) -> Result<Option<jiff::civil::Date>, Refusal> {
        match self.get(column) {
            "" => Ok(None),
            text => day::day(text).map(Some).ok_or_else(|| wrong(column, text, "une date, par exemple 2021-01-14 ou 14/01/2021")),
        }
    }

    fn fuzzy(&self, column: &str) -> Result<Option<FuzzyDay>, Refusal> {
        let text = self.get(column);
        if text.is_empty() {
            return Ok(None);
        }
        let read = text.parse().ok().or_else(|| day::day(text).map(FuzzyDay::exactly));
        read.map(Some).ok_or_else(|| wrong(column, text, "une date, par exemple 2021-02-05, 2021-02, 2021-02-debut, -mi ou -fin"))
    }

    fn start(&self) -> Result<Option<Start>, Refusal> {
        let text = fold(self.get("debut"));
        let rest = text.strip_prefix("des que possible");
        if rest.is_some_and(|r| r.trim().is_empty()) {
            return Ok(Some(Start { asap: true, from: None }));
        }
        match rest.map(|r| r.trim_start_matches([',', ' '])) {
            Some(day) => day
                .parse()
                .map(|from| Some(Start { asap: true, from: Some(from) }))
                .map_err(|_| wrong("debut", day, "une date après « dès que possible »")),
            None => Ok(self.fuzzy("debut")?.map(|from| Start { asap: false, from: Some(from) })),
        }
    }

    fn duration(&self) -> Result<Option<Duration>, Refusal> {
        let extendable = matches!(fold(self.get("prolongeable")).as_str(), "oui" | "x" | "1" | "vrai" | "true");
        Ok(self.number("duree_mois")?.map(|months| Duration { months, extendable, note: None }))
    }

    fn rate(&self) -> Result<Option<u8>, Refusal> {
        match self.get("temps_de_travail") {
            "" => Ok(None),
            text => text
                .parse()
                .ok()
                .or_else(|| vocabulary::rate(text))
                .map(Some)
                .ok_or_else(|| wrong("temps_de_travail", text, "un pourcentage de 1 à 100")),
        }
    }

    fn number(&self, column: &str) -> Result<Option<u16>, Refusal> {
        match self.get(column) {
            "" => Ok(None),
            text => text.parse().ok().filter(|n| *n <= 9999).map(Some).ok_or_else(|| wrong(column, text, "un nombre entier")),
        }
    }

    fn sections(&self) -> Sections {
        let text = |column| html::markdown(self.get(column));
        Sections {
            context: text("contexte"),
            mission: text("mission"),
            profile: text("profil"),
            we_offer: text("nous_offrons"),
            more: text("complements"),
            why: text("pourquoi"),
        }
    }

    fn contact(&self) -> Option<Contact> {
        let (name, email) = (self.note("contact"), self.note("courriel"));
        (name.is_some() || email.is_some()).then(|| Contact { name: name.unwrap_or_default(), role: self.note("contact_role"), email })
    }
}

fn unknown(column: &str, text: &str) -> Refusal {
    Refusal::invalid(column, format!("« {} » n’est pas un choix connu", french::short(&html::line(text))))
}

fn wrong(column: &str, text: &str, wanted: &str) -> Refusal {
    Refusal::invalid(column, format!("« {} » ne se lit pas : donnez {wanted}", french::short(&html::line(text))))
}

/// "91228:Évry*": INSEE code, words, preference.
fn workplace(text: &str) -> Place {
    let (text, preferred) = text.strip_suffix('*').map_or((text, false), |t| (t.trim(), true));
    let coded = text.split_once(':').filter(|(code, _)| code.len() == 5 && code.is_ascii());
    let (insee, label) = coded.unwrap_or(("", text));
    Place { preferred, ..place(label, insee, "") }
}

/// An item, and whether "(exigé)" follows it.
fn required(text: &str) -> (&str, bool) {
    let Some((head, mark)) = text.strip_suffix(')').and_then(|t| t.rsplit_once('(')) else { return (text, false) };
    match words(mark).first().map(String::as_str) {
        Some("exige" | "exigee" | "obligatoire" | "requis" | "requise") => (head.trim(), true),
        Some("souhaite" | "souhaitee" | "facultatif" | "facultative") => (head.trim(), false),
        _ => (text, false),
    }
}

fn condition(text: &str) -> Option<Condition> {
    let (text, required) = required(text);
    Some(Condition { text: note(text)?, required })
}

fn piece(text: &str) -> Result<Piece, Refusal> {
    let (name, required) = required(text);
    let named = |k: &&PieceKind| words(k.code()) == words(name) || words(k.label(Lang::Fr)) == words(name);
    PieceKind::ALL.iter().find(named).map(|kind| Piece { kind: *kind, required }).ok_or_else(|| unknown("pieces", name))
}
