//! Typed vectors: the arena owns, an id points.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The place of a `T` in its [`Arena`]. Cheap to copy; meaningless in another arena.
pub struct Id<T> {
    idx: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id of the element at `idx`.
    pub fn new(idx: usize) -> Id<T> {
        Id {
            idx: u32::try_from(idx).expect("an arena holds fewer than 2^32 elements"),
            of: PhantomData,
        }
    }

    /// The position in the arena.
    pub fn idx(self) -> usize {
        self.idx as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.idx == other.idx
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.idx.cmp(&other.idx)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.idx.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.idx)
    }
}

/// Elements that were made one after another and are found by [`Id`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arena<T> {
    items: Vec<T>,
}

/// The ids of elements that were made in a row.
pub type IdRange<T> = std::iter::Map<std::ops::Range<usize>, fn(usize) -> Id<T>>;

impl<T> Arena<T> {
    /// An arena without elements.
    pub fn new() -> Arena<T> {
        Arena { items: Vec::new() }
    }

    /// Takes `item` in and says where it is.
    pub fn alloc(&mut self, item: T) -> Id<T> {
        let id = self.next_id();
        self.items.push(item);
        id
    }

    /// The id that the next [`Arena::alloc`] will give.
    pub fn next_id(&self) -> Id<T> {
        Id::new(self.items.len())
    }

    /// Makes room for so many more elements.
    pub fn reserve(&mut self, n_items: usize) {
        self.items.reserve_exact(n_items);
    }

    /// How many elements there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All ids, oldest first.
    pub fn ids(&self) -> IdRange<T> {
        (0..self.items.len()).map(Id::new)
    }

    /// All elements with their ids, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(idx, item)| (Id::new(idx), item))
    }

    /// All elements, oldest first.
    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The elements themselves, oldest first.
    pub fn into_values(self) -> std::vec::IntoIter<T> {
        self.items.into_iter()
    }

    /// All elements, oldest first, to be changed.
    pub fn values_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Arena::new()
    }
}

impl<T> FromIterator<T> for Arena<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Arena { items: items.into_iter().collect() }
    }
}

impl<T> Index<Id<T>> for Arena<T> {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &self.items[id.idx()]
    }
}

impl<T> IndexMut<Id<T>> for Arena<T> {
    fn index_mut(&mut self, id: Id<T>) -> &mut T {
        &mut self.items[id.idx()]
    }
}
