//! The accounts of the demo world: one per role, one shared password, no second factor. They sign in on the machine that
//! carries them and nowhere else.

use super::secrets::hash;
use crate::people::model::{Agreement, Held, Role};
use crate::people::store;
use crate::store::{Db, StoreError};

/// The password of every demo account, printed by `seed demo`.
pub const PASSWORD: &str = "pont de bois sur la rivière";

/// The accounts: address, name, form of address, roles, and the slug of an organisation for those who act for one.
pub const ACCOUNTS: &[(&str, &str, Agreement, &[Role], &str)] = &[
    ("admin@demo.example", "Camille Admin", Agreement::Inclusive, &[Role::Admin, Role::Team], ""),
    ("equipe@demo.example", "Nora Benali", Agreement::Feminine, &[Role::Team], ""),
    ("candidate@demo.example", "Salomé Lacombe", Agreement::Feminine, &[Role::Candidate], ""),
    ("associee@demo.example", "Awa Diop", Agreement::Feminine, &[Role::Associate], ""),
    ("fellow@demo.example", "Bastien Morel", Agreement::Masculine, &[Role::Fellow], ""),
    ("mentor@demo.example", "Hélène Marchand", Agreement::Feminine, &[Role::Mentor], ""),
    ("coach@demo.example", "Idriss Cohen", Agreement::Masculine, &[Role::Coach], ""),
    ("hote@demo.example", "Paul Thibault", Agreement::Masculine, &[Role::Manager], "france-active-seine-et-marne-essonne"),
    ("recruteuse@demo.example", "Marie Delaunay", Agreement::Feminine, &[Role::Manager], "we-co"),
];

/// Creates the accounts, or leaves those that exist. `organisation` finds the key of an organisation by its slug, or another one when
/// there is none of that name.
///
/// # Errors
/// The database failed, or the password could not be hashed.
pub async fn load(db: &Db, organisations: &[(String, i64)], now: i64) -> Result<(), StoreError> {
    let hash = hash(PASSWORD.to_owned()).await.map_err(StoreError::Corrupt)?;
    let mut tx = db.begin().await?;
    for (email, name, agreement, roles, slug) in ACCOUNTS {
        let id = store::create(&mut tx, email, name, now).await?;
        store::mark_demo(&mut tx, id).await?;
        store::set_identity(&mut tx, id, name, *agreement, now).await?;
        store::set_password(&mut tx, id, Some(hash.clone()), now).await?;
        for role in *roles {
            let organisation = organisations.iter().find(|(s, _)| s == slug).or(organisations.first()).map(|(_, id)| *id);
            let held = Held { role: *role, organisation: organisation.filter(|_| matches!(role, Role::Member | Role::Manager)) };
            if !matches!(role, Role::Member | Role::Manager) || held.organisation.is_some() {
                store::give(&mut tx, id, held, now).await?;
            }
        }
    }
    tx.commit().await
}
