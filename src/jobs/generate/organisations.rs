//! The organisations of a generated board: names, families and stories that go with their causes.

use super::causes::{CAUSES, Cause};
use super::lexicon::PROJECTS;
use super::phrase::{Fill, Style};
use crate::jobs::model::Sector;
use crate::kernel::dice::Dice;
use crate::kernel::text::slug;
use crate::organisations::model::draft::OrganisationDraft;
use crate::organisations::model::{Family, Headcount};
use std::collections::HashSet;

/// How many organisations a board has.
pub const COUNT: usize = 400;

/// Territories, as organisations carry them in their names.
const TERRITORIES: [&str; 40] = [
    "du Pays de Retz",
    "du Trégor",
    "de la Drôme",
    "du Val d’Orge",
    "du Berry",
    "de la Thiérache",
    "du Quercy",
    "des Mauges",
    "de la Bresse",
    "du Vexin",
    "du Béarn",
    "de la Creuse",
    "du Roannais",
    "de l’Orne",
    "du Vercors",
    "des Cévennes",
    "du Léon",
    "de la Puisaye",
    "du Médoc",
    "de la Marne",
    "du Forez",
    "de Camargue",
    "du Jura",
    "des Combrailles",
    "du Bugey",
    "de l’Aubrac",
    "du Perche",
    "des Flandres",
    "de Lorraine",
    "du Morvan",
    "de l’Ouest lyonnais",
    "de la Narbonnaise",
    "du Sundgau",
    "du Ségala",
    "de la Côte bleue",
    "de Seine-Aval",
    "du Valois",
    "de Guyane",
    "des Hauts",
    "de la Grande Terre",
];

/// Name patterns of a cause: `{t}` is a territory, `{n}` a project.
fn patterns(sector: Sector) -> &'static [&'static str] {
    match sector {
        Sector::Finance => &["Épargne solidaire {t}", "La Cagnotte {n}", "Initiatives {t}"],
        Sector::Housing => &["Un toit {t}", "Habitat {n}", "Solidarité logement {t}"],
        Sector::Integration => &["Ateliers {n}", "Régie de quartier {t}", "Chantiers {t}", "{n} Insertion"],
        Sector::Environment => &["Nature et rivières {t}", "Énergies citoyennes {t}", "Les Veilleurs {n}"],
        Sector::Circular => &["Ressourcerie {n}", "Recyclerie {t}", "Le Tri {n}"],
        Sector::Food => &["Les Jardins {t}", "Épicerie {n}", "Légumerie {t}"],
        Sector::Education => &["Foyers ruraux {t}", "Les Francas de {n}", "Maison pour tous {n}", "Mentors {t}"],
        Sector::Health => &["Apajh-Solidarités {t}", "Centre de santé {n}", "Les Papillons {t}"],
        Sector::OldAge => &["Aide et présence {t}", "Maison {n}", "Domicile Services {t}"],
        Sector::Solidarity => &["Accueil {n}", "Terre d’accueil {t}", "La Halte {n}"],
        Sector::Culture => &["La Filature {n}", "Radio {n}", "Scènes {t}"],
        Sector::Digital => &["Coop des Communs {t}", "{n} Libre", "Le Relais numérique {t}"],
        Sector::Tourism => &["Vacances pour tous {t}", "Village {n}"],
        Sector::Mobility => &["Vélo-école {n}", "Garage solidaire {t}", "En roue libre {t}"],
        Sector::International => &["{n} Sans Frontières", "Coopération {t} – Sahel"],
        Sector::Support => &["Coopérative d’activités {n}", "Pôle de l’économie solidaire {t}", "L’Incubateur {n}"],
    }
}

/// The organisations of a seed, each with its own slug; the first ones publish the most offers.
pub fn organisations(seed: u64) -> Vec<OrganisationDraft> {
    let mut dice = Dice::nth(seed, u64::MAX);
    let weights: Vec<u32> = CAUSES.iter().map(|c| c.weight).collect();
    let mut slugs = HashSet::new();
    let mut out = Vec::with_capacity(COUNT);
    while out.len() < COUNT {
        let Some(cause) = CAUSES.get(dice.weighted(&weights)) else { break };
        let (project, territory) = (dice.word(&PROJECTS), dice.word(&TERRITORIES));
        let mut name = dice.word(patterns(cause.sector)).replace("{t}", territory).replace("{n}", project);
        if slugs.contains(&slug(&name)) {
            name = format!("{name} ({})", out.len() + 1);
        }
        slugs.insert(slug(&name));
        out.push(organisation(&mut dice, cause, name, territory, project));
    }
    out
}

fn organisation(dice: &mut Dice, cause: &Cause, name: String, territory: &str, project: &str) -> OrganisationDraft {
    const DEPARTMENTS: [&str; 20] =
        ["01", "13", "21", "26", "29", "2A", "31", "33", "35", "38", "42", "44", "59", "63", "67", "69", "75", "77", "91", "974"];
    const NETWORKS: [&str; 8] = [
        "Fédération des entreprises d’insertion",
        "Réseau national des ressourceries",
        "Mouvement associatif",
        "Uniopss",
        "Les Scop",
        "Fédération des centres sociaux",
        "Coorace",
        "Cress",
    ];
    let family = [
        Family::Association,
        Family::Association,
        Family::Association,
        Family::Cooperative,
        Family::SocialEnterprise,
        Family::Foundation,
        Family::Mutual,
        Family::PublicAgency,
    ];
    let sizes = [Headcount::UpTo9, Headcount::UpTo49, Headcount::UpTo49, Headcount::UpTo249, Headcount::UpTo999, Headcount::Over1000];
    let fill = Fill {
        cause,
        commune: territory.trim_start_matches(|c: char| c.is_lowercase() || c == ' ' || c == '’'),
        project: project.to_owned(),
        tool: "",
        style: Style::MiddleDot,
    };
    let mut story = String::new();
    for template in cause.contexts.iter().take(1 + dice.below(3)) {
        if !story.is_empty() {
            story.push_str("\n\n");
        }
        fill.write(template, dice, &mut story);
    }
    let slug = slug(&name);
    OrganisationDraft {
        website: Some(format!("https://{slug}.example")),
        slug,
        name,
        family: dice.pick(&family).copied(),
        sector: Some(cause.sector),
        networks: if dice.chance(40) { vec![dice.word(&NETWORKS).to_owned()] } else { Vec::new() },
        headcount: dice.pick(&sizes).copied(),
        territories: if dice.chance(80) { vec![dice.word(&DEPARTMENTS).to_owned()] } else { Vec::new() },
        summary: story.split("\n\n").next().unwrap_or_default().to_owned(),
        story,
        ..OrganisationDraft::default()
    }
}
