//! What a statement does, as far as it matters for what the statement costs.

use crate::base::Name;
use crate::schema::{NativeType, QualifiedName};

/// One thing that a statement does.
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// `create table`
    CreateTable(Box<TableSpec>),
    /// One action of `alter table`
    Alter(QualifiedName, Action),
    /// `drop table`
    DropTable {
        /// Its name.
        table: QualifiedName,
        /// Whether what depends on it goes as well.
        cascade: bool,
        /// Whether it may be missing.
        if_exists: bool,
    },
    /// `create index`
    CreateIndex {
        /// Its table.
        table: QualifiedName,
        /// Its name.
        name: Option<Name>,
        /// What it is like.
        index: IndexSpec,
        /// Whether writers go on.
        concurrently: bool,
        /// Whether it is left alone where it exists.
        if_not_exists: bool,
        /// Whether it is for this table alone and not for its partitions.
        only: bool,
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
        /// The index, where it is one alone.
        index: Option<Name>,
        /// Whether writers go on.
        concurrently: bool,
        /// Whether it is about more than one table.
        is_many: bool,
    },
    /// `alter index`
    AlterIndex {
        /// Its table, where it is known.
        table: Option<QualifiedName>,
        /// Its name.
        name: Name,
        /// The name that it gets.
        to: Option<Name>,
        /// The index of a partition that becomes a part of it, and its table where that is known.
        part: Option<(Name, Option<QualifiedName>)>,
    },
    /// `truncate`
    Truncate {
        /// The table.
        table: QualifiedName,
        /// Whether tables that refer to it are emptied as well.
        cascade: bool,
    },
    /// `create trigger`
    CreateTrigger {
        /// Its table.
        table: QualifiedName,
        /// The columns whose change it waits for.
        columns: Vec<Name>,
    },
    /// `drop trigger`, and what else belongs to a table and goes under its strongest lock.
    DropOfTable(QualifiedName),
    /// `create policy` and its like.
    CreatePolicy {
        /// Its table.
        table: QualifiedName,
        /// Whether it rewrites statements (`create rule`) and says nothing of rights.
        is_rule: bool,
        /// The names in its conditions.
        mentions: Vec<Name>,
    },
    /// `comment on table`, `comment on column`
    Comment(Option<QualifiedName>),
    /// `create view`, `create materialized view`
    CreateView {
        /// Its name.
        view: QualifiedName,
        /// The tables it reads.
        reads: Vec<QualifiedName>,
        /// The names in its query.
        mentions: Vec<Name>,
        /// Whether its rows are kept.
        is_materialized: bool,
        /// Whether it takes the place of one.
        replaces: bool,
    },
    /// `drop view`, `drop materialized view`
    DropView {
        /// The view.
        view: QualifiedName,
        /// Whether what depends on it goes as well.
        cascade: bool,
    },
    /// `refresh materialized view`
    Refresh {
        /// The view.
        view: QualifiedName,
        /// Whether readers go on.
        concurrently: bool,
    },
    /// `analyze`, `create statistics`
    Analyze(QualifiedName),
    /// `vacuum` of one table, or of all
    Vacuum(Option<QualifiedName>),
    /// `vacuum full`, `cluster`
    Cluster {
        /// The table; none for all.
        table: Option<QualifiedName>,
        /// Whether it is `vacuum`, which no transaction can hold.
        is_vacuum: bool,
    },
    /// `create type`
    CreateType(QualifiedName),
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
    /// `alter type … add attribute` and its like
    ChangeAttributes {
        /// The type.
        name: QualifiedName,
        /// Whether the type of an attribute is changed.
        alters_type: bool,
    },
    /// `create domain`
    CreateDomain {
        /// Its name.
        name: QualifiedName,
        /// What it narrows, where that is known.
        ty: Option<NativeType>,
        /// Whether it says more than its type.
        is_constrained: bool,
    },
    /// `alter domain … add constraint`, `set not null`, `validate constraint`: what reads all tables that use it
    CheckDomain {
        /// Its name.
        name: QualifiedName,
        /// Whether a constraint is new, and not one that was left for later.
        adds: bool,
    },
    /// `alter sequence`
    AlterSequence {
        /// Its name.
        name: QualifiedName,
        /// Whether its one row is written anew.
        rewrites: bool,
    },
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
    /// `grant`, `revoke`
    Grant(Vec<QualifiedName>),
    /// `insert`, `merge`, `copy … from`
    Insert {
        /// The table.
        table: QualifiedName,
        /// The tables it reads.
        reads: Vec<QualifiedName>,
    },
    /// `update`
    Update {
        /// The table.
        table: QualifiedName,
        /// The tables it reads.
        reads: Vec<QualifiedName>,
        /// The columns it sets.
        columns: Vec<Name>,
        /// Whether it says which rows.
        has_condition: bool,
    },
    /// `delete`
    Delete {
        /// The table.
        table: QualifiedName,
        /// The tables it reads.
        reads: Vec<QualifiedName>,
        /// Whether it says which rows.
        has_condition: bool,
    },
    /// `select`, `copy … to`
    Read {
        /// The tables.
        tables: Vec<QualifiedName>,
        /// Whether rows are locked: `for update`.
        locks_rows: bool,
        /// The sequences that are set or taken from.
        sequences: Vec<QualifiedName>,
    },
    /// `lock table`, in capitals as the manual has it
    Lock {
        /// The table.
        table: QualifiedName,
        /// The mode.
        mode: String,
    },
    /// `begin`
    Begin,
    /// `commit`, `end`
    Commit,
    /// `rollback`
    Rollback,
    /// `set name = value`, `pragma name = value`
    Set(Name, String),
    /// What does nothing to tables.
    Nothing,
    /// What is not known.
    Unknown,
}

/// A table as a statement says it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableSpec {
    /// Its name.
    pub table: QualifiedName,
    /// Its columns.
    pub columns: Vec<ColumnSpec>,
    /// Its constraints.
    pub constraints: Vec<ConstraintSpec>,
    /// Its indexes, where the statement can say them.
    pub indexes: Vec<(Option<Name>, IndexSpec)>,
    /// The table that it is a part of.
    pub partition_of: Option<QualifiedName>,
    /// The rows it takes as a part.
    pub bound: Option<Bound>,
    /// Whether it has parts.
    pub is_partitioned: bool,
    /// The tables that it inherits from.
    pub inherits: Vec<QualifiedName>,
    /// The tables whose rows or columns it copies.
    pub reads: Vec<QualifiedName>,
    /// Whether it comes about from a query or another table, so that its columns are not said.
    pub is_copied: bool,
    /// Whether it is left alone where it exists.
    pub if_not_exists: bool,
    /// Whether its rows do not survive a crash.
    pub is_unlogged: bool,
    /// Whether it is gone with the session, or its rows are kept elsewhere.
    pub is_passing: bool,
}

impl TableSpec {
    /// The tables that it refers to, itself left out.
    pub fn references(&self) -> Vec<QualifiedName> {
        let of_columns = self.columns.iter().filter_map(|it| it.references.clone());
        let of_constraints = self.constraints.iter().filter_map(|it| it.target.clone());
        let mut res: Vec<QualifiedName> = of_columns.chain(of_constraints).collect();
        res.retain(|it| *it != self.table);
        res.sort_unstable();
        res.dedup();
        res
    }
}

/// Which rows a partition takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// All that no other takes.
    Default,
    /// From the first value on, up to the second.
    Range(Vec<String>, Vec<String>),
    /// One of these.
    List(Vec<String>),
    /// By a remainder, or what is not known.
    Other,
}

/// An index as a statement says it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct IndexSpec {
    /// Its columns.
    pub columns: Vec<Name>,
    /// Whether one of its items is no column.
    pub has_expressions: bool,
    /// Whether no two rows may agree.
    pub is_unique: bool,
    /// `fulltext`, `spatial`
    pub kind: Option<Name>,
    /// The method: `gin`, `hash`.
    pub method: Option<Name>,
    /// The names in its condition.
    pub predicate: Option<Vec<Name>>,
    /// How many columns it is only given to carry.
    pub n_included: usize,
    /// Whether two nulls count as equal, which version 15 brought.
    pub nulls_not_distinct: bool,
}

/// One action of `alter table`.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// `add column`
    AddColumn(Box<ColumnSpec>),
    /// `drop column`
    DropColumn {
        /// The column.
        name: Name,
        /// Whether what depends on it goes as well.
        cascade: bool,
        /// Whether it may be missing.
        if_exists: bool,
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
        /// The type as it is written.
        type_text: String,
        /// Whether values are computed, by anything but the column itself.
        is_computed: bool,
        /// Whether the collation is said.
        has_collation: bool,
    },
    /// `set default`, and whether a default is there from now on.
    Default(Name, bool),
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
    RenameConstraint(Name, Name),
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
        /// What it is like.
        index: IndexSpec,
    },
    /// `drop index`
    DropIndex(Name),
    /// `rename index`
    RenameIndex(Name, Name),
    /// `modify column`, `change column`
    Modify {
        /// The name that it has.
        from: Name,
        /// What it is to be.
        column: Box<ColumnSpec>,
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
    /// What writes the table anew in one of the ways of MariaDB that let nobody write: `add system versioning`.
    CopyAll,
    /// `convert to character set`
    Convert,
    /// `partition by`
    Partition,
    /// `add partition`, `drop partition` of MySQL, and whether rows go
    ChangePartitions(bool),
    /// `attach partition`
    Attach(QualifiedName, Bound),
    /// `detach partition`, and whether others go on
    Detach(QualifiedName, bool),
    /// `inherit`, `no inherit`
    Inherit(QualifiedName),
    /// What only a newer version of PostgreSQL has: the version, and what it is beside that.
    Since(u16, Box<Action>),
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
    /// Whether its default stands in parentheses.
    pub is_default_grouped: bool,
    /// Whether it counts up.
    pub is_identity: bool,
    /// Whether it is computed, and how it is kept.
    pub generated: Option<GeneratedKind>,
    /// Whether it has a check of its own.
    pub has_check: bool,
    /// Whether its default is known to break that check.
    pub breaks_check: bool,
    /// What it refers to.
    pub references: Option<QualifiedName>,
    /// Whether no two rows may agree on it.
    pub is_unique: bool,
    /// Whether it is the primary key.
    pub is_key: bool,
    /// Whether its place is said.
    pub is_placed: bool,
    /// The column that it stands behind, where that is said; placed behind none it is the first.
    pub after: Option<Name>,
    /// Whether it has a comment.
    pub has_comment: bool,
    /// Whether it is left alone where it exists.
    pub if_not_exists: bool,
    /// The sequences that its default takes numbers from.
    pub sequences: Vec<QualifiedName>,
    /// The character set, where it is said.
    pub charset: Option<Name>,
}

/// How a computed column is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeneratedKind {
    /// In the row.
    Stored,
    /// Nowhere: it is computed when it is read.
    Virtual,
    /// As the database does when nothing is said.
    Unsaid,
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
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ConstraintSpec {
    /// Its name.
    pub name: Option<Name>,
    /// What it is.
    pub kind: ConstraintKindSpec,
    /// Its columns, where it has such.
    pub columns: Vec<Name>,
    /// The table it refers to.
    pub target: Option<QualifiedName>,
    /// The columns of it that are referred to, where they are said.
    pub target_columns: Vec<Name>,
    /// The columns that a check says are not null.
    pub not_null: Vec<Name>,
    /// The words of a check.
    pub words: Vec<String>,
    /// Whether rows that are there are left for later.
    pub not_valid: bool,
    /// Whether it is not looked at at all.
    pub not_enforced: bool,
    /// Whether two nulls count as equal.
    pub nulls_not_distinct: bool,
    /// The index that it stands on.
    pub using_index: Option<Name>,
}

/// What a constraint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ConstraintKindSpec {
    /// A primary key.
    Key,
    /// A unique constraint.
    Unique,
    /// A foreign key.
    ForeignKey,
    /// A check.
    #[default]
    Check,
    /// An exclusion constraint.
    Exclusion,
    /// A named `not null`.
    NotNull,
}
