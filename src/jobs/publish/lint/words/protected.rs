//! Words that name a protected ground (article L1132-1 of the Labour Code): blocking, unless the law itself sets them.

use super::super::{Ground, Kind};
use super::{Rule, When};
use crate::jobs::model::Contract;

/// Contracts whose age is set by law.
const AGED: When = When::Contracts(&[Contract::Apprenticeship, Contract::CivicService, Contract::Volunteer, Contract::Cddi]);
/// Words that name a scheme whose age or status is set by law.
const SCHEME: When = When::Near(
    "apprenti* / alternan* / professionnalisation / service civique / volontariat / via|vsi / emploi* \
        franc* / adulte* relais / parcours emploi / cej / pec / cui / insertion / eligib* / garantie jeune* / \
        mission* locale* / bafa|bafd / loi|legal*|legislation|reglementaire*|decret",
);
const CANDIDATE: &[When] = &[When::Candidate];
const TENURE: When = When::After(
    "experience* / ?de \
        anciennete|metier|pratique|existence|carriere|recul|travail|terrain|histoire|engagement|activite|conduite|exercice|vie|savoir \
        / en|dans|que|comme / ?de ?une ?la experience*",
);
const SKILLS: &str = "Décrivez le savoir-faire et le niveau d’expérience attendus, sans parler d’âge\u{202f}: «\u{202f}une \
    première expérience d’animation, quel que soit votre âge\u{202f}».";
const BOTH: &str = "Ouvrez le poste à toutes et à tous, et décrivez les gestes du métier\u{202f}: «\u{202f}port de charges de \
    15 kg, avec un diable\u{202f}».";
const HOURS: &str = "Dites les horaires et les déplacements tels qu’ils sont\u{202f}: «\u{202f}deux soirées par semaine, \
    planning connu un mois à l’avance\u{202f}».";
const PAPERS: &str = "Écrivez, si besoin\u{202f}: «\u{202f}être autorisé·e à travailler en France\u{202f}», et rien d’autre.";
const GESTURES: &str = "Décrivez les gestes et les conditions du poste, et proposez de l’aménager\u{202f}: «\u{202f}station \
    debout quatre heures par jour, siège à disposition\u{202f}».";
const DRESS: &str = "Retirez-le, ou dites ce que le poste demande vraiment\u{202f}: «\u{202f}accueillir les visiteurs et les \
    orienter\u{202f}».";
const REMOVE: &str = "Retirez-le\u{202f}: cela ne dit rien de la capacité à tenir le poste.";
const COMMUTE: &str = "Dites l’horaire et l’accès\u{202f}: «\u{202f}prise de poste à 6 h, premier bus à 5 h 20\u{202f}».";

/// The rows.
pub const RULES: &[Rule] = &[
    // Âge
    Rule::block(Ground::Age, "moins de # ans / moins # ans / plus # ans max*", SKILLS).only(&[When::Candidate, When::Numbers(18, 70)]).unless(&[
        AGED,
        SCHEME,
        TENURE,
        When::Before("depuis / existe* / diplom* ~"),
    ]),
    Rule::block(Ground::Age, "plus de # ans", SKILLS).only(&[When::Candidate, When::Numbers(35, 75)]).unless(&[
        AGED,
        SCHEME,
        TENURE,
        When::Before("depuis / existe* / a|ont|compte / fort*"),
    ]),
    Rule::block(Ground::Age, "entre # et # ans / de # a # ans / # a # ans / # # ans / age* de # ?ans / age* entre # et #", SKILLS)
        .only(&[When::Candidate, When::Numbers(16, 75)])
        .unless(&[AGED, SCHEME, TENURE, When::Near("contrat de # ans|a / cdd / duree")]),
    Rule::block(Ground::Age, "age max* / limite ?de age / age limite / age ideal / age souhaite / age de # maximum / tranche de|d ?age", SKILLS)
        .only(CANDIDATE)
        .unless(&[AGED, SCHEME]),
    Rule::block(Ground::Age, "age requis / votre age / date de naissance / annee de naissance", REMOVE)
        .only(&[When::Fields(&["profile", "condition_text", "more", "question"]), When::Candidate])
        .unless(&[AGED, SCHEME]),
    Rule::block(
        Ground::Age,
        "etes ~ jeune / etes une personne jeune / profil* jeune* / jeune* profil* / candidat* ~ jeune* / jeune* \
            candidat* / jeune* recrue* / jeune* talent* / personne jeune / jeune et motive* / jeune* actif*",
        SKILLS,
    )
    .only(CANDIDATE)
    .unless(&[When::Near("equipe|association|structure|entreprise"), When::After("public*|enfant*")]),
    Rule::block(
        Ground::Age,
        "trentenaire* / quadragenaire* / quinquagenaire* / sexagenaire* / digital* nativ* / generation y|z / \
            millenni*",
        SKILLS,
    )
    .only(CANDIDATE),
    Rule::block(
        Ground::Age,
        "pas de ?profil* senior* / senior* abstenir / retraite* abstenir / debut* ou fin de carriere abstenir / \
            fin de carriere abstenir / trop age*",
        SKILLS,
    ),
    // Sexe
    Rule::block(Ground::Sex, "jeune femme / jeune homme / jeune fille / jeune garcon / jeune maman", SKILLS).only(CANDIDATE),
    Rule::block(
        Ground::Sex,
        "recherch* un|une femme|homme|dame|monsieur / cherche|cherchons|recrute|recrutons un|une femme|homme|dame \
            / femme* uniquement|exclusivement|seulement|souhaite*|exige*|imperative* / homme* \
            uniquement|exclusivement|seulement|souhaite*|exige* / femme|homme de preference / preference ~ \
            femme*|homme* / uniquement des|une|un|les femme*|homme* / profil feminin|masculin / candidature* \
            feminine*|masculine* / sexe feminin|masculin / personnel feminin|masculin",
        BOTH,
    )
    .unless(&[When::Near("homme* ~ femme* / femme* ~ homme* / public*|heberge*|foyer|atelier*|groupe*|permanence*")]),
    Rule::block(
        Ground::Sex,
        "reserve* aux|a femme*|homme* / reserve* aux|a des femme*|homme* / pas de|une femme*|homme* / \
            femme*|homme* abstenir / poste ~ masculin|feminin / metier d|de homme*|femme* / metier homme*|femme*",
        BOTH,
    )
    .only(CANDIDATE)
    .unless(&[When::Near("homme* ~ femme* / femme* ~ homme* / atelier*|heberge*|accueil*|creneau*|permanence*|place*")]),
    // Situation de famille, grossesse
    Rule::block(
        Ground::Family,
        "pas ?de enfant* / sans ?de enfant* / sans charge* ?de famille / sans charge* famil* / sans attache* \
            ?famil* / sans contrainte* famil* / sans obligation* famil* / libre de|d ?toute ?contrainte* famil* / \
            libre ~ famil* / sans ~ contrainte* famil*",
        HOURS,
    )
    .only(CANDIDATE)
    .unless(&[When::After("malheureux|seul*|scolarise*|a charge"), When::Before("atelier*|projet|sortie*|photo*")]),
    Rule::block(
        Ground::Family,
        "celibataire* / etre marie* / personne mariee / non marie* / couple marie / situation famil* / situation \
            de famille / situation matrimoniale|maritale / etat civil / mere de famille / pere de famille / mode de \
            garde",
        HOURS,
    )
    .only(CANDIDATE)
    .unless(&[
        When::Before("pas|sans|ni|aucune"),
        When::Near(
            "service ?de etat civil / selon ~ situation / accompagn*|usager*|beneficiaire*|public*|parent* / petite \
            enfance",
        ),
    ]),
    Rule::block(
        Ground::Pregnancy,
        "femme* enceinte* abstenir / pas enceinte / non enceinte / etes enceinte / etre enceinte / projet* ?de \
            grossesse|maternite|bebe / pas ~ grossesse / pas ~ conge* ?de maternite / desir ?de enfant* / envie ?de \
            enfant*",
        REMOVE,
    )
    .only(CANDIDATE)
    .unless(&[When::Near("remplace* / accompagn*|public|beneficiaire*|maternites")]),
    // Nationalité, origine
    Rule::block(
        Ground::Nationality,
        "nationalite francaise|europeenne|ue|italienne|allemande|belge|marocaine|algerienne|tunisienne / \
            nationalite* exige*|obligatoire|requise|souhaitee / ressortissant* francais*|europeen*|ue / citoyen* \
            francais*|europeen* / francais de naissance / etre francais / passeport francais / etranger* abstenir / \
            pas ?de etranger* / votre nationalite",
        PAPERS,
    )
    .only(CANDIDATE)
    .unless(&[When::Near("ou etranger* / francais ou / citoyennete / droit* des etranger*")])
    .soften(
        "fonction publique / fonctionnaire* / titulaire de la fonction / concours / souverainete / regalien* / \
            habilitation / secret ?de defense / defense nationale / police|gendarmerie|armee|douane* / pavillon / \
            decret|loi / service civique",
    ),
    Rule::block(
        Ground::Origin,
        "francais* de souche / type europeen|caucasien|africain|asiatique|mediterraneen|maghrebin|nordique / \
            origine europeenne|francaise|africaine|maghrebine|asiatique|antillaise|arabe|gitane / bleu blanc rouge / \
            bbr / couleur de peau / race blanche / consonance ~ francaise|europeenne|etrangere / issu* ?de la|l \
            ?immigration / sans accent / accent etranger",
        PAPERS,
    )
    .only(CANDIDATE)
    .unless(&[
        When::After("grave|aigu|circonflexe|controle*|biologique"),
        When::Near("produit*|denree*|fruits|legumes|viande|boeuf|miel|lait|fromage*|cuisine|musique*"),
    ]),
    Rule::block(
        Ground::Origin,
        "langue* maternelle* / locut* natif*|native* / natif* francais|anglais|francophone*|anglophone* / \
            francais|anglais|espagnol|allemand|arabe natif* / native speaker* / native english|french / mother tongue \
            / francophone de naissance",
        "Dites le niveau dont le poste a besoin\u{202f}: «\u{202f}français courant, à l’oral comme à \
            l’écrit\u{202f}».",
    )
    .kind(Kind::Language)
    .only(CANDIDATE)
    .unless(&[When::Near("apprenant*|eleve*|stagiaires / enseign* ~ langue / ou niveau|equivalent|courant")]),
    // Santé, handicap
    Rule::block(
        Ground::Health,
        "bonne|excellente|parfaite sante / parfait etat de sante / bon etat de sante / pas ~ probleme* de \
            sante|dos / sans probleme* de sante|dos / pas ?de arret* ?de maladie / pas ?de arret* ?de travail / \
            jamais malade / sans antecedent* medica* / aucun* antecedent* medica* / questionnaire de sante / \
            certificat de bonne sante",
        GESTURES,
    )
    .only(CANDIDATE)
    .unless(&[When::Near("promo*|favoris*|politique*|mutuelle")]),
    Rule::block(
        Ground::Disability,
        "sans handicap / non handicape* / sans perte autonomie / pas ~ perte autonomie / personne* valide* / candidat* valide* / handicap* abstenir / handicape* \
            abstenir / handicap ~ incompatible / incompatible ~ handicap* / interdit ~ handicape* / pas ~ ouvert ~ \
            handicap* / pas de handicap*",
        GESTURES,
    )
    .only(CANDIDATE)
    .unless(&[When::Near("avec ou sans / et ~ valide*")]),
    Rule::block(
        Ground::Manners,
        "non fumeur* / fumeur* abstenir / bonne moralite / bonne* moeurs / moralite irreprochable / ne fume* pas / \
            pas fumeur*",
        REMOVE,
    )
    .only(CANDIDATE),
    // Apparence
    Rule::block(
        Ground::Appearance,
        "physique agreable|avantageux|attrayant|irreprochable / belle apparence / bonne apparence / apparence \
            soignee|agreable|physique / belle presence physique / taille min* / taille mannequin / mesurant / mince \
            et|ou|uniquement / svelte* / sans surpoids / pas de surpoids / charmante / jolie femme|fille / jolie \
            personne / beau sourire",
        DRESS,
    )
    .only(CANDIDATE)
    .unless(&[When::Near("mannequin ~ couture / vetement*|logo|image*|photo ~ paysage / produit*|fichier*|lot*|parcelle*")]),
    // Religion, opinions, orientation
    Rule::block(
        Ground::Religion,
        "de confession|religion ~ catholique|musulmane|juive|protestante|chretienne|bouddhiste / \
            confession|religion catholique|musulmane|juive|protestante|chretienne / catholique* pratiquant* / \
            musulman* pratiquant* / chretien* pratiquant*|convaincu*|engage* / croyant* et pratiquant* / etre \
            croyant*|baptise* / non pratiquant* / votre religion",
        "Dites l’attitude demandée, pas la croyance\u{202f}: «\u{202f}respecter le projet et les valeurs de \
            l’association\u{202f}».",
    )
    .only(CANDIDATE)
    .soften("aumoner*|aumonier* / pasteur* / diocese / paroisse* / culte|cultuel* / eglise"),
    Rule::block(
        Ground::Religion,
        "pas ~ voile|foulard|kippa|turban / sans voile|foulard|signe* religieu* / voile interdit|foulard interdit \
            / non voile*",
        "Si le poste relève d’un service public, écrivez\u{202f}: «\u{202f}poste soumis au principe de \
            neutralité\u{202f}»\u{202f}; sinon, retirez la phrase.",
    )
    .only(CANDIDATE)
    .unless(&[When::Near("bateau*|voilier*|nautique|derive* / service public|laicite|neutralite")]),
    Rule::block(
        Ground::Opinion,
        "non syndique* / pas syndique* / sans engagement* syndica*|politique*|militant*|mutualist* / pas ~ engagement* \
            syndica*|politique* / sans appartenance syndicale|politique / encarte* / apolitique / de gauche / de \
            droite",
        "Dites le devoir du poste\u{202f}: «\u{202f}parler au nom de l’association avec réserve\u{202f}».",
    )
    .only(&[When::Candidate, When::Fields(&["title", "profile", "condition_text", "question", "more"])])
    .unless(&[When::Near("association|mouvement|structure ~ apolitique / rive|main|cote|virage|piste|bras")]),
    Rule::block(Ground::Orientation, "heterosexuel* / hetero uniquement / orientation sexuelle / homosexuel* abstenir", REMOVE).only(CANDIDATE),
    Rule::block(Ground::Gender, "cisgenre* / transgenre* abstenir / non transgenre* / pas ~ transgenre* / votre identite de genre / sexe de naissance", REMOVE)
        .only(CANDIDATE)
        .unless(&[When::Near("accompagn*|accueil*|public*|bienvenu*")]),
    Rule::block(
        Ground::Mandate,
        "sans mandat electif|electoral|politique|local / pas ~ mandat electif|electoral|politique / aucun mandat electif|electoral|politique / elu* \
            ?local|locaux|municipal|municipaux abstenir / mandat* electi* incompatible*|interdit*|exclu*",
        "Dites les horaires et la réserve demandée\u{202f}; la loi permet d’exercer un mandat en travaillant.",
    )
    .only(CANDIDATE),
    Rule::block(
        Ground::Alert,
        "lanceu* ?de alerte abstenir / pas ~ lanceu* ?de alerte / jamais ~ denonce|signale|attaque ~ employeur* / jamais ~ proces ~ employeur*",
        REMOVE,
    )
    .only(CANDIDATE),
    // Nom, gènes, langue, argent
    Rule::block(Ground::Name, "patronyme* / nom de famille francais|simple|facile|europeen / nom de jeune fille", REMOVE).only(CANDIDATE),
    Rule::block(
        Ground::Genetics,
        "test* genetique* / predisposition* genetique* / caracteristique* genetique* / maladie* genetique*|hereditaire* / antecedent* famili*",
        REMOVE,
    )
    .only(CANDIDATE)
    .unless(&[When::Near("patient*|laboratoire*|association|accompagn*|recherche medic*")]),
    Rule::block(
        Ground::Tongue,
        "arabophone*|turcophone*|lusophone*|hispanophone*|anglophone*|berberophone* abstenir / ne parl* que ?le francais / ne pas parler \
            arabe|turc|portugais|espagnol|berbere|kabyle|wolof|bambara|roumain|chinois / pas ~ autre langue que ?le francais",
        "Dites la langue dont le poste a besoin, et laissez les autres\u{202f}: parler une langue de plus n’écarte personne.",
    )
    .only(CANDIDATE),
    Rule::block(
        Ground::Bank,
        "domiciliation bancaire / compte ?bancaire francais / compte ?bancaire ~ en france / rib|iban francais / domicilie* ~ banque",
        "Demandez le RIB après l’embauche\u{202f}: un compte de tout pays de la zone SEPA convient.",
    )
    .only(CANDIDATE)
    .unless(&[When::Near("rapproche*|tresorerie|comptab*|suivi|suivre|gerer|gestion")]),
    Rule::block(Ground::Poverty, "rsa abstenir / chomeur* abstenir / sans abri abstenir", REMOVE),
    Rule::block(
        Ground::Poverty,
        "pas ~ rsa / sans difficulte* financiere* / pas ~ difficulte* financiere* / pas ~ \
            surendett* / non surendett* / situation financiere saine / pas ~ interdit* bancaire*",
        REMOVE,
    )
    .only(CANDIDATE)
    .unless(&[SCHEME, When::Near("accompagn*|beneficiaire*|association|structure|public*")]),
    // Résidence
    Rule::block(
        Ground::Residence,
        "habit* ~ imperati*|obligatoire*|exige*|indispensable* / imperati* habit*|resid*|domicili* / resid* ~ \
            imperati*|obligatoire*|exige* / lieu de residence ~ exige*|obligatoire / domicili* ~ \
            exige*|obligatoire*|imperati* / pas ~ banlieue|cite|qpv / hors qpv|banlieue|quartier* / devez \
            habiter|resider / domicilie* dans|sur|a le|la|les ?commune|departement|ville|moins",
        COMMUTE,
    )
    .only(CANDIDATE)
    .unless(&[
        SCHEME,
        When::Near(
            "qpv / quartier* prioritaire* / relais / logement de fonction|service / loge* / astreinte* / gardien* / \
                permanence* de nuit / habitude*|habitat*|habill*|habilit*",
        ),
    ]),
];
