//! What operators and casts are called: PostgreSQL tells them apart by types.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use crate::base::{DialectId, Name};
use crate::dialect;
use crate::schema::{NativeType, QualifiedName};

/// `(text as integer)`
pub(super) fn cast(cursor: &mut Cursor<'_>) -> Result<QualifiedName, Refused> {
    cursor.expect(&Token::LParen)?;
    let from = canonical(cursor.ty()?.0);
    if !cursor.word("as") {
        return Err(cursor.unexpected("`as`"));
    }
    let to = canonical(cursor.ty()?.0);
    Ok(QualifiedName::plain(Name::new(format!("({from} as {to})"))))
}

/// `===(integer, integer)`
pub(super) fn operator(cursor: &mut Cursor<'_>) -> Result<QualifiedName, Refused> {
    let mut namespace = None;
    if matches!(cursor.peek(), Token::Word(_)) {
        namespace = Some(cursor.name()?).filter(|it| it != "public");
        cursor.expect(&Token::Period)?;
    }
    let mut sign = String::new();
    while !cursor.is_at_end() && cursor.peek() != &Token::LParen {
        sign.push_str(&cursor.peek().to_string());
        cursor.skip();
    }
    cursor.expect(&Token::LParen)?;
    let mut operands = ["none".to_owned(), "none".to_owned()];
    while !cursor.is_at_end() && !cursor.mark(&Token::RParen) {
        let side = ["leftarg", "rightarg"].iter().position(|it| cursor.is_word(it));
        cursor.skip();
        if let Some(side) = side {
            cursor.expect(&Token::Eq)?;
            operands[side] = canonical(cursor.ty()?.0);
        }
        cursor.skip_item();
    }
    let [left, right] = operands;
    Ok(QualifiedName { namespace, name: Name::new(format!("{sign}({left}, {right})")) })
}

fn canonical(ty: NativeType) -> String {
    let plain = NativeType { arguments: Vec::new(), ..ty };
    dialect::of(DialectId::Postgres).type_words().canonical_text(&plain)
}
