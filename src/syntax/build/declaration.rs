//! Declarations: a header read by its own rule, and its body.

use super::{Context, Node, annotation, foreign, member, modifier, names};
use crate::base::{DialectId, Span, closest};
use crate::syntax::ast::{
    Annotation, Composite, Declaration, DeclarationKind, Domain, Entity, Enum, EnumValue, Ident,
    Import, Member, Mixin, ModelHeader, Native, Participant, Quantifier, QuantifierKind,
    Relationship, SchemaBlock, Union, View,
};
use crate::syntax::diags;
use crate::syntax::grammar::Rule;
use crate::syntax::split::{Body, Chunk, Content, Piece};

/// The words that start declarations.
pub(super) const WORDS: [&str; 12] = [
    "entity",
    "abstract",
    "relationship",
    "enum",
    "type",
    "mixin",
    "union",
    "schema",
    "view",
    "native",
    "import",
    "model",
];

/// The declarations of a file or schema block. Lines in a row that start none are one mistake.
pub(super) fn declarations(cx: &mut Context<'_, '_>, chunks: Vec<Chunk>) -> Vec<Declaration> {
    let mut res = Vec::with_capacity(chunks.len());
    let mut chunks = chunks.into_iter().peekable();
    while let Some(chunk) = chunks.next() {
        let Some(keyword) = keyword(cx, &chunk) else {
            let first = chunk.header.span;
            let mut n_more = 0;
            res.push(unknown(cx, chunk));
            while let Some(next) = chunks.next_if(|it| keyword_of(cx, it).is_none()) {
                n_more += 1;
                res.push(unknown(cx, next));
            }
            report_unknown(cx, first, n_more);
            continue;
        };
        res.push(declaration(cx, chunk, keyword));
    }
    res
}

/// How a header starts: the rule for it, and what was wrong with its first word.
#[derive(Clone, Copy)]
struct Keyword {
    rule: Rule,
    /// Whether the first word was guessed, so that the header cannot be read as it stands.
    guess: Guess,
}

#[derive(Clone, Copy, PartialEq)]
enum Guess {
    None,
    /// A misspelt or foreign word: the names behind it count.
    Word,
    /// The blank behind this many letters is missing.
    Blank(usize),
}

fn keyword(cx: &mut Context<'_, '_>, chunk: &Chunk) -> Option<Keyword> {
    let (keyword, diagnostic) = recognise(cx, chunk)?;
    if let Some(diagnostic) = diagnostic.filter(|_| !chunk.header.broken) {
        cx.report(diagnostic);
    }
    Some(keyword)
}

fn keyword_of(cx: &Context<'_, '_>, chunk: &Chunk) -> Option<Keyword> {
    recognise(cx, chunk).map(|(keyword, _)| keyword)
}

fn recognise(
    cx: &Context<'_, '_>,
    chunk: &Chunk,
) -> Option<(Keyword, Option<crate::base::Diagnostic>)> {
    let header = &cx.text[chunk.header.span.range()];
    let word = crate::syntax::split::first_word(header);
    if WORDS.contains(&word) {
        if let Some(habit) = foreign::declaration(cx, chunk, header, word) {
            return Some((Keyword { rule: Rule::entity_header, guess: Guess::Word }, Some(habit)));
        }
        return Some((Keyword { rule: rule_of(word, header), guess: Guess::None }, None));
    }
    let start = chunk.header.span.start as usize;
    let span = Span::new(cx.file, start, start + word.len());
    if let Some((rule, diagnostic)) = foreign::keyword(cx, chunk, header, word, span) {
        return Some((Keyword { rule, guess: Guess::Word }, Some(diagnostic)));
    }
    if let Some(glued) = WORDS.iter().find(|it| {
        word.strip_prefix(**it)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || c == '_'))
    }) {
        let diagnostic = diags::missing_blank(span, glued, &word[glued.len()..]);
        let rule = rule_of(glued, header);
        return Some((Keyword { rule, guess: Guess::Blank(glued.len()) }, Some(diagnostic)));
    }
    let meant = closest(word, WORDS).filter(|_| !word.is_empty())?;
    let diagnostic = diags::misspelt_declaration(span, word, meant);
    Some((Keyword { rule: rule_of(meant, header), guess: Guess::Word }, Some(diagnostic)))
}

fn rule_of(word: &str, header: &str) -> Rule {
    match word {
        "model" => Rule::model_header,
        "import" => Rule::import_header,
        "schema" => Rule::schema_header,
        "enum" => Rule::enum_header,
        "type" if header.contains('=') => Rule::domain_header,
        "type" => Rule::composite_header,
        "union" => Rule::union_header,
        "mixin" => Rule::mixin_header,
        "relationship" => Rule::relationship_header,
        "view" => Rule::view_header,
        "native" => Rule::native_header,
        _ => Rule::entity_header,
    }
}

fn report_unknown(cx: &mut Context<'_, '_>, span: Span, n_more: usize) {
    let header = &cx.text[span.range()];
    let word = crate::syntax::split::first_word(header);
    let span =
        if word.is_empty() { span } else { Span { end: span.start + word.len() as u32, ..span } };
    cx.report(diags::unknown_declaration(span, word, n_more));
}

fn declaration(cx: &mut Context<'_, '_>, chunk: Chunk, keyword: Keyword) -> Declaration {
    let Chunk { mut header, body, tail, end } = chunk;
    let was_broken = header.broken;
    let node = match keyword.guess {
        Guess::None => cx.parse(&header, keyword.rule),
        Guess::Word | Guess::Blank(_) => None,
    };
    let broken = node.is_none();
    let was_quiet = cx.quiet;
    let mut read = match node {
        Some(node) => read_header(cx, node),
        None => {
            let skip = match keyword.guess {
                Guess::Blank(len) => len,
                Guess::None | Guess::Word => first_word_len(cx, &header),
            };
            // The members of a declaration in another tool's words are in its words as well.
            cx.quiet |=
                keyword.guess == Guess::Word && !was_broken && foreign::is_foreign(cx, &header);
            guess_header(cx, &header, keyword.rule, skip)
        }
    };
    let span = Span::new(cx.file, header.span.start as usize, end);
    let mut declaration = Declaration {
        kind: DeclarationKind::Unknown(Vec::new()),
        docs: header.docs.take().map(Box::new),
        annotations: std::mem::take(&mut read.annotations),
        trivia: std::mem::take(&mut header.trivia),
        body_end: Default::default(),
        inline: body.as_ref().is_some_and(|it| it.inline),
        header: header.span,
        span,
        broken,
    };
    declaration.kind = finish(cx, keyword.rule, read, body, tail, &mut declaration.body_end);
    cx.quiet = was_quiet;
    declaration
}

fn first_word_len(cx: &Context<'_, '_>, header: &Piece) -> usize {
    crate::syntax::split::first_word(&cx.text[header.span.range()]).len()
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

/// What a header says, whatever it declares.
#[derive(Default)]
struct Header {
    name: Option<Ident>,
    annotations: Vec<Annotation>,
    is_abstract: bool,
    /// Supertype; alternatives of a union; what a native object is on.
    paths: Vec<crate::syntax::ast::Path>,
    mixins: Vec<crate::syntax::ast::Path>,
    participants: Vec<Participant>,
    text: Option<crate::syntax::ast::Text>,
    ty: Option<crate::syntax::ast::TypeRef>,
    modifiers: Vec<crate::syntax::ast::Modifier>,
    sql: Option<(crate::base::SqlText, Span)>,
    native_kind: Option<Ident>,
}

fn read_header(cx: &mut Context<'_, '_>, node: Node<'_>) -> Header {
    let mut res = Header::default();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::name => res.name = Some(names::ident(cx, &part)),
            Rule::annotation => res.annotations.push(annotation::annotation(cx, part)),
            Rule::kw_abstract => res.is_abstract = true,
            Rule::path => res.paths.push(names::path(cx, part)),
            Rule::extends | Rule::native_on => {
                let path = part.into_inner().find(|it| it.as_rule() == Rule::path);
                res.paths.extend(path.map(|it| names::path(cx, it)));
            }
            Rule::with => {
                let paths = part.into_inner().filter(|it| it.as_rule() == Rule::path);
                res.mixins = paths.map(|it| names::path(cx, it)).collect();
            }
            Rule::participant => res.participants.extend(participant(cx, part)),
            Rule::text => res.text = Some(names::text(cx, part)),
            Rule::type_ref => res.ty = Some(member::type_ref(cx, part)),
            Rule::domain_modifier => res.modifiers.extend(modifier::modifier(cx, part)),
            Rule::sql => {
                let span = cx.span(&part);
                res.sql = Some((annotation::sql(cx, part), span));
            }
            Rule::native_kind => res.native_kind = Some(native_kind(cx, &part)),
            _ => {}
        }
    }
    res.modifiers = modifier::in_order(cx, std::mem::take(&mut res.modifiers));
    claim_annotations(&mut res);
    res
}

fn native_kind(cx: &Context<'_, '_>, node: &Node<'_>) -> Ident {
    let words: Vec<&str> = node.as_str().split_whitespace().collect();
    Ident { name: words.join(" ").into(), span: cx.span(node) }
}

fn participant(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<Participant> {
    let mut span = cx.span(&node);
    span.end = span.start + node.as_str().trim_end().len() as u32;
    let mut entity = None;
    let mut quantifier = None;
    let mut role = None;
    let (mut on_delete, mut on_update, mut deferrable) = (None, None, None);
    let mut annotations = Vec::new();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::path => entity = Some(names::path(cx, part)),
            Rule::quantifier => quantifier = Some(member::quantifier(cx, part)),
            Rule::as_role => {
                let name = part.into_inner().find(|it| it.as_rule() == Rule::name);
                role = name.map(|it| names::ident(cx, &it));
            }
            Rule::on_delete => on_delete = Some(modifier::action(part)),
            Rule::on_update => on_update = Some(modifier::action(part)),
            Rule::deferrable => deferrable = Some(modifier::deferrable(part)),
            Rule::annotation => annotations.push(annotation::annotation(cx, part)),
            _ => {}
        }
    }
    let entity = entity?;
    let exactly_one = Quantifier { kind: QuantifierKind::One, span: entity.span().at_end() };
    let quantifier = quantifier.unwrap_or(exactly_one);
    Some(Participant {
        entity,
        quantifier,
        role,
        on_delete,
        on_update,
        deferrable,
        annotations,
        span,
    })
}

/// Behind the last participant stand its own annotations and those of the relationship: physical names of
/// what a reference brings along are the participant's, all others the relationship's.
fn claim_annotations(header: &mut Header) {
    let Some(last) = header.participants.last_mut() else { return };
    let is_of_participant = |it: &Annotation| {
        let name = it.name.as_single().map(|it| it.name.as_str());
        matches!(name, Some("constraint" | "index" | "column"))
    };
    let (own, other) =
        std::mem::take(&mut last.annotations).into_iter().partition(is_of_participant);
    last.annotations = own;
    header.annotations.splice(0..0, other);
}

/// What can be told of a header that could not be read: the name behind its keyword.
fn guess_header(cx: &mut Context<'_, '_>, header: &Piece, rule: Rule, skip: usize) -> Header {
    let text = &cx.text[header.span.range()][skip..];
    let mut names = names::idents_in(cx.file, text, header.span.start as usize + skip);
    let mut name = names.next();
    let is_keyword = |it: &Option<Ident>| it.as_ref().is_some_and(|it| it.name == "entity");
    if rule == Rule::entity_header && is_keyword(&name) {
        name = names.next();
    }
    if rule == Rule::native_header {
        name = names.next();
    }
    Header { name, ..Header::default() }
}

fn finish(
    cx: &mut Context<'_, '_>,
    rule: Rule,
    header: Header,
    body: Option<Body>,
    tail: Option<Piece>,
    end: &mut crate::syntax::ast::Trivia,
) -> DeclarationKind {
    let Some(name) = header.name else {
        return match header.text {
            Some(path) if rule == Rule::import_header => DeclarationKind::Import(Import { path }),
            _ => DeclarationKind::Unknown(Vec::new()),
        };
    };
    let has_body = body.is_some();
    let content = body.map_or(Content::Members(Vec::new()), |it| {
        *end = it.end;
        it.content
    });
    match rule {
        Rule::model_header => DeclarationKind::Model(ModelHeader { name }),
        Rule::schema_header => match content {
            Content::Declarations(chunks) => {
                let declarations = declarations(cx, chunks);
                DeclarationKind::Schema(SchemaBlock { name, declarations })
            }
            Content::Members(_) => {
                DeclarationKind::Schema(SchemaBlock { name, declarations: Vec::new() })
            }
        },
        Rule::enum_header => DeclarationKind::Enum(Enum { name, values: values(cx, content) }),
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
        Rule::view_header => view(cx, name, content, tail),
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

fn members(cx: &mut Context<'_, '_>, content: Content) -> Vec<Member> {
    match content {
        Content::Members(pieces) => member::members(cx, pieces),
        Content::Declarations(_) => Vec::new(),
    }
}

fn values(cx: &mut Context<'_, '_>, content: Content) -> Vec<EnumValue> {
    let Content::Members(pieces) = content else { return Vec::new() };
    let mut res = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        let Some(node) = cx.parse(&piece, Rule::enum_value) else { continue };
        let mut name = None;
        let mut label = None;
        let mut annotations = Vec::new();
        for part in node.into_inner() {
            match part.as_rule() {
                Rule::name => name = Some(names::ident(cx, &part)),
                Rule::text => label = Some(names::text(cx, part)),
                Rule::annotation => annotations.push(annotation::annotation(cx, part)),
                _ => {}
            }
        }
        let Some(name) = name else { continue };
        let docs = piece.docs.take().map(Box::new);
        res.push(EnumValue { name, label, docs, annotations, trivia: piece.trivia });
    }
    res
}

fn view(
    cx: &mut Context<'_, '_>,
    name: Ident,
    content: Content,
    tail: Option<Piece>,
) -> DeclarationKind {
    let members = members(cx, content);
    let Some(tail) = tail else {
        let span = name.span;
        let help = format!(
            "write `}} = sql(\"select …\")` behind the body; one text per dialect is `sql({}: \"…\")`",
            DialectId::Postgres
        );
        cx.report(diags::unexpected(span, "a view without a query", "a query").help(help));
        return DeclarationKind::Unknown(vec![name]);
    };
    let Some(node) = cx.parse(&tail, Rule::view_body) else {
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

impl Chunk {
    /// Whether it has a body in braces.
    pub(super) fn has_body(&self) -> bool {
        self.body.is_some()
    }
}
