//! Schemas of the database, enums, domains, and the types of columns.

use super::Context;
use super::metadata::settings;
use super::naming::{self, Aged};
use crate::base::{ExprKind, Name, ScalarType, Span};
use crate::model::{AttributeType, Domain as ModelDomain, Enum as ModelEnum, Operand};
use crate::schema::{Check, Domain, Enum, Expr, LogicalType, Namespace, QualifiedName, Settings};

/// Makes what tables are declared with.
pub(super) fn lower(cx: &mut Context<'_>) {
    for namespace in cx.model.namespaces.values() {
        let Aged { name, was } = naming::schema(namespace);
        cx.schema.namespaces.push(Namespace { name, comment: namespace.docs.clone(), was });
    }
    for item in cx.model.enums.values() {
        let lowered = lowered_enum(cx, item);
        cx.schema.enums.push(lowered);
    }
    for domain in cx.model.domains.values() {
        let lowered = lowered_domain(cx, domain);
        cx.schema.domains.push(lowered);
    }
}

fn lowered_enum(cx: &Context<'_>, item: &ModelEnum) -> Enum {
    let old_labels = |(idx, value): (usize, &crate::model::EnumValue)| {
        let new = value.label.clone();
        let old: Vec<Name> = value.metadata.was.iter().filter(|it| **it != new).cloned().collect();
        old.into_iter().map(move |it| (it, idx))
    };
    let Aged { name, was: old_names } = Aged::of(&item.name, &item.metadata);
    Enum {
        name: QualifiedName { namespace: cx.namespace(item.namespace), name },
        labels: item.values.iter().map(|it| it.label.clone()).collect(),
        was: item.values.iter().enumerate().flat_map(old_labels).collect(),
        comment: item.docs.clone(),
        label_comments: item.values.iter().map(|it| it.docs.clone()).collect(),
        only: item.metadata.only,
        old_names,
        span: item.name_span,
    }
}

fn lowered_domain(cx: &mut Context<'_>, domain: &ModelDomain) -> Domain<LogicalType> {
    let Aged { name, was: old_names } = Aged::of(&domain.name, &domain.metadata);
    let expr =
        |it: &crate::model::Expr| it.substitute(&mut |operand, span| operand_of(cx, operand, span));
    let default = domain.default.as_ref().map(expr);
    let checks: Vec<Expr> = domain.checks.iter().map(expr).collect();
    let check = |(idx, expr): (usize, Expr)| {
        let number = if idx == 0 { String::new() } else { (idx + 1).to_string() };
        Check {
            name: super::naming::fit_before(&name, &format!("_check{number}")),
            column: None,
            span: expr.span,
            expr,
            is_validated: true,
            comment: None,
            settings: Settings::new(),
            only: crate::base::DialectSet::NONE,
        }
    };
    Domain {
        ty: LogicalType::Scalar(domain.base),
        is_not_null: false,
        default,
        checks: checks.into_iter().enumerate().map(check).collect(),
        collation: None,
        comment: domain.docs.clone(),
        settings: settings(&domain.metadata),
        only: domain.metadata.only,
        old_names,
        span: domain.name_span,
        name: QualifiedName { namespace: cx.namespace(domain.namespace), name },
    }
}

/// What an operand means where there are no columns: in a default or a domain.
fn operand_of(cx: &Context<'_>, operand: &Operand, span: Span) -> Expr {
    match operand {
        Operand::EnumValue(item, idx) => Expr::new(label(cx, *item, *idx), span),
        Operand::Value => Expr::new(ExprKind::Reference(Name::new_static("value")), span),
        // Defaults without attributes are seen to by `resolve`.
        Operand::Attribute(_) => Expr::new(ExprKind::Null, span),
    }
}

/// A value of an enum, as it is stored.
pub(super) fn label(
    cx: &Context<'_>,
    item: crate::model::EnumId,
    idx: usize,
) -> ExprKind<crate::schema::ColumnName> {
    ExprKind::String(cx.model.enums[item].values[idx].label.clone())
}

impl Context<'_> {
    /// An expression without columns.
    pub(super) fn constant(&self, expr: &crate::model::Expr) -> Expr {
        expr.substitute(&mut |operand, span| operand_of(self, operand, span))
    }

    /// The type of the column of an attribute that is no reference and has no parts.
    pub(super) fn column_type(&self, ty: &AttributeType) -> LogicalType {
        match ty {
            AttributeType::Scalar(scalar) => LogicalType::Scalar(*scalar),
            // Domains and enums are made in the order of the model.
            AttributeType::Domain(id) => LogicalType::Domain(id.idx()),
            AttributeType::Enum(id) => LogicalType::Enum(id.idx()),
            AttributeType::Array(item) => LogicalType::Array(Box::new(self.column_type(item))),
            AttributeType::Native(sql) => LogicalType::Native(sql.clone()),
            // References and composites have columns of their own; the rest was reported.
            AttributeType::Composite(_)
            | AttributeType::Entity(_)
            | AttributeType::Union(_)
            | AttributeType::Unknown => LogicalType::Scalar(ScalarType::Text),
        }
    }
}
