//! The parts of the form, one after the other, into the draft.

use super::read::{Extras, Form};
use super::{LAST_DAY_AHEAD, QUESTION_MAX, QUESTIONS_MAX, moments};
use crate::jobs::model::draft::{
    Apply, Condition, Contact, Duration, LIST_MAX, OfferDraft, OriginalTitle, Piece, PieceKind, Place, Sections, Start, plausible_mail,
};
use crate::jobs::model::pay::Pay;
use crate::jobs::model::{Contract, Function, PayPeriod, Remote, Sector};
use crate::kernel::dates::shift;
use crate::kernel::lang::Lang;
use crate::kernel::money::Cents;
use jiff::civil::Date;

impl Form<'_> {
    pub fn job(&mut self, d: &mut OfferDraft) {
        self.required("title", "donnez l’intitulé du poste, en français");
        d.title = self.one("title");
        let lang = self.choice("title_original_lang", lang);
        d.title_original = self.some("title_original").map(|text| OriginalTitle { lang: lang.unwrap_or(Lang::En), text });
        d.language = self.choice("language", self::lang).unwrap_or_default();
        d.contracts = self.ranked("contracts", 5, Contract::from_code);
        if d.contracts.is_empty() {
            self.refuse("contracts", "choisissez au moins un contrat");
        }
        d.contract_note = self.some("contract_note");
        d.sectors = self.ranked("sectors", 3, Sector::from_code);
        if d.sectors.is_empty() {
            self.refuse("sectors", "choisissez au moins une cause");
        }
        self.required("function", "choisissez le métier");
        d.function = self.choice("function", Function::from_code);
        d.positions = self.number("positions", 1, 1000, "donnez un nombre de postes de 1 à 1000").unwrap_or(1);
        d.reports_to = self.some("reports_to");
        d.team = self.some("team");
        d.later_hire = self.some("later_hire");
    }

    pub fn place(&mut self, d: &mut OfferDraft) {
        let (labels, codes, countries) = (self.values("place_label"), self.values("place_insee"), self.values("place_country"));
        let preferred = self.values("place_preferred");
        let at = |list: &[String], i: usize| list.get(i).filter(|v| !v.is_empty()).cloned();
        for (i, label) in labels.iter().enumerate().filter(|(_, l)| !l.is_empty()) {
            let insee = at(&codes, i);
            if insee.as_ref().is_some_and(|c| c.len() != 5 || !c.bytes().all(|b| b.is_ascii_alphanumeric())) {
                self.refuse("place_insee", "choisissez la commune dans la liste proposée");
            }
            d.places.push(Place { insee, label: label.clone(), preferred: preferred.contains(&i.to_string()), country: at(&countries, i) });
        }
        d.remote = self.choice("remote", Remote::from_code).unwrap_or(Remote::None);
        if d.places.is_empty() && d.remote != Remote::Full {
            self.refuse("place_label", "donnez au moins un lieu de travail, ou choisissez le télétravail total");
        }
        self.bounded("place_label", d.places.len());
        d.places_note = self.some("places_note");
        d.remote_note = self.some("remote_note");
        d.rate_percent = self.number("rate_percent", 1, 100, "donnez le temps de travail de 1 à 100 %");
        d.rhythm_note = self.some("rhythm_note");
    }

    fn bounded(&mut self, name: &str, count: usize) {
        if count > LIST_MAX {
            self.refuse(name, format!("gardez {LIST_MAX} lignes au plus"));
        }
    }

    pub fn dates(&mut self, d: &mut OfferDraft) {
        let mut moment = |name: &str| {
            let text = self.some(name)?;
            let read = moments::moment(&text);
            if read.is_none() {
                self.refuse(name, "écrivez un jour (31/01/2027), un mois (janvier 2027) ou «\u{202f}mi-mars 2027\u{202f}»");
            }
            read
        };
        let from = moment("start_from");
        d.end = moment("end");
        let asap = self.ticked("start_asap");
        d.start = (asap || from.is_some()).then_some(Start { asap, from });
        let (extendable, note) = (self.ticked("duration_extendable"), self.some("duration_note"));
        let months = self.number("duration_months", 1, 600, "donnez la durée en mois entiers");
        if months.is_none() && (extendable || note.is_some()) && self.some("duration_months").is_none() {
            self.refuse("duration_months", "donnez la durée à prolonger, en mois");
        }
        d.duration = months.map(|months| Duration { months, extendable, note });
    }

    pub fn pay(&mut self, d: &mut OfferDraft) {
        d.pay_note = self.some("pay_note");
        d.benefits = self.one("benefits").lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
        self.bounded("benefits", d.benefits.len());
        if d.benefits.iter().any(|b| b.chars().count() > 400) {
            self.refuse("benefits", "un avantage tient en 400 caractères\u{202f}: placez le reste dans le texte");
        }
        d.pay = match self.one("pay_kind").as_str() {
            "montant" => self.amount().unwrap_or(Pay::Unstated),
            "legale" => {
                self.required("pay_reference", "nommez le texte qui fixe la rémunération");
                self.some("pay_reference").map_or(Pay::Unstated, |reference| Pay::Legal { reference })
            }
            "benevolat" => {
                if d.contracts.iter().any(|c| *c != Contract::Unpaid) {
                    self.refuse("pay_kind", "seul un engagement bénévole peut être sans rémunération");
                }
                Pay::Unpaid
            }
            _ => {
                self.refuse("pay_kind", "dites la rémunération\u{202f}: un montant, une fourchette ou le texte qui la fixe");
                Pay::Unstated
            }
        };
    }

    fn amount(&mut self) -> Option<Pay> {
        self.required("pay_min", "donnez le montant en euros");
        self.required("pay_period", "dites pour quelle période\u{202f}: l’heure, le mois, l’an…");
        let mut euros = |name: &str| {
            let text = self.some(name)?;
            let read = Cents::parse(&text).filter(|c| c.0 > 0);
            if read.is_none() {
                self.refuse(name, "écrivez un montant en euros, par exemple 2 250 ou 12,90");
            }
            read
        };
        let (min, max) = (euros("pay_min"), euros("pay_max"));
        let period = self.choice("pay_period", PayPeriod::from_code);
        let gross = self.one("pay_basis") != "net";
        if let (Some(min), Some(max)) = (min, max)
            && max < min
        {
            self.refuse("pay_max", "le haut de la fourchette est plus bas que le bas");
        }
        Some(Pay::Amount { min: min?, max, period: period?, gross })
    }

    pub fn text(&mut self, d: &mut OfferDraft) {
        self.required("mission", "décrivez le poste\u{202f}: ce que la personne fera");
        self.required("profile", "décrivez le profil recherché");
        let [context, mission, profile, we_offer, more, why] = ["context", "mission", "profile", "we_offer", "more", "why"].map(|n| self.one(n));
        d.sections = Sections { context, mission, profile, we_offer, more, why };
        let required = self.values("condition_required");
        let rows = self.values("condition_text").into_iter().enumerate().filter(|(_, text)| !text.is_empty());
        d.conditions = rows.map(|(i, text)| Condition { text, required: required.contains(&i.to_string()) }).collect();
        self.bounded("condition_text", d.conditions.len());
    }

    pub fn apply(&mut self, d: &mut OfferDraft, today: Date, base: &OfferDraft) {
        d.last_day = self.last_day(today, base.last_day);
        self.required("answer_days", "promettez une réponse à chaque personne, sous un nombre de jours");
        d.answer_days = self.number("answer_days", 1, 180, "promettez une réponse sous 1 à 180 jours");
        self.required("contact_name", "nommez la personne à contacter");
        let (name, role, email) = (self.one("contact_name"), self.some("contact_role"), self.some("contact_email"));
        if email.as_deref().is_some_and(|m| !plausible_mail(m)) {
            self.refuse("contact_email", "vérifiez l’adresse\u{202f}: elle s’écrit nom@domaine.fr");
        }
        d.contact = (!name.is_empty() || role.is_some() || email.is_some()).then_some(Contact { name, role, email });
        if self.one("apply_by") == "link" {
            let url = self.one("apply_url");
            if !url.starts_with("https://") && !url.starts_with("http://") {
                self.refuse("apply_url", "donnez l’adresse complète de la page, qui commence par https://");
            }
            d.apply = Apply::Link { url };
        }
        for kind in PieceKind::ALL.iter().copied() {
            let name = format!("piece_{}", kind.code());
            let required = self.choice(&name, |v| match v {
                "exige" => Some(true),
                "facultatif" => Some(false),
                _ => None,
            });
            d.pieces.extend(required.map(|required| Piece { kind, required }));
        }
    }

    /// The last day included (rule Q17): after today, within a year; a day already published may stay until it is past.
    fn last_day(&mut self, today: Date, before: Option<Date>) -> Option<Date> {
        let Some(text) = self.some("last_day") else {
            self.refuse("last_day", "donnez le dernier jour pour postuler, inclus");
            return None;
        };
        let Some(day) = moments::day(&text) else {
            self.refuse("last_day", "écrivez le jour ainsi\u{202f}: 31/01/2027");
            return None;
        };
        if day < today || (day == today && before != Some(day)) {
            self.refuse("last_day", "choisissez un jour à venir\u{202f}: il est inclus");
        } else if day > shift(today, LAST_DAY_AHEAD) {
            self.refuse("last_day", "choisissez un jour dans l’année qui vient\u{202f}; vous pourrez prolonger");
        }
        Some(day)
    }

    pub fn extras(&mut self) -> Extras {
        let questions: Vec<String> = self.values("question").into_iter().filter(|q| !q.is_empty()).collect();
        if questions.len() > QUESTIONS_MAX {
            self.refuse("question", format!("posez {QUESTIONS_MAX} questions au plus"));
        }
        if questions.iter().any(|q| q.chars().count() > QUESTION_MAX) {
            self.refuse("question", format!("une question tient en {QUESTION_MAX} caractères"));
        }
        let charter = self.ticked("charter");
        if !charter {
            self.refuse("charter", "lisez et acceptez la charte éthique");
        }
        Extras { questions, charter }
    }
}

fn lang(code: &str) -> Option<Lang> {
    [Lang::Fr, Lang::En].into_iter().find(|l| l.tag() == code)
}
