//! What is carried word for word: whole tables, and constraints that the language cannot say.

use super::body::Body;
use super::natives::{native, statement};
use super::write::{Context, docs, exact_docs};
use crate::base::Deferrable;
use crate::dialect::{self, CommentForm, CommentTarget, Statement, Support};
use crate::schema::{NativeType, Table, Unique};

/// A table word for word, its indexes and foreign keys behind it.
pub(super) fn carried(table: &Table<NativeType>, cx: &Context<'_>) -> String {
    let is_added = dialect::of(cx.id).capabilities().foreign_keys.by_alter;
    let foreign_keys = match is_added {
        true => Vec::new(),
        false => table.foreign_keys.iter().collect(),
    };
    let body = statement(&Statement::CreateTable { table, foreign_keys }, cx.id);
    let mut res = exact_docs(table.comment.as_deref());
    res.push_str(&native("table", &table.name.name, None, &body));
    let dialect = dialect::of(cx.id);
    if !dialect.capabilities().indexes.inline {
        for index in &table.indexes {
            let body = statement(&Statement::CreateIndex { table: &table.name, index }, cx.id);
            res.push_str(&exact_docs(index.comment.as_deref()));
            res.push_str(&native("index", &index.name, None, &body));
        }
    }
    let is_apart = dialect.capabilities().unvalidated != Support::Never;
    for check in table.checks.iter().filter(|it| is_apart && !it.is_validated) {
        let body = statement(&Statement::AddCheck { table: &table.name, check }, cx.id);
        res.push_str(&native("constraint", &check.name, None, &body));
    }
    for key in table.foreign_keys.iter().filter(|_| is_added) {
        let statement =
            statement(&Statement::AddForeignKey { table: &table.name, foreign_key: key }, cx.id);
        res.push_str(&native("constraint", &key.name, None, &statement));
    }
    if dialect.capabilities().comments == CommentForm::Statements {
        for (name, target, text) in comments(table) {
            let body = statement(&Statement::Comment { target, text }, cx.id);
            res.push_str(&native("comment", &name, None, &body));
        }
    }
    res
}

/// The comments on a table and its parts that documentation cuts, word for word behind it.
pub(super) fn uncut_comments(table: &Table<NativeType>, cx: &Context<'_>) -> String {
    let mut res = String::new();
    if dialect::of(cx.id).capabilities().comments == CommentForm::Statements {
        for (name, target, text) in comments(table) {
            if !text.is_empty() && exact_docs(Some(text)).is_empty() {
                let body = statement(&Statement::Comment { target, text }, cx.id);
                res.push_str(&native("comment", &name, None, &body));
            }
        }
    }
    res
}

/// The comments on a table and its parts, each with a name that no other has. Documentation above a statement that is
/// carried is cut as documentation is; these stay as they are.
fn comments<'a>(table: &'a Table<NativeType>) -> Vec<(String, CommentTarget<'a>, &'a str)> {
    let name = &table.name;
    let mut res = Vec::new();
    let mut add = |part: &str, target: CommentTarget<'a>, comment: Option<&'a String>| {
        if let Some(text) = comment {
            res.push((format!("{}.{part}", name.name), target, text.as_str()));
        }
    };
    add("", CommentTarget::Table(name), table.comment.as_ref());
    for it in &table.columns {
        add(&it.name, CommentTarget::Column(name, &it.name), it.comment.as_ref());
    }
    let uniques = table.uniques.iter().map(|it| (&it.name, &it.comment));
    let checks = table.checks.iter().map(|it| (&it.name, &it.comment));
    let exclusions = table.exclusions.iter().map(|it| (&it.name, &it.comment));
    let keys = table.foreign_keys.iter().map(|it| (&it.name, &it.comment));
    for (part, comment) in uniques.chain(checks).chain(exclusions).chain(keys) {
        let target = CommentTarget::Constraint(name, part);
        add(&format!("constraint {part}"), target, comment.as_ref());
    }
    for it in &table.indexes {
        let target = CommentTarget::Index(name, &it.name);
        add(&format!("index {}", it.name), target, it.comment.as_ref());
    }
    res
}

impl Body<'_, '_, '_> {
    /// What belongs to the table, behind it.
    pub(super) fn carry(&mut self, kind: &str, name: &str, body: &str, comment: Option<&str>) {
        self.after.push_str(&docs(comment, ""));
        let owner = self.cx.path(&self.table.name, &self.table.name);
        self.after.push_str(&native(kind, name, Some(&owner), body));
    }

    /// A unique constraint that the language cannot say.
    pub(super) fn carry_unique(&mut self, unique: &Unique) {
        let mut sql = dialect::Sql::new(dialect::of(self.cx.id));
        sql.push("alter table ");
        sql.qualified(&self.table.name);
        sql.push(" add constraint ");
        sql.name(&unique.name);
        sql.push(" unique ");
        if unique.nulls_not_distinct {
            sql.push("nulls not distinct ");
        }
        sql.names(&unique.columns);
        if let Some(columns) = unique.settings.get("include") {
            sql.push(&format!(" include ({columns})"));
        }
        sql.push(match unique.deferrable {
            None => "",
            Some(Deferrable::InitiallyImmediate) => " deferrable",
            Some(Deferrable::InitiallyDeferred) => " deferrable initially deferred",
        });
        self.carry("constraint", &unique.name, &sql.into_string(), unique.comment.as_deref());
    }
}
