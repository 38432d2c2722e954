//! What PostgreSQL adds to expressions: casts that it makes by itself and prints as if someone had written them.
//!
//! A cast is taken away where the expression means the same without it: of a literal beside something that has a
//! type, of a column where the operator would cast it anyway, of a text that becomes text.

use super::expression::is_literal;
use super::{Scope, Use};
use crate::base::{BinaryOp, CastType, DialectId, ExprKind, Name, UnaryOp};
use crate::dialect;
use crate::schema::{Expr, NativeType};

/// Numbers in the order in which one becomes the other by itself.
const NUMBERS: [&str; 6] = ["smallint", "integer", "bigint", "numeric", "real", "double precision"];

/// Functions that look at the type of what they get.
const POLYMORPHIC: &[&str] = &[
    "concat",
    "concat_ws",
    "format",
    "json_build_array",
    "json_build_object",
    "jsonb_build_array",
    "jsonb_build_object",
    "num_nonnulls",
    "num_nulls",
    "pg_typeof",
    "to_json",
    "to_jsonb",
];

/// Functions whose arguments are all of one type.
const ALIKE: [&str; 4] = ["coalesce", "greatest", "least", "nullif"];

pub(super) fn node(expr: Expr, scope: &Scope<'_>) -> Expr {
    let span = expr.span;
    let kind = match expr.kind {
        ExprKind::Cast { operand, to: CastType::Native(ty) } => {
            if let ExprKind::Reference(name) = &operand.kind
                && scope.column(name).is_some_and(|own| is_written(own, &ty))
            {
                return *operand;
            }
            return cast(*operand, &ty);
        }
        ExprKind::Binary { op, left, right } => {
            let (left, right) = binary(op, *left, *right, scope);
            ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) }
        }
        ExprKind::Operator { operator, mut operands } => {
            operands = operands.into_iter().map(|it| without_text_cast(it, scope)).collect();
            ExprKind::Operator { operator, operands }
        }
        ExprKind::In { operand, list, negated } => {
            let list: Vec<Expr> = list.into_iter().map(without_literal_cast).collect();
            let operand = Box::new(without_text_cast(*operand, scope));
            ExprKind::In { operand, list, negated }
        }
        ExprKind::Between { operand, low, high, negated } => {
            let operand = without_text_cast(*operand, scope);
            let (_, low) = binary(BinaryOp::LessOrEqual, operand.clone(), *low, scope);
            let (operand, high) = binary(BinaryOp::LessOrEqual, operand, *high, scope);
            ExprKind::Between {
                operand: Box::new(operand),
                low: Box::new(low),
                high: Box::new(high),
                negated,
            }
        }
        ExprKind::Call { function, arguments } => call(function, arguments, scope),
        ExprKind::Case { branches, otherwise } => case(branches, otherwise, scope),
        kind => kind,
    };
    Expr::new(kind, span)
}

/// Whether a type is written like this. A text without a length is cast to in other ways.
fn is_written(ty: &NativeType, text: &str) -> bool {
    !is_text(text) && dialect::of(DialectId::Postgres).type_words().canonical_text(ty) == text
}

/// The value of a default or derived column is cast to the type of the column by itself.
pub(super) fn root(expr: Expr, _: &Scope<'_>, used: Use<'_>) -> Expr {
    let Use::Assigned(target) = used else { return expr };
    match expr.kind {
        ExprKind::Cast { operand, to: CastType::Native(ty) } => {
            let is_same = dialect::of(DialectId::Postgres)
                .type_words()
                .read(&ty)
                .is_some_and(|it| it.name == target.name && it.n_dimensions == target.n_dimensions);
            let is_text = target.n_dimensions == 0 && is_text(&ty) && is_text(&target.name);
            if is_literal(&operand)
                && (is_same || is_text || is_number(&target.name) && is_number(&ty))
            {
                return number_of(*operand, target);
            }
            Expr::made(ExprKind::Cast { operand, to: CastType::Native(ty) })
        }
        kind => number_of(Expr::made(kind), target),
    }
}

/// `'-1'` for a number is -1.
fn number_of(expr: Expr, target: &NativeType) -> Expr {
    match &expr.kind {
        ExprKind::String(text) if is_number(&target.name) && target.n_dimensions == 0 => {
            as_number(text).unwrap_or(expr)
        }
        ExprKind::String(text) if target.name == "timestamp without time zone" => {
            Expr::string(without_offset(text))
        }
        ExprKind::String(text) if target.name == "boolean" && target.n_dimensions == 0 => {
            match text.to_lowercase().as_str() {
                "t" | "true" | "yes" | "on" | "1" => Expr::made(ExprKind::Bool(true)),
                "f" | "false" | "no" | "off" | "0" => Expr::made(ExprKind::Bool(false)),
                _ => expr,
            }
        }
        _ => expr,
    }
}

/// What has no time zone forgets the one that is said: `2020-01-01 00:00:00+01` is `2020-01-01 00:00:00`.
fn without_offset(text: &str) -> &str {
    let Some(clock) = text.find(':') else { return text };
    let end = text[clock..].find(['+', '-', 'Z', 'z']).map_or(text.len(), |it| clock + it);
    text[..end].trim_end()
}

fn cast(operand: Expr, ty: &str) -> Expr {
    let ty = ty.strip_prefix("public.").unwrap_or(ty);
    let literal = match &operand.kind {
        ExprKind::String(text) if is_number(ty) => as_number(text),
        ExprKind::String(_) if is_text(ty) || ty == "regclass" => return operand,
        ExprKind::Null => return operand,
        _ => None,
    };
    let is_own = |it: &Expr| match &it.kind {
        ExprKind::Number(text) => {
            let is_whole = text.bytes().all(|it| it.is_ascii_digit());
            is_whole && ty == "integer" && text.parse::<i32>().is_ok()
                || !is_whole && ty == "numeric"
        }
        ExprKind::Unary { op: UnaryOp::Minus, .. } => ty == "integer" && is_literal(it),
        _ => false,
    };
    let operand = literal.unwrap_or(operand);
    if is_own(&operand) {
        return operand;
    }
    // `regclass` and a cast to what it is already.
    if let ExprKind::Cast { to: CastType::Native(inner), .. } = &operand.kind
        && inner == ty
    {
        return operand;
    }
    Expr::made(ExprKind::Cast { operand: Box::new(operand), to: CastType::Native(ty.into()) })
}

/// The operands of an operator as they would be without what the server makes of them.
fn binary(op: BinaryOp, left: Expr, right: Expr, scope: &Scope<'_>) -> (Expr, Expr) {
    let is_text_operator = match op {
        BinaryOp::Like
        | BinaryOp::NotLike
        | BinaryOp::Matches
        | BinaryOp::NotMatches
        | BinaryOp::Concat => true,
        BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessOrEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterOrEqual
        | BinaryOp::Distinct
        | BinaryOp::NotDistinct
        | BinaryOp::Plus
        | BinaryOp::Minus
        | BinaryOp::Times
        | BinaryOp::Divide
        | BinaryOp::Modulo => false,
    };
    let (mut left, mut right) = (without_text_cast(left, scope), without_text_cast(right, scope));
    if is_text_operator {
        return (left, right);
    }
    let is_sum = op.binding() > 4;
    for _ in 0..2 {
        if !is_literal(&left) || !is_literal(&right) {
            let other = type_of(&left, scope);
            right = beside(right, other.as_deref(), is_sum, scope);
        }
        std::mem::swap(&mut left, &mut right);
    }
    (left, right)
}

/// An operand beside another of this type. Beside a moment a length of time keeps its cast.
fn beside(expr: Expr, other: Option<&str>, is_sum: bool, scope: &Scope<'_>) -> Expr {
    let ExprKind::Cast { operand, to: CastType::Native(ty) } = &expr.kind else { return expr };
    if is_literal(operand) {
        let is_string = matches!(operand.kind, ExprKind::String(_));
        let is_free = match is_string {
            true => !is_sum && other.is_none_or(|it| it == ty.as_str() || is_text(it)),
            false => is_number(ty) && other.is_none_or(is_number),
        };
        return if is_free { (**operand).clone() } else { expr };
    }
    let inner = type_of(operand, scope);
    let rank = |it: &str| NUMBERS.iter().position(|number| *number == it);
    match (inner.as_deref().and_then(rank), rank(ty)) {
        (Some(from), Some(to)) if from < to && other == Some(ty.as_str()) => (**operand).clone(),
        _ => expr,
    }
}

fn call(function: Name, arguments: Vec<Expr>, scope: &Scope<'_>) -> ExprKind<Name> {
    let function = match function.strip_prefix("public.") {
        Some(bare) => Name::new(bare),
        None => function,
    };
    let function = match (function.as_str(), arguments.len()) {
        ("btrim", 1) => Name::new_static("trim"),
        ("char_length" | "character_length", 1) => Name::new_static("length"),
        ("pow", 2) => Name::new_static("power"),
        _ => function,
    };
    if function == "nextval"
        && let [Expr { kind: ExprKind::String(name), .. }] = arguments.as_slice()
    {
        let name = name.strip_prefix("public.").unwrap_or(name);
        return ExprKind::Call { function, arguments: vec![Expr::string(name)] };
    }
    if POLYMORPHIC.contains(&function.as_str()) {
        return ExprKind::Call { function, arguments };
    }
    let is_alike = ALIKE.contains(&function.as_str());
    let arguments: Vec<Expr> =
        arguments.into_iter().map(|it| without_text_cast(it, scope)).collect();
    let arguments = if is_alike { alike(arguments, scope) } else { arguments };
    ExprKind::Call { function, arguments }
}

fn case(
    branches: Vec<(Expr, Expr)>,
    otherwise: Option<Box<Expr>>,
    scope: &Scope<'_>,
) -> ExprKind<Name> {
    let (conditions, mut values): (Vec<Expr>, Vec<Expr>) = branches.into_iter().unzip();
    let has_otherwise = otherwise.is_some();
    values.extend(otherwise.map(|it| *it));
    let mut values = alike(values, scope);
    let otherwise = if has_otherwise { values.pop().map(Box::new) } else { None };
    ExprKind::Case { branches: conditions.into_iter().zip(values).collect(), otherwise }
}

/// Values that become of one type: a literal has no type of its own beside one that has.
fn alike(values: Vec<Expr>, scope: &Scope<'_>) -> Vec<Expr> {
    let typed = values.iter().find(|it| !is_literal(it)).map(|it| type_of(it, scope));
    let Some(other) = typed else { return values };
    values.into_iter().map(|it| beside(it, other.as_deref(), false, scope)).collect()
}

/// `'a'::order_status` beside a column is `'a'`.
fn without_literal_cast(expr: Expr) -> Expr {
    match expr.kind {
        ExprKind::Cast { operand, .. } if is_literal(&operand) => *operand,
        kind => Expr::new(kind, expr.span),
    }
}

/// `(name)::text` of a text is the text.
fn without_text_cast(expr: Expr, scope: &Scope<'_>) -> Expr {
    let is_free = match &expr.kind {
        ExprKind::Cast { operand, to: CastType::Native(ty) } => {
            (ty == "text" || ty == "character varying")
                && type_of(operand, scope).is_some_and(|it| is_text(&it))
        }
        _ => false,
    };
    match expr.kind {
        ExprKind::Cast { operand, .. } if is_free => *operand,
        kind => Expr::new(kind, expr.span),
    }
}

/// The name of the type, where it can be seen.
fn type_of(expr: &Expr, scope: &Scope<'_>) -> Option<String> {
    match &expr.kind {
        ExprKind::Reference(name) => {
            let ty = scope.column(name)?;
            let plain = NativeType { arguments: Vec::new(), ..ty.clone() };
            Some(dialect::of(DialectId::Postgres).type_words().canonical_text(&plain))
        }
        ExprKind::Cast { to: CastType::Native(ty), .. } => {
            let ty = dialect::of(DialectId::Postgres).type_words().read(ty)?;
            let plain = NativeType { arguments: Vec::new(), ..ty };
            Some(dialect::of(DialectId::Postgres).type_words().canonical_text(&plain))
        }
        ExprKind::String(_) => Some("text".to_owned()),
        ExprKind::Number(text) if text.bytes().all(|it| it.is_ascii_digit()) => {
            Some("integer".to_owned())
        }
        ExprKind::Number(_) => Some("numeric".to_owned()),
        ExprKind::Unary { op: UnaryOp::Minus, operand } => type_of(operand, scope),
        ExprKind::Extract { .. } => Some("numeric".to_owned()),
        ExprKind::Binary { op: BinaryOp::Concat, .. } => Some("text".to_owned()),
        ExprKind::Binary {
            op:
                BinaryOp::Plus | BinaryOp::Minus | BinaryOp::Times | BinaryOp::Divide | BinaryOp::Modulo,
            left,
            right,
        } => {
            let (left, right) = (type_of(left, scope)?, type_of(right, scope)?);
            let rank = |it: &str| NUMBERS.iter().position(|number| *number == it);
            match (rank(&left), rank(&right)) {
                (Some(a), Some(b)) => Some(NUMBERS[a.max(b)].to_owned()),
                _ => None,
            }
        }
        ExprKind::Call { function, arguments } => match function.as_str() {
            "lower" | "upper" | "trim" | "btrim" | "ltrim" | "rtrim" | "substr" | "substring"
            | "replace" | "left" | "right" | "concat" => Some("text".to_owned()),
            "length" | "octet_length" | "strpos" => Some("integer".to_owned()),
            "coalesce" | "nullif" | "greatest" | "least" | "abs" => {
                type_of(arguments.first()?, scope)
            }
            "power" | "sqrt" => Some("double precision".to_owned()),
            _ => None,
        },
        _ => None,
    }
}

fn is_text(ty: &str) -> bool {
    matches!(
        ty,
        "text" | "citext" | "character varying" | "character" | "\"character\"" | "character(1)"
    )
}

fn is_number(ty: &str) -> bool {
    NUMBERS.contains(&ty)
}

/// A text that is a number, as one.
fn as_number(text: &str) -> Option<Expr> {
    let text = text.trim();
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let is_plain = digits.starts_with(|it: char| it.is_ascii_digit())
        && digits.bytes().all(|it| it.is_ascii_digit() || it == b'.' || it == b'e');
    if !is_plain {
        return None;
    }
    let number = Expr::made(ExprKind::Number(digits.into()));
    Some(match is_negative {
        true => Expr::made(ExprKind::Unary { op: UnaryOp::Minus, operand: Box::new(number) }),
        false => number,
    })
}
