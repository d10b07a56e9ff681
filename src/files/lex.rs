//! The words of a PDF, read without believing its tables: names with their escapes undone, strings and comments skipped.
//!
//! A file's own index can leave out an object that a lenient reader finds anyway, so `check` looks at every word the bytes
//! hold besides every object the library lists.

/// Longest string taken for one; past it the parenthesis is taken for a stray character.
const MAX_STRING: usize = 1024 * 1024;
/// Stray parentheses after which every other is taken for one at once: looking for their ends would take for ever.
const MAX_STRAY: u32 = 64;

/// A word of the syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// `/Name`, without the slash and with `#xx` undone.
    Name(Vec<u8>),
    /// A number.
    Number(i64),
    /// A string, whatever it holds.
    Text,
    /// `<<`
    Open,
    /// `>>`
    Close,
    /// `[`
    List,
    /// `]`
    ListEnd,
    /// `obj`
    Object,
    /// `stream`: what follows is data, see [`Lexer::stream`].
    Stream,
    /// Another keyword, or anything else.
    Other,
}

/// Reads words one after another.
#[derive(Debug)]
pub struct Lexer<'a> {
    data: &'a [u8],
    at: usize,
    stray: u32,
}

fn delimits(b: u8) -> bool {
    blank(b) || b"()<>[]{}/%".contains(&b)
}

fn blank(b: u8) -> bool {
    matches!(b, 0 | 9 | 10 | 12 | 13 | 32)
}

/// Where a needle first stands in a haystack.
pub fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = hay.get(from..)?.iter().position(|b| *b == first) {
        if hay[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

impl<'a> Lexer<'a> {
    /// From the first byte.
    pub fn new(data: &'a [u8]) -> Lexer<'a> {
        Lexer { data, at: 0, stray: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        self.data.get(self.at..).unwrap_or_default()
    }

    /// The data after a [`Token::Stream`], `length` bytes when that is where it ends, otherwise up to `endstream`, otherwise
    /// the rest of the file.
    pub fn stream(&mut self, length: Option<i64>) -> &'a [u8] {
        let rest = self.rest();
        let start = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => 0,
        };
        let rest = &rest[start..];
        let told = length.and_then(|l| usize::try_from(l).ok()).filter(|l| {
            let after = rest.get(*l..).unwrap_or_default();
            let gap = after.iter().take(4).take_while(|b| blank(**b)).count();
            after[gap..].starts_with(b"endstream")
        });
        let end = told.or_else(|| find(rest, b"endstream")).unwrap_or(rest.len());
        self.at += start + end;
        &rest[..end]
    }

    fn name(&mut self) -> Token {
        let mut name = Vec::new();
        let mut rest = self.rest();
        while let Some((&b, after)) = rest.split_first().filter(|(b, _)| !delimits(**b)) {
            let digit = |i: usize| after.get(i).and_then(|d| char::from(*d).to_digit(16));
            match (b, digit(0), digit(1)) {
                (b'#', Some(high), Some(low)) => {
                    name.push((high * 16 + low) as u8);
                    rest = &after[2..];
                }
                _ => {
                    name.push(b);
                    rest = after;
                }
            }
        }
        self.at = self.data.len() - rest.len();
        Token::Name(name)
    }

    /// After `(`: past the parenthesis that closes it, or just past the opening one when nothing closes it.
    fn string(&mut self) -> Token {
        if self.stray > MAX_STRAY {
            return Token::Other;
        }
        let (mut depth, mut skip) = (1u32, false);
        for (i, b) in self.rest().iter().take(MAX_STRING).enumerate() {
            match b {
                _ if skip => skip = false,
                b'\\' => skip = true,
                b'(' => depth += 1,
                b')' if depth == 1 => {
                    self.at += i + 1;
                    return Token::Text;
                }
                b')' => depth -= 1,
                _ => {}
            }
        }
        self.stray += 1;
        Token::Other
    }

    fn word(&mut self) -> Token {
        let rest = self.rest();
        let length = rest.iter().take_while(|b| !delimits(**b)).count().max(1);
        self.at += length;
        let word = &rest[..length];
        if let Some(number) = std::str::from_utf8(word).ok().and_then(|w| w.parse().ok()) {
            return Token::Number(number);
        }
        // `endobj12`, `0obj` and the like: what a lenient reader would still see.
        match word {
            b"stream" => Token::Stream,
            w if w.ends_with(b"obj") && !w.ends_with(b"endobj") => Token::Object,
            _ => Token::Other,
        }
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            self.at += self.rest().iter().take_while(|b| blank(**b)).count();
            let rest = self.rest();
            let first = *rest.first()?;
            if first == b'%' {
                self.at += rest.iter().take_while(|b| !matches!(b, b'\r' | b'\n')).count();
                continue;
            }
            let two = rest.get(1) == Some(&first);
            let mut past = |n: usize, token: Token| {
                self.at += n;
                Some(token)
            };
            return match first {
                b'<' if two => past(2, Token::Open),
                b'>' if two => past(2, Token::Close),
                b'[' => past(1, Token::List),
                b']' => past(1, Token::ListEnd),
                b'<' => {
                    let inside = rest.iter().skip(1).take_while(|b| blank(**b) || b.is_ascii_hexdigit()).count();
                    if rest.get(inside + 1) == Some(&b'>') { past(inside + 2, Token::Text) } else { past(1, Token::Other) }
                }
                b')' | b'>' | b'{' | b'}' => past(1, Token::Other),
                b'(' => {
                    self.at += 1;
                    Some(self.string())
                }
                b'/' => {
                    self.at += 1;
                    Some(self.name())
                }
                _ => Some(self.word()),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(n: &str) -> Token {
        Token::Name(n.as_bytes().to_vec())
    }

    #[test]
    fn words_are_told_apart_and_escapes_undone() {
        let text = b"1 0 obj<</J#53(a(b)\\)/No)/#4a#53<41 42>/X[/#zz 3]>> %/JS\nendobj 0obj";
        let tokens: Vec<Token> = Lexer::new(text).collect();
        use Token::*;
        let expected = vec![
            Number(1),
            Number(0),
            Object,
            Open,
            name("JS"),
            Text,
            name("JS"),
            Text,
            name("X"),
            List,
            name("#zz"),
            Number(3),
            ListEnd,
            Close,
            Other,
            Object,
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn an_open_parenthesis_hides_nothing() {
        assert!(Lexer::new(b"( /JS (x) /Launch").any(|t| t == name("Launch")));
        assert!(Lexer::new(b"< /JS").any(|t| t == name("JS")));
        assert_eq!(Lexer::new(b"\xff\xfe\x80)>}{").count(), 5);
    }

    #[test]
    fn a_stream_ends_where_it_says_or_where_it_ends() {
        let take = |text: &'static [u8], length| {
            let mut lexer = Lexer::new(text);
            while lexer.next().is_some_and(|t| t != Token::Stream) {}
            (lexer.stream(length), lexer.count())
        };
        assert_eq!(take(b"stream\r\nabendstreamcd\nendstream x", Some(13)), (&b"abendstreamcd"[..], 2));
        assert_eq!(take(b"stream\nab\nendstream x", Some(-3)), (&b"ab\n"[..], 2));
        assert_eq!(take(b"stream\nab", Some(99)), (&b"ab"[..], 0));
    }
}
