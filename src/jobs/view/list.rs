//! `/offres`: one form, facets with counts, cards, and help when nothing is found.

use super::suggest::{Suggest, datalist, suggestions};
use crate::i18n;
use crate::jobs::model::views::{Choice, Facet, SearchView};
use crate::kernel::lang::Lang;
use crate::ui::frame::About;
use crate::ui::parts::{ask, choice_line, has_problem, held, offer_card, page_links, problem_of, submit_form, submit_select};
use crate::ui::still::Erase;
use leptos::prelude::*;

/// The id of the form, to which facets elsewhere in the page belong.
const FORM: &str = "recherche";

/// The page of a search.
pub fn whole(page: SearchView, lang: Lang) -> AnyView {
    let title = format!("{} — {}", page.heading, i18n::offers_title(lang));
    view! {
        <About title=title description=i18n::home_lead(lang) url=page.canonical.clone() indexed={page.problems.is_empty() && page.typed.q.is_empty()} feed=page.rss.clone() lang=lang/>
        <div class="page">
            <div class="hero"><h1>{i18n::offers_hero_a(lang)} " " <i class="dash"></i> " " {i18n::offers_hero_b(lang)}</h1></div>
            {form(&page, lang)}
            <div class="board">
                {facets(&page, lang)}
                {results(page, lang)}
            </div>
        </div>
    }
    .still()
}

fn form(page: &SearchView, lang: Lang) -> AnyView {
    let typed = page.typed.clone();
    let problems = page.problems.clone();
    let (titles, on_title) = suggestions(Suggest::Titles);
    let (communes, on_commune) = suggestions(Suggest::Communes);
    let radius = if typed.rayon.is_empty() { "25".to_owned() } else { typed.rayon.clone() };
    let mut radii: Vec<String> = ["5", "10", "25", "50", "100"].map(str::to_owned).to_vec();
    if !radii.contains(&radius) && has_problem(&problems, "rayon").is_none() {
        radii.push(radius.clone());
    }
    let option = |km: &String| {
        let words = format!("{km}\u{a0}km");
        view! { <option value=km.clone() selected={*km == radius}>{words}</option> }
    };
    let radii = radii.iter().map(option).collect_view();
    let hidden = typed.hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <form method="get" action=page.action.clone() class="search" id=FORM role="search" on:submit=ask(false)>
            <div class="field what">
                <label for="q">{i18n::search_what(lang)}</label>
                <input id="q" name="q" type="search" list="l-q" maxlength="200" autocomplete="off" placeholder=i18n::search_what_hint(lang)
                    value=typed.q.clone() prop:value=held("q", &typed.q) on:input=on_title aria-invalid=has_problem(&problems, "q") aria-describedby=has_problem(&problems, "q").map(|_| "e-q")/>
                {datalist("l-q", titles)}
                {problem_of(&problems, "q")}
            </div>
            <div class="field">
                <label for="lieu">{i18n::search_where(lang)}</label>
                <input id="lieu" name="lieu" list="l-lieu" maxlength="80" autocomplete="off" placeholder=i18n::search_where_hint(lang)
                    value=typed.lieu.clone() prop:value=held("lieu", &typed.lieu) on:input=on_commune
                    aria-invalid=has_problem(&problems, "lieu") aria-describedby=has_problem(&problems, "lieu").map(|_| "e-lieu")/>
                {datalist("l-lieu", communes)}
                {problem_of(&problems, "lieu")}
                {problem_of(&problems, "rayon")}
            </div>
            <div class="field">
                <label for="rayon">{i18n::search_radius(lang)}</label>
                <select id="rayon" name="rayon" aria-invalid=has_problem(&problems, "rayon") aria-describedby=has_problem(&problems, "rayon").map(|_| "e-rayon")>{radii}</select>
            </div>
            {hidden.collect_view()}
            {(!typed.tri.is_empty()).then(|| view! { <input type="hidden" name="tri" value=typed.tri/> })}
            <button class="button go">{i18n::search_go(lang)}</button>
        </form>
    }
    .still()
}

fn facets(page: &SearchView, lang: Lang) -> AnyView {
    let problems = page.problems.clone();
    let typed = page.typed.clone();
    // Folded on a narrow screen, so that the offers come first; what is chosen stands above them. A mistake unfolds it.
    let wrong = problems.iter().any(|p| matches!(p.field.as_str(), "contrat" | "secteur" | "teletravail" | "depuis" | "remuneration"));
    let groups = page.facets.clone().into_iter().map(|f| facet(f, &problems)).collect_view();
    let yearly = typed.par == "an";
    view! {
        <details class="filters" open=wrong>
            <summary>{i18n::search_refine(lang)}</summary>
            <div class="facets">
                {groups}
                <div class="field">
                    <label for="depuis">{i18n::since_legend(lang)}</label>
                    <select id="depuis" name="depuis" form=FORM on:change=submit_select aria-invalid=has_problem(&problems, "depuis") aria-describedby=has_problem(&problems, "depuis").map(|_| "e-depuis")>{page.since.clone().into_iter().map(since_option).collect_view()}</select>
                    {problem_of(&problems, "depuis")}
                </div>
                <div class="field pay-min">
                    <label for="remuneration">{i18n::search_pay(lang)}</label>
                    <input id="remuneration" name="remuneration" form=FORM inputmode="decimal" maxlength="12" value=typed.remuneration.clone()
                        prop:value=held("remuneration", &typed.remuneration) aria-invalid=has_problem(&problems, "remuneration")
                        aria-describedby=has_problem(&problems, "remuneration").map(|_| "e-remuneration")/>
                    <select name="par" form=FORM aria-label=i18n::search_per(lang)>
                        <option value="mois" selected=!yearly>{i18n::search_per(lang)} " " {i18n::search_month(lang)}</option>
                        <option value="an" selected=yearly>{i18n::search_per(lang)} " " {i18n::search_year(lang)}</option>
                    </select>
                    {problem_of(&problems, "remuneration")}
                </div>
                <p class="apply"><button class="button quiet" form=FORM>{i18n::search_apply(lang)}</button> <a href=page.action.clone()>{i18n::search_reset(lang)}</a></p>
            </div>
        </details>
    }
    .still()
}

fn facet(f: Facet, problems: &[crate::jobs::model::views::Problem]) -> AnyView {
    if f.choices.is_empty() {
        return problem_of(problems, &f.name).still();
    }
    let name = f.name.clone();
    let lines = f.choices.into_iter().map(|c| choice_line(f.name.clone(), c, false, Some(FORM), Some(submit_form))).collect_view();
    view! { <fieldset><legend>{f.legend}</legend>{problem_of(problems, &name)} {lines}</fieldset> }.still()
}

fn since_option(c: Choice) -> AnyView {
    let words = match c.count {
        Some(n) => format!("{} ({})", c.label, i18n::thousands(n)),
        None => c.label,
    };
    view! { <option value=c.code selected=c.chosen>{words}</option> }.still()
}

fn results(page: SearchView, lang: Lang) -> AnyView {
    let sorts = page
        .sorts
        .into_iter()
        .map(|s| if s.current { view! { <b aria-current="true">{s.label}</b> }.still() } else { view! { <a href=s.href>{s.label}</a> }.still() });
    let sorting = (!page.cards.is_empty()).then(|| view! { <p class="soft">{i18n::search_sort(lang)} " " {sorts.collect_view()}</p> });
    let feed = view! {
        <a class="follow" href=page.follow.clone()>{i18n::search_follow(lang)}</a>
        <a class="feed" href=page.rss.clone()>{i18n::search_rss(lang)}</a>
    }
    .still();
    let other = page.problems.iter().filter(|p| ["tri", "page", "par", "rythme", "metier"].contains(&p.field.as_str()));
    let other = other.map(|p| view! { <p class="error">{p.sentence.clone()}</p> }).collect_view();
    let correction = page.correction.map(|(_, used)| {
        view! { <p class="notice" role="status">{i18n::search_corrected(lang)} " «\u{202f}" <b>{used}</b> "\u{202f}»."</p> }
    });
    let chip = |c: crate::jobs::model::views::Link| {
        let label = format!("{} {}", i18n::search_remove(lang), c.label);
        view! { <a class="chip" href=c.href aria-label=label>{c.label} " ×"</a> }
    };
    let chips = (!page.chips.is_empty()).then(|| view! { <p class="chips">{page.chips.into_iter().map(chip).collect_view()}</p> });
    let empty = page.cards.is_empty() && page.too_far.is_none();
    let nothing = empty.then(|| nothing_found(page.loosen, page.canonical.contains('?'), page.action.clone(), lang));
    let beyond = page
        .too_far
        .map(|l| view! { <div class="nothing"><p>{l.label}</p><p><a class="button quiet" href=l.href>{i18n::search_last_page(lang)}</a></p></div> });
    view! {
        <section id="resultats" aria-label=i18n::search_results(lang)>
            <div class="head"><h2><span role="status">{page.total}</span></h2>{sorting}</div>
            {chips} {other} {correction} {beyond} {nothing}
            {page.cards.into_iter().map(|c| offer_card(c, lang)).collect_view()}
            {page_links(page.pages, i18n::search_pages(lang), feed)}
        </section>
    }
    .still()
}

fn nothing_found(loosen: Vec<crate::jobs::model::views::Loosen>, filtered: bool, action: String, lang: Lang) -> AnyView {
    if !filtered {
        return view! { <div class="nothing"><p>{i18n::search_nothing_at_all(lang)}</p></div> }.still();
    }
    if loosen.is_empty() {
        let back = view! { <p><a class="button quiet" href=action>{i18n::offer_back(lang)}</a></p> };
        return view! { <div class="nothing"><p>{i18n::search_nothing(lang)} " " {i18n::search_no_loosening(lang)}</p>{back}</div> }.still();
    }
    let lines = loosen.into_iter().map(|l| view! { <li><a href=l.href>{l.label}</a> " " <i class="dash"></i> " " <b class="num">{l.count}</b></li> });
    view! {
        <div class="nothing">
            <p><b>{i18n::search_nothing(lang)}</b> " " {i18n::search_nothing_hint(lang)}</p>
            <ul class="rules">{lines.collect_view()}</ul>
        </div>
    }
    .still()
}
