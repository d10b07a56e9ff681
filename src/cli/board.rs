//! Commands of the board: migrate, seed, import, reindex, messages, and its benchmark.

use super::Outcome;
use super::settings::Settings;
use crate::jobs::import::{Format, Parsed, Row, read};
use crate::jobs::service::import::{Summary, store};
use crate::jobs::service::index;
use crate::jobs::service::publishing::demo::demo as recruiting;
use crate::kernel::clock::{now, paris_day, stopwatch};
use crate::people::service::demo;
use crate::places::Places;
use crate::store::{Db, StoreError};
use std::io::Read;
use std::path::Path;

/// Largest file imported, in bytes.
const FILE_MAX: u64 = 64 * 1024 * 1024;
/// Refused rows printed; the rest is counted.
const REFUSALS_SHOWN: usize = 50;

/// `passerelle migrate`
pub async fn migrate(s: &Settings) -> Outcome {
    let db = s.open_db().await?;
    println!("{} : migrations à jour.", db.engine());
    db.close().await;
    Ok(())
}

/// `passerelle seed demo`
pub async fn seed_demo(s: &Settings) -> Outcome {
    if !s.loopback() {
        return Err("le monde de démonstration ne se charge que sur une adresse de cette machine (voir PASSERELLE_BASE_URL)".to_owned());
    }
    let db = s.open_db().await?;
    load_demo(&db, &Places::load()).await?;
    follow(s, db).await
}

/// Stores the demo world, its dates brought to today.
pub async fn load_demo(db: &Db, places: &Places) -> Outcome {
    let parsed = crate::seeds::demo(paris_day(now())).map_err(|e| format!("le monde de démonstration ne se lit pas : {e}"))?;
    let summary = take(db, places, parsed).await?;
    println!(
        "Monde de démonstration : {} organisations, {} offres nouvelles, {} mises à jour.",
        summary.organisations, summary.created, summary.updated
    );
    if let Some(r) = summary.refused.first() {
        return Err(format!("une ligne du monde de démonstration est refusée : {} ({:?})", r.reason, r.reference));
    }
    let at = now().as_millisecond();
    let known = organisations(db).await?;
    demo::load(db, &known, at).await.map_err(|e| format!("les comptes de démonstration n’ont pas pu être créés : {e}"))?;
    recruiting(db, places, &known, at).await.map_err(|e| format!("les offres des recruteurs de démonstration n’ont pas pu être créées : {e}"))?;
    crate::candidacy::service::demo::load(db, paris_day(now()), at)
        .await
        .map_err(|e| format!("les candidatures de démonstration n’ont pas pu être créées : {e}"))?;
    let edition = crate::candidacy::service::demo::campaign_edition(db).await.map_err(|e| format!("la base ne répond pas : {e}"))?;
    if let Some(edition) = edition {
        crate::campaign::service::demo::load(db, &known, edition, paris_day(now()), at)
            .await
            .map_err(|e| format!("la campagne de démonstration n’a pas pu être créée : {e}"))?;
    }
    println!("Comptes de démonstration, mot de passe commun « {} » :", demo::PASSWORD);
    for (email, name, ..) in demo::ACCOUNTS {
        println!("  {email} ({name})");
    }
    Ok(())
}

/// Every organisation, by its slug.
async fn organisations(db: &Db) -> Result<Vec<(String, i64)>, String> {
    let read = async {
        let mut tx = db.read().await?;
        crate::organisations::store::slugs(&mut tx).await
    };
    read.await.map_err(|e: StoreError| format!("la base ne répond pas : {e}"))
}

/// `passerelle seed offers`
pub async fn seed_offers(s: &Settings, count: usize, seed: u64) -> Outcome {
    let (db, places) = (s.open_db().await?, Places::load());
    let start = stopwatch();
    let communes: Vec<(&str, &str)> = places.all().iter().take(800).map(|c| (c.insee, c.name)).collect();
    let organisations = crate::jobs::generate::organisations(seed).into_iter().enumerate().map(|(i, d)| row(i, d)).collect();
    let mut summary = take(&db, &places, Parsed { organisations, offers: Vec::new(), authoritative: true }).await?;
    let mut offers = crate::jobs::generate::offers(count, seed, paris_day(now()), &communes).enumerate().map(|(i, d)| row(i, d)).peekable();
    let mut done = 0;
    while offers.peek().is_some() {
        let chunk: Vec<Row<_>> = offers.by_ref().take(20_000).collect();
        done += chunk.len();
        let more = take(&db, &places, Parsed { offers: chunk, ..Parsed::default() }).await?;
        summary.created += more.created;
        summary.updated += more.updated;
        summary.unchanged += more.unchanged;
        eprintln!("{done}/{count} offres…");
    }
    println!(
        "{} offres créées, {} mises à jour, {} inchangées en {:.1} s.",
        summary.created,
        summary.updated,
        summary.unchanged,
        start.elapsed().as_secs_f64()
    );
    follow(s, db).await
}

/// Brings the index up to the database. One that another process holds is left to it: it follows by itself.
async fn follow(s: &Settings, db: Db) -> Outcome {
    match s.board_over(db.clone()).await? {
        Some(board) => index::catch_up(&board).await.map(|_| ()).map_err(|e| format!("l’index n’a pas pu suivre : {e}"))?,
        None => println!("Un processus passerelle tient l’index : il verra ces offres dans la seconde."),
    }
    db.close().await;
    Ok(())
}

fn row<T>(i: usize, draft: T) -> Row<T> {
    Row { line: i as u64 + 1, reference: None, outcome: Ok(draft) }
}

/// `passerelle import offers`
pub async fn import(s: &Settings, file: &Path, format: &str, source: Option<&str>) -> Outcome {
    let unread = |e: std::io::Error| format!("{} ne se lit pas : {e}", file.display());
    let mut bytes = Vec::new();
    std::fs::File::open(file).map_err(unread)?.take(FILE_MAX + 1).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > FILE_MAX {
        return Err(format!("le fichier dépasse {} Mio : découpez-le", FILE_MAX >> 20));
    }
    let kind = Format::from_code(format).ok_or_else(|| format!("le format {format} n’est pas connu"))?;
    let parsed = read(kind, &bytes, source.unwrap_or(format)).map_err(|r| r.to_string())?;
    let db = s.open_db().await?;
    let summary = take(&db, &Places::load(), parsed).await?;
    print!("{}", report(&summary));
    follow(s, db).await
}

async fn take(db: &Db, places: &Places, parsed: Parsed) -> Result<Summary, String> {
    let total = parsed.offers.len() as u64;
    let mut shown = 0;
    let mut progress = |done: u64| {
        if done - shown >= 5_000 {
            shown = done;
            eprintln!("{done}/{total} lignes…");
        }
    };
    store(db, places, parsed, now().as_millisecond(), &mut progress).await.map_err(|e| format!("l’import s’est arrêté : {e}"))
}

/// The end of an import, in words.
fn report(summary: &Summary) -> String {
    let mut out = String::new();
    for r in summary.refused.iter().take(REFUSALS_SHOWN) {
        let reference = r.reference.as_deref().map_or(String::new(), |x| format!(" ({x})"));
        out.push_str(&format!("ligne {}{reference} : refusée, {}\n", r.line, r.reason));
    }
    if summary.refused.len() > REFUSALS_SHOWN {
        out.push_str(&format!("… et {} autres lignes refusées\n", summary.refused.len() - REFUSALS_SHOWN));
    }
    out.push_str(&format!(
        "{} créées, {} mises à jour, {} inchangées, {} refusées ; {} organisations lues.\n",
        summary.created,
        summary.updated,
        summary.unchanged,
        summary.refused.len(),
        summary.organisations
    ));
    out
}

/// `passerelle reindex`
pub async fn reindex(s: &Settings) -> Outcome {
    let board = s.board().await?;
    let n = index::rebuild(&board).await.map_err(|e| format!("l’index n’a pas pu être reconstruit : {e}"))?;
    println!("{n} offres relues, index reconstruit.");
    board.db.close().await;
    Ok(())
}

/// `passerelle messages`
pub async fn messages(s: &Settings, forget: Option<&str>) -> Outcome {
    let db = s.open_db().await?;
    if let Some(email) = forget {
        let gone = crate::contact::service::forget(&db, email).await.map_err(|e| e.to_string())?;
        println!("{gone} message(s) effacé(s).");
        db.close().await;
        return Ok(());
    }
    let list = crate::contact::service::latest(&db).await.map_err(|e| e.to_string())?;
    for m in &list {
        let at = jiff::Timestamp::from_millisecond(m.at).map(|t| t.to_string()).unwrap_or_default();
        println!("{at}  {} <{}>\n  {}\n{}\n", m.name, m.email, m.subject, m.body.lines().map(|l| format!("  | {l}")).collect::<Vec<_>>().join("\n"));
    }
    println!("{} message(s).", list.len());
    db.close().await;
    Ok(())
}

/// The search benchmark.
pub async fn bench_search(count: usize, seed: u64, alone: bool) -> Outcome {
    // It has a runtime of its own for the database it compares with.
    let measured = tokio::task::spawn_blocking(move || crate::jobs::search::bench::run(count, seed, alone)).await;
    print!("{}", measured.map_err(|e| e.to_string())?.map_err(|e| e.to_string())?);
    Ok(())
}
