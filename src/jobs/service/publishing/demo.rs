//! The offers and applications of the demo world's recruiters.
