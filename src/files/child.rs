//! A stranger's file is read by a second copy of this program that can do nothing else: no file, no socket, no environment,
//! little memory, little time. Whatever the file does to it, the server sees a refusal in words.
//!
//! The child's side is [`child_main`], run for the hidden command [`COMMAND`] before anything else of the program starts; the
//! server's side is [`Inspector`]. Between them: the file on standard input, frames on standard output (a mark, then for
//! each frame a letter, a length on four bytes, a body). The verdict leaves first, then each page's picture.

use super::check::{self, Inspected};
use super::model::{MAX_BYTES, MAX_DRAWN, Refused};
use super::render;
use rustix::process::{Resource, Rlimit, setrlimit};
use std::ffi::OsString;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// The hidden subcommand.
pub const COMMAND: &str = "inspect-pdf";
/// Address space of the child, in bytes.
pub const MAX_MEMORY: u64 = 512 * 1024 * 1024;
/// Processor time of the child, in seconds.
pub const MAX_CPU: u64 = 10;
/// Processor time of the child once pages are being drawn, in seconds since its start: pictures are worth less patience.
pub const MAX_CPU_DRAWING: u64 = 6;
/// Real time of the child, after which it is killed.
pub const MAX_TIME: Duration = Duration::from_secs(15);
/// Children at once.
pub const AT_ONCE: usize = 2;
/// Files waiting for a child; more are refused as [`Refused::Busy`].
pub const MAX_WAITING: usize = 16;
/// Longest wait for a child.
pub const MAX_WAIT: Duration = Duration::from_secs(45);

const STACK: usize = 16 * 1024 * 1024;
const MARK: &[u8] = b"\x01passerelle-pdf-1\n";
const MAX_FRAME: u32 = 8 * 1024 * 1024;
const MAX_OUTPUT: u64 = 32 * 1024 * 1024;
/// The child could not limit itself and read nothing.
const UNCONFINED: u8 = 3;

/// The whole life of the child: limits itself, reads standard input, writes frames, ends.
pub fn child_main() -> ExitCode {
    ExitCode::from(run())
}

/// [`child_main`] as a number.
pub(super) fn run() -> u8 {
    // The reading happens on a stack of known size; a panic there is this process's last word.
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(work);
    worker.ok().and_then(|w| w.join().ok()).unwrap_or(101)
}

fn work() -> u8 {
    if confine().is_err() {
        return UNCONFINED;
    }
    let mut out = std::io::stdout().lock();
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
    let checked = match read {
        Err(_) => Err(Refused::Broken),
        Ok(read) if read > MAX_BYTES => Err(Refused::TooLarge),
        Ok(_) => check::open(bytes),
    };
    let verdict = checked.as_ref().map(|(_, inspected)| inspected).map_err(|refused| *refused);
    let Ok(verdict) = serde_json::to_vec(&verdict) else { return 1 };
    if out.write_all(MARK).is_err() || !frame(&mut out, b'V', &verdict) {
        return 1;
    }
    if let Ok((pdf, _)) = checked {
        if limit(Resource::Cpu, MAX_CPU_DRAWING).is_err() {
            return UNCONFINED;
        }
        render::draw(&pdf, |png| frame(&mut out, b'P', &png.unwrap_or_default()));
    }
    u8::from(!frame(&mut out, b'E', &[]))
}

fn frame(out: &mut impl Write, letter: u8, body: &[u8]) -> bool {
    let Ok(length) = u32::try_from(body.len()) else { return false };
    let head = [&[letter][..], &length.to_be_bytes()].concat();
    out.write_all(&head).and_then(|()| out.write_all(body)).and_then(|()| out.flush()).is_ok()
}

/// Gives up what reading a file does not need. Descriptors 0, 1 and 2 stay; nothing else can be opened, so neither file nor
/// socket. Memory is limited where the system knows how (Linux).
pub(super) fn confine() -> rustix::io::Result<()> {
    limit(Resource::Core, 0)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Nofile, 3)?;
    limit(Resource::Cpu, MAX_CPU)?;
    match limit(Resource::As, MAX_MEMORY) {
        Err(e) if cfg!(target_os = "linux") => Err(e),
        _ => Ok(()),
    }
}

/// One limit; that on processor time ends the process a second later if it does not end by itself.
fn limit(what: Resource, most: u64) -> rustix::io::Result<()> {
    setrlimit(what, Rlimit { current: Some(most), maximum: Some(most + u64::from(what == Resource::Cpu)) })
}

/// What the child made of a file that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Pages and title.
    pub inspected: Inspected,
    /// The pictures of the first pages, in order, as PNG; `None` for one that could not be drawn.
    pub pages: Vec<Option<Vec<u8>>>,
    /// Whether every page that should be drawn was. When false the viewer shows what there is, the number of pages and the
    /// link to download.
    pub complete: bool,
}

/// Starts children, a few at a time. One for the whole server.
#[derive(Debug)]
pub struct Inspector {
    program: PathBuf,
    words: Vec<OsString>,
    slots: Semaphore,
    waiting: AtomicUsize,
}

/// One file waiting; counted down however the wait ends.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// What came from a child so far.
#[derive(Default)]
struct Received {
    verdict: Option<Result<Inspected, Refused>>,
    pages: Vec<Option<Vec<u8>>>,
    ended: bool,
}

impl Inspector {
    /// Children are this very program, with [`COMMAND`].
    ///
    /// # Errors
    /// When the system does not tell where the program is.
    pub fn of_this_program() -> std::io::Result<Inspector> {
        // The file behind the running program even after an upgrade replaced it on disk.
        let itself = Path::new("/proc/self/exe");
        let program = if itself.exists() { itself.to_owned() } else { std::env::current_exe()? };
        Ok(Inspector::new(program, [COMMAND]))
    }

    /// Children are this program with these words.
    pub fn new<W: Into<OsString>>(program: PathBuf, words: impl IntoIterator<Item = W>) -> Inspector {
        let words = words.into_iter().map(Into::into).collect();
        Inspector { program, words, slots: Semaphore::new(AT_ONCE), waiting: AtomicUsize::new(0) }
    }

    /// Has a file read and drawn. Waits for its turn; never takes longer than [`MAX_WAIT`] and [`MAX_TIME`] together.
    ///
    /// # Errors
    /// Why the file is not taken. A child that crashes or is stopped is a refusal of its file.
    pub async fn inspect(&self, bytes: &[u8]) -> Result<Preview, Refused> {
        let _turn = self.turn().await?;
        let mut command = Command::new(&self.program);
        command.args(&self.words).env_clear().current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let unavailable = |e: std::io::Error| {
            tracing::error!(error = %e, "the process that reads files could not be started");
            Refused::Unavailable
        };
        let mut child = command.spawn().map_err(unavailable)?;
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Refused::Unavailable);
        };
        let mut got = Received::default();
        let conversation = async {
            let feed = async {
                // A child that ends early closes its side: what it said before counts, not this write.
                let _ = stdin.write_all(bytes).await;
                drop(stdin);
            };
            let ((), _) = tokio::join!(feed, listen(stdout.take(MAX_OUTPUT), &mut got));
            child.wait().await
        };
        let ended = timeout(MAX_TIME, conversation).await;
        if ended.is_err() {
            // Killed and buried here, so that no more than AT_ONCE ever live.
            let _ = child.kill().await;
        }
        match got.verdict {
            Some(Ok(inspected)) => {
                let wanted = inspected.pages.min(MAX_DRAWN);
                let complete = got.ended && got.pages.len() == wanted && got.pages.iter().all(Option::is_some);
                Ok(Preview { inspected, pages: got.pages, complete })
            }
            Some(Err(refused)) => Err(refused),
            None => Err(match ended {
                Err(_) => Refused::Slow,
                Ok(Err(e)) => unavailable(e),
                Ok(Ok(status)) => died(status),
            }),
        }
    }

    async fn turn(&self) -> Result<SemaphorePermit<'_>, Refused> {
        if let Ok(free) = self.slots.try_acquire() {
            return Ok(free);
        }
        let before = self.waiting.fetch_add(1, Ordering::AcqRel);
        let _waiting = Waiting(&self.waiting);
        if before >= MAX_WAITING {
            return Err(Refused::Busy);
        }
        timeout(MAX_WAIT, self.slots.acquire()).await.ok().and_then(Result::ok).ok_or(Refused::Busy)
    }
}

/// What the end of a child that said nothing tells of its file.
fn died(status: ExitStatus) -> Refused {
    tracing::info!(%status, "a file ended the process that read it");
    match (status.signal(), status.code()) {
        // Processor time.
        (Some(24), _) => Refused::Slow,
        // Memory or stack: abort, or the kernel's own.
        (Some(6 | 7 | 9 | 11), _) => Refused::Bomb,
        (None, Some(code)) if code == i32::from(UNCONFINED) => {
            tracing::error!("the process that reads files could not limit itself");
            Refused::Unavailable
        }
        _ => Refused::Broken,
    }
}

/// Reads frames until the end, or until something that is not one.
async fn listen(mut from: impl AsyncRead + Unpin, got: &mut Received) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(MARK) {
        if head.len() > 512 {
            return Ok(());
        }
        head.push(from.read_u8().await?);
    }
    loop {
        let (letter, length) = (from.read_u8().await?, from.read_u32().await?);
        if length > MAX_FRAME {
            return Ok(());
        }
        let mut body = Vec::new();
        (&mut from).take(u64::from(length)).read_to_end(&mut body).await?;
        if body.len() != length as usize {
            return Ok(());
        }
        match letter {
            b'V' if got.verdict.is_none() => got.verdict = serde_json::from_slice(&body).ok(),
            b'P' if got.pages.len() < MAX_DRAWN => got.pages.push(Some(body).filter(|png| png.starts_with(b"\x89PNG"))),
            b'E' => {
                got.ended = true;
                return Ok(());
            }
            _ => return Ok(()),
        }
    }
}
