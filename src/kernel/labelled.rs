//! Closed lists of choices: a code for addresses and storage, a label for each language, and no way to forget one.

/// Declares an enum whose variants each carry a stable `code` and a label in French and English.
///
/// Generates `ALL`, `COUNT`, `code()`, `label(Lang)`, `from_code`, `index()`, and serde by code.
macro_rules! labelled {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $fr:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[doc = $fr] #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every choice, in the order shown.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// How many choices there are.
            pub const COUNT: usize = $name::ALL.len();

            /// The stable code used in addresses, files and the database.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// The words shown on screen.
            pub const fn label(self, lang: $crate::kernel::lang::Lang) -> &'static str {
                match (self, lang) {
                    $(($name::$variant, $crate::kernel::lang::Lang::Fr) => $fr, ($name::$variant, $crate::kernel::lang::Lang::En) => $en,)+
                }
            }

            /// The choice with this code, if any.
            pub fn from_code(code: &str) -> Option<$name> {
                Self::ALL.iter().copied().find(|c| c.code() == code)
            }

            /// Position in [`Self::ALL`], used as a bit number by the search.
            pub const fn index(self) -> usize {
                self as usize
            }
        }
    };
}
pub(crate) use labelled;
