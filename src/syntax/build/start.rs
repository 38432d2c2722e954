//! The first words of a declaration: which rule reads the rest, and what is wrong with them.

use super::{Context, foreign};
use crate::base::{Diagnostic, Span, closest};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;
use crate::syntax::split::{Chunk, Spelling, WORDS, first_word, keyword, narrows_type};

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
        let keyword = keyword(header)?;
        let told = match keyword.spelling {
            Spelling::Glued => keyword.word.len(),
            Spelling::Right | Spelling::Wrong => word.len(),
        };
        let mut res = Start::named(cx, keyword.word, header, told, start);
        match keyword.spelling {
            Spelling::Right => {}
            Spelling::Glued => {
                let rest = &word[keyword.word.len()..];
                res.mistake = Some(diags::missing_blank(span, keyword.word, rest));
            }
            Spelling::Wrong => {
                res.mistake = Some(diags::misspelt_declaration(span, word, keyword.word));
            }
        }
        Some(res)
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
