//! Statements as data: what is made, not yet how it is spelled.

use super::alteration::Alteration;
use crate::base::Name;
use crate::schema::{
    Check, Domain, Enum, ForeignKey, Index, Namespace, NativeType, Object, QualifiedName, Sequence,
    Table, View,
};

/// One statement.
#[derive(Clone, Debug)]
pub enum Statement<'a> {
    /// `create schema`
    CreateNamespace(&'a Namespace),
    /// `create type … as enum`
    CreateEnum(&'a Enum),
    /// `create domain`
    CreateDomain(&'a Domain<NativeType>),
    /// `create sequence`
    CreateSequence(&'a Sequence),
    /// `create table`
    CreateTable {
        /// The table.
        table: &'a Table<NativeType>,
        /// Those of its foreign keys that stand inside.
        foreign_keys: Vec<&'a ForeignKey>,
    },
    /// The rows of a lookup table: the labels of an enum.
    InsertLabels(&'a Enum),
    /// `create index`
    CreateIndex {
        /// Its table.
        table: &'a QualifiedName,
        /// The index.
        index: &'a Index,
    },
    /// `alter table … add constraint … foreign key`
    AddForeignKey {
        /// The referring table.
        table: &'a QualifiedName,
        /// The reference.
        foreign_key: &'a ForeignKey,
    },
    /// `alter table … add constraint … check`, for rows to come only.
    AddCheck {
        /// The table.
        table: &'a QualifiedName,
        /// The check.
        check: &'a Check,
    },
    /// `create view`
    CreateView(&'a View<NativeType>),
    /// A function, a trigger, …, as it was given.
    CreateObject(&'a Object),
    /// `alter sequence … owned by`
    OwnSequence(&'a Sequence),
    /// `comment on`
    Comment {
        /// What it is about.
        target: CommentTarget<'a>,
        /// What it says; empty takes the comment away.
        text: &'a str,
    },
    /// Anything that alters what is there.
    Alter(Alteration<'a>),
}

/// What a comment is about.
#[derive(Clone, Copy, Debug)]
pub enum CommentTarget<'a> {
    /// A schema.
    Namespace(&'a Name),
    /// An enumerated type.
    Type(&'a QualifiedName),
    /// A domain.
    Domain(&'a QualifiedName),
    /// A sequence.
    Sequence(&'a QualifiedName),
    /// A table.
    Table(&'a QualifiedName),
    /// A column of a table or view.
    Column(&'a QualifiedName, &'a Name),
    /// A constraint of a table.
    Constraint(&'a QualifiedName, &'a Name),
    /// An index, in the schema of its table.
    Index(&'a QualifiedName, &'a Name),
    /// A view.
    View(&'a QualifiedName),
    /// Anything else.
    Object(&'a Object),
}
