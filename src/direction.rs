//! The one direction of the house, checked: `kernel ← model ← store ← service ← api ← view ← app`.
//!
//! Reads every `use crate::…` line. A part may name what stands before it, never what stands after; another room is
//! reached through its `model`, its `service`, or what its `view` shows, and no SQL room but its own service names a store.

#![expect(clippy::unwrap_used, reason = "this file is only compiled for tests")]

use std::fs;
use std::path::{Path, PathBuf};

/// How far from the ground a file stands.
fn level(path: &str) -> u8 {
    let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    let has = |name: &str| parts.contains(&name);
    match parts[0] {
        "kernel" => 0,
        "i18n" | "places" => 1,
        "store" => 2,
        "main" | "lib" | "cli" => 9,
        "app" | "web" => 8,
        "ui" => 6,
        "seeds" => 4,
        // The engines run on any file: only the words of the command line, and later a service, stand above them.
        "matching" if has("cli") => 5,
        "matching" if !["store", "service", "api", "view"].iter().any(|part| has(part)) => 1,
        _ if has("service") => 4,
        _ if has("model") || has("views") || has("files") => 1,
        _ if has("search") || has("import") || has("generate") => 2,
        _ if has("store") => 3,
        _ if has("api") => 5,
        _ if has("view") => 7,
        _ => 1,
    }
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The paths named by the `use crate::…` lines of a file, braces expanded one level.
fn named(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for line in text.lines().map(str::trim).filter(|l| !l.starts_with("//")) {
        let Some(rest) = line
            .split("use crate::")
            .nth(1)
            .filter(|_| line.starts_with("use ") || line.starts_with("pub use ") || line.starts_with("pub(crate) use "))
        else {
            continue;
        };
        let path = rest.trim_end_matches(';');
        let (stem, names) = path.split_once('{').unwrap_or((path, ""));
        if names.is_empty() {
            out.push(stem.to_owned());
        }
        for name in names.trim_end_matches('}').split(',').map(str::trim).filter(|n| !n.is_empty()) {
            out.push(format!("{stem}{name}"));
        }
    }
    out
}

/// The level of a named path: its room and the part of it that is named.
fn level_of_name(name: &str) -> u8 {
    level(&name.split("::").filter(|p| p.chars().next().is_some_and(char::is_lowercase)).collect::<Vec<_>>().join("/"))
}

#[test]
fn every_file_names_only_what_stands_before_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 60, "the sources were not found");
    let mut wrong = Vec::new();
    for file in &files {
        let relative = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if relative == "direction.rs" {
            continue;
        }
        let own = level(&relative);
        let text = fs::read_to_string(file).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
        let is_test = relative.contains("tests");
        for name in named(text) {
            let there = level_of_name(&name);
            if there > own && !is_test {
                wrong.push(format!("{relative} (level {own}) names {name} (level {there})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sql_stands_only_in_stores() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let sql = ["execute!(", "fetch_all!(", "fetch_one!(", "fetch_optional!("];
    for file in files {
        let relative = file.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).unwrap();
        let holds = text.lines().any(|l| !l.trim_start().starts_with("//") && sql.iter().any(|s| l.contains(s)));
        let allowed = relative.contains("store") || relative.contains("bench") || relative == "direction.rs";
        assert!(!holds || allowed, "{relative} holds SQL outside a store");
    }
}
