//! Which attributes of its own entity a member names.

use crate::base::{Expr as BaseExpr, Name};
use crate::syntax::ast::{Expr, Item, Member, MemberKind, ModifierKind, Path};

/// The first names of the paths in `member`; of an attribute those in its modifiers, not its own. Names that
/// mean something else, such as values of an enum, are among them.
pub(super) fn names_in(member: &Member) -> Vec<Name> {
    let mut res = Collector::default();
    match &member.kind {
        MemberKind::Attribute(it) => {
            it.modifiers.iter().for_each(|it| res.modifier(&it.kind));
        }
        MemberKind::Key(it) => res.paths(&it.attributes),
        MemberKind::Unique(it) => {
            res.items(&it.items);
            res.expr(it.predicate.as_ref());
        }
        MemberKind::Index(it) => {
            res.items(&it.items);
            res.paths(&it.include);
            res.expr(it.predicate.as_ref());
        }
        MemberKind::Check(it) => res.expr(Some(&it.expr)),
        MemberKind::ForeignKey(it) => res.paths(&it.attributes),
        MemberKind::Exclude(it) => {
            it.items.iter().for_each(|it| res.expr(Some(&it.item.expr)));
            res.expr(it.predicate.as_ref());
        }
        MemberKind::Subtypes(it) => {
            res.names.extend(it.discriminator.iter().map(|it| it.name.clone()));
        }
        MemberKind::FunctionalDependency(it) => {
            res.paths(&it.determinant);
            res.paths(&it.dependent);
        }
        MemberKind::MultivaluedDependency(it) => {
            res.paths(&it.determinant);
            res.paths(&it.dependent);
        }
        MemberKind::JoinDependency(it) => it.components.iter().for_each(|it| res.paths(it)),
        MemberKind::Unknown(name) => res.names.extend(name.iter().map(|it| it.name.clone())),
    }
    res.names
}

#[derive(Default)]
struct Collector {
    names: Vec<Name>,
}

impl Collector {
    fn modifier(&mut self, kind: &ModifierKind) {
        match kind {
            ModifierKind::Default(expr)
            | ModifierKind::Derived(expr, _)
            | ModifierKind::Check(expr) => self.expr(Some(expr)),
            ModifierKind::Sharing(paths) => self.names.extend(paths.iter().map(first)),
            ModifierKind::Key
            | ModifierKind::Unique
            | ModifierKind::Identity
            | ModifierKind::References(..)
            | ModifierKind::OnDelete(_)
            | ModifierKind::OnUpdate(_)
            | ModifierKind::Deferrable(_)
            | ModifierKind::Inverse(_) => {}
        }
    }

    fn items(&mut self, items: &[Item]) {
        items.iter().for_each(|it| self.expr(Some(&it.expr)));
    }

    fn paths(&mut self, paths: &[Path]) {
        self.names.extend(paths.iter().map(first));
    }

    fn expr(&mut self, expr: Option<&Expr>) {
        let paths = expr.map(BaseExpr::references).unwrap_or_default();
        self.names.extend(paths.into_iter().map(first));
    }
}

fn first(path: &Path) -> Name {
    path.first.name.clone()
}
