//! `/equipe/editions/{id}`: the files of an edition with filters, sort, counts, and the same as a CSV file.

use super::{THING, capacity, facts, moved, pieces};
use crate::audit::service::{Entry, write};
use crate::candidacy::model::consent::Purpose;
use crate::candidacy::model::edition::Phase;
use crate::candidacy::model::experience::count;
use crate::candidacy::model::missing::missing as lacking;
use crate::candidacy::model::state::{Mover, State};
use crate::candidacy::store::dossiers::{self, Candidacy};
use crate::candidacy::store::{self, Kept, consents, readings};
use crate::desk::model::{Block, Cell, Field, Form, Row, Sheet, Table, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Download, Fields, missing};
use crate::i18n::candidacy as say;
use crate::kernel::clock::paris_day;
use crate::kernel::dates::moment;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::store::Tx;
use jiff::Timestamp;

const HERE: &str = "/equipe/editions";

/// A line of the list.
struct Line {
    c: Candidacy,
    months: usize,
    missing: usize,
    readings: usize,
    later: bool,
}

async fn lines(tx: &mut Tx, ask: &Ask<'_>, kept: &Kept, query: &Fields) -> Result<(Vec<Line>, Vec<Candidacy>), crate::desk::service::No> {
    let all = dossiers::of_edition(tx, kept.id).await?;
    let read = readings::of_edition(tx, kept.id).await?;
    let (closing, today) = (kept.edition.counted_at(ask.today()), ask.today());
    let having = pieces::Having::read(tx).await?;
    let later = consents::given(tx, kept.id, Purpose::LaterEditions).await?;
    let mut out = Vec::new();
    for c in &all {
        let line = Line {
            months: count(&c.dossier.experiences, closing).months,
            missing: lacking(&c.dossier, having.pieces(c.id), &kept.edition, today).len(),
            readings: read.get(&c.id).map_or(0, |r| r.iter().filter(|x| x.reading.submitted).count()),
            later: later.contains(&c.id),
            c: c.clone(),
        };
        let state = query.get("etat");
        let fits = (state.is_empty() || line.c.state.code() == state)
            && match query.get("manque") {
                "complet" => line.missing == 0,
                "incomplet" => line.missing > 0,
                _ => true,
            };
        if fits {
            out.push(line);
        }
    }
    match query.get("tri") {
        "nom" => out.sort_by_key(|l| (l.c.called().to_lowercase(), l.c.id)),
        "mois" => out.sort_by_key(|l| (std::cmp::Reverse(l.months), l.c.id)),
        "lectures" => out.sort_by_key(|l| (l.readings, l.c.id)),
        _ => out.sort_by_key(|l| (l.c.submitted_at.is_none(), l.c.submitted_at, l.c.id)),
    }
    Ok((out, all))
}

fn day(ms: Option<i64>) -> String {
    ms.and_then(|m| Timestamp::from_millisecond(m).ok()).map_or(String::new(), |t| paris_day(t).to_string())
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let kept = store::edition(&mut tx, ask.key(2)).await?.ok_or_else(missing)?;
    let (lines, all) = lines(&mut tx, ask, &kept, &ask.query).await?;
    let e = &kept.edition;
    let here = format!("{HERE}/{}", kept.id);
    let mut sheet = Sheet::new(format!("{}, {}", e.title, e.cohort)).above(e.city.clone()).dense().with_all(ask.said());
    sheet = sheet.lead(e.deadline_words(ask.today()).replace("Vous avez", "Dépôts"));
    let of = |s: State| all.iter().filter(|c| c.state == s).count();
    let counted: Vec<String> = State::ALL.iter().filter(|s| of(**s) > 0).map(|s| format!("{}\u{202f}: {}", s.label(Lang::Fr), of(*s))).collect();
    if !counted.is_empty() {
        sheet = sheet.with(Block::text(counted.join(" · ")));
    }
    if e.last_day.is_none() {
        sheet = sheet.with_all(capacity::team_words(&all, &kept).into_iter().map(Block::text));
    }
    let states = std::iter::once(("", say::ALL_STATES)).chain(State::ALL.iter().filter(|s| of(**s) > 0).map(|s| (s.code(), s.label(Lang::Fr))));
    let select = |name: &str, label: &str| Field::new(name, "select", label).value(ask.query.get(name));
    let filter = Form { get: true, ..Form::new("filtre") }
        .line()
        .field(select("etat", say::STATE).options(states))
        .field(select("manque", say::MISSING).options([("", say::WHATEVER), ("complet", say::COMPLETE), ("incomplet", say::INCOMPLETE)]))
        .field(select("tri", say::SORT).options([
            ("", say::BY_DATE),
            ("nom", say::BY_NAME),
            ("mois", say::BY_MONTHS),
            ("lectures", say::BY_READINGS),
        ]))
        .quiet("", say::FILTER);
    sheet = sheet.with(Block::form(filter.chosen()));
    let row = |l: &Line| {
        let name = l.c.called().to_owned();
        let open = l.c.state != State::Draft;
        Row {
            cells: vec![
                if open { Cell::link(format!("/equipe/dossiers/{}", l.c.id), name) } else { Cell::text(name) },
                Cell::text(l.c.state.label(Lang::Fr)),
                Cell::text(l.c.submitted_at.map_or(String::new(), |at| moment(at, ask.now))),
                Cell::look("num", l.months.to_string()),
                if l.missing == 0 { Cell::look("ok", say::COMPLETE) } else { Cell::look("ko", say::lacks(l.missing)) },
                Cell::look("num", l.readings.to_string()),
            ],
        }
    };
    let head = say::FILES_HEAD.iter().map(|h| (*h).to_owned()).collect();
    let table = Table { caption: say::FILES.to_owned(), head, rows: lines.iter().map(row).collect(), empty: say::FILES_NONE.to_owned() };
    sheet = sheet.with(Block::table(table));
    let ways = vec![
        Way::button(format!("{here}/decisions"), say::DECISIONS),
        Way::quiet(format!("{here}/chiffres"), crate::i18n::consents::FIGURES),
        Way::quiet(format!("{here}/reglages"), say::E_SETTINGS),
    ];
    sheet = sheet.with(Block::ways(ways));
    if of(State::Submitted) > 0 {
        sheet = sheet.with(ask.form(Form::new("etude").quiet("etude", say::REVIEW_ALL)));
    }
    Ok(sheet.with(ask.form(Form::new("tableur").quiet("csv", say::CSV))))
}

/// The forms of the page: all submitted files under review; the list as a file.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    if !store::lock_edition(&mut tx, ask.key(2), ask.ms()).await? {
        return Err(missing());
    }
    let kept = store::edition(&mut tx, ask.key(2)).await?.ok_or_else(missing)?;
    match fields.get("geste") {
        "etude" => {
            may_review(&kept, ask)?;
            let facts = facts(Mover::Team, &kept.edition, 0, ask.today());
            for c in dossiers::of_edition(&mut tx, kept.id).await?.into_iter().filter(|c| c.state == State::Submitted) {
                // Taken one by one: somebody may be opening theirs again.
                if let Some(now) = dossiers::lock(&mut tx, c.id, ask.ms()).await?.filter(|c| c.state == State::Submitted) {
                    moved(&mut tx, ask, &now, State::InReview, &facts).await?;
                }
            }
            tx.commit().await?;
            Ok(Done::saying(&format!("{HERE}/{}", kept.id), "etude"))
        }
        "csv" => {
            let (lines, _) = lines(&mut tx, ask, &kept, &ask.query).await?;
            let entry = Entry { actor: Some(me.person), thing: THING, id: kept.id, verb: "liste téléchargée", ..Entry::default() };
            write(&mut tx, &entry, ask.ms()).await?;
            tx.commit().await?;
            let name = format!("dossiers-{}.csv", kept.edition.slug);
            Ok(Done { file: Some(Download { name, kind: "text/csv; charset=utf-8", bytes: csv(&lines).into_bytes() }), ..Done::default() })
        }
        _ => Err(missing()),
    }
}

/// While files can still be changed by those who wrote them, none is taken under review.
pub(super) fn may_review(kept: &Kept, ask: &Ask<'_>) -> Result<(), Refusal> {
    let open = kept.edition.last_day.is_some() && matches!(kept.edition.phase(ask.today()), Phase::Open { .. });
    if open { Err(Refusal::rule(say::REVIEW_TOO_EARLY)) } else { Ok(()) }
}

/// A cell: quoted, and never read as a formula.
fn cell(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if risky { "'" } else { "" }, text.replace('"', "\"\""))
}

fn csv(lines: &[Line]) -> String {
    let mut out = String::from("\u{feff}");
    let mut line = |cells: &[String]| {
        out.push_str(&cells.iter().map(|c| cell(c)).collect::<Vec<_>>().join(";"));
        out.push_str("\r\n");
    };
    line(&say::CSV_HEAD.map(str::to_owned));
    for l in lines {
        line(&[
            l.c.called().to_owned(),
            l.c.email.clone(),
            l.c.state.label(Lang::Fr).to_owned(),
            day(l.c.submitted_at),
            l.months.to_string(),
            l.missing.to_string(),
            l.readings.to_string(),
            (if l.later { say::YES } else { say::NO }).to_owned(),
        ]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("Zoé \"Z\""), "\"Zoé \"\"Z\"\"\"");
    }
}
