//! What a file must be, and the sentence for each way it is not.

use crate::kernel::refusal::{Reason, Refusal};
use serde::{Deserialize, Serialize};

/// Largest file taken, in bytes (5 MB).
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
/// Most pages a file may have.
pub const MAX_PAGES: usize = 30;
/// Most pages drawn for the viewer; the others are read in the downloaded file.
pub const MAX_DRAWN: usize = 10;
/// Most bytes all the compressed parts of a file may hold once unpacked, counted together.
pub const MAX_UNPACKED: u64 = 160 * 1024 * 1024;
/// Most objects in a file.
pub const MAX_OBJECTS: usize = 100_000;
/// Most pixels one embedded picture may declare (an A4 page scanned at 600 dots per inch has 35 million).
pub const MAX_PICTURE_PIXELS: u64 = 50_000_000;

/// What a file that is not a PDF looks like, to say how to make one of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Looks {
    /// Word, LibreOffice, Pages, RTF or another text processor.
    Document,
    /// A photograph or a scan.
    Picture,
    /// A web page.
    Web,
    /// An archive.
    Archive,
    /// None of these.
    Unknown,
}

/// First bytes of JPEG, PNG, GIF, WebP and TIFF pictures.
const PICTURES: [&[u8]; 6] = [b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\0", b"MM\0*"];

impl Looks {
    /// What a file name promises.
    pub fn from_name(name: &str) -> Looks {
        match name.rsplit_once('.').map(|(_, e)| e.trim().to_lowercase()).unwrap_or_default().as_str() {
            "doc" | "docx" | "odt" | "pages" | "rtf" | "txt" | "md" | "docm" | "dotx" | "wps" | "tex" => Looks::Document,
            "jpg" | "jpeg" | "png" | "heic" | "heif" | "gif" | "webp" | "tif" | "tiff" | "bmp" | "svg" => Looks::Picture,
            "htm" | "html" | "mht" | "url" | "webloc" => Looks::Web,
            "zip" | "rar" | "7z" | "gz" | "tar" => Looks::Archive,
            _ => Looks::Unknown,
        }
    }

    /// What the first bytes are.
    pub fn from_bytes(bytes: &[u8]) -> Looks {
        let starts = |magic: &[u8]| bytes.starts_with(magic);
        let head: Vec<u8> = bytes.iter().take(256).map(u8::to_ascii_lowercase).collect();
        let holds = |word: &[u8]| head.windows(word.len()).any(|w| w == word);
        if starts(b"PK\x03\x04") {
            let body = bytes.get(..4096).unwrap_or(bytes);
            let document = [&b"word/"[..], b"[Content_Types]", b"mimetype", b"Index/"].iter().any(|w| body.windows(w.len()).any(|b| b == *w));
            return if document { Looks::Document } else { Looks::Archive };
        }
        if starts(b"\xd0\xcf\x11\xe0") || starts(b"{\\rtf") {
            Looks::Document
        } else if bytes.get(4..8) == Some(b"ftyp") || PICTURES.iter().any(|magic| starts(magic)) {
            Looks::Picture
        } else if starts(b"Rar!") || starts(b"7z\xbc\xaf") || starts(b"\x1f\x8b") {
            Looks::Archive
        } else if holds(b"<!doctype html") || holds(b"<html") || holds(b"<script") {
            Looks::Web
        } else {
            Looks::Unknown
        }
    }

    const fn advice(self) -> &'static str {
        match self {
            Looks::Document => {
                "Ouvrez-le dans votre traitement de texte, choisissez « Enregistrer sous » ou « Exporter », puis PDF, et envoyez ce PDF."
            }
            Looks::Picture => "Placez l’image dans un document, ou choisissez « Imprimer » puis « Enregistrer au format PDF », et envoyez ce PDF.",
            Looks::Web => "Ouvrez la page dans votre navigateur, choisissez « Imprimer » puis « Enregistrer au format PDF », et envoyez ce PDF.",
            Looks::Archive => "Ouvrez l’archive et envoyez le PDF qu’elle contient.",
            Looks::Unknown => "Enregistrez-le en PDF depuis le logiciel qui l’a créé, puis envoyez ce PDF.",
        }
    }
}

/// Why a file is not taken (issue row: CV upload). Each cause has its sentence: see [`Refused::refusal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// No byte at all.
    Empty,
    /// The content is something else.
    NotPdf(Looks),
    /// The name ends with something else than `.pdf`.
    WrongExtension(Looks),
    /// A PDF, but it cannot be read: cut short, damaged, contradictory.
    Broken,
    /// Needs a password, or forbids something.
    Encrypted,
    /// Holds a script, a form that runs, or an action that starts something.
    Scripted,
    /// Holds other files.
    Attachments,
    /// More than [`MAX_PAGES`].
    TooManyPages,
    /// Unpacks, or asks for memory, far beyond what a CV needs.
    Bomb,
    /// Could not be read within the time given.
    Slow,
    /// The scanner found something.
    Infected,
    /// The scanner does not answer and the caller chose not to wait.
    ScannerDown,
    /// Too many files are being read at this moment.
    Busy,
    /// The reading process could not be started: a fault on our side, already logged.
    Unavailable,
}

impl Refused {
    /// The French sentence that says what to do.
    pub fn sentence(self) -> String {
        let fixed = match self {
            Refused::TooLarge => "Ce fichier dépasse 5 Mo. Réduisez les images, ou choisissez « Taille réduite » en exportant le PDF.",
            Refused::Empty => "Ce fichier est vide. Vérifiez qu’il s’ouvre sur votre appareil, puis envoyez-le à nouveau.",
            Refused::NotPdf(looks) => return french(&format!("Ce fichier n’est pas un PDF. {}", looks.advice())),
            Refused::WrongExtension(looks) => return french(&format!("Le nom du fichier doit finir par « .pdf ». {}", looks.advice())),
            Refused::Broken => "Ce PDF est incomplet ou abîmé. Exportez-le à nouveau depuis le logiciel qui l’a créé, puis renvoyez-le.",
            Refused::Encrypted => {
                "Ce PDF est protégé (mot de passe, copie ou impression interdite). Enregistrez-en une version sans protection, puis renvoyez-la."
            }
            Refused::Scripted => {
                "Ce PDF contient un script, un formulaire ou une action automatique. Choisissez « Imprimer » puis « Enregistrer au format PDF » pour en faire une copie simple, et envoyez cette copie."
            }
            Refused::Attachments => {
                "Ce PDF contient d’autres fichiers en pièce jointe. Choisissez « Imprimer » puis « Enregistrer au format PDF » pour en faire une copie simple, et envoyez cette copie."
            }
            Refused::TooManyPages => return format!("Ce PDF a plus de {MAX_PAGES}\u{a0}pages. Gardez les pages utiles et renvoyez-le."),
            Refused::Bomb => {
                "Ce PDF demande trop de mémoire pour être lu. Choisissez « Imprimer » puis « Enregistrer au format PDF » pour en faire une copie simple, et envoyez cette copie."
            }
            Refused::Slow => {
                "Ce PDF est trop compliqué pour être lu. Choisissez « Imprimer » puis « Enregistrer au format PDF » pour en faire une copie simple, et envoyez cette copie."
            }
            Refused::Infected => {
                "L’antivirus a reconnu un logiciel malveillant dans ce fichier. Analysez votre appareil, puis envoyez un autre fichier."
            }
            Refused::ScannerDown => "Ce fichier n’a pas encore pu être vérifié. Réessayez dans quelques minutes.",
            Refused::Busy => "Beaucoup de fichiers arrivent en ce moment. Réessayez dans une minute.",
            Refused::Unavailable => "Nous n’avons pas pu lire ce fichier à cause d’une panne de notre côté. Réessayez dans quelques minutes.",
        };
        french(fixed)
    }

    /// The refusal of a form's field: 413 for a size, 429 for a crowd, 500 for our own fault, 422 for the rest.
    pub fn refusal(self, field: &str) -> Refusal {
        let reason = match self {
            Refused::TooLarge => Reason::TooLarge,
            Refused::Busy => Reason::TooOften,
            Refused::ScannerDown | Refused::Unavailable => Reason::Fault,
            _ => Reason::Invalid,
        };
        Refusal { reason, field: Some(field.to_owned()), sentence: self.sentence() }
    }
}

/// Puts the narrow no-break space French typography wants inside guillemets.
fn french(sentence: &str) -> String {
    sentence.replace("« ", "«\u{202f}").replace(" »", "\u{202f}»")
}

/// What can be said of an upload before reading it: its size, what its name and first bytes promise.
///
/// # Errors
/// The first cause found, cheapest first.
pub fn precheck(name: &str, bytes: &[u8]) -> Result<(), Refused> {
    if bytes.len() > MAX_BYTES {
        return Err(Refused::TooLarge);
    }
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if !is_pdf(bytes) {
        let (inside, named) = (Looks::from_bytes(bytes), Looks::from_name(name));
        return Err(Refused::NotPdf(if inside == Looks::Unknown { named } else { inside }));
    }
    if !name.trim_end().to_lowercase().ends_with(".pdf") {
        return Err(Refused::WrongExtension(Looks::Unknown));
    }
    Ok(())
}

/// Whether the bytes begin as a PDF does. Stricter than readers, which search the first kilobyte: a file that begins as
/// something else too is refused.
pub fn is_pdf(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let blank = bytes.iter().take(8).take_while(|b| b.is_ascii_whitespace()).count();
    bytes.get(blank..blank + 7).is_some_and(|head| head.starts_with(b"%PDF-1.") || head.starts_with(b"%PDF-2."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_and_the_first_bytes_are_read_before_anything() {
        assert_eq!(precheck("cv.pdf", b"%PDF-1.7\n"), Ok(()));
        assert_eq!(precheck("CV.PDF ", b"\xef\xbb\xbf\n%PDF-2.0\n"), Ok(()));
        assert_eq!(precheck("cv.pdf", b""), Err(Refused::Empty));
        assert_eq!(precheck("cv.docx", b"PK\x03\x04....word/document.xml"), Err(Refused::NotPdf(Looks::Document)));
        assert_eq!(precheck("cv.pdf", b"PK\x03\x04...."), Err(Refused::NotPdf(Looks::Archive)));
        assert_eq!(precheck("cv.pages", b"????"), Err(Refused::NotPdf(Looks::Document)));
        assert_eq!(precheck("cv.jpg", b"\xff\xd8\xff\xe0"), Err(Refused::NotPdf(Looks::Picture)));
        assert_eq!(precheck("cv.pdf", b"<!DOCTYPE html><p>%PDF-1.4"), Err(Refused::NotPdf(Looks::Web)));
        assert_eq!(precheck("cv.exe", b"%PDF-1.4"), Err(Refused::WrongExtension(Looks::Unknown)));
        assert_eq!(precheck("cv.pdf", &vec![b'%'; MAX_BYTES + 1]), Err(Refused::TooLarge));
        assert!(is_pdf(b"%PDF-1.4") && !is_pdf(b"%PDF-9.9") && !is_pdf(b"%PDF") && !is_pdf(b"x%PDF-1.4"));
    }

    #[test]
    fn every_cause_has_its_sentence_and_its_status() {
        let looks = [Looks::Document, Looks::Picture, Looks::Web, Looks::Archive, Looks::Unknown];
        let mut all = vec![
            Refused::TooLarge,
            Refused::Empty,
            Refused::Broken,
            Refused::Encrypted,
            Refused::Scripted,
            Refused::Attachments,
            Refused::TooManyPages,
            Refused::Bomb,
            Refused::Slow,
            Refused::Infected,
            Refused::ScannerDown,
            Refused::Busy,
            Refused::Unavailable,
        ];
        all.extend(looks.map(Refused::NotPdf));
        all.extend(looks.map(Refused::WrongExtension));
        let sentences: std::collections::HashSet<String> = all.iter().map(|r| r.sentence()).collect();
        assert_eq!(sentences.len(), all.len(), "two causes say the same");
        for refused in all {
            let refusal = refused.refusal("cv");
            assert!(refusal.sentence.ends_with('.') && !refusal.sentence.contains("« ") && !refusal.sentence.contains(" »"), "{refusal}");
            assert_eq!(refusal.field.as_deref(), Some("cv"));
            assert!([413, 422, 429, 500].contains(&refusal.reason.status()));
        }
        assert_eq!(Refused::TooLarge.refusal("cv").reason.status(), 413);
        assert_eq!(Refused::Bomb.refusal("cv").reason.status(), 422);
    }
}
