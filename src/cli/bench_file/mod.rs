//! `passerelle bench-file`: candidates who write their files at the same time, beside a minimal handler that commits one row a request
//! on the same engine in the same run; then files sent at once, and the memory that takes. Servers are processes of their own.

mod bare;
mod paper;
mod saves;
mod uploads;
mod world;

pub use bare::bare;

use super::Outcome;
use super::load::{Folder, Server};
use super::settings::Settings;
use std::time::Duration;
use world::World;

/// Candidates who write, or send, at once in the greatest round.
const CROWD: usize = 64;
/// Rounds of writers.
const WRITERS: [usize; 3] = [1, 16, CROWD];
/// Rounds of files sent at once.
const AT_ONCE: [usize; 3] = [8, 32, CROWD];

/// Measures and prints.
///
/// # Errors
/// A server did not answer, something acknowledged is not there, a file was refused, or memory grew with the number of files sent at once.
pub async fn bench(s: &Settings, seconds: u64) -> Outcome {
    let world = World::new(s, CROWD).await?;
    let ours = Server::start(&["serve"], world.folder()).await?;
    let apart = Folder::new()?;
    let bare = Server::start(&["bench-bare-save"], &apart.0).await?;
    println!(
        "{:<28} {:>12} {:>9} {:>9} {:>14} {:>9} {:>9}",
        "durable saves", "Passerelle/s", "p50 ms", "p99 ms", "bare commit/s", "p50 ms", "p99 ms"
    );
    for writers in WRITERS {
        let time = Duration::from_secs(seconds);
        let a = saves::hammer(ours.addr, world.candidates(writers), time).await?;
        world.holds(writers, &a.last).await?;
        let b = saves::hammer(bare.addr, world.plain(writers), time).await?;
        let label = format!("{writers} at once");
        println!("{label:<28} {:>12.0} {:>9.1} {:>9.1} {:>14.0} {:>9.1} {:>9.1}", a.rate, a.p50, a.p99, b.rate, b.p50, b.p99);
    }
    drop(bare);
    // A server of its own for the files: what the writers made it keep is not counted.
    drop(ours);
    let ours = Server::start(&["serve"], world.folder()).await?;
    println!("{:<28} {:>12} {:>9} {:>9} {:>14} {:>19}", "files sent", "files/s", "MB/s", "last, s", "server, MiB", "its readers, MiB");
    for size in [1_000_000, 5_000_000] {
        uploads::rounds(&ours, &world, size, &AT_ONCE).await?;
    }
    Ok(())
}
