//! Mixins: which each takes over, and which an entity takes over.

use rustc_hash::FxHashSet;

use super::Declarations;
use super::context::Context;
use super::symbols::Symbol;
use crate::base::Span;
use crate::model::NamespaceId;
use crate::model::diags::{self, Wanted};
use crate::syntax::ast::{MemberKind, Path};

/// A mixin that an entity takes over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    pub(super) mixin: usize,
    /// The name behind the entity's `with` that brought it.
    pub(super) with: Span,
}

/// Finds the mixins that each mixin takes over; a circle is reported and cut.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &mut Declarations<'_>) {
    let mut direct = Vec::with_capacity(declarations.mixins.len());
    for mixin in &mut declarations.mixins {
        let found = named(cx, &mixin.ast.mixins, mixin.namespace);
        let is_readable = |it: &MemberKind| !matches!(it, MemberKind::Unknown(_));
        mixin.is_incomplete |= found.len() < mixin.ast.mixins.len()
            || !mixin.ast.members.iter().all(|it| is_readable(&it.kind));
        direct.push(found);
    }
    refuse_cycles(cx, declarations, &mut direct);
    for (mixin, direct) in declarations.mixins.iter_mut().zip(direct) {
        mixin.mixins = direct.into_iter().map(|it| it.mixin).collect();
    }
}

fn refuse_cycles(cx: &mut Context<'_>, declarations: &Declarations<'_>, direct: &mut [Vec<Taken>]) {
    let needs: Vec<(usize, usize)> = direct
        .iter()
        .enumerate()
        .flat_map(|(mixin, them)| them.iter().map(move |it| (mixin, it.mixin)))
        .collect();
    for cycle in super::circles(direct.len(), &needs) {
        let members: FxHashSet<usize> = cycle.iter().copied().collect();
        let links = cycle.iter().flat_map(|&it| {
            let name = &declarations.mixins[it].ast.name.name;
            let inner = direct[it].iter().filter(|it| members.contains(&it.mixin));
            inner.map(move |it| (name.clone(), it.with))
        });
        let links: Vec<_> = links.collect();
        cx.report(diags::cyclic_mixin(&links));
        cycle.iter().for_each(|&it| direct[it].retain(|it| !members.contains(&it.mixin)));
    }
}

/// The mixins that `paths` name.
pub(super) fn named(
    cx: &mut Context<'_>,
    paths: &[Path],
    namespace: Option<NamespaceId>,
) -> Vec<Taken> {
    let mut res: Vec<Taken> = Vec::new();
    for path in paths {
        let Some(declared) = cx.symbol(path, namespace, Wanted::Mixin) else { continue };
        let Symbol::Mixin(mixin) = declared.symbol else {
            cx.report_wrong_kind(path, declared, Wanted::Mixin);
            continue;
        };
        match res.iter().find(|it| it.mixin == mixin) {
            Some(before) => cx.report(diags::repeated_mixin(path, before.with)),
            None => res.push(Taken { mixin, with: path.span() }),
        }
    }
    res
}

/// All mixins that come with the `direct` ones, each once: a mixin before those that it takes over.
pub(super) fn taken(declarations: &Declarations<'_>, direct: &[Taken]) -> Vec<Taken> {
    let mut res = Vec::new();
    let mut seen = FxHashSet::default();
    let mut pending: Vec<Taken> = direct.iter().rev().copied().collect();
    while let Some(taken) = pending.pop() {
        if seen.insert(taken.mixin) {
            res.push(taken);
            let inner = declarations.mixins[taken.mixin].mixins.iter().rev();
            pending.extend(inner.map(|&mixin| Taken { mixin, with: taken.with }));
        }
    }
    res
}
