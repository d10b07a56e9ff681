//! The closed lists of the board: contracts, sectors, functions, remote work, rhythm, pay periods, sort orders.

use crate::kernel::labelled::labelled;

labelled! {
    /// The kind of contract or engagement (rules I9, I18, I29). An offer may allow several.
    Contract {
        Cdi = "cdi", "CDI", "Permanent";
        Cdd = "cdd", "CDD", "Fixed term";
        Cddi = "cddi", "CDD d’insertion", "Integration contract";
        Apprenticeship = "alternance", "Alternance", "Work-study";
        Internship = "stage", "Stage", "Internship";
        Freelance = "independant", "Indépendant", "Freelance";
        CivicService = "service-civique", "Service civique", "Civic service";
        Volunteer = "volontariat", "Volontariat", "Volunteer contract";
        Unpaid = "benevolat", "Bénévolat", "Unpaid volunteering";
    }
}

labelled! {
    /// The cause an offer serves. The first sector of an offer is its main one.
    Sector {
        Finance = "finance-responsable", "Finance responsable", "Responsible finance";
        Housing = "logement", "Logement", "Housing";
        Integration = "insertion", "Insertion et emploi", "Work integration";
        Environment = "environnement", "Environnement et énergie", "Environment and energy";
        Circular = "reemploi", "Réemploi", "Reuse and repair";
        Food = "alimentation", "Alimentation et agriculture", "Food and farming";
        Education = "education", "Éducation et jeunesse", "Education and youth";
        Health = "sante", "Santé et handicap", "Health and disability";
        OldAge = "grand-age", "Grand âge", "Old age";
        Solidarity = "solidarite", "Solidarité et accueil", "Solidarity";
        Culture = "culture", "Culture et médias", "Culture and media";
        Digital = "numerique", "Numérique d’intérêt général", "Public-interest tech";
        Tourism = "tourisme", "Tourisme durable", "Sustainable tourism";
        Mobility = "mobilite", "Mobilités durables", "Sustainable mobility";
        International = "international", "Solidarité internationale", "International aid";
        Support = "accompagnement", "Appui à l’ESS", "Support to the social economy";
    }
}

labelled! {
    /// The function a person would fill.
    Function {
        Project = "projet", "Gestion de projet", "Project management";
        Leadership = "direction", "Direction et coordination", "Leadership";
        FinanceAdmin = "finance-gestion", "Finance et gestion", "Finance and administration";
        Communication = "communication", "Communication et plaidoyer", "Communication and advocacy";
        Development = "developpement", "Partenariats et développement", "Partnerships and development";
        Care = "accompagnement", "Accompagnement de personnes", "Supporting people";
        Training = "formation", "Formation et animation", "Training and facilitation";
        Technical = "technique", "Technique, atelier, terrain", "Technical and field work";
        Digital = "numerique", "Numérique et données", "Tech and data";
        Logistics = "logistique", "Logistique et achats", "Logistics and purchasing";
        People = "rh", "Ressources humaines", "Human resources";
    }
}

labelled! {
    /// How much of the work can be done away from the workplace (rule I23).
    Remote {
        None = "sur-place", "Sur place", "On site";
        Partial = "partiel", "Télétravail partiel", "Partly remote";
        Full = "total", "Télétravail total", "Fully remote";
    }
}

labelled! {
    /// Full or part time, derived from the work rate (rule I22).
    Rhythm {
        Full = "temps-plein", "Temps plein", "Full time";
        Part = "temps-partiel", "Temps partiel", "Part time";
    }
}

labelled! {
    /// What an amount of pay is for (rule I19).
    PayPeriod {
        Hour = "heure", "de l’heure", "per hour";
        Day = "jour", "par jour", "per day";
        Month = "mois", "par mois", "per month";
        Year = "an", "par an", "per year";
        Mission = "mission", "pour toute la mission", "for the whole assignment";
    }
}

labelled! {
    /// The order of a list of offers.
    Sort {
        Relevance = "pertinence", "pertinence", "relevance";
        Date = "date", "date", "date";
        Deadline = "echeance", "échéance", "deadline";
        Distance = "distance", "distance", "distance";
    }
}
