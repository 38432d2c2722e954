//! How much of a column counts in a key of MySQL, as its catalog tells it.

use crate::base::{DialectId, Name};
use crate::dialect::{self, Width};
use crate::schema::{Column, Index, NativeType, Table, TypeArgument};

/// A prefix that is the whole column is none, and what an index that is not unique cannot hold is cut away.
pub(super) fn settle(table: &mut Table<NativeType>, engine: &str, id: DialectId) {
    let parts = Parts::of(table, engine, id);
    if let Some(key) = &mut table.primary_key
        && let Some(lengths) = key.settings.remove("lengths")
    {
        let own = lengths.split(", ").map(|it| it.parse().unwrap_or(0));
        let own = key.columns.iter().zip(own);
        let kept: Vec<u32> =
            own.map(|(column, length)| parts.kept(column, Some(length)).unwrap_or(0)).collect();
        if kept.iter().any(|it| *it > 0) {
            let kept: Vec<String> = kept.iter().map(u32::to_string).collect();
            key.settings.set("lengths", kept.join(", "));
        }
    }
    table.indexes.iter_mut().for_each(|it| parts.settle_index(it));
}

/// The columns of a table, as parts of keys.
struct Parts {
    columns: Vec<Part>,
    /// So many bytes one part of a key takes at most.
    most: u32,
}

struct Part {
    name: Name,
    /// How many characters it holds, where its type says.
    length: Option<u32>,
    /// How many bytes one of them takes.
    character: u32,
}

impl Parts {
    fn of(table: &Table<NativeType>, engine: &str, id: DialectId) -> Parts {
        let charset_of = |it: &'_ str| dialect::charset_of(it).to_owned();
        let settings = &table.settings;
        let usual = settings.get("charset").map(str::to_owned);
        let usual = usual.or_else(|| settings.get("collation").map(charset_of));
        let part = |column: &Column<NativeType>| {
            let own = column.settings.get("charset").map(str::to_owned);
            let own = own.or_else(|| column.collation.as_deref().map(charset_of));
            let charset = own.as_deref().or(usual.as_deref());
            let character = match dialect::of(id).width(&column.ty, charset) {
                Width::Text { character, .. } => u32::try_from(character).unwrap_or(1),
                Width::Fixed(_) | Width::None => 1,
            };
            let is_sized = ["char", "varchar", "binary", "varbinary"].contains(&&*column.ty.name);
            let length = match column.ty.arguments.first().filter(|_| is_sized) {
                Some(TypeArgument::Number(n)) => u32::try_from(*n).ok(),
                Some(TypeArgument::Text(_) | TypeArgument::Word(_)) | None => None,
            };
            Part { name: column.name.clone(), length, character }
        };
        let columns = table.columns.iter().map(part).collect();
        Parts { columns, most: most_bytes(engine) }
    }

    /// The prefix of a column that says something.
    fn kept(&self, column: &str, prefix: Option<u32>) -> Option<u32> {
        let part = self.columns.iter().find(|it| it.name == column)?;
        prefix.filter(|it| *it > 0 && part.length.is_none_or(|length| *it < length))
    }

    fn settle_index(&self, index: &mut Index) {
        let is_whole = matches!(index.method.as_deref(), Some("fulltext" | "spatial"));
        for item in &mut index.items {
            let Some(column) = item.as_column().cloned() else { continue };
            item.prefix_length = self.kept(&column, item.prefix_length);
            let part = self.columns.iter().find(|it| it.name == column);
            let Some(part) = part.filter(|_| !index.is_unique && !is_whole) else { continue };
            let most = self.most / part.character;
            if item.prefix_length.or(part.length).is_some_and(|it| it > most) {
                item.prefix_length = Some(most);
            }
        }
    }
}

/// How many bytes one part of a key takes at most (manuals of the engines, "Limits").
fn most_bytes(engine: &str) -> u32 {
    match engine {
        "myisam" => 1000,
        "aria" => 2300,
        _ => 3072,
    }
}
