//! A walk over the tokens of one statement.
//!
//! The crate cuts the tokens and reads expressions; what surrounds them is read word by word, because every
//! database has clauses of its own.

use std::rc::Rc;

use sqlparser::ast as sql;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, Tokenizer, Word};

use super::expression::converted_or_raw;
use super::path::Home;
use super::tokens::readable;
use super::words::{cut, folded, parser_dialect};
use crate::base::{DialectId, Name};
use crate::dialect;
use crate::schema::{Expr, NativeType, QualifiedName};

/// Why a statement is skipped: what was expected, or what erc does not read.
pub(super) type Refused = String;

/// One statement while it is read.
pub(super) struct Cursor<'t> {
    parser: Parser<'t>,
    pub(super) id: DialectId,
    /// What names without a schema mean, if not what is in `public`.
    pub(super) home: Option<Rc<Home>>,
}

const DEEPEST: usize = 200;

impl Cursor<'_> {
    /// The tokens of a statement.
    pub(super) fn new(text: &str, id: DialectId) -> Result<Cursor<'static>, Refused> {
        let dialect = parser_dialect(id);
        let tokens = Tokenizer::new(dialect, text).tokenize_with_location();
        let mut tokens = tokens.map_err(|error| error.to_string())?;
        tokens = readable(tokens, id);
        let parser = Parser::new(dialect).with_recursion_limit(DEEPEST);
        Ok(Cursor { parser: parser.with_tokens_with_locations(tokens), id, home: None })
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.parser.peek_token_ref().token == Token::EOF
    }

    pub(super) fn peek(&self) -> &Token {
        &self.parser.peek_token_ref().token
    }

    pub(super) fn peek_second(&self) -> &Token {
        &self.parser.peek_nth_token_ref(1).token
    }

    /// Whether these marks come, so many tokens ahead.
    pub(super) fn are_marks(&self, ahead: usize, marks: &[Token]) -> bool {
        let nth = |idx: usize| &self.parser.peek_nth_token_ref(ahead + idx).token;
        marks.iter().enumerate().all(|(idx, mark)| nth(idx) == mark)
    }

    pub(super) fn skip(&mut self) {
        self.parser.advance_token();
    }

    /// Whether the next token is this word, without quotes.
    pub(super) fn is_word(&self, word: &str) -> bool {
        is_this(self.peek(), word)
    }

    /// Whether these words come next.
    pub(super) fn are_words(&self, words: &[&str]) -> bool {
        let nth = |idx: usize| &self.parser.peek_nth_token_ref(idx).token;
        words.iter().enumerate().all(|(idx, word)| is_this(nth(idx), word))
    }

    /// Takes these words if they come next.
    pub(super) fn words(&mut self, words: &[&str]) -> bool {
        let are_next = self.are_words(words);
        if are_next {
            words.iter().for_each(|_| self.skip());
        }
        are_next
    }

    pub(super) fn word(&mut self, word: &str) -> bool {
        self.words(&[word])
    }

    /// Takes one of these words.
    pub(super) fn one_of(&mut self, words: &[&'static str]) -> Option<&'static str> {
        let word = words.iter().find(|it| self.is_word(it)).copied();
        if word.is_some() {
            self.skip();
        }
        word
    }

    /// Any word, in lower case.
    pub(super) fn any_word(&mut self) -> Option<String> {
        let Token::Word(word) = self.peek() else { return None };
        let res = word.value.to_lowercase();
        self.skip();
        Some(res)
    }

    pub(super) fn mark(&mut self, mark: &Token) -> bool {
        let is_next = self.peek() == mark;
        if is_next {
            self.skip();
        }
        is_next
    }

    pub(super) fn expect(&mut self, mark: &Token) -> Result<(), Refused> {
        if self.mark(mark) { Ok(()) } else { Err(self.unexpected(&format!("`{mark}`"))) }
    }

    pub(super) fn unexpected(&self, wanted: &str) -> Refused {
        match self.peek() {
            Token::EOF => format!("{wanted} was expected at the end"),
            token => format!("{wanted} was expected where `{token}` stands"),
        }
    }

    /// A name.
    pub(super) fn name(&mut self) -> Result<Name, Refused> {
        let name = match self.peek() {
            Token::Word(word) => folded(&word_ident(word), self.id),
            Token::SingleQuotedString(text) | Token::DoubleQuotedString(text)
                if self.id != DialectId::Postgres =>
            {
                Name::new(text)
            }
            _ => return Err(self.unexpected("a name")),
        };
        // SQLite alone takes a name without a letter.
        if name.is_empty() && self.id != DialectId::Sqlite {
            return Err(self.unexpected("a name"));
        }
        self.skip();
        Ok(name)
    }

    /// A name in a schema. The default schema is not said.
    pub(super) fn qualified(&mut self) -> Result<QualifiedName, Refused> {
        let mut parts = vec![self.name()?];
        while self.mark(&Token::Period) {
            parts.push(self.name()?);
        }
        let name = parts.pop().unwrap_or_default();
        let namespace = match self.id {
            DialectId::Postgres => self.schema_or_home(parts.pop()),
            // The database that the script names is the one it is read into.
            DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => None,
        };
        Ok(QualifiedName { namespace, name })
    }

    /// The schema that was written before a name, else the one that it has without.
    pub(super) fn schema_or_home(&self, written: Option<Name>) -> Option<Name> {
        let home = || self.home.as_ref().map(|it| it.schema.clone());
        written.or_else(home).filter(|it| it != "public")
    }

    /// The tree of an expression, with the schemas of what it names.
    fn converted(&self, expr: &sql::Expr) -> Expr {
        let mut res = converted_or_raw(expr, self.id);
        if let Some(home) = &self.home {
            home.find_in(&mut res);
        }
        res
    }

    /// Names in parentheses.
    pub(super) fn names(&mut self) -> Result<Vec<Name>, Refused> {
        self.expect(&Token::LParen)?;
        let mut res = Vec::new();
        loop {
            res.push(self.name()?);
            // A length or direction that a foreign key does not use.
            if self.mark(&Token::LParen) {
                self.skip_to_close();
            }
            let _ = self.one_of(&["asc", "desc"]);
            if !self.mark(&Token::Comma) {
                break;
            }
        }
        self.expect(&Token::RParen)?;
        Ok(res)
    }

    /// A text.
    pub(super) fn string(&mut self) -> Result<String, Refused> {
        let text = match self.peek() {
            Token::SingleQuotedString(text)
            | Token::EscapedStringLiteral(text)
            | Token::UnicodeStringLiteral(text)
            | Token::NationalStringLiteral(text) => text.clone(),
            Token::DoubleQuotedString(text) if self.id != DialectId::Postgres => text.clone(),
            Token::DollarQuotedString(text) => text.value.clone(),
            _ => return Err(self.unexpected("a text")),
        };
        self.skip();
        Ok(text)
    }

    /// A whole number, a sign before it.
    pub(super) fn number(&mut self) -> Result<i64, Refused> {
        let is_negative = self.mark(&Token::Minus);
        let Token::Number(digits, _) = self.peek() else {
            return Err(self.unexpected("a number"));
        };
        let number: i64 = format!("{}{digits}", if is_negative { "-" } else { "" })
            .parse()
            .map_err(|_| "a number is too large".to_owned())?;
        self.skip();
        Ok(number)
    }

    /// An expression.
    pub(super) fn expr(&mut self) -> Result<Expr, Refused> {
        let expr = self.parser.parse_expr().map_err(|it| it.to_string())?;
        Ok(self.converted(&expr))
    }

    /// An expression in parentheses. What the crate cannot read is kept as it is written.
    pub(super) fn parenthesised_expr(&mut self) -> Result<Expr, Refused> {
        self.expect(&Token::LParen)?;
        let read = self.parser.maybe_parse(|it| {
            let expr = it.parse_expr()?;
            it.expect_token(&Token::RParen)?;
            Ok(expr)
        });
        match read.map_err(|it| it.to_string())? {
            Some(expr) => Ok(self.converted(&expr)),
            None => {
                let text = self.text_to_close().ok_or("`)` is missing")?;
                match text.is_empty() {
                    true => Err("there is nothing between `(` and `)`".to_owned()),
                    false => Ok(super::expression::raw(&text, self.id)),
                }
            }
        }
    }

    /// What an index is over, and the collation that it names.
    pub(super) fn indexed(&mut self) -> Result<(Expr, Option<Name>), Refused> {
        let above = if self.id == DialectId::Postgres { 65 } else { 20 };
        let mut expr = self.parser.parse_subexpr(above).map_err(|it| it.to_string())?;
        while let sql::Expr::Nested(inner) = expr {
            expr = *inner;
        }
        if let sql::Expr::Collate { expr, collation } = &expr {
            let parts = super::words::object_name(collation, self.id).unwrap_or_default();
            return Ok((self.converted(expr), parts.last().cloned()));
        }
        Ok((self.converted(&expr), None))
    }

    /// An expression that no `not null` or `collate` behind it belongs to.
    pub(super) fn tight_expr(&mut self) -> Result<Expr, Refused> {
        // Above comparisons in the crate's tables: `default 1 not null` is no `1 not null`.
        let above = match self.id {
            DialectId::Postgres => 65,
            DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => 20,
        };
        let expr = self.parser.parse_subexpr(above).map_err(|it| it.to_string())?;
        Ok(self.converted(&expr))
    }

    /// A type as the catalog spells it.
    pub(super) fn ty(&mut self) -> Result<(NativeType, String), Refused> {
        let text = self.type_text()?;
        let words = dialect::of(self.id).type_words();
        // SQLite keeps the words of a type; quotes do not change what they are.
        let text = match self.id {
            DialectId::Sqlite => text.replace(['"', '`'], "").to_lowercase(),
            DialectId::Postgres | DialectId::Mysql | DialectId::Mariadb => text,
        };
        // `native character(70)`: words that no type of the crate's has, kept as they are.
        let is_odd = self.id == DialectId::Sqlite
            && text.split_once('(').is_some_and(|(name, _)| name.trim().contains(' '))
            && !text.starts_with("character varying");
        let mut ty = match words.read(&text).filter(|_| !is_odd) {
            Some(ty) => ty,
            None if self.id == DialectId::Sqlite => NativeType::plain(text.to_lowercase()),
            None => return Err(format!("`{text}` is no type that erc knows")),
        };
        if let Some(home) = &self.home {
            home.find_type(&mut ty);
        }
        if ty.namespace.as_deref() == Some("public") {
            ty.namespace = None;
        }
        if self.id == DialectId::Postgres {
            ty.name = Name::new(cut(&ty.name, 63));
            ty.namespace = ty.namespace.map(|it| Name::new(cut(&it, 63)));
        }
        Ok((ty, text))
    }

    /// The words and parentheses of a type: it ends where a clause of the column starts.
    fn type_text(&mut self) -> Result<String, Refused> {
        let mut res = String::new();
        loop {
            match self.peek() {
                Token::Word(word) => {
                    // SQLite takes any words for a type, those of another database included.
                    let foreign = [
                        "ascii",
                        "auto_increment",
                        "binary",
                        "character",
                        "comment",
                        "unicode",
                        "varying",
                    ];
                    let is_foreign = self.id == DialectId::Sqlite
                        && foreign.iter().any(|it| word.value.eq_ignore_ascii_case(it));
                    let is_clause = word.quote_style.is_none()
                        && !is_foreign
                        && ENDS_TYPE.contains(&word.value.to_lowercase().as_str());
                    if is_clause && !self.goes_on(&res) || self.speaks_of_versions() {
                        break;
                    }
                    if !res.is_empty() && !res.ends_with('.') {
                        res.push(' ');
                    }
                    res.push_str(&token_text(self.peek(), self.id));
                    self.skip();
                }
                Token::Period => {
                    res.push('.');
                    self.skip();
                }
                Token::LParen if !res.is_empty() => {
                    res.push_str(&self.parenthesised_text());
                }
                Token::LBracket => {
                    self.skip();
                    while !self.mark(&Token::RBracket) {
                        if self.is_at_end() {
                            return Err(self.unexpected("`]`"));
                        }
                        self.skip();
                    }
                    res.push_str("[]");
                }
                _ => break,
            }
        }
        if res.is_empty() && self.id != DialectId::Sqlite {
            return Err(self.unexpected("a type"));
        }
        Ok(res)
    }

    /// `with system versioning` is a clause, `with time zone` a type.
    fn speaks_of_versions(&self) -> bool {
        ["with", "without"].iter().any(|it| self.are_words(&[it, "system", "versioning"]))
    }

    /// `character set x` is a clause, `character varying` a type. Only SQLite has columns without a type.
    fn goes_on(&self, so_far: &str) -> bool {
        let is_type = self.is_word("character") || self.is_word("binary");
        so_far.is_empty() && (is_type || self.id != DialectId::Sqlite)
    }

    /// What stands in parentheses, with them.
    pub(super) fn parenthesised_text(&mut self) -> String {
        let mut res = String::new();
        let mut depth = 0_usize;
        while !self.is_at_end() {
            match self.peek() {
                Token::LParen => depth += 1,
                Token::RParen => depth = depth.saturating_sub(1),
                _ => {}
            }
            let is_mark = matches!(self.peek(), Token::LParen | Token::RParen | Token::Comma);
            let is_signed = res.ends_with("(-") || res.ends_with(",-");
            let is_sign = self.peek() == &Token::Minus && res.ends_with(',');
            if !is_mark && !is_signed && !is_sign && !res.ends_with('(') && !res.is_empty() {
                res.push(' ');
            }
            res.push_str(&token_text(self.peek(), self.id));
            self.skip();
            if depth == 0 {
                break;
            }
        }
        res
    }

    /// What stands before the `)` that closes what is open; nothing when there is none.
    fn text_to_close(&mut self) -> Option<String> {
        let mut res = String::new();
        let mut depth = 1_usize;
        while !self.is_at_end() {
            match self.peek() {
                Token::LParen => depth += 1,
                Token::RParen => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.skip();
                return Some(res);
            }
            let is_tight = matches!(self.peek(), Token::RParen | Token::Comma);
            if !is_tight && !res.is_empty() && !res.ends_with('(') {
                res.push(' ');
            }
            res.push_str(&token_text(self.peek(), self.id));
            self.skip();
        }
        None
    }

    /// All that is left, word by word.
    pub(super) fn rest(&mut self) -> String {
        let mut res = String::new();
        while !self.is_at_end() {
            let is_tight = matches!(self.peek(), Token::RParen | Token::Comma);
            if !is_tight && !res.is_empty() && !res.ends_with('(') {
                res.push(' ');
            }
            res.push_str(&token_text(self.peek(), self.id));
            self.skip();
        }
        res
    }

    /// Goes behind the rest of an item of a list, and the comma after it; the `)` of the list stays.
    pub(super) fn skip_item(&mut self) {
        let mut depth = 0_usize;
        while !self.is_at_end() {
            match self.peek() {
                Token::LParen => depth += 1,
                Token::RParen if depth == 0 => break,
                Token::RParen => depth -= 1,
                Token::Comma if depth == 0 => break,
                _ => {}
            }
            self.skip();
        }
        self.mark(&Token::Comma);
    }

    /// Goes behind the `)` that closes what is open.
    pub(super) fn skip_to_close(&mut self) {
        let mut depth = 1_usize;
        while depth > 0 && !self.is_at_end() {
            match self.peek() {
                Token::LParen => depth += 1,
                Token::RParen => depth -= 1,
                _ => {}
            }
            self.skip();
        }
    }

    /// Where the next token starts in the text, from line 1 and column 1.
    pub(super) fn place(&self) -> (u64, u64) {
        let start = self.parser.peek_token_ref().span.start;
        (start.line, start.column)
    }
}

/// Words that a type does not go on with.
const ENDS_TYPE: &[&str] = &[
    "as",
    "ascii",
    "auto_increment",
    "autoincrement",
    "binary",
    "character",
    "charset",
    "check",
    "collate",
    "comment",
    "constraint",
    "compression",
    "default",
    "first",
    "after",
    "foreign",
    "generated",
    "invisible",
    "key",
    "not",
    "null",
    "on",
    "primary",
    "references",
    "storage",
    "unicode",
    "unique",
    "using",
    "virtual",
    "visible",
    "with_options",
    "persistent",
    "stored",
    "deferrable",
    "initially",
];

/// A token as it is written: the crate prints it as it reads, without doubling the quotes inside.
fn token_text(token: &Token, id: DialectId) -> String {
    match token {
        Token::SingleQuotedString(text) => in_quotes(text),
        Token::DoubleQuotedString(text) if id != DialectId::Postgres => in_quotes(text),
        Token::Word(Word { value, quote_style: Some(quote), .. }) if *quote != '[' => {
            format!("{quote}{}{quote}", value.replace(*quote, &format!("{quote}{quote}")))
        }
        token => token.to_string(),
    }
}

/// A text as a literal.
fn in_quotes(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

pub(super) fn is_this(token: &Token, word: &str) -> bool {
    matches!(token, Token::Word(it)
        if it.quote_style.is_none() && it.value.eq_ignore_ascii_case(word))
}

fn word_ident(word: &Word) -> sql::Ident {
    sql::Ident {
        value: word.value.clone(),
        quote_style: word.quote_style,
        span: sqlparser::tokenizer::Span::empty(),
    }
}
