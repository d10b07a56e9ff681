//! What the scanner says decides what is seen: clean, infected, no verdict, nobody there, back again.

use super::service::{Cabinet, Thing, bytes, one, scan_waiting};
use super::store::{New, put};
use crate::files::scan::Clamd;
use crate::files::vault::Vault;
use crate::store::Db;
use crate::store::testing::both_engines;
use std::path::Path;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixListener;
use tokio::task::JoinHandle;

/// A scanner: finds "EICAR", and takes at most `max` bytes. It hangs up as the real one does, without reading the rest.
pub(crate) fn scanner(socket: &Path, max: usize) -> JoinHandle<()> {
    let _ = std::fs::remove_file(socket);
    let listener = UnixListener::bind(socket).unwrap();
    tokio::spawn(async move {
        while let Ok((mut talk, _)) = listener.accept().await {
            let mut command = [0; 10];
            let mut body = Vec::new();
            if talk.read_exact(&mut command).await.is_err() || &command != b"zINSTREAM\0" {
                continue;
            }
            let said: &[u8] = loop {
                let Ok(length) = talk.read_u32().await else { break b"" };
                if length == 0 {
                    break if body.windows(5).any(|w| w == b"EICAR") { b"stream: Eicar-Test FOUND\0" } else { b"stream: OK\0" };
                }
                if body.len() + length as usize > max {
                    break b"INSTREAM size limit exceeded. ERROR\0";
                }
                let mut part = vec![0; length as usize];
                if talk.read_exact(&mut part).await.is_err() {
                    break b"";
                }
                body.extend(part);
            };
            let _ = talk.write_all(said).await;
        }
    })
}

/// A file that waits for the scanner. Returns its key.
async fn waiting(db: &Db, vault: &Vault, id: i64, content: &[u8]) -> i64 {
    let stored = vault.put(content.to_vec()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let new = New {
        owner: None,
        thing: Thing::Draft,
        id,
        kind: "lettre",
        name: "lettre.pdf",
        key: stored.key.as_str(),
        sha256: &stored.sha256,
        size: stored.size as i64,
        pages: 1,
        scan: true,
    };
    let key = put(&mut tx, &new, &[], 5).await.unwrap();
    tx.commit().await.unwrap();
    key
}

#[tokio::test]
async fn a_file_is_seen_once_the_scanner_said_so_and_none_holds_up_the_others() {
    for (name, db) in both_engines().await {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("clamd.ctl");
        let vault = Vault::local(&folder.path().join("fichiers")).unwrap();
        let inspector = crate::files::tests::inspector();
        let cabinet = Cabinet { vault: vault.clone(), inspector, clamd: Some(Clamd::Unix(socket.clone())), asked: 0.into() };
        let large = waiting(&db, &vault, 1, &vec![b'x'; 300_000]).await;
        let clean = waiting(&db, &vault, 2, b"bonjour").await;
        let infected = waiting(&db, &vault, 3, b"EICAR").await;
        let lost = waiting(&db, &vault, 4, b"perdu").await;
        let last = waiting(&db, &vault, 5, b"au revoir").await;
        let mut tx = db.read().await.unwrap();
        let key = one(&mut tx, lost).await.unwrap().unwrap().vault_key;
        drop(tx);
        vault.delete(&crate::files::vault::Key::parse(&key).unwrap()).await.unwrap();
        let states = async || {
            let mut tx = db.read().await.unwrap();
            let mut out = Vec::new();
            for id in [large, clean, infected, lost, last] {
                let upload = one(&mut tx, id).await.unwrap().unwrap();
                assert_eq!(bytes(&mut tx, &cabinet, &upload, None).await.is_ok(), upload.state == "propre", "{name}: {id} {}", upload.state);
                out.push(upload.state);
            }
            out
        };

        // Nobody there: nothing is seen, nothing fails.
        scan_waiting(&db, &cabinet).await.unwrap();
        assert_eq!(states().await, ["attente"; 5], "{name}");

        // There, for small files only: each has its verdict, those without one wait and hold up nobody.
        let small = scanner(&socket, 100_000);
        scan_waiting(&db, &cabinet).await.unwrap();
        assert_eq!(states().await, ["attente", "propre", "infecte", "attente", "propre"], "{name}");

        // Gone, then back with room for more: what waited is asked about again, what was put aside stays so.
        small.abort();
        let _ = small.await;
        scan_waiting(&db, &cabinet).await.unwrap();
        assert_eq!(states().await, ["attente", "propre", "infecte", "attente", "propre"], "{name}");
        let roomy = scanner(&socket, 10_000_000);
        assert!(Clamd::Unix(socket.clone()).check().await.is_err(), "{name}: this one answers no PING");
        scan_waiting(&db, &cabinet).await.unwrap();
        assert_eq!(states().await, ["propre", "propre", "infecte", "attente", "propre"], "{name}");
        roomy.abort();
    }
}

#[tokio::test]
async fn a_round_begins_after_the_last_file_asked_about() {
    for (name, db) in both_engines().await {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::local(folder.path()).unwrap();
        let mut keys = Vec::new();
        for id in 1..=3 {
            keys.push(waiting(&db, &vault, id, b"x").await);
        }
        let mut tx = db.read().await.unwrap();
        let mut order = Vec::new();
        for after in [0, keys[0], keys[2]] {
            order.push(super::store::unscanned(&mut tx, after).await.unwrap().into_iter().map(|u| u.id).collect::<Vec<_>>());
        }
        assert_eq!(order, [vec![keys[0], keys[1], keys[2]], vec![keys[1], keys[2], keys[0]], vec![keys[0], keys[1], keys[2]]], "{name}");
    }
}
