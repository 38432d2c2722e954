//! What may be taken away: nothing, unless it is allowed by name.

use std::fmt;

use crate::base::Name;

/// A kind of thing whose going loses something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// A table and its rows.
    DropTable,
    /// A column and its values.
    DropColumn,
    /// A schema.
    DropSchema,
    /// A value of an enum, which rows may have.
    DropValue,
    /// A sequence and how far it has counted.
    DropSequence,
    /// An enum or a domain.
    DropType,
    /// A view.
    DropView,
    /// A function, a trigger, …
    DropObject,
}

impl Permission {
    /// All of them.
    pub const ALL: [Permission; 8] = [
        Permission::DropTable,
        Permission::DropColumn,
        Permission::DropSchema,
        Permission::DropValue,
        Permission::DropSequence,
        Permission::DropType,
        Permission::DropView,
        Permission::DropObject,
    ];

    /// The word behind `--allow`.
    pub fn name(self) -> &'static str {
        match self {
            Permission::DropTable => "drop-table",
            Permission::DropColumn => "drop-column",
            Permission::DropSchema => "drop-schema",
            Permission::DropValue => "drop-value",
            Permission::DropSequence => "drop-sequence",
            Permission::DropType => "drop-type",
            Permission::DropView => "drop-view",
            Permission::DropObject => "drop-object",
        }
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What is allowed.
#[derive(Debug, Clone, Default)]
pub struct Permissions {
    is_all: bool,
    kinds: Vec<Permission>,
    /// Single things: `drop-column` of `customer.fax`.
    single: Vec<(Permission, Name)>,
}

impl Permissions {
    /// Everything may go.
    pub fn all() -> Permissions {
        Permissions { is_all: true, ..Permissions::default() }
    }

    /// Adds what one word behind `--allow` says: `all`, `drop-column`, `drop-column:customer.fax`. A word that says
    /// nothing is given back.
    pub fn allow(&mut self, word: &str) -> Result<(), String> {
        if word == "all" {
            self.is_all = true;
            return Ok(());
        }
        let (kind, item) = match word.split_once(':') {
            Some((kind, item)) => (kind, Some(item)),
            None => (word, None),
        };
        let Some(permission) = Permission::ALL.into_iter().find(|it| it.name() == kind) else {
            return Err(word.to_owned());
        };
        match item {
            Some(item) => self.single.push((permission, Name::new(item))),
            None => self.kinds.push(permission),
        }
        Ok(())
    }

    /// Whether everything of this kind may go.
    pub fn allows_all(&self, permission: Permission) -> bool {
        self.is_all || self.kinds.contains(&permission)
    }

    /// Whether this one may go.
    pub fn allows(&self, permission: Permission, item: &str) -> bool {
        self.allows_all(permission)
            || self.single.iter().any(|(kind, name)| *kind == permission && name == item)
    }
}
