//! What every rule reads.

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashSet;

use super::allow::Allows;
use super::facts::{Facts, TableFacts};
use super::normal_forms;
use super::options::Options;
use crate::base::{DialectId, Edit, Id, Name, ScalarType, Sources, Span};
use crate::model::{
    Attribute, AttributeId, AttributeOwner, AttributePath, AttributeType, Entity, EntityGraph,
    EntityId, Expr, Operand, QuantifierKind, Step,
};
use crate::normalize::Relation;
use crate::schema::{Column, LogicalSchema, LogicalType, NativeSchema, Origin, Table};
use crate::syntax::ast;
use crate::theory::Analysis;

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The texts.
    pub sources: &'a Sources,
    /// What they say; the entry first.
    pub files: &'a [ast::File],
    /// What they mean.
    pub model: &'a EntityGraph,
    /// Its tables.
    pub logical: &'a LogicalSchema,
    /// What each database holds; empty where one of them has something against the tables.
    pub native: &'a [(DialectId, &'a NativeSchema)],
}

/// What every rule reads: the input, and what is computed of it once.
#[derive(Debug)]
pub struct Context<'a> {
    /// What is judged.
    pub input: Input<'a>,
    /// The entity graph of it.
    pub model: &'a EntityGraph,
    /// The tables of it.
    pub logical: &'a LogicalSchema,
    /// What rules are told.
    pub options: &'a Options,
    /// What is silenced.
    pub(super) allows: Allows<'a>,
    pub(super) facts: Facts<'a>,
    /// The relations that have dependencies beside their keys, each with what is known of it; found out when
    /// the first rule asks.
    studied: OnceCell<Vec<(Relation, Analysis)>>,
    /// The rules that ran so far.
    pub(super) ran: RefCell<FxHashSet<&'static str>>,
}

/// A table, its place and what is known of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct TableView<'a> {
    pub(super) idx: usize,
    pub(super) table: &'a Table<LogicalType>,
    pub(super) facts: &'a TableFacts<'a>,
}

impl<'a> Context<'a> {
    pub(super) fn new(input: Input<'a>, options: &'a Options) -> Context<'a> {
        Context {
            input,
            model: input.model,
            logical: input.logical,
            options,
            allows: Allows::of(input.files),
            facts: Facts::of(&input),
            studied: OnceCell::new(),
            ran: RefCell::default(),
        }
    }

    /// The databases that the model is built for; all of them where none has said so.
    pub(super) fn dialects(&self) -> impl Iterator<Item = DialectId> + use<'_> {
        let native = self.input.native.iter().map(|(dialect, _)| *dialect);
        let all = DialectId::ALL.into_iter().filter(|_| self.input.native.is_empty());
        native.chain(all)
    }

    /// The relations that have dependencies beside their keys, with what is known of each.
    pub(super) fn studied(&self) -> &[(Relation, Analysis)] {
        self.studied.get_or_init(|| normal_forms::study(self.model))
    }

    /// Every entity.
    pub(super) fn entities(&self) -> impl Iterator<Item = (EntityId, &'a Entity)> + use<'a> {
        self.model.entities.iter()
    }

    /// Every attribute of an entity, relationship or composite type.
    pub(super) fn attributes(
        &self,
    ) -> impl Iterator<Item = (AttributeId, &'a Attribute)> + use<'a> {
        let is_stored = |it: &Attribute| !matches!(it.owner, AttributeOwner::View(_));
        self.model.attributes.iter().filter(move |(_, it)| is_stored(it))
    }

    /// The attributes of one entity, those of its mixins included.
    pub(super) fn attributes_of(
        &self,
        entity: &'a Entity,
    ) -> impl Iterator<Item = (AttributeId, &'a Attribute)> + use<'a> {
        let model = self.model;
        entity.attributes.iter().map(move |&it| (it, &model.attributes[it]))
    }

    /// Every table.
    pub(super) fn tables(&self) -> impl Iterator<Item = TableView<'_>> {
        self.logical.tables.values().enumerate().map(|(idx, table)| TableView {
            idx,
            table,
            facts: &self.facts.tables[idx],
        })
    }

    /// The scalar behind an attribute of one value: its type, or what its domain narrows.
    pub(super) fn scalar(&self, attribute: &Attribute) -> Option<ScalarType> {
        if !matches!(attribute.quantifier, QuantifierKind::One | QuantifierKind::Optional) {
            return None;
        }
        match &attribute.ty {
            AttributeType::Scalar(scalar) => Some(*scalar),
            AttributeType::Domain(domain) => Some(self.model.domains[*domain].base),
            AttributeType::Enum(_)
            | AttributeType::Composite(_)
            | AttributeType::Entity(_)
            | AttributeType::Union(_)
            | AttributeType::Array(_)
            | AttributeType::Native(_)
            | AttributeType::Unknown => None,
        }
    }

    /// The scalar behind a column.
    pub(super) fn column_scalar(&self, ty: &LogicalType) -> Option<ScalarType> {
        match ty {
            LogicalType::Scalar(scalar) => Some(*scalar),
            LogicalType::Domain(idx) => match self.logical.domains.get(*idx).map(|it| &it.ty) {
                Some(LogicalType::Scalar(scalar)) => Some(*scalar),
                _ => None,
            },
            LogicalType::Enum(_) | LogicalType::Array(_) | LogicalType::Native(_) => None,
        }
    }

    /// The name of what has an attribute.
    pub(super) fn owner_name(&self, attribute: &Attribute) -> &'a Name {
        match attribute.owner {
            AttributeOwner::Entity(id) => &self.model.entities[id].name,
            AttributeOwner::Composite(id) => &self.model.composites[id].name,
            AttributeOwner::Relationship(id) => &self.model.relationships[id].name,
            AttributeOwner::View(id) => &self.model.views[id].name,
        }
    }

    /// Where what has an attribute is declared.
    pub(super) fn owner_span(&self, attribute: &Attribute) -> Span {
        match attribute.owner {
            AttributeOwner::Entity(id) => self.model.entities[id].name_span,
            AttributeOwner::Composite(id) => self.model.composites[id].name_span,
            AttributeOwner::Relationship(id) => self.model.relationships[id].name_span,
            AttributeOwner::View(id) => self.model.views[id].name_span,
        }
    }

    /// `Order.total`, to be put in backticks.
    pub(super) fn title(&self, attribute: &Attribute) -> String {
        format!("{}.{}", self.owner_name(attribute), attribute.name)
    }

    /// The attribute that an operand is, when it is one as a whole.
    pub(super) fn attribute_of(operand: &Operand) -> Option<AttributeId> {
        let Operand::Attribute(path) = operand else { return None };
        match path.steps.as_slice() {
            [Step::Attribute(id)] => Some(*id),
            _ => None,
        }
    }

    /// The attribute that a path of one step names.
    pub(super) fn whole_attribute(&self, path: &AttributePath) -> Option<&'a Attribute> {
        match path.steps.as_slice() {
            [Step::Attribute(id)] => Some(&self.model.attributes[*id]),
            _ => None,
        }
    }

    /// The same as an id.
    pub(super) fn whole_attribute_id(&self, path: &AttributePath) -> Option<AttributeId> {
        match path.steps.as_slice() {
            [Step::Attribute(id)] => Some(*id),
            _ => None,
        }
    }

    /// Every condition, default and derivation that the model says.
    pub(super) fn conditions(&self) -> Vec<&'a Expr> {
        let model = self.model;
        let mut res: Vec<&Expr> = Vec::new();
        for attribute in model.attributes.values() {
            res.extend(&attribute.checks);
            res.extend(attribute.default.as_deref());
            res.extend(attribute.derived.iter().map(|it| &it.expr));
        }
        for domain in model.domains.values() {
            res.extend(&domain.checks);
            res.extend(&domain.default);
        }
        for entity in model.entities.values() {
            res.extend(entity.checks.iter().map(|it| &it.expr));
            res.extend(entity.uniques.iter().filter_map(|it| it.predicate.as_ref()));
            res.extend(entity.indexes.iter().filter_map(|it| it.predicate.as_ref()));
            res.extend(entity.exclusions.iter().filter_map(|it| it.predicate.as_ref()));
        }
        for relationship in model.relationships.values() {
            res.extend(relationship.checks.iter().map(|it| &it.expr));
            res.extend(relationship.uniques.iter().filter_map(|it| it.predicate.as_ref()));
            res.extend(relationship.indexes.iter().filter_map(|it| it.predicate.as_ref()));
        }
        res.extend(model.composites.values().flat_map(|it| &it.checks).map(|it| &it.expr));
        res
    }

    /// What the model calls what a table holds.
    pub(super) fn table_title<T>(&self, table: &Table<T>) -> String {
        match table.origin {
            Origin::Entity(id) => self.model.entities[id].name.to_string(),
            Origin::Relationship(id) => self.model.relationships[id].name.to_string(),
            Origin::Attribute(id) => self.title(&self.model.attributes[id]),
            Origin::None | Origin::Role(_) | Origin::Hierarchy(_) | Origin::Lowering => {
                table.name.to_string()
            }
        }
    }

    /// What the model calls what a column holds.
    pub(super) fn column_title<T>(&self, column: &Column<T>) -> Name {
        match column.origin {
            Origin::Attribute(id) => self.model.attributes[id].name.clone(),
            Origin::Role(id) => self.model.role(id).label().clone(),
            Origin::None
            | Origin::Entity(_)
            | Origin::Relationship(_)
            | Origin::Hierarchy(_)
            | Origin::Lowering => column.name.clone(),
        }
    }

    /// The columns as the model calls them, quoted; the columns of one reference once.
    pub(super) fn column_names<T>(&self, table: &Table<T>, columns: &[Name]) -> String {
        let columns = columns.iter().filter_map(|it| table.column(it));
        let mut names: Vec<String> =
            columns.map(|it| format!("`{}`", self.column_title(it))).collect();
        names.dedup();
        names.join(", ")
    }

    /// Whether a foreign key refers to exactly these columns of a table.
    pub(super) fn is_referred_to(&self, view: &TableView<'_>, columns: &[Name]) -> bool {
        view.facts.incoming.iter().any(|&(from, place)| {
            let table = &self.logical.tables[Id::new(from)];
            let target = &table.foreign_keys[place].target_columns;
            target.len() == columns.len() && target.iter().all(|it| columns.contains(it))
        })
    }

    /// Whether some finding is called so.
    pub(super) fn is_finding(&self, name: &str) -> bool {
        super::rule(name).is_some() || is_code(name)
    }

    /// Whether what finds it has run.
    pub(super) fn has_run(&self, name: &str) -> bool {
        match super::rule(name) {
            Some(_) => self.ran.borrow().contains(name),
            None => is_code(name) && !self.input.native.is_empty(),
        }
    }

    /// An edit that replaces what is under a span.
    pub(super) fn replace(&self, span: Span, text: impl Into<String>) -> Edit {
        Edit { span, text: text.into() }
    }

    /// The text under a span.
    pub(super) fn text(&self, span: Span) -> &'a str {
        self.input.sources.slice(span)
    }
}

/// Whether the compiler itself has findings of this name.
fn is_code(name: &str) -> bool {
    let rooms = [
        crate::syntax::CODES,
        crate::model::CODES,
        crate::schema::lower::CODES,
        crate::dialect::CODES,
    ];
    rooms.into_iter().flatten().any(|it| it.name == name)
}
