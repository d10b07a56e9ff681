//! Names and rarer words: what gives a generated board its long tail.

/// Projects take the names of birds, plants, winds and tools.
pub const PROJECTS: [&str; 120] = [
    "Hirondelle", "Passiflore", "Mistral", "Coquelicot", "Boussole", "Tramontane", "Alcyon", "Bergamote", "Chrysalide", "Dauphinelle", "Églantine", "Farandole",
    "Girandole", "Houblon", "Ipomée", "Jonquille", "Kaléidoscope", "Luciole", "Marjolaine", "Nénuphar", "Orme", "Pimprenelle", "Quinconce", "Romarin", "Sarriette",
    "Tournesol", "Ulve", "Véronique", "Xylophone", "Yourte", "Zéphyr", "Abeille", "Balancier", "Capucine", "Digitale", "Épervier", "Fougère", "Genévrier",
    "Héron", "Iris", "Jachère", "Kiosque", "Lavandière", "Mésange", "Noisetier", "Ortie", "Pivoine", "Quenouille", "Roselière", "Sauterelle", "Tisserand",
    "Utopie", "Verveine", "Wagon", "Ypréau", "Zinnia", "Ancolie", "Bouvreuil", "Chardon", "Drosera", "Engoulevent", "Ficaire", "Gentiane", "Hellébore", "Immortelle",
    "Joubarbe", "Knautia", "Liseron", "Mélilot", "Nigelle", "Onagre", "Pervenche", "Queyras", "Renoncule", "Saponaire", "Tanaisie", "Ulmaire", "Valériane", "Vesce",
    "Achillée", "Bourrache", "Consoude", "Dahlia", "Érable", "Fauvette", "Grive", "Huppe", "Ibis", "Jardin-Monde", "Lierre", "Merle", "Nacelle", "Outarde", "Pinson",
    "Roitelet", "Sittelle", "Tarin", "Vanneau", "Bécassine", "Courlis", "Effraie", "Guêpier", "Loriot", "Martinet", "Pipit", "Sizerin", "Troglodyte", "Verdier",
    "Arc-en-Ciel", "Belvédère", "Confluence", "Déclic", "Étincelle", "Fabrique", "Grand-Large", "Horizon", "Itinérance", "Jalon", "Levain", "Mosaïque",
];

/// Pieces of coined project names.
pub const ONSETS: [&str; 32] = [
    "Al", "Bré", "Cal", "Dor", "El", "Fan", "Gal", "Hy", "Is", "Jo", "Ka", "Li", "Mar", "No", "Or", "Pré", "Qué", "Ro", "Sol", "Ter", "Ul", "Val", "Ver", "Zé", "Bra",
    "Cy", "Dra", "Flo", "Gri", "Lu", "Nau", "Tri",
];
/// Middles of coined project names.
pub const MIDDLES: [&str; 28] = [
    "ba", "ca", "di", "fo", "ga", "li", "lo", "ma", "mi", "na", "no", "pa", "ra", "ri", "sa", "sé", "ta", "té", "va", "vi", "zo", "lu", "mo", "pi", "ro", "su", "ve", "ly",
];
/// Ends of coined project names.
pub const ENDS: [&str; 24] = [
    "ble", "dis", "fane", "gone", "lia", "lys", "mène", "nia", "nor", "phane", "que", "ra", "rel", "rine", "sol", "the", "tis", "tria", "vel", "via", "vore", "xis", "zan", "lune",
];

/// Rarer words a text may carry, from fairly common to very rare: they follow "Nous cherchons aussi quelqu’un que … intéresse".
pub const CURIOSITIES: [&str; 96] = [
    "la permaculture", "le bilan carbone", "l’apiculture", "la langue des signes", "la sociocratie", "la cartographie", "la vidéo participative", "la couture",
    "la philatélie", "l’ostéopathie", "la typographie", "la vannerie", "le compagnonnage", "la bryologie", "l’agroforesterie", "la phytoépuration", "la chaux-chanvre",
    "la marqueterie", "l’ornithologie", "la sérigraphie", "le gemmage", "l’ampélographie", "la mycologie", "la maïeutique", "le wolof", "le breton", "l’occitan", "le tamoul",
    "le pachto", "le braille", "la zythologie", "la spéléologie", "le torchis", "la ferronnerie", "la lutherie", "l’héraldique", "la toponymie", "la limnologie",
    "la dendrochronologie", "l’entomologie", "la batellerie", "la charpente navale", "la dentelle au fuseau", "le gyropode", "la cécidologie", "la malacologie",
    "l’hydromorphologie", "la pisciculture", "l’héliciculture", "la sylvothérapie", "le clavecin", "l’accordéon diatonique", "la vielle à roue", "la cornemuse",
    "l’alphabet phonétique", "la sténographie", "le quechua", "l’esperanto", "le créole réunionnais", "le lingala", "le somali", "le tigrigna", "la calligraphie",
    "la reliure", "la gravure sur bois", "la céramique raku", "le feutrage", "le tissage sur métier", "la teinture végétale", "le rotin", "l’osiériculture", "la tonnellerie",
    "le charronnage", "la bourrellerie", "la taille de pierre", "la lauze", "l’ardoise", "le pisé", "la bauge", "l’adobe", "le kerterre", "le poêle de masse", "la biométhanisation",
    "le vermicompostage", "la lombriculture", "l’aquaponie", "le biochar", "l’agrivoltaïsme", "le pyranomètre", "l’anémométrie", "la géothermie", "la piézométrie",
    "la bathymétrie", "la photogrammétrie", "le lidar", "la télédétection",
];

/// First names of contacts.
pub const FIRST_NAMES: [&str; 56] = [
    "Amina", "Claire", "Youssef", "Solène", "Baptiste", "Fatou", "Thomas", "Léa", "Mehdi", "Camille", "Aïcha", "Julien", "Inès", "Nicolas", "Maëlle", "Karim", "Élodie",
    "Pierre", "Sarah", "Malo", "Nadia", "Hugo", "Chloé", "Ousmane", "Marion", "Antoine", "Leïla", "Rémi", "Awa", "Gaëlle", "Simon", "Yasmine", "Florian", "Noémie", "Bruno",
    "Hélène", "Samir", "Louise", "Tanguy", "Rokhaya", "Étienne", "Myriam", "Lucas", "Cécile", "Adama", "Juliette", "Vincent", "Salomé", "Driss", "Manon", "Gilles",
    "Paola", "Yann", "Thanh", "Zoé", "Idriss",
];
/// Last names of contacts.
pub const LAST_NAMES: [&str; 72] = [
    "Martin", "Bernard", "Diallo", "Petit", "Robert", "Benali", "Durand", "Leroy", "Moreau", "Simon", "Traoré", "Lefebvre", "Garcia", "Roux", "Fournier", "Nguyen", "Girard",
    "Bonnet", "Dupont", "Lambert", "Haddad", "Fontaine", "Rousseau", "Vincent", "Muller", "Le Goff", "Faure", "André", "Mercier", "Cissé", "Guérin", "Boyer", "Garnier",
    "Chevalier", "François", "Legrand", "Gauthier", "Perrin", "Robin", "Clément", "Morin", "Le Gall", "Henry", "Roussel", "Mathieu", "Gautier", "Masson", "Marchand",
    "Duval", "Denis", "Dumont", "Belkacem", "Lemaire", "Noël", "Meyer", "Dufour", "Meunier", "Brun", "Blanchard", "Giraud", "Joly", "Rivière", "Lucas", "Brunet", "Sow",
    "Etcheverry", "Arnaud", "Colonna", "Hoarau", "Keita", "Schmitt", "Da Silva",
];
