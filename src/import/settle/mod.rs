//! One form for a schema, however it was come by: made from a model, read from text, told by a catalog.
//!
//! Servers add casts, respell functions and reorder what has no order. Here every expression gets the canonical
//! form that compares as a tree, with what is known of the columns it speaks of, and everything else the order of
//! names. Settling twice changes nothing.

// Each step is about a few kinds of expression, and leaves all others as they are.
#![allow(clippy::wildcard_enum_match_arm)]

mod classes;
mod expression;
mod kept;
mod literals;
mod mysql;
mod postgres;
mod partitions;
mod prefixes;
mod raw;

use crate::base::{DialectId, ExprKind, Name, ReferentialAction, SqlText};
use crate::dialect::rights::is_right;
use crate::import::sql::{absorb, named_column, names_beside, routine_name};
use crate::schema::snapshot::sorted;
use crate::schema::{
    Check, Column, Domain, Expr, Index, IndexItem, NativeSchema, NativeType, Object, QualifiedName,
    Table, TypeArgument, View,
};

pub use kept::kept;

/// The schema in the form that compares.
pub fn settled(schema: NativeSchema, id: DialectId) -> NativeSchema {
    let mut schema = absorb(schema, id);
    for domain in &mut schema.domains {
        settle_domain(domain, id);
    }
    let domains = std::mem::take(&mut schema.domains);
    for table in schema.tables.values_mut() {
        settle_table(table, &domains, id);
    }
    schema.domains = domains;
    partitions::settle(&mut schema);
    for view in &mut schema.views {
        settle_view(view, id);
    }
    for object in &mut schema.objects {
        object.kind = one_word(&object.kind);
        if object.kind == "extension" {
            // The server's own words, which differ between its versions.
            object.comment = None;
        }
        if id == DialectId::Postgres && !object.name.name.contains('(') {
            name_in_full(object);
        }
        object.name.name = signature(&object.kind, &object.name.name);
        if is_right(&object.kind)
            && let Some(body) = object.body.text(id)
        {
            object.body = SqlText::one(id, signature(&object.kind, body));
        }
    }
    sorted(schema)
}

/// An expression of MySQL or MariaDB that speaks of columns whose types are not known, in the form that compares.
pub(super) fn settled_expr(expr: Expr, id: DialectId) -> Expr {
    expression::settled(expr, &Scope { id, columns: Vec::new() }, Use::Value)
}

/// What a view gives follows from its query, unless it calls something otherwise.
fn settle_view(view: &mut View<NativeType>, id: DialectId) {
    let names = view.columns.drain(..).map(|it| it.name).collect();
    let names = names_beside(names, view.body.text(id).unwrap_or_default(), id);
    view.columns = names.into_iter().map(named_column).collect();
    view.comment = blank(view.comment.take());
}

/// A model may name a routine without its parameters, which tell it from others of the name in PostgreSQL.
fn name_in_full(object: &mut Object) {
    let is_routine = ["function", "procedure", "aggregate"].contains(&object.kind.as_str());
    let text = object.body.text(DialectId::Postgres).filter(|_| is_routine);
    let Some(full) = text.and_then(|it| routine_name(it.trim())) else { return };
    let bare = full.split('(').next().unwrap_or_default();
    if bare.eq_ignore_ascii_case(&object.name.name) {
        object.name.name = full;
    }
}

/// The types in the name of a routine or operator as all servers tell them: what only newer ones say and the usual
/// schema is left out.
fn signature(kind: &str, name: &str) -> Name {
    let is_typed = ["function", "procedure", "aggregate", "operator", "cast"].contains(&kind);
    if !is_typed && !is_right(kind) {
        return Name::new(name);
    }
    let mut res = name.replace("(public.", "(").replace(" public.", " ");
    if kind == "procedure" || is_right(kind) {
        res = res.replace("(IN ", "(").replace(", IN ", ", ");
    }
    Name::new(res)
}

/// A kind is one word in the language, but for two.
fn one_word(kind: &str) -> Name {
    match kind {
        "materialized view" | "event trigger" => Name::new(kind),
        kind => Name::new(kind.replace(' ', "_")),
    }
}

/// What an expression speaks of.
pub(super) struct Scope<'a> {
    pub(super) id: DialectId,
    /// The table, whose name may stand before a column.
    pub(super) columns: Vec<(&'a Name, &'a NativeType)>,
}

impl Scope<'_> {
    /// The type of a column.
    pub(super) fn column(&self, name: &str) -> Option<&NativeType> {
        self.columns.iter().find(|(it, _)| *it == name).map(|(_, ty)| *ty)
    }
}

/// What is done with the value of an expression.
#[derive(Clone, Copy)]
pub(super) enum Use<'a> {
    /// It is put into a column or domain of this type.
    Assigned(&'a NativeType),
    /// It is tested or sorted by.
    Value,
}

fn settle_domain(domain: &mut Domain<NativeType>, id: DialectId) {
    settle_type(&mut domain.ty, id);
    let value = Name::new_static("value");
    let ty = domain.ty.clone();
    let scope = Scope { id, columns: vec![(&value, &ty)] };
    domain.default = default(domain.default.take(), &scope, &ty);
    domain.checks.iter_mut().for_each(|it| settle_check(it, &scope));
    domain.comment = blank(domain.comment.take());
}

fn settle_table(table: &mut Table<NativeType>, domains: &[Domain<NativeType>], id: DialectId) {
    // In expressions a column of a domain is one of the type below it.
    let below = |ty: &NativeType| {
        let is_it = |it: &&Domain<NativeType>| {
            it.name.name == ty.name && it.name.namespace == ty.namespace && ty.n_dimensions == 0
        };
        domains.iter().find(is_it).map_or_else(|| ty.clone(), |it| it.ty.clone())
    };
    let known: Vec<(Name, NativeType)> =
        table.columns.iter().map(|it| (it.name.clone(), below(&it.ty))).collect();
    let scope = Scope { id, columns: known.iter().map(|(name, ty)| (name, ty)).collect() };
    table.comment = blank(table.comment.take());
    table.columns.iter_mut().for_each(|it| settle_column(it, &scope));
    table.checks.iter_mut().for_each(|it| settle_check(it, &scope));
    table.indexes.iter_mut().for_each(|it| settle_index(it, &scope));
    for exclusion in &mut table.exclusions {
        for it in &mut exclusion.items {
            replace(&mut it.item.expr, &scope, Use::Value);
            settle_class(&mut it.item, exclusion.method.as_ref(), id);
        }
        exclusion.predicate.iter_mut().for_each(|it| replace(it, &scope, Use::Value));
    }
    if matches!(id, DialectId::Mysql | DialectId::Mariadb) {
        mysql::table(table, id);
    }
    let default_namespace = crate::dialect::of(id).capabilities().default_namespace;
    for foreign_key in &mut table.foreign_keys {
        in_default(&mut foreign_key.target, default_namespace);
        // Of one column all or none are null.
        foreign_key.match_full &= foreign_key.columns.len() > 1 && id == DialectId::Postgres;
        if matches!(id, DialectId::Mysql | DialectId::Mariadb) {
            // InnoDB checks both at once and has one meaning for them.
            for action in [&mut foreign_key.on_delete, &mut foreign_key.on_update] {
                if *action == ReferentialAction::Restrict {
                    *action = ReferentialAction::NoAction;
                }
            }
        }
    }
}

/// The default namespace has no name.
fn in_default(name: &mut QualifiedName, default_namespace: Option<&str>) {
    if name.namespace.is_some() && name.namespace.as_deref() == default_namespace {
        name.namespace = None;
    }
}

fn settle_column(column: &mut Column<NativeType>, scope: &Scope<'_>) {
    settle_type(&mut column.ty, scope.id);
    column.default = default(column.default.take().map(|it| *it), scope, &column.ty).map(Box::new);
    if let Some(generated) = &mut column.generated {
        replace(&mut generated.expr, scope, Use::Assigned(&column.ty));
    }
    column.comment = blank(column.comment.take());
}

/// An array of PostgreSQL has as many dimensions as each value has, whatever was said; values of MySQL's enums end
/// without blanks.
fn settle_type(ty: &mut NativeType, id: DialectId) {
    match id {
        DialectId::Postgres => ty.n_dimensions = ty.n_dimensions.min(1),
        DialectId::Mysql | DialectId::Mariadb if ["enum", "set"].contains(&ty.name.as_str()) => {
            for argument in &mut ty.arguments {
                if let TypeArgument::Text(text) = argument {
                    *text = Name::new(text.trim_end_matches(' '));
                }
            }
        }
        DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => {}
    }
}

/// No default is the default null.
fn default(default: Option<Expr>, scope: &Scope<'_>, ty: &NativeType) -> Option<Expr> {
    let mut default = default?;
    replace(&mut default, scope, Use::Assigned(ty));
    (default.kind != ExprKind::Null).then_some(default)
}

fn settle_check(check: &mut Check, scope: &Scope<'_>) {
    replace(&mut check.expr, scope, Use::Value);
    check.comment = blank(check.comment.take());
}

fn settle_index(index: &mut Index, scope: &Scope<'_>) {
    for item in &mut index.items {
        replace(&mut item.expr, scope, Use::Value);
        settle_class(item, index.method.as_ref(), scope.id);
    }
    index.predicate.iter_mut().for_each(|it| replace(it, scope, Use::Value));
    index.comment = blank(index.comment.take());
}

/// The operator class that it has anyway is not said.
fn settle_class(item: &mut IndexItem, method: Option<&Name>, id: DialectId) {
    if id == DialectId::Postgres {
        item.operator_class =
            item.operator_class.take().filter(|it| !classes::is_usual(it, method));
    }
}

fn replace(expr: &mut Expr, scope: &Scope<'_>, used: Use<'_>) {
    let old = std::mem::replace(expr, Expr::made(ExprKind::Null));
    *expr = expression::settled(old, scope, used);
}

/// An empty comment is none.
fn blank(comment: Option<String>) -> Option<String> {
    comment.filter(|it| !it.is_empty())
}
