//! `passerelle doctor`: what works, what does not, and what to do about it.

use super::Outcome;
use super::settings::Settings;
use crate::jobs::store;
use crate::store::Db;

/// Prints one line a check; fails when one of them does.
pub async fn doctor(s: &Settings) -> Outcome {
    let mut broken = 0;
    let mut say = |what: &str, result: Result<String, String>| {
        match result {
            Ok(detail) => println!("bien   {what} : {detail}"),
            Err(advice) => {
                broken += 1;
                println!("MAL    {what} : {advice}");
            }
        };
    };
    say("adresse publique", s.base_url());
    say("dossier de données", writable(s));
    let (database, index, waiting) = database(s).await;
    say("base de données", database);
    say("index de recherche", index);
    say("fichiers du site", assets(s));
    let (files, antivirus) = files(s, waiting).await;
    say("fichiers envoyés", files);
    say("antivirus", antivirus);
    say("instances PeerTube", s.peertube().map(|all| if all.is_empty() { "aucune".to_owned() } else { all.join(", ") }));
    say("fuseau horaire", timezone());
    if broken > 0 { Err(format!("{broken} point(s) à corriger")) } else { Ok(()) }
}

/// Where files people send are kept, and who looks for viruses in them; so many wait for that.
async fn files(s: &Settings, waiting: usize) -> (Result<String, String>, Result<String, String>) {
    let cabinet = match s.cabinet() {
        Ok(cabinet) => cabinet,
        Err(advice) => return (Err(advice.clone()), Err(advice)),
    };
    let kept = cabinet.vault.check().await.map(|()| cabinet.vault.to_string());
    let scanned = match &cabinet.clamd {
        None => without_scanner(waiting),
        Some(clamd) => clamd.check().await.map(|()| "répond, jusqu’à 5\u{a0}Mo".to_owned()),
    };
    (kept, scanned)
}

/// Without a scanner nothing may wait for one: what does stays invisible for ever.
fn without_scanner(waiting: usize) -> Result<String, String> {
    match waiting {
        0 => Ok("aucun".to_owned()),
        n => Err(format!("aucun, alors que {n} fichier(s) attendent son verdict et restent invisibles\u{202f}; réglez PASSERELLE_CLAMD")),
    }
}

fn writable(s: &Settings) -> Result<String, String> {
    let probe = s.data.join(".doctor");
    std::fs::create_dir_all(&s.data)
        .and_then(|()| std::fs::write(&probe, b"x"))
        .and_then(|()| std::fs::remove_file(&probe))
        .map_err(|e| format!("{} n’est pas accessible en écriture ({e})", s.data.display()))?;
    Ok(s.data.display().to_string())
}

/// The database, the index made from it, and how many files wait to be scanned (a hundred at most are counted).
async fn database(s: &Settings) -> (Result<String, String>, Result<String, String>, usize) {
    let check = async {
        let db = Db::open(&s.database_url()).await.map_err(|e| format!("ne s’ouvre pas ({e})"))?;
        let read = async {
            let mut tx = db.read().await?;
            let waiting = crate::uploads::store::unscanned(&mut tx, 0).await?.len();
            Ok::<_, crate::store::StoreError>((store::count(&mut tx).await?, store::last_change(&mut tx).await?, waiting))
        };
        let (offers, changes, waiting) = read.await.map_err(|e| format!("ne se lit pas ; lancez « passerelle migrate » ({e})"))?;
        let index = index(s, &db, changes).await;
        let line = format!("{}, {offers} offres", db.engine());
        db.close().await;
        Ok((line, index, waiting))
    };
    match check.await {
        Ok((line, index, waiting)) => (Ok(line), index, waiting),
        Err(advice) => (Err(advice), Err("il dépend de la base".to_owned()), 0),
    }
}

async fn index(s: &Settings, db: &Db, changes: i64) -> Result<String, String> {
    let Some(engine) = s.open_engine(db).await.map_err(|e| format!("{e} ; lancez « passerelle reindex »"))? else {
        return Ok("tenu par un processus passerelle ; voyez /sante/pret".to_owned());
    };
    let health = engine.health();
    let documents = health.offers;
    match changes - health.seq {
        0 => Ok(format!("{documents} offres, à jour")),
        late if late > 0 => Ok(format!("{documents} offres, {late} changement(s) à suivre au prochain démarrage")),
        _ => Err("il est en avance sur la base ; lancez « passerelle reindex »".to_owned()),
    }
}

fn assets(s: &Settings) -> Result<String, String> {
    let root = s.site_root();
    let wasm = std::fs::read_dir(root.join("pkg")).map(|d| d.flatten().any(|f| f.path().extension().is_some_and(|e| e == "wasm")));
    match wasm {
        Ok(true) => Ok(root.display().to_string()),
        _ => Err(format!("{} ne contient pas de fichier WebAssembly ; lancez « make build »", root.join("pkg").display())),
    }
}

fn timezone() -> Result<String, String> {
    let july = crate::kernel::clock::paris_midnight(jiff::civil::Date::constant(2026, 7, 1));
    if july.to_string() == "2026-06-30T22:00:00Z" { Ok("Europe/Paris".to_owned()) } else { Err("Europe/Paris est inconnu".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::without_scanner;

    #[test]
    fn files_that_wait_for_a_scanner_nobody_set_are_said() {
        assert_eq!(without_scanner(0), Ok("aucun".to_owned()));
        assert!(without_scanner(3).is_err_and(|advice| advice.contains("3 fichier(s)") && advice.contains("PASSERELLE_CLAMD")));
    }
}
