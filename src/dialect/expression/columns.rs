//! What the names in an expression stand for: the columns of one table, or the value of a domain.

use rustc_hash::FxHashMap;

use super::value::ValueType;
use crate::base::Name;
use crate::schema::NativeType;

/// The columns that an expression may name.
#[derive(Debug, Default)]
pub(in crate::dialect) struct Columns {
    items: Vec<Item>,
    /// Their places, once there are many.
    places: FxHashMap<Name, usize>,
}

/// What is known of a column.
#[derive(Debug)]
pub(in crate::dialect) struct Item {
    pub(in crate::dialect) name: Name,
    pub(in crate::dialect) ty: ValueType,
    /// How a value is held that is no column; those of a table say it themselves.
    pub(in crate::dialect) native: Option<NativeType>,
    pub(in crate::dialect) is_nullable: bool,
}

/// From so many columns on a table of their places is worth its making.
const MANY: usize = 24;

impl Columns {
    /// None yet, with room for so many.
    pub(in crate::dialect) fn with_capacity(n_columns: usize) -> Columns {
        Columns { items: Vec::with_capacity(n_columns), places: FxHashMap::default() }
    }

    /// Takes a column in.
    pub(in crate::dialect) fn push(&mut self, item: Item) {
        self.items.push(item);
        if self.items.len() == MANY {
            let places = self.items.iter().enumerate();
            self.places = places.map(|(idx, it)| (it.name.clone(), idx)).collect();
        } else if self.items.len() > MANY {
            let name = self.items[self.items.len() - 1].name.clone();
            self.places.insert(name, self.items.len() - 1);
        }
    }

    /// The column of this name.
    pub(in crate::dialect) fn get(&self, name: &str) -> Option<&Item> {
        if self.items.len() < MANY {
            self.items.iter().find(|it| it.name == name)
        } else {
            self.places.get(name).map(|&idx| &self.items[idx])
        }
    }
}
