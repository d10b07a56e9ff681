//! The addresses one signs in for: whom each is for, and which use case answers it. An address without a line in [`PLACES`]
//! leads nowhere, so that nothing is served without a rule.

use crate::audit::service as audit;
use crate::campaign::service::pages as campaigns;
use crate::candidacy::service::pages as candidacies;
use crate::desk::model::{Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Fields, No, missing};
use crate::i18n::{people as say, recruiting as recruiting_words};
use crate::jobs::alerts::service::{self as alerts, newsletter};
use crate::jobs::service::publishing as recruiting;
use crate::kernel::refusal::Refusal;
use crate::live::service::pages as live;
use crate::mail::service as mail;
use crate::pages::service::{data, retention, space};
use crate::people::model::{Verdict, Who, may};
use crate::people::service::{own, roles, security, sign_in};

/// Every address of the desk and whom it is for; `*` stands for one part that is a key, a slug or a token.
pub const PLACES: &[(&str, Who)] = &[
    ("connexion", Who::Anyone),
    ("connexion/envoye", Who::Anyone),
    ("connexion/lien/*", Who::Anyone),
    ("connexion/code", Who::HalfSignedIn),
    ("mon-espace", Who::SignedIn),
    ("mon-espace/informations", Who::SignedIn),
    ("mon-espace/securite", Who::SignedIn),
    ("mon-espace/double-authentification", Who::HalfSignedIn),
    ("mon-espace/recherches", Who::SignedIn),
    ("mon-espace/mes-donnees", Who::SignedIn),
    ("alerte/*", Who::Anyone),
    ("lettre", Who::Anyone),
    ("lettre/*", Who::Anyone),
    ("equipe", Who::Team),
    ("equipe/personnes", Who::Admin),
    ("equipe/journal", Who::Team),
    ("equipe/conservation", Who::Team),
    ("fichiers/*", Who::SignedIn),
    ("fichiers/*/*", Who::SignedIn),
    ("recruter", Who::Organisation),
    ("recruter/commencer", Who::SignedIn),
    ("recruter/invitation/*", Who::SignedIn),
    ("recruter/offres/*", Who::Organisation),
    ("recruter/offres/*/apercu", Who::Organisation),
    ("recruter/offres/*/candidatures", Who::Organisation),
    ("recruter/candidatures/*", Who::Organisation),
    ("recruter/*/equipe", Who::Organisation),
    ("recruter/*/offres/nouvelle", Who::Organisation),
    ("equipe/offres", Who::Team),
    ("equipe/offres/*", Who::Team),
    ("equipe/reponses", Who::Team),
    ("mon-espace/candidatures", Who::SignedIn),
    ("mon-espace/candidatures/*", Who::SignedIn),
    ("offres/*/postuler", Who::Anyone),
    ("offres/*/postuler/lien/*", Who::Anyone),
    ("programmes/*", Who::Anyone),
    ("orientation", Who::Anyone),
    ("mon-espace/dossiers", Who::SignedIn),
    ("mon-espace/dossiers/*", Who::SignedIn),
    ("mon-espace/dossiers/*/recu", Who::SignedIn),
    ("mon-espace/dossiers/*/amenagements", Who::SignedIn),
    ("mon-espace/dossiers/*/entrainement", Who::SignedIn),
    ("equipe/editions", Who::Team),
    ("equipe/editions/*", Who::Team),
    ("equipe/editions/*/reglages", Who::Team),
    ("equipe/editions/*/decisions", Who::Team),
    ("equipe/editions/*/chiffres", Who::Team),
    ("equipe/dossiers/*", Who::Team),
    ("equipe/amenagements", Who::Admin),
    ("equipe/campagnes", Who::Team),
    ("equipe/campagnes/*", Who::Team),
    ("equipe/campagnes/*/personnes", Who::Team),
    ("equipe/campagnes/*/fiches", Who::Team),
    ("equipe/campagnes/*/import", Who::Team),
    ("equipe/campagnes/*/phases", Who::Team),
    ("equipe/campagnes/*/bulletins", Who::Team),
    ("equipe/campagnes/*/reglages", Who::Team),
    ("equipe/campagnes/*/plan", Who::Team),
    ("equipe/campagnes/*/attribution", Who::Team),
    ("equipe/campagnes/*/matinee", Who::Team),
    ("equipe/campagnes/*/saisie", Who::Team),
    ("equipe/campagnes/*/saisie/*/*", Who::Team),
    ("equipe/campagnes/*/feuilles", Who::Team),
    ("equipe/campagnes/*/affiches", Who::Team),
    ("mon-espace/campagnes", Who::SignedIn),
    ("mon-espace/campagnes/*", Who::SignedIn),
    ("mon-espace/campagnes/*/classement/*", Who::SignedIn),
    ("mon-espace/campagnes/*/classement/*/recu", Who::SignedIn),
    ("mon-espace/campagnes/*/fiches", Who::SignedIn),
    ("mon-espace/campagnes/*/fiches/*", Who::SignedIn),
    ("mon-espace/campagnes/*/personnes/*", Who::SignedIn),
    ("mon-espace/campagnes/*/cv", Who::SignedIn),
    ("mon-espace/campagnes/*/matinee", Who::SignedIn),
    ("mon-espace/campagnes/*/matinee.ics", Who::SignedIn),
    ("mon-espace/campagnes/*/feuille", Who::SignedIn),
    ("mon-espace/campagnes/*/resultat", Who::SignedIn),
    ("direct/place", Who::Anyone),
    ("direct/place/*", Who::Anyone),
    ("direct/classement/*", Who::Anyone),
    ("direct/*/regie", Who::Team),
    ("direct/*/mur", Who::Anyone),
    ("mon-espace/campagnes/*/classements.json", Who::SignedIn),
    ("mon-espace/campagnes/*/plan.json", Who::SignedIn),
    ("dev/mail", Who::Development),
    ("dev/mail/*", Who::Development),
];

/// Whom an address is for; None when it is no address of the desk.
pub fn who(parts: &[&str]) -> Option<Who> {
    let fits = |pattern: &str| {
        let wanted: Vec<&str> = pattern.split('/').collect();
        wanted.len() == parts.len() && wanted.iter().zip(parts).all(|(w, p)| *w == "*" || w == p)
    };
    PLACES.iter().find(|(pattern, _)| fits(pattern)).map(|(_, who)| *who)
}

/// Asks the policy.
///
/// # Errors
/// What stands in the way.
pub fn check(ask: &Ask<'_>) -> Result<(), No> {
    let who = who(&ask.parts).ok_or_else(missing)?;
    match may(who, ask.viewer, ask.desk.development) {
        Verdict::Welcome => Ok(()),
        Verdict::SignIn => Err(No::SignIn),
        Verdict::Prove => Err(No::SecondFactor),
        Verdict::Forbidden => Err(Refusal::forbidden(crate::i18n::desk::FORBIDDEN).into()),
        Verdict::Missing => Err(missing()),
    }
}

/// The page of an address.
///
/// # Errors
/// Why there is none.
pub async fn page(ask: &Ask<'_>) -> Answer {
    check(ask)?;
    let sheet = match ask.parts.as_slice() {
        ["connexion"] => sign_in::page(ask).await,
        ["connexion", "envoye"] => sign_in::sent(ask).await,
        ["connexion", "lien", _] => sign_in::link_page(ask).await,
        ["connexion", "code"] => sign_in::code_page(ask).await,
        ["mon-espace"] => space::page(ask).await,
        ["mon-espace", "informations"] => own::page(ask).await,
        ["mon-espace", "securite"] => security::page(ask).await,
        ["mon-espace", "double-authentification"] => security::second_page(ask).await,
        ["mon-espace", "recherches"] => alerts::page(ask).await,
        ["mon-espace", "mes-donnees"] => data::page(ask).await,
        ["alerte", _] => alerts::leave_page(ask).await,
        ["lettre"] => newsletter::page(ask).await,
        ["lettre", _] => newsletter::choice_page(ask).await,
        ["equipe"] => space::team(ask).await,
        ["equipe", "personnes"] => roles::page(ask).await,
        ["equipe", "journal"] => audit::page(ask).await,
        ["equipe", "conservation"] => retention::page(ask).await,
        ["recruter", ..] | ["equipe", "offres" | "reponses", ..] | ["mon-espace", "candidatures", ..] | ["offres", ..] => recruiting::page(ask).await,
        ["equipe" | "mon-espace", "campagnes", ..] | ["direct", "classement", _] => campaigns::page(ask).await,
        ["direct", ..] => live::page(ask).await,
        ["dev", "mail"] => mail::box_page(ask).await,
        ["dev", "mail", _] => mail::mail_page(ask).await,
        _ => candidacies::page(ask).await,
    }?;
    Ok(with_nav(sheet, ask))
}

/// A form sent to an address. `token` is the one of the present session.
///
/// # Errors
/// Why it was not done.
pub async fn act(ask: &Ask<'_>, fields: &Fields, token: Option<&str>) -> Acted {
    check(ask)?;
    match ask.parts.as_slice() {
        ["connexion"] => sign_in::act(ask, fields, token).await,
        ["connexion", "lien", _] => sign_in::press(ask, token).await,
        ["connexion", "code"] => sign_in::prove(ask, fields, token).await,
        ["mon-espace"] => own::sign_out(ask).await,
        ["mon-espace", "informations"] => own::act(ask, fields).await,
        ["mon-espace", "securite"] => security::act(ask, fields).await,
        ["mon-espace", "double-authentification"] => security::activate(ask, fields, token).await,
        ["mon-espace", "recherches"] => alerts::act(ask, fields).await,
        ["mon-espace", "mes-donnees"] => data::act(ask, fields).await,
        ["alerte", _] => alerts::leave(ask).await,
        ["lettre"] => newsletter::ask_for(ask, fields).await,
        ["lettre", _] => newsletter::choose(ask, fields).await,
        ["equipe", "personnes"] => roles::act(ask, fields).await,
        ["recruter", ..] | ["equipe", "offres", ..] | ["mon-espace", "candidatures", ..] | ["offres", ..] => recruiting::act(ask, fields).await,
        ["equipe" | "mon-espace", "campagnes", ..] | ["direct", "classement", _] => campaigns::act(ask, fields).await,
        ["direct", ..] => live::act(ask, fields).await,
        _ => candidacies::act(ask, fields).await,
    }
}

/// Adds the links to the neighbouring pages.
fn with_nav(mut sheet: Sheet, ask: &Ask<'_>) -> Sheet {
    if !sheet.nav.is_empty() {
        return sheet;
    }
    let all: &[(&str, &str)] = match ask.part(0) {
        "mon-espace" => &[
            ("/mon-espace", say::SPACE_NAV),
            ("/mon-espace/dossiers", crate::i18n::candidacy::MINE),
            ("/mon-espace/campagnes", crate::i18n::campaign::MINE),
            ("/mon-espace/candidatures", recruiting_words::MINE),
            ("/mon-espace/recherches", crate::i18n::alerts::TITLE),
            ("/recruter", recruiting_words::HOME),
            ("/mon-espace/informations", say::IDENTITY),
            ("/mon-espace/securite", say::SECURITY),
            ("/mon-espace/mes-donnees", say::DATA),
        ],
        "equipe" => &[
            ("/equipe", say::TEAM_DESK),
            ("/equipe/editions", crate::i18n::candidacy::EDITIONS),
            ("/equipe/campagnes", crate::i18n::campaign::ALL),
            ("/equipe/offres", recruiting_words::TO_READ),
            ("/equipe/reponses", recruiting_words::ANSWERS),
            ("/equipe/amenagements", crate::i18n::candidacy::ACCESS_ALL),
            ("/equipe/personnes", say::PEOPLE),
            ("/equipe/journal", say::JOURNAL),
        ],
        _ => &[],
    };
    let here = ask.path();
    // Only the links this person may follow.
    let open = |href: &str| {
        let parts: Vec<&str> = href.split('/').filter(|p| !p.is_empty()).collect();
        who(&parts).is_some_and(|w| may(w, ask.viewer, ask.desk.development) == Verdict::Welcome)
    };
    let shown = all.iter().filter(|(href, _)| open(href));
    sheet.nav = shown.map(|(href, label)| Way { current: *href == here, ..Way::link(*href, *label) }).collect();
    sheet
}
