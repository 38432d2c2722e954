//! One relation divided into entities.

use super::attributes::attribute_of;
use super::declarations::{find, members};
use super::dependencies::{functional_of, is_residual};
use super::names::names_in;
use super::obstacles;
use crate::base::Name;
use crate::model::EntityGraph;
use crate::normalize::naming::main_part;
use crate::normalize::relation::Relation;
use crate::normalize::study::Study;
use crate::syntax::ast::{Declaration, Docs, File, Member, MemberKind};
use crate::theory::{AttributeSet, Decomposition, FunctionalDependency, Part};

/// Rewrites the declaration of the relation in `files`; answers in which file. The error says why it cannot
/// be done.
pub(super) fn edit(
    files: &mut [File],
    model: &EntityGraph,
    study: &Study,
    names: &[String],
    sources: &[String],
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
    let mut cut = Cut {
        model,
        sources,
        relation,
        parts,
        decomposition,
        names,
        main,
        declaration,
        members,
        drafts,
    };
    cut.distribute()?;
    place.replace(files, cut.finish());
    Ok(place.file)
}

/// A declaration that is being divided.
pub(super) struct Cut<'a> {
    pub(super) model: &'a EntityGraph,
    /// What has the attributes: the relation, or every use of a composite type.
    pub(super) sources: &'a [String],
    pub(super) relation: &'a Relation,
    pub(super) parts: &'a [Part],
    pub(super) decomposition: &'a Decomposition,
    pub(super) names: &'a [String],
    /// The part that goes on as the relation.
    pub(super) main: Option<usize>,
    pub(super) declaration: &'a Declaration,
    pub(super) members: &'a [Member],
    pub(super) drafts: Vec<Draft>,
}

/// What will stand in the body of a part, beside the attributes of a new one.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) members: Vec<Member>,
    /// The dependencies among the members.
    pub(super) kept: Vec<FunctionalDependency>,
    pub(super) docs: Option<Box<Docs>>,
    pub(super) comments: Vec<String>,
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

    /// The part that an attribute itself goes to: where it depends on a key rather than being one.
    pub(super) fn home(&self, attributes: &AttributeSet) -> usize {
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

pub(super) fn first_key(part: &Part) -> AttributeSet {
    part.analysis.keys.keys.first().cloned().unwrap_or_default()
}

pub(super) fn is_dependency(member: &Member) -> bool {
    matches!(
        member.kind,
        MemberKind::FunctionalDependency(_)
            | MemberKind::MultivaluedDependency(_)
            | MemberKind::JoinDependency(_)
    )
}
