//! The file as those who assess it read it (rules C18, Q18, M2).

use super::answers::Answers;
use super::choices::{Agreement, English, French, RightToWork};
use super::experience::Experiences;
use super::file::{Achievement, Diploma, Dossier, Language};
use super::settings::Settings;
use serde::Serialize;
use std::collections::BTreeMap;

/// The file as those who assess it read it, built by naming what they may see: no age, and nothing from behind a wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AssessorFile {
    /// Experiences.
    pub experiences: Experiences,
    /// Diplomas.
    pub diplomas: BTreeMap<String, Diploma>,
    /// Languages.
    pub languages: BTreeMap<String, Language>,
    /// Achievements.
    pub achievements: BTreeMap<String, Achievement>,
    /// The complex project.
    pub project: String,
    /// The letter.
    pub letter: String,
    /// Address of the video.
    pub video: String,
    /// What replaces it.
    pub video_alternative: String,
    /// Permission to work in France.
    pub right_to_work: Option<RightToWork>,
    /// Spoken French.
    pub french: Option<French>,
    /// English.
    pub english: Option<English>,
    /// How to write about the person.
    pub agreement: Option<Agreement>,
    /// Their pronoun.
    pub pronoun: String,
}

impl From<&Dossier> for AssessorFile {
    fn from(d: &Dossier) -> AssessorFile {
        AssessorFile {
            experiences: d.experiences.clone(),
            diplomas: d.diplomas.clone(),
            languages: d.languages.clone(),
            achievements: d.achievements.clone(),
            project: d.project.clone(),
            letter: d.letter.clone(),
            video: d.video.clone(),
            video_alternative: d.video_alternative.clone(),
            right_to_work: d.right_to_work,
            french: d.french,
            english: d.english,
            agreement: d.agreement,
            pronoun: d.pronoun.clone(),
        }
    }
}

/// The answers eligibility reasons are shown from to an assessor: without the age bracket, unless the programme has a rule on it.
pub fn answers_for_assessor(d: &Dossier, settings: &Settings) -> Answers {
    let mut answers = d.answers(settings);
    if !settings.asks_age() {
        answers.age = None;
    }
    answers
}
