//! A message and what it must hold.

use crate::i18n;
use crate::jobs::model::draft::plausible_mail;
use crate::kernel::lang::Lang;
use serde::Deserialize;

/// What the form sends.
#[derive(Deserialize, Default, Clone, Debug)]
pub struct Message {
    /// Sender's name.
    #[serde(default)]
    pub nom: String,
    /// Sender's address.
    #[serde(default)]
    pub courriel: String,
    /// Subject.
    #[serde(default)]
    pub sujet: String,
    /// Text.
    #[serde(default)]
    pub message: String,
    /// A field people do not see: whoever fills it is a robot.
    #[serde(default)]
    pub site: String,
}

/// What to correct: (field, what to do). Empty when the message can be kept.
pub fn problems(m: &Message, lang: Lang) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    let fits = |s: &str, max: usize| (1..=max).contains(&s.trim().chars().count());
    if !fits(&m.nom, 120) {
        out.push(("nom", i18n::contact_need_name(lang).to_owned()));
    }
    if !plausible_mail(m.courriel.trim()) {
        out.push(("courriel", i18n::contact_need_email(lang).to_owned()));
    }
    if !fits(&m.sujet, 160) {
        out.push(("sujet", i18n::contact_need_subject(lang).to_owned()));
    }
    if !fits(&m.message, 8_000) {
        out.push(("message", i18n::contact_need_body(lang).to_owned()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_what_is_missing() {
        let fields = |m: &Message| problems(m, Lang::Fr).into_iter().map(|p| p.0).collect::<Vec<_>>();
        assert_eq!(fields(&Message::default()), ["nom", "courriel", "sujet", "message"]);
        let good = Message {
            nom: "Awa".into(),
            courriel: "awa@exemple.fr".into(),
            sujet: "Bonjour".into(),
            message: "Une question.".into(),
            site: String::new(),
        };
        assert!(fields(&good).is_empty());
        assert_eq!(fields(&Message { courriel: "awa@".into(), ..good.clone() }), ["courriel"]);
        assert_eq!(fields(&Message { message: "x".repeat(8_001), ..good }), ["message"]);
    }
}
