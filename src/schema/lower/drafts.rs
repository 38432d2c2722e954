//! The columns of one attribute without parts: a value, a reference, a reference to one of several entities.

use super::expansion::{Draft, Expansion, Frame, Place};
use super::identifiers::KeyColumn;
use super::layout::Slot;
use super::metadata::{index_wish, settings};
use super::naming::{Aged, attribute as attribute_name, referring};
use super::references::{ReferenceUse, Source};
use super::unions::UnionUse;
use super::{Context, diags, sharing};
use crate::base::{Expr as BaseExpr, ExprKind, Name};
use crate::model::{Attribute, AttributeType, EntityId, Step, UnionId};
use crate::schema::{Column, Expr, Identity, IdentityKind, LogicalType, Origin, Settings};

/// Makes the columns of one attribute.
pub(super) struct Drafts<'e, 'c> {
    pub(super) cx: &'e Context<'c>,
    pub(super) place: Place<'e>,
    pub(super) frame: &'e Frame,
    pub(super) item: &'e Attribute,
    pub(super) res: &'e mut Expansion,
}

/// The columns that hold the key of another entity.
struct KeyCopy {
    columns: Vec<Name>,
    /// Those of them that no other attribute owns.
    own: Vec<Name>,
    /// The place of the first of them among the drafts.
    first_draft: usize,
}

impl Drafts<'_, '_> {
    /// One column.
    pub(super) fn value(&mut self) {
        let (frame, item) = (self.frame, self.item);
        let own = match frame.is_value && item.metadata.physical_name.is_none() {
            true => Aged::new(Name::new_static("value"), Vec::new()),
            false => attribute_name(item),
        };
        let ty = self.cx.column_type(&item.ty);
        let mut column = self.column(frame.name(&own), ty, settings(&item.metadata));
        column.default = self.default().map(Box::new);
        column.identity = self.identity();
        let mut slot = self.slot(&[], column.name.clone());
        slot.is_derived = item.derived.is_some();
        if item.reference.as_ref().is_some_and(|it| it.literal.is_some()) {
            let reference = self.reference_use(None, vec![column.name.clone()], 1);
            self.res.references.push(reference);
        }
        self.res.drafts.push(Draft { column, slot });
    }

    /// The key of an entity; columns that are shared are there already.
    pub(super) fn reference(&mut self, target: EntityId) {
        let own = attribute_name(self.item);
        let is_whole_name = self.item.metadata.physical_name.is_some();
        let name_of = |key: &KeyColumn, n_own: usize| {
            if is_whole_name && n_own == 1 { own.clone() } else { own.join(&key.name, referring) }
        };
        let KeyCopy { columns, own, first_draft } = self.copy_key(target, &name_of);
        if let [_] = own.as_slice()
            && let Some(default) = self.default()
        {
            let mut drafts = self.res.drafts[first_draft..].iter_mut();
            if let Some(draft) = drafts.find(|it| !it.slot.is_shared) {
                draft.column.default = Some(Box::new(default));
            }
        }
        for draft in &mut self.res.drafts[first_draft..] {
            draft.slot.is_derived = self.item.derived.is_some();
        }
        let reference = self.reference_use(Some(target), columns, own.len());
        self.res.references.push(reference);
    }

    /// The keys of several entities, one of which is set.
    pub(super) fn union(&mut self, union: UnionId) {
        let own = attribute_name(self.item);
        let place = self.res.unions.len();
        let mut alternatives = Vec::new();
        for &target in &self.cx.model.unions[union].alternatives {
            let stem = self.cx.entity_stem(target);
            let name_of =
                |key: &KeyColumn, _| own.join(&stem.join(&key.name, referring), referring);
            let copy = self.copy_key(target, &name_of);
            let own = |it: &&mut Draft| !it.slot.is_shared;
            for draft in self.res.drafts[copy.first_draft..].iter_mut().filter(own) {
                draft.slot.union = Some(place);
                draft.column.is_nullable = true;
            }
            if copy.own.is_empty() && !copy.columns.is_empty() {
                let name = &self.cx.model.entities[target].name;
                self.res.problems.push(diags::all_shared(self.item.span, &self.item.name, name));
            }
            let mut reference = self.reference_use(Some(target), copy.columns, copy.own.len());
            reference.alternative = Some(stem.name);
            self.res.references.push(reference);
            alternatives.push(copy.own);
        }
        self.res.unions.push(UnionUse {
            attribute: self.frame.attribute,
            alternatives,
            name: self.frame.stem(&own),
            is_nullable: self.frame.is_nullable(self.place),
            only: self.frame.only,
        });
    }

    /// Adds the columns that hold the key of `target`, but for those that are shared.
    fn copy_key(
        &mut self,
        target: EntityId,
        name_of: &dyn Fn(&KeyColumn, usize) -> Aged,
    ) -> KeyCopy {
        let key = &self.cx.identifiers[self.cx.homes.root(target).idx()];
        let shared = sharing::columns(self.cx, self.item, target, self.place, self.res);
        let n_own = shared.iter().filter(|it| it.is_none()).count();
        let first_draft = self.res.drafts.len();
        let mut res = KeyCopy { columns: Vec::new(), own: Vec::new(), first_draft };
        for (key, shared) in key.iter().zip(shared) {
            let is_shared = shared.is_some();
            let name = match shared {
                Some(shared) => Aged::new(shared, Vec::new()),
                None => self.frame.name(&name_of(key, n_own)),
            };
            res.columns.push(name.name.clone());
            if !is_shared {
                res.own.push(name.name.clone());
            }
            let mut draft = self.key_copy(key, name);
            draft.slot.is_shared = is_shared;
            let others = key.other_paths.iter().map(|it| self.other_way(&draft, it));
            let others: Vec<Draft> = others.collect();
            self.res.drafts.push(draft);
            self.res.drafts.extend(others);
        }
        res
    }

    /// A further way to a key column, which is in the table already.
    fn other_way(&self, draft: &Draft, path: &[Step]) -> Draft {
        let path = self.frame.path.iter().chain(path).copied().collect();
        let slot = Slot { path, is_shared: true, ..draft.slot.clone() };
        Draft { column: draft.column.clone(), slot }
    }

    /// The default of a column. Where the column must be empty in some rows there can be none, and that of
    /// a domain is put out of force by `null`.
    fn default(&mut self) -> Option<Expr> {
        let of_domain = if let AttributeType::Domain(id) = self.item.ty {
            self.cx.model.domains[id].default.is_some()
        } else {
            false
        };
        let is_given = self.item.default.is_some() || of_domain && self.item.derived.is_none();
        if is_given && self.frame.is_in_optional(self.place) {
            let reason = diags::WhereMissing { is_kind: self.place.is_kind };
            let (span, name) = (self.item.name_span, &self.item.name);
            self.res.problems.push(diags::default_not_kept(span, name, reason));
            return of_domain.then(|| BaseExpr::made(ExprKind::Null));
        }
        self.item.default.as_ref().map(|it| self.cx.constant(it))
    }

    fn identity(&mut self) -> Option<Identity> {
        if !self.item.is_identity {
            return None;
        }
        if self.frame.is_in_optional(self.place) {
            let diagnostic = diags::identity_of_some(self.item.name_span, &self.item.name);
            self.res.problems.push(diagnostic);
            return None;
        }
        Some(Identity { kind: IdentityKind::ByDefault, settings: Settings::new() })
    }

    /// A column that holds what a key column of another table holds.
    fn key_copy(&self, key: &KeyColumn, name: Aged) -> Draft {
        let mut all = key.settings.clone();
        for (name, value) in settings(&self.item.metadata).iter() {
            all.set(name.clone(), value);
        }
        let slot = self.slot(&key.path, name.name.clone());
        let mut column = self.column(name, key.ty.clone(), all);
        column.default = key.default_of_copy().map(Box::new);
        Draft { column, slot }
    }

    fn slot(&self, rest: &[Step], column: Name) -> Slot {
        Slot {
            path: match rest {
                [] => self.frame.path.clone(),
                rest => self.frame.path.iter().chain(rest).copied().collect(),
            },
            column,
            optional_until: self.frame.optional_until,
            is_derived: false,
            is_shared: false,
            union: None,
            member: self.place.member,
        }
    }

    fn column(&self, name: Aged, ty: LogicalType, settings: Settings) -> Column<LogicalType> {
        let origin = Origin::Attribute(self.frame.attribute);
        let mut res = Column::new(name.name, ty, origin, self.item.name_span);
        res.was = name.was;
        res.is_nullable = self.frame.is_nullable(self.place);
        res.comment.clone_from(&self.frame.docs);
        res.settings = settings;
        res.only = self.frame.only;
        res
    }

    fn reference_use(
        &self,
        target: Option<EntityId>,
        columns: Vec<Name>,
        n_own: usize,
    ) -> ReferenceUse {
        ReferenceUse {
            source: Source::Attribute(self.frame.attribute),
            path: self.frame.path.clone(),
            target,
            columns,
            n_own,
            name: self.frame.stem(&attribute_name(self.item)),
            alternative: None,
            is_optional: self.frame.is_optional(self.item),
            cascades: self.frame.is_value,
            index: index_wish(&self.item.metadata),
            only: self.frame.only,
        }
    }
}
