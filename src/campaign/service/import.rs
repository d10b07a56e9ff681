//! `/equipe/campagnes/{id}/import`: lists of associates, hosts and missions from a spreadsheet. A first pass says what would change and
//! what is refused, line by line; nothing is kept before it is confirmed. A pasted text does as well as a file.

use super::access::{of_team, of_team_locked};
use super::home::{All, nav, title};
use super::{THING, export, sheets};
use crate::audit::service::{Entry, write};
use crate::campaign::model::import::{self as read, Imported};
use crate::campaign::model::sheet::{HostDraft, MissionDraft, PersonDraft};
use crate::campaign::store::people;
use crate::desk::model::{Block, Cell, Field, Form, Row, Sheet, Table, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::campaign as say;
use crate::kernel::refusal::Refusal;
use crate::store::Tx;

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum List {
    People,
    Hosts,
    Missions,
}

impl List {
    const ALL: [List; 3] = [List::People, List::Hosts, List::Missions];

    const fn code(self) -> &'static str {
        match self {
            List::People => "personnes",
            List::Hosts => "structures",
            List::Missions => "missions",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            List::People => say::ASSOCIATES,
            List::Hosts => say::HOSTS,
            List::Missions => say::MISSIONS,
        }
    }

    fn from_code(code: &str) -> Option<List> {
        List::ALL.into_iter().find(|l| l.code() == code)
    }
}

/// What came of a line.
enum Line {
    /// It is new.
    New,
    /// It changes one that is there.
    Changed,
    /// It brings back one that had left.
    Back,
    /// It says what is there already.
    Same,
    /// It is refused, and why.
    Refused(Vec<Refusal>),
}

/// A line of the first pass: its number, its reference and name, what comes of it.
struct Seen {
    line: u64,
    reference: String,
    name: String,
    what: Line,
}

/// A line that stands, to be kept.
enum Ready {
    Person(PersonDraft),
    Host(HostDraft),
    /// With the reference of its host.
    Mission(MissionDraft),
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let campaign = of_team(&mut tx, ask).await?;
    let mut sheet = Sheet::new(say::IMPORT).above(title(&mut tx, &campaign).await?).lead(say::IMPORT_LEAD).dense().with_all(ask.said());
    sheet.nav = nav(ask, campaign.id);
    let mut form = form("", "");
    form.files = true;
    form = form.button("verifier", say::IMPORT_CHECK);
    sheet = sheet.with(ask.form(form)).with(Block::h2(say::TEMPLATES)).with(Block::text(say::TEMPLATES_TEXT));
    for list in List::ALL {
        let form = Form::new(&format!("modele-{}", list.code())).hidden("liste", list.code());
        sheet = sheet.with(ask.form(form.quiet("modele", say::template_of(list.words()))));
    }
    Ok(sheet)
}

/// What is asked: which list, and its lines by file or as text.
fn form(list: &str, text: &str) -> Form {
    let mut file = Field::new("fichier", "file", say::IMPORT_FILE).hint(say::IMPORT_FILE_HINT);
    file.accept = ".csv,text/csv,text/plain".to_owned();
    Form::new("liste")
        .field(Field::new("liste", "select", say::IMPORT_LIST).value(list).options(List::ALL.iter().map(|l| (l.code(), l.words()))))
        .field(file)
        .field(Field::new("texte", "area", say::IMPORT_TEXT).value(text).hint(say::IMPORT_TEXT_HINT).rows(8))
        .field(Field::new("approuver", "check", "").options([("oui", say::IMPORT_APPROVE)]))
}

/// A form of the page: an empty list, the first pass, or keeping.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let list = List::from_code(fields.get("liste")).ok_or_else(missing)?;
    match fields.get("geste") {
        "modele" => {
            let text = match list {
                List::People => read::template_people(),
                List::Hosts => read::template_hosts(),
                List::Missions => read::template_missions(),
            };
            Ok(export::template(&format!("modele-{}.csv", list.code()), text))
        }
        "verifier" => first_pass(ask, fields, list).await,
        "importer" => keep(ask, fields, list).await,
        _ => Err(missing()),
    }
}

/// The lines sent: those of the file when there is one, else the text. Old spreadsheets write Windows-1252.
fn sent(ask: &Ask<'_>, fields: &Fields) -> Result<(String, String), Refusal> {
    let file = ask.files.iter().find(|f| f.field == "fichier" && !f.bytes.is_empty());
    let Some(file) = file else {
        return match fields.get("texte") {
            "" => Err(Refusal::invalid("fichier", say::IMPORT_NOTHING)),
            text => Ok((say::IMPORT_PASTED.to_owned(), text.to_owned())),
        };
    };
    let text = String::from_utf8(file.bytes.clone())
        .unwrap_or_else(|not| encoding_rs::WINDOWS_1252.decode_without_bom_handling(not.as_bytes()).0.into_owned());
    Ok((file.name.clone(), text.trim_start_matches('\u{feff}').replace("\r\n", "\n")))
}

/// Whether a file that does not read as a whole is told beside the file or beside the text.
fn unread(ask: &Ask<'_>, no: Refusal) -> Refusal {
    let field = if ask.files.iter().any(|f| !f.bytes.is_empty()) { "fichier" } else { "texte" };
    Refusal::invalid(field, no.sentence)
}

async fn first_pass(ask: &Ask<'_>, fields: &Fields, list: List) -> Acted {
    let mut tx = ask.db().read().await?;
    let campaign = of_team(&mut tx, ask).await?;
    let all = All::load(&mut tx, campaign.id).await?;
    let (name, text) = sent(ask, fields)?;
    let (seen, _) = compare(list, &name, &text, &all).map_err(|no| unread(ask, no))?;
    let refused = seen.iter().filter(|s| matches!(s.what, Line::Refused(_))).count();
    let mut sheet =
        Sheet::new(say::IMPORT_SEEN).above(title(&mut tx, &campaign).await?).lead(say::import_seen(seen.len() - refused, refused)).dense();
    sheet.nav = nav(ask, campaign.id);
    if refused > 0 {
        sheet = sheet.with(Block::notice("error", say::import_refused(refused)));
    }
    let row = |s: &Seen| {
        let (look, words) = match &s.what {
            Line::New => ("ok", say::LINE_NEW.to_owned()),
            Line::Changed => ("now", say::LINE_CHANGED.to_owned()),
            Line::Back => ("now", say::LINE_BACK.to_owned()),
            Line::Same => ("soft", say::LINE_SAME.to_owned()),
            Line::Refused(why) => ("ko", why.iter().map(said).collect::<Vec<_>>().join(" ")),
        };
        let cells = vec![Cell::look("num", s.line.to_string()), Cell::text(s.reference.clone()), Cell::text(s.name.clone()), Cell::look(look, words)];
        Row { cells }
    };
    let table = Table {
        caption: list.words().to_owned(),
        head: say::IMPORT_HEAD.iter().map(|h| (*h).to_owned()).collect(),
        rows: seen.iter().map(row).collect(),
        empty: String::new(),
    };
    let mut again = form(list.code(), &text);
    again.fields.retain(|f| f.kind != "file");
    for field in &mut again.fields {
        if field.name == "approuver" {
            field.value = fields.get("approuver").to_owned();
        }
    }
    if refused < seen.len() {
        again = again.button("importer", say::import_keep(seen.len() - refused));
    }
    let again = again.quiet("verifier", say::IMPORT_AGAIN);
    sheet = sheet.with(Block::table(table)).with(ask.form(again)).with(Block::ways(vec![Way::link(ask.path(), say::IMPORT_OTHER)]));
    Ok(Done { show: Some(sheet), ..Done::default() })
}

/// A problem of a line, with its column.
fn said(no: &Refusal) -> String {
    no.field.as_ref().map_or(no.sentence.clone(), |f| say::in_column(f, &no.sentence))
}

/// Keeps the lines that stand.
async fn keep(ask: &Ask<'_>, fields: &Fields, list: List) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let campaign = of_team_locked(&mut tx, ask).await?;
    let all = All::load(&mut tx, campaign.id).await?;
    let (name, text) = sent(ask, fields)?;
    let (_, ready) = compare(list, &name, &text, &all).map_err(|no| unread(ask, no))?;
    let count = ready.len();
    let approved = (fields.get("approuver") == "oui").then(|| ask.ms());
    for draft in ready {
        put(&mut tx, campaign.id, &all, draft, approved).await?;
    }
    let words = format!("{count} {}", list.code());
    let entry = Entry { actor: Some(me.person), thing: THING, id: campaign.id, verb: "import", became: &words, ..Entry::default() };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    let there = if list == List::People { "personnes" } else { "fiches" };
    Ok(Done::saying(&format!("/equipe/campagnes/{}/{there}", campaign.id), "campagne-import"))
}

async fn put(tx: &mut Tx, campaign: i64, all: &All, draft: Ready, approved: Option<i64>) -> Result<(), No> {
    match draft {
        Ready::Person(d) => {
            // Addresses were compared on the first pass; two lines may still exchange theirs.
            let kept = people::put_associate(tx, campaign, &d).await?;
            kept.ok_or_else(|| Refusal::invalid("texte", say::email_taken(&d.email)))?;
        }
        Ready::Host(d) => {
            people::put_host(tx, campaign, &d, None).await?;
        }
        Ready::Mission(d) => {
            let host = all.hosts.iter().find(|h| h.draft.reference == d.host).ok_or_else(missing)?;
            people::put_mission(tx, campaign, host.id, &d, approved).await?;
        }
    }
    Ok(())
}

/// Reads the lines and compares them with what is there.
fn compare(list: List, name: &str, text: &str, all: &All) -> Result<(Vec<Seen>, Vec<Ready>), Refusal> {
    let bytes = text.as_bytes();
    Ok(match list {
        List::People => {
            let rows = room(read::people(name, bytes)?, all.associates.len(), read::PEOPLE_MOST, |d| {
                all.associates.iter().any(|a| a.draft.reference == d.reference)
            });
            pass(
                rows,
                Ready::Person,
                |d| (d.reference.clone(), d.name.clone()),
                |d| {
                    if all.associates.iter().any(|a| a.draft.email == d.email && a.draft.reference != d.reference) {
                        return Line::Refused(vec![Refusal::invalid("courriel", say::EMAIL_TAKEN)]);
                    }
                    against(all.associates.iter().find(|a| a.draft.reference == d.reference).map(|a| (a.draft == *d, a.left)))
                },
            )
        }
        List::Hosts => {
            let rows =
                room(read::hosts(name, bytes)?, all.hosts.len(), read::HOSTS_MOST, |d| all.hosts.iter().any(|h| h.draft.reference == d.reference));
            pass(
                rows,
                Ready::Host,
                |d| (d.reference.clone(), d.name.clone()),
                |d| {
                    let there = all.hosts.iter().find(|h| h.draft.reference == d.reference);
                    // Who comes back may find its organisation taken by another host meanwhile (rule B11).
                    if let Some(organisation) = there.filter(|h| h.left.is_some()).and_then(|h| h.organisation)
                        && sheets::twice(all, there, organisation)
                    {
                        return Line::Refused(vec![Refusal::rule(say::ORGANISATION_TAKEN)]);
                    }
                    against(there.map(|h| (h.draft == *d, h.left)))
                },
            )
        }
        List::Missions => {
            let rows = room(read::missions(name, bytes)?, all.missions.len(), read::MISSIONS_MOST, |d| {
                all.missions.iter().any(|m| m.draft.reference == d.reference)
            });
            pass(
                rows,
                Ready::Mission,
                |d| (d.reference.clone(), d.title.clone()),
                |d| {
                    if !all.hosts.iter().any(|h| h.draft.reference == d.host) {
                        return Line::Refused(vec![Refusal::invalid("structure", say::host_unknown(&d.host))]);
                    }
                    against(all.missions.iter().find(|m| m.draft.reference == d.reference).map(|m| (m.draft == *d, m.left)))
                },
            )
        }
    })
}

/// What comes of a line: `there` is whether it says the same, and when the one that is there left.
fn against(there: Option<(bool, Option<i64>)>) -> Line {
    match there {
        None => Line::New,
        Some((_, Some(_))) => Line::Back,
        Some((true, None)) => Line::Same,
        Some((false, None)) => Line::Changed,
    }
}

/// Refuses the new lines beyond the most a campaign holds.
fn room<D>(mut rows: Imported<D>, there: usize, most: usize, known: impl Fn(&D) -> bool) -> Imported<D> {
    let mut left = most.saturating_sub(there);
    for (_, row) in &mut rows.rows {
        if row.as_ref().is_ok_and(|d| !known(d)) {
            if left == 0 {
                *row = Err(vec![Refusal::rule(say::at_most(most))]);
            }
            left = left.saturating_sub(1);
        }
    }
    rows
}

fn pass<D>(rows: Imported<D>, ready: fn(D) -> Ready, name: fn(&D) -> (String, String), judge: impl Fn(&D) -> Line) -> (Vec<Seen>, Vec<Ready>) {
    let (mut seen, mut kept) = (Vec::new(), Vec::new());
    for (line, row) in rows.rows {
        match row {
            Err(why) => seen.push(Seen { line, reference: String::new(), name: String::new(), what: Line::Refused(why) }),
            Ok(draft) => {
                let ((reference, name), what) = (name(&draft), judge(&draft));
                if !matches!(what, Line::Refused(_)) {
                    kept.push(ready(draft));
                }
                seen.push(Seen { line, reference, name, what });
            }
        }
    }
    (seen, kept)
}
