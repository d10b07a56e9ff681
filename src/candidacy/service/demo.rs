//! The candidacies of the demo world: an edition per programme with dates around today, a file half written, others to read.

use crate::candidacy::model::autosave::{Saving, set};
use crate::candidacy::model::choices::Programme;
use crate::candidacy::model::edition::Edition;
use crate::candidacy::model::file::Dossier;
use crate::candidacy::model::settings::{Settings, default_places};
use crate::candidacy::model::state::State;
use crate::candidacy::store::{self, dossiers};
use crate::kernel::dates::{month_name, shift};
use crate::kernel::lang::Lang;
use crate::people::store as people;
use crate::store::{Db, StoreError, Tx};
use jiff::civil::Date;

fn edition(programme: Programme, slug: &str, today: Date) -> Edition {
    Edition {
        programme,
        slug: slug.to_owned(),
        title: programme.label(Lang::Fr).to_owned(),
        cohort: "entrées permanentes".to_owned(),
        city: "Paris".to_owned(),
        opens: shift(today, -41),
        last_day: None,
        starts: None,
        places: default_places(programme),
        shortlist_on: None,
        interviews_on: None,
        settings: Settings::of(programme),
    }
}

/// The edition whose associates are being matched.
const MATCHING: &str = "associe-paris-en-cours";

/// Its key; None when the demo world is not loaded.
///
/// # Errors
/// The database failed.
pub async fn campaign_edition(db: &Db) -> Result<Option<i64>, StoreError> {
    let mut tx = db.read().await?;
    Ok(store::by_slug(&mut tx, MATCHING).await?.map(|kept| kept.id))
}

/// The editions of the demo world, their dates around a day.
pub fn editions(today: Date) -> Vec<Edition> {
    let cohort =
        |start: Date| format!("promotion de {} {}", month_name(start.month(), Lang::Fr), start.year()).replace("de a", "d’a").replace("de o", "d’o");
    let associe = |slug: &str, last: i32, start: i32| {
        let starts = shift(today, start);
        Edition {
            cohort: cohort(starts),
            opens: shift(today, last - 55),
            last_day: Some(shift(today, last)),
            shortlist_on: Some(shift(today, last + 16)),
            interviews_on: Some(shift(today, last + 39)),
            starts: Some(starts),
            ..edition(Programme::Associe, slug, today)
        }
    };
    let apte = Edition {
        cohort: cohort(shift(today, 70)),
        city: "Saint-Denis".to_owned(),
        last_day: Some(shift(today, 30)),
        starts: Some(shift(today, 70)),
        ..edition(Programme::Apte, "apte-saint-denis", today)
    };
    let pathfinder = Edition {
        cohort: cohort(shift(today, 75)),
        city: "En ligne".to_owned(),
        last_day: Some(shift(today, 45)),
        starts: Some(shift(today, 75)),
        ..edition(Programme::Pathfinder, "pathfinder-en-ligne", today)
    };
    vec![
        associe("associe-paris-prochaine", 14, 134),
        associe("associe-paris-a-l-etude", -6, 114),
        associe(MATCHING, -110, 60),
        edition(Programme::Propulse, "propulse-paris", today),
        apte,
        pathfinder,
    ]
}

/// Salomé's file: 33 months counted, a date to correct, a project to write.
const SALOME: &[(&str, &str)] = &[
    (
        "letter",
        "Bonjour,\n\nPendant deux ans j’ai conduit la refonte des outils d’un réseau de centres sociaux, et j’ai compris ce que je voulais faire de mes journées : aider des équipes qui manquent de temps à s’organiser mieux, sans perdre ce qui les rend utiles.\n\nIl me manque deux choses : la connaissance des modèles qui permettent de tenir dans la durée, et des pairs avec qui en parler. C’est ce que je viens chercher, et j’arrive avec de la méthode, de la patience et le goût des tableurs bien rangés.",
    ),
    ("video", "https://vimeo.com/000000000"),
    ("experiences.a.kind", "cdi"),
    ("experiences.a.title", "Responsable de secteur"),
    ("experiences.a.organisation", "Les Jardins d’ici"),
    ("experiences.a.start", "09/2024"),
    ("experiences.a.end", "03/2024"),
    ("experiences.b.kind", "cdd"),
    ("experiences.b.part_time", "60"),
    ("experiences.b.title", "Coordinatrice de réseau"),
    ("experiences.b.organisation", "Les Deux Rives"),
    ("experiences.b.start", "06/2023"),
    ("experiences.b.end", "05/2024"),
    ("experiences.c.kind", "cdi"),
    ("experiences.c.title", "Cheffe de projet numérique"),
    ("experiences.c.organisation", "Maison Vauquelin"),
    ("experiences.c.start", "09/2021"),
    ("experiences.c.end", "08/2023"),
    ("experiences.d.kind", "alternance"),
    ("experiences.d.title", "Assistante de communication"),
    ("experiences.d.organisation", "Studio Cassis"),
    ("experiences.d.start", "09/2020"),
    ("experiences.d.end", "08/2021"),
    ("experiences.e.kind", "stage"),
    ("experiences.e.title", "Assistante d’étude"),
    ("experiences.e.organisation", "Atelier Lumen"),
    ("experiences.e.start", "02/2020"),
    ("experiences.e.end", "07/2020"),
    ("right_to_work", "oui"),
    ("french", "couramment"),
    ("english", "travailler"),
    ("agreement", "feminin"),
];

/// Invented people: address, name, post, organisation, first month, letter, project, English.
type Told = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);
const OTHERS: &[Told] = &[
    (
        "aicha.benmoussa@demo.example",
        "Aïcha Benmoussa",
        "Responsable logistique",
        "Comptoir du Nord",
        "03/2018",
        "Huit ans à faire arriver des colis à l’heure m’ont appris à organiser. Je veux maintenant organiser ce qui nourrit, loge ou soigne.",
        "Le déménagement d’un entrepôt de 4 000 m² sans un jour d’arrêt : trois prestataires, une équipe inquiète, un plan refait deux fois.",
        "travailler",
    ),
    (
        "yann.kerbrat@demo.example",
        "Yann Kerbrat",
        "Contrôleur de gestion",
        "Chantiers Iroise",
        "09/2019",
        "Je sais lire un bilan et l’expliquer à qui n’en a jamais ouvert. Les associations que j’aide le soir en ont besoin le jour.",
        "Le premier budget pluriannuel d’un club de voile solidaire : convaincre douze bénévoles de parler d’argent.",
        "me-former",
    ),
    (
        "lina.okafor@demo.example",
        "Lina Okafor",
        "Infirmière coordinatrice",
        "Clinique des Tilleuls",
        "01/2017",
        "J’ai monté une permanence de santé dans un foyer. Je veux savoir faire durer ce genre de lieu au-delà d’une bonne volonté.",
        "Ouvrir la permanence en six semaines, avec deux médecins, une mairie prudente et un local sans eau chaude.",
        "travailler",
    ),
    (
        "theo.marchetti@demo.example",
        "Théo Marchetti",
        "Développeur",
        "Atelier Nacre",
        "02/2022",
        "J’écris du code depuis quatre ans. Je cherche un endroit où la question « à quoi cela sert » ait une réponse.",
        "Refaire l’outil de prêt d’une ressourcerie pendant qu’elle l’utilisait, sans perdre une seule fiche.",
        "travailler",
    ),
    (
        "mireille.dossou@demo.example",
        "Mireille Dossou",
        "Directrice d’agence",
        "Banque du Littoral",
        "05/2008",
        "Dix-huit ans de banque, une équipe de quinze personnes, et l’envie de prêter autrement. Je n’ai pas peur de recommencer.",
        "Fermer deux agences et en ouvrir une, sans licenciement : huit mois de discussions, un accord signé.",
        "me-former",
    ),
    (
        "samuel.weiss@demo.example",
        "Samuel Weiss",
        "Professeur d’histoire",
        "Lycée des Coteaux",
        "09/2020",
        "J’enseigne, j’anime une radio scolaire, j’aime faire travailler ensemble des gens qui s’ignorent.",
        "Une émission en direct tenue par trente élèves, avec un seul micro pendant la première demi-heure.",
        "avec-effort",
    ),
];

fn written(programme: Programme, values: &[(&str, &str)]) -> Result<Dossier, StoreError> {
    let mut d = Dossier::default();
    for (address, value) in values {
        set(&mut d, Saving { programme, peertube: &[] }, address, value).map_err(|r| StoreError::Corrupt(format!("{address}: {r}")))?;
    }
    Ok(d)
}

async fn keep(tx: &mut Tx, edition: i64, person: i64, d: &Dossier, path: &[State], now: i64) -> Result<(), StoreError> {
    let (id, new) = dossiers::start(tx, edition, person, d, now).await?;
    if new {
        for state in path {
            dossiers::set_state(tx, id, *state, now).await?;
        }
    }
    Ok(())
}

/// Loads the editions and the files, or leaves those that exist.
///
/// # Errors
/// The database failed.
pub async fn load(db: &Db, today: Date, now: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    let mut keys = Vec::new();
    for e in editions(today) {
        let made = store::add_edition(&mut tx, &e, true, now).await?;
        let there = store::by_slug(&mut tx, &e.slug).await?.map(|k| k.id);
        keys.extend(made.or(there));
    }
    let (open, review) = (keys.first().copied().unwrap_or(0), keys.get(1).copied().unwrap_or(0));
    if let Some(salome) = people::by_email(&mut tx, "candidate@demo.example").await? {
        let d = written(Programme::Associe, SALOME)?;
        keep(&mut tx, open, salome.id, &d, &[], now).await?;
    }
    for (i, (email, name, post, organisation, since, letter, project, english)) in OTHERS.iter().enumerate() {
        let id = people::create(&mut tx, email, name, now).await?;
        people::mark_demo(&mut tx, id).await?;
        let values = [
            ("letter", *letter),
            ("project", *project),
            ("video_alternative", "Une vidéo viendra si vous le souhaitez : je préfère vous parler de vive voix."),
            ("experiences.a.kind", "cdi"),
            ("experiences.a.title", *post),
            ("experiences.a.organisation", *organisation),
            ("experiences.a.start", *since),
            ("achievements.a.setting", if i % 2 == 0 { "benevole" } else { "professionnel" }),
            ("achievements.a.text", *project),
            ("languages.a.name", "Anglais"),
            ("languages.a.level", if *english == "travailler" { "c" } else { "b2" }),
            ("right_to_work", "oui"),
            ("french", "couramment"),
            ("english", *english),
        ];
        let d = written(Programme::Associe, &values)?;
        // The last three also applied to the cohort whose files are being read.
        keep(&mut tx, open, id, &d, &[State::Submitted], now - (i as i64 + 1) * 7_200_000).await?;
        if i >= 3 {
            keep(&mut tx, review, id, &d, &[State::Submitted, State::InReview], now - 8 * 86_400_000).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
