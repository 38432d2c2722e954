//! Tables, views, partitions and schemas.

use rustc_hash::FxHashSet;

use super::columns::cascaded;
use super::{Context, codes, finding, types};
use crate::base::DialectId;
use crate::dialect::facts::{ConstraintKindSpec, Operation, TableAction, TableSpec};
use crate::migrate::lint::Finding;
use crate::schema::QualifiedName;

/// What a new table deserves; it locks nobody.
pub(super) fn create(cx: &Context<'_>, spec: &TableSpec, res: &mut Vec<Finding>) {
    let table = &spec.table;
    let mut seen = FxHashSet::default();
    for column in &spec.columns {
        if !seen.insert(column.name.to_lowercase()) {
            res.push(finding(
                &codes::COLUMN_TWICE,
                format!("`{}` is named twice", column.name),
                "take one of them away",
            ));
        }
        types::regretted(cx, column, res);
        if column.references.is_some() && cx.id() == DialectId::Mysql {
            res.push(finding(
                &codes::INLINE_REFERENCE_IGNORED,
                format!("MySQL forgets what `{}` refers to", column.name),
                "say it as `foreign key (…) references …`",
            ));
        }
    }
    if spec.is_unlogged {
        res.push(finding(
            &codes::UNLOGGED_TABLE,
            format!("`{table}` is empty after a crash"),
            "leave `unlogged` out unless its rows can be had again",
        ));
    }
    if let Some(parent) = spec.partition_of.as_ref().filter(|it| !cx.is_new(it)) {
        res.push(finding(
            &codes::PARTITION_BLOCKS,
            format!("nobody can use `{parent}` meanwhile"),
            "make the table apart, and attach it",
        ));
    }
    if spec.if_not_exists && cx.state.table(table).is_some_and(|it| !it.is_new) {
        res.push(finding(
            &codes::EXISTING_TABLE_LEFT,
            format!("`{table}` exists, so this does nothing"),
            "alter it, or take the statement away",
        ));
    }
    let has_key = spec.columns.iter().any(|it| it.is_key)
        || spec.constraints.iter().any(|it| it.kind == ConstraintKindSpec::Key);
    let is_said = spec.partition_of.is_none() && !spec.is_copied && spec.inherits.is_empty();
    if !has_key && is_said && !spec.is_passing && !spec.columns.is_empty() {
        res.push(finding(
            &codes::TABLE_WITHOUT_KEY,
            format!("the rows of `{table}` cannot be told apart"),
            "give it a primary key",
        ));
    }
}

/// What is done to a table that is there.
pub(super) fn action(
    cx: &Context<'_>,
    table: &QualifiedName,
    action: &TableAction,
    res: &mut Vec<Finding>,
) {
    match action {
        TableAction::RenameTable(to) if !cx.is_successor(table) => res.push(finding(
            &codes::RENAMED_TABLE,
            format!("programs that know `{table}` fail at once"),
            format!("make a view by the old name of `{to}` in the same transaction"),
        )),
        TableAction::SetSchema(to) => res.push(finding(
            &codes::RENAMED_TABLE,
            format!("programs that know `{table}` by its schema fail at once"),
            format!("leave a view behind that reads it from `{to}`"),
        )),
        TableAction::Detach(part, false) if cx.is_postgres() => res.push(finding(
            &codes::DETACH_BLOCKS,
            format!("nobody can use `{table}` while `{part}` is detached"),
            "say `concurrently` behind it",
        )),
        TableAction::Rewrite if cx.is_postgres() => res.push(rewritten(table)),
        TableAction::Convert => res.push(finding(
            &codes::CHARSET_CONVERTED,
            format!("all texts of `{table}` are converted"),
            "change one column after the other",
        )),
        TableAction::ChangePartitions(true) => res.push(finding(
            &codes::DROPPED_PARTITION,
            format!("the rows of a partition of `{table}` are gone"),
            "make sure that this is meant",
        )),
        TableAction::Unknown if cx.id() != DialectId::Sqlite => res.push(finding(
            &codes::STATEMENT_NOT_UNDERSTOOD,
            format!("it is not known what this does to `{table}`; the worst is taken for granted"),
            "",
        )),
        TableAction::Since(_, it) => self::action(cx, table, it, res),
        _ => {}
    }
}

fn rewritten(table: &QualifiedName) -> Finding {
    finding(
        &codes::TABLE_REWRITTEN,
        format!("`{table}` is written anew while nobody can use it"),
        "choose a quiet hour, or a tool that does it online",
    )
}

impl Context<'_> {
    /// Whether a table is one that the script has made to take another's place: SQLite's way to alter a table.
    fn is_successor(&self, table: &QualifiedName) -> bool {
        self.id() == DialectId::Sqlite && self.is_new(table)
    }

    /// Whether the script has made a table that can take this one's place, with its name in its own.
    fn is_made_anew(&self, table: &QualifiedName) -> bool {
        let own = table.name.to_lowercase();
        let is_it = |name: &QualifiedName| {
            let name = name.name.to_lowercase();
            name != own && (name.ends_with(&own) || name.starts_with(&own))
        };
        self.id() == DialectId::Sqlite && self.state.tables().any(|it| it.is_new && is_it(&it.name))
    }
}

/// Statements that are not about one table, and those that take one away.
pub(super) fn judge(cx: &Context<'_>, res: &mut Vec<Finding>) {
    match cx.operation {
        Operation::DropTable { table, cascade, .. }
            if !cx.is_new(table) && !cx.is_made_anew(table) =>
        {
            res.push(finding(
                &codes::DROPPED_TABLE,
                format!("the rows of `{table}` are gone"),
                "drop it when nothing that runs uses it any more",
            ));
            cascaded(*cascade, res);
        }
        Operation::DropView { cascade, .. } => cascaded(*cascade, res),
        Operation::DropOther { kind, name, cascade } => {
            let code = match kind.as_str() {
                "schema" => Some(&codes::DROPPED_SCHEMA),
                "database" => Some(&codes::DROPPED_DATABASE),
                "sequence" => Some(&codes::DROPPED_SEQUENCE),
                _ => None,
            };
            if let Some(code) = code {
                let message = format!("what is in `{name}` is gone");
                res.push(finding(code, message, "make sure that nothing uses it any more"));
            }
            cascaded(*cascade, res);
        }
        Operation::Refresh { concurrently: false, view } if !cx.is_new(view) => res.push(finding(
            &codes::REFRESH_BLOCKS,
            format!("nobody can read `{view}` meanwhile"),
            "give it a unique index and say `concurrently`",
        )),
        Operation::Cluster { table, .. }
            if cx.is_postgres() && !table.as_ref().is_some_and(|it| cx.is_new(it)) =>
        {
            let table = table.clone().unwrap_or_else(|| QualifiedName::plain("every table"));
            res.push(rewritten(&table));
        }
        Operation::RenameNamespace(name) => res.push(finding(
            &codes::RENAMED_SCHEMA,
            format!("programs that know `{name}` fail at once"),
            "make a new schema, and views in the old one",
        )),
        Operation::CheckDomain { name, .. } => res.push(finding(
            &codes::DOMAIN_CHECKS,
            format!("all tables with a column of `{name}` are read while nobody can write to them"),
            "add it `not valid`, and validate it in a quiet hour",
        )),
        Operation::CreateDomain { name, is_constrained: true, .. } => res.push(finding(
            &codes::DOMAIN_WITH_RULES,
            format!("a later change of the rules of `{name}` reads every table that uses it"),
            "put checks on the columns",
        )),
        _ => {}
    }
}
