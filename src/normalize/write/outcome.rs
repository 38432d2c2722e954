//! The declarations that a divided one leaves: what goes on, and the new entities.

use super::attributes::{Standing, attribute_of, copied, mark_key, mark_unique, moved, refer};
use super::declarations::members_mut;
use super::dependencies::residual;
use super::edit::{Cut, Draft, first_key, is_dependency};
use super::indexing::is_indexed;
use super::members::{after_gap, foreign_key, ident, index, key, unique};
use crate::base::Span;
use crate::model::Step;
use crate::normalize::relation::Owner;
use crate::syntax::ast::{Annotation, Declaration, DeclarationKind, Docs, Entity, Member, Trivia};
use crate::theory::{Attribute, AttributeSet, Part};

impl Cut<'_> {
    /// The declarations that take the place of the old one.
    pub(super) fn finish(mut self) -> Vec<Declaration> {
        let lost = self.lost_comments();
        let mut drafts = std::mem::take(&mut self.drafts);
        let heir = self.main.unwrap_or(0);
        drafts[heir].comments.extend(lost);
        let mut res = Vec::new();
        for (idx, draft) in drafts.into_iter().enumerate() {
            if Some(idx) == self.main {
                res.insert(0, self.main_declaration(idx, draft));
            } else {
                res.push(self.new_declaration(idx, draft, idx == heir));
            }
        }
        res
    }

    fn lost_comments(&self) -> Vec<String> {
        let lost = self.decomposition.preservation.lost.iter();
        let text = |it: &crate::theory::Lost| {
            self.relation.text(&self.relation.dependencies.get(it.dependency))
        };
        lost.map(|it| format!("// `{}` holds across tables: none of them can check it.", text(it)))
            .collect()
    }

    /// The old declaration, without what has moved.
    fn main_declaration(&self, idx: usize, draft: Draft) -> Declaration {
        let part = &self.parts[idx];
        let mut res = self.declaration.clone();
        let mut made = Vec::new();
        let mut body = draft.members;
        for (position, set) in self.undeclared_keys(part).into_iter().enumerate() {
            let is_key = position == 0 && !self.relation.has_key;
            match (set.len(), is_key) {
                (1, true) => self.on_attribute(&mut body, &set, mark_key),
                (1, false) => self.on_attribute(&mut body, &set, mark_unique),
                (_, true) => made.push(key(&self.relation.names(&set))),
                (_, false) => made.push(unique(&self.relation.names(&set))),
            }
        }
        self.references(idx, &mut body, &mut made);
        insert(&mut body, made, residual(self.relation, part, &draft.kept));
        if let Some(members) = members_mut(&mut res) {
            *members = body;
        }
        res.body_end.comments.extend(draft.comments);
        res
    }

    /// The candidate keys of the part that the model does not know of; a composite type has none.
    fn undeclared_keys(&self, part: &Part) -> Vec<AttributeSet> {
        if let Owner::Composite(_) = self.relation.owner {
            return Vec::new();
        }
        let declared = self.relation.dependencies.functional();
        let all = self.relation.dependencies.attributes();
        let is_known = |key: &AttributeSet| {
            declared.iter().enumerate().any(|(idx, it)| {
                let origin = self.relation.origin(crate::theory::DependencyId::Functional(idx));
                it.from == *key && (&it.from | &it.to) == all && origin.kind.is_key()
            })
        };
        let keys = part.analysis.keys.keys.iter().filter(|it| !it.is_empty());
        keys.filter(|it| !is_known(it)).cloned().collect()
    }

    /// A new entity.
    fn new_declaration(&self, idx: usize, draft: Draft, is_heir: bool) -> Declaration {
        let part = &self.parts[idx];
        let first = first_key(part);
        let mut body = Vec::new();
        let rest = &part.attributes - &first;
        let mut seen: Vec<&str> = Vec::new();
        for attribute in first.iter().chain(rest.iter()) {
            let name = self.declared_name(attribute);
            let is_it = |it: &&Member| attribute_of(it).is_some_and(|it| it.name.name == name);
            let Some(member) = self.members.iter().find(is_it) else { continue };
            // The parts of a composite or a reference move as the one attribute that they are.
            if seen.contains(&name) {
                continue;
            }
            seen.push(name);
            let single = |set: &AttributeSet| set.len() == 1 && set.contains(attribute);
            let standing = match (single(&first), first.contains(attribute)) {
                (true, _) => Standing::Key,
                (_, true) => Standing::KeyPart,
                _ if part.analysis.keys.keys.iter().any(single) => Standing::Unique,
                _ => Standing::Plain,
            };
            let is_home = self.home(&AttributeSet::only(attribute)) == idx;
            body.push(match is_home {
                true => moved(member, self.sources, standing),
                false => copied(member, self.sources, standing),
            });
        }
        let mut made = Vec::new();
        if first.len() > 1 {
            made.push(key(&self.relation.names(&first)));
        }
        let others = part.analysis.keys.keys.iter().skip(1).filter(|it| it.len() > 1);
        made.extend(others.map(|it| unique(&self.relation.names(it))));
        self.references(idx, &mut body, &mut made);
        made.extend(draft.members.iter().filter(|it| !is_dependency(it)).cloned());
        let mut dependencies: Vec<Member> =
            draft.members.into_iter().filter(is_dependency).collect();
        dependencies.extend(residual(self.relation, part, &draft.kept));
        insert(&mut body, made, dependencies);
        let docs = if is_heir { self.declaration.docs.clone() } else { draft.docs };
        let above = if is_heir { self.declaration.trivia.comments.clone() } else { Vec::new() };
        let trivia = Trivia {
            gap_before: true,
            comments: above.into_iter().chain(draft.comments).collect(),
            trailing: None,
        };
        self.entity(&self.names[idx], body, docs, trivia)
    }

    fn entity(
        &self,
        name: &str,
        members: Vec<Member>,
        docs: Option<Box<Docs>>,
        trivia: Trivia,
    ) -> Declaration {
        let is_kept = |it: &&Annotation| {
            it.name.rest.is_empty() && matches!(it.name.first.name.as_str(), "group" | "color")
        };
        Declaration {
            kind: DeclarationKind::Entity(Entity {
                name: ident(name),
                is_abstract: false,
                supertype: None,
                mixins: Vec::new(),
                members,
            }),
            docs,
            annotations: self.declaration.annotations.iter().filter(is_kept).cloned().collect(),
            trivia,
            body_end: Trivia::default(),
            inline: false,
            header: Span::nowhere(),
            span: Span::nowhere(),
            broken: false,
        }
    }

    /// Lets a part refer to others: by its attribute where it is one, else by a foreign key; with an index,
    /// unless a key or an index starts with what refers.
    fn references(&self, part: usize, body: &mut [Member], made: &mut Vec<Member>) {
        for it in self.decomposition.inclusions.iter().filter(|it| it.from == part) {
            let names = self.relation.names(&it.attributes);
            let target = &self.names[it.to];
            let is_done = match names.as_slice() {
                [only] => self.is_scalar(only) && refer_by(body, only, target),
                _ => false,
            };
            if !is_done {
                made.push(foreign_key(&names, target));
            }
            // A type has no index: what uses it gets one.
            let is_type =
                matches!(self.relation.owner, Owner::Composite(_)) && Some(part) == self.main;
            if !is_type && !is_indexed(body, &names) && !is_indexed(made, &names) {
                made.push(index(&names));
            }
        }
    }

    /// The name of what declares an attribute of the relation.
    fn declared_name(&self, attribute: Attribute) -> &str {
        let item = self.relation.attributes.get(attribute as usize);
        match item.map(|it| it.path.as_slice()) {
            Some([Step::Attribute(id), _, ..]) => &self.model.attributes[*id].name,
            _ => self.relation.attribute_name(attribute),
        }
    }

    fn on_attribute(&self, body: &mut [Member], set: &AttributeSet, change: fn(&mut Member)) {
        let name = self.relation.list(set);
        let mut members = body.iter_mut();
        let is_it = |it: &&mut Member| attribute_of(it).is_some_and(|it| it.name.name == name);
        if let Some(member) = members.find(is_it) {
            change(member);
        }
    }

    /// Whether the attribute holds a value of its own rather than a reference.
    fn is_scalar(&self, name: &str) -> bool {
        let attribute = self.relation.attributes.iter().find(|it| it.name == name);
        match attribute.map(|it| it.path.as_slice()) {
            Some([Step::Attribute(id)]) => !self.model.attributes[*id].ty.is_reference(),
            _ => false,
        }
    }
}

fn refer_by(body: &mut [Member], name: &str, target: &str) -> bool {
    let mut members = body.iter_mut();
    let is_it = |it: &&mut Member| attribute_of(it).is_some_and(|it| it.name.name == *name);
    members.find(is_it).is_some_and(|it| refer(it, target))
}

/// Puts `made` behind the attributes and constraints of a body and `dependencies` at its end, with an empty
/// line before each group that is new.
pub(super) fn insert(body: &mut Vec<Member>, made: Vec<Member>, dependencies: Vec<Member>) {
    let at = body.iter().position(is_dependency).unwrap_or(body.len());
    let follows_attribute = at.checked_sub(1).and_then(|it| body.get(it));
    let follows_attribute = follows_attribute.is_some_and(|it| attribute_of(it).is_some());
    let spaced = |it: Vec<Member>, wants_gap: bool| {
        it.into_iter().enumerate().map(move |(idx, it)| match idx == 0 && wants_gap {
            true => after_gap(it),
            false => it,
        })
    };
    body.splice(at..at, spaced(made, follows_attribute));
    let wants_gap = body.last().is_some_and(|it| !is_dependency(it));
    body.extend(spaced(dependencies, wants_gap));
}
