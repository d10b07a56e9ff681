//! The same bytes everywhere: a cohort through the engines compiled to WebAssembly, in Node, against the native bytes; and one, two or many threads.
//!
//! Needs the target `wasm32-unknown-unknown` and `node`; both are named when missing.
use crate::matching::cli::{World, run};
use crate::matching::generate::{Recipe, instance};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("passerelle-wasm-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Builds the module beside the other build results.
fn module() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = root.join("target").join("matching-wasm");
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--target", "wasm32-unknown-unknown", "--manifest-path"])
        .arg(root.join("src/matching/tests/wasm/Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .env_remove("RUSTFLAGS")
        .status();
    assert!(built.is_ok_and(|status| status.success()), "the engines do not build for wasm32-unknown-unknown (is the target installed?)");
    target.join("wasm32-unknown-unknown/release/matching_wasm.wasm")
}

fn native(words: &[&str]) -> u8 {
    run(&words.iter().map(ToString::to_string).collect::<Vec<_>>(), &World::still())
}

#[test]
fn a_cohort_has_the_same_bytes_natively_in_webassembly_and_with_any_number_of_threads() {
    let folder = folder();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_string();
    let base = Recipe { associates: 30, organisations: 22, list: 14, ..Recipe::default() };
    let single = Recipe { attribution: true, single: 20, room: 110, ..base.clone() };
    let files = [
        ("1", "meetings", instance(&base)),
        ("1", "meetings", instance(&base).replacen("\"pairs\"", "\"away\": [[\"a1\", 2], [\"o1\", 1]], \"pairs\"", 1)),
        ("2", "attribute", instance(&single)),
        ("2", "attribute", instance(&Recipe { one_period: 0, room: 100, single: 0, ..single.clone() })),
    ];
    let policies = ["total", "balanced", "egalitarian"];
    let mut jobs = String::new();
    let mut pairs = Vec::new();
    for (at, (task, command, text)) in files.iter().enumerate() {
        let file = path(&format!("i{at}.json"));
        std::fs::write(&file, text).unwrap();
        for (number, policy) in policies.iter().enumerate() {
            let [one, two, wasm] = ["one", "two", "wasm"].map(|name| path(&format!("{at}-{policy}-{name}")));
            for (threads, out) in [("1", &one), ("2", &two)] {
                let code = native(&[command, &file, "--policy", policy, "--seed", "7", "--threads", threads, "--out", out]);
                assert_eq!(code, 0, "{command} {policy}");
            }
            jobs += &format!("{task} {number} 7 {file} {wasm}\n");
            pairs.push((one, two, wasm));
        }
    }
    let mut node = Command::new("node")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/matching/tests/wasm/run.mjs"))
        .arg(module())
        .stdin(Stdio::piped())
        .spawn()
        .expect("node is not installed");
    node.stdin.take().unwrap().write_all(jobs.as_bytes()).unwrap();
    assert!(node.wait().unwrap().success());
    for (one, two, wasm) in pairs {
        let bytes = |path: &str| std::fs::read(path).unwrap();
        assert!(bytes(&one) == bytes(&two), "threads change {one}");
        assert!(bytes(&one) == bytes(&wasm), "WebAssembly changes {one}: {}", String::from_utf8_lossy(&bytes(&wasm)));
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
