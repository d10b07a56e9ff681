//! Which address is answered by which use case of this room.

use super::{
    attribution, ballots, cv, gallery, home, import, list, mine, mission, opinion, own_morning, papers, phases, plan, ranked, ranking, receipt,
    result, roster, rules, sheets, shown,
};
use crate::desk::service::{Acted, Answer, Ask, Fields, missing};

/// The page of an address of this room.
///
/// # Errors
/// Why there is none.
pub async fn page(ask: &Ask<'_>) -> Answer {
    match ask.parts.as_slice() {
        ["equipe", "campagnes"] => list::page(ask).await,
        ["equipe", "campagnes", _] => home::page(ask).await,
        ["equipe", "campagnes", _, "personnes"] => roster::page(ask).await,
        ["equipe", "campagnes", _, "fiches"] => sheets::page(ask).await,
        ["equipe", "campagnes", _, "import"] => import::page(ask).await,
        ["equipe", "campagnes", _, "phases"] => phases::page(ask).await,
        ["equipe", "campagnes", _, "bulletins"] => ballots::page(ask).await,
        ["equipe", "campagnes", _, "reglages"] => rules::page(ask).await,
        ["equipe", "campagnes", _, "plan"] => plan::page(ask).await,
        ["equipe", "campagnes", _, "attribution"] => attribution::page(ask).await,
        ["equipe", "campagnes", _, "matinee"] => home::morning(ask).await,
        ["equipe", "campagnes", _, "feuilles"] => papers::sheets(ask).await,
        ["equipe", "campagnes", _, "affiches"] => papers::posters(ask).await,
        ["equipe", "campagnes", _, "saisie"] => papers::entries(ask).await,
        ["equipe", "campagnes", _, "saisie", _, _] => papers::entry(ask).await,
        ["mon-espace", "campagnes"] => mine::list(ask).await,
        ["mon-espace", "campagnes", _] => mine::page(ask).await,
        ["mon-espace", "campagnes", _, "classement", _] | ["direct", "classement", _] => ranking::page(ask).await,
        ["mon-espace", "campagnes", _, "classement", _, "recu"] => receipt::page(ask).await,
        ["mon-espace", "campagnes", _, "fiches"] => gallery::page(ask).await,
        ["mon-espace", "campagnes", _, "fiches", _] => mission::page(ask).await,
        ["mon-espace", "campagnes", _, "personnes", _] => shown::person(ask).await,
        ["mon-espace", "campagnes", _, "cv"] => cv::page(ask).await,
        ["mon-espace", "campagnes", _, "feuille"] => papers::own(ask).await,
        ["mon-espace", "campagnes", _, "matinee"] => own_morning::page(ask).await,
        ["mon-espace", "campagnes", _, "resultat"] => result::page(ask).await,
        _ => Err(missing()),
    }
}

/// A form sent to an address of this room.
///
/// # Errors
/// Why it was not done.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    match ask.parts.as_slice() {
        ["equipe", "campagnes"] => list::act(ask, fields).await,
        ["equipe", "campagnes", _, "personnes"] => roster::act(ask, fields).await,
        ["equipe", "campagnes", _, "fiches"] => sheets::act(ask, fields).await,
        ["equipe", "campagnes", _, "import"] => import::act(ask, fields).await,
        ["equipe", "campagnes", _, "phases"] => phases::act(ask, fields).await,
        ["equipe", "campagnes", _, "bulletins"] => ballots::act(ask, fields).await,
        ["equipe", "campagnes", _, "reglages"] => rules::act(ask, fields).await,
        ["equipe", "campagnes", _, "plan"] => plan::act(ask, fields).await,
        ["equipe", "campagnes", _, "attribution"] => attribution::act(ask, fields).await,
        ["equipe", "campagnes", _, "saisie", _, _] => papers::type_in(ask, fields).await,
        ["mon-espace", "campagnes", _, "classement", _] | ["direct", "classement", _] => ranked::act(ask, fields).await,
        ["mon-espace", "campagnes", _, "fiches", _] => mission::act(ask, fields).await,
        ["mon-espace", "campagnes", _, "cv"] => cv::act(ask, fields).await,
        ["mon-espace", "campagnes", _, "resultat"] => opinion::act(ask, fields).await,
        _ => Err(missing()),
    }
}
