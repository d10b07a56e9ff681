//! Signing in: by a link sent by mail (pressed once, within 15 minutes) or by a password. Known and unknown addresses get the
//! same answer, the same status and the same work.

use super::limits::{What, count};
use super::secrets::{mark, matches, recovery_mark, token, totp_step};
use super::{machine, sessions};
use crate::audit::service::{Entry, write};
use crate::desk::model::{Block, Field, Form, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, Session};
use crate::i18n::people as say;
use crate::kernel::refusal::{Reason, Refusal};
use crate::mail::service::{Letter, put};
use crate::people::model::address;
use crate::people::store;

/// How long a link can be used.
pub const LINK_MS: i64 = 15 * 60 * 1000;

/// A path of this site to go back to; the person's own space otherwise.
pub fn back(path: &str) -> String {
    let fine = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && path.len() < 2_000;
    let visible = path.bytes().all(|b| (0x21..0x7f).contains(&b));
    if fine && visible && !path.starts_with("/connexion") { path.to_owned() } else { "/mon-espace".to_owned() }
}

/// `/connexion`
pub async fn page(ask: &Ask<'_>) -> Answer {
    let here = back(ask.query.get("retour"));
    let mut sheet = Sheet::new(say::SIGN_IN).lead(say::SIGN_IN_LEAD).with_all(ask.said());
    if ask.viewer.is_some_and(|v| !v.must_prove()) {
        sheet = sheet.with(Block::notice("", say::SIGN_IN_ALREADY)).with(Block::ways(vec![Way::button("/mon-espace", say::SPACE)]));
    }
    let email = || Field::new("courriel", "email", say::SIGN_IN_EMAIL).required().max(254).complete("username");
    let link = Form::new("lien").field(email()).hidden("retour", here.clone()).button("lien", say::SIGN_IN_LINK);
    let password = Field::new("passe", "password", say::SIGN_IN_PASSWORD).required().complete("current-password");
    let by_password = Form::new("passe").field(email()).field(password).hidden("retour", here).quiet("passe", say::SIGN_IN_ENTER);
    let typed_password = ask.typed.as_ref().is_some_and(|t| t.fields.get("formulaire") == "passe");
    let mut fold = crate::desk::model::Fold { summary: say::SIGN_IN_HAVE_PASSWORD.into(), open: typed_password, blocks: Vec::new() };
    let link = if typed_password { Block::form(link) } else { ask.form(link) };
    fold.blocks.push(ask.form(distinct(by_password)));
    Ok(sheet.with(link).with(Block { fold: Some(fold), ..Block::default() }))
}

/// Two forms on one page hold a field of the same name; the second one's gets another anchor by its own name.
fn distinct(mut form: Form) -> Form {
    for field in form.fields.iter_mut().filter(|f| f.name == "courriel") {
        field.name = "compte".to_owned();
    }
    form
}

/// A form of `/connexion`.
pub async fn act(ask: &Ask<'_>, fields: &Fields, token: Option<&str>) -> Acted {
    match fields.get("geste") {
        "passe" => by_password(ask, fields, token).await,
        _ => send_link(ask, fields).await,
    }
}

async fn send_link(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let Some(email) = address(fields.get("courriel")) else { return Err(Refusal::invalid("courriel", say::SIGN_IN_NEED_EMAIL).into()) };
    count(ask.db(), What::LinkFrom, &ask.peer, ask.ms()).await?;
    count(ask.db(), What::LinkTo, &email, ask.ms()).await?;
    mail_link(ask, &email, None, &back(fields.get("retour"))).await?;
    Ok(Done::to("/connexion/envoye"))
}

/// Sends a link: to sign in, or to confirm the new address of a person.
pub async fn mail_link(ask: &Ask<'_>, email: &str, person: Option<i64>, back: &str) -> Result<(), No> {
    let token = token().map_err(machine)?;
    let url = format!("{}/connexion/lien/{token}", ask.desk.board.base_url);
    let (subject, body) = match person {
        None => (say::SUBJECT_LINK, say::link_mail(&url)),
        Some(_) => (say::SUBJECT_CHANGE, say::change_mail(&url)),
    };
    let letter = Letter { person, to: email.to_owned(), subject: subject.to_owned(), body, cause: "lien" };
    let mut tx = ask.db().begin().await?;
    store::keep_link(&mut tx, &mark(&token), email, person, back, ask.ms(), ask.ms() + LINK_MS).await?;
    put(&mut tx, &letter, ask.ms()).await?;
    tx.commit().await?;
    Ok(())
}

async fn by_password(ask: &Ask<'_>, fields: &Fields, before: Option<&str>) -> Acted {
    let Some(email) = address(fields.get("compte")) else { return Err(Refusal::invalid("compte", say::SIGN_IN_NEED_EMAIL).into()) };
    let password = fields.get("passe").to_owned();
    if password.is_empty() {
        return Err(Refusal::invalid("passe", say::SIGN_IN_NEED_PASSWORD).into());
    }
    count(ask.db(), What::PasswordFrom, &ask.peer, ask.ms()).await?;
    count(ask.db(), What::PasswordFor, &email, ask.ms()).await?;
    let mut tx = ask.db().read().await?;
    let person = store::by_email(&mut tx, &email).await?;
    drop(tx);
    let right = matches(password, person.as_ref().and_then(|p| p.password.clone())).await.map_err(machine)?;
    let Some(person) = person.filter(|_| right) else { return Err(Refusal::rule(say::SIGN_IN_WRONG).into()) };
    if person.demo == 1 && !ask.desk.development {
        return Err(Refusal::rule(say::SIGN_IN_DEMO).into());
    }
    let mut tx = ask.db().begin().await?;
    let token = sessions::open(&mut tx, person.id, &ask.device, before, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::to(back(fields.get("retour"))).session(Session::Open(token)))
}

/// `/connexion/envoye`
pub async fn sent(ask: &Ask<'_>) -> Answer {
    let mut ways = vec![Way::quiet("/connexion", say::SENT_AGAIN)];
    if ask.desk.development {
        ways.insert(0, Way::button("/dev/mail", say::SENT_DEV));
    }
    Ok(Sheet::new(say::SENT).lead(say::SENT_LEAD).with(Block::text(say::SENT_NOTHING)).with(Block::ways(ways)))
}

fn over() -> No {
    Refusal { reason: Reason::Gone, field: None, sentence: say::LINK_OVER.to_owned() }.into()
}

/// `/connexion/lien/{token}`: asking for it signs nobody in, since mail filters open links too.
pub async fn link_page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let link = store::link(&mut tx, &mark(ask.part(2)), ask.ms()).await?.ok_or_else(over)?;
    let label = if link.person_id.is_some() { say::LINK_CONFIRM } else { say::LINK_ENTER };
    let form = Form::new("entrer").button("entrer", label);
    Ok(Sheet::new(say::LINK).lead(say::LINK_LEAD).with_all(ask.said()).with(Block::text(link.email)).with(ask.form(form)))
}

/// Presses the link: signs in, creating the account if there is none; or confirms a new address.
pub async fn press(ask: &Ask<'_>, before: Option<&str>) -> Acted {
    let hash = mark(ask.part(2));
    let mut tx = ask.db().begin().await?;
    let link = store::link(&mut tx, &hash, ask.ms()).await?.ok_or_else(over)?;
    if !store::use_link(&mut tx, &hash, ask.ms()).await? {
        return Err(over());
    }
    if let Some(person) = link.person_id {
        if !store::set_email(&mut tx, person, &link.email, ask.ms()).await? {
            return Err(Refusal::conflict(say::LINK_TAKEN).into());
        }
        write(&mut tx, &Entry { actor: Some(person), thing: "personne", id: person, verb: "adresse", ..Entry::default() }, ask.ms()).await?;
        tx.commit().await?;
        return Ok(Done::saying("/mon-espace/informations", "courriel"));
    }
    let known = store::by_email(&mut tx, &link.email).await?;
    if known.as_ref().is_some_and(|p| p.demo == 1) && !ask.desk.development {
        return Err(Refusal::rule(say::SIGN_IN_DEMO).into());
    }
    let person = store::create(&mut tx, &link.email, "", ask.ms()).await?;
    if known.is_none() {
        write(&mut tx, &Entry { actor: Some(person), thing: "personne", id: person, verb: "arrivée", ..Entry::default() }, ask.ms()).await?;
    }
    let token = sessions::open(&mut tx, person, &ask.device, before, ask.ms()).await?;
    tx.commit().await?;
    let there = back(&link.back);
    let there = if there == "/mon-espace" { Done::saying(&there, "bienvenue") } else { Done::to(there) };
    Ok(there.session(Session::Open(token)))
}

/// `/connexion/code`: the second factor of a session.
pub async fn code_page(ask: &Ask<'_>) -> Answer {
    ask.me()?;
    let code = Field { keyboard: "numeric".into(), ..Field::new("code", "text", say::CODE_LABEL) };
    let form = Form::new("code").field(code.required().max(40).complete("one-time-code")).hidden("retour", back(ask.query.get("retour")));
    let out = Form::new("sortir").quiet("deconnexion", say::SIGN_OUT);
    Ok(Sheet::new(say::CODE).lead(say::CODE_LEAD).with_all(ask.said()).with(ask.form(form.button("code", say::SIGN_IN_ENTER))).with(ask.form(out)))
}

/// Gives the second factor: a code, once, or a recovery code, once. The session gets a new token.
pub async fn prove(ask: &Ask<'_>, fields: &Fields, before: Option<&str>) -> Acted {
    let me = ask.me()?;
    if fields.get("geste") == "deconnexion" {
        return super::own::sign_out(ask).await;
    }
    count(ask.db(), What::CodeFor, &me.email, ask.ms()).await?;
    let mut tx = ask.db().begin().await?;
    let person = store::person(&mut tx, me.person).await?.ok_or(No::SignIn)?;
    let typed = fields.get("code");
    let step = person.totp_secret.as_deref().filter(|_| me.second_factor).and_then(|key| totp_step(key, typed, ask.now.as_second()));
    let right = match step {
        Some(step) => store::take_step(&mut tx, me.person, step).await?,
        None => me.second_factor && store::use_recovery(&mut tx, me.person, &recovery_mark(typed)).await?,
    };
    if !right {
        return Err(Refusal::invalid("code", say::CODE_WRONG).into());
    }
    let token = strong_session(&mut tx, ask, me.person, before).await?;
    tx.commit().await?;
    Ok(Done::to(back(fields.get("retour"))).session(Session::Open(token)))
}

/// Opens a session that has given its second factor, in place of the present one.
pub(super) async fn strong_session(tx: &mut crate::store::Tx, ask: &Ask<'_>, person: i64, before: Option<&str>) -> Result<String, No> {
    let token = sessions::open(tx, person, &ask.device, before, ask.ms()).await?;
    store::mark_strong(tx, &mark(&token), ask.ms()).await?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_only_goes_back_to_this_site() {
        assert_eq!(back("/offres/comptable-1?x=2"), "/offres/comptable-1?x=2");
        for bad in ["", "//evil.example", "https://evil.example", "/\\evil", "/a\nb", "/connexion?retour=/", "/é"] {
            assert_eq!(back(bad), "/mon-espace", "{bad:?}");
        }
    }
}
