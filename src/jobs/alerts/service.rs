//! Saving a search, and sending what is new in it.

pub mod newsletter;

use super::store::{self, Saved};
use crate::desk::model::{Block, Field, Form, Item, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, missing};
use crate::i18n::alerts as say;
use crate::jobs::service::{Board, Fault, Reader, feeds, search::with_query};
use crate::kernel::clock::paris;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::mail::service::{Letter, put};
use crate::people::service::secrets::token;
use jiff::Timestamp;

/// Searches a person may save.
pub const MOST: usize = 20;
/// Offers named in one mail.
const NAMED: usize = 20;
/// The hour, in Paris, from which the mails of a day leave.
const HOUR: i8 = 7;

const HERE: &str = "/mon-espace/recherches";
const RHYTHMS: [(&str, &str); 3] = [("jour", say::DAILY), ("semaine", say::WEEKLY), ("jamais", say::NEVER)];

fn rhythm_of(code: &str) -> &'static str {
    RHYTHMS.iter().find(|(c, _)| *c == code).map_or("jour", |(c, _)| c)
}

/// `/mon-espace/recherches`: those saved, and the one to save when the list of offers leads here.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let me = ask.me()?;
    let mut tx = ask.db().read().await?;
    let mine = store::of(&mut tx, me.person).await?;
    drop(tx);
    let mut sheet = Sheet::new(say::TITLE).lead(say::LEAD).with_all(ask.said());
    let typed = ask.typed.as_ref().map(|t| t.fields.get("recherche").to_owned()).filter(|q| !q.is_empty());
    let wanted = typed.or_else(|| ask.query.has("recherche").then(|| ask.query.get("recherche").to_owned()));
    if let Some(query) = wanted {
        let words = name_of(ask, &query).await?;
        let form = Form::new("garder")
            .field(Field::new("nom", "text", say::NAME).value(words).required().max(120))
            .field(Field::new("rythme", "radio", say::RHYTHM).value("jour").options(RHYTHMS))
            .hidden("recherche", query)
            .button("garder", say::KEEP);
        sheet = sheet.with(Block::h2(say::NEW)).with(ask.form(form));
    }
    let item = |s: Saved| {
        let form = Form::new(&format!("recherche-{}", s.id))
            .line()
            .hidden("id", s.id.to_string())
            .field(Field::new("rythme", "select", format!("{}\u{202f}: {}", say::RHYTHM, s.name)).value(s.rhythm.clone()).options(RHYTHMS));
        Item {
            title: s.name,
            href: with_query("/offres", &s.query),
            blocks: vec![ask.form(form.quiet("rythme", say::CHANGE).danger("oublier", say::FORGET))],
            ..Item::default()
        }
    };
    let letter = Block::ways(vec![Way::link("/lettre", say::NEWSLETTER)]);
    sheet = sheet.with(letter);
    if mine.is_empty() {
        return Ok(sheet.with(Block::text(say::NONE)).with(Block::ways(vec![Way::button("/offres", say::TO_OFFERS)])));
    }
    Ok(sheet.with(Block::h2(say::MINE)).with(Block::items(mine.into_iter().map(item).collect())))
}

/// The words of a search, as the heading of its list says them.
async fn name_of(ask: &Ask<'_>, query: &str) -> Result<String, Fault> {
    let reader = Reader { lang: Lang::Fr, now: ask.now };
    let view = crate::jobs::service::search::page(&ask.desk.board, query, reader).await?;
    let chips: Vec<String> = view.chips.into_iter().map(|c| c.label).collect();
    let words = if chips.is_empty() { view.heading } else { chips.join(", ") };
    Ok(words.chars().take(120).collect())
}

/// A form of the page.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().begin().await?;
    let id = fields.number("id").unwrap_or(0);
    let changed = match fields.get("geste") {
        "garder" => {
            let (name, query) = (fields.get("nom"), fields.get("recherche"));
            if name.is_empty() || name.chars().count() > 120 {
                return Err(Refusal::invalid("nom", say::NEED_NAME).into());
            }
            if query.len() > 2_000 {
                return Err(Refusal::rule(say::TOO_LONG).into());
            }
            let mine = store::of(&mut tx, me.person).await?;
            if mine.len() >= MOST && !mine.iter().any(|s| s.query == query) {
                return Err(Refusal::rule(say::TOO_MANY).into());
            }
            let saved = Saved {
                id: 0,
                person_id: me.person,
                name: name.to_owned(),
                query: query.to_owned(),
                rhythm: rhythm_of(fields.get("rythme")).to_owned(),
                leave_token: token().map_err(Fault::Interrupted)?,
                seen_offer: store::last_offer(&mut tx).await?,
            };
            store::keep(&mut tx, &saved, &ask.today().to_string(), ask.ms()).await?;
            1
        }
        "rythme" => store::set_rhythm(&mut tx, me.person, id, rhythm_of(fields.get("rythme"))).await?,
        "oublier" => store::remove(&mut tx, me.person, id).await?,
        _ => 0,
    };
    if changed == 0 {
        return Err(missing());
    }
    tx.commit().await?;
    Ok(Done::saying(HERE, "recherches"))
}

/// `/alerte/{token}`: stops the mails of a search, pressed from a mail, without signing in.
pub async fn leave_page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let name = store::by_token(&mut tx, ask.part(1)).await?.ok_or_else(missing)?;
    let form = Form::new("arreter").button("arreter", say::STOP);
    Ok(Sheet::new(say::LEAVE).with_all(ask.said()).with(Block::text(name)).with(ask.form(form)))
}

/// Presses it.
pub async fn leave(ask: &Ask<'_>) -> Acted {
    let mut tx = ask.db().begin().await?;
    store::leave(&mut tx, ask.part(1)).await?.ok_or_else(missing)?;
    tx.commit().await?;
    Ok(Done::saying(&ask.path(), "alerte-arretee"))
}

/// Sends the alerts that are due: from seven in the morning, each day, and on Mondays those of the week. Safe to call every minute and
/// from several nodes. Returns how many mails were written.
///
/// # Errors
/// The database or the index failed; what was not done is done next time.
pub async fn tick(board: &Board, now: Timestamp) -> Result<usize, Fault> {
    let here = now.to_zoned(paris());
    if here.hour() < HOUR {
        return Ok(0);
    }
    let today = here.date();
    let monday = today.checked_sub(jiff::Span::new().days(i64::from(today.weekday().to_monday_zero_offset()))).unwrap_or(today);
    let mut written = 0;
    for (rhythm, since) in [("jour", today), ("semaine", monday)] {
        let mut tx = board.db.read().await?;
        let due = store::due(&mut tx, rhythm, &since.to_string()).await?;
        drop(tx);
        for saved in due {
            written += usize::from(send(board, &saved, &today.to_string(), now).await?);
        }
    }
    Ok(written)
}

/// One alert: written when something is new, done for the day in any case.
async fn send(board: &Board, saved: &Saved, today: &str, now: Timestamp) -> Result<bool, Fault> {
    let (_, found) = feeds::offers(board, &saved.query, feeds::FEED_MAX, Reader { lang: Lang::Fr, now }).await?;
    let fresh: Vec<_> = found.iter().filter(|o| o.id > saved.seen_offer).collect();
    let mut tx = board.db.begin().await?;
    let seen = store::last_offer(&mut tx).await?;
    let ours = store::claim(&mut tx, saved.id, today, seen).await?;
    let person = crate::people::store::person(&mut tx, saved.person_id).await?;
    let told = match person.filter(|_| ours && !fresh.is_empty()) {
        None => false,
        Some(person) => {
            let line = |o: &&crate::jobs::store::Offer| format!("{}\n{}\n{}/offres/{}", o.draft.title, o.organisation, board.base_url, o.slug);
            let lines: Vec<String> = fresh.iter().take(NAMED).map(line).collect();
            let all = format!("{}{}", board.base_url, with_query("/offres", &saved.query));
            let stop = format!("{}/alerte/{}", board.base_url, saved.leave_token);
            let letter = Letter {
                person: Some(person.id),
                to: person.email,
                subject: say::subject(fresh.len(), &saved.name),
                body: say::mail(&saved.name, &lines.join("\n\n"), fresh.len().saturating_sub(NAMED), &all, &stop),
                cause: "alerte",
            };
            put(&mut tx, &letter, now.as_millisecond()).await?;
            true
        }
    };
    tx.commit().await?;
    Ok(told)
}
