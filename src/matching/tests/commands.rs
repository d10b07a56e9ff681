//! The command line from files to files: tables, ballots, comparison, repairs, limits, refusals, and lies about infeasibility.
use crate::matching::cli::{World, help, run};
use crate::matching::format::solution::{Duals, Solution, Status};
use crate::matching::format::{Task, problem};
use crate::matching::verify;
use std::path::PathBuf;

struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("passerelle-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    /// Runs a line of words; those that begin with `@` are files of the desk.
    fn run(&self, line: &str) -> u8 {
        self.within(line, &World::still())
    }

    fn within(&self, line: &str, world: &World) -> u8 {
        let word = |word: &str| word.strip_prefix('@').map_or_else(|| word.to_string(), |name| self.path(name));
        run(&line.split_whitespace().map(word).collect::<Vec<_>>(), world)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const PREFERENCES: &str = "\u{feff}Associé;Organisation;Satisfaction associé;Satisfaction hôte;Décision;Auteur;Motif\r\n\
    Zoé;=Écluse;900;700;;;\r\nZoé;Ferme;400;800;;;\r\nYann;=Écluse;800;600;interdit;équipe;conflit\r\nYann;Ferme;500;500;imposé;;\r\n";

#[test]
fn tables_come_in_and_go_out() {
    let desk = Desk::new("tables");
    desk.write("p.csv", PREFERENCES);
    assert_eq!(desk.run("match import meetings @p.csv --meetings 2 --out @i.json"), 0);
    assert_eq!(desk.run("match meetings @i.json --out @s.json --csv @plan.csv"), 0);
    assert_eq!(desk.run("match verify @i.json @s.json"), 0);
    assert_eq!(desk.run("match verify @i.json @plan.csv"), 0);
    let plan = desk.read("plan.csv");
    assert!(plan.starts_with("\u{feff}associe;organisation;tour;table") && plan.contains("Zoé;'=Écluse;"), "{plan}");
    assert!(!plan.contains("Yann;'=Écluse"), "a veto was dropped: {plan}");
    desk.write("bad.csv", &plan.replace("Zoé;Ferme", "Yann;'=Écluse"));
    assert_eq!(desk.run("match verify @i.json @bad.csv"), 1);
    assert_eq!(desk.run("match export @i.json --separator , --out @back.csv"), 0);
    assert_eq!(desk.run("match import meetings @back.csv --meetings 2 --out @i2.json"), 0);
    assert_eq!(desk.read("i.json"), desk.read("i2.json"));
    desk.write("broken.csv", &PREFERENCES.replace("900", "9000"));
    assert_eq!(desk.run("match import meetings @broken.csv"), 2);
}

#[test]
fn an_attribution_lives_in_tables_too() {
    let desk = Desk::new("missions");
    desk.write(
        "p.csv",
        "associe,mission,satisfaction_associe,satisfaction_hote\nA,m1,900,900\nA,m2,500,500\nB,m1,800,100\nB,m2,100,900\nB,m3,300,300\n",
    );
    desk.write("m.csv", "mission,organisation,places_1,places_2,minimum_1\nm1,o1,1,1,\nm2,o2,1,1,1\nm3,o3,0,1,\n");
    desk.write("q.csv", "associe,periodes\nA,1 2\nB,1+2\n");
    assert_eq!(desk.run("match import attribute @p.csv"), 2);
    assert_eq!(desk.run("match import attribute @p.csv --places @m.csv --people @q.csv --out @i.json"), 0);
    assert_eq!(desk.run("match attribute @i.json --out @s.json --csv @plan.csv"), 0);
    assert!(desk.read("plan.csv").contains("associe;periode;mission;organisation"));
    assert_eq!((desk.run("match verify @i.json @s.json"), desk.run("match verify @i.json @plan.csv")), (0, 0));
    assert_eq!(desk.run("match what-if @i.json --associate A --out @all.csv"), 0);
    assert_eq!(desk.read("all.csv").lines().count(), 5);
    assert_eq!(desk.run("match what-if @i.json --associate B --target m3 --out @one.txt"), 0);
    assert!(desk.read("one.txt").contains("« B » – « m3 » en période 2 coûte "), "{}", desk.read("one.txt"));
    // Mission 1 loses its place in period 2: few people move, and the result verifies.
    desk.write("j.json", &desk.read("i.json").replacen("\"capacity\":[1,1]", "\"capacity\":[1,0]", 1));
    assert_eq!(desk.run("match repair @j.json @s.json --price 1000000 --out @t.json"), 0);
    assert_eq!(desk.run("match verify @j.json @t.json"), 0);
    assert_eq!(desk.run("match repair @j.json @s.json --json --out @moves.json"), 0);
    assert!(desk.read("moves.json").contains("\"associate\""));
    assert_eq!(desk.run("match repair @j.json @s.json --played 2"), 2);
}

#[test]
fn ballots_become_an_instance() {
    let desk = Desk::new("ballots");
    desk.write("b.csv", "cote;votant;cible;rang;avis\nassocié;A;o1;1;\nassocié;A;o2;2;\nhôte;o1;B;1;\nhôte;o2;A;;inacceptable\n");
    desk.write("a.csv", "associe\nA\nB\n");
    desk.write("o.csv", "organisation;tables\no1;1\no2;2\n");
    assert_eq!(desk.run("match ballots @b.csv"), 2);
    assert_eq!(desk.run("match ballots @b.csv --people @a.csv --places @o.csv --meetings 1 --out @i.json"), 0);
    let text = desk.read("i.json");
    assert!(text.contains("[\"A\",\"o1\",1000,500]") && text.contains("[\"B\",\"o1\",500,1000]") && !text.contains("[\"A\",\"o2\""), "{text}");
    assert_eq!(desk.run("match meetings @i.json --out @s.json"), 0);
}

#[test]
fn policies_are_laid_side_by_side_and_a_morning_is_repaired() {
    let desk = Desk::new("compare");
    assert_eq!(desk.run("match generate meetings --associates 12 --organisations 8 --meetings 4 --out @i.json"), 0);
    assert_eq!(desk.run("match compare @i.json --json --threads 2 --out @two.json"), 0);
    assert_eq!(desk.run("match compare @i.json --json --threads 1 --out @one.json"), 0);
    assert_eq!(desk.read("one.json"), desk.read("two.json"));
    assert_eq!(desk.run("match compare @i.json --weights 300,500 --policies total --out @text"), 0);
    assert_eq!(desk.read("text").lines().count(), 3);
    assert_eq!(desk.run("match meetings @i.json --out @s.json --csv @s.csv"), 0);
    assert_eq!(desk.run("match what-if @i.json --associate a1 --out @all.csv"), 0);
    assert_eq!(desk.run("match repair @i.json @s.json --played 1 --absent a1,o2 --late a2:3,o3:3 --broken o1:1 --buffer 2 --json --out @r.json"), 0);
    let told: serde_json::Value = serde_json::from_str(&desk.read("r.json")).unwrap();
    let late = |m: &&serde_json::Value| m[2].as_u64().unwrap() > 1 && ["a1", "a2"].contains(&m[0].as_str().unwrap());
    let rows = told["meetings"].as_array().unwrap();
    assert!(rows.iter().filter(late).all(|m| m[0] == "a2" && m[2].as_u64().unwrap() >= 3), "{rows:?}");
    assert!(rows.iter().all(|m| m[2].as_u64().unwrap() == 1 || m[1] != "o1" && m[1] != "o2"));
    assert!(!told["people"].as_array().unwrap().is_empty());
    assert_eq!(desk.run("match repair @i.json @s.csv --absent a1 --out @again.csv"), 0);
    assert_eq!(desk.run("match repair @i.json @s.json --absent nobody"), 2);
}

#[test]
fn time_is_an_argument_and_the_best_plan_so_far_is_honest() {
    let desk = Desk::new("limit");
    assert_eq!(desk.run("match generate attribute --associates 60 --organisations 40 --room 100 --list 12 --out @i.json"), 0);
    let impatient = World { clock: &|| 0.0, interrupted: &|| true };
    for policy in ["total", "balanced", "egalitarian"] {
        let code = desk.within(&format!("match attribute @i.json --policy {policy} --out @{policy}"), &impatient);
        assert!(code <= 1, "{policy} {code}");
        if code == 0 {
            assert_eq!(desk.run(&format!("match verify @i.json @{policy}")), 0);
        }
    }
    assert_eq!(desk.run("match attribute @i.json --time-limit 0 --out @s.json"), 0);
    assert_eq!(desk.run("match generate meetings --out @m.json"), 0);
    assert_eq!(desk.run("match meetings @m.json --time-limit 0 --out @t.json"), 0);
    assert!(desk.read("t.json").contains("\"status\":\"feasible\""));
    assert_eq!(desk.run("match verify @m.json @t.json"), 0);
    assert_eq!(desk.run("match meetings @m.json --time-limit soon"), 2);
}

#[test]
fn every_command_has_its_page_and_refuses_what_it_does_not_know() {
    for command in help::COMMANDS {
        let page = help::page(command);
        assert!(page.contains(command.name) && command.options.iter().all(|option| page.contains(option.0)), "{page}");
        let desk = Desk::new(&format!("page-{}", command.name));
        assert_eq!(desk.run(&format!("match {} --help", command.name)), 0);
        assert_eq!(desk.run(&format!("match {} a b c --nothing 1", command.name)), 2);
        assert_eq!(desk.run(&format!("match {}", command.name)), 2);
        assert_eq!(desk.run(&format!("match {} @missing.json @missing.json", command.name)), 2);
    }
    let desk = Desk::new("none");
    assert_eq!((desk.run("match --help"), desk.run("match"), desk.run("match dance")), (0, 2, 2));
}

const CROWDED: &str = r#"{"version":1,"rounds":2,"associates":[{"id":"a1"},{"id":"a2"},{"id":"a3"}],"organisations":[{"id":"o1"},{"id":"o2"}],
    "require":[["a1","o1"],["a2","o1"],["a3","o1"]],"pairs":[["a1","o1",500,500],["a2","o1",500,500],["a3","o1",500,500],["a3","o2",500,500]]}"#;

#[test]
fn infeasible_is_proved_and_lies_about_it_are_caught() {
    let desk = Desk::new("infeasible");
    desk.write("i.json", CROWDED);
    assert_eq!(desk.run("match meetings @i.json --out @s.json"), 3);
    assert_eq!((desk.run("match verify @i.json @s.json"), desk.run("match explain @i.json @s.json")), (0, 3));
    let p = problem(CROWDED.as_bytes(), Task::Meetings).unwrap();
    let good: Solution = serde_json::from_str(&desk.read("s.json")).unwrap();
    assert_eq!(good.status, Status::Infeasible);
    assert_eq!((good.reasons[0].places.clone(), good.reasons[0].associates.len()), (vec!["o1".to_string()], 3));
    let lies: [fn(&mut Solution); 6] = [
        |s| s.certificate.duals.clear(),
        |s| s.certificate.duals[0].organisations[0] = 0,
        |s| s.certificate.duals[0].associates.push(0),
        |s| s.reasons.clear(),
        |s| s.reasons[0].associates.push("ghost".into()),
        |s| s.total = 5,
    ];
    for (at, lie) in lies.iter().enumerate() {
        let mut bad = good.clone();
        lie(&mut bad);
        assert!(!verify::verify(&p, &bad).is_empty(), "lie {at}");
    }
    // The same claim about an instance that has a plan, whatever small prices are written.
    let open = CROWDED.replacen("\"rounds\":2", "\"rounds\":3", 1);
    let q = problem(open.as_bytes(), Task::Meetings).unwrap();
    for code in 0..3usize.pow(5) {
        let price = |at: u32| (code / 3usize.pow(at) % 3) as i64 - 1;
        let mut bad = good.clone();
        bad.input_hash.clone_from(&q.input_hash);
        let organisations = vec![price(3), price(4)];
        bad.certificate.duals = vec![Duals { stage: "infeasible".into(), associates: (0..3).map(price).collect(), organisations }];
        assert!(!verify::verify(&q, &bad).is_empty());
    }
}

#[test]
fn an_impossible_attribution_is_proved_by_cases() {
    let text = r#"{"version":1,"associates":[{"id":"a1"},{"id":"a2"}],"organisations":[{"id":"o1"},{"id":"o2"}],
      "missions":[{"id":"m1","organisation":"o1","capacity":[1,1],"minimum":[1,1]},{"id":"m2","organisation":"o1","capacity":[1,1],"minimum":[1,0]}],
      "pairs":[["a1","m1",500,500],["a1","m2",500,500],["a2","m1",500,500]]}"#;
    let desk = Desk::new("cases");
    desk.write("i.json", text);
    assert_eq!(desk.run("match attribute @i.json --out @s.json"), 3);
    assert_eq!(desk.run("match verify @i.json @s.json"), 0);
    let p = problem(text.as_bytes(), Task::Attribute).unwrap();
    let good: Solution = serde_json::from_str(&desk.read("s.json")).unwrap();
    assert!(!good.reasons[0].text.is_empty() && !good.reasons[0].relax.is_empty(), "{:?}", good.reasons);
    let mut bad = good.clone();
    bad.certificate.infeasible = None;
    assert!(!verify::verify(&p, &bad).is_empty());
    let tree = bad.certificate.infeasible.insert(good.certificate.infeasible.clone().unwrap());
    while !tree.cases.is_empty() {
        **tree = tree.cases[0].clone();
    }
    let whole = good.certificate.infeasible.as_ref().unwrap();
    assert!(whole.cases.is_empty() || !verify::verify(&p, &bad).is_empty());
}
