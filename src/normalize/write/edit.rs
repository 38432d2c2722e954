//! One relation divided into entities.

use super::attributes::{Standing, attribute_of, copied, mark_key, mark_unique, moved, refer};
use super::declarations::{find, members, members_mut};
use super::dependencies::{functional_of, is_residual, residual};
use super::members::{after_gap, foreign_key, ident, key, unique};
use super::names::names_in;
use super::obstacles;
use crate::base::{Name, Span};
use crate::model::{EntityGraph, Step};
use crate::normalize::naming::main_part;
use crate::normalize::relation::Relation;
use crate::normalize::study::Study;
use crate::syntax::ast::{
    Annotation, Declaration, DeclarationKind, Docs, Entity, File, Member, MemberKind, Trivia,
};
use crate::theory::{AttributeSet, Decomposition, FunctionalDependency, Part};

/// Rewrites the declaration of the relation in `files`; answers in which file. The error says why it cannot
/// be done.
pub(super) fn edit(
    files: &mut [File],
    model: &EntityGraph,
    study: &Study,
    names: &[String],
) -> Result<usize, String> {
    let relation = &study.relation;
    let place = find(files, relation.span).ok_or("its declaration was not found")?;
    let declaration = place.get(files).ok_or("its declaration was not found")?.clone();
    let main = main_part(relation, &study.decomposition);
    obstacles::check(model, relation, &study.decomposition, main)?;
    let members = members(&declaration).ok_or("its declaration has no body")?;
    let decomposition = &study.decomposition;
    let drafts = decomposition.parts.iter().map(|_| Draft::default()).collect();
    let parts = &decomposition.parts;
    let declaration = &declaration;
    let mut cut =
        Cut { model, relation, parts, decomposition, names, main, declaration, members, drafts };
    cut.distribute()?;
    place.replace(files, cut.finish());
    Ok(place.file)
}

/// A declaration that is being divided.
struct Cut<'a> {
    model: &'a EntityGraph,
    relation: &'a Relation,
    parts: &'a [Part],
    decomposition: &'a Decomposition,
    names: &'a [String],
    /// The part that goes on as the relation.
    main: Option<usize>,
    declaration: &'a Declaration,
    members: &'a [Member],
    drafts: Vec<Draft>,
}

/// What will stand in the body of a part, beside the attributes of a new one.
#[derive(Default)]
struct Draft {
    members: Vec<Member>,
    /// The dependencies among the members.
    kept: Vec<FunctionalDependency>,
    docs: Option<Box<Docs>>,
    comments: Vec<String>,
}

impl Cut<'_> {
    /// Gives each member to the part that it speaks of.
    fn distribute(&mut self) -> Result<(), String> {
        for member in self.members {
            match &member.kind {
                MemberKind::FunctionalDependency(_) => self.dependency(member),
                MemberKind::MultivaluedDependency(_) | MemberKind::JoinDependency(_) => {
                    self.independence(member);
                }
                MemberKind::Attribute(_) => self.attribute(member)?,
                MemberKind::Key(_) if self.main.is_none() => {}
                MemberKind::Key(_)
                | MemberKind::Unique(_)
                | MemberKind::Index(_)
                | MemberKind::Check(_)
                | MemberKind::ForeignKey(_)
                | MemberKind::Exclude(_)
                | MemberKind::Subtypes(_)
                | MemberKind::Unknown(_) => {
                    let part = self.part_of(&names_in(member))?;
                    self.drafts[part].members.push(member.clone());
                }
            }
        }
        Ok(())
    }

    fn attribute(&mut self, member: &Member) -> Result<(), String> {
        let Some(attribute) = attribute_of(member) else { return Ok(()) };
        let mut names = names_in(member);
        names.push(attribute.name.name.clone());
        let own = self.set_of(&attribute.name.name);
        let part = match own.is_empty() {
            // A derived attribute goes with what it is computed from, one with many values stays.
            true => self.part_of(&names)?,
            false => {
                let home = self.home(&own);
                if !self.all_in(&names, home) {
                    return Err(format!(
                        "`{}` is declared by attributes of other parts",
                        attribute.name.name
                    ));
                }
                home
            }
        };
        if own.is_empty() && self.main.is_none() {
            return Err(format!("no part goes on as it, and it has `{}`", attribute.name.name));
        }
        if Some(part) == self.main || own.is_empty() {
            self.drafts[part].members.push(member.clone());
        }
        Ok(())
    }

    /// A dependency that the keys say from now on is dropped; what was written about it goes along with the
    /// entity that its left side is the key of.
    fn dependency(&mut self, member: &Member) {
        let Some(dependency) = functional_of(self.relation, member) else {
            return self.keep_comments(member, None);
        };
        let mut places = self.main.into_iter().chain(0..self.parts.len());
        match places.find(|it| is_residual(&self.parts[*it], &dependency)) {
            Some(part) => {
                self.drafts[part].members.push(member.clone());
                self.drafts[part].kept.push(dependency);
            }
            None => {
                let keyed = self.parts.iter().position(|it| first_key(it) == dependency.from);
                self.keep_comments(member, keyed.filter(|it| Some(*it) != self.main));
            }
        }
    }

    /// What is said of the whole relation stays as long as there is one; of parts it is said anew.
    fn independence(&mut self, member: &Member) {
        let whole = self.relation.dependencies.attributes();
        match self.parts.iter().position(|it| it.attributes == whole) {
            Some(part) => self.drafts[part].members.push(member.clone()),
            None => self.keep_comments(member, None),
        }
    }

    /// What was written above a member that goes.
    fn keep_comments(&mut self, member: &Member, part: Option<usize>) {
        let draft = &mut self.drafts[part.or(self.main).unwrap_or(0)];
        if let Some(trivia) = &member.trivia {
            draft.comments.extend(trivia.comments.iter().cloned());
            draft.comments.extend(trivia.trailing.iter().cloned());
        }
        match (&member.docs, part) {
            (Some(docs), Some(_)) if draft.docs.is_none() => {
                draft.docs = Some(Box::new(Docs { trailing: false, ..(**docs).clone() }));
            }
            (Some(docs), _) => {
                draft.comments.extend(docs.text.lines().map(|it| format!("// {it}")));
            }
            (None, _) => {}
        }
    }

    /// The declarations that take the place of the old one.
    fn finish(mut self) -> Vec<Declaration> {
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
        made.extend(self.references(idx, &mut body));
        insert(&mut body, made, residual(self.relation, part, &draft.kept));
        if let Some(members) = members_mut(&mut res) {
            *members = body;
        }
        res.body_end.comments.extend(draft.comments);
        res
    }

    /// The candidate keys of the part that the model does not know of; nothing about everything at once.
    fn undeclared_keys(&self, part: &Part) -> Vec<AttributeSet> {
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
        for attribute in first.iter().chain(rest.iter()) {
            let name = self.relation.attribute_name(attribute);
            let found = self
                .members
                .iter()
                .find(|it| attribute_of(it).is_some_and(|it| it.name.name == name));
            let Some(member) = found else { continue };
            let single = |set: &AttributeSet| set.len() == 1 && set.contains(attribute);
            let standing = match (single(&first), first.contains(attribute)) {
                (true, _) => Standing::Key,
                (_, true) => Standing::KeyPart,
                _ if part.analysis.keys.keys.iter().any(single) => Standing::Unique,
                _ => Standing::Plain,
            };
            let is_home = self.home(&AttributeSet::only(attribute)) == idx;
            body.push(match is_home {
                true => moved(member, &self.relation.name, standing),
                false => copied(member, &self.relation.name, standing),
            });
        }
        let mut made = Vec::new();
        if first.len() > 1 {
            made.push(key(&self.relation.names(&first)));
        }
        let others = part.analysis.keys.keys.iter().skip(1).filter(|it| it.len() > 1);
        made.extend(others.map(|it| unique(&self.relation.names(it))));
        made.extend(self.references(idx, &mut body));
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

    /// Lets a part refer to others: by its attribute where it is one, else by a foreign key.
    fn references(&self, part: usize, body: &mut [Member]) -> Vec<Member> {
        let mut res = Vec::new();
        for it in self.decomposition.inclusions.iter().filter(|it| it.from == part) {
            let names = self.relation.names(&it.attributes);
            let target = &self.names[it.to];
            let is_done = match names.as_slice() {
                [only] => self.is_scalar(only) && refer_by(body, only, target),
                _ => false,
            };
            if !is_done {
                res.push(foreign_key(&names, target));
            }
        }
        res
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

    /// The part that an attribute itself goes to: where it depends on a key rather than being one.
    fn home(&self, attributes: &AttributeSet) -> usize {
        let has = |idx: &usize| attributes.is_subset(&self.parts[*idx].attributes);
        let depends =
            |idx: &usize| has(idx) && attributes.is_disjoint(&first_key(&self.parts[*idx]));
        let all = || 0..self.parts.len();
        let main = self.main.filter(has);
        main.or_else(|| all().find(depends)).or_else(|| all().find(has)).or(self.main).unwrap_or(0)
    }

    /// The part that has all the attributes that `names` name.
    fn part_of(&self, names: &[Name]) -> Result<usize, String> {
        let mut places = self.main.into_iter().chain(0..self.parts.len());
        places.find(|it| self.all_in(names, *it)).ok_or_else(|| {
            let set = names.iter().fold(AttributeSet::new(), |res, it| &res | &self.set_of(it));
            format!("something is declared of {} together", self.relation.quoted(&set))
        })
    }

    fn all_in(&self, names: &[Name], part: usize) -> bool {
        names.iter().all(|it| self.set_of(it).is_subset(&self.parts[part].attributes))
    }

    /// The attributes of the relation that start with a name.
    fn set_of(&self, name: &Name) -> AttributeSet {
        crate::normalize::question::named(self.relation, name)
    }
}

fn first_key(part: &Part) -> AttributeSet {
    part.analysis.keys.keys.first().cloned().unwrap_or_default()
}

fn refer_by(body: &mut [Member], name: &str, target: &str) -> bool {
    let mut members = body.iter_mut();
    let is_it = |it: &&mut Member| attribute_of(it).is_some_and(|it| it.name.name == *name);
    members.find(is_it).is_some_and(|it| refer(it, target))
}

fn is_dependency(member: &Member) -> bool {
    matches!(
        member.kind,
        MemberKind::FunctionalDependency(_)
            | MemberKind::MultivaluedDependency(_)
            | MemberKind::JoinDependency(_)
    )
}

/// Puts `made` behind the attributes and constraints of a body and `dependencies` at its end, with an empty
/// line before each group that is new.
fn insert(body: &mut Vec<Member>, made: Vec<Member>, dependencies: Vec<Member>) {
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
