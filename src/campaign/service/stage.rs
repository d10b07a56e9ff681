//! What the plan's and the attribution's pages stand on: one campaign, everybody in it, and what its stage is computed from.

use super::home::{nav, title};
use super::people::Everyone;
use super::{access, engine, problem};
use crate::campaign::model::phase::{Phase, PhaseState, Stage, state};
use crate::campaign::model::read::{Names, with_names};
use crate::campaign::model::settings::Policy;
use crate::campaign::store::{self, Campaign};
use crate::desk::model::Sheet;
use crate::desk::service::{Ask, Fields, No};
use crate::i18n::campaign_decide as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::store::Tx;

/// A stage (1: meetings, 2: attribution) on the team's desk.
pub(super) struct Bench {
    pub(super) campaign: Campaign,
    pub(super) title: String,
    pub(super) stages: Vec<Stage>,
    pub(super) everyone: Everyone,
    pub(super) gathered: problem::Gathered,
    pub(super) stage: i64,
}

impl Bench {
    /// The campaign of the team's address, read in this transaction.
    pub(super) async fn load(tx: &mut Tx, ask: &Ask<'_>, stage: i64) -> Result<Bench, No> {
        let campaign = access::of_team(tx, ask).await?;
        Bench::of(tx, campaign, stage, ask.ms()).await
    }

    /// The same, taken for this transaction.
    pub(super) async fn locked(tx: &mut Tx, ask: &Ask<'_>, stage: i64) -> Result<Bench, No> {
        let campaign = access::of_team_locked(tx, ask).await?;
        Bench::of(tx, campaign, stage, ask.ms()).await
    }

    /// A campaign at hand.
    pub(super) async fn of(tx: &mut Tx, campaign: Campaign, stage: i64, now: i64) -> Result<Bench, No> {
        let everyone = Everyone::load(tx, campaign.id).await?;
        Ok(Bench {
            title: title(tx, &campaign).await?,
            stages: store::phases(tx, campaign.id).await?,
            gathered: problem::input(tx, &campaign, &everyone, stage, now).await?,
            campaign,
            everyone,
            stage,
        })
    }

    /// The address of the page.
    pub(super) fn here(&self) -> String {
        format!("/equipe/campagnes/{}/{}", self.campaign.id, if self.stage == 1 { "plan" } else { "attribution" })
    }

    /// The page's frame.
    pub(super) fn sheet(&self, ask: &Ask<'_>) -> Sheet {
        let (words, lead) = if self.stage == 1 { (say::PLAN, say::PLAN_LEAD) } else { (say::ATTRIBUTION, say::ATTRIBUTION_LEAD) };
        let mut sheet = Sheet::new(words).above(self.title.clone()).lead(lead).dense().with_all(ask.said());
        sheet.nav = nav(ask, self.campaign.id);
        sheet
    }

    /// Refuses while the lists this stage is computed from are not closed: before, nothing of them is shown.
    pub(super) fn lists_closed(&self) -> Result<(), Refusal> {
        let lists = if self.stage == 1 { Phase::Preferences1 } else { Phase::Preferences2 };
        if state(&self.stages, lists) == PhaseState::Closed { Ok(()) } else { Err(Refusal::rule(say::lists_open(lists.label(Lang::Fr)))) }
    }

    /// The rule that is set for this stage.
    pub(super) fn policy(&self) -> Policy {
        if self.stage == 1 { self.campaign.settings.policy1 } else { self.campaign.settings.policy2 }
    }

    /// What pseudonyms stand for.
    pub(super) fn names(&self) -> Names {
        match self.stage {
            1 => problem::names(&self.campaign, &self.everyone),
            _ => problem::mission_names(&self.campaign, &self.everyone),
        }
    }

    /// A sentence of the engines with names in place of pseudonyms.
    pub(super) fn named(&self, text: &str) -> String {
        let names = self.names();
        with_names(text, |code| problem::person(&names, &self.everyone, code))
    }

    /// Names in place of pseudonyms.
    pub(super) fn called(&self, codes: &[String]) -> Vec<String> {
        codes.iter().map(|code| self.named(code)).collect()
    }

    /// What the engines said no with, in names.
    pub(super) fn told(&self, trouble: engine::Trouble) -> No {
        trouble.told(&|text| self.named(text))
    }

    /// The rule and the weight a form asks for.
    pub(super) fn asked(&self, fields: &Fields) -> Result<(Policy, u16), Refusal> {
        let policy = Policy::from_code(fields.get("regle")).ok_or_else(|| Refusal::invalid("regle", say::CHOOSE_RULE))?;
        let own = self.campaign.settings.associate_weight;
        let weight = if fields.has("poids") { fields.number("poids").and_then(|n| u16::try_from(n).ok()) } else { Some(own) };
        let weight = weight.filter(|w| self.weights().contains(&u32::from(*w))).ok_or_else(|| Refusal::invalid("poids", say::CHOOSE_WEIGHT))?;
        Ok((policy, weight))
    }

    /// The weights that are compared: the campaign's own, and three that stand apart.
    pub(super) fn weights(&self) -> Vec<u32> {
        let mut all = crate::matching::compare::WEIGHTS.to_vec();
        all.push(u32::from(self.campaign.settings.associate_weight));
        all.sort_unstable();
        all.dedup();
        all
    }
}
