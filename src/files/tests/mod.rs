//! The whole way of a file, from a hostile hand to the limited process, and the store that keeps what is left.

mod hostile;
mod s3;
pub(crate) mod samples;
mod storing;

use super::check::inspect;
use super::child::{self, AT_ONCE, Inspector, MAX_TIME, MAX_WAITING};
use super::model::Refused;
use crate::kernel::clock;
use hostile::Fate;
use std::time::Duration;

/// The child of these tests: this very program, asked for the test below and nothing else.
pub(crate) fn inspector() -> Inspector {
    Inspector::new(std::env::current_exe().unwrap(), words("the_child"))
}

/// The same, which says it has begun by a file and waits for another before it reads anything.
pub(crate) fn held(begun: &std::path::Path, on: &std::path::Path) -> Inspector {
    let script = "touch \"$1\"; while [ ! -e \"$2\" ]; do sleep 0.01; done; shift 2; exec \"$@\"";
    let child = words("the_child").map(Into::into);
    let told = [script.into(), "sh".into(), begun.into(), on.into(), std::env::current_exe().unwrap().into_os_string()];
    let all: Vec<std::ffi::OsString> = std::iter::once("-c".into()).chain(told).chain(child).collect();
    Inspector::new("/bin/sh".into(), all)
}

/// The arguments that make this program run one of its ignored tests alone.
fn words(test: &str) -> [String; 4] {
    let module = module_path!().split_once("::").unwrap().1;
    [format!("{module}::{test}"), "--exact".into(), "--ignored".into(), "--nocapture".into()]
}

#[test]
#[ignore = "not a test: the process the others start"]
fn the_child() {
    std::process::exit(child::run().into());
}

#[test]
#[ignore = "not a test: a process that limits itself and then tries what it should not"]
fn the_confined() {
    child::confine().unwrap();
    let opened = std::fs::File::open("/etc/passwd").is_ok() || std::fs::write("/tmp/passerelle-was-here", b"x").is_ok();
    let reached = std::net::UdpSocket::bind("127.0.0.1:0").is_ok();
    let started = std::process::Command::new("/bin/true").output().is_ok();
    let room = Vec::<u8>::new().try_reserve_exact(600 << 20).is_ok();
    std::process::exit(if opened || reached || started || room { 1 } else { 77 });
}

#[test]
fn a_limited_process_opens_nothing_reaches_nothing_and_has_little_room() {
    let status = std::process::Command::new(std::env::current_exe().unwrap()).args(words("the_confined")).output().unwrap().status;
    assert_eq!(status.code(), Some(77));
}

#[test]
fn ordinary_files_are_read() {
    for (name, bytes, pages) in samples::good() {
        assert_eq!(inspect(&bytes).map(|i| i.pages), Ok(pages), "{name}");
    }
    let titled = samples::good().into_iter().find(|g| g.0 == "a title").unwrap().1;
    assert_eq!(inspect(&titled).unwrap().title.as_deref(), Some("CV Zoé"));
}

#[tokio::test]
async fn ordinary_files_are_taken_and_drawn() {
    let inspector = inspector();
    for (name, bytes, pages) in samples::good() {
        let preview = inspector.inspect(&bytes).await.unwrap_or_else(|refused| panic!("{name}: {refused:?}"));
        assert_eq!((preview.inspected.pages, preview.complete), (pages, true), "{name}");
        assert_eq!(preview.pages.len(), pages.min(super::model::MAX_DRAWN), "{name}");
        for png in preview.pages.iter().flatten() {
            let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
            assert!((400..=1001).contains(&side(16)) && (400..=2201).contains(&side(20)), "{name}: {} × {}", side(16), side(20));
            assert!(png.len() > 2_500, "{name}: a blank page ({} bytes)", png.len());
        }
    }
}

#[tokio::test]
async fn hostile_files_end_in_words_and_the_server_lives() {
    let inspector = inspector();
    let files = hostile::all();
    assert!(files.len() >= 80, "{}", files.len());
    let mut wrong = Vec::new();
    for (name, bytes, fate) in &files {
        let started = clock::stopwatch();
        let came = inspector.inspect(bytes).await.map(|p| (p.inspected, p.complete));
        let took = started.elapsed();
        if std::env::var_os("SHOW").is_some() {
            eprintln!("{name} ({} bytes): {came:?} in {took:?}", bytes.len());
        }
        let fits = match (fate, &came) {
            (Fate::For(cause), Err(refused)) => cause == refused,
            (Fate::OneOf(causes), Err(refused)) => causes.contains(refused),
            (Fate::Taken, Ok(_)) => true,
            (Fate::Survived, Ok(_)) => true,
            (Fate::Survived, Err(refused)) => *refused != Refused::Unavailable,
            _ => false,
        };
        if !fits || took > MAX_TIME + Duration::from_secs(3) {
            wrong.push(format!("{name}: {came:?} in {took:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(inspector.inspect(&samples::ordinary()).await.is_ok(), "the inspector no longer works");
}

#[tokio::test]
async fn a_process_that_cannot_start_or_lies_is_not_a_verdict() {
    let file = samples::ordinary();
    let none = Inspector::new("/nonexistent/passerelle".into(), ["x"]);
    assert_eq!(none.inspect(&file).await, Err(Refused::Unavailable));
    let cat = Inspector::new("/bin/cat".into(), ["-"]);
    assert_eq!(cat.inspect(&file).await, Err(Refused::Broken), "the file's own bytes passed for a verdict");
    for (script, said) in [("kill -ABRT $$", Refused::Bomb), ("kill -XCPU $$", Refused::Slow), ("exit 101", Refused::Broken)] {
        let dies = Inspector::new("/bin/sh".into(), ["-c", script]);
        assert_eq!(dies.inspect(&file).await, Err(said), "{script}");
    }
}

#[tokio::test]
async fn a_process_that_never_ends_is_killed() {
    let sleeps = Inspector::new("/bin/sleep".into(), ["600"]).hurried(Duration::from_millis(300), MAX_TIME);
    assert_eq!(sleeps.inspect(&samples::ordinary()).await, Err(Refused::Slow));
}

#[tokio::test]
async fn a_crowd_waits_and_what_is_too_many_is_told_so() {
    let sleeps = std::sync::Arc::new(Inspector::new("/bin/sleep".into(), ["600"]).hurried(Duration::from_millis(400), Duration::from_millis(900)));
    let crowd: Vec<_> = (0..AT_ONCE + MAX_WAITING + 5)
        .map(|_| {
            let sleeps = sleeps.clone();
            tokio::spawn(async move { sleeps.inspect(b"x").await })
        })
        .collect();
    let (mut busy, mut slow) = (0, 0);
    for one in crowd {
        match one.await.unwrap() {
            Err(Refused::Busy) => busy += 1,
            Err(Refused::Slow) => slow += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(busy >= 5 && slow >= AT_ONCE && busy + slow == AT_ONCE + MAX_WAITING + 5, "{busy} {slow}");
}
