//! The router, driven without a socket: statuses, headers, feeds, forms, and hostile requests.

mod access;
mod attribution;
mod campaign;
mod candidacy;
mod candidacy_team;
mod consents;
mod console;
mod editions;
mod former;
mod identity;
mod law;
mod letters;
mod matched;
mod members;
mod mornings;
mod opinions;
mod pieces;
mod recruiting;
mod results;
mod told;
mod visitor;
mod whole_campaign;

use super::router::router;
use super::state::{Assets, Site};
use crate::content::service::{Library, Publisher};
use crate::desk::service::Desk;
use crate::files::vault::Vault;
use crate::jobs::import::{Format, Parsed, read};
use crate::jobs::search::Engine;
use crate::jobs::service::{Board, import, index};
use crate::kernel::clock::{now, paris_day};
use crate::places::Places;
use crate::store::Db;
use crate::store::testing::both_engines;
use crate::uploads::service::Cabinet;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use leptos::config::LeptosOptions;
use std::sync::Arc;
use tower::ServiceExt;

/// A site over a fresh database holding this world.
async fn site(db: Db, world: Parsed) -> (Router, Arc<Board>) {
    let (router, desk) = site_with(db, world, cabinet()).await;
    (router, Arc::clone(&desk.board))
}

/// The same with a cabinet of one's choice.
async fn site_with(db: Db, world: Parsed, cabinet: Cabinet) -> (Router, Arc<Desk>) {
    let base_url = "http://127.0.0.1:3000".to_owned();
    let engine = Arc::new(Engine::open_in_memory().unwrap());
    let board =
        Arc::new(Board { db, engine, places: Places::load(), base_url: base_url.clone(), contact_email: "contact@passerelle.example".into() });
    let summary = import::store(&board.db, &board.places, world, now().as_millisecond(), &mut |_| {}).await.unwrap();
    assert_eq!(summary.refused, []);
    index::catch_up(&board).await.unwrap();
    let library = Arc::new(Library::load(&Publisher::from_settings(&|_| None), &base_url).unwrap());
    let options = LeptosOptions::builder().output_name("passerelle").build();
    let assets = Arc::new(Assets { root: "/nonexistent".into(), development: true, behind_proxy: false });
    let desk = Arc::new(Desk {
        board: Arc::clone(&board),
        development: true,
        cabinet,
        peertube: vec!["tube.essai.example".into()],
        halls: Arc::new(crate::live::service::Halls::new(board.db.clone())),
    });
    (router(Site { board, desk: Arc::clone(&desk), library, kept: Arc::default(), options, assets }), desk)
}

/// A cabinet of its own, whose files are read by this very test program (see `files::tests`).
fn cabinet() -> Cabinet {
    let folder = std::env::temp_dir().join(format!("passerelle-test-{}", crate::kernel::clock::random_hex()));
    let inspector = crate::files::tests::inspector();
    Cabinet { vault: Vault::local(&folder).unwrap(), inspector, clamd: None, asked: 0.into() }
}

async fn demo() -> (Router, Arc<Board>) {
    let (_, db) = both_engines().await.remove(0);
    site(db, crate::seeds::demo(paris_day(now())).unwrap()).await
}

/// The demo world with its accounts.
async fn demo_with_accounts() -> (Router, Arc<Board>) {
    let (router, board) = demo().await;
    let mut tx = board.db.read().await.unwrap();
    let slugs = crate::organisations::store::slugs(&mut tx).await.unwrap();
    drop(tx);
    crate::people::service::demo::load(&board.db, &slugs, now().as_millisecond()).await.unwrap();
    (router, board)
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    /// Where it sends to; empty for nowhere.
    fn place(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|l| l.to_str().ok()).unwrap_or("")
    }
}

async fn ask(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, 8 << 20).await.unwrap();
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
}

async fn get(router: &Router, path: &str) -> Answer {
    ask(router, Request::get(path).header("host", "127.0.0.1:3000").body(Body::empty()).unwrap()).await
}

async fn post(router: &Router, path: &str, form: &str, site: &str) -> Answer {
    let request = Request::post(path).header("sec-fetch-site", site).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    ask(router, request.body(Body::from(form.to_owned())).unwrap()).await
}

/// The address of the first offer a search shows.
fn first_offer(body: &str) -> String {
    let start = body.find("href=\"/offres/").expect("no offer in the page") + 6;
    body[start..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn every_public_page_answers_in_both_languages_with_its_headers() {
    let (router, board) = demo().await;
    let pages = [
        "/",
        "/offres",
        "/organisations",
        "/conseils",
        "/mag",
        "/programmes",
        "/charte",
        "/a-propos",
        "/contact",
        "/mentions-legales",
        "/accessibilite",
        "/definir-mes-criteres",
    ];
    for page in pages {
        for path in [page.to_owned(), if page == "/" { "/en".to_owned() } else { format!("/en{page}") }] {
            let a = get(&router, &path).await;
            assert_eq!(a.status, StatusCode::OK, "{path}");
            let policy = a.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(policy.contains("'nonce-") && !policy.contains("unsafe-inline"), "{path}: {policy}");
            assert_eq!(a.headers["x-content-type-options"], "nosniff");
            assert!(a.headers.contains_key("x-request-id"));
            assert!(a.body.contains("<h1"), "{path} has no heading");
            assert!(a.body.contains("rel=\"canonical\""), "{path} has no canonical address");
            let lang = if path.starts_with("/en") { "<html lang=\"en\"" } else { "<html lang=\"fr\"" };
            assert!(a.body.contains(lang), "{path}: {}", &a.body[..200]);
        }
    }
    assert_eq!(board.engine.health().seq, 73);
}

#[tokio::test]
async fn m14_every_spelling_finds_the_same_offers() {
    let (router, _) = demo().await;
    let hrefs = |body: &str| body.split("href=\"/offres/").skip(1).map(|p| p.split('"').next().unwrap().to_owned()).collect::<Vec<_>>();
    let expected = hrefs(&get(&router, "/offres?q=charge+de+mission").await.body);
    assert!(expected[0].starts_with("charge-de-mission-etude-action"), "{expected:?}");
    for spelling in ["charg%C3%A9e+de+mission", "charg%C3%A9%C2%B7e+de+mission", "charg%C3%A9.e+de+mission", "charg%C3%A9(e)+de+mission"] {
        assert_eq!(hrefs(&get(&router, &format!("/offres?q={spelling}")).await.body), expected, "{spelling}");
    }
}

#[tokio::test]
async fn wrong_values_are_named_and_the_rest_still_runs() {
    let (router, _) = demo().await;
    let a = get(&router, "/offres?contrat=cdx&lieu=zzzzz&depuis=abc&remuneration=beaucoup&tri=hasard&page=-1").await;
    assert_eq!(a.status, StatusCode::OK);
    for words in
        ["n’est pas un choix connu", "Aucune commune ne s’appelle", "nombre de jours", "Donnez un montant", "Le tri se fait", "Le numéro de page"]
    {
        assert!(a.body.contains(words), "{words}");
    }
    first_offer(&a.body);
    let far = get(&router, "/offres?page=99999").await;
    assert!(far.body.contains("n’existe pas") && far.body.contains("page=5"), "the last page is not linked");
}

#[tokio::test]
async fn an_offer_page_carries_one_true_posting() {
    let (router, _) = demo().await;
    let path = first_offer(&get(&router, "/offres?q=etude-action+innovation+sociale").await.body);
    let a = get(&router, &path).await;
    assert_eq!(a.status, StatusCode::OK);
    let scripts: Vec<&str> = a.body.split("<script type=\"application/ld+json\">").skip(1).collect();
    assert_eq!(scripts.len(), 1);
    let posting: serde_json::Value = serde_json::from_str(scripts[0].split("</script>").next().unwrap()).unwrap();
    assert_eq!(posting["@type"], "JobPosting");
    assert!(posting.get("baseSalary").is_none(), "a legal allowance is not an amount");
    assert_eq!(posting["jobLocation"].as_array().unwrap().len(), 2);
    for words in
        ["Évry (91) de préférence", "Indemnité légale", "Permis B", "ce n’est pas exigé", "inclus", "Camille Roussel", "troc inter-entreprises"]
    {
        assert!(a.body.contains(words), "{words}");
    }
}

#[tokio::test]
async fn i5_i16_closed_offers_stay_readable_then_answer_410() {
    for (name, db) in both_engines().await {
        let sources = read(Format::Json, crate::seeds::SOURCES.as_bytes(), "demo").unwrap();
        let (router, board) = site(db, sources).await;
        let mut tx = board.db.read().await.unwrap();
        let offer = crate::jobs::store::by_reference(&mut tx, "jobsense", "france-active-77-91-etude-action").await.unwrap().unwrap();
        drop(tx);
        let gone = get(&router, &format!("/offres/{}", offer.slug)).await;
        assert_eq!(gone.status, StatusCode::GONE, "{name}");
        assert!(!gone.body.contains("JobPosting") && gone.body.contains("noindex"));
        assert!(get(&router, "/offres").await.body.contains("Aucune offre"), "{name}: an archived offer is listed");
        assert!(!get(&router, "/sitemap.xml").await.body.contains(&offer.slug), "{name}");
    }
    let (router, board) = demo().await;
    let mut tx = board.db.read().await.unwrap();
    let closed = crate::jobs::store::by_reference(&mut tx, "demo", "demo-028").await.unwrap().unwrap();
    drop(tx);
    let a = get(&router, &format!("/offres/{}", closed.slug)).await;
    assert_eq!(a.status, StatusCode::OK);
    assert!(a.body.contains("Cette offre est close depuis") && !a.body.contains("JobPosting") && a.body.contains("noindex"));
    assert!(!get(&router, "/sitemap.xml").await.body.contains(&closed.slug));
}

#[tokio::test]
async fn feeds_hold_the_same_offers_and_parse() {
    let (router, _) = demo().await;
    let rss = get(&router, "/offres.rss?secteur=logement").await;
    let json: serde_json::Value = serde_json::from_str(&get(&router, "/offres.json?secteur=logement").await.body).unwrap();
    let items = json["items"].as_array().unwrap().len();
    assert!(items >= 3);
    assert_eq!(rss.body.matches("<item>").count(), items);
    assert_eq!(get(&router, "/offres.atom?secteur=logement").await.body.matches("<entry>").count(), items);
    assert_eq!(get(&router, "/offres.xml?secteur=logement").await.body.matches("<job>").count(), items);
    for path in ["/offres.rss", "/offres.atom", "/offres.xml", "/sitemap.xml"] {
        let a = get(&router, path).await;
        let mut reader = quick_xml::Reader::from_str(&a.body);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(e) => panic!("{path}: {e}"),
            }
        }
    }
    // What we give as RSS, our own importer takes back.
    let parsed = read(Format::Rss, rss.body.as_bytes(), "retour").unwrap();
    assert_eq!(parsed.offers.iter().filter(|r| r.outcome.is_ok()).count(), items);
}

#[tokio::test]
async fn forms_refuse_other_sites_and_keep_what_was_typed() {
    let (router, _) = demo().await;
    assert_eq!(post(&router, "/contact", "nom=a", "cross-site").await.status, StatusCode::FORBIDDEN);
    let bad = post(&router, "/contact", "nom=Awa&courriel=zz&sujet=%3Cscript%3E&message=Bonjour", "same-origin").await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.body.contains("value=\"Awa\"") && bad.body.contains("&lt;script&gt;") && !bad.body.contains("<script>"));
    let good = post(&router, "/contact", "nom=Awa&courriel=awa%40exemple.fr&sujet=Question&message=Bonjour", "same-origin").await;
    assert_eq!(good.status, StatusCode::OK);
    let theme = post(&router, "/preferences", "theme=sombre&retour=%2Foffres%3Fq%3Deau", "same-origin").await;
    assert_eq!((theme.status, &theme.headers[header::LOCATION]), (StatusCode::SEE_OTHER, &"/offres?q=eau".parse().unwrap()));
    let away = post(&router, "/preferences", "theme=clair&retour=%2F%2Fevil.example", "same-origin").await;
    assert_eq!(away.headers[header::LOCATION], "/");
    let too_big = post(&router, "/contact", &format!("message={}", "x".repeat(200_000)), "same-origin").await;
    assert_eq!(too_big.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn hostile_addresses_never_break_anything() {
    let (router, _) = demo().await;
    let long = "a".repeat(7_000);
    assert_eq!(get(&router, &format!("/offres?q={long}")).await.status, StatusCode::URI_TOO_LONG);
    let paths = [
        "/offres/%00",
        "/offres/%ff%fe",
        "/offres/..%2f..%2fetc%2fpasswd",
        "/pkg/..%2f..%2fCargo.toml",
        "/pkg/",
        "/fonts/.htaccess",
        "/offres?q=%",
        "/offres?q=%zz&q=%00&page=%F0%9F%A6%8A",
        "/offres?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/organisations/%3Cscript%3E",
        "/en/nulle-part",
        "/conseils/%2e%2e",
        "/mag/inconnu",
        "/api/recherche",
        "/api/offre?slug=x",
        "/api/recherche?query=q%3D%25&lang=fr",
        "/offres?contrat=a&contrat=b&contrat=cdi&secteur=,,,,&rayon=99999999999999999999&lieu=%E2%80%AE",
        "/definir-mes-criteres?fait=1&secteur=nulle-part",
    ];
    for path in paths {
        let a = get(&router, path).await;
        assert!(a.status.as_u16() < 500, "{path}: {}", a.status);
        assert!(!a.body.contains("<script>alert(1)"), "{path} echoes a script");
    }
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        let request = Request::builder().method(method).uri("/offres").header("sec-fetch-site", "same-origin").body(Body::empty()).unwrap();
        let status = ask(&router, request).await.status.as_u16();
        assert!(status < 500, "{method}: {status}");
    }
}

#[tokio::test]
async fn unknown_pages_are_404_and_health_tells() {
    let (router, _) = demo().await;
    for path in ["/nulle-part", "/offres/inconnue", "/organisations/inconnue", "/mag/inconnu", "/en/nulle/part"] {
        let a = get(&router, path).await;
        assert_eq!(a.status, StatusCode::NOT_FOUND, "{path}");
        assert!(a.body.contains("noindex"), "{path}");
    }
    assert_eq!(get(&router, "/sante").await.status, StatusCode::OK);
    let ready = get(&router, "/sante/pret").await;
    assert_eq!(ready.status, StatusCode::OK);
    assert!(ready.body.contains("\"retard\":0"));
    assert_eq!(get(&router, "/apercu").await.status, StatusCode::OK);
    assert!(get(&router, "/robots.txt").await.body.contains("Sitemap: http://127.0.0.1:3000/sitemap.xml"));
}

#[tokio::test]
async fn an_import_is_idempotent_and_names_what_it_refuses() {
    for (name, db) in both_engines().await {
        let places = Places::load();
        let file = br#"{"offers":[
{"reference":"a","organisation":"Les Voisins","title":"Comptable","contracts":["cdi"],"pay":{"kind":"amount","min":2300,"period":"mois"},"published_on":"2026-11-01","places":[{"label":"Lyon"}]},
{"reference":"b","organisation":"Les Voisins","title":"","contracts":["cdi"],"pay":{"kind":"unpaid"},"published_on":"2026-11-01"},
{"reference":"c","organisation":"les voisins","title":"Vendeur","contracts":["cdd"],"pay":{"kind":"unstated"},"published_on":"2026-11-02"}
]}"#;
        let now = jiff::civil::date(2026, 11, 20).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_millisecond();
        let store = async |text: &[u8]| import::store(&db, &places, read(Format::Json, text, "essai").unwrap(), now, &mut |_| {}).await.unwrap();
        let tomorrow = br#"{"offers":[{"reference":"d","organisation":"Les Voisins","title":"Vigie","contracts":["cdi"],"pay":{"kind":"unstated"},"published_on":"2026-11-21"}]}"#;
        assert!(store(tomorrow).await.refused[0].reason.contains("après aujourd’hui"), "{name}");
        let first = store(file).await;
        assert_eq!((first.created, first.refused.len()), (2, 1), "{name}");
        assert_eq!(first.refused[0].line, 3);
        assert!(first.refused[0].reason.contains("intitulé"));
        let again = store(file).await;
        assert_eq!((again.created, again.updated, again.unchanged), (0, 0, 2), "{name}");
        let changed = String::from_utf8_lossy(file).replace("2300", "2400");
        assert_eq!(store(changed.as_bytes()).await.updated, 1, "{name}");
        let mut tx = db.read().await.unwrap();
        let offer = crate::jobs::store::by_reference(&mut tx, "essai", "a").await.unwrap().unwrap();
        assert_eq!(offer.draft.places[0].insee.as_deref(), Some("69123"), "{name}: Lyon was not placed");
        assert_eq!(crate::organisations::store::list(&mut tx, 0).await.unwrap().len(), 1, "{name}: one organisation became two");
    }
}

#[tokio::test]
async fn a_long_list_of_organisations_has_pages_and_an_unreadable_request_is_answered_in_french() {
    let (_, db) = both_engines().await.swap_remove(0);
    let all: Vec<String> =
        (0..130).map(|i| format!(r#"{{"slug":"o-{i}","name":"Maison {i}","summary":"Une maison.","story":"Une histoire."}}"#)).collect();
    let world = read(Format::Json, format!(r#"{{"organisations":[{}],"offers":[]}}"#, all.join(",")).as_bytes(), "essai").unwrap();
    let (router, _) = site(db, world).await;
    let entries = |body: &str| body.matches("href=\"/organisations/o-").count();
    for (address, shown, current) in
        [("/organisations", 60, "1"), ("/organisations?page=3", 10, "3"), ("/organisations?page=99", 10, "3"), ("/organisations?page=x", 60, "1")]
    {
        let answer = get(&router, address).await;
        assert_eq!((answer.status, entries(&answer.body)), (StatusCode::OK, shown), "{address}");
        assert!(answer.body.contains(&format!("<b aria-current=\"page\">{current}</b>")), "{address}");
    }
    let twice = get(&router, "/api/suggestions?q=a&q=b").await;
    assert_eq!(twice.status, StatusCode::BAD_REQUEST);
    assert!(twice.body.contains("ne se lit pas"), "{}", twice.body);
    let large = Request::post("/contact").header(header::CONTENT_LENGTH, 200_000).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let large = ask(&router, large.body(Body::from("x".repeat(200_000))).unwrap()).await;
    assert_eq!((large.status, large.headers[header::CONNECTION].as_bytes()), (StatusCode::PAYLOAD_TOO_LARGE, b"close".as_slice()));
    assert!(large.body.contains("trop long"), "{}", large.body);
}
