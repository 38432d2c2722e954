//! Statements that alter or take away what is there, as data.

use super::emit::Constraint;
use super::row_move::RowMove;
use crate::base::Name;
use crate::schema::{
    Column, Domain, Enum, Expr, Identity, Index, NativeType, Object, QualifiedName, Sequence, Table,
};

/// A statement that alters what is there.
#[derive(Clone, Debug)]
pub enum Alteration<'a> {
    /// `alter table … action, action`
    Table {
        /// The table, by the name that it has now.
        table: &'a QualifiedName,
        /// What is done to it, all at once.
        actions: Vec<Action<'a>>,
    },
    /// `alter table … rename to`, and into another schema where that differs.
    RenameTable {
        /// The name that it has.
        from: &'a QualifiedName,
        /// The name that it gets.
        to: &'a QualifiedName,
    },
    /// `alter table … rename column`
    RenameColumn {
        /// The table.
        table: &'a QualifiedName,
        /// The name that the column has.
        from: &'a Name,
        /// The name that it gets.
        to: &'a Name,
    },
    /// `drop table`
    DropTable(&'a QualifiedName),
    /// `create index concurrently`
    CreateIndexConcurrently {
        /// Its table.
        table: &'a QualifiedName,
        /// The index.
        index: &'a Index,
    },
    /// `drop index`
    DropIndex {
        /// Its table.
        table: &'a QualifiedName,
        /// Its name.
        index: &'a Name,
        /// Whether writers go on meanwhile.
        concurrently: bool,
    },
    /// `alter index … rename to`
    RenameIndex {
        /// Its table.
        table: &'a QualifiedName,
        /// The name that it has.
        from: &'a Name,
        /// The name that it gets.
        to: &'a Name,
    },
    /// `alter schema … rename to`
    RenameNamespace {
        /// The name that it has.
        from: &'a Name,
        /// The name that it gets.
        to: &'a Name,
    },
    /// `drop schema`
    DropNamespace(&'a Name),
    /// `alter type … rename to`, `alter domain … rename to`
    RenameType {
        /// What it is: `type`, `domain`.
        kind: TypeKind,
        /// The name that it has.
        from: &'a QualifiedName,
        /// The name that it gets.
        to: &'a QualifiedName,
    },
    /// `drop type`, `drop domain`
    DropType {
        /// What it is.
        kind: TypeKind,
        /// Its name.
        name: &'a QualifiedName,
    },
    /// `alter type … add value`
    AddLabel {
        /// The enum as it is to be.
        item: &'a Enum,
        /// The place of the new label in it.
        label: usize,
        /// Whether it is put before its successor; else it is put behind its predecessor.
        before_next: bool,
    },
    /// `alter type … rename value`
    RenameLabel {
        /// The enum.
        name: &'a QualifiedName,
        /// The label that it has.
        from: &'a Name,
        /// The label that it gets.
        to: &'a Name,
    },
    /// `alter domain …`
    Domain {
        /// The domain as it is to be.
        domain: &'a Domain<NativeType>,
        /// What is done to it.
        action: DomainAction<'a>,
    },
    /// `alter sequence …`
    Sequence(&'a Sequence),
    /// `alter sequence … rename to`
    RenameSequence {
        /// The name that it has.
        from: &'a QualifiedName,
        /// The name that it gets.
        to: &'a QualifiedName,
    },
    /// `drop sequence`
    DropSequence(&'a QualifiedName),
    /// `drop view`
    DropView(&'a QualifiedName),
    /// `drop function`, `drop trigger`, …
    DropObject(&'a Object),
    /// A function, a trigger, …, in place of the one of this name.
    ReplaceObject(&'a Object),
    /// `insert into … select …`
    CopyRows {
        /// The table that gets the rows.
        to: &'a QualifiedName,
        /// Its columns, and what each gets.
        columns: Vec<(&'a Name, RowValue<'a>)>,
        /// The table that has the rows.
        from: &'a QualifiedName,
        /// Whether rows that differ in nothing become one.
        distinct: bool,
    },
    /// Rows of one table become rows of another.
    InsertRows(&'a RowMove),
    /// Rows that are there get values of another table.
    UpdateRows(&'a RowMove),
    /// Fails where rows that are to become one do not agree.
    RefuseUnlike(&'a RowMove),
    /// Fails where values are not yet where they move to.
    RefuseLost {
        /// Where the rows of one table move to.
        moves: Vec<&'a RowMove>,
        /// The columns that go.
        columns: Vec<&'a Name>,
        /// Whether the rows themselves go as well.
        is_whole: bool,
    },
    /// Lets a column count on behind the highest number that is there.
    SyncCounter {
        /// The table.
        table: &'a QualifiedName,
        /// The column.
        column: &'a Name,
    },
    /// Fails where the table has rows.
    RefuseRows(&'a QualifiedName),
    /// Keeps how far a table has counted when another takes its place.
    CopyCounter {
        /// The table that gets the counter.
        to: &'a QualifiedName,
        /// The table that has counted.
        from: &'a QualifiedName,
    },
}

/// What a column of a copied row gets.
#[derive(Clone, Debug)]
pub enum RowValue<'a> {
    /// A column of the row that is copied.
    Column(&'a Name),
    /// A value.
    Expr(&'a Expr),
    /// A column of a row of another table.
    LookedUp {
        /// How the other row is found.
        by: &'a RowMove,
        /// Its column.
        column: &'a Name,
        /// The value where there is none.
        otherwise: Option<&'a Expr>,
    },
    /// A value that rows of other tables tell by being there.
    Told {
        /// How the other row is found, and what it tells.
        by: Vec<(&'a RowMove, &'a Expr)>,
        /// The value where there is none.
        otherwise: Option<&'a Expr>,
    },
}

/// Which kind of named type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// An enum.
    Enum,
    /// A domain.
    Domain,
}

/// What `alter table` does.
#[derive(Clone, Debug)]
pub enum Action<'a> {
    /// `add column`
    AddColumn {
        /// The table as it is to be.
        table: &'a Table<NativeType>,
        /// The column.
        column: &'a Column<NativeType>,
        /// Where it goes, where the database lets one say so.
        place: Option<ColumnPlace<'a>>,
        /// Whether it gets its values afterwards, and may be null until then.
        is_filled_later: bool,
    },
    /// `drop column`
    DropColumn(&'a Name),
    /// `rename column`, where that can stand beside other actions.
    RenameColumn {
        /// The name that it has.
        from: &'a Name,
        /// The name that it gets.
        to: &'a Name,
    },
    /// The whole column anew, where the database wants that.
    Modify {
        /// The table as it is to be.
        table: &'a Table<NativeType>,
        /// The column as it is to be.
        column: &'a Column<NativeType>,
    },
    /// `alter column … type`
    SetType {
        /// The column as it is to be.
        column: &'a Column<NativeType>,
        /// How its values become values of the new type, where the database does not know by itself.
        using: Option<Conversion>,
    },
    /// `alter column … set not null`
    SetNotNull(&'a Name),
    /// `alter column … drop not null`
    DropNotNull(&'a Name),
    /// `alter column … set default`
    SetDefault(&'a Name, &'a Expr),
    /// `alter column … drop default`
    DropDefault(&'a Name),
    /// `alter column … add generated as identity`
    AddIdentity(&'a Name, &'a Identity),
    /// `alter column … set generated`
    SetIdentity(&'a Name, &'a Identity),
    /// `alter column … drop identity`
    DropIdentity(&'a Name),
    /// `alter column … set compression`
    SetCompression(&'a Name, Option<&'a str>),
    /// `alter column … drop expression`
    DropExpression(&'a Name),
    /// `add constraint`
    Add {
        /// The table as it is to be.
        table: &'a Table<NativeType>,
        /// The constraint.
        constraint: Constraint<'a>,
        /// Whether the rows that are there are left for later.
        not_valid: bool,
    },
    /// `add constraint … primary key using index`
    AddUsingIndex {
        /// The constraint: a key or unique constraint.
        constraint: Constraint<'a>,
        /// The index.
        index: &'a Name,
    },
    /// `add constraint … check (column is not null) not valid`
    AddNotNullCheck {
        /// The constraint.
        name: &'a Name,
        /// The column.
        column: &'a Name,
    },
    /// `validate constraint`
    Validate(&'a Name),
    /// `drop constraint`
    Drop(ConstraintKind, &'a Name),
    /// `rename constraint`
    RenameConstraint {
        /// The name that it has.
        from: &'a Name,
        /// The name that it gets.
        to: &'a Name,
    },
    /// `add index`, where that is said of the table.
    AddIndex(&'a Index),
    /// `drop index`, where that is said of the table.
    DropIndex(&'a Name),
    /// A setting of the table, or none of it.
    Set(&'a Name, Option<&'a str>),
    /// The comment of the table, where that is a clause.
    Comment(Option<&'a str>),
    /// `algorithm = inplace, lock = none`
    Online(&'static str, &'static str),
}

/// Where a column is added.
#[derive(Clone, Copy, Debug)]
pub enum ColumnPlace<'a> {
    /// Before all others.
    First,
    /// Behind this one.
    After(&'a Name),
}

/// How values become values of another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// A cast.
    Cast,
    /// A cast to text, then to the new type.
    ThroughText,
}

/// Which kind of constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstraintKind {
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
}

/// What `alter domain` does.
#[derive(Clone, Debug)]
pub enum DomainAction<'a> {
    /// `set default`, `drop default`
    Default(Option<&'a Expr>),
    /// `set not null`, `drop not null`
    NotNull(bool),
    /// `add constraint`
    AddCheck(&'a crate::schema::Check),
    /// `drop constraint`
    DropCheck(&'a Name),
}
