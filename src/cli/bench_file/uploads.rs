//! Files sent at the same time, and the memory that takes: sampled from the system while they arrive.

use super::super::Outcome;
use super::super::load::{Line, Server, children_kib, memory_kib};
use super::paper;
use super::saves::Writer;
use super::world::World;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

/// Files each person sends in a round.
const EACH: usize = 2;
/// How much more memory the server may take at most for the greatest number of files at once than for the smallest, in MiB. The difference
/// between 64 files of 5 MB at once and 8 of them would be 267 MiB if they were held.
const GROWTH_MAX_MIB: i64 = 48;
/// Between two looks at the memory.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// The boundary of the forms.
const BOUNDARY: &str = "passerelle-banc-7f3a";

/// The highest memory seen, in KiB: of the server, and of the processes it starts to read files.
#[derive(Default)]
struct Peak {
    server: AtomicI64,
    readers: AtomicI64,
    over: AtomicBool,
}

/// Sends files of one size, more and more at once.
///
/// # Errors
/// One was refused or is not there after, or memory grew with their number.
pub async fn rounds(server: &Server, world: &World, size: usize, at_once: &[usize]) -> Outcome {
    let form = Arc::new(form(&paper::pdf(size)));
    let mut peaks = Vec::new();
    for &many in at_once {
        let peak = Arc::new(Peak::default());
        let looking = tokio::spawn(look(server.pid(), Arc::clone(&peak)));
        let start = crate::kernel::clock::stopwatch();
        let tasks: Vec<_> = world.candidates(many).into_iter().map(|w| tokio::spawn(send(server.addr, w, Arc::clone(&form)))).collect();
        for task in tasks {
            task.await.map_err(|e| e.to_string())??;
        }
        let took = start.elapsed().as_secs_f64();
        peak.over.store(true, Ordering::Relaxed);
        let _ = looking.await;
        let there = world.having(many, size).await?;
        if there != many {
            return Err(format!("{there} files of {many} are there"));
        }
        let files = (many * EACH) as f64;
        let mib = |kib: &AtomicI64| kib.load(Ordering::Relaxed) / 1024;
        let (held, readers) = (mib(&peak.server), mib(&peak.readers));
        let label = format!("{} MB, {many} at once", size / 1_000_000);
        println!("{label:<28} {:>12.1} {:>9.1} {took:>9.1} {held:>14} {readers:>19}", files / took, files * size as f64 / 1e6 / took);
        peaks.push(held);
    }
    let growth = peaks.last().zip(peaks.first()).map_or(0, |(last, first)| last - first);
    if growth > GROWTH_MAX_MIB { Err(format!("memory grew by {growth} MiB with the number of files at once")) } else { Ok(()) }
}

/// A form of the site with a file, as a browser sends it.
fn form(file: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(file.len() + 1024);
    for (name, value) in [("geste", "cv"), ("formulaire", "cv-envoi")] {
        body.extend_from_slice(format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
    }
    let head = "content-disposition: form-data; name=\"cv\"; filename=\"CV.pdf\"\r\ncontent-type: application/pdf\r\n\r\n";
    body.extend_from_slice(format!("--{BOUNDARY}\r\n{head}").as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    body
}

async fn send(addr: SocketAddr, who: Writer, form: Arc<Vec<u8>>) -> Outcome {
    let mut wire = Line::open(addr).await?;
    for _ in 0..EACH {
        let (status, said) = wire.send_body(&who.path, &format!("multipart/form-data; boundary={BOUNDARY}"), &who.cookie, &form).await?;
        if status != 303 {
            return Err(format!("a file was answered {status}: {}", said.chars().take(200).collect::<String>()));
        }
    }
    Ok(())
}

async fn look(pid: u32, peak: Arc<Peak>) {
    while !peak.over.load(Ordering::Relaxed) {
        peak.server.fetch_max(memory_kib(pid).unwrap_or(0), Ordering::Relaxed);
        peak.readers.fetch_max(children_kib(pid), Ordering::Relaxed);
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
