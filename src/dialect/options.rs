//! What the configuration decides about one database.

use super::capabilities::{EnumSupport, Support, Version};
use super::contract::Dialect;
use crate::base::DialectId;

/// How a schema is held in one database, where there is a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many dialects the model is built for; SQL that names none is fit for one alone.
    pub n_dialects: usize,
    /// The oldest version that has to take the result.
    pub version: Version,
    /// How enums are held.
    pub enums: EnumForm,
    /// How domains are held.
    pub domains: DomainForm,
    /// How UUIDs are held.
    pub uuids: UuidForm,
    /// Whether tables take values of their columns' types only, where that has to be asked for.
    pub strict_tables: bool,
}

/// How an enum is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumForm {
    /// As an enumerated type.
    Native,
    /// As text with a check.
    Check,
    /// As a table of labels with foreign keys to it.
    Lookup,
}

/// How a `type` is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DomainForm {
    /// As a domain.
    Native,
    /// In place: its type and its checks at every column.
    Inline,
}

/// How a UUID is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UuidForm {
    /// As a type of its own.
    Native,
    /// As its 36 characters.
    Text,
    /// As its 16 bytes.
    Binary,
}

impl Options {
    /// The usual choices of a dialect, for a model that is built for it alone.
    pub fn of(dialect: &dyn Dialect) -> Options {
        let capabilities = dialect.capabilities();
        let has = |support: Support| support.is_in(capabilities.oldest);
        let has_enums = capabilities.enums != EnumSupport::None;
        Options {
            n_dialects: 1,
            version: capabilities.oldest,
            enums: if has_enums { EnumForm::Native } else { EnumForm::Check },
            domains: DomainForm::Inline,
            uuids: if has(capabilities.uuids) { UuidForm::Native } else { UuidForm::Text },
            strict_tables: false,
        }
    }

    /// Why the database cannot be used like this, if it cannot: a sentence without its end.
    pub fn problem(&self, dialect: &dyn Dialect) -> Option<String> {
        let capabilities = dialect.capabilities();
        let title = dialect.id().title();
        let lacks = |support: Support| !support.is_in(self.version);
        if self.version < capabilities.oldest {
            return Some(format!("erc writes for {title} {} and later", capabilities.oldest));
        }
        if self.enums == EnumForm::Native && capabilities.enums == EnumSupport::None {
            return Some(format!("{title} has no enumerated types"));
        }
        if self.domains == DomainForm::Native && lacks(capabilities.domains) {
            return Some(format!("{title} has no domains"));
        }
        if self.uuids == UuidForm::Native && lacks(capabilities.uuids) {
            return Some(format!("{title} {} has no type for UUIDs", self.version));
        }
        if self.uuids != UuidForm::Native && capabilities.uuids == Support::Always {
            return Some(format!("{title} has a type for UUIDs"));
        }
        if self.strict_tables && lacks(capabilities.strict_tables) {
            let since = match capabilities.strict_tables {
                Support::Since(version) => format!(" before {version}"),
                Support::Always | Support::Never => String::new(),
            };
            return Some(format!("{title}{since} has no strict tables"));
        }
        None
    }
}

impl Version {
    /// `15`, `10.6`, `8.0.16`.
    pub fn from_text(text: &str) -> Option<Version> {
        let mut parts = text.split('.');
        let mut number = || match parts.next() {
            None => Some(0),
            Some(part) => part.parse().ok(),
        };
        let res = Version { major: number()?, minor: number()?, patch: number()? };
        parts.next().is_none().then_some(res)
    }

    /// How a dialect is named together with what it is made for: `PostgreSQL 14 and later`.
    pub fn title(self, dialect: DialectId) -> String {
        format!("{} {self} and later", dialect.title())
    }
}
