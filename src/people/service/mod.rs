//! The use cases of identity: signing in, sessions, one's own information, roles.

pub mod demo;
pub mod limits;
pub mod own;
pub mod roles;
pub mod secrets;
pub mod security;
pub mod sessions;
pub mod sign_in;

use crate::desk::service::No;
use crate::jobs::service::Fault;

/// A failure of the machine rather than of the database.
pub(crate) fn machine(why: String) -> No {
    No::Fault(Fault::Interrupted(why))
}
