//! One's ways in: password, second factor, devices.

use super::limits::{What, count};
use super::secrets::{hash, matches, qr, recovery, recovery_mark, totp_key, totp_step, totp_url};
use super::sign_in::{back, strong_session};
use super::{machine, own};
use crate::audit::service::{Entry, write};
use crate::desk::model::{Block, Field, Form, Item, Picture, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, Session};
use crate::i18n::people as say;
use crate::kernel::dates::moment;
use crate::kernel::refusal::Refusal;
use crate::mail::service::{Letter, put};
use crate::people::model::password;
use crate::people::store;

/// `/mon-espace/securite`
pub async fn page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let mut tx = ask.db().read().await?;
    let person = store::person(&mut tx, me.person).await?.ok_or(No::SignIn)?;
    let sessions = store::sessions(&mut tx, me.person, ask.ms()).await?;
    let codes = store::recovery_left(&mut tx, me.person).await?;
    let has = person.password.is_some();
    let mut form = Form::new("passe");
    if has {
        form = form.field(Field::new("actuel", "password", say::PASSWORD_NOW).required().complete("current-password"));
    }
    let new = Field::new("nouveau", "password", say::PASSWORD_NEW).hint(say::PASSWORD_HINT).complete("new-password");
    form = form.field(if has { new } else { new.required() }).button("passe", say::SAVE);
    if has {
        form = form.danger("passe-retire", say::PASSWORD_REMOVE);
    }
    let mut sheet = Sheet::new(say::SECURITY).lead(say::SECURITY_LEAD).with_all(ask.said());
    sheet = sheet.with(Block::h2(say::PASSWORD)).with(Block::text(if has { say::PASSWORD_HAVE } else { say::PASSWORD_NONE })).with(ask.form(form));
    sheet = sheet.with(Block::h2(say::SECOND));
    sheet = match me.second_factor {
        true => {
            let remove = Form::new("second").danger("second-retire", say::SECOND_REMOVE);
            sheet.with(Block::text(format!("{} {}", say::SECOND_ON, say::codes_left(codes)))).with(ask.form(remove))
        }
        false => sheet.with(Block::text(say::SECOND_OFF)).with(Block::ways(vec![Way::quiet("/mon-espace/double-authentification", say::SECOND_SET)])),
    };
    let device = |s: store::SessionRow| {
        let this = s.id == me.session;
        let close = Form::new(&format!("appareil-{}", s.id)).hidden("seance", s.id.to_string()).quiet("seance", say::DEVICE_CLOSE);
        Item {
            title: s.device.clone(),
            tag: if this { say::DEVICE_THIS.to_owned() } else { String::new() },
            text: say::device_seen(&moment(s.seen_at, ask.now), &moment(s.created_at, ask.now)),
            blocks: if this { Vec::new() } else { vec![ask.form(close)] },
            ..Item::default()
        }
    };
    let many = sessions.len() > 1;
    sheet = sheet.with(Block::h2(say::DEVICES)).with(Block::items(sessions.into_iter().map(device).collect()));
    if many {
        sheet = sheet.with(ask.form(Form::new("appareils").quiet("seances", say::DEVICES_CLOSE)));
    }
    Ok(sheet)
}

/// A form of `/mon-espace/securite`.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    const HERE: &str = "/mon-espace/securite";
    match fields.get("geste") {
        "passe" => set_password(ask, fields).await,
        "passe-retire" => {
            check_present(ask, fields).await?;
            let mut tx = ask.db().begin().await?;
            store::set_password(&mut tx, me.person, None, ask.ms()).await?;
            journal(&mut tx, ask, "mot de passe retiré").await?;
            tx.commit().await?;
            Ok(Done::saying(HERE, "mot-de-passe-retire"))
        }
        "second-retire" => {
            if me.team() && !me.demo {
                return Err(Refusal::rule(say::SECOND_REQUIRED).into());
            }
            let mut tx = ask.db().begin().await?;
            store::set_totp(&mut tx, me.person, None, None).await?;
            store::set_recovery(&mut tx, me.person, &[]).await?;
            journal(&mut tx, ask, "second facteur retiré").await?;
            tx.commit().await?;
            Ok(Done::saying(HERE, "second-facteur-retire"))
        }
        "seance" => {
            let mut tx = ask.db().begin().await?;
            let closed = store::close(&mut tx, me.person, fields.number("seance").unwrap_or(0)).await?;
            tx.commit().await?;
            if closed == 0 { Err(crate::desk::service::missing()) } else { Ok(Done::saying(HERE, "seance-fermee")) }
        }
        "seances" => {
            let mut tx = ask.db().begin().await?;
            store::close_others(&mut tx, me.person, me.session).await?;
            tx.commit().await?;
            Ok(Done::saying(HERE, "seances-fermees"))
        }
        _ => Err(crate::desk::service::missing()),
    }
}

async fn journal(tx: &mut crate::store::Tx, ask: &Ask<'_>, verb: &str) -> Result<(), No> {
    let me = ask.me()?;
    Ok(write(tx, &Entry { actor: Some(me.person), thing: "personne", id: me.person, verb, ..Entry::default() }, ask.ms()).await?)
}

/// The present password is asked before it changes, when there is one.
async fn check_present(ask: &Ask<'_>, fields: &Fields) -> Result<(), No> {
    let me = ask.me()?;
    let mut tx = ask.db().read().await?;
    let stored = store::person(&mut tx, me.person).await?.ok_or(No::SignIn)?.password;
    drop(tx);
    if stored.is_none() {
        return Ok(());
    }
    count(ask.db(), What::PasswordFor, &me.email, ask.ms()).await?;
    if !matches(fields.get("actuel").to_owned(), stored).await.map_err(machine)? {
        return Err(Refusal::invalid("actuel", say::PASSWORD_WRONG).into());
    }
    Ok(())
}

async fn set_password(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    check_present(ask, fields).await?;
    let new = fields.get("nouveau");
    password::good(new, &[&me.email, &me.name])?;
    let hash = hash(new.to_owned()).await.map_err(machine)?;
    let url = format!("{}/connexion", ask.desk.board.base_url);
    let letter = Letter {
        person: Some(me.person),
        to: me.email.clone(),
        subject: say::SUBJECT_PASSWORD.to_owned(),
        body: say::password_mail(&url),
        cause: "mot de passe",
    };
    let mut tx = ask.db().begin().await?;
    store::set_password(&mut tx, me.person, Some(hash), ask.ms()).await?;
    store::close_others(&mut tx, me.person, me.session).await?;
    put(&mut tx, &letter, ask.ms()).await?;
    journal(&mut tx, ask, "mot de passe changé").await?;
    tx.commit().await?;
    Ok(Done::saying("/mon-espace/securite", "mot-de-passe"))
}

/// `/mon-espace/double-authentification`: the key is made when the page is first asked for and kept until it is confirmed.
pub async fn second_page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let sheet = Sheet::new(say::SECOND_SET).with_all(ask.said());
    if me.second_factor {
        return Ok(sheet
            .with(Block::notice("done", say::SECOND_ALREADY))
            .with(Block::ways(vec![Way::button("/mon-espace/securite", say::SECURITY)])));
    }
    let key = pending_key(ask).await?;
    let image = totp_url(&key, &me.email).and_then(|url| qr(&url));
    let picture = image.map(|src| Block::pages(vec![Picture { src, alt: say::SECOND_QR.to_owned() }]));
    let code = Field { keyboard: "numeric".into(), ..Field::new("code", "text", say::SECOND_TYPE) };
    let form = Form::new("second").field(code.required().max(10).complete("one-time-code")).hidden("retour", back(ask.query.get("retour")));
    let spaced = key.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ");
    let sheet = sheet.lead(say::SECOND_LEAD).with(Block::text(say::SECOND_STEP)).with_all(picture).with(Block::code(spaced));
    Ok(sheet.with(ask.form(form.button("activer", say::SECOND_ACTIVATE))).with(ask.form(Form::new("sortir").quiet("deconnexion", say::SIGN_OUT))))
}

async fn pending_key(ask: &Ask<'_>) -> Result<String, No> {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let person = store::person(&mut tx, me.person).await?.ok_or(No::SignIn)?;
    if let Some(key) = person.totp_secret {
        return Ok(key);
    }
    let key = totp_key().map_err(machine)?;
    store::set_totp(&mut tx, me.person, Some(key.clone()), None).await?;
    tx.commit().await?;
    Ok(key)
}

/// Confirms the second factor with a first code. The recovery codes are shown once, on the page that answers.
pub async fn activate(ask: &Ask<'_>, fields: &Fields, before: Option<&str>) -> Acted {
    let me = ask.me()?;
    if fields.get("geste") == "deconnexion" {
        return own::sign_out(ask).await;
    }
    if me.second_factor {
        return Ok(Done::to("/mon-espace/double-authentification"));
    }
    count(ask.db(), What::CodeFor, &me.email, ask.ms()).await?;
    let key = pending_key(ask).await?;
    let Some(step) = totp_step(&key, fields.get("code"), ask.now.as_second()) else {
        return Err(Refusal::invalid("code", say::CODE_WRONG).into());
    };
    let codes = recovery().map_err(machine)?;
    let marks: Vec<String> = codes.iter().map(|c| recovery_mark(c)).collect();
    let mut tx = ask.db().begin().await?;
    store::set_totp(&mut tx, me.person, Some(key), Some(ask.ms())).await?;
    store::take_step(&mut tx, me.person, step).await?;
    store::set_recovery(&mut tx, me.person, &marks).await?;
    journal(&mut tx, ask, "second facteur activé").await?;
    let token = strong_session(&mut tx, ask, me.person, before).await?;
    tx.commit().await?;
    let there = back(fields.get("retour"));
    let sheet =
        Sheet::new(say::CODES).lead(say::CODES_LEAD).with(Block::code(codes.join("\n"))).with(Block::ways(vec![Way::button(there, say::CODES_KEPT)]));
    Ok(Done { show: Some(sheet), ..Done::default() }.session(Session::Open(token)))
}
