//! A person, their roles, and what each role may do.

pub mod password;

use crate::kernel::labelled::labelled;

labelled! {
    /// A role a person holds for a time; one person holds many over the years (rule A13).
    Role {
        /// Prepares a file for a programme.
        Candidate = "candidat", "Candidat·e", "Candidate";
        /// Lives the year.
        Associate = "associe", "Associé.e", "Associate";
        /// Has lived it.
        Fellow = "fellow", "Fellow", "Fellow";
        /// Works in an organisation that recruits or hosts.
        Member = "membre", "Membre d’une organisation", "Organisation member";
        /// The same, and manages who else does.
        Manager = "gestion", "Gestion d’une organisation", "Organisation manager";
        /// Accompanies a placement.
        Mentor = "mentor", "Mentor", "Mentor";
        /// Accompanies the year.
        Coach = "coach", "Coach", "Coach";
        /// Gives a training.
        Trainer = "formation", "Formateur ou formatrice", "Trainer";
        /// Runs the programmes.
        Team = "equipe", "Équipe", "Team";
        /// Gives roles.
        Admin = "administration", "Administration", "Administrator";
    }
}

impl Role {
    /// Whether who holds it runs the programmes.
    pub const fn runs_programmes(self) -> bool {
        matches!(self, Role::Team | Role::Admin)
    }
}

labelled! {
    /// The form a person is addressed with (rule N9).
    Agreement {
        /// Associée.
        Feminine = "feminin", "Féminin (Associée)", "Feminine";
        /// Associé.
        Masculine = "masculin", "Masculin (Associé)", "Masculine";
        /// Associé.e.
        Inclusive = "inclusif", "Inclusif (Associé.e)", "Inclusive";
    }
}

impl Agreement {
    /// The ending of a word that agrees: "Associé" + this, from the feminine ending.
    pub fn of(self, feminine: &str) -> String {
        match self {
            Agreement::Feminine => feminine.to_owned(),
            Agreement::Masculine => String::new(),
            Agreement::Inclusive => format!("·{feminine}"),
        }
    }
}

/// A role held now, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// The organisation of a member or manager.
    pub organisation: Option<i64>,
}

/// Who asks: a person, by a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Their key.
    pub person: i64,
    /// The session they came by.
    pub session: i64,
    /// Their address.
    pub email: String,
    /// Their name; empty until they say it.
    pub name: String,
    /// How they are addressed.
    pub agreement: Agreement,
    /// The roles held now.
    pub roles: Vec<Held>,
    /// They proved themselves with the second factor in this session.
    pub strong: bool,
    /// They have a second factor.
    pub second_factor: bool,
    /// A demo account: no second factor asked.
    pub demo: bool,
}

impl Viewer {
    /// Whether they hold this role anywhere.
    pub fn is(&self, role: Role) -> bool {
        self.roles.iter().any(|h| h.role == role)
    }

    /// Whether they run the programmes.
    pub fn team(&self) -> bool {
        self.roles.iter().any(|h| h.role.runs_programmes())
    }

    /// The organisations they act for.
    pub fn organisations(&self) -> Vec<i64> {
        let mut all: Vec<i64> = self.roles.iter().filter_map(|h| h.organisation).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether they act for this organisation.
    pub fn acts_for(&self, organisation: i64) -> bool {
        self.roles.iter().any(|h| h.organisation == Some(organisation))
    }

    /// Whether they manage who acts for this organisation.
    pub fn manages(&self, organisation: i64) -> bool {
        self.roles.iter().any(|h| h.organisation == Some(organisation) && h.role == Role::Manager)
    }

    /// Whether the second factor must still be given, or set up, before anything else. The team may not go without one.
    pub fn must_prove(&self) -> bool {
        !self.strong && !self.demo && (self.second_factor || self.team())
    }

    /// The name they are called by: their own, or the beginning of their address.
    pub fn called(&self) -> &str {
        let own = self.name.trim();
        if own.is_empty() { self.email.split('@').next().unwrap_or("") } else { own }
    }
}

/// Whom a page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anyone,
    /// Whoever signed in.
    SignedIn,
    /// Whoever signed in, even before the second factor.
    HalfSignedIn,
    /// Whoever acts for an organisation.
    Organisation,
    /// Whoever runs the programmes.
    Team,
    /// Whoever gives roles.
    Admin,
    /// Anybody, while the site is only reachable from this machine.
    Development,
}

/// What the policy says to somebody who asks for a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Yes. Whether an object on that page is theirs, its service says.
    Welcome,
    /// Sign in first.
    SignIn,
    /// Prove it with the second factor first.
    Prove,
    /// Not with these roles.
    Forbidden,
    /// No such page.
    Missing,
}

/// The policy: who may ask for what.
pub fn may(who: Who, viewer: Option<&Viewer>, development: bool) -> Verdict {
    if who == Who::Anyone {
        return Verdict::Welcome;
    }
    if who == Who::Development {
        return if development { Verdict::Welcome } else { Verdict::Missing };
    }
    let Some(viewer) = viewer else { return Verdict::SignIn };
    if who == Who::HalfSignedIn {
        return Verdict::Welcome;
    }
    if viewer.must_prove() {
        return Verdict::Prove;
    }
    let fine = match who {
        Who::Anyone | Who::HalfSignedIn | Who::SignedIn | Who::Development => true,
        Who::Organisation => viewer.roles.iter().any(|h| h.organisation.is_some()),
        Who::Team => viewer.team(),
        Who::Admin => viewer.is(Role::Admin),
    };
    if fine { Verdict::Welcome } else { Verdict::Forbidden }
}

/// The address as it is stored and compared: no spaces around, lower case. None when it is no address.
pub fn address(typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    crate::jobs::model::draft::plausible_mail(&typed).then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewer(roles: &[(Role, Option<i64>)]) -> Viewer {
        Viewer {
            person: 1,
            session: 1,
            email: "awa@exemple.fr".into(),
            name: String::new(),
            agreement: Agreement::Feminine,
            roles: roles.iter().map(|(role, organisation)| Held { role: *role, organisation: *organisation }).collect(),
            strong: false,
            second_factor: false,
            demo: false,
        }
    }

    #[test]
    fn the_policy_says_who_may_ask_for_what() {
        let candidate = viewer(&[(Role::Candidate, None)]);
        let team = viewer(&[(Role::Team, None)]);
        let proved = Viewer { strong: true, second_factor: true, ..team.clone() };
        let admin = Viewer { strong: true, ..viewer(&[(Role::Admin, None)]) };
        let member = viewer(&[(Role::Member, Some(7))]);
        let cautious = Viewer { second_factor: true, ..candidate.clone() };
        let all = [None, Some(&candidate), Some(&cautious), Some(&member), Some(&team), Some(&proved), Some(&admin)];
        let verdicts = |who, development| all.map(|v| may(who, v, development));
        use Verdict::{Forbidden, Missing, Prove, SignIn, Welcome};
        assert_eq!(verdicts(Who::Anyone, false), [Welcome; 7]);
        assert_eq!(verdicts(Who::Development, false), [Missing; 7]);
        assert_eq!(verdicts(Who::Development, true), [Welcome; 7]);
        assert_eq!(verdicts(Who::HalfSignedIn, false), [SignIn, Welcome, Welcome, Welcome, Welcome, Welcome, Welcome]);
        assert_eq!(verdicts(Who::SignedIn, false), [SignIn, Welcome, Prove, Welcome, Prove, Welcome, Welcome]);
        assert_eq!(verdicts(Who::Organisation, false), [SignIn, Forbidden, Prove, Welcome, Prove, Forbidden, Forbidden]);
        assert_eq!(verdicts(Who::Team, false), [SignIn, Forbidden, Prove, Forbidden, Prove, Welcome, Welcome]);
        assert_eq!(verdicts(Who::Admin, false), [SignIn, Forbidden, Prove, Forbidden, Prove, Forbidden, Welcome]);
        assert!(may(Who::Team, Some(&Viewer { demo: true, ..team }), true) == Welcome, "the demo team has no second factor");
    }

    #[test]
    fn an_address_is_stored_one_way() {
        assert_eq!(address("  Awa@Exemple.FR ").as_deref(), Some("awa@exemple.fr"));
        assert_eq!(address("awa@"), None);
    }

    #[test]
    fn a_person_is_addressed_as_they_chose() {
        let words = |a: Agreement| format!("Associé{}", a.of("e"));
        assert_eq!(Agreement::ALL.iter().map(|a| words(*a)).collect::<Vec<_>>(), ["Associée", "Associé", "Associé·e"]);
    }
}
