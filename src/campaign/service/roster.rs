//! `/equipe/campagnes/{id}/personnes`: the associates, one of them, one more, one who leaves.

use super::access::{of_team, of_team_locked};
use super::home::{nav, title};
use super::{THING, export, forms};
use crate::audit::service::{Entry, write};
use crate::campaign::model::import::PEOPLE_MOST;
use crate::campaign::model::phase::reason;
use crate::campaign::store::people::{self, Associate};
use crate::desk::model::{Block, Cell, Field, Form, Row, Sheet, Table, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, missing};
use crate::i18n::campaign as say;
use crate::kernel::refusal::Refusal;
use crate::uploads::service::{one, shown};

/// The page: the list, or one of them (`?personne={id}`, `?personne=nouvelle`).
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let campaign = of_team(&mut tx, ask).await?;
    let all = people::associates(&mut tx, campaign.id).await?;
    let above = title(&mut tx, &campaign).await?;
    let mut sheet = match ask.query.get("personne") {
        "" => list(ask, &all),
        "nouvelle" => Sheet::new(say::PERSON_NEW).with_all(ask.said()).with(ask.form(forms::person(None).button("garder", say::SAVE))),
        _ => {
            let id = ask.query.number("personne").unwrap_or(0);
            let a = all.iter().find(|a| a.id == id).ok_or_else(missing)?;
            let mut sheet = edit(ask, a);
            if let Some(cv) = a.cv {
                sheet = sheet.with(Block::h2(say::CV));
                if let Some(upload) = one(&mut tx, cv).await? {
                    sheet = sheet.with_all(shown(&mut tx, &upload).await?);
                }
            }
            sheet
        }
    };
    if ask.query.has("personne") {
        sheet = sheet.with(Block::ways(vec![Way::link(ask.path(), say::BACK_TO_LIST)]));
    }
    sheet.nav = nav(ask, campaign.id);
    Ok(sheet.above(above).dense())
}

fn list(ask: &Ask<'_>, all: &[Associate]) -> Sheet {
    let row = |a: &Associate| {
        let d = &a.draft;
        let state = if a.left.is_some() { Cell::look("soft", say::LEFT) } else { Cell::text("") };
        let cv = if a.cv.is_some() { Cell::look("ok", say::YES) } else { Cell::look("ko", say::NO) };
        let name = Cell::link(format!("{}?personne={}", ask.path(), a.id), d.name.clone());
        Row { cells: vec![Cell::text(d.reference.clone()), name, Cell::text(d.email.clone()), Cell::text(say::periods(d.periods)), cv, state] }
    };
    let table = Table {
        caption: say::ASSOCIATES.to_owned(),
        head: say::PEOPLE_HEAD.iter().map(|h| (*h).to_owned()).collect(),
        rows: all.iter().map(row).collect(),
        empty: say::PEOPLE_NONE.to_owned(),
    };
    let ways = vec![Way::button(format!("{}?personne=nouvelle", ask.path()), say::PERSON_ADD)];
    Sheet::new(say::ASSOCIATES)
        .lead(say::PEOPLE_LEAD)
        .with_all(ask.said())
        .with(Block::ways(ways))
        .with(Block::table(table))
        .with(ask.form(Form::new("tableur").quiet("csv", say::CSV)))
}

fn edit(ask: &Ask<'_>, a: &Associate) -> Sheet {
    let sheet = Sheet::new(a.draft.name.clone())
        .lead(say::reference(&a.draft.reference))
        .with_all(ask.said())
        .with(ask.form(forms::person(Some(&a.draft)).button("garder", say::SAVE)));
    if a.left.is_some() {
        return sheet.with(Block::notice("now", say::PERSON_LEFT)).with(ask.form(Form::new("retour").button("revenir", say::COMES_BACK)));
    }
    let form = Form::new("depart").field(Field::new("reason", "text", say::WITHDRAW_REASON).required().max(300)).danger("retirer", say::WITHDRAW);
    sheet.with(Block::h2(say::WITHDRAW_TITLE)).with(Block::small(say::PERSON_WITHDRAW_HINT)).with(ask.form(form))
}

/// A form of the page.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let campaign = of_team_locked(&mut tx, ask).await?;
    let all = people::associates(&mut tx, campaign.id).await?;
    let id = ask.query.number("personne").unwrap_or(0);
    let known = all.iter().find(|a| a.id == id);
    let mut entry = Entry { actor: Some(me.person), thing: THING, id: campaign.id, verb: "personne", ..Entry::default() };
    let name;
    match fields.get("geste") {
        "csv" => {
            entry.verb = "liste téléchargée";
            write(&mut tx, &entry, ask.ms()).await?;
            tx.commit().await?;
            return Ok(export::people(&all));
        }
        "garder" => {
            let mut draft = forms::read_person(fields)?;
            match known {
                Some(a) => draft.reference.clone_from(&a.draft.reference),
                None if all.iter().any(|a| a.draft.reference == draft.reference) => {
                    return Err(Refusal::invalid("reference", say::REFERENCE_TAKEN).into());
                }
                None if all.len() >= PEOPLE_MOST => return Err(Refusal::rule(say::at_most(PEOPLE_MOST)).into()),
                None => {}
            }
            let kept = people::put_associate(&mut tx, campaign.id, &draft).await?;
            let kept = kept.ok_or_else(|| Refusal::invalid("email", say::EMAIL_TAKEN))?;
            if let Some(left) = known.and_then(|a| a.left) {
                people::associate_left(&mut tx, campaign.id, kept, Some(left)).await?;
            }
            name = draft.reference;
            entry.was = if known.is_some() { "modification" } else { "ajout" };
        }
        "retirer" => {
            let a = known.ok_or_else(missing)?;
            entry.reason = reason(fields.get("reason"))?;
            people::associate_left(&mut tx, campaign.id, a.id, Some(ask.ms())).await?;
            name = a.draft.reference.clone();
            entry.was = "retrait";
        }
        "revenir" => {
            let a = known.ok_or_else(missing)?;
            people::associate_left(&mut tx, campaign.id, a.id, None).await?;
            name = a.draft.reference.clone();
            entry.was = "retour";
        }
        _ => return Err(missing()),
    }
    entry.became = &name;
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::saying(&ask.path(), "enregistre"))
}
