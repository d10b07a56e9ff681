//! `/offres/{slug}/postuler`: the form, with or without an account.

use super::{pieces, send};
use crate::desk::model::{Block, Field, Form, Sheet, Way};
use crate::desk::service::{Acted, Answer, Ask, Done, Fields, No, missing};
use crate::i18n::recruiting as say;
use crate::jobs::model::draft::{Apply, PieceKind};
use crate::jobs::publish::answer::{Given, State, closed, missing_pieces};
use crate::jobs::publish::paper::Paper;
use crate::jobs::store as offers;
use crate::jobs::store::applications::{self, Sent};
use crate::jobs::store::postings::{self, Posting};
use crate::kernel::dates::long_day;
use crate::kernel::lang::Lang;
use crate::kernel::refusal::Refusal;
use crate::mail::service::{Letter, put};
use crate::people::model::{Viewer, address};
use crate::people::service::limits::{What, count};
use crate::people::service::{machine, secrets};
use crate::store::Tx;
use crate::uploads::service::{Ready, Thing, forget, keep_draft, scan_kept};

/// How long an address can be confirmed: 48 hours.
pub const CONFIRM_MS: i64 = 48 * 3_600_000;
/// The same application sent twice within this time is one click too many.
const AGAIN_MS: i64 = 2 * 60_000;

/// The offer of the address and the posting it comes from, while one can apply to it here.
///
/// # Errors
/// There is none (404), or nobody can apply any more (410, rule M13).
async fn open(ask: &Ask<'_>, tx: &mut Tx) -> Result<(offers::Offer, Posting, Paper), No> {
    let offer = offers::by_slug(tx, ask.part(1)).await?.ok_or_else(missing)?;
    let posting = postings::of_offer(tx, offer.id).await?.ok_or_else(missing)?;
    still_open(&offer, ask)?;
    let paper = posting.online.clone().ok_or_else(missing)?;
    if matches!(paper.draft.apply, Apply::Link { .. }) { Err(missing()) } else { Ok((offer, posting, paper)) }
}

/// Whether one can still apply to an offer.
///
/// # Errors
/// Its time is over (410).
pub fn still_open(offer: &offers::Offer, ask: &Ask<'_>) -> Result<(), No> {
    match closed(offer.life, ask.now) {
        None => Ok(()),
        Some(refusal) => Err(Refusal { sentence: say::sentence(&refusal.sentence), ..refusal }.into()),
    }
}

/// Who asks, once they proved who they are.
fn signed<'a>(ask: &Ask<'a>) -> Option<&'a Viewer> {
    ask.viewer.filter(|v| !v.must_prove())
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let mut tx = ask.db().read().await?;
    let (offer, posting, paper) = open(ask, &mut tx).await?;
    let me = signed(ask);
    let mut sheet = Sheet::new(say::apply_to(&paper.draft.title)).above(posting.organisation.clone());
    let last = paper.draft.last_day.map(|day| say::until(&long_day(day, Lang::Fr)));
    sheet = sheet.lead(last.unwrap_or_default()).with_all(ask.said());
    if let Some(me) = me
        && let Some(mine) = applications::of(&mut tx, offer.id, me.person).await?.filter(|a| a.state != State::Withdrawn)
    {
        let way = Way::button(format!("/mon-espace/candidatures/{}", mine.id), say::SEE_MINE);
        return Ok(sheet.with(Block::notice("done", say::ALREADY)).with(Block::ways(vec![way])));
    }
    let known = pieces::known_cv(&mut tx, ask).await?;
    let name = me.map_or("", |m| m.name.as_str());
    let mut form = Form::new("candidature").field(Field::new("nom", "text", say::YOUR_NAME).required().max(120).complete("name").value(name).half());
    match me {
        Some(me) => sheet = sheet.with(Block::small(say::applying_as(&me.email))),
        None => {
            let back = form_urlencoded::byte_serialize(ask.path().as_bytes()).collect::<String>();
            sheet = sheet.with(Block::ways(vec![Way::link(format!("/connexion?retour={back}"), say::HAVE_ACCOUNT)]));
            form =
                form.field(Field::new("courriel", "email", say::YOUR_EMAIL).hint(say::YOUR_EMAIL_HINT).required().max(254).complete("email").half());
        }
    }
    form = pieces::cv_fields(form, &paper.draft.pieces, known.as_ref());
    form = pieces::fields(form, &paper.draft.pieces, &paper.questions).button("postuler", say::APPLY_DO);
    if paper.draft.pieces.iter().any(|p| p.kind == PieceKind::Diploma) {
        sheet = sheet.with(Block::small(say::DIPLOMA_LATER));
    }
    let back = Way::link(format!("/offres/{}", offer.slug), say::BACK_TO_OFFER);
    let sheet = sheet.with(ask.form(form));
    Ok(sheet.with(Block::small(say::READ_BY)).with(Block::ways(vec![back])))
}

/// Which files came with the form.
#[derive(Clone, Copy)]
struct Joined {
    cv: bool,
    letter: bool,
}

/// Reads the form: everything that is wrong, at once.
fn read(fields: &Fields, paper: &Paper, offer: i64, email: Option<&str>, joined: Joined) -> Result<Sent, Vec<Refusal>> {
    let mut problems = Vec::new();
    let name = fields.get("nom").to_owned();
    if name.is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control) {
        problems.push(Refusal::invalid("nom", crate::i18n::people::NAME_NEED));
    }
    let email = email.map(str::to_owned).or_else(|| address(fields.get("courriel")));
    if email.is_none() {
        problems.push(Refusal::invalid("courriel", crate::i18n::people::SIGN_IN_NEED_EMAIL));
    }
    let letter = fields.get("piece_lettre").to_owned();
    if letter.chars().count() > pieces::LETTER_MAX {
        problems.push(Refusal::invalid("piece_lettre", say::LETTER_LONG));
    }
    let others = pieces::typed(&paper.draft.pieces, &|name| fields.get(name).to_owned());
    let answers: Vec<String> = (1..=paper.questions.len()).map(|i| fields.get(&format!("answer_{i}")).to_owned()).collect();
    let mut given = Given { pieces: others.iter().filter_map(|(code, _)| PieceKind::from_code(code)).collect(), answers: answers.clone() };
    if joined.letter || !letter.is_empty() {
        given.pieces.push(PieceKind::Letter);
    }
    if joined.cv {
        given.pieces.push(PieceKind::Cv);
    }
    let lacking = missing_pieces(&pieces::enforced(&paper.draft.pieces), &paper.questions, &given);
    problems.extend(lacking.into_iter().map(|r| Refusal { sentence: say::sentence(&r.sentence), ..r }));
    match email {
        Some(email) if problems.is_empty() => Ok(Sent { offer_id: offer, name, email, letter, answers, pieces: others }),
        _ => Err(problems),
    }
}

/// Sends the application, or keeps it until its address is confirmed.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    count(ask.db(), What::ApplyFrom, &ask.peer, ask.ms()).await?;
    let me = signed(ask);
    let mut tx = ask.db().read().await?;
    let (offer, posting, paper) = open(ask, &mut tx).await?;
    let known = pieces::known_cv(&mut tx, ask).await?.filter(|_| fields.has("cv_connu"));
    let joined =
        Joined { cv: pieces::came(ask, pieces::CV_FIELD).is_some() || known.is_some(), letter: pieces::came(ask, pieces::LETTER_FIELD).is_some() };
    let sent = read(fields, &paper, offer.id, me.map(|m| m.email.as_str()), joined)?;
    drop(tx);
    let files = pieces::looked_at(ask, known.as_ref()).await?;
    let Some(me) = me else {
        return wait(ask, &sent, &files, &paper.draft.title, &posting.organisation).await;
    };
    let mut tx = ask.db().begin().await?;
    let number = keep_draft(&mut tx, &files, ask.ms()).await?;
    let id = send(&mut tx, &ask.desk.board, &posting, (&sent, number), me.person, ask.now).await?;
    let there = match id {
        Some(id) => Some((id, "candidature-envoyee")),
        // A second click, or a second tab: the first one counts.
        None => applications::of(&mut tx, offer.id, me.person).await?.map(|a| (a.id, "candidature-deja")),
    };
    tx.commit().await?;
    scan_kept(ask, &files).await?;
    let (id, code) = there.ok_or_else(missing)?;
    Ok(Done::saying(&format!("/mon-espace/candidatures/{id}"), code))
}

/// Keeps the application and sends the link that confirms its address. The answer says nothing of who has an account.
async fn wait(ask: &Ask<'_>, sent: &Sent, files: &[Ready], title: &str, organisation: &str) -> Acted {
    count(ask.db(), What::LinkTo, &sent.email, ask.ms()).await?;
    let token = secrets::token().map_err(machine)?;
    let digests: Vec<&str> = files.iter().map(|f| f.sha256.as_str()).collect();
    let whole = format!("{}\n{}\n{}\n{}\n{:?}\n{:?}\n{digests:?}", sent.offer_id, sent.email, sent.name, sent.letter, sent.answers, sent.pieces);
    let mut tx = ask.db().begin().await?;
    let number = keep_draft(&mut tx, files, ask.ms()).await?;
    let (expires, before) = (ask.ms() + CONFIRM_MS, ask.ms() - AGAIN_MS);
    if applications::keep_draft(&mut tx, (sent, number), &secrets::mark(&token), &secrets::mark(&whole), ask.ms(), expires, before).await? {
        let url = format!("{}{}/lien/{token}", ask.desk.board.base_url, ask.path());
        let body = say::confirm_mail(super::first_name(&sent.name), title, organisation, &url);
        put(&mut tx, &Letter { person: None, to: sent.email.clone(), subject: say::confirm_subject(title), body, cause: "candidature" }, ask.ms())
            .await?;
    } else {
        forget(&mut tx, Thing::Draft, number).await?;
    }
    tx.commit().await?;
    scan_kept(ask, files).await?;
    let mut ways = vec![Way::quiet("/offres", say::OTHER_OFFERS)];
    if ask.desk.development {
        ways.insert(0, Way::button("/dev/mail", crate::i18n::people::SENT_DEV));
    }
    let sheet = Sheet::new(say::CONFIRM_SENT).lead(say::confirm_sent(&sent.email)).with(Block::text(say::CONFIRM_SENT_TEXT)).with(Block::ways(ways));
    Ok(Done { show: Some(sheet), ..Done::to(ask.path()) })
}
