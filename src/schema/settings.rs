//! What only one database has: names and values that its dialect knows.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::base::Name;

/// Settings of one item, by name, in the order they were given. The dialect says which exist.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Nothing as long as there are none, which is nearly always; never an empty map.
    values: Option<Box<IndexMap<Name, String, FxBuildHasher>>>,
}

impl Settings {
    /// No settings.
    pub fn new() -> Settings {
        Settings::default()
    }

    /// Sets `name` to `value`.
    pub fn set(&mut self, name: impl Into<Name>, value: impl Into<String>) {
        self.values.get_or_insert_default().insert(name.into(), value.into());
    }

    /// Takes a setting away.
    #[inline]
    pub fn remove(&mut self, name: &str) -> Option<String> {
        if self.is_empty() { None } else { self.take(name) }
    }

    fn take(&mut self, name: &str) -> Option<String> {
        let values = self.values.as_deref_mut()?;
        let res = values.shift_remove(name);
        if values.is_empty() {
            self.values = None;
        }
        res
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.as_deref()?.get(name).map(String::as_str)
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.values.is_none()
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Name, &str)> {
        self.values.iter().flat_map(|it| it.iter()).map(|(name, value)| (name, value.as_str()))
    }
}
