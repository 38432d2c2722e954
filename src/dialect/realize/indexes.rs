//! Indexes: what decides which rows may be is kept or refused; what only makes reading faster may be less.

use super::super::capabilities::Support;
use super::super::diags;
use super::super::expression::{Columns, Place, Refusal, ValueType, canonical, when};
use super::super::mysql::is_in_memory;
use super::super::names;
use super::super::settings::SettingPlace;
use super::context::{Context, LogicalTable, NativeTable};
use super::tables::{Holder, comment, has_all};
use super::{generated, nulls, settings, sizes, types};
use crate::base::{DialectSet, ExprKind, Name, NullsOrder, ScalarType, Storage, closest};
use crate::schema::{Column, Expr, Generated, Index, IndexItem, NativeType, Origin};

/// The indexes of a table.
pub(super) fn indexes(
    cx: &mut Context<'_>,
    logical: &LogicalTable,
    known: &Columns,
    table: &mut NativeTable,
) {
    table.indexes.reserve_exact(logical.indexes.len());
    for index in logical.indexes.iter().filter(|it| it.only.admits(cx.dialect.id())) {
        let translated = translated(cx, logical, index, known, table);
        let Some((res, types)) = translated else { continue };
        let is_told = cx.can(cx.capabilities.nulls_not_distinct);
        if !res.nulls_not_distinct || is_told {
            held(cx, res, &types, table);
            continue;
        }
        let columns: Option<Vec<Name>> =
            res.items.iter().map(|it| it.as_column().cloned()).collect();
        match columns {
            Some(columns) if res.predicate.is_none() => {
                let (name, span) = (res.name.clone(), res.span);
                held(cx, Index { nulls_not_distinct: false, ..res }, &types, table);
                nulls::equal_nulls(cx, &columns, &name, span, table);
            }
            _ => {
                let title = cx.title();
                cx.report(diags::nulls_of_expressions(res.span, title, &res.name));
            }
        }
    }
}

/// The index with its expressions in the words of the database.
fn translated(
    cx: &mut Context<'_>,
    logical: &LogicalTable,
    index: &Index,
    known: &Columns,
    table: &NativeTable,
) -> Option<(Index, Vec<ValueType>)> {
    let exprs = index.items.iter().map(|it| &it.expr).chain(&index.predicate);
    let columns = exprs.flat_map(|it| it.references()).chain(&index.include);
    if !has_all(cx, table, columns, "index", index.span) {
        return None;
    }
    let translator = cx.translator(known, &table.columns, Place::Index, index.only);
    let mut types = Vec::with_capacity(index.items.len());
    let mut items = Vec::with_capacity(index.items.len());
    let mut translate = || -> Result<Option<Expr>, Refusal> {
        for item in &index.items {
            let value = translator.translate(&item.expr)?;
            types.push(value.ty);
            let (collation, operator_class) = (item.collation.clone(), item.operator_class.clone());
            items.push(IndexItem { expr: value.expr, collation, operator_class, ..*item });
        }
        let predicate = index.predicate.as_ref().map(|it| translator.translate(it));
        Ok(predicate.transpose()?.map(|it| it.expr))
    };
    let predicate = match translate() {
        Ok(predicate) => predicate,
        Err(refusal) => {
            let title = cx.title();
            cx.report(diags::refused(&refusal, index.span, title, "index", &index.name));
            return None;
        }
    };
    let res = Index {
        name: cx.member(&logical.name, &index.name),
        items,
        is_unique: index.is_unique,
        nulls_not_distinct: index.nulls_not_distinct,
        method: index.method.clone(),
        include: index.include.clone(),
        predicate,
        comment: comment(cx, index.comment.as_deref(), Holder::Member, index.span),
        settings: settings::of(cx, &index.settings, SettingPlace::Index, index.span),
        only: DialectSet::NONE,
        span: index.span,
    };
    Some((res, types))
}

/// Adds an index as the database can hold it; `types` are those of its items.
pub(super) fn held(
    cx: &mut Context<'_>,
    mut index: Index,
    types: &[ValueType],
    table: &mut NativeTable,
) {
    let title = cx.title();
    method(cx, &mut index, table);
    let lost = lost_clauses(cx, &mut index);
    if !lost.is_empty() {
        cx.report(diags::lesser_index(index.span, title, &index.name, &lost));
    }
    for item in &mut index.items {
        item.nulls = item.nulls.filter(|it| !is_usual_order(*it, item.descending));
    }
    let has_expressions = cx.can(cx.capabilities.indexes.expressions);
    let item_types = match has_expressions && cx.capabilities.sizes.is_none() {
        true => Vec::new(),
        false => item_types(cx, &index, types, table),
    };
    partial(cx, &mut index);
    if !has_expressions {
        match hidden_columns(cx, &mut index, &item_types, table) {
            Some(hidden) => {
                table.columns.reserve_exact(hidden.len());
                table.columns.extend(hidden);
            }
            None => return,
        }
    }
    if sizes::index(cx, table, &item_types, &mut index) {
        table.indexes.push(index);
    }
}

/// PostgreSQL's order: nulls count as greater than all values.
fn is_usual_order(nulls: NullsOrder, descending: bool) -> bool {
    match nulls {
        NullsOrder::First => descending,
        NullsOrder::Last => !descending,
    }
}

/// The access method: the usual one is not said.
fn method(cx: &mut Context<'_>, index: &mut Index, table: &NativeTable) {
    let rules = &cx.capabilities.indexes;
    if let Some(method) = index.settings.remove("using") {
        index.method = Some(Name::from(method));
    }
    let Some(method) = &index.method else { return };
    let usual = rules.methods.first().copied().unwrap_or_default();
    let usual = if is_in_memory(&table.settings) { "hash" } else { usual };
    if method == usual {
        index.method = None;
    } else if !rules.methods.contains(&method.as_str()) && !rules.other_methods {
        let title = cx.title();
        let meant = closest(method, rules.methods.iter().copied());
        cx.report(diags::unknown_method(index.span, title, &index.name, method, meant));
        index.method = None;
    } else if rules.other_methods && !rules.methods.contains(&method.as_str()) {
        // An extension may bring it; a misspelt one is closer to one of the server's own.
        if let Some(meant) = closest(method, rules.methods.iter().copied()) {
            let title = cx.title();
            let meant = Some(meant);
            cx.report(diags::unknown_method(index.span, title, &index.name, method, meant));
            index.method = None;
        }
    }
}

/// Takes away what the database cannot say of an index and what changes no result; gives its words.
fn lost_clauses(cx: &mut Context<'_>, index: &mut Index) -> Vec<&'static str> {
    let rules = &cx.capabilities.indexes;
    let lacks = |support: Support| !support.is_in(cx.options.version);
    let mut res = Vec::new();
    if !index.include.is_empty() && lacks(rules.include) {
        index.include.clear();
        res.push("include");
    }
    for item in &mut index.items {
        if lacks(rules.operator_classes) && item.operator_class.take().is_some() {
            res.push("ops");
        }
        if lacks(rules.nulls_order) && item.nulls.take().is_some() {
            res.push("nulls first` or `nulls last");
        }
        if lacks(rules.collations) && !index.is_unique && item.collation.take().is_some() {
            res.push("collate");
        }
    }
    if lacks(rules.partial) && !index.is_unique && index.predicate.take().is_some() {
        res.push("where");
    }
    res.dedup();
    let has_collation = index.items.iter().any(|it| it.collation.is_some());
    if index.is_unique && has_collation && lacks(rules.collations) {
        let title = cx.title();
        cx.report(diags::collation_of_unique(index.span, title, &index.name));
        index.items.iter_mut().for_each(|it| it.collation = None);
    }
    res
}

/// A unique index over some of the rows, where there is none: each value counts in those rows only, and where
/// it does not it is null, which is equal to nothing.
fn partial(cx: &Context<'_>, index: &mut Index) {
    if cx.can(cx.capabilities.indexes.partial) {
        return;
    }
    let Some(predicate) = index.predicate.take() else { return };
    for item in &mut index.items {
        let value = std::mem::replace(&mut item.expr, Expr::made(ExprKind::Null));
        item.expr = canonical(when(predicate.clone(), value, None));
    }
}

/// The types of the items, as far as they can be told; empty where all are columns and stay so.
fn item_types(
    cx: &Context<'_>,
    index: &Index,
    types: &[ValueType],
    table: &NativeTable,
) -> Vec<Option<NativeType>> {
    if index.predicate.is_none() && index.items.iter().all(|it| it.as_column().is_some()) {
        return Vec::new();
    }
    let of_value = |ty: &ValueType| match ty {
        ValueType::Scalar(scalar) => Some(cx.dialect.scalar_type(*scalar, &cx.options)),
        ValueType::Enum(idx) => Some(types::of_enum(cx, *idx)),
        ValueType::Integer => Some(cx.dialect.scalar_type(ScalarType::BigInt, &cx.options)),
        ValueType::Float => Some(cx.dialect.scalar_type(ScalarType::Double, &cx.options)),
        ValueType::Unknown
        | ValueType::Null
        | ValueType::Fraction
        | ValueType::Text
        | ValueType::Array => None,
    };
    let of_item = |(item, ty): (&IndexItem, &ValueType)| match item.as_column() {
        Some(name) => table.column(name).map(|it| it.ty.clone()),
        None => of_value(ty),
    };
    index.items.iter().zip(types).map(of_item).collect()
}

/// Columns that nobody sees for the expressions of an index; nothing when their type cannot be told.
fn hidden_columns(
    cx: &mut Context<'_>,
    index: &mut Index,
    types: &[Option<NativeType>],
    table: &NativeTable,
) -> Option<Vec<Column<NativeType>>> {
    let mut res: Vec<Column<NativeType>> = Vec::new();
    for (idx, item) in index.items.iter_mut().enumerate() {
        if item.as_column().is_some() {
            continue;
        }
        let title = cx.title();
        let uses = |it: &&Column<NativeType>| {
            it.identity.is_some() && item.expr.references().contains(&&it.name)
        };
        if let Some(counted) = table.columns.iter().find(uses) {
            cx.report(diags::index_on_identity(index.span, title, &index.name, &counted.name));
            return None;
        }
        let Some(ty) = types.get(idx).and_then(Option::as_ref) else {
            cx.report(diags::untyped_index(index.span, title, &index.name));
            return None;
        };
        let long = format!("{}_{}", index.name, idx + 1);
        let name = names::cut(&long, &cx.capabilities.names);
        let mut column = Column::new(name.clone(), ty.clone(), Origin::Lowering, index.span);
        column.is_nullable = true;
        column.settings.set("invisible", "true");
        let expr = std::mem::replace(&mut item.expr, Expr::reference(name));
        let expr = generated::without_padding(cx, expr, table);
        column.generated = Some(Box::new(Generated { expr, storage: Some(Storage::Virtual) }));
        res.push(column);
    }
    Some(res)
}
