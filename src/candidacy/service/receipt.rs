//! `/mon-espace/dossiers/{id}/recu`: what was submitted, and when.

use super::{above, copy, file, own, pieces};
use crate::desk::model::{Block, Sheet, Way};
use crate::desk::service::{Answer, Ask, missing};
use crate::i18n::candidacy as say;
use crate::kernel::dates::moment;

/// The receipt of a file that was submitted.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let (c, kept) = own(&mut tx, ask).await?;
    let documents = pieces::views(&mut tx, ask, c.id).await?;
    let at = c.submitted_at.ok_or_else(missing)?;
    let number = format!("{}-{}", kept.edition.slug, c.id);
    let facts = Block::facts(vec![
        (say::RECEIPT_WHAT, above(&kept.edition)),
        (say::RECEIPT_WHEN, moment(at, ask.now)),
        (say::RECEIPT_NUMBER, number),
        (say::RECEIPT_STATE, c.state.candidate_label().to_owned()),
    ]);
    let back = Way::button(format!("/mon-espace/dossiers/{}", c.id), say::BACK_TO_FILE);
    Ok(Sheet::new(say::RECEIPT)
        .lead(say::RECEIPT_LEAD)
        .with_all(ask.said())
        .with(facts)
        .with(file::steps(&c, &kept, ask))
        .with(Block::ways(vec![back]))
        .with(Block::h2(say::RECEIPT_COPY))
        .with(Block::text(copy::plain(&c.dossier, &kept, &documents))))
}
