//! The index on disk: reopening, versions, damage, and readers beside a writer.

use super::*;
use crate::jobs::search::SearchError;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

#[test]
fn reopening_keeps_offers_and_sequence() {
    let folder = tempfile::tempdir().unwrap();
    {
        let engine = Engine::open(folder.path()).unwrap();
        assert_eq!(engine.seq(), 0);
        engine.apply(&[offer(1, "Maçon"), offer(2, "Maçonne"), offer(3, "Tailleuse")], &[], 41).unwrap();
        engine.apply(&[offer(1, "Peintre")], &[3, 99], 42).unwrap();
        assert!(matches!(Engine::open(folder.path()), Err(SearchError::Busy)));
    }
    let engine = Engine::open(folder.path()).unwrap();
    assert_eq!((engine.seq(), engine.health().offers), (42, 2));
    assert_eq!((find(&engine, "maçon").ids, find(&engine, "peintre").ids), (vec![2], vec![1]));
    engine.clear().unwrap();
    assert_eq!((engine.seq(), engine.health().offers, find(&engine, "").total), (0, 0, 0));
    engine.rebuild((1..=3).map(|id| offer(id, "Maçon")), 50).unwrap();
    assert_eq!((engine.seq(), find(&engine, "macon").total), (50, 3));
}

#[test]
fn an_index_of_another_version_starts_afresh() {
    let folder = tempfile::tempdir().unwrap();
    Engine::open(folder.path()).unwrap().apply(&[offer(1, "Maçon")], &[], 7).unwrap();
    fs::write(folder.path().join("VERSION"), "0/old").unwrap();
    let engine = Engine::open(folder.path()).unwrap();
    assert_eq!((engine.seq(), engine.health().offers), (0, 0));
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letters.txt"), "keep me").unwrap();
    assert!(matches!(Engine::open(folder.path()), Err(SearchError::NotAnIndex)));
    assert!(folder.path().join("letters.txt").exists());
}

#[test]
fn any_damaged_file_is_a_clear_error_and_a_wipe_repairs() {
    let folder = tempfile::tempdir().unwrap();
    let fill = || Engine::open(folder.path()).and_then(|e| e.apply(&[offer(1, "Maçon"), offer(2, "Peintre")], &[], 7));
    fill().unwrap();
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    let watched = |name: &str| name == "meta.json" || !(name.starts_with('.') || name == "VERSION" || name.ends_with(".lock"));
    for name in names.iter().filter_map(|n| n.to_str()).filter(|n| watched(n)) {
        for how in ["cut", "flip", "gone"] {
            Engine::wipe(folder.path()).unwrap();
            fill().unwrap();
            // Segment names change at each fill: damage the file of the same kind.
            let kind = if name == "meta.json" { "/meta.json" } else { name.rsplit('.').next().unwrap() };
            let path = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path()).find(|p| p.to_str().unwrap().ends_with(kind)).unwrap();
            let mut bytes = fs::read(&path).unwrap();
            match how {
                "cut" => fs::write(&path, &bytes[..bytes.len() / 2]).unwrap(),
                "gone" => fs::remove_file(&path).unwrap(),
                _ => {
                    bytes[0] ^= 0x55;
                    fs::write(&path, &bytes).unwrap();
                }
            }
            let opened = Engine::open(folder.path());
            assert!(matches!(opened, Err(SearchError::Corrupt(_))), "{kind} {how}: {:?}", opened.err());
        }
    }
    Engine::wipe(folder.path()).unwrap();
    fill().unwrap();
    assert_eq!(find(&Engine::open(folder.path()).unwrap(), "maçon").total, 1);
}

#[test]
fn readers_go_on_while_the_writer_applies() {
    let engine = engine(&(1..=200).map(|id| offer(id, "Maçon")).collect::<Vec<_>>());
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut searches = 0;
                    while !done.load(Ordering::Relaxed) || searches == 0 {
                        // Each change replaces one offer by itself: every view holds exactly two hundred.
                        assert_eq!(find(&engine, "maçon").total, 200);
                        searches += 1;
                    }
                    searches
                })
            })
            .collect();
        for round in 1..=25 {
            engine.apply(&[offer(round, "Maçonne"), offer(300 + round, "Peintre")], &[300 + round - 1], 1 + round).unwrap();
        }
        done.store(true, Ordering::Relaxed);
        assert!(readers.into_iter().all(|r| r.join().unwrap() > 0));
    });
    assert_eq!(engine.seq(), 26);
}
