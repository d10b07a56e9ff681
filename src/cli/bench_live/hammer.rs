//! Ratings hammered while the server is killed, started again, and asked what it kept (M9).

use super::super::Outcome;
use super::super::load::{Line, Server};
use super::world::World;
use crate::live::model::rating::Rating;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Lines that write at once; each has pairs of its own, so that the last acknowledged rating of a pair is known.
const LINES: usize = 8;
/// A room must be back this soon after a start.
const BACK: Duration = Duration::from_secs(5);

/// What was last sent and last acknowledged of each pair.
#[derive(Clone, Copy, Default)]
struct Told {
    sent: u64,
    acknowledged: u64,
}

#[derive(miniserde::Deserialize)]
struct Own {
    ratings: Vec<Rating>,
}

/// Kills the server `rounds` times in the middle of ratings. Prints what was compared.
///
/// # Errors
/// A rating that was acknowledged is lost, one is doubled, or the room was not back in time.
pub async fn hammer(rounds: u32) -> Outcome {
    let world = World::new().await?;
    let told: Arc<Mutex<HashMap<usize, Told>>> = Arc::default();
    let numbers = Arc::new(AtomicU64::new(1));
    let mut slowest = Duration::ZERO;
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).map_err(|e| e.to_string())?;
    for round in 1..=rounds {
        let start = crate::kernel::clock::stopwatch();
        let server = Server::start_at(&["serve"], &world.folder, free).await?;
        compare(&server, &world, &told, round).await?;
        slowest = slowest.max(start.elapsed());
        let stop = Arc::new(AtomicBool::new(false));
        let lines: Vec<_> = (0..LINES)
            .map(|l| tokio::spawn(write(server.addr, world.clone(), l, Arc::clone(&told), Arc::clone(&numbers), Arc::clone(&stop))))
            .collect();
        // Another instant each time, without chance: between 40 and 200 ms.
        tokio::time::sleep(Duration::from_millis(40 + u64::from(round * 37 % 160))).await;
        server.kill();
        stop.store(true, Ordering::Relaxed);
        for line in lines {
            let _ = line.await;
        }
        if round % 20 == 0 {
            println!("{round} rounds, {} ratings sent", numbers.load(Ordering::Relaxed) - 1);
        }
    }
    let server = Server::start_at(&["serve"], &world.folder, free).await?;
    compare(&server, &world, &told, rounds + 1).await?;
    let (sent, kept) =
        (numbers.load(Ordering::Relaxed) - 1, told.lock().unwrap_or_else(PoisonError::into_inner).values().filter(|t| t.acknowledged > 0).count());
    println!(
        "{rounds} kills, {sent} ratings sent, {kept} pairs compared, none lost, none doubled; back with every note read in {:.0} ms at most",
        slowest.as_secs_f64() * 1e3
    );
    if slowest > BACK { Err(format!("the room was back only after {slowest:?}")) } else { Ok(()) }
}

async fn write(
    addr: std::net::SocketAddr,
    world: World,
    line: usize,
    told: Arc<Mutex<HashMap<usize, Told>>>,
    numbers: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
) -> Result<(), String> {
    let mut wire = Line::open(addr).await?;
    let mut pair = line;
    while !stop.load(Ordering::Relaxed) {
        let number = numbers.fetch_add(1, Ordering::Relaxed);
        let (path, body) = world.rating(pair, number);
        told.lock().unwrap_or_else(PoisonError::into_inner).entry(pair).or_default().sent = number;
        let (status, text) = wire.post(&path, &body).await?;
        if status != 200 {
            return Err(format!("answered {status}: {text}"));
        }
        told.lock().unwrap_or_else(PoisonError::into_inner).entry(pair).or_default().acknowledged = number;
        pair = (pair + LINES) % world.ratings();
        if pair % LINES != line {
            pair = line;
        }
    }
    Ok(())
}

/// Reads every note back: each pair once, and what it holds is what was acknowledged last, or one sent after it and not answered.
async fn compare(server: &Server, world: &World, told: &Mutex<HashMap<usize, Told>>, round: u32) -> Outcome {
    let mut wire = Line::open(server.addr).await?;
    let mut held: HashMap<(String, i64), u64> = HashMap::new();
    for code in world.codes() {
        let (status, text) = wire.get(&format!("/direct/{}/notes?place={code}", world.id)).await?;
        let json = text.find('{').zip(text.rfind('}')).and_then(|(a, b)| text.get(a..=b)).unwrap_or("");
        let own: Own = miniserde::json::from_str(json).map_err(|_| format!("round {round}: notes answered {status}: {text}"))?;
        for rating in own.ratings {
            let number = rating.note.parse().map_err(|_| format!("round {round}: a half-written note"))?;
            if held.insert((code.clone(), rating.target), number).is_some() {
                return Err(format!("round {round}: a rating is there twice"));
            }
        }
    }
    let told = told.lock().unwrap_or_else(PoisonError::into_inner).clone();
    for (pair, told) in told {
        let Some((code, target)) = world.pair(pair) else { continue };
        let held = held.get(&(code.to_owned(), target)).copied().unwrap_or(0);
        // Several may have been sent since and cut off: any of them may have been kept, none before the acknowledged one.
        if held < told.acknowledged || held > told.sent {
            return Err(format!("round {round}: pair {pair} holds {held}, acknowledged {}, sent {}", told.acknowledged, told.sent));
        }
    }
    Ok(())
}
