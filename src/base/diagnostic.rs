//! What erc has to say about the user's text: one finding, its place, its reason, its remedy.

use super::span::Span;

/// The stable name of a kind of finding and the page that `erc explain` prints for it.
#[derive(Debug)]
pub struct Code {
    /// Kebab-case, names the fault: `unknown-type`. Unique over the whole program, by test.
    pub name: &'static str,
    /// One line: what is wrong.
    pub summary: &'static str,
    /// The page: what it means, why it matters, a bad and a good example. Markdown.
    pub docs: &'static str,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The model has no meaning, or a database cannot hold it. Exit code 1.
    Error,
    /// Advice that most teams follow.
    Warning,
    /// Worth knowing.
    Info,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Which kind of finding.
    pub code: &'static Code,
    /// How much it matters.
    pub severity: Severity,
    /// Lower case, no full stop, names in backticks, in the user's words.
    pub message: String,
    /// The smallest text at fault.
    pub primary: Label,
    /// Other places that say why.
    pub secondary: Vec<Label>,
    /// An action: what to do about it.
    pub help: Option<String>,
    /// An edit that does it, when one is certain.
    pub fix: Option<Fix>,
}

/// A place with a few words beside it; the words may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What to say there.
    pub text: String,
}

/// Edits that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Imperative: "quote the name".
    pub title: String,
    /// Whether it may be applied unasked.
    pub applicability: Applicability,
    /// In any order; they do not overlap.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applicability {
    /// Keeps comments and what the author meant: `erc check --fix` applies it.
    Safe,
    /// Likely right, yet it changes the meaning: applied only when asked for.
    Unsafe,
    /// Shown, never applied.
    DisplayOnly,
}

/// Replaces what is under a span; an empty span inserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

impl Diagnostic {
    /// A finding that makes the model meaningless or impossible.
    pub fn error(code: &'static Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, span, message)
    }

    /// Advice.
    pub fn warning(code: &'static Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, code, span, message)
    }

    /// Something worth knowing.
    pub fn info(code: &'static Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Info, code, span, message)
    }

    /// A finding of the given severity.
    pub fn new(
        severity: Severity,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic {
            code,
            severity,
            message: message.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Words at the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.primary.text = text.into();
        self
    }

    /// Another place and the reason it is shown.
    #[must_use]
    pub fn because(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        if !span.is_nowhere() {
            self.secondary.push(Label { span, text: text.into() });
        }
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help = Some(text.into());
        self
    }

    /// What to do about it, where there is something to say.
    #[must_use]
    pub fn help_opt(mut self, text: Option<String>) -> Diagnostic {
        self.help = text;
        self
    }

    /// The edit that mends it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Diagnostic {
        self.fix = Some(fix);
        self
    }

    /// The edit that mends it, where one is certain.
    #[must_use]
    pub fn fix_opt(mut self, fix: Option<Fix>) -> Diagnostic {
        self.fix = fix;
        self
    }
}

impl Fix {
    /// A fix that keeps comments and meaning.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Fix {
        Fix { title: title.into(), applicability: Applicability::Safe, edits }
    }

    /// A fix that is likely what was meant.
    pub fn unsafe_(title: impl Into<String>, edits: Vec<Edit>) -> Fix {
        Fix { title: title.into(), applicability: Applicability::Unsafe, edits }
    }

    /// A safe fix of one replacement.
    pub fn replace(title: impl Into<String>, span: Span, text: impl Into<String>) -> Fix {
        Fix::safe(title, vec![Edit { span, text: text.into() }])
    }
}

/// The findings of one run, in the order in which they were made.
#[derive(Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// Takes a finding in.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.items.push(diagnostic);
    }

    /// Takes many findings in.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.items.extend(diagnostics);
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|it| it.severity == Severity::Error)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All of them, as they came.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.items.iter()
    }

    /// Puts them in the order of the files and places; at one place the graver first.
    pub fn sort(&mut self) {
        self.items.sort_by(|a, b| {
            let key = |it: &Diagnostic| (it.primary.span.file, it.primary.span.start, it.severity);
            key(a).cmp(&key(b)).then_with(|| a.code.name.cmp(b.code.name))
        });
    }

    /// Keeps those for which `keep` holds.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.items.retain(keep);
    }

    /// Gives them away.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.items
    }
}
