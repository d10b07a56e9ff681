//! `passerelle bench-live` and `passerelle hammer-live`: the live room under load, beside a minimal broadcast server without persistence
//! in the same run, and killed again and again while ratings arrive. Servers are processes of their own on loopback ports.

mod bare;
mod crowd;
mod hammer;
mod world;

pub use bare::bare;
pub use hammer::hammer;

use super::Outcome;
use super::load::{Line, Server};
use crowd::Crowd;
use std::time::Duration;
use world::World;

/// What is measured, and how much of it.
pub struct Load {
    /// Streams opened at once.
    pub streams: usize,
    /// Streams that come back at once.
    pub storm: usize,
    /// Ratings asked for each second.
    pub ratings: usize,
    /// Seconds of ratings.
    pub seconds: u64,
}

/// Measures and prints; the figures stand beside those of the bare server.
///
/// # Errors
/// A server did not answer, or a stream was lost.
pub async fn bench(load: &Load) -> Outcome {
    let world = World::new().await?;
    let ours = world.serve().await?;
    let bare = Server::start(&["bench-bare-live"], &world.folder).await?;
    println!("{:<44} {:>14} {:>14}", "", "Passerelle", "bare broadcast");
    let (a, b) = (streams(&ours, &world.wall_path(), Some(&world), load).await?, streams(&bare, "/flux", None, load).await?);
    for (label, at) in
        [("connect, all streams (ms)", 0), ("memory each stream (KiB)", 1), ("one operation to all (ms)", 2), ("storm: all back (ms)", 3)]
    {
        println!("{label:<44} {:>14.1} {:>14.1}", a[at], b[at]);
    }
    rate(&ours, &world, load).await
}

/// Opens the streams, sends one operation to all, and has some of them come back at once.
async fn streams(server: &Server, path: &str, world: Option<&World>, load: &Load) -> Result<[f64; 4], String> {
    let before = server.memory_kib()?;
    let start = crate::kernel::clock::stopwatch();
    let mut crowd = Crowd::open(server.addr, path, load.streams).await?;
    let connected = start.elapsed();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let each = (server.memory_kib()? - before) as f64 / load.streams as f64;
    let heard = crowd.heard();
    let start = crate::kernel::clock::stopwatch();
    let _seat = match world {
        // Somebody who takes their seat is told to everybody: an operation of the log, on the disk before it is sent.
        Some(world) => Some(Crowd::open(server.addr, &world.seat_path(), 1).await?),
        None => {
            Line::open(server.addr).await?.post("/geste", "x").await?;
            None
        }
    };
    crowd.all_heard(heard + load.streams, Duration::from_secs(20)).await?;
    let told = start.elapsed();
    crowd.drop_some(load.storm);
    tokio::time::sleep(Duration::from_millis(300)).await;
    let start = crate::kernel::clock::stopwatch();
    let back = Crowd::open(server.addr, path, load.storm).await?;
    let storm = start.elapsed();
    drop(back);
    drop(crowd);
    tokio::time::sleep(Duration::from_millis(500)).await;
    Ok([connected.as_secs_f64() * 1e3, each, told.as_secs_f64() * 1e3, storm.as_secs_f64() * 1e3])
}

/// Ratings at a steady pace, each on a line that waits for its answer; the time is counted from when it should have left.
async fn rate(server: &Server, world: &World, load: &Load) -> Outcome {
    const LINES: usize = 64;
    let start = tokio::time::Instant::now() + Duration::from_millis(200);
    let mut tasks = Vec::new();
    for line in 0..LINES {
        let (addr, world, total, pace) = (server.addr, world.clone(), load.ratings * load.seconds as usize, load.ratings);
        tasks.push(tokio::spawn(async move {
            let mut wire = Line::open(addr).await?;
            let mut late = Vec::new();
            for n in (line..total).step_by(LINES) {
                let due = start + Duration::from_secs_f64(n as f64 / pace as f64);
                tokio::time::sleep_until(due).await;
                let (path, body) = world.rating(n, n as u64);
                let (status, _) = wire.post(&path, &body).await?;
                if status != 200 {
                    return Err(format!("a rating was answered {status}"));
                }
                late.push(due.elapsed().as_secs_f64() * 1e3);
            }
            Ok(late)
        }));
    }
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.map_err(|e| e.to_string())??);
    }
    let took = start.elapsed().as_secs_f64();
    all.sort_by(f64::total_cmp);
    let at = |p: usize| all.get(all.len() * p / 100).copied().unwrap_or(0.0);
    println!("durable ratings: {:.0} a second (asked {}), p50 {:.1} ms, p99 {:.1} ms", all.len() as f64 / took, load.ratings, at(50), at(99));
    Ok(())
}
