//! Comments, where they are statements of their own.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Stage;
use super::context::Context;
use super::objects::Remade;
use crate::base::Name;
use crate::dialect::{CommentForm, CommentTarget, Statement};
use crate::schema::QualifiedName;

/// Adds the comments that differ, and those that went with what they were about.
pub(super) fn comments(cx: &mut Context<'_>, remade: &Remade<'_>) {
    if cx.dialect.capabilities().comments != CommentForm::Statements {
        return;
    }
    let (before, after) = (cx.making_of_before(), cx.making_of_after());
    let there: FxHashMap<Key<'_>, &str> = comments_of(&before);
    let mut said: FxHashSet<Key<'_>> = FxHashSet::default();
    for statement in after.iter() {
        let Statement::Comment { target, text } = statement else { continue };
        let key = key(*target);
        let is_there = there.get(&key) == Some(text) && !is_remade(cx, remade, *target);
        said.insert(key);
        if !is_there {
            cx.push(Stage::Comment, statement);
        }
    }
    for statement in before.iter() {
        let Statement::Comment { target, .. } = statement else { continue };
        if !said.contains(&key(*target)) && !is_remade(cx, remade, *target) && stays(cx, *target) {
            cx.push(Stage::Comment, &Statement::Comment { target: *target, text: "" });
        }
    }
}

/// What tells one target from another: its kind, its name, the name inside it.
type Key<'a> = (u8, Option<&'a QualifiedName>, Option<&'a Name>);

fn comments_of<'a>(statements: &[Statement<'a>]) -> FxHashMap<Key<'a>, &'a str> {
    let comments = statements.iter().filter_map(|it| {
        let Statement::Comment { target, text } = it else { return None };
        Some((key(*target), *text))
    });
    comments.collect()
}

fn key(target: CommentTarget<'_>) -> Key<'_> {
    match target {
        CommentTarget::Namespace(name) => (0, None, Some(name)),
        CommentTarget::Type(name) => (1, Some(name), None),
        CommentTarget::Domain(name) => (2, Some(name), None),
        CommentTarget::Sequence(name) => (3, Some(name), None),
        CommentTarget::Table(name) => (4, Some(name), None),
        CommentTarget::Column(name, column) => (5, Some(name), Some(column)),
        CommentTarget::Constraint(name, constraint) => (6, Some(name), Some(constraint)),
        CommentTarget::Index(name, index) => (7, Some(name), Some(index)),
        CommentTarget::View(name) => (8, Some(name), None),
        CommentTarget::Object(object) => (9, Some(&object.name), Some(&object.kind)),
    }
}

/// Whether the comment went with what it was about.
fn is_remade(cx: &Context<'_>, remade: &Remade<'_>, target: CommentTarget<'_>) -> bool {
    let is_view =
        |name: &QualifiedName| remade.make.iter().any(|it| it.0 == "view" && it.1 == name);
    match target {
        CommentTarget::Column(table, name)
        | CommentTarget::Constraint(table, name)
        | CommentTarget::Index(table, name) => {
            cx.remade.contains(&(table.clone(), name.clone())) || is_view(table)
        }
        CommentTarget::View(name) => is_view(name),
        CommentTarget::Object(object) => {
            remade.make.contains(&super::super::diff::identity(object))
        }
        CommentTarget::Type(name) | CommentTarget::Domain(name) => cx.exchanged.contains(name),
        CommentTarget::Namespace(_) | CommentTarget::Sequence(_) | CommentTarget::Table(_) => false,
    }
}

/// Whether what a comment is about is still there.
fn stays(cx: &Context<'_>, target: CommentTarget<'_>) -> bool {
    let after = cx.after;
    match target {
        CommentTarget::Namespace(name) => after.namespaces.iter().any(|it| it.name == *name),
        CommentTarget::Type(name) => after.enums.iter().any(|it| it.name == *name),
        CommentTarget::Domain(name) => after.domains.iter().any(|it| it.name == *name),
        CommentTarget::Sequence(name) => after.sequences.iter().any(|it| it.name == *name),
        CommentTarget::Table(name) => cx.tables_after.contains_key(name),
        CommentTarget::Column(table, name) => {
            let view = after.views.iter().find(|it| it.name == *table);
            let in_view = view.is_some_and(|it| it.columns.iter().any(|it| it.name == *name));
            in_view || cx.tables_after.get(table).is_some_and(|it| it.column(name).is_some())
        }
        CommentTarget::Constraint(table, name) => cx.tables_after.get(table).is_some_and(|it| {
            it.uniques.iter().any(|it| it.name == *name)
                || it.foreign_keys.iter().any(|it| it.name == *name)
                || it.checks.iter().any(|it| it.name == *name)
                || it.exclusions.iter().any(|it| it.name == *name)
        }),
        CommentTarget::Index(table, name) => cx
            .tables_after
            .get(table)
            .is_some_and(|it| it.indexes.iter().any(|it| it.name == *name)),
        CommentTarget::View(name) => after.views.iter().any(|it| it.name == *name),
        CommentTarget::Object(object) => {
            let key = super::super::diff::identity(object);
            after.objects.iter().any(|it| super::super::diff::identity(it) == key)
        }
    }
}
