//! Every command, its words and its options: what `--help` prints and what the command line accepts.

/// An option: its name, the placeholder of its value (empty for a switch), what it does.
pub type Choice = (&'static str, &'static str, &'static str);

/// A command.
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// Its words.
    pub words: &'static str,
    /// How many words it takes: fewest and most.
    pub count: (usize, usize),
    /// What it does.
    pub about: &'static str,
    /// Its options.
    pub options: &'static [Choice],
}

const POLICY: Choice = ("policy", "total|balanced|egalitarian", "règle suivie (total : la somme des satisfactions)");
const SEED: Choice = ("seed", "N", "graine du tirage qui départage les ex æquo (0)");
const THREADS: Choice = ("threads", "N", "fils d'exécution ; le résultat est le même pour tout N");
const OUT: Choice = ("out", "FICHIER", "où écrire (sinon : la sortie standard)");
const LIMIT: Choice = ("time-limit", "SECONDES", "au-delà, rend le meilleur plan trouvé et dit ce qui n'est pas prouvé");
const PROGRESS: Choice = ("progress", "", "montre l'avancement dès le début (sinon : après deux secondes)");
const TIMINGS: Choice = ("timings", "", "écrit les durées dans la solution (sinon : zéro, pour des octets égaux)");
const CSV: Choice = ("csv", "FICHIER", "écrit aussi le plan en tableau, une ligne par rencontre ou placement");
const SEPARATOR: Choice = ("separator", "; ou ,", "séparateur des tableaux écrits (;)");
const JSON: Choice = ("json", "", "répond en JSON");
const ASSOCIATE: Choice = ("associate", "A", "l'associé dont il s'agit");
const MEETINGS: Choice = ("meetings", "N", "rencontres par associé (8)");

/// All commands, in the order they are told.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "meetings",
        words: "INSTANCE.json",
        count: (1, 1),
        about: "Étape 1 : choisit les rencontres de la matinée, leurs tours et leurs tables.\nCodes : 0 résolu, 1 arrêté sans plan, 2 entrée refusée, 3 infaisable (prouvé, la raison est dans la solution).",
        options: &[POLICY, SEED, THREADS, OUT, CSV, SEPARATOR, LIMIT, TIMINGS, PROGRESS],
    },
    Command {
        name: "attribute",
        words: "INSTANCE.json",
        count: (1, 1),
        about: "Étape 2 : donne à chacun une mission par période, dans deux organisations différentes.\nCodes : comme meetings.",
        options: &[POLICY, SEED, THREADS, OUT, CSV, SEPARATOR, LIMIT, TIMINGS, PROGRESS],
    },
    Command {
        name: "verify",
        words: "INSTANCE.json SOLUTION.json|PLAN.csv",
        count: (2, 2),
        about: "Vérifie une solution sans le code des moteurs : règles, valeurs, preuves, et la preuve d'une infaisabilité.\nUn plan en CSV n'a pas de preuve : seules les règles sont vérifiées.\nCodes : 0 tout est juste, 1 quelque chose est faux, 2 fichier illisible.",
        options: &[],
    },
    Command {
        name: "what-if",
        words: "INSTANCE.json",
        count: (1, 1),
        about: "Ce que coûterait d'imposer (ou d'interdire, si elle est au plan) une paire, et qui bougerait.\nSans --target : le coût d'imposer chacune des paires de l'associé. Règle total ; les tours ne sont pas considérés.",
        options: &[
            ASSOCIATE,
            ("target", "T", "organisation, ou mission pour une attribution"),
            ("period", "1|2", "période, pour une attribution (sinon : les deux)"),
            SEED,
            LIMIT,
            PROGRESS,
            OUT,
            SEPARATOR,
        ],
    },
    Command {
        name: "explain",
        words: "INSTANCE.json SOLUTION.json",
        count: (2, 2),
        about: "Pour chacun : ses rangs, qui a la place qu'il préférait, le prix de la lui donner ; paires bloquantes et jalousies justifiées.\nCodes : 0, 1 si la solution est fausse, 3 si elle est infaisable (la raison est dite).",
        options: &[ASSOCIATE, JSON, LIMIT, PROGRESS, OUT],
    },
    Command {
        name: "compare",
        words: "INSTANCE.json",
        count: (1, 1),
        about: "Les règles et les poids des deux côtés, côte à côte, avec ce que chacun coûte aux autres.",
        options: &[
            ("policies", "total,balanced,egalitarian", "règles comparées (les trois)"),
            ("weights", "300,500,700", "poids des associés comparés, pour mille"),
            SEED,
            THREADS,
            LIMIT,
            PROGRESS,
            JSON,
            OUT,
        ],
    },
    Command {
        name: "repair",
        words: "INSTANCE.json SOLUTION.json|PLAN.csv",
        count: (2, 2),
        about: "Refait le plan après un imprévu en changeant le moins de personnes possible, et dit qui bouge.\nMatinée : ce qui est joué reste, les minimums des hôtes présents passent d'abord ; un hôte de plus est un hôte de l'instance que le plan ne connaît pas.\nAttribution : l'instance dit la nouvelle situation, --price ce que vaut un placement gardé.",
        options: &[
            ("played", "N", "tours déjà joués"),
            ("absent", "A,O", "associés ou hôtes qui ne viennent pas"),
            ("late", "A:TOUR,O:TOUR", "associés ou hôtes qui arrivent à ce tour"),
            ("broken", "O:TABLES", "tables perdues chez un hôte"),
            ("buffer", "N", "tours de réserve ajoutés à la fin"),
            ("price", "N", "prix d'un placement changé, en unités de poids (attribution ; 100000)"),
            SEED,
            JSON,
            LIMIT,
            PROGRESS,
            OUT,
            SEPARATOR,
        ],
    },
    Command {
        name: "generate",
        words: "meetings|attribute",
        count: (1, 1),
        about: "Écrit une instance tirée d'une graine.",
        options: &[
            ("associates", "N", "associés (40)"),
            ("organisations", "N", "organisations, une mission chacune (25)"),
            ("list", "N", "cibles acceptables par associé (40)"),
            ("popularity", "‰", "exposant de Zipf de la popularité, en millièmes (600)"),
            ("correlation", "‰", "part du goût commun (300)"),
            ("room", "%", "places pour cent demandées (125)"),
            ("single", "%", "associés qui ne veulent qu'une période (0)"),
            ("one-period", "%", "missions ouvertes dans une seule période (30)"),
            MEETINGS,
            SEED,
            OUT,
        ],
    },
    Command {
        name: "ballots",
        words: "BULLETINS.json|BULLETINS.csv",
        count: (1, 1),
        about: "Fait une instance à partir de bulletins (rangs, ex æquo, indifférent, inacceptable, silence) avec le barème publié.\nEn CSV : colonnes cote, votant, cible, rang, avis ; les personnes et les places viennent de leurs tableaux.",
        options: &[
            ("people", "PERSONNES.csv", "colonnes associe, periodes, tours_absents"),
            ("places", "PLACES.csv", "hôtes ou missions, colonnes dans le README"),
            ("task", "meetings|attribute", "ce que sont les places d'un CSV (meetings)"),
            ("weight", "‰", "poids des associés (500)"),
            MEETINGS,
            ("rounds", "N", "tours de la matinée"),
            OUT,
        ],
    },
    Command {
        name: "import",
        words: "meetings|attribute PREFERENCES.csv",
        count: (2, 2),
        about: "Fait une instance à partir de tableaux, une ligne par préférence (colonnes dans le README).",
        options: &[
            ("people", "PERSONNES.csv", "colonnes associe, periodes, tours_absents"),
            ("places", "PLACES.csv", "hôtes ou missions (obligatoire pour attribute)"),
            ("weight", "‰", "poids des associés (500)"),
            MEETINGS,
            ("rounds", "N", "tours de la matinée"),
            OUT,
        ],
    },
    Command {
        name: "export",
        words: "INSTANCE.json [SOLUTION.json]",
        count: (1, 2),
        about: "Écrit en tableau les préférences d'une instance, ou le plan d'une solution.",
        options: &[SEPARATOR, OUT],
    },
];

/// The command of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

/// One command's page.
#[must_use]
pub fn page(command: &Command) -> String {
    let mut text = format!("passerelle match {} {} [options]\n\n{}\n", command.name, command.words, command.about);
    if !command.options.is_empty() {
        text += "\nOptions :\n";
    }
    for (name, value, what) in command.options {
        let left = if value.is_empty() { format!("--{name}") } else { format!("--{name} {value}") };
        text += &format!("  {left:40} {what}\n");
    }
    text
}

/// All commands, one line each.
#[must_use]
pub fn overview() -> String {
    let mut text = String::from("passerelle match COMMANDE …    (match COMMANDE --help : ses options)\n\n");
    for command in COMMANDS {
        let first = command.about.lines().next().unwrap_or_default();
        text += &format!("  {:10} {:42} {first}\n", command.name, command.words);
    }
    text + "\nCodes de sortie : 0 fait, 1 faux ou arrêté sans plan, 2 entrée refusée, 3 infaisable (prouvé).\n"
}
