//! Makes what a declaration declares, empty as yet, and gives its name a meaning.

use super::annotations::Place;
use super::collect::{Collected, Mixin, Source, folded};
use super::context::{Context, docs_of};
use super::symbols::Symbol;
use crate::base::ScalarType;
use crate::model::diags;
use crate::model::{
    Composite, Domain, Entity, Enum, Metadata, NamespaceId, Relationship, Union, View,
};
use crate::syntax::ast::{self, Declaration, Ident};

/// A declaration and the schema it stands in.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) declaration: &'a Declaration,
    pub(super) namespace: Option<NamespaceId>,
}

impl<'a> Site<'a> {
    pub(super) fn enumeration(
        self,
        cx: &mut Context<'_>,
        res: &mut Collected<'a>,
        ast: &'a ast::Enum,
    ) {
        let id = cx.model.enums.next_id();
        if !self.register(cx, &ast.name, Symbol::Enum(id)) {
            return;
        }
        let item = Enum {
            name: ast.name.name.clone(),
            namespace: self.namespace,
            docs: self.docs(),
            values: Vec::new(),
            is_incomplete: self.declaration.broken,
            metadata: self.metadata(cx, Place::Enum),
            name_span: ast.name.span,
        };
        cx.model.enums.alloc(item);
        res.enums.push(self.source(id, ast));
    }

    pub(super) fn domain(
        self,
        cx: &mut Context<'_>,
        res: &mut Collected<'a>,
        ast: &'a ast::Domain,
    ) {
        let id = cx.model.domains.next_id();
        if !self.register(cx, &ast.name, Symbol::Domain(id)) {
            return;
        }
        let item = Domain {
            name: ast.name.name.clone(),
            namespace: self.namespace,
            docs: self.docs(),
            base: ScalarType::Text,
            is_incomplete: true,
            default: None,
            checks: Vec::new(),
            metadata: self.metadata(cx, Place::Domain),
            name_span: ast.name.span,
        };
        cx.model.domains.alloc(item);
        res.domains.push(self.source(id, ast));
    }

    pub(super) fn composite(
        self,
        cx: &mut Context<'_>,
        res: &mut Collected<'a>,
        ast: &'a ast::Composite,
    ) {
        let id = cx.model.composites.next_id();
        if !self.register(cx, &ast.name, Symbol::Composite(id)) {
            return;
        }
        let item = Composite {
            name: ast.name.name.clone(),
            namespace: self.namespace,
            docs: self.docs(),
            attributes: Vec::new(),
            checks: Vec::new(),
            dependencies: Vec::new(),
            is_incomplete: self.declaration.broken,
            metadata: self.metadata(cx, Place::Composite),
            name_span: ast.name.span,
        };
        cx.model.composites.alloc(item);
        res.composites.push(self.source(id, ast));
    }

    pub(super) fn union(self, cx: &mut Context<'_>, res: &mut Collected<'a>, ast: &'a ast::Union) {
        let id = cx.model.unions.next_id();
        if !self.register(cx, &ast.name, Symbol::Union(id)) {
            return;
        }
        let item = Union {
            name: ast.name.name.clone(),
            namespace: self.namespace,
            docs: self.docs(),
            alternatives: Vec::new(),
            is_incomplete: self.declaration.broken,
            metadata: self.metadata(cx, Place::Union),
            name_span: ast.name.span,
        };
        cx.model.unions.alloc(item);
        res.unions.push(self.source(id, ast));
    }

    pub(super) fn mixin(self, cx: &mut Context<'_>, res: &mut Collected<'a>, ast: &'a ast::Mixin) {
        let symbol = Symbol::Mixin(res.mixins.len());
        if !self.register(cx, &ast.name, symbol) {
            return;
        }
        self.metadata(cx, Place::Mixin);
        res.mixins.push(Mixin {
            ast,
            namespace: self.namespace,
            is_incomplete: self.declaration.broken,
            mixins: Vec::new(),
            attributes: Vec::new(),
        });
    }

    pub(super) fn entity(
        self,
        cx: &mut Context<'_>,
        res: &mut Collected<'a>,
        ast: &'a ast::Entity,
    ) {
        let id = cx.model.entities.next_id();
        if !self.register(cx, &ast.name, Symbol::Entity(id)) {
            return;
        }
        let item = Entity {
            name: ast.name.name.clone(),
            namespace: self.namespace,
            docs: self.docs(),
            is_abstract: ast.is_abstract,
            supertype: None,
            mixins: Vec::new(),
            attributes: Vec::new(),
            key: None,
            uniques: Vec::new(),
            indexes: Vec::new(),
            checks: Vec::new(),
            foreign_keys: Vec::new(),
            exclusions: Vec::new(),
            hierarchies: Vec::new(),
            dependencies: Vec::new(),
            is_incomplete: self.declaration.broken,
            metadata: self.metadata(cx, Place::Entity),
            name_span: ast.name.span,
            span: self.declaration.span,
        };
        cx.model.entities.alloc(item);
        res.entities.push(self.source(id, ast));
    }

    pub(super) fn relationship(
        self,
        cx: &mut Context<'_>,
        res: &mut Collected<'a>,
        ast: &'a ast::Relationship,
    ) {
        let id = cx.model.relationships.next_id();
        if !self.register(cx, &ast.name, Symbol::Relationship(id)) {
            return;
        }
        let item = Relationship {
            name: ast.name.name.clone(),
            namespace: self.namespace,
            docs: self.docs(),
            roles: Vec::new(),
            attributes: Vec::new(),
            uniques: Vec::new(),
            indexes: Vec::new(),
            checks: Vec::new(),
            exclusions: Vec::new(),
            dependencies: Vec::new(),
            is_incomplete: self.declaration.broken,
            metadata: self.metadata(cx, Place::Relationship),
            name_span: ast.name.span,
            span: self.declaration.span,
        };
        cx.model.relationships.alloc(item);
        res.relationships.push(self.source(id, ast));
    }

    pub(super) fn view(self, cx: &mut Context<'_>, res: &mut Collected<'a>, ast: &'a ast::View) {
        let id = cx.model.views.next_id();
        if !self.register(cx, &ast.name, Symbol::View(id)) {
            return;
        }
        let item = View {
            name: ast.name.name.clone(),
            namespace: self.namespace,
            docs: self.docs(),
            attributes: Vec::new(),
            body: ast.body.clone(),
            metadata: self.metadata(cx, Place::View),
            name_span: ast.name.span,
            body_span: ast.body_span,
        };
        cx.model.views.alloc(item);
        res.views.push(self.source(id, ast));
    }

    fn source<Id, Ast>(self, id: Id, ast: &'a Ast) -> Source<'a, Id, Ast> {
        Source { id, ast, namespace: self.namespace }
    }

    fn docs(self) -> Option<String> {
        docs_of(self.declaration.docs.as_deref())
    }

    fn metadata(self, cx: &mut Context<'_>, place: Place) -> Metadata {
        cx.metadata(&self.declaration.annotations, place)
    }

    /// Gives a name its meaning. A second declaration of one name is reported and left out; a name that is
    /// hard to tell from another is reported. The name of a declaration that could not be read is a guess.
    fn register(self, cx: &mut Context<'_>, name: &Ident, symbol: Symbol) -> bool {
        if self.declaration.broken {
            cx.symbols.insert_broken(name.name.clone());
            return cx.symbols.insert(self.namespace, name, symbol).is_ok();
        }
        if let Err(before) = cx.symbols.insert(self.namespace, name, symbol) {
            cx.report(diags::duplicate_name(name.span, &name.name, before));
            return false;
        }
        if ScalarType::form(&name.name).is_some() {
            cx.report(diags::name_of_scalar(name.span, &name.name));
        }
        if let Some((other, span)) = cx.symbols.twin(self.namespace, folded(&name.name), name) {
            cx.report(diags::confusable_names(name.span, &name.name, &other, span));
        }
        true
    }
}
