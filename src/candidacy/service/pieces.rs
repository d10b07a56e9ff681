//! The documents of a file: CV, letter, diploma; sent, shown, taken away; and who may read them.

use super::{own_locked, writable};
use crate::audit::service::{Entry, write};
use crate::candidacy::model::file::{Document, Piece, Pieces};
use crate::candidacy::store::dossiers;
use crate::desk::model::{Block, Field, Form};
use crate::desk::service::{Acted, Ask, Done, No, missing};
use crate::i18n::{candidacy as say, pieces as words, uploads};
use crate::kernel::dates::moment;
use crate::store::Tx;
use crate::uploads::service::{Thing, Upload, chosen, current, keep, look, remove, scan_kept, shown};
use std::collections::HashSet;

/// A document as its pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Which.
    pub document: Document,
    /// Whether it counts as received.
    pub piece: Piece,
    /// "Reçu à 13:48".
    pub state: String,
    /// "CV.pdf, 2 pages, 212 ko".
    pub name: String,
    /// Its pages, its name, where it is downloaded.
    pub blocks: Vec<Block>,
}

/// The documents of a candidacy, those that were sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Views(Vec<View>);

impl Views {
    /// One of them.
    pub fn get(&self, document: Document) -> Option<&View> {
        self.0.iter().find(|v| v.document == document)
    }

    /// All of them, in their order.
    pub fn all(&self) -> &[View] {
        &self.0
    }

    /// What has arrived, for the rules of the file.
    pub fn pieces(&self) -> Pieces {
        let piece = |document| self.get(document).map_or(Piece::None, |v| v.piece);
        Pieces { cv: piece(Document::Cv), letter: piece(Document::Letter) }
    }
}

/// The documents of a candidacy.
///
/// # Errors
/// The database failed.
pub async fn views(tx: &mut Tx, ask: &Ask<'_>, candidacy: i64) -> Result<Views, No> {
    let mut all = Vec::new();
    for document in Document::ALL {
        let Some(upload) = current(tx, Thing::File, candidacy, document.code()).await? else { continue };
        all.push(View {
            document: *document,
            // One the antivirus put aside is shown to nobody: it has to be sent again.
            piece: if upload.state == "infecte" { Piece::Refused } else { Piece::Received },
            state: say::received_at(&moment(upload.created_at, ask.now)),
            name: uploads::file_words(&upload.name, upload.pages, upload.size),
            blocks: shown(tx, &upload).await?,
        });
    }
    Ok(Views(all))
}

/// The files that have a CV, and those that have a letter as PDF.
pub struct Having {
    cv: HashSet<i64>,
    letter: HashSet<i64>,
}

impl Having {
    /// Reads which files have what.
    ///
    /// # Errors
    /// The database failed.
    pub async fn read(tx: &mut Tx) -> Result<Having, No> {
        let cv = crate::uploads::store::having(tx, Thing::File, Document::Cv.code()).await?;
        Ok(Having { cv, letter: crate::uploads::store::having(tx, Thing::File, Document::Letter.code()).await? })
    }

    /// What has arrived of one file.
    pub fn pieces(&self, candidacy: i64) -> Pieces {
        let piece = |all: &HashSet<i64>| if all.contains(&candidacy) { Piece::Received } else { Piece::None };
        Pieces { cv: piece(&self.cv), letter: piece(&self.letter) }
    }
}

/// A document as its author sees it: its pages, the form that sends or replaces it, the one that takes it away.
pub fn sender(ask: &Ask<'_>, views: &Views, document: Document) -> Vec<Block> {
    let present = views.get(document);
    let (label, hint, send) = match document {
        Document::Cv => (say::CV_FIELD, say::CV_HINT, say::CV_SEND),
        Document::Letter => (words::LETTER_FIELD, words::LETTER_HINT, words::LETTER_SEND),
        Document::Diploma => (words::DIPLOMA_FIELD, words::DIPLOMA_HINT, words::DIPLOMA_SEND),
    };
    let code = document.code();
    let field = Field { accept: ".pdf".to_owned(), ..Field::new(code, "file", label).hint(hint).required() };
    let send = if present.is_some() { uploads::REPLACE } else { send };
    let mut blocks = present.map(|v| v.blocks.clone()).unwrap_or_default();
    blocks.push(ask.form(Form { files: true, ..Form::new(&format!("{code}-envoi")) }.field(field).quiet(code, send)));
    if present.is_some() {
        blocks.push(ask.form(Form::new(&format!("{code}-retrait")).quiet(&format!("{code}-retirer"), uploads::REMOVE)));
    }
    blocks
}

/// The same folded, for a document that may be sent: unfolded once it was, or when it was refused.
pub fn folded_sender(ask: &Ask<'_>, views: &Views, document: Document, summary: &str) -> Block {
    let sent = format!("{}-envoi", document.code());
    let refused = ask.typed.as_ref().is_some_and(|t| t.fields.get("formulaire") == sent);
    let open = refused || views.get(document).is_some();
    let fold = crate::desk::model::Fold { summary: summary.to_owned(), open, blocks: sender(ask, views, document) };
    Block { fold: Some(fold), ..Block::default() }
}

/// The documents as they are read once sent, each under its name.
pub fn read(views: &Views) -> Vec<Block> {
    let one = |v: &View| std::iter::once(Block::h2(words::title(v.document))).chain(v.blocks.clone()).collect::<Vec<_>>();
    views.all().iter().flat_map(one).collect()
}

/// The document an act sends, or takes away (true).
pub fn by_act(act: &str) -> Option<(Document, bool)> {
    match act.strip_suffix("-retirer") {
        Some(code) => Document::from_code(code).map(|d| (d, true)),
        None => Document::from_code(act).map(|d| (d, false)),
    }
}

/// Where a document is on the page of the file, and the codes of what is said of it.
const fn place(document: Document) -> (&'static str, &'static str, &'static str) {
    match document {
        Document::Cv => ("cv", "cv", "cv-retire"),
        Document::Letter => ("lettre", "lettre-pdf", "lettre-pdf-retiree"),
        Document::Diploma => ("c-diplomas", "diplome", "diplome-retire"),
    }
}

/// Takes the document that came with the form, in place of the present one.
///
/// # Errors
/// The file is not theirs or no longer written, or why the document is not taken.
pub async fn take(ask: &Ask<'_>, document: Document) -> Acted {
    let mut tx = ask.db().begin().await?;
    let (c, kept) = own_locked(&mut tx, ask).await?;
    writable(&c, &kept.edition, ask.today())?;
    asked(document, &kept)?;
    drop(tx);
    let ready = look(ask, chosen(ask, document.code())?, document.code()).await?;
    // Looking takes a while: what was submitted meanwhile is what is kept, so the file is asked again under its lock.
    let mut tx = ask.db().begin().await?;
    let (c, kept) = own_locked(&mut tx, ask).await?;
    writable(&c, &kept.edition, ask.today())?;
    keep(&mut tx, &ready, Thing::File, c.id, ask.ms()).await?;
    tx.commit().await?;
    scan_kept(ask, &[ready]).await?;
    let (anchor, said, _) = place(document);
    Ok(Done::saying(&format!("/mon-espace/dossiers/{}#{anchor}", c.id), said))
}

/// Only what a programme asks for is kept (rule N1).
fn asked(document: Document, kept: &super::Kept) -> Result<(), No> {
    let field = match document {
        Document::Cv => "cv",
        Document::Letter => "letter",
        Document::Diploma => "diploma",
    };
    let fits = crate::candidacy::model::fields::fields_for(kept.edition.programme).any(|f| f.code == field);
    if fits { Ok(()) } else { Err(missing()) }
}

/// Takes a document away.
///
/// # Errors
/// As [`take`].
pub async fn drop_it(ask: &Ask<'_>, document: Document) -> Acted {
    let mut tx = ask.db().begin().await?;
    let (c, kept) = own_locked(&mut tx, ask).await?;
    writable(&c, &kept.edition, ask.today())?;
    remove(&mut tx, Thing::File, c.id, document.code(), ask.ms()).await?;
    tx.commit().await?;
    let (anchor, _, said) = place(document);
    Ok(Done::saying(&format!("/mon-espace/dossiers/{}#{anchor}", c.id), said))
}

/// Whether who asks may read a piece of somebody's file: as the file itself. The person reads who did.
///
/// # Errors
/// They may not (404).
pub async fn open(ask: &Ask<'_>, upload: &Upload, page: bool) -> Result<(), No> {
    let me = ask.me()?;
    if !me.team() {
        return Err(missing());
    }
    let document = Document::from_code(&upload.kind).ok_or_else(missing)?;
    let mut tx = ask.db().begin().await?;
    super::team_file::readable(&mut tx, ask, upload.thing_id).await?;
    if !page {
        dossiers::seen(&mut tx, upload.thing_id, me.person, words::seen(document), ask.ms()).await?;
        let entry = Entry { actor: Some(me.person), thing: super::THING, id: upload.thing_id, verb: words::opened(document), ..Entry::default() };
        write(&mut tx, &entry, ask.ms()).await?;
    }
    tx.commit().await?;
    Ok(())
}
