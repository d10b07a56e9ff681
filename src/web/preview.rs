//! `/apercu`, in development only: every piece of the design system in every state, in both themes.

use crate::desk::model::{Block, RankItem, Ranking};
use crate::jobs::model::views::{Card, Choice, Fact, Link, Run, When};
use crate::kernel::lang::Lang;
use crate::ui::parts::{choice_line, facts_list, offer_card, page_links};
use crate::ui::still::Erase;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

/// The page itself.
pub async fn page() -> Response {
    let html = pieces_in_both_themes();
    let document = format!(
        "<!DOCTYPE html><html lang=\"fr\" data-hydrated><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>Aperçu des composants — Passerelle</title><link rel=\"stylesheet\" href=\"{}\"></head><body>{html}</body></html>",
        crate::ui::style::HREF.as_str()
    );
    let policy = "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'none'; frame-ancestors 'none'";
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, policy)], document).into_response()
}

/// What is in the page. Its owner is a root: an ordinary one becomes a child of whatever request last rendered on this thread, and
/// loses its signals, while it is being drawn, when that request ends on another thread.
fn pieces_in_both_themes() -> String {
    Owner::new_root(None).with(|| {
        let theme = |code: &'static str, name, pages, keys| {
            view! { <section class="preview" data-theme=code><div class="page">{pieces(name, pages)} {rankings(code, keys)}</div></section> }
        };
        view! { <main>{theme("light", "Thème clair", "Pages en clair", 0)}{theme("dark", "Thème sombre", "Pages en sombre", 100)}</main> }.to_html()
    })
}

fn pieces(name: &'static str, pages: &'static str) -> AnyView {
    view! {
        <h1>"Titre " <i class="dash"></i> " avec son pont"</h1>
        <p class="lead">"Un chapeau, en une ou deux phrases, qui dit à quoi sert la page."</p>
        <p>"Un paragraphe avec " <a href="#">"un lien"</a> ", " <mark>"un mot trouvé"</mark> " et " <b>"un mot important"</b> "."</p>
        <p class="ways"><a class="button" href="#">"Action"</a> <a class="button quiet" href="#">"Action discrète"</a> <button class="button" disabled>"Indisponible"</button></p>
        <p><span class="tag">"Étiquette"</span> " " <span class="tag now">"Maintenant"</span> " " <span class="saved">"Enregistré à 14:03"</span></p>
        <p class="field"><label>"Champ" <input value="Évry-Courcouronnes (91)"/></label><span class="hint">"Une commune ou un code postal."</span></p>
        <p class="field"><label>"Champ à corriger" <input aria-invalid="true" value="Zzz"/></label><span class="error">"Aucune commune ne s’appelle « Zzz » : essayez son code postal."</span></p>
        <p class="field"><label>"Choix" <select><option>"25 km"</option><option>"50 km"</option></select></label></p>
        <fieldset class="facets"><legend>"Contrat"</legend>{choices()}</fieldset>
        <p class="notice" role="status">"Une remarque qui aide à poursuivre."</p>
        <div class="closed"><p><b>"Cette offre est close depuis le 15 janvier 2021."</b> " La fiche reste lisible."</p><a class="button quiet" href="#">"Voir les offres proches"</a></div>
        <h2>{name}</h2>
        {facts_list(vec![fact("Contrat", "Stage ou alternance", "apprentissage"), fact("Paie", "Indemnité légale", "")], Lang::Fr)}
        {offer_card(card(true), Lang::Fr)}
        {offer_card(card(false), Lang::Fr)}
        {page_links(vec![link("1", true), link("2", false), link("12", false)], pages, view! { <a href="#">"Suivre"</a> }.still())}
        <div class="nothing"><p><b>"Rien ne répond à tous ces critères."</b></p><ul class="rules"><li><a href="#">"sans le lieu"</a> <i class="dash"></i> <b>"12 offres"</b></li></ul></div>
        <div class="prose"><h3>"Phase 1"</h3><p>"Texte d’une organisation."</p><ul><li>"Premier point"</li><li>"Second point"</li></ul><blockquote>"Une citation."</blockquote></div>
    }
    .still()
}

/// Rankings: open, with something to correct and a sheet beside; and read only. The keys of a theme start after `keys`; names carry
/// them, since each sheet is a landmark.
fn rankings(theme: &str, keys: i64) -> AnyView {
    let item = |(key, name, what, rank): (i64, &str, &str, &str)| {
        let sheet = vec![Block::text("Une coopérative, et ce que l’on y ferait."), Block::facts(vec![("Lieu", "Grigny (91)".to_owned())])];
        RankItem {
            what: what.to_owned(),
            rank: rank.to_owned(),
            sheet,
            href: "#".to_owned(),
            ..RankItem::new(keys + key, format!("{name} {}", keys + key))
        }
    };
    let all = [
        (1, "Enercoop", "Piloter l’équilibre économique", "1"),
        (2, "Les Ateliers du Bocage", "Changer d’échelle, de l’atelier au réseau", "2"),
        (3, "France Active Seine-et-Marne Essonne", "Étude-action et innovation sociale pour les territoires", "2"),
        (4, "Les Apprentis d’Auteuil", "Déployer de nouveaux outils", "dix"),
        (5, "Innovafeed", "Faire rayonner l’organisation", ""),
        (6, "Lemon Aide", "Valoriser davantage de déchets", ""),
    ];
    let mut open = Ranking::new(&format!("classement-{theme}")).quiet("garder", "Garder en brouillon").button("remettre", "Remettre mon classement");
    open.items = all.map(item).into();
    open.items[3].error = crate::i18n::desk::RANK_NUMBER.to_owned();
    open.items[3].tags = vec!["non rencontrée".to_owned()];
    open.items[4].opinion = "indifferent".to_owned();
    (open.items[5].opinion, open.items[5].reason, open.items[5].error) =
        ("refuse".to_owned(), "Trajet de plus d’une heure trente.".to_owned(), crate::i18n::desk::reason_too_long(1_000));
    (open.pool_title, open.list_title) = ("À classer".to_owned(), "Mon classement".to_owned());
    open.lead = "Numérotez les missions, 1 pour la plus souhaitée.".to_owned();
    open.state = "Brouillon enregistré le 5 mars à 18:04. Rien n’est remis.".to_owned();
    open.note = "Sans numéro, une mission compte comme neutre.".to_owned();
    let closed = Ranking {
        id: format!("classement-remis-{theme}"),
        items: all.map(|(key, name, what, rank)| item((key + 10, name, what, if rank == "dix" { "4" } else { rank }))).into(),
        closed: true,
        buttons: vec![],
        state: "Remis le 11 mars à 14:02.".to_owned(),
        ..open.clone()
    };
    let mut blocks = vec![open, closed];
    blocks.iter_mut().for_each(|r| r.text = crate::desk::order::text(&r.entries()));
    crate::desk::view::blocks(blocks.into_iter().map(Block::ranking).collect())
}

fn fact(term: &str, main: &str, soft: &str) -> Fact {
    Fact { term: term.to_owned(), main: main.to_owned(), soft: soft.to_owned() }
}

fn link(label: &str, current: bool) -> Link {
    Link { href: "#".to_owned(), label: label.to_owned(), current }
}

fn choices() -> AnyView {
    let choice = |label: &str, count, chosen| Choice { code: label.to_owned(), label: label.to_owned(), count, chosen };
    let all = [choice("Stage", Some(12), true), choice("CDI", Some(1_240), false), choice("Sans compte", None, false)];
    all.into_iter().map(|c| choice_line("exemple".to_owned(), c, false, None, None)).collect_view().still()
}

fn card(long: bool) -> Card {
    let title = if long {
        "Chargé.e de mission « Étude-action & innovation sociale » pour les territoires de Seine-et-Marne et d’Essonne"
    } else {
        "Comptable"
    };
    let (first, rest) = title.split_at(title.find(' ').unwrap_or(title.len()));
    Card {
        href: "#".to_owned(),
        title: vec![Run { text: first.to_owned(), marked: long }, Run { text: rest.to_owned(), marked: false }],
        organisation: if long { "France Active Seine-et-Marne Essonne" } else { "La Scop" }.to_owned(),
        places: if long { "Évry, ou Noisiel" } else { "Lyon" }.to_owned(),
        pay: if long { "2\u{202f}250\u{a0}–\u{a0}2\u{202f}400\u{a0}€" } else { "Indemnité légale" }.to_owned(),
        pay_rest: if long { "bruts par mois" } else { "" }.to_owned(),
        tags: vec!["CDD".to_owned()],
        cause: "Finance responsable".to_owned(),
        facts: if long { "8\u{a0}mois, mi-temps, télétravail partiel".to_owned() } else { String::new() },
        posted: When { iso: "2026-11-19".to_owned(), words: "il y a 3\u{a0}jours".to_owned(), title: "19 novembre 2026".to_owned() },
        last_day: long.then(|| "Jusqu’au 14\u{a0}janvier".to_owned()),
        excerpt: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A request that ends on another thread takes nothing from the page drawn here meanwhile.
    #[test]
    fn the_end_of_another_request_leaves_the_page_alone() {
        let (ended, ends) = std::sync::mpsc::channel::<Owner>();
        let other = std::thread::spawn(move || ends.into_iter().for_each(|owner| owner.cleanup()));
        for _ in 0..400 {
            ended.send(Owner::new_root(None)).unwrap();
            assert!(pieces_in_both_themes().contains("Les Ateliers du Bocage 102"));
        }
        drop(ended);
        other.join().unwrap();
    }
}
