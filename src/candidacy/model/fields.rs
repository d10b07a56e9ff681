//! The fields of the file as a table: what each is called, how long it may be, which programme asks for it.

use super::choices::Programme::{self, Apte, Associe, Pathfinder, Propulse};
use super::choices::*;
use crate::kernel::lang::Lang;

/// What a field takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// One of these codes, with its words.
    Choice(fn() -> Vec<(&'static str, &'static str)>),
    /// "oui" or "non".
    YesNo,
    /// A month: 09/2024.
    Month,
    /// A day or a month.
    Day,
    /// 1 to 100.
    Percent,
    /// An address of a video.
    Video,
    /// A document, sent by itself.
    Document,
    /// Rows with a key.
    List,
}

/// One field. A `*` in the code stands for the key of a row.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its address: `letter`, `experiences.*.title`.
    pub code: &'static str,
    /// The words above it.
    pub label: &'static str,
    /// The words that help; may be empty.
    pub hint: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Most characters; for a list, most rows.
    pub max: usize,
    /// The programmes whose form has it.
    pub asked: &'static [Programme],
    /// The programmes that need it to submit.
    pub required: &'static [Programme],
    /// What the bar says while it is missing: "Un projet à raconter".
    pub missing: &'static str,
}

/// Most characters of a letter.
pub const LETTER_MAX: usize = 3_000;
/// Most rows of a list.
pub const ROWS_MAX: usize = 40;

const ALL: &[Programme] = Programme::ALL;
const A: &[Programme] = &[Associe];
const P: &[Programme] = &[Propulse];
const NONE: &[Programme] = &[];

macro_rules! choices {
    ($name:ident) => {
        Kind::Choice(|| $name::ALL.iter().map(|c| (c.code(), c.label(Lang::Fr))).collect())
    };
}

const fn field(code: &'static str, label: &'static str, hint: &'static str, kind: Kind, max: usize) -> Field {
    Field { code, label, hint, kind, max, asked: ALL, required: NONE, missing: "" }
}

impl Field {
    const fn of(self, asked: &'static [Programme]) -> Field {
        Field { asked, ..self }
    }

    const fn needed(self, required: &'static [Programme], missing: &'static str) -> Field {
        Field { required, missing, ..self }
    }
}

/// Every field, in the order of the page.
pub static FIELDS: &[Field] = &[
    field("cv", "Votre CV", "Un PDF de 5 Mo au plus.", Kind::Document, 1).of(&[Associe, Propulse]).needed(A, "Un CV à joindre"),
    field("letter", "Pourquoi ce programme, et pourquoi maintenant ?", "Avec vos mots. 3 000 caractères au plus.", Kind::Text, LETTER_MAX)
        .needed(&[Associe, Propulse, Pathfinder], "Une lettre à écrire"),
    field("video", "Adresse de votre courte vidéo", "Un lien en https. Une vidéo filmée au téléphone convient très bien.", Kind::Video, 2_000)
        .of(A)
        .needed(A, "Une vidéo à ajouter"),
    field(
        "video_alternative",
        "Vous ne pouvez pas filmer ?",
        "Dites-nous ce que la vidéo aurait montré : cette réponse la remplace et compte autant.",
        Kind::Text,
        LETTER_MAX,
    )
    .of(A),
    field("experiences", "Vos expériences", "", Kind::List, ROWS_MAX).of(A).needed(A, "Une expérience à ajouter"),
    field("experiences.*.kind", "Contrat", "", choices!(ExperienceKind), 40).of(A),
    field("experiences.*.title", "Intitulé", "", Kind::Line, 200).of(A),
    field("experiences.*.organisation", "Organisation", "", Kind::Line, 200).of(A),
    field("experiences.*.start", "Début", "Par exemple 09/2024.", Kind::Month, 30).of(A),
    field("experiences.*.end", "Fin", "Vide si vous y êtes encore.", Kind::Month, 30).of(A),
    field("experiences.*.part_time", "Temps de travail, en %", "Un temps partiel compte en entier.", Kind::Percent, 4).of(A),
    field("experiences.*.responsibilities", "Ce dont vous aviez la charge", "", Kind::Text, 1_500).of(A),
    field("project", "Racontez un projet que vous avez mené, et ce qui le rendait difficile", PROJECT_HINT, Kind::Text, LETTER_MAX)
        .of(A)
        .needed(A, "Un projet à raconter"),
    field("achievements", "Vos réalisations", "Dans votre métier, vos études, une association ou votre vie : tout compte.", Kind::List, ROWS_MAX)
        .of(A),
    field("achievements.*.setting", "Contexte", "", choices!(Setting), 40).of(A),
    field("achievements.*.text", "Ce que vous avez fait", "", Kind::Text, 1_500).of(A),
    field("diplomas", "Vos diplômes", "", Kind::List, ROWS_MAX),
    field("diplomas.*.level", "Niveau", "", choices!(DiplomaLevel), 40).needed(&[Propulse, Apte], "Un diplôme à indiquer"),
    field("diplomas.*.title", "Diplôme", "", Kind::Line, 200),
    field("diplomas.*.school", "Établissement", "", Kind::Line, 200),
    field("diplomas.*.date", "Obtenu le", "Le jour, ou le mois : 06/2025.", Kind::Day, 30).needed(P, "La date d’un diplôme à indiquer"),
    field("diploma", "Votre dernier diplôme, en PDF", "", Kind::Document, 1),
    field("no_diploma", "Je n’ai pas de diplôme", "", Kind::YesNo, 3),
    field("languages", "Vos langues", "", Kind::List, ROWS_MAX),
    field("languages.*.name", "Langue", "", Kind::Line, 60),
    field("languages.*.level", "Niveau", "", choices!(LanguageLevel), 40),
    field("right_to_work", "Pouvez-vous travailler en France ?", "", choices!(RightToWork), 40)
        .of(A)
        .needed(A, "L’autorisation de travailler à préciser"),
    field("french", "Comment parlez-vous français ?", "", choices!(French), 40).of(A).needed(A, "Votre français à préciser"),
    field("english", "Et en anglais ?", "", choices!(English), 40).of(&[Associe, Pathfinder]).needed(A, "Votre anglais à préciser"),
    field("search", "Cherchez-vous un emploi ?", "", choices!(Search), 40)
        .of(&[Propulse, Apte])
        .needed(&[Propulse, Apte], "Votre recherche d’emploi à préciser"),
    field("converting", "Êtes-vous en reconversion ?", "", Kind::YesNo, 3).of(P).needed(P, "Une réponse sur la reconversion"),
    field("studying", "Êtes-vous encore en études ?", "", Kind::YesNo, 3).of(P).needed(P, "Une réponse sur vos études"),
    field("in_internship", "Êtes-vous en stage ?", "", Kind::YesNo, 3).of(P).needed(P, "Une réponse sur le stage"),
    field("in_civic_service", "Êtes-vous en service civique ?", "", Kind::YesNo, 3).of(P).needed(P, "Une réponse sur le service civique"),
    field("age", "Votre tranche d’âge", "Elle ne sert qu’à savoir si le parcours vous est ouvert.", choices!(AgeBracket), 40)
        .of(&[Apte])
        .needed(&[Apte], "Votre tranche d’âge à préciser"),
    field("agreement", "Comment écrire à votre sujet ?", "Tous les messages suivront votre choix.", choices!(Agreement), 40),
    field("pronoun", "Votre pronom", "Facultatif.", Kind::Line, 20),
];

const PROJECT_HINT: &str = "Professionnel, associatif, personnel ou étudiant : tout compte. Dix lignes suffisent.";

/// The field an address belongs to: `experiences.x1.title` is `experiences.*.title`.
pub fn field_of(address: &str) -> Option<&'static Field> {
    let parts: Vec<&str> = address.split('.').collect();
    let pattern = match parts[..] {
        [one] => one.to_owned(),
        [list, _, name] => format!("{list}.*.{name}"),
        _ => return None,
    };
    FIELDS.iter().find(|f| f.code == pattern && !address.contains('*'))
}

/// The fields a programme's form has.
pub fn fields_for(programme: Programme) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |f| f.asked.contains(&programme))
}
