//! Every file of this room: (slug, text).

/// Advice.
pub const ADVICE: &[(&str, &str)] = &[
    ("chercher-sans-s-isoler", include_str!("conseils/chercher-sans-s-isoler.md")),
    ("choisir-son-contrat", include_str!("conseils/choisir-son-contrat.md")),
    ("ecrire-une-lettre-qui-parle-d-un-projet", include_str!("conseils/ecrire-une-lettre-qui-parle-d-un-projet.md")),
    ("le-cv-d-une-reconversion", include_str!("conseils/le-cv-d-une-reconversion.md")),
    ("lire-une-offre-de-l-ess", include_str!("conseils/lire-une-offre-de-l-ess.md")),
    ("parler-de-paie-dans-l-ess", include_str!("conseils/parler-de-paie-dans-l-ess.md")),
    ("preparer-une-etude-de-cas", include_str!("conseils/preparer-une-etude-de-cas.md")),
    ("se-reperer-quand-on-ne-sait-pas", include_str!("conseils/se-reperer-quand-on-ne-sait-pas.md")),
];

/// The magazine.
pub const MAG: &[(&str, &str)] = &[
    ("benevolat-de-competences-une-journee-bien-preparee", include_str!("mag/benevolat-de-competences-une-journee-bien-preparee.md")),
    ("l-ess-en-vrai-cinq-familles-et-une-loi", include_str!("mag/l-ess-en-vrai-cinq-familles-et-une-loi.md")),
    ("mesurer-l-impact-sans-se-raconter-d-histoires", include_str!("mag/mesurer-l-impact-sans-se-raconter-d-histoires.md")),
    ("ou-dort-l-argent-solidaire", include_str!("mag/ou-dort-l-argent-solidaire.md")),
    ("portrait-bastien-une-maison-a-plusieurs", include_str!("mag/portrait-bastien-une-maison-a-plusieurs.md")),
    ("portrait-samira-l-atelier-qui-ne-jette-rien", include_str!("mag/portrait-samira-l-atelier-qui-ne-jette-rien.md")),
];

/// The site’s own pages, in French.
pub const PAGES_FR: &[(&str, &str)] = &[
    ("a-propos", include_str!("pages/fr/a-propos.md")),
    ("accessibilite", include_str!("pages/fr/accessibilite.md")),
    ("charte", include_str!("pages/fr/charte.md")),
    ("contact", include_str!("pages/fr/contact.md")),
    ("mentions-legales", include_str!("pages/fr/mentions-legales.md")),
    ("programmes", include_str!("pages/fr/programmes.md")),
];

/// The same, in English.
pub const PAGES_EN: &[(&str, &str)] = &[
    ("a-propos", include_str!("pages/en/a-propos.md")),
    ("accessibilite", include_str!("pages/en/accessibilite.md")),
    ("charte", include_str!("pages/en/charte.md")),
    ("contact", include_str!("pages/en/contact.md")),
    ("mentions-legales", include_str!("pages/en/mentions-legales.md")),
    ("programmes", include_str!("pages/en/programmes.md")),
];
