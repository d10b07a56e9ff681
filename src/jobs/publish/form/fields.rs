//! The fields of the form: one row each, in the order of the page.

use super::{QUESTION_MAX, QUESTIONS_MAX};
use crate::jobs::model::draft::{LINE_MAX, LIST_MAX, PieceKind, SECTION_MAX, TITLE_MAX, URL_MAX};
use crate::jobs::model::{Contract, Function, PayPeriod, Remote, Sector};
use crate::kernel::labelled::labelled;
use crate::kernel::lang::Lang;

labelled! {
    /// The sections of the form, as on the page of an offer (rule I4).
    Section {
        Job = "poste", "Le poste en bref", "The job in short";
        Place = "lieu", "Lieu et rythme", "Place and pace";
        Dates = "dates", "Dates du contrat", "Contract dates";
        Pay = "remuneration", "Rémunération et avantages", "Pay and benefits";
        Text = "texte", "Le texte de l’offre", "The text";
        Conditions = "conditions", "Conditions et équipe", "Conditions and team";
        Apply = "candidature", "Candidature et réponse", "Applying and answering";
    }
}

/// How a field is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// One line.
    Line,
    /// Several lines of Markdown.
    Text,
    /// One item a line.
    Lines,
    /// One choice.
    Choice,
    /// Several choices in order, sent under one name; the first is the main one. At most this many.
    Ranked(usize),
    /// A box to tick.
    Check,
    /// A whole number.
    Number,
    /// An amount in euros.
    Amount,
    /// A day.
    Day,
    /// A day, a month, or "mi-mars 2027".
    Moment,
    /// A mail address.
    Mail,
    /// A web address.
    Url,
    /// A line of a row that repeats: sent once a row, in order.
    Row,
    /// A box of a row that repeats: its value is the number of the row, from 0.
    RowCheck,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name when sent; refusals carry it.
    pub name: &'static str,
    /// Where it stands.
    pub section: Section,
    /// Its label.
    pub label: &'static str,
    /// A hint under the label; may be empty.
    pub hint: &'static str,
    /// How it is typed.
    pub input: Input,
    /// Longest value in characters, or largest number.
    pub max: usize,
    /// The offer cannot leave without it.
    pub required: bool,
}

const fn field(section: Section, name: &'static str, label: &'static str, input: Input, max: usize) -> Field {
    Field { name, section, label, hint: "", input, max, required: false }
}

impl Field {
    const fn hint(self, hint: &'static str) -> Field {
        Field { hint, ..self }
    }

    const fn required(self) -> Field {
        Field { required: true, ..self }
    }
}

const NOTE: usize = 400;

/// Every field, in the order of the page.
pub const FIELDS: &[Field] = &[
    field(Section::Job, "title", "Intitulé du poste", Input::Line, TITLE_MAX)
        .hint("En français, pour toutes et tous\u{202f}: «\u{202f}Chargé·e de mission\u{202f}».")
        .required(),
    field(Section::Job, "title_original", "Intitulé d’origine", Input::Line, TITLE_MAX).hint("S’il existe aussi dans une autre langue."),
    field(Section::Job, "title_original_lang", "Langue de l’intitulé d’origine", Input::Choice, 2),
    field(Section::Job, "language", "Langue du texte", Input::Choice, 2),
    field(Section::Job, "contracts", "Contrats possibles", Input::Ranked(5), 5).hint("Le premier est le principal.").required(),
    field(Section::Job, "contract_note", "Précision sur le contrat", Input::Line, NOTE)
        .hint("«\u{202f}apprentissage\u{202f}», «\u{202f}remplacement\u{202f}»…"),
    field(Section::Job, "sectors", "Causes servies", Input::Ranked(3), 3).hint("De une à trois\u{202f}; la première est la principale.").required(),
    field(Section::Job, "function", "Métier", Input::Choice, 40).required(),
    field(Section::Job, "positions", "Nombre de postes", Input::Number, 1000),
    field(Section::Place, "place_label", "Lieu de travail", Input::Row, LINE_MAX)
        .hint("Une commune, ou des mots\u{202f}: «\u{202f}à domicile\u{202f}».")
        .required(),
    field(Section::Place, "place_insee", "Code de la commune", Input::Row, 5),
    field(Section::Place, "place_country", "Pays, hors de France", Input::Row, 60),
    field(Section::Place, "place_preferred", "Lieu préféré", Input::RowCheck, LIST_MAX),
    field(Section::Place, "places_note", "Précision sur les lieux", Input::Line, NOTE),
    field(Section::Place, "remote", "Télétravail", Input::Choice, 20),
    field(Section::Place, "remote_note", "Précision sur le télétravail", Input::Line, NOTE).hint("«\u{202f}deux jours par semaine\u{202f}»"),
    field(Section::Place, "rate_percent", "Temps de travail, en %", Input::Number, 100).hint("Vide\u{202f}: temps plein."),
    field(Section::Place, "rhythm_note", "Horaires et rythme", Input::Line, NOTE).hint("«\u{202f}du lundi au jeudi, un samedi par mois\u{202f}»"),
    field(Section::Dates, "start_asap", "Dès que possible", Input::Check, 1),
    field(Section::Dates, "start_from", "Début", Input::Moment, 40).hint("Un jour, un mois, ou «\u{202f}mi-mars 2027\u{202f}»."),
    field(Section::Dates, "end", "Fin", Input::Moment, 40),
    field(Section::Dates, "duration_months", "Durée en mois", Input::Number, 600),
    field(Section::Dates, "duration_extendable", "Peut être prolongé", Input::Check, 1),
    field(Section::Dates, "duration_note", "À quelle condition", Input::Line, NOTE),
    field(Section::Dates, "later_hire", "Embauche possible ensuite", Input::Line, NOTE),
    field(Section::Pay, "pay_kind", "Rémunération", Input::Choice, 20)
        .hint("Elle est toujours dite\u{202f}: un montant, une fourchette ou le texte qui la fixe.")
        .required(),
    field(Section::Pay, "pay_min", "Montant, ou bas de la fourchette", Input::Amount, 20),
    field(Section::Pay, "pay_max", "Haut de la fourchette", Input::Amount, 20),
    field(Section::Pay, "pay_period", "Pour quelle période", Input::Choice, 20),
    field(Section::Pay, "pay_basis", "Brut ou net", Input::Choice, 20).hint("Les honoraires d’indépendant ne sont pas «\u{202f}bruts\u{202f}»."),
    field(Section::Pay, "pay_reference", "Texte qui fixe la rémunération", Input::Line, LINE_MAX)
        .hint("«\u{202f}Indemnité légale de stage\u{202f}», «\u{202f}Smic horaire\u{202f}»…"),
    field(Section::Pay, "pay_note", "Précision", Input::Line, NOTE),
    field(Section::Pay, "benefits", "Avantages", Input::Lines, NOTE).hint("Un par ligne."),
    field(Section::Text, "context", "Le contexte", Input::Text, SECTION_MAX),
    field(Section::Text, "mission", "Le poste", Input::Text, SECTION_MAX).hint("Ce que la personne fera, dans l’ordre d’importance.").required(),
    field(Section::Text, "profile", "Profil recherché", Input::Text, SECTION_MAX)
        .hint("Ce qu’il faut savoir faire, et ce qui s’apprend sur place.")
        .required(),
    field(Section::Text, "we_offer", "Ce que nous offrons", Input::Text, SECTION_MAX),
    field(Section::Text, "more", "Informations complémentaires", Input::Text, SECTION_MAX),
    field(Section::Text, "why", "Pourquoi postuler", Input::Text, SECTION_MAX),
    field(Section::Conditions, "condition_text", "Condition", Input::Row, NOTE).hint("Dites à quoi elle sert."),
    field(Section::Conditions, "condition_required", "Exigée (sinon souhaitée)", Input::RowCheck, LIST_MAX),
    field(Section::Conditions, "reports_to", "Responsable", Input::Line, NOTE),
    field(Section::Conditions, "team", "Équipe", Input::Line, NOTE),
    field(Section::Apply, "last_day", "Dernier jour pour postuler", Input::Day, 40).hint("Ce jour est inclus, jusqu’à minuit à Paris.").required(),
    field(Section::Apply, "answer_days", "Réponse à toutes et tous sous (jours)", Input::Number, 180)
        .hint("Comptés après le dernier jour pour postuler.")
        .required(),
    field(Section::Apply, "contact_name", "Personne à contacter", Input::Line, LINE_MAX).required(),
    field(Section::Apply, "contact_role", "Son rôle", Input::Line, LINE_MAX),
    field(Section::Apply, "contact_email", "Son adresse électronique", Input::Mail, 254),
    field(Section::Apply, "apply_by", "Comment postuler", Input::Choice, 10),
    field(Section::Apply, "apply_url", "Adresse de la page", Input::Url, URL_MAX),
    field(Section::Apply, "piece_cv", "CV", Input::Choice, 20),
    field(Section::Apply, "piece_lettre", "Lettre de motivation", Input::Choice, 20).hint("Exigée, elle bloque les candidatures qui n’en ont pas."),
    field(Section::Apply, "piece_portfolio", "Portfolio", Input::Choice, 20),
    field(Section::Apply, "piece_references", "Références", Input::Choice, 20),
    field(Section::Apply, "piece_diplome", "Copie de diplôme", Input::Choice, 20),
    field(Section::Apply, "question", "Vos questions", Input::Ranked(QUESTIONS_MAX), QUESTION_MAX).hint("Trois au plus, en une phrase chacune."),
    field(Section::Apply, "charter", "J’accepte la charte éthique", Input::Check, 1).required(),
];

/// The options of a field of choices: code and words. Empty for the others.
pub fn options(name: &str, lang: Lang) -> Vec<(&'static str, &'static str)> {
    macro_rules! all {
        ($list:ty) => {
            <$list>::ALL.iter().map(|c| (c.code(), c.label(lang))).collect()
        };
    }
    match name {
        "language" | "title_original_lang" => vec![("fr", "français"), ("en", "anglais")],
        "contracts" => all!(Contract),
        "sectors" => all!(Sector),
        "function" => all!(Function),
        "remote" => all!(Remote),
        "pay_period" => all!(PayPeriod),
        "pay_kind" => vec![("montant", "Un montant ou une fourchette"), ("legale", "Fixée par un texte"), ("benevolat", "Bénévolat, non rémunéré")],
        "pay_basis" => vec![("brut", "brut"), ("net", "net ou honoraires")],
        "apply_by" => vec![("mail", "Ici, en ligne"), ("link", "Sur notre propre page")],
        _ if name.strip_prefix("piece_").is_some_and(|code| PieceKind::from_code(code).is_some()) => {
            vec![("", "Non demandé"), ("facultatif", "Facultatif"), ("exige", "Exigé")]
        }
        _ => Vec::new(),
    }
}
