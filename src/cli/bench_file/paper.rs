//! A PDF of a given size that reads: one scanned page, its picture as it comes.

/// Width of the picture, in pixels of three bytes.
const WIDTH: usize = 1_000;

/// A file of exactly this many bytes (at least a few thousand).
pub fn pdf(size: usize) -> Vec<u8> {
    let fixed = write(1, 0).len();
    let height = (size.saturating_sub(fixed + 64) / (WIDTH * 3)).max(1);
    let bare = write(height, 0).len();
    write(height, size.saturating_sub(bare))
}

/// The file with a picture of so many lines, and so many bytes of comment to make its length round.
fn write(height: usize, padding: usize) -> Vec<u8> {
    let picture = noise(WIDTH * height * 3);
    let content = b"q 500 0 0 700 47 71 cm /I Do Q";
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut at = Vec::new();
    let heads = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>", content.len()),
        format!("<</Type/XObject/Subtype/Image/Width {WIDTH}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Length {}>>", picture.len()),
    ];
    for (i, head) in heads.iter().enumerate() {
        at.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n{head}", i + 1).as_bytes());
        let stream: Option<&[u8]> = [None, None, None, Some(&content[..]), Some(&picture[..])].get(i).copied().flatten();
        if let Some(bytes) = stream {
            out.extend_from_slice(b"\nstream\n");
            out.extend_from_slice(bytes);
            out.extend_from_slice(b"\nendstream");
        }
        out.extend_from_slice(b"\nendobj\n");
    }
    if padding > 1 {
        out.push(b'%');
        out.extend(std::iter::repeat_n(b' ', padding - 2));
        out.push(b'\n');
    }
    let start = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", at.len() + 1).as_bytes());
    at.iter().for_each(|n| out.extend_from_slice(format!("{n:010} 00000 n \n").as_bytes()));
    out.extend_from_slice(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start:010}\n%%EOF\n", at.len() + 1).as_bytes());
    out
}

/// Bytes that do not repeat and read as no word of a PDF; the same ones each time.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8 | 0x80
    };
    (0..count).map(|_| next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::check::inspect;

    #[test]
    fn the_files_of_the_benchmark_have_the_size_asked_and_are_taken() {
        for size in [20_000, 1_000_000, 5_000_000] {
            let file = pdf(size);
            assert_eq!(file.len(), size);
            assert_eq!(inspect(&file).map(|i| i.pages), Ok(1));
        }
    }
}
