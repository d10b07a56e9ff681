//! What each function does: titles, tasks, skills, tools, and the pay its market knows.

use crate::jobs::model::Function;

/// The vocabulary of one function. `[e]` is a feminine ending written in the style of the offer; `{s}`, `{p}`, `{r}`, `{o}`,
/// `{n}` and `{v}` are filled with a subject, people, partners, a tool, a project and a commune.
pub struct Trade {
    /// The function.
    pub function: Function,
    /// How often it comes.
    pub weight: u32,
    /// Titles.
    pub titles: &'static [&'static str],
    /// Tasks, one a list item.
    pub tasks: &'static [&'static str],
    /// What is expected, one a list item.
    pub skills: &'static [&'static str],
    /// Tools and methods.
    pub tools: &'static [&'static str],
    /// Usual gross monthly pay, in euros.
    pub pay: (i64, i64),
}

/// Every function, in the order of `Function::ALL`.
pub const TRADES: [Trade; 11] = [
    Trade {
        function: Function::Project,
        weight: 16,
        titles: &["Chargé[e] de mission {t}", "Chargé[e] de projet {t}", "Chef[fe] de projet {t}", "Chargé[e] d’étude {t}", "Chargé[e] de développement territorial", "Assistant[e] chef de projet {t}", "Responsable de programme {t}", "Facilitat[eur|rice] de projets {t}"],
        tasks: &["Définir avec l’équipe la méthode et le calendrier du projet {n}", "Animer le comité de pilotage avec {r}", "Recueillir les besoins : questionnaires, entretiens, visites à {v}", "Suivre le budget et les conventions de subvention", "Organiser des temps d’échange entre {p}", "Analyser les résultats et rédiger les bilans", "Répondre à des appels à projets sur {s}", "Préparer un évènement public par trimestre", "Tenir à jour les indicateurs d’impact dans {o}", "Documenter la démarche pour qu’elle puisse être reprise ailleurs"],
        skills: &["une première expérience de conduite de projet", "une aisance à l’écrit comme à l’oral", "la capacité à comprendre des situations complexes et à les restituer simplement", "une connaissance de {s}", "le goût du terrain et des déplacements", "un esprit de synthèse"],
        tools: &["un tableau de bord partagé", "Nextcloud", "la théorie du changement", "un logiciel de gestion de projet", "Grist"],
        pay: (2050, 2900),
    },
    Trade {
        function: Function::Leadership,
        weight: 6,
        titles: &["Direct[eur|rice]", "Direct[eur|rice] d’établissement", "Coordinat[eur|rice] {t}", "Responsable de service {t}", "Direct[eur|rice] adjoint[e]", "Délégué[e] général[e]", "Coordinat[eur|rice] de tiers-lieu", "Chef[fe] de service {t}"],
        tasks: &["Mettre en œuvre le projet associatif voté en assemblée générale", "Encadrer une équipe de {k} personnes et veiller à ses conditions de travail", "Construire et suivre le budget avec le conseil d’administration", "Représenter la structure auprès de {r}", "Développer de nouvelles actions autour de {s}", "Garantir la place de {p} dans les décisions", "Assurer le dialogue social", "Préparer le rapport d’activité et l’assemblée générale", "Sécuriser les financements pluriannuels"],
        skills: &["une expérience d’encadrement d’au moins trois ans", "la lecture d’un bilan et d’un compte de résultat", "le sens du collectif et de la décision partagée", "une bonne connaissance de {s}", "la pratique de la gouvernance associative", "un diplôme de niveau 6 ou 7"],
        tools: &["la gouvernance partagée", "un plan pluriannuel d’investissement", "la comptabilité analytique", "l’entretien professionnel"],
        pay: (2800, 4300),
    },
    Trade {
        function: Function::FinanceAdmin,
        weight: 9,
        titles: &["Comptable", "Assistant[e] de gestion", "Responsable administrati[f|ve] et financi[er|ère]", "Gestionnaire de paie", "Assistant[e] administrati[f|ve]", "Contrôl[eur|euse] de gestion", "Chargé[e] de gestion des subventions", "Secrétaire général[e]", "Chargé[e] d’instruction de prêts"],
        tasks: &["Tenir la comptabilité générale et analytique", "Préparer les paies et les déclarations sociales", "Suivre les conventions avec {r} et justifier les dépenses", "Relancer les factures et suivre la trésorerie", "Accueillir {p} au téléphone et sur place", "Préparer les comptes annuels avec l’expert-comptable", "Améliorer les procédures et les écrire", "Instruire les demandes liées à {s}", "Mettre à jour {o}"],
        skills: &["une formation en comptabilité ou en gestion (bac +2)", "la maîtrise du tableur", "de la rigueur et de la discrétion", "la connaissance du plan comptable associatif", "le goût d’expliquer des chiffres à des non-spécialistes"],
        tools: &["Sage", "Dolibarr", "Cegid", "un tableur", "Silae", "Noethys"],
        pay: (1900, 3100),
    },
    Trade {
        function: Function::Communication,
        weight: 9,
        titles: &["Chargé[e] de communication", "Responsable de la communication et du plaidoyer", "Chargé[e] de plaidoyer {t}", "Graphiste", "Rédact[eur|rice] web", "Chargé[e] des réseaux sociaux", "Journaliste", "Assistant[e] communication", "Chargé[e] de campagne {t}"],
        tasks: &["Écrire et diffuser la lettre d’information", "Faire vivre le site et les réseaux sociaux", "Raconter le parcours de {p} en mots, en sons et en images", "Organiser les relations avec la presse locale", "Concevoir affiches, brochures et rapports d’activité", "Porter la campagne {n} auprès de {r}", "Rédiger des notes de plaidoyer sur {s}", "Préparer les évènements publics à {v}", "Former l’équipe à {o}"],
        skills: &["une plume sûre et claire", "la maîtrise des outils de mise en page", "une culture des médias associatifs", "de la curiosité pour {s}", "le souci de l’accessibilité des documents"],
        tools: &["WordPress", "Scribus", "la suite Affinity", "Mastodon", "un plan de campagne", "le Facile à lire et à comprendre"],
        pay: (1950, 2800),
    },
    Trade {
        function: Function::Development,
        weight: 8,
        titles: &["Chargé[e] de partenariats", "Responsable du développement", "Chargé[e] de collecte de fonds", "Chargé[e] de mécénat", "Commercial[e] {t}", "Responsable des relations donat[eurs|rices]", "Chargé[e] d’appels d’offres", "Développ[eur|euse] de coopérations territoriales"],
        tasks: &["Prospecter et fidéliser des entreprises mécènes", "Répondre aux appels à projets publics et privés", "Faire grandir le réseau de {r}", "Présenter notre offre autour de {s} aux entreprises du territoire", "Suivre les conventions et rendre compte aux financeurs", "Organiser une soirée de donateurs par an à {v}", "Négocier les contrats et suivre les marges", "Mettre en place {o}"],
        skills: &["le goût du contact et de la négociation", "une expérience réussie en recherche de fonds", "de l’endurance dans le suivi", "la connaissance des fondations et du mécénat", "l’envie de convaincre pour une cause"],
        tools: &["HelloAsso", "un outil de suivi des contacts", "CiviCRM", "une campagne de dons réguliers"],
        pay: (2050, 3200),
    },
    Trade {
        function: Function::Care,
        weight: 17,
        titles: &["Travaill[eur|euse] social[e]", "Éducat[eur|rice] spécialisé[e]", "Conseill[er|ère] en insertion professionnelle", "Aide à domicile", "Aide-soignant[e]", "Accompagnant[e] éducati[f|ve] et social[e]", "Assistant[e] de service social", "Infirmi[er|ère]", "Médiat[eur|rice] santé pair[e]", "Monit[eur|rice]-éducat[eur|rice]", "Psychologue", "Auxiliaire de vie", "Conseill[er|ère] en économie sociale et familiale"],
        tasks: &["Accueillir et écouter {p}", "Construire avec chaque personne un parcours qui lui ressemble", "Accompagner dans les démarches : droits, santé, logement", "Animer des ateliers collectifs autour de {s}", "Travailler en réseau avec {r}", "Rédiger les bilans d’accompagnement dans {o}", "Participer aux réunions d’équipe et à l’analyse de la pratique", "Aider aux gestes de la vie quotidienne en respectant les habitudes de chacun", "Assurer des visites à domicile autour de {v}"],
        skills: &["le diplôme d’État correspondant, ou une VAE en cours", "une écoute sans jugement", "la connaissance de {p}", "le sens du travail en équipe pluridisciplinaire", "une capacité à se distancier"],
        tools: &["le dossier unique informatisé", "l’approche par le rétablissement", "le projet personnalisé", "l’analyse de la pratique"],
        pay: (1850, 2550),
    },
    Trade {
        function: Function::Training,
        weight: 11,
        titles: &["Animat[eur|rice] {t}", "Format[eur|rice] {t}", "Animat[eur|rice] jeunesse", "Format[eur|rice] de français langue étrangère", "Médiat[eur|rice] culturel[le]", "Conseill[er|ère] numérique", "Animat[eur|rice] nature", "Responsable pédagogique", "Mentor[e] bénévole", "Éducat[eur|rice] de jeunes enfants", "Animat[eur|rice] de vélo-école"],
        tasks: &["Préparer et animer des ateliers pour {p}", "Concevoir des supports pédagogiques sur {s}", "Accompagner un groupe de {k} personnes", "Évaluer les acquis et adapter le parcours", "Organiser des sorties et des séjours", "Mobiliser {r} autour du projet {n}", "Former et soutenir les bénévoles", "Participer à la vie de la maison : accueil, fêtes, conseils de jeunes", "Prendre en main {o}"],
        skills: &["une expérience d’animation de groupes", "de la patience et de l’humour", "un BPJEPS, un BAFA ou un titre de formateur", "l’envie de transmettre {s}", "la connaissance de l’éducation populaire"],
        tools: &["la pédagogie de projet", "les jeux coopératifs", "Pix", "l’arpentage", "le théâtre-forum"],
        pay: (1850, 2450),
    },
    Trade {
        function: Function::Technical,
        weight: 13,
        titles: &["Encadrant[e] technique d’insertion {t}", "Agent[e] de tri", "Cuisini[er|ère]", "Maraîch[er|ère]", "Menuisi[er|ère]", "Mécanicien[ne] cycle", "Technicien[ne] en rénovation énergétique", "Agent[e] d’entretien des espaces naturels", "Vend[eur|euse] en ressourcerie", "Valoriste", "Régisseu[r|se] de lieu", "Couturi[er|ère]", "Agent[e] d’entretien", "Ouvri[er|ère] du bâtiment"],
        tasks: &["Organiser l’atelier et répartir le travail de la journée", "Transmettre les gestes du métier à {p}", "Contrôler la qualité et la sécurité", "Entretenir le matériel et les véhicules", "Accueillir les clients et {r}", "Réparer, nettoyer et étiqueter les objets collectés", "Préparer quarante repas par jour avec des produits de saison", "Semer, planter, récolter et préparer les paniers", "Tenir le chantier {n} à {v}", "Utiliser {o} en respectant les consignes"],
        skills: &["un savoir-faire manuel éprouvé", "le respect des règles de sécurité", "l’envie de travailler dehors et en équipe", "la capacité à porter des charges", "la pédagogie du geste", "aucun diplôme exigé : nous formons sur place"],
        tools: &["une scie à format", "un motoculteur", "une machine à coudre industrielle", "un transpalette", "une caméra thermique", "un poste à souder"],
        pay: (1820, 2300),
    },
    Trade {
        function: Function::Digital,
        weight: 5,
        titles: &["Développ[eur|euse] web", "Administrat[eur|rice] système", "Chargé[e] de données", "Chef[fe] de produit numérique", "Ergonome des interfaces", "Technicien[ne] support informatique", "Analyste de données d’impact", "Développ[eur|euse] Rust", "Intégrat[eur|rice] web"],
        tasks: &["Concevoir et développer des fonctions utiles à {p}", "Écrire des tests et une documentation honnête", "Exploiter et sécuriser les serveurs", "Accompagner {r} dans leurs usages", "Analyser les données de {s} et les rendre lisibles", "Assurer l’accessibilité selon le RGAA", "Reconditionner et installer des postes sous Linux", "Faire évoluer {o}"],
        skills: &["une expérience de développement en équipe", "une pratique du logiciel libre", "le souci de la sobriété et de l’accessibilité", "l’envie d’expliquer la technique simplement", "un bon niveau d’anglais lu"],
        tools: &["PostgreSQL", "Django", "Rust", "Debian", "Metabase", "Ansible", "Figma", "un entrepôt de données"],
        pay: (2400, 3600),
    },
    Trade {
        function: Function::Logistics,
        weight: 7,
        titles: &["Responsable logistique", "Chauff[eur|euse]-livr[eur|euse]", "Magasini[er|ère]", "Achet[eur|euse] responsable", "Agent[e] de collecte", "Gestionnaire de stock", "Coordinat[eur|rice] logistique {t}", "Préparat[eur|rice] de commandes"],
        tasks: &["Organiser les tournées de collecte autour de {v}", "Conduire un véhicule léger et livrer {r}", "Tenir le stock à jour dans {o}", "Négocier avec les fournisseurs en privilégiant les circuits courts", "Préparer les commandes destinées à {p}", "Veiller à l’entretien des camions", "Encadrer une équipe de {k} salariés en parcours", "Suivre les coûts liés à {s}"],
        skills: &["le permis B depuis deux ans", "le sens de l’organisation", "un CACES, ou l’envie de l’obtenir", "le respect des règles d’hygiène", "la ponctualité"],
        tools: &["un logiciel de tournées", "Odoo", "un chariot élévateur", "un vélo-cargo", "un lecteur de codes-barres"],
        pay: (1820, 2600),
    },
    Trade {
        function: Function::People,
        weight: 4,
        titles: &["Chargé[e] de ressources humaines", "Responsable des ressources humaines", "Chargé[e] de recrutement", "Assistant[e] RH", "Coordinat[eur|rice] du bénévolat", "Chargé[e] de formation", "Animat[eur|rice] de la vie associative"],
        tasks: &["Recruter et accueillir les nouvelles et nouveaux collègues", "Suivre les contrats, les absences et les visites médicales", "Bâtir le plan de développement des compétences", "Animer le réseau des bénévoles avec {r}", "Préparer les réunions du comité social et économique", "Faire vivre l’égalité et la prévention des risques", "Accompagner {p} dans leurs parcours", "Déployer {o}"],
        skills: &["une formation en ressources humaines ou en droit social", "de l’écoute et de la discrétion", "la connaissance de la convention collective", "l’envie de faire grandir les personnes", "une aisance avec les outils"],
        tools: &["Silae", "un logiciel de paie", "l’entretien de parcours", "un baromètre de qualité de vie au travail"],
        pay: (2050, 3000),
    },
];
