//! `/equipe/reponses`: who still waits past the promised day, and how each organisation keeps its promises (rule I33).

use crate::desk::model::{Block, Cell, Row, Sheet, Table};
use crate::desk::service::{Answer, Ask};
use crate::i18n::recruiting as say;
use crate::jobs::publish::answer::{Promise, late, rate};
use crate::jobs::store::applications;

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let overdue = applications::late(&mut tx, ask.today()).await?;
    // The names of applicants are the organisation's to know, not ours: only what is late is shown.
    let row = |a: &applications::Application| Row {
        cells: vec![
            Cell::text(a.organisation.clone()),
            Cell::link(format!("/offres/{}", a.slug), a.title.clone()),
            Cell::look("now", a.promised_on.map_or(String::new(), |by| Promise::of(by, ask.today()).words())),
            Cell::text(a.state.label(crate::kernel::lang::Lang::Fr)),
        ],
    };
    let head = [say::ORGANISATION, say::OFFER, say::ANSWER, say::STATE].map(str::to_owned).to_vec();
    let waiting = Table { caption: say::LATE.into(), head, rows: overdue.iter().map(row).collect(), empty: say::LATE_NONE.into() };
    let mut rows = Vec::new();
    for (id, name) in applications::organisations(&mut tx).await? {
        let all = applications::followed(&mut tx, id).await?;
        let words = rate(&all, ask.today()).map_or_else(|| say::RATE_FEW.to_owned(), |r| r.words());
        let cells = vec![
            Cell::text(name),
            Cell::look("num", all.len().to_string()),
            Cell::look("num", late(&all, ask.today()).len().to_string()),
            Cell::text(words),
        ];
        rows.push(Row { cells });
    }
    let head = [say::ORGANISATION, say::APPLICATIONS, say::LATE, say::RATE].map(str::to_owned).to_vec();
    let rates = Table { caption: say::RATES.into(), head, rows, empty: say::RATES_NONE.into() };
    Ok(Sheet::new(say::ANSWERS).lead(say::ANSWERS_LEAD).dense().with(Block::table(waiting)).with(Block::table(rates)))
}
