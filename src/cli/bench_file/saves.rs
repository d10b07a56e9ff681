//! Fields that save themselves, one after the other from each writer: the next leaves when the one before is acknowledged.

use super::super::load::Line;
use std::net::SocketAddr;
use std::time::Duration;

/// Who writes where.
#[derive(Clone)]
pub struct Writer {
    /// The address of the file.
    pub path: String,
    /// The session.
    pub cookie: String,
}

/// What came of a round.
pub struct Measured {
    /// Acknowledged a second, by all together.
    pub rate: f64,
    /// Half were answered within this, in milliseconds.
    pub p50: f64,
    /// All but one in a hundred.
    pub p99: f64,
    /// The text last acknowledged, for each writer.
    pub last: Vec<String>,
}

#[derive(miniserde::Deserialize)]
struct Answer {
    state: String,
    version: String,
}

/// Some eight hundred characters, as a letter being written has.
fn letter(n: usize) -> String {
    format!("Version {n}. {}", "J’ai conduit pendant deux ans la refonte des outils d’un réseau de centres sociaux. ".repeat(10).trim_end())
}

/// Has everybody write for a while.
///
/// # Errors
/// A field was not acknowledged as saved.
pub async fn hammer(addr: SocketAddr, writers: Vec<Writer>, time: Duration) -> Result<Measured, String> {
    let start = crate::kernel::clock::stopwatch();
    let tasks: Vec<_> = writers.into_iter().map(|w| tokio::spawn(write(addr, w, time))).collect();
    let (mut all, mut last) = (Vec::new(), Vec::new());
    for task in tasks {
        let (took, text) = task.await.map_err(|e| e.to_string())??;
        all.extend(took);
        last.push(text);
    }
    let seconds = start.elapsed().as_secs_f64();
    all.sort_by(f64::total_cmp);
    let at = |p: usize| all.get(all.len() * p / 100).copied().unwrap_or(0.0);
    Ok(Measured { rate: all.len() as f64 / seconds, p50: at(50), p99: at(99), last })
}

/// One writer: how long each save took, in milliseconds, and the text last acknowledged.
async fn write(addr: SocketAddr, writer: Writer, time: Duration) -> Result<(Vec<f64>, String), String> {
    let mut wire = Line::open(addr).await?;
    let (mut took, mut version) = (Vec::new(), current(&mut wire, &writer).await?);
    let start = crate::kernel::clock::stopwatch();
    loop {
        let text = letter(took.len());
        let one = crate::kernel::clock::stopwatch();
        version = save(&mut wire, &writer, &text, &version).await?;
        took.push(one.elapsed().as_secs_f64() * 1e3);
        if start.elapsed() >= time {
            return Ok((took, text));
        }
    }
}

/// The version the field has now: what is written from none is answered with it, unless there is none.
async fn current(wire: &mut Line, writer: &Writer) -> Result<String, String> {
    Ok(send(wire, writer, "Bonjour.", "0").await?.1.version)
}

async fn save(wire: &mut Line, writer: &Writer, text: &str, version: &str) -> Result<String, String> {
    match send(wire, writer, text, version).await? {
        (200, answer) if answer.state == "saved" => Ok(answer.version),
        (status, answer) => Err(format!("a field was answered {status}, {}", answer.state)),
    }
}

async fn send(wire: &mut Line, writer: &Writer, text: &str, version: &str) -> Result<(u16, Answer), String> {
    let pairs = [("geste", "champ"), ("champ", "letter"), ("valeur", text), ("version", version)];
    let body: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let (status, said) = wire.send_body(&writer.path, "application/x-www-form-urlencoded", &writer.cookie, body.as_bytes()).await?;
    let answer = miniserde::json::from_str(&said).map_err(|_| format!("a field was answered {status}: {said}"))?;
    Ok((status, answer))
}
