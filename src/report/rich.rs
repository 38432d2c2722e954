//! Findings with the lines they speak of, drawn by miette.
//!
//! miette's own source scans a file from its start for every label; [`Indexed`] knows where each line
//! starts, which makes a thousand findings on a large file a matter of milliseconds.

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use textwrap::WordSeparator;

use super::Style;
use super::short::place;
use crate::base::{Diagnostic, Severity, SourceFile, Sources, Span};

/// A line longer than this is not drawn: a finding in a file of one line would show all of it.
const MAX_LINE: usize = 2_000;

pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let styles = if style.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_links(false)
        // Between words: a name or a path that is longer than a line stays whole, so that it can be copied.
        .with_word_separator(WordSeparator::AsciiSpace)
        .with_break_words(false)
        .with_context_lines(0)
        .without_cause_chain();
    let mut res = String::new();
    for it in diagnostics {
        if !res.is_empty() {
            res.push('\n');
        }
        let drawn = Drawn::new(it, sources);
        handler.render_report(&mut res, &drawn).expect("a String takes all text");
    }
    res
}

/// A finding as miette sees it.
#[derive(Debug)]
struct Drawn<'a> {
    diagnostic: &'a Diagnostic,
    source: Option<Indexed<'a>>,
    help: Option<String>,
}

impl<'a> Drawn<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Drawn<'a> {
        let source = sources.get(diagnostic.primary.span.file).map(|file| Indexed { file });
        Drawn { diagnostic, source, help: help(diagnostic, sources) }
    }

    /// The places in the file of the primary one, which is the only file miette can draw.
    fn spans(&self) -> impl Iterator<Item = (Span, &str, bool)> {
        let primary = &self.diagnostic.primary;
        let own = std::iter::once((primary.span, primary.text.as_str(), true));
        let others = self.diagnostic.secondary.iter().map(|it| (it.span, it.text.as_str(), false));
        own.chain(others).filter(move |(span, ..)| span.file == primary.span.file)
    }
}

/// The help line, behind the places in other files.
fn help(diagnostic: &Diagnostic, sources: &Sources) -> Option<String> {
    let file = diagnostic.primary.span.file;
    let elsewhere = diagnostic.secondary.iter().filter(|it| it.span.file != file);
    let lines = elsewhere.map(|it| format!("{}{}", place(it.span, sources), it.text));
    let lines: Vec<String> = lines.chain(diagnostic.help.clone()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

impl std::fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} [{}]", self.diagnostic.message, self.diagnostic.code.name)
    }
}

impl std::error::Error for Drawn<'_> {}

impl miette::Diagnostic for Drawn<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|it| Box::new(it) as Box<dyn std::fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|it| it as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.source.as_ref()?;
        Some(Box::new(self.spans().map(|(span, text, is_primary)| {
            let text = (!text.is_empty()).then(|| text.to_owned());
            let at = SourceSpan::from(span.range());
            if is_primary {
                LabeledSpan::new_primary_with_span(text, at)
            } else {
                LabeledSpan::new_with_span(text, at)
            }
        })))
    }
}

/// A file whose lines are known.
#[derive(Debug)]
struct Indexed<'a> {
    file: &'a SourceFile,
}

impl SourceCode for Indexed<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (text, starts) = (&self.file.text, self.file.line_starts());
        let last = (span.offset() + span.len()).min(text.len());
        let line_of = |offset: usize| starts.partition_point(|&it| it as usize <= offset) - 1;
        let first_line = line_of(span.offset().min(text.len())).saturating_sub(lines_before);
        let last_line = line_of(last.saturating_sub(usize::from(!span.is_empty()))) + lines_after;
        let line_start = starts[first_line] as usize;
        let line_end = starts.get(last_line + 1).map_or(text.len(), |&it| it as usize);
        let start = if span.offset() - line_start > MAX_LINE {
            floor(text, span.offset() - 80)
        } else {
            line_start
        };
        let end = if line_end - last > MAX_LINE { floor(text, last + 80) } else { line_end };
        let column = if first_line == line_of(span.offset().min(text.len())) {
            text[line_start..span.offset().min(text.len())].chars().count()
        } else {
            0
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.file.path.clone(),
            &text.as_bytes()[start..end],
            SourceSpan::from(start..end),
            first_line,
            column,
            last_line - first_line + 1,
        )))
    }
}

/// The character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&it| text.is_char_boundary(it)).unwrap_or(0)
}
