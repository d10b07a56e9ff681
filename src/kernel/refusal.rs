//! An expected "no": a sentence a person can act on, the field it belongs to, and the HTTP status that goes with it.
//!
//! A refusal is never logged as an error and never shown as a fault. Unexpected failures are faults and live in `web`.

use serde::{Deserialize, Serialize};

/// Why something is refused, in HTTP terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// 400: the request itself cannot be understood.
    Malformed,
    /// 403: not with this role.
    Forbidden,
    /// 404: there is no such thing, or it is not for this reader.
    Missing,
    /// 409: it is no longer as it was when the form was shown.
    Conflict,
    /// 410: it existed and its time is over.
    Gone,
    /// 413: more than the stated limit.
    TooLarge,
    /// 422: understood, but against a rule.
    Invalid,
    /// 429: too often.
    TooOften,
    /// 500: not a "no" at all, a fault on our side; its details are in the log, never here.
    Fault,
}

impl Reason {
    /// The HTTP status of this reason.
    pub const fn status(self) -> u16 {
        match self {
            Reason::Malformed => 400,
            Reason::Forbidden => 403,
            Reason::Missing => 404,
            Reason::Conflict => 409,
            Reason::Gone => 410,
            Reason::TooLarge => 413,
            Reason::Invalid => 422,
            Reason::TooOften => 429,
            Reason::Fault => 500,
        }
    }
}

/// A refusal: what to do about it, in French, and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Why, in HTTP terms.
    pub reason: Reason,
    /// The field it belongs to, when there is one.
    pub field: Option<String>,
    /// One French sentence that says what to do.
    pub sentence: String,
}

impl Refusal {
    /// A rule broken by the value of one field.
    pub fn invalid(field: &str, sentence: impl Into<String>) -> Refusal {
        Refusal { reason: Reason::Invalid, field: Some(field.to_owned()), sentence: sentence.into() }
    }

    /// Input that cannot be read at all.
    pub fn malformed(sentence: impl Into<String>) -> Refusal {
        Refusal { reason: Reason::Malformed, field: None, sentence: sentence.into() }
    }

    /// Nothing at this address.
    pub fn missing(sentence: impl Into<String>) -> Refusal {
        Refusal { reason: Reason::Missing, field: None, sentence: sentence.into() }
    }

    /// Against a rule, without belonging to one field.
    pub fn rule(sentence: impl Into<String>) -> Refusal {
        Refusal { reason: Reason::Invalid, field: None, sentence: sentence.into() }
    }

    /// Not with this role.
    pub fn forbidden(sentence: impl Into<String>) -> Refusal {
        Refusal { reason: Reason::Forbidden, field: None, sentence: sentence.into() }
    }

    /// No longer as it was when the form was shown.
    pub fn conflict(sentence: impl Into<String>) -> Refusal {
        Refusal { reason: Reason::Conflict, field: None, sentence: sentence.into() }
    }

    /// Too often.
    pub fn too_often(sentence: impl Into<String>) -> Refusal {
        Refusal { reason: Reason::TooOften, field: None, sentence: sentence.into() }
    }

    /// More than a stated limit.
    pub fn too_large(sentence: impl Into<String>) -> Refusal {
        Refusal { reason: Reason::TooLarge, field: None, sentence: sentence.into() }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.field {
            Some(field) => write!(f, "{field} : {}", self.sentence),
            None => f.write_str(&self.sentence),
        }
    }
}

impl std::error::Error for Refusal {}
