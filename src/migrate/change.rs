//! What differs between two schemas, as data.

use super::diff::{Known, Renames};
use crate::base::{DialectId, Name};
use crate::dialect::RowMove;
use crate::schema::{
    Check, Column, Domain, Enum, Exclusion, ForeignKey, Index, Key, Namespace, NativeSchema,
    NativeType, Object, QualifiedName, Sequence, Table, Unique, View,
};
use std::borrow::Cow;

/// The difference between two schemas.
///
/// `before` is what was there with all renames done, so that what remains is compared name by name.
#[derive(Debug)]
pub struct Difference<'a> {
    /// The schema that is there.
    pub original: &'a NativeSchema,
    /// What gets another name.
    pub renames: Renames,
    /// Rows and values that move, by their new names.
    pub moves: Vec<RowMove>,
    /// The schema that is there, by its new names.
    pub before: Cow<'a, NativeSchema>,
    /// The schema that is wanted.
    pub after: &'a NativeSchema,
    /// The database whose catalog has spelled one side anew, where the other side is as somebody wrote it.
    pub respelled: Option<DialectId>,
    /// Those things whose texts tell all the same.
    pub known: Known,
    /// Whether rights are none of its business.
    pub leaves_rights: bool,
}

/// One change beside the renames.
#[derive(Debug, Clone)]
pub enum Change<'a> {
    /// A schema of the database.
    Namespace(Edit<'a, Namespace>),
    /// An enum.
    Enum(Edit<'a, Enum>),
    /// A domain.
    Domain(Edit<'a, Domain<NativeType>>),
    /// A sequence.
    Sequence(Edit<'a, Sequence>),
    /// A table that comes.
    AddTable(&'a Table<NativeType>),
    /// A table that goes.
    DropTable(&'a Table<NativeType>),
    /// A table that stays.
    Table(TableChange<'a>),
    /// A view.
    View(Edit<'a, View<NativeType>>),
    /// A function, a trigger, …
    Object(Edit<'a, Object>),
}

/// Something comes, goes or becomes something else.
#[derive(Debug)]
pub enum Edit<'a, T> {
    /// It comes.
    Add(&'a T),
    /// It goes.
    Drop(&'a T),
    /// It becomes something else, possibly only by name.
    Change {
        /// What it was.
        before: &'a T,
        /// What it is to be.
        after: &'a T,
    },
}

/// What changes inside a table that stays.
#[derive(Debug, Clone)]
pub struct TableChange<'a> {
    /// The table that is there.
    pub before: &'a Table<NativeType>,
    /// The table that is wanted.
    pub after: &'a Table<NativeType>,
    /// The changes, columns first.
    pub parts: Vec<Part<'a>>,
}

impl<'a> TableChange<'a> {
    /// The setting of a table of MariaDB that goes, and all its old rows with it.
    pub fn old_rows(&self) -> Option<&'a Name> {
        self.parts.iter().find_map(|part| {
            let Part::Setting(name) = part else { return None };
            let is_gone = self.after.settings.get(name).is_none();
            (*name == "system_versioning" && is_gone).then_some(*name)
        })
    }
}

/// One change inside a table.
#[derive(Debug, Clone)]
pub enum Part<'a> {
    /// A column.
    Column(Edit<'a, Column<NativeType>>),
    /// The primary key.
    Key(Edit<'a, Key>),
    /// A unique constraint.
    Unique(Edit<'a, Unique>),
    /// A foreign key.
    ForeignKey(Edit<'a, ForeignKey>),
    /// A check.
    Check(Edit<'a, Check>),
    /// An exclusion constraint.
    Exclusion(Edit<'a, Exclusion>),
    /// An index.
    Index(Edit<'a, Index>),
    /// What the table is about.
    Comment,
    /// A setting of one database.
    Setting(&'a Name),
}

impl<T> Clone for Edit<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Edit<'_, T> {}

impl<'a, T> Edit<'a, T> {
    /// What was there.
    pub fn before(self) -> Option<&'a T> {
        match self {
            Edit::Add(_) => None,
            Edit::Drop(before) | Edit::Change { before, .. } => Some(before),
        }
    }

    /// What is wanted.
    pub fn after(self) -> Option<&'a T> {
        match self {
            Edit::Drop(_) => None,
            Edit::Add(after) | Edit::Change { after, .. } => Some(after),
        }
    }

    /// What it is about: as wanted, else as it was.
    pub fn item(self) -> &'a T {
        match self {
            Edit::Add(it) | Edit::Drop(it) | Edit::Change { after: it, .. } => it,
        }
    }
}

impl Difference<'_> {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.renames.is_empty() && self.changes().is_empty()
    }
}

/// A name of a table and one inside it.
pub type ColumnPath = (QualifiedName, Name);
