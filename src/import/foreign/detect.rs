//! Which language a text is in.

use super::{Format, LANGUAGES};

/// So many bytes are looked at.
const HEAD: usize = 20_000;

/// By the end of its name, else by its first words.
pub(super) fn detect(name: &str, text: &str) -> Option<Format> {
    let extension = name.rsplit_once('.').map_or("", |(_, it)| it).to_lowercase();
    let known = LANGUAGES.iter().find(|it| it.extensions.contains(&extension.as_str()));
    match (known, extension.as_str()) {
        (Some(it), _) => Some(it.format),
        // Only where a diagram is in it.
        (None, "md" | "markdown" | "mdx") => text.contains("erDiagram").then_some(Format::Mermaid),
        (None, "erd" | "sql" | "ddl" | "dump" | "json" | "toml") => None,
        (None, _) => by_words(text),
    }
}

fn by_words(text: &str) -> Option<Format> {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let lines = text[..end].lines().map(str::trim);
    let is_remark = |it: &&str| {
        it.is_empty() || ["//", "#", "'", "%%", "/*", "---"].iter().any(|mark| it.starts_with(mark))
    };
    let mut lines = lines.filter(|it| !is_remark(it));
    let first = lines.next()?;
    let word = first.split(|c: char| !c.is_alphanumeric() && c != '@').next().unwrap_or_default();
    let opens = first.ends_with('{') || first.contains('{');
    match word {
        "erDiagram" => Some(Format::Mermaid),
        "@startuml" => Some(Format::Plantuml),
        "datasource" | "generator" if opens => Some(Format::Prisma),
        "model" if opens => Some(Format::Prisma),
        "Project" | "Table" | "TablePartial" | "TableGroup" | "Enum" | "Ref"
            if opens || first.contains(':') =>
        {
            Some(Format::Dbml)
        }
        "" if first.starts_with('[') && first.contains(']') => Some(Format::Er),
        _ => None,
    }
}
