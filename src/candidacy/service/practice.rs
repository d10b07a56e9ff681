//! `/mon-espace/dossiers/{id}/entrainement`: the practice case (rule C18). It is only read: nothing anywhere says who read it.

use super::own;
use crate::desk::model::{Block, Sheet, Way};
use crate::desk::service::{Answer, Ask, missing};
use crate::i18n::candidacy as say;
use crate::kernel::markdown::article_html;

/// The case, as written.
const CASE: &str = include_str!("../entrainement.md");

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let (c, kept) = own(&mut tx, ask).await?;
    let hours = kept.edition.settings.practice_hours;
    if hours == 0 {
        return Err(missing());
    }
    let back = Way::link(format!("/mon-espace/dossiers/{}", c.id), say::BACK_TO_FILE);
    Ok(Sheet::new(say::PRACTICE).lead(say::practice_lead(hours)).with(Block::prose(article_html(CASE))).with(Block::ways(vec![back])))
}
