//! Columns that count by a sequence of their own, which is what `serial` makes.

use crate::base::{ExprKind, Name};
use crate::schema::{Expr, NativeType, QualifiedName, Sequence, Settings};

/// The name that the server makes of a table, its columns and a suffix, cut as it cuts (`makeObjectName`): the longer
/// of table and columns loses characters first.
pub fn object_name(table: &str, columns: &str, suffix: &str) -> Name {
    const MOST: usize = 63;
    let overhead = suffix.len() + 1 + usize::from(!columns.is_empty());
    let room = MOST.saturating_sub(overhead);
    let (mut first, mut second) = (table.len(), columns.len());
    while first + second > room {
        if first > second { first -= 1 } else { second -= 1 }
    }
    let (table, columns) = (start(table, first), start(columns, second));
    Name::new(match columns {
        "" => format!("{table}_{suffix}"),
        columns => format!("{table}_{columns}_{suffix}"),
    })
}

/// The longest start of at most so many bytes that ends between two characters.
fn start(name: &str, most: usize) -> &str {
    let mut end = name.len().min(most);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

/// The sequence of a column whose settings ask for one, and the default that counts; takes these settings away.
pub(in crate::dialect) fn sequence(
    table: &QualifiedName,
    column: &Name,
    ty: &NativeType,
    settings: &mut Settings,
) -> Option<(Sequence, Expr)> {
    let has_own_type = match settings.get("identity") {
        Some("serial") => true,
        Some("sequence") => false,
        Some(_) | None => return None,
    };
    settings.remove("identity");
    let mut kept = Settings::new();
    if has_own_type && ty.name != "bigint" {
        kept.set("type", ty.name.as_str());
    }
    for name in ["start", "increment", "minvalue", "maxvalue", "cache", "cycle"] {
        if let Some(value) = settings.remove(name) {
            kept.set(name, value);
        }
    }
    let given = settings.remove("sequence").map(Name::new);
    let name = QualifiedName {
        namespace: table.namespace.clone(),
        name: given.unwrap_or_else(|| object_name(&table.name, column, "seq")),
    };
    let mut sql = super::super::emit::Sql::new(&super::Postgres);
    sql.qualified(&name);
    let arguments = vec![Expr::string(sql.into_string())];
    let default = Expr::made(ExprKind::Call { function: Name::new_static("nextval"), arguments });
    let is_owned = settings.remove("owned").as_deref() != Some("false");
    let owned_by = is_owned.then(|| (table.clone(), column.clone()));
    Some((Sequence { name, owned_by, settings: kept, comment: None }, default))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_as_the_server_does() {
        assert_eq!(object_name("au", "j", "key"), "au_j_key");
        let long = "t".repeat(60);
        let name = object_name(&long, "column_of_some_length", "fkey");
        assert_eq!(name.len(), 63);
        assert!(name.ends_with("_column_of_some_length_fkey"));
    }
}
