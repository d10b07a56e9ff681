//! The files of a campaign that are read by a plain link: the calendar of one's morning, the published attribution.

use super::{own_morning, result};
use crate::desk::service::{Ask, Download, No, missing};

/// The last part of the address of each, below `/mon-espace/campagnes/{id}/`.
pub const NAMES: [&str; 3] = ["matinee.ics", result::FILES[0], result::FILES[1]];

/// Whether a path leads to one of them.
pub fn is_one(path: &str) -> bool {
    path.strip_prefix("/mon-espace/campagnes/").and_then(|rest| rest.split_once('/')).is_some_and(|(_, name)| NAMES.contains(&name))
}

/// The file of an address.
///
/// # Errors
/// There is none, or not for who asks (404).
pub async fn read(ask: &Ask<'_>) -> Result<Download, No> {
    match ask.parts.as_slice() {
        ["mon-espace", "campagnes", _, "matinee.ics"] => own_morning::file(ask).await,
        ["mon-espace", "campagnes", _, _] => result::file(ask).await,
        _ => Err(missing()),
    }
}
