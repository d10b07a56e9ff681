//! Sessions: a random token in a cookie, its mark in the database, ended by time, by its owner, or by a new password.

use super::machine;
use super::secrets::{mark, token};
use crate::desk::service::No;
use crate::people::model::Viewer;
use crate::people::store::{self, Person};
use crate::store::{Db, StoreError, Tx};

/// A session that is not used ends after this long; for those who see other people's files, after a working day.
const LASTS_MS: i64 = 30 * 86_400_000;
const TEAM_LASTS_MS: i64 = 12 * 3_600_000;
/// The last use is written down this rarely.
const TOUCH_MS: i64 = 5 * 60_000;

/// How long a session of these roles lasts.
fn lasts(team: bool) -> i64 {
    if team { TEAM_LASTS_MS } else { LASTS_MS }
}

/// Opens a session for a person: a new token each time, and the one they came with is over.
///
/// # Errors
/// No entropy, or the database failed.
pub async fn open(tx: &mut Tx, person: i64, device: &str, before: Option<&str>, now: i64) -> Result<String, No> {
    if let Some(before) = before {
        store::close_token(tx, &mark(before)).await?;
    }
    let team = store::roles(tx, person, now).await?.iter().any(|h| h.role.runs_programmes());
    let token = token().map_err(machine)?;
    store::open(tx, person, &mark(&token), device, now, now + lasts(team), None).await?;
    Ok(token)
}

/// Who holds a token, now. A demo account is nobody unless the site is only reachable from this machine.
///
/// # Errors
/// The database failed.
pub async fn viewer(db: &Db, token: &str, now: i64, development: bool) -> Result<Option<Viewer>, StoreError> {
    let mut tx = db.read().await?;
    let Some(session) = store::session(&mut tx, &mark(token), now).await? else { return Ok(None) };
    let Some(person) = store::person(&mut tx, session.person_id).await? else { return Ok(None) };
    if person.demo == 1 && !development {
        return Ok(None);
    }
    let roles = store::roles(&mut tx, person.id, now).await?;
    drop(tx);
    let viewer = seen(person, session.id, roles, session.strong_at.is_some());
    if now - session.seen_at > TOUCH_MS {
        let mut tx = db.begin().await?;
        store::touch(&mut tx, session.id, now, now + lasts(viewer.team())).await?;
        tx.commit().await?;
    }
    Ok(Some(viewer))
}

fn seen(person: Person, session: i64, roles: Vec<crate::people::model::Held>, strong: bool) -> Viewer {
    Viewer {
        person: person.id,
        session,
        agreement: person.agreement(),
        email: person.email,
        name: person.name,
        roles,
        strong,
        second_factor: person.totp_confirmed_at.is_some(),
        demo: person.demo == 1,
    }
}

/// A browser in a few words, from what it says of itself: "Firefox sous Android".
pub fn device(agent: &str) -> String {
    let find = |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = find(&[("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]);
    let system =
        find(&[("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")]);
    match (browser, system) {
        (Some(b), Some(s)) => format!("{b} sous {s}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Un navigateur".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::model::{Held, Role};
    use crate::store::testing::both_engines;

    #[tokio::test]
    async fn a_session_ends_by_time_by_its_owner_and_by_the_next_one() {
        for (name, db) in both_engines().await {
            let mut tx = db.begin().await.unwrap();
            let person = store::create(&mut tx, "awa@exemple.fr", "Awa", 0).await.unwrap();
            let first = open(&mut tx, person, "Firefox", None, 0).await.unwrap();
            tx.commit().await.unwrap();
            let me = viewer(&db, &first, 1, false).await.unwrap().unwrap();
            assert_eq!((me.person, me.strong, me.called()), (person, false, "Awa"), "{name}");
            assert!(viewer(&db, "un autre", 1, false).await.unwrap().is_none(), "{name}");
            assert!(viewer(&db, &first, LASTS_MS - 1, false).await.unwrap().is_some(), "{name}");
            assert!(viewer(&db, &first, 2 * LASTS_MS - 2, false).await.unwrap().is_some(), "{name}: a used session goes on");
            assert!(viewer(&db, &first, 4 * LASTS_MS, false).await.unwrap().is_none(), "{name}: an unused one ends");
            let mut tx = db.begin().await.unwrap();
            let second = open(&mut tx, person, "Firefox", Some(&first), 10).await.unwrap();
            tx.commit().await.unwrap();
            assert!(viewer(&db, &first, 11, false).await.unwrap().is_none(), "{name}: the token before is over");
            assert!(viewer(&db, &second, 11, false).await.unwrap().is_some(), "{name}");
        }
    }

    #[tokio::test]
    async fn demo_accounts_are_nobody_elsewhere_and_a_team_session_is_short() {
        for (name, db) in both_engines().await {
            let mut tx = db.begin().await.unwrap();
            let person = store::create(&mut tx, "equipe@demo.example", "", 0).await.unwrap();
            store::mark_demo(&mut tx, person).await.unwrap();
            store::give(&mut tx, person, Held { role: Role::Team, organisation: None }, 0).await.unwrap();
            let token = open(&mut tx, person, "", None, 0).await.unwrap();
            tx.commit().await.unwrap();
            assert!(viewer(&db, &token, 1, false).await.unwrap().is_none(), "{name}");
            assert!(viewer(&db, &token, 1, true).await.unwrap().unwrap().team(), "{name}");
            assert!(viewer(&db, &token, TEAM_LASTS_MS + 1, true).await.unwrap().is_none(), "{name}");
        }
    }

    #[test]
    fn a_browser_is_named_in_a_few_words() {
        assert_eq!(device("Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"), "Firefox sous Android");
        assert_eq!(device("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"), "Chrome sous Linux");
        assert_eq!(device("curl/8"), "Un navigateur");
    }
}
