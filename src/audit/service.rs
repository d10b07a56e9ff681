//! Writing and reading the journal.

use super::store::Line;
pub use super::store::{Entry, of, write};
use crate::desk::model::{Block, Cell, Row, Sheet, Table};
use crate::desk::service::{Answer, Ask};
use crate::i18n::people as say;
use crate::kernel::dates::moment;

/// `/equipe/journal`: what changed, most recent first.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let rows = super::store::latest(&mut tx).await?.into_iter().map(|l| line(l, ask)).collect();
    let head = ["Quand", "Qui", "Quoi", "Geste", "De", "À", "Raison"].map(str::to_owned).to_vec();
    let table = Table { caption: say::JOURNAL.into(), head, rows, empty: say::JOURNAL_EMPTY.into() };
    Ok(Sheet::new(say::JOURNAL).lead(say::JOURNAL_LEAD).dense().with(Block::table(table)))
}

fn line(l: Line, ask: &Ask<'_>) -> Row {
    let actor = if l.actor.is_empty() { say::NOBODY.to_owned() } else { l.actor };
    let words = [moment(l.at, ask.now), actor, format!("{} {}", l.thing, l.thing_id), l.verb];
    let rest = [l.was, l.became, l.reason].map(Option::unwrap_or_default);
    Row { cells: words.into_iter().chain(rest).map(Cell::text).collect() }
}
