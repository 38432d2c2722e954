//! The first pass: every declaration gets its place and its name.

use unicode_normalization::UnicodeNormalization;

use super::annotations::Place;
use super::scope::Symbol;
use super::{Context, docs_of};
use crate::base::{Name, ScalarType};
use crate::model::diags;
use crate::model::{
    Composite, CompositeId, Domain, DomainId, Entity, EntityId, Enum, EnumId, Metadata, Namespace,
    NamespaceId, Relationship, RelationshipId, Union, UnionId, View, ViewId,
};
use crate::syntax::ast::{self, Declaration, DeclarationKind, File, Ident};

/// A declaration and where it is declared.
pub(super) struct Source<'a, Id, Ast> {
    pub(super) id: Id,
    pub(super) ast: &'a Ast,
    pub(super) namespace: Option<NamespaceId>,
}

/// All declarations, sorted by kind.
#[derive(Default)]
pub(super) struct Collected<'a> {
    pub(super) enums: Vec<Source<'a, EnumId, ast::Enum>>,
    pub(super) domains: Vec<Source<'a, DomainId, ast::Domain>>,
    pub(super) composites: Vec<Source<'a, CompositeId, ast::Composite>>,
    pub(super) unions: Vec<Source<'a, UnionId, ast::Union>>,
    pub(super) mixins: Vec<Source<'a, usize, ast::Mixin>>,
    pub(super) entities: Vec<Source<'a, EntityId, ast::Entity>>,
    pub(super) relationships: Vec<Source<'a, RelationshipId, ast::Relationship>>,
    pub(super) views: Vec<Source<'a, ViewId, ast::View>>,
    pub(super) natives: Vec<(&'a Declaration, &'a ast::Native, Option<NamespaceId>)>,
}

impl<'a> Collected<'a> {
    /// The declaration of `name`, when nothing refers to it.
    pub(super) fn unused_declaration(&self, name: &str) -> Option<&'a Ident> {
        let is_used = self.used_names().any(|it| it.last().name == name);
        if is_used { None } else { self.declared_names().find(|it| it.name == name) }
    }

    fn declared_names(&self) -> impl Iterator<Item = &'a Ident> {
        let entities = self.entities.iter().map(|it| &it.ast.name);
        let types = self.enums.iter().map(|it| &it.ast.name);
        let types = types.chain(self.domains.iter().map(|it| &it.ast.name));
        let types = types.chain(self.composites.iter().map(|it| &it.ast.name));
        let types = types.chain(self.unions.iter().map(|it| &it.ast.name));
        entities.chain(types).chain(self.mixins.iter().map(|it| &it.ast.name))
    }

    fn used_names(&self) -> impl Iterator<Item = &'a ast::Path> {
        let members = self.entities.iter().flat_map(|it| &it.ast.members);
        let members = members.chain(self.relationships.iter().flat_map(|it| &it.ast.members));
        let members = members.chain(self.mixins.iter().flat_map(|it| &it.ast.members));
        let members = members.chain(self.composites.iter().flat_map(|it| &it.ast.members));
        let types = members.filter_map(type_name);
        let headers =
            self.entities.iter().flat_map(|it| it.ast.supertype.iter().chain(&it.ast.mixins));
        let roles = self.relationships.iter().flat_map(|it| &it.ast.participants);
        let alternatives = self.unions.iter().flat_map(|it| &it.ast.alternatives);
        types.chain(headers).chain(roles.map(|it| &it.entity)).chain(alternatives)
    }
}

/// The name of the type of a member that is an attribute.
fn type_name(member: &ast::Member) -> Option<&ast::Path> {
    let ast::MemberKind::Attribute(attribute) = &member.kind else { return None };
    match &attribute.ty.kind {
        ast::TypeKind::Named { path, .. } => Some(path),
        ast::TypeKind::Sql(_) => None,
    }
}

/// Registers what `files` declare.
pub(super) fn collect<'a>(cx: &mut Context<'_>, files: &'a [File]) -> Collected<'a> {
    let mut res = Collected::default();
    for (file_idx, file) in files.iter().enumerate() {
        for (idx, declaration) in file.declarations.iter().enumerate() {
            if let DeclarationKind::Model(header) = &declaration.kind {
                model_header(cx, declaration, header, file_idx == 0, idx == 0);
                continue;
            }
            declare(cx, &mut res, declaration, None);
        }
    }
    res
}

fn model_header(
    cx: &mut Context<'_>,
    declaration: &Declaration,
    header: &ast::ModelHeader,
    is_entry: bool,
    is_first: bool,
) {
    if !is_entry {
        cx.report(diags::misplaced_model(declaration.span, "only the entry file names the model"));
    } else if !is_first {
        cx.report(diags::misplaced_model(
            declaration.span,
            "`model` stands before everything else",
        ));
    }
    if is_entry && cx.model.name.is_none() {
        cx.model.name = Some(header.name.name.clone());
        cx.model.docs = docs_of(declaration.docs.as_deref());
    }
    cx.metadata(&declaration.annotations, Place::Model);
}

fn declare<'a>(
    cx: &mut Context<'_>,
    res: &mut Collected<'a>,
    declaration: &'a Declaration,
    namespace: Option<NamespaceId>,
) {
    let docs = docs_of(declaration.docs.as_deref());
    match &declaration.kind {
        DeclarationKind::Import(_) => {}
        DeclarationKind::Model(header) => {
            cx.report(diags::misplaced_model(header.name.span, "a schema holds no model"));
        }
        DeclarationKind::Schema(block) => schema(cx, res, declaration, block, namespace),
        DeclarationKind::Unknown(names) => {
            names.iter().for_each(|it| cx.symbols.insert_broken(it.name.clone()));
        }
        DeclarationKind::Enum(ast) => {
            let metadata = cx.metadata(&declaration.annotations, Place::Enum);
            let (name, name_span) = (ast.name.name.clone(), ast.name.span);
            let values = Vec::new();
            let item = Enum { name, namespace, docs, values, metadata, name_span };
            let id = cx.model.enums.alloc(item);
            register(cx, namespace, &ast.name, Symbol::Enum(id), declaration.broken);
            res.enums.push(Source { id, ast, namespace });
        }
        DeclarationKind::Domain(ast) => {
            let metadata = cx.metadata(&declaration.annotations, Place::Domain);
            let id = cx.model.domains.alloc(Domain {
                name: ast.name.name.clone(),
                namespace,
                docs,
                base: ScalarType::Text,
                default: None,
                checks: Vec::new(),
                metadata,
                name_span: ast.name.span,
            });
            register(cx, namespace, &ast.name, Symbol::Domain(id), declaration.broken);
            res.domains.push(Source { id, ast, namespace });
        }
        DeclarationKind::Composite(ast) => {
            let metadata = cx.metadata(&declaration.annotations, Place::Composite);
            let id = cx.model.composites.alloc(Composite {
                name: ast.name.name.clone(),
                namespace,
                docs,
                attributes: Vec::new(),
                checks: Vec::new(),
                dependencies: Vec::new(),
                is_incomplete: declaration.broken,
                metadata,
                name_span: ast.name.span,
            });
            register(cx, namespace, &ast.name, Symbol::Composite(id), declaration.broken);
            res.composites.push(Source { id, ast, namespace });
        }
        DeclarationKind::Union(ast) => {
            let metadata = cx.metadata(&declaration.annotations, Place::Union);
            let (name, name_span) = (ast.name.name.clone(), ast.name.span);
            let alternatives = Vec::new();
            let item = Union { name, namespace, docs, alternatives, metadata, name_span };
            let id = cx.model.unions.alloc(item);
            register(cx, namespace, &ast.name, Symbol::Union(id), declaration.broken);
            res.unions.push(Source { id, ast, namespace });
        }
        DeclarationKind::Mixin(ast) => {
            cx.metadata(&declaration.annotations, Place::Mixin);
            let id = res.mixins.len();
            register(cx, namespace, &ast.name, Symbol::Mixin(id), declaration.broken);
            res.mixins.push(Source { id, ast, namespace });
        }
        DeclarationKind::Entity(ast) => {
            let metadata = cx.metadata(&declaration.annotations, Place::Entity);
            let id = cx.model.entities.alloc(entity(declaration, ast, namespace, docs, metadata));
            register(cx, namespace, &ast.name, Symbol::Entity(id), declaration.broken);
            res.entities.push(Source { id, ast, namespace });
        }
        DeclarationKind::Relationship(ast) => {
            let metadata = cx.metadata(&declaration.annotations, Place::Relationship);
            let item = relationship(declaration, ast, namespace, docs, metadata);
            let id = cx.model.relationships.alloc(item);
            register(cx, namespace, &ast.name, Symbol::Relationship(id), declaration.broken);
            res.relationships.push(Source { id, ast, namespace });
        }
        DeclarationKind::View(ast) => {
            let metadata = cx.metadata(&declaration.annotations, Place::View);
            let id = cx.model.views.alloc(View {
                name: ast.name.name.clone(),
                namespace,
                docs,
                attributes: Vec::new(),
                body: ast.body.clone(),
                metadata,
                name_span: ast.name.span,
                body_span: ast.body_span,
            });
            register(cx, namespace, &ast.name, Symbol::View(id), declaration.broken);
            res.views.push(Source { id, ast, namespace });
        }
        DeclarationKind::Native(ast) => res.natives.push((declaration, ast, namespace)),
    }
}

fn entity(
    declaration: &Declaration,
    ast: &ast::Entity,
    namespace: Option<NamespaceId>,
    docs: Option<String>,
    metadata: Metadata,
) -> Entity {
    Entity {
        name: ast.name.name.clone(),
        namespace,
        docs,
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
        is_incomplete: declaration.broken,
        metadata,
        name_span: ast.name.span,
        span: declaration.span,
    }
}

fn relationship(
    declaration: &Declaration,
    ast: &ast::Relationship,
    namespace: Option<NamespaceId>,
    docs: Option<String>,
    metadata: Metadata,
) -> Relationship {
    Relationship {
        name: ast.name.name.clone(),
        namespace,
        docs,
        roles: Vec::new(),
        attributes: Vec::new(),
        uniques: Vec::new(),
        indexes: Vec::new(),
        checks: Vec::new(),
        exclusions: Vec::new(),
        dependencies: Vec::new(),
        is_incomplete: declaration.broken,
        metadata,
        name_span: ast.name.span,
        span: declaration.span,
    }
}

fn schema<'a>(
    cx: &mut Context<'_>,
    res: &mut Collected<'a>,
    declaration: &'a Declaration,
    block: &'a ast::SchemaBlock,
    outer: Option<NamespaceId>,
) {
    if outer.is_some() {
        cx.report(diags::nested_schema(block.name.span));
        return;
    }
    let metadata = cx.metadata(&declaration.annotations, Place::Schema);
    let id = match cx.symbols.namespace(&block.name.name) {
        Some(id) => id,
        None => {
            let id = cx.model.namespaces.alloc(Namespace {
                name: block.name.name.clone(),
                docs: docs_of(declaration.docs.as_deref()),
                metadata,
                name_span: block.name.span,
            });
            cx.symbols.insert_namespace(&block.name.name, id);
            id
        }
    };
    for inner in &block.declarations {
        declare(cx, res, inner, Some(id));
    }
}

/// Gives a declared name its meaning; reports a second one, and one that is hard to tell from another.
fn register(
    cx: &mut Context<'_>,
    namespace: Option<NamespaceId>,
    name: &Ident,
    symbol: Symbol,
    is_broken: bool,
) {
    if is_broken {
        cx.symbols.insert_broken(name.name.clone());
    }
    if ScalarType::form(&name.name).is_some() {
        cx.report(diags::name_of_scalar(name.span, &name.name));
        return;
    }
    if let Some(before) = cx.symbols.insert(namespace, name, symbol) {
        cx.report(diags::duplicate_name(name.span, &name.name, before));
        return;
    }
    let key = (namespace, folded(&name.name));
    match cx.spans_of_names.get(&key) {
        Some((other, span)) => {
            let diagnostic = diags::confusable_names(name.span, &name.name, other, *span);
            cx.report(diagnostic);
        }
        None => {
            cx.spans_of_names.insert(key, (name.name.clone(), name.span));
        }
    }
}

/// A name without what people overlook: case, and how an accent is encoded.
pub(super) fn folded(name: &str) -> Name {
    if name.is_ascii() {
        return Name::new(name.to_ascii_lowercase());
    }
    Name::new(name.nfkc().flat_map(char::to_lowercase).collect::<String>())
}

/// Whether `text` says anything in any dialect.
pub(super) fn has_text(text: &crate::base::SqlText) -> bool {
    let all = text.bare.iter().chain(text.named.iter().map(|(_, text)| text));
    all.into_iter().any(|it| !it.trim().is_empty())
}
