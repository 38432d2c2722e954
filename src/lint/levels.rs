//! Which rules run, and how much each matters.

use rustc_hash::FxHashMap;

use super::rules::{names, rule};
use super::{Group, Level, Rule};
use crate::base::closest;

/// Levels that a project chose: for single rules, for groups, for all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels {
    chosen: FxHashMap<&'static str, Level>,
}

/// What a command line chooses: only these, and none of those.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these rules; empty for those that the project wants.
    pub select: Vec<Selector>,
    /// None of these.
    pub ignore: Vec<Selector>,
}

/// Some rules.
#[derive(Debug, Clone, Copy)]
pub enum Selector {
    /// Every rule.
    All,
    /// No rule.
    None,
    /// The rules of a group.
    Group(Group),
    /// One rule.
    Rule(&'static Rule),
}

impl Levels {
    /// Sets the level of a rule, a group or `all`; names that are none of these are left out.
    pub fn set(&mut self, name: &str, level: Level) {
        if let Some(name) = names().iter().find(|it| **it == name) {
            self.chosen.insert(name, level);
        }
    }

    /// The level of a rule: as chosen for it, else for its group, else for all, else its own. What is chosen
    /// for many turns no rule on that is off by default.
    pub fn of(&self, rule: &Rule) -> Level {
        if let Some(level) = self.chosen.get(rule.name()) {
            return *level;
        }
        let many = self.chosen.get(rule.group.name()).or_else(|| self.chosen.get("all"));
        match many {
            Some(level) if rule.level != Level::Allow => *level,
            Some(_) | None => rule.level,
        }
    }
}

impl Selection {
    /// Whether no rule can run at all.
    pub fn is_empty(&self) -> bool {
        let is_none = |it: &Selector| matches!(it, Selector::None);
        let is_all = |it: &Selector| matches!(it, Selector::All);
        !self.select.is_empty() && self.select.iter().all(is_none) || self.ignore.iter().any(is_all)
    }

    /// The level of a rule. One that is off runs when it is selected: by name as a warning, else as a note.
    pub fn level(&self, rule: &'static Rule, levels: &Levels) -> Level {
        let level = levels.of(rule);
        if self.ignore.iter().any(|it| it.covers(rule)) {
            return Level::Allow;
        }
        if self.select.is_empty() {
            return level;
        }
        let is_named =
            |it: &Selector| matches!(it, Selector::Rule(named) if named.name() == rule.name());
        match level {
            _ if !self.select.iter().any(|it| it.covers(rule)) => Level::Allow,
            Level::Allow if self.select.iter().any(is_named) => Level::Warn,
            Level::Allow => Level::Info,
            Level::Info | Level::Warn | Level::Deny => level,
        }
    }
}

impl Selector {
    /// What a word of the command line selects, or the name that was likely meant.
    pub fn from_name(name: &str) -> Result<Selector, Option<&'static str>> {
        match name {
            "all" => return Ok(Selector::All),
            "none" => return Ok(Selector::None),
            _ => {}
        }
        let group = Group::ALL.into_iter().find(|it| it.name() == name).map(Selector::Group);
        let found = group.or_else(|| rule(name).map(Selector::Rule));
        found.ok_or_else(|| closest(name, names().iter().copied()))
    }

    fn covers(self, rule: &Rule) -> bool {
        match self {
            Selector::All => true,
            Selector::None => false,
            Selector::Group(group) => rule.group == group,
            Selector::Rule(it) => it.name() == rule.name(),
        }
    }
}
