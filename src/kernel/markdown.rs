//! Markdown and HTML from outside, made safe: the only door through which rich text reaches a page (rule I24).

use ammonia::Builder;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Paragraphs, headings, lists, emphasis, quotes and links; nothing that runs, loads or styles.
static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut b = Builder::default();
    b.tags(HashSet::from(["p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "blockquote", "br", "hr", "a", "code"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .link_rel(Some("nofollow noopener"));
    b
});

/// Renders Markdown written by organisations and feeds. Headings are brought to `h3` and below, tables and HTML dropped.
pub fn to_html(markdown: &str) -> String {
    render(markdown, HeadingLevel::H3, &SANITISER)
}

/// Renders the site's own articles: headings from `h2`, internal links without `rel`.
pub fn article_html(markdown: &str) -> String {
    static OWN: LazyLock<Builder<'static>> = LazyLock::new(|| {
        let mut b = Builder::default();
        b.tags(HashSet::from(["p", "h2", "h3", "ul", "ol", "li", "strong", "em", "blockquote", "a"]))
            .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
            .url_schemes(HashSet::from(["https", "mailto"]))
            .link_rel(None);
        b
    });
    render(markdown, HeadingLevel::H2, &OWN)
}

fn render(markdown: &str, top: HeadingLevel, sanitiser: &Builder<'static>) -> String {
    let level = |l: HeadingLevel| if l < top { top } else { l.min(HeadingLevel::H4) };
    let events = Parser::new_ext(markdown, Options::empty()).map(|event| match event {
        Event::Start(Tag::Heading { level: l, id, classes, attrs }) => Event::Start(Tag::Heading { level: level(l), id, classes, attrs }),
        Event::End(TagEnd::Heading(l)) => Event::End(TagEnd::Heading(level(l))),
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::SoftBreak => Event::Text("\n".into()),
        other => other,
    });
    let mut out = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut out, events);
    sanitiser.clean(&out).to_string()
}

/// The words of a Markdown text, without its marks: for the search index, excerpts and descriptions.
pub fn to_plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, Options::empty()) {
        match event {
            Event::Text(t) | Event::Code(t) => out.push_str(&t),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) | Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_come_down_and_lists_stay() {
        assert_eq!(to_html("# Phase 1\n\n- un\n- deux"), "<h3>Phase 1</h3>\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n");
    }

    #[test]
    fn nothing_runs() {
        for hostile in [
            "<script>alert(1)</script>",
            "[clic](javascript:alert(1))",
            "<img src=x onerror=alert(1)>",
            "![x](https://example.com/pixel.png)",
            "<a href=\"data:text/html,x\" onclick=\"x\">y</a>",
            "<style>*{display:none}</style><iframe src=//x></iframe>",
            "[a](<javascript:alert(1)>)",
        ] {
            let html = to_html(hostile);
            for bad in ["<script", "<img", "<iframe", "<style", "<a href=\"javascript", "<a href=\"data", "<a onclick", "onerror=\"alert"] {
                assert!(!html.contains(bad), "{hostile} gave {html}");
            }
        }
    }

    #[test]
    fn links_out_do_not_vouch() {
        assert_eq!(to_html("[x](https://example.org)").trim(), "<p><a href=\"https://example.org\" rel=\"nofollow noopener\">x</a></p>");
        assert_eq!(article_html("[x](/offres)").trim(), "<p><a href=\"/offres\">x</a></p>");
    }

    #[test]
    fn plain_words() {
        assert_eq!(
            to_plain("### Titre\n\n- **un** [lien](https://x.fr)\n- deux").split_whitespace().collect::<Vec<_>>(),
            ["Titre", "un", "lien", "deux"]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_renders(text in ".{0,400}") {
            let html = to_html(&text);
            proptest::prop_assert!(!html.contains("<script"));
            to_plain(&text);
        }
    }
}
