//! Pay, dates, contracts, HTML: tables of what feeds write and what the board understands.

use super::super::{day, html, pay, sections, vocabulary};
use crate::jobs::model::pay::Pay;
use crate::jobs::model::{Contract, PayPeriod};
use crate::kernel::money::Cents;
use jiff::civil::date;

fn amount(min: i64, max: Option<i64>, period: PayPeriod, gross: bool) -> Pay {
    Pay::Amount { min: Cents::euros(min), max: max.map(Cents::euros), period, gross }
}

#[test]
fn pay_that_has_one_reading_is_read() {
    use PayPeriod::{Day, Hour, Mission, Month, Year};
    for (text, wanted) in [
        ("Mensuel de 2250.0 Euros à 2400.0 Euros sur 12.0 mois", amount(2250, Some(2400), Month, true)),
        ("Annuel de 30000.0 Euros sur 13.0 mois", amount(30_000, None, Year, true)),
        ("2 250 – 2 400 € bruts par mois", amount(2250, Some(2400), Month, true)),
        ("2\u{202f}250\u{a0}€ brut / mois", amount(2250, None, Month, true)),
        ("35000 EUR/YEAR", amount(35_000, None, Year, true)),
        ("35-40 k€ brut annuel", amount(35_000, Some(40_000), Year, true)),
        ("entre 28K€ et 32K€ par an", amount(28_000, Some(32_000), Year, true)),
        ("3000€ bruts pour l'ensemble de la mission", amount(3000, None, Mission, true)),
        ("TJM 350 €", amount(350, None, Day, true)),
        ("12 € net de l’heure, 35h/semaine", amount(12, None, Hour, false)),
        ("1.900 € bruts mensuels", amount(1900, None, Month, true)),
        ("de 2000 à 2200 euros par mois, coefficient 285", amount(2000, Some(2200), Month, true)),
    ] {
        assert_eq!(pay::read(text).0, wanted, "{text}");
    }
    let hour = Pay::Amount { min: Cents(1202), max: None, period: Hour, gross: true };
    assert_eq!(pay::read("Horaire de 12.02 Euros"), (hour, None));
}

#[test]
fn pay_that_could_mean_something_else_stays_unstated_with_its_words() {
    for text in [
        "Selon profil",
        "35 000 €",
        "2000",
        "Mensuel de 2400 Euros à 2250 Euros",
        "jusqu’à 3 000 € par mois",
        "2 000 € par mois ou 24 000 € par an",
        "$3000 per month",
        "2 000 € brut soit 1 560 € net par mois",
        "400 € par semaine",
        "2 250 € par mois + tickets restaurant à 9 €",
        "Mensuel de 300000 Euros",
        "99999999999999999999999 € par mois",
        "1,2345 € par heure",
        "Autre de 100 Euros",
    ] {
        let (pay, note) = pay::read(text);
        assert_eq!(pay, Pay::Unstated, "{text}");
        assert_eq!(note.as_deref(), Some(text), "{text}");
    }
    assert_eq!(pay::read(""), (Pay::Unstated, None));
    assert_eq!(pay::read("Selon convention collective 66").0, Pay::Unstated, "a number is not a legal reference");
    assert_eq!(pay::read("Smic").0, Pay::Legal { reference: "Smic".into() });
    assert_eq!(pay::read("Bénévolat").0, Pay::Unpaid);
    assert_eq!(pay::read("2000 € par mois selon expérience").1.as_deref(), Some("2000 € par mois selon expérience"));
    assert_eq!(pay::structured(Some(f64::NAN), None, "EUR", "MONTH"), Pay::Unstated);
    assert_eq!(pay::structured(Some(500.0), None, "EUR", "WEEK"), Pay::Unstated);
    assert_eq!(pay::structured(Some(2000.0), None, "CHF", "MONTH"), Pay::Unstated);
}

#[test]
fn every_date_notation_has_one_reading() {
    for (text, wanted) in [
        ("2021-01-15", Some(date(2021, 1, 15))),
        ("2021-01-15T23:30:00Z", Some(date(2021, 1, 16))),
        ("2021-01-15T23:30:00", Some(date(2021, 1, 15))),
        ("2021-01-15 08:00:00", Some(date(2021, 1, 15))),
        ("Fri, 15 Jan 2021 09:00:00 +0100", Some(date(2021, 1, 15))),
        ("Mon, 15 Jan 2021 09:00:00 GMT", Some(date(2021, 1, 15))),
        ("15 Jan 2021 09:00:00 GMT", Some(date(2021, 1, 15))),
        ("Posted on 03-15-2015", Some(date(2015, 3, 15))),
        ("03-04-2015", Some(date(2015, 3, 4))),
        ("15-03-2015", None),
        ("15/01/2021", Some(date(2021, 1, 15))),
        ("Publiée le 15/01/2021", Some(date(2021, 1, 15))),
        ("01/15/2021", None),
        ("15.01.2021", Some(date(2021, 1, 15))),
        ("1er mars 2026", Some(date(2026, 3, 1))),
        ("15 January 2021", Some(date(2021, 1, 15))),
        ("demain", None),
        ("2021-02-30", None),
        ("", None),
        ("999999999-99-99", None),
        ("é", None),
    ] {
        assert_eq!(day::day(text), wanted, "{text}");
    }
}

#[test]
fn q17_a_closing_instant_at_midnight_means_the_day_before() {
    for (text, wanted) in [
        ("2021-01-14", date(2021, 1, 14)),
        ("2021-01-15T00:00:00+01:00", date(2021, 1, 14)),
        ("2021-01-15T00:00", date(2021, 1, 14)),
        ("2021-01-14T23:59:59", date(2021, 1, 14)),
        ("14/01/2021", date(2021, 1, 14)),
    ] {
        assert_eq!(day::last_day(text), Some(wanted), "{text}");
    }
}

#[test]
fn contracts_are_recognised_where_they_are_stated_only() {
    assert_eq!(vocabulary::contracts("STAGE ou ALTERNANCE (apprentissage)"), [Contract::Internship, Contract::Apprenticeship]);
    assert_eq!(vocabulary::contracts("CDD d’insertion"), [Contract::Cddi]);
    assert_eq!(vocabulary::contracts("Contrat à durée indéterminée"), [Contract::Cdi]);
    assert_eq!(vocabulary::contracts("FULL_TIME"), []);
    assert_eq!(vocabulary::contracts_in_title("Coordination des stages et du bénévolat"), []);
    assert_eq!(vocabulary::contracts_in_title("Stage – communication"), [Contract::Internship]);
    assert_eq!(vocabulary::contracts_in_title("Comptable (alternance)"), [Contract::Apprenticeship]);
    assert_eq!(vocabulary::contracts_in_title("Comptable CDI H/F"), [Contract::Cdi]);
    assert_eq!(vocabulary::contracts_in_text("Poste\n\nType de contrat : service civique"), [Contract::CivicService]);
    assert_eq!(vocabulary::contracts_in_text("CDD pouvant devenir un CDI"), []);
    assert_eq!(vocabulary::rate("17H30/semaine Travail le samedi"), Some(50));
    assert_eq!(vocabulary::rate("35H/semaine"), Some(100));
    assert_eq!(vocabulary::rate("80 %"), Some(80));
    assert_eq!(vocabulary::rate("Temps partiel"), None);
}

#[test]
fn html_becomes_the_markdown_subset() {
    for (input, wanted) in [
        ("<p>Un</p><p>Deux<br>trois</p>", "Un\n\nDeux  \ntrois"),
        ("<h1>Titre <b>fort</b></h1>Texte", "### Titre fort\n\nTexte"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><p>d</p>", "- a\n  - b\n- c\n\nd"),
        ("<ol><li>a</li><li><p>b</p><p>c</p></li></ol>", "1. a\n2. b\n\n   c"),
        ("<b> gras </b>et<i>italique</i>", "**gras** et*italique*"),
        ("<strong>Missions :</strong>texte", "**Missions :** texte"),
        ("<b>a</b><b>b</b>", "**ab**"),
        ("<b>un<p>deux</b>", "**un**\n\n**deux**"),
        ("<a href=\"mailto:a@b.fr\">écrire</a> <a href='JaVaScRiPt:x'>non</a><a href=/rel>rel</a>", "[écrire](mailto:a@b.fr) nonrel"),
        ("a<script>alert('</p>')</script>b<style>p{}</style><iframe src=x>z</iframe>c<!-- x -->d", "abcd"),
        ("<scr<script>ipt>alert(1)</scr</script>ipt>", "ipt>alert(1)ipt>"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;<br>", "\\<script>alert(1)\\</script>"),
        ("<p onclick=\"a>b\">clic</p>", "clic"),
        ("2 < 3 &amp; 4 &gt; 1 <b>*x*</b> _y_ a_b [z]", "2 \\< 3 & 4 > 1 **\\*x\\*** \\_y\\_ a_b \\[z\\]"),
        ("<p>35&nbsp;h&#146;a &#x1F600; &inconnu;</p>", "35\u{a0}h’a 😀 \\&inconnu;"),
        ("<p>a\0b\u{202e}c\u{200b}</p>", "abc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a · b  \nc"),
        ("<p># pas un titre</p><p>&gt; ni une citation</p><p>2021. fin</p>", "\\# pas un titre\n\n\\> ni une citation\n\n2021\\. fin"),
        ("<p>- un<br>- deux</p><p>fin</p>", "- un\n- deux\n\nfin"),
        ("<p>ouvert <a href=\"https://x", "ouvert"),
        ("<p>texte</p><script>jamais fermé <p>perdu", "texte"),
    ] {
        assert_eq!(html::rich(input), wanted, "{input}");
    }
    assert_eq!(html::rich("Un\nDeux\n\n• trois\n• quatre\nCinq"), "Un  \nDeux\n\n- trois\n- quatre\n\nCinq");
    assert_eq!(html::line(" <b>Chargé&middot;e</b>\n de\u{0} mission "), "Chargé·e de mission");
}

#[test]
fn text_is_cut_into_sections_at_known_headings_without_losing_a_line() {
    let cut = sections::split("Bonjour\n\n### Votre profil :\n\nÀ l’aise\n\n**Nous offrons**\n- du thé\n\n### Autre chose\n\nReste");
    assert_eq!((cut.mission.as_str(), cut.profile.as_str()), ("Bonjour", "À l’aise"));
    assert_eq!(cut.we_offer, "- du thé\n\n### Autre chose\n\nReste");
}
