//! The crate's dialects, and names as each database folds them.

use sqlparser::ast::{Ident, ObjectName, ObjectNamePart};
use sqlparser::dialect::{Dialect, MySqlDialect, PostgreSqlDialect, SQLiteDialect};

use crate::base::{DialectId, Name};

/// The crate's dialect.
pub(super) fn parser_dialect(id: DialectId) -> &'static dyn Dialect {
    match id {
        DialectId::Postgres => &PostgreSqlDialect {},
        DialectId::Mysql | DialectId::Mariadb => &MySqlDialect {},
        DialectId::Sqlite => &SQLiteDialect {},
    }
}

/// A name as the database keeps it: PostgreSQL folds what stands without quotes and cuts what is too long.
pub(in crate::import) fn folded(ident: &Ident, id: DialectId) -> Name {
    match id {
        DialectId::Postgres => {
            let name = match ident.quote_style {
                Some(_) => ident.value.clone(),
                None => ident.value.to_lowercase(),
            };
            Name::new(cut(&name, 63))
        }
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => Name::new(&ident.value),
    }
}

/// The parts of a qualified name; nothing when it is computed.
pub(in crate::import) fn object_name(name: &ObjectName, id: DialectId) -> Option<Vec<Name>> {
    let part = |it: &ObjectNamePart| match it {
        ObjectNamePart::Identifier(ident) => Some(folded(ident, id)),
        ObjectNamePart::Function(_) => None,
    };
    name.0.iter().map(part).collect()
}

/// The longest start of `name` of at most so many bytes that ends between two characters.
pub(in crate::import) fn cut(name: &str, most: usize) -> &str {
    let mut end = name.len().min(most);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}
