//! A file to be read: as blocks for those who assess it and for its author, as plain text for the mail that acknowledges it.

use super::pieces::Views;
use crate::candidacy::model::assessor::AssessorFile;
use crate::candidacy::model::autosave::get;
use crate::candidacy::model::fields::{Kind, fields_for};
use crate::candidacy::model::file::Dossier;
use crate::candidacy::store::Kept;
use crate::desk::model::{Block, Item};
use crate::desk::service::Ask;
use crate::i18n::candidacy as say;
use crate::kernel::lang::Lang;

/// The file, from what an assessor may see and nothing else.
pub fn blocks(f: &AssessorFile) -> Vec<Block> {
    let mut out = Vec::new();
    let mut text = |title: &str, words: &str| {
        if !words.trim().is_empty() {
            out.push(Block::h2(title));
            out.push(Block::text(words));
        }
    };
    text(say::THE_LETTER, &f.letter);
    text(say::PART_PROJECT, &f.project);
    text(say::NO_FILM_TITLE, &f.video_alternative);
    let experience = |e: &crate::candidacy::model::experience::Experience| Item {
        title: say::row_title(&e.title, &e.organisation, say::XP_NEW),
        text: [e.words(), e.responsibilities.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n"),
        ..Item::default()
    };
    let mut rows: Vec<_> = f.experiences.values().collect();
    rows.sort_by_key(|e| std::cmp::Reverse((e.start, e.end.is_none(), e.end)));
    list(&mut out, say::PART_EXPERIENCES, rows.into_iter().map(experience).collect());
    let achievement = |a: &crate::candidacy::model::file::Achievement| Item {
        title: a.setting.map_or(say::ACHIEVEMENT_NEW, |s| s.label(Lang::Fr)).to_owned(),
        text: a.text.clone(),
        ..Item::default()
    };
    list(&mut out, say::PART_ACHIEVEMENTS, f.achievements.values().map(achievement).collect());
    let diploma = |d: &crate::candidacy::model::file::Diploma| Item {
        title: say::row_title(&d.title, &d.school, say::DIPLOMA_NEW),
        text: [d.level.map(|l| l.label(Lang::Fr).to_owned()), d.date.map(|x| x.words(Lang::Fr))].into_iter().flatten().collect::<Vec<_>>().join(", "),
        ..Item::default()
    };
    list(&mut out, say::PART_DIPLOMAS, f.diplomas.values().map(diploma).collect());
    let language = |l: &crate::candidacy::model::file::Language| Item {
        title: say::row_title(&l.name, "", say::LANGUAGE_NEW),
        text: l.level.map_or(String::new(), |x| x.label(Lang::Fr).to_owned()),
        ..Item::default()
    };
    list(&mut out, say::PART_LANGUAGES, f.languages.values().map(language).collect());
    let mut facts = Vec::new();
    let mut fact = |term: &'static str, words: Option<String>| facts.extend(words.filter(|w| !w.is_empty()).map(|w| (term, w)));
    fact(say::Q_RIGHT, f.right_to_work.map(|x| x.label(Lang::Fr).to_owned()));
    fact(say::Q_FRENCH, f.french.map(|x| x.label(Lang::Fr).to_owned()));
    fact(say::Q_ENGLISH, f.english.map(|x| x.label(Lang::Fr).to_owned()));
    fact(say::AGREEMENT, f.agreement.map(|x| x.label(Lang::Fr).to_owned()));
    fact(say::PRONOUN, Some(f.pronoun.clone()));
    if !facts.is_empty() {
        out.push(Block::h2(say::PART_QUESTIONS));
        out.push(Block::facts(facts));
    }
    out
}

fn list(out: &mut Vec<Block>, title: &str, items: Vec<Item>) {
    if !items.is_empty() {
        out.push(Block::h2(title));
        out.push(Block::items(items));
    }
}

/// What an assessor does not see in this shape: the video as a frame, and the declarations eligibility is judged from.
pub fn rest(ask: &Ask<'_>, d: &Dossier, kept: &Kept) -> Vec<Block> {
    let mut out = Vec::new();
    if !d.video.is_empty() {
        out.push(Block::h2(say::PART_VIDEO));
        out.push(super::file::film(ask, &d.video).unwrap_or_else(|| Block::text(d.video.clone())));
    }
    let mut facts = Vec::new();
    for field in fields_for(kept.edition.programme).filter(|f| DECLARED.contains(&f.code)) {
        if let Some(words) = said(d, field) {
            facts.push((field.label, words));
        }
    }
    if !facts.is_empty() {
        out.push(Block::facts(facts));
    }
    out
}

const DECLARED: [&str; 7] = ["search", "converting", "studying", "in_internship", "in_civic_service", "age", "no_diploma"];

/// What a field of one value says, in words; None when it is empty.
fn said(d: &Dossier, field: &crate::candidacy::model::fields::Field) -> Option<String> {
    let text = get(d, field.code).filter(|t| !t.is_empty())?;
    Some(match field.kind {
        Kind::Choice(all) => all().into_iter().find(|(code, _)| *code == text).map_or(text.clone(), |(_, label)| label.to_owned()),
        _ => text,
    })
}

/// The whole file in plain text, for its author: its documents by their names.
pub fn plain(d: &Dossier, kept: &Kept, documents: &Views) -> String {
    let mut out = String::new();
    let mut line = |label: &str, words: &str| {
        if !words.trim().is_empty() {
            out.push_str(&format!("{label}\n{}\n\n", words.trim()));
        }
    };
    for view in documents.all() {
        line(crate::i18n::pieces::title(view.document), &view.name);
    }
    for field in fields_for(kept.edition.programme) {
        match (field.code, field.kind) {
            ("experiences", _) => {
                let all: Vec<String> = d
                    .experiences
                    .values()
                    .map(|e| {
                        format!("- {}\n  {}\n  {}", say::row_title(&e.title, &e.organisation, ""), e.words(), e.responsibilities)
                            .trim_end()
                            .to_owned()
                    })
                    .collect();
                line(field.label, &all.join("\n"));
            }
            ("achievements", _) => {
                let all: Vec<String> =
                    d.achievements.values().map(|a| format!("- {}\u{202f}: {}", a.setting.map_or("", |s| s.label(Lang::Fr)), a.text)).collect();
                line(field.label, &all.join("\n"));
            }
            ("diplomas", _) => {
                let all: Vec<String> = d
                    .diplomas
                    .values()
                    .map(|x| {
                        let level = x.level.map_or("", |l| l.label(Lang::Fr));
                        format!("- {} {} {}", level, say::row_title(&x.title, &x.school, ""), x.date.map_or(String::new(), |d| d.words(Lang::Fr)))
                    })
                    .collect();
                line(field.label, &all.join("\n"));
            }
            ("languages", _) => {
                let all: Vec<String> = d.languages.values().map(|l| format!("- {} {}", l.name, l.level.map_or("", |x| x.label(Lang::Fr)))).collect();
                line(field.label, &all.join("\n"));
            }
            (code, Kind::Document | Kind::List) if !code.contains('*') => {}
            (code, _) if code.contains('*') => {}
            _ => line(field.label, &said(d, field).unwrap_or_default()),
        }
    }
    out
}
