//! What is said of a table, a relationship, a union or a view.

use super::links::Links;
use super::text::{cell, cell_code, code, paragraphs, plain};
use crate::base::TextWriter;
use crate::export::docs::data::{Column, Documentation, Link, Subject};
use crate::export::docs::proofs::Proof;

/// Writes everything about a subject but its heading.
pub(super) fn subject(
    out: &mut TextWriter,
    documentation: &Documentation,
    links: &Links,
    idx: usize,
) {
    let it = &documentation.subjects[idx];
    paragraphs(out, it.docs.as_deref());
    if let Some(reason) = &it.deprecated {
        out.gap();
        out.line(format!("Deprecated. {}", plain(reason)).trim_end());
    }
    let cx = Context { documentation, links, idx };
    cx.columns(out, it);
    let outgoing: Vec<&Link> = documentation.links.iter().filter(|it| it.from == idx).collect();
    let incoming: Vec<&Link> = documentation.links.iter().filter(|it| it.to == idx).collect();
    cx.references(out, "Refers to", &outgoing, |it| (it.to, it.there.as_deref()));
    cx.references(out, "Referred to by", &incoming, |it| (it.from, it.back.as_deref()));
    cx.rules(out, it);
    if let Some(proof) = &it.proof {
        cx.section(out, "Normal form");
        proven(out, proof);
    }
}

struct Context<'a> {
    documentation: &'a Documentation,
    links: &'a Links,
    idx: usize,
}

impl Context<'_> {
    /// The start of a part: on a page of its own a heading.
    fn section(&self, out: &mut TextWriter, title: &str) {
        out.gap();
        out.line(if self.links.is_page { format!("## {title}") } else { format!("{title}:") });
        out.gap();
    }

    fn columns(&self, out: &mut TextWriter, subject: &Subject) {
        if subject.columns.is_empty() {
            return;
        }
        self.section(out, "Columns");
        out.line("| Column | Type | Key | About |");
        out.line("| --- | --- | --- | --- |");
        for (at, it) in subject.columns.iter().enumerate() {
            let indent = "… ".repeat(it.depth);
            let cells = [
                format!("{indent}{}", cell(&it.name)),
                self.column_type(at, it),
                it.mark.to_owned(),
                about(it),
            ];
            let spaced =
                |it: &String| if it.is_empty() { " ".to_owned() } else { format!(" {it} ") };
            out.line(format!("|{}|", cells.iter().map(spaced).collect::<Vec<_>>().join("|")));
        }
    }

    /// The type of a column, with a link to what it refers to, or to what declares it.
    fn column_type(&self, at: usize, column: &Column) -> String {
        let links = &self.documentation.links;
        let target = links.iter().find(|it| it.from == self.idx && it.columns.0 == Some(at));
        let base = column.ty.split(['[', '?', '*', '+', '{']).next().unwrap_or_default();
        let declared =
            self.documentation.types.iter().position(|it| it.id == base || it.name == base);
        let text = match (target, declared) {
            (Some(target), _) => self.links.subject_code(target.to, &column.ty),
            (None, Some(ty)) => self.links.type_code(ty, &column.ty),
            (None, None) => return cell_code(&column.ty),
        };
        text.replace('|', "\\|")
    }

    fn references<'a>(
        &self,
        out: &mut TextWriter,
        title: &str,
        links: &[&'a Link],
        other: impl Fn(&'a Link) -> (usize, Option<&'a str>),
    ) {
        if links.is_empty() {
            return;
        }
        self.section(out, title);
        for it in links {
            let (other, how_many) = other(it);
            let name = self.links.subject(other, &self.documentation.subjects[other].id);
            let role = it.name.as_ref().filter(|it| !it.is_empty());
            let role = role.map_or_else(String::new, |it| format!(" as {}", code(it)));
            let how_many = how_many.map_or_else(String::new, |it| format!(", {it}"));
            out.line(format!("- {name}{role} ({}{how_many})", it.kind));
        }
    }

    fn rules(&self, out: &mut TextWriter, subject: &Subject) {
        for (title, is_index) in [("Constraints", false), ("Indexes", true)] {
            let rules = subject.rules.iter().filter(|it| (it.kind == "index") == is_index);
            let mut rules = rules.peekable();
            if rules.peek().is_none() {
                continue;
            }
            self.section(out, title);
            for it in rules {
                let docs =
                    it.docs.as_ref().map_or_else(String::new, |it| format!(": {}", plain(it)));
                let table = it.table.as_ref();
                let table = table.map_or_else(String::new, |it| format!(" of {}", code(it)));
                let kind = if is_index { String::new() } else { format!("{} ", it.kind) };
                out.line(format!("- {kind}{}{table}{docs}", code(&it.text)));
            }
        }
    }
}

fn about(column: &Column) -> String {
    let mut res: Vec<String> = column.docs.iter().map(|it| cell(it)).collect();
    res.extend(column.default.iter().map(|it| format!("Default {}.", cell_code(it))));
    res.extend(column.derived.iter().map(|it| format!("Computed: {}.", cell_code(it))));
    res.extend(column.notes.iter().map(|it| format!("{}.", cell_code(it))));
    let marks = [
        (column.pii, "Personal."),
        (column.sensitive, "Sensitive."),
        (column.deprecated.is_some(), "Deprecated."),
    ];
    res.extend(marks.iter().filter(|(is, _)| *is).map(|(_, word)| (*word).to_owned()));
    res.retain(|it| !it.is_empty());
    res.join(" ")
}

/// The form, the keys, and what is in the way of more.
fn proven(out: &mut TextWriter, proof: &Proof) {
    let keys: Vec<String> = proof.keys.iter().map(|it| code(&format!("({it})"))).collect();
    let noun = if keys.len() == 1 { "Key" } else { "Keys" };
    out.line(format!("{}. {noun}: {}.", proof.form, keys.join(", ")));
    if proof.breaches.is_empty() {
        return;
    }
    out.gap();
    for it in &proof.breaches {
        let (dependency, reason) = (code(&it.dependency), plain(&it.reason));
        out.line(format!("- not in {}: {dependency}, since {reason}", it.form));
    }
}
