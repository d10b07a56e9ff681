//! PDFs written in code: the small well-formed ones, and the tools that bend them.

use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;

/// A body of an object, without its number.
pub type Body = Vec<u8>;

/// Packs as `FlateDecode` unpacks.
pub fn zlib(data: &[u8]) -> Vec<u8> {
    let mut z = ZlibEncoder::new(Vec::new(), Compression::fast());
    z.write_all(data).unwrap();
    z.finish().unwrap()
}

/// A stream object with these dictionary entries.
pub fn stream(entries: &str, data: &[u8]) -> Body {
    let mut body = format!("<<{entries}/Length {}>>\nstream\n", data.len()).into_bytes();
    body.extend_from_slice(data);
    body.extend_from_slice(b"\nendstream");
    body
}

/// The text of a page.
pub const WORDS: &[u8] = b"BT /F1 24 Tf 72 720 Td (Awa Diop, HTML/CSS/JavaScript) Tj ET 0.2 0.4 0.8 rg 72 300 300 200 re f";

/// Catalog, page tree, `pages` pages, one content, one font; more objects follow from number 5 + pages.
/// `catalog` and `page` are entries added to those dictionaries.
pub fn bodies(pages: usize, catalog: &str, page: &str, content: Body) -> Vec<Body> {
    let kids: String = (0..pages).map(|i| format!("{} 0 R ", 3 + i)).collect();
    let mut all = vec![
        format!("<</Type/Catalog/Pages 2 0 R {catalog}>>").into_bytes(),
        format!("<</Type/Pages/Count {pages}/Kids[{kids}]/MediaBox[0 0 595 842]>>").into_bytes(),
    ];
    for _ in 0..pages {
        let (content, font) = (3 + pages, 4 + pages);
        all.push(format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>>>{page}>>").into_bytes());
    }
    all.push(content);
    all.push(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec());
    all
}

/// A file with a plain cross-reference table; object i + 1 is `bodies[i]`. `trailer` is added to the trailer.
pub fn plain(bodies: &[Body], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", bodies.len() + 1);
    for (i, body) in bodies.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend_from_slice(format!("{} 0 obj\n", i + 1).as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(table.as_bytes());
    out.extend_from_slice(format!("trailer\n<</Size {}/Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n", bodies.len() + 1).as_bytes());
    out
}

/// A file with a cross-reference stream, its dictionaries inside an object stream as recent software writes them.
pub fn packed(bodies: &[Body]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let is_stream = |b: &Body| b.windows(7).any(|w| w == b"stream\n");
    let (holder, table) = (bodies.len() + 1, bodies.len() + 2);
    let (mut head, mut inside, mut rows) = (String::new(), Vec::new(), vec![[0u8, 0, 0, 0, 0, 255]]);
    for (i, body) in bodies.iter().enumerate() {
        if is_stream(body) {
            rows.push(row(1, out.len(), 0));
            out.extend_from_slice(format!("{} 0 obj\n", i + 1).as_bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        } else {
            let index = head.matches(' ').count() / 2;
            rows.push(row(2, holder, u8::try_from(index).unwrap()));
            head.push_str(&format!("{} {} ", i + 1, inside.len()));
            inside.extend_from_slice(body);
            inside.push(b'\n');
        }
    }
    rows.push(row(1, out.len(), 0));
    let n = head.matches(' ').count() / 2;
    let data = zlib(&[head.as_bytes(), &inside].concat());
    out.extend_from_slice(format!("{holder} 0 obj\n").as_bytes());
    out.extend(stream(&format!("/Type/ObjStm/N {n}/First {}/Filter/FlateDecode", head.len()), &data));
    out.extend_from_slice(b"\nendobj\n");
    let start = out.len();
    rows.push(row(1, start, 0));
    out.extend_from_slice(format!("{table} 0 obj\n").as_bytes());
    let entries = format!("/Type/XRef/Size {}/Root 1 0 R/W[1 4 1]/Filter/FlateDecode", table + 1);
    out.extend(stream(&entries, &zlib(&rows.concat())));
    out.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
    out
}

fn row(kind: u8, place: usize, index: u8) -> [u8; 6] {
    let p = u32::try_from(place).unwrap().to_be_bytes();
    [kind, p[0], p[1], p[2], p[3], index]
}

/// One ordinary page.
pub fn ordinary() -> Vec<u8> {
    plain(&bodies(1, "", "", stream("", WORDS)), "")
}

/// Ordinary files, each with its name and its number of pages: all must be taken and drawn.
pub fn good() -> Vec<(&'static str, Vec<u8>, usize)> {
    let packed_words = stream("/Filter/FlateDecode", &zlib(WORDS));
    let titled = {
        let mut all = bodies(1, "", "", stream("", WORDS));
        all.push(b"<</Title<FEFF004300560020005A006F00E9>/Producer(Passerelle /JS \\(test\\))>>".to_vec());
        plain(&all, "/Info 6 0 R")
    };
    let picture = {
        let pixels: Vec<u8> = (0..100 * 100 * 3u32).map(|i| (i * 7 % 251) as u8).collect();
        let content = stream("", b"q 400 0 0 400 90 200 cm /I Do Q");
        let mut all = bodies(1, "", "/Resources<</XObject<</I 6 0 R>>>>", content);
        all.push(stream(
            "/Type/XObject/Subtype/Image/Width 100/Height 100/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode",
            &zlib(&pixels),
        ));
        plain(&all, "")
    };
    let links = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://exemple.fr)>>>>]";
    let goto = "/OpenAction[3 0 R/Fit]/PageMode/UseOutlines/AA<<>>";
    let updated = {
        let mut out = ordinary();
        let previous = find(&out, b"xref\n");
        let at = out.len();
        out.extend_from_slice(b"4 0 obj\n");
        out.extend(stream("", b"0 0 1 rg 0 0 500 500 re f"));
        let table = out.len() + 8;
        let tail = format!("\nendobj\nxref\n4 1\n{at:010} 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n");
        out.extend_from_slice(tail.as_bytes());
        out
    };
    vec![
        ("one page", ordinary(), 1),
        ("three packed pages", plain(&bodies(3, "", "", packed_words.clone()), ""), 3),
        ("object and cross-reference streams", packed(&bodies(2, "", "", packed_words.clone())), 2),
        ("links and a destination", plain(&bodies(1, goto, links, packed_words.clone()), ""), 1),
        ("a title", titled, 1),
        ("a picture", picture, 1),
        ("an updated file", updated, 1),
        ("first page last", plain(&bodies(2, "", "/Rotate 90", packed_words), "/ID[<00><01>]"), 2),
        ("base 85", plain(&bodies(1, "", "", stream("/Filter[/ASCII85Decode]", b"87cURD]i,\"Ebo80~>")), ""), 1),
        ("thirty pages", plain(&bodies(30, "", "", stream("", WORDS)), ""), 30),
    ]
}

/// Where a needle stands in a file.
pub fn find(hay: &[u8], needle: &[u8]) -> usize {
    super::super::lex::find(hay, needle).unwrap()
}
