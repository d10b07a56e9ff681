//! `/conseils`, `/mag`, their articles, and the site's own pages.

use super::views::{ArticleView, Kind, PageView, ShelfView, Teaser};
use crate::i18n;
use crate::kernel::lang::Lang;
use crate::ui::frame::About;
use crate::ui::refused::path;
use crate::ui::still::Erase;
use leptos::prelude::*;

/// A list of articles.
pub fn shelf(s: ShelfView, lang: Lang) -> AnyView {
    let (title, lead) = match s.kind {
        Kind::Advice => (i18n::advice_title(lang), i18n::advice_lead(lang)),
        Kind::Mag => (i18n::mag_title(lang), i18n::mag_lead(lang)),
    };
    view! {
        <About title=title description=lead url=s.url lang=lang/>
        <div class="page">
            <div class="hero"><h1>{title}</h1><p class="lead">{lead}</p></div>
            <ul class="teasers wide">{s.teasers.into_iter().map(teaser).collect_view()}</ul>
        </div>
    }
    .page()
}

fn teaser(t: Teaser) -> AnyView {
    view! {
        <li lang="fr">
            <h2><a href=t.href>{t.title}</a></h2>
            <p>{t.summary}</p>
            <p class="soft small"><time datetime=t.iso>{t.date}</time> ", " {t.reading}</p>
        </li>
    }
    .still()
}

/// An article.
pub fn article(a: ArticleView, lang: Lang) -> AnyView {
    let back = match a.kind {
        Kind::Advice => i18n::article_back_advice(lang),
        Kind::Mag => i18n::article_back_mag(lang),
    };
    let tags = a.tags.into_iter().map(|t| view! { <span class="tag">{t}</span> }).collect_view();
    view! {
        <About title=a.teaser.title.clone() description=a.teaser.summary.clone() url=a.url kind="article" french_only=true lang=lang/>
        <article class="page reading" lang="fr">
            <p class="back"><a href=path(&format!("/{}", a.kind.path()), lang)>{back}</a></p>
            <h1>{a.teaser.title}</h1>
            <p class="lead">{a.teaser.summary}</p>
            <p class="soft small">{a.teaser.author} ", " <time datetime=a.teaser.iso>{a.teaser.date}</time> ", " {a.teaser.reading} " " {tags}</p>
            <div class="prose" inner_html=a.html></div>
            <section class="also"><h2>{i18n::article_also(lang)}</h2><ul class="teasers">{a.also.into_iter().map(teaser_small).collect_view()}</ul></section>
        </article>
    }
    .page()
}

fn teaser_small(t: Teaser) -> AnyView {
    view! { <li><h3><a href=t.href>{t.title}</a></h3><p class="soft small">{t.reading}</p></li> }.still()
}

/// One of the site’s own pages: charter, about, legal notice, accessibility, programmes, contact.
pub fn own(p: PageView, lang: Lang) -> AnyView {
    let form = p.url.ends_with("/contact").then(|| contact_form(lang));
    view! {
        <About title=p.title.clone() description=p.summary.clone() url=p.url lang=lang/>
        <article class="page reading">
            <h1>{p.title}</h1>
            <p class="lead">{p.summary}</p>
            {form}
            <div class="prose" inner_html=p.html></div>
            <p class="soft small">{i18n::updated_on(lang)} " " {p.updated}</p>
        </article>
    }
    .page()
}

/// The contact form (rule A11). It is an ordinary form: the server answers with a page.
fn contact_form(lang: Lang) -> AnyView {
    view! {
        <section aria-labelledby="t-ecrire">
            <h2 id="t-ecrire">{i18n::contact_form_title(lang)}</h2>
            <form class="contact" method="post" action=path("/contact", lang)>
                <p class="field"><label for="c-nom">{i18n::contact_name(lang)}</label><input id="c-nom" name="nom" maxlength="120" required autocomplete="name"/></p>
                <p class="field"><label for="c-mail">{i18n::contact_email(lang)}</label><input id="c-mail" name="courriel" type="email" maxlength="254" required autocomplete="email"/></p>
                <p class="field"><label for="c-sujet">{i18n::contact_subject(lang)}</label><input id="c-sujet" name="sujet" maxlength="160" required/></p>
                <p class="field"><label for="c-texte">{i18n::contact_body(lang)}</label><textarea id="c-texte" name="message" rows="8" maxlength="8000" required></textarea></p>
                <p class="trap" aria-hidden="true"><label for="c-site">"Site"</label><input id="c-site" name="site" tabindex="-1" autocomplete="off"/></p>
                <p><button class="button">{i18n::contact_send(lang)}</button></p>
            </form>
        </section>
    }
    .still()
}
