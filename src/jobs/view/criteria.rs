//! `/definir-mes-criteres` (rule I27): a short set of questions that ends on a search with its reasons in words.

use super::suggest::{Suggest, datalist, suggestions};
use crate::i18n;
use crate::jobs::model::views::{Choice, CriteriaResult, CriteriaView};
use crate::kernel::lang::Lang;
use crate::ui::frame::About;
use crate::ui::parts::{ask, choice_line, has_problem, held, offer_card, problem_of};
use crate::ui::still::Erase;
use leptos::prelude::*;

/// The questions and, once answered, the search they make.
pub fn whole(g: CriteriaView, lang: Lang) -> AnyView {
    let answered = g.result.is_some();
    let result = g.result.clone().map(|r| outcome(r, lang));
    view! {
        <About title=i18n::criteria_title(lang) description=i18n::criteria_lead(lang) url=g.url.clone() indexed=!answered lang=lang/>
        <div class="page guide">
            <div class="hero"><h1>{i18n::criteria_title(lang)}</h1><p class="lead">{i18n::criteria_lead(lang)}</p></div>
            {result}
            {questions(g, answered, lang)}
        </div>
    }
    .page()
}

fn questions(g: CriteriaView, answered: bool, lang: Lang) -> AnyView {
    let (communes, on_commune) = suggestions(Suggest::Communes);
    let typed = g.typed;
    let problems = g.problems;
    view! {
        <form method="get" action=g.action class="questions" on:submit=ask(true)>
            <input type="hidden" name="fait" value="1"/>
            {question(1, i18n::criteria_causes(lang), "secteur", g.causes, false)}
            {question(2, i18n::criteria_function(lang), "metier", g.functions, false)}
            {pace(g.rhythms, g.remote, lang)}
            <fieldset>
                <legend><span class="num">"4"</span> " " <i class="dash"></i> " " {i18n::criteria_place(lang)}</legend>
                <div class="two">
                    <div class="field">
                        <label for="lieu">{i18n::search_where_hint(lang)}</label>
                        <input id="lieu" name="lieu" list="l-lieu" maxlength="80" autocomplete="off" value=typed.lieu.clone() prop:value=held("lieu", &typed.lieu)
                            on:input=on_commune aria-invalid=has_problem(&problems, "lieu")/>
                        {datalist("l-lieu", communes)}
                        {problem_of(&problems, "lieu")}
                    </div>
                    <div class="field">
                        <label for="rayon">{i18n::search_radius(lang)}</label>
                        <select id="rayon" name="rayon">
                            {["10", "25", "50", "100"].map(|km| view! { <option value=km selected={km == typed.rayon || (typed.rayon.is_empty() && km == "25")}>{km} " km"</option> }).to_vec()}
                        </select>
                    </div>
                </div>
            </fieldset>
            {question(5, i18n::criteria_contract(lang), "contrat", g.contracts, false)}
            <p><button class="button">{if answered { i18n::criteria_again(lang) } else { i18n::criteria_go(lang) }}</button></p>
        </form>
    }
    .still()
}

fn question(number: u8, legend: &'static str, name: &'static str, choices: Vec<Choice>, radio: bool) -> AnyView {
    let lines = choices.into_iter().map(|c| choice_line(name.to_owned(), c, radio, None, None)).collect_view();
    view! { <fieldset><legend><span class="num">{number}</span> " " <i class="dash"></i> " " {legend}</legend><div class="choices">{lines}</div></fieldset> }.still()
}

fn pace(rhythms: Vec<Choice>, remote: Vec<Choice>, lang: Lang) -> AnyView {
    let any = Choice { code: String::new(), label: i18n::criteria_pace_any(lang).to_owned(), count: None, chosen: !rhythms.iter().any(|r| r.chosen) };
    let rhythms = std::iter::once(any).chain(rhythms).map(|c| choice_line("rythme".to_owned(), c, true, None, None)).collect_view();
    let remote = remote.into_iter().map(|c| choice_line("teletravail".to_owned(), c, false, None, None)).collect_view();
    view! {
        <fieldset><legend><span class="num">"3"</span> " " <i class="dash"></i> " " {i18n::criteria_pace(lang)}</legend><div class="choices">{rhythms}</div></fieldset>
        <fieldset class="sub"><legend>{i18n::criteria_remote(lang)}</legend><div class="choices">{remote}</div></fieldset>
    }
    .still()
}

fn outcome(r: CriteriaResult, lang: Lang) -> AnyView {
    let reasons = r.reasons.into_iter().map(|x| view! { <li>{x}</li> }).collect::<Vec<_>>();
    let none = reasons.is_empty().then(|| view! { <p>{i18n::criteria_none(lang)}</p> });
    let loosen = r
        .loosen
        .into_iter()
        .map(|l| view! { <li><a href=l.href>{l.label}</a> <i class="dash"></i> <b class="num">{l.count}</b></li> })
        .collect::<Vec<_>>();
    let loosening = (!loosen.is_empty()).then(|| view! { <p>{i18n::search_nothing_hint(lang)}</p><ul class="rules">{loosen}</ul> });
    view! {
        <section class="outcome" aria-labelledby="t-recherche">
            <h2 id="t-recherche">{i18n::criteria_result(lang)} " " <i class="dash"></i> " " <span class="num">{r.total}</span></h2>
            {none}
            <ul class="rules">{reasons}</ul>
            {loosening}
            <p><a class="button" href=r.href>{i18n::criteria_see(lang)}</a></p>
            {r.cards.into_iter().map(|c| offer_card(c, lang)).collect_view()}
        </section>
    }
    .still()
}
