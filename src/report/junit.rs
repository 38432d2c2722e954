//! Findings as JUnit XML: a test case for each; errors and warnings have failed.

use std::fmt::Write as _;

use super::short::place;
use super::summary::word;
use crate::base::{Diagnostic, Severity, Sources};

pub(super) fn render(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let n_failures = diagnostics.iter().filter(|it| has_failed(it)).count();
    let n_cases = diagnostics.len().max(1);
    let counts =
        format!("tests=\"{n_cases}\" failures=\"{n_failures}\" errors=\"0\" skipped=\"0\"");
    let mut res = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    line(&mut res, format_args!("<testsuites name=\"erc\" {counts}>"));
    line(&mut res, format_args!("  <testsuite name=\"erc check\" {counts}>"));
    if diagnostics.is_empty() {
        // A suite without cases is taken for one that did not run.
        line(&mut res, format_args!("    <testcase classname=\"erc\" name=\"no findings\"/>"));
    }
    diagnostics.iter().for_each(|it| case(&mut res, it, sources));
    line(&mut res, format_args!("  </testsuite>\n</testsuites>"));
    res
}

fn case(res: &mut String, it: &Diagnostic, sources: &Sources) {
    let file = sources.get(it.primary.span.file).map_or("erc", |it| it.path.as_str());
    let place = place(it.primary.span, sources);
    let name = format!("{place}{}", it.code.name);
    line(
        res,
        format_args!("    <testcase classname=\"{}\" name=\"{}\">", escaped(file), escaped(&name)),
    );
    let help = it.help.as_ref().map(|it| format!("\nhelp: {it}")).unwrap_or_default();
    let text = format!("{place}{}[{}]: {}{help}", word(it.severity), it.code.name, it.message);
    let text = escaped(&text);
    match has_failed(it) {
        true => line(
            res,
            format_args!(
                "      <failure type=\"{}\" message=\"{}\">{text}</failure>",
                it.code.name,
                escaped(&it.message)
            ),
        ),
        false => line(res, format_args!("      <system-out>{text}</system-out>")),
    }
    line(res, format_args!("    </testcase>"));
}

fn has_failed(it: &Diagnostic) -> bool {
    match it.severity {
        Severity::Error | Severity::Warning => true,
        Severity::Info => false,
    }
}

/// A text for an element or attribute. What XML 1.0 has no character for (section 2.2) is shown as U+FFFD.
fn escaped(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => res.push_str("&amp;"),
            '<' => res.push_str("&lt;"),
            '>' => res.push_str("&gt;"),
            '"' => res.push_str("&quot;"),
            '\n' => res.push_str("&#10;"),
            '\t' => res.push(c),
            '\u{fffe}' | '\u{ffff}' => res.push('\u{fffd}'),
            c if c < ' ' => res.push('\u{fffd}'),
            c => res.push(c),
        }
    }
    res
}

fn line(res: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(res, "{text}").expect("a String takes all text");
}
