//! Readers over plain sockets, light enough that ten thousand of them fit beside the server they load.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

/// Streams opened at the same time while connecting.
const AT_ONCE: usize = 128;

/// Many streams, each read by a task that counts the changes it hears.
pub struct Crowd {
    readers: Vec<JoinHandle<()>>,
    heard: Arc<AtomicUsize>,
    lost: Arc<AtomicUsize>,
}

impl Crowd {
    /// Opens the streams and waits until each has received its first frame.
    pub async fn open(addr: SocketAddr, path: &str, count: usize) -> Result<Crowd, String> {
        let (heard, lost, ready) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let places = Arc::new(tokio::sync::Semaphore::new(AT_ONCE));
        let request: Arc<str> = format!("GET {path} HTTP/1.1\r\nhost: {addr}\r\naccept: text/event-stream\r\n\r\n").into();
        let mut readers = Vec::with_capacity(count);
        for _ in 0..count {
            let (heard, lost, ready, places, request) =
                (Arc::clone(&heard), Arc::clone(&lost), Arc::clone(&ready), Arc::clone(&places), Arc::clone(&request));
            readers.push(tokio::spawn(async move {
                let Ok(place) = places.acquire_owned().await else { return };
                if follow(addr, &request, &heard, &ready, place).await.is_err() {
                    lost.fetch_add(1, Ordering::Relaxed);
                }
            }));
        }
        let crowd = Crowd { readers, heard, lost };
        for _ in 0..60_000 {
            if ready.load(Ordering::Relaxed) >= count {
                return Ok(crowd);
            }
            if crowd.lost.load(Ordering::Relaxed) > 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let (there, gone) = (ready.load(Ordering::Relaxed), crowd.lost.load(Ordering::Relaxed));
        Err(format!("{there} streams of {count} opened, {gone} lost"))
    }

    /// Changes heard so far, by all together.
    pub fn heard(&self) -> usize {
        self.heard.load(Ordering::Relaxed)
    }

    /// Waits until so many were heard.
    pub async fn all_heard(&mut self, count: usize, patience: Duration) -> Result<(), String> {
        let wait = async {
            while self.heard() < count {
                tokio::time::sleep(Duration::from_micros(500)).await;
            }
        };
        tokio::time::timeout(patience, wait).await.map_err(|_| format!("{} changes heard of {count}", self.heard()))
    }

    /// Cuts some of the streams.
    pub fn drop_some(&mut self, count: usize) {
        let keep = self.readers.len().saturating_sub(count);
        self.readers.drain(keep..).for_each(|r| r.abort());
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        self.readers.iter().for_each(JoinHandle::abort);
    }
}

/// Reads one stream for ever. An end of the stream is an error.
async fn follow(
    addr: SocketAddr,
    request: &str,
    heard: &AtomicUsize,
    ready: &AtomicUsize,
    place: tokio::sync::OwnedSemaphorePermit,
) -> Result<(), std::io::Error> {
    let mut wire = TcpStream::connect(addr).await?;
    wire.write_all(request.as_bytes()).await?;
    let mut buffer = [0u8; 4096];
    let mut tail: Vec<u8> = Vec::with_capacity(16);
    let (mut first, mut place) = (true, Some(place));
    loop {
        let n = wire.read(&mut buffer).await?;
        if n == 0 || (first && !buffer.starts_with(b"HTTP/1.1 200")) {
            return Err(std::io::Error::other("the stream ended"));
        }
        if first {
            (first, place) = (false, None);
            ready.fetch_add(1, Ordering::Relaxed);
        }
        let _ = &place;
        // A name cut in two by the network is found with the end of what came before.
        let read = buffer.get(..n).unwrap_or(&[]);
        let text = [tail.as_slice(), read].concat();
        let name = b"event: change\n";
        heard.fetch_add(text.windows(name.len()).filter(|w| w == name).count(), Ordering::Relaxed);
        tail = text.get(text.len().saturating_sub(name.len() - 1)..).unwrap_or(&[]).to_vec();
    }
}
