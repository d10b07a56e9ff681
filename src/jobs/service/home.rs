//! What the home page shows of the board.

use super::{Board, Fault, Reader, cards, day_number, localised};
use crate::content::service::Library;
use crate::content::views::Kind;
use crate::i18n::open_offers;
use crate::jobs::model::Sort;
use crate::jobs::model::criteria::Criteria;
use crate::jobs::model::views::HomeView;

/// Offers in each list.
const SHOWN: usize = 4;

/// Open offers counted, the nearest last days, the latest offers, two articles.
pub async fn page(board: &Board, library: &Library, reader: Reader) -> Result<HomeView, Fault> {
    let (now, today) = (reader.now.as_millisecond(), day_number(reader.today()));
    let recent = board.engine.search(&Criteria::default(), now, today)?;
    let closing = board.engine.search(&Criteria { sort: Sort::Deadline, ..Criteria::default() }, now, today)?;
    let first = |ids: &[i64]| ids.iter().copied().take(SHOWN).collect::<Vec<_>>();
    let mut closing = cards::of_ids(board, &first(&closing.ids), "", &[], reader).await?;
    closing.retain(|c| c.last_day.is_some());
    let reading = [Kind::Mag, Kind::Advice].into_iter().flat_map(|k| library.teasers(k, reader.lang).into_iter().take(2)).collect();
    Ok(HomeView {
        open: open_offers(recent.total, reader.lang),
        closing,
        recent: cards::of_ids(board, &first(&recent.ids), "", &[], reader).await?,
        reading,
        url: format!("{}{}", board.base_url, localised("/", reader.lang)),
    })
}
