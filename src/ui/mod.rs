//! The design system: the frame of every page and the small components all rooms share.
//!
//! Style lives in `style/`; the development page `/apercu` shows every piece in every state.

pub mod crash;
#[cfg(feature = "hydrate")]
pub mod fetch;
pub mod frame;
pub mod parts;
pub mod refused;
pub mod still;
#[cfg(feature = "ssr")]
pub mod style;
