//! The first words of a declaration: which rule reads the rest, and what is wrong with them.

use super::{Context, foreign};
use crate::base::{Diagnostic, Span, closest};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;
use crate::syntax::split::{Chunk, WORDS, first_word, narrows_type};

/// How a declaration starts.
pub(super) struct Start {
    /// The rule for what follows.
    pub(super) rule: Rule,
    /// How many bytes the first words take.
    pub(super) told: usize,
    pub(super) is_abstract: bool,
    /// What is wrong with them.
    pub(super) mistake: Option<Diagnostic>,
    /// Whether they are another tool's, so that all that follows is as well.
    pub(super) is_foreign: bool,
}

impl Start {
    /// Nothing if no declaration starts like this.
    pub(super) fn of(cx: &Context<'_, '_>, chunk: &Chunk) -> Option<Start> {
        let header = &cx.text[chunk.header.span.range()];
        let word = first_word(header);
        let start = chunk.header.span.start as usize;
        let span = Span::new(cx.file, start, start + word.len());
        if let Some(start) = foreign::start(cx, chunk, header, word, span) {
            return Some(start);
        }
        if WORDS.contains(&word) {
            return Some(Start::named(cx, word, header, word.len(), start));
        }
        let is_glued = |it: &&&str| {
            word.strip_prefix(**it).is_some_and(|rest| rest.starts_with(is_inner_boundary))
        };
        if let Some(glued) = WORDS.iter().find(is_glued) {
            let mistake = diags::missing_blank(span, glued, &word[glued.len()..]);
            let start = Start::named(cx, glued, header, glued.len(), start);
            return Some(Start { mistake: Some(mistake), ..start });
        }
        let meant = closest(word, WORDS).filter(|_| !word.is_empty())?;
        let mistake = diags::misspelt_declaration(span, word, meant);
        let start = Start::named(cx, meant, header, word.len(), start);
        Some(Start { mistake: Some(mistake), ..start })
    }

    /// The start by the keyword `word`, which takes `told` bytes of the header at `offset`.
    fn named(cx: &Context<'_, '_>, word: &str, header: &str, told: usize, offset: usize) -> Start {
        let rule = rule_of(word, header);
        let mut res = Start { rule, told, is_abstract: false, mistake: None, is_foreign: false };
        if word == "abstract" {
            res.is_abstract = true;
            let rest = header[told..].trim_start();
            let next = first_word(rest);
            let at = header.len() - rest.len();
            let is_entity = next == "entity" || closest(next, ["entity"]).is_some();
            res.told = if is_entity { at + next.len() } else { told };
            if next != "entity" {
                let span = Span::new(cx.file, offset + at, offset + at + next.len());
                res.mistake = Some(match is_entity {
                    true => diags::unknown_word(span, next, "entity"),
                    false => diags::abstract_what(span, next, !WORDS.contains(&next)),
                });
            }
        }
        res
    }
}

/// What can start a name behind a keyword that lacks its blank: `entityUser`, `entity_user`.
fn is_inner_boundary(c: char) -> bool {
    c.is_uppercase() || c == '_'
}

fn rule_of(word: &str, header: &str) -> Rule {
    match word {
        "model" => Rule::model_header,
        "import" => Rule::import_header,
        "schema" => Rule::schema_header,
        "enum" => Rule::enum_header,
        "type" if narrows_type(header) => Rule::domain_header,
        "type" => Rule::composite_header,
        "union" => Rule::union_header,
        "mixin" => Rule::mixin_header,
        "relationship" => Rule::relationship_header,
        "view" => Rule::view_header,
        "native" => Rule::native_header,
        _ => Rule::entity_header,
    }
}
