//! Good and hostile addresses of videos (rule C15).

use super::video::{Provider::*, URL_MAX, instances as instances_of, parse};
use proptest::prelude::*;

fn instances() -> Vec<String> {
    vec!["peertube.example.org".into(), "tube.asso.example".into()]
}

const UUID: &str = "9c9de5e8-0a1e-484a-b099-e80766180a6d";
const LOOM: &str = "0281766fa2d04bb788eaf19e65135184";

#[test]
fn good_addresses_are_understood_and_rebuilt() {
    let yt = "https://www.youtube.com/watch?v=dQw4w9WgXcQ";
    let (pt, pts) = (format!("https://peertube.example.org/w/{UUID}"), "https://tube.asso.example/w/kkGMgK9ZtnKfYAgnEtQxbv");
    let (lo, dm) = (format!("https://www.loom.com/share/{LOOM}"), "https://www.dailymotion.com/video/x8abcde");
    let t = |url: &str, mark: &str| format!("{url}{mark}");
    let table: Vec<(String, String)> = vec![
        (yt.into(), yt.into()),
        ("https://youtube.com/watch?v=dQw4w9WgXcQ".into(), yt.into()),
        ("HTTPS://WWW.YouTube.COM/watch?v=dQw4w9WgXcQ".into(), yt.into()),
        ("http://www.youtube.com/watch?v=dQw4w9WgXcQ".into(), yt.into()),
        ("youtube.com/watch?v=dQw4w9WgXcQ".into(), yt.into()),
        ("  https://m.youtube.com/watch?v=dQw4w9WgXcQ\n".into(), yt.into()),
        ("https://music.youtube.com/watch?v=dQw4w9WgXcQ&si=abc".into(), yt.into()),
        ("https://youtu.be/dQw4w9WgXcQ".into(), yt.into()),
        ("youtu.be/dQw4w9WgXcQ?si=QmFkIHRyYWNrZXI".into(), yt.into()),
        ("https://youtu.be/dQw4w9WgXcQ?t=90".into(), t(yt, "&t=90s")),
        ("https://youtu.be/dQw4w9WgXcQ?t=1m30s".into(), t(yt, "&t=90s")),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1h2m3s".into(), t(yt, "&t=3723s")),
        ("https://www.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&index=2".into(), yt.into()),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ#t=1m".into(), t(yt, "&t=60s")),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=zzz".into(), yt.into()),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ?feature=share".into(), yt.into()),
        ("https://www.youtube.com/live/dQw4w9WgXcQ".into(), yt.into()),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ?start=12".into(), t(yt, "&t=12s")),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ".into(), yt.into()),
        ("https://vimeo.com/123456789".into(), "https://vimeo.com/123456789".into()),
        ("vimeo.com/123456789".into(), "https://vimeo.com/123456789".into()),
        ("http://vimeo.com/123456789/".into(), "https://vimeo.com/123456789".into()),
        ("https://vimeo.com/123456789/0a1b2c3d4e".into(), "https://vimeo.com/123456789/0a1b2c3d4e".into()),
        ("https://vimeo.com/123456789?h=0a1b2c3d4e&share=copy".into(), "https://vimeo.com/123456789/0a1b2c3d4e".into()),
        ("https://player.vimeo.com/video/123456789?h=0a1b2c3d4e".into(), "https://vimeo.com/123456789/0a1b2c3d4e".into()),
        ("https://vimeo.com/channels/staffpicks/123456789#t=45s".into(), "https://vimeo.com/123456789#t=45s".into()),
        ("https://vimeo.com/groups/shortfilms/videos/123456789".into(), "https://vimeo.com/123456789".into()),
        ("https://vimeo.com/showcase/42/video/123456789".into(), "https://vimeo.com/123456789".into()),
        ("https://vimeo.com/000000000".into(), "https://vimeo.com/000000000".into()),
        (dm.into(), dm.into()),
        ("https://dailymotion.com/video/x8abcde_mon-titre?start=30".into(), t(dm, "?start=30")),
        ("https://dai.ly/x8abcde".into(), dm.into()),
        ("https://www.dailymotion.com/embed/video/x8abcde".into(), dm.into()),
        ("https://geo.dailymotion.com/player.html?video=x8abcde".into(), dm.into()),
        (pt.clone(), pt.clone()),
        (format!("https://peertube.example.org/videos/watch/{UUID}?start=1m5s"), t(&pt, "?start=65s")),
        (format!("https://PeerTube.example.org/videos/embed/{UUID}"), pt),
        (pts.into(), pts.into()),
        (lo.clone(), lo.clone()),
        (format!("https://loom.com/embed/{LOOM}?t=1:30"), t(&lo, "?t=90")),
        (format!("https://www.loom.com/share/Ma-video-{LOOM}?sid=x"), lo),
    ];
    assert!(table.len() >= 30);
    for (typed, page) in table {
        let video = parse(&typed, &instances()).unwrap_or_else(|r| panic!("{typed}: {r}"));
        assert_eq!(video.page_url(), page, "{typed}");
        assert_eq!(parse(&video.page_url(), &instances()).unwrap().page_url(), page, "{typed}");
        let embed = video.embed_url();
        assert!(embed.starts_with(&format!("{}/", video.frame_origin())), "{embed}");
        let seen = parse(&embed, &instances()).unwrap_or_else(|r| panic!("{embed}: {r}"));
        assert_eq!((seen.provider, &seen.id, &seen.hash), (video.provider, &video.id, &video.hash), "{embed}");
    }
}

#[test]
fn frames_keep_the_private_key_and_ask_for_no_tracking() {
    let private = parse("https://vimeo.com/123456789/0a1b2c3d4e#t=9s", &[]).unwrap();
    assert_eq!(private.embed_url(), "https://player.vimeo.com/video/123456789?dnt=1&h=0a1b2c3d4e#t=9s");
    assert_eq!(private.recognised(), "Vimeo reconnu. Vérifiez que la vidéo n’est pas réservée à votre compte.");
    let youtube = parse("https://youtu.be/dQw4w9WgXcQ?t=7", &[]).unwrap();
    assert_eq!(youtube.embed_url(), "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&start=7");
    let tube = parse(&format!("https://tube.asso.example/w/{UUID}"), &instances()).unwrap();
    assert_eq!((tube.provider, tube.frame_origin().as_str()), (PeerTube, "https://tube.asso.example"));
}

#[test]
fn hostile_addresses_are_refused_with_a_sentence() {
    let long = format!("https://vimeo.com/123456789?x={}", "a".repeat(URL_MAX));
    let table = [
        "",
        "   ",
        "youtube",
        "https://",
        "https:///watch?v=dQw4w9WgXcQ",
        "javascript:alert(1)",
        "JaVaScRiPt://youtube.com/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "ftp://youtube.com/watch?v=dQw4w9WgXcQ",
        "//youtube.com/watch?v=dQw4w9WgXcQ",
        "https:youtube.com/watch?v=dQw4w9WgXcQ",
        "https:\\\\youtube.com\\watch?v=dQw4w9WgXcQ",
        "https://youtube.com.evil.fr/watch?v=dQw4w9WgXcQ",
        "https://evil.fr/youtube.com/watch?v=dQw4w9WgXcQ",
        "https://evil.fr?https://youtube.com/watch?v=dQw4w9WgXcQ",
        "https://evil.fr#youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com@evil.fr/watch?v=dQw4w9WgXcQ",
        "https://user:pass@youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com:8443/watch?v=dQw4w9WgXcQ",
        "https://youtube.com:443/watch?v=dQw4w9WgXcQ",
        "https://evilyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com-evil.fr/watch?v=dQw4w9WgXcQ",
        "https://yоutube.com/watch?v=dQw4w9WgXcQ",
        "https://xn--yutube-wqf.com/watch?v=dQw4w9WgXcQ",
        "https://www.xn--youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com./watch?v=dQw4w9WgXcQ",
        "https://.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube。com/watch?v=dQw4w9WgXcQ",
        "https://you\u{200b}tube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com/watch?v=dQw4w9WgXcQ\0",
        "https://youtube.com/watch?v=dQw4w9WgXcQ\u{202e}",
        "https://youtube.com/wa\ntch?v=dQw4w9WgXcQ",
        "https://youtube.com/watch?v=dQw4w9WgXcQ onload=x",
        "https://youtube.com/watch?v=\"><script>",
        "https://youtube.com/watch?v=../../../evil",
        "https://youtube.com/watch?v=dQw4w9WgXc",
        "https://youtube.com/watch?v=dQw4w9WgXcQQ",
        "https://youtube.com/watch?v=dQw4w9WgXcQ&v=AAAAAAAAAAA",
        "https://youtube.com/watch?V=dQw4w9WgXcQ",
        "https://youtube.com/redirect?q=https://evil.fr",
        "https://youtube.com/watch/../redirect?v=dQw4w9WgXcQ",
        "https://youtu.be/%64Qw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ/extra",
        "https://127.0.0.1/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        "https://[::1]/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        "https://localhost/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        "https://other.tube/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        "https://peertube.example.org.evil.fr/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        "https://evil.peertube.example.org/w/9c9de5e8-0a1e-484a-b099-e80766180a6d",
        "https://peertube.example.org/w/9c9de5e8_0a1e_484a_b099_e80766180a6d",
        "https://peertube.example.org/w/..%2f..%2fadmin",
        "https://vimeo.com/12345",
        "https://vimeo.com/123456789/<script>",
        "https://vimeo.com/123456789/zzzzzzzzzz",
        "https://vimeo.com/123456789/0a1b2c3d4e/settings",
        "https://player.vimeo.com/external/123456789.hd.mp4",
        "https://player.vimeo.com/video/123456789?h=javascript:1",
        "https://www.loom.com/share/0281766fa2d04bb788eaf19e6513518z",
        "https://dai.ly/x8/abcde",
        "https://www.dailymotion.com/video/",
        "<iframe src=https://youtube.com/embed/dQw4w9WgXcQ>",
        long.as_str(),
    ];
    assert!(table.len() >= 40);
    for url in table {
        let refusal = parse(url, &instances()).expect_err(url);
        assert_eq!(refusal.field.as_deref(), Some("video"), "{url}");
        assert!(refusal.sentence.ends_with('.') && refusal.sentence.len() > 30, "{url}: {}", refusal.sentence);
    }
}

#[test]
fn the_sentence_helps() {
    let says = |url: &str, words: &str| {
        let sentence = parse(url, &instances()).expect_err(url).sentence;
        assert!(sentence.contains(words), "{url}: {sentence}");
    };
    for file in [
        "https://drive.google.com/file/d/1/view",
        "https://we.tl/t-abc",
        "https://wetransfer.com/downloads/x",
        "https://www.dropbox.com/s/x/film.mp4",
        "https://moi-my.sharepoint.com/:v:/g/x",
        "https://1drv.ms/v/x",
    ] {
        says(file, "non répertoriée");
    }
    says("https://www.tiktok.com/@moi/video/1", "compte");
    for list in [
        "https://www.youtube.com/playlist?list=PLabc",
        "https://www.youtube.com/@machaine",
        "https://www.youtube.com/channel/UCabc",
        "https://www.youtube.com/embed/videoseries?list=PLabc",
        "https://vimeo.com/monnom",
        "https://vimeo.com/channels/staffpicks",
        "https://www.dailymotion.com/machaine",
        "https://peertube.example.org/w/p/kkGMgK9ZtnKfYAgnEtQxbv",
        "https://peertube.example.org/c/chaine/videos",
        "https://www.loom.com/share/folder/0281766fa2d04bb788eaf19e65135184",
    ] {
        says(list, "liste ou à une chaîne");
    }
    says("https://www.youtube.com/", "vidéo précise");
    says("https://user@vimeo.com/123456789", "nom d’utilisateur");
    says("https://exemple.fr/film.mp4", "YouTube, Vimeo");
    says(&format!("https://other.tube/w/{UUID}"), "Cette instance PeerTube");
}

#[test]
fn the_instances_of_a_configuration_are_names_of_hosts_and_nothing_else() {
    assert_eq!(instances_of(""), Ok(Vec::new()));
    assert_eq!(
        instances_of(" Tube.Asso.example,peertube.example.org\ntube.asso.example "),
        Ok(vec!["tube.asso.example".into(), "peertube.example.org".into()])
    );
    for wrong in [
        "https://tube.example.org",
        "tube.example.org/",
        "tube.example.org:443",
        "tube",
        "127.0.0.1",
        "[::1]",
        "*.example.org",
        "tube.example.org;script-src",
        "'unsafe-inline'",
        "tube..org",
        "-tube.example.org",
        "tubé.example.org",
    ] {
        let sentence = instances_of(wrong).expect_err(wrong);
        assert!(sentence.contains("PASSERELLE_PEERTUBE") && sentence.contains(wrong), "{wrong}: {sentence}");
    }
    let many: Vec<String> = (0..31).map(|i| format!("t{i}.example.org")).collect();
    assert!(instances_of(&many.join(",")).is_err());
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,80}") {
        let _ = parse(&text, &instances());
    }

    #[test]
    fn near_addresses_are_refused_or_rebuilt_clean(host in "(www\\.)?(youtube\\.com|youtu\\.be|vimeo\\.com|loom\\.com|dai\\.ly)", tail in "[ -~é]{0,60}") {
        if let Ok(video) = parse(&format!("https://{host}/{tail}"), &instances()) {
            for url in [video.page_url(), video.embed_url()] {
                let clean = url.bytes().all(|b| b.is_ascii_alphanumeric() || b":/.?=&#-_".contains(&b));
                prop_assert!(url.starts_with("https://") && clean, "{}", url);
            }
        }
    }
}
