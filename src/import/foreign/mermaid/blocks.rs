//! Where diagrams stand in a text.

use std::ops::Range;

/// The bytes of each entity-relationship diagram: those of the text, or of the fenced blocks of Markdown.
pub(super) fn blocks(text: &str) -> Vec<Range<usize>> {
    let fenced = fenced(text);
    if !fenced.is_empty() {
        return fenced.into_iter().filter(|it| is_diagram(&text[it.clone()])).collect();
    }
    if is_diagram(text) { std::iter::once(0..text.len()).collect() } else { Vec::new() }
}

/// Whether the first line that says something is `erDiagram`.
fn is_diagram(text: &str) -> bool {
    let mut is_front = false;
    for line in text.lines().map(str::trim) {
        match line {
            "---" => is_front = !is_front,
            "" => {}
            _ if is_front || line.starts_with("%%") => {}
            _ => return line.starts_with("erDiagram"),
        }
    }
    false
}

/// The insides of blocks between lines of backticks that say `mermaid`.
fn fenced(text: &str) -> Vec<Range<usize>> {
    let mut res = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let is_fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
        match open {
            Some(start) if is_fence => {
                res.push(start..at);
                open = None;
            }
            None if is_fence
                && trimmed[3..].trim_start_matches(['`', '~']).trim().starts_with("mermaid") =>
            {
                open = Some(at + line.len());
            }
            Some(_) | None => {}
        }
        at += line.len();
    }
    if let Some(start) = open {
        res.push(start..text.len());
    }
    res
}
