//! Columns as attributes.

use std::fmt::Write as _;

use super::expressions::{Expressions, quoted, sql, string};
use super::names::Names;
use super::serials::Serial;
use crate::base::{DialectId, Name, ScalarType, Storage, snake_case};
use crate::dialect::{self, Options};
use crate::schema::{Column, IdentityKind, NativeType, QualifiedName, Settings};

/// The scalar that the dialect holds as this type, and no check beside it.
pub(super) fn scalar(ty: &NativeType, id: DialectId, is_identity: bool) -> Option<ScalarType> {
    let dialect = dialect::of(id);
    let options = Options::of(dialect);
    let value = Name::new_static("value");
    let is_held = |scalar: &ScalarType| {
        let held = match is_identity.then(|| dialect.identity_type(*scalar)).flatten() {
            Some(held) => held,
            None => dialect.scalar_type(*scalar, &options),
        };
        held == *ty && dialect.type_check(*scalar, &value, &options).is_none()
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
    if let Some(first) = number(0).filter(|it| *it > 0) {
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

/// What attributes are written with.
pub(super) struct Words<'a> {
    pub(super) id: DialectId,
    pub(super) names: &'a Names,
    /// The type that the column shares with others.
    pub(super) ty: Option<&'a str>,
    /// How the column counts by a sequence of its own.
    pub(super) serial: Option<&'a Serial<'a>>,
    pub(super) expressions: &'a Expressions<'a>,
}

/// What an attribute says beside its column.
#[derive(Debug, Default)]
pub(super) struct Extras {
    /// Whether it belongs to the primary key, and so may not be missing.
    pub(super) is_key: bool,
    /// ` key`, ` unique`
    pub(super) flags: String,
    /// ` references Customer(id) on delete set null`
    pub(super) references: String,
    /// ` @constraint("…")`
    pub(super) annotations: String,
}

/// The type in the language's words.
fn type_text(column: &Column<NativeType>, words: &Words<'_>) -> String {
    if let Some(name) = words.ty {
        return quoted(name);
    }
    let counts = column.identity.is_some() || words.serial.is_some();
    if let Some(scalar) = scalar(&column.ty, words.id, counts) {
        return scalar.to_string();
    }
    if column.identity.is_some() {
        // Only a number of the language counts up; its type in this database is a setting.
        return "bigint".to_owned();
    }
    if column.ty.name.is_empty() {
        // A column of SQLite without a type takes anything.
        return "text".to_owned();
    }
    if let Some(name) = enum_of(&column.ty, words.names) {
        return name;
    }
    native_type(&column.ty, words.id)
}

fn native_type(ty: &NativeType, id: DialectId) -> String {
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
    extras: &Extras,
    words: &Words<'_>,
) -> String {
    let mut res = format!("{} {}", quoted(name), type_text(column, words));
    if column.is_nullable && !extras.is_key {
        res.push('?');
    }
    res.push_str(&extras.flags);
    if column.identity.is_some() || words.serial.is_some() {
        res.push_str(" identity");
    } else if let Some(default) = &column.default {
        let scalar = scalar(&column.ty, words.id, false);
        let default = words.expressions.default(default, &column.name, scalar);
        let _ = write!(res, " = {default}");
    }
    if let Some(generated) = &column.generated {
        let _ = write!(res, " := {}", sql(&generated.expr, words.id));
        res.push_str(match generated.storage {
            Some(Storage::Stored) => " stored",
            Some(Storage::Virtual) => " virtual",
            None => "",
        });
    }
    res.push_str(&extras.references);
    if snake_case(name) != column.name {
        let _ = write!(res, " @column({})", string(&column.name));
    }
    res.push_str(&extras.annotations);
    let mut settings = settings(column, words);
    if column.is_nullable && extras.is_key {
        settings.set("nullable", "true");
    }
    res.push_str(&annotation(&settings, words.id));
    res
}

/// What only this database has of a column.
fn settings(column: &Column<NativeType>, words: &Words<'_>) -> Settings {
    let mut res = column.settings.clone();
    if column.identity.is_some() && scalar(&column.ty, words.id, true).is_none() {
        res.set("type", dialect::of(words.id).type_words().canonical_text(&column.ty));
    }
    if column.ty.name.is_empty() {
        res.set("type", "");
    }
    if let Some(collation) = &column.collation {
        res.set("collation", collation.as_str());
    }
    if let Some(identity) = &column.identity {
        if identity.kind == IdentityKind::Always {
            res.set("identity", "always");
        }
        identity.settings.iter().for_each(|(name, value)| res.set(name.clone(), value));
    }
    if let Some(serial) = words.serial {
        serial.settings.iter().for_each(|(name, value)| res.set(name.clone(), value));
    }
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
