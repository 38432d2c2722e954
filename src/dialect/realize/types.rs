//! The types of columns.

use super::super::capabilities::{EnumSupport, Support};
use super::super::diags;
use super::super::expression::{ValueType, canonical};
use super::super::options::{DomainForm, EnumForm};
use super::columns::made_check;
use super::context::{Context, LogicalTable, NativeTable};
use crate::base::{ExprKind, Name, ScalarType, Span, SqlText};
use crate::schema::{Column, Expr, LogicalType, NativeType, QualifiedName, TypeArgument};

/// References lead to references: a weak entity of a weak entity of … so many are followed.
const MOST_STEPS: usize = 64;

/// How a column of this type is held, and what expressions know of its values.
pub(super) fn of_column(
    cx: &mut Context<'_>,
    ty: &LogicalType,
    column: &Column<LogicalType>,
) -> (NativeType, ValueType) {
    if column.identity.is_some()
        && let LogicalType::Scalar(scalar) = ty
        && let Some(native) = cx.dialect.identity_type(*scalar)
    {
        return (native, ValueType::Scalar(*scalar));
    }
    let site = Site { name: &column.name, span: column.span, is_for_one: column.only.is_one() };
    of(cx, ty, site)
}

/// Where a type stands.
#[derive(Clone, Copy)]
pub(super) struct Site<'n> {
    /// The name of the column or domain.
    pub(super) name: &'n str,
    pub(super) span: Span,
    /// Whether it exists in this dialect alone.
    pub(super) is_for_one: bool,
}

/// How a value of this type is held.
pub(super) fn of(
    cx: &mut Context<'_>,
    ty: &LogicalType,
    site: Site<'_>,
) -> (NativeType, ValueType) {
    let Site { name, span, .. } = site;
    match ty {
        LogicalType::Scalar(scalar) => {
            if *scalar == ScalarType::Interval && !cx.can(cx.capabilities.intervals) {
                let title = cx.title();
                cx.report(diags::interval_as_number(span, title, name));
            }
            (cx.dialect.scalar_type(*scalar, &cx.options), ValueType::Scalar(*scalar))
        }
        LogicalType::Domain(idx) => {
            let domain = &cx.logical.domains[*idx];
            let (base, value) = of(cx, &domain.ty, site);
            if is_native_domain(cx, *idx) {
                return (own_type(cx, &domain.name), value);
            }
            (domain_setting(cx, *idx).unwrap_or(base), value)
        }
        LogicalType::Enum(idx) => (of_enum(cx, *idx), ValueType::Enum(*idx)),
        LogicalType::Array(item) if cx.can(cx.capabilities.arrays) => {
            let (item, _) = of(cx, item, site);
            let n_dimensions = item.n_dimensions.saturating_add(1);
            (NativeType { n_dimensions, ..item }, ValueType::Array)
        }
        LogicalType::Array(_) => {
            let title = cx.title();
            cx.report(diags::array_as_json(span, title, name));
            (cx.dialect.scalar_type(ScalarType::Json, &cx.options), ValueType::Array)
        }
        LogicalType::Native(sql) => {
            let native = written(cx, sql, site);
            (native.unwrap_or_else(|| NativeType::plain("text")), ValueType::Unknown)
        }
    }
}

/// A type that was written as SQL.
fn written(cx: &mut Context<'_>, sql: &SqlText, site: Site<'_>) -> Option<NativeType> {
    let id = cx.dialect.id();
    let Some(text) = sql.text(id) else {
        cx.report(diags::missing_sql(site.span, id, "type"));
        return None;
    };
    let is_named = sql.named.iter().any(|(it, _)| *it == id);
    if !is_named && cx.options.n_dialects > 1 && !site.is_for_one {
        cx.report(diags::ambiguous_sql(site.span));
        return None;
    }
    read(cx, text, site.span)
}

/// Reads a type that was written for this database.
pub(super) fn read(cx: &mut Context<'_>, text: &str, span: Span) -> Option<NativeType> {
    if text.is_empty() && cx.capabilities.untyped_columns {
        return Some(NativeType::plain(""));
    }
    let res = cx.dialect.type_words().read(text);
    if res.is_none() {
        let title = cx.title();
        cx.report(diags::unreadable_type(span, title, text));
    }
    res
}

/// A type that the model makes. One that is called like a type of the database is found by its schema alone.
fn own_type(cx: &Context<'_>, name: &QualifiedName) -> NativeType {
    let QualifiedName { namespace, name } = cx.physical(name);
    let is_hidden = namespace.is_none() && cx.dialect.type_words().is_taken(&name);
    let default = cx.capabilities.default_namespace.filter(|_| is_hidden).map(Name::new_static);
    NativeType { namespace: namespace.or(default), ..NativeType::plain(name) }
}

fn is_native_domain(cx: &Context<'_>, idx: usize) -> bool {
    cx.options.domains == DomainForm::Native
        && cx.can(cx.capabilities.domains)
        && cx.admits(cx.logical.domains[idx].only)
}

/// `type Email = varchar(254) @postgres(type: "citext")`
fn domain_setting(cx: &mut Context<'_>, idx: usize) -> Option<NativeType> {
    let domain = &cx.logical.domains[idx];
    if domain.settings.is_empty() {
        return None;
    }
    let name = format!("{}.type", cx.dialect.id());
    read(cx, domain.settings.get(&name)?, domain.span)
}

/// How a column holds values of an enum.
pub(super) fn of_enum(cx: &Context<'_>, idx: usize) -> NativeType {
    let item = &cx.logical.enums[idx];
    match (enum_form(cx, idx), cx.capabilities.enums) {
        (EnumForm::Native, EnumSupport::Type) => own_type(cx, &item.name),
        (EnumForm::Native, EnumSupport::ColumnType) => NativeType {
            arguments: item.labels.iter().cloned().map(TypeArgument::Text).collect(),
            ..NativeType::plain("enum")
        },
        (EnumForm::Check | EnumForm::Lookup, _) | (EnumForm::Native, EnumSupport::None) => {
            label_type(cx, &item.labels)
        }
    }
}

/// How an enum is held: by the configuration, unless it is not made in this dialect.
pub(super) fn enum_form(cx: &Context<'_>, idx: usize) -> EnumForm {
    let form = cx.options.enums;
    let has_no_type = form == EnumForm::Native && cx.capabilities.enums == EnumSupport::None;
    match has_no_type || !cx.admits(cx.logical.enums[idx].only) {
        true => EnumForm::Check,
        false => form,
    }
}

/// The type of the text of a label: unbounded where that can be a key, else with room for longer labels.
pub(super) fn label_type(cx: &Context<'_>, labels: &[Name]) -> NativeType {
    let scalar = match cx.capabilities.indexes.unbounded {
        Support::Never => {
            let longest = labels.iter().map(|it| it.chars().count()).max().unwrap_or(0);
            let room = longest.next_power_of_two().clamp(32, 255);
            ScalarType::Varchar(room as u32)
        }
        Support::Always | Support::Since(_) => ScalarType::Text,
    };
    cx.dialect.scalar_type(scalar, &cx.options)
}

/// Checks for what the type of a column does not say by itself: the labels of an enum, the bound of a text.
pub(super) fn checks(
    cx: &mut Context<'_>,
    logical: &Column<LogicalType>,
    idx: usize,
    table: &mut NativeTable,
) {
    match &logical.ty {
        LogicalType::Scalar(scalar) => scalar_check(cx, logical, *scalar, idx, table),
        LogicalType::Domain(domain) => {
            if is_native_domain(cx, *domain) || is_checked_elsewhere(cx, logical) {
                return;
            }
            if let LogicalType::Scalar(scalar) = cx.logical.domains[*domain].ty {
                scalar_check(cx, logical, scalar, idx, table);
            }
            super::domains::inline(cx, logical, *domain, idx, table);
        }
        LogicalType::Enum(item) => {
            if enum_form(cx, *item) == EnumForm::Check && !is_checked_elsewhere(cx, logical) {
                let value = Expr::reference(logical.name.clone());
                let labels = cx.logical.enums[*item].labels.iter();
                let list = labels.map(|it| Expr::string(it.clone())).collect();
                let kind = ExprKind::In { operand: Box::new(value), list, negated: false };
                let name = cx.made(&table.name, &[&logical.name, "values"]);
                let expr = canonical(Expr::made(kind));
                table.checks.push(made_check(name, expr, logical.span));
            }
        }
        LogicalType::Array(_) => array_check(cx, logical, table),
        LogicalType::Native(_) => {}
    }
}

/// Whether the column refers to one of the same type: what that may hold is checked there.
fn is_checked_elsewhere(cx: &Context<'_>, column: &Column<LogicalType>) -> bool {
    let Some(mut table) = cx.table else { return false };
    let mut column = column;
    // Columns that refer to one another in a circle are checked each for itself.
    for n_steps in 0..MOST_STEPS {
        match referred(cx, table, column) {
            Some(next) => (table, column) = next,
            None => return n_steps > 0,
        }
    }
    false
}

/// The column of the same type that a column refers to, and its table.
fn referred<'a>(
    cx: &Context<'a>,
    table: &LogicalTable,
    column: &Column<LogicalType>,
) -> Option<(&'a LogicalTable, &'a Column<LogicalType>)> {
    let mut foreign_keys = table.foreign_keys.iter().filter(|it| cx.admits(it.only));
    foreign_keys.find_map(|it| {
        let place = it.columns.iter().position(|it| *it == column.name)?;
        let (_, target) = *cx.tables.get(&it.target)?;
        let found = target.column(it.target_columns.get(place)?)?;
        (found.ty == column.ty).then_some((target, found))
    })
}

fn scalar_check(
    cx: &mut Context<'_>,
    logical: &Column<LogicalType>,
    scalar: ScalarType,
    idx: usize,
    table: &mut NativeTable,
) {
    let Some(expr) = cx.dialect.type_check(scalar, &logical.name, &cx.options) else { return };
    // A type of the author's own says for itself what it takes.
    let is_usual = table.columns[idx].ty == cx.dialect.scalar_type(scalar, &cx.options);
    if is_usual && !is_checked_elsewhere(cx, logical) {
        let name = cx.made(&table.name, &[&logical.name, "type"]);
        table.checks.push(made_check(name, canonical(expr), logical.span));
    }
}

fn array_check(cx: &mut Context<'_>, logical: &Column<LogicalType>, table: &mut NativeTable) {
    if cx.can(cx.capabilities.arrays) || is_checked_elsewhere(cx, logical) {
        return;
    }
    if let Some(expr) = cx.dialect.type_check(ScalarType::Json, &logical.name, &cx.options) {
        let name = cx.made(&table.name, &[&logical.name, "type"]);
        table.checks.push(made_check(name, canonical(expr), logical.span));
    }
}
