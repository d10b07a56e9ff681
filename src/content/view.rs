//! `/conseils`, `/mag`, their articles, and the site's own pages.

use super::api::{read_article, read_page, read_shelf};
use super::views::{ArticleView, Kind, PageView, Teaser};
use crate::i18n;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::ui::frame::{About, use_lang};
use crate::ui::refused::{path, refused};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};
use leptos_router::{LazyRoute, lazy_route};

fn use_kind() -> Kind {
    let path = use_location().pathname.get_untracked();
    if path.split('/').any(|p| p == Kind::Mag.path()) { Kind::Mag } else { Kind::Advice }
}

/// A list of articles.
#[derive(Clone)]
pub struct ShelfPage {
    lang: Lang,
    kind: Kind,
    teasers: Resource<Result<Vec<Teaser>, Refusal>>,
}

#[lazy_route]
impl LazyRoute for ShelfPage {
    fn data() -> Self {
        let (lang, kind) = (use_lang(), use_kind());
        ShelfPage { lang, kind, teasers: Resource::new(|| (), move |()| read_shelf(kind, lang)) }
    }

    fn view(this: Self) -> AnyView {
        let ShelfPage { lang, kind, teasers } = this;
        view! {
            <Transition>
                {move || Suspend::new(async move {
                    match teasers.await {
                        Ok(list) => shelf(list, kind, lang),
                        Err(refusal) => refused(refusal, lang),
                    }
                })}
            </Transition>
        }
        .into_any()
    }
}

fn shelf(list: Vec<Teaser>, kind: Kind, lang: Lang) -> AnyView {
    let (title, lead) = match kind {
        Kind::Advice => (i18n::advice_title(lang), i18n::advice_lead(lang)),
        Kind::Mag => (i18n::mag_title(lang), i18n::mag_lead(lang)),
    };
    view! {
        <About title=title description=lead url=path(&format!("/{}", kind.path()), lang)/>
        <div class="page">
            <div class="hero"><h1>{title}</h1><p class="lead">{lead}</p></div>
            <ul class="teasers wide">{list.into_iter().map(teaser).collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn teaser(t: Teaser) -> AnyView {
    view! {
        <li lang="fr">
            <h2><a href=t.href>{t.title}</a></h2>
            <p>{t.summary}</p>
            <p class="soft small"><time datetime=t.iso>{t.date}</time> ", " {t.reading}</p>
        </li>
    }
    .into_any()
}

/// An article.
#[derive(Clone)]
pub struct ArticlePage {
    lang: Lang,
    kind: Kind,
    article: Resource<Result<ArticleView, Refusal>>,
}

#[lazy_route]
impl LazyRoute for ArticlePage {
    fn data() -> Self {
        let (lang, kind) = (use_lang(), use_kind());
        let params = use_params_map();
        let slug = move || params.with(|p| p.get("slug").unwrap_or_default());
        ArticlePage { lang, kind, article: Resource::new(slug, move |slug| read_article(kind, slug, lang)) }
    }

    fn view(this: Self) -> AnyView {
        let ArticlePage { lang, kind, article } = this;
        view! {
            <Transition>
                {move || Suspend::new(async move {
                    match article.await {
                        Ok(a) => whole(a, kind, lang),
                        Err(refusal) => refused(refusal, lang),
                    }
                })}
            </Transition>
        }
        .into_any()
    }
}

fn whole(a: ArticleView, kind: Kind, lang: Lang) -> AnyView {
    let back = match kind {
        Kind::Advice => i18n::article_back_advice(lang),
        Kind::Mag => i18n::article_back_mag(lang),
    };
    let tags = a.tags.into_iter().map(|t| view! { <span class="tag">{t}</span> }).collect_view();
    view! {
        <About title=a.teaser.title.clone() description=a.teaser.summary.clone() url=a.url kind="article"/>
        <article class="page reading" lang="fr">
            <p class="back"><a href=path(&format!("/{}", kind.path()), lang)>{back}</a></p>
            <h1>{a.teaser.title}</h1>
            <p class="lead">{a.teaser.summary}</p>
            <p class="soft small">{a.teaser.author} ", " <time datetime=a.teaser.iso>{a.teaser.date}</time> ", " {a.teaser.reading} " " {tags}</p>
            <div class="prose" inner_html=a.html></div>
            <section class="also"><h2>{i18n::article_also(lang)}</h2><ul class="teasers">{a.also.into_iter().map(teaser_small).collect_view()}</ul></section>
        </article>
    }
    .into_any()
}

fn teaser_small(t: Teaser) -> AnyView {
    view! { <li><h3><a href=t.href>{t.title}</a></h3><p class="soft small">{t.reading}</p></li> }.into_any()
}

/// One of the site's own pages: charter, about, legal notice, accessibility, programmes.
#[derive(Clone)]
pub struct SitePage {
    lang: Lang,
    page: Resource<Result<PageView, Refusal>>,
}

#[lazy_route]
impl LazyRoute for SitePage {
    fn data() -> Self {
        let lang = use_lang();
        let pathname = use_location().pathname;
        let slug = move || pathname.get().trim_matches('/').rsplit('/').next().unwrap_or("").to_owned();
        SitePage { lang, page: Resource::new(slug, move |slug| read_page(slug, lang)) }
    }

    fn view(this: Self) -> AnyView {
        let SitePage { lang, page } = this;
        view! {
            <Transition>
                {move || Suspend::new(async move {
                    match page.await {
                        Ok(p) => own(p, lang),
                        Err(refusal) => refused(refusal, lang),
                    }
                })}
            </Transition>
        }
        .into_any()
    }
}

fn own(p: PageView, lang: Lang) -> AnyView {
    let form = p.url.ends_with("/contact").then(|| contact_form(lang));
    view! {
        <About title=p.title.clone() description=p.summary.clone() url=p.url/>
        <article class="page reading">
            <h1>{p.title}</h1>
            <p class="lead">{p.summary}</p>
            <div class="prose" inner_html=p.html></div>
            {form}
            <p class="soft small">{i18n::updated_on(lang)} " " {p.updated}</p>
        </article>
    }
    .into_any()
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
    .into_any()
}
