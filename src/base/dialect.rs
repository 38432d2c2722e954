//! Which databases erc speaks to, and SQL text that says which of them it is for.

use std::fmt;

/// A database that erc writes SQL for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DialectId {
    /// PostgreSQL 14 and later.
    Postgres,
    /// MySQL 8.0 and later.
    Mysql,
    /// MariaDB 10.6 and later.
    Mariadb,
    /// SQLite 3.35 and later.
    Sqlite,
}

impl DialectId {
    /// Every dialect, in the order in which they are listed everywhere.
    pub const ALL: [DialectId; 4] =
        [DialectId::Postgres, DialectId::Mysql, DialectId::Mariadb, DialectId::Sqlite];

    /// The word in a model, in `erc.toml` and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            DialectId::Postgres => "postgres",
            DialectId::Mysql => "mysql",
            DialectId::Mariadb => "mariadb",
            DialectId::Sqlite => "sqlite",
        }
    }

    /// The name as its makers write it.
    pub fn title(self) -> &'static str {
        match self {
            DialectId::Postgres => "PostgreSQL",
            DialectId::Mysql => "MySQL",
            DialectId::Mariadb => "MariaDB",
            DialectId::Sqlite => "SQLite",
        }
    }

    /// The dialect of this word, if there is one.
    pub fn from_name(name: &str) -> Option<DialectId> {
        DialectId::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl fmt::Display for DialectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A set of dialects. The empty set of an item means "not restricted".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct DialectSet(u8);

impl DialectSet {
    /// No dialect.
    pub const NONE: DialectSet = DialectSet(0);

    /// Adds one.
    pub fn insert(&mut self, dialect: DialectId) {
        self.0 |= 1 << dialect as u8;
    }

    /// Whether `dialect` is in it.
    pub fn contains(self, dialect: DialectId) -> bool {
        self.0 & (1 << dialect as u8) != 0
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether it has one member.
    pub fn is_one(self) -> bool {
        self.0.count_ones() == 1
    }

    /// Whether an item restricted to this set exists in `dialect`: the empty set restricts nothing.
    pub fn admits(self, dialect: DialectId) -> bool {
        self.is_empty() || self.contains(dialect)
    }

    /// The members, in the usual order.
    pub fn iter(self) -> impl Iterator<Item = DialectId> {
        DialectId::ALL.into_iter().filter(move |&it| self.contains(it))
    }
}

impl FromIterator<DialectId> for DialectSet {
    fn from_iter<I: IntoIterator<Item = DialectId>>(dialects: I) -> Self {
        let mut res = DialectSet::NONE;
        dialects.into_iter().for_each(|it| res.insert(it));
        res
    }
}
