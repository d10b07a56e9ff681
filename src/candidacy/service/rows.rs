//! The lists of a file: experiences with their months, diplomas, languages, achievements; each row has its own form.

use super::parts::Desk;
use crate::candidacy::model::choices::ExperienceKind;
use crate::candidacy::model::experience::{check_all, count};
use crate::candidacy::model::words::months;
use crate::candidacy::store::Kept;
use crate::desk::model::{Block, Fold, Form, Item};
use crate::desk::service::Ask;
use crate::i18n::candidacy as say;
use crate::kernel::lang::Lang;

const EXPERIENCE: [&str; 7] = ["title", "organisation", "kind", "part_time", "start", "end", "responsibilities"];

/// The form of one row, folded unless something in it is to correct.
fn row(ask: &Ask<'_>, desk: &Desk<'_>, list: &str, key: &str, names: &[&str], open: bool) -> Vec<Block> {
    let addresses: Vec<String> = names.iter().map(|n| format!("{list}.{key}.{n}")).collect();
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let id = format!("ligne-{list}-{key}");
    let typed = ask.typed.as_ref().is_some_and(|t| t.fields.get("formulaire") == id);
    let form = desk.block(ask, desk.form(&id, &addresses));
    let away = Form::new(&format!("retirer-{list}-{key}")).line().hidden("ligne", format!("{list}.{key}")).danger("retirer-ligne", say::ROW_REMOVE);
    let fold = Fold { summary: say::ROW_CHANGE.to_owned(), open: open || typed, blocks: vec![form, ask.form(away)] };
    vec![Block { fold: Some(fold), ..Block::default() }]
}

/// The button that adds a row.
fn add(ask: &Ask<'_>, list: &str, label: &str) -> Block {
    ask.form(Form::new(&format!("ajouter-{list}")).hidden("liste", list).quiet("ajouter", label))
}

/// Experiences: the count at the closing day, then each, the latest first.
pub fn experiences(ask: &Ask<'_>, desk: &Desk<'_>, kept: &Kept) -> Vec<Block> {
    let all = &desk.dossier.experiences;
    let closing = kept.edition.counted_at(ask.today());
    let tally = count(all, closing);
    let mut out = Vec::new();
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    if let Some(goal) = kept.edition.settings.min_experience_months() {
        out.push(Block::tally(small(tally.months), goal.into(), say::months_of(goal)));
        out.push(Block::small(say::count_note(closing)));
    }
    let problems = check_all(all, closing, ask.today());
    let item = |counted: &crate::candidacy::model::experience::Counted| {
        let one = all.get(&counted.key)?;
        let wrong = problems.iter().any(|p| p.key == counted.key);
        let never = matches!(one.kind, Some(ExperienceKind::Internship | ExperienceKind::WorkStudy));
        let tag = if never { format!("0 — {}", counted.why) } else { say::months_added(counted.counted, counted.total) };
        let mut text = one.words();
        if !never && !counted.why.is_empty() {
            text = format!("{text}. {}", counted.why);
        }
        let look = if wrong {
            "fix"
        } else if never {
            "out"
        } else {
            ""
        };
        Some(Item {
            id: format!("experiences-{}", counted.key),
            title: say::row_title(&one.title, &one.organisation, say::XP_NEW),
            text,
            tag,
            look: look.to_owned(),
            blocks: row(ask, desk, "experiences", &counted.key, &EXPERIENCE, wrong),
            ..Item::default()
        })
    };
    out.push(Block::items(tally.rows.iter().filter_map(item).collect()));
    out.push(add(ask, "experiences", say::XP_ADD));
    if tally.doubtful > 0 {
        out.push(Block::small(say::doubtful(&months(tally.doubtful))));
    }
    out
}

/// Achievements, in any of the four contexts.
pub fn achievements(ask: &Ask<'_>, desk: &Desk<'_>) -> Vec<Block> {
    let item = |(key, a): (&String, &crate::candidacy::model::file::Achievement)| Item {
        id: format!("achievements-{key}"),
        title: a.setting.map_or(say::ACHIEVEMENT_NEW, |s| s.label(Lang::Fr)).to_owned(),
        text: a.text.clone(),
        blocks: row(ask, desk, "achievements", key, &["setting", "text"], a.text.is_empty()),
        ..Item::default()
    };
    vec![Block::items(desk.dossier.achievements.iter().map(item).collect()), add(ask, "achievements", say::ACHIEVEMENT_ADD)]
}

/// Diplomas, or the absence of one.
pub fn diplomas(ask: &Ask<'_>, desk: &Desk<'_>) -> Vec<Block> {
    let item = |(key, d): (&String, &crate::candidacy::model::file::Diploma)| Item {
        id: format!("diplomas-{key}"),
        title: say::row_title(&d.title, &d.school, say::DIPLOMA_NEW),
        text: [d.level.map(|l| l.label(Lang::Fr).to_owned()), d.date.map(|x| x.words(Lang::Fr))].into_iter().flatten().collect::<Vec<_>>().join(", "),
        blocks: row(ask, desk, "diplomas", key, &["level", "title", "school", "date"], d.level.is_none()),
        ..Item::default()
    };
    vec![
        Block::items(desk.dossier.diplomas.iter().map(item).collect()),
        add(ask, "diplomas", say::DIPLOMA_ADD),
        desk.block(ask, desk.form("sans-diplome", &["no_diploma"])),
    ]
}

/// Languages.
pub fn languages(ask: &Ask<'_>, desk: &Desk<'_>) -> Vec<Block> {
    let item = |(key, l): (&String, &crate::candidacy::model::file::Language)| Item {
        id: format!("languages-{key}"),
        title: say::row_title(&l.name, "", say::LANGUAGE_NEW),
        text: l.level.map_or(String::new(), |x| x.label(Lang::Fr).to_owned()),
        blocks: row(ask, desk, "languages", key, &["name", "level"], l.name.is_empty()),
        ..Item::default()
    };
    vec![Block::items(desk.dossier.languages.iter().map(item).collect()), add(ask, "languages", say::LANGUAGE_ADD)]
}
