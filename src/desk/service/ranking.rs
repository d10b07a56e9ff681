//! A ranking that was sent: reading it, and showing it again as typed when it is refused.

use super::{Ask, Fields};
use crate::desk::model::{Block, Ranking};
use crate::desk::order::{self, Entry, REASON_MAX};
use crate::i18n::desk as say;
use crate::kernel::refusal::Refusal;

impl Fields {
    /// The ballot a ranking form sends about these targets, silent ones left out: `bulletin` where a script wrote it, the numbered
    /// fields otherwise. An opinion counts before a number. What is said of another target is refused.
    ///
    /// # Errors
    /// Each field to correct, or a text that is no ballot.
    pub fn ballot(&self, targets: &[i64]) -> Result<Vec<Entry>, Vec<Refusal>> {
        let mut found = Vec::new();
        let entries = match self.get("bulletin") {
            "" => targets.iter().map(|id| self.entry(*id, &mut found)).collect(),
            text => order::parse(text).map_err(|_| vec![Refusal::malformed(say::RANK_UNREAD)])?,
        };
        if entries.iter().any(|e| !targets.contains(&e.id)) {
            return Err(vec![Refusal::malformed(say::RANK_UNREAD)]);
        }
        let long = entries.iter().filter(|e| e.refused && e.reason.chars().count() > REASON_MAX);
        found.extend(long.map(|e| Refusal::invalid(&format!("motif-{}", e.id), say::reason_too_long(REASON_MAX))));
        let said = entries.into_iter().filter(|e| e.rank.is_some() || !e.opinion().is_empty());
        if found.is_empty() { Ok(said.collect()) } else { Err(found) }
    }

    fn entry(&self, id: i64, found: &mut Vec<Refusal>) -> Entry {
        let (rank, opinion) = (format!("rang-{id}"), self.get(&format!("avis-{id}")));
        let mut entry = Entry { reason: self.get(&format!("motif-{id}")).to_owned(), ..Entry::silent(id) };
        (entry.indifferent, entry.refused) = (opinion == "indifferent", opinion == "refuse");
        if opinion.is_empty() && self.has(&rank) {
            entry.rank = order::rank_of(self.get(&rank));
            if entry.rank.is_none() {
                found.push(Refusal::invalid(&rank, say::RANK_NUMBER));
            }
        }
        entry
    }
}

impl Ask<'_> {
    /// A ranking as a block: what was typed when this form was refused, with the sentence of each problem beside its target; otherwise
    /// as its targets say.
    pub fn ranking(&self, mut ranking: Ranking) -> Block {
        let Some(typed) = self.typed.as_ref().filter(|t| t.fields.get("formulaire") == ranking.id) else { return Block::ranking(ranking) };
        if typed.fields.has("bulletin") {
            ranking.say(typed.fields.get("bulletin"));
        }
        for item in &mut ranking.items {
            let names = ["rang", "avis", "motif"].map(|what| format!("{what}-{}", item.id));
            if !typed.fields.has("bulletin") {
                let [rank, opinion, reason] = &names;
                item.rank = typed.fields.get(rank).to_owned();
                item.opinion = typed.fields.get(opinion).to_owned();
                item.reason = typed.fields.get(reason).to_owned();
            }
            let mine = typed.problems.iter().filter(|p| p.field.as_ref().is_some_and(|f| names.contains(f)));
            item.error = mine.map(|p| p.sentence.as_str()).collect::<Vec<_>>().join(" ");
        }
        Block::ranking(ranking)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbered_form_and_the_script_send_the_same_ballot() {
        let plain = Fields::read("bulletin=&rang-4=2&avis-4=&rang-7=1&avis-7=refuse&motif-7=Trop+loin.&avis-9=indifferent&rang-12=&avis-12=");
        let script = Fields::read("bulletin=4%3D2%0A7%3D!Trop+loin.%0A9%3D~");
        let ids = [4, 7, 9, 12];
        assert_eq!(plain.ballot(&ids).unwrap(), script.ballot(&ids).unwrap());
        assert_eq!(order::text(&plain.ballot(&ids).unwrap()), "4=2\n7=!Trop loin.\n9=~");
    }

    #[test]
    fn what_is_wrong_is_named_and_nobody_elses_target_is_taken() {
        let wrong = Fields::read("rang-4=deux&rang-7=0").ballot(&[4, 7]).unwrap_err();
        assert_eq!(wrong.iter().map(|r| r.field.as_deref()).collect::<Vec<_>>(), [Some("rang-4"), Some("rang-7")]);
        assert!(Fields::read("bulletin=5%3D1").ballot(&[4]).is_err());
        assert!(Fields::read("bulletin=4").ballot(&[4]).is_err());
    }
}
