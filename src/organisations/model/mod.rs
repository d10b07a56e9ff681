//! Closed lists and the draft of an organisation as files bring it.

#[cfg(feature = "ssr")]
pub mod draft;
pub mod views;

use crate::kernel::labelled::labelled;

labelled! {
    /// The legal or institutional family (rule B12, widened to everyone who publishes on the board).
    Family {
        Association = "association", "Association", "Non-profit";
        SocialEnterprise = "entreprise-sociale", "Entreprise sociale", "Social enterprise";
        PublicAgency = "organisme-parapublic", "Organisme parapublic", "Public-interest agency";
        Cooperative = "cooperative", "Coopérative", "Co-operative";
        Foundation = "fondation", "Fondation", "Foundation";
        Mutual = "mutuelle", "Mutuelle", "Mutual society";
        CsrProgramme = "programme-rse", "Programme RSE", "CSR programme";
        Collective = "collectif", "Collectif sans structure propre", "Collective without a legal body";
    }
}

labelled! {
    /// How many people work there (rule I3: "environ 30 salariés").
    Headcount {
        None = "0", "Aucun.e salarié.e", "No employees";
        UpTo9 = "1-9", "1 à 9 salarié.e.s", "1 to 9 employees";
        UpTo49 = "10-49", "10 à 49 salarié.e.s", "10 to 49 employees";
        UpTo249 = "50-249", "50 à 249 salarié.e.s", "50 to 249 employees";
        UpTo999 = "250-999", "250 à 999 salarié.e.s", "250 to 999 employees";
        Over1000 = "1000+", "1 000 salarié.e.s et plus", "1,000 employees and more";
    }
}
