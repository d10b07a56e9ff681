//! `/equipe/personnes`: who may do what. Only the administration changes it; each change is written to the journal.

use crate::audit::service::{Entry, write};
use crate::desk::model::{Block, Field, Form, Item, Sheet};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, missing};
use crate::i18n::people as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::people::model::{Held, Role, address};
use crate::people::store;
use crate::store::{Db, StoreError};

const HERE: &str = "/equipe/personnes";

/// The roles given here; those of an organisation are given by it.
fn given() -> impl Iterator<Item = Role> {
    Role::ALL.iter().copied().filter(|r| !matches!(r, Role::Member | Role::Manager))
}

/// The page, with the people a search finds.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let asked = ask.query.get("q");
    let mut tx = ask.db().read().await?;
    let found = store::find(&mut tx, asked).await?;
    let mut items = Vec::new();
    for person in found.into_iter().take(50) {
        let roles = store::roles(&mut tx, person.id, ask.ms()).await?;
        let mut blocks = Vec::new();
        for held in roles.iter().filter(|h| h.organisation.is_none()) {
            let id = format!("fin-{}-{}", person.id, held.role.code());
            let form = Form::new(&id).line().hidden("personne", person.id.to_string()).hidden("role", held.role.code());
            blocks.push(ask.form(form.quiet("retirer", format!("{} {}", say::ROLE_END, held.role.label(Lang::Fr).to_lowercase()))));
        }
        let options = given().map(|r| (r.code(), r.label(Lang::Fr)));
        let form = Form::new(&format!("role-{}", person.id)).line().hidden("personne", person.id.to_string());
        let field = Field::new("role", "select", format!("{} : {}", say::ROLE, person.email)).options(options);
        blocks.push(ask.form(form.field(field).quiet("donner", say::ROLE_GIVE)));
        let words: Vec<&str> = roles.iter().map(|h| h.role.label(Lang::Fr)).collect();
        let title = if person.name.is_empty() { person.email.clone() } else { person.name.clone() };
        items.push(Item { title, text: format!("{}\n{}", person.email, words.join(", ")), blocks, ..Item::default() });
    }
    let search = Form { get: true, ..Form::new("chercher") }.line().field(Field::new("q", "search", say::PEOPLE_SEARCH).value(asked).max(100));
    let search = Form { buttons: Vec::new(), ..search }.quiet("", say::PEOPLE_FIND);
    let invite = Form::new("ajouter")
        .field(Field::new("courriel", "email", say::SIGN_IN_EMAIL).required().max(254).half())
        .field(Field::new("nom", "text", say::NAME).max(120).half())
        .quiet("ajouter", say::PEOPLE_INVITE);
    let empty = items.is_empty().then(|| Block::text(say::PEOPLE_NONE));
    let sheet = Sheet::new(say::PEOPLE).lead(say::PEOPLE_LEAD).dense().with_all(ask.said());
    Ok(sheet.with(Block::form(search)).with_all(empty).with(Block::items(items)).with(Block::h2(say::PEOPLE_INVITE)).with(ask.form(invite)))
}

/// A form of the page.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let actor = Some(me.person);
    if fields.get("geste") == "ajouter" {
        let Some(email) = address(fields.get("courriel")) else { return Err(Refusal::invalid("courriel", say::SIGN_IN_NEED_EMAIL).into()) };
        let name: String = fields.get("nom").chars().filter(|c| !c.is_control()).take(120).collect();
        let id = store::create(&mut tx, &email, &name, ask.ms()).await?;
        write(&mut tx, &Entry { actor, thing: "personne", id, verb: "ajout", ..Entry::default() }, ask.ms()).await?;
        tx.commit().await?;
        return Ok(Done::saying(HERE, "personne"));
    }
    let person = store::person(&mut tx, fields.number("personne").unwrap_or(0)).await?.ok_or_else(missing)?;
    let role = given().find(|r| r.code() == fields.get("role")).ok_or_else(|| Refusal::rule(say::ROLE_ORGANISATION))?;
    let held = Held { role, organisation: None };
    let entry = Entry { actor, thing: "personne", id: person.id, ..Entry::default() };
    match fields.get("geste") {
        "donner" => {
            if store::give(&mut tx, person.id, held, ask.ms()).await? {
                write(&mut tx, &Entry { verb: "rôle donné", became: role.code(), ..entry }, ask.ms()).await?;
            }
        }
        "retirer" => {
            store::one_at_a_time(&mut tx, role).await?;
            store::end(&mut tx, person.id, held, ask.ms()).await?;
            if role == Role::Admin && store::count_role(&mut tx, Role::Admin, ask.ms()).await? == 0 {
                return Err(Refusal::rule(say::ROLE_LAST).into());
            }
            write(&mut tx, &Entry { verb: "rôle retiré", was: role.code(), ..entry }, ask.ms()).await?;
        }
        _ => return Err(missing()),
    }
    tx.commit().await?;
    Ok(Done::saying(HERE, "role"))
}

/// Gives an address the administration and the team, from the command line. Returns the token of a link to sign in.
///
/// # Errors
/// One sentence: the database failed, or there is no entropy.
pub async fn make_admin(db: &Db, email: &str, name: &str, now: i64) -> Result<String, String> {
    let token = super::secrets::token()?;
    let work = async {
        let mut tx = db.begin().await?;
        let id = store::create(&mut tx, email, name, now).await?;
        for role in [Role::Admin, Role::Team] {
            if store::give(&mut tx, id, Held { role, organisation: None }, now).await? {
                write(&mut tx, &Entry { thing: "personne", id, verb: "rôle donné", became: role.code(), ..Entry::default() }, now).await?;
            }
        }
        let expires = now + super::sign_in::LINK_MS;
        store::keep_link(&mut tx, &super::secrets::mark(&token), email, None, "", now, expires).await?;
        tx.commit().await
    };
    work.await.map_err(|e: StoreError| format!("la base ne répond pas\u{202f}: {e}"))?;
    Ok(token)
}
