//! The CV of an associate: sent or replaced by them, read inside the campaign only (rule D2).

use super::THING;
use super::access::{Member, member, member_of};
use super::shown::opened;
use crate::audit::service::{Entry, write};
use crate::campaign::store::people::{self, Associate};
use crate::desk::model::{Block, Field, Form, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::{campaign as say, uploads};
use crate::uploads::service::{Thing, Upload, chosen, forget_replaced, one, receive, remove, shown};

const KIND: &str = "cv";

/// The associate who asks: nobody else has this page.
fn own(m: &Member) -> Result<&Associate, No> {
    m.associate.as_ref().ok_or_else(missing)
}

/// `/mon-espace/campagnes/{id}/cv`
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let m = member(&mut tx, ask).await?;
    let a = own(&m)?;
    let mut sheet = Sheet::new(say::CV_MINE).lead(say::CV_LEAD).with_all(ask.said());
    if let Some(id) = a.cv {
        if let Some(upload) = one(&mut tx, id).await? {
            sheet = sheet.with_all(shown(&mut tx, &upload).await?);
        }
        sheet = sheet.with(ask.form(Form::new("retrait").danger("cv-retirer", uploads::REMOVE)));
    }
    let mut file = Field::new("cv", "file", uploads::CV).hint(uploads::CV_HINT).required();
    file.accept = ".pdf,application/pdf".to_owned();
    let mut form = Form::new("envoi").field(file).button("cv", if a.cv.is_some() { uploads::REPLACE } else { uploads::SEND });
    form.files = true;
    Ok(sheet.with(ask.form(form)).with(Block::ways(vec![Way::link(m.here(), say::BACK_TO_CAMPAIGN)])))
}

/// Takes the CV that came with the form in place of the present one, or takes the present one away.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let mut tx = ask.db().read().await?;
    let m = member(&mut tx, ask).await?;
    let a = own(&m)?;
    drop(tx);
    let (cv, said) = match fields.get("geste") {
        "cv" => (Some(receive(ask, chosen(ask, "cv")?, Thing::Associate, a.id, KIND).await?), "cv"),
        "cv-retirer" => (None, "cv-retire"),
        _ => return Err(missing()),
    };
    let mut tx = ask.db().begin().await?;
    if cv.is_none() {
        remove(&mut tx, Thing::Associate, a.id, KIND, ask.ms()).await?;
    }
    people::set_cv(&mut tx, a.id, cv).await?;
    // What was replaced is read by nobody any more.
    forget_replaced(&mut tx, Thing::Associate, a.id).await?;
    tx.commit().await?;
    Ok(Done::saying(&format!("{}/cv", m.here()), said))
}

/// Whether who asks may read an associate's file: the associate, the hosts of the same campaign once the first lists opened, the team.
/// Whoever else takes the whole file leaves a line in the journal.
///
/// # Errors
/// They may not (404), or the database failed.
pub async fn open(ask: &Ask<'_>, upload: &Upload, page: bool) -> Result<(), No> {
    let me = ask.me()?;
    // Pictures of pages write nothing: they must not wait for whoever writes.
    let mut tx = if page { ask.db().read().await? } else { ask.db().begin().await? };
    let a = people::of_cv(&mut tx, upload.id).await?.ok_or_else(missing)?;
    if !me.team() {
        let m = member_of(&mut tx, ask, a.campaign).await?;
        if m.associate.as_ref().is_some_and(|own| own.id == a.id) {
            return Ok(());
        }
        if m.hosts.is_empty() || !opened(&m) || a.left.is_some() {
            return Err(missing());
        }
    }
    if !page {
        let entry = Entry { actor: Some(me.person), thing: THING, id: a.campaign, verb: "CV ouvert", became: &a.draft.reference, ..Entry::default() };
        write(&mut tx, &entry, ask.ms()).await?;
        tx.commit().await?;
    }
    Ok(())
}
