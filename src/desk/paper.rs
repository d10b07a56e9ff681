//! A page as a PDF to keep: its words, laid out on A4 sheets, selectable, with their title and language. What one acts with (forms,
//! links, pictures) stays on the site.
//!
//! The font is Helvetica, which every reader has and no file carries; it knows the letters of Windows-1252. Letters of other
//! alphabets lose their mark where that leaves a letter, and become "?" where it does not.

use super::model::{Block, Sheet};
use encoding_rs::WINDOWS_1252;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

/// A4, in points.
const PAGE: (f32, f32) = (595.0, 842.0);
/// Around the words, in points.
const MARGIN: f32 = 62.0;
const WORDS: Name = Name(b"F1");
const STRONG: Name = Name(b"F2");

/// Widths of the printable ASCII characters of Helvetica, from the space on, in thousandths of the size.
#[rustfmt::skip]
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584,
    584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667,
    611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500,
    722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width of a character of Windows-1252, in thousandths of the size.
fn width(byte: u8) -> u16 {
    match byte {
        0x20..=0x7e => ASCII.get(usize::from(byte) - 0x20).copied().unwrap_or(556),
        0x85 | 0x89 | 0x8c | 0x97 | 0xc6 => 1000,
        0x91 | 0x92 => 222,
        0x93 | 0x94 | 0xb0 | 0xba => 365,
        0xa0 | 0xb7 | 0xcc..=0xcf | 0xec..=0xef => 278,
        0xc0..=0xc5 | 0xc8..=0xcb | 0xdd => 667,
        0xc7 | 0xd1 | 0xd9..=0xdc => 722,
        0xd2..=0xd6 => 778,
        0x9c => 944,
        0xe6 => 889,
        0xe7 | 0xfd | 0xff => 500,
        _ => 556,
    }
}

/// A letter this font has not, without its mark.
const fn plainer(c: char) -> char {
    match c {
        '\u{202f}' | '\u{2009}' | '\u{2007}' => '\u{a0}',
        '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
        '\t' => ' ',
        'ă' | 'ą' | 'ā' => 'a',
        'Ă' | 'Ą' | 'Ā' => 'A',
        'ć' | 'č' => 'c',
        'Ć' | 'Č' => 'C',
        'ď' | 'đ' => 'd',
        'Ď' | 'Đ' => 'D',
        'ę' | 'ě' | 'ē' => 'e',
        'ğ' => 'g',
        'ı' | 'ī' => 'i',
        'İ' => 'I',
        'ł' => 'l',
        'Ł' => 'L',
        'ń' | 'ň' => 'n',
        'ő' | 'ō' => 'o',
        'ř' => 'r',
        'Ř' => 'R',
        'ś' | 'ş' | 'ș' => 's',
        'Ś' | 'Ş' | 'Ș' => 'S',
        'ť' | 'ț' => 't',
        'Ț' => 'T',
        'ů' | 'ű' | 'ū' => 'u',
        'ź' | 'ż' => 'z',
        'Ź' | 'Ż' => 'Z',
        _ => '?',
    }
}

/// Text as the font reads it. Marks written apart from their letter are dropped.
fn encode(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control() && !('\u{300}'..='\u{36f}').contains(c)) {
        let mut room = [0; 4];
        let one = WINDOWS_1252.encode(c.encode_utf8(&mut room));
        if one.2 { out.extend(WINDOWS_1252.encode(plainer(c).encode_utf8(&mut room)).0.iter()) } else { out.extend(one.0.iter()) }
    }
    out
}

/// A line ready to be set.
struct Line {
    text: Vec<u8>,
    font: Name<'static>,
    size: f32,
    before: f32,
}

/// Words as lines that fit the page, broken between words, and inside one longer than a line.
fn set(out: &mut Vec<Line>, text: &str, font: Name<'static>, size: f32, before: f32) {
    let room = (PAGE.0 - 2.0 * MARGIN) * 1000.0 / size * if font == STRONG { 0.93 } else { 1.0 };
    let mut before = before;
    for paragraph in text.split('\n') {
        let (mut line, mut used) = (Vec::new(), 0.0);
        for word in encode(paragraph.trim_end()).split_inclusive(|b| *b == b' ') {
            let long: f32 = word.iter().map(|b| f32::from(width(*b))).sum();
            if used + long > room && !line.is_empty() {
                out.push(Line { text: std::mem::take(&mut line), font, size, before: std::mem::take(&mut before) });
                used = 0.0;
            }
            for byte in word {
                if used + f32::from(width(*byte)) > room {
                    out.push(Line { text: std::mem::take(&mut line), font, size, before: std::mem::take(&mut before) });
                    used = 0.0;
                }
                line.push(*byte);
                used += f32::from(width(*byte));
            }
        }
        out.push(Line { text: line, font, size, before: std::mem::take(&mut before) });
    }
}

fn block(out: &mut Vec<Line>, b: &Block) {
    if let Some(h) = &b.heading {
        set(out, &h.text, STRONG, if h.level == 2 { 14.0 } else { 11.5 }, 16.0);
    }
    if let Some(t) = &b.text {
        set(out, &t.text, WORDS, 10.5, 8.0);
    }
    if let Some(n) = &b.notice {
        set(out, &n.text, WORDS, 10.5, 8.0);
    }
    for fact in b.facts.iter().flatten() {
        set(out, &fact.term, STRONG, 9.0, 8.0);
        set(out, &fact.text, WORDS, 10.5, 1.0);
    }
    for step in b.path.iter().flatten() {
        let words = [step.name.as_str(), step.when.as_str(), step.who.as_str()];
        set(out, &words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", "), WORDS, 10.5, 4.0);
    }
}

/// The lines of each page, from the top, with the height of their feet.
fn paginate(lines: Vec<Line>) -> Vec<Vec<(f32, Line)>> {
    let mut pages = vec![Vec::new()];
    let mut y = PAGE.1 - MARGIN;
    for line in lines {
        let next = y - line.before - line.size * 1.35;
        y = if next < MARGIN { PAGE.1 - MARGIN - line.size * 1.35 } else { next };
        if next < MARGIN {
            pages.push(Vec::new());
        }
        if let Some(page) = pages.last_mut() {
            page.push((y, line));
        }
    }
    pages
}

fn content(page: &[(f32, Line)], foot: &[u8]) -> Vec<u8> {
    let mut out = Content::new();
    let mut show = |x: f32, y: f32, font: Name<'_>, size: f32, text: &[u8]| {
        out.begin_text();
        out.set_font(font, size);
        out.next_line(x, y);
        out.show(Str(text));
        out.end_text();
    };
    for (y, line) in page.iter().filter(|(_, l)| !l.text.is_empty()) {
        show(MARGIN, *y, line.font, line.size, &line.text);
    }
    show(MARGIN, MARGIN / 2.0, WORDS, 8.5, foot);
    out.finish().into_vec()
}

/// The PDF of a page, in French.
pub fn pdf(sheet: &Sheet) -> Vec<u8> {
    let mut lines = Vec::new();
    for (text, font, size, before) in [(&sheet.above, WORDS, 9.5, 0.0), (&sheet.title, STRONG, 22.0, 2.0), (&sheet.lead, WORDS, 11.5, 6.0)] {
        if !text.is_empty() {
            set(&mut lines, text, font, size, before);
        }
    }
    sheet.blocks.iter().for_each(|b| block(&mut lines, b));
    let pages = paginate(lines);
    let number = |i: usize| Ref::new(i32::try_from(i).unwrap_or(i32::MAX));
    let (catalog, tree, info, words, strong) = (number(1), number(2), number(3), number(4), number(5));
    let mut out = Pdf::new();
    let mut root = out.catalog(catalog);
    root.pages(tree).lang(TextStr("fr-FR"));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    out.document_info(info).title(TextStr(&sheet.title)).creator(TextStr("Passerelle"));
    for (id, name) in [(words, &b"Helvetica"[..]), (strong, &b"Helvetica-Bold"[..])] {
        out.type1_font(id).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    out.pages(tree).kids((0..pages.len()).map(|i| number(6 + 2 * i))).count(i32::try_from(pages.len()).unwrap_or(0));
    for (i, page) in pages.iter().enumerate() {
        let (id, stream) = (number(6 + 2 * i), number(7 + 2 * i));
        let mut written = out.page(id);
        written.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).parent(tree).contents(stream);
        written.resources().fonts().pair(WORDS, words).pair(STRONG, strong);
        written.finish();
        let foot = encode(&format!("{} — {} / {}", sheet.title, i + 1, pages.len()));
        out.stream(stream, &content(page, &foot));
    }
    out.finish()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::files::check::{inspect, open};
    use crate::files::render::draw;

    /// The words a reader selects: the strings shown, in order, lines joined by a space.
    pub(crate) fn said(bytes: &[u8]) -> String {
        let text: String = bytes.iter().map(|b| char::from(*b)).collect();
        let read = |shown: &str| match shown.strip_prefix('<').and_then(|s| s.strip_suffix('>')) {
            Some(hex) => {
                let bytes: Vec<u8> = (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect();
                WINDOWS_1252.decode(&bytes).0.into_owned()
            }
            None => shown.trim_start_matches('(').trim_end_matches(')').replace('\\', ""),
        };
        let shown = text.split(" Tj").filter_map(|before| before.rsplit('\n').next());
        shown.map(|s| read(s).trim_end().to_owned()).collect::<Vec<_>>().join(" ")
    }

    fn sheet() -> Sheet {
        let long = "Être à l’heure, ça compte\u{202f}: « œuvre », façade, Noël. ".repeat(120);
        Sheet::new("Votre reçu")
            .above("Programme Associé — Paris")
            .with(Block::facts(vec![("Déposé", "le 22 novembre à 14:03".to_owned())]))
            .with(Block::h2("Ce que vous avez envoyé"))
            .with(Block::text(format!("Łucja (parenthèse) \\ 日本\n\n{long}\n{}", "x".repeat(400))))
    }

    #[test]
    fn our_own_reader_takes_it_and_draws_every_page() {
        let bytes = pdf(&sheet());
        let taken = inspect(&bytes).unwrap();
        assert!(taken.pages >= 2, "{taken:?}");
        assert_eq!(taken.title.as_deref(), Some("Votre reçu"));
        let mut drawn = Vec::new();
        draw(&open(bytes.clone()).unwrap().0, |png| {
            drawn.push(png.map_or(0, |p| p.len()));
            true
        });
        // A blank page of that size weighs about five kilobytes.
        assert!(drawn.len() == taken.pages && drawn[0] > 40_000, "{drawn:?}");
    }

    #[test]
    fn its_words_are_text_with_french_letters_and_its_language_is_said() {
        let bytes = pdf(&sheet());
        let has = |words: &[u8]| bytes.windows(words.len()).any(|w| w == words);
        let told = said(&bytes);
        for words in ["Votre reçu", "Programme Associé — Paris", "Déposé", "Être à l’heure, ça compte", "Lucja (parenthèse)", "??", "1 / 2"]
        {
            assert!(told.contains(words), "{words}: {told}");
        }
        assert!(has(b"/Lang (fr-FR)") && has(b"/WinAnsiEncoding") && has(b"/DisplayDocTitle true"));
        assert!(told.contains("compte\u{a0}:"), "a narrow space stays a space that does not break");
    }

    #[test]
    fn no_line_is_wider_than_the_page_and_none_is_lost() {
        let mut lines = Vec::new();
        set(&mut lines, &"mot ".repeat(500), WORDS, 10.5, 0.0);
        set(&mut lines, &"W".repeat(300), STRONG, 22.0, 0.0);
        for line in &lines {
            let wide: f32 = line.text.iter().map(|b| f32::from(width(*b))).sum::<f32>() * line.size / 1000.0;
            assert!(wide <= PAGE.0 - 2.0 * MARGIN + 3.0, "{wide}");
        }
        let told: usize = lines.iter().map(|l| l.text.len()).sum();
        assert_eq!(told, 500 * 4 - 1 + 300, "every letter is set");
        let pages = paginate(lines);
        assert!(pages.iter().flatten().all(|(y, _)| *y >= MARGIN && *y <= PAGE.1 - MARGIN));
    }
}
