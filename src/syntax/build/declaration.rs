//! Declarations: a header read by its own rule, and its body.

use super::header::{self, Header};
use super::start::Start;
use super::{Context, annotation, member, names};
use crate::base::{Diagnostic, Span};
use crate::syntax::ast::{
    Composite, Declaration, DeclarationKind, Domain, Entity, Enum, EnumValue, Ident, Import,
    Member, Mixin, ModelHeader, Native, Relationship, SchemaBlock, Trivia, Union, View,
};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;
use crate::syntax::split::{Body, Chunk, Content, Piece, first_word};

/// The declarations of the whole file, and the comments behind the last.
pub(super) fn file(cx: &mut Context<'_, '_>) -> (Vec<Declaration>, Trivia) {
    let mut list = List::default();
    loop {
        match cx.scanner.next_chunk() {
            Ok(chunk) => list.push(cx, chunk),
            Err(lead) => return (list.finish(cx), lead.into_end()),
        }
    }
}

/// The declarations of a file or schema block.
#[derive(Default)]
struct List {
    declarations: Vec<Declaration>,
    /// Lines in a row that start none, which are one mistake: the first, and how many follow.
    unknown: Option<(Span, usize)>,
    /// Whether the declaration above could not be cut out, so that lines that start none may belong to it.
    follows_broken: bool,
    in_schema: bool,
}

impl List {
    fn push(&mut self, cx: &mut Context<'_, '_>, chunk: Chunk) {
        let Some(start) = Start::of(cx, &chunk) else {
            cx.scanner.forgives_brace = true;
            let mut chunk = chunk;
            match chunk.header.mistake.take() {
                Some(it) if self.follows_broken => cx.scanner.mistakes.skip(it.primary.span),
                Some(it) => cx.report(*it),
                None => {}
            }
            match &mut self.unknown {
                Some((_, n_more)) => *n_more += 1,
                None if chunk.header.broken || self.follows_broken => {}
                None => self.unknown = Some((chunk.header.span, 0)),
            }
            self.declarations.push(unknown(cx, chunk));
            return;
        };
        self.report_unknown(cx);
        cx.scanner.forgives_brace = false;
        self.follows_broken =
            chunk.header.broken || chunk.tail.as_ref().is_some_and(|it| it.broken);
        let declaration = declaration(cx, chunk, start, |it| self.misplaced(it));
        self.declarations.push(declaration);
    }

    fn finish(mut self, cx: &mut Context<'_, '_>) -> Vec<Declaration> {
        self.report_unknown(cx);
        self.declarations
    }

    fn report_unknown(&mut self, cx: &mut Context<'_, '_>) {
        let Some((first, n_more)) = self.unknown.take() else { return };
        let word = first_word(&cx.text[first.range()]);
        let len = if word.is_empty() { 1 } else { word.len() };
        let start = first.start as usize;
        let end = cx.text.ceil_char_boundary(start + len);
        cx.report(diags::unknown_declaration(Span::new(cx.file, start, end), word, n_more));
    }

    /// What is wrong with the place of a declaration whose keyword is at `span`.
    fn misplaced(&self, (rule, span): (Rule, Span)) -> Option<Diagnostic> {
        let word = match rule {
            Rule::model_header => "model",
            Rule::import_header => "import",
            Rule::schema_header => "schema",
            _ => return None,
        };
        if self.in_schema {
            return Some(diags::inside_schema(span, word));
        }
        let first = self.declarations.first().filter(|_| rule == Rule::model_header)?;
        let models = self.declarations.iter();
        let model = models.clone().find(|it| matches!(it.kind, DeclarationKind::Model(_)));
        Some(match model {
            Some(model) => diags::second_model(span, model.header),
            None => diags::late_model(span, first.header),
        })
    }
}

fn declaration(
    cx: &mut Context<'_, '_>,
    chunk: Chunk,
    start: Start,
    misplaced: impl FnOnce((Rule, Span)) -> Option<Diagnostic>,
) -> Declaration {
    let Chunk { header: mut piece, body, tail, end } = chunk;
    let source = cx.source(&piece);
    let first = piece.span.start as usize;
    let keyword = Span::new(cx.file, first, first + start.told);
    let mistake = start.mistake.or_else(|| misplaced((start.rule, keyword)));
    let was_quiet = cx.quiet;
    let is_mistaken = mistake.is_some();
    if let Some(diagnostic) = mistake.filter(|_| !piece.broken) {
        cx.report(diagnostic);
        cx.quiet = true;
    }
    let is_whole = piece.is_whole();
    let plain = is_whole.then(|| cx.plain_header(start.rule, &source, start.told, first));
    let read = plain.flatten().or_else(|| {
        let node = cx.parse(&mut piece, &source, start.told, start.rule)?;
        Some(header::read(cx, node))
    });
    let broken = read.is_none() || is_mistaken;
    let mut header = read.unwrap_or_else(|| header::guess(cx, &piece, start.rule, start.told));
    header.is_abstract = start.is_abstract;
    // The members of a declaration in another tool's words are in its words as well.
    cx.quiet = was_quiet || start.is_foreign;
    let mut res = Declaration {
        kind: DeclarationKind::Unknown(Vec::new()),
        docs: piece.docs.take().map(Box::new),
        annotations: std::mem::take(&mut header.annotations),
        trivia: std::mem::take(&mut piece.trivia),
        body_end: Trivia::default(),
        inline: body.as_ref().is_some_and(|it| it.inline),
        header: piece.span,
        span: Span::new(cx.file, first, end),
        broken,
    };
    res.kind = finish(cx, start.rule, header, body, tail, &mut res);
    cx.quiet = was_quiet;
    res
}

/// A declaration that no word starts: its body is skipped, the names in its header may be meant by others.
fn unknown(cx: &mut Context<'_, '_>, chunk: Chunk) -> Declaration {
    let Chunk { mut header, body, end, .. } = chunk;
    let text = &cx.text[header.span.range()];
    let names = names::idents_in(cx.file, text, header.span.start as usize).collect();
    Declaration {
        kind: DeclarationKind::Unknown(names),
        docs: header.docs.take().map(Box::new),
        annotations: Vec::new(),
        trivia: std::mem::take(&mut header.trivia),
        body_end: body.map(|it| it.end).unwrap_or_default(),
        inline: false,
        header: header.span,
        span: Span::new(cx.file, header.span.start as usize, end),
        broken: true,
    }
}

/// What is declared, from the header and its body. `to` takes what the body says of the declaration.
fn finish(
    cx: &mut Context<'_, '_>,
    rule: Rule,
    header: Header,
    body: Option<Body>,
    tail: Option<Piece>,
    to: &mut Declaration,
) -> DeclarationKind {
    let Some(name) = header.name else {
        return match header.text {
            Some(path) if rule == Rule::import_header => DeclarationKind::Import(Import { path }),
            _ => DeclarationKind::Unknown(Vec::new()),
        };
    };
    let has_body = body.is_some();
    let content = body.map_or(Content::Members(Vec::new()), |it| {
        to.body_end = it.end;
        it.content
    });
    match rule {
        Rule::model_header => DeclarationKind::Model(ModelHeader { name }),
        Rule::schema_header => schema(cx, name, content),
        Rule::enum_header => DeclarationKind::Enum(values(cx, name, content, &mut to.broken)),
        Rule::domain_header => match header.ty {
            Some(ty) => DeclarationKind::Domain(Domain { name, ty, modifiers: header.modifiers }),
            None => DeclarationKind::Unknown(vec![name]),
        },
        Rule::composite_header => {
            DeclarationKind::Composite(Composite { name, members: members(cx, content) })
        }
        Rule::union_header => match header.paths.is_empty() {
            true => DeclarationKind::Unknown(vec![name]),
            false => DeclarationKind::Union(Union { name, alternatives: header.paths }),
        },
        Rule::mixin_header => DeclarationKind::Mixin(Mixin {
            name,
            mixins: header.mixins,
            members: members(cx, content),
        }),
        Rule::relationship_header => match header.participants.len() {
            0 | 1 => DeclarationKind::Unknown(vec![name]),
            _ => DeclarationKind::Relationship(Relationship {
                name,
                participants: header.participants,
                members: members(cx, content),
                has_body,
            }),
        },
        Rule::view_header => view(cx, name, content, tail, to),
        Rule::native_header => match (header.native_kind, header.sql) {
            (Some(kind), Some((body, body_span))) => DeclarationKind::Native(Native {
                kind,
                name,
                on: header.paths.into_iter().next(),
                body,
                body_span,
            }),
            _ => DeclarationKind::Unknown(vec![name]),
        },
        _ => DeclarationKind::Entity(Entity {
            name,
            is_abstract: header.is_abstract,
            supertype: header.paths.into_iter().next(),
            mixins: header.mixins,
            members: members(cx, content),
        }),
    }
}

fn schema(cx: &mut Context<'_, '_>, name: Ident, content: Content) -> DeclarationKind {
    let mut list = List { in_schema: true, ..List::default() };
    if let Content::Declarations(chunks) = content {
        for chunk in chunks {
            list.push(cx, chunk);
        }
    }
    DeclarationKind::Schema(SchemaBlock { name, declarations: list.finish(cx) })
}

fn members(cx: &mut Context<'_, '_>, content: Content) -> Vec<Member> {
    match content {
        Content::Members(pieces) => member::members(cx, pieces),
        Content::Declarations(_) => Vec::new(),
    }
}

/// An enum; `broken` is set when a value of it could not be read.
fn values(cx: &mut Context<'_, '_>, name: Ident, content: Content, broken: &mut bool) -> Enum {
    let mut res = Enum { name, values: Vec::new() };
    let Content::Members(pieces) = content else { return res };
    for piece in pieces {
        match value(cx, piece) {
            Some(value) => res.values.push(value),
            None => *broken = true,
        }
    }
    res
}

fn value(cx: &mut Context<'_, '_>, mut piece: Piece) -> Option<EnumValue> {
    let source = cx.source(&piece);
    let node = cx.parse(&mut piece, &source, 0, Rule::enum_value)?;
    let mut name = None;
    let mut label = None;
    let mut annotations = Vec::new();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::name => name = Some(names::ident(cx, &part)),
            Rule::text => label = Some(names::text(cx, &part)),
            Rule::annotation => annotations.push(annotation::annotation(cx, part)),
            _ => {}
        }
    }
    let docs = piece.docs.take().map(Box::new);
    Some(EnumValue { name: name?, label, docs, annotations, trivia: piece.trivia })
}

fn view(
    cx: &mut Context<'_, '_>,
    name: Ident,
    content: Content,
    tail: Option<Piece>,
    to: &mut Declaration,
) -> DeclarationKind {
    let members = members(cx, content);
    let Some(mut tail) = tail else {
        if !to.broken {
            cx.report(diags::view_without_query(name.span));
        }
        return DeclarationKind::Unknown(vec![name]);
    };
    let source = cx.source(&tail);
    let Some(node) = cx.parse(&mut tail, &source, 0, Rule::view_body) else {
        return DeclarationKind::Unknown(vec![name]);
    };
    let body = node.into_inner().find(|it| it.as_rule() == Rule::sql);
    match body {
        Some(node) => {
            let body_span = cx.span(&node);
            let body = annotation::sql(cx, node);
            DeclarationKind::View(View { name, members, body, body_span })
        }
        None => DeclarationKind::Unknown(vec![name]),
    }
}
