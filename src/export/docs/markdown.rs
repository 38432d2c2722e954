//! Documentation as one Markdown file, made to be committed: the same model gives the same bytes.

use super::data::{Column, Documentation, Link, Subject};
use crate::base::TextWriter;

/// The file, with a Mermaid diagram for each group.
pub fn markdown(documentation: &Documentation) -> String {
    let mut out = TextWriter::new();
    // Rows of tables are as long as what they say.
    out.line("<!-- markdownlint-disable MD013 -->");
    out.gap();
    out.line(format!("# {}", plain(&documentation.title)));
    paragraphs(&mut out, documentation.docs.as_deref());
    contents(&mut out, documentation);
    for (name, diagram) in &documentation.mermaid {
        out.gap();
        out.line(format!("## Diagram of {}", plain(name)));
        out.gap();
        out.line("```mermaid");
        out.raw(diagram);
        out.line("```");
    }
    for (idx, it) in documentation.subjects.iter().enumerate() {
        subject(&mut out, documentation, idx, it);
    }
    types(&mut out, documentation);
    out.into_string()
}

fn contents(out: &mut TextWriter, documentation: &Documentation) {
    out.gap();
    out.line("| Name | Kind | About |");
    out.line("| --- | --- | --- |");
    for it in &documentation.subjects {
        let about = it.docs.as_deref().unwrap_or_default();
        let name = format!("[{}](#{})", plain(&it.id), anchor(&it.id));
        out.line(format!("| {name} | {} | {} |", it.kind, cell(first_line(about))));
    }
}

fn subject(out: &mut TextWriter, documentation: &Documentation, idx: usize, subject: &Subject) {
    out.gap();
    out.line(format!("## {}", plain(&subject.id)));
    paragraphs(out, subject.docs.as_deref());
    if let Some(reason) = &subject.deprecated {
        out.gap();
        out.line(format!("Deprecated. {}", plain(reason)).trim_end());
    }
    if !subject.columns.is_empty() {
        out.gap();
        out.line("| Column | Type | Key | About |");
        out.line("| --- | --- | --- | --- |");
        subject.columns.iter().for_each(|it| out.line(column(it)));
    }
    let name = |it: usize| documentation.subjects[it].id.as_str();
    let outgoing: Vec<&Link> = documentation.links.iter().filter(|it| it.from == idx).collect();
    let incoming: Vec<&Link> = documentation.links.iter().filter(|it| it.to == idx).collect();
    links(out, "Refers to:", &outgoing, |it| name(it.to));
    links(out, "Referred to by:", &incoming, |it| name(it.from));
    if !subject.rules.is_empty() {
        out.gap();
        out.line("Rules:");
        out.gap();
        for it in &subject.rules {
            out.line(format!("- {} {}", it.kind, code(&it.text)));
        }
    }
}

fn column(column: &Column) -> String {
    let mut about: Vec<String> = column.docs.iter().map(|it| cell(it)).collect();
    about.extend(column.default.iter().map(|it| format!("Default {}.", code(it))));
    about.extend(column.derived.iter().map(|it| format!("Computed: {}.", code(it))));
    about.extend(column.notes.iter().map(|it| format!("{}.", code(it))));
    let marks = [
        (column.pii, "Personal."),
        (column.sensitive, "Sensitive."),
        (column.deprecated.is_some(), "Deprecated."),
    ];
    about.extend(marks.iter().filter(|(is, _)| *is).map(|(_, word)| (*word).to_owned()));
    let indent = "… ".repeat(column.depth);
    let (name, ty) = (cell(&column.name), code(&column.ty));
    format!("| {indent}{name} | {ty} | {} | {} |", column.mark, about.join(" "))
}

fn links<'a>(out: &mut TextWriter, title: &str, links: &[&Link], name: impl Fn(&Link) -> &'a str) {
    if links.is_empty() {
        return;
    }
    out.gap();
    out.line(title);
    out.gap();
    for it in links {
        let other = name(it);
        let role = it.name.as_ref().map_or_else(String::new, |it| format!(" as {}", code(it)));
        out.line(format!("- [{}](#{}){role} ({})", plain(other), anchor(other), it.kind));
    }
}

fn types(out: &mut TextWriter, documentation: &Documentation) {
    for it in &documentation.types {
        out.gap();
        out.line(format!("## {} {}", capitalised(it.kind), plain(&it.id)));
        paragraphs(out, it.docs.as_deref());
        out.gap();
        for (name, words, docs) in &it.parts {
            let words = if words.is_empty() { String::new() } else { format!(" {}", code(words)) };
            let docs = docs.as_ref().map_or_else(String::new, |it| format!(": {}", cell(it)));
            out.line(format!("- {}{words}{docs}", plain(name)));
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|it| it.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn paragraphs(out: &mut TextWriter, docs: Option<&str>) {
    let Some(docs) = docs else { return };
    for paragraph in docs.split("\n\n").map(str::trim).filter(|it| !it.is_empty()) {
        out.gap();
        out.line(plain(paragraph));
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Text that Markdown takes as it is.
fn plain(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' => {
                res.push('\\');
                res.push(c);
            }
            c if c.is_control() => res.push(' '),
            c => res.push(c),
        }
    }
    res.trim().to_owned()
}

/// The same within a cell of a table. Backticks stay: authors write `code` in what they document.
fn cell(text: &str) -> String {
    plain(text)
}

/// Text between backticks, in a cell as well.
fn code(text: &str) -> String {
    let text = text.replace('|', "\\|").replace('`', "'").replace(['\n', '\r'], " ");
    format!("`{}`", text.trim())
}

/// The address that GitHub and GitLab give a heading.
fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .collect()
}
