//! Who somebody is in a campaign: the associate whose address is theirs, the hosts they speak for, or the team. What belongs to others
//! does not exist for them.

use crate::campaign::model::phase::Stage;
use crate::campaign::store::people::{self, Associate, Host};
use crate::campaign::store::{self, Campaign};
use crate::desk::service::{Ask, No, missing};
use crate::live::model::seat::Side;
use crate::people::model::Viewer;
use crate::store::{StoreError, Tx};

/// Somebody in a campaign they take part in.
#[derive(Clone, Debug)]
pub struct Member {
    /// The campaign.
    pub campaign: Campaign,
    /// Its phases.
    pub stages: Vec<Stage>,
    /// The associate they are.
    pub associate: Option<Associate>,
    /// The hosts they speak for, in the order of their references.
    pub hosts: Vec<Host>,
}

/// In whose name somebody reads or ranks.
#[derive(Clone, Debug)]
pub enum Voice {
    /// As an associate.
    Associate(Associate),
    /// For a host.
    Host(Host),
}

impl Voice {
    /// The side of the campaign.
    pub const fn side(&self) -> Side {
        match self {
            Voice::Associate(_) => Side::Associate,
            Voice::Host(_) => Side::Host,
        }
    }

    /// Key of the associate or host.
    pub const fn id(&self) -> i64 {
        match self {
            Voice::Associate(a) => a.id,
            Voice::Host(h) => h.id,
        }
    }

    /// The address mails go to.
    pub fn email(&self) -> &str {
        match self {
            Voice::Associate(a) => &a.draft.email,
            Voice::Host(h) => &h.draft.email,
        }
    }

    /// The name of the associate or host.
    pub fn name(&self) -> &str {
        match self {
            Voice::Associate(a) => &a.draft.name,
            Voice::Host(h) => &h.draft.name,
        }
    }

    /// What addresses need to speak in this name: nothing for an associate.
    pub fn query(&self) -> String {
        match self {
            Voice::Associate(_) => String::new(),
            Voice::Host(h) => format!("?structure={}", h.id),
        }
    }
}

impl Member {
    /// In whose name an address is asked for: the host its query names, else the associate, else the first host.
    ///
    /// # Errors
    /// They do not speak for that host (404).
    pub fn voice(&self, ask: &Ask<'_>) -> Result<Voice, No> {
        if let Some(id) = ask.query.number("structure") {
            return self.hosts.iter().find(|h| h.id == id).cloned().map(Voice::Host).ok_or_else(missing);
        }
        match &self.associate {
            Some(a) => Ok(Voice::Associate(a.clone())),
            None => self.hosts.first().cloned().map(Voice::Host).ok_or_else(missing),
        }
    }

    /// Every name they speak in.
    pub fn voices(&self) -> Vec<Voice> {
        let own = self.associate.iter().cloned().map(Voice::Associate);
        own.chain(self.hosts.iter().cloned().map(Voice::Host)).collect()
    }

    /// Whether they speak for this host.
    pub fn speaks_for(&self, host: i64) -> bool {
        self.hosts.iter().any(|h| h.id == host)
    }

    /// Where the campaign's page for people is.
    pub fn here(&self) -> String {
        format!("/mon-espace/campagnes/{}", self.campaign.id)
    }
}

/// The hosts somebody speaks for, in every campaign: as their contact, or acting for the organisation they are.
async fn hosts_of(tx: &mut Tx, me: &Viewer) -> Result<Vec<Host>, StoreError> {
    let mut all = people::host_of(tx, &me.email).await?;
    for organisation in me.organisations() {
        all.extend(people::hosts_of(tx, organisation).await?);
    }
    all.retain(|h| h.left.is_none());
    all.sort_by(|a, b| (a.campaign, &a.draft.reference, a.id).cmp(&(b.campaign, &b.draft.reference, b.id)));
    all.dedup_by_key(|h| h.id);
    Ok(all)
}

async fn associates_of(tx: &mut Tx, me: &Viewer) -> Result<Vec<Associate>, StoreError> {
    let mut all = people::associate_of(tx, &me.email).await?;
    all.retain(|a| a.left.is_none());
    Ok(all)
}

/// Who asks, in a campaign they take part in.
///
/// # Errors
/// Nobody signed in; they take no part in it, or there is none (404).
pub async fn member_of(tx: &mut Tx, ask: &Ask<'_>, campaign: i64) -> Result<Member, No> {
    let me = ask.me()?;
    let associate = associates_of(tx, me).await?.into_iter().find(|a| a.campaign == campaign);
    let hosts: Vec<Host> = hosts_of(tx, me).await?.into_iter().filter(|h| h.campaign == campaign).collect();
    if associate.is_none() && hosts.is_empty() {
        return Err(missing());
    }
    let found = store::one(tx, campaign).await?.ok_or_else(missing)?;
    let stages = store::phases(tx, campaign).await?;
    Ok(Member { campaign: found, stages, associate, hosts })
}

/// Who asks, in the campaign their address names (`/mon-espace/campagnes/{id}`).
///
/// # Errors
/// As [`member_of`].
pub async fn member(tx: &mut Tx, ask: &Ask<'_>) -> Result<Member, No> {
    member_of(tx, ask, ask.key(2)).await
}

/// Whether somebody is the associate, or speaks for the host, of a key.
///
/// # Errors
/// The database failed.
pub async fn is_theirs(tx: &mut Tx, me: &Viewer, side: Side, id: i64) -> Result<bool, StoreError> {
    Ok(match side {
        Side::Associate => associates_of(tx, me).await?.iter().any(|a| a.id == id),
        Side::Host => hosts_of(tx, me).await?.iter().any(|h| h.id == id),
    })
}

/// The campaigns somebody takes part in, the latest first.
///
/// # Errors
/// The database failed.
pub async fn campaigns_of(tx: &mut Tx, me: &Viewer) -> Result<Vec<i64>, StoreError> {
    let mut all: Vec<i64> = associates_of(tx, me).await?.into_iter().map(|a| a.campaign).collect();
    all.extend(hosts_of(tx, me).await?.into_iter().map(|h| h.campaign));
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup();
    Ok(all)
}

/// Whether who asks takes part in a campaign at all.
///
/// # Errors
/// Nobody signed in, or the database failed.
pub async fn takes_part(ask: &Ask<'_>) -> Result<bool, No> {
    let mut tx = ask.db().read().await?;
    Ok(!campaigns_of(&mut tx, ask.me()?).await?.is_empty())
}

/// The campaign of an address of the team (`/equipe/campagnes/{id}`), whose policy was checked already.
///
/// # Errors
/// There is none (404).
pub async fn of_team(tx: &mut Tx, ask: &Ask<'_>) -> Result<Campaign, No> {
    store::one(tx, ask.key(2)).await?.ok_or_else(missing)
}

/// The same, taken for this transaction.
///
/// # Errors
/// There is none (404).
pub async fn of_team_locked(tx: &mut Tx, ask: &Ask<'_>) -> Result<Campaign, No> {
    store::lock(tx, ask.key(2), ask.ms()).await?.ok_or_else(missing)
}
