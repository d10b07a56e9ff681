//! What a page of the desk is asked with, what it answers, and what a form sent to it answers.

mod ranking;

use super::model::{Block, Field, Form, Notice, Sheet, Way};
use crate::jobs::service::{Board, Fault};
use crate::kernel::clock::paris_day;
use crate::kernel::refusal::{Reason, Refusal};
use crate::live::service::Halls;
use crate::people::model::Viewer;
use crate::store::{Db, StoreError};
use crate::uploads::service::{Cabinet, Sent};
use jiff::{Timestamp, civil::Date};
use std::sync::Arc;

/// Most fields a form may send: a list without script has three for each of 600 missions.
pub const FIELDS_MAX: usize = 2_000;

/// What every page of the desk may reach.
pub struct Desk {
    /// The board, which holds the database and the public address.
    pub board: Arc<Board>,
    /// The site is only reachable from this machine: the demo accounts sign in, mails can be read at `/dev/mail`.
    pub development: bool,
    /// The files people send.
    pub cabinet: Cabinet,
    /// The live rooms.
    pub halls: Arc<Halls>,
    /// The hosts of the PeerTube instances whose videos are taken.
    pub peertube: Vec<String>,
}

/// The values of a form or of a query, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// Reads `a=1&b=2`; at most [`FIELDS_MAX`] values.
    pub fn read(text: &str) -> Fields {
        Fields(form_urlencoded::parse(text.as_bytes()).take(FIELDS_MAX).map(|(k, v)| (k.into_owned(), v.replace("\r\n", "\n"))).collect())
    }

    /// The first value of a name, without the spaces around; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.trim())
    }

    /// Every value of a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(k, _)| k == name).map(|(_, v)| v.trim().to_owned()).collect()
    }

    /// Whether the name was sent with a value.
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// A number, when the value is one.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.get(name).parse().ok()
    }
}

/// A form that was refused: what was typed, and what to correct.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// What was typed.
    pub fields: Fields,
    /// What to correct.
    pub problems: Vec<Refusal>,
}

/// A page asked for.
pub struct Ask<'a> {
    /// What it may reach.
    pub desk: &'a Desk,
    /// Who asks.
    pub viewer: Option<&'a Viewer>,
    /// The address, part by part.
    pub parts: Vec<&'a str>,
    /// The query of the address.
    pub query: Fields,
    /// The form that was sent here and refused, when there is one.
    pub typed: Option<Typed>,
    /// The files that came with the form.
    pub files: Vec<Sent>,
    /// The present instant.
    pub now: Timestamp,
    /// The network address of who asks.
    pub peer: String,
    /// The browser, in a few words.
    pub device: String,
}

/// Why there is no page, or why a form was not done.
#[derive(Debug)]
pub enum No {
    /// Something to correct in the form, or an expected "no".
    Refused(Vec<Refusal>),
    /// One must sign in first.
    SignIn,
    /// One must prove it with the second factor first.
    SecondFactor,
    /// Something failed.
    Fault(Fault),
}

impl From<StoreError> for No {
    fn from(e: StoreError) -> No {
        No::Fault(Fault::Store(e))
    }
}

impl From<Fault> for No {
    fn from(e: Fault) -> No {
        No::Fault(e)
    }
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> No {
        No::Refused(vec![refusal])
    }
}

impl From<Vec<Refusal>> for No {
    fn from(refusals: Vec<Refusal>) -> No {
        No::Refused(refusals)
    }
}

/// A page, or why there is none.
pub type Answer = Result<Sheet, No>;

/// What changes of the session of who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// A new token.
    Open(String),
    /// None any more.
    Close,
}

/// A form that was done: where to go on.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// A path of this site.
    pub to: String,
    /// What changes of the session.
    pub session: Option<Session>,
    /// A page shown at once instead, for what is said only once.
    pub show: Option<Sheet>,
    /// What a field that saved itself is told.
    pub saved: Option<Saved>,
    /// A file to take away.
    pub file: Option<Download>,
}

/// A file to take away.
#[derive(Clone, Debug)]
pub struct Download {
    /// The name proposed.
    pub name: String,
    /// Its media type.
    pub kind: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What a field that saves itself is told.
#[derive(Clone, Debug, Default, miniserde::Serialize)]
pub struct Saved {
    /// "Enregistré à 14:03", or what to correct.
    pub words: String,
    /// The version the field has now.
    pub version: String,
    /// `saved`, `refused` or `conflict`.
    pub state: String,
    /// The text the field holds now, when it was changed elsewhere.
    pub theirs: String,
}

impl Done {
    /// Goes on at a path.
    pub fn to(path: impl Into<String>) -> Done {
        Done { to: path.into(), ..Done::default() }
    }

    /// Goes on at a path that says what was done (`?fait=` a code of `i18n::desk::done`).
    pub fn saying(path: &str, code: &str) -> Done {
        let (path, anchor) = path.split_once('#').map_or((path, String::new()), |(p, a)| (p, format!("#{a}")));
        let join = if path.contains('?') { '&' } else { '?' };
        Done::to(format!("{path}{join}fait={code}{anchor}"))
    }

    /// With a change of the session.
    #[must_use]
    pub fn session(mut self, session: Session) -> Done {
        self.session = Some(session);
        self
    }
}

/// What a form sent here answers.
pub type Acted = Result<Done, No>;

impl<'a> Ask<'a> {
    /// The database.
    pub fn db(&self) -> &'a Db {
        &self.desk.board.db
    }

    /// Epoch milliseconds.
    pub fn ms(&self) -> i64 {
        self.now.as_millisecond()
    }

    /// The day it is in Paris.
    pub fn today(&self) -> Date {
        paris_day(self.now)
    }

    /// Who asks.
    ///
    /// # Errors
    /// Nobody signed in.
    pub fn me(&self) -> Result<&'a Viewer, No> {
        self.viewer.ok_or(No::SignIn)
    }

    /// A part of the address.
    pub fn part(&self, at: usize) -> &'a str {
        self.parts.get(at).copied().unwrap_or("")
    }

    /// A part of the address that is a key; 0 for what is none.
    pub fn key(&self, at: usize) -> i64 {
        self.part(at).parse().unwrap_or(0)
    }

    /// The path asked for.
    pub fn path(&self) -> String {
        format!("/{}", self.parts.join("/"))
    }

    /// The address of this page, for its forms: with its query, without what was just done nor the place one had jumped to. A browser
    /// keeps both when a form says nothing, and would show what to correct below a page that begins elsewhere.
    fn address(&self) -> String {
        let asked = self.query.0.iter().filter(|(name, _)| name != "fait");
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(asked).finish();
        if query.is_empty() { self.path() } else { format!("{}?{query}", self.path()) }
    }

    /// Fills a form: what was typed when this form was refused, what is stored otherwise, and the sentence of each problem.
    pub fn fill(&self, mut form: Form) -> Form {
        let typed = self.typed.as_ref().filter(|t| t.fields.get("formulaire") == form.id);
        for field in &mut form.fields {
            if let Some(typed) = typed {
                put_typed(field, typed);
            }
            let chosen: Vec<&str> = field.value.split('\u{1f}').collect();
            for option in &mut field.options {
                option.chosen = chosen.contains(&option.code.as_str());
            }
        }
        if form.action.is_empty() && !form.get {
            form.action = self.address();
        }
        let id = form.id.clone();
        form.hidden("formulaire", id)
    }

    /// A form as a block, filled.
    pub fn form(&self, form: Form) -> Block {
        Block::form(self.fill(form))
    }

    /// What to say at the top: what was just done, or what to correct.
    pub fn said(&self) -> Vec<Block> {
        let mut out = Vec::new();
        if let Some(typed) = &self.typed {
            out.push(problems(&typed.problems));
        } else if let Some(words) = crate::i18n::desk::done(self.query.get("fait")) {
            out.push(Block::notice("done", words));
        }
        out
    }
}

fn put_typed(field: &mut Field, typed: &Typed) {
    let sentences: Vec<&str> = typed.problems.iter().filter(|p| p.field.as_deref() == Some(&field.name)).map(|p| p.sentence.as_str()).collect();
    field.error = sentences.join(" ");
    // Secrets and files are never sent back.
    if !matches!(field.kind.as_str(), "password" | "file" | "hidden" | "title") {
        field.value = match field.options.is_empty() {
            true => typed.fields.0.iter().find(|(k, _)| *k == field.name).map_or(String::new(), |(_, v)| v.clone()),
            false => typed.fields.all(&field.name).join("\u{1f}"),
        };
    }
}

/// The summary of what to correct, with links to the fields.
fn problems(found: &[Refusal]) -> Block {
    let ways = found.iter().filter_map(|r| Some(Way::link(format!("#c-{}", r.field.as_ref()?), r.sentence.clone()))).collect::<Vec<_>>();
    let apart: Vec<&str> = found.iter().filter(|r| r.field.is_none()).map(|r| r.sentence.as_str()).collect();
    let text = match (apart.is_empty(), ways.len()) {
        (false, _) => apart.join(" "),
        (true, 1) => crate::i18n::desk::ONE_TO_CORRECT.to_owned(),
        (true, n) => crate::i18n::desk::to_correct(n),
    };
    Block { notice: Some(Notice { look: "error".to_owned(), text, ways, first: true }), ..<Block as Default>::default() }
}

/// The status a refused form is answered with.
pub fn status_of(refusals: &[Refusal]) -> u16 {
    refusals.iter().map(|r| r.reason).max_by_key(|r| severity(*r)).map_or(422, Reason::status)
}

fn severity(reason: Reason) -> u8 {
    match reason {
        Reason::Invalid => 0,
        Reason::Malformed => 1,
        Reason::TooLarge => 2,
        Reason::Conflict => 3,
        Reason::Forbidden => 4,
        Reason::Gone => 5,
        Reason::Missing => 6,
        Reason::TooOften => 7,
        Reason::Fault => 8,
    }
}

/// "No such thing": also what is answered for what belongs to somebody else.
pub fn missing() -> No {
    No::Refused(vec![Refusal::missing(crate::i18n::not_found_text(crate::kernel::lang::Lang::Fr))])
}
