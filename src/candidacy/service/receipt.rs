//! `/mon-espace/dossiers/{id}/recu`: what was submitted, and when; to read, and to keep as a PDF.

use super::{above, copy, file, own, pieces};
use crate::desk::model::{Block, Form, Sheet, Way};
use crate::desk::paper::pdf;
use crate::desk::service::{Acted, Answer, Ask, Done, Download, Fields, No, missing};
use crate::i18n::candidacy as say;
use crate::kernel::clock::paris_day;
use crate::kernel::dates::{hour, long_day};
use crate::kernel::lang::Lang;
use jiff::Timestamp;

/// The receipt of a file that was submitted: what it certifies, then a copy.
struct Receipt {
    /// Where the file is.
    file: String,
    /// What it certifies.
    told: Sheet,
    /// The copy.
    copy: [Block; 2],
}

/// The instant in full: a receipt is read again long after.
fn when(at: i64) -> String {
    let day = Timestamp::from_millisecond(at).map(|t| long_day(paris_day(t), Lang::Fr)).unwrap_or_default();
    say::at_hour(&day, &hour(at))
}

async fn receipt(ask: &Ask<'_>) -> Result<Receipt, No> {
    let mut tx = ask.db().read().await?;
    let (c, kept) = own(&mut tx, ask).await?;
    let documents = pieces::views(&mut tx, ask, c.id).await?;
    let at = c.submitted_at.ok_or_else(missing)?;
    let number = format!("{}-{}", kept.edition.slug, c.id);
    let facts = Block::facts(vec![
        (say::RECEIPT_WHAT, above(&kept.edition)),
        (say::RECEIPT_WHEN, when(at)),
        (say::RECEIPT_NUMBER, number),
        (say::RECEIPT_STATE, c.state.candidate_label().to_owned()),
    ]);
    Ok(Receipt {
        file: format!("/mon-espace/dossiers/{}", c.id),
        told: Sheet::new(say::RECEIPT).lead(say::RECEIPT_LEAD).with(facts).with(file::steps(&c, &kept, ask)),
        copy: [Block::h2(say::RECEIPT_COPY), Block::text(copy::plain(&c.dossier, &kept, &documents))],
    })
}

/// The page.
pub async fn page(ask: &Ask<'_>) -> Answer {
    let Receipt { file, told, copy } = receipt(ask).await?;
    let back = Way::button(file, say::BACK_TO_FILE);
    let keep = ask.form(Form::new("garder").quiet("pdf", say::RECEIPT_PDF));
    Ok(told.with_all(ask.said()).with(Block::ways(vec![back])).with(keep).with_all(copy))
}

/// The same as a PDF, to keep.
pub async fn act(ask: &Ask<'_>, fields: &Fields) -> Acted {
    if fields.get("geste") != "pdf" {
        return Err(missing());
    }
    let Receipt { told, copy, .. } = receipt(ask).await?;
    let file = Download { name: "recu.pdf".to_owned(), kind: "application/pdf", bytes: pdf(&told.with_all(copy)) };
    Ok(Done { file: Some(file), ..Done::default() })
}
