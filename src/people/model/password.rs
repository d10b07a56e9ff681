//! How good a password must be: long enough and hard to guess, without rules about which characters (CNIL, deliberation
//! 2022-100; ANSSI, guide on authentication). What is measured is the number of guesses, not the kinds of signs.

use crate::kernel::refusal::Refusal;

/// Fewest characters.
pub const MIN: usize = 12;
/// Most characters: beyond, hashing would only cost time.
pub const MAX: usize = 200;
/// Guesses, as a power of ten, that a password must resist. With the limits on attempts, years.
const GUESSES_LOG10: f64 = 9.0;

/// Whether a password will do, knowing the person's own words (address, name).
///
/// # Errors
/// What to do, on the field `nouveau`.
pub fn good(password: &str, own: &[&str]) -> Result<(), Refusal> {
    let length = password.chars().count();
    let no = |sentence: &str| Err(Refusal::invalid("nouveau", sentence));
    if length < MIN {
        return no("Prenez au moins 12 caractères. Quatre mots sans rapport entre eux font un bon mot de passe, facile à retenir.");
    }
    if length > MAX {
        return no("200 caractères suffisent\u{202f}: raccourcissez ce mot de passe.");
    }
    let mut words: Vec<&str> = own.iter().flat_map(|w| w.split(|c: char| !c.is_alphanumeric())).filter(|w| w.len() > 2).collect();
    words.extend(["passerelle", "motdepasse", "azerty", "soleil", "bonjour", "doudou", "marseille"]);
    if zxcvbn::zxcvbn(password, &words).guesses_log10() < GUESSES_LOG10 {
        return no("Ce mot de passe se devine trop vite. Ajoutez un mot ou deux, sans suite ni répétition, et sans votre nom.");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_and_guesses_decide_not_the_kinds_of_signs() {
        for fine in ["cheval lampe orage tiroir", "zébulon mange du plomb", "7gH!s9Qp2x#Lm4", "quatre mots tout simples ici"] {
            assert_eq!(good(fine, &["awa.diop@exemple.fr", "Awa Diop"]), Ok(()), "{fine}");
        }
        for weak in ["court", "aaaaaaaaaaaaaaaa", "123456789012", "azertyazerty", "passerelle2026", "Awa.Diop2026", "motdepasse123"] {
            assert!(good(weak, &["awa.diop@exemple.fr", "Awa Diop"]).is_err(), "{weak}");
        }
        assert!(good(&"x y ".repeat(60), &[]).is_err());
    }
}
