//! Which address is answered by which use case of this room.

use super::{access, decisions, editions, figures, file, gate, mine, practice, receipt, team_file, team_list, write};
use crate::desk::service::{Acted, Answer, Ask, Fields, missing};

/// The page of an address of this room.
///
/// # Errors
/// Why there is none.
pub async fn page(ask: &Ask<'_>) -> Answer {
    match ask.parts.as_slice() {
        ["programmes", _] => gate::page(ask).await,
        ["orientation"] => gate::orientation_page(ask),
        ["mon-espace", "dossiers"] => mine::page(ask).await,
        ["mon-espace", "dossiers", _] => file::page(ask).await,
        ["mon-espace", "dossiers", _, "recu"] => receipt::page(ask).await,
        ["mon-espace", "dossiers", _, "amenagements"] => access::page(ask).await,
        ["mon-espace", "dossiers", _, "entrainement"] => practice::page(ask).await,
        ["equipe", "editions"] => editions::page(ask).await,
        ["equipe", "editions", _] => team_list::page(ask).await,
        ["equipe", "editions", _, "reglages"] => editions::edit_page(ask).await,
        ["equipe", "editions", _, "chiffres"] => figures::page(ask).await,
        ["equipe", "editions", _, "decisions"] => decisions::page(ask).await,
        ["equipe", "dossiers", _] => team_file::page(ask).await,
        ["equipe", "amenagements"] => access::all(ask).await,
        _ => Err(missing()),
    }
}

/// A form sent to an address of this room.
///
/// # Errors
/// Why it was not done.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    match ask.parts.as_slice() {
        ["programmes", _] => gate::act(ask, fields).await,
        ["orientation"] => gate::orientation_act(ask, fields),
        ["mon-espace", "dossiers"] => mine::act(ask, fields).await,
        ["mon-espace", "dossiers", _] => write::act(ask, fields).await,
        ["mon-espace", "dossiers", _, "recu"] => receipt::act(ask, fields).await,
        ["mon-espace", "dossiers", _, "amenagements"] => access::act(ask, fields).await,
        ["equipe", "editions"] => editions::act(ask, fields).await,
        ["equipe", "editions", _] => team_list::act(ask, fields).await,
        ["equipe", "editions", _, "reglages"] => editions::edit_act(ask, fields).await,
        ["equipe", "editions", _, "decisions"] => decisions::act(ask, fields).await,
        ["equipe", "dossiers", _] => team_file::act(ask, fields).await,
        _ => Err(missing()),
    }
}
