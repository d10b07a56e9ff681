use super::*;
use crate::jobs::publish::seeds;
use proptest::prelude::*;

fn read(contract: Contract, field: &str, text: &str) -> Vec<Finding> {
    lint_texts(&[contract], &[(field, text)])
}

/// Sentences that must be stopped, and the ground.
const BLOCKED: &[(&str, &str, Ground)] = &[
    ("profile", "Vous avez moins de 35 ans.", Ground::Age),
    ("profile", "Moins de 35 ans, permis B", Ground::Age),
    ("profile", "Moins de 35 ans, goût de la vie associative", Ground::Age),
    ("mission", "Vous rejoignez l’équipe, vous avez entre vingt-cinq et quarante ans", Ground::Age),
    ("profile", "Vous aimez le contact avec le public et avez moins de 30 ans", Ground::Age),
    ("profile", "NATIONALITE FRANCAISE EXIGEE", Ground::Nationality),
    ("profile", "Profil : moins de trente-cinq ans", Ground::Age),
    ("mission", "Nous recherchons une personne de 25 à 35 ans.", Ground::Age),
    ("profile", "Âge : 25-35 ans", Ground::Age),
    ("condition_text", "Entre 20 et 30 ans", Ground::Age),
    ("profile", "Plus de 50 ans s’abstenir", Ground::Age),
    ("profile", "Âge maximum 40 ans", Ground::Age),
    ("more", "Merci d’indiquer votre date de naissance.", Ground::Age),
    ("profile", "Vous êtes jeune, motivé·e et curieux·se.", Ground::Age),
    ("mission", "Nous recherchons un jeune talent.", Ground::Age),
    ("profile", "Un·e trentenaire à l’aise à l’oral", Ground::Age),
    ("profile", "DIGITAL NATIVE bienvenu", Ground::Age),
    ("profile", "Vous appartenez à la génération Z", Ground::Age),
    ("profile", "Pas de profils seniors", Ground::Age),
    ("more", "Fin de carrière s’abstenir.", Ground::Age),
    ("profile", "Nous cherchons une jeune femme souriante", Ground::Sex),
    ("profile", "Idéalement un jeune homme sportif", Ground::Sex),
    ("mission", "Nous recherchons une femme pour l’accueil", Ground::Sex),
    ("profile", "Homme de préférence", Ground::Sex),
    ("condition_text", "Femmes uniquement", Ground::Sex),
    ("more", "Poste réservé aux hommes.", Ground::Sex),
    ("profile", "De préférence une femme", Ground::Sex),
    ("profile", "Candidatures féminines appréciées", Ground::Sex),
    ("title", "Secrétaire (femme)", Ground::Sex),
    ("title", "Homme toutes mains", Ground::Sex),
    ("title", "Femme de ménage", Ground::Sex),
    ("profile", "Vous n’avez pas d’enfants.", Ground::Family),
    ("profile", "vous n'avez pas d'enfant en bas âge", Ground::Family),
    ("profile", "Personne sans charge de famille", Ground::Family),
    ("profile", "Célibataire, libre de voyager", Ground::Family),
    ("question", "Quelle est votre situation familiale ?", Ground::Family),
    ("profile", "Libre de toute contrainte familiale", Ground::Family),
    ("more", "Idéal pour une mère de famille.", Ground::Family),
    ("question", "Avez-vous un projet de maternité ?", Ground::Pregnancy),
    ("more", "Vous n’êtes pas enceinte.", Ground::Pregnancy),
    ("condition_text", "De nationalité française", Ground::Nationality),
    ("profile", "Nationalité européenne exigée", Ground::Nationality),
    ("profile", "Ressortissants européens", Ground::Nationality),
    ("more", "Étrangers s’abstenir : poste à pourvoir vite.", Ground::Nationality),
    ("question", "Quelle est votre nationalité ?", Ground::Nationality),
    ("profile", "Personne de type européen", Ground::Origin),
    ("profile", "Profil BBR", Ground::Origin),
    ("profile", "Vous parlez sans accent", Ground::Origin),
    ("profile", "Français langue maternelle", Ground::Origin),
    ("condition_text", "Native speaker", Ground::Origin),
    ("profile", "Anglais natif", Ground::Origin),
    ("profile", "Vous êtes en parfaite santé.", Ground::Health),
    ("profile", "Pas de problème de dos", Ground::Health),
    ("profile", "Pas d’arrêts maladie", Ground::Health),
    ("profile", "Candidat valide", Ground::Disability),
    ("more", "Poste incompatible avec un handicap.", Ground::Disability),
    ("profile", "Non-fumeur", Ground::Manners),
    ("profile", "De bonne moralité", Ground::Manners),
    ("profile", "Physique agréable", Ground::Appearance),
    ("profile", "Taille minimum 1,75 m", Ground::Appearance),
    ("profile", "Une personne svelte", Ground::Appearance),
    ("profile", "De confession catholique", Ground::Religion),
    ("profile", "Catholique pratiquant·e", Ground::Religion),
    ("profile", "Pas de voile", Ground::Religion),
    ("profile", "Non syndiqué·e", Ground::Opinion),
    ("profile", "Hétérosexuel·le", Ground::Orientation),
    ("condition_text", "Habiter impérativement Lyon", Ground::Residence),
    ("profile", "Vous devez habiter la commune", Ground::Residence),
    ("profile", "Candidats domiciliés dans le département", Ground::Residence),
    ("profile", "Personne cisgenre", Ground::Gender),
    ("question", "Quelle est votre identité de genre ?", Ground::Gender),
    ("condition_text", "Sans mandat électif", Ground::Mandate),
    ("more", "Élus locaux s’abstenir : poste prenant.", Ground::Mandate),
    ("profile", "Vous n’avez jamais dénoncé un employeur", Ground::Alert),
    ("profile", "Pas de lanceur d’alerte", Ground::Alert),
    ("question", "Quel est votre nom de jeune fille ?", Ground::Name),
    ("profile", "Nom de famille français", Ground::Name),
    ("question", "Avez-vous fait un test génétique ?", Ground::Genetics),
    ("profile", "Pas de maladie héréditaire", Ground::Genetics),
    ("profile", "Vous ne parlez que le français", Ground::Tongue),
    ("condition_text", "Ne pas parler arabe", Ground::Tongue),
    ("condition_text", "Compte bancaire français exigé", Ground::Bank),
    ("profile", "Candidats domiciliés dans une banque française", Ground::Bank),
    ("profile", "Sans difficultés financières", Ground::Poverty),
    ("more", "Chômeurs s’abstenir.", Ground::Poverty),
    ("profile", "Personne sans perte d’autonomie", Ground::Disability),
];

/// Sentences that deserve advice, never more.
const ADVISED: &[(&str, &str)] = &[
    ("context", "Rejoignez une équipe jeune et dynamique."),
    ("why", "Nous sommes une équipe jeune et passionnée par l’innovation sociale"),
    ("profile", "Vous êtes dynamique"),
    ("pay_note", "Selon profil"),
    ("we_offer", "Salaire à négocier"),
    ("we_offer", "Rémunération attractive"),
    ("title", "Ninja du tri (F/H)"),
    ("profile", "Véritable couteau suisse, vous aimez tout faire."),
    ("we_offer", "Un esprit start-up et un baby-foot."),
    ("profile", "Disponible et flexible"),
    ("profile", "Vous ne comptez pas vos heures."),
    ("profile", "Résistant·e au stress"),
    ("profile", "Capacité à travailler sous pression"),
    ("profile", "Vous êtes passionné·e par le social."),
    ("profile", "Force de proposition !"),
    ("profile", "Grande polyvalence"),
    ("why", "Nous sommes une grande famille."),
    ("profile", "Excellentes qualités relationnelles, bonne présentation."),
    ("more", "Envoyez votre CV avec photo."),
    ("profile", "Pas de tatouages visibles : vous servez à table, les tatouages se couvrent."),
    ("profile", "Bonne condition physique"),
    ("profile", "Jeune diplômé·e d’une école de commerce"),
    ("title", "Comptable senior (F/H)"),
    ("title", "Développeur·se junior"),
    ("condition_text", "Casier judiciaire vierge"),
    ("condition_text", "Permis B"),
    ("profile", "Permis B exigé"),
    ("profile", "Anglais parfait"),
    ("profile", "Vous habitez à proximité de nos bureaux."),
    ("title", "Coordinatrice de réseau"),
    ("title", "Hôtesse d’accueil"),
    ("title", "Femme de ménage (H/F)"),
    ("title", "Directeur d’association"),
    ("condition_text", "De nationalité française : poste de la fonction publique régalienne"),
    ("profile", "De confession catholique, pour l’aumônerie de l’hôpital"),
];

/// Sentences that nothing should point at as exclusion.
const INNOCENT: &[(Contract, &str, &str)] = &[
    (Contract::Cdi, "title", "Chargé·e de mission (H/F)"),
    (Contract::Cdi, "title", "Comptable F/H"),
    (Contract::Cdi, "title", "Secrétaire (homme ou femme)"),
    (Contract::Cdi, "title", "Agent·e d’entretien"),
    (Contract::Cdi, "more", "Pas de photo, pas d’âge, pas de situation familiale sur le CV."),
    (Contract::Cdi, "more", "Nous ne tenons compte ni du sexe, ni de l’âge, ni du handicap, ni de l’orientation sexuelle."),
    (Contract::Cdi, "profile", "Peu nous importent le sexe, l’âge, la situation de famille."),
    (Contract::Cdi, "team", "Une équipe d’une trentaine de personnes"),
    (Contract::Cdi, "title", "Chauffeur-livreur ou chauffeuse-livreuse"),
    (Contract::Cdi, "title", "Sage-femme (F/H)"),
    (Contract::Apprenticeship, "condition_text", "Moins de 30 ans, âge limite de l’apprentissage"),
    (Contract::Apprenticeship, "profile", "Vous avez entre 16 et 29 ans."),
    (Contract::Cdi, "condition_text", "Contrat de professionnalisation : moins de 26 ans"),
    (Contract::CivicService, "condition_text", "De 16 à 25 ans, jusqu’à 30 ans en situation de handicap (condition légale du service civique)"),
    (Contract::Volunteer, "condition_text", "18 à 28 ans, âge légal du volontariat international"),
    (Contract::Cddi, "profile", "Jeunes de moins de 26 ans éligibles à l’insertion par l’activité économique"),
    (Contract::Cddi, "condition_text", "Être éligible au parcours d’insertion (plus de 50 ans, allocataires du RSA…)"),
    (Contract::Cdi, "more", "Reconnaissance travailleur handicapé (RQTH) nécessaire : nous sommes une entreprise adaptée."),
    (Contract::Cdi, "more", "Poste ouvert aux personnes en situation de handicap."),
    (Contract::Cdi, "mission", "Vous accompagnez un public jeune."),
    (Contract::Cdi, "mission", "Accompagnement de jeunes de 16 à 25 ans vers l’emploi."),
    (Contract::Cdi, "mission", "Vous animez des ateliers pour des jeunes filles de 12 à 18 ans."),
    (Contract::Cdi, "profile", "Une expérience auprès de jeunes filles en foyer."),
    (Contract::Cdi, "title", "Responsable de la maison des jeunes (F/H)"),
    (Contract::Cdi, "organisation", "Jeunes agriculteurs du Lot"),
    (Contract::Cdi, "context", "L’association Jeunes agriculteurs accompagne les installations."),
    (Contract::Cdi, "context", "Notre association a plus de 50 ans."),
    (Contract::Cdi, "profile", "Plus de 40 ans d’expérience cumulée dans l’équipe"),
    (Contract::Cdi, "profile", "De 3 à 5 ans d’expérience"),
    (Contract::Cdi, "profile", "Au moins 20 ans de métier, ou moins."),
    (Contract::Cdi, "mission", "Vous accueillez des enfants de 6 à 12 ans."),
    (Contract::Cdi, "profile", "Votre âge importe peu."),
    (Contract::Cdi, "profile", "Peu importe que vous ayez moins de 30 ans ou plus de 50 ans."),
    (Contract::Unpaid, "profile", "Pas besoin d’avoir le français pour langue maternelle."),
    (Contract::Unpaid, "profile", "Il n’est pas nécessaire d’enseigner, ni d’avoir le français pour langue maternelle."),
    (Contract::Cdi, "profile", "Français courant, à l’oral comme à l’écrit"),
    (Contract::Cdi, "mission", "Vous accompagnez des femmes enceintes et des familles."),
    (Contract::Cdi, "mission", "Un foyer réservé aux femmes victimes de violences, où vous assurez l’accueil."),
    (Contract::Cdi, "mission", "Vous tenez la permanence réservée aux femmes."),
    (Contract::Cdi, "profile", "Hommes et femmes sont les bienvenus."),
    (Contract::Cdi, "context", "Remplacement d’un congé maternité."),
    (Contract::Cdi, "profile", "Vous aimez les enfants."),
    (Contract::Cdi, "mission", "Aider les familles, les couples et les célibataires à trouver un logement."),
    (Contract::Cdi, "context", "Des personnes de toutes nationalités vivent ici."),
    (Contract::Cdi, "mission", "Vous suivez les demandes d’acquisition de la nationalité : droit des étrangers et nationalité française."),
    (Contract::Cdi, "profile", "Connaissance du droit des étrangers"),
    (Contract::Cdi, "context", "Le Secours catholique et le Secours populaire nous soutiennent."),
    (Contract::Cdi, "mission", "Vous sensibilisez à la laïcité dans le service public."),
    (Contract::Cdi, "mission", "Vous entretenez les voiles des bateaux."),
    (Contract::Cdi, "mission", "Vous recevez des personnes handicapées et leurs proches."),
    (Contract::Cdi, "profile", "Toutes les candidatures sont étudiées sans discrimination d’âge, de sexe ou d’origine."),
    (Contract::Cdi, "mission", "Lutter contre les discriminations liées à l’orientation sexuelle."),
    (Contract::Cdi, "condition_text", "Résider dans un quartier prioritaire (condition légale du contrat adulte-relais)"),
    (Contract::Cdi, "we_offer", "Logement de fonction : vous habitez sur place."),
    (Contract::Cdi, "title", "Animateur·rice de résidence seniors"),
    (Contract::Cdi, "title", "Coordinateur·rice d’une Junior-Entreprise"),
    (Contract::Cdi, "condition_text", "Permis B pour les tournées de livraison"),
    (Contract::Cdi, "profile", "Le permis n’est pas exigé, par cohérence."),
    (Contract::Cdi, "condition_text", "Casier judiciaire vierge, exigé par la loi pour travailler auprès de mineurs"),
    (Contract::Cdi, "pay_note", "Selon ancienneté"),
    (Contract::Cdi, "we_offer", "De 2 200 à 2 400 € bruts par mois, selon profil."),
    (Contract::Cdi, "mission", "Rédaction de documents de présentation du troc"),
    (Contract::Cdi, "mission", "La présentation soignée des produits en rayon"),
    (Contract::Cdi, "context", "Une association dynamique de territoire ? Un bourg, deux rues."),
    (Contract::Cdi, "profile", "Ici, pas de baby-foot."),
    (Contract::Cdi, "mission", "Animer des ateliers de gestion du stress."),
    (Contract::Cdi, "context", "Nous fabriquons du fromage d’origine française."),
    (Contract::Internship, "profile", "Jeune diplômé·e ou étudiant·e, stage de fin d’études"),
    (Contract::Cdi, "mission", "Conduire la mission locale des jeunes de moins de 26 ans."),
    (Contract::Cdi, "context", "Les jeunes de 18 à 30 ans sont nos premiers adhérents."),
    (Contract::Cdi, "team", "Vingt personnes, de 22 à 61 ans"),
    (Contract::Cdi, "mission", "Accompagner les personnes transgenres dans leurs démarches."),
    (Contract::Cdi, "mission", "Vous accompagnez les personnes âgées en perte d’autonomie."),
    (Contract::Cdi, "mission", "Vous suivez les comptes bancaires et les rapprochements en France."),
    (Contract::Cdi, "mission", "Vous accueillez des personnes en difficulté financière, allocataires du RSA ou non."),
    (Contract::Cdi, "context", "Notre association protège les lanceurs d’alerte."),
    (Contract::Cdi, "profile", "Vous ne parlez pas anglais ? Nous vous formons."),
    (Contract::Cdi, "profile", "Parler arabe, turc ou wolof est un atout."),
    (Contract::Cdi, "mission", "Former les élus locaux et les habitantes."),
];

#[test]
fn what_excludes_is_stopped_and_its_ground_named() {
    assert!(BLOCKED.len() >= 60);
    let mut wrong = Vec::new();
    for (field, text, ground) in BLOCKED {
        let found = read(Contract::Cdi, field, text);
        let good =
            found.iter().any(|f| f.severity == Severity::Blocking && f.ground == Some(*ground) && text.contains(&f.found) && !f.better.is_empty());
        if !good {
            wrong.push(format!("{field}: {text} -> {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What article L1132-1 of the Labour Code names, in its words.
const LAW: [&str; 26] = [
    "l’origine",
    "sexe",
    "mœurs",
    "orientation sexuelle",
    "identité de genre",
    "l’âge",
    "situation de famille",
    "grossesse",
    "caractéristiques génétiques",
    "vulnérabilité liée à la situation économique",
    "ethnie",
    "nation",
    "prétendue race",
    "opinions politiques",
    "activités syndicales ou mutualistes",
    "mandat électif",
    "convictions religieuses",
    "apparence physique",
    "nom de famille",
    "lieu de résidence",
    "domiciliation bancaire",
    "état de santé",
    "perte d’autonomie",
    "handicap",
    "langue autre que le français",
    "lanceur d’alerte",
];

#[test]
fn every_ground_of_the_law_is_named_and_has_words_that_meet_it() {
    let said: Vec<String> = Ground::ALL.iter().map(|g| g.why()).collect();
    for criterion in LAW {
        assert!(said.iter().any(|s| s.contains(criterion) && s.contains("L1132-1")), "{criterion}");
    }
    for ground in Ground::ALL {
        assert!(words::all().any(|rule| rule.ground == Some(*ground)), "{ground:?} has no rule");
        assert!(BLOCKED.iter().any(|(.., g)| g == ground), "{ground:?} has no example");
    }
}

#[test]
fn what_is_hollow_gets_advice_only() {
    let wrong: Vec<String> = ADVISED
        .iter()
        .map(|(field, text)| (text, read(Contract::Cdi, field, text)))
        .filter(|(_, found)| found.is_empty() || blocks(found))
        .map(|(text, found)| format!("{text} -> {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_law_allows_or_the_public_served_is_left_alone() {
    assert!(INNOCENT.len() >= 60);
    let wrong: Vec<String> = INNOCENT
        .iter()
        .map(|(contract, field, text)| (text, read(*contract, field, text)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(text, found)| format!("{text} -> {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_demo_world_has_nothing_to_correct() {
    let drafts = seeds::all();
    let found: Vec<String> =
        drafts.iter().flat_map(|d| lint(d, &[]).into_iter().map(move |f| format!("{} {} {:?} {f}", d.reference, f.field, f.severity))).collect();
    let blocking: Vec<&String> = found.iter().filter(|f| f.contains("Blocking")).collect();
    assert!(blocking.is_empty(), "{blocking:#?}");
    assert!(found.len() < drafts.len() / 3, "too much advice: {found:#?}");
}

#[test]
fn the_table_is_large_and_well_written() {
    let patterns: usize = words::all().map(|r| words::each(r.patterns).count()).sum();
    assert!(patterns >= 60, "{patterns}");
    for rule in words::all() {
        assert!(rule.ground.is_some() || !rule.why.is_empty(), "{}", rule.patterns);
        for sentence in [rule.why, rule.better] {
            assert!(!sentence.contains([';', '!', '?']) || sentence.contains('\u{202f}'), "{sentence}");
            assert!(![" :", " ;", " !", " ?", "« ", " »"].iter().any(|bad| sentence.contains(bad)), "{sentence}");
        }
        for pattern in words::each(rule.patterns) {
            assert!(pattern.is_ascii(), "patterns are folded: {pattern}");
        }
    }
}

#[test]
fn m14_spelling_does_not_hide_a_word() {
    for text in ["LANGUE MATERNELLE", "langue  maternelle", "Langue\u{a0}maternelle", "langue-maternelle"] {
        assert!(blocks(&read(Contract::Cdi, "profile", text)), "{text}");
    }
    assert!(read(Contract::Cdi, "profile", "Vous êtes passionne\u{301}·e.").iter().any(|f| f.kind == Kind::Hollow));
}

#[test]
fn i26_english_titles_are_asked_in_french() {
    let english = [
        "Chief of staff",
        "Project manager",
        "Community manager",
        "Data analyst",
        "Head of operations",
        "Office manager (H/F)",
        "Product owner",
        "Fundraising officer",
        "Senior software engineer",
        "Business developer - CDI",
        "Social media manager F/H",
        "Developer Nantes",
        "Programme Officer",
        "Customer success manager",
        "Chief Happiness Officer",
        "Full-stack developer",
        "Country director",
        "Data scientist",
        "Sales manager",
        "Talent acquisition",
    ];
    for title in english {
        assert!(needs_french_title(title), "{title}");
        let found = read(Contract::Cdi, "title", title);
        assert!(found.iter().any(|f| f.kind == Kind::Language && f.severity == Severity::Blocking), "{title}");
    }
    let french = [
        "Chef·fe de projet",
        "Analyste de données (data analyst)",
        "Développeur full stack",
        "Animatrice de communauté (community manager)",
        "Designer d’interface",
        "Assistant·e de direction",
        "Consultant·e",
        "Chargé·e de marketing digital",
        "Responsable data",
        "Coach",
        "Designer",
        "Formateur web",
        "Juriste",
        "Ingénieur data",
        "Stage : communication",
        "",
        "Data analyste",
    ];
    for title in french {
        assert!(!needs_french_title(title), "{title}");
    }
    assert_eq!(french_title("Community manager H/F"), Some("Animateur·rice de communautés en ligne"));
    assert_eq!(french_title("Chief of Staff"), Some("Directeur·rice de cabinet"));
    assert_eq!(french_title("Juriste"), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_and_findings_point_into_it(
        noise in "\\PC{0,60}",
        words in proptest::collection::vec(
            proptest::sample::select(vec!["moins", "de", "trente", "35", "ans", "jeune", "H/F", "femme", "nationalité", "française", "·e", "«\u{202f}", "e\u{301}", ".", "passionné(e)"]),
            0..14,
        ),
    ) {
        let text = format!("{noise} {}", words.join(" "));
        for field in ["title", "profile", "mission"] {
            let found = read(Contract::Cdi, field, &text);
            for pair in found.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            for f in found {
                prop_assert_eq!(text.get(f.start..f.end), Some(f.found.as_str()));
            }
        }
    }
}
