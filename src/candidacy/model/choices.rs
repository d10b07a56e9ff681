//! The closed lists of a candidacy: programmes, kinds of experience, declared answers, levels, contexts.

use crate::kernel::labelled::labelled;

labelled! {
    /// The four programmes. Each has editions.
    Programme {
        Associe = "associe", "Programme Associé", "Associate Programme";
        Propulse = "propulse", "Pro’pulse", "Pro’pulse";
        Apte = "apte", "APTE", "APTE";
        Pathfinder = "pathfinder", "Pathfinder", "Pathfinder";
    }
}

impl Programme {
    /// The address of its page.
    pub const fn path(self) -> &'static str {
        match self {
            Programme::Associe => "/programmes/associe",
            Programme::Propulse => "/programmes/propulse",
            Programme::Apte => "/programmes/apte",
            Programme::Pathfinder => "/programmes/pathfinder",
        }
    }
}

labelled! {
    /// What kind of work an experience was: it decides whether its months count (rules C1, Q2).
    ExperienceKind {
        Cdi = "cdi", "CDI", "Permanent contract";
        Cdd = "cdd", "CDD", "Fixed-term contract";
        Temp = "interim", "Intérim", "Agency work";
        Freelance = "independant", "Indépendant", "Self-employed";
        CivicService = "service-civique", "Service civique", "Civic service";
        Volunteer = "volontariat", "Volontariat", "Volunteer contract";
        Unpaid = "benevolat", "Bénévolat", "Unpaid volunteering";
        Internship = "stage", "Stage", "Internship";
        WorkStudy = "alternance", "Alternance", "Work-study";
        Other = "autre", "Autre", "Other";
    }
}

/// Whether months of a kind count towards the experience asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// Employed or self-employed work.
    Counts,
    /// Not counted by the rule, but a person looks before anything is refused (rule Q2).
    Doubt,
    /// Internships and work-study: never counted (rule C1).
    Never,
}

impl ExperienceKind {
    /// How its months count.
    pub const fn counting(self) -> Counting {
        match self {
            ExperienceKind::Cdi | ExperienceKind::Cdd | ExperienceKind::Temp | ExperienceKind::Freelance => Counting::Counts,
            ExperienceKind::CivicService | ExperienceKind::Volunteer | ExperienceKind::Unpaid | ExperienceKind::Other => Counting::Doubt,
            ExperienceKind::Internship | ExperienceKind::WorkStudy => Counting::Never,
        }
    }
}

labelled! {
    /// Permission to work in France (rule C3).
    RightToWork {
        Yes = "oui", "Oui", "Yes";
        ByStart = "d-ici-au-debut", "Pas encore, mais d’ici au début du programme", "Not yet, but before the programme starts";
        No = "non", "Non", "No";
    }
}

labelled! {
    /// Spoken French, as declared (rule C4).
    French {
        Fluent = "couramment", "Couramment", "Fluently";
        Good = "bien", "Bien, avec des hésitations", "Well, with some hesitation";
        Learning = "j-apprends", "J’apprends encore", "Still learning";
    }
}

labelled! {
    /// What the person can do in English, as declared (rule C5).
    English {
        Work = "travailler", "Je peux y travailler", "I can work in it";
        Learn = "me-former", "Je peux y suivre une formation", "I can follow a training in it";
        Effort = "avec-effort", "Avec effort", "With effort";
        No = "non", "Pas encore", "Not yet";
    }
}

labelled! {
    /// The level of a diploma, from none to doctorate (rules G3, H5).
    DiplomaLevel {
        None = "aucun", "Aucun diplôme, ou brevet", "None";
        Cap = "cap", "CAP, BEP", "Vocational certificate";
        Bac = "bac", "Bac", "Baccalauréat";
        Bac2 = "bac-2", "Bac + 2", "Two years after the baccalauréat";
        Bac3 = "bac-3", "Bac + 3", "Bachelor";
        Bac5 = "bac-5", "Bac + 5", "Master";
        Doctorate = "doctorat", "Doctorat", "Doctorate";
    }
}

labelled! {
    /// Whether the person looks for work now (rules G5, H5).
    Search {
        Ess = "ess", "Oui, dans l’économie sociale et solidaire", "Yes, in the social economy";
        Anywhere = "partout", "Oui, sans secteur précis", "Yes, in any sector";
        No = "non", "Non, pas en ce moment", "Not now";
    }
}

labelled! {
    /// The bracket an age falls in: never a birth date (rules H5, Q18). Never shown to those who select for Associé.
    AgeBracket {
        Under26 = "moins-de-26", "Moins de 26 ans", "Under 26";
        Middle = "26-45", "De 26 ans au 45e anniversaire", "From 26 to the 45th birthday";
        Over45 = "plus-de-45", "45e anniversaire passé", "Past the 45th birthday";
    }
}

labelled! {
    /// Where an achievement took place (rule C7): all four count the same.
    Setting {
        Personal = "personnel", "Personnel", "Personal";
        Professional = "professionnel", "Professionnel", "Professional";
        Academic = "academique", "Académique", "Academic";
        Voluntary = "benevole", "Bénévole", "Voluntary";
    }
}

labelled! {
    /// How the person is to be written about (the chosen agreement).
    Agreement {
        Feminine = "feminin", "Associée", "Feminine";
        Masculine = "masculin", "Associé", "Masculine";
        Inclusive = "inclusif", "Associé.e", "Inclusive";
    }
}

labelled! {
    /// A level in a language, on the European scale.
    LanguageLevel {
        A = "a", "A1 ou A2, notions", "A1 or A2";
        B1 = "b1", "B1, conversation", "B1";
        B2 = "b2", "B2, à l’aise", "B2";
        C = "c", "C1 ou C2, couramment", "C1 or C2";
        Native = "maternelle", "Langue maternelle", "Native";
    }
}

labelled! {
    /// Half a day of the week.
    HalfDay {
        MondayAm = "lundi-matin", "lundi matin", "Monday morning";
        MondayPm = "lundi-apres-midi", "lundi après-midi", "Monday afternoon";
        TuesdayAm = "mardi-matin", "mardi matin", "Tuesday morning";
        TuesdayPm = "mardi-apres-midi", "mardi après-midi", "Tuesday afternoon";
        WednesdayAm = "mercredi-matin", "mercredi matin", "Wednesday morning";
        WednesdayPm = "mercredi-apres-midi", "mercredi après-midi", "Wednesday afternoon";
        ThursdayAm = "jeudi-matin", "jeudi matin", "Thursday morning";
        ThursdayPm = "jeudi-apres-midi", "jeudi après-midi", "Thursday afternoon";
        FridayAm = "vendredi-matin", "vendredi matin", "Friday morning";
        FridayPm = "vendredi-apres-midi", "vendredi après-midi", "Friday afternoon";
    }
}
