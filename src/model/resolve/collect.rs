//! The first pass: every declaration gets its place and its name.

use unicode_normalization::UnicodeNormalization;

use super::annotations::Place;
use super::context::{Context, docs_of};
use super::declare::Site;
use crate::base::{DialectId, Name, lower_case};
use crate::model::diags;
use crate::model::{
    Attribute, AttributeId, CompositeId, DomainId, EntityId, EnumId, Metadata, Namespace,
    NamespaceId, RelationshipId, UnionId, ViewId,
};
use crate::syntax::ast::{self, Annotation, Declaration, DeclarationKind, File};

/// A declaration and where it is declared.
pub(super) struct Source<'a, Id, Ast> {
    pub(super) id: Id,
    pub(super) ast: &'a Ast,
    pub(super) namespace: Option<NamespaceId>,
}

/// A mixin: its members are copied into entities, so the model has no place for it.
pub(super) struct Mixin<'a> {
    pub(super) ast: &'a ast::Mixin,
    pub(super) namespace: Option<NamespaceId>,
    /// Whether a member of it could not be read or found.
    pub(super) is_incomplete: bool,
    /// The mixins that it takes over itself.
    pub(super) mixins: Vec<usize>,
    /// Its own attributes, made once; entities get copies.
    pub(super) attributes: Vec<(Attribute, &'a ast::Attribute)>,
}

/// An attribute of the model and how it is written.
#[derive(Clone, Copy)]
pub(super) struct AttributeSource<'a> {
    pub(super) ast: &'a ast::Attribute,
    /// The schema it is written in: of a mixin's attribute that of the mixin.
    pub(super) namespace: Option<NamespaceId>,
}

/// All declarations, sorted by kind. Sources of entities, composites, relationships and views are at the
/// index of their ids.
#[derive(Default)]
pub(super) struct Collected<'a> {
    pub(super) enums: Vec<Source<'a, EnumId, ast::Enum>>,
    pub(super) domains: Vec<Source<'a, DomainId, ast::Domain>>,
    pub(super) composites: Vec<Source<'a, CompositeId, ast::Composite>>,
    pub(super) unions: Vec<Source<'a, UnionId, ast::Union>>,
    pub(super) mixins: Vec<Mixin<'a>>,
    pub(super) entities: Vec<Source<'a, EntityId, ast::Entity>>,
    pub(super) relationships: Vec<Source<'a, RelationshipId, ast::Relationship>>,
    pub(super) views: Vec<Source<'a, ViewId, ast::View>>,
    pub(super) natives: Vec<(&'a Declaration, &'a ast::Native, Option<NamespaceId>)>,
    /// By attribute, once they are made.
    pub(super) attributes: Vec<AttributeSource<'a>>,
    /// By schema: what all its blocks carry.
    schema_annotations: Vec<Vec<&'a Annotation>>,
}

impl<'a> Collected<'a> {
    /// How an attribute is written.
    pub(super) fn attribute(&self, id: AttributeId) -> AttributeSource<'a> {
        self.attributes[id.idx()]
    }

    /// Every name of a declaration that is used somewhere.
    pub(super) fn used_names(&self) -> impl Iterator<Item = &'a ast::Path> {
        let members = self.entities.iter().flat_map(|it| &it.ast.members);
        let members = members.chain(self.relationships.iter().flat_map(|it| &it.ast.members));
        let members = members.chain(self.mixins.iter().flat_map(|it| &it.ast.members));
        let members = members.chain(self.composites.iter().flat_map(|it| &it.ast.members));
        let members = members.flat_map(names_in_member);
        let headers =
            self.entities.iter().flat_map(|it| it.ast.supertype.iter().chain(&it.ast.mixins));
        let headers = headers.chain(self.mixins.iter().flat_map(|it| &it.ast.mixins));
        let roles = self.relationships.iter().flat_map(|it| &it.ast.participants);
        let alternatives = self.unions.iter().flat_map(|it| &it.ast.alternatives);
        let owners = self.natives.iter().filter_map(|(_, it, _)| it.on.as_ref());
        members.chain(headers).chain(roles.map(|it| &it.entity)).chain(alternatives).chain(owners)
    }
}

/// The names of declarations in a member: the type of an attribute, what it or a foreign key refers to.
fn names_in_member(member: &ast::Member) -> Vec<&ast::Path> {
    let attribute = match &member.kind {
        ast::MemberKind::Attribute(attribute) => attribute,
        ast::MemberKind::ForeignKey(it) => return vec![&it.target],
        ast::MemberKind::Subtypes(it) => return it.entities.iter().collect(),
        ast::MemberKind::Key(_)
        | ast::MemberKind::Unique(_)
        | ast::MemberKind::Index(_)
        | ast::MemberKind::Check(_)
        | ast::MemberKind::Exclude(_)
        | ast::MemberKind::FunctionalDependency(_)
        | ast::MemberKind::MultivaluedDependency(_)
        | ast::MemberKind::JoinDependency(_)
        | ast::MemberKind::Unknown(_) => return Vec::new(),
    };
    let ty = match &attribute.ty.kind {
        ast::TypeKind::Named { path, .. } => Some(path),
        ast::TypeKind::Sql(_) => None,
    };
    let targets = attribute.modifiers.iter().filter_map(|it| {
        let ast::ModifierKind::References(paths) = &it.kind else { return None };
        Some(&paths.0)
    });
    ty.into_iter().chain(targets).collect()
}

/// Registers what `files` declare.
pub(super) fn collect<'a>(cx: &mut Context<'_>, files: &'a [File]) -> Collected<'a> {
    let mut res = Collected::default();
    // At most: lists as long as these would be copied for each growth, and room that is not needed costs nothing.
    let n_declarations = files.iter().map(|it| it.declarations.len()).sum();
    cx.model.entities.reserve(n_declarations);
    res.entities.reserve_exact(n_declarations);
    cx.symbols.has_gaps = files.iter().any(|it| it.has_gaps);
    for (file_idx, file) in files.iter().enumerate() {
        for declaration in &file.declarations {
            if let DeclarationKind::Model(header) = &declaration.kind {
                model_header(cx, declaration, header, file_idx == 0);
            }
            declare(cx, &mut res, declaration, None);
        }
    }
    for (idx, annotations) in std::mem::take(&mut res.schema_annotations).into_iter().enumerate() {
        let metadata = cx.metadata(annotations, Place::Schema);
        cx.model.namespaces[NamespaceId::new(idx)].metadata = metadata;
    }
    res
}

/// Only the entry file names the model.
fn model_header(
    cx: &mut Context<'_>,
    declaration: &Declaration,
    header: &ast::ModelHeader,
    is_entry: bool,
) {
    let metadata = cx.metadata(&declaration.annotations, Place::Model);
    // A model is for the databases that the project names; only settings are said here.
    let bare = |it: &&ast::Annotation| {
        let is_dialect =
            it.name.as_single().is_some_and(|it| DialectId::from_name(&it.name).is_some());
        is_dialect && it.arguments.is_empty()
    };
    for it in declaration.annotations.iter().filter(bare) {
        let name = it.name.first.name.clone();
        cx.report(diags::misplaced_annotation(it.span, &name, "a model"));
    }
    if !is_entry {
        cx.report(diags::model_in_import(declaration.header));
    } else if cx.model.name.is_none() {
        cx.model.name = Some(header.name.name.clone());
        cx.model.docs = docs_of(declaration.docs.as_deref());
        cx.model.metadata = metadata;
    }
}

fn declare<'a>(
    cx: &mut Context<'_>,
    res: &mut Collected<'a>,
    declaration: &'a Declaration,
    namespace: Option<NamespaceId>,
) {
    let site = Site { declaration, namespace };
    match &declaration.kind {
        // A file that has them elsewhere than at its top was reported on when it was read.
        DeclarationKind::Import(_) | DeclarationKind::Model(_) => {}
        DeclarationKind::Schema(block) if namespace.is_some() => {
            block.declarations.iter().for_each(|it| declare(cx, res, it, namespace));
        }
        DeclarationKind::Schema(block) => schema(cx, res, declaration, block),
        DeclarationKind::Unknown(names) => {
            names.iter().for_each(|it| cx.symbols.insert_broken(it.name.clone()));
        }
        DeclarationKind::Enum(ast) => site.enumeration(cx, res, ast),
        DeclarationKind::Domain(ast) => site.domain(cx, res, ast),
        DeclarationKind::Composite(ast) => site.composite(cx, res, ast),
        DeclarationKind::Union(ast) => site.union(cx, res, ast),
        DeclarationKind::Mixin(ast) => site.mixin(cx, res, ast),
        DeclarationKind::Entity(ast) => site.entity(cx, res, ast),
        DeclarationKind::Relationship(ast) => site.relationship(cx, res, ast),
        DeclarationKind::View(ast) => site.view(cx, res, ast),
        DeclarationKind::Native(ast) => res.natives.push((declaration, ast, namespace)),
    }
}

/// A schema may be said in several blocks and files; what they say is put together.
fn schema<'a>(
    cx: &mut Context<'_>,
    res: &mut Collected<'a>,
    declaration: &'a Declaration,
    block: &'a ast::SchemaBlock,
) {
    let docs = docs_of(declaration.docs.as_deref());
    let id = match cx.symbols.namespace(&block.name.name) {
        Some(id) => id,
        None => {
            let (name, name_span) = (block.name.name.clone(), block.name.span);
            let id = cx.model.namespaces.next_id();
            let twin = cx.symbols.insert_namespace(&block.name, folded(&name), id);
            if let Some((other, span)) = twin {
                cx.report(diags::confusable_names(name_span, &name, &other, span));
            }
            res.schema_annotations.push(Vec::new());
            let metadata = Metadata::default();
            cx.model.namespaces.alloc(Namespace { name, docs: None, metadata, name_span })
        }
    };
    let namespace = &mut cx.model.namespaces[id];
    namespace.docs = namespace.docs.take().or(docs);
    res.schema_annotations[id.idx()].extend(&declaration.annotations);
    for inner in &block.declarations {
        declare(cx, res, inner, Some(id));
    }
}

/// A name without what people overlook: case, and how an accent is encoded.
pub(super) fn folded(name: &Name) -> Name {
    if name.is_ascii() {
        return lower_case(name);
    }
    Name::new(name.nfkc().flat_map(char::to_lowercase).collect::<String>())
}
