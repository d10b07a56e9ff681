//! `passerelle admin create`: the first administrator, who cannot be given the role by anybody else.

use super::Outcome;
use super::settings::Settings;
use crate::kernel::clock::now;
use crate::people::model::address;
use crate::people::service::roles::make_admin;

/// Gives an address the administration and prints a link to sign in, good for 15 minutes.
pub async fn create(s: &Settings, email: &str, name: &str) -> Outcome {
    let email = address(email).ok_or_else(|| format!("{email} n’est pas une adresse électronique"))?;
    let (db, base) = (s.open_db().await?, s.base_url()?);
    let token = make_admin(&db, &email, name, now().as_millisecond()).await?;
    db.close().await;
    println!("{email} administre Passerelle. Pour entrer, dans les 15 minutes : {base}/connexion/lien/{token}");
    println!("Une double authentification sera demandée à la première entrée.");
    Ok(())
}
