//! What a database can hold, as data: nobody asks which database it is.

use std::fmt;

use crate::base::{ReferentialAction, Storage};

/// A version of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// `15` of 15.4.
    pub major: u16,
    /// `6` of 10.6.12.
    pub minor: u16,
    /// `16` of 8.0.16.
    pub patch: u16,
}

/// Since when a database can do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// In every version that erc writes for.
    Always,
    /// From this version on.
    Since(Version),
    /// Not at all.
    Never,
}

/// What one database can hold. [`docs`](super::docs) prints it, `realize` obeys it.
#[derive(Debug)]
pub struct Capabilities {
    /// The oldest version that erc writes for; what is made for it runs on newer ones.
    pub oldest: Version,
    /// Schemas inside a database.
    pub namespaces: Support,
    /// The schema that is there from the start; what names none is in it.
    pub default_namespace: Option<&'static str>,
    /// What a name may be.
    pub names: Names,
    /// Enumerated types.
    pub enums: EnumSupport,
    /// Domains.
    pub domains: Support,
    /// Sequences that stand on their own.
    pub sequences: Support,
    /// Columns that hold a list.
    pub arrays: Support,
    /// A type of its own for UUIDs.
    pub uuids: Support,
    /// A type of its own for lengths of time.
    pub intervals: Support,
    /// A type for moments that are the same whatever the time zone of the session, and that ends in no near year.
    pub zoned_moments: Support,
    /// Where comments go.
    pub comments: CommentForm,
    /// Columns that count up.
    pub identity: IdentityRule,
    /// Derived columns.
    pub generated: GeneratedRules,
    /// Whether a check may call what changes from one moment to the next, such as `now()`.
    pub volatile_checks: Support,
    /// Whether a check or stored derived column may use a column that a foreign key sets or changes.
    pub checks_beside_actions: Support,
    /// Whether a check may use the column that counts up.
    pub checks_on_identity: Support,
    /// Constraints that are checked at the end of a transaction.
    pub deferrable_uniques: Support,
    /// Foreign keys that are checked at the end of a transaction.
    pub deferrable_foreign_keys: Support,
    /// Foreign keys.
    pub foreign_keys: ForeignKeyRules,
    /// `exclude`.
    pub exclusions: Support,
    /// Unique constraints in which two nulls are equal.
    pub nulls_not_distinct: Support,
    /// Indexes.
    pub indexes: IndexRules,
    /// The most columns that a table can have, and whether it can have none.
    pub columns: (usize, bool),
    /// Whether a column can have no type.
    pub untyped_columns: bool,
    /// The longest key of an index and the longest row.
    pub sizes: Option<Sizes>,
    /// Regular expressions.
    pub regular_expressions: Support,
    /// Whether the database's own client has to be told where a statement ends that holds others.
    pub client_needs_delimiter: bool,
    /// Constraints that hold for rows to come only.
    pub unvalidated: Support,
    /// Tables that take values of their columns' types only, where that has to be asked for.
    pub strict_tables: Support,
}

/// What a name may be.
#[derive(Debug)]
pub struct Names {
    /// How long it may be.
    pub limit: NameLimit,
    /// Whether characters beyond U+FFFF are allowed.
    pub takes_astral: bool,
    /// Whether it may end in a space.
    pub takes_final_space: bool,
    /// Whether two names that differ in case alone are the same.
    pub ignores_case: bool,
    /// What it must not start with.
    pub taken_prefix: Option<&'static str>,
    /// Names that no column may have.
    pub taken_columns: &'static [&'static str],
    /// Where the name of an index must be alone.
    pub index_scope: NameScope,
    /// Where the names of checks must be alone.
    pub check_scope: NameScope,
    /// Where the names of foreign keys must be alone.
    pub foreign_key_scope: NameScope,
    /// Where unique constraints and primary keys are named: with indexes, or with the table's constraints.
    pub keys_are_named_as_indexes: bool,
    /// The name that every primary key has, where it has no choice.
    pub primary_key: Option<&'static str>,
}

/// How long a name may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameLimit {
    /// So many bytes of UTF-8.
    Bytes(usize),
    /// So many characters.
    Characters(usize),
    /// As long as one likes.
    None,
}

/// Where a name must be alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameScope {
    /// Nowhere: it is not kept, or may be repeated.
    None,
    /// Among its like of one table.
    Table,
    /// Among its like of the schema.
    Schema,
    /// Among its like and the tables and views of the schema.
    Relations,
}

/// How a database knows enumerated types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumSupport {
    /// `create type … as enum`; ordered as declared.
    Type,
    /// `enum('a', 'b')` as the type of a column.
    ColumnType,
    /// Not at all.
    None,
}

/// Where comments go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentForm {
    /// `comment on …`, for everything.
    Statements,
    /// A clause of tables, columns and indexes; elsewhere a comment in the text.
    Clauses {
        /// The most characters for a table.
        table: usize,
        /// The most characters for a column or index.
        column: usize,
    },
    /// A comment in the text of the statement.
    Text,
}

/// Which columns may count up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityRule {
    /// Any number of whole numbers.
    Any,
    /// One, and an index must start with it.
    OneIndexed,
    /// One, and it must be the whole primary key.
    PrimaryKey,
}

/// What derived columns may be.
#[derive(Debug)]
pub struct GeneratedRules {
    /// Kept in the row.
    pub stored: Support,
    /// Computed on reading.
    pub r#virtual: Support,
    /// What a column is made where the model leaves it to the database.
    pub usual: Storage,
    /// What may they use of other derived columns.
    pub uses: GeneratedUses,
    /// Whether they can refuse null by themselves.
    pub not_null: bool,
    /// Whether they may use the column that counts up.
    pub uses_identity: GeneratedKinds,
    /// Whether a `char` may be used as it is, or has to be freed of the spaces that a session may see at its end.
    pub uses_padded: bool,
    /// Which of them can be part of the primary key.
    pub primary_key: GeneratedKinds,
    /// Which of them can refer to another table.
    pub foreign_key: GeneratedKinds,
}

/// What a derived column may use of other derived columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratedUses {
    /// All.
    All,
    /// Those that stand before it.
    Earlier,
    /// None: their expressions are put in place.
    None,
}

/// Some of the derived columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratedKinds {
    /// All.
    All,
    /// Those that are kept in the row.
    Stored,
    /// Those that are computed on reading.
    Virtual,
    /// None.
    None,
}

/// What foreign keys may be.
#[derive(Debug)]
pub struct ForeignKeyRules {
    /// The action of a foreign key that names none.
    pub default_action: ReferentialAction,
    /// `on delete set default` and its like.
    pub set_default: Support,
    /// `match full`.
    pub match_full: Support,
    /// Whether both sides must be of one type.
    pub needs_same_type: bool,
    /// Whether an index must start with its columns; the database makes one if none does.
    pub needs_index: bool,
    /// Whether `set null` on a mandatory column is refused.
    pub refuses_set_null_on_mandatory: bool,
    /// Whether one can be added to a table that is there.
    pub by_alter: bool,
}

/// What indexes may be.
#[derive(Debug)]
pub struct IndexRules {
    /// Over some of the rows.
    pub partial: Support,
    /// Over expressions.
    pub expressions: Support,
    /// `include (…)`.
    pub include: Support,
    /// `nulls first`, `nulls last`.
    pub nulls_order: Support,
    /// A collation for one column of it.
    pub collations: Support,
    /// Operator classes.
    pub operator_classes: Support,
    /// The methods that come with the database; the first is the usual one.
    pub methods: &'static [&'static str],
    /// Whether extensions can bring further methods.
    pub other_methods: bool,
    /// Whether unbounded text can be indexed whole.
    pub unbounded: Support,
    /// Whether unbounded text can be unique, though not indexed whole.
    pub unbounded_unique: Support,
    /// Whether indexes stand inside `create table`.
    pub inline: bool,
    /// The most columns that an index, a key or a foreign key can have.
    pub max_columns: usize,
}

/// The longest key of an index and the longest row, in bytes.
#[derive(Debug)]
pub struct Sizes {
    /// All columns of an index.
    pub key: usize,
    /// All columns of a row that are not kept apart.
    pub row: usize,
    /// The most bytes of one character.
    pub character: usize,
}

/// How many bytes a value takes in a key or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// So many.
    Fixed(usize),
    /// As many as it has characters, of which some can be indexed alone.
    Text {
        /// The most characters, where there is a bound.
        most: Option<usize>,
        /// The most bytes of one.
        character: usize,
    },
    /// It cannot be indexed.
    None,
}

impl Version {
    /// `major.minor`
    pub const fn new(major: u16, minor: u16) -> Version {
        Version { major, minor, patch: 0 }
    }

    /// `major.minor.patch`
    pub const fn patch(major: u16, minor: u16, patch: u16) -> Version {
        Version { major, minor, patch }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.minor, self.patch) {
            (0, 0) => write!(f, "{}", self.major),
            (minor, 0) => write!(f, "{}.{minor}", self.major),
            (minor, patch) => write!(f, "{}.{minor}.{patch}", self.major),
        }
    }
}

impl Support {
    /// From `major.minor` on.
    pub const fn since(major: u16, minor: u16) -> Support {
        Support::Since(Version::new(major, minor))
    }

    /// Whether a database of this version can do it.
    pub fn is_in(self, version: Version) -> bool {
        match self {
            Support::Always => true,
            Support::Since(first) => version >= first,
            Support::Never => false,
        }
    }
}

impl GeneratedKinds {
    /// Whether a column that is kept in the row, or not, is among them.
    pub fn admit(self, is_stored: bool) -> bool {
        match self {
            GeneratedKinds::All => true,
            GeneratedKinds::Stored => is_stored,
            GeneratedKinds::Virtual => !is_stored,
            GeneratedKinds::None => false,
        }
    }
}

impl Names {
    /// Whether `name` is short enough.
    pub fn fits(&self, name: &str) -> bool {
        match self.limit {
            NameLimit::Bytes(most) => name.len() <= most,
            NameLimit::Characters(most) => name.len() <= most || name.chars().count() <= most,
            NameLimit::None => true,
        }
    }
}
