//! `/equipe/editions` and the settings of one: created, changed, shown; the settings are frozen once it is open.

use super::edition_form::{changes, form, fresh, on_form, read};
use super::edition_settings;
use crate::audit::service::{Entry, write};
use crate::candidacy::model::changes::{Held, may_become};
use crate::candidacy::model::choices::Programme;
use crate::candidacy::model::state::State;
use crate::candidacy::model::words::capital;
use crate::candidacy::store::{self, Kept, dossiers};
use crate::desk::model::{Block, Cell, Field, Form, Row, Sheet, Table, Term, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, missing};
use crate::i18n::candidacy as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;

const HERE: &str = "/equipe/editions";
const EDITION: &str = "édition";

/// `/equipe/editions`
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let counts = dossiers::counts(&mut tx).await?;
    let row = |k: Kept| {
        let of = |fits: &dyn Fn(State) -> bool| -> i64 {
            counts.iter().filter(|(id, s, _)| *id == k.id && State::from_code(s).is_some_and(fits)).map(|(_, _, n)| n).sum()
        };
        let e = &k.edition;
        let phase = if k.shown { capital(&e.phase(ask.today()).words()) } else { say::E_DRAFT.to_owned() };
        let num = |n: i64| Cell::look("num", n.to_string());
        Row {
            cells: vec![
                Cell::link(format!("{HERE}/{}", k.id), format!("{}, {}", e.title, e.cohort)),
                Cell::text(e.city.clone()),
                Cell::text(phase),
                num(of(&|s| s == State::Draft)),
                num(of(&|s| s == State::Submitted)),
                num(of(&|s| s == State::InReview)),
                num(of(&|s| !matches!(s, State::Draft | State::Submitted | State::InReview))),
            ],
        }
    };
    let head = say::EDITIONS_HEAD.iter().map(|h| (*h).to_owned()).collect();
    let rows = store::editions(&mut tx).await?.into_iter().map(row).collect();
    let table = Table { caption: say::EDITIONS.to_owned(), head, rows, empty: say::EDITIONS_NONE.to_owned() };
    let options = Programme::ALL.iter().map(|p| (p.code(), p.label(Lang::Fr)));
    let new = Form::new("nouvelle")
        .field(Field::new("programme", "select", say::PROGRAMME).options(options).half())
        .field(Field::new("promotion", "text", say::E_COHORT).required().max(120).half())
        .field(Field::new("ville", "text", say::CITY).required().max(120).half())
        .field(Field::new("adresse", "text", say::E_SLUG).hint(say::E_SLUG_HINT).required().max(60).half())
        .field(Field::new("ouverture", "date", say::E_OPENS).required().half())
        .quiet("creer", say::E_CREATE);
    let sheet = Sheet::new(say::EDITIONS).lead(say::EDITIONS_LEAD).dense().with_all(ask.said());
    Ok(sheet.with(Block::table(table)).with(Block::h2(say::E_NEW)).with(ask.form(new)))
}

/// Creates an edition with the defaults of its programme; it is a draft until it is shown.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let programme = Programme::from_code(fields.get("programme")).ok_or_else(missing)?;
    let mut typed = fields.clone();
    let blank = fresh(programme, ask.today());
    typed.0.push(("titre".to_owned(), blank.title.clone()));
    typed.0.push(("places".to_owned(), blank.places.to_string()));
    let edition = read(&typed, &blank, false)?;
    let mut tx = ask.db().begin().await?;
    let made = store::add_edition(&mut tx, &edition, false, ask.ms()).await?;
    let id = made.ok_or_else(|| Refusal::invalid("adresse", say::E_SLUG_TAKEN))?;
    let entry = Entry { actor: Some(me.person), thing: EDITION, id, verb: "création", became: programme.code(), ..Entry::default() };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(&format!("{HERE}/{id}/reglages"), "edition"))
}

/// Whether its settings may still change.
fn free(k: &Kept, ask: &Ask<'_>) -> bool {
    !k.shown || k.edition.may_change_settings(ask.today()).is_ok()
}

/// `/equipe/editions/{id}/reglages`
pub async fn edit_page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let kept = store::edition(&mut tx, ask.key(2)).await?.ok_or_else(missing)?;
    let free = free(&kept, ask);
    let e = &kept.edition;
    let mut sheet = Sheet::new(format!("{}, {}", e.title, e.cohort)).above(say::E_SETTINGS).dense().with_all(ask.said());
    sheet = sheet.with(ask.form(form(e, kept.shown, free)));
    if !free {
        let facts = edition_settings::facts(e.programme, &e.settings).into_iter().map(|(label, text)| Term { term: label.to_owned(), text });
        sheet = sheet.with(Block::notice("", say::E_FROZEN)).with(Block { facts: Some(facts.collect()), ..Block::default() });
    }
    Ok(sheet.with(Block::ways(vec![Way::link(format!("{HERE}/{}", kept.id), say::FILES)])))
}

/// Changes an edition. Once open, its settings stay, and nothing changes that people rely on (`candidacy::model::changes`).
pub async fn edit_act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    if !store::lock_edition(&mut tx, ask.key(2), ask.ms()).await? {
        return Err(missing());
    }
    let kept = store::edition(&mut tx, ask.key(2)).await?.ok_or_else(missing)?;
    let free = free(&kept, ask);
    if !free && fields.0.iter().any(|(name, _)| name.starts_with("r-")) {
        return Err(Refusal::rule(say::E_FROZEN).into());
    }
    let edition = read(fields, &kept.edition, free)?;
    let (before, after) = ((&kept.edition, kept.shown), (&edition, fields.get("visible") == "oui"));
    let held = Held::of(dossiers::of_edition(&mut tx, kept.id).await?.into_iter().map(|c| c.state));
    let broken = may_become(before, after, held, ask.today());
    if !broken.is_empty() {
        return Err(broken.into_iter().map(on_form).collect::<Vec<_>>().into());
    }
    if !store::set_edition(&mut tx, kept.id, &edition, after.1, ask.ms()).await? {
        return Err(Refusal::invalid("adresse", say::E_SLUG_TAKEN).into());
    }
    for (what, was, became) in changes(before, after) {
        let entry = Entry { actor: Some(me.person), thing: EDITION, id: kept.id, verb: "réglages", was: &was, became: &became, reason: what };
        write(&mut tx, &entry, ask.ms()).await?;
    }
    tx.commit().await?;
    Ok(Done::saying(&format!("{HERE}/{}/reglages", kept.id), "edition"))
}
