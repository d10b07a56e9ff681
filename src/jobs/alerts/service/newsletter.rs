//! The newsletter (rule A7): asked for, confirmed by a mail, left in one press. An address that never confirms is forgotten.

use crate::desk::model::{Block, Field, Form, Sheet};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, missing};
use crate::i18n::alerts as say;
use crate::jobs::alerts::store;
use crate::jobs::service::Fault;
use crate::kernel::refusal::Refusal;
use crate::mail::service::{Letter, put};
use crate::people::model::address;
use crate::people::service::limits::{What, count};
use crate::people::service::secrets::token;
use crate::store::{Db, StoreError};

/// Days an address that did not confirm is kept.
const UNCONFIRMED_DAYS: i64 = 7;

/// `/lettre`
pub async fn page(ask: &Ask<'_>) -> Answer {
    let form = Form::new("lettre")
        .field(Field::new("courriel", "email", crate::i18n::people::SIGN_IN_EMAIL).required().max(254).complete("email"))
        .button("demander", say::SUBSCRIBE);
    Ok(Sheet::new(say::NEWSLETTER).lead(say::NEWSLETTER_LEAD).with_all(ask.said()).with(ask.form(form)))
}

/// Asks for it: the same answer whether the address reads it already or not.
pub async fn ask_for(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let Some(email) = address(fields.get("courriel")) else {
        return Err(Refusal::invalid("courriel", crate::i18n::people::SIGN_IN_NEED_EMAIL).into());
    };
    count(ask.db(), What::LinkFrom, &ask.peer, ask.ms()).await?;
    count(ask.db(), What::LinkTo, &email, ask.ms()).await?;
    let mut tx = ask.db().begin().await?;
    let fresh = token().map_err(Fault::Interrupted)?;
    let token = store::ask(&mut tx, &email, &fresh, ask.ms()).await?;
    let url = format!("{}/lettre/{token}", ask.desk.board.base_url);
    let letter = Letter { person: None, to: email, subject: say::NEWSLETTER_SUBJECT.to_owned(), body: say::newsletter_mail(&url), cause: "lettre" };
    put(&mut tx, &letter, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying("/lettre", "lettre-demandee"))
}

/// `/lettre/{token}`: confirm, or leave.
pub async fn choice_page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let (email, confirmed) = store::reader(&mut tx, ask.part(1)).await?.ok_or_else(missing)?;
    let form = Form::new("choix");
    let form = if confirmed.is_some() { form } else { form.button("confirmer", say::CONFIRM) };
    let words = if confirmed.is_some() { say::CONFIRMED } else { say::NOT_YET };
    let form = form.quiet("quitter", say::UNSUBSCRIBE);
    Ok(Sheet::new(say::NEWSLETTER).lead(words).with_all(ask.said()).with(Block::text(email)).with(ask.form(form)))
}

/// Confirms or leaves.
pub async fn choose(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let mut tx = ask.db().begin().await?;
    store::reader(&mut tx, ask.part(1)).await?.ok_or_else(missing)?;
    let pressed = if fields.has("List-Unsubscribe") { "quitter" } else { fields.get("geste") };
    let done = match pressed {
        "confirmer" => {
            store::confirm(&mut tx, ask.part(1), ask.ms()).await?;
            Done::saying(&ask.path(), "lettre-confirmee")
        }
        "quitter" => {
            store::unsubscribe(&mut tx, ask.part(1)).await?;
            Done::saying("/lettre", "lettre-quittee")
        }
        _ => return Err(missing()),
    };
    tx.commit().await?;
    Ok(done)
}

/// Forgets addresses that asked and never confirmed.
///
/// # Errors
/// The database failed.
pub async fn forget_old(db: &Db, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    store::forget_newsletter(&mut tx, now - UNCONFIRMED_DAYS * 86_400_000, "").await?;
    tx.commit().await
}
