//! Columns that come, go and are said anew in MySQL and MariaDB.

use super::super::operation::{ColumnSpec, DefaultKind, GeneratedKind};
use super::{Server, Way};
use crate::base::Name;
use crate::schema::{NativeType, QualifiedName, TypeArgument};

pub(super) fn add(table: &QualifiedName, column: &ColumnSpec, server: &Server<'_>) -> Way {
    if column.if_not_exists && server.around.has_column(table, &column.name) {
        return Way::Instant;
    }
    let is_computed = column.is_default_grouped;
    if column.generated == Some(GeneratedKind::Stored)
        || column.default == Some(DefaultKind::Volatile)
        || server.is_mysql && (column.has_check || is_computed)
    {
        return Way::Copy;
    }
    if column.is_identity {
        return Way::SharedRebuild;
    }
    if server.around.has_index_of(table, "fulltext") {
        return if server.is_mysql { Way::Rebuild } else { Way::SharedRebuild };
    }
    if !server.is_mysql
        && let Some(way) = beside_virtual(table, column, server)
    {
        return way;
    }
    let is_keyed = column.is_unique || column.is_key;
    let is_late = column.is_placed && server.is_before(29);
    if is_keyed || is_late || server.has_no_instant() {
        return Way::Rebuild;
    }
    Way::Instant
}

pub(super) fn drop(table: &QualifiedName, name: &Name, server: &Server<'_>) -> Way {
    let is_virtual = server.around.is_stored(table, name) == Some(false);
    let is_stored = server.around.is_stored(table, name) == Some(true);
    if server.has_no_instant()
        || server.is_before(29) && !is_virtual
        || server.is_mysql && is_stored
    {
        return Way::Rebuild;
    }
    // What is not kept goes at once, indexed or not.
    if is_virtual {
        return Way::Instant;
    }
    let around = server.around;
    let has_words = around.has_index_of(table, "fulltext");
    // An index over several columns goes on with the others, and is made anew with the table.
    let is_wide = around.has_wide_index(table, name);
    if server.is_mysql {
        return if has_words || is_wide { Way::Rebuild } else { Way::Instant };
    }
    let is_shared = has_words || indexes_virtual(table, server);
    if !is_shared && !is_wide {
        return Way::Instant;
    }
    // It makes tables anew without moving a column that is not kept, and copies them otherwise.
    match (around.virtual_columns(table, Some(name)).is_empty(), is_shared) {
        (false, _) => Way::Copy,
        (true, true) => Way::SharedRebuild,
        (true, false) => Way::Rebuild,
    }
}

/// Whether an index has a column that is not kept: MariaDB keeps writers out while it makes such a table anew.
fn indexes_virtual(table: &QualifiedName, server: &Server<'_>) -> bool {
    let columns = server.around.virtual_columns(table, None);
    columns.iter().any(|it| server.around.is_indexed(table, it))
}

/// What a column that comes costs MariaDB beside others that are not kept: it moves none of these.
fn beside_virtual(table: &QualifiedName, column: &ColumnSpec, server: &Server<'_>) -> Option<Way> {
    if column.is_placed && is_in_front(table, column.after.as_ref(), server) {
        return Some(Way::Copy);
    }
    let is_kept = column.generated.is_none_or(|it| it == GeneratedKind::Stored);
    (is_kept && indexes_virtual(table, server)).then_some(Way::SharedRebuild)
}

/// Whether a column that is not kept stands behind a place.
fn is_in_front(table: &QualifiedName, after: Option<&Name>, server: &Server<'_>) -> bool {
    !server.around.virtual_columns(table, after).is_empty()
}

/// What saying a column anew costs: that depends on what it was.
pub(super) fn modify(
    table: &QualifiedName,
    from: &Name,
    column: &ColumnSpec,
    is_placed: bool,
    server: &Server<'_>,
) -> Way {
    let around = server.around;
    if column.generated.is_some() || around.is_stored(table, from).is_some() {
        return modify_computed(table, from, column, server);
    }
    let (Some(before), Some(after)) = (around.column_type(table, from), &column.ty) else {
        return Way::Copy;
    };
    let n_bytes = around.bytes_of_character(table, from);
    if before != *after && !keeps_rows(&before, after, n_bytes) {
        return Way::Copy;
    }
    if let Some(way) = recoded(table, from, column, server) {
        return way;
    }
    let is_mandatory = column.is_not_null || column.is_key;
    let is_other = around.is_not_null(table, from).is_some_and(|it| it != is_mandatory);
    if server.is_mysql {
        return if is_other || is_placed { Way::Rebuild } else { Way::Instant };
    }
    let moves = |place: Option<&Name>| is_placed && is_in_front(table, place, server);
    if moves(Some(from)) || moves(column.after.as_ref()) {
        return Way::Copy;
    }
    match (is_other || is_placed) && indexes_virtual(table, server) {
        // It looks at every row for null, which it does not beside such an index.
        true if is_other && is_mandatory => Way::Copy,
        true => Way::SharedRebuild,
        false if is_other => Way::Rebuild,
        false => Way::Instant,
    }
}

/// What saying a computed column anew costs: nothing where nothing of it is kept.
fn modify_computed(
    table: &QualifiedName,
    from: &Name,
    column: &ColumnSpec,
    server: &Server<'_>,
) -> Way {
    let around = server.around;
    let is_virtual = column.generated == Some(GeneratedKind::Virtual)
        || column.generated == Some(GeneratedKind::Unsaid);
    let was_virtual = around.is_stored(table, from) == Some(false);
    // What an index of MariaDB keeps of it is computed anew, and so is all of another type.
    let is_kept = !server.is_mysql && around.is_indexed(table, from);
    let n_bytes = around.bytes_of_character(table, from);
    let types = around.column_type(table, from).zip(column.ty.clone());
    let is_other = types.is_some_and(|(a, b)| a != b && !keeps_rows(&a, &b, n_bytes));
    let is_free = is_virtual && was_virtual && !is_kept && !is_other;
    if is_free { Way::Instant } else { Way::Copy }
}

/// What another character set costs, where one is said.
fn recoded(
    table: &QualifiedName,
    from: &Name,
    column: &ColumnSpec,
    server: &Server<'_>,
) -> Option<Way> {
    let after = column.charset.as_deref()?.to_lowercase();
    let n_before = server.around.bytes_of_character(table, from);
    let n_after = match after.as_str() {
        "utf8mb4" => 4,
        "utf8" | "utf8mb3" => 3,
        _ => 1,
    };
    match (n_before, n_after) {
        (before, after) if before == after => None,
        // Three bytes are the first three of four.
        (3, 4) if !server.is_mysql => None,
        _ => Some(Way::Copy),
    }
}

/// Whether rows stay as they are: a longer text whose length takes as many bytes as before, more values at the end.
fn keeps_rows(before: &NativeType, after: &NativeType, n_bytes: i64) -> bool {
    if before.name != after.name {
        return false;
    }
    let number = |ty: &NativeType| match ty.arguments.first() {
        Some(TypeArgument::Number(it)) => Some(*it),
        Some(TypeArgument::Text(_) | TypeArgument::Word(_)) | None => None,
    };
    match after.name.as_str() {
        // What stands in parentheses is how many digits are shown.
        it if it.contains("int") => true,
        "varchar" | "varbinary" => {
            let n_bytes = if after.name == "varchar" { n_bytes } else { 1 };
            let is_long = |it: i64| it * n_bytes > 255;
            match (number(before), number(after)) {
                (Some(from), Some(to)) => to >= from && is_long(from) == is_long(to),
                _ => false,
            }
        }
        "enum" | "set" => {
            let is_kept = after.arguments.starts_with(&before.arguments);
            let step = if after.name == "enum" { bytes_of_enum } else { bytes_of_set };
            is_kept && step(before.arguments.len()) == step(after.arguments.len())
        }
        _ => false,
    }
}

fn bytes_of_enum(n_values: usize) -> usize {
    if n_values > 255 { 2 } else { 1 }
}

/// A set takes a bit for each value: 1, 2, 3, 4 or 8 bytes.
fn bytes_of_set(n_values: usize) -> usize {
    match n_values.div_ceil(8) {
        n if n > 4 => 8,
        n => n,
    }
}
