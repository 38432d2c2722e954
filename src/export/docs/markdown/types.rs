//! Enums, domains and composites.

use super::links::Links;
use super::text::{block, cell, code, heading as heading_text, paragraphs, plain};
use crate::base::TextWriter;
use crate::export::docs::data::{Documentation, Type};

/// What a type is called where there are others: `Enum Status`.
pub(super) fn heading(it: &Type) -> String {
    let kind = match it.kind {
        "enum" => "Enum",
        "domain" => "Domain",
        _ => "Composite",
    };
    format!("{kind} {}", it.id)
}

/// All types, each under a heading.
pub(super) fn types(out: &mut TextWriter, documentation: &Documentation, links: &Links) {
    for (it, heading) in documentation.types.iter().zip(&links.headings[1]) {
        out.gap();
        out.line(format!("## {}", heading_text(heading)));
        paragraphs(out, it.docs.as_deref());
        out.gap();
        for (name, words, docs) in &it.parts {
            let words = if words.is_empty() { String::new() } else { format!(" {}", code(words)) };
            let docs = docs.as_ref().map_or_else(String::new, |it| format!(": {}", cell(it)));
            out.line(format!("- {}{words}{docs}", code(name)));
        }
        statements(out, documentation, it);
        if it.users.is_empty() {
            continue;
        }
        out.gap();
        let user = |(subject, column): &(usize, usize)| {
            let subject_data = &documentation.subjects[*subject];
            let text = format!("{}.{}", subject_data.id, subject_data.columns[*column].name);
            links.subject(*subject, &text)
        };
        let users: Vec<String> = it.users.iter().map(user).collect();
        out.line(format!("{} {}.", plain("Used by"), users.join(", ")));
    }
}

/// What makes a type in each database that has it.
fn statements(out: &mut TextWriter, documentation: &Documentation, ty: &Type) {
    for (database, text) in &ty.ddl {
        out.gap();
        out.line(format!("{}:", documentation.dialects[*database]));
        out.gap();
        block(out, "sql", text);
    }
}
