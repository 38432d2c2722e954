//! Words of one database in the words that the crate reads.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Token, TokenWithSpan, Word};

use super::cursor::is_this;
use crate::base::DialectId;

/// The tokens with what the crate does not read said otherwise.
pub(super) fn readable(tokens: Vec<TokenWithSpan>, id: DialectId) -> Vec<TokenWithSpan> {
    let tokens = without_blanks(tokens);
    match id {
        DialectId::Postgres => with_late_collation(with_trim(with_whole_strings(tokens))),
        DialectId::Mysql | DialectId::Mariadb => {
            with_modulo(with_not(&with_words_of_mysql(without_charset(with_whole_strings(tokens)))))
        }
        DialectId::Sqlite => with_glob(with_distinct(&with_words_of_sqlite(&tokens))),
    }
}

fn without_blanks(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    tokens.into_iter().filter(|it| !matches!(it.token, Token::Whitespace(_))).collect()
}

/// `'a' 'b'` is `'ab'`. PostgreSQL asks for a line's end in between, and takes anything else for a mistake.
fn with_whole_strings(tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut res: Vec<TokenWithSpan> = Vec::with_capacity(tokens.len());
    for it in tokens {
        if let Token::SingleQuotedString(more) = &it.token
            && let Some(Token::SingleQuotedString(text) | Token::EscapedStringLiteral(text)) =
                res.last_mut().map(|it| &mut it.token)
        {
            text.push_str(more);
        } else {
            res.push(it);
        }
    }
    res
}

fn says(tokens: &[TokenWithSpan], at: usize, word: &str) -> bool {
    tokens.get(at).is_some_and(|it| is_this(&it.token, word))
}

fn word(value: &str, keyword: Keyword) -> Token {
    Token::Word(Word { value: value.to_owned(), quote_style: None, keyword })
}

/// `trim(both from a)` is `trim(a)`; the other two have functions of their own.
fn with_trim(mut tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut at = 0;
    while at + 3 < tokens.len() {
        let is_call = says(&tokens, at, "trim") && tokens[at + 1].token == Token::LParen;
        let side = ["both", "leading", "trailing"].into_iter().find(|it| says(&tokens, at + 2, it));
        if let (true, Some(side), true) = (is_call, side, says(&tokens, at + 3, "from")) {
            match side {
                "leading" => tokens[at].token = word("ltrim", Keyword::NoKeyword),
                "trailing" => tokens[at].token = word("rtrim", Keyword::NoKeyword),
                _ => {}
            }
            tokens.drain(at + 2..at + 4);
        }
        at += 1;
    }
    tokens
}

/// MySQL says `a mod b`, which is `a % b`; `mod(a, b)` is a call.
fn with_modulo(mut tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    for at in 1..tokens.len() {
        let is_call = tokens.get(at + 1).is_some_and(|it| it.token == Token::LParen);
        let is_value = match &tokens[at - 1].token {
            Token::Word(it) => it.quote_style.is_some() || !is_call,
            Token::Number(..) | Token::RParen | Token::SingleQuotedString(_) => true,
            _ => false,
        };
        if is_value && says(&tokens, at, "mod") {
            tokens[at].token = Token::Mod;
        }
    }
    tokens
}

/// The `collate` behind the default of a column is a clause of the column, which the crate takes for an operator. What
/// stands deeper, or in a check, is one.
fn with_late_collation(mut tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut checks = Vec::new();
    let mut depth = 0_usize;
    for at in 0..tokens.len() {
        match tokens[at].token {
            Token::LParen => {
                depth += 1;
                if at > 0 && says(&tokens, at - 1, "check") {
                    checks.push(depth);
                }
            }
            Token::RParen => {
                checks.retain(|it| *it < depth);
                depth = depth.saturating_sub(1);
            }
            _ if depth <= 1 && checks.is_empty() && says(&tokens, at, "collate") => {
                tokens[at].token = word("collate", Keyword::NoKeyword);
            }
            _ => {}
        }
    }
    tokens
}

/// `&&` is `and`, `||` is `or`, as tightly as they bind.
fn with_words_of_mysql(mut tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    for it in &mut tokens {
        match it.token {
            Token::Overlap => it.token = word("AND", Keyword::AND),
            Token::StringConcat => it.token = word("OR", Keyword::OR),
            _ => {}
        }
    }
    tokens
}

/// `isnull` and `notnull` are two and three words, and the crate moves no bits in SQLite.
fn with_words_of_sqlite(tokens: &[TokenWithSpan]) -> Vec<TokenWithSpan> {
    let mut res = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        let is_behind = at > 0
            && (matches!(tokens[at - 1].token, Token::Word(_) | Token::RParen | Token::Number(..))
                || matches!(tokens[at - 1].token, Token::SingleQuotedString(_)));
        let words: &[(&str, Keyword)] = match &tokens[at].token {
            it if is_behind && is_this(it, "isnull") => {
                &[("IS", Keyword::IS), ("NULL", Keyword::NULL)]
            }
            it if is_behind && is_this(it, "notnull") => {
                &[("IS", Keyword::IS), ("NOT", Keyword::NOT), ("NULL", Keyword::NULL)]
            }
            _ => &[],
        };
        for (value, keyword) in words {
            res.push(TokenWithSpan { token: word(value, *keyword), span: tokens[at].span });
        }
        if !words.is_empty() {
            continue;
        }
        let mut token = tokens[at].clone();
        match token.token {
            Token::ShiftLeft => token.token = Token::CustomBinaryOperator("<<".to_owned()),
            Token::ShiftRight => token.token = Token::CustomBinaryOperator(">>".to_owned()),
            _ => {}
        }
        res.push(token);
    }
    res
}

/// `cast(a as char charset utf8mb4)` is `cast(a as char)`, but that of bytes is `cast(a as binary)`.
fn without_charset(mut tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    let mut at = 0;
    let mut is_cast = false;
    while at < tokens.len() {
        is_cast |= says(&tokens, at, "cast");
        let is_behind =
            at > 0 && (says(&tokens, at - 1, "char") || tokens[at - 1].token == Token::RParen);
        if is_cast && is_behind && says(&tokens, at, "charset") && at + 1 < tokens.len() {
            if says(&tokens, at + 1, "binary") && says(&tokens, at - 1, "char") {
                tokens.drain(at - 1..at + 1);
            } else {
                tokens.drain(at..at + 2);
            }
            continue;
        }
        at += 1;
    }
    tokens
}

/// `!a` is `(not a)`: it binds tighter than the word.
fn with_not(tokens: &[TokenWithSpan]) -> Vec<TokenWithSpan> {
    let mut res = Vec::with_capacity(tokens.len());
    // Behind which tokens a parenthesis closes, the innermost last.
    let mut ends: Vec<usize> = Vec::new();
    for at in 0..tokens.len() {
        let token = |token: Token| TokenWithSpan { token, span: tokens[at].span };
        let end = match tokens[at].token {
            Token::ExclamationMark => operand_end(tokens, at + 1),
            _ => None,
        };
        match end {
            Some(end) => {
                res.extend([token(Token::LParen), token(word("NOT", Keyword::NOT))]);
                ends.push(end);
            }
            None => res.push(tokens[at].clone()),
        }
        while ends.last() == Some(&at) {
            ends.pop();
            res.push(token(Token::RParen));
        }
    }
    res
}

/// The last token of the operand of `!`: a name, a call, what stands in parentheses, or another `!`.
fn operand_end(tokens: &[TokenWithSpan], start: usize) -> Option<usize> {
    let mut at = start;
    while tokens.get(at)?.token == Token::ExclamationMark {
        at += 1;
    }
    while matches!(tokens[at].token, Token::Word(_))
        && matches!(tokens.get(at + 1).map(|it| &it.token), Some(Token::Period | Token::LParen))
    {
        at += if tokens[at + 1].token == Token::Period { 2 } else { 1 };
        tokens.get(at)?;
    }
    if tokens[at].token != Token::LParen {
        return matches!(tokens[at].token, Token::Word(_) | Token::Number(..)).then_some(at);
    }
    let mut depth = 0_usize;
    for (place, it) in tokens.iter().enumerate().skip(at) {
        match it.token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(place);
        }
    }
    None
}

/// `not glob` in a word that SQLite does not have: reading turns it back.
fn with_glob(mut tokens: Vec<TokenWithSpan>) -> Vec<TokenWithSpan> {
    for at in 1..tokens.len() {
        if says(&tokens, at, "glob") && says(&tokens, at - 1, "not") {
            tokens[at].token = word("ILIKE", Keyword::ILIKE);
        }
    }
    tokens
}

/// `a is 'x'` of SQLite in words that the crate reads: `a is not distinct from 'x'`.
fn with_distinct(tokens: &[TokenWithSpan]) -> Vec<TokenWithSpan> {
    let solid = |from: usize| {
        let rest = tokens.iter().enumerate().skip(from);
        rest.filter(|(_, it)| !matches!(it.token, Token::Whitespace(_))).map(|(idx, _)| idx).next()
    };
    let says =
        |idx: Option<usize>, word: &str| idx.is_some_and(|it| is_this(&tokens[it].token, word));
    let mut inserts: Vec<(usize, bool)> = Vec::new();
    let mut dropped = Vec::new();
    for idx in 0..tokens.len() {
        if !says(Some(idx), "is") {
            continue;
        }
        let next = solid(idx + 1);
        let is_negated = says(next, "not");
        let operand = if is_negated { next.and_then(|it| solid(it + 1)) } else { next };
        let is_usual = ["null", "true", "false", "distinct"].iter().any(|it| says(operand, it));
        if !is_usual && operand.is_some() {
            dropped.extend(next.filter(|_| is_negated));
            inserts.push((idx, is_negated));
        }
    }
    let mut res = Vec::with_capacity(tokens.len());
    for (idx, token) in tokens.iter().enumerate() {
        if dropped.contains(&idx) {
            continue;
        }
        res.push(token.clone());
        if let Some((_, is_negated)) = inserts.iter().find(|(at, _)| *at == idx) {
            let words: &[(&str, Keyword)] = match is_negated {
                true => &[("DISTINCT", Keyword::DISTINCT), ("FROM", Keyword::FROM)],
                false => &[
                    ("NOT", Keyword::NOT),
                    ("DISTINCT", Keyword::DISTINCT),
                    ("FROM", Keyword::FROM),
                ],
            };
            for (value, keyword) in words {
                let word =
                    Word { value: (*value).to_owned(), quote_style: None, keyword: *keyword };
                res.push(TokenWithSpan { token: Token::Word(word), span: token.span });
            }
        }
    }
    res
}
