//! What a candidate agrees to, purpose by purpose: shown and changed in the file, told in one's data, journalled.

use super::{THING, above, own};
use crate::audit::service::{Entry, write};
use crate::candidacy::model::consent::Purpose;
use crate::candidacy::store::consents::{self, Consent};
use crate::candidacy::store::dossiers::{self, Candidacy};
use crate::candidacy::store::{self};
use crate::desk::model::{Block, Field, Form, Item};
use crate::desk::service::{Acted, Ask, Done, Fields, No};
use crate::i18n::consents as say;
use crate::kernel::clock::paris_day;
use crate::kernel::dates::{long_day, moment};
use crate::kernel::lang::Lang;
use crate::store::{StoreError, Tx};
use jiff::Timestamp;
use std::collections::BTreeMap;

type Said = BTreeMap<Purpose, Consent>;

fn yes(said: &Said, purpose: Purpose) -> bool {
    said.get(&purpose).is_some_and(|c| c.given)
}

fn words(ask: &Ask<'_>, said: &Said, purpose: Purpose) -> String {
    let when = said.get(&purpose).map(|c| moment(c.at, ask.now));
    say::answer(yes(said, purpose), when.as_deref())
}

/// The form of a file, with what was said and when.
///
/// # Errors
/// The database failed.
pub async fn blocks(tx: &mut Tx, ask: &Ask<'_>, c: &Candidacy) -> Result<Vec<Block>, No> {
    let said = consents::of(tx, c.id).await?;
    let selection = said.get(&Purpose::Selection).filter(|s| s.given).map(|s| moment(s.at, ask.now));
    let mut form = Form::new("accords");
    for purpose in Purpose::ALL.iter().filter(|p| p.free()) {
        let box_value = if yes(&said, *purpose) { "oui" } else { "" };
        let mut field = Field::new(purpose.code(), "check", "").options([("oui", say::label(*purpose))]).value(box_value);
        field.hint = if said.contains_key(purpose) { words(ask, &said, *purpose) } else { String::new() };
        form = form.field(field);
    }
    let form = ask.form(form.quiet("accords", say::SAVE));
    Ok(vec![Block::h2(say::TITLE), Block::text(say::LEAD), Block::small(say::selection(selection.as_deref())), Block::small(say::STATISTICS), form])
}

/// How long the file is kept, for its author.
pub fn kept_words(c: &Candidacy) -> String {
    let day = c.kept_until().and_then(|ms| Timestamp::from_millisecond(ms).ok()).map(|at| long_day(paris_day(at), Lang::Fr));
    say::kept(c.state, day.as_deref())
}

/// Says yes or no, and writes a change in the journal.
///
/// # Errors
/// The database failed.
pub async fn record(tx: &mut Tx, ask: &Ask<'_>, candidacy: i64, purpose: Purpose, given: bool) -> Result<(), StoreError> {
    let before = consents::of(tx, candidacy).await?;
    if yes(&before, purpose) == given && (given || !before.contains_key(&purpose)) {
        return Ok(());
    }
    if consents::say(tx, candidacy, purpose, given, ask.ms()).await? {
        let verb = if given { "accord donné" } else { "accord repris" };
        let entry = Entry { actor: ask.viewer.map(|v| v.person), thing: THING, id: candidacy, verb, became: purpose.code(), ..Entry::default() };
        write(tx, &entry, ask.ms()).await?;
    }
    Ok(())
}

/// The choices sent: an empty box is a no. The file itself does not change, nor how long it is kept.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let mut tx = ask.db().begin().await?;
    let (c, _) = own(&mut tx, ask).await?;
    for purpose in Purpose::ALL.iter().filter(|p| p.free()) {
        record(&mut tx, ask, c.id, *purpose, fields.has(purpose.code())).await?;
    }
    tx.commit().await?;
    Ok(Done::saying(&format!("/mon-espace/dossiers/{}#accords", c.id), "accords"))
}

/// What a person said for each of their files, with the way to change it.
///
/// # Errors
/// Nobody signed in, or the database failed.
pub async fn overview(tx: &mut Tx, ask: &Ask<'_>) -> Result<Vec<Block>, No> {
    let mut items = Vec::new();
    for c in dossiers::of_person(tx, ask.me()?.person).await? {
        let said = consents::of(tx, c.id).await?;
        let title = store::edition(tx, c.edition).await?.map_or(String::new(), |k| above(&k.edition));
        let line = |p: &Purpose| format!("{}\u{202f}: {}", p.label(Lang::Fr), words(ask, &said, *p));
        let mut text: Vec<String> = Purpose::ALL.iter().map(line).collect();
        text.push(kept_words(&c));
        items.push(Item { title, href: format!("/mon-espace/dossiers/{}#accords", c.id), text: text.join("\n"), ..Item::default() });
    }
    let body = if items.is_empty() { vec![Block::text(say::NONE)] } else { vec![Block::text(say::ALL_LEAD), Block::items(items)] };
    Ok(std::iter::once(Block::h2(say::ALL)).chain(body).collect())
}
