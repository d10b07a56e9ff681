//! "Définir mes critères" (rule I27): a few answers become a search, said in words. Nothing is stored.

use super::search::{asked, loosen, with_query};
use super::{Board, Fault, Reader, cards, day_number, localised};
use crate::i18n::{self, offers_count};
use crate::jobs::model::criteria::Criteria;
use crate::jobs::model::query::{Asked, write};
use crate::jobs::model::views::{Choice, CriteriaResult, CriteriaView};
use crate::jobs::model::{Contract, Function, Remote, Rhythm, Sector};
use crate::kernel::lang::Lang;

/// Offers shown at the end.
const SHOWN: usize = 3;

/// The questions; with `fait=1` in the query, also the search their answers make.
pub async fn page(board: &Board, raw: &str, reader: Reader) -> Result<CriteriaView, Fault> {
    let asked = asked(board, raw, reader.lang);
    let done = form_urlencoded::parse(raw.trim_start_matches('?').as_bytes()).any(|(k, v)| k == "fait" && v == "1");
    let lang = reader.lang;
    let c = &asked.criteria;
    let action = localised("/definir-mes-criteres", lang);
    Ok(CriteriaView {
        causes: Sector::ALL.iter().map(|x| choice(x.code(), x.label(lang), c.sectors.contains(x))).collect(),
        functions: Function::ALL.iter().map(|x| choice(x.code(), x.label(lang), c.functions.contains(x))).collect(),
        rhythms: Rhythm::ALL.iter().map(|x| choice(x.code(), x.label(lang), c.rhythm == Some(*x))).collect(),
        remote: Remote::ALL.iter().map(|x| choice(x.code(), x.label(lang), c.remote.contains(x))).collect(),
        contracts: Contract::ALL.iter().map(|x| choice(x.code(), x.label(lang), c.contracts.contains(x))).collect(),
        typed: asked.typed.clone(),
        problems: asked.problems.clone(),
        result: if done { Some(result(board, &asked, reader).await?) } else { None },
        url: format!("{}{action}", board.base_url),
        action,
    })
}

fn choice(code: &str, label: &str, chosen: bool) -> Choice {
    Choice { code: code.to_owned(), label: label.to_owned(), count: None, chosen }
}

async fn result(board: &Board, asked: &Asked, reader: Reader) -> Result<CriteriaResult, Fault> {
    let criteria = Criteria { page: 1, ..asked.criteria.clone() };
    let found = board.engine.search(&criteria, reader.now.as_millisecond(), day_number(reader.today()))?;
    let ids: Vec<i64> = found.ids.iter().copied().take(SHOWN).collect();
    let path = localised("/offres", reader.lang);
    Ok(CriteriaResult {
        reasons: reasons(&criteria, reader.lang),
        total: offers_count(found.total, reader.lang),
        href: with_query(&path, &write(&criteria, &asked.typed)),
        cards: cards::of_ids(board, &ids, "", &found.distances_km, reader).await?,
        loosen: if found.total == 0 { loosen(board, asked, &path, reader)? } else { Vec::new() },
    })
}

/// Each answer as a clause: "pour la cause Logement ou Insertion", "à 25 km de Lyon (69)"…
fn reasons(c: &Criteria, lang: Lang) -> Vec<String> {
    let any = |labels: Vec<&str>| labels.join(if lang == Lang::Fr { " ou " } else { " or " });
    let mut out = Vec::new();
    if !c.sectors.is_empty() {
        out.push(i18n::because_causes(&any(c.sectors.iter().map(|x| x.label(lang)).collect()), lang));
    }
    if !c.functions.is_empty() {
        out.push(i18n::because_functions(&any(c.functions.iter().map(|x| x.label(lang)).collect()), lang));
    }
    out.extend(c.rhythm.map(|r| i18n::because_rhythm(r.label(lang), lang)));
    if !c.remote.is_empty() {
        out.push(i18n::because_remote(&any(c.remote.iter().map(|x| x.label(lang)).collect()), lang));
    }
    out.extend(c.around.as_ref().map(|a| i18n::because_place(&a.label, a.radius_km, lang)));
    if !c.contracts.is_empty() {
        out.push(i18n::because_contracts(&any(c.contracts.iter().map(|x| x.label(lang)).collect()), lang));
    }
    out
}
