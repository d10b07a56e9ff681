//! Who takes part now.

use crate::campaign::store::people::{self, Associate, Host, Mission};
use crate::live::model::room::Guest;
use crate::store::{StoreError, Tx};

/// Most characters of a host’s name on the wall.
const SHORT: usize = 28;

/// Everybody who takes part: those who did not leave, hosts with at least one approved mission, and those missions.
#[derive(Clone, Debug, Default)]
pub struct Everyone {
    /// Associates.
    pub associates: Vec<Associate>,
    /// Hosts.
    pub hosts: Vec<Host>,
    /// Missions.
    pub missions: Vec<Mission>,
}

impl Everyone {
    /// Reads them.
    ///
    /// # Errors
    /// The database failed.
    pub async fn load(tx: &mut Tx, campaign: i64) -> Result<Everyone, StoreError> {
        let mut associates = people::associates(tx, campaign).await?;
        associates.retain(|a| a.left.is_none());
        let mut hosts = people::hosts(tx, campaign).await?;
        hosts.retain(|h| h.left.is_none());
        let mut missions = people::missions(tx, campaign).await?;
        missions.retain(|m| m.left.is_none() && m.approved.is_some() && hosts.iter().any(|h| h.id == m.host));
        hosts.retain(|h| missions.iter().any(|m| m.host == h.id));
        Ok(Everyone { associates, hosts, missions })
    }

    /// Everybody who ever took part, those who left and missions no longer approved included: what was published keeps its names.
    ///
    /// # Errors
    /// The database failed.
    pub async fn ever(tx: &mut Tx, campaign: i64) -> Result<Everyone, StoreError> {
        let (associates, hosts) = (people::associates(tx, campaign).await?, people::hosts(tx, campaign).await?);
        Ok(Everyone { associates, hosts, missions: people::missions(tx, campaign).await? })
    }

    /// An associate who takes part.
    pub fn associate(&self, id: i64) -> Option<&Associate> {
        self.associates.iter().find(|a| a.id == id)
    }

    /// A host that takes part.
    pub fn host(&self, id: i64) -> Option<&Host> {
        self.hosts.iter().find(|h| h.id == id)
    }

    /// A mission that can be ranked.
    pub fn mission(&self, id: i64) -> Option<&Mission> {
        self.missions.iter().find(|m| m.id == id)
    }

    /// The missions of a host.
    pub fn missions_of(&self, host: i64) -> impl Iterator<Item = &Mission> {
        self.missions.iter().filter(move |m| m.host == host)
    }

    /// The hosts as they sit in the room, with the first table of each.
    pub fn host_guests(&self, first_tables: &[(i64, u32)]) -> Vec<Guest> {
        let guest = |h: &Host| {
            let titles: Vec<&str> = self.missions_of(h.id).map(|m| m.draft.title.as_str()).collect();
            let first = first_tables.iter().find(|(id, _)| *id == h.id).map_or(1, |(_, table)| *table);
            Guest {
                id: h.id,
                name: h.draft.name.clone(),
                short: shortened(&h.draft.name),
                initials: initials(&h.draft.name),
                about: titles.join(" / "),
                ask: h.draft.question.clone(),
                tables: (first..first + h.draft.tables).collect(),
                ..<Guest as Default>::default()
            }
        };
        self.hosts.iter().map(guest).collect()
    }
}

/// The first letters of the first two words.
pub fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric())).take(2).flat_map(char::to_uppercase).collect()
}

/// A name that fits on the wall: whole words, then "…".
fn shortened(name: &str) -> String {
    let name = name.trim();
    if name.chars().count() <= SHORT {
        return name.to_owned();
    }
    let mut out = String::new();
    for word in name.split_whitespace() {
        let longer = if out.is_empty() { word.to_owned() } else { format!("{out} {word}") };
        if !out.is_empty() && longer.chars().count() >= SHORT {
            break;
        }
        out = longer;
    }
    let cut: String = out.chars().take(SHORT - 1).collect();
    format!("{}…", cut.trim_end_matches([',', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_between_words() {
        assert_eq!(shortened("WE-CO"), "WE-CO");
        assert_eq!(shortened("Programme Premier Pas, groupe Ardelane"), "Programme Premier Pas…");
        assert_eq!(shortened(&"a".repeat(60)).chars().count(), SHORT);
    }
}
