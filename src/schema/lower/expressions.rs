//! Expressions over attributes become expressions over the columns of one table.

use super::conditions::{all_null, any_not_null, flattened};
use super::layout::Layout;
use super::types::label;
use super::{Context, LogicalTableId, diags};
use crate::base::{BinaryOp, Expr as BaseExpr, ExprKind, Name, Span, UnaryOp};
use crate::model::{AttributePath, Expr as ModelExpr, Operand, Step};
use crate::schema::Expr;

/// Why something about attributes cannot be said about the columns of a table.
#[derive(Debug, Clone)]
pub(super) enum Unheld {
    /// Another table holds an attribute of it.
    Elsewhere(AttributePath),
    /// An attribute has several columns where one value is needed.
    Several,
}

impl Context<'_> {
    /// `expr`, whose attributes are parts of what `prefix` leads to, over the columns of `table`.
    pub(super) fn expression(
        &self,
        table: LogicalTableId,
        prefix: &[Step],
        expr: &ModelExpr,
    ) -> Result<Expr, Unheld> {
        let layout = self.layout(table);
        let mut missing = None;
        let mut replace = |operand: &Operand, span: Span| {
            let kind = match operand {
                Operand::EnumValue(item, idx) => label(self, *item, *idx),
                Operand::Value => ExprKind::Reference(Name::new_static("value")),
                Operand::Attribute(path) => value_of(layout, prefix, path).unwrap_or_else(|| {
                    missing.get_or_insert_with(|| path.clone());
                    ExprKind::Null
                }),
            };
            BaseExpr::new(kind, span)
        };
        let mut res = expr.substitute(&mut replace);
        if let Some(path) = missing {
            return Err(Unheld::Elsewhere(path));
        }
        spread(&mut res).map_or(Ok(res), |_| Err(Unheld::Several))
    }

    /// The columns of `table` that hold what `path` leads to.
    pub(super) fn columns(
        &self,
        table: LogicalTableId,
        prefix: &[Step],
        path: &AttributePath,
    ) -> Result<Vec<Name>, Unheld> {
        let res = self.layout(table).columns_of(prefix, &path.steps);
        if res.is_empty() { Err(Unheld::Elsewhere(path.clone())) } else { Ok(res) }
    }

    /// The columns of `table` that hold what all `paths` lead to, each once.
    pub(super) fn all_columns<'p>(
        &self,
        table: LogicalTableId,
        prefix: &[Step],
        paths: impl IntoIterator<Item = &'p AttributePath>,
    ) -> Result<Vec<Name>, Unheld> {
        let mut res: Vec<Name> = Vec::new();
        for path in paths {
            for column in self.columns(table, prefix, path)? {
                if !res.contains(&column) {
                    res.push(column);
                }
            }
        }
        Ok(res)
    }
}

/// The column of what `path` leads to; as a list, the columns that tell whether it is there when there are
/// several.
fn value_of(layout: &Layout, prefix: &[Step], path: &AttributePath) -> Option<ExprKind<Name>> {
    let mut columns = layout.columns_of(prefix, &path.steps);
    if columns.len() < 2 {
        return columns.pop().map(ExprKind::Reference);
    }
    let columns = telling(layout, prefix, &path.steps);
    Some(ExprKind::Array(columns.into_iter().map(BaseExpr::reference).collect()))
}

/// The columns that are all null when what `path` leads to is missing, and only then: one that cannot be
/// missing by itself, or, without such a one, all.
pub(super) fn telling(layout: &Layout, prefix: &[Step], path: &[Step]) -> Vec<Name> {
    let depth = prefix.len() + path.len();
    let mut own = layout.slots_of(prefix, path).filter(|it| !it.is_derived);
    let mandatory = |it: &&super::layout::Slot| {
        it.optional_until <= depth && it.union.is_none() && !it.is_shared
    };
    match own.find(mandatory) {
        Some(slot) => vec![slot.column.clone()],
        None => layout.columns_of(prefix, path),
    }
}

/// Spreads `is null` over lists of columns; the place of a list that stands anywhere else comes back.
/// Depth is bounded by the parser.
fn spread(expr: &mut Expr) -> Option<Span> {
    if let ExprKind::IsNull { operand, negated } = &expr.kind
        && let ExprKind::Array(items) = &operand.kind
    {
        let columns: Vec<Name> = items.iter().flat_map(|it| it.references()).cloned().collect();
        expr.kind = if *negated { any_not_null(&columns) } else { all_null(&columns) }.kind;
        return None;
    }
    if let ExprKind::Array(items) = &expr.kind
        && !items.is_empty()
    {
        return Some(expr.span);
    }
    let found = expr.children_mut().into_iter().find_map(spread);
    if let ExprKind::Nary { op, operands } = &mut expr.kind {
        *operands = flattened(*op, std::mem::take(operands));
    }
    found
}

impl Unheld {
    /// Says that `what`, at `span`, cannot be kept; as an error where the model would lose a column. That
    /// several columns stand for one value was said when the expression was read.
    pub(super) fn report(&self, cx: &mut Context<'_>, span: Span, what: &str, is_error: bool) {
        let Unheld::Elsewhere(path) = self else { return };
        let (name, declared) = match path.steps.first() {
            Some(Step::Attribute(id)) => {
                let attribute = &cx.model.attributes[*id];
                (attribute.name.clone(), attribute.name_span)
            }
            Some(Step::Role(id)) => {
                let role = cx.model.role(*id);
                (role.label().clone(), role.get().span)
            }
            None => (Name::default(), Span::nowhere()),
        };
        cx.report_once(diags::across_tables(span, what, &name, declared, is_error));
    }
}

/// Whether `expr` is null, and so a check of it holds, wherever all columns for which `is_absent` holds are
/// null: every comparison in it uses one of them, and nothing in it looks at nulls.
pub(super) fn is_silent_without(expr: &Expr, is_absent: &impl Fn(&Name) -> bool) -> bool {
    match &expr.kind {
        ExprKind::Nary { operands, .. } => {
            operands.iter().all(|it| is_silent_without(it, is_absent))
        }
        ExprKind::Unary { op: UnaryOp::Not, operand } => is_silent_without(operand, is_absent),
        ExprKind::Binary { op: BinaryOp::Distinct | BinaryOp::NotDistinct, .. } => false,
        ExprKind::Binary { .. }
        | ExprKind::Between { .. }
        | ExprKind::In { .. }
        | ExprKind::Reference(_)
        | ExprKind::Unary { .. }
        | ExprKind::Cast { .. }
        | ExprKind::Extract { .. } => {
            is_strict(expr) && expr.references().into_iter().any(is_absent)
        }
        ExprKind::Null
        | ExprKind::Bool(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::IsNull { .. }
        | ExprKind::Case { .. }
        | ExprKind::Call { .. }
        | ExprKind::Operator { .. }
        | ExprKind::Array(_)
        | ExprKind::Sql(_) => false,
    }
}

/// Whether a null anywhere in `expr` makes all of it null. What stands in the list of `in` is not counted
/// on, so lists of anything but literals are taken to be lenient.
fn is_strict(expr: &Expr) -> bool {
    let is_strict_kind = match &expr.kind {
        ExprKind::Bool(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::Reference(_)
        | ExprKind::Unary { .. }
        | ExprKind::Between { .. }
        | ExprKind::Cast { .. }
        | ExprKind::Extract { .. } => true,
        ExprKind::Binary { op, .. } => !matches!(op, BinaryOp::Distinct | BinaryOp::NotDistinct),
        ExprKind::In { list, .. } => list.iter().all(|it| it.references().is_empty()),
        ExprKind::Call { function, .. } => STRICT.contains(&function.as_str()),
        ExprKind::Null
        | ExprKind::Nary { .. }
        | ExprKind::IsNull { .. }
        | ExprKind::Case { .. }
        | ExprKind::Operator { .. }
        | ExprKind::Array(_)
        | ExprKind::Sql(_) => false,
    };
    is_strict_kind && expr.children().into_iter().all(is_strict)
}

/// Functions that give null when an argument is null, in every database.
const STRICT: &[&str] = &[
    "abs",
    "ceil",
    "floor",
    "left",
    "length",
    "lower",
    "power",
    "replace",
    "right",
    "round",
    "sqrt",
    "substring",
    "trim",
    "upper",
];
