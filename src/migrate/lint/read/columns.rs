//! Columns and types as statements say them.

use super::Reader;
use super::words::spelled;
use crate::base::{Name, constant, holds};
use crate::dialect::facts::{ColumnSpec, DefaultKind, GeneratedKind};
use crate::import::read_expr;
use crate::migrate::statements::Token;
use crate::schema::NativeType;

/// Words that end a type.
const ENDS_OF_TYPE: [&str; 24] = [
    "not",
    "null",
    "default",
    "primary",
    "unique",
    "check",
    "references",
    "generated",
    "constraint",
    "collate",
    "using",
    "first",
    "after",
    "comment",
    "auto_increment",
    "as",
    "on",
    "compression",
    "storage",
    "invisible",
    "charset",
    "autoincrement",
    "key",
    "deferrable",
];

/// Words that end a default.
const ENDS_OF_DEFAULT: [&str; 16] = [
    "not",
    "null",
    "check",
    "references",
    "unique",
    "primary",
    "constraint",
    "first",
    "after",
    "comment",
    "generated",
    "on",
    "collate",
    "auto_increment",
    "default",
    "key",
];

/// Functions that give the same for all rows of a statement.
const STABLE: [&str; 14] = [
    "now",
    "current_timestamp",
    "current_date",
    "current_time",
    "localtime",
    "localtimestamp",
    "transaction_timestamp",
    "statement_timestamp",
    "current_user",
    "session_user",
    "current_setting",
    "current_schema",
    "user",
    "unix_timestamp",
];

/// Functions whose answer depends on what they are given alone.
const IMMUTABLE: [&str; 34] = [
    "lower",
    "upper",
    "length",
    "round",
    "abs",
    "coalesce",
    "concat",
    "trim",
    "date_trunc",
    "to_timestamp",
    "jsonb_build_object",
    "json_build_object",
    "jsonb_build_array",
    "array",
    "md5",
    "repeat",
    "replace",
    "substring",
    "to_tsvector",
    "make_interval",
    "make_date",
    "interval",
    "to_date",
    "json_object",
    "json_array",
    "timezone",
    "date",
    "nullif",
    "greatest",
    "least",
    "floor",
    "ceil",
    "char_length",
    "b",
];

impl Reader<'_> {
    /// `name type option…`
    pub(super) fn column(&mut self) -> Option<ColumnSpec> {
        let name = self.name()?;
        let (ty, type_text) = self.ty();
        let lower = type_text.to_lowercase();
        let is_serial = lower.starts_with("serial") || lower.ends_with("serial");
        let mut res =
            ColumnSpec { name, ty, type_text, is_identity: is_serial, ..ColumnSpec::default() };
        let (mut default, mut checks) = (None, Vec::new());
        while let Some(token) = self.peek() {
            match token {
                Token::Mark(',' | ')') => break,
                Token::Mark('(') => drop(self.skip_group()),
                _ if self.is_word("default") => {
                    let start = self.at + 1;
                    self.column_option(&mut res);
                    default = self.tokens.get(start..self.at);
                }
                _ if self.take("check") => {
                    res.has_check = true;
                    checks.push(self.skip_group());
                }
                _ if self.column_option(&mut res) => {}
                _ => self.at += 1,
            }
        }
        res.breaks_check =
            default.is_some_and(|it| checks.iter().any(|check| self.breaks(&res.name, it, check)));
        Some(res)
    }

    /// Takes an option, if one comes next.
    fn column_option(&mut self, res: &mut ColumnSpec) -> bool {
        if self.take("not null") {
            res.is_not_null = true;
        } else if self.take("primary key") || self.is_mysql() && self.take("key") {
            res.is_key = true;
        } else if self.take("default") {
            let start = self.at;
            res.is_default_grouped = self.peek() == Some(&Token::Mark('('));
            res.default = Some(self.default());
            let inner = Reader { tokens: &self.tokens[..self.at], at: start, ..*self };
            res.sequences = inner.sequences(&["nextval"]);
        } else if self.take("generated") {
            self.generated(res);
        } else if self.take("as") {
            res.generated = Some(self.storage());
        } else if self.take("auto_increment") || self.take("autoincrement") {
            res.is_identity = true;
        } else if self.take("unique") {
            res.is_unique = true;
            self.take("key");
        } else if self.take("comment") {
            res.has_comment = true;
            self.next();
        } else if self.take("first") {
            res.is_placed = true;
        } else if self.take("after") {
            res.is_placed = true;
            res.after = self.name();
        } else if self.take("references") {
            res.references = self.qualified();
        } else if self.take("character set") || self.take("charset") {
            res.charset = self.name();
        } else {
            return false;
        }
        true
    }

    /// Whether a check refuses the default of its column, as far as both are written down.
    fn breaks(&self, name: &Name, default: &[Token], check: &[Token]) -> bool {
        let read = |tokens: &[Token]| read_expr(&self.written(tokens), self.dialect.id());
        let Some(value) = constant(&read(default)) else { return false };
        let mut known = |column: &Name| column.eq_ignore_ascii_case(name).then(|| value.clone());
        holds(&read(check), &mut known) == Some(false)
    }

    fn generated(&mut self, res: &mut ColumnSpec) {
        let _ = self.take("always") || self.take("by default");
        self.take("as");
        if self.take("identity") {
            res.is_identity = true;
        } else {
            res.generated = Some(self.storage());
        }
    }

    fn storage(&mut self) -> GeneratedKind {
        self.skip_group();
        if self.take("virtual") {
            GeneratedKind::Virtual
        } else if self.take("stored") || self.take("persistent") {
            GeneratedKind::Stored
        } else {
            GeneratedKind::Unsaid
        }
    }

    /// The default, without what comes behind it.
    fn default(&mut self) -> DefaultKind {
        let start = self.at;
        let mut is_first = true;
        while let Some(token) = self.peek() {
            let ends_here = !is_first && ENDS_OF_DEFAULT.iter().any(|it| token.is(it));
            match token {
                Token::Mark(',' | ')') => break,
                _ if ends_here => break,
                Token::Mark('(') => drop(self.skip_group()),
                _ => self.at += 1,
            }
            is_first = false;
        }
        default_kind(self.tokens.get(start..self.at).unwrap_or_default())
    }

    /// A type: its words up to the first option, and what stands in its parentheses.
    pub(super) fn ty(&mut self) -> (Option<NativeType>, String) {
        let mut text = String::new();
        while let Some(token) = self.peek() {
            let is_charset = token.is("character")
                && self.tokens.get(self.at + 1).is_some_and(|it| it.is("set"));
            let is_end =
                is_charset || ENDS_OF_TYPE.iter().any(|it| token.is(it)) && !text.is_empty();
            match token {
                Token::Mark(',' | ')') => break,
                _ if is_end => break,
                Token::Mark('(') => {
                    let group = self.skip_group();
                    text.push_str(&group.iter().map(spelled).collect::<String>());
                }
                Token::Mark(c) => {
                    text.push(*c);
                    self.at += 1;
                }
                token => {
                    if !text.is_empty() && !text.ends_with('.') {
                        text.push(' ');
                    }
                    text.push_str(&match token {
                        Token::Quoted(it) => format!("\"{it}\""),
                        other => spelled(other),
                    });
                    self.at += 1;
                }
            }
        }
        let ty = self.dialect.type_words().read(&text).map(|it| self.without_usual(it));
        (ty, text)
    }

    /// A type of the default schema is found without its name.
    fn without_usual(&self, mut ty: NativeType) -> NativeType {
        let usual = self.dialect.capabilities().default_namespace;
        ty.namespace = ty.namespace.filter(|it| Some(it.as_str()) != usual && it != "pg_catalog");
        ty
    }
}

/// Whether a default is the same for all rows of a statement.
fn default_kind(tokens: &[Token]) -> DefaultKind {
    let inner: Vec<&Token> =
        tokens.iter().filter(|it| !matches!(it, Token::Mark('(' | ')'))).collect();
    if let [null, rest @ ..] = inner.as_slice()
        && null.is("null")
        && rest.iter().all(|it| !matches!(it, Token::Text(_) | Token::Number(_)))
    {
        return DefaultKind::Null;
    }
    let calls = tokens.windows(2).filter_map(|pair| match pair {
        [Token::Word(name) | Token::Quoted(name), Token::Mark('(')] => Some(name.to_lowercase()),
        _ => None,
    });
    let types = [
        "varchar",
        "char",
        "numeric",
        "decimal",
        "cast",
        "timestamp",
        "bit",
        "time",
        "character",
        "varying",
    ];
    let calls: Vec<String> = calls.filter(|it| !types.contains(&it.as_str())).collect();
    let is_known = |it: &String| STABLE.contains(&it.as_str()) || IMMUTABLE.contains(&it.as_str());
    if !calls.iter().all(is_known) {
        return DefaultKind::Volatile;
    }
    let is_stable_word = |it: &Token| STABLE.iter().any(|word| it.is(word));
    let is_plain_group = tokens.first() == Some(&Token::Mark('('));
    match tokens.iter().any(is_stable_word) || is_plain_group || !calls.is_empty() {
        true => DefaultKind::Stable,
        false => DefaultKind::Constant,
    }
}

/// Whether `using` in `alter column a type b using …` says no more than the type does: `a`, `a::b`.
pub(super) fn is_itself(words: &[Token], name: &Name, type_text: &str) -> bool {
    let Some((Token::Word(first) | Token::Quoted(first), rest)) = words.split_first() else {
        return false;
    };
    let cast: String = match rest {
        [] => return first.eq_ignore_ascii_case(name),
        [Token::Mark(':'), Token::Mark(':'), ty @ ..] => ty.iter().map(spelled).collect(),
        _ => return false,
    };
    let bare = |text: &str| text.replace([' ', '"'], "").to_lowercase();
    first.eq_ignore_ascii_case(name) && bare(&cast) == bare(type_text)
}
