//! One's own information: name, form of address, address; and leaving.

use super::limits::{What, count};
use super::sign_in::mail_link;
use crate::desk::model::{Block, Field, Form, Sheet};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, Session};
use crate::i18n::people as say;
use crate::kernel::refusal::Refusal;
use crate::people::model::{Agreement, address};
use crate::people::store;

/// Ends the present session.
pub async fn sign_out(ask: &Ask<'_>) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    store::close(&mut tx, me.person, me.session).await?;
    tx.commit().await?;
    Ok(Done::saying("/connexion", "deconnexion").session(Session::Close))
}

/// `/mon-espace/informations`
pub async fn page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let agreements = Agreement::ALL.iter().map(|a| (a.code(), a.label(crate::kernel::lang::Lang::Fr)));
    let identity = Form::new("identite")
        .field(Field::new("nom", "text", say::NAME).value(&me.name).required().max(120).complete("name"))
        .field(Field::new("accord", "radio", say::AGREEMENT).value(me.agreement.code()).options(agreements))
        .button("identite", say::SAVE);
    let change = Form::new("adresse")
        .field(Field::new("courriel", "email", say::EMAIL_NEW).required().max(254).complete("email"))
        .quiet("adresse", say::EMAIL_SEND);
    let sheet = Sheet::new(say::IDENTITY).lead(say::IDENTITY_LEAD).with_all(ask.said());
    Ok(sheet.with(ask.form(identity)).with(Block::h2(say::EMAIL_CHANGE)).with(Block::text(me.email.clone())).with(ask.form(change)))
}

/// A form of `/mon-espace/informations`.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    if fields.get("geste") == "adresse" {
        let Some(email) = address(fields.get("courriel")) else { return Err(Refusal::invalid("courriel", say::SIGN_IN_NEED_EMAIL).into()) };
        count(ask.db(), What::LinkFrom, &ask.peer, ask.ms()).await?;
        count(ask.db(), What::LinkTo, &email, ask.ms()).await?;
        mail_link(ask, &email, Some(me.person), "").await?;
        return Ok(Done::to("/connexion/envoye"));
    }
    let name = fields.get("nom");
    if name.is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control) {
        return Err(Refusal::invalid("nom", say::NAME_NEED).into());
    }
    let agreement = Agreement::from_code(fields.get("accord")).unwrap_or(Agreement::Inclusive);
    let mut tx = ask.db().begin().await?;
    store::set_identity(&mut tx, me.person, name, agreement, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying("/mon-espace/informations", "identite"))
}
