//! What becomes of the constraints and indexes of a table.

use rustc_hash::FxHashSet;

use super::super::change::Edit;
use super::super::diff::{Named, constraints};
use crate::base::Name;
use crate::schema::{Check, Exclusion, ForeignKey, Index, Key, Unique};

/// What becomes of the items of one kind.
pub(super) struct Fate<'a, T> {
    /// They go; some of them come back.
    pub(super) drop: Vec<&'a T>,
    /// They get another name.
    pub(super) rename: Vec<(&'a T, &'a T)>,
    /// They come.
    pub(super) add: Vec<&'a T>,
}

/// Something whose comment is no part of what it does.
pub(super) trait Commented: Named {
    /// The same without what it is about.
    fn bare(&self) -> Self;
}

macro_rules! commented {
    ($($type:ty)*) => {
        $(impl Commented for $type {
            fn bare(&self) -> Self {
                Self { comment: None, ..self.clone() }
            }
        })*
    };
}

commented!(Unique ForeignKey Check Exclusion Index);

impl Commented for Key {
    fn bare(&self) -> Self {
        self.clone()
    }
}

/// Sorts items into those that go, come and get another name. What `is_in_the_way` goes and comes back. A comment
/// alone changes nothing, unless it is a clause of the item itself.
pub(super) fn fate<'a, T: Commented>(
    before: &'a [T],
    after: &'a [T],
    comments_are_clauses: bool,
    is_in_the_way: impl Fn(&T) -> bool,
) -> Fate<'a, T> {
    let mut res = Fate { drop: Vec::new(), rename: Vec::new(), add: Vec::new() };
    let mut seen: FxHashSet<&Name> = FxHashSet::default();
    for edit in constraints(before, after, T::named) {
        match edit {
            Edit::Add(after) => res.add.push(after),
            Edit::Drop(before) => {
                seen.insert(before.name());
                res.drop.push(before);
            }
            Edit::Change { before, after } => {
                seen.insert(before.name());
                let is_same = match comments_are_clauses {
                    true => before.named(after.name()) == *after,
                    false => before.named(after.name()).bare() == after.bare(),
                };
                if !is_same || is_in_the_way(before) {
                    res.drop.push(before);
                    res.add.push(after);
                } else if before.name() != after.name() {
                    res.rename.push((before, after));
                }
            }
        }
    }
    for before in before.iter().filter(|it| !seen.contains(it.name()) && is_in_the_way(it)) {
        let after = after.iter().find(|it| it.name() == before.name());
        res.drop.push(before);
        res.add.extend(after);
    }
    res
}
