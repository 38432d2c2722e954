//! The types of fields.

use rustc_hash::FxHashMap;

use crate::base::DialectId;
use crate::dialect::Dialect;
use crate::schema::{NativeType, QualifiedName, TypeArgument};

/// Whether Prisma has a type for it.
pub(super) fn is_known(
    ty: &NativeType,
    dialect: &dyn Dialect,
    enums: &FxHashMap<&QualifiedName, String>,
) -> bool {
    !field_type(ty, dialect, enums).0.starts_with("Unsupported")
}

/// The type of a field, and the attribute that says how the database keeps it.
pub(super) fn field_type(
    ty: &NativeType,
    dialect: &dyn Dialect,
    enums: &FxHashMap<&QualifiedName, String>,
) -> (String, String) {
    let qualified = QualifiedName { namespace: ty.namespace.clone(), name: ty.name.clone() };
    if let Some(name) = enums.get(&qualified) {
        return (name.clone(), String::new());
    }
    let numbers: Vec<String> = ty
        .arguments
        .iter()
        .filter_map(|it| match it {
            TypeArgument::Number(number) => Some(number.to_string()),
            TypeArgument::Text(_) | TypeArgument::Word(_) => None,
        })
        .collect();
    let known = match dialect.id() {
        DialectId::Postgres => postgres(&ty.name),
        DialectId::Mysql | DialectId::Mariadb => mysql(&ty.name, &numbers),
        DialectId::Sqlite => sqlite(&ty.name),
    };
    match known {
        Some((scalar, "")) => (scalar.to_owned(), String::new()),
        Some((scalar, native)) if numbers.is_empty() => {
            (scalar.to_owned(), format!(" @db.{native}"))
        }
        Some((scalar, native)) => {
            (scalar.to_owned(), format!(" @db.{native}({})", numbers.join(", ")))
        }
        None => {
            let text =
                dialect.type_words().written_text(&NativeType { n_dimensions: 0, ..ty.clone() });
            (format!("Unsupported({})", super::quoted(&text)), String::new())
        }
    }
}

/// The labels of an enum that MySQL has in the type of a column.
pub(super) fn labels<'a>(ty: &'a NativeType, dialect: &dyn Dialect) -> Option<Vec<&'a str>> {
    let is_mysql = matches!(dialect.id(), DialectId::Mysql | DialectId::Mariadb);
    let label = |it: &'a TypeArgument| match it {
        TypeArgument::Text(text) => Some(text.as_str()),
        TypeArgument::Number(_) | TypeArgument::Word(_) => None,
    };
    let is_enum = is_mysql && ty.name == "enum" && !ty.arguments.is_empty();
    is_enum.then(|| ty.arguments.iter().map(label).collect())?
}

fn postgres(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "boolean" => ("Boolean", ""),
        "smallint" => ("Int", "SmallInt"),
        "integer" => ("Int", ""),
        "bigint" => ("BigInt", ""),
        "numeric" => ("Decimal", "Decimal"),
        "real" => ("Float", "Real"),
        "double precision" => ("Float", ""),
        "character" => ("String", "Char"),
        "character varying" => ("String", "VarChar"),
        "text" => ("String", ""),
        "bytea" => ("Bytes", ""),
        "uuid" => ("String", "Uuid"),
        "date" => ("DateTime", "Date"),
        "time without time zone" => ("DateTime", "Time"),
        "timestamp without time zone" => ("DateTime", "Timestamp"),
        "timestamp with time zone" => ("DateTime", "Timestamptz"),
        "json" => ("Json", "Json"),
        "jsonb" => ("Json", ""),
        "inet" => ("String", "Inet"),
        "xml" => ("String", "Xml"),
        _ => return None,
    })
}

fn mysql(name: &str, numbers: &[String]) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "tinyint" if numbers == ["1"] => ("Boolean", ""),
        "tinyint" => ("Int", "TinyInt"),
        "smallint" => ("Int", "SmallInt"),
        "int" => ("Int", ""),
        "bigint" => ("BigInt", ""),
        "decimal" => ("Decimal", "Decimal"),
        "float" => ("Float", "Float"),
        "double" => ("Float", ""),
        "char" => ("String", "Char"),
        "varchar" => ("String", "VarChar"),
        "text" => ("String", "Text"),
        "mediumtext" => ("String", "MediumText"),
        "longtext" => ("String", "LongText"),
        "blob" => ("Bytes", "Blob"),
        "longblob" => ("Bytes", ""),
        "binary" => ("Bytes", "Binary"),
        "varbinary" => ("Bytes", "VarBinary"),
        "date" => ("DateTime", "Date"),
        "time" => ("DateTime", "Time"),
        "datetime" => ("DateTime", "DateTime"),
        "timestamp" => ("DateTime", "Timestamp"),
        "json" => ("Json", ""),
        _ => return None,
    })
}

/// SQLite keeps what it is given: the name is a hint (SQLite, "Datatypes", 3.1).
fn sqlite(name: &str) -> Option<(&'static str, &'static str)> {
    let name = name.to_ascii_lowercase();
    Some(match name.as_str() {
        "integer" | "int" => ("Int", ""),
        "bigint" => ("Int", ""),
        "boolean" => ("Boolean", ""),
        "real" | "double" => ("Float", ""),
        "decimal" | "numeric" => ("Decimal", ""),
        "date" | "time" | "datetime" | "timestamp" => ("DateTime", ""),
        "json" | "jsonb" => ("Json", ""),
        "blob" => ("Bytes", ""),
        // The rules of affinity: what the name holds decides.
        name if name.contains("int") => ("Int", ""),
        name if ["char", "clob", "text"].iter().any(|it| name.contains(it)) => ("String", ""),
        _ => return None,
    })
}
