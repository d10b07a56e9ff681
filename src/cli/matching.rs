//! `passerelle match …`: hands the words, the clock and Ctrl-C to the engines, which know files only.

use crate::kernel::clock::stopwatch;
use crate::matching::cli::{World, run};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Runs the engines on files. The first Ctrl-C asks for the best plan so far, the second ends the process.
pub async fn matching(words: Vec<String>) -> ExitCode {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            if asked.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        }
    });
    let work = tokio::task::spawn_blocking(move || {
        let start = stopwatch();
        let clock = move || start.elapsed().as_secs_f64();
        let interrupted = move || stop.load(Ordering::Relaxed);
        run(&words, &World { clock: &clock, interrupted: &interrupted })
    });
    work.await.map_or(ExitCode::FAILURE, ExitCode::from)
}
