//! Handing ready-made terms to tantivy: the analysis is ours, its tokenizer only takes the list apart.
//!
//! A list is one text: a letter for the frequency, the term, a line feed, and so on. (Tantivy's own way for this, pre-tokenized
//! text, goes through JSON and takes three times as long.)

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Name under which the tokenizer is registered.
pub const READY: &str = "ready";
/// Letter standing for frequency 0.
const ZERO: u8 = b'@';

/// Writes a list of terms with their frequencies (below 32). No term may hold a line feed; folded words never do.
pub fn ready<'a>(terms: impl Iterator<Item = (&'a str, u32)>) -> String {
    let mut out = String::new();
    for (term, times) in terms {
        out.push(char::from(ZERO + times.min(31) as u8));
        out.push_str(term);
        out.push('\n');
    }
    out
}

/// Writes a list of terms, each once.
pub fn once(terms: &[String]) -> String {
    ready(terms.iter().map(|t| (t.as_str(), 1)))
}

/// Takes apart what [`ready`] wrote.
#[derive(Clone, Default)]
pub struct ReadyTokenizer;

/// The terms of one list, each repeated by its frequency.
pub struct ReadyStream<'a> {
    rest: &'a str,
    again: u8,
    token: Token,
}

impl Tokenizer for ReadyTokenizer {
    type TokenStream<'a> = ReadyStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ReadyStream<'a> {
        ReadyStream { rest: text, again: 0, token: Token { position: 0, ..Token::default() } }
    }
}

impl TokenStream for ReadyStream<'_> {
    fn advance(&mut self) -> bool {
        while self.again == 0 {
            let Some((line, rest)) = self.rest.split_once('\n') else { return false };
            self.rest = rest;
            let Some(letter) = line.bytes().next().filter(u8::is_ascii) else { continue };
            self.again = letter.saturating_sub(ZERO);
            self.token.text.clear();
            self.token.text.push_str(&line[1..]);
        }
        self.again -= 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_apart(list: &str) -> Vec<String> {
        let mut out = Vec::new();
        ReadyTokenizer.token_stream(list).process(&mut |token| out.push(token.text.clone()));
        out
    }

    #[test]
    fn terms_come_back_as_often_as_said() {
        assert_eq!(
            taken_apart(&ready([("charg", 3), ("^charg mission", 1), ("naïf", 1)].into_iter())),
            ["charg", "charg", "charg", "^charg mission", "naïf"]
        );
        assert!(taken_apart("").is_empty());
        assert_eq!(taken_apart("\n\né\nAx\nrest without end"), ["x"]);
    }
}
