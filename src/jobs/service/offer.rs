//! The page of one offer: every fact in words (rules I2–I14, I17–I26, I33).

use super::{Board, Fault, Reader, cards, day_number, localised, posting};
use crate::i18n::{self, days_left, months};
use crate::jobs::model::criteria::Criteria;
use crate::jobs::model::draft::{Apply, OfferDraft};
use crate::jobs::model::pay::Pay;
use crate::jobs::model::status::Status;
use crate::jobs::model::views::{ApplyLink, Card, Fact, OfferView, OrganisationPanel, Section, When};
use crate::jobs::model::{Contract, PayPeriod, Remote};
use crate::jobs::store::{self, Offer};
use crate::kernel::clock::paris_day;
use crate::kernel::dates::{day_and_month, days_between, long_day, shift};
use crate::kernel::lang::Lang;
use crate::kernel::markdown::{to_html, to_plain};
use crate::kernel::refusal::{Reason, Refusal};
use crate::kernel::text::excerpt;
use crate::organisations::service as organisations;

/// Related offers shown (rule I14).
const RELATED: usize = 4;

/// The page at an address, or the refusal that says why there is none (404) or no longer one (410).
pub async fn page(board: &Board, slug: &str, reader: Reader) -> Result<Result<OfferView, Refusal>, Fault> {
    let mut tx = board.db.read().await?;
    let Some(offer) = store::by_slug(&mut tx, slug).await? else {
        return Ok(Err(Refusal::missing(i18n::offer_missing(reader.lang))));
    };
    let status = offer.life.status(reader.now);
    if status == Status::Gone {
        return Ok(Err(Refusal { reason: Reason::Gone, field: None, sentence: i18n::offer_gone(reader.lang).to_owned() }));
    }
    let panel = organisations::panel(&mut tx, offer.organisation_id, reader.lang).await?;
    let sisters = match &offer.draft.sister_mark {
        Some(mark) => store::sisters(&mut tx, mark, offer.id, reader.now.as_millisecond()).await?,
        None => Vec::new(),
    };
    drop(tx);
    let related = related(board, &offer, reader).await?;
    Ok(Ok(view(board, offer, status, panel, sisters, related, reader)))
}

fn view(
    board: &Board,
    offer: Offer,
    status: Status,
    organisation: OrganisationPanel,
    sisters: Vec<Offer>,
    related: Vec<Card>,
    reader: Reader,
) -> OfferView {
    let d = &offer.draft;
    let lang = reader.lang;
    let url = format!("{}{}", board.base_url, localised(&format!("/offres/{}", offer.slug), lang));
    let open = status == Status::Open;
    let subject = format!("{}, {}", d.title, offer.organisation);
    let mut tags: Vec<String> = d.contracts.iter().map(|c| c.label(lang).to_owned()).collect();
    tags.extend(d.sectors.iter().map(|s| s.label(lang).to_owned()));
    OfferView {
        title: d.title.clone(),
        original: d.title_original.as_ref().map(|t| (t.lang.tag().to_owned(), t.text.clone())),
        text_lang: d.language.tag().to_owned(),
        places: cards::places_words(&d.places, lang),
        tags,
        posted: cards::posted(d.published_on, reader),
        closed: (!open).then(|| i18n::closed_since(&long_day(paris_day(offer.life.closes_at), lang), lang)),
        last_day: d.last_day.filter(|_| open).map(|day| When { iso: day.to_string(), words: long_day(day, lang), title: String::new() }),
        left: d.last_day.filter(|_| open).map_or(String::new(), |day| days_left(days_between(reader.today(), day), lang)),
        apply: open.then(|| apply(d, &offer.slug, &subject, lang)).flatten(),
        facts: facts(d, reader),
        sections: sections(d, lang),
        sisters: sisters.iter().map(|o| cards::card(o, "", None, reader)).collect(),
        related,
        more_href: more_href(d, lang),
        share_mail: mail("", &subject, &url),
        report_mail: mail(&board.contact_email, &format!("{} {}", i18n::report_subject(lang), d.title), &url),
        json_ld: open.then(|| posting::json_ld(board, &offer, &organisation, &url)),
        description: excerpt(&to_plain(d.sections.all().into_iter().find(|s| !s.is_empty()).unwrap_or("")), 160),
        organisation,
        url,
    }
}

fn more_href(d: &OfferDraft, lang: Lang) -> String {
    let query = d.sectors.first().map_or(String::new(), |s| format!("secteur={}", s.code()));
    super::search::with_query(&localised("/offres", lang), &query)
}

/// A `mailto:` address with its subject and body percent-encoded.
pub fn mail(to: &str, subject: &str, body: &str) -> String {
    let encode = |s: &str| form_urlencoded::byte_serialize(s.as_bytes()).collect::<String>().replace('+', "%20");
    format!("mailto:{to}?subject={}&body={}", encode(subject), encode(body))
}

fn apply(d: &OfferDraft, slug: &str, subject: &str, lang: Lang) -> Option<ApplyLink> {
    let pieces = pieces(d, lang);
    match &d.apply {
        // Published here: applied to here, in French as the page that takes it.
        Apply::Mail if d.source == super::publishing::SOURCE => {
            Some(ApplyLink { href: format!("/offres/{slug}/postuler"), label: i18n::apply_here(lang).to_owned(), pieces })
        }
        Apply::Link { url } => Some(ApplyLink { href: url.clone(), label: i18n::apply_on_site(lang).to_owned(), pieces }),
        Apply::Mail => {
            let to = d.contact.as_ref()?.email.as_ref()?;
            let body = if pieces.is_empty() { String::new() } else { format!("{}\n", i18n::mail_body(&pieces, lang)) };
            Some(ApplyLink {
                href: mail(to, &format!("{} {subject}", i18n::application(lang)), &body),
                label: i18n::apply_by_mail(lang).to_owned(),
                pieces,
            })
        }
    }
}

/// "un CV et une lettre de motivation : sans lettre, une candidature n’est pas étudiée" (rule I6).
fn pieces(d: &OfferDraft, lang: Lang) -> String {
    let label = |required: bool| d.pieces.iter().filter(|p| p.required == required).map(|p| p.kind.label(lang)).collect::<Vec<_>>().join(", ");
    i18n::pieces_sentence(&label(true), &label(false), lang)
}

/// The facts and the sections of an offer in words, for the pages where it is written and read before it is published.
pub fn said(d: &OfferDraft, reader: Reader) -> (Vec<Fact>, Vec<Section>) {
    (facts(d, reader), sections(d, reader.lang))
}

fn facts(d: &OfferDraft, reader: Reader) -> Vec<Fact> {
    let lang = reader.lang;
    let mut out = Vec::new();
    let mut put = |term: &str, main: String, soft: Option<String>| {
        let soft = soft.unwrap_or_default();
        if !(main.is_empty() && soft.is_empty()) {
            out.push(Fact { term: term.to_owned(), main, soft });
        }
    };
    let or = if lang == Lang::Fr { " ou " } else { " or " };
    put(i18n::contract(lang), d.contracts.iter().map(|c| c.label(lang)).collect::<Vec<_>>().join(or), d.contract_note.clone());
    put(i18n::places(lang), all_places(d, lang), d.places_note.clone());
    if d.remote != Remote::None || d.remote_note.is_some() {
        put(i18n::remote_work(lang), d.remote.label(lang).to_owned(), d.remote_note.clone());
    }
    put(i18n::start(lang), start(d, lang), None);
    let extension = d.duration.as_ref().filter(|x| x.extendable).map(|x| x.note.clone().unwrap_or_else(|| i18n::extendable(lang).to_owned()));
    let until = d.end.map(|e| i18n::until(&e.words(lang), lang));
    put(i18n::duration(lang), d.months().map_or(String::new(), |m| months(m, lang)), join(until, extension));
    put(i18n::rhythm(lang), rate(d, lang), d.rhythm_note.clone());
    let monthly = d.pay.monthly_min(d.months()).filter(|_| matches!(&d.pay, Pay::Amount { period: PayPeriod::Mission, .. }));
    let monthly = monthly.map(|m| i18n::about_monthly(&m.to_string(), lang));
    // Rule I19: an independent invoices; "gross" leaves open what of the amount is theirs.
    let unclear = d.contracts.contains(&Contract::Freelance) && matches!(&d.pay, Pay::Amount { gross: true, .. });
    let warning = unclear.then(|| i18n::gross_freelance(lang).to_owned());
    put(i18n::pay(lang), d.pay.words(lang), join(join(d.pay_note.clone(), monthly), warning));
    put(i18n::benefits(lang), d.benefits.join(", "), None);
    let conditions = |required: bool| d.conditions.iter().filter(|c| c.required == required).map(|c| c.text.as_str()).collect::<Vec<_>>().join(", ");
    put(i18n::required(lang), conditions(true), None);
    let wished = conditions(false);
    let not_required = (!wished.is_empty()).then(|| i18n::not_required(lang).to_owned());
    put(i18n::preferred(lang), wished, not_required);
    put(i18n::reports_to(lang), d.reports_to.clone().unwrap_or_default(), None);
    put(i18n::team(lang), d.team.clone().unwrap_or_default(), None);
    put(i18n::later_hire(lang), d.later_hire.clone().unwrap_or_default(), None);
    put(i18n::positions(lang), if d.positions > 1 { d.positions.to_string() } else { String::new() }, None);
    let (answer, detail) = answer(d, lang);
    put(i18n::answer(lang), answer, detail);
    put(i18n::contact(lang), d.contact.as_ref().map_or(String::new(), |c| c.name.clone()), d.contact.as_ref().and_then(|c| c.role.clone()));
    out
}

fn join(a: Option<String>, b: Option<String>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => Some(format!("{a}, {b}")),
        (a, b) => a.or(b),
    }
}

/// Every place, the preferred one first and said to be so (rule I7).
fn all_places(d: &OfferDraft, lang: Lang) -> String {
    let mut places: Vec<_> = d.places.iter().collect();
    places.sort_by_key(|p| !p.preferred);
    let several = places.len() > 1;
    let name = |p: &&crate::jobs::model::draft::Place| {
        let department =
            p.insee.as_deref().map(|i| if i.starts_with("97") || i.starts_with("98") { &i[..3.min(i.len())] } else { &i[..2.min(i.len())] });
        let code = department.map_or(String::new(), |c| format!(" ({c})"));
        format!("{}{code}{}", p.label, if several && p.preferred { i18n::preferably(lang) } else { "" })
    };
    places.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// "dès que possible, à partir de mi-mars 2015" (rule I20).
fn start(d: &OfferDraft, lang: Lang) -> String {
    let Some(start) = &d.start else { return String::new() };
    let from = start.from.map(|f| f.words(lang));
    match (start.asap, from) {
        (true, Some(from)) => i18n::asap_from(&from, lang),
        (true, None) => i18n::asap(lang).to_owned(),
        (false, Some(from)) => from,
        (false, None) => String::new(),
    }
}

fn rate(d: &OfferDraft, lang: Lang) -> String {
    match (d.rate_percent, lang) {
        (None | Some(100), _) => d.rhythm().label(lang).to_owned(),
        (Some(50), Lang::Fr) => "Mi-temps".to_owned(),
        (Some(50), Lang::En) => "Half time".to_owned(),
        (Some(r), _) => format!("{r}\u{a0}%"),
    }
}

/// The promise (rule I33): a date when the deadline is known, a delay otherwise.
fn answer(d: &OfferDraft, lang: Lang) -> (String, Option<String>) {
    match (d.answer_days, d.last_day) {
        (Some(days), Some(last)) => {
            (i18n::answer_by(&day_and_month(shift(last, i32::from(days)), lang), lang), Some(i18n::to_everyone(lang).to_owned()))
        }
        (Some(days), None) => (i18n::answer_within(days, lang), Some(i18n::to_everyone(lang).to_owned())),
        (None, _) => (i18n::no_answer_date(lang).to_owned(), None),
    }
}

fn sections(d: &OfferDraft, lang: Lang) -> Vec<Section> {
    let s = &d.sections;
    let headings = [
        (i18n::section_context(lang), &s.context),
        (i18n::section_mission(lang), &s.mission),
        (i18n::section_profile(lang), &s.profile),
        (i18n::section_we_offer(lang), &s.we_offer),
        (i18n::section_more(lang), &s.more),
        (i18n::section_why(lang), &s.why),
    ];
    headings.into_iter().filter(|(_, text)| !text.trim().is_empty()).map(|(h, text)| Section { heading: h.to_owned(), html: to_html(text) }).collect()
}

/// Open, recent, same cause; then same organisation's neighbours by date (rule I14).
async fn related(board: &Board, offer: &Offer, reader: Reader) -> Result<Vec<Card>, Fault> {
    let (now, today) = (reader.now.as_millisecond(), day_number(reader.today()));
    let same_cause = Criteria { sectors: offer.draft.sectors.iter().copied().take(1).collect(), ..Criteria::default() };
    let mut ids = board.engine.search(&same_cause, now, today)?.ids;
    ids.retain(|id| *id != offer.id);
    if ids.len() < RELATED {
        let recent = board.engine.search(&Criteria::default(), now, today)?.ids;
        ids.extend(recent.into_iter().filter(|id| *id != offer.id && !ids.contains(id)).collect::<Vec<_>>());
    }
    ids.truncate(RELATED);
    cards::of_ids(board, &ids, "", &[], reader).await
}
