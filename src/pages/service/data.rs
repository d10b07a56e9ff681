//! `/mon-espace/mes-donnees`: everything kept of a person, given to them in one file, or erased for good (rule M15).

use crate::audit::service::{Entry, write};
use crate::contact::store as contact;
use crate::desk::model::{Block, Field, Form, Sheet};
use crate::desk::service::{Acted, Answer, Ask, Done, Download, Fields, No, Session, missing};
use crate::i18n::people as say;
use crate::jobs::alerts::store as alerts;
use crate::jobs::service::Fault;
use crate::jobs::store::applications;
use crate::kernel::refusal::Refusal;
use crate::people::model::{Role, Viewer};
use crate::people::store::{self, data};
use crate::store::Tx;
use crate::uploads::store::owned;
use serde_json::{Value, json};
use std::io::Write;
use zip::write::SimpleFileOptions;

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    ask.me()?;
    let mut tx = ask.db().read().await?;
    let said = crate::candidacy::service::consents::overview(&mut tx, ask).await?;
    drop(tx);
    let export = Form::new("exporter").button("exporter", say::EXPORT);
    let erase = Form::new("effacer").field(Field::new("confirmation", "text", say::ERASE_FIELD).required().max(254)).danger("effacer", say::ERASE);
    Ok(Sheet::new(say::DATA)
        .lead(say::DATA_LEAD)
        .with_all(ask.said())
        .with_all(said)
        .with(Block::h2(say::EXPORT_TITLE))
        .with(Block::text(say::EXPORT_TEXT))
        .with(ask.form(export))
        .with(Block::h2(say::ERASE_TITLE))
        .with(Block::text(say::ERASE_TEXT))
        .with(ask.form(erase)))
}

/// A form of the page.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    match fields.get("geste") {
        "exporter" => export(ask).await,
        "effacer" => erase(ask, fields).await,
        _ => Err(missing()),
    }
}

/// What every room keeps of a person.
async fn everything(tx: &mut Tx, me: &Viewer, now: i64) -> Result<Value, No> {
    let person = store::person(tx, me.person).await?.ok_or(No::SignIn)?;
    let roles: Vec<Value> = data::role_spans(tx, me.person)
        .await?
        .into_iter()
        .map(|(role, organisation, since, until)| json!({ "role": role, "organisation": organisation, "depuis_ms": since, "jusqu_a_ms": until }))
        .collect();
    let devices: Vec<Value> = store::sessions(tx, me.person, now)
        .await?
        .into_iter()
        .map(|s| json!({ "appareil": s.device, "ouvert_ms": s.created_at, "vu_ms": s.seen_at }))
        .collect();
    let mails: Vec<Value> = data::mails(tx, me.person, &person.email)
        .await?
        .into_iter()
        .map(|(at, subject, body)| json!({ "le_ms": at, "objet": subject, "texte": body }))
        .collect();
    let searches: Vec<Value> =
        alerts::of(tx, me.person).await?.into_iter().map(|s| json!({ "nom": s.name, "recherche": s.query, "rythme": s.rhythm })).collect();
    let uploads: Vec<Value> = owned(tx, me.person)
        .await?
        .into_iter()
        .map(|u| json!({ "fichier": file_name(u.id, &u.name), "nature": u.kind, "de": u.thing, "numero": u.thing_id, "sha256": u.sha256, "octets": u.size, "le_ms": u.created_at }))
        .collect();
    let applied: Vec<Value> = applications::of_person(tx, me.person)
        .await?
        .into_iter()
        .map(|a| {
            json!({ "numero": a.id, "offre": a.title, "organisation": a.organisation, "etat": a.state.code(), "lettre": a.sent.letter,
                "reponses": a.sent.answers, "pieces": a.sent.pieces, "envoyee_ms": a.applied_at, "message_recu": a.message })
        })
        .collect();
    Ok(json!({
        "candidatures": applied,
        "personne": { "adresse": person.email, "nom": person.name, "accord": person.agreement, "arrivee_ms": person.created_at,
            "mot_de_passe": person.password.is_some(), "double_authentification": person.totp_confirmed_at.is_some() },
        "roles": roles,
        "appareils": devices,
        "mails": mails,
        "recherches": searches,
        "fichiers": uploads,
        "campagnes": crate::campaign::service::own_data::kept_of(tx, &person.email).await?,
        "dossiers": crate::candidacy::service::kept_of(tx, me.person).await?,
    }))
}

fn file_name(id: i64, name: &str) -> String {
    format!("fichiers/{id}-{}", name.replace(['/', '\\'], "-"))
}

/// One file with everything in it: a JSON document, and the files as they were sent.
async fn export(ask: &Ask<'_>) -> Acted {
    let me = ask.me()?;
    let mut tx = ask.db().read().await?;
    let all = everything(&mut tx, me, ask.ms()).await?;
    let mut files = vec![("donnees.json".to_owned(), serde_json::to_vec_pretty(&all).unwrap_or_default())];
    for upload in owned(&mut tx, me.person).await? {
        if let Ok(bytes) = crate::uploads::service::bytes(&mut tx, &ask.desk.cabinet, &upload, None).await {
            files.push((file_name(upload.id, &upload.name), bytes));
        }
    }
    let bytes = zipped(files).map_err(|e| Fault::Interrupted(format!("zip: {e}")))?;
    let name = format!("passerelle-mes-donnees-{}.zip", ask.today());
    Ok(Done { file: Some(Download { name, kind: "application/zip", bytes }), ..Done::default() })
}

fn zipped(files: Vec<(String, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored))?;
        writer.write_all(&bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// Erases the person who asks. Nothing of them stays but anonymous counts.
async fn erase(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    if fields.get("confirmation").to_lowercase() != me.email {
        return Err(Refusal::invalid("confirmation", say::ERASE_NEED).into());
    }
    let mut tx = ask.db().begin().await?;
    let alone = data::alone_at(&mut tx, me.person, ask.ms()).await?;
    if let Some(name) = alone.first() {
        return Err(Refusal::rule(say::erase_alone(name)).into());
    }
    if me.is(Role::Admin) {
        store::one_at_a_time(&mut tx, Role::Admin).await?;
        if store::count_role(&mut tx, Role::Admin, ask.ms()).await? <= 1 {
            return Err(Refusal::rule(say::ROLE_LAST).into());
        }
    }
    applications::forget_author(&mut tx, me.person, &me.email).await?;
    contact::forget_from(&mut tx, &me.email).await?;
    alerts::forget_newsletter(&mut tx, 0, &me.email).await?;
    crate::campaign::service::own_data::forget(&mut tx, &me.email, ask.ms()).await?;
    data::erase(&mut tx, me.person, &me.email).await?;
    write(&mut tx, &Entry { thing: "personne", id: me.person, verb: "oubli", ..Entry::default() }, ask.ms()).await?;
    tx.commit().await?;
    // Rooms held in memory still know the name: they are read again by whoever comes next.
    for hall in ask.desk.halls.held() {
        ask.desk.halls.forget(hall.id);
    }
    Ok(Done::saying("/connexion", "oubli").session(Session::Close))
}
