//! `/equipe/campagnes/{id}/attribution`: rules and weights side by side, locks with their price, drafts, what two of them change, validation
//! by name and reason, publication to everybody at once (rules D7, D8, D10).

use super::attribution_show::{difference, figures};
use super::drafts::{Draft, comparison, current, draft, drafts, facts, list, make, shown};
use super::plan::refusals;
use super::stage::Bench;
use super::{THING, engine, locks, opinion, publish};
use crate::audit::service::{Entry, write};
use crate::campaign::model::phase::{Phase, is_open, reason};
use crate::campaign::model::settings::Policy;
use crate::campaign::store::runs;
use crate::desk::model::{Block, Field, Form, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::campaign_decide as say;
use crate::kernel::dates::moment;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let bench = Bench::load(&mut tx, ask, 2).await?;
    let all = drafts(&mut tx, &bench).await?;
    let told = opinion::told(&mut tx, &bench).await?;
    drop(tx);
    let sheet = bench.sheet(ask);
    if let Err(open) = bench.lists_closed() {
        return Ok(sheet.with(Block::facts(vec![(say::F_SEED, bench.campaign.seed.to_string())])).with(Block::notice("", open.sentence)));
    }
    let mut sheet = sheet.with(Block::facts(input(&bench)?)).with_all(compared(ask, &bench).await?);
    sheet = sheet.with(Block::h2(say::DRAFTS)).with(Block::table(list(&bench, ask, &all))).with(ask.form(new_draft(&bench)));
    sheet = sheet.with_all(two(ask, &bench, &all));
    if let Some(draft) = shown(ask, &all) {
        sheet = show(ask, &bench, draft, told, sheet)?;
    }
    Ok(sheet.with_all(locks::blocks(ask, &bench).await?))
}

/// What is computed from: the fingerprint, the seed, and who said nothing.
fn input(bench: &Bench) -> Result<Vec<(&'static str, String)>, No> {
    let compiled = match bench.gathered.compiled() {
        Ok(compiled) => compiled,
        Err(No::Refused(why)) => {
            return Ok(vec![(say::F_INPUT, why.into_iter().map(|r| r.sentence).collect::<Vec<_>>().join(" "))]);
        }
        Err(fault) => return Err(fault),
    };
    let people: Vec<&str> = compiled.silent_associates.iter().filter_map(|id| Some(bench.everyone.associate(*id)?.draft.name.as_str())).collect();
    let hosts: Vec<&str> = compiled.silent_hosts.iter().filter_map(|id| Some(bench.everyone.host(*id)?.draft.name.as_str())).collect();
    Ok(vec![
        (say::F_SEALED, bench.campaign.sealed.clone().unwrap_or_else(|| say::NOT_SET.to_owned())),
        (say::F_SEED, bench.campaign.seed.to_string()),
        (say::F_SILENT_PEOPLE, say::silent(&people)),
        (say::F_SILENT_HOSTS, say::silent(&hosts)),
    ])
}

/// The rules and the weights side by side when the address asks for it: it takes a moment.
async fn compared(ask: &Ask<'_>, bench: &Bench) -> Result<Vec<Block>, No> {
    let mut out = vec![Block::h2(say::COMPARE)];
    if ask.query.get("comparer") != "oui" {
        out.push(Block::ways(vec![Way::quiet(format!("{}?comparer=oui", bench.here()), say::COMPARE_NOW)]));
        return Ok(out);
    }
    let weights = bench.weights();
    let compiled = match bench.gathered.compiled() {
        Ok(compiled) => compiled,
        Err(no) => {
            out.extend(refusals(no)?);
            return Ok(out);
        }
    };
    match engine::side_by_side(compiled.instance, 2, weights.clone(), bench.campaign.seed).await {
        Ok(sides) => out.extend([Block::table(comparison(bench, &sides, &weights)), Block::small(say::COMPARE_HINT_2)]),
        Err(trouble) => out.extend(refusals(bench.told(trouble))?),
    }
    Ok(out)
}

fn new_draft(bench: &Bench) -> Form {
    let rules = Policy::ALL.iter().map(|p| (p.code(), p.label(Lang::Fr)));
    let weights = bench.weights().into_iter().map(|w| (w.to_string(), say::share_words(w)));
    Form::new("essai")
        .field(Field::new("regle", "select", say::RULE).options(rules).value(bench.policy().code()).half())
        .field(Field::new("poids", "select", say::WEIGHT).options(weights).value(bench.campaign.settings.associate_weight.to_string()).half())
        .button("essai", say::MAKE_DRAFT)
}

/// Who changes between two drafts.
fn two(ask: &Ask<'_>, bench: &Bench, all: &[Draft]) -> Vec<Block> {
    if all.len() < 2 {
        return Vec::new();
    }
    let options = || all.iter().map(|d| (d.run.id.to_string(), say::draft_choice(d.run.id, super::drafts::rule(&d.run.policy), d.run.weight)));
    let pick = |name: &str, default: usize| {
        let asked = ask.query.number(name).and_then(|id| all.iter().find(|d| d.run.id == id));
        asked.or_else(|| all.get(default))
    };
    let (one, other) = (pick("de", 1), pick("vers", 0));
    let chosen = |d: Option<&Draft>| d.map_or(String::new(), |d| d.run.id.to_string());
    let mut form = Form::new("deux")
        .field(Field::new("de", "select", say::FROM_DRAFT).options(options()).value(chosen(one)).half())
        .field(Field::new("vers", "select", say::TO_DRAFT).options(options()).value(chosen(other)).half())
        .quiet("deux", say::SEE_DIFFERENCE)
        .chosen();
    (form.get, form.action) = (true, format!("{}#deux", bench.here()));
    let mut out = vec![Block::h3(say::TWO_DRAFTS), Block::form(form)];
    if let (true, Some(one), Some(other)) = (ask.query.has("de"), one, other) {
        out.push(Block::table(difference(bench, one, other)));
    }
    out
}

/// A draft: figures, who goes where, and what can be done with it.
fn show(ask: &Ask<'_>, bench: &Bench, draft: &Draft, told: Vec<Block>, sheet: Sheet) -> Answer {
    let mut sheet = sheet.with(Block::h2(say::draft_title(draft.run.id, &draft.run.state))).with(Block::facts(facts(draft)));
    for reason in &draft.solution.reasons {
        sheet = sheet.with(Block::notice("", bench.named(&reason.text)));
    }
    sheet = sheet.with_all(figures(bench, draft)?);
    if let (Some(by), Some(at)) = (&draft.run.validated_by, draft.run.validated_at) {
        sheet = sheet.with(Block::notice("", say::validated(by, &moment(at, ask.now), draft.run.validated_reason.as_deref().unwrap_or(""))));
    }
    if draft.run.state == "publiee" {
        sheet = sheet.with_all(told);
    }
    let id = draft.run.id.to_string();
    Ok(match draft.run.state.as_str() {
        "brouillon" => {
            let field = Field::new("reason", "text", say::REASON).hint(say::VALIDATE_HINT).required().max(300);
            sheet.with(ask.form(Form::new("valider").hidden("essai", id).field(field).button("valider", say::VALIDATE)))
        }
        "validee" if is_open(&bench.stages, Phase::Publication) => {
            let form = Form::new("publier").hidden("essai", id).button("publier", say::publish(bench.everyone.associates.len()));
            sheet.with(Block::small(say::PUBLISH_HINT)).with(ask.form(form))
        }
        "validee" => sheet.with(Block::notice("", say::PUBLICATION_NOT_OPEN)),
        _ => sheet,
    })
}

/// Makes a draft, sets or lifts a lock, validates, publishes.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    match fields.get("geste") {
        "essai" => {
            let id = make(ask, 2, fields).await?;
            Ok(Done::to(format!("/equipe/campagnes/{}/attribution?essai={id}&fait=essai#essai", ask.key(2))))
        }
        "verrouiller" => locks::set(ask, fields, 2).await,
        "lever" => locks::lift(ask, fields, 2).await,
        "valider" => validate(ask, fields).await,
        "publier" => publish::act(ask, fields).await,
        _ => Err(missing()),
    }
}

/// Validates a draft by name and reason; what it was computed from must still be what stands.
async fn validate(ask: &Ask<'_>, fields: &Fields) -> Acted {
    let me = ask.me()?;
    let why = reason(fields.get("reason"))?;
    let mut tx = ask.db().begin().await?;
    let bench = Bench::locked(&mut tx, ask, 2).await?;
    bench.lists_closed()?;
    let draft = draft(&mut tx, &bench, fields.number("essai").unwrap_or(0)).await?;
    current(&bench, &draft.run)?;
    if !runs::validate(&mut tx, draft.run.id, me.called(), why, ask.ms()).await? {
        return Err(Refusal::conflict(say::NO_DRAFT).into());
    }
    let became = say::draft_number(draft.run.id);
    let entry = Entry {
        actor: Some(me.person),
        thing: THING,
        id: bench.campaign.id,
        verb: "attribution validée",
        became: &became,
        reason: why,
        ..Entry::default()
    };
    write(&mut tx, &entry, ask.ms()).await?;
    tx.commit().await?;
    Ok(Done::to(format!("{}?essai={}&fait=validation", bench.here(), draft.run.id)))
}
