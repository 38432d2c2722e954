//! Declarations that start with the keyword of another language.

use crate::base::{Diagnostic, Edit, Fix, Span};
use crate::syntax::build::Context;
use crate::syntax::build::start::Start;
use crate::syntax::diags;
use crate::syntax::grammar::Rule;
use crate::syntax::split::{Chunk, first_word};

/// The start of a declaration in another language's words; `word` is the first, at `span`.
pub(in crate::syntax::build) fn start(
    cx: &Context<'_, '_>,
    chunk: &Chunk,
    header: &str,
    word: &str,
    span: Span,
) -> Option<Start> {
    let rest = header[word.len()..].trim();
    let has_body = chunk.body.is_some();
    let (rule, mistake) = match word.to_ascii_lowercase().as_str() {
        "create" | "alter" | "drop" | "insert" | "comment" if is_sql_object(rest) => {
            let help = "declare `entity Name { … }`, or type `erc import FILE.sql` to get the whole script as a model";
            (Rule::entity_header, diags::foreign(span, "this is SQL", help, None))
        }
        "ref" if !has_body || rest.is_empty() => (Rule::entity_header, reference(span)),
        "project" if has_body => {
            let help =
                "write `model name` on the first line, and its documentation above it as `/// …`";
            (
                Rule::entity_header,
                diags::foreign(span, "the model has no block of its own", help, None),
            )
        }
        "weak" if first_word(rest) == "entity" => return Some(weak(cx, header, span)),
        "model" if has_body => (Rule::entity_header, model_with_body(span, rest)),
        "table" | "class" | "record" | "struct" | "object" | "interface" | "collection"
            if has_body =>
        {
            (Rule::entity_header, block(span, word, rest, "entity"))
        }
        "tablepartial" | "trait" if has_body => {
            (Rule::mixin_header, block(span, word, rest, "mixin"))
        }
        "tablegroup" | "namespace" | "package" if has_body => {
            (Rule::schema_header, block(span, word, rest, "schema"))
        }
        "use" | "include" | "using" if rest.starts_with(['"', '\'']) => {
            (Rule::import_header, super::respelt(span, word, "import"))
        }
        _ => return None,
    };
    let told = word.len();
    Some(Start { rule, told, is_abstract: false, mistake: Some(mistake), is_foreign: true })
}

fn is_sql_object(rest: &str) -> bool {
    let next = first_word(rest).to_ascii_lowercase();
    matches!(
        next.as_str(),
        "table"
            | "type"
            | "index"
            | "unique"
            | "schema"
            | "view"
            | "into"
            | "on"
            | "or"
            | "extension"
    )
}

/// `Ref: posts.author_id > users.id`
fn reference(span: Span) -> Diagnostic {
    let help = "write an attribute whose type is the other entity, `author User`, in the entity that refers to it";
    diags::foreign(span, "a reference is an attribute here", help, None)
}

/// `weak entity OrderLine {`
fn weak(cx: &Context<'_, '_>, header: &str, span: Span) -> Start {
    let at = header.find("entity").unwrap_or(span.range().len());
    let end = span.start as usize + at;
    let word = Span::new(cx.file, span.start as usize, end);
    let fix = Fix::safe("remove it", vec![Edit { span: word, text: String::new() }]);
    let help =
        "remove it: an entity is weak when a reference is part of its key, `order Order key`";
    let mistake = diags::foreign(span, "`weak` is not written here", help, Some(fix));
    let told = at + "entity".len();
    let rule = Rule::entity_header;
    Start { rule, told, is_abstract: false, mistake: Some(mistake), is_foreign: false }
}

/// `Table users {`
fn block(span: Span, word: &str, rest: &str, here: &str) -> Diagnostic {
    let name = first_word(rest);
    let title = format!("replace it by `{here}`");
    let fix = (name == rest).then(|| Fix::replace(title, span, here));
    let message = format!("`{word}` is written `{here}` here");
    diags::foreign(span, message, format!("write `{here} {name} {{`"), fix)
}

/// `model User {`: one of our words with the shape of another language's block.
fn model_with_body(span: Span, rest: &str) -> Diagnostic {
    let name = first_word(rest);
    let fix = Fix::replace("replace it by `entity`", span, "entity");
    let help =
        format!("write `entity {name} {{`; `model {name}` without a body names the whole model");
    diags::foreign(span, "a model has no body", help, Some(fix))
}
