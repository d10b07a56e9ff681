//! A calendar file (RFC 5545): one event per round, in UTC so that no reader has to know the zone of Paris.

use jiff::Timestamp;

/// Longest line in octets, its end aside.
const LINE: usize = 75;

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// The same each time the file is made, so that a new file replaces the events of the one before.
    pub uid: String,
    /// Epoch milliseconds.
    pub starts: i64,
    /// Epoch milliseconds.
    pub ends: i64,
    /// What, in a few words.
    pub summary: String,
    /// Where.
    pub place: String,
    /// More.
    pub text: String,
}

/// The file. `revision` rises each time the plan changes; `stamp` (epoch milliseconds) says when this one was made.
pub fn file(name: &str, revision: i64, stamp: i64, events: &[Event]) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(text, &mut out);
    for head in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Passerelle//Campagne//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
        line(head);
    }
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    for e in events {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escaped(&e.uid)));
        line(&format!("DTSTAMP:{}", utc(stamp)));
        line(&format!("SEQUENCE:{revision}"));
        line(&format!("DTSTART:{}", utc(e.starts)));
        line(&format!("DTEND:{}", utc(e.ends)));
        line(&format!("SUMMARY:{}", escaped(&e.summary)));
        if !e.place.is_empty() {
            line(&format!("LOCATION:{}", escaped(&e.place)));
        }
        if !e.text.is_empty() {
            line(&format!("DESCRIPTION:{}", escaped(&e.text)));
        }
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

/// "20270304T090000Z"
fn utc(ms: i64) -> String {
    let at = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A value in which nothing ends it: backslash, comma and semicolon escaped, line breaks written, other control characters left out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line, folded after at most [`LINE`] octets and never inside a character.
fn fold(text: &str, out: &mut String) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        Event {
            uid: "campagne-3-associe-7-manche-1@passerelle.example".into(),
            starts: 1_804_150_800_000,
            ends: 1_804_151_700_000,
            summary: "Table 13\u{202f}: Quatorze, l’atelier; fin\\suite".into(),
            place: "Le Hasard Ludique, 128 avenue de Saint-Ouen, 75018 Paris".into(),
            text: "Préparer l’édition suivante\nhttp://127.0.0.1:3000/mon-espace/campagnes/3/matinee\u{7}".into(),
        }
    }

    /// As a reader does: folds undone, lines split.
    fn read(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn lines_end_fold_and_escape_as_the_standard_says() {
        let text = file("Matinée", 2, 1_804_000_000_000, &[event()]);
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a bare line end");
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        let lines = read(&text);
        assert!(lines.contains(&"SUMMARY:Table 13\u{202f}: Quatorze\\, l’atelier\\; fin\\\\suite".to_owned()), "{text}");
        assert!(lines.contains(&"LOCATION:Le Hasard Ludique\\, 128 avenue de Saint-Ouen\\, 75018 Paris".to_owned()));
        let told = "DESCRIPTION:Préparer l’édition suivante\\nhttp://127.0.0.1:3000/mon-espace/campagnes/3/matinee";
        assert!(lines.contains(&told.to_owned()), "{text}");
        assert!(lines.contains(&"UID:campagne-3-associe-7-manche-1@passerelle.example".to_owned()));
        assert_eq!((lines[0].as_str(), lines[lines.len() - 2].as_str()), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    }

    #[test]
    fn hours_are_written_in_utc() {
        let ten = |month: i8| {
            let day = jiff::civil::date(2027, month, 4).at(10, 0, 0, 0).to_zoned(crate::kernel::clock::paris()).unwrap();
            utc(day.timestamp().as_millisecond())
        };
        assert_eq!((ten(3).as_str(), ten(7).as_str()), ("20270304T090000Z", "20270704T080000Z"));
    }
}
