//! `/recruter/commencer`: an organisation that nobody acts for yet; and a new offer, empty or from an earlier one.

use super::nav;
use crate::audit::service::{Entry, write};
use crate::desk::model::{Block, Field, Form, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::recruiting as say;
use crate::jobs::model::Sector;
use crate::jobs::model::draft::TITLE_MAX;
use crate::jobs::publish::form::Extras;
use crate::jobs::publish::paper::Typed;
use crate::jobs::store::postings;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::organisations::model::Family;
use crate::organisations::model::draft::{NAME_MAX, OrganisationDraft};
use crate::organisations::store::{self as organisations, Organisation};
use crate::people::model::{Held, Role};
use crate::people::store as people;
use crate::store::Tx;

/// Organisations one person may begin.
const BEGUN_MAX: usize = 5;
/// Drafts an organisation may keep.
const DRAFTS_MAX: i64 = 40;

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let mut sheet = Sheet::new(say::START).lead(say::START_LEAD).with_all(ask.said());
    sheet.nav = nav(ask);
    if !me.organisations().is_empty() {
        sheet = sheet.with(Block::notice("", say::START_HAVE)).with(Block::ways(vec![Way::button("/recruter", say::HOME)]));
    }
    let empty = || std::iter::once(("", say::CHOOSE));
    let families = Family::ALL.iter().map(|f| (f.code(), f.label(Lang::Fr)));
    let sectors = Sector::ALL.iter().map(|s| (s.code(), s.label(Lang::Fr)));
    let form = Form::new("organisation")
        .field(Field::new("name", "text", say::ORGANISATION_NAME).required().max(NAME_MAX as u32).complete("organization"))
        .field(Field::new("summary", "area", say::ORGANISATION_SUMMARY).hint(say::ORGANISATION_SUMMARY_HINT).required().max(600).rows(3))
        .field(Field::new("family", "select", say::ORGANISATION_FAMILY).options(empty().chain(families)).half())
        .field(Field::new("sector", "select", say::ORGANISATION_SECTOR).options(empty().chain(sectors)).half())
        .field(Field::new("siret", "text", say::SIRET).hint(say::SIRET_HINT).max(20).half())
        .field(Field::new("website", "url", say::WEBSITE).max(300).half())
        .field(Field::new("hosted_by", "text", say::HOSTED_BY).hint(say::HOSTED_BY_HINT).max(NAME_MAX as u32))
        .field(Field::new("hosting_note", "text", say::HOSTING_NOTE).max(400))
        .button("organisation", say::START_DO);
    Ok(sheet.with(ask.form(form)))
}

/// Creates the organisation, with who describes it as its first manager.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    if me.organisations().len() >= BEGUN_MAX {
        return Err(Refusal::rule(say::START_ENOUGH).into());
    }
    let some = |name: &str| Some(fields.get(name).to_owned()).filter(|v| !v.is_empty());
    let draft = OrganisationDraft {
        name: fields.get("name").to_owned(),
        summary: fields.get("summary").to_owned(),
        family: Family::from_code(fields.get("family")),
        sector: Sector::from_code(fields.get("sector")),
        siret: some("siret").map(|s| s.chars().filter(|c| !c.is_whitespace()).collect()),
        website: some("website"),
        hosted_by: some("hosted_by").into_iter().collect(),
        hosting_note: some("hosting_note"),
        ..OrganisationDraft::default()
    };
    let mut problems: Vec<Refusal> = draft.check().err().into_iter().collect();
    if draft.summary.is_empty() {
        problems.push(Refusal::invalid("summary", say::NEED_SUMMARY));
    }
    if draft.hosting_note.as_ref().is_some_and(|n| n.chars().count() > 400) || fields.get("hosted_by").chars().count() > NAME_MAX {
        problems.push(Refusal::invalid("hosting_note", say::TOO_LONG));
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let mut tx = ask.db().begin().await?;
    // An organisation that is known is not taken over: who already acts for it, or the team, lets others in.
    if organisations::find(&mut tx, "", &organisations::name_key(&draft.name)).await?.is_some() {
        return Err(Refusal::invalid("name", say::START_KNOWN).into());
    }
    if let Some(host) = draft.hosted_by.first()
        && organisations::find(&mut tx, host, &organisations::name_key(host)).await?.is_none()
    {
        return Err(Refusal::invalid("hosted_by", say::HOST_UNKNOWN).into());
    }
    let id = organisations::upsert(&mut tx, &draft, ask.ms()).await?;
    organisations::hide(&mut tx, id, ask.ms()).await?;
    organisations::link_hosts(&mut tx, id, &draft.hosted_by).await?;
    people::give(&mut tx, me.person, Held { role: Role::Manager, organisation: Some(id) }, ask.ms()).await?;
    let actor = Some(me.person);
    write(&mut tx, &Entry { actor, thing: "organisation", id, verb: "création", ..Entry::default() }, ask.ms()).await?;
    write(
        &mut tx,
        &Entry { actor, thing: "personne", id: me.person, verb: "rôle donné", became: Role::Manager.code(), ..Entry::default() },
        ask.ms(),
    )
    .await?;
    let made = organisations::by_id(&mut tx, id).await?.ok_or_else(missing)?;
    tx.commit().await?;
    Ok(Done::saying(&format!("/recruter/{}/offres/nouvelle", made.slug), "organisation"))
}

/// The organisation of the address, when one acts for it; another one does not exist.
///
/// # Errors
/// None such for who asks.
pub async fn organisation(ask: &Ask<'_>, tx: &mut Tx) -> Result<Organisation, No> {
    let me = ask.me()?;
    let found = organisations::by_slug(tx, ask.part(1)).await?.ok_or_else(missing)?;
    if me.acts_for(found.id) { Ok(found) } else { Err(missing()) }
}

/// `/recruter/{slug}/offres/nouvelle`
pub async fn new_page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let organisation = organisation(ask, &mut tx).await?;
    let earlier = postings::of_organisation(&mut tx, organisation.id).await?;
    let options = earlier.iter().take(100).map(|p| (p.id.to_string(), p.title().to_owned()));
    let empty = std::iter::once((String::new(), say::FROM_NOTHING.to_owned()));
    let mut form =
        Form::new("nouvelle").field(Field::new("title", "text", say::NEW_TITLE).hint(say::NEW_TITLE_HINT).required().max(TITLE_MAX as u32));
    if !earlier.is_empty() {
        form = form.field(Field::new("modele", "select", say::FROM).options(empty.chain(options)));
    }
    let mut sheet = Sheet::new(say::NEW).above(organisation.name).lead(say::NEW_LEAD).with_all(ask.said());
    sheet.nav = nav(ask);
    Ok(sheet.with(ask.form(form.button("commencer", say::NEW_DO))))
}

/// Begins a draft.
pub async fn new_act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let title: String = fields.get("title").chars().filter(|c| !c.is_control()).collect();
    if title.is_empty() || title.chars().count() > TITLE_MAX {
        return Err(Refusal::invalid("title", say::NEED_TITLE).into());
    }
    let mut tx = ask.db().begin().await?;
    let organisation = organisation(ask, &mut tx).await?;
    if postings::unpublished(&mut tx, organisation.id).await? >= DRAFTS_MAX {
        return Err(Refusal::rule(say::DRAFTS_ENOUGH).into());
    }
    let mut typed = match fields.number("modele") {
        None => Typed::default(),
        Some(id) => {
            let model = super::own(ask, &mut tx, id).await?;
            let mut copy = match &model.online {
                Some(paper) => Typed::of(&paper.draft, &Extras { questions: paper.questions.clone(), charter: false }),
                None => Typed { fields: model.typed.fields, ..Typed::default() },
            };
            // A new offer has its own last day, and its charter is accepted anew.
            copy.set("last_day", "");
            copy.set("charter", "");
            copy
        }
    };
    typed.set("title", &title);
    let id = postings::create(&mut tx, organisation.id, &typed, ask.ms()).await?;
    write(&mut tx, &Entry { actor: Some(me.person), thing: "offre", id, verb: "brouillon", became: "brouillon", ..Entry::default() }, ask.ms())
        .await?;
    tx.commit().await?;
    Ok(Done::to(format!("/recruter/offres/{id}")))
}
