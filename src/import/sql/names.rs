//! Names that databases give to what a script leaves unnamed.

use super::words::cut;
use crate::base::{DialectId, Name};
use crate::schema::{NativeType, Table};

/// `table_columns_suffix`, cut as PostgreSQL cuts it.
pub(super) fn made(table: &str, columns: &str, suffix: &str) -> Name {
    crate::dialect::object_name(table, columns, suffix)
}

/// The first of `name`, `name1`, `name2`, … that is free.
pub(super) fn free(name: &Name, is_taken: impl Fn(&str) -> bool) -> Name {
    let mut res = name.clone();
    let mut n = 0;
    while is_taken(&res) {
        n += 1;
        let stem = cut(name, 63 - n.to_string().len());
        res = Name::new(format!("{stem}{n}"));
    }
    res
}

/// The name of a key, unique constraint or index of MySQL: its first column, or that and a number.
pub(super) fn first_column(column: &str, table: &Table<NativeType>) -> Name {
    let is_taken = |name: &str| {
        table.uniques.iter().any(|it| it.name.eq_ignore_ascii_case(name))
            || table.indexes.iter().any(|it| it.name.eq_ignore_ascii_case(name))
            || name.eq_ignore_ascii_case("primary")
    };
    let mut res = Name::new(column);
    let mut n = 2;
    while is_taken(&res) {
        res = Name::new(format!("{column}_{n}"));
        n += 1;
    }
    res
}

/// Whether a table has a constraint of this name.
pub(super) fn has_constraint(table: &Table<NativeType>, name: &str) -> bool {
    table.primary_key.iter().any(|it| it.name == name)
        || table.uniques.iter().any(|it| it.name == name)
        || table.foreign_keys.iter().any(|it| it.name == name)
        || table.checks.iter().any(|it| it.name == name)
        || table.exclusions.iter().any(|it| it.name == name)
}

/// `orders_ibfk_1`: one more than the greatest number so far. MySQL counts checks of a table likewise.
pub(super) fn numbered(table: &Table<NativeType>, id: DialectId, is_check: bool) -> Name {
    let stem = match (id, is_check) {
        (DialectId::Mysql, true) => format!("{}_chk_", table.name.name),
        (_, true) => "CONSTRAINT_".to_owned(),
        (_, false) => format!("{}_ibfk_", table.name.name),
    };
    let names = table.foreign_keys.iter().map(|it| &it.name);
    let names = names.chain(table.checks.iter().map(|it| &it.name));
    let numbers = names.filter_map(|it| it.strip_prefix(&stem)?.parse::<u32>().ok());
    let last = numbers.max().unwrap_or(0);
    Name::new(format!("{stem}{}", last + 1))
}
