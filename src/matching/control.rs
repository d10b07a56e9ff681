//! What a long run shows while it works, and how it is stopped.

/// Raised when the person who started the run asked to stop it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// Watches a run. All methods are called often and must return at once.
pub trait Watch {
    /// True once the run should stop; the engine then returns [`Cancelled`] and no plan.
    fn cancelled(&self) -> bool {
        false
    }
    /// True once the best plan so far is wanted: searches stop improving and say what they have and what is not proved.
    fn enough(&self) -> bool {
        false
    }
    /// `done` out of about `of` steps of `stage` are finished.
    fn progress(&self, stage: &str, done: u64, of: u64) {
        let _ = (stage, done, of);
    }
}

/// Watches nothing: runs to the end in silence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {}

/// The usual check inside a loop: an error once the run is cancelled.
///
/// # Errors
/// [`Cancelled`] when `watch` says so.
pub fn keep_going(watch: &dyn Watch) -> Result<(), Cancelled> {
    if watch.cancelled() { Err(Cancelled) } else { Ok(()) }
}
