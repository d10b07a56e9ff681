//! What each cause talks about: the sentences of its organisations, its subjects, the people and partners it meets.

use crate::jobs::model::Sector;

/// The vocabulary of one cause.
pub struct Cause {
    /// The cause.
    pub sector: Sector,
    /// How often it comes, beside the others.
    pub weight: u32,
    /// Sentences that introduce an organisation. `{n}` is a project, `{v}` a commune, `{p}` people, `{r}` a partner.
    pub contexts: &'static [&'static str],
    /// What the work is about, to follow "de", "sur", "autour de"… with its article.
    pub subjects: &'static [&'static str],
    /// The people it is for, with their article.
    pub people: &'static [&'static str],
    /// Those it works with, with their article.
    pub partners: &'static [&'static str],
}

/// Every cause, in the order of [`Sector::ALL`].
pub const CAUSES: [Cause; 16] = [
    Cause {
        sector: Sector::Finance,
        weight: 4,
        contexts: &[
            "Nous accompagnons et finançons {p} depuis {v}, avec des prêts d’honneur, des garanties et beaucoup d’écoute.",
            "Banque de proximité sans guichet, nous prêtons de petites sommes à {p} et nous prenons le temps du rendez-vous.",
            "Notre fonds d’épargne solidaire investit dans des structures que {r} jugent trop petites ou trop patientes.",
            "Le programme {n} teste une monnaie locale et une plateforme de troc interentreprises autour de {v}.",
        ],
        subjects: &["le microcrédit personnel", "l’épargne solidaire", "la garantie bancaire", "l’investissement à impact", "la monnaie locale", "le prêt d’honneur", "la finance citoyenne", "le troc interentreprises"],
        people: &["les créatrices et créateurs d’entreprise", "les porteurs de projet exclus du crédit bancaire", "les associations employeuses", "les coopératives naissantes"],
        partners: &["les banques régionales", "les fondations", "les réseaux d’accompagnement", "la Banque des Territoires"],
    },
    Cause {
        sector: Sector::Housing,
        weight: 7,
        contexts: &[
            "Depuis 1994, l’association capte, rénove et loue à {v} des logements pour {p}.",
            "Notre foncière solidaire achète des logements vacants et les confie à {r}.",
            "Le chantier {n} réunit bénévoles et familles pour réhabiliter un immeuble insalubre du centre de {v}.",
            "Une résidence sociale, une pension de famille et douze logements diffus : nous logeons d’abord, et nous accompagnons ensuite.",
        ],
        subjects: &["l’intermédiation locative", "le Logement d’abord", "l’habitat participatif", "la rénovation énergétique", "la lutte contre le mal-logement", "la gestion locative adaptée", "l’hébergement d’urgence", "la prévention des expulsions"],
        people: &["les ménages sans domicile", "les jeunes travailleurs", "les familles mal logées", "les personnes sortant de l’hôpital", "les locataires en difficulté"],
        partners: &["les bailleurs sociaux", "le SIAO", "les services de l’État", "les Compagnons du quartier"],
    },
    Cause {
        sector: Sector::Integration,
        weight: 12,
        contexts: &[
            "Entreprise d’insertion installée à {v}, nous salarions chaque année quarante personnes éloignées de l’emploi.",
            "Notre atelier et chantier d’insertion forme {p} aux métiers du bois, de la restauration et du nettoyage.",
            "Le territoire de {v} expérimente « zéro chômeur de longue durée » : {n} en est l’entreprise à but d’emploi.",
            "Nous sommes une régie de quartier : {p} y retrouvent un métier en entretenant leur propre quartier.",
        ],
        subjects: &["l’insertion par l’activité économique", "l’accompagnement socioprofessionnel", "la remobilisation", "la levée des freins à l’emploi", "les clauses sociales", "la validation des acquis", "l’emploi accompagné", "la médiation active"],
        people: &["les demandeurs d’emploi de longue durée", "les bénéficiaires du RSA", "les jeunes sans diplôme", "les habitantes et habitants des quartiers prioritaires", "les personnes sous main de justice"],
        partners: &["France Travail", "la mission locale", "le Cap emploi", "les entreprises du bassin"],
    },
    Cause {
        sector: Sector::Environment,
        weight: 9,
        contexts: &[
            "Association naturaliste née à {v}, nous inventorions, protégeons et racontons la biodiversité ordinaire.",
            "Coopérative citoyenne, nous installons des panneaux solaires sur les toits publics avec {p}.",
            "Le programme {n} restaure quatorze hectares de zones humides en amont de {v}.",
            "Notre bureau d’études associatif aide {r} à compter leurs émissions puis à les réduire pour de bon.",
        ],
        subjects: &["la transition écologique", "la sobriété énergétique", "la restauration des zones humides", "l’éducation à l’environnement", "la trame verte et bleue", "l’énergie citoyenne", "la qualité de l’air", "l’adaptation au changement climatique"],
        people: &["les habitantes et habitants", "les scolaires", "les ménages en précarité énergétique", "les élus ruraux"],
        partners: &["les agences de l’eau", "les parcs naturels", "les syndicats d’énergie", "l’Ademe"],
    },
    Cause {
        sector: Sector::Circular,
        weight: 8,
        contexts: &[
            "La ressourcerie de {v} collecte, répare et revend trois cents tonnes d’objets par an.",
            "Nous déconstruisons des bâtiments avec soin pour que portes, poutres et radiateurs servent encore.",
            "Avec {n}, l’atelier transforme des textiles invendus en matériau isolant.",
            "Nos cinq boutiques solidaires et notre centre de tri font vivre le réemploi avec {p}.",
        ],
        subjects: &["le réemploi", "la collecte en porte-à-porte", "la réparation d’électroménager", "la vente de seconde main", "le tri textile", "la consigne", "l’upcycling", "la déconstruction sélective"],
        people: &["les salariés en parcours", "la clientèle solidaire", "les étudiantes et étudiants", "les habitants du canton"],
        partners: &["les éco-organismes", "les déchèteries", "les syndicats de traitement", "les enseignes donatrices"],
    },
    Cause {
        sector: Sector::Food,
        weight: 7,
        contexts: &[
            "Le jardin de Cocagne de {v} produit soixante légumes en agriculture biologique avec {p}.",
            "Épicerie sociale et solidaire, nous proposons à {p} des produits frais au dixième du prix.",
            "Notre légumerie transforme pour {r} les récoltes de dix-sept maraîchers.",
            "Le projet {n} installe des paysannes et des paysans sur des terres sauvées de l’urbanisation près de {v}.",
        ],
        subjects: &["l’aide alimentaire", "le maraîchage biologique", "la restauration collective durable", "les circuits courts", "la lutte contre le gaspillage", "l’installation paysanne", "la sécurité sociale de l’alimentation", "les cuisines partagées"],
        people: &["les familles du quartier", "les étudiants précaires", "les adhérents", "les jardiniers en insertion"],
        partners: &["les cantines", "les producteurs", "la banque alimentaire", "les centres communaux d’action sociale"],
    },
    Cause {
        sector: Sector::Education,
        weight: 10,
        contexts: &[
            "Mouvement d’éducation populaire, nous animons à {v} un centre social, deux crèches et une ludothèque.",
            "Chaque année, nos mentors accompagnent {p} dans leur scolarité et leurs choix.",
            "Avec {n}, des collégiens montent leur propre coopérative d’un été.",
            "Nous intervenons dans les écoles de {v} sur l’égalité, le climat et les médias.",
        ],
        subjects: &["l’accompagnement à la scolarité", "le mentorat", "l’éducation populaire", "la petite enfance", "la lutte contre le décrochage", "les colonies de vacances", "la médiation numérique", "l’égalité filles-garçons"],
        people: &["les enfants", "les adolescentes et adolescents", "les jeunes majeurs", "les parents", "les lycéens professionnels"],
        partners: &["l’Éducation nationale", "la Caf", "les maisons de quartier", "les fédérations sportives"],
    },
    Cause {
        sector: Sector::Health,
        weight: 10,
        contexts: &[
            "Nous gérons autour de {v} un foyer de vie, un Ésat et un service d’accompagnement à la vie sociale.",
            "Centre de santé communautaire, nous soignons sans avance de frais et avec {p}.",
            "Le dispositif {n} va vers {p} avec un camion, une infirmière et un médiateur pair.",
            "Association de parents, nous défendons le droit de {p} à une vie ordinaire.",
        ],
        subjects: &["l’inclusion des personnes handicapées", "la santé communautaire", "la réduction des risques", "la pair-aidance", "la santé mentale", "l’autodétermination", "l’habitat inclusif", "l’accès aux soins"],
        people: &["les personnes en situation de handicap", "les proches aidants", "les usagers", "les personnes autistes", "les patients sans droits ouverts"],
        partners: &["l’ARS", "la MDPH", "les hôpitaux", "les groupes d’entraide mutuelle"],
    },
    Cause {
        sector: Sector::OldAge,
        weight: 8,
        contexts: &[
            "Service d’aide à domicile associatif, nous accompagnons à {v} deux cents personnes âgées qui veulent rester chez elles.",
            "Notre Ehpad associatif de quarante-huit lits cultive un potager et déteste les horaires imposés.",
            "{n} réunit sous un même toit des étudiantes et {p}.",
            "Mutuelle de proximité, nous luttons contre l’isolement avec {r}.",
        ],
        subjects: &["le maintien à domicile", "la lutte contre l’isolement", "la cohabitation intergénérationnelle", "le répit des aidants", "la prévention des chutes", "la vie sociale en Ehpad", "le portage de repas", "l’habitat partagé"],
        people: &["les personnes âgées", "les aidants", "les résidentes et résidents", "les retraités isolés"],
        partners: &["le département", "les caisses de retraite", "les médecins traitants", "les clubs du troisième âge"],
    },
    Cause {
        sector: Sector::Solidarity,
        weight: 9,
        contexts: &[
            "À {v}, notre accueil de jour ouvre à sept heures : une douche, un café, un casier, et quelqu’un pour écouter.",
            "Nous hébergeons et accompagnons {p} de la demande d’asile au premier bail.",
            "La maraude {n} sillonne {v} cinq soirs par semaine.",
            "Maison des femmes, nous mettons à l’abri {p} et leurs enfants.",
        ],
        subjects: &["l’accueil de jour", "la demande d’asile", "la veille sociale", "l’accès aux droits", "la mise à l’abri", "la domiciliation", "l’apprentissage du français", "la lutte contre les violences"],
        people: &["les personnes exilées", "les femmes victimes de violences", "les personnes à la rue", "les mineurs non accompagnés"],
        partners: &["la préfecture", "le 115", "les avocats bénévoles", "les collectifs citoyens"],
    },
    Cause {
        sector: Sector::Culture,
        weight: 5,
        contexts: &[
            "Tiers-lieu culturel dans une ancienne filature de {v}, nous programmons, fabriquons et prêtons.",
            "Radio associative, nous donnons le micro à {p} depuis 1983.",
            "Le festival {n} se tient chaque été dans les fermes autour de {v}.",
            "Coopérative de presse indépendante, nous enquêtons avec {r}.",
        ],
        subjects: &["l’éducation aux médias", "la création partagée", "les droits culturels", "la programmation jeune public", "le spectacle vivant", "la lecture publique", "le cinéma itinérant", "les pratiques amateurs"],
        people: &["les publics éloignés", "les artistes", "les adhérentes et adhérents", "les auditeurs"],
        partners: &["la Drac", "les bibliothèques", "les compagnies", "les conservatoires"],
    },
    Cause {
        sector: Sector::Digital,
        weight: 5,
        contexts: &[
            "Nous développons des logiciels libres pour {r}, en coopérative et sans publicité.",
            "Nos conseillers numériques tiennent des permanences dans les mairies autour de {v}.",
            "{n} reconditionne des ordinateurs et les donne à {p}.",
            "Nous ouvrons des données publiques utiles et nous apprenons à {p} à s’en servir.",
        ],
        subjects: &["le logiciel libre", "l’inclusion numérique", "l’ouverture des données", "l’accessibilité", "l’hébergement éthique", "la sobriété numérique", "le reconditionnement", "les communs numériques"],
        people: &["les associations", "les agents publics", "les personnes éloignées du numérique", "les contributrices et contributeurs"],
        partners: &["les collectivités", "les Chatons", "l’Anct", "les universités"],
    },
    Cause {
        sector: Sector::Tourism,
        weight: 3,
        contexts: &[
            "Village de vacances associatif près de {v}, nous recevons {p} et des classes de découverte.",
            "Notre coopérative d’habitants guides fait visiter {v} par celles et ceux qui y vivent.",
            "{n} balise des itinéraires à pied et à vélo d’une gare à l’autre.",
        ],
        subjects: &["le tourisme social", "le slow tourisme", "l’accueil paysan", "le départ en vacances pour tous", "l’itinérance douce", "les classes de mer"],
        people: &["les familles à petit budget", "les randonneuses et randonneurs", "les comités d’entreprise"],
        partners: &["les offices de tourisme", "la SNCF", "les gîtes d’étape"],
    },
    Cause {
        sector: Sector::Mobility,
        weight: 4,
        contexts: &[
            "Atelier vélo participatif de {v}, nous remettons en selle deux mille vélos par an.",
            "Notre garage solidaire répare et loue des voitures à {p} pour quelques euros par jour.",
            "Avec {n}, l’autopartage arrive dans des bourgs de moins de mille habitants.",
        ],
        subjects: &["la vélo-école", "l’autopartage rural", "le transport à la demande", "la cyclologistique", "le garage solidaire", "le covoiturage de proximité"],
        people: &["les personnes sans permis", "les apprentis cyclistes", "les salariés en horaires décalés"],
        partners: &["les autorités de mobilité", "les employeurs", "les plateformes de mobilité"],
    },
    Cause {
        sector: Sector::International,
        weight: 4,
        contexts: &[
            "Organisation de solidarité internationale, nous appuyons des associations locales dans onze pays.",
            "Le programme {n} relie les lycées agricoles de {v} et de la région de Thiès.",
            "Nous formons et soutenons {p} en situation de crise, avec {r}.",
        ],
        subjects: &["l’eau et l’assainissement", "la souveraineté alimentaire", "l’éducation à la citoyenneté mondiale", "la protection de l’enfance", "le plaidoyer climat", "la santé maternelle"],
        people: &["les coopératives paysannes", "les réfugiés", "les volontaires", "les femmes entrepreneures"],
        partners: &["l’AFD", "les partenaires locaux", "les agences des Nations unies", "les diasporas"],
    },
    Cause {
        sector: Sector::Support,
        weight: 5,
        contexts: &[
            "Réseau régional de l’économie sociale et solidaire, nous relions {p} et {r}.",
            "Coopérative d’activités et d’emploi, nous permettons à {p} de tester leur projet en salariés.",
            "L’incubateur {n} accompagne douze projets par an dans un ancien couvent de {v}.",
        ],
        subjects: &["l’innovation sociale", "la mesure d’impact", "le dispositif local d’accompagnement", "la vie associative", "la transmission-reprise en Scop", "la coopération territoriale"],
        people: &["les dirigeants bénévoles", "les porteuses de projet", "les employeurs associatifs"],
        partners: &["la Cress", "la région", "les fédérations", "les pôles territoriaux de coopération"],
    },
];
