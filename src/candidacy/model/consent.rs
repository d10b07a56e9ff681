//! What a file may be used for, purpose by purpose (rule N1). None said is a no, and no choice is a condition of applying.

use crate::kernel::labelled::labelled;

labelled! {
    /// A purpose.
    Purpose {
        /// Given by submitting, taken back by withdrawing: without it there is nothing to read.
        Selection = "selection", "La sélection de cette édition", "The selection of this edition";
        /// Free.
        LaterEditions = "editions-suivantes", "Être contacté·e pour les éditions suivantes", "Being contacted for later editions";
        /// Free: counted in [`super::figures`], and nowhere without it.
        Statistics = "statistiques", "Des statistiques sans nom", "Anonymous statistics";
    }
}

impl Purpose {
    /// Whether one chooses it by itself, at any time.
    pub const fn free(self) -> bool {
        !matches!(self, Purpose::Selection)
    }
}
