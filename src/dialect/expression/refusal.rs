//! Why a database cannot say an expression.

use crate::base::Span;

/// An expression that a database has no words for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Of what kind it is.
    pub kind: RefusalKind,
    /// What it lacks: "has no regular expressions". The name of the database stands before it.
    pub reason: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where the part stands that it has no words for.
    pub span: Span,
}

/// Of what kind a refusal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// There are no words for it.
    NoWords,
    /// There are no words for it; a check that needs it is left out with a warning.
    Unenforced,
    /// SQL that names no dialect, in a model for several.
    AmbiguousSql,
    /// SQL for other dialects alone.
    MissingSql,
    /// What may change from one moment to the next, where that is not allowed.
    Volatile,
}

impl Refusal {
    /// A part that there are no words for.
    pub fn new(reason: impl Into<String>) -> Refusal {
        Refusal::of(RefusalKind::NoWords, reason)
    }

    /// A refusal of the given kind.
    pub fn of(kind: RefusalKind, reason: impl Into<String>) -> Refusal {
        Refusal { kind, reason: reason.into(), help: None, span: Span::nowhere() }
    }

    pub(super) fn ambiguous_sql() -> Refusal {
        Refusal::of(RefusalKind::AmbiguousSql, "is not told apart from the others by this SQL")
            .help("name its database: `sql(postgres: \"…\")`")
    }

    pub(super) fn missing_sql() -> Refusal {
        Refusal::of(RefusalKind::MissingSql, "has no text here")
            .help("give `sql(…)` a text for each database")
    }

    /// What to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Refusal {
        self.help = Some(help.into());
        self
    }

    /// Where it stands, unless that is known more exactly.
    #[must_use]
    pub fn at(mut self, span: Span) -> Refusal {
        if self.span.is_nowhere() {
            self.span = span;
        }
        self
    }
}
