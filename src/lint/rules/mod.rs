//! Every rule, by group.

pub(super) mod documentation;
mod indexes;
mod keys;
mod modelling;
mod names;
mod normal_form;
mod portability;
mod privacy;
mod references;
mod types;

use std::sync::OnceLock;

use super::{Group, Rule};

/// The groups, in the order of the manual.
static GROUPS: &[&[&Rule]] = &[
    keys::RULES,
    normal_form::RULES,
    references::RULES,
    types::RULES,
    indexes::RULES,
    names::RULES,
    documentation::RULES,
    portability::RULES,
    privacy::RULES,
    modelling::RULES,
];

/// Every rule, group by group.
pub fn rules() -> &'static [&'static Rule] {
    static ALL: OnceLock<Vec<&'static Rule>> = OnceLock::new();
    ALL.get_or_init(|| GROUPS.concat())
}

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().iter().copied().find(|it| it.name() == name)
}

/// Everything that has a level: `all`, the groups, the rules.
pub fn names() -> &'static [&'static str] {
    static ALL: OnceLock<Vec<&'static str>> = OnceLock::new();
    ALL.get_or_init(|| {
        let groups = Group::ALL.map(Group::name);
        let rules = rules().iter().map(|it| it.name());
        std::iter::once("all").chain(groups).chain(rules).collect()
    })
}
