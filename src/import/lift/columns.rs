//! Columns as attributes.

use super::expressions::{Expressions, quoted, sql, string};
use super::names::Names;
use super::write::Context;
use crate::base::{DialectId, Name, ScalarType, Storage, snake_case};
use crate::dialect::{self, Options};
use crate::schema::{Column, IdentityKind, NativeType, QualifiedName, Settings};

/// The scalar that the dialect holds as this type, and no check beside it.
pub(super) fn scalar(ty: &NativeType, id: DialectId, is_identity: bool) -> Option<ScalarType> {
    let dialect = dialect::of(id);
    let options = Options::of(dialect);
    let value = || crate::schema::Expr::reference(Name::new_static("value"));
    let is_held = |scalar: &ScalarType| {
        let held = match is_identity.then(|| dialect.identity_type(*scalar)).flatten() {
            Some(held) => held,
            None => dialect.scalar_type(*scalar, &options),
        };
        held == *ty && dialect.type_check(*scalar, value(), &options).is_none()
    };
    candidates(ty).into_iter().find(is_held)
}

fn candidates(ty: &NativeType) -> Vec<ScalarType> {
    use crate::schema::TypeArgument::Number;
    let number = |idx: usize| match ty.arguments.get(idx) {
        Some(Number(number)) => u32::try_from(*number).ok(),
        _ => None,
    };
    let mut res = vec![
        ScalarType::Int,
        ScalarType::BigInt,
        ScalarType::SmallInt,
        ScalarType::Bool,
        ScalarType::Text,
        ScalarType::Uuid,
        ScalarType::Date,
        ScalarType::Time,
        ScalarType::Timestamp,
        ScalarType::TimestampTz,
        ScalarType::Interval,
        ScalarType::Json,
        ScalarType::Real,
        ScalarType::Double,
        ScalarType::Bytes(None),
    ];
    if let Some(first) = number(0) {
        res.insert(0, ScalarType::Varchar(first));
        res.insert(1, ScalarType::Char(first));
        if let (Ok(precision), Ok(scale)) =
            (first.try_into(), number(1).unwrap_or_default().try_into())
        {
            res.insert(0, ScalarType::Decimal { precision, scale });
        }
    }
    res
}

/// The type in the language's words.
pub(super) fn type_text(column: &Column<NativeType>, cx: &Context<'_>) -> String {
    if let Some(scalar) = scalar(&column.ty, cx.id, column.identity.is_some()) {
        return scalar.to_string();
    }
    if column.identity.is_some() {
        // Only a number of the language counts up; its type in this database is a setting.
        return "bigint".to_owned();
    }
    if let Some(name) = enum_of(&column.ty, cx.names) {
        return name;
    }
    native_type(&column.ty, cx.id)
}

pub(super) fn native_type(ty: &NativeType, id: DialectId) -> String {
    format!("sql({})", string(&dialect::of(id).type_words().canonical_text(ty)))
}

fn enum_of(ty: &NativeType, names: &Names) -> Option<String> {
    if !ty.arguments.is_empty() {
        return None;
    }
    let name = QualifiedName { namespace: ty.namespace.clone(), name: ty.name.clone() };
    let path = names.enumeration(&name)?;
    let schema = ty.namespace.as_ref().map(|it| format!("{}.", quoted(it))).unwrap_or_default();
    Some(format!("{schema}{path}{}", "[]".repeat(usize::from(ty.n_dimensions))))
}

/// `name type? modifiers annotations`
pub(super) fn attribute(
    column: &Column<NativeType>,
    name: &Name,
    is_key: bool,
    expressions: &Expressions<'_>,
    cx: &Context<'_>,
) -> String {
    let mut res = format!("{} {}", quoted(name), type_text(column, cx));
    if column.is_nullable {
        res.push('?');
    }
    if is_key {
        res.push_str(" key");
    }
    if column.identity.is_some() {
        res.push_str(" identity");
    }
    if let Some(default) = &column.default {
        let scalar = scalar(&column.ty, cx.id, false);
        res.push_str(&format!(" = {}", expressions.default(default, scalar)));
    }
    if let Some(generated) = &column.generated {
        res.push_str(&format!(" := {}", sql(&generated.expr, cx.id)));
        res.push_str(match generated.storage {
            Some(Storage::Stored) => " stored",
            Some(Storage::Virtual) => " virtual",
            None => "",
        });
    }
    if snake_case(name) != column.name {
        res.push_str(&format!(" @column({})", string(&column.name)));
    }
    let mut settings = column.settings.clone();
    if column.identity.is_some() && scalar(&column.ty, cx.id, true).is_none() {
        settings.set("type", dialect::of(cx.id).type_words().canonical_text(&column.ty));
    }
    if let Some(collation) = &column.collation {
        settings.set("collation", collation.as_str());
    }
    if let Some(identity) = &column.identity {
        if identity.kind == IdentityKind::Always {
            settings.set("identity", "always");
        }
        identity.settings.iter().for_each(|(name, value)| settings.set(name.clone(), value));
    }
    res.push_str(&annotation(&settings, cx.id));
    res
}

/// ` @postgres(fillfactor: 70)`
pub(super) fn annotation(settings: &Settings, id: DialectId) -> String {
    if settings.is_empty() {
        return String::new();
    }
    let argument = |(name, value): (&Name, &str)| {
        let is_number = value.parse::<i64>().is_ok();
        let is_bare = is_number || value == "true" || value == "false";
        let value = if is_bare { value.to_owned() } else { string(value) };
        format!("{}: {value}", quoted(name))
    };
    let arguments: Vec<String> = settings.iter().map(argument).collect();
    format!(" @{id}({})", arguments.join(", "))
}
