//! How an answer travels: a refusal keeps its sentence and gets its HTTP status, a fault is logged and says nothing.

use crate::kernel::refusal::{Reason, Refusal};
use leptos::prelude::*;
use leptos::server_fn::codec::JsonEncoding;

impl FromServerFnError for Refusal {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Refusal {
        let unreadable = matches!(value, ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_));
        #[cfg(feature = "ssr")]
        if unreadable && let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
            response.set_status(axum::http::StatusCode::BAD_REQUEST);
        }
        Refusal {
            reason: if unreadable { Reason::Malformed } else { Reason::Fault },
            field: None,
            sentence: "La page n’a pas pu être chargée. Vérifiez votre connexion et rechargez-la.".to_owned(),
        }
    }
}

/// Turns what a use case gave into what is sent: sets the status of a refusal, logs a fault and hides it.
#[cfg(feature = "ssr")]
pub fn answer<T, E: std::fmt::Display>(result: Result<Result<T, Refusal>, E>) -> Result<T, Refusal> {
    let refusal = match result {
        Ok(Ok(value)) => return Ok(value),
        Ok(Err(refusal)) => refusal,
        Err(fault) => {
            tracing::error!(%fault, "a use case failed");
            Refusal { reason: Reason::Fault, field: None, sentence: crate::i18n::fault_text(crate::kernel::lang::Lang::Fr).to_owned() }
        }
    };
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>()
        && let Ok(status) = axum::http::StatusCode::from_u16(refusal.reason.status())
    {
        response.set_status(status);
    }
    Err(refusal)
}
