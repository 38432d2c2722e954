//! Keys: which attributes identify an instance, and whether they can.

use super::Declarations;
use super::annotations::Place;
use super::clauses::{is_key, span_of};
use super::collect::Source;
use super::context::{Context, docs_of};
use super::key_parts::{self, Part};
use super::members::{self, Placed};
use super::scope::{Owner, Scope};
use crate::base::Span;
use crate::base::graph::order;
use crate::model::diags;
use crate::model::{
    AttributeId, AttributePath, AttributeType, EntityId, Key, Metadata, RelationshipId, Step, among,
};
use crate::syntax::ast::{self, MemberKind, Path};

/// Gives every entity its key, and looks at the attributes that join the keys of relationships.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let needs = needs(cx, declarations);
    let mut in_circle = vec![false; cx.model.entities.len()];
    for circle in super::circles(cx.model.entities.len(), &needs) {
        circle.iter().for_each(|&it| in_circle[it] = true);
        report_circle(cx, declarations, &circle);
    }
    for idx in order(cx.model.entities.len(), &needs).nodes.into_iter().filter(|it| !in_circle[*it])
    {
        entity(cx, declarations, &declarations.entities[idx]);
    }
    for source in &declarations.relationships {
        relationship(cx, declarations, source);
    }
}

/// An entity as it is declared.
type EntitySource<'a> = Source<'a, EntityId, ast::Entity>;

fn entity(cx: &mut Context<'_>, declarations: &Declarations<'_>, source: &EntitySource<'_>) {
    let mut candidates = Vec::new();
    candidates.extend(inline_key(cx, declarations, source.id));
    for (ast, placed) in listed(cx, declarations, source) {
        candidates.push(member_key(cx, source.id, ast, placed));
    }
    choose(cx, source.id, candidates);
}

/// The paths in the key of an entity that lead through something.
fn long_paths<'a>(
    cx: &Context<'_>,
    declarations: &Declarations<'a>,
    source: &EntitySource<'a>,
) -> Vec<&'a Path> {
    let paths = listed(cx, declarations, source).into_iter().flat_map(|it| &it.0.attributes);
    paths.filter(|it| !it.rest.is_empty()).collect()
}

/// The members of an entity that are keys.
fn listed<'a>(
    cx: &Context<'_>,
    declarations: &Declarations<'a>,
    source: &EntitySource<'a>,
) -> Vec<(&'a ast::Key, Placed<'a>)> {
    if !cx.entities[source.id.idx()].lists_key {
        return Vec::new();
    }
    let members = members::of_entity(cx, declarations, source).into_iter();
    let keys = members.filter_map(|it| {
        let MemberKind::Key(ast) = &it.member.kind else { return None };
        Some((&**ast, it))
    });
    keys.collect()
}

/// Which entities name parts of the keys of which in their own.
fn needs(cx: &Context<'_>, declarations: &Declarations<'_>) -> Vec<(usize, usize)> {
    let mut res = Vec::new();
    for source in &declarations.entities {
        for path in long_paths(cx, declarations, source) {
            let targets = targets(cx, source.id, path).into_iter();
            res.extend(targets.map(|it| (source.id.idx(), it.idx())));
        }
    }
    res
}

/// The entities that a path leads through.
fn targets(cx: &Context<'_>, entity: EntityId, path: &Path) -> Vec<EntityId> {
    let mut owner = Owner::Entity(entity);
    let mut res = Vec::new();
    for name in std::iter::once(&path.first).chain(&path.rest) {
        let Some(Step::Attribute(id)) = cx.find(owner, &name.name).map(|it| it.step) else { break };
        owner = match cx.model.attributes[id].ty {
            AttributeType::Composite(id) => Owner::Composite(id),
            AttributeType::Entity(target) => {
                res.push(cx.root(target));
                Owner::Entity(cx.root(target))
            }
            AttributeType::Scalar(_)
            | AttributeType::Domain(_)
            | AttributeType::Enum(_)
            | AttributeType::Union(_)
            | AttributeType::Array(_)
            | AttributeType::Native(_)
            | AttributeType::Unknown => break,
        };
    }
    // The last name is what the key holds, and through it the key leads nowhere.
    if path.rest.len() < res.len() {
        res.pop();
    }
    res
}

/// Entities whose keys name parts of one another's have none.
fn report_circle(cx: &mut Context<'_>, declarations: &Declarations<'_>, circle: &[usize]) {
    let mut links = Vec::new();
    for &idx in circle {
        let source = &declarations.entities[idx];
        if let Some(path) = long_paths(cx, declarations, source).first() {
            links.push((cx.model.entities[source.id].name.clone(), path.span()));
        }
        cx.model.entities[source.id].is_incomplete = true;
    }
    cx.report(diags::cyclic_key(&links));
}

/// A key, and where to speak of it.
struct Candidate {
    /// Nothing when an attribute of it could not be found.
    key: Option<Key>,
    /// Its place in the entity: of a mixin's key the name behind `with`.
    span: Span,
    is_inline: bool,
}

/// The first candidate is the key, unless the entity has that of its supertype.
fn choose(cx: &mut Context<'_>, entity: EntityId, candidates: Vec<Candidate>) {
    let mut candidates = candidates.into_iter();
    let Some(first) = candidates.next() else { return };
    if let Some(supertype) = cx.model.entities[entity].supertype {
        let (name, root) = (&cx.model.entities[entity].name, cx.root(supertype));
        let diagnostic = diags::key_of_subtype(first.span, name, &cx.model.entities[root].name);
        cx.report(diagnostic);
        return;
    }
    for second in candidates {
        cx.report(diags::second_key(second.span, first.span, first.is_inline));
    }
    cx.model.entities[entity].is_incomplete |= first.key.is_none();
    let identifier = first.key.as_ref().map(|it| it.attributes.clone());
    cx.entities[entity.idx()].identifier = identifier;
    cx.model.entities[entity].key = first.key;
}

/// The attributes with `key` behind them, as one key.
fn inline_key(
    cx: &mut Context<'_>,
    declarations: &Declarations<'_>,
    entity: EntityId,
) -> Option<Candidate> {
    let marked = among(&cx.keys, &cx.model.entities[entity].attributes).to_vec();
    let &first = marked.first()?;
    let mark = |it: AttributeId| span_of(declarations.attribute(it).ast, is_key);
    for &attribute in &marked {
        key_parts::check(cx, &AttributePath::attribute(attribute), Part::Marked(mark(attribute)));
    }
    let span = members::with_of(cx, declarations, entity, first).unwrap_or_else(|| mark(first));
    let key = Key {
        name: None,
        attributes: marked.iter().map(|&it| AttributePath::attribute(it)).collect(),
        docs: None,
        metadata: Metadata::default(),
        span: cx.model.attributes[first].span,
    };
    Some(Candidate { key: Some(key), span, is_inline: true })
}

/// `key name: (a, b)`
fn member_key(
    cx: &mut Context<'_>,
    entity: EntityId,
    ast: &ast::Key,
    placed: Placed<'_>,
) -> Candidate {
    let metadata = cx.metadata(&placed.member.annotations, Place::Key);
    let scope = Scope::of_entity(entity, placed.namespace);
    let attributes = cx.paths(scope, &ast.attributes);
    for (path, ast) in attributes.iter().flatten().zip(&ast.attributes) {
        key_parts::check(cx, path, Part::Listed(ast.span()));
    }
    let attributes = attributes.filter(|it| !has_repeated(cx, ast, it));
    let name = ast.name.as_ref().map(|it| it.name.clone());
    let span = placed.member.span;
    let docs = docs_of(placed.member.docs.as_deref());
    let key = attributes.map(|attributes| Key { name, attributes, docs, metadata, span });
    let word = Span { end: span.start + "key".len() as u32, ..span };
    Candidate { key, span: placed.with.unwrap_or(word), is_inline: false }
}

fn has_repeated(cx: &mut Context<'_>, ast: &ast::Key, paths: &[AttributePath]) -> bool {
    for (idx, path) in paths.iter().enumerate() {
        if let Some(first) = paths[..idx].iter().position(|it| it == path) {
            let first = ast.attributes[first].span();
            cx.report(diags::repeated_attribute(&ast.attributes[idx], first));
            return true;
        }
    }
    false
}

/// The key of a relationship follows from its quantifiers; attributes can only join it.
fn relationship(
    cx: &mut Context<'_>,
    declarations: &Declarations<'_>,
    source: &Source<'_, RelationshipId, ast::Relationship>,
) {
    for member in &source.ast.members {
        if let MemberKind::Key(_) = &member.kind {
            cx.report(diags::key_in_relationship(member.span));
        }
    }
    for attribute in among(&cx.keys, cx.attributes_of(source.id)).to_vec() {
        let mark = span_of(declarations.attribute(attribute).ast, is_key);
        key_parts::check(cx, &AttributePath::attribute(attribute), Part::Marked(mark));
    }
}
