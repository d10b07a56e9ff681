//! Secrets: tokens, their marks, passwords, codes. What is stored never lets anyone in by itself.

use crate::kernel::clock::secret_bytes;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Hashing at once: each takes 19 MiB and a core for some tens of milliseconds.
static HASHING: Semaphore = Semaphore::const_new(2);

/// What an unknown address is compared with, so that it takes as long as a known one.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("personne n’a ce mot de passe", &[7; 16]).unwrap_or_default());

/// A new unpredictable token, as it stands in a cookie or an address.
///
/// # Errors
/// The system has no entropy source.
pub fn token() -> Result<String, String> {
    Ok(BASE64URL_NOPAD.encode(&secret_bytes::<32>()?))
}

/// What is stored of a token: whoever reads the database cannot use it.
pub fn mark(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// Argon2id with the parameters OWASP gives for it: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash_now(password: &str, salt: &[u8]) -> Result<String, String> {
    argon2().hash_password_with_salt(password.as_bytes(), salt).map(|h| h.to_string()).map_err(|e| format!("argon2: {e}"))
}

/// Hashes a password, off the threads that answer.
///
/// # Errors
/// No entropy, or the task was stopped.
pub async fn hash(password: String) -> Result<String, String> {
    let salt = secret_bytes::<16>()?;
    let _place = HASHING.acquire().await.map_err(|e| e.to_string())?;
    tokio::task::spawn_blocking(move || hash_now(&password, &salt)).await.map_err(|e| e.to_string())?
}

/// Whether a password is the one of a hash. Without a hash the same work is done, and the answer is no.
///
/// # Errors
/// The task was stopped.
pub async fn matches(password: String, stored: Option<String>) -> Result<bool, String> {
    let _place = HASHING.acquire().await.map_err(|e| e.to_string())?;
    let check = move || {
        let known = stored.is_some();
        let hash = stored.unwrap_or_else(|| NOBODY.clone());
        let same = argon2().verify_password(password.as_bytes(), hash.as_str()).is_ok();
        known && same
    };
    tokio::task::spawn_blocking(check).await.map_err(|e| e.to_string())
}

/// A new key for a second factor, in base 32.
///
/// # Errors
/// The system has no entropy source.
pub fn totp_key() -> Result<String, String> {
    Ok(BASE32_NOPAD.encode(&secret_bytes::<20>()?))
}

/// The codes of a key (RFC 6238: SHA-1, six digits, thirty seconds), one step late or early allowed.
fn totp(key: &str, account: &str) -> Option<totp_rs::Totp> {
    let bytes = BASE32_NOPAD.decode(key.as_bytes()).ok()?;
    let builder = totp_rs::Builder::new().with_secret(bytes.into_boxed_slice()).with_account_name(account.replace(':', " "));
    builder.with_issuer(Some("Passerelle")).with_skew(1).build().ok()
}

/// The time step a code is good for, if any; the caller takes it once.
pub fn totp_step(key: &str, code: &str, seconds: i64) -> Option<i64> {
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let time = u64::try_from(seconds).ok()?;
    totp(key, "")?.check(&code, time).and_then(|step| i64::try_from(step).ok())
}

/// What an application of codes scans.
pub fn totp_url(key: &str, account: &str) -> Option<String> {
    totp(key, account)?.to_url().ok()
}

/// A square to scan, as an image that stands in an address.
pub fn qr(text: &str) -> Option<String> {
    let code = qrcode::QrCode::new(text.as_bytes()).ok()?;
    let svg = code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(220, 220).build();
    Some(format!("data:image/svg+xml;base64,{}", data_encoding::BASE64.encode(svg.as_bytes())))
}

/// Eight recovery codes, each "abcde-fghij".
///
/// # Errors
/// The system has no entropy source.
pub fn recovery() -> Result<Vec<String>, String> {
    (0..8)
        .map(|_| {
            let text = BASE32_NOPAD.encode(&secret_bytes::<7>()?).to_lowercase();
            Ok(format!("{}-{}", text.get(..5).unwrap_or_default(), text.get(5..10).unwrap_or_default()))
        })
        .collect()
}

/// A recovery code as it is compared: without the signs people add.
pub fn recovery_mark(code: &str) -> String {
    mark(&code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_alone() {
        let stored = hash("cheval lampe orage".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(matches("cheval lampe orage".into(), Some(stored.clone())).await.unwrap());
        assert!(!matches("cheval lampe orages".into(), Some(stored)).await.unwrap());
        assert!(!matches("personne n’a ce mot de passe".into(), None).await.unwrap());
    }

    #[test]
    fn codes_follow_the_standard() {
        // RFC 6238, appendix B, cut to six digits: the key is "12345678901234567890".
        let key = BASE32_NOPAD.encode(b"12345678901234567890");
        assert_eq!(totp_step(&key, "287 082", 59), Some(1));
        assert_eq!(totp_step(&key, "081804", 1_111_111_109), Some(37_037_036));
        assert_eq!(totp_step(&key, "287082", 59 + 30), Some(1), "one step late");
        assert_eq!(totp_step(&key, "287082", 59 + 90), None);
        assert_eq!(totp_step(&key, "", 59), None);
        assert!(totp_url(&key, "awa@exemple.fr").unwrap().starts_with("otpauth://totp/"));
        assert!(qr("otpauth://totp/x").unwrap().starts_with("data:image/svg+xml;base64,"));
    }

    #[test]
    fn tokens_and_codes_are_long_and_differ() {
        assert_ne!(token().unwrap(), token().unwrap());
        assert_eq!(token().unwrap().len(), 43);
        let codes = recovery().unwrap();
        assert_eq!(codes.iter().collect::<std::collections::HashSet<_>>().len(), 8);
        assert_eq!(recovery_mark(" ABCDE fghij"), recovery_mark("abcde-fghij"));
    }
}
