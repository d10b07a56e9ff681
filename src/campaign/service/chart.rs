//! The places of a cohort by rank as a picture: made here, so that it needs no script; the table beside it says the same figures.

use crate::campaign::model::outcome::{Cohort, LINES};
use crate::i18n::campaign_decide as say;
use std::fmt::Write;

/// From one bar to the next, in pixels.
const STEP: usize = 42;
/// Of the width, the longest bar: beside it stands "16 dont vous", on a small phone too.
const LONGEST: usize = 56;

/// An SVG of one bar a line, `mine` counting the reader's own places on each; the lines of places without a number or a list only when there
/// are any. Nothing when nobody has a place.
pub(super) fn ranks(cohort: &Cohort, mine: &[usize; LINES]) -> String {
    let all = cohort.lines().into_iter().zip(mine).enumerate();
    let lines: Vec<(String, usize, usize)> = all.filter_map(|(at, (n, mine))| Some((say::line_of(at), n?, *mine))).collect();
    let most = lines.iter().map(|line| line.1).max().unwrap_or(0);
    if most == 0 {
        return String::new();
    }
    let high = lines.len() * STEP;
    let told: Vec<String> = lines.iter().map(|(label, n, own)| say::chart_line(label, *n, *own)).collect();
    let mut out = format!(
        r#"<svg class="chart" role="img" height="{high}" aria-labelledby="c-t c-d"><title id="c-t">{}</title><desc id="c-d">{}.</desc>"#,
        say::DISTRIBUTION,
        told.join(", ")
    );
    for (at, (label, n, own)) in lines.iter().enumerate() {
        let (top, base) = (at * STEP + 6, at * STEP + 24);
        // In tenths of a percent of the room beside the labels; a bar that stands for somebody can be seen.
        let part = |count: usize| (count * LONGEST * 10 / most).max(usize::from(count > 0) * 4);
        let (whole, rest) = (part(*n), part(n - (*own).min(*n)));
        let percent = |tenths: usize| format!("{}.{}%", tenths / 10, tenths % 10);
        let you = if *own > 0 { format!(r#" <tspan class="you" dx="6">{}</tspan>"#, say::CHART_YOURS) } else { String::new() };
        let own = if *own > 0 {
            format!(r#"<rect class="mine" x="{}" y="{top}" width="{}" height="26"/>"#, percent(rest), percent(whole - rest.min(whole)))
        } else {
            String::new()
        };
        let _ = write!(
            out,
            r#"<text y="{base}">{label}</text><svg x="9.5em" width="calc(100% - 9.5em)" height="{high}" overflow="visible"><rect class="bar" y="{top}" width="{}" height="26"/>{own}<text class="n" x="{}" dx="8" y="{base}">{n}{you}</text></svg>"#,
            percent(rest),
            percent(whole),
        );
    }
    let _ = write!(out, r#"<svg x="9.5em" overflow="visible"><line y2="{high}"/></svg></svg>"#);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::model::outcome::RANKS;

    #[test]
    fn one_bar_a_rank_with_ones_own_at_its_end() {
        let cohort = Cohort { ranked: 6, by_rank: [4, 0, 2, 0, 0, 0], ..Cohort::default() };
        let svg = ranks(&cohort, &[1, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!((svg.matches(r#"class="bar""#).count(), svg.matches(r#"class="mine""#).count()), (RANKS, 1));
        assert!(
            svg.contains(r#"<rect class="bar" y="6" width="42.0%""#) && svg.contains(r#"<rect class="mine" x="42.0%" y="6" width="14.0%""#),
            "{svg}"
        );
        assert!(svg.contains("1er\u{202f}: 4, dont 1 pour vous") && svg.contains("3e\u{202f}: 2"), "{svg}");
        assert!(!svg.contains("Sans"));
    }

    #[test]
    fn places_without_a_number_or_a_list_have_their_own_lines() {
        let svg = ranks(&Cohort { silent: 2, ..Cohort::default() }, &[0, 0, 0, 0, 0, 0, 0, 2]);
        assert_eq!(svg.matches(r#"class="bar""#).count(), RANKS + 1);
        assert!(svg.contains("Sans liste remise") && !svg.contains("Sans numéro") && svg.contains(r#"width="56.0%""#), "{svg}");
        let svg = ranks(&Cohort { silent: 2, unranked: 4, ..Cohort::default() }, &[0, 0, 0, 0, 0, 0, 1, 0]);
        assert_eq!((svg.matches(r#"class="bar""#).count(), svg.matches(r#"class="mine""#).count()), (LINES, 1));
        assert!(svg.contains("Sans numéro\u{202f}: 4, dont 1 pour vous"), "{svg}");
        assert_eq!(ranks(&Cohort::default(), &[0; LINES]), "");
    }
}
