//! What a statement does, as far as it matters for what the statement costs.

use crate::base::Name;
use crate::schema::{NativeType, QualifiedName};

/// One thing that a statement does.
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// `create table`
    CreateTable {
        /// Its name.
        table: QualifiedName,
        /// Its columns.
        columns: Vec<ColumnSpec>,
        /// The tables that it refers to.
        references: Vec<QualifiedName>,
        /// The table that it is a part of.
        partition_of: Option<QualifiedName>,
        /// Whether it is left alone where it exists.
        if_not_exists: bool,
        /// Whether its rows survive a crash.
        is_unlogged: bool,
    },
    /// One action of `alter table`.
    Alter(QualifiedName, Action),
    /// `drop table`
    DropTable {
        /// Its name.
        table: QualifiedName,
        /// Whether what depends on it goes as well.
        cascade: bool,
    },
    /// `create index`
    CreateIndex {
        /// Its table.
        table: QualifiedName,
        /// Its name.
        name: Option<Name>,
        /// Whether no two rows may agree.
        is_unique: bool,
        /// Whether writers go on.
        concurrently: bool,
        /// Whether it is left alone where it exists.
        if_not_exists: bool,
        /// What it is of a special kind: `fulltext`, `spatial`.
        kind: Option<Name>,
        /// Its columns.
        columns: Vec<Name>,
    },
    /// `drop index`
    DropIndex {
        /// Its table, where it is said or known.
        table: Option<QualifiedName>,
        /// Its name.
        name: Name,
        /// Whether writers go on.
        concurrently: bool,
    },
    /// `reindex`
    Reindex {
        /// The table, where it is said or known.
        table: Option<QualifiedName>,
        /// Whether writers go on.
        concurrently: bool,
    },
    /// `alter index … rename`
    RenameIndex {
        /// Its table, where it is known.
        table: Option<QualifiedName>,
    },
    /// `truncate`
    Truncate {
        /// The table.
        table: QualifiedName,
        /// Whether tables that refer to it are emptied as well.
        cascade: bool,
    },
    /// `create trigger`
    CreateTrigger(QualifiedName),
    /// `drop trigger`, and what else belongs to a table and goes under its strongest lock.
    DropOfTable(QualifiedName),
    /// `create policy` and its like.
    CreatePolicy(QualifiedName),
    /// `comment on table`, `comment on column`
    Comment(Option<QualifiedName>),
    /// `create view`, `create materialized view`
    CreateView {
        /// Its name.
        view: QualifiedName,
        /// The tables it reads.
        reads: Vec<QualifiedName>,
        /// Whether its rows are kept.
        is_materialized: bool,
        /// Whether it takes the place of one.
        replaces: bool,
    },
    /// `drop view`, `drop materialized view`
    DropView(QualifiedName),
    /// `refresh materialized view`
    Refresh {
        /// The view.
        view: QualifiedName,
        /// Whether readers go on.
        concurrently: bool,
    },
    /// `create statistics`, `analyze`
    Analyze(QualifiedName),
    /// `vacuum full`, `cluster`
    Cluster(Option<QualifiedName>),
    /// `alter type … add value`
    AddLabel {
        /// The type.
        name: QualifiedName,
        /// The label.
        label: Name,
        /// Whether its place is said.
        is_placed: bool,
    },
    /// `alter type … rename value`, `alter type … rename to`
    ChangeType(QualifiedName),
    /// `alter domain … add constraint` and what else reads all tables that use it.
    CheckDomain(QualifiedName),
    /// What makes something that nobody uses yet.
    Create,
    /// `drop schema`, `drop database`, `drop type`, …
    DropOther {
        /// The word behind `drop`.
        kind: Name,
        /// The name.
        name: Name,
        /// Whether what depends on it goes as well.
        cascade: bool,
    },
    /// `alter schema … rename to`
    RenameNamespace(Name),
    /// `insert`
    Insert(QualifiedName),
    /// `update`
    Update {
        /// The table.
        table: QualifiedName,
        /// Whether it says which rows.
        has_condition: bool,
    },
    /// `delete`
    Delete {
        /// The table.
        table: QualifiedName,
        /// Whether it says which rows.
        has_condition: bool,
    },
    /// `begin`
    Begin,
    /// `commit`, `end`
    Commit,
    /// `rollback`
    Rollback,
    /// `set name = value`, `pragma name = value`
    Set(Name, String),
    /// What reads, or does nothing to tables.
    Nothing,
    /// What is not known.
    Unknown,
}

/// One action of `alter table`.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// `add column`
    AddColumn(ColumnSpec),
    /// `drop column`
    DropColumn {
        /// The column.
        name: Name,
        /// Whether what depends on it goes as well.
        cascade: bool,
    },
    /// `rename column`
    RenameColumn(Name, Name),
    /// `rename to`
    RenameTable(QualifiedName),
    /// `set schema`
    SetSchema(Name),
    /// `alter column … type`
    SetType {
        /// The column.
        name: Name,
        /// The new type, where it is one that is known.
        ty: Option<NativeType>,
        /// Whether values are computed, by anything but the column itself.
        is_computed: bool,
        /// Whether the collation is said.
        has_collation: bool,
    },
    /// `set default`, `drop default`
    Default(Name),
    /// `set not null`
    SetNotNull(Name),
    /// `drop not null`
    DropNotNull(Name),
    /// `add generated as identity`, `drop identity`, `drop expression`
    Identity(Name),
    /// `set expression`
    SetExpression(Name),
    /// `add constraint`
    AddConstraint(ConstraintSpec),
    /// `validate constraint`
    Validate(Name),
    /// `drop constraint`, `drop foreign key`, `drop primary key`, `drop check`
    DropConstraint {
        /// Its name; none for a primary key without one.
        name: Option<Name>,
        /// What it is, where that is said.
        kind: Option<ConstraintKindSpec>,
    },
    /// `rename constraint`
    RenameConstraint,
    /// `alter constraint … deferrable`; `enforced` reads all rows.
    AlterConstraint {
        /// The constraint.
        name: Name,
        /// Whether it is now enforced.
        enforces: bool,
    },
    /// `add index`
    AddIndex {
        /// Its name.
        name: Option<Name>,
        /// Whether no two rows may agree.
        is_unique: bool,
        /// `fulltext`, `spatial`
        kind: Option<Name>,
        /// Its columns.
        columns: Vec<Name>,
    },
    /// `drop index`
    DropIndex(Name),
    /// `rename index`
    RenameIndex,
    /// `modify column`, `change column`
    Modify {
        /// The name that it has.
        from: Name,
        /// What it is to be.
        column: ColumnSpec,
        /// Whether its place is said.
        is_placed: bool,
    },
    /// What takes a weak lock and reads nothing: `set statistics`, `set (fillfactor = …)`, `cluster on`.
    SetWeak,
    /// What takes the strongest lock and reads nothing: `owner to`, `enable row level security`, …
    SetStrong,
    /// What blocks writers alone: `disable trigger`, `enable trigger`.
    SetTrigger,
    /// What writes the table anew: `set logged`, `engine = …`, `force`, `row_format = …`.
    Rewrite,
    /// `convert to character set`
    Convert,
    /// `partition by`
    Partition,
    /// `attach partition`
    Attach(QualifiedName),
    /// `detach partition`
    Detach(QualifiedName, bool),
    /// `inherit`, `no inherit`
    Inherit(QualifiedName),
    /// `comment = …`, `auto_increment = …`, `default character set …`
    Metadata,
    /// `algorithm = …`
    Algorithm(Name),
    /// `lock = …`
    Lock(Name),
    /// What is not known.
    Unknown,
}

/// A column as a statement says it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ColumnSpec {
    /// Its name.
    pub name: Name,
    /// Its type, where it is one that is known.
    pub ty: Option<NativeType>,
    /// The type as it is written.
    pub type_text: String,
    /// Whether it refuses null.
    pub is_not_null: bool,
    /// Where its default comes from.
    pub default: Option<DefaultKind>,
    /// Whether it counts up.
    pub is_identity: bool,
    /// Whether it is computed, and kept in the row.
    pub generated: Option<bool>,
    /// Whether it has a check of its own.
    pub has_check: bool,
    /// What it refers to.
    pub references: Option<QualifiedName>,
    /// Whether no two rows may agree on it.
    pub is_unique: bool,
    /// Whether it is the primary key.
    pub is_key: bool,
    /// Whether its place is said.
    pub is_placed: bool,
    /// Whether it has a comment.
    pub has_comment: bool,
}

/// How a default comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultKind {
    /// `null`
    Null,
    /// Written out, or the same for the whole statement.
    Constant,
    /// An expression that is no constant, the same for a whole statement.
    Stable,
    /// Another value for every row.
    Volatile,
}

/// A constraint as a statement says it.
#[derive(Debug, Clone, PartialEq)]
pub struct ConstraintSpec {
    /// Its name.
    pub name: Option<Name>,
    /// What it is.
    pub kind: ConstraintKindSpec,
    /// Its columns, where it has such.
    pub columns: Vec<Name>,
    /// The table it refers to.
    pub target: Option<QualifiedName>,
    /// The column that a check says is not null, when that is all it says.
    pub not_null: Option<Name>,
    /// Whether rows that are there are left for later.
    pub not_valid: bool,
    /// Whether it is not looked at at all.
    pub not_enforced: bool,
    /// The index that it stands on.
    pub using_index: Option<Name>,
}

/// What a constraint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstraintKindSpec {
    /// A primary key.
    Key,
    /// A unique constraint.
    Unique,
    /// A foreign key.
    ForeignKey,
    /// A check.
    Check,
    /// An exclusion constraint.
    Exclusion,
    /// A named `not null`.
    NotNull,
}
