//! Edits that fixes are made of.

use crate::base::{Edit, Sources, Span};

/// Takes a member away with its line. Nothing when something else stands on its lines.
pub(super) fn remove_member(sources: &Sources, span: Span) -> Option<Edit> {
    let text = &sources.get(span.file)?.text;
    let before = text.get(..span.start as usize)?;
    let after = text.get(span.end as usize..)?;
    let start = before.rfind('\n').map_or(0, |it| it + 1);
    let end = after.find('\n').map_or(text.len(), |it| span.end as usize + it + 1);
    let is_alone =
        before[start..].trim().is_empty() && text[span.end as usize..end].trim().is_empty();
    // A `///` line above is about the member, and would be about the next one.
    let above = before[..start].lines().next_back().unwrap_or_default().trim_start();
    (is_alone && !above.starts_with("///"))
        .then(|| Edit { span: Span::new(span.file, start, end), text: String::new() })
}

/// Takes a modifier or annotation away with the blanks before it.
pub(super) fn remove_word(sources: &Sources, span: Span) -> Option<Edit> {
    let text = &sources.get(span.file)?.text;
    let before = text.get(..span.start as usize)?;
    let start = before.trim_end_matches([' ', '\t']).len();
    Some(Edit { span: Span::new(span.file, start, span.end as usize), text: String::new() })
}

/// Adds a member at the end of a declaration whose closing brace has a line of its own.
pub(super) fn add_member(sources: &Sources, declaration: Span, member: &str) -> Option<Edit> {
    let text = &sources.get(declaration.file)?.text;
    let brace = (declaration.end as usize).checked_sub(1)?;
    let before = text.get(..brace)?;
    if !text[brace..].starts_with('}') {
        return None;
    }
    let start = before.rfind('\n')? + 1;
    let indent = &before[start..];
    indent.trim().is_empty().then(|| Edit {
        span: Span::new(declaration.file, start, start),
        text: format!("{indent}  {member}\n"),
    })
}

/// Adds a member at the start of the declaration whose name is at `name`, if its body starts on the next line.
pub(super) fn prepend_member(sources: &Sources, name: Span, member: &str) -> Option<Edit> {
    let text = &sources.get(name.file)?.text;
    let after = text.get(name.end as usize..)?;
    let (header, body) = after.split_once('\n')?;
    if !header.trim_end().ends_with('{') {
        return None;
    }
    let indent = &body[..body.len() - body.trim_start_matches([' ', '\t']).len()];
    let start = name.end as usize + header.len() + 1;
    let edit =
        Edit { span: Span::new(name.file, start, start), text: format!("{indent}{member}\n") };
    (!indent.is_empty()).then_some(edit)
}
