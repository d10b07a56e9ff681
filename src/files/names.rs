//! Names of files: what a person called theirs, made fit to be shown and to be downloaded under.

/// Longest name shown, in characters, extension included.
pub const MAX_NAME: usize = 100;

/// The name to show for an uploaded PDF: the last part of any path, without control, invisible or direction-changing
/// characters, without what Windows forbids, at most [`MAX_NAME`] characters, always ending in `.pdf`.
pub fn clean(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\', '\u{2215}', '\u{2044}', '\u{29f8}', '\u{ff0f}', '\u{ff3c}']).next().unwrap_or_default();
    let mut name = String::new();
    for c in last.chars().filter(|c| !hidden(*c)) {
        let c = match c {
            ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if !(c == ' ' && name.ends_with(' ')) {
            name.push(c);
        }
    }
    let mut stem = name.trim_matches([' ', '.']);
    while let Some(end) = stem.len().checked_sub(4).filter(|end| stem.is_char_boundary(*end)) {
        if !stem[end..].eq_ignore_ascii_case(".pdf") {
            break;
        }
        stem = stem[..end].trim_end_matches([' ', '.']);
    }
    let stem: String = stem.chars().take(MAX_NAME - 4).collect();
    let stem = stem.trim_matches([' ', '.']);
    if stem.is_empty() || stem.eq_ignore_ascii_case("pdf") {
        return "document.pdf".to_owned();
    }
    let device = stem.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = |prefix: &str| device.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    let reserved = ["CON", "PRN", "AUX", "NUL"].contains(&device.as_str()) || numbered("COM") || numbered("LPT");
    format!("{}{stem}.pdf", if reserved { "_" } else { "" })
}

/// A line of text a file brings (its title), made fit to be shown: one line, at most `max` characters; `None` when nothing
/// is left.
pub fn clean_line(raw: &str, max: usize) -> Option<String> {
    let visible: String = raw.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !hidden(*c)).collect();
    let line: String = visible.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(max).collect();
    Some(line.trim_end().to_owned()).filter(|line| !line.is_empty())
}

/// The `Content-Disposition` value that makes a browser save a file under this name instead of showing it.
pub fn attachment(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ()".contains(c) { c } else { '_' }).collect();
    let mut encoded = String::new();
    for b in name.bytes() {
        if b.is_ascii_alphanumeric() || b"-_.".contains(&b) {
            encoded.push(char::from(b));
        } else {
            encoded.push_str(&format!("%{b:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

/// Characters that are not seen, or that change how those around them are seen.
fn hidden(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_tricks_and_keep_their_words() {
        for (raw, shown) in [
            ("CV Awa Diop.pdf", "CV Awa Diop.pdf"),
            ("CV.PDF", "CV.pdf"),
            ("CV été 2026 – Zoé.pdf", "CV été 2026 – Zoé.pdf"),
            ("履歴書.pdf", "履歴書.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\awa\\cv.pdf", "cv.pdf"),
            ("cv\u{202e}fdp.exe", "cvfdp.exe.pdf"),
            ("cv\u{0}\r\nSet-Cookie: a=b.pdf", "cv Set-Cookie- a=b.pdf"),
            ("a<b>|c?.pdf", "a-b--c-.pdf"),
            ("  .. .pdf", "document.pdf"),
            (".pdf", "document.pdf"),
            ("", "document.pdf"),
            ("cv.pdf.pdf", "cv.pdf"),
            ("NUL.pdf", "_NUL.pdf"),
            ("com1.tar.pdf", "_com1.tar.pdf"),
            ("commun.pdf", "commun.pdf"),
            ("\u{200b}\u{feff}.pdf", "document.pdf"),
            ("cv..pdf", "cv.pdf"),
        ] {
            assert_eq!(clean(raw), shown, "{raw:?}");
            assert_eq!(clean(&clean(raw)), clean(raw), "{raw:?}");
        }
        let long = clean(&format!("{}.pdf", "é".repeat(400)));
        assert_eq!((long.chars().count(), long.ends_with("é.pdf")), (MAX_NAME, true));
    }

    #[test]
    fn titles_are_one_visible_line() {
        assert_eq!(clean_line(" CV\n de\u{202e}  Zoé\u{0} ", 80).as_deref(), Some("CV de Zoé"));
        assert_eq!(clean_line("\u{200b}\u{7}", 80), None);
        assert_eq!(clean_line("abcdef", 3).as_deref(), Some("abc"));
    }

    #[test]
    fn downloads_are_attachments_with_one_header_line() {
        assert_eq!(attachment("cv.pdf"), "attachment; filename=\"cv.pdf\"; filename*=UTF-8''cv.pdf");
        let tricky = attachment("a\"b\r\né;.pdf");
        assert_eq!(tricky, "attachment; filename=\"a_b___;.pdf\"; filename*=UTF-8''a%22b%0D%0A%C3%A9%3B.pdf".replace("_;", "__"));
        assert!(tricky.is_ascii() && !tricky.contains(['\r', '\n']));
    }
}
