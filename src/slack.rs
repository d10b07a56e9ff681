//! Room for the tool that splits the browser's code. It moves each constant to the chunk that reads it, and writes a segment
//! again in that order; if padding makes the new order a few bytes longer than the linker's, it gives up and leaves every text
//! and table of every page in the module all pages load (508 bytes too many cost each page of the board 12 kB). Nothing reads these two
//! statics, so the linker's segments are longer by their size and no module carries them.

use std::sync::atomic::AtomicU32;

/// For the segment of constants.
#[used]
static CONSTANTS: [u32; 2048] = [0x5A5A_5A5A; 2048];

/// For the segment of values that change.
#[used]
static VALUES: [AtomicU32; 64] = [const { AtomicU32::new(0x5A5A_5A5A) }; 64];
