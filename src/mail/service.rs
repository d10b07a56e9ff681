//! Sending what the outbox holds: to files while developing, by SMTP in production.

use super::store::{self, Stored};
pub use super::store::{Letter, put};
use crate::desk::model::{Block, Cell, Row, Sheet, Table};
use crate::desk::service::{Answer, Ask, missing};
use crate::i18n::people as say;
use crate::kernel::dates::moment;
use crate::store::{Db, StoreError};
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Message, Tokio1Executor};
use std::path::PathBuf;

/// Tries before a mail is given up.
const TRIES_MAX: i64 = 8;
/// A mail being sent is left to its sender this long.
const CLAIM_MS: i64 = 120_000;
/// Days a mail that left is kept.
pub const KEPT_DAYS: i64 = 30;

/// How mails leave.
pub enum Post {
    /// Each into a file of this folder.
    Folder(PathBuf),
    /// By this server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// Who sends, and how.
pub struct Postman {
    /// How.
    pub post: Post,
    /// From whom.
    pub from: Mailbox,
}

impl Postman {
    /// From configuration: `url` is `smtps://user:password@host` (or `smtp://…?tls=required`), `from` an address with or without a name.
    ///
    /// # Errors
    /// One sentence that says which of the two does not read.
    pub fn new(url: Option<&str>, from: &str, folder: PathBuf) -> Result<Postman, String> {
        let from = from.parse::<Mailbox>().map_err(|e| format!("PASSERELLE_MAIL_FROM n’est pas une adresse\u{202f}: {e}"))?;
        let post = match url {
            None => Post::Folder(folder),
            Some(url) => {
                let builder =
                    AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|e| format!("PASSERELLE_SMTP_URL ne se lit pas\u{202f}: {e}"))?;
                Post::Smtp(builder.build())
            }
        };
        Ok(Postman { post, from })
    }

    async fn deliver(&self, mail: &Stored) -> Result<(), String> {
        let to = mail.recipient.parse::<Mailbox>().map_err(|e| format!("recipient: {e}"))?;
        let mut message = Message::builder().from(self.from.clone()).to(to).subject(&mail.subject).header(ContentType::TEXT_PLAIN);
        if let Some(url) = leave_url(mail) {
            // RFC 8058: the reader's own program offers to leave, in one press.
            message = message.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("List-Unsubscribe"), format!("<{url}>")));
            message = message
                .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click".to_owned()));
        }
        let message = message.body(mail.body.clone()).map_err(|e| format!("message: {e}"))?;
        match &self.post {
            Post::Folder(folder) => {
                tokio::fs::create_dir_all(folder).await.map_err(|e| e.to_string())?;
                tokio::fs::write(folder.join(format!("{}.eml", mail.id)), message.formatted()).await.map_err(|e| e.to_string())
            }
            Post::Smtp(transport) => transport.send(message).await.map(|_| ()).map_err(|e| e.to_string()),
        }
    }
}

/// Where mails of this kind are stopped, as their words say it.
fn leave_url(mail: &Stored) -> Option<&str> {
    let mark = match mail.cause.as_str() {
        "alerte" => "/alerte/",
        "lettre" => "/lettre/",
        _ => return None,
    };
    mail.body.split_whitespace().rfind(|w| w.starts_with("http") && w.contains(mark))
}

/// Sends what is due. A mail is taken by one process only; one that fails is tried again later and later. Returns how many left.
pub async fn send_due(db: &Db, postman: &Postman, now: i64) -> Result<usize, StoreError> {
    let mut tx = db.read().await?;
    let due = store::due(&mut tx, now).await?;
    drop(tx);
    let mut left = 0;
    for mail in due {
        let mut tx = db.begin().await?;
        let ours = store::claim(&mut tx, mail.id, now, now + CLAIM_MS).await?;
        tx.commit().await?;
        if !ours {
            continue;
        }
        let outcome = postman.deliver(&mail).await;
        let mut tx = db.begin().await?;
        match outcome {
            Ok(()) => {
                store::sent(&mut tx, mail.id, now).await?;
                left += 1;
            }
            Err(why) => {
                tracing::warn!(mail = mail.id, cause = %mail.cause, %why, "a mail was not sent");
                let tries = mail.tries + 1;
                let next = (tries < TRIES_MAX).then(|| now + 60_000 * (1 << tries));
                store::not_sent(&mut tx, mail.id, &why, next, now).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(left)
}

/// Forgets old mails.
pub async fn forget_old(db: &Db, now: i64) -> Result<u64, StoreError> {
    let mut tx = db.begin().await?;
    let gone = store::forget_sent_before(&mut tx, now - KEPT_DAYS * 86_400_000).await?;
    tx.commit().await?;
    Ok(gone)
}

/// `/dev/mail`, while developing: what was sent, most recent first.
pub async fn box_page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let all = store::latest(&mut tx).await?;
    let row = |m: Stored| Row {
        cells: vec![
            Cell::text(moment(m.created_at, ask.now)),
            Cell::text(m.recipient),
            Cell::link(format!("/dev/mail/{}", m.id), m.subject),
            Cell::text(if m.sent_at.is_some() { say::MAIL_LEFT } else { say::MAIL_WAITS }),
        ],
    };
    let head = ["Quand", "À", "Objet", "État"].map(str::to_owned).to_vec();
    let table = Table { caption: say::MAILBOX.into(), head, rows: all.into_iter().map(row).collect(), empty: say::MAILBOX_EMPTY.into() };
    Ok(Sheet::new(say::MAILBOX).lead(say::MAILBOX_LEAD).with(Block::table(table)))
}

/// `/dev/mail/{id}`: one of them, its links alive.
pub async fn mail_page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let mail = store::one(&mut tx, ask.key(2)).await?.ok_or_else(missing)?;
    let base = &ask.desk.board.base_url;
    let ways = mail.body.split_whitespace().filter_map(|w| Some((w, w.strip_prefix(base.as_str())?)));
    let ways = ways.map(|(whole, path)| crate::desk::model::Way::link(if path.is_empty() { "/" } else { path }, whole)).collect();
    Ok(Sheet::new(mail.subject)
        .lead(say::mail_to(&mail.recipient))
        .with(Block::text(mail.body))
        .with(Block::ways(ways))
        .with(Block::ways(vec![crate::desk::model::Way::link("/dev/mail", say::MAILBOX)])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::both_engines;

    fn letter(to: &str) -> Letter {
        Letter { person: None, to: to.into(), subject: "Bonjour à vous".into(), body: "Un mot.\n".into(), cause: "essai" }
    }

    #[tokio::test]
    async fn a_mail_leaves_once_and_a_bad_address_is_given_up_after_its_tries() {
        for (name, db) in both_engines().await {
            let folder = tempfile::tempdir().unwrap();
            let postman = Postman::new(None, "Passerelle <bonjour@passerelle.example>", folder.path().join("mails")).unwrap();
            let mut tx = db.begin().await.unwrap();
            put(&mut tx, &letter("awa@exemple.fr"), 1_000).await.unwrap();
            put(&mut tx, &letter("pas une adresse"), 1_000).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(send_due(&db, &postman, 999).await.unwrap(), 0, "{name}: not due yet");
            assert_eq!(send_due(&db, &postman, 1_000).await.unwrap(), 1, "{name}");
            assert_eq!(send_due(&db, &postman, 1_001).await.unwrap(), 0, "{name}: sent twice");
            let text = std::fs::read_to_string(folder.path().join("mails/1.eml")).unwrap();
            assert!(text.contains("To: awa@exemple.fr") && text.contains("Un mot."), "{text}");
            let mut now = 1_000;
            for _ in 0..20 {
                now += 100_000_000;
                send_due(&db, &postman, now).await.unwrap();
            }
            let mut tx = db.read().await.unwrap();
            let bad = store::one(&mut tx, 2).await.unwrap().unwrap();
            assert_eq!((bad.sent_at, bad.tries), (None, TRIES_MAX), "{name}");
            drop(tx);
            assert_eq!(forget_old(&db, now + KEPT_DAYS * 86_400_000 + 1).await.unwrap(), 2, "{name}");
        }
    }

    #[test]
    fn configuration_that_does_not_read_is_named() {
        assert!(Postman::new(None, "personne", "x".into()).is_err_and(|e| e.contains("PASSERELLE_MAIL_FROM")));
        assert!(Postman::new(Some("http://x"), "a@b.fr", "x".into()).is_err_and(|e| e.contains("PASSERELLE_SMTP_URL")));
    }
}
