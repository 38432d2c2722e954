//! What a rule is.

use super::{Context, Findings};
use crate::base::{Code, Severity};

/// One opinion: what it is called, what it looks at, and how it finds what it is about.
#[derive(Debug)]
pub struct Rule {
    /// Its name, its summary and its page. The page shows a bad and a good example.
    pub code: Code,
    /// What it is about.
    pub group: Group,
    /// How much its findings matter when nobody says otherwise.
    pub level: Level,
    /// What it looks at.
    pub needs: Needs,
    /// Adds its findings.
    pub check: fn(&Context<'_>, &mut Findings),
}

/// What rules are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// What tells rows apart.
    Keys,
    /// Facts that are said once.
    NormalForm,
    /// Who refers to whom.
    References,
    /// What values are.
    Types,
    /// What is looked up.
    Indexes,
    /// What things are called.
    Names,
    /// What is written about things.
    Documentation,
    /// What differs between databases.
    Portability,
    /// Data about people, and secrets.
    Privacy,
    /// What the model says of the world.
    Modelling,
}

/// How much findings matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Not looked for.
    Allow,
    /// Worth knowing.
    Info,
    /// Advice.
    Warn,
    /// An error: exit code 1.
    Deny,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Needs {
    /// The model.
    Model,
    /// Its tables.
    Schema,
    /// What each database holds.
    Native,
}

impl Rule {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.code.name
    }
}

impl Group {
    /// Every group, in the order of the manual.
    pub const ALL: [Group; 10] = [
        Group::Keys,
        Group::NormalForm,
        Group::References,
        Group::Types,
        Group::Indexes,
        Group::Names,
        Group::Documentation,
        Group::Portability,
        Group::Privacy,
        Group::Modelling,
    ];

    /// The name that settings use.
    pub fn name(self) -> &'static str {
        match self {
            Group::Keys => "keys",
            Group::NormalForm => "normal-form",
            Group::References => "references",
            Group::Types => "types",
            Group::Indexes => "indexes",
            Group::Names => "names",
            Group::Documentation => "documentation",
            Group::Portability => "portability",
            Group::Privacy => "privacy",
            Group::Modelling => "modelling",
        }
    }

    /// What its rules are about, in a line.
    pub fn summary(self) -> &'static str {
        match self {
            Group::Keys => "What tells rows apart",
            Group::NormalForm => "Facts that should be said once",
            Group::References => "Who refers to whom, and what happens then",
            Group::Types => "What values are",
            Group::Indexes => "What is looked up",
            Group::Names => "What things are called",
            Group::Documentation => "What is written about things, and what is silenced",
            Group::Portability => "What differs between databases",
            Group::Privacy => "Data about people, and secrets",
            Group::Modelling => "What the model says of the world",
        }
    }
}

impl Level {
    /// The words of `erc.toml`.
    pub const WORDS: [(&'static str, Level); 4] = [
        ("allow", Level::Allow),
        ("info", Level::Info),
        ("warn", Level::Warn),
        ("deny", Level::Deny),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }

    /// How severe findings of this level are; nothing where they are not looked for.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Allow => None,
            Level::Info => Some(Severity::Info),
            Level::Warn => Some(Severity::Warning),
            Level::Deny => Some(Severity::Error),
        }
    }
}

impl Needs {
    /// What it looks at, in a word.
    pub fn word(self) -> &'static str {
        match self {
            Needs::Model => "the model",
            Needs::Schema => "its tables",
            Needs::Native => "what each database holds",
        }
    }
}
