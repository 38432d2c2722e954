//! Columns that count by a sequence of their own: what PostgreSQL makes of `serial`.

use rustc_hash::FxHashMap;

use crate::base::{ExprKind, Name};
use crate::schema::{
    Column, Expr, NativeSchema, NativeType, QualifiedName, Sequence, Settings, Table,
};

/// How a column counts.
#[derive(Debug)]
pub(super) struct Serial<'a> {
    /// The sequence.
    pub(super) sequence: &'a QualifiedName,
    /// What says so behind `identity`.
    pub(super) settings: Settings,
}

/// The sequences of a schema.
pub(super) struct Sequences<'a> {
    by_name: FxHashMap<&'a QualifiedName, &'a Sequence>,
    /// How many columns count by each, as their defaults spell it.
    n_users: FxHashMap<&'a Name, usize>,
}

impl<'a> Sequences<'a> {
    pub(super) fn of(schema: &'a NativeSchema) -> Sequences<'a> {
        let by_name = schema.sequences.iter().map(|it| (&it.name, it)).collect();
        let mut n_users = FxHashMap::default();
        let columns = schema.tables.values().flat_map(|it| &it.columns);
        for text in columns.filter_map(|it| counted_by(it.default.as_ref()?)) {
            *n_users.entry(text).or_default() += 1;
        }
        Sequences { by_name, n_users }
    }
}

/// How `column` counts, when the model can say it: no other column counts by its sequence, and no other owns that.
pub(super) fn serial<'a>(
    sequences: &Sequences<'a>,
    table: &Table<NativeType>,
    column: &Column<NativeType>,
) -> Option<Serial<'a>> {
    let text = counted_by(column.default.as_ref()?)?;
    let name =
        QualifiedName { namespace: table.name.namespace.clone(), name: Name::from(bare(text)) };
    let sequence = *sequences.by_name.get(&name)?;
    let is_owned = match &sequence.owned_by {
        Some(owner) if owner.0 == table.name && owner.1 == column.name => true,
        Some(_) => return None,
        None => false,
    };
    let n_users = sequences.n_users.get(text).copied().unwrap_or_default();
    if column.is_nullable || sequence.comment.is_some() || n_users > 1 {
        return None;
    }
    let own_type = column.ty.name.as_str();
    let word = match sequence.settings.get("type").unwrap_or("bigint") {
        ty if ty == own_type => "serial",
        "bigint" if matches!(own_type, "integer" | "smallint") => "sequence",
        _ => return None,
    };
    let mut settings = Settings::new();
    settings.set("identity", word);
    for (name, value) in sequence.settings.iter().filter(|(name, _)| *name != "type") {
        settings.set(name.clone(), value);
    }
    let usual = crate::dialect::object_name(&table.name.name, &column.name, "seq");
    if usual != sequence.name.name {
        settings.set("sequence", sequence.name.name.as_str());
    }
    if !is_owned {
        settings.set("owned", "false");
    }
    Some(Serial { sequence: &sequence.name, settings })
}

/// The sequence in `nextval('orders_id_seq')`.
fn counted_by(default: &Expr) -> Option<&Name> {
    let ExprKind::Call { function, arguments } = &default.kind else { return None };
    let [Expr { kind: ExprKind::String(name), .. }] = arguments.as_slice() else { return None };
    (function == "nextval").then_some(name)
}

/// The last part of `"Sales"."Order_id_seq"`, without quotes.
fn bare(text: &str) -> String {
    match text.strip_suffix('"') {
        Some(quoted) => {
            let start = quoted.rfind(".\"").map_or(0, |it| it + 1);
            quoted[start..].trim_start_matches('"').replace("\"\"", "\"")
        }
        None => text.rsplit('.').next().unwrap_or(text).to_owned(),
    }
}
