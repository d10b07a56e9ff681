//! Asking clamd whether a file is clean, over its `INSTREAM` command. A scanner that does not answer is not a fault: the file
//! stays invisible ("en cours de vérification") and whoever keeps it asks again.

use super::model::MAX_BYTES;
use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::timeout;

/// Time to reach the scanner.
const TO_CONNECT: Duration = Duration::from_secs(3);
/// Time for the whole conversation.
const TO_ANSWER: Duration = Duration::from_secs(30);
/// Bytes sent at once.
const PART: usize = 64 * 1024;
/// Longest answer read, in bytes.
const MAX_ANSWER: u64 = 4096;

/// Where clamd listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clamd {
    /// `host:port`.
    Tcp(String),
    /// A socket file.
    Unix(PathBuf),
}

/// What clamd said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// Nothing found: the file may be shown.
    Clean,
    /// Found, under this name; to be logged and told to the team, never shown as is.
    Infected(String),
    /// It was reached and gave no verdict on this file: too large for its settings, or it failed on it. The words are for the log; other
    /// files may fare better, this one is asked about again later.
    Unsure(String),
    /// It cannot be reached, or does not answer in time; the words are for the log. Ask again later.
    Unreachable(String),
}

impl Clamd {
    /// Reads the value of `PASSERELLE_CLAMD`: `tcp://host:port`, `host:port`, `unix:/path` or `/path`. Empty means none.
    ///
    /// # Errors
    /// A French sentence for the operator.
    pub fn from_setting(value: &str) -> Result<Option<Clamd>, String> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(None);
        }
        let path = value.strip_prefix("unix://").or_else(|| value.strip_prefix("unix:")).unwrap_or(value);
        if path.starts_with('/') {
            return Ok(Some(Clamd::Unix(PathBuf::from(path))));
        }
        let host = value.strip_prefix("tcp://").unwrap_or(value);
        match host.rsplit_once(':') {
            Some((name, port)) if !name.is_empty() && !name.contains('/') && port.parse::<u16>().is_ok_and(|p| p > 0) => {
                Ok(Some(Clamd::Tcp(host.to_owned())))
            }
            _ => Err(format!(
                "PASSERELLE_CLAMD\u{202f}: «\u{202f}{value}\u{202f}» n’est ni «\u{202f}hôte:port\u{202f}» ni «\u{202f}/chemin/du/socket\u{202f}»."
            )),
        }
    }

    /// Sends a file and waits for the verdict, at most about half a minute.
    pub async fn scan(&self, bytes: &[u8]) -> Scanned {
        match timeout(TO_ANSWER, self.ask(b"zINSTREAM\0", Some(bytes))).await {
            Ok(Ok(answer)) => verdict(&answer),
            Ok(Err(Lost::Before(e))) => Scanned::Unreachable(e.to_string()),
            Ok(Err(Lost::Meanwhile(e))) => Scanned::Unsure(format!("it hung up: {e}")),
            Err(_) => Scanned::Unreachable("no answer in time".to_owned()),
        }
    }

    /// Whether it answers and takes the largest files people may send, for `doctor`.
    ///
    /// # Errors
    /// A French sentence for the operator.
    pub async fn check(&self) -> Result<(), String> {
        if !self.answers().await {
            return Err("ne répond pas\u{202f}; les fichiers envoyés restent invisibles en attendant".to_owned());
        }
        match self.scan(&vec![0; MAX_BYTES]).await {
            Scanned::Clean => Ok(()),
            said => Err(format!("n’examine pas un fichier de 5\u{a0}Mo ({said:?})\u{202f}; montez StreamMaxLength dans clamd.conf")),
        }
    }

    /// Whether it answers.
    pub async fn answers(&self) -> bool {
        matches!(timeout(TO_CONNECT, self.ask(b"zPING\0", None)).await, Ok(Ok(answer)) if answer == "PONG")
    }

    async fn ask(&self, command: &[u8], body: Option<&[u8]>) -> Result<String, Lost> {
        let said = match self {
            Clamd::Tcp(host) => talk(reached(TcpStream::connect(host)).await?, command, body).await,
            Clamd::Unix(path) => talk(reached(UnixStream::connect(path)).await?, command, body).await,
        };
        said.map_err(Lost::Meanwhile)
    }
}

/// When the conversation ended without an answer.
enum Lost {
    /// Before it began.
    Before(std::io::Error),
    /// Once begun.
    Meanwhile(std::io::Error),
}

async fn reached<S>(connecting: impl Future<Output = std::io::Result<S>>) -> Result<S, Lost> {
    let late = |_| Lost::Before(std::io::Error::from(std::io::ErrorKind::TimedOut));
    timeout(TO_CONNECT, connecting).await.map_err(late)?.map_err(Lost::Before)
}

async fn talk(mut socket: impl AsyncRead + AsyncWrite + Unpin, command: &[u8], body: Option<&[u8]>) -> std::io::Result<String> {
    let sent = send(&mut socket, command, body).await;
    // A scanner that has seen enough answers and hangs up: its answer is worth more than the failed write.
    let mut answer = Vec::new();
    let read = socket.take(MAX_ANSWER).read_to_end(&mut answer).await;
    if answer.is_empty() {
        sent?;
        read?;
        return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof));
    }
    Ok(String::from_utf8_lossy(&answer).trim_matches(['\0', '\n', '\r', ' ']).to_owned())
}

async fn send(socket: &mut (impl AsyncWrite + Unpin), command: &[u8], body: Option<&[u8]>) -> std::io::Result<()> {
    socket.write_all(command).await?;
    if let Some(body) = body {
        for part in body.chunks(PART) {
            socket.write_all(&(part.len() as u32).to_be_bytes()).await?;
            socket.write_all(part).await?;
        }
        socket.write_all(&[0; 4]).await?;
    }
    socket.flush().await
}

fn verdict(answer: &str) -> Scanned {
    match answer.strip_prefix("stream: ") {
        Some("OK") => Scanned::Clean,
        Some(found) if found.ends_with(" FOUND") => {
            let name = found.trim_end_matches(" FOUND").chars().filter(|c| c.is_ascii_graphic()).take(100).collect();
            Scanned::Infected(name)
        }
        _ => Scanned::Unsure(format!("unexpected answer: {:?}", answer.chars().take(200).collect::<String>())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    /// A scanner that answers once with what it is told to, and gives back what it received.
    async fn fake(reply: &'static [u8]) -> (Clamd, tokio::task::JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let clamd = Clamd::Tcp(listener.local_addr().unwrap().to_string());
        let seen = tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut command = [0; 10];
            socket.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut body = Vec::new();
            loop {
                let length = socket.read_u32().await.unwrap() as usize;
                if length == 0 {
                    break;
                }
                let mut part = vec![0; length];
                socket.read_exact(&mut part).await.unwrap();
                body.extend(part);
            }
            socket.write_all(reply).await.unwrap();
            body
        });
        (clamd, seen)
    }

    #[tokio::test]
    async fn clean_infected_and_unsure() {
        let file = vec![7u8; 150_000];
        for (reply, said) in
            [(&b"stream: OK\0"[..], Scanned::Clean), (b"stream: Eicar-Test-Signature FOUND\0", Scanned::Infected("Eicar-Test-Signature".into()))]
        {
            let (clamd, seen) = fake(reply).await;
            assert_eq!(clamd.scan(&file).await, said);
            assert_eq!(seen.await.unwrap(), file);
        }
        for reply in [&b""[..], b"INSTREAM size limit exceeded. ERROR\0", b"OK\0", b"stream: OKAY\0", b"\xff\xff"] {
            let (clamd, _seen) = fake(reply).await;
            assert!(matches!(clamd.scan(b"x").await, Scanned::Unsure(_)), "{reply:?} passed for a verdict, or for nobody there");
        }
        let nobody = Clamd::Unix(PathBuf::from("/nonexistent/clamd.ctl"));
        assert!(matches!(nobody.scan(b"x").await, Scanned::Unreachable(_)) && !nobody.answers().await);
    }

    #[test]
    fn the_setting_is_an_address_or_a_path() {
        let tcp = Some(Clamd::Tcp("127.0.0.1:3310".into()));
        assert_eq!(Clamd::from_setting("127.0.0.1:3310"), Ok(tcp.clone()));
        assert_eq!(Clamd::from_setting(" tcp://127.0.0.1:3310 "), Ok(tcp));
        let unix = Some(Clamd::Unix("/run/clamd.ctl".into()));
        assert_eq!(Clamd::from_setting("unix:/run/clamd.ctl"), Ok(unix.clone()));
        assert_eq!(Clamd::from_setting("/run/clamd.ctl"), Ok(unix));
        assert_eq!(Clamd::from_setting(""), Ok(None));
        for wrong in ["clamd", "host:", ":3310", "http://x:1", "host:99999"] {
            assert!(Clamd::from_setting(wrong).is_err(), "{wrong}");
        }
    }
}
