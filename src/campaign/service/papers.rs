//! The morning on paper (rule N6): a sheet for each person, a poster for each table, with the codes a phone reads or a hand types; and
//! where the team types what came back on paper.

use super::{access, morning};
use crate::campaign::store::{self, Campaign};
use crate::desk::model::{Block, Cell, Field, Form, Row, Sheet, Table, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::campaign_morning as say;
use crate::kernel::refusal::Refusal;
use crate::live::model::clock::{times, wall_time};
use crate::live::model::page::{LivePage, Paper, PaperLine, Poster};
use crate::live::model::rating::{Rating, SCORES, criteria};
use crate::live::model::room::{Meeting, Room};
use crate::live::model::seat::{Seat, Side};
use crate::live::service::hall::Hall;
use crate::live::service::rooms;
use crate::live::service::writer::Outcome;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;
use std::sync::Arc;

/// A text as squares: how many a side, and the dark ones as the path of an image; see [`Paper::qr`].
fn qr(text: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M) else { return String::new() };
    let width = code.width();
    let mut path = format!("{width} ");
    for (i, color) in code.to_colors().iter().enumerate() {
        if *color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", i % width, i / width);
        }
    }
    path
}

/// The campaign in the address and its room.
async fn room_of(ask: &Ask<'_>) -> Result<(Campaign, Arc<Hall>), No> {
    let mut tx = ask.db().read().await?;
    let campaign = store::one(&mut tx, ask.key(2)).await?.ok_or_else(missing)?;
    let (id, _) = rooms::of_campaign(&mut tx, campaign.id).await?.ok_or_else(|| Refusal::rule(say::NO_ROOM_YET))?;
    drop(tx);
    let hall = ask.desk.halls.open(id).await?.ok_or_else(missing)?;
    Ok((campaign, hall))
}

/// "M1-T13": what a line of a sheet is called when it is typed in.
fn line_code(m: &Meeting) -> String {
    format!("M{}-T{:02}", m.round + 1, m.table)
}

/// The lines of one seat or table: what `find` gives for each round, free rounds and breaks included.
fn lines(room: &Room, now: i64, find: impl Fn(u32) -> Vec<(u32, String, String, String)>) -> Vec<PaperLine> {
    let mut all = Vec::new();
    for (round, (start, end)) in times(room, now).into_iter().enumerate() {
        let round = round as u32;
        let at = wall_time(room, start);
        let found = find(round);
        if found.is_empty() {
            all.push(PaperLine { round: round + 1, at: at.clone(), ..<PaperLine as Default>::default() });
        }
        for (table, who, about, code) in found {
            all.push(PaperLine { round: round + 1, at: at.clone(), table, who, about, code, pause: String::new() });
        }
        if room.is_pause(round) && round + 1 < room.round_count() {
            let minutes = room.gap(round) / 60_000;
            all.push(PaperLine { at: wall_time(room, end), pause: say::pause(minutes), ..<PaperLine as Default>::default() });
        }
    }
    all
}

/// The people of the other side a seat meets in a round.
fn met(room: &Room, seat: Seat, round: u32) -> Vec<(u32, String, String, String)> {
    let of = |m: &&Meeting| m.round == round && if seat.side == Side::Associate { m.associate == seat.at } else { m.host == seat.at };
    let other = |m: &Meeting| match seat.side {
        Side::Associate => room.hosts.get(m.host as usize),
        Side::Host => room.associates.get(m.associate as usize),
    };
    let found = room.meetings.iter().filter(of);
    found.filter_map(|m| other(m).map(|g| (m.table, g.name.clone(), g.about.clone(), line_code(m)))).collect()
}

fn paper(room: &Room, seat: Seat, code: &str, base: &str, now: i64) -> Option<Paper> {
    let guest = seat.guest(room)?;
    let address = format!("{base}/direct/place/{code}");
    Some(Paper {
        name: guest.name.clone(),
        heading: say::paper_heading(seat.side == Side::Host, &room.day),
        code: code.to_owned(),
        qr: qr(&address),
        address,
        criteria: criteria(seat.side).iter().map(|c| c.label.to_owned()).collect(),
        lines: lines(room, now, |round| met(room, seat, round)),
        end: say::PAPER_END.to_owned(),
    })
}

fn seats(room: &Room) -> impl Iterator<Item = Seat> + '_ {
    let of = |side: Side, n: usize| (0..n as u32).map(move |at| Seat { side, at });
    of(Side::Associate, room.associates.len()).chain(of(Side::Host, room.hosts.len()))
}

fn printed(kind: &str, title: &str, hall: &Hall, ask: &Ask<'_>, fill: impl FnOnce(&Room, &mut LivePage)) -> Sheet {
    let room = hall.room();
    let mut live = LivePage { kind: kind.to_owned(), room: hall.id, now: ask.ms(), ..<LivePage as Default>::default() };
    fill(&room, &mut live);
    live.state = Room { title: room.title.clone(), day: room.day.clone(), offset: room.offset, ..Room::default() };
    Sheet { live: live.to_text(), ..Sheet::new(title) }
}

/// `/equipe/campagnes/{id}/feuilles`: everybody's sheet, one a page.
pub async fn sheets(ask: &Ask<'_>) -> Answer {
    let (_, hall) = room_of(ask).await?;
    let base = &ask.desk.board.base_url;
    Ok(printed("feuille", say::PAPERS, &hall, ask, |room, live| {
        live.papers = seats(room).filter_map(|s| paper(room, s, &hall.code_of(s)?, base, ask.ms())).collect();
    }))
}

/// `/mon-espace/campagnes/{id}/feuille`: one's own sheet.
pub async fn own(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let voice = access::member(&mut tx, ask).await?.voice(ask)?;
    drop(tx);
    let (_, hall) = room_of(ask).await?;
    let room = hall.room();
    let at = voice.side().guests(&room).iter().position(|g| g.id == voice.id()).ok_or_else(missing)? as u32;
    let seat = Seat { side: voice.side(), at };
    let code = hall.code_of(seat).ok_or_else(missing)?;
    Ok(printed("feuille", say::PAPER, &hall, ask, |room, live| {
        live.papers = paper(room, seat, &code, &ask.desk.board.base_url, ask.ms()).into_iter().collect();
    }))
}

/// `/equipe/campagnes/{id}/affiches`: a poster for each table.
pub async fn posters(ask: &Ask<'_>) -> Answer {
    let (_, hall) = room_of(ask).await?;
    let base = &ask.desk.board.base_url;
    Ok(printed("affiche", say::POSTERS, &hall, ask, |room, live| {
        for (at, host) in room.hosts.iter().enumerate() {
            let seat = Seat { side: Side::Host, at: at as u32 };
            // Everybody in the room sees a poster: it leads to where one types one's own code, never to somebody's seat.
            let address = format!("{base}/direct/place");
            for table in &host.tables {
                let held = |round| met(room, seat, round).into_iter().filter(|m| m.0 == *table).collect();
                live.posters.push(Poster {
                    table: *table,
                    host: host.name.clone(),
                    about: host.about.clone(),
                    qr: qr(&address),
                    address: address.clone(),
                    lines: lines(room, ask.ms(), held),
                });
            }
        }
        live.posters.sort_by_key(|p| p.table);
    }))
}

/// `/equipe/campagnes/{id}/saisie`: whose sheet is typed in.
pub async fn entries(ask: &Ask<'_>) -> Answer {
    let (campaign, hall) = room_of(ask).await?;
    let room = hall.room();
    let mut tx = ask.db().read().await?;
    let rated = rooms::ratings(&mut tx, hall.id).await?;
    let row = |seat: Seat| {
        let guest = seat.guest(&room)?;
        let planned = (0..room.round_count()).map(|r| met(&room, seat, r).len()).sum::<usize>();
        let there = rated.iter().filter(|r| r.side == seat.side && r.author == guest.id && r.rating.given() > 0).count();
        let href = format!("/equipe/campagnes/{}/saisie/{}/{}", campaign.id, seat.side.code(), guest.id);
        let cells = vec![
            Cell::link(href, guest.name.clone()),
            Cell::text(hall.code_of(seat).unwrap_or_default()),
            Cell::look("num", say::of(there, planned)),
        ];
        Some(Row { cells })
    };
    let table = Table {
        caption: say::TYPE_IN.to_owned(),
        head: say::TYPE_HEAD.iter().map(|h| (*h).to_owned()).collect(),
        rows: seats(&room).filter_map(row).collect(),
        empty: String::new(),
    };
    Ok(Sheet::new(say::TYPE_IN).lead(say::TYPE_LEAD).dense().with_all(ask.said()).with(Block::table(table)))
}

/// The seat named in the address of a sheet to type.
fn typed_seat(ask: &Ask<'_>, room: &Room) -> Result<Seat, No> {
    let side = Side::from_code(ask.part(4)).ok_or_else(missing)?;
    let at = side.guests(room).iter().position(|g| g.id == ask.key(5)).ok_or_else(missing)?;
    Ok(Seat { side, at: at as u32 })
}

/// `/equipe/campagnes/{id}/saisie/{side}/{key}`: one sheet, line by line: four figures in one field, as they stand on paper.
pub async fn entry(ask: &Ask<'_>) -> Answer {
    let (campaign, hall) = room_of(ask).await?;
    let room = hall.room();
    let seat = typed_seat(ask, &room)?;
    let guest = seat.guest(&room).ok_or_else(missing)?;
    let mut form = Form::new("feuille");
    for m in own_meetings(&room, seat) {
        let Some(other) = other_of(&room, seat, &m) else { continue };
        let label = format!("{} — {}", line_code(&m), other.name);
        form = form.field(Field { keyboard: "numeric".to_owned(), ..Field::new(&format!("n-{}", other.id), "text", label).max(7).half() });
        form = form.field(Field::new(&format!("t-{}", other.id), "text", say::TYPE_NOTE).max(1000).half());
    }
    let form = form.button("saisir", say::TYPE_SAVE);
    let names: Vec<&str> = criteria(seat.side).iter().map(|c| c.label).collect();
    let back = Way::link(format!("/equipe/campagnes/{}/saisie", campaign.id), say::TYPE_IN);
    let sheet = Sheet::new(guest.name.clone()).above(say::TYPE_IN).lead(say::type_lead(&names.join(", "))).dense().with_all(ask.said());
    Ok(sheet.with(ask.form(form)).with(Block::ways(vec![back])))
}

fn own_meetings(room: &Room, seat: Seat) -> Vec<Meeting> {
    let of = |m: &&Meeting| if seat.side == Side::Associate { m.associate == seat.at } else { m.host == seat.at };
    let mut all: Vec<Meeting> = room.meetings.iter().filter(of).cloned().collect();
    all.sort_by_key(|m| (m.round, m.table));
    all
}

fn other_of<'a>(room: &'a Room, seat: Seat, m: &Meeting) -> Option<&'a crate::live::model::room::Guest> {
    match seat.side {
        Side::Associate => room.hosts.get(m.host as usize),
        Side::Host => room.associates.get(m.associate as usize),
    }
}

/// Reads "4 5 3 4", "4534" or "4-5-3-4"; a hyphen alone or 0 stands for a criterion left out.
fn figures(typed: &str) -> Option<Vec<u8>> {
    let parts: Vec<&str> = typed.split([' ', ',', ';', '/', '\u{a0}']).filter(|p| !p.is_empty()).collect();
    let digits: Vec<char> = if parts.len() == SCORES {
        parts.iter().filter_map(|p| p.chars().next().filter(|_| p.chars().count() == 1)).collect()
    } else {
        typed.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let read = |c: &char| if *c == '-' { Some(0) } else { c.to_digit(10).filter(|d| *d <= 5).and_then(|d| u8::try_from(d).ok()) };
    (digits.len() == SCORES).then(|| digits.iter().map(read).collect::<Option<Vec<u8>>>()).flatten()
}

/// Keeps a sheet. What is on paper was written when its round ended: a note written later on the phone stays.
pub async fn type_in(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let (campaign, hall) = room_of(ask).await?;
    let room = hall.room();
    let seat = typed_seat(ask, &room)?;
    let ends = times(&room, ask.ms());
    let kept = ask.desk.halls.ratings_of(&hall, seat).await?;
    let (mut wrong, mut ratings) = (Vec::new(), Vec::new());
    for m in own_meetings(&room, seat) {
        let Some(other) = other_of(&room, seat, &m) else { continue };
        let (name, note) = (format!("n-{}", other.id), fields.get(&format!("t-{}", other.id)));
        if fields.get(&name).is_empty() && note.is_empty() {
            continue;
        }
        let before = kept.iter().find(|r| r.target == other.id);
        let typed = if fields.get(&name).is_empty() { Some(vec![0; SCORES]) } else { figures(fields.get(&name)) };
        let Some(typed) = typed else {
            wrong.push(Refusal::invalid(&name, say::type_wrong(&other.name)));
            continue;
        };
        let written = ends.get(m.round as usize).map_or(ask.ms(), |t| t.1).min(ask.ms());
        let (scores, note) = completed(typed, note, before);
        // Sheets of one line follow each other by their number: a correction typed later replaces what was typed before.
        ratings.push(Rating { op: format!("papier-{}", ask.ms()), target: other.id, scores, note, written });
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    for rating in ratings {
        match morning::rate(&ask.desk.halls, &hall, seat, rating).await?.0 {
            Outcome::Saved | Outcome::Older => {}
            Outcome::Closed => return Err(Refusal::conflict(crate::i18n::live::RATINGS_CLOSED).into()),
            Outcome::Failed => return Err(Refusal::too_often(say::TYPE_AGAIN).into()),
        }
    }
    Ok(Done::saying(&format!("/equipe/campagnes/{}/saisie", campaign.id), "feuille"))
}

/// What is typed from paper, over what the telephone kept: what the paper leaves out stays as it was.
fn completed(typed: Vec<u8>, note: &str, before: Option<&Rating>) -> (Vec<u8>, String) {
    let Some(before) = before else { return (typed, note.to_owned()) };
    let old = before.scores.iter().copied().chain(std::iter::repeat(0));
    let scores = typed.into_iter().zip(old).map(|(new, old)| if new == 0 { old } else { new }).collect();
    (scores, if note.is_empty() { before.note.clone() } else { note.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_erases_nothing_a_telephone_kept() {
        let kept = Rating { scores: vec![4, 2, 0, 0], note: "Équipe franche.".to_owned(), ..Rating::default() };
        assert_eq!(completed(vec![5, 0, 3, 0], "", Some(&kept)), (vec![5, 2, 3, 0], "Équipe franche.".to_owned()));
        assert_eq!(completed(vec![0; SCORES], "Autre mot.", Some(&kept)), (vec![4, 2, 0, 0], "Autre mot.".to_owned()));
        assert_eq!(completed(vec![1, 2, 3, 4], "", None), (vec![1, 2, 3, 4], String::new()));
    }

    #[test]
    fn figures_are_read_as_they_stand_on_paper() {
        for typed in ["4534", "4 5 3 4", "4,5,3,4", " 45 34 ", "4/5/3/4"] {
            assert_eq!(figures(typed), Some(vec![4, 5, 3, 4]), "{typed}");
        }
        assert_eq!(figures("4-3-"), Some(vec![4, 0, 3, 0]));
        for typed in ["453", "45345", "4 5 6 4", "abcd", ""] {
            assert_eq!(figures(typed), None, "{typed}");
        }
    }

    #[test]
    fn squares_of_an_address() {
        let code = qr("https://passerelle.example/direct/place/ABCDE12345");
        assert!(code.split_once(' ').is_some_and(|(n, path)| n.parse::<u32>().is_ok_and(|n| n >= 25) && path.starts_with("M0 0h1v1h-1z")), "{code}");
    }
}
