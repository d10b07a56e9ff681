//! `/mon-espace/dossiers`: one's own files, and the editions one may begin.

use super::THING;
use crate::audit::service::{Entry, write};
use crate::candidacy::model::choices::Programme;
use crate::candidacy::model::edition::Phase;
use crate::candidacy::model::fields::fields_for;
use crate::candidacy::model::file::Dossier;
use crate::candidacy::store::{self, dossiers};
use crate::desk::model::{Block, Form, Item, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, missing};
use crate::i18n::candidacy as say;
use crate::kernel::dates::moment;
use crate::kernel::refusal::Refusal;

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let mut tx = ask.db().read().await?;
    let mine = dossiers::of_person(&mut tx, me.person).await?;
    let wanted = ask.query.get("edition");
    let mut items = Vec::new();
    for c in &mine {
        let Some(kept) = store::edition(&mut tx, c.edition).await? else { continue };
        let e = &kept.edition;
        let text = format!("{}, {}. {}", e.city, e.cohort, say::changed_at(&moment(c.updated_at, ask.now)));
        let (title, href) = (e.title.clone(), format!("/mon-espace/dossiers/{}", c.id));
        items.push(Item { title, href, text, tag: c.state.candidate_label().to_owned(), ..Item::default() });
    }
    let mut open = Vec::new();
    for programme in Programme::ALL {
        for kept in store::shown(&mut tx, *programme).await? {
            let e = &kept.edition;
            if !matches!(e.phase(ask.today()), Phase::Open { .. }) || mine.iter().any(|c| c.edition == kept.id) {
                continue;
            }
            let form = Form::new(&format!("ouvrir-{}", kept.id)).line().hidden("edition", e.slug.clone()).button("commencer", say::START);
            let here = e.slug == wanted;
            let item = Item {
                title: format!("{}, {}", e.title, e.cohort),
                href: programme.path().to_owned(),
                text: e.deadline_words(ask.today()),
                look: if here { "now".to_owned() } else { String::new() },
                blocks: vec![ask.form(form)],
                ..Item::default()
            };
            if here { open.insert(0, item) } else { open.push(item) }
        }
    }
    let mut sheet = Sheet::new(say::MINE).lead(say::MINE_LEAD).with_all(ask.said());
    sheet = if items.is_empty() { sheet.with(Block::text(say::MINE_NONE)) } else { sheet.with(Block::items(items)) };
    if !open.is_empty() {
        sheet = sheet.with(Block::h2(say::OPEN_EDITIONS)).with(Block::items(open));
    }
    Ok(sheet.with(Block::ways(vec![Way::link("/orientation", say::ORIENTATION_LINK), Way::link("/programmes", say::FOUR)])))
}

/// Opens a file on an edition, filled in from the latest one; finds the one that is there.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let kept = store::by_slug(&mut tx, fields.get("edition")).await?.filter(|k| k.shown).ok_or_else(missing)?;
    let mine = dossiers::of_person(&mut tx, me.person).await?;
    if let Some(there) = mine.iter().find(|c| c.edition == kept.id) {
        return Ok(Done::to(format!("/mon-espace/dossiers/{}", there.id)));
    }
    if !matches!(kept.edition.phase(ask.today()), Phase::Open { .. }) {
        return Err(Refusal::rule(say::NOT_OPEN).into());
    }
    let before = mine.first().map_or_else(Dossier::default, |c| asked_only(c.dossier.clone(), kept.edition.programme));
    let (id, new) = dossiers::start(&mut tx, kept.id, me.person, &before, ask.ms()).await?;
    if new {
        let entry = Entry { actor: Some(me.person), thing: THING, id, verb: "dossier ouvert", ..Entry::default() };
        write(&mut tx, &entry, ask.ms()).await?;
        tx.commit().await?;
    }
    let there = format!("/mon-espace/dossiers/{id}");
    Ok(if mine.is_empty() { Done::to(there) } else { Done::saying(&there, "dossier-repris") })
}

/// An earlier file, without what this programme does not ask for: only what is needed is carried over.
fn asked_only(mut d: Dossier, programme: Programme) -> Dossier {
    let asked = |code: &str| fields_for(programme).any(|f| f.code == code);
    let none = Dossier::default();
    if !asked("experiences") {
        d.experiences = none.experiences;
    }
    if !asked("achievements") {
        d.achievements = none.achievements;
    }
    if !asked("project") {
        (d.project, d.video, d.video_alternative) = (none.project, none.video, none.video_alternative);
    }
    if !asked("right_to_work") {
        (d.right_to_work, d.french) = (None, None);
    }
    if !asked("english") {
        d.english = None;
    }
    if !asked("search") {
        d.search = None;
    }
    if !asked("converting") {
        (d.converting, d.studying, d.in_internship, d.in_civic_service) = (None, None, None, None);
    }
    if !asked("age") {
        d.age = None;
    }
    d
}
