//! Pages as pictures, for the viewer. Runs in the limited process of `child`, after the verdict has left it: a page that
//! cannot be drawn costs its picture, never the file.

use super::model::MAX_DRAWN;
use crate::kernel::clock;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// Width of a page's picture, in pixels.
pub const WIDTH: f32 = 1000.0;
/// Greatest height of a page's picture, in pixels: longer pages are drawn narrower.
pub const MAX_HEIGHT: f32 = 2200.0;
/// Time after which no other page is begun.
pub const PATIENCE: Duration = Duration::from_secs(6);

/// Draws up to [`MAX_DRAWN`] pages in order and gives each to `emit` as a PNG, or `None` for a page that could not be drawn.
/// Stops when `emit` says so (false) or after [`PATIENCE`].
pub fn draw(pdf: &Pdf, mut emit: impl FnMut(Option<Vec<u8>>) -> bool) {
    let started = clock::stopwatch();
    for index in 0..pdf.pages().len().min(MAX_DRAWN) {
        if started.elapsed() > PATIENCE {
            return;
        }
        // The renderer is a large body of code reading a stranger's file: its panics are a page's, not the file's.
        let png = catch_unwind(AssertUnwindSafe(|| page(pdf, index))).ok().flatten();
        if !emit(png) {
            return;
        }
    }
}

/// One page as a PNG on white.
fn page(pdf: &Pdf, index: usize) -> Option<Vec<u8>> {
    let page = pdf.pages().get(index)?;
    let (width, height) = page.render_dimensions();
    let scale = scale(width, height)?;
    let pixmap = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    // A cache of its own: what one page made the renderer keep is given back before the next.
    let drawn = render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &pixmap);
    drawn.into_png().ok()
}

/// How much a page of this size is enlarged; `None` when no readable picture can be made of it.
fn scale(width: f32, height: f32) -> Option<f32> {
    if !(width.is_finite() && height.is_finite() && width > 0.0 && height > 0.0) {
        return None;
    }
    let scale = (WIDTH / width).min(MAX_HEIGHT / height);
    // One more than a hair, so that rounding never gives an empty picture.
    (width * scale >= 16.0 && height * scale >= 16.0).then_some(scale * 1.0001)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_any_size_give_pictures_of_a_bounded_one() {
        assert_eq!((scale(595.0, 842.0).unwrap() * 595.0) as u32, 1000);
        assert!(scale(1.0, 3.0).unwrap() * 3.0 <= MAX_HEIGHT * 1.001);
        assert!(scale(1e6, 1e6).unwrap() * 1e6 < 1001.0);
        for (w, h) in [(0.0, 1.0), (f32::NAN, 1.0), (f32::INFINITY, 1.0), (1e9, 1.0), (1.0, 1e9)] {
            assert_eq!(scale(w, h), None, "{w} {h}");
        }
    }
}
