//! The types of fields, as Prisma Migrate makes them.

use super::arguments::{Attribute, Value};
use crate::base::DialectId;

/// The type that the database gives a field of a scalar type without `@db`.
pub(super) fn usual(ty: &str, id: DialectId) -> Option<&'static str> {
    Some(match (ty, id) {
        ("String", DialectId::Mysql | DialectId::Mariadb) => "varchar(191)",
        ("String", _) => "text",
        ("Boolean", _) => "boolean",
        ("Int", DialectId::Mysql | DialectId::Mariadb) => "int",
        ("Int", _) => "integer",
        ("BigInt", _) => "bigint",
        ("Float", DialectId::Postgres) => "double precision",
        ("Float", DialectId::Sqlite) => "real",
        ("Float", _) => "double",
        ("Decimal", DialectId::Sqlite) => "decimal",
        ("Decimal", _) => "decimal(65,30)",
        ("DateTime", DialectId::Postgres) => "timestamp(3)",
        ("DateTime", DialectId::Sqlite) => "datetime",
        ("DateTime", _) => "datetime(3)",
        ("Json", DialectId::Mysql | DialectId::Mariadb) => "json",
        ("Json", _) => "jsonb",
        ("Bytes", DialectId::Postgres) => "bytea",
        ("Bytes", DialectId::Sqlite) => "blob",
        ("Bytes", _) => "longblob",
        _ => return None,
    })
}

/// `@db.VarChar(80)` in the words of the database.
pub(super) fn native(attribute: &Attribute) -> Option<String> {
    let name = attribute.name.strip_prefix("db.")?;
    let (sign, name) = match name.strip_prefix("Unsigned") {
        Some(rest) => (" unsigned", rest),
        None => ("", name),
    };
    let name = match name {
        "DoublePrecision" => "double precision".to_owned(),
        "Integer" => "integer".to_owned(),
        "ByteA" => "bytea".to_owned(),
        "VarBit" => "bit varying".to_owned(),
        other => other.to_lowercase(),
    };
    let number = |it: &Value| match it {
        Value::Number(text) => Some(text.clone()),
        Value::Text(_) | Value::Word(_) | Value::Call(..) | Value::List(_) => None,
    };
    let numbers: Vec<String> =
        attribute.arguments.iter().filter_map(|it| number(&it.value)).collect();
    let arguments =
        if numbers.is_empty() { String::new() } else { format!("({})", numbers.join(",")) };
    Some(format!("{name}{arguments}{sign}"))
}
