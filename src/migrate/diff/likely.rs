//! Something goes and its like comes: that is a question, and nobody answers it in the author's place.

use rustc_hash::FxHashMap;

use super::super::change::Difference;
use super::super::codes;
use super::super::permission::Permission;
use super::renames::RenameHints;
use crate::base::{Diagnostic, Diagnostics, Name, Span};
use crate::schema::{Column, NativeType, QualifiedName, Table};

/// Something that may have got another name without anybody's saying so.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is lost if it is not the same: a table or a column.
    pub permission: Permission,
    /// What goes: `client`, `customer.full_name`.
    pub from: String,
    /// Its name alone, as `@was` has it.
    pub was: Name,
    /// What comes: `customer`, `name`.
    pub to: String,
    /// Where the model says what comes.
    pub span: Span,
}

impl Question {
    /// What is asked, in words.
    pub fn message(&self) -> String {
        let Question { from, to, was, .. } = self;
        match (self.permission, from.rsplit_once('.')) {
            (Permission::DropColumn, Some((table, _))) => {
                format!("column `{was}` of `{table}` goes and `{to}` comes in its place")
            }
            _ => format!("table `{from}` goes and `{to}` comes with the same columns"),
        }
    }

    fn diagnostic(&self) -> Diagnostic {
        let Question { from, to, was, permission, .. } = self;
        let (what, behind) = match *permission == Permission::DropColumn {
            true => ("column", "it"),
            false => ("table", "its name"),
        };
        let help = format!(
            "if it is the same {what}, write `@was({was})` behind {behind} or pass `--rename {from}={to}`; \
             if not, pass `--rename {from}=` or allow `{permission}`"
        );
        Diagnostic::error(&codes::UNCONFIRMED_RENAME, self.span, self.message()).help(help)
    }
}

/// Asks about everything that may have got another name without anybody's saying so.
pub(super) fn ask(difference: &Difference<'_>, hints: &RenameHints, diagnostics: &mut Diagnostics) {
    for question in questions(difference, hints) {
        diagnostics.push(question.diagnostic());
    }
}

/// Everything that may have got another name without anybody's saying so.
pub fn questions(difference: &Difference<'_>, hints: &RenameHints) -> Vec<Question> {
    let (before, after) = (&difference.before.tables, &difference.after.tables);
    let mut there: FxHashMap<&QualifiedName, &Table<NativeType>> =
        before.values().map(|it| (&it.name, it)).collect();
    let mut res = Vec::new();
    let mut coming = Vec::new();
    for table in after.values() {
        match there.remove(&table.name) {
            Some(before) => columns(before, table, hints, &mut res),
            None => coming.push(table),
        }
    }
    let going: Vec<_> = before.values().filter(|it| there.contains_key(&it.name)).collect();
    tables(&going, &coming, hints, &mut res);
    res
}

/// How many tables that go are compared with how many that come; beyond that it was a rebuild, not a rename.
const MOST_COMPARED: usize = 40_000;

fn tables(
    going: &[&Table<NativeType>],
    coming: &[&Table<NativeType>],
    hints: &RenameHints,
    res: &mut Vec<Question>,
) {
    if going.len().saturating_mul(coming.len()) > MOST_COMPARED {
        return;
    }
    for old in going {
        if is_answered(hints, &old.name.to_string()) {
            continue;
        }
        let best = coming.iter().map(|new| (likeness(old, new), *new));
        let best = best.filter(|(likeness, _)| *likeness >= 0.6);
        if let Some((_, new)) = best.max_by(|a, b| a.0.total_cmp(&b.0)) {
            res.push(Question {
                permission: Permission::DropTable,
                from: old.name.to_string(),
                was: old.name.name.clone(),
                to: new.name.to_string(),
                span: new.span,
            });
        }
    }
}

/// The share of columns that both have, by name and type.
fn likeness(old: &Table<NativeType>, new: &Table<NativeType>) -> f64 {
    let is_there =
        |it: &&Column<NativeType>| new.column(&it.name).is_some_and(|other| other.ty == it.ty);
    let n_shared = old.columns.iter().filter(is_there).count();
    let n_all = old.columns.len() + new.columns.len() - n_shared;
    // A table of one or two columns is like any other.
    if n_shared < 2 { 0.0 } else { n_shared as f64 / n_all as f64 }
}

fn columns(
    before: &Table<NativeType>,
    after: &Table<NativeType>,
    hints: &RenameHints,
    res: &mut Vec<Question>,
) {
    if before.columns.iter().map(|it| &it.name).eq(after.columns.iter().map(|it| &it.name)) {
        return;
    }
    let going = before.columns.iter().filter(|it| after.column(&it.name).is_none());
    let coming: Vec<_> =
        after.columns.iter().filter(|it| before.column(&it.name).is_none()).collect();
    for old in going.filter(|it| it.generated.is_none()) {
        let path = format!("{}.{}", after.name, old.name);
        if is_answered(hints, &path) {
            continue;
        }
        let is_like =
            |it: &&&Column<NativeType>| it.generated.is_none() && is_like(before, after, old, it);
        let Some(new) = coming.iter().find(is_like) else { continue };
        res.push(Question {
            permission: Permission::DropColumn,
            from: path,
            was: old.name.clone(),
            to: new.name.to_string(),
            span: new.span,
        });
    }
}

/// Whether two columns look like one: they have similar names, or one type and the same place.
fn is_like(
    before: &Table<NativeType>,
    after: &Table<NativeType>,
    old: &Column<NativeType>,
    new: &Column<NativeType>,
) -> bool {
    let place = |table: &Table<NativeType>, of: &Column<NativeType>| {
        table.columns.iter().position(|it| it.name == of.name)
    };
    let is_part = |a: &str, b: &str| a.len() >= 3 && b.contains(a);
    old.ty == new.ty && place(before, old) == place(after, new)
        || is_part(&old.name, &new.name)
        || is_part(&new.name, &old.name)
        || crate::base::closest(&old.name, [new.name.as_str()]).is_some()
}

fn is_answered(hints: &RenameHints, old: &str) -> bool {
    hints.pairs.iter().any(|(from, to)| from == old && to.is_empty())
}
