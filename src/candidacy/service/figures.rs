//! `/equipe/editions/{id}/chiffres`: figures without names, of who said yes to them.

use crate::candidacy::model::consent::Purpose;
use crate::candidacy::model::figures::{Figure, LEAST, figures};
use crate::candidacy::model::state::State;
use crate::candidacy::store::{self, consents, dossiers};
use crate::desk::model::{Block, Cell, Row, Sheet, Table, Way};
use crate::desk::service::{Answer, Ask, missing};
use crate::i18n::consents as say;

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let kept = store::edition(&mut tx, ask.key(2)).await?.ok_or_else(missing)?;
    let yes = consents::given(&mut tx, kept.id, Purpose::Statistics).await?;
    let all = dossiers::of_edition(&mut tx, kept.id).await?;
    drop(tx);
    let sent: Vec<_> = all.iter().filter(|c| c.state != State::Draft).collect();
    let counted: Vec<_> = sent.iter().filter(|c| yes.contains(&c.id)).map(|c| (c.state, &c.dossier)).collect();
    let e = &kept.edition;
    let sheet = Sheet::new(say::FIGURES).above(super::above(e)).lead(say::FIGURES_LEAD).dense().with_all(ask.said());
    let back = Block::ways(vec![Way::link(format!("/equipe/editions/{}", kept.id), crate::i18n::candidacy::FILES)]);
    if counted.len() < LEAST {
        return Ok(sheet.with(Block::notice("", say::FIGURES_FEW)).with(back));
    }
    let told = figures(e.programme, &e.settings, &counted, e.counted_at(ask.today()));
    let sheet = sheet.with(Block::text(say::figures_of(counted.len(), sent.len())));
    Ok(sheet.with_all(told.iter().map(table)).with(back))
}

fn table(f: &Figure) -> Block {
    let row = |(answer, n): &(&'static str, usize)| Row {
        cells: vec![Cell::text(*answer), Cell::look("num", n.to_string()), Cell::look("num", say::percent(*n, f.answered))],
    };
    let head = vec![say::FIGURES_ANSWER.to_owned(), say::FIGURES_PEOPLE.to_owned(), say::FIGURES_SHARE.to_owned()];
    Block::table(Table { caption: say::figure(f.question, f.answered), head, rows: f.lines.iter().map(row).collect(), empty: String::new() })
}
