//! Words and options of a command line.

use std::collections::BTreeMap;

use super::help::Command;
use crate::matching::format::solution::Policy;

/// Positional words and `--name value` options.
#[derive(Clone, Debug, Default)]
pub struct Args {
    /// Words, in order.
    pub words: Vec<String>,
    options: BTreeMap<String, String>,
}

impl Args {
    /// Splits the arguments of a command.
    ///
    /// # Errors
    /// A sentence naming an unknown, repeated or valueless option, or a missing or surplus word.
    pub fn read(arguments: &[String], command: &Command) -> Result<Self, String> {
        let mut args = Self::default();
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            let Some(name) = word.strip_prefix("--") else {
                args.words.push(word.clone());
                continue;
            };
            let (name, given) = name.split_once('=').map_or((name, None), |(name, value)| (name, Some(value.to_string())));
            let Some((_, placeholder, _)) = command.options.iter().find(|option| option.0 == name) else {
                return Err(format!("match {} n'a pas d'option --{name} ; match {} --help les énumère.", command.name, command.name));
            };
            let value = match given {
                _ if placeholder.is_empty() => "yes".into(),
                Some(value) => value,
                None => rest.next().cloned().ok_or_else(|| format!("L'option --{name} attend une valeur."))?,
            };
            if args.options.insert(name.to_string(), value).is_some() {
                return Err(format!("L'option --{name} est répétée."));
            }
        }
        if args.words.len() < command.count.0 {
            return Err(format!("Il manque un argument : match {} {}.", command.name, command.words));
        }
        match args.words.get(command.count.1) {
            Some(word) => Err(format!("« {word} » est de trop : match {} {}.", command.name, command.words)),
            None => Ok(args),
        }
    }

    /// The `at`-th word; empty when there is none.
    #[must_use]
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    /// An option's text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.options.get(name).map(String::as_str)
    }

    /// Is the switch given?
    #[must_use]
    pub fn switch(&self, name: &str) -> bool {
        self.options.contains_key(name)
    }

    /// An option's number, or the default.
    ///
    /// # Errors
    /// A sentence when it is not a whole number.
    pub fn number(&self, name: &str, default: u64) -> Result<u64, String> {
        match self.text(name) {
            None => Ok(default),
            Some(text) => text.parse().map_err(|_| format!("--{name} : « {text} » n'est pas un nombre entier.")),
        }
    }

    /// An option's number when given, at most `most`.
    ///
    /// # Errors
    /// A sentence when it is not a whole number or too large.
    pub fn small(&self, name: &str, most: u32) -> Result<Option<u32>, String> {
        let Some(text) = self.text(name) else { return Ok(None) };
        match text.parse() {
            Ok(number) if number <= most => Ok(Some(number)),
            _ => Err(format!("--{name} : « {text} » n'est pas un nombre entier de 0 à {most}.")),
        }
    }

    /// A list of words separated by commas.
    pub fn list<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.text(name).unwrap_or("").split(',').map(str::trim).filter(|word| !word.is_empty())
    }

    /// `A:3,B:1` as names and numbers.
    ///
    /// # Errors
    /// A sentence naming the part that has another form.
    pub fn numbered(&self, name: &str) -> Result<Vec<(&str, u32)>, String> {
        let row = |row| {
            let (id, number): (&str, &str) =
                str::rsplit_once(row, ':').ok_or_else(|| format!("--{name} : « {row} » n'a pas la forme NOM:NOMBRE."))?;
            let number = number.parse().map_err(|_| format!("--{name} : « {number} » n'est pas un nombre."))?;
            Ok((id, number))
        };
        self.list(name).map(row).collect()
    }

    /// The separator of tables written.
    ///
    /// # Errors
    /// A sentence when it is neither `;` nor `,`.
    pub fn separator(&self) -> Result<char, String> {
        match self.text("separator") {
            None | Some(";") => Ok(';'),
            Some(",") => Ok(','),
            Some(other) => Err(format!("--separator : « {other} » n'est ni ; ni ,.")),
        }
    }

    /// The policy asked for.
    ///
    /// # Errors
    /// A sentence when it is none of the three.
    pub fn policy(&self) -> Result<Policy, String> {
        self.text("policy").map_or(Ok(Policy::Total), policy)
    }
}

/// A policy by its name.
///
/// # Errors
/// A sentence when it is none of the three.
pub fn policy(name: &str) -> Result<Policy, String> {
    match name {
        "total" => Ok(Policy::Total),
        "balanced" => Ok(Policy::Balanced),
        "egalitarian" => Ok(Policy::Egalitarian),
        other => Err(format!("« {other} » n'est ni total, ni balanced, ni egalitarian.")),
    }
}
