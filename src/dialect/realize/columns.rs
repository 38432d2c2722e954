//! Columns: their types first, for expressions need those of all, then defaults and derived values.

use super::super::diags;
use super::super::expression::{Columns, Item, ValueType};
use super::super::settings::{SettingPlace, of_dialect};
use super::context::{Context, LogicalTable, NativeTable};
use super::tables::{Holder, comment};
use super::{defaults, generated, settings, types};
use crate::base::{Name, Span};
use crate::schema::{
    Check, Column, Expr, Identity, IdentityKind, LogicalType, NativeType, QualifiedName, Settings,
};

/// Gives `table` its columns, and says what expressions need to know of them.
pub(super) fn columns(
    cx: &mut Context<'_>,
    logical: &LogicalTable,
    table: &mut NativeTable,
) -> Columns {
    let admitted: Vec<&Column<LogicalType>> =
        logical.columns.iter().filter(|it| cx.admits(it.only)).collect();
    cx.has_all_columns = admitted.len() == logical.columns.len();
    let mut known = Columns::with_capacity(admitted.len());
    table.columns.reserve_exact(admitted.len());
    for logical in &admitted {
        let (column, ty) = column(cx, logical, &table.name);
        known.push(Item {
            name: column.name.clone(),
            ty,
            native: None,
            is_nullable: column.is_nullable,
        });
        table.columns.push(column);
    }
    if table.columns.is_empty() && !cx.capabilities.columns.1 {
        let title = cx.title();
        cx.report(diags::empty_table(table.span, title, &table.name.name));
    }
    for (idx, column) in admitted.iter().enumerate() {
        if column.generated.is_some() {
            generated::generated(cx, &admitted, idx, &known, table);
        } else {
            defaults::default(cx, column, idx, &known, table);
        }
        types::checks(cx, column, idx, table);
    }
    known
}

fn column(
    cx: &mut Context<'_>,
    logical: &Column<LogicalType>,
    table: &QualifiedName,
) -> (Column<NativeType>, ValueType) {
    let mut settings = settings::of(cx, &logical.settings, SettingPlace::Column, logical.span);
    let (ty, value) = held_type(cx, logical);
    settings.remove("type");
    let collation = settings.remove("collation").map(Name::new);
    let default = logical
        .identity
        .as_ref()
        .and_then(|_| counted(cx, table, &logical.name, &ty, &mut settings));
    let identity = logical.identity.as_ref().filter(|_| default.is_none());
    let is_nullable = logical.is_nullable || settings.remove("nullable").as_deref() == Some("true");
    let column = Column {
        name: logical.name.clone(),
        ty,
        is_nullable,
        identity: identity.map(|it| self::identity(it, &mut settings)),
        default: default.map(Box::new),
        generated: None,
        collation: collation.or_else(|| logical.collation.clone()),
        comment: comment(cx, logical.comment.as_deref(), Holder::Member, logical.span),
        settings,
        only: crate::base::DialectSet::NONE,
        origin: logical.origin,
        path: logical.path.clone(),
        from: cx.physical_sources(&logical.from),
        was: few(&logical.was),
        span: logical.span,
    };
    (column, value)
}

/// How a column is held, and what expressions know of its values.
pub(super) fn held_type(
    cx: &mut Context<'_>,
    logical: &Column<LogicalType>,
) -> (NativeType, ValueType) {
    let (ty, value) = types::of_column(cx, &logical.ty, logical);
    if logical.settings.is_empty() {
        return (ty, value);
    }
    let mut settings = of_dialect(&logical.settings, cx.dialect.id().name());
    let given = settings.find(|(name, _)| *name == "type");
    let given = given.and_then(|(_, text)| types::read(cx, text, logical.span));
    (given.unwrap_or(ty), value)
}

/// A copy of a list that hardly any column has anything in.
fn few(names: &[Name]) -> Vec<Name> {
    if names.is_empty() { Vec::new() } else { names.to_vec() }
}

/// The default of a column that counts by a sequence of its own, which is made. Only the settings of PostgreSQL have
/// the words that ask for one.
fn counted(
    cx: &mut Context<'_>,
    table: &QualifiedName,
    column: &Name,
    ty: &NativeType,
    settings: &mut Settings,
) -> Option<Expr> {
    let (sequence, default) = super::super::postgres::sequence(table, column, ty, settings)?;
    cx.res.sequences.push(sequence);
    Some(default)
}

/// The settings of a column that are about how it counts.
fn identity(logical: &Identity, settings: &mut Settings) -> Identity {
    let mut kept = logical.settings.clone();
    for name in ["start", "increment", "minvalue", "maxvalue", "cache", "cycle"] {
        if let Some(value) = settings.remove(name) {
            kept.set(name, value);
        }
    }
    let kind = match settings.remove("identity").as_deref() {
        Some("always") => IdentityKind::Always,
        Some(_) => IdentityKind::ByDefault,
        None => logical.kind,
    };
    Identity { kind, settings: kept }
}

/// A check that only this database needs.
pub(super) fn made_check(name: Name, expr: Expr, span: Span) -> Check {
    Check {
        name,
        column: None,
        expr,
        is_validated: true,
        comment: None,
        settings: Settings::new(),
        only: crate::base::DialectSet::NONE,
        span,
    }
}
