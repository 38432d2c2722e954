//! From attributes to columns: a composite becomes its parts, a reference the key of what it refers to, a
//! reference to one of several entities the keys of all of them.

use super::composites::CompositeUse;
use super::drafts::Drafts;
use super::layout::{AttributeUse, Layout, Slot};
use super::metadata::narrowed;
use super::naming::{Aged, attribute as attribute_name, joined};
use super::references::ReferenceUse;
use super::unions::UnionUse;
use super::{Context, diags};
use crate::base::{Diagnostic, DialectSet, Name};
use crate::model::{
    Attribute, AttributeId, AttributeType, CompositeId, QuantifierKind, Step, Steps,
};
use crate::schema::{Column, LogicalType};

/// More columns than any of the databases takes in one table (MySQL: 4096).
pub(super) const MOST_COLUMNS: usize = 4096;
/// More parts of parts than anyone writes; composites that hold no columns cannot run away either.
const MOST_PARTS: usize = 4 * MOST_COLUMNS;

/// What attributes become.
#[derive(Debug, Default)]
pub(super) struct Expansion {
    pub(super) drafts: Vec<Draft>,
    pub(super) references: Vec<ReferenceUse>,
    pub(super) unions: Vec<UnionUse>,
    pub(super) composites: Vec<CompositeUse>,
    pub(super) checked: Vec<AttributeUse>,
    pub(super) many: Vec<AttributeUse>,
    pub(super) problems: Vec<Diagnostic>,
}

impl Expansion {
    fn lengths(&self) -> [usize; 6] {
        let (drafts, references, unions) =
            (self.drafts.len(), self.references.len(), self.unions.len());
        [drafts, references, unions, self.composites.len(), self.checked.len(), self.many.len()]
    }

    fn truncate(&mut self, [drafts, references, unions, composites, checked, many]: [usize; 6]) {
        self.drafts.truncate(drafts);
        self.references.truncate(references);
        self.unions.truncate(unions);
        self.composites.truncate(composites);
        self.checked.truncate(checked);
        self.many.truncate(many);
    }
}

/// A column that will be in a table, and what it holds. A shared one is there already.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) column: Column<LogicalType>,
    pub(super) slot: Slot,
}

/// Where attributes go.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place<'a> {
    /// The place of the entity among the members of the table.
    pub(super) member: usize,
    /// Whether other rows of the table have nothing in these columns.
    pub(super) is_kind: bool,
    /// The dialects of the table or of what the attributes belong to.
    pub(super) only: DialectSet,
    /// What is in the table already.
    pub(super) layout: Option<&'a Layout>,
}

/// An attribute that waits for its turn.
pub(super) struct Frame {
    pub(super) attribute: AttributeId,
    /// The way to it, itself included.
    pub(super) path: Steps,
    /// The composite that it is a part of, as a start of names.
    pub(super) prefix: Option<Aged>,
    /// How many steps lead to the last one that may be missing.
    pub(super) optional_until: usize,
    pub(super) only: DialectSet,
    pub(super) docs: Option<String>,
    /// Whether it is one value of an attribute with many, in a table of its own.
    pub(super) is_value: bool,
}

/// Whether there may be several values, which makes a table of their own.
pub(super) fn is_many(quantifier: QuantifierKind) -> bool {
    quantifier.max().is_none_or(|it| it > 1)
}

/// What `attributes`, of one entity or relationship, become. Those that share columns of others wait for
/// these; the order stays that of `attributes`.
pub(super) fn expand(cx: &Context<'_>, attributes: &[AttributeId], place: Place<'_>) -> Expansion {
    let mut res =
        Expansion { drafts: Vec::with_capacity(attributes.len()), ..Expansion::default() };
    let shares = |it: &&AttributeId| {
        cx.model.attributes[**it].reference.as_ref().is_some_and(|it| !it.sharing.is_empty())
    };
    for &attribute in attributes.iter().filter(|it| !shares(it)) {
        expand_one(cx, attribute, place, &mut res);
    }
    let mut sharing: Vec<AttributeId> = attributes.iter().filter(shares).copied().collect();
    if sharing.is_empty() {
        return res;
    }
    while !sharing.is_empty() {
        let is_ready = |it: &AttributeId| {
            let reference = cx.model.attributes[*it].reference.as_ref();
            reference.is_none_or(|it| !it.sharing.iter().any(|other| sharing.contains(other)))
        };
        // Those that share one another's columns are taken as they come; what they miss is reported.
        let next = sharing.iter().position(is_ready).unwrap_or(0);
        let attribute = sharing.remove(next);
        expand_one(cx, attribute, place, &mut res);
    }
    restore_order(&mut res, attributes);
    res
}

fn restore_order(res: &mut Expansion, attributes: &[AttributeId]) {
    let rank = |path: &[Step]| match path.first() {
        Some(Step::Attribute(first)) => attributes.iter().position(|it| it == first),
        Some(Step::Role(_)) | None => None,
    };
    res.drafts.sort_by_key(|it| rank(&it.slot.path));
    res.references.sort_by_key(|it| rank(&it.path));
}

/// Parts are taken from a stack of our own: nothing bounds how deep composites are nested.
fn expand_one(cx: &Context<'_>, attribute: AttributeId, place: Place<'_>, res: &mut Expansion) {
    let first = Frame {
        attribute,
        path: Steps::One(Step::Attribute(attribute)),
        prefix: None,
        optional_until: 0,
        only: place.only,
        docs: None,
        is_value: false,
    };
    run(cx, first, place, res);
}

/// What one value of an attribute with many becomes in a table of its own.
pub(super) fn expand_value(cx: &Context<'_>, it: &AttributeUse, place: Place<'_>) -> Expansion {
    let mut res = Expansion::default();
    let first = Frame {
        attribute: it.attribute,
        path: it.path.clone(),
        prefix: None,
        optional_until: 0,
        only: place.only,
        docs: None,
        is_value: true,
    };
    run(cx, first, place, &mut res);
    res
}

/// An attribute that becomes too many columns is left out.
fn run(cx: &Context<'_>, first: Frame, place: Place<'_>, res: &mut Expansion) {
    let whole = first.attribute;
    let before = res.lengths();
    let mut next = Some(first);
    let mut pending = Vec::new();
    let mut n_parts = 0;
    while let Some(mut frame) = next.take().or_else(|| pending.pop()) {
        n_parts += 1;
        if n_parts > MOST_PARTS || res.drafts.len() > MOST_COLUMNS {
            let attribute = &cx.model.attributes[whole];
            res.truncate(before);
            res.problems.push(diags::too_many_columns(attribute.name_span, &attribute.name));
            return;
        }
        let item = &cx.model.attributes[frame.attribute];
        frame.only = narrowed(frame.only, item.metadata.only);
        // The table of an attribute with many values has its documentation.
        if item.docs.is_some() && !frame.is_value {
            frame.docs.clone_from(&item.docs);
        }
        if is_many(item.quantifier) && !frame.is_value {
            res.many.push(frame.to_use(item, place));
            continue;
        }
        if frame.is_optional(item) {
            frame.optional_until = frame.path.len();
        }
        if !item.checks.is_empty() {
            res.checked.push(frame.to_use(item, place));
        }
        single(cx, &frame, place, res, &mut pending);
    }
}

fn single(
    cx: &Context<'_>,
    frame: &Frame,
    place: Place<'_>,
    res: &mut Expansion,
    pending: &mut Vec<Frame>,
) {
    let item = &cx.model.attributes[frame.attribute];
    let mut drafts = Drafts { cx, place, frame, item, res };
    match &item.ty {
        AttributeType::Composite(composite) => {
            drafts.res.composites.push(composite_of(frame, item, place, *composite));
            push_parts(cx, frame, *composite, pending);
        }
        AttributeType::Entity(target) => drafts.reference(*target),
        AttributeType::Union(union) => drafts.union(*union),
        AttributeType::Scalar(_)
        | AttributeType::Domain(_)
        | AttributeType::Enum(_)
        | AttributeType::Array(_)
        | AttributeType::Native(_)
        | AttributeType::Unknown => drafts.value(),
    }
}

fn composite_of(
    frame: &Frame,
    item: &Attribute,
    place: Place<'_>,
    composite: CompositeId,
) -> CompositeUse {
    CompositeUse {
        attribute: frame.attribute,
        composite,
        path: frame.path.clone(),
        name: frame.stem(&attribute_name(item)),
        is_optional: frame.is_optional(item),
        is_nullable: frame.is_nullable(place),
        only: frame.only,
    }
}

/// The parts of a value need no prefix where nothing stands beside them but the owner.
fn push_parts(cx: &Context<'_>, frame: &Frame, composite: CompositeId, pending: &mut Vec<Frame>) {
    let item = &cx.model.attributes[frame.attribute];
    let has_prefix = !frame.is_value || item.metadata.physical_name.is_some();
    let prefix = has_prefix.then(|| frame.name(&attribute_name(item)));
    for &part in cx.model.composites[composite].attributes.iter().rev() {
        pending.push(Frame {
            attribute: part,
            path: frame.path.iter().copied().chain([Step::Attribute(part)]).collect(),
            prefix: prefix.clone(),
            optional_until: frame.optional_until,
            only: frame.only,
            docs: frame.docs.clone(),
            is_value: false,
        });
    }
}

impl Frame {
    pub(super) fn name(&self, own: &Aged) -> Aged {
        match &self.prefix {
            Some(prefix) => prefix.join(own, joined),
            None => own.clone(),
        }
    }

    /// What its constraints are named after: nothing more than the table where the table is its own.
    pub(super) fn stem(&self, own: &Aged) -> Name {
        if self.is_value { Name::default() } else { self.name(own).name }
    }

    fn to_use(&self, item: &Attribute, place: Place<'_>) -> AttributeUse {
        AttributeUse {
            attribute: self.attribute,
            path: self.path.clone(),
            name: self.name(&attribute_name(item)),
            only: self.only,
            member: place.member,
        }
    }

    /// Whether it may be missing itself.
    pub(super) fn is_optional(&self, item: &Attribute) -> bool {
        item.quantifier.min() == 0 && !self.is_value
    }

    /// Whether what it is a part of may be missing while the row is there.
    pub(super) fn is_in_optional(&self, place: Place<'_>) -> bool {
        place.is_kind || (1..self.path.len()).contains(&self.optional_until)
    }

    pub(super) fn is_nullable(&self, place: Place<'_>) -> bool {
        place.is_kind || self.optional_until > 0
    }
}
