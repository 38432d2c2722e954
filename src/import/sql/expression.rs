//! From the SQL text of an expression to the tree that schemas compare by.
//!
//! What the tree cannot say (a subquery, a window) stays text, whole. Depth is bounded: the parser of the crate
//! has a limit, and what is deeper than [`DEEPEST`] stays text as well.

use sqlparser::ast as sql;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, Tokenizer};

use super::tokens::readable;
use super::words::{folded, parser_dialect};
use crate::base::{BinaryOp, CastType, DialectId, ExprKind, NaryOp, SqlText, UnaryOp};
use crate::dialect;
use crate::schema::Expr;

/// No walk goes deeper than this.
const DEEPEST: usize = 200;
/// Longer expressions stay text: the crate's trees are dropped by recursion.
const MOST_TOKENS: usize = 20_000;

/// Reads an expression; what is none, or more than the tree can say, is kept as text.
pub fn read_expr(text: &str, id: DialectId) -> Expr {
    parsed(text, id).and_then(|it| converted(&it, id)).unwrap_or_else(|| raw(text, id))
}

/// The tree of an expression that the crate has read; nothing when the tree cannot say it.
pub(in crate::import) fn converted(expr: &sql::Expr, id: DialectId) -> Option<Expr> {
    Reader { id }.expr(expr, 0)
}

/// The same, as text where the tree cannot say it.
pub(in crate::import) fn converted_or_raw(expr: &sql::Expr, id: DialectId) -> Expr {
    converted(expr, id).unwrap_or_else(|| raw(&expr.to_string(), id))
}

pub(super) fn raw(text: &str, id: DialectId) -> Expr {
    Expr::made(ExprKind::Sql(SqlText::one(id, text.trim())))
}

fn parsed(text: &str, id: DialectId) -> Option<sql::Expr> {
    let dialect = parser_dialect(id);
    let mut tokens = Tokenizer::new(dialect, text).tokenize_with_location().ok()?;
    tokens = readable(tokens, id);
    if tokens.len() > MOST_TOKENS {
        return None;
    }
    let mut parser =
        Parser::new(dialect).with_recursion_limit(DEEPEST).with_tokens_with_locations(tokens);
    let res = parser.parse_expr().ok()?;
    (parser.peek_token().token == Token::EOF).then_some(res)
}

pub(super) struct Reader {
    pub(super) id: DialectId,
}

impl Reader {
    pub(super) fn is_mysql(&self) -> bool {
        match self.id {
            DialectId::Mysql | DialectId::Mariadb => true,
            DialectId::Postgres | DialectId::Sqlite => false,
        }
    }

    pub(super) fn expr(&self, expr: &sql::Expr, depth: usize) -> Option<Expr> {
        if depth > DEEPEST {
            return None;
        }
        let inner = |it: &sql::Expr| self.expr(it, depth + 1);
        let boxed = |it: &sql::Expr| self.expr(it, depth + 1).map(Box::new);
        let kind = match expr {
            sql::Expr::Nested(it) => return inner(it),
            sql::Expr::Identifier(ident) if self.is_mysql() && bits(ident).is_some() => {
                ExprKind::Sql(SqlText::one(self.id, bits(ident)?))
            }
            sql::Expr::Identifier(ident)
                if self.is_mysql()
                    && ident.quote_style.is_none()
                    && ident.value.eq_ignore_ascii_case("current_user") =>
            {
                call("current_user", Vec::new())
            }
            sql::Expr::Identifier(ident)
                if ident.quote_style.is_none() && ident.value.starts_with('@') =>
            {
                return Some(raw(&ident.value, self.id));
            }
            sql::Expr::Identifier(ident) => ExprKind::Reference(folded(ident, self.id)),
            sql::Expr::CompoundIdentifier(parts) => {
                ExprKind::Reference(folded(parts.last()?, self.id))
            }
            sql::Expr::Value(value) => return self.value(&value.value),
            sql::Expr::Prefixed { value, .. } => return inner(value),
            sql::Expr::TypedString(it) => {
                let operand = Box::new(self.value(&it.value.value)?);
                ExprKind::Cast { operand, to: self.cast_type(&it.data_type)? }
            }
            sql::Expr::Interval(it) => self.interval(it, inner(&it.value)?)?,
            sql::Expr::Array(it) => {
                ExprKind::Array(it.elem.iter().map(inner).collect::<Option<_>>()?)
            }
            sql::Expr::UnaryOp { op, expr } => return self.unary(*op, inner(expr)?),
            sql::Expr::BinaryOp { .. } => return self.binary(expr, depth),
            sql::Expr::IsTrue(it) => self.is("is", inner(it)?, "true"),
            sql::Expr::IsNotTrue(it) => self.is("is not", inner(it)?, "true"),
            sql::Expr::IsFalse(it) => self.is("is", inner(it)?, "false"),
            sql::Expr::IsNotFalse(it) => self.is("is not", inner(it)?, "false"),
            sql::Expr::IsUnknown(it) => ExprKind::IsNull { operand: boxed(it)?, negated: false },
            sql::Expr::IsNotUnknown(it) => ExprKind::IsNull { operand: boxed(it)?, negated: true },
            sql::Expr::IsNormalized { expr, form: None, negated } => {
                self.is(if *negated { "is not" } else { "is" }, inner(expr)?, "normalized")
            }
            sql::Expr::Collate { expr, collation } => {
                let parts = super::words::object_name(collation, self.id)?;
                let mut name = dialect::Sql::new(dialect::of(self.id));
                name.name(parts.last()?);
                operator_of("collate", vec![inner(expr)?, raw(name.as_str(), self.id)])
            }
            sql::Expr::Tuple(items) => call("row", items.iter().map(inner).collect::<Option<_>>()?),
            sql::Expr::CompoundFieldAccess { .. } if self.id == DialectId::Postgres => {
                return Some(raw(&expr.to_string(), self.id));
            }
            sql::Expr::SimilarTo { negated, expr, pattern, escape_char: None } => {
                let op = if *negated { BinaryOp::NotMatches } else { BinaryOp::Matches };
                let pattern = Expr::made(call("similar_to_escape", vec![inner(pattern)?]));
                return Some(Expr::binary(op, inner(expr)?, pattern));
            }
            sql::Expr::IsNull(it) => ExprKind::IsNull { operand: boxed(it)?, negated: false },
            sql::Expr::IsNotNull(it) => ExprKind::IsNull { operand: boxed(it)?, negated: true },
            sql::Expr::IsDistinctFrom(left, right) => {
                return Some(Expr::binary(BinaryOp::Distinct, inner(left)?, inner(right)?));
            }
            sql::Expr::IsNotDistinctFrom(left, right) => {
                return Some(Expr::binary(BinaryOp::NotDistinct, inner(left)?, inner(right)?));
            }
            sql::Expr::InList { expr, list, negated } => ExprKind::In {
                operand: boxed(expr)?,
                list: list.iter().map(inner).collect::<Option<_>>()?,
                negated: *negated,
            },
            sql::Expr::AnyOp { left, compare_op, right, .. } => {
                let (left, right) = (inner(left)?, inner(right)?);
                self.any_of(left, right, compare_op, &sql::BinaryOperator::Eq, "any")
            }
            sql::Expr::AllOp { left, compare_op, right } => {
                let (left, right) = (inner(left)?, inner(right)?);
                self.any_of(left, right, compare_op, &sql::BinaryOperator::NotEq, "all")
            }
            sql::Expr::Between { expr, negated, low, high } => ExprKind::Between {
                operand: boxed(expr)?,
                low: boxed(low)?,
                high: boxed(high)?,
                negated: *negated,
            },
            sql::Expr::Like { negated, any: false, expr, pattern, escape_char } => {
                let op = if *negated { BinaryOp::NotLike } else { BinaryOp::Like };
                let pattern = self.pattern(inner(pattern)?, escape_char.as_deref())?;
                return Some(Expr::binary(op, inner(expr)?, pattern));
            }
            sql::Expr::Like { negated, any: true, expr, pattern, escape_char: None } => {
                let any = Expr::made(call("any", vec![inner(pattern)?]));
                operator_of(if *negated { "!~~" } else { "~~" }, vec![inner(expr)?, any])
            }
            sql::Expr::ILike { negated, any: false, expr, pattern, escape_char: None } => {
                let operator = match (self.id, *negated) {
                    (DialectId::Sqlite, true) => "not glob",
                    (_, true) => "!~~*",
                    (_, false) => "~~*",
                };
                operator_of(operator, vec![inner(expr)?, inner(pattern)?])
            }
            sql::Expr::RLike { negated, expr, pattern, .. } => {
                let op = if *negated { BinaryOp::NotMatches } else { BinaryOp::Matches };
                return Some(Expr::binary(op, inner(expr)?, inner(pattern)?));
            }
            sql::Expr::Case { operand, conditions, else_result, .. } => {
                let operand = operand.as_deref().map(inner).transpose_option()?;
                let branch = |it: &sql::CaseWhen| {
                    let condition = inner(&it.condition)?;
                    let condition = match &operand {
                        Some(operand) => Expr::binary(BinaryOp::Equal, operand.clone(), condition),
                        None => condition,
                    };
                    Some((condition, inner(&it.result)?))
                };
                ExprKind::Case {
                    branches: conditions.iter().map(branch).collect::<Option<_>>()?,
                    otherwise: else_result.as_deref().map(boxed).transpose_option()?,
                }
            }
            sql::Expr::Cast { expr, data_type, .. } => {
                ExprKind::Cast { operand: boxed(expr)?, to: self.cast_type(data_type)? }
            }
            sql::Expr::Convert { expr, data_type: Some(ty), charset: None, .. } => {
                ExprKind::Cast { operand: boxed(expr)?, to: self.cast_type(ty)? }
            }
            sql::Expr::Convert { expr, data_type: None, charset: Some(_), .. } => {
                let hexadecimal = match expr.as_ref() {
                    sql::Expr::Value(it) => match &it.value {
                        sql::Value::HexStringLiteral(digits) => digits,
                        _ => return None,
                    },
                    _ => return None,
                };
                ExprKind::String(from_hexadecimal(hexadecimal)?.into())
            }
            sql::Expr::AtTimeZone { timestamp, time_zone } => {
                call("timezone", vec![inner(time_zone)?, inner(timestamp)?])
            }
            sql::Expr::Extract { field, expr, .. } => ExprKind::Extract {
                field: field.to_string().to_lowercase().into(),
                operand: boxed(expr)?,
            },
            sql::Expr::Ceil { expr, field } if is_plain(field) => call("ceil", vec![inner(expr)?]),
            sql::Expr::Floor { expr, field } if is_plain(field) => {
                call("floor", vec![inner(expr)?])
            }
            sql::Expr::Substring { expr, substring_from, substring_for, shorthand, .. } => {
                let name = if *shorthand || self.is_mysql() { "substr" } else { "substring" };
                let from = substring_from.as_deref().map(inner).transpose_option()?;
                let length = substring_for.as_deref().map(inner).transpose_option()?;
                call(name, std::iter::once(inner(expr)?).chain(from).chain(length).collect())
            }
            sql::Expr::Trim { trim_where, trim_what, expr, trim_characters } => {
                let what = trim_what.as_deref().map(inner).transpose_option()?;
                let characters = trim_characters.iter().flatten().map(inner);
                let characters = characters.collect::<Option<Vec<_>>>()?;
                let has_what = what.is_some() || !characters.is_empty();
                let name = match *trim_where {
                    side if self.is_mysql()
                        && let Some(what) = &what =>
                    {
                        let side = side.unwrap_or(sql::TrimWhereField::Both);
                        return Some(self.trimmed(side, &inner(expr)?, what));
                    }
                    Some(sql::TrimWhereField::Leading) => "ltrim",
                    Some(sql::TrimWhereField::Trailing) => "rtrim",
                    _ if has_what && self.id == DialectId::Postgres => "btrim",
                    _ => "trim",
                };
                call(name, std::iter::once(inner(expr)?).chain(what).chain(characters).collect())
            }
            sql::Expr::Position { expr, r#in } => match self.id {
                DialectId::Postgres => call("strpos", vec![inner(r#in)?, inner(expr)?]),
                DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => {
                    call("locate", vec![inner(expr)?, inner(r#in)?])
                }
            },
            sql::Expr::Function(function) => self.function(function, depth)?,
            _ => return None,
        };
        Some(Expr::made(kind))
    }

    fn value(&self, value: &sql::Value) -> Option<Expr> {
        let kind = match value {
            sql::Value::Number(text, _) => ExprKind::Number(text.as_str().into()),
            sql::Value::Boolean(value) => ExprKind::Bool(*value),
            sql::Value::Null => ExprKind::Null,
            sql::Value::SingleQuotedString(text)
            | sql::Value::EscapedStringLiteral(text)
            | sql::Value::NationalStringLiteral(text)
            | sql::Value::UnicodeStringLiteral(text) => ExprKind::String(text.as_str().into()),
            sql::Value::SingleQuotedByteStringLiteral(bits) if self.id == DialectId::Postgres => {
                return Some(bit_string(bits));
            }
            sql::Value::HexStringLiteral(digits) if self.id == DialectId::Postgres => {
                let bits = |it: char| Some(format!("{:04b}", it.to_digit(16)?));
                return Some(bit_string(&digits.chars().map(bits).collect::<Option<String>>()?));
            }
            sql::Value::DollarQuotedString(text) => ExprKind::String(text.value.as_str().into()),
            sql::Value::DoubleQuotedString(text) if self.id != DialectId::Postgres => {
                ExprKind::String(text.as_str().into())
            }
            sql::Value::SingleQuotedByteStringLiteral(bits) => {
                ExprKind::Sql(SqlText::one(self.id, hexadecimal(bits)?))
            }
            sql::Value::HexStringLiteral(digits) if self.id != DialectId::Postgres => {
                ExprKind::Sql(SqlText::one(self.id, format!("x'{}'", digits.to_lowercase())))
            }
            _ => return None,
        };
        Some(Expr::made(kind))
    }

    fn unary(&self, op: sql::UnaryOperator, operand: Expr) -> Option<Expr> {
        let kind = match op {
            sql::UnaryOperator::Not | sql::UnaryOperator::BangNot => {
                ExprKind::Unary { op: UnaryOp::Not, operand: Box::new(operand) }
            }
            sql::UnaryOperator::Minus => {
                ExprKind::Unary { op: UnaryOp::Minus, operand: Box::new(operand) }
            }
            sql::UnaryOperator::Plus => return Some(operand),
            sql::UnaryOperator::PGPostfixFactorial => return None,
            other => operator_of(&other.to_string(), vec![operand]),
        };
        Some(Expr::made(kind))
    }

    /// A chain of operators is as long as the author likes, so its left spine is walked in a loop.
    fn binary(&self, expr: &sql::Expr, depth: usize) -> Option<Expr> {
        let mut spine = Vec::new();
        let mut leftmost = expr;
        while let sql::Expr::BinaryOp { left, op, right } = leftmost {
            spine.push((op, right.as_ref()));
            leftmost = left;
        }
        let is_logical = |it: &sql::BinaryOperator| {
            matches!(it, sql::BinaryOperator::And | sql::BinaryOperator::Or)
        };
        let n_nested = spine.iter().filter(|(op, _)| !is_logical(op)).count();
        if depth + n_nested > DEEPEST {
            return None;
        }
        let mut res = self.expr(leftmost, depth + 1)?;
        for (op, right) in spine.into_iter().rev() {
            res = self.joined(res, op, right, depth)?;
        }
        Some(res)
    }

    fn joined(
        &self,
        left: Expr,
        op: &sql::BinaryOperator,
        right: &sql::Expr,
        depth: usize,
    ) -> Option<Expr> {
        if let sql::Expr::Interval(it) = right
            && self.is_mysql()
            && let Some(unit) = &it.leading_field
        {
            let operator = match op {
                sql::BinaryOperator::Plus => "+ interval",
                sql::BinaryOperator::Minus => "- interval",
                _ => return None,
            };
            let unit = raw(&unit.to_string().to_lowercase(), self.id);
            let amount = self.expr(&it.value, depth + 1)?;
            return Some(Expr::made(operator_of(operator, vec![left, amount, unit])));
        }
        let right = self.expr(right, depth + 1)?;
        let op = match op {
            sql::BinaryOperator::And => return Some(nary(NaryOp::And, left, right)),
            sql::BinaryOperator::Or => return Some(nary(NaryOp::Or, left, right)),
            sql::BinaryOperator::Eq => BinaryOp::Equal,
            sql::BinaryOperator::NotEq => BinaryOp::NotEqual,
            sql::BinaryOperator::Lt => BinaryOp::Less,
            sql::BinaryOperator::LtEq => BinaryOp::LessOrEqual,
            sql::BinaryOperator::Gt => BinaryOp::Greater,
            sql::BinaryOperator::GtEq => BinaryOp::GreaterOrEqual,
            sql::BinaryOperator::Spaceship => BinaryOp::NotDistinct,
            sql::BinaryOperator::Plus => BinaryOp::Plus,
            sql::BinaryOperator::Minus => BinaryOp::Minus,
            sql::BinaryOperator::Multiply => BinaryOp::Times,
            sql::BinaryOperator::Divide => BinaryOp::Divide,
            sql::BinaryOperator::Modulo => BinaryOp::Modulo,
            // `||` is `or` in MySQL's usual mode.
            sql::BinaryOperator::StringConcat if self.is_mysql() => {
                return Some(nary(NaryOp::Or, left, right));
            }
            sql::BinaryOperator::StringConcat => BinaryOp::Concat,
            sql::BinaryOperator::PGLikeMatch => BinaryOp::Like,
            sql::BinaryOperator::PGNotLikeMatch => BinaryOp::NotLike,
            sql::BinaryOperator::PGRegexMatch | sql::BinaryOperator::Regexp => BinaryOp::Matches,
            sql::BinaryOperator::PGRegexNotMatch => BinaryOp::NotMatches,
            sql::BinaryOperator::PGCustomBinaryOperator(parts) => {
                // The operators of an extension's type are named like those of text.
                if let Some(op) = parts.last().and_then(|it| plain_operator(it)) {
                    return Some(Expr::binary(op, left, right));
                }
                let operator = format!("operator({})", parts.join("."));
                return Some(Expr::made(operator_of(&operator, vec![left, right])));
            }
            other => {
                let operator = other.to_string().to_lowercase();
                return Some(Expr::made(operator_of(&operator, vec![left, right])));
            }
        };
        Some(Expr::binary(op, left, right))
    }

    /// `trim(both 'x' from a)` of MySQL, which no call says.
    fn trimmed(&self, side: sql::TrimWhereField, operand: &Expr, what: &Expr) -> Expr {
        let text = |it| dialect::expr_text(it, dialect::of(self.id));
        let side = side.to_string().to_lowercase();
        raw(&format!("trim({side} {} from {})", text(what), text(operand)), self.id)
    }

    /// `f is true`
    fn is(&self, operator: &str, operand: Expr, word: &str) -> ExprKind<crate::schema::ColumnName> {
        operator_of(operator, vec![operand, raw(word, self.id)])
    }

    /// A length of time that stands by itself: its unit is part of the text.
    fn interval(
        &self,
        interval: &sql::Interval,
        value: Expr,
    ) -> Option<ExprKind<crate::schema::ColumnName>> {
        let (operand, to) = match (&interval.leading_field, &value.kind) {
            (None, _) => (value, "interval".to_owned()),
            (Some(unit), ExprKind::String(text)) if self.id == DialectId::Postgres => {
                let unit = unit.to_string().to_lowercase();
                text.parse::<f64>().ok()?;
                (Expr::string(format!("{text} {unit}")), format!("interval {unit}"))
            }
            (Some(_), _) => return None,
        };
        Some(ExprKind::Cast { operand: Box::new(operand), to: CastType::Native(to.into()) })
    }

    /// `a = any (b)`: a list of values is `in`, all else stays as it is.
    fn any_of(
        &self,
        left: Expr,
        right: Expr,
        op: &sql::BinaryOperator,
        of_list: &sql::BinaryOperator,
        word: &str,
    ) -> ExprKind<crate::schema::ColumnName> {
        let list = if op == of_list {
            self.one_of(left.clone(), right.clone(), word == "all")
        } else {
            None
        };
        list.unwrap_or_else(|| {
            let all = Expr::made(call(word, vec![right]));
            operator_of(&op.to_string().to_lowercase(), vec![left, all])
        })
    }

    /// `a = any (array[b, c])` is `a in (b, c)`.
    fn one_of(
        &self,
        operand: Expr,
        list: Expr,
        negated: bool,
    ) -> Option<ExprKind<crate::schema::ColumnName>> {
        let items = match list.kind {
            ExprKind::Array(items) => items,
            // The cast is of every item.
            ExprKind::Cast { operand, to: CastType::Native(ty) } => {
                let item = ty.strip_suffix("[]")?;
                let ExprKind::Array(items) = operand.kind else { return None };
                let to = CastType::Native(item.into());
                let cast = |it: Expr| match it.kind {
                    ExprKind::Cast { operand, .. } => *operand,
                    kind => Expr::made(kind),
                };
                let again = |it| ExprKind::Cast { operand: Box::new(cast(it)), to: to.clone() };
                items.into_iter().map(|it| Expr::made(again(it))).collect()
            }
            _ => return None,
        };
        (!items.is_empty()).then(|| ExprKind::In {
            operand: Box::new(operand),
            list: items,
            negated,
        })
    }

    /// A pattern in which a backslash makes a character stand for itself, however the text says that.
    fn pattern(&self, pattern: Expr, escape: Option<&sql::Expr>) -> Option<Expr> {
        let Some(escape) = escape else { return Some(pattern) };
        let (ExprKind::String(text), sql::Expr::Value(mark)) = (&pattern.kind, escape) else {
            return None;
        };
        unescaped(text, &mark.value.clone().into_string()?).map(Expr::string)
    }

    fn cast_type(&self, ty: &sql::DataType) -> Option<CastType> {
        let text = ty.to_string();
        if text == "\"bit\"" && self.id == DialectId::Postgres {
            // In quotes it is of any length, without it is of one bit.
            return Some(CastType::Native(text.into()));
        }
        let words = dialect::of(self.id).type_words();
        let spelling = match self.id {
            DialectId::Postgres => words.canonical_text(&words.read(&text)?),
            // `timestamp '…'` is a `datetime`; nothing can be cast to a `timestamp`.
            DialectId::Mysql | DialectId::Mariadb => {
                text.to_lowercase().replace("timestamp", "datetime")
            }
            DialectId::Sqlite => text.to_lowercase(),
        };
        Some(CastType::Native(spelling.into()))
    }
}

/// A pattern in which another mark makes a character stand for itself, with a backslash.
pub(in crate::import) fn unescaped(pattern: &str, mark: &str) -> Option<String> {
    let mut marks = mark.chars();
    let (mark, None) = (marks.next()?, marks.next()) else { return None };
    let mut res = String::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c == mark {
            res.push('\\');
            res.extend(chars.next());
        } else {
            if c == '\\' {
                res.push('\\');
            }
            res.push(c);
        }
    }
    Some(res)
}

/// Bits as PostgreSQL prints them.
fn bit_string(bits: &str) -> Expr {
    let to = CastType::Native("\"bit\"".into());
    Expr::made(ExprKind::Cast { operand: Box::new(Expr::string(bits)), to })
}

/// `0b101` of MySQL, which the crate takes for a name.
fn bits(ident: &sql::Ident) -> Option<String> {
    let digits = ident.value.strip_prefix("0b").filter(|_| ident.quote_style.is_none())?;
    hexadecimal(digits)
}

/// Bits as bytes: `x'05'` for 101.
fn hexadecimal(bits: &str) -> Option<String> {
    let is_bits = !bits.is_empty() && bits.bytes().all(|it| matches!(it, b'0' | b'1'));
    let width = bits.len().div_ceil(8) * 8;
    let padded = format!("{bits:0>width$}");
    let byte = |it: &[u8]| u8::from_str_radix(std::str::from_utf8(it).ok()?, 2).ok();
    let bytes: Option<Vec<u8>> = padded.as_bytes().chunks(8).map(byte).collect();
    let digits: String = bytes?.into_iter().map(|it| format!("{it:02x}")).collect();
    is_bits.then(|| format!("x'{digits}'"))
}

/// `None` of an absent part is fine, `None` of a part that cannot be said is not.
trait TransposeOption<T> {
    fn transpose_option(self) -> Option<Option<T>>;
}

impl<T> TransposeOption<T> for Option<Option<T>> {
    fn transpose_option(self) -> Option<Option<T>> {
        match self {
            None => Some(None),
            Some(None) => None,
            Some(some) => Some(some),
        }
    }
}

fn plain_operator(symbol: &str) -> Option<BinaryOp> {
    Some(match symbol {
        "=" => BinaryOp::Equal,
        "<>" => BinaryOp::NotEqual,
        "<" => BinaryOp::Less,
        "<=" => BinaryOp::LessOrEqual,
        ">" => BinaryOp::Greater,
        ">=" => BinaryOp::GreaterOrEqual,
        "~" => BinaryOp::Matches,
        "!~" => BinaryOp::NotMatches,
        "~~" => BinaryOp::Like,
        "!~~" => BinaryOp::NotLike,
        _ => return None,
    })
}

fn is_plain(field: &sql::CeilFloorKind) -> bool {
    matches!(field, sql::CeilFloorKind::DateTimeField(sql::DateTimeField::NoDateTime))
}

fn call(name: &str, arguments: Vec<Expr>) -> ExprKind<crate::schema::ColumnName> {
    call_named(name, arguments)
}

pub(super) fn call_named(name: &str, arguments: Vec<Expr>) -> ExprKind<crate::schema::ColumnName> {
    ExprKind::Call { function: name.into(), arguments }
}

fn operator_of(operator: &str, operands: Vec<Expr>) -> ExprKind<crate::schema::ColumnName> {
    ExprKind::Operator { operator: operator.into(), operands }
}

/// Joins two operands, the left one flat.
fn nary(op: NaryOp, left: Expr, right: Expr) -> Expr {
    let mut operands = match left.kind {
        ExprKind::Nary { op: inner, operands } if inner == op => operands,
        kind => vec![Expr::made(kind)],
    };
    operands.push(right);
    Expr::made(ExprKind::Nary { op, operands })
}

fn from_hexadecimal(digits: &str) -> Option<String> {
    let digits = digits.as_bytes();
    let bytes: Option<Vec<u8>> = digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    String::from_utf8(bytes?).ok()
}
