//! The candidate's file: what the person writes, all of it possibly still missing (rules C7, C9, C15, G6).
//!
//! Documents (CV, letter as PDF, diploma) live elsewhere; [`Pieces`] says whether they have arrived.

use super::answers::Answers;
use super::choices::*;
use super::experience::Experiences;
use super::settings::Settings;
use crate::kernel::dates::FuzzyDay;
use crate::kernel::labelled::labelled;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A diploma.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Diploma {
    /// Its level.
    pub level: Option<DiplomaLevel>,
    /// "Master économie sociale".
    pub title: String,
    /// Where.
    pub school: String,
    /// Day or month it was obtained.
    pub date: Option<FuzzyDay>,
}

/// A language spoken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Language {
    /// "Espagnol".
    pub name: String,
    /// How well.
    pub level: Option<LanguageLevel>,
}

/// Something the person is proud of, in any of the four contexts (rule C7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Achievement {
    /// Where it took place.
    pub setting: Option<Setting>,
    /// What was done.
    pub text: String,
}

/// The file. Lists are kept by the short key of their rows, so that two devices speak of the same row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Dossier {
    /// Experiences.
    pub experiences: Experiences,
    /// Diplomas.
    pub diplomas: BTreeMap<String, Diploma>,
    /// Declares none (rule Q13).
    pub no_diploma: bool,
    /// Languages.
    pub languages: BTreeMap<String, Language>,
    /// Achievements.
    pub achievements: BTreeMap<String, Achievement>,
    /// The complex project (rule C9).
    pub project: String,
    /// The letter, typed; or sent as a PDF.
    pub letter: String,
    /// Address of the video, as typed.
    pub video: String,
    /// Instead of a video, for those who cannot film.
    pub video_alternative: String,
    /// Permission to work in France.
    pub right_to_work: Option<RightToWork>,
    /// Spoken French.
    pub french: Option<French>,
    /// English.
    pub english: Option<English>,
    /// Looking for work.
    pub search: Option<Search>,
    /// Changing trades.
    pub converting: Option<bool>,
    /// Still studying.
    pub studying: Option<bool>,
    /// In an internship.
    pub in_internship: Option<bool>,
    /// In civic service.
    pub in_civic_service: Option<bool>,
    /// Age bracket, asked by APTE alone (rule Q18).
    pub age: Option<AgeBracket>,
    /// How to write about the person.
    pub agreement: Option<Agreement>,
    /// Their pronoun, in their words.
    pub pronoun: String,
}

labelled! {
    /// A document sent beside what is written.
    Document {
        Cv = "cv", "CV", "CV";
        Letter = "lettre", "lettre en PDF", "letter as PDF";
        Diploma = "diplome", "dernier diplôme", "latest diploma";
    }
}

/// Whether a document has arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// Not sent.
    #[default]
    None,
    /// Received; it may still be under the scanner, which never costs the person the deadline.
    Received,
    /// Refused in words at the upload: to be sent again.
    Refused,
}

/// The documents beside the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Pieces {
    /// The CV.
    pub cv: Piece,
    /// The letter as a PDF, instead of the typed one.
    pub letter: Piece,
}

impl Dossier {
    /// The diploma that speaks for the person: the latest of the level asked for, else the highest.
    pub fn main_diploma(&self, asked: Option<DiplomaLevel>) -> Option<&Diploma> {
        let day = |d: &Diploma| d.date.map(|f| f.day);
        let enough = self.diplomas.values().filter(|d| asked.is_some_and(|min| d.level >= Some(min)));
        enough.max_by_key(|d| (day(d), d.level)).or_else(|| self.diplomas.values().max_by_key(|d| (d.level, day(d))))
    }

    /// The answers eligibility is judged from once a file is written.
    pub fn answers(&self, settings: &Settings) -> Answers {
        let main = self.main_diploma(settings.min_diploma());
        let declared_none = self.no_diploma.then_some(DiplomaLevel::None);
        Answers {
            experiences: self.experiences.clone(),
            right_to_work: self.right_to_work,
            french: self.french,
            english: self.english,
            diploma: main.map_or(declared_none, |d| d.level),
            diploma_on: main.and_then(|d| d.date),
            search: self.search,
            converting: self.converting,
            studying: self.studying,
            in_internship: self.in_internship,
            in_civic_service: self.in_civic_service,
            age: self.age,
            ..Answers::default()
        }
    }
}
