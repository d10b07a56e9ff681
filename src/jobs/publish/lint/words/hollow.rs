//! Words that say nothing, ask too much without a reason, or close a door without meaning to: advice, never blocking.

use super::super::{Ground, Kind};
use super::{Rule, When};
use crate::jobs::model::Contract;

const PAY: &str = "Écrivez le montant ou la fourchette et ce qui les fait varier\u{202f}: «\u{202f}2 200 à 2 400 € bruts par \
    mois, selon l’expérience\u{202f}».";
const PAY_WHY: &str = "Sans montant, chacun doit deviner\u{202f}: les offres qui disent la paie reçoivent des candidatures plus \
    justes.";
const SKILLED: &str = "L’image amuse mais ne dit pas le travail, et beaucoup ne s’y reconnaissent pas.";
const LEVEL: &str = "Dites les années d’expérience ou, mieux, ce que la personne sait déjà faire seule.";
const DRIVE: &str = "deplace* / conduire|conduite|conduis*|conduct* / livr* / tournee* / \
    minibus|camion*|fourgon*|voiture*|utilitaire*|tracteur*|vehicule* ?de / domicile* / chauffeu* / \
    transport* / visite* / rural*|campagne / chantier* / itineran* / secteur|territoire|departement* / \
    trajet* / sites";
const CANDIDATE: &[When] = &[When::Candidate];

/// The rows.
pub const RULES: &[Rule] = &[
    Rule::hollow(
        "equipe|association|structure|entreprise|start|ambiance ?up ~ jeune* et|passionnee|passionne / \
            equipe|association|structure|entreprise|ambiance ~ jeune / jeune* et dynamique* / jeune* dynamique* / \
            dynamique et jeune / jeune equipe",
        "L’âge de l’équipe laisse croire qu’il en faut un pour y entrer, et «\u{202f}dynamique\u{202f}» ne décrit \
            aucun travail.",
        "Dites qui compose l’équipe et comment elle travaille\u{202f}: «\u{202f}six personnes, une réunion le \
            lundi, chacune mène ses dossiers\u{202f}».",
    )
    .ground(Ground::Age)
    .unless(&[When::After("public*|enfant*|femme|homme|fille"), When::Near("equipe* jeunesse|jeunes")]),
    Rule::hollow(
        "etes|es dynamique / personne dynamique / profil* dynamique* / dynamique et motive* / motive* et \
            dynamique* / dynamique* et organise* / equipe dynamique / dynamisme et|exige|requis|attendu",
        "Tout le monde peut se dire dynamique\u{202f}: le mot ne trie rien et ne décrit rien.",
        "Dites ce qui bouge\u{202f}: «\u{202f}trois chantiers en même temps et des imprévus chaque \
            semaine\u{202f}».",
    )
    .unless(&[When::After("de territoire|reseau|quartier")]),
    Rule::hollow(
        "selon ?le|votre|vos profil* / selon grille interne / salaire|remuneration|paie ~ \
            negocier|negociable|definir|discuter|convenir / a negocier|definir selon / remuneration|salaire ~ \
            attractive|attractif|attrayante|motivante|motivant|competitif / package attractif / salaire selon \
            experience|competences|diplome / remuneration selon experience|competences|diplome",
        PAY_WHY,
        PAY,
    )
    .unless(&[When::Near("# a|brut|bruts|net|nets|euros|k|par / smic / grille ~ convention / parcours|formation|accompagn* ~ selon")]),
    Rule::hollow(
        "ninja* / rockstar* / rock star* / guru*|gourou* / super heros / superheros / mouton a cinq|# pattes / \
            perle rare / couteau suisse / licorne* / jedi* / warrior* / killer* / magicien* / hacker* dans|de",
        SKILLED,
        "Nommez le métier et deux ou trois choses à réussir la première année.",
    )
    .unless(&[When::Near("atelier*|spectacle*|conte*|theatre|cirque")]),
    Rule::hollow(
        "esprit start up|startup / ambiance start up|startup / culture start up|startup / mode start up|startup / \
            baby foot / babyfoot / afterwork* / bonne humeur / sens de ?l humour / sens humour",
        "L’ambiance ne se promet pas, et ces mots cachent souvent des horaires sans fin.",
        "Dites l’organisation\u{202f}: horaires, télétravail, qui décide de quoi, comment on se forme.",
    )
    .unless(&[When::Near("tournoi*|jeu|jeux|animer|activite*")]),
    Rule::hollow(
        "disponible* et flexible* / flexible* et disponible* / disponibilite et flexibilite / flexibilite et \
            disponibilite / grande disponibilite|flexibilite / disponibilite totale / totale disponibilite / forte \
            disponibilite / compt* pas ~ heure* / compte* ses|vos heures / flexibilite horaire exigee|totale / \
            flexibilite exigee|totale / corveable* / amplitude horaire importante",
        "Sans horaires, chacun imagine le pire\u{202f}: les parents, les aidants et les étudiants renoncent.",
        "Dites quand\u{202f}: «\u{202f}deux soirées par mois, prévues trois semaines à l’avance, \
            récupérées\u{202f}».",
    ),
    Rule::hollow(
        "resist* au stress / resistant* au stress / gere* ~ stress / gestion du stress / travailler sous pression \
            / supporte* la pression / travail sous pression / gere* la pression",
        "Cela annonce un problème d’organisation plutôt qu’une qualité.",
        "Dites les moments chargés et l’appui prévu\u{202f}: «\u{202f}deux clôtures par an, avec un \
            renfort\u{202f}».",
    )
    .unless(&[When::Near("atelier*|formation*|animer|beneficiaire*|public*")]),
    Rule::hollow(
        "etes ~ passionne* / passionne* par / passionnee* par / idealement passionne* / passion \
            exigee|indispensable / vous vivez ~ passion / personne passionnee / profil* passionne*",
        "La passion ne se mesure pas et sert parfois d’excuse à une paie basse.",
        "Dites ce qu’il faut connaître ou avoir envie d’apprendre.",
    )
    .unless(&[When::Near("equipe ~ passionnee")]),
    Rule::hollow(
        "force de proposition / forces de proposition",
        "La formule est partout et n’engage à rien.",
        "Dites sur quoi la personne aura la main\u{202f}: «\u{202f}vous proposez le programme du trimestre et son \
            budget\u{202f}».",
    ),
    Rule::hollow(
        "grande polyvalence / etes polyvalent* / polyvalence exigee|indispensable / tres polyvalent* / polyvalent* \
            et",
        "«\u{202f}Polyvalent\u{202f}» ne dit pas quelles tâches attendent la personne.",
        "Listez les trois tâches principales et leur part du temps.",
    )
    .unless(&[When::Fields(&["title"])]),
    Rule::hollow(
        "leader* ne|nee|naturel / hors du commun / gout du challenge|defi / challenge* stimulant* / esprit de \
            challenge / grande famille / nous sommes une famille / de haut vol / top performer* / mental d|de acier / \
            mental acier / ame d|de entrepreneur* / la niaque|gnaque / jouer dans la cour des grands",
        "La formule flatte sans renseigner.",
        "Dites la difficulté réelle du poste et l’aide que la personne aura.",
    )
    .unless(&[When::Near("famille* d|de accueil")]),
    Rule::hollow(
        "bonne|excellente|tres presentation exigee|indispensable / bonne|excellente presentation / presentation \
            irreprochable|impeccable|soignee / excellente presentation / tenue irreprochable",
        "La formule renvoie à l’apparence physique, un motif que la loi protège, et chacun la comprend à sa façon.",
        "Dites la situation\u{202f}: «\u{202f}vous recevez les partenaires\u{202f}», ou la tenue fournie.",
    )
    .ground(Ground::Appearance)
    .unless(&[When::After("de|des|du|d"), When::Near("produit*|plat*|document*|dossier*|rayon*|etal*|stand")]),
    Rule::demand(
        "cv avec photo / photo obligatoire|exigee|souhaitee|recente / photo ?de identite / joindre ~ photo / avec \
            photo",
        "Une photo montre l’âge, l’origine et l’apparence\u{202f}: elle n’aide pas à choisir.",
        "Retirez la photo\u{202f}: le CV suffit.",
    )
    .ground(Ground::Appearance)
    .only(CANDIDATE)
    .unless(&[When::Near("article*|reportage*|banque|reseaux")]),
    Rule::demand(
        "tatouage* / piercing*",
        "L’apparence physique est protégée\u{202f}: seule une raison d’hygiène ou de sécurité, écrite, peut la \
            limiter.",
        "Dites la raison\u{202f}: «\u{202f}bijoux retirés en cuisine, pour l’hygiène\u{202f}».",
    )
    .ground(Ground::Appearance)
    .only(CANDIDATE),
    Rule::demand(
        "bonne|excellente|parfaite condition* physique* / condition physique exigee|requise|indispensable / en \
            pleine forme / bonne forme physique / apte* physiquement / physiquement apte* / robuste* / constitution \
            solide",
        "Seul le médecin du travail juge de l’aptitude\u{202f}; la formule écarte des personnes qui sauraient \
            faire.",
        "Décrivez les gestes\u{202f}: «\u{202f}huit kilomètres à pied par jour, sacs de dix kilos\u{202f}».",
    )
    .ground(Ground::Health)
    .only(CANDIDATE)
    .unless(&[When::Near("meuble*|materiel*|outil*|logiciel*|vegetal*|plante*|code")]),
    Rule::demand(
        "non accessible* aux|pour ~ handicap*|mobilite / pas accessible* aux|pour ~ handicap*|mobilite|pmr / pas \
            adapte* ~ handicap*",
        "Dire l’accès est utile, fermer la porte ne l’est pas\u{202f}: un aménagement est peut-être possible.",
        "Décrivez le lieu et proposez d’en parler\u{202f}: «\u{202f}deux étages sans ascenseur\u{202f}; dites-nous \
            ce qu’il vous faut\u{202f}».",
    )
    .ground(Ground::Disability),
    Rule::demand(
        "jeune* diplome*",
        "La formule vise l’âge alors que vous cherchez sans doute une première expérience.",
        "Écrivez\u{202f}: «\u{202f}premier emploi bienvenu, formation prise en charge\u{202f}».",
    )
    .ground(Ground::Age)
    .only(CANDIDATE)
    .unless(&[
        When::Contracts(&[Contract::Apprenticeship, Contract::Internship, Contract::CivicService, Contract::Volunteer]),
        When::Near("premier emploi / ouvert ~ jeune* / y compris"),
    ]),
    Rule::demand("senior", "«\u{202f}Senior\u{202f}» se lit comme un âge autant que comme un niveau.", LEVEL)
        .ground(Ground::Age)
        .only(CANDIDATE)
        .unless(&[When::Before("residence*|public|club|logement*|habitat|clientele|sport|personne*|colocation*"), When::After("residen*|care")]),
    Rule::demand(
        "junior",
        "«\u{202f}Junior\u{202f}» se lit comme un âge autant que comme un niveau.",
        "Écrivez\u{202f}: «\u{202f}débutant·e accepté·e\u{202f}», et dites qui forme.",
    )
    .ground(Ground::Age)
    .only(CANDIDATE)
    .unless(&[When::After("entreprise*|association|conseil"), When::Before("atd|club|equipe*|conseil")]),
    Rule::demand(
        "casier ~ vierge / casier ~ neant / b2|b3 ~ vierge",
        "Le casier ne se demande que si un texte le prévoit, par exemple auprès de mineurs.",
        "Dites le texte ou le public\u{202f}: «\u{202f}extrait de casier demandé par la loi pour travailler auprès \
            d’enfants\u{202f}»\u{202f}; sinon, retirez la phrase.",
    )
    .unless(&[When::Near(
        "mineur*|enfant*|jeune* / vulnerab* / loi|code|texte|reglement*|legal* / securite / honorabilite / \
            protection / scolaire*",
    )]),
    Rule::demand(
        "permis b|c|d|be exige* / permis b|c|d|be obligatoire* / permis b|c|d|be indispensable* / permis b|c|d|be \
            requis* / permis exige*|obligatoire|indispensable|requis / permis de conduire \
            exige*|obligatoire|indispensable|requis / vehicule personnel ?exige*|obligatoire|indispensable|requis / \
            vehicule exige*|obligatoire|indispensable|requis",
        "Beaucoup n’ont pas le permis\u{202f}: sans motif écrit, elle renonce.",
        "Dites à quoi il sert\u{202f}: «\u{202f}permis B, pour deux visites par semaine en véhicule de \
            service\u{202f}», ou «\u{202f}souhaité\u{202f}».",
    )
    .unless(&[When::Anywhere(DRIVE)]),
    Rule::demand(
        "permis b|c|d|be / permis de conduire",
        "Beaucoup n’ont pas le permis\u{202f}: sans motif écrit, elle renonce.",
        "Dites à quoi il sert\u{202f}: «\u{202f}permis B, pour deux visites par semaine en véhicule de \
            service\u{202f}», ou «\u{202f}souhaité\u{202f}».",
    )
    .only(&[When::Fields(&["condition_text"])])
    .unless(&[When::Anywhere(DRIVE)]),
    Rule::demand(
        "habit* a|dans ?la proximite / habit* ~ proximite / resid* a proximite / habit* sur place / habit* le|ce \
            quartier|secteur",
        "Le lieu de résidence est un motif protégé\u{202f}: dites plutôt la contrainte d’horaire ou d’accès.",
        "Écrivez\u{202f}: «\u{202f}prise de poste à 6 h\u{202f}; dites-nous comment vous viendriez\u{202f}».",
    )
    .ground(Ground::Residence)
    .only(CANDIDATE)
    .unless(&[When::Near("logement* / si vous / relais / qpv / gardien* / habitat*|habitude*|habill*")]),
    Rule::demand(
        "bilingue ~ exige*|obligatoire|imperati* / anglais parfait / parfaitement bilingue / francais parfait / \
            maitrise parfaite du francais|de l ?anglais / maitrise parfaite francais|anglais / parfaite maitrise ~ \
            francais|anglais|orthographe / orthographe irreprochable|parfaite",
        "Personne n’a une langue parfaite, et ceux qui l’ont apprise tard renonceront à tort.",
        "Dites l’usage\u{202f}: «\u{202f}écrire des courriers relus par une collègue\u{202f}», ou le niveau (B2).",
    )
    .kind(Kind::Language),
];
