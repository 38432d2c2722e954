//! Blocks of PL/pgSQL: what the statements in `do $$ … $$` do.

use super::{Reader, Step};
use crate::base::DialectId;
use crate::dialect::facts::Operation;
use crate::migrate::statements::{Token, statements};

/// Words that begin a statement which matters here.
const BEGINNINGS: [&str; 18] = [
    "alter", "create", "drop", "update", "delete", "insert", "truncate", "lock", "reindex",
    "comment", "grant", "revoke", "refresh", "cluster", "merge", "set", "perform", "execute",
];

/// Words of the block itself, behind which a statement begins.
const OPENINGS: [&str; 5] = ["begin", "then", "else", "loop", "exception"];

/// What the statements of the block do, whichever way it goes. A statement that is only made when the block runs is
/// not known.
fn steps_of(body: &str, id: DialectId) -> Vec<Step> {
    let mut res = Vec::new();
    for statement in statements(body, id) {
        let tokens = &statement.tokens;
        let is_beginning = |idx: &usize| {
            let follows = *idx == 0 || OPENINGS.iter().any(|it| tokens[idx - 1].is(it));
            follows && BEGINNINGS.iter().any(|it| tokens[*idx].is(it))
        };
        let Some(start) = (0..tokens.len()).find(is_beginning) else { continue };
        let own = &tokens[start..];
        if own[0].is("execute") {
            res.push(Step { operation: Operation::Unknown, only: false });
        } else if own[0].is("perform") {
            let operation = Reader::new(own, id).reading();
            res.push(Step { operation, only: false });
        } else {
            res.extend(super::steps(own, id));
        }
    }
    res
}

pub(super) fn steps(tokens: &[Token], id: DialectId) -> Vec<Step> {
    let body = tokens.iter().find_map(|it| match it {
        Token::Text(text) => Some(text.as_str()),
        Token::Word(_) | Token::Quoted(_) | Token::Number(_) | Token::Mark(_) => None,
    });
    let body = body.unwrap_or_default();
    // `$tag$ … $tag$`
    let tag = body.strip_prefix('$').and_then(|it| it.find('$')).map_or(0, |it| it + 2);
    let body = body.get(tag..body.len().saturating_sub(tag)).unwrap_or_default();
    let res = steps_of(body, id);
    if res.is_empty() { vec![Step { operation: Operation::Nothing, only: false }] } else { res }
}
