//! What a page of the morning is made of, as it travels: the room as it is, who looks at it, and what only they may know.

use super::marks::Marks;
use super::mend::Pending;
use super::rating::Rating;
use super::room::Room;
use super::seat::{Seat, Side};
use crate::desk::model::Way;
use miniserde::{Deserialize, Serialize};

/// One page of the morning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LivePage {
    /// `siege`, `regie`, `mur`, `feuille` (sheets to print) or `affiche` (posters of the tables).
    pub kind: String,
    /// Key of the room.
    pub room: i64,
    /// The code of the seat or the key of the wall; empty for the console.
    pub key: String,
    /// The room as it is.
    pub state: Room,
    /// The server's time, epoch milliseconds.
    pub now: i64,
    /// Side of the seat (a code of [`Side`]).
    pub side: String,
    /// Position of the seat on its side.
    pub at: u32,
    /// What the seat wrote.
    pub ratings: Vec<Rating>,
    /// What the console alone sees.
    pub marks: Option<Marks>,
    /// What is known of each person of the other side.
    pub cards: Vec<Card>,
    /// Hosts of the campaign who are not in the room: the console may add them.
    pub spare: Vec<Spare>,
    /// Key of the person whose form is asked for (`?cible=`); 0 for the person met now.
    pub target: i64,
    /// Ratings are closed.
    pub closed: bool,
    /// What the address of the console asks to have confirmed.
    pub pending: Option<Pending>,
    /// A button that starts a simulated morning may be shown.
    pub simulate: bool,
    /// Said once, after a form ("Enregistré sur le serveur 10:42").
    pub said: String,
    /// What stands in the way of what was asked.
    pub problems: Vec<String>,
    /// Sheets to print.
    pub papers: Vec<Paper>,
    /// Posters to print.
    pub posters: Vec<Poster>,
    /// Where else one may go. On a seat: the list to reorder; the first one is the page of the lists, shown large when all is over.
    pub links: Vec<Way>,
}

/// What is known of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Their [`super::room::Guest::id`].
    pub id: i64,
    /// Short lines.
    pub lines: Vec<String>,
    /// Their documents.
    pub links: Vec<CardLink>,
}

/// A document of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardLink {
    /// Where it is.
    pub href: String,
    /// "CV".
    pub label: String,
}

/// A host who may be added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spare {
    /// Key in the campaign.
    pub id: i64,
    /// Name.
    pub name: String,
}

/// One person's sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// "Awa B.".
    pub name: String,
    /// "Matinée de rencontres, jeudi 4 mars 2027".
    pub heading: String,
    /// The code of the seat.
    pub code: String,
    /// The address of the seat, to be typed.
    pub address: String,
    /// The same as a QR code: its side in modules, a space, and the `d` of an SVG path over these modules.
    pub qr: String,
    /// The morning, line by line.
    pub lines: Vec<PaperLine>,
    /// What is noted from 1 to 5; empty for a sheet without boxes.
    pub criteria: Vec<String>,
    /// Said at the bottom.
    pub end: String,
}

/// A line of a sheet or of a poster.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperLine {
    /// Round, from 1; 0 for a pause.
    pub round: u32,
    /// "10:00".
    pub at: String,
    /// Table; 0 for none.
    pub table: u32,
    /// Who is met; empty for a free round.
    pub who: String,
    /// What is known of them.
    pub about: String,
    /// "M1-T13": what the team copies by.
    pub code: String,
    /// "Pause, 18 minutes"; empty for a round.
    pub pause: String,
}

/// The poster of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poster {
    /// Its number.
    pub table: u32,
    /// Whose it is.
    pub host: String,
    /// Its missions.
    pub about: String,
    /// See [`Paper::qr`].
    pub qr: String,
    /// The address the code leads to.
    pub address: String,
    /// Who comes, round by round.
    pub lines: Vec<PaperLine>,
}

/// Whether an address is one of these pages: a document of its own, with a style sheet of its own, which links lead to without the
/// application. The form that asks for a code and the list of a seat are pages of the desk.
pub fn is_live(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or("");
    let printed = ["/equipe/campagnes/", "/mon-espace/campagnes/"].iter().any(|desk| path.starts_with(desk))
        && ["/feuille", "/feuilles", "/affiches"].iter().any(|last| path.ends_with(last));
    let desk = path.trim_end_matches('/') == "/direct/place" || path.starts_with("/direct/classement/");
    printed || (path.starts_with("/direct/") && !desk)
}

impl LivePage {
    /// As it travels.
    pub fn to_text(&self) -> String {
        miniserde::json::to_string(self)
    }

    /// Read back; None for what does not read.
    pub fn of_text(text: &str) -> Option<LivePage> {
        miniserde::json::from_str(text).ok()
    }

    /// The seat it is the page of; an unknown side reads as an associate's.
    pub fn seat(&self) -> Seat {
        Seat { side: Side::from_code(&self.side).unwrap_or(Side::Associate), at: self.at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_travels_unchanged() {
        let card =
            Card { id: 3, lines: vec!["Six ans de conseil".to_owned()], links: vec![CardLink { href: "/cv".to_owned(), label: "CV".to_owned() }] };
        let page = LivePage { kind: "siege".to_owned(), side: "hote".to_owned(), at: 2, cards: vec![card], ..<LivePage as Default>::default() };
        assert_eq!(LivePage::of_text(&page.to_text()), Some(page.clone()));
        assert_eq!(page.seat(), Seat { side: Side::Host, at: 2 });
        assert_eq!(LivePage::of_text("{}"), None);
    }
}
