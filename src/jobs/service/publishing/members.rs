//! `/recruter/{slug}/equipe`: who acts for an organisation. Its managers invite, change and remove; one manager always stays.

use super::{nav, start};
use crate::audit::service::{Entry, write};
use crate::desk::model::{Block, Field, Form, Item, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::recruiting as say;
use crate::jobs::store::invitations::{self as store, Invitation};
use crate::kernel::dates::moment;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::{Reason, Refusal};
use crate::mail::service::{Letter, put};
use crate::organisations::store as organisations;
use crate::people::model::{Held, Role, address};
use crate::people::service::limits::{What, count};
use crate::people::service::sign_in::mail_link;
use crate::people::service::{machine, secrets};
use crate::people::store as people;

/// How long an invitation can be accepted: seven days.
const INVITED_MS: i64 = 7 * 86_400_000;
/// People who may act for one organisation.
const MEMBERS_MAX: usize = 100;

fn role(code: &str) -> Option<Role> {
    Role::from_code(code).filter(|r| matches!(r, Role::Member | Role::Manager))
}

fn roles() -> [(&'static str, &'static str); 2] {
    [(Role::Member.code(), say::ROLE_MEMBER), (Role::Manager.code(), say::ROLE_MANAGER)]
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let mut tx = ask.db().read().await?;
    let organisation = start::organisation(ask, &mut tx).await?;
    let manages = me.manages(organisation.id);
    let mut items = Vec::new();
    for (id, name, email, code) in people::members(&mut tx, organisation.id, ask.ms()).await? {
        let mut blocks = Vec::new();
        if manages {
            let form = Form::new(&format!("role-{id}")).line().hidden("personne", id.to_string());
            let select = Field::new("role", "select", say::role_of(&email)).options(roles()).value(&code);
            blocks.push(ask.form(form.field(select).quiet("role", say::CHANGE)));
        }
        if manages || id == me.person {
            let form = Form::new(&format!("fin-{id}")).line().hidden("personne", id.to_string());
            blocks.push(ask.form(form.danger("retirer", if id == me.person { say::LEAVE } else { say::REMOVE })));
        }
        let title = if name.is_empty() { email.clone() } else { name };
        let tag = if code == Role::Manager.code() { say::ROLE_MANAGER } else { say::ROLE_MEMBER };
        items.push(Item { title, text: email, tag: tag.to_owned(), blocks, ..Item::default() });
    }
    let mut sheet = Sheet::new(say::MEMBERS).above(organisation.name).lead(say::MEMBERS_LEAD).with_all(ask.said()).with(Block::items(items));
    sheet.nav = nav(ask);
    if !manages {
        return Ok(sheet);
    }
    let waiting = store::waiting(&mut tx, organisation.id, ask.ms()).await?;
    if !waiting.is_empty() {
        let item = |i: Invitation| {
            let form = Form::new(&format!("invitation-{}", i.id)).line().hidden("invitation", i.id.to_string());
            let blocks = vec![ask.form(form.danger("reprendre", say::INVITATION_BACK))];
            Item { title: i.email, text: say::invited_until(&moment(i.expires_at, ask.now)), blocks, ..Item::default() }
        };
        sheet = sheet.with(Block::h2(say::INVITED)).with(Block::items(waiting.into_iter().map(item).collect()));
    }
    let invite = Form::new("inviter")
        .field(Field::new("courriel", "email", say::INVITE_EMAIL).required().max(254).half())
        .field(Field::new("role", "select", say::ROLE).options(roles()).half())
        .button("inviter", say::INVITE_DO);
    Ok(sheet.with(Block::h2(say::INVITE)).with(ask.form(invite)))
}

/// A form of the page.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let organisation = start::organisation(ask, &mut tx).await?;
    let person = fields.number("personne").unwrap_or(0);
    let leaves = fields.get("geste") == "retirer" && person == me.person;
    if !me.manages(organisation.id) && !leaves {
        return Err(Refusal::rule(say::ONLY_MANAGERS).into());
    }
    let here = format!("/recruter/{}/equipe", organisation.slug);
    match fields.get("geste") {
        "inviter" => {
            drop(tx);
            return invite(ask, fields, organisation.id, &organisation.name, &here).await;
        }
        "reprendre" => {
            if store::take_back(&mut tx, organisation.id, fields.number("invitation").unwrap_or(0)).await? == 0 {
                return Err(missing());
            }
            tx.commit().await?;
            return Ok(Done::saying(&here, "invitation-reprise"));
        }
        "role" | "retirer" => {}
        _ => return Err(missing()),
    }
    store::one_at_a_time(&mut tx, organisation.id).await?;
    let held: Vec<Held> = people::roles(&mut tx, person, ask.ms()).await?.into_iter().filter(|h| h.organisation == Some(organisation.id)).collect();
    let Some(before) = held.first().map(|h| h.role) else { return Err(missing()) };
    let wanted =
        if fields.get("geste") == "role" { Some(role(fields.get("role")).ok_or_else(|| Refusal::invalid("role", say::CHOOSE))?) } else { None };
    for one in held {
        people::end(&mut tx, person, one, ask.ms()).await?;
    }
    if let Some(role) = wanted {
        people::give(&mut tx, person, Held { role, organisation: Some(organisation.id) }, ask.ms()).await?;
    }
    let managers = people::members(&mut tx, organisation.id, ask.ms()).await?.into_iter().filter(|m| m.3 == Role::Manager.code()).count();
    if managers == 0 {
        return Err(Refusal::rule(say::LAST_MANAGER).into());
    }
    let became = wanted.map_or("", Role::code);
    let verb = if wanted.is_some() { "rôle changé" } else { "rôle retiré" };
    let entry = Entry { actor: Some(me.person), thing: "personne", id: person, verb, was: before.code(), became, reason: &organisation.name };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    if leaves && wanted.is_none() { Ok(Done::saying("/mon-espace", "membre-parti")) } else { Ok(Done::saying(&here, "membre")) }
}

async fn invite(ask: &Ask<'_>, fields: &Fields, organisation: i64, name: &str, here: &str) -> Acted {
    let me = ask.me()?;
    let Some(email) = address(fields.get("courriel")) else {
        return Err(Refusal::invalid("courriel", crate::i18n::people::SIGN_IN_NEED_EMAIL).into());
    };
    let role = role(fields.get("role")).ok_or_else(|| Refusal::invalid("role", say::CHOOSE))?;
    count(ask.db(), What::LinkFrom, &ask.peer, ask.ms()).await?;
    count(ask.db(), What::LinkTo, &email, ask.ms()).await?;
    let token = secrets::token().map_err(machine)?;
    let mut tx = ask.db().begin().await?;
    let members = people::members(&mut tx, organisation, ask.ms()).await?;
    if members.iter().any(|m| m.2 == email) {
        return Err(Refusal::invalid("courriel", say::ALREADY_MEMBER).into());
    }
    if members.len() + store::waiting(&mut tx, organisation, ask.ms()).await?.len() >= MEMBERS_MAX {
        return Err(Refusal::rule(say::MEMBERS_ENOUGH).into());
    }
    let invitation =
        Invitation { id: 0, organisation_id: organisation, email: email.clone(), role: role.code().to_owned(), expires_at: ask.ms() + INVITED_MS };
    store::keep(&mut tx, &invitation, &secrets::mark(&token), me.person, ask.ms()).await?;
    let url = format!("{}/recruter/invitation/{token}", ask.desk.board.base_url);
    let body = say::invitation_mail(me.called(), name, &url);
    put(&mut tx, &Letter { person: None, to: email, subject: say::invitation_subject(name), body, cause: "invitation" }, ask.ms()).await?;
    let entry =
        Entry { actor: Some(me.person), thing: "organisation", id: organisation, verb: "invitation", became: role.code(), ..Entry::default() };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(here, "invitation"))
}

fn over() -> No {
    Refusal { reason: Reason::Gone, field: None, sentence: say::INVITATION_OVER.to_owned() }.into()
}

/// `/recruter/invitation/{token}`: asking for it accepts nothing. It is for the address it was sent to, proved by signing in with it:
/// whoever else holds the link is offered a way in for that address, by a mail only its owner reads.
pub async fn invitation_page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let found = store::by_token(&mut tx, &secrets::mark(ask.part(2)), ask.ms()).await?.ok_or_else(over)?;
    let organisation = organisations::by_id(&mut tx, found.organisation_id).await?.ok_or_else(over)?;
    let me = ask.me()?;
    let role = role(&found.role).unwrap_or(Role::Member);
    let facts = vec![(say::ORGANISATION, organisation.name), (say::ROLE, role.label(Lang::Fr).to_owned()), (say::INVITED_AS, me.email.clone())];
    let sheet = Sheet::new(say::INVITATION).lead(say::INVITATION_LEAD).with_all(ask.said()).with(Block::facts(facts));
    let later = Block::ways(vec![Way::link("/mon-espace", say::NOT_NOW)]);
    if found.email == me.email {
        return Ok(sheet.with(ask.form(Form::new("accepter").button("accepter", say::INVITATION_ACCEPT))).with(later));
    }
    let prove = Form::new("prouver").button("prouver", say::INVITATION_PROVE);
    Ok(sheet.with(Block::notice("now", say::invitation_for(&hidden(&found.email)))).with(ask.form(prove)).with(later))
}

/// An address its owner recognises and nobody else learns: "c…@demo.example".
fn hidden(email: &str) -> String {
    let (name, host) = email.split_once('@').unwrap_or((email, ""));
    format!("{}…@{host}", name.chars().next().unwrap_or('…'))
}

/// A form of the invitation: accepts it, once; or sends the invited address a link to sign in and come back.
pub async fn accept(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let found = store::by_token(&mut tx, &secrets::mark(ask.part(2)), ask.ms()).await?.ok_or_else(over)?;
    if fields.get("geste") == "prouver" {
        drop(tx);
        count(ask.db(), What::LinkFrom, &ask.peer, ask.ms()).await?;
        count(ask.db(), What::LinkTo, &found.email, ask.ms()).await?;
        mail_link(ask, &found.email, None, &ask.path()).await?;
        return Ok(Done::to("/connexion/envoye"));
    }
    if found.email != me.email {
        return Err(Refusal::rule(say::invitation_for(&hidden(&found.email))).into());
    }
    if !store::accept(&mut tx, found.id, ask.ms()).await? {
        return Err(over());
    }
    store::one_at_a_time(&mut tx, found.organisation_id).await?;
    let role = role(&found.role).unwrap_or(Role::Member);
    let held = people::roles(&mut tx, me.person, ask.ms()).await?;
    // Who manages already goes on managing.
    if !held.iter().any(|h| h.organisation == Some(found.organisation_id)) {
        people::give(&mut tx, me.person, Held { role, organisation: Some(found.organisation_id) }, ask.ms()).await?;
        let entry =
            Entry { actor: Some(me.person), thing: "personne", id: me.person, verb: "invitation acceptée", became: role.code(), ..Entry::default() };
        write(&mut tx, &entry, ask.ms()).await?;
    }
    tx.commit().await?;
    Ok(Done::saying("/recruter", "invitation-acceptee"))
}
