//! Unpacking with a bound: what a stream's filters would give, counted before any library unpacks it whole.

use super::model::{MAX_UNPACKED, Refused};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// Most bytes one stream may unpack to (an A4 page scanned in colour at 300 dots per inch has 26 MB).
pub const MAX_ONE: usize = 96 * 1024 * 1024;
/// Most filters one stream may chain.
pub const MAX_CHAIN: usize = 4;

/// One filter of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Pairs of hexadecimal digits.
    Hex,
    /// Five characters for four bytes.
    Base85,
    /// Lempel-Ziv-Welch; the flag is the format's "early change", true unless the file says otherwise.
    Lzw(bool),
    /// Deflate.
    Flate,
    /// Runs of one byte.
    RunLength,
    /// A picture's own format: its size is bounded by the pixels it declares, see `check`.
    Picture,
}

impl Step {
    /// The filter of this PDF name, long or short.
    pub fn from_name(name: &[u8]) -> Option<Step> {
        Some(match name {
            b"ASCIIHexDecode" | b"AHx" => Step::Hex,
            b"ASCII85Decode" | b"A85" => Step::Base85,
            b"LZWDecode" | b"LZW" => Step::Lzw(true),
            b"FlateDecode" | b"Fl" => Step::Flate,
            b"RunLengthDecode" | b"RL" => Step::RunLength,
            b"DCTDecode" | b"DCT" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode" | b"CCF" => Step::Picture,
            _ => return None,
        })
    }
}

/// What may still be unpacked in a file, in bytes, all its streams together.
#[derive(Debug)]
pub struct Budget {
    left: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { left: MAX_UNPACKED }
    }
}

/// Bytes being produced, within the budget of the file and of one stream.
struct Out<'a> {
    bytes: Vec<u8>,
    budget: &'a mut Budget,
}

impl Out<'_> {
    fn push(&mut self, more: &[u8]) -> Result<(), Refused> {
        self.budget.left = self.budget.left.checked_sub(more.len() as u64).ok_or(Refused::Bomb)?;
        if self.bytes.len() + more.len() > MAX_ONE {
            return Err(Refused::Bomb);
        }
        self.bytes.extend_from_slice(more);
        Ok(())
    }
}

/// What this data holds after its filters, as far as it can be read; `None` when a filter is a picture's.
///
/// # Errors
/// [`Refused::Bomb`] when it grows beyond [`MAX_ONE`], [`MAX_CHAIN`] or the budget.
pub fn unpack(data: &[u8], steps: &[Step], budget: &mut Budget) -> Result<Option<Vec<u8>>, Refused> {
    if steps.len() > MAX_CHAIN {
        return Err(Refused::Bomb);
    }
    let mut current: Option<Vec<u8>> = None;
    for step in steps {
        let data = current.as_deref().unwrap_or(data);
        let mut out = Out { bytes: Vec::new(), budget };
        match step {
            Step::Hex => hex(data, &mut out)?,
            Step::Base85 => base85(data, &mut out)?,
            Step::Lzw(early) => lzw(data, *early, &mut out)?,
            Step::Flate => flate(data, &mut out)?,
            Step::RunLength => runs(data, &mut out)?,
            Step::Picture => return Ok(None),
        }
        current = Some(out.bytes);
    }
    Ok(Some(current.unwrap_or_else(|| data.to_vec())))
}

fn flate(data: &[u8], out: &mut Out) -> Result<(), Refused> {
    let data = data.get(data.iter().take(4).take_while(|b| b.is_ascii_whitespace()).count()..).unwrap_or_default();
    drain(ZlibDecoder::new(data), out)?;
    if out.bytes.is_empty() {
        drain(DeflateDecoder::new(data), out)?;
    }
    if out.bytes.is_empty() {
        drain(DeflateDecoder::new(data.get(2..).unwrap_or_default()), out)?;
    }
    Ok(())
}

/// Reads to the end or to the first error: what came before an error is what a lenient reader shows.
fn drain(mut from: impl Read, out: &mut Out) -> Result<(), Refused> {
    let mut part = vec![0u8; 64 * 1024];
    while let Ok(read) = from.read(&mut part) {
        if read == 0 {
            break;
        }
        out.push(&part[..read])?;
    }
    Ok(())
}

fn hex(data: &[u8], out: &mut Out) -> Result<(), Refused> {
    let mut bytes = Vec::with_capacity(data.len() / 2);
    let mut high = None;
    for b in data.iter().take_while(|b| **b != b'>') {
        let Some(digit) = char::from(*b).to_digit(16).and_then(|d| u8::try_from(d).ok()) else { continue };
        match high.take() {
            None => high = Some(digit),
            Some(first) => bytes.push(first << 4 | digit),
        }
    }
    bytes.extend(high.map(|first| first << 4));
    out.push(&bytes)
}

fn base85(data: &[u8], out: &mut Out) -> Result<(), Refused> {
    let mut bytes = Vec::with_capacity(data.len());
    let (mut group, mut held) = (0u32, 0usize);
    for b in data.iter().take_while(|b| **b != b'~') {
        match b {
            b'z' if held == 0 => bytes.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(b - b'!'));
                held += 1;
                if held == 5 {
                    bytes.extend_from_slice(&group.to_be_bytes());
                    (group, held) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if held > 1 {
        for _ in held..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        bytes.extend_from_slice(&group.to_be_bytes()[..held - 1]);
    }
    out.push(&bytes)
}

fn runs(mut data: &[u8], out: &mut Out) -> Result<(), Refused> {
    while let Some((&length, rest)) = data.split_first() {
        let length = usize::from(length);
        match (length, rest.first()) {
            (128, _) => break,
            (0..128, _) => {
                out.push(&rest[..rest.len().min(length + 1)])?;
                data = rest.get(length + 1..).unwrap_or_default();
            }
            (_, Some(&byte)) => {
                out.push(&vec![byte; 257 - length])?;
                data = &rest[1..];
            }
            (_, None) => break,
        }
    }
    Ok(())
}

fn lzw(data: &[u8], early: bool, out: &mut Out) -> Result<(), Refused> {
    const CLEAR: usize = 256;
    const END: usize = 257;
    // Where each entry's bytes stand in what was already written: an entry is always a copy of earlier output.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let (mut bits, mut held) = (0u32, 0u32);
    let mut bytes = data.iter();
    loop {
        let next = END + 1 + table.len() + usize::from(early);
        let width = match next {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        while held < width {
            let Some(b) = bytes.next() else { return Ok(()) };
            bits = bits << 8 | u32::from(*b);
            held += 8;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        let at = out.bytes.len();
        match code {
            CLEAR => {
                table.clear();
                last = None;
                continue;
            }
            END => return Ok(()),
            0..256 => out.push(&[code as u8])?,
            _ => {
                let (from, length) = match (table.get(code - 258), last) {
                    (Some(entry), _) => *entry,
                    (None, Some((from, length))) if code - 258 == table.len() => (from, length + 1),
                    _ => return Ok(()),
                };
                // The entry being defined ends with the byte that is written first.
                let whole = length.min(at - from);
                let mut copy = out.bytes[from..from + whole].to_vec();
                if whole < length {
                    copy.push(out.bytes[from]);
                }
                out.push(&copy)?;
            }
        }
        if let Some((from, length)) = last
            && table.len() < 4096 - 258
        {
            table.push((from, length + 1));
        }
        last = Some((at, out.bytes.len() - at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::ZlibEncoder};
    use std::io::Write;

    fn zlib(data: &[u8]) -> Vec<u8> {
        let mut z = ZlibEncoder::new(Vec::new(), Compression::best());
        z.write_all(data).unwrap();
        z.finish().unwrap()
    }

    fn all(data: &[u8], steps: &[Step]) -> Vec<u8> {
        unpack(data, steps, &mut Budget::default()).unwrap().unwrap()
    }

    #[test]
    fn each_filter_gives_back_what_was_packed() {
        assert_eq!(all(b"4a 6F7>zz", &[Step::Hex]), b"Jop");
        assert_eq!(all(b"87cURD]i,\"Ebo80~>", &[Step::Base85]), b"Hello World!");
        assert_eq!(all(b"z~>", &[Step::Base85]), [0; 4]);
        assert_eq!(all(&[2, b'a', b'b', b'c', 254, b'x', 128, 9], &[Step::RunLength]), b"abcxxx");
        assert_eq!(all(&zlib(b"bonjour"), &[Step::Flate]), b"bonjour");
        assert_eq!(all(&zlib(b"bonjour")[2..], &[Step::Flate]), b"bonjour");
        assert_eq!(all(&[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01], &[Step::Lzw(true)]), b"-----A---B");
        assert_eq!(all(b"as is", &[]), b"as is");
        assert_eq!(unpack(b"x", &[Step::Picture], &mut Budget::default()), Ok(None));
        assert!(all(b"garbage", &[Step::Flate]).len() < 64);
    }

    #[test]
    fn bombs_stop_at_the_bound() {
        let bomb = zlib(&vec![0; MAX_ONE + 1]);
        assert!(bomb.len() < 200_000);
        assert_eq!(unpack(&bomb, &[Step::Flate], &mut Budget::default()), Err(Refused::Bomb));
        assert_eq!(unpack(&zlib(&bomb), &[Step::Flate, Step::Flate], &mut Budget::default()), Err(Refused::Bomb));
        assert_eq!(unpack(b"", &[Step::Hex; MAX_CHAIN + 1], &mut Budget::default()), Err(Refused::Bomb));
        let half = zlib(&vec![0; MAX_ONE - 1]);
        let mut budget = Budget::default();
        assert!(unpack(&half, &[Step::Flate], &mut budget).is_ok());
        assert_eq!(unpack(&half, &[Step::Flate], &mut budget), Err(Refused::Bomb), "the budget is for the whole file");
    }
}
