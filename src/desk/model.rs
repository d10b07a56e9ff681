//! A page as data: blocks in the order read. Texts are ready to show; nothing here knows a room.
//!
//! Structs of options rather than enums with contents: the small JSON library of the browser reads no such enum. [`build`] holds the
//! ways to make them.

mod build;
mod rank;

use miniserde::{Deserialize, Serialize};
pub use rank::{RankItem, Ranking};

/// A whole page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The heading, also the title of the document.
    pub title: String,
    /// What it belongs to, above the heading ("Programme Associé — Paris").
    pub above: String,
    /// One or two sentences below the heading.
    pub lead: String,
    /// Links to the neighbouring pages of the same desk.
    pub nav: Vec<Way>,
    /// True for pages where a team works: denser, wider.
    pub dense: bool,
    /// HTTP status: 200 unless something must be corrected.
    pub status: u16,
    /// The contents.
    pub blocks: Vec<Block>,
    /// A page of the live morning instead of blocks, as [`crate::live::model::page::LivePage`] writes it; empty for others.
    pub live: String,
}

/// A link or the present page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub label: String,
    /// It is the present page.
    pub current: bool,
    /// `button`, `quiet` (a button with less weight) or empty for a plain link.
    pub look: String,
    /// Followed by the browser itself rather than by the application: files, other sites.
    pub plain: bool,
}

/// One block: exactly one of the fields is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// A heading of level 2 or 3.
    pub heading: Option<Heading>,
    /// A paragraph of plain text.
    pub text: Option<Text>,
    /// Safe HTML made by `kernel::markdown`.
    pub prose: Option<String>,
    /// Something to notice.
    pub notice: Option<Notice>,
    /// Terms and what they hold.
    pub facts: Option<Vec<Term>>,
    /// Links side by side.
    pub ways: Option<Vec<Way>>,
    /// A form.
    pub form: Option<Form>,
    /// A table.
    pub table: Option<Table>,
    /// A path of steps with dates and who acts next.
    pub path: Option<Vec<Step>>,
    /// A numbered part of a file: title and state beside its contents.
    pub part: Option<Part>,
    /// A list of things, each with its own links and buttons.
    pub items: Option<Vec<Item>>,
    /// A part folded under its summary.
    pub fold: Option<Fold>,
    /// A number that counts towards another.
    pub tally: Option<Tally>,
    /// Images of the pages of a document.
    pub pages: Option<Vec<Picture>>,
    /// A video loaded on request.
    pub film: Option<Film>,
    /// Targets to rank.
    pub ranking: Option<Ranking>,
}

/// A heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 2 or 3.
    pub level: u8,
    /// Its words.
    pub text: String,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Its words; line breaks are kept.
    pub text: String,
    /// `small`, `soft`, `code` or empty.
    pub look: String,
}

/// Something to notice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// `done`, `error`, `now` or empty.
    pub look: String,
    /// Its words.
    pub text: String,
    /// Links of an error to the fields it speaks of.
    pub ways: Vec<Way>,
    /// What a refused form is answered with: reading begins here, so the focus does.
    pub first: bool,
}

/// A term and what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// What it holds.
    pub text: String,
}

/// A form, sent by POST to the address of its page unless it says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Its anchor.
    pub id: String,
    /// Where it goes; empty for the page it is on.
    pub action: String,
    /// By GET: a search or a filter.
    pub get: bool,
    /// It carries files.
    pub files: bool,
    /// Each field is saved by itself at this address as it is written; empty when not.
    pub autosave: String,
    /// `line` puts the fields and the button on one line.
    pub look: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// The buttons.
    pub buttons: Vec<Button>,
}

/// One field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name in the form.
    pub name: String,
    /// Its label.
    pub label: String,
    /// `text`, `email`, `password`, `url`, `tel`, `number`, `date`, `search`, `file`, `hidden`, `area`, `select`, `radio`, `check`, `title`
    /// (a heading between fields).
    pub kind: String,
    /// What it holds.
    pub value: String,
    /// What helps, below the label.
    pub hint: String,
    /// What to correct.
    pub error: String,
    /// The choices of a select, radios, or boxes.
    pub options: Vec<Choice>,
    /// It must be filled.
    pub required: bool,
    /// It is asked for, but another field of the form may answer it: the browser cannot tell, and nothing calls it optional.
    pub shared: bool,
    /// Most characters; 0 without a limit.
    pub max: u32,
    /// Rows of an area.
    pub rows: u32,
    /// The browser's completion ("email", "current-password", "one-time-code").
    pub complete: String,
    /// The keyboard a phone shows ("numeric").
    pub keyboard: String,
    /// File kinds taken (".pdf").
    pub accept: String,
    /// Half the width.
    pub half: bool,
    /// The version of a value that saves itself; empty for others.
    pub version: String,
}

/// A choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its code.
    pub code: String,
    /// Its words.
    pub label: String,
    /// It is chosen.
    pub chosen: bool,
}

/// A button of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What it does, sent as `geste`.
    pub act: String,
    /// Its words.
    pub label: String,
    /// `quiet`, `danger` or empty.
    pub look: String,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows, read by screen readers.
    pub caption: String,
    /// Column headings.
    pub head: Vec<String>,
    /// Lines.
    pub rows: Vec<Row>,
    /// Said when there is no line.
    pub empty: String,
}

/// A line of a table: as many cells as headings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its words.
    pub text: String,
    /// A link; empty when it is none.
    pub href: String,
    /// `num`, `ok`, `ko`, `now`, `soft` or empty.
    pub look: String,
}

/// A step of a path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// When.
    pub when: String,
    /// Who acts.
    pub who: String,
    /// `done`, `here` or empty.
    pub state: String,
}

/// A numbered part of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its anchor.
    pub id: String,
    /// Its number; 0 for none.
    pub number: u8,
    /// Its title.
    pub title: String,
    /// Where it stands ("Reçu à 13:48").
    pub state: String,
    /// `ok`, `ko` or empty.
    pub look: String,
    /// Its contents.
    pub blocks: Vec<Block>,
}

/// A thing in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A link of the title; empty when it is none.
    pub href: String,
    /// What is said of it.
    pub text: String,
    /// A word at the end of the line.
    pub tag: String,
    /// `now`, `out` or empty.
    pub look: String,
    /// More, below.
    pub blocks: Vec<Block>,
}

/// A part folded under its summary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fold {
    /// The summary.
    pub summary: String,
    /// Unfolded at first.
    pub open: bool,
    /// The contents.
    pub blocks: Vec<Block>,
}

/// A number that counts towards another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Counted.
    pub count: u32,
    /// Asked for.
    pub goal: u32,
    /// "mois comptés, sur 36 demandés".
    pub text: String,
}

/// A page of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Where the image is.
    pub src: String,
    /// What it shows.
    pub alt: String,
}

/// A video loaded on request: nothing is asked of its provider before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Film {
    /// The provider's name.
    pub provider: String,
    /// The address of its frame.
    pub embed: String,
    /// The address of its page.
    pub page: String,
}
