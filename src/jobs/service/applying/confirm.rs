//! The link that confirms the address of an application: opening it sends nothing, pressing it sends once.

use super::{apply, copy_of, send};
use crate::audit::service::{Entry, write};
use crate::desk::model::{Block, Form, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, No, missing};
use crate::i18n::recruiting as say;
use crate::jobs::store as offers;
use crate::jobs::store::applications;
use crate::jobs::store::postings;
use crate::kernel::refusal::{Reason, Refusal};
use crate::people::service::secrets;
use crate::people::store as people;
use crate::uploads::service::{Thing, of_thing};

fn over() -> No {
    Refusal { reason: Reason::Gone, field: None, sentence: say::CONFIRM_OVER.to_owned() }.into()
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let mark = secrets::mark(ask.part(4));
    let sent = applications::draft(&mut tx, &mark, ask.ms()).await?.ok_or_else(over)?;
    let number = applications::draft_files(&mut tx, &mark).await?;
    let joined = of_thing(&mut tx, Thing::Draft, number).await?;
    let offer = offers::by_id(&mut tx, sent.offer_id).await?.ok_or_else(over)?;
    apply::still_open(&offer, ask)?;
    let posting = postings::of_offer(&mut tx, offer.id).await?.ok_or_else(over)?;
    let questions = posting.online.map(|p| p.questions).unwrap_or_default();
    let facts = vec![(say::OFFER, offer.draft.title), (say::YOUR_NAME, sent.name.clone()), (say::YOUR_EMAIL, sent.email.clone())];
    let form = Form::new("confirmer").button("confirmer", say::CONFIRM_DO);
    let sheet = Sheet::new(say::CONFIRM).above(posting.organisation).lead(say::CONFIRM_LEAD).with_all(ask.said());
    Ok(sheet.with(Block::facts(facts)).with(ask.form(form)).with(Block::fold(say::COPY, vec![Block::text(copy_of(&sent, &questions, &joined))])))
}

/// Sends the application, once.
pub async fn act(ask: &Ask<'_>) -> Acted {
    let mark = secrets::mark(ask.part(4));
    let mut tx = ask.db().begin().await?;
    let sent = applications::draft(&mut tx, &mark, ask.ms()).await?.ok_or_else(over)?;
    let offer = offers::by_id(&mut tx, sent.offer_id).await?.ok_or_else(over)?;
    apply::still_open(&offer, ask)?;
    let posting = postings::of_offer(&mut tx, offer.id).await?.ok_or_else(missing)?;
    if !applications::use_draft(&mut tx, &mark, ask.ms()).await? {
        return Err(over());
    }
    let known = people::by_email(&mut tx, &sent.email).await?.is_some();
    let person = people::create(&mut tx, &sent.email, &sent.name, ask.ms()).await?;
    if !known {
        write(&mut tx, &Entry { actor: Some(person), thing: "personne", id: person, verb: "arrivée", ..Entry::default() }, ask.ms()).await?;
    }
    let files = applications::draft_files(&mut tx, &mark).await?;
    let id = send(&mut tx, &ask.desk.board, &posting, (&sent, files), person, ask.now).await?;
    tx.commit().await?;
    let words = if id.is_some() { say::SENT } else { say::ALREADY };
    let follow = Way::button("/connexion?retour=%2Fmon-espace%2Fcandidatures", say::FOLLOW);
    let sheet = Sheet::new(offer.draft.title).above(posting.organisation).with(Block::notice("done", words)).with(Block::text(say::SENT_TEXT));
    Ok(Done { show: Some(sheet.with(Block::ways(vec![follow, Way::quiet("/offres", say::OTHER_OFFERS)]))), ..Done::to("/offres") })
}
