//! What only one database has: names and values that its dialect knows.

use indexmap::IndexMap;

use crate::base::Name;

/// Settings of one item, by name, in the order they were given. The dialect says which exist.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    values: IndexMap<Name, String>,
}

impl Settings {
    /// No settings.
    pub fn new() -> Settings {
        Settings::default()
    }

    /// Sets `name` to `value`.
    pub fn set(&mut self, name: impl Into<Name>, value: impl Into<String>) {
        self.values.insert(name.into(), value.into());
    }

    /// Takes a setting away.
    pub fn remove(&mut self, name: &str) -> Option<String> {
        self.values.shift_remove(name)
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Name, &str)> {
        self.values.iter().map(|(name, value)| (name, value.as_str()))
    }
}
