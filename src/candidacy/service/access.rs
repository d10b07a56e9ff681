//! The walled part: what somebody needs to be able to take part. Nobody who assesses reads it.

use super::own;
use super::own_locked;
use crate::candidacy::store::walled;
use crate::desk::model::{Block, Field, Form, Item, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields};
use crate::i18n::candidacy as say;
use crate::kernel::dates::moment;
use crate::kernel::refusal::Refusal;

const WORDS_MAX: usize = 3_000;

/// `/mon-espace/dossiers/{id}/amenagements`
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let (c, kept) = own(&mut tx, ask).await?;
    let (words, at) = walled::asked(&mut tx, c.id).await?.unwrap_or_default();
    let field = Field::new("demande", "area", say::ACCESS_FIELD).hint(say::ACCESS_HINT).value(words).max(3_000).rows(6);
    let mut sheet = Sheet::new(say::ACCESS).above(super::above(&kept.edition)).lead(say::ACCESS_LEAD).with_all(ask.said());
    if at > 0 {
        sheet = sheet.with(Block::small(say::saved_at(&moment(at, ask.now))));
    }
    let back = Way::link(format!("/mon-espace/dossiers/{}", c.id), say::BACK_TO_FILE);
    Ok(sheet.with(ask.form(Form::new("amenagement").field(field).button("demander", say::SAVE))).with(Block::ways(vec![back])))
}

/// Keeps the request. The journal is not told: its lines are read by the team.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let words: String = fields.get("demande").chars().filter(|c| !c.is_control() || *c == '\n').collect();
    if words.chars().count() > WORDS_MAX {
        return Err(Refusal::invalid("demande", say::ACCESS_LONG).into());
    }
    let mut tx = ask.db().begin().await?;
    let (c, _) = own_locked(&mut tx, ask).await?;
    walled::keep(&mut tx, c.id, words.trim(), ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(&format!("/mon-espace/dossiers/{}/amenagements", c.id), "amenagement"))
}

/// `/equipe/amenagements`, for the administration alone.
pub async fn all(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let item = |(name, email, cohort, words, at): (String, String, String, String, i64)| Item {
        title: if name.is_empty() { email.clone() } else { format!("{name}, {email}") },
        text: format!("{cohort}\n{words}"),
        tag: moment(at, ask.now),
        ..Item::default()
    };
    let items: Vec<Item> = walled::all(&mut tx).await?.into_iter().map(item).collect();
    let body = if items.is_empty() { Block::text(say::ACCESS_NONE) } else { Block::items(items) };
    Ok(Sheet::new(say::ACCESS_ALL).lead(say::ACCESS_ALL_LEAD).dense().with(body))
}
