//! The columns of the tables of entities: the key shared with a supertype, then the attributes of each
//! entity that lives there.

use rustc_hash::FxHashSet;

use super::collisions::{self, Naming};
use super::columns::{add, add_key_copy, install};
use super::discriminators::{self, Discriminator};
use super::expansion::{Place, expand};
use super::homes::{Attachment, Standing};
use super::{Context, LogicalTableId, conditions, keys};
use crate::base::{
    DialectSet, Expr as BaseExpr, ExprKind, Name, ReferentialAction, ScalarType, Span,
};
use crate::model::EntityId;
use crate::schema::{
    Check, Column, Dependency, DependencyKind, DependencyOrigin, Expr, ForeignKey, LogicalType,
    Origin, Settings, Unique,
};

/// Gives every table of entities its columns and its primary key.
pub(super) fn columns(cx: &mut Context<'_>) {
    cx.discriminators.resize_with(cx.model.hierarchies.len(), || None);
    let mut type_names = discriminators::type_names(cx);
    let mut marks = FxHashSet::default();
    for plan in 0..cx.homes.plans.len() {
        let (table, entity) = (cx.homes.plans[plan].table, cx.homes.plans[plan].entity);
        if let Some(attachment) = cx.homes.plans[plan].attachment {
            attach(cx, table, entity, attachment);
        }
        for member in 0..cx.homes.plans[plan].members.len() {
            let it = cx.homes.plans[plan].members[member];
            let item = &cx.model.entities[it.entity];
            let place = Place {
                member,
                is_kind: it.standing == Standing::Kind,
                only: if it.standing == Standing::Own {
                    DialectSet::NONE
                } else {
                    item.metadata.only
                },
                layout: Some(cx.layout(table)),
            };
            let expansion = expand(cx, &item.attributes, place);
            install(cx, table, expansion);
            discriminators::columns(cx, table, it, &mut type_names);
        }
        keys::primary(cx, plan);
        collisions::note_apart(cx, table, &mut marks);
    }
}

/// The key of a subtype's table is that of its supertype's, with what says which subtype it is.
fn attach(cx: &mut Context<'_>, table: LogicalTableId, entity: EntityId, attachment: Attachment) {
    let item = &cx.model.entities[entity];
    let span = item.name_span;
    let key = cx.identifiers[cx.homes.root(entity).idx()].clone();
    let mut names: Vec<Name> = Vec::with_capacity(key.len() + 1);
    for it in key {
        let mut column = Column::new(it.name.name.clone(), it.ty.clone(), Origin::Lowering, span);
        column.was = it.name.was.clone();
        column.settings = it.settings.clone();
        column.default = it.default_of_copy().map(Box::new);
        names.push(it.name.name.clone());
        add_key_copy(cx, table, column, &it);
    }
    let n_key_columns = names.len();
    for (column, condition) in marks(cx, attachment) {
        let name = column.name.clone();
        add(cx, table, column);
        constant(cx, table, &name, condition, (attachment.subtype, span));
        names.push(name);
    }
    if names.is_empty() {
        return;
    }
    if names.len() > n_key_columns {
        make_referable(cx, attachment.to, &names, span);
    }
    let foreign_key = ForeignKey {
        name: Name::default(),
        columns: names.clone(),
        target: cx.table(attachment.to).name.clone(),
        target_columns: names.clone(),
        match_full: false,
        on_delete: ReferentialAction::Cascade,
        on_update: ReferentialAction::NoAction,
        deferrable: None,
        is_validated: true,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span,
    };
    cx.add_foreign_key(table, Naming::new(None, &names, "fkey"), foreign_key);
}

/// A column that says the same in every row, and the condition that it does.
type Mark = (Column<LogicalType>, Expr);

/// What says in the table of the supertype which rows are those of the subtype: the subtype's place in its
/// groups, and that of a supertype which shares the table with other kinds.
fn marks(cx: &Context<'_>, attachment: Attachment) -> Vec<Mark> {
    let subtype = attachment.subtype;
    let above = cx.model.entities[subtype].supertype.filter(|it| cx.homes.is_kind(*it));
    let entities = above.into_iter().chain([subtype]);
    let mut res: Vec<Mark> = Vec::new();
    for &(group, place) in entities.flat_map(|it| &cx.homes.groups[it.idx()]) {
        let (origin, span) = (Origin::Hierarchy(group), cx.model.entities[subtype].name_span);
        match &cx.discriminators[group.idx()] {
            Some(Discriminator::Column { name, ty, labels, .. }) => {
                let mut column = Column::new(name.clone(), ty.clone(), origin, span);
                column.default = Some(Box::new(BaseExpr::string(labels[place].clone())));
                res.push((column, conditions::equals(name, &labels[place])));
            }
            Some(Discriminator::Flags(flags)) => {
                let ty = LogicalType::Scalar(ScalarType::Bool);
                let mut column = Column::new(flags[place].clone(), ty, origin, span);
                column.default = Some(Box::new(BaseExpr::made(ExprKind::Bool(true))));
                res.push((column, BaseExpr::reference(flags[place].clone())));
            }
            None => {}
        }
    }
    res
}

/// Holds a column to the one value that rows of `subtype` have there.
pub(super) fn constant(
    cx: &mut Context<'_>,
    table: LogicalTableId,
    column: &Name,
    condition: Expr,
    (subtype, span): (EntityId, Span),
) {
    let check = made_check(condition, span);
    cx.add_check(table, Naming::new(None, std::slice::from_ref(column), "check"), check);
    cx.schema.tables[table].dependencies.push(Dependency {
        kind: DependencyKind::Functional {
            determinant: Vec::new(),
            dependent: vec![column.clone()],
        },
        origin: DependencyOrigin::Hierarchy(subtype),
        span,
    });
}

/// A check that lowering makes, without a name yet.
pub(super) fn made_check(expr: Expr, span: Span) -> Check {
    Check {
        name: Name::default(),
        column: None,
        expr,
        is_validated: true,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span,
    }
}

/// A foreign key needs a unique constraint to refer to.
fn make_referable(cx: &mut Context<'_>, table: LogicalTableId, columns: &[Name], span: Span) {
    if cx.table(table).uniques.iter().any(|it| it.columns == columns) {
        return;
    }
    let unique = made_unique(columns.to_vec(), span);
    cx.add_unique(table, Naming::new(None, columns, "key"), unique);
}

/// A unique constraint that lowering makes, without a name yet.
pub(super) fn made_unique(columns: Vec<Name>, span: Span) -> Unique {
    Unique {
        name: Name::default(),
        columns,
        nulls_not_distinct: false,
        deferrable: None,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span,
    }
}
