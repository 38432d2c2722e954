//! What PostgreSQL adds to expressions: casts that it makes by itself and prints as if someone had written them.
//!
//! A cast is taken away where the expression means the same without it: of a literal beside something that has a
//! type, of a column where the operator would cast it anyway, of a text that becomes text.

use super::expression::is_literal;
use super::{Scope, Use, literals};
use crate::base::{BinaryOp, CastType, DialectId, ExprKind, Name, NaryOp, UnaryOp};
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

/// Functions that make floats of whole numbers.
const OF_FLOATS: [&str; 20] = [
    "acos", "asin", "atan", "atan2", "cbrt", "ceil", "cos", "degrees", "exp", "floor", "ln", "log",
    "point", "power", "radians", "round", "sin", "sqrt", "tan", "trunc",
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
            let joined = match op {
                BinaryOp::Equal => Some(NaryOp::And),
                BinaryOp::NotEqual => Some(NaryOp::Or),
                _ => None,
            };
            if let Some(joined) = joined
                && let Some(pairs) = pairs(op, &left, &right)
            {
                return Expr::joined(joined, pairs);
            }
            let right = if matches!(op, BinaryOp::Like | BinaryOp::NotLike) {
                pattern(right)
            } else {
                right
            };
            ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) }
        }
        ExprKind::Operator { operator, operands } => {
            let operands = any_of_literal(operands, scope);
            let operands: Vec<Expr> =
                operands.into_iter().map(|it| without_text_cast(it, scope)).collect();
            let operands = operator_operands(&operator, operands, scope);
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

/// `row(a, b) = row(c, d)` compares one by one.
fn pairs(op: BinaryOp, left: &Expr, right: &Expr) -> Option<Vec<Expr>> {
    fn items(it: &Expr) -> Option<&[Expr]> {
        match &it.kind {
            ExprKind::Call { function, arguments } if function == "row" => Some(arguments),
            _ => None,
        }
    }
    let (left, right) = (items(left)?, items(right)?);
    let pair = |(a, b): (&Expr, &Expr)| Expr::binary(op, a.clone(), b.clone());
    (left.len() == right.len()).then(|| left.iter().zip(right).map(pair).collect())
}

/// `like_escape('a!%', '!')` is the pattern with backslashes.
fn pattern(expr: Expr) -> Expr {
    if let ExprKind::Call { function, arguments } = &expr.kind
        && function == "like_escape"
        && let [
            Expr { kind: ExprKind::String(text), .. },
            Expr { kind: ExprKind::String(mark), .. },
        ] = arguments.as_slice()
        && let Some(text) = crate::import::sql::unescaped(text, mark)
    {
        return Expr::string(text);
    }
    expr
}

/// `a = any('{x}')`: the list is one of what stands before it.
fn any_of_literal(mut operands: Vec<Expr>, scope: &Scope<'_>) -> Vec<Expr> {
    let item = operands.first().and_then(|it| type_of(it, scope));
    if let (Some(item), [_, Expr { kind: ExprKind::Call { function, arguments }, .. }]) =
        (item, operands.as_mut_slice())
        && (function == "any" || function == "all")
        && let [list] = arguments.as_mut_slice()
    {
        let ty = format!("{item}[]");
        let own = match &list.kind {
            ExprKind::Cast { operand, to: CastType::Native(to) } if is_same_type(to, &ty) => {
                &operand.kind
            }
            kind => kind,
        };
        if let ExprKind::String(text) = own {
            *list = Expr::string(literals::spelled(text, &ty));
        }
    }
    operands
}

/// The operands of an operator of one's own: a literal takes the type of the other side.
fn operator_operands(operator: &str, operands: Vec<Expr>, scope: &Scope<'_>) -> Vec<Expr> {
    let [left, right] = operands.as_slice() else { return operands };
    let (of_left, of_right) = (type_of(left, scope), type_of(right, scope));
    let bare = |it: &Expr, other: Option<&String>| match &it.kind {
        ExprKind::Cast { operand, to: CastType::Native(ty) } => {
            let is_text = matches!(operand.kind, ExprKind::String(_));
            let is_path = operator.starts_with('#') && ty == "text[]"
                || operator.starts_with('@') && ty == "jsonpath";
            // Powers are counted in these.
            let is_power = operator == "^" && (ty == "double precision" || ty == "numeric");
            let is_like_other = other.is_some_and(|other| is_same_type(other, ty));
            let is_free = is_text && (is_like_other || is_path)
                || is_power && type_of(operand, scope).is_some_and(|it| is_number(&it));
            if is_free { (**operand).clone() } else { it.clone() }
        }
        ExprKind::String(text) if operator == "@?" || operator == "@@" => {
            Expr::string(literals::spelled(text, "jsonpath"))
        }
        ExprKind::String(text) => {
            other.map_or_else(|| it.clone(), |ty| Expr::string(literals::spelled(text, ty)))
        }
        _ => it.clone(),
    };
    vec![bare(left, of_right.as_ref()), bare(right, of_left.as_ref())]
}

/// Whether two types are one: the server prints some in quotes.
fn is_same_type(a: &str, b: &str) -> bool {
    a.trim_matches('"') == b.trim_matches('"')
}

/// Whether a type is written like this. A text without a length is cast to in other ways.
fn is_written(ty: &NativeType, text: &str) -> bool {
    !is_text(text) && dialect::of(DialectId::Postgres).type_words().canonical_text(ty) == text
}

/// The value of a default or derived column is cast to the type of the column by itself.
pub(super) fn root(expr: Expr, used: Use<'_>) -> Expr {
    let Use::Assigned(target) = used else { return expr };
    match expr.kind {
        ExprKind::Cast { operand, to: CastType::Native(ty) } => {
            let is_same =
                dialect::of(DialectId::Postgres).type_words().read(&ty).is_some_and(|it| {
                    it.name == target.name
                        && it.n_dimensions == target.n_dimensions
                        && (it.arguments.is_empty()
                            || it.arguments == target.arguments
                            || ty == "\"bit\"")
                });
            let is_text = target.n_dimensions == 0 && is_text(&ty) && is_text(&target.name);
            let is_interval = target.name == "interval" && ty.starts_with("interval ");
            if is_literal(&operand)
                && !is_late(&operand)
                && (is_same || is_interval || is_text || is_number(&target.name) && is_number(&ty))
            {
                return root(*operand, used);
            }
            Expr::made(ExprKind::Cast { operand, to: CastType::Native(ty) })
        }
        kind => number_of(Expr::made(kind), target),
    }
}

/// A literal as a value of this type.
fn literal(text: &str, ty: &str) -> Expr {
    let truth = literals::truth(text).filter(|_| ty == "boolean");
    truth
        .map(|it| Expr::made(ExprKind::Bool(it)))
        .or_else(|| literals::number_expr(text, ty))
        .unwrap_or_else(|| Expr::string(literals::spelled(text, ty)))
}

/// Words that a literal of a day or moment is read from when it is written down.
fn is_clock(text: &str) -> bool {
    ["now", "today", "tomorrow", "yesterday"].iter().any(|it| text.trim().eq_ignore_ascii_case(it))
}

/// `'now'::text` is read anew each time that it becomes a moment.
fn is_late(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Cast { operand, .. }
        if matches!(&operand.kind, ExprKind::String(text) if is_clock(text)))
}

/// `'-1'` for a number is -1; a float is its value, however many digits it is written with.
fn number_of(expr: Expr, target: &NativeType) -> Expr {
    let words = dialect::of(DialectId::Postgres).type_words();
    let ty = words.canonical_text(target);
    let is_float = ["real", "double precision"].contains(&ty.as_str());
    match &expr.kind {
        // Its digits may be asked for.
        ExprKind::String(text) if target.name == "numeric" && target.n_dimensions == 0 => {
            literal(text, "numeric")
        }
        ExprKind::String(text) => literal(text, &ty),
        ExprKind::Number(text) if is_float => literals::number_expr(text, &ty).unwrap_or(expr),
        ExprKind::Number(text) if ty == "boolean" => {
            Expr::made(ExprKind::Bool(text.bytes().any(|it| (b'1'..=b'9').contains(&it))))
        }
        ExprKind::Unary { op: UnaryOp::Minus, operand } if is_float => {
            let operand = Box::new(number_of((**operand).clone(), target));
            Expr::made(ExprKind::Unary { op: UnaryOp::Minus, operand })
        }
        _ => expr,
    }
}

fn cast(operand: Expr, ty: &str) -> Expr {
    let ty = ty.strip_prefix("public.").unwrap_or(ty);
    let literal = match &operand.kind {
        ExprKind::String(text) if is_number(ty) => literals::number_expr(text, ty),
        ExprKind::String(text)
            if is_text(ty) && !is_clock(text)
                || matches!(ty, "regclass" | "regconfig" | "\"char\"") =>
        {
            return operand;
        }
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
    let operand = match &operand.kind {
        ExprKind::String(text) => Expr::string(literals::spelled(text, ty)),
        _ => operand,
    };
    if is_own(&operand) {
        return operand;
    }
    let is_own_array = match &operand.kind {
        ExprKind::Array(items) => !items.is_empty() && items.iter().all(|it| is_item_of(it, ty)),
        _ => false,
    };
    if is_own_array {
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

/// Whether an array of such items is of this type by itself.
fn is_item_of(item: &Expr, ty: &str) -> bool {
    match &item.kind {
        ExprKind::Number(text) => {
            ty == "integer[]" && text.bytes().all(|it| it.is_ascii_digit()) && text.len() < 10
        }
        ExprKind::String(_) => ty == "text[]",
        _ => false,
    }
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
            if let (ExprKind::String(text), Some(ty)) = (&right.kind, &other) {
                // What is added to a moment is a length of time.
                let is_length = op == BinaryOp::Plus && ty.starts_with("timestamp");
                if is_length {
                    right = cast(right, "interval");
                } else if !is_sum {
                    right = literal(text, ty);
                }
            }
        }
        std::mem::swap(&mut left, &mut right);
    }
    (left, right)
}

/// An operand beside another of this type. Beside a moment a length of time keeps its cast.
fn beside(expr: Expr, other: Option<&str>, is_sum: bool, scope: &Scope<'_>) -> Expr {
    let ExprKind::Cast { operand, to: CastType::Native(ty) } = &expr.kind else { return expr };
    let is_cast_again = matches!(operand.kind, ExprKind::Cast { .. });
    if is_literal(operand) && !is_cast_again {
        let is_string = matches!(operand.kind, ExprKind::String(_));
        let is_free = match is_string {
            true => !is_sum && other.is_none_or(|it| is_same_type(it, ty) || is_text(it)),
            false => is_number(ty) && other.is_none_or(is_number),
        };
        return if is_free { (**operand).clone() } else { expr };
    }
    let inner = type_of(operand, scope);
    let rank = |it: &str| NUMBERS.iter().position(|number| *number == it);
    match (inner.as_deref().and_then(rank), rank(ty)) {
        (Some(from), Some(to)) if from < to && other == Some(ty.as_str()) => {
            beside((**operand).clone(), other, is_sum, scope)
        }
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
    let is_of_floats = OF_FLOATS.contains(&function.as_str());
    let arguments: Vec<Expr> = arguments
        .into_iter()
        .map(|it| without_text_cast(it, scope))
        .map(|it| if is_of_floats { without_float_cast(it, scope) } else { it })
        .collect();
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

/// `cast(1 as double precision)` of a whole number is the number.
fn without_float_cast(expr: Expr, scope: &Scope<'_>) -> Expr {
    let is_free = match &expr.kind {
        ExprKind::Cast { operand, to: CastType::Native(ty) } => {
            let whole = type_of(operand, scope).filter(|it| NUMBERS[..3].contains(&it.as_str()));
            ty == "double precision" && whole.is_some()
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
            "now"
            | "current_timestamp"
            | "clock_timestamp"
            | "statement_timestamp"
            | "transaction_timestamp" => Some("timestamp with time zone".to_owned()),
            "localtimestamp" => Some("timestamp without time zone".to_owned()),
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
