//! `/equipe/campagnes`: the campaigns, and a new one for an edition.

use super::THING;
use crate::audit::service::{Entry, write};
use crate::campaign::model::phase::current;
use crate::campaign::model::settings::Settings;
use crate::campaign::store;
use crate::candidacy::model::words::full_day;
use crate::candidacy::store as editions;
use crate::desk::model::{Block, Cell, Field, Form, Row, Sheet, Table};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::campaign as say;
use crate::jobs::service::Fault;
use crate::kernel::clock::secret_bytes;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;

const HERE: &str = "/equipe/campagnes";
/// Seeds are shown to people: nine figures at most.
const SEED_END: u64 = 1_000_000_000;

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let (all, kept) = (store::all(&mut tx).await?, editions::editions(&mut tx).await?);
    let mut rows = Vec::new();
    for c in &all {
        let name = kept.iter().find(|k| k.id == c.edition).map_or(String::new(), |k| format!("{}, {}", k.edition.title, k.edition.cohort));
        let stages = store::phases(&mut tx, c.id).await?;
        let phase = current(&stages).map_or(say::OVER, |p| p.label(Lang::Fr));
        let day = c.settings.day.map_or(say::NOT_SET.to_owned(), full_day);
        rows.push(Row { cells: vec![Cell::link(format!("{HERE}/{}", c.id), name), Cell::text(phase), Cell::text(day)] });
    }
    let head = say::ALL_HEAD.iter().map(|h| (*h).to_owned()).collect();
    let table = Table { caption: say::ALL.to_owned(), head, rows, empty: say::ALL_NONE.to_owned() };
    let sheet = Sheet::new(say::ALL).lead(say::ALL_LEAD).dense().with_all(ask.said()).with(Block::table(table)).with(Block::h2(say::NEW));
    let free: Vec<_> = kept.iter().filter(|k| all.iter().all(|c| c.edition != k.id)).collect();
    if free.is_empty() {
        return Ok(sheet.with(Block::text(say::NEW_NO_EDITION)));
    }
    let options = free.iter().map(|k| (k.id.to_string(), format!("{}, {}", k.edition.title, k.edition.cohort)));
    let field = Field::new("edition", "select", say::EDITION).options(options).hint(say::EDITION_HINT);
    Ok(sheet.with(ask.form(Form::new("nouvelle").field(field).button("creer", say::CREATE))))
}

/// Creates the campaign of an edition, with a secret and a seed of its own.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let entropy = |why: String| No::Fault(Fault::Interrupted(why));
    let secret = secret_bytes::<32>().map_err(entropy)?;
    let seed = u64::from_le_bytes(secret_bytes::<8>().map_err(entropy)?) % SEED_END;
    let mut tx = ask.db().begin().await?;
    let kept = editions::edition(&mut tx, fields.number("edition").unwrap_or(0)).await?.ok_or_else(missing)?;
    let made = store::add(&mut tx, kept.id, &Settings::default(), &secret, seed, ask.ms()).await?;
    let id = made.ok_or_else(|| Refusal::invalid("edition", say::EDITION_TAKEN))?;
    let entry = Entry { actor: Some(me.person), thing: THING, id, verb: "création", became: &kept.edition.slug, ..Entry::default() };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(&format!("{HERE}/{id}"), "campagne"))
}
