//! `/mon-espace/campagnes/{id}/classement/{1|2}`: one's list, to write while it is open, to read afterwards (rules D2, D6, D9);
//! `/direct/classement/{code}`: the second list from a seat of the morning, opened by the code that opens the seat. There it is written,
//! not handed in, and what is kept for people signed in (the pages of a CV, why somebody is refused) is not shown.

use super::access::{Member, Voice, member};
use super::former::{self, Former};
use super::moves::phase_of;
use super::people::Everyone;
use super::second;
use super::shown::{mission_blocks, person_blocks, person_facts};
use crate::campaign::model::ballot::{Ballot, Mark};
use crate::campaign::model::phase::{Phase, PhaseState, Stage, is_open, state};
use crate::campaign::store;
use crate::campaign::store::ballots::{self, Kept, Voter};
use crate::desk::model::{Block, RankItem, Ranking, Sheet, Way};
use crate::desk::service::{Answer, Ask, No, missing};
use crate::i18n::campaign as say;
use crate::kernel::dates::moment;
use crate::kernel::lang::Lang;
use crate::live::model::seat::Side;
use crate::live::service::pages;
use crate::store::Tx;

/// What a list is about: who ranks, which of the two lists, whom or what it may name.
pub(super) struct Paper {
    pub(super) member: Member,
    pub(super) voice: Voice,
    /// 1 or 2.
    pub(super) list: i64,
    pub(super) everyone: Everyone,
    /// Keys of what is ranked: missions for an associate, associates for a host.
    pub(super) known: Vec<i64>,
    /// The code it was opened with, from a seat.
    pub(super) seat: Option<String>,
}

/// Where the list of a seat is, before its code.
pub(super) const OF_SEAT: &str = "/direct/classement/";

/// Whose list is asked for from a seat: campaign, side, key and code.
pub(super) struct Seated {
    campaign: i64,
    side: Side,
    id: i64,
    code: String,
}

/// The seat an address names, and nothing when it names a list of somebody signed in.
///
/// # Errors
/// The code opens nothing (404).
pub(super) async fn seated(ask: &Ask<'_>) -> Result<Option<Seated>, No> {
    if ask.part(0) != "direct" {
        return Ok(None);
    }
    let (hall, seat, code) = pages::seat(ask).await?;
    let id = hall.key_of(seat).ok_or_else(missing)?;
    Ok(Some(Seated { campaign: hall.campaign, side: seat.side, id, code }))
}

/// The campaign whose list is asked for.
pub(super) fn campaign_of(ask: &Ask<'_>, seated: Option<&Seated>) -> i64 {
    seated.map_or_else(|| ask.key(2), |s| s.campaign)
}

impl Paper {
    /// Whose list it is.
    pub(super) fn voter(&self) -> Voter<'static> {
        Voter { campaign: self.member.campaign.id, stage: self.list, side: self.voice.side().code(), id: self.voice.id() }
    }

    /// The address of the list.
    pub(super) fn here(&self) -> String {
        match &self.seat {
            Some(code) => format!("{OF_SEAT}{code}"),
            None => self.own_address(),
        }
    }

    /// The address of the list for its voter, signed in.
    pub(super) fn own_address(&self) -> String {
        super::moves::list_path(self.member.campaign.id, self.list, &self.voice)
    }

    /// The name of what is ranked.
    pub(super) fn name(&self, target: i64) -> String {
        target_name(&self.everyone, matches!(self.voice, Voice::Associate(_)), target)
    }
}

/// The name of a mission (for an associate's list) or of an associate.
pub(super) fn target_name(everyone: &Everyone, of_associate: bool, target: i64) -> String {
    if !of_associate {
        return everyone.associate(target).map_or(String::new(), |a| a.draft.name.clone());
    }
    let Some(m) = everyone.mission(target) else { return String::new() };
    let host = everyone.host(m.host).map_or("", |h| h.draft.name.as_str());
    say::mission_of(host, &m.draft.title)
}

/// The list an address names, for who asks.
///
/// # Errors
/// They take no part in the campaign, do not speak in that name, or there is no such list (404).
pub(super) async fn paper(tx: &mut Tx, ask: &Ask<'_>, seated: Option<Seated>) -> Result<Paper, No> {
    if let Some(seated) = seated {
        return of_seat(tx, seated).await;
    }
    let member = member(tx, ask).await?;
    let voice = member.voice(ask)?;
    let list = match ask.part(4) {
        "1" => 1,
        "2" => 2,
        _ => return Err(missing()),
    };
    let everyone = Everyone::load(tx, member.campaign.id).await?;
    let known = second::targets(&everyone, &voice);
    Ok(Paper { member, voice, list, everyone, known, seat: None })
}

/// The second list of whoever sits there.
async fn of_seat(tx: &mut Tx, seated: Seated) -> Result<Paper, No> {
    let campaign = store::one(tx, seated.campaign).await?.ok_or_else(missing)?;
    let (stages, everyone) = (store::phases(tx, campaign.id).await?, Everyone::load(tx, campaign.id).await?);
    let voice = match seated.side {
        Side::Associate => everyone.associate(seated.id).cloned().map(Voice::Associate),
        Side::Host => everyone.host(seated.id).cloned().map(Voice::Host),
    };
    let voice = voice.ok_or_else(missing)?;
    let known = second::targets(&everyone, &voice);
    let member = Member { campaign, stages, associate: None, hosts: Vec::new() };
    Ok(Paper { member, voice, list: 2, everyone, known, seat: Some(seated.code) })
}

/// Whether a list may be written now: while its phase is open; the second one also during the morning.
pub(super) fn writable(stages: &[Stage], list: i64) -> bool {
    is_open(stages, phase_of(list)) || (list == 2 && is_open(stages, Phase::Morning))
}

/// Where a list stands, in a sentence.
pub(super) fn status(ask: &Ask<'_>, kept: Option<&Kept>, open: bool) -> String {
    let Some(kept) = kept else { return if open { say::RANK_NOTHING } else { say::RANK_NEVER }.to_owned() };
    let saved = moment(kept.saved, ask.now);
    match (kept.submitted_at.map(|at| moment(at, ask.now)), kept.submitted.as_ref() == Some(&kept.draft)) {
        (Some(at), true) => say::rank_handed_in(&at),
        (Some(at), false) if open => say::rank_changed_since(&at, &saved),
        (Some(at), false) => say::rank_counts(&at),
        (None, _) if open => say::rank_draft(&saved),
        (None, _) => say::RANK_DRAFT_ONLY.to_owned(),
    }
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let seated = seated(ask).await?;
    let mut tx = ask.db().read().await?;
    let p = paper(&mut tx, ask, seated).await?;
    let open = writable(&p.member.stages, p.list);
    let phase = state(&p.member.stages, phase_of(p.list));
    let sheet = Sheet::new(say::rank_title(p.list)).above(p.voice.name().to_owned());
    let back = Block::ways(ways(&p));
    if phase == PhaseState::Upcoming && !open {
        return Ok(sheet.with(Block::notice("", say::RANK_LATER)).with(back));
    }
    let kept = ballots::one(&mut tx, p.voter()).await?;
    let met = if p.list == 2 { second::met(&mut tx, p.member.campaign.id, &p.everyone, &p.voice, ask.ms()).await? } else { None };
    let (ballot, begun) = match &kept {
        Some(k) if open => (k.draft.clone(), false),
        Some(k) => (k.submitted.clone().unwrap_or_else(|| k.draft.clone()), false),
        None if p.list == 2 && open => (second::beginning(&mut tx, p.member.campaign.id, &p.everyone, &p.voice, met.as_deref()).await?, true),
        None => (Ballot::default(), false),
    };
    let merged = ballot.merge_new_targets(&p.known);
    let mut items = items(&mut tx, &p, met.as_deref()).await?;
    if p.list == 2 {
        let notes = second::notes(&mut tx, p.member.campaign.id, &p.everyone, &p.voice).await?;
        for item in &mut items {
            item.sheet.extend(notes.get(&item.key()).into_iter().flatten().cloned());
        }
    }
    let version = kept.as_ref().map_or(0, |k| k.version);
    let mut state = status(ask, kept.as_ref(), open);
    if begun && !merged.ballot.is_empty() {
        state = say::RANK_BEGUN.to_owned();
    }
    let mut ranking = Ranking {
        autosave: if open { p.here() } else { String::new() },
        version: version.to_string(),
        // Whoever holds the code of a seat does not read why somebody is refused.
        text: if p.seat.is_some() { merged.ballot.without_reasons() } else { merged.ballot }.to_text(),
        lead: if matches!(p.voice, Voice::Associate(_)) { say::RANK_LEAD_ASSOCIATE } else { say::RANK_LEAD_HOST }.to_owned(),
        pool_title: say::RANK_POOL.to_owned(),
        list_title: say::RANK_LIST.to_owned(),
        items,
        closed: !open,
        state,
        note: if open { say::RANK_NOTE } else { "" }.to_owned(),
        ..Ranking::new("classement")
    };
    if open {
        // The version read is part of the act: without script nothing else says which list this page was made from.
        ranking = ranking.quiet(&format!("garder-{version}"), say::RANK_KEEP);
        if phase == PhaseState::Open && p.seat.is_none() {
            ranking = ranking.button(&format!("remettre-{version}"), say::RANK_HAND_IN);
        }
    }
    let mut sheet = sheet.with_all(ask.said()).with(notes(ask, &p, phase, open));
    if open {
        sheet = sheet.with_all(uncertain(&p, former::cohorts(&mut tx, &p.member.campaign).await?));
    }
    if !merged.gone.is_empty() {
        sheet = sheet.with(Block::notice("now", say::targets_gone(merged.gone.len())));
    }
    let block = if open { ask.ranking(ranking.filled()) } else { Block::ranking(ranking.filled()) };
    Ok(sheet.with(block).with(back))
}

/// Where else one may go.
fn ways(p: &Paper) -> Vec<Way> {
    if let Some(code) = &p.seat {
        let seat = Way { plain: true, ..Way::link(format!("/direct/place/{code}"), say::BACK_TO_SEAT) };
        return vec![seat, Way::link(p.own_address(), say::RANK_SIGNED_IN)];
    }
    let back = Way::link(p.member.here(), say::BACK_TO_CAMPAIGN);
    match p.voice {
        Voice::Associate(_) => vec![Way::link(format!("{}/fiches", p.member.here()), say::GALLERY_OPEN), back],
        Voice::Host(_) => vec![back],
    }
}

/// Until when.
fn notes(ask: &Ask<'_>, p: &Paper, phase: PhaseState, open: bool) -> Block {
    let closes = p.member.stages.iter().find(|s| s.phase == phase_of(p.list)).and_then(|s| s.closes_at).map(|at| moment(at, ask.now));
    let words = match (open, phase) {
        (false, _) => say::RANK_CLOSED.to_owned(),
        (true, PhaseState::Open) if p.seat.is_some() => say::RANK_SEAT.to_owned(),
        (true, PhaseState::Open) => say::rank_until(closes.as_deref()),
        (true, _) => say::RANK_MORNING.to_owned(),
    };
    Block::notice(if open { "now" } else { "" }, words)
}

/// That nobody gets everything they wish, and what the cohorts before got (rule D9).
fn uncertain(p: &Paper, former: Vec<Former>) -> [Block; 2] {
    let set = &p.member.campaign.settings;
    let policy = if p.list == 1 { set.policy1 } else { set.policy2 };
    let mut told =
        vec![Block::text(say::UNCERTAIN), Block::text(say::weights(set.associate_weight)), Block::text(say::policy(policy.label(Lang::Fr)))];
    if p.list == 2 {
        told.push(Block::text(say::unmet(set.unmet)));
    }
    told.extend(former::blocks(&former));
    let title = if former.is_empty() { say::UNCERTAIN_TITLE } else { say::UNCERTAIN_AND_FORMER };
    [Block::fold(title, told), Block::small(say::UNCERTAIN_SHORT)]
}

/// What is ranked, in the order of the alphabet, each with its sheet.
async fn items(tx: &mut Tx, p: &Paper, met: Option<&[i64]>) -> Result<Vec<RankItem>, No> {
    let mut out = Vec::new();
    let tags = |id: i64, words: &str| if met.is_some_and(|m| !m.contains(&id)) { vec![words.to_owned()] } else { Vec::new() };
    // Pages of their own ask who is there.
    let whole = |what: &str, id: i64| if p.seat.is_some() { String::new() } else { format!("{}/{what}/{id}", p.member.here()) };
    match &p.voice {
        Voice::Associate(_) => {
            for m in &p.everyone.missions {
                let host = p.everyone.host(m.host);
                out.push(RankItem {
                    what: m.draft.title.clone(),
                    tags: tags(m.id, say::UNMET_HOST),
                    href: whole("fiches", m.id),
                    sheet: mission_blocks(m, host),
                    ..RankItem::new(m.id, host.map_or("", |h| h.draft.name.as_str()))
                });
            }
        }
        Voice::Host(_) => {
            for a in &p.everyone.associates {
                out.push(RankItem {
                    what: say::periods(a.draft.periods).to_owned(),
                    tags: tags(a.id, say::UNMET_PERSON),
                    href: whole("personnes", a.id),
                    sheet: if p.seat.is_some() { person_facts(a) } else { person_blocks(tx, a).await? },
                    ..RankItem::new(a.id, a.draft.name.as_str())
                });
            }
        }
    }
    out.sort_by_cached_key(|i| (i.name.to_lowercase(), i.what.to_lowercase()));
    Ok(out)
}

/// A list in words, a line for each place; `reasons` says why something is refused.
pub(super) fn in_words(ballot: &Ballot, name: impl Fn(i64) -> String, reasons: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut place = 1;
    for tier in ballot.tiers() {
        let names: Vec<String> = tier.iter().map(|t| name(*t)).collect();
        lines.push(say::rank_line(place, &names));
        place += tier.len();
    }
    let of = |is: fn(&Mark) -> bool| ballot.entries.iter().filter(move |e| is(&e.mark));
    let indifferent: Vec<String> = of(|m| *m == Mark::Indifferent).map(|e| name(e.target)).collect();
    if !indifferent.is_empty() {
        lines.push(say::indifferent_line(&indifferent));
    }
    for e in of(|m| matches!(m, Mark::Refused(_))) {
        let why = match &e.mark {
            Mark::Refused(why) if reasons => why.as_str(),
            _ => "",
        };
        lines.push(say::refused_line(&name(e.target), why));
    }
    lines
}
