//! What the benchmarks share: servers that are processes of their own on loopback ports, the folder of a demo world, and lines that
//! carry requests without a client library.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A server of its own, killed when dropped.
pub struct Server {
    /// Where it listens.
    pub addr: SocketAddr,
    child: Child,
}

impl Server {
    /// Starts this binary with these words over a data folder, on a free loopback port, and waits until it answers.
    pub async fn start(words: &[&str], folder: &Path) -> Result<Server, String> {
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).map_err(|e| e.to_string())?;
        Server::start_at(words, folder, free).await
    }

    /// As [`Server::start`], at an address already chosen.
    pub async fn start_at(words: &[&str], folder: &Path, addr: SocketAddr) -> Result<Server, String> {
        let program = std::env::current_exe().map_err(|e| e.to_string())?;
        let child = Command::new(program)
            .args(words)
            .env("PASSERELLE_ADDR", addr.to_string())
            .env("PASSERELLE_DATA", folder)
            .env("RUST_LOG", "error")
            // Every reader of a bench follows as a wall does.
            .env("PASSERELLE_LIVE_WALLS", "100000")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| e.to_string())?;
        let server = Server { addr, child };
        for _ in 0..1_200 {
            if TcpStream::connect(addr).await.is_ok() {
                return Ok(server);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        Err("a server did not answer".to_owned())
    }

    /// Its number among processes.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Memory it holds, in KiB.
    pub fn memory_kib(&self) -> Result<i64, String> {
        memory_kib(self.pid())
    }

    /// Ends it at once, as a power cut would end the process.
    pub fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Memory a process holds (resident), in KiB.
///
/// # Errors
/// It is gone, or the system does not tell.
pub fn memory_kib(pid: u32) -> Result<i64, String> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).map_err(|e| e.to_string())?;
    let line = text.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap_or("");
    line.trim().trim_end_matches(" kB").trim().parse().map_err(|_| "its memory could not be read".to_owned())
}

/// Memory the processes it started hold together, in KiB.
pub fn children_kib(pid: u32) -> i64 {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    let children = tasks.filter_map(|t| std::fs::read_to_string(t.path().join("children")).ok());
    children.flat_map(|line| line.split_whitespace().filter_map(|c| memory_kib(c.parse().ok()?).ok()).collect::<Vec<_>>()).sum()
}

/// A data folder, removed with everything in it when dropped.
pub struct Folder(pub PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Folder {
    /// An empty one.
    ///
    /// # Errors
    /// The disk refused.
    pub fn new() -> Result<Folder, String> {
        let folder = std::env::temp_dir().join(format!("passerelle-bench-{}", crate::kernel::clock::random_hex()));
        std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        Ok(Folder(folder))
    }

    /// One with the demo world.
    ///
    /// # Errors
    /// It could not be loaded.
    pub fn of_demo() -> Result<Folder, String> {
        let folder = Folder::new()?;
        let program = std::env::current_exe().map_err(|e| e.to_string())?;
        let words = ["seed", "demo"];
        let done = Command::new(program).args(words).env("PASSERELLE_DATA", &folder.0).env("RUST_LOG", "error").stdout(Stdio::null()).status();
        if !done.map_err(|e| e.to_string())?.success() {
            return Err("the demo world could not be loaded".to_owned());
        }
        Ok(folder)
    }
}

/// One line that carries a request at a time.
pub struct Line {
    wire: TcpStream,
    addr: SocketAddr,
}

impl Line {
    /// Opens it.
    pub async fn open(addr: SocketAddr) -> Result<Line, String> {
        let wire = TcpStream::connect(addr).await.map_err(|e| e.to_string())?;
        let _ = wire.set_nodelay(true);
        Ok(Line { wire, addr })
    }

    /// Sends a body of JSON and reads the answer: its status and its text.
    pub async fn post(&mut self, path: &str, body: &str) -> Result<(u16, String), String> {
        self.send_body(path, "application/json", "", body.as_bytes()).await
    }

    /// Sends a body of any kind, with a cookie or none, as a page of the site would.
    pub async fn send_body(&mut self, path: &str, kind: &str, cookie: &str, body: &[u8]) -> Result<(u16, String), String> {
        let cookie = if cookie.is_empty() { String::new() } else { format!("cookie: {cookie}\r\n") };
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\n{cookie}accept: application/json\r\ncontent-type: {kind}\r\ncontent-length: {1}\r\n\r\n",
            self.addr,
            body.len()
        );
        self.wire.write_all(head.as_bytes()).await.map_err(|e| e.to_string())?;
        self.send(body).await
    }

    /// Asks for a path.
    pub async fn get(&mut self, path: &str) -> Result<(u16, String), String> {
        self.send(format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", self.addr).as_bytes()).await
    }

    async fn send(&mut self, request: &[u8]) -> Result<(u16, String), String> {
        self.wire.write_all(request).await.map_err(|e| e.to_string())?;
        let mut answer = Vec::new();
        let mut buffer = [0u8; 16 * 1024];
        loop {
            let n = self.wire.read(&mut buffer).await.map_err(|e| e.to_string())?;
            if n == 0 {
                return Err("the line was cut".to_owned());
            }
            answer.extend_from_slice(buffer.get(..n).unwrap_or(&[]));
            if let Some(done) = whole(&String::from_utf8_lossy(&answer)) {
                return Ok(done);
            }
        }
    }
}

/// The status and body of an answer once all of it is there.
fn whole(text: &str) -> Option<(u16, String)> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let length = head.lines().find_map(|l| l.to_ascii_lowercase().strip_prefix("content-length:").map(|v| v.trim().parse::<usize>()));
    match length {
        Some(length) => (body.len() >= length.ok()?).then(|| (status, body.to_owned())),
        // In pieces: the empty one ends it. Only the text matters here.
        None => body.ends_with("0\r\n\r\n").then(|| (status, body.to_owned())),
    }
}
