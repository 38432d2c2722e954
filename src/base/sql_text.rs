//! SQL that erc carries and does not look into.

use super::DialectId;

/// SQL that erc carries word for word: `sql("…")`, or one text per dialect, `sql(postgres: "…")`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SqlText {
    /// The bare form: the text for whatever dialect the item is built for.
    pub bare: Option<String>,
    /// The texts that name their dialect, as written.
    pub named: Vec<(DialectId, String)>,
}

impl SqlText {
    /// The bare form.
    pub fn bare(text: impl Into<String>) -> SqlText {
        SqlText { bare: Some(text.into()), named: Vec::new() }
    }

    /// The text for one dialect.
    pub fn one(dialect: DialectId, text: impl Into<String>) -> SqlText {
        SqlText { bare: None, named: vec![(dialect, text.into())] }
    }

    /// What to write for `dialect`: its own text, else the bare one.
    pub fn text(&self, dialect: DialectId) -> Option<&str> {
        let named = self.named.iter().find(|(it, _)| *it == dialect).map(|(_, text)| text.as_str());
        named.or(self.bare.as_deref())
    }
}
