//! Writing a file: a field by itself, a form at once, rows, submitting, opening again, withdrawing.

use super::{THING, capacity, consents, copy, facts, hold_edition, moved, own_locked, pieces, saving, writable};
use crate::audit::service::{Entry, write};
use crate::candidacy::model::autosave::{Saving, get, good_key, set};
use crate::candidacy::model::consent::Purpose;
use crate::candidacy::model::experience::Experience;
use crate::candidacy::model::fields::{ROWS_MAX, field_of};
use crate::candidacy::model::file::{Achievement, Diploma, Language};
use crate::candidacy::model::missing::missing as lacking;
use crate::candidacy::model::state::{Mover, State};
use crate::candidacy::store::Kept;
use crate::candidacy::store::dossiers::{self, Candidacy, Saved as Mark};
use crate::desk::service::{Acted, Ask, Done, Fields, No, Saved, missing};
use crate::i18n::candidacy as say;
use crate::kernel::dates::moment;
use crate::kernel::refusal::{Reason, Refusal};
use crate::mail::service::{Letter, put};
use crate::store::Tx;

/// A form of `/mon-espace/dossiers/{id}`.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    match pieces::by_act(fields.get("geste")) {
        Some((document, false)) => return pieces::take(ask, document).await,
        Some((document, true)) => return pieces::drop_it(ask, document).await,
        None => {}
    }
    if fields.get("geste") == "accords" {
        return consents::act(ask, fields).await;
    }
    let mut tx = ask.db().begin().await?;
    if fields.get("geste") == "retirer" {
        // A place may become free: the edition is always taken before its files, so that nobody waits for each other.
        hold_edition(&mut tx, ask).await?;
    }
    let (mut c, kept) = own_locked(&mut tx, ask).await?;
    let here = format!("/mon-espace/dossiers/{}", c.id);
    match fields.get("geste") {
        "champ" => return one(ask, fields, tx, c, &kept).await,
        "enregistrer" => return whole(ask, fields, tx, c, &kept).await,
        "ajouter" => {
            writable(&c, &kept.edition, ask.today())?;
            let anchor = add_row(&mut c, fields.get("liste"))?;
            dossiers::keep(&mut tx, &c).await?;
            tx.commit().await?;
            return Ok(Done::to(format!("{here}#{anchor}")));
        }
        "retirer-ligne" => {
            writable(&c, &kept.edition, ask.today())?;
            let row = fields.get("ligne");
            set(&mut c.dossier, saving(ask, &kept.edition), row, "")?;
            dossiers::unmark_row(&mut tx, c.id, row).await?;
            dossiers::keep(&mut tx, &c).await?;
            tx.commit().await?;
            return Ok(Done::saying(&format!("{here}#c-{}", row.split('.').next().unwrap_or("")), "ligne-retiree"));
        }
        "deposer" => return submit(ask, tx, c, &kept).await,
        _ => {}
    }
    let (to, said) = match fields.get("geste") {
        "rouvrir" => (State::Draft, "dossier-rouvert"),
        "reprendre" => (State::Draft, "dossier-repris"),
        "retirer" => (State::Withdrawn, "dossier-retire"),
        _ => return Err(missing()),
    };
    let held = c.state;
    moved(&mut tx, ask, &c, to, &facts(Mover::Candidate, &kept.edition, 0, ask.today())).await?;
    if to == State::Withdrawn {
        consents::record(&mut tx, ask, c.id, Purpose::Selection, false).await?;
    }
    if to == State::Withdrawn && !matches!(held, State::Draft) {
        // A place may have become free (rule M11).
        capacity::admit(&mut tx, ask, &kept).await?;
    }
    tx.commit().await?;
    Ok(Done::saying(&here, said))
}

/// What came of one field.
enum One {
    /// It is saved, in this version.
    Saved(i64),
    /// It was changed elsewhere meanwhile.
    Elsewhere { theirs: String, version: i64 },
}

/// Saves one field unless it was changed elsewhere. `stale` says whether the version it has now is one the writer did not see.
async fn put_field(
    tx: &mut Tx,
    c: &mut Candidacy,
    saving: Saving<'_>,
    (address, value): (&str, &str),
    now: (i64, i64),
    stale: impl Fn(Mark) -> bool,
) -> Result<One, No> {
    let mark = dossiers::fields(tx, c.id).await?.get(address).copied().unwrap_or_default();
    let mut changed = c.dossier.clone();
    set(&mut changed, saving, address, value)?;
    if changed == c.dossier {
        return Ok(One::Saved(mark.version));
    }
    if stale(mark) {
        return Ok(One::Elsewhere { theirs: get(&c.dossier, address).unwrap_or_default(), version: mark.version });
    }
    c.dossier = changed;
    if address.matches('.').count() == 1 {
        // A whole row that is gone.
        dossiers::unmark_row(tx, c.id, address).await?;
        return Ok(One::Saved(c.version));
    }
    dossiers::mark(tx, c.id, address, Mark { version: c.version, at: now.0, session: now.1 }).await?;
    Ok(One::Saved(c.version))
}

/// A field that saves itself: durable before it is acknowledged.
async fn one(ask: &Ask<'_>, fields: &Fields, mut tx: Tx, mut c: Candidacy, kept: &Kept) -> Acted {
    writable(&c, &kept.edition, ask.today())?;
    let (address, value) = (fields.get("champ"), fields.get("valeur"));
    let base = fields.number("version").unwrap_or(0);
    let session = ask.me()?.session;
    let saved = match put_field(&mut tx, &mut c, saving(ask, &kept.edition), (address, value), (ask.ms(), session), |m| m.version != base).await? {
        One::Saved(version) => {
            dossiers::keep(&mut tx, &c).await?;
            tx.commit().await?;
            Saved { words: say::saved_at(&moment(ask.ms(), ask.now)), version: version.to_string(), state: "saved".to_owned(), theirs: String::new() }
        }
        One::Elsewhere { theirs, version } => {
            Saved { words: crate::i18n::desk::CHANGED_ELSEWHERE.to_owned(), version: version.to_string(), state: "conflict".to_owned(), theirs }
        }
    };
    Ok(Done { to: ask.path(), saved: Some(saved), ..Done::default() })
}

/// Every field of a form at once, without script. What can be saved is; what cannot is shown again as typed.
async fn whole(ask: &Ask<'_>, fields: &Fields, mut tx: Tx, mut c: Candidacy, kept: &Kept) -> Acted {
    writable(&c, &kept.edition, ask.today())?;
    let read = fields.number("lu").unwrap_or(0);
    let session = ask.me()?.session;
    let stale = |m: Mark| m.version > read && m.session != session;
    let mut sent: Vec<(String, String)> = fields.0.iter().filter(|(name, _)| field_of(name).is_some()).cloned().collect();
    if fields.get("formulaire") == "sans-diplome" && !fields.has("no_diploma") {
        sent.push(("no_diploma".to_owned(), String::new()));
    }
    let mut problems = Vec::new();
    for (address, value) in sent {
        match put_field(&mut tx, &mut c, saving(ask, &kept.edition), (&address, value.trim()), (ask.ms(), 0), stale).await {
            Ok(One::Saved(_)) => {}
            Ok(One::Elsewhere { theirs, .. }) => {
                problems.push(Refusal { reason: Reason::Conflict, field: Some(address), sentence: say::changed_elsewhere(&theirs) });
            }
            Err(No::Refused(more)) => problems.extend(more.into_iter().map(|r| Refusal { field: r.field.or(Some(address.clone())), ..r })),
            Err(no) => return Err(no),
        }
    }
    dossiers::keep(&mut tx, &c).await?;
    tx.commit().await?;
    if problems.is_empty() {
        let anchor = fields.get("formulaire").to_owned();
        let plain = anchor.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let there = if plain { format!("{}#{anchor}", ask.path()) } else { ask.path() };
        return Ok(Done::saying(&there, "enregistre"));
    }
    Err(problems.into())
}

/// Adds an empty row. Returns its anchor.
fn add_row(c: &mut Candidacy, list: &str) -> Result<String, No> {
    let d = &mut c.dossier;
    let key = format!("l{}", c.version);
    debug_assert!(good_key(&key));
    let count = match list {
        "experiences" => d.experiences.len(),
        "achievements" => d.achievements.len(),
        "diplomas" => d.diplomas.len(),
        "languages" => d.languages.len(),
        _ => return Err(missing()),
    };
    if count >= ROWS_MAX {
        return Err(Refusal::rule(say::rows_max(ROWS_MAX)).into());
    }
    match list {
        "experiences" => drop(d.experiences.insert(key.clone(), Experience::default())),
        "achievements" => drop(d.achievements.insert(key.clone(), Achievement::default())),
        "diplomas" => drop(d.diplomas.insert(key.clone(), Diploma::default())),
        _ => drop(d.languages.insert(key.clone(), Language::default())),
    }
    Ok(format!("{list}-{key}"))
}

/// Submits: open, complete; the receipt is a page and a mail with a copy of everything (rules C14, C15).
async fn submit(ask: &Ask<'_>, mut tx: Tx, c: Candidacy, kept: &Kept) -> Acted {
    let me = ask.me()?;
    let documents = pieces::views(&mut tx, ask, c.id).await?;
    let still = lacking(&c.dossier, documents.pieces(), &kept.edition, ask.today());
    let open = matches!(kept.edition.phase(ask.today()), crate::candidacy::model::edition::Phase::Open { .. });
    if c.state == State::Draft && open && !still.is_empty() {
        return Err(still.iter().map(|m| Refusal::invalid(&m.field, format!("{}.", m.sentence))).collect::<Vec<_>>().into());
    }
    moved(&mut tx, ask, &c, State::Submitted, &facts(Mover::Candidate, &kept.edition, still.len(), ask.today())).await?;
    consents::record(&mut tx, ask, c.id, Purpose::Selection, true).await?;
    let url = format!("{}/mon-espace/dossiers/{}", ask.desk.board.base_url, c.id);
    let letter = Letter {
        person: Some(me.person),
        to: me.email.clone(),
        subject: say::receipt_subject(&super::above(&kept.edition)),
        body: say::receipt_mail(
            c.called(),
            &super::above(&kept.edition),
            &moment(ask.ms(), ask.now),
            &url,
            &copy::plain(&c.dossier, kept, &documents),
        ),
        cause: "dossier déposé",
    };
    put(&mut tx, &letter, ask.ms()).await?;
    crate::uploads::service::forget_replaced(&mut tx, crate::uploads::service::Thing::File, c.id).await?;
    let entry = Entry { actor: Some(me.person), thing: THING, id: c.id, verb: "reçu envoyé", ..Entry::default() };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::to(format!("/mon-espace/dossiers/{}/recu", c.id)))
}
