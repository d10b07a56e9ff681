//! Files made to hurt: refused in words, bounded in time and memory, and never a panic.

use super::super::{DEPTH_MAX, FILE_MAX, Format, ROW_MAX, ROWS_MAX, Refusal, html, markdown, read};
use proptest::prelude::*;

fn whole(format: Format, bytes: &[u8]) -> Refusal {
    read(format, bytes, "x").expect_err("a whole file to refuse")
}

#[test]
fn files_that_cannot_be_read_at_all_are_refused_in_one_sentence() {
    let deep_json = "[".repeat(100_000);
    let deep_xml = format!("<rss>{}", "<a>".repeat(1000));
    let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss>&b;</rss>";
    let outside = "<!DOCTYPE r SYSTEM \"file:///etc/passwd\" [ <!ENTITY x SYSTEM \"file:///etc/passwd\"> ]><source><job/></source>";
    for (format, bytes, words) in [
        (Format::Json, b"".as_slice(), "le fichier est vide"),
        (Format::Csv, b" \n \n", "le fichier est vide"),
        (Format::Json, b"\x1f\x8b\x08\x00", "compress"),
        (Format::Csv, b"PK\x03\x04xx", "compress"),
        (Format::Json, b"[{\"a\": \"\xff\"}]", "UTF-8 valide (ligne 1)"),
        (Format::Rss, b"<rss>\n\n\xe9</rss>", "UTF-8 valide (ligne 3)"),
        (Format::Json, b"\xff\xfe\x00", "UTF-16"),
        (Format::Json, b"<html></html>", "ce n’est pas du JSON"),
        (Format::Json, b"{\"offres\": []}", "« offres » n’est pas attendu"),
        (Format::Json, b"[", "s’arrête au milieu"),
        (Format::Json, b"[{\"reference\": \"a\"", "s’arrête au milieu"),
        (Format::Json, deep_json.as_bytes(), "s’arrête au milieu"),
        (Format::JobPosting, b"bonjour", "JSON-LD"),
        (Format::FranceTravail, b"{\"autre\": []}", "resultats"),
        (Format::FranceTravail, b"42", "France Travail"),
        (Format::Rss, b"<html><body></body></html>", "ce n’est pas un flux"),
        (Format::Rss, b"\x00\x01\x02", "ce n’est pas un flux"),
        (Format::Rss, b"<rss><channel><item>", "tronqu"),
        (Format::Rss, deep_xml.as_bytes(), "plus de 64 niveaux"),
        (Format::Rss, bomb.as_bytes(), "entités"),
        (Format::Indeed, outside.as_bytes(), "entités"),
        (Format::Indeed, b"<rss></rss>", "Indeed"),
        (Format::Csv, b"reference;organisation\n", "il manque la colonne « intitule »"),
        (Format::Csv, b"reference;titre\n", "la colonne « titre » n’est pas connue"),
        (Format::Csv, b"reference;reference\n", "deux fois"),
    ] {
        let refusal = whole(format, bytes);
        assert!(refusal.sentence.contains(words), "{} : {}", format.code(), refusal.sentence);
    }
}

#[test]
fn too_large_files_and_too_many_rows_are_refused() {
    let mut large = vec![b' '; FILE_MAX + 1];
    large[0] = b'[';
    assert!(whole(Format::Json, &large).sentence.contains("64 Mio"));
    let rows = format!("[{}{{}}]", "{},".repeat(ROWS_MAX));
    assert!(whole(Format::FranceTravail, rows.as_bytes()).sentence.contains("plus de 200000 lignes"));
    let items = format!("<rss>{}</rss>", "<item/>".repeat(ROWS_MAX + 1));
    assert!(whole(Format::Rss, items.as_bytes()).sentence.contains("plus de 200000"));
}

#[test]
fn a_huge_or_deep_row_is_refused_alone() {
    let huge = "0,".repeat(ROW_MAX);
    let deep = format!("{}{}", "[".repeat(DEPTH_MAX + 1), "]".repeat(DEPTH_MAX + 1));
    let fine = r#"{"id":"1","intitule":"Comptable","dateCreation":"2026-11-01","typeContrat":"CDI","entreprise":{"nom":"A"}}"#;
    let file = format!("{{\"resultats\":[\n{{\"a\":[{huge}0]}},\n{{\"a\":{deep}}},\n{fine}\n]}}");
    let parsed = read(Format::FranceTravail, file.as_bytes(), "x").unwrap();
    let reasons: Vec<String> = parsed.offers.iter().map(|r| r.outcome.as_ref().map_or_else(ToString::to_string, |d| d.title.clone())).collect();
    assert_eq!(reasons, ["cette offre dépasse 1 Mio", "cette offre est imbriquée sur plus de 64 niveaux", "Comptable"]);
    assert_eq!(parsed.offers.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 3, 4]);
    let long = format!("<source><job><description>{}</description><referencenumber>r</referencenumber></job></source>", "x ".repeat(ROW_MAX));
    let parsed = read(Format::Indeed, long.as_bytes(), "x").unwrap();
    assert!(parsed.offers[0].outcome.as_ref().unwrap_err().sentence.contains("1 Mio"));
}

#[test]
fn a_truncated_file_keeps_what_came_before_and_says_where_it_stops() {
    let json = std::str::from_utf8(include_bytes!("../fixtures/france-travail.json")).unwrap();
    let cut = &json[..json.find("187ALT").unwrap() + 20];
    let parsed = read(Format::FranceTravail, cut.as_bytes(), "x").unwrap();
    let last = parsed.offers.last().unwrap();
    assert!(parsed.offers[0].outcome.is_ok());
    assert_eq!(last.line, 15);
    assert!(last.outcome.as_ref().unwrap_err().sentence.contains("la suite du fichier n’a pas été lue"));
    let rss = include_str!("../fixtures/feed.rss");
    for end in ["res-3", "</item>\n  <item>\n    <title>Sans", "Valoriste"] {
        let parsed = read(Format::Rss, &rss.as_bytes()[..rss.find(end).unwrap()], "x").unwrap();
        assert!(parsed.offers[0].outcome.is_ok() && parsed.offers.last().unwrap().outcome.is_err(), "{end}");
    }
    let broken = rss.replace("<title>Valoriste en CDI</title>", "<title>Valoriste</titre>");
    let parsed = read(Format::Rss, broken.as_bytes(), "x").unwrap();
    let last = parsed.offers.last().unwrap();
    assert_eq!(last.line, 16);
    assert!(last.outcome.as_ref().unwrap_err().sentence.contains("« titre » se ferme alors que « title » est ouverte"));
}

#[test]
fn references_that_are_not_entities_stay_text() {
    let feed = "<rss><channel><item><title>R&D &inconnue; &#0; &#x110000; &eacute;</title><guid>1</guid><category>CDI</category>\
                <author>a@b.fr (Maison)</author><pubDate>2026-11-01</pubDate></item></channel></rss>";
    let parsed = read(Format::Rss, feed.as_bytes(), "x").unwrap();
    let offer = parsed.offers[0].outcome.as_ref().unwrap();
    assert_eq!((offer.title.as_str(), offer.organisation.as_str()), ("R&D &inconnue; &#x110000; é", "Maison"));
}

#[test]
fn an_unclosed_quote_in_a_table_is_named_with_its_line() {
    let table = format!(
        "reference;organisation;intitule;contrats;publiee_le\n1;A;B;CDI;2026-11-01\n2;A;\"B;CDI;2026-11-01\n{}",
        "3;A;B;CDI;2026-11-01\n".repeat(50)
    );
    let parsed = read(Format::Csv, table.as_bytes(), "x").unwrap();
    assert!(parsed.offers[0].outcome.is_ok());
    let last = parsed.offers.last().unwrap();
    assert_eq!((parsed.offers.len(), last.line), (2, 3));
    assert!(last.outcome.as_ref().unwrap_err().sentence.contains("guillemet"));
}

#[test]
fn nested_formatting_costs_no_more_than_its_length() {
    let watch = crate::kernel::clock::stopwatch();
    for piece in [
        "<b>",
        "<ul><li>",
        "<div>",
        "</p>",
        "<a href=\"https://x\">",
        "&amp;&",
        "<",
        "<!--",
        "</",
        "<svg",
        "<b class=\"1\"><p>",
        "**",
        "<x y='",
        "<script",
    ] {
        let out = html::rich(&piece.repeat(60_000));
        assert!(out.len() < 2_000_000, "{piece}");
    }
    let formatted = format!("{}{}", "<b><i>".repeat(2000), "<p>mot".repeat(2000));
    assert!(html::rich(&formatted).len() < 100_000);
    assert!(watch.elapsed().as_secs() < 20, "{:?}", watch.elapsed());
}

#[test]
#[ignore = "a measure, run by hand: peak memory and time of the largest file, alone in its process"]
fn the_largest_file_stays_within_its_memory() {
    let one = |n: usize| {
        format!(
            "{{\"reference\":\"r{n}\",\"organisation\":\"o\",\"title\":\"Comptable\",\"contracts\":[\"cdi\"],\"pay\":{{\"kind\":\"unstated\"}},\"published_on\":\"2026-11-01\",\
             \"sections\":{{\"mission\":\"{}\"}}}}",
            "m ".repeat(95)
        )
    };
    let file = format!("[{}]", (0..190_000).map(one).collect::<Vec<_>>().join(","));
    let watch = crate::kernel::clock::stopwatch();
    let parsed = read(Format::Json, file.as_bytes(), "x").unwrap();
    let peak = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = peak.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default().to_owned();
    println!("{} bytes, {} offers, {:?}, {peak}", file.len(), parsed.offers.len(), watch.elapsed());
    assert!(parsed.offers.iter().all(|r| r.outcome.is_ok()));
}

/// Text made of the pieces parsers stumble on.
fn shards() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        ":",
        ",",
        "<",
        ">",
        "</",
        "/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "&",
        ";",
        "&#x0;",
        "<item>",
        "</item>",
        "<job>",
        "</job>",
        "<rss>",
        "<source>",
        "<title>",
        "</title>",
        "é",
        "\u{0}",
        "\u{202e}",
        "\n",
        "\r\n",
        " ",
        "1e999",
        "-",
        "null",
        "\"@type\":\"JobPosting\"",
        "\"resultats\":[",
        "\"offers\":[",
        "reference;organisation;intitule;contrats;publiee_le\n",
        "CDI",
        "2026-11-01",
        "<ul>",
        "<li>",
        "<b>",
        "</b>",
        "<a href='https://x'>",
        "</a>",
        "<h2>",
        "2 000 € par mois",
        "\u{a0}",
        "'",
        "=",
        "<?xml",
        "?>",
        "<!DOCTYPE x>",
        "*",
        "_",
        "\\u0000",
        "\\ud800",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in Format::ALL {
            let _ = read(*format, &bytes, "x");
        }
    }

    #[test]
    fn arbitrary_shards_never_panic_and_lines_stay_in_the_file(text in shards()) {
        let lines = text.lines().count() as u64 + 1;
        for format in Format::ALL {
            if let Ok(parsed) = read(*format, text.as_bytes(), "x") {
                for row in &parsed.offers {
                    prop_assert!((1..=lines).contains(&row.line), "{} {}", format.code(), row.line);
                    prop_assert!(row.outcome.as_ref().map_or_else(|e| !e.sentence.is_empty(), |d| d.check().is_ok()));
                }
            }
        }
    }

    #[test]
    fn converted_text_holds_no_tag_and_no_hidden_character(text in shards()) {
        let out = html::rich(&text);
        let mut before = ' ';
        for c in out.chars() {
            prop_assert!(c != '<' || before == '\\');
            prop_assert!(!markdown::is_hidden(c));
            before = c;
        }
    }

    #[test]
    fn a_feed_cut_anywhere_never_panics(at in 0usize..1400) {
        for (format, bytes) in [(Format::Rss, include_bytes!("../fixtures/feed.rss").as_slice()), (Format::FranceTravail, include_bytes!("../fixtures/france-travail.json")),
            (Format::Csv, include_bytes!("../fixtures/table.csv")), (Format::JobPosting, include_bytes!("../fixtures/graph.jobposting.json"))] {
            let _ = read(format, &bytes[..at.min(bytes.len())], "x");
        }
    }
}
