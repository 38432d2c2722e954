//! Columns that count by a sequence of their own: what PostgreSQL makes of `serial`.

use crate::base::{ExprKind, Name};
use crate::schema::{Column, Expr, NativeSchema, NativeType, QualifiedName, Settings, Table};

/// How a column counts.
#[derive(Debug)]
pub(super) struct Serial<'a> {
    /// The sequence.
    pub(super) sequence: &'a QualifiedName,
    /// What says so behind `identity`.
    pub(super) settings: Settings,
}

/// How `column` counts, when the model can say it: no other column counts by its sequence, and no other owns that.
pub(super) fn serial<'a>(
    schema: &'a NativeSchema,
    table: &Table<NativeType>,
    column: &Column<NativeType>,
) -> Option<Serial<'a>> {
    let text = counted_by(column.default.as_ref()?)?;
    let sequence = schema.sequences.iter().find(|it| {
        it.name.namespace == table.name.namespace && bare(text) == it.name.name.as_str()
    })?;
    let is_owned = match &sequence.owned_by {
        Some(owner) if owner.0 == table.name && owner.1 == column.name => true,
        Some(_) => return None,
        None => false,
    };
    let others = schema.tables.values().flat_map(|it| &it.columns);
    let n_users = others.filter_map(|it| counted_by(it.default.as_ref()?)).filter(|it| *it == text);
    if column.is_nullable || sequence.comment.is_some() || n_users.count() > 1 {
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
