//! Explanations against plain recomputation, and the command line's promises.
use crate::matching::control::Unwatched;
use crate::matching::explain::{Force, explain, words};
use crate::matching::format::solution::{Policy, Status};
use crate::matching::format::{Task, problem};
use crate::matching::generate::{Recipe, instance};
use crate::matching::{cli, solve};

const SMALL: &str = r#"{"version":1,"associates":[{"id":"a1"},{"id":"a2"}],
 "organisations":[{"id":"o1"},{"id":"o2"},{"id":"o3"}],
 "missions":[{"id":"m1","organisation":"o1","capacity":[1,0]},{"id":"m2","organisation":"o2","capacity":[1,1]},{"id":"m3","organisation":"o3","capacity":[1,2]}],
 "pairs":[["a1","m1",900,100],["a1","m2",500,500],["a1","m3",400,400],["a2","m1",800,200],["a2","m2",100,500],["a2","m3",700,700]]}"#;

#[test]
fn a_small_attribution_is_explained() {
    let p = problem(SMALL.as_bytes(), Task::Attribute).unwrap();
    let s = solve::attribution(&p, Policy::Total, 0, &Unwatched).unwrap();
    assert_eq!(s.status, Status::Optimal);
    let told = explain(&p, &p, &s, None, &Unwatched).unwrap();
    for (a, person) in told.people.iter().enumerate() {
        assert_eq!(person.held.len(), 2);
        for wish in &person.wishes {
            let q = SMALL.replacen("\"pairs\"", &format!("\"require\":[[\"{}\",\"{}\"]],\"pairs\"", person.associate, wish.target), 1);
            let t = solve::attribution(&problem(q.as_bytes(), Task::Attribute).unwrap(), Policy::Total, 0, &Unwatched).unwrap();
            match wish.force.as_ref().unwrap() {
                Force::Costs { cost, exact, .. } => assert_eq!((s.total - t.total, true), (*cost, *exact), "{a}"),
                Force::Empties { lost } => assert_eq!(s.filled - t.filled, *lost),
                Force::Impossible => assert_eq!(t.status, Status::Infeasible),
                Force::Unknown => panic!("unknown at this size"),
            }
        }
    }
    let text = words::text(&told);
    assert!(text.contains("« a1 »") && text.contains("choix sur 3") && text.contains("Paires bloquantes"), "{text}");
}

#[test]
fn envy_is_justified_and_blocking_pairs_are_complete() {
    let text = r#"{"version":1,"meetings_per_associate":1,"rounds":1,"associates":[{"id":"a1"},{"id":"a2"}],
      "organisations":[{"id":"o1"},{"id":"o2"}],
      "pairs":[["a1","o1",600,900],["a1","o2",500,900],["a2","o1",1000,800],["a2","o2",100,100]]}"#;
    let p = problem(text.as_bytes(), Task::Meetings).unwrap();
    let s = solve::meetings(&p, Policy::Total, 0, &Unwatched).unwrap();
    let told = explain(&p, &p, &s, None, &Unwatched).unwrap();
    // a1 goes to o2 so that a2 has o1; o1 and a1 would both rather have each other.
    assert_eq!((told.blocking.len(), told.envy.len()), (1, 1));
    let envy = &told.envy[0];
    assert_eq!((envy.associate.as_str(), envy.target.as_str(), envy.over.clone()), ("a1", "o1", vec!["a2".to_string()]));
    let wish = &told.people[0].wishes[0];
    assert_eq!((wish.rank, wish.host_rank, wish.holders.clone()), (1, 1, vec!["a2".to_string()]));
    let Some(Force::Costs { cost, exact: true, moves }) = &wish.force else { panic!("{:?}", wish.force) };
    let forced = text.replacen("\"pairs\"", "\"require\":[[\"a1\",\"o1\"]],\"pairs\"", 1);
    let t = solve::meetings(&problem(forced.as_bytes(), Task::Meetings).unwrap(), Policy::Total, 0, &Unwatched).unwrap();
    assert_eq!((*cost, moves.clone()), (s.total - t.total, vec!["a2".to_string()]));
    assert!(words::text(&told).contains("« a1 » préférerait « o1 », qui le préfère aussi à a2."));
    assert!(told.people[1].wishes.is_empty());
}

fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("passerelle-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(words: &[&str]) -> u8 {
    cli::run(&words.iter().map(ToString::to_string).collect::<Vec<_>>(), &cli::World::still())
}

#[test]
fn threads_change_nothing_and_explain_runs_from_files() {
    let folder = folder("explain");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_string();
    let recipe = Recipe { attribution: true, associates: 8, organisations: 8, list: 6, ..Recipe::default() };
    std::fs::write(path("i.json"), instance(&recipe)).unwrap();
    for threads in ["1", "2", "64"] {
        assert_eq!(run(&["attribute", &path("i.json"), "--threads", threads, "--out", &path(threads)]), 0);
    }
    let bytes = |name: &str| std::fs::read(path(name)).unwrap();
    assert!(bytes("1") == bytes("2") && bytes("1") == bytes("64"));
    assert_eq!(run(&["attribute", &path("i.json"), "--threads", "many"]), 2);
    assert!(cli::help::page(cli::help::find("attribute").unwrap()).contains("le même pour tout N"));
    assert_eq!(run(&["explain", &path("i.json"), &path("1"), "--out", &path("why.txt")]), 0);
    assert!(String::from_utf8(bytes("why.txt")).unwrap().contains("« a8 »"));
    assert_eq!(run(&["explain", &path("i.json"), &path("1"), "--associate", "a3", "--json", "--out", &path("why.json")]), 0);
    let told: serde_json::Value = serde_json::from_slice(&bytes("why.json")).unwrap();
    assert_eq!(told["people"].as_array().unwrap().len(), 1);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_stopped_search_exits_with_one_and_writes_no_plan() {
    let folder = folder("stopped");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_string();
    let text = r#"{"version":1,"meetings_per_associate":1,"rounds":2,"associates":[{"id":"a1"},{"id":"a2"}],"organisations":[{"id":"o1"}],
      "away":[["a1",2],["a2",2]],"require":[["a1","o1"],["a2","o1"]],"pairs":[["a1","o1",900,900],["a2","o1",900,900]]}"#;
    std::fs::write(path("i.json"), text).unwrap();
    assert_eq!(run(&["meetings", &path("i.json"), "--out", &path("s.json")]), 1);
    assert!(!folder.join("s.json").exists());
    std::fs::remove_dir_all(&folder).unwrap();
}
