//! What people say of their attribution, asked under their result, told to the team, and as a figure to the cohorts that follow (rule D11).

use super::access::{self, Voice};
use super::stage::Bench;
use crate::campaign::model::opinion::{Content, Indicator, WORDS_MOST};
use crate::campaign::store::opinions::{self, Opinion};
use crate::campaign::store::{self, runs};
use crate::candidacy::model::figures::LEAST;
use crate::desk::model::{Block, Cell, Field, Form, Part, Row, Table};
use crate::desk::service::{Acted, Ask, Done, Fields, No, missing};
use crate::i18n::campaign_opinion as say;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::live::model::seat::Side;
use crate::store::{StoreError, Tx};

/// What somebody is asked under their result; `run` is the attribution they read.
pub(super) async fn asked(tx: &mut Tx, ask: &Ask<'_>, campaign: i64, run: i64, voice: &Voice) -> Result<Block, No> {
    let given = opinions::one(tx, campaign, voice.side().code(), voice.id()).await?;
    let (answer, words) = given.as_ref().map_or(("", ""), |o| (o.content.code(), o.words.as_str()));
    let choices = Content::ALL.iter().map(|c| (c.code(), c.label(Lang::Fr)));
    let form = Form::new("avis")
        .hidden("attribution", run.to_string())
        .field(Field::new("satisfaction", "radio", say::QUESTION).value(answer).options(choices).required())
        .field(Field::new("mot", "area", say::WORDS).value(words).rows(3).max(WORDS_MOST).hint(say::WHO_READS))
        .quiet("avis", if given.is_some() { say::CHANGE } else { say::SEND });
    Ok(Block::part(Part { id: "votre-avis".to_owned(), title: say::TITLE.to_owned(), blocks: vec![ask.form(form)], ..Part::default() }))
}

/// Keeps an answer.
pub(super) async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    if fields.get("geste") != "avis" {
        return Err(missing());
    }
    let mut tx = ask.db().begin().await?;
    // The attribution stays as it is until this is done.
    store::lock(&mut tx, ask.key(2), ask.ms()).await?;
    let member = access::member(&mut tx, ask).await?;
    let (voice, id) = (member.voice(ask)?, member.campaign.id);
    let run = runs::published(&mut tx, id, 2).await?.ok_or_else(missing)?;
    if fields.number("attribution") != Some(run.id) {
        return Err(Refusal::conflict(say::ANOTHER_NOW).into());
    }
    let words = fields.get("mot").trim();
    let content = Content::from_code(fields.get("satisfaction")).ok_or_else(|| Refusal::invalid("satisfaction", say::CHOOSE))?;
    if words.chars().count() > WORDS_MOST as usize {
        return Err(Refusal::invalid("mot", say::longest(WORDS_MOST)).into());
    }
    let given = Opinion { content, words: words.to_owned(), given: ask.ms() };
    opinions::put(&mut tx, id, voice.side().code(), voice.id(), &given).await?;
    tx.commit().await?;
    Ok(Done::saying(&format!("{}/resultat{}", member.here(), voice.query()), "avis"))
}

/// The answers of those of a side who are counted.
fn indicator(all: &[(String, i64, Opinion)], side: Side, counted: impl Fn(i64) -> bool) -> Indicator {
    Indicator::of(all.iter().filter(|(of, voter, _)| of == side.code() && counted(*voter)).map(|(.., o)| o.content))
}

/// What the team reads of it.
pub(super) async fn told(tx: &mut Tx, bench: &Bench) -> Result<Vec<Block>, StoreError> {
    let all = opinions::all(tx, bench.campaign.id).await?;
    let (associates, hosts) = (&bench.everyone.associates, &bench.everyone.hosts);
    let facts = vec![
        (say::TEAM_ASSOCIATES, indicator(&all, Side::Associate, |id| associates.iter().any(|a| a.id == id)).words(associates.len())),
        (say::TEAM_HOSTS, indicator(&all, Side::Host, |id| hosts.iter().any(|h| h.id == id)).words(hosts.len())),
    ];
    let mut out = vec![Block::h3(say::TEAM_TITLE), Block::facts(facts)];
    let name = |side: &str, voter: i64| match Side::from_code(side) {
        Some(Side::Host) => bench.everyone.host(voter).map(|h| h.draft.name.clone()),
        _ => bench.everyone.associate(voter).map(|a| a.draft.name.clone()),
    };
    let row = |(side, voter, o): &(String, i64, Opinion)| Row {
        cells: vec![
            Cell::text(name(side, *voter).unwrap_or_else(|| crate::i18n::campaign_decide::GONE.to_owned())),
            Cell::text(o.content.label(Lang::Fr)),
            Cell::text(&o.words),
        ],
    };
    let rows: Vec<Row> = all.iter().map(row).collect();
    if !rows.is_empty() {
        let head = say::HEAD.iter().map(|h| (*h).to_owned()).collect();
        out.push(Block::fold(say::TEAM_ALL, vec![Block::table(Table { caption: say::TEAM_ALL.to_owned(), head, rows, empty: String::new() })]));
    }
    Ok(out)
}

/// The sentence of a former cohort with what it said of it, when enough of its associates answered that nobody is told of.
pub(super) async fn after(tx: &mut Tx, campaign: i64, ranks: String) -> Result<String, StoreError> {
    let of = indicator(&opinions::all(tx, campaign).await?, Side::Associate, |_| true);
    Ok(match of.percent().filter(|_| of.answers >= LEAST) {
        Some(percent) => say::former(&ranks, percent, of.answers),
        None => ranks,
    })
}
