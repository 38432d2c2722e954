//! Sequences, views, what is carried word for word, and the extensions that types need.

use super::super::contract::Dialect;
use super::super::diags;
use super::super::settings::SettingPlace;
use super::context::Context;
use super::tables::{Holder, comment};
use super::{settings, types};
use crate::base::{DialectSet, Name, Span, SqlText};
use crate::schema::{Column, LogicalType, NativeSchema, NativeType, Object, QualifiedName, View};

/// Makes what is neither type nor table.
pub(super) fn objects(cx: &mut Context<'_>) {
    for sequence in &cx.logical.sequences {
        if cx.can(cx.capabilities.sequences) {
            let mut res = sequence.clone();
            res.name = cx.physical(&sequence.name);
            cx.res.sequences.push(res);
        } else {
            let title = cx.title();
            cx.report(diags::sequence(Span::nowhere(), title, &sequence.name.name));
        }
    }
    for view in cx.logical.views.iter().filter(|it| it.only.admits(cx.dialect.id())) {
        if let Some(res) = translated(cx, view) {
            cx.res.views.push(res);
        }
    }
    for object in cx.logical.objects.iter().filter(|it| it.only.admits(cx.dialect.id())) {
        if let Some(res) = carried(cx, object) {
            cx.res.objects.push(res);
        }
    }
}

fn translated(cx: &mut Context<'_>, view: &View<LogicalType>) -> Option<View<NativeType>> {
    let body = own_text(cx, &view.body, view.only, view.span, "view")?;
    let columns = view.columns.iter().filter(|it| cx.admits(it.only)).collect::<Vec<_>>();
    let columns = columns.into_iter().map(|it| column(cx, it)).collect();
    Some(View {
        name: cx.physical(&view.name),
        columns,
        body,
        comment: comment(cx, view.comment.as_deref(), Holder::Script, view.span),
        settings: settings::of(cx, &view.settings, SettingPlace::View, view.span),
        only: DialectSet::NONE,
        was: cx.physical_olds(&view.name, &view.was),
        span: view.span,
    })
}

fn column(cx: &mut Context<'_>, logical: &Column<LogicalType>) -> Column<NativeType> {
    let (ty, _) = types::of_column(cx, &logical.ty, logical);
    let mut res = Column::new(logical.name.clone(), ty, logical.origin, logical.span);
    res.is_nullable = logical.is_nullable;
    res.comment = comment(cx, logical.comment.as_deref(), Holder::Script, logical.span);
    res.path = logical.path.clone();
    res.was = logical.was.clone();
    res
}

/// An object as it was given. One that has texts for other dialects alone is not for this one, and said so.
fn carried(cx: &mut Context<'_>, object: &Object) -> Option<Object> {
    let id = cx.dialect.id();
    if object.body.text(id).is_none() && object.only.is_empty() {
        cx.report(diags::left_out(object.span, id, &object.kind, &object.name.name));
        return None;
    }
    let body = own_text(cx, &object.body, object.only, object.span, &object.kind)?;
    Some(Object {
        name: cx.physical(&object.name),
        on: object.on.as_ref().map(|it| cx.physical(it)),
        body,
        comment: comment(cx, object.comment.as_deref(), Holder::Script, object.span),
        only: DialectSet::NONE,
        ..object.clone()
    })
}

/// The text for this dialect alone.
fn own_text(
    cx: &mut Context<'_>,
    text: &SqlText,
    only: DialectSet,
    span: Span,
    what: &str,
) -> Option<SqlText> {
    let id = cx.dialect.id();
    let is_named = text.named.iter().any(|(it, _)| *it == id);
    let is_for_one = only.is_one();
    match text.text(id) {
        None => cx.report(diags::missing_sql(span, id, what)),
        Some(_) if !is_named && cx.options.n_dialects > 1 && !is_for_one => {
            cx.report(diags::ambiguous_sql(span));
        }
        Some(sql) if sql.contains('\0') => {
            let title = cx.title();
            cx.report(diags::nul_in_text(span, title, what));
        }
        Some(sql) => return Some(SqlText::one(id, sql)),
    }
    None
}

/// The extensions that tables need, unless the model makes them.
pub(super) fn extensions(dialect: &dyn Dialect, schema: &mut NativeSchema) {
    let wanted = dialect.extensions(schema);
    let is_made = |name: &str| {
        let mut objects = schema.objects.iter();
        objects.any(|it| it.kind == "extension" && it.name.name == name)
    };
    let missing: Vec<&'static str> = wanted.into_iter().filter(|it| !is_made(it)).collect();
    for name in missing {
        let body = SqlText::one(dialect.id(), dialect.extension_text(name));
        schema.objects.push(Object {
            kind: Name::new_static("extension"),
            name: QualifiedName::plain(Name::new_static(name)),
            on: None,
            body,
            comment: None,
            only: DialectSet::NONE,
            span: Span::nowhere(),
        });
    }
}
