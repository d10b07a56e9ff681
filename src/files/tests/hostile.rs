//! Files made to harm whoever reads them.

use super::super::model::{Looks, MAX_BYTES, Refused};
use super::samples::{Body, WORDS, bodies, find, ordinary, packed, plain, stream, zlib};

/// What must come of a file.
pub enum Fate {
    /// Refused for this cause.
    For(Refused),
    /// Refused for one of these: which one depends on how far a reader goes to repair it.
    OneOf(&'static [Refused]),
    /// Taken: what is odd in it harms nobody.
    Taken,
    /// Taken or refused, within the limits.
    Survived,
}

use Fate::{For, OneOf, Survived, Taken};

/// An ordinary page with entries added to the catalog and to the page, and more objects from number 6.
fn with(catalog: &str, page: &str, more: &[Body]) -> Vec<u8> {
    let mut all = bodies(1, catalog, page, stream("", WORDS));
    all.extend_from_slice(more);
    plain(&all, "")
}

/// An ordinary page showing this content, with these resources and more objects from number 6.
fn showing(content: &[u8], resources: &str, more: &[Body]) -> Vec<u8> {
    let mut all = bodies(1, "", "", stream("", content));
    all[2] = format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<{resources}>>>>").into_bytes();
    all.extend_from_slice(more);
    plain(&all, "")
}

fn body(text: &str) -> Body {
    text.as_bytes().to_vec()
}

/// Zeros as LZW packs them, `cycles` times some 7 MB.
fn lzw_zeros(cycles: usize) -> Vec<u8> {
    let (mut out, mut bits, mut held) = (Vec::new(), 0u64, 0u32);
    for _ in 0..cycles {
        let codes = std::iter::once(256).chain(std::iter::once(0)).chain(258..4094u64);
        let mut next = 258;
        for (i, code) in codes.enumerate() {
            let width = if i == 0 { 9 } else { 64 - u64::leading_zeros(next + 1).max(52) };
            let width = width.max(9);
            bits = bits << width | code;
            held += width;
            while held >= 8 {
                held -= 8;
                out.push((bits >> held) as u8);
            }
            bits &= (1 << held) - 1;
            next += u64::from(i > 1);
        }
        // The next clear code is read at twelve bits.
        bits = bits << 12 | 256;
        held += 12;
    }
    out
}

/// Files whose shape is wrong.
fn shapes() -> Vec<(&'static str, Vec<u8>, Fate)> {
    let good = ordinary();
    let zip_end = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let swap = |from: &str, to: &str| {
        let at = find(&good, from.as_bytes());
        [&good[..at], to.as_bytes(), &good[at + from.len()..]].concat()
    };
    let previous = find(&good, b"xref\n");
    vec![
        ("no byte", Vec::new(), For(Refused::Empty)),
        ("one byte too many", [&good[..], &vec![b' '; MAX_BYTES + 1 - good.len()]].concat(), For(Refused::TooLarge)),
        ("five megabytes of blanks", [b"%PDF-1.7\n".to_vec(), vec![b' '; MAX_BYTES - 9]].concat(), For(Refused::Broken)),
        ("only a header", b"%PDF-1.7\n".to_vec(), For(Refused::Broken)),
        ("cut in the middle", good[..good.len() / 2].to_vec(), For(Refused::Broken)),
        ("cut before its end", good[..good.len() - 20].to_vec(), For(Refused::Broken)),
        ("another header", swap("%PDF-1.7", "%PDX-1.7"), For(Refused::NotPdf(Looks::Unknown))),
        ("a header further on", [b"MZ junk\n", &good[..]].concat(), For(Refused::NotPdf(Looks::Unknown))),
        ("a web page", b"<!DOCTYPE html><script>alert(1)</script>".to_vec(), For(Refused::NotPdf(Looks::Web))),
        ("a web page before a PDF", [b"<html><!--", &good[..]].concat(), For(Refused::NotPdf(Looks::Web))),
        ("an archive before a PDF", [b"PK\x03\x04", &good[..]].concat(), For(Refused::NotPdf(Looks::Archive))),
        ("an archive after a PDF", [&good[..], b"PK\x03\x04x", zip_end].concat(), For(Refused::Attachments)),
        ("tables that follow each other round", swap("/Root 1 0 R", &format!("/Root 1 0 R/Prev {previous}")), Taken),
        ("a table that is elsewhere", swap("startxref\n", "startxref\n9"), Taken),
        ("a root that is not there", swap("/Root 1 0 R", "/Root 99 0 R"), Survived),
        ("a root that is itself", swap("/Type/Catalog/Pages 2 0 R", "/Type/Catalog/Pages 1 0 R"), Survived),
        ("a page tree that goes round", swap("/Kids[3 0 R ]", "/Kids[2 0 R 2 0 R]"), Survived),
        ("a page tree without pages", swap("/Kids[3 0 R ]", "/Kids[        ]"), OneOf(&[Refused::Broken])),
        ("a million pages, it says", swap("/Count 1", "/Count 1000000"), Taken),
        ("minus one page, it says", swap("/Count 1", "/Count -1"), Taken),
        ("a negative length", swap(&format!("/Length {}", WORDS.len()), "/Length -5"), Taken),
        ("a length beyond the end", swap(&format!("/Length {}", WORDS.len()), "/Length 99999999999"), Taken),
        ("a length that is itself", swap(&format!("/Length {}", WORDS.len()), "/Length 4 0 R"), Taken),
        ("thirty-one pages", plain(&bodies(31, "", "", stream("", WORDS)), ""), For(Refused::TooManyPages)),
        ("a title that is no text", with_title(b"<FEFFD800DC00D83D0000FFFE202E>"), Taken),
        ("a title of raw bytes", with_title(b"(\xff\xfe\x80\x81\x00\x1b[31m)"), Taken),
    ]
}

fn with_title(title: &[u8]) -> Vec<u8> {
    let mut all = bodies(1, "", "", stream("", WORDS));
    all.push([b"<</Title", title, b">>"].concat());
    plain(&all, "/Info 6 0 R")
}

/// Files that ask for more than they should.
fn bombs() -> Vec<(&'static str, Vec<u8>, Fate)> {
    let zeros = zlib(&vec![0; 110 << 20]);
    let third = zlib(&vec![b' '; 60 << 20]);
    let content = |entries: &str, data: &[u8]| plain(&bodies(1, "", "", stream(entries, data)), "");
    let objects: Vec<Body> = (0..120_000).map(|_| body("0")).collect();
    let picture = |entries: &str, data: &[u8]| {
        showing(b"q 500 0 0 500 0 0 cm /I Do Q", "/XObject<</I 6 0 R>>", &[stream(&format!("/Type/XObject/Subtype/Image{entries}"), data)])
    };
    let mut holder = stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &zeros);
    holder.extend_from_slice(b"\n");
    vec![
        ("a packed bomb", content("/Filter/FlateDecode", &zeros), For(Refused::Bomb)),
        ("a bomb packed twice", content("/Filter[/FlateDecode/Fl]", &zlib(&zeros)), For(Refused::Bomb)),
        ("a bomb whose filter is elsewhere", with("", "", &[stream("/Filter 7 0 R", &zeros), body("/FlateDecode")]), For(Refused::Bomb)),
        ("five filters", content("/Filter[/AHx/AHx/AHx/AHx/AHx]", b"00>"), For(Refused::Bomb)),
        ("an object stream bomb", with("", "", &[holder]), For(Refused::Bomb)),
        ("an LZW bomb", content("/Filter/LZWDecode", &lzw_zeros(20)), For(Refused::Bomb)),
        ("a run length bomb", content("/Filter/RunLengthDecode", &[129, 0].repeat(900_000)), For(Refused::Bomb)),
        ("many middling streams", with("", "", &vec![stream("/Filter/FlateDecode", &third); 4]), For(Refused::Bomb)),
        ("a hundred thousand objects", with("", "", &objects), For(Refused::Bomb)),
        ("deep lists", with("", "", &[b"[".repeat(200_000)]), For(Refused::Bomb)),
        ("deep dictionaries", with("", "", &[[b"<</A".repeat(300), b">>".repeat(300)].concat()]), For(Refused::Bomb)),
        ("nothing but parentheses", with("", "", &[b"(".repeat(4_000_000)]), Survived),
        ("nothing but names", with("", "", &[b"/A ".repeat(1_600_000)]), Survived),
        ("nothing but streams", with("", "", &[b"stream\n".repeat(600_000)]), Survived),
        ("a picture of ten billion pixels", picture("/Width 100000/Height 100000/BitsPerComponent 1", b"0"), For(Refused::Bomb)),
        (
            "a picture of fifty million pixels",
            picture("/Width 7000/Height 7000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode", &zlib(&vec![0x55; 875 * 7000])),
            Taken,
        ),
        (
            "a picture of thirty million colours",
            picture("/Width 5500/Height 5500/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode", &zlib(&vec![0x55; 5500 * 5500 * 3])),
            Taken,
        ),
        ("a JPEG that is none", picture("/Width 10/Height 10/Filter/DCTDecode", b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03"), Taken),
        ("a JPEG 2000 that is none", picture("/Width 9/Height 9/Filter/JPXDecode", b"\xff\x4f\xff\x51\0\x29\0\0\xff\xff\xff\xff"), Taken),
        ("a fax that is none", picture("/Width 9/Height 9/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2000000000>>", b"\0\x01"), Taken),
        ("a JBIG2 that is none", picture("/Width 9/Height 9/Filter/JBIG2Decode", &[0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19, 255, 255, 255, 255]), Taken),
    ]
}

/// Files that do something.
fn actions() -> Vec<(&'static str, Vec<u8>, Fate)> {
    let scripted = || For(Refused::Scripted);
    let attached = || For(Refused::Attachments);
    let annotation = |entries: &str| with("", &format!("/Annots[<</Type/Annot/Rect[0 0 9 9]{entries}>>]"), &[]);
    let hidden = |bodies: &[Body]| packed(bodies);
    let script = "<</S/JavaScript/JS(app.alert\\(1\\))>>";
    let mut in_stream = bodies(1, "/OpenAction 6 0 R", "", stream("", WORDS));
    in_stream.push(body(script));
    let unlisted = {
        let good = ordinary();
        let at = find(&good, b"xref\n");
        [&good[..at], format!("77 0 obj\n{script}\nendobj\n").as_bytes(), &good[at..]].concat()
    };
    let lying = with("", "", &[body(&format!("<</Length 9000>>\nstream\nendstream\nendobj\n78 0 obj\n{script}\nendobj"))]);
    let encrypted = |entries: &str| plain(&bodies(1, "", "", stream("", WORDS)), &format!("/Encrypt<</Filter/Standard{entries}>>/ID[<00><00>]"));
    let (o, u) = ("41".repeat(32), "42".repeat(32));
    vec![
        ("a script on opening", with(&format!("/OpenAction{script}"), "", &[]), scripted()),
        ("a script by reference", with("/OpenAction 6 0 R", "", &[body("<</S 7 0 R/JS 8 0 R>>"), body("/JavaScript"), body("(x)")]), scripted()),
        ("a script in a note", annotation(&format!("/Subtype/Link/A{script}")), scripted()),
        ("a script in a page's events", with("", &format!("/AA<</O{script}>>"), &[]), scripted()),
        ("a script in the names", with("/Names<</JavaScript<</Names[(a)6 0 R]>>>>", "", &[body(script)]), scripted()),
        ("a script in a field", with(&format!("/AcroForm<</Fields[<</FT/Tx/T(a)/AA<</K{script}>>>>]>>"), "", &[]), scripted()),
        ("a script in an object stream", hidden(&in_stream), scripted()),
        ("a script under an escaped name", with("/OpenAction<</S/#4aava#53cript/J#53(x)>>", "", &[]), scripted()),
        ("a script no table lists", unlisted, scripted()),
        ("a script behind a lying length", lying, scripted()),
        ("a script between odd blanks", with("/OpenAction<</S%c\n/JavaScript/JS\0<61>>>", "", &[]), scripted()),
        ("a program to launch", annotation("/Subtype/Link/A<</S/Launch/F(cmd.exe)>>"), scripted()),
        ("a form to send", annotation("/Subtype/Widget/A<</S/SubmitForm/F(https://exemple.fr)>>"), scripted()),
        ("another file to open", with("/OpenAction<</S/GoToR/F(\\\\\\\\evil\\\\share)/D[0/Fit]>>", "", &[]), scripted()),
        ("an XFA form", with("/AcroForm<</Fields[]/XFA 6 0 R>>", "", &[stream("", b"<xdp/>")]), scripted()),
        ("a film", annotation("/Subtype/RichMedia"), scripted()),
        ("a file inside", with("/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>", "", &[body("<</Type/Filespec/EF<</F 7 0 R>>>>")]), attached()),
        ("a file pinned to a page", annotation("/Subtype/FileAttachment/FS 6 0 R"), attached()),
        ("a file that hides its kind", with("/X<</E#46<</F 6 0 R>>>>", "", &[stream("", b"MZ")]), attached()),
        ("encrypted, RC4", encrypted(&format!("/V 1/R 2/P -4/O<{o}>/U<{u}>")), For(Refused::Encrypted)),
        ("encrypted, AES", encrypted(&format!("/V 5/R 6/P -4/O<{o}>/U<{u}>/OE<{o}>/UE<{u}>/Perms<{o}>")), For(Refused::Encrypted)),
        ("encrypted, under an escaped name", plain(&bodies(1, "", "", stream("", WORDS)), "/#45ncrypt 6 0 R"), For(Refused::Encrypted)),
    ]
}

/// Files that are hard to draw.
fn drawings() -> Vec<(&'static str, Vec<u8>, Fate)> {
    let form = |entries: &str, data: &[u8]| stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 595 842]{entries}"), data);
    let laughs: Vec<Body> = (0..14).map(|i| form(&format!("/Resources<</XObject<</X {} 0 R>>>>", 7 + i), &b"/X Do ".repeat(10))).collect();
    let boxed = |text: &str| with("", &format!("/MediaBox[{text}]"), &[]);
    let pattern = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001/YStep 0.0001/Resources<<>>";
    let paint = b"/Pattern cs /P scn 0 0 595 842 re f";
    let font = |entries: &str, data: &[u8]| {
        let words = b"BT /F1 24 Tf 72 720 Td (Awa) Tj ET";
        let font = format!("<</Type/Font/BaseFont/A/FirstChar 0/LastChar 255{entries}/FontDescriptor 7 0 R>>");
        let file = "<</Type/FontDescriptor/FontName/A/Flags 4/FontFile2 8 0 R/FontFile3 8 0 R>>";
        showing(words, "/Font<</F1 6 0 R>>", &[body(&font), body(file), stream("/Length1 9/Subtype/Type1C", data)])
    };
    let noise: Vec<u8> = (0..5000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let shading = "<</ShadingType 1/ColorSpace/DeviceGray/Function<</FunctionType 2/N 999999999/Domain[0 1]/C0[0]/C1[99999999999999999999999999]>>>>";
    let dashes = b"[0.00001 0.00001] 0 d 500 w 0 0 m 595 842 l S ".repeat(50);
    vec![
        ("a form that draws itself", showing(b"/X Do", "/XObject<</X 6 0 R>>", &[form("/Resources<</XObject<</X 6 0 R>>>>", b"/X Do /X Do")]), Taken),
        ("forms that draw forms", showing(b"/X Do", "/XObject<</X 6 0 R>>", &laughs), Taken),
        ("a page as large as a country", boxed("0 0 1000000000 1000000000"), Taken),
        ("a page without width", boxed("0 0 0 842"), Taken),
        ("a page upside down", boxed("595 842 0 0"), Taken),
        ("a page that is a ribbon", boxed("0 0 1 1000000"), Taken),
        ("a page of infinite numbers", boxed(&format!("-{n} -{n} {n} {n}", n = "9".repeat(400))), Survived),
        ("numbers that are none", boxed("0 0 1e9 1e9"), Survived),
        ("tiles too small to see", showing(paint, "/Pattern<</P 6 0 R>>", &[stream(pattern, b"0 0 1 1 re f")]), Taken),
        (
            "a pattern that paints itself",
            showing(paint, "/Pattern<</P 6 0 R>>", &[stream(&pattern.replace("<<>>", "<</Pattern<</P 6 0 R>>>>"), paint)]),
            Taken,
        ),
        ("a font that is noise", font("/Subtype/TrueType", &noise), Taken),
        ("a font that claims tables", font("/Subtype/TrueType", b"\0\x01\0\0\xff\xff\xff\xff\xff\xffglyf\xff\xff\xff\xff\xff\xff\xff\xff"), Taken),
        (
            "a Type 3 font that draws itself",
            showing(
                b"BT /F1 9 Tf (a) Tj ET",
                "/Font<</F1 6 0 R>>",
                &[
                    body(
                        "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[1]/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>/Resources<</Font<</F1 6 0 R>>>>>>",
                    ),
                    stream("", b"1 0 d0 BT /F1 9 Tf (aa) Tj ET"),
                ],
            ),
            Taken,
        ),
        ("a shading without measure", showing(b"/S sh", &format!("/Shading<</S {shading}>>"), &[]), Taken),
        ("a million saved states", showing(&b"q ".repeat(1_000_000), "", &[]), Taken),
        ("a million curves", showing(&b"0 0 m 1e9 1e9 -1e9 5 595 842 c S\n".repeat(60_000), "", &[]), Taken),
        ("dashes too small to see", showing(&dashes, "", &[]), Taken),
        ("nested clips", showing(&b"q 0 0 500 500 re W n ".repeat(20_000), "", &[]), Taken),
        ("content that is noise", showing(&noise, "", &[]), Taken),
    ]
}

/// All of them.
pub fn all() -> Vec<(&'static str, Vec<u8>, Fate)> {
    [shapes(), bombs(), actions(), drawings()].into_iter().flatten().collect()
}
