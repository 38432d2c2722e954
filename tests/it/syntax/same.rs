//! When two asts say the same: places, empty lines and where comments stand do not count.

use erc::syntax::ast::{Declaration, DeclarationKind, Docs, File, Member, Trivia};

/// What a file says, as text that can be compared and read.
pub(crate) fn meaning(file: &File) -> String {
    let mut declarations = file.declarations.clone();
    declarations.iter_mut().for_each(strip_declaration);
    without_spans(&format!("{declarations:#?}"))
}

/// All comments and documentation of a file, in no order.
pub(crate) fn comments(file: &File) -> Vec<String> {
    let mut res = Vec::new();
    file.declarations.iter().for_each(|it| declaration_comments(it, &mut res));
    trivia_comments(&file.trailing, &mut res);
    res.retain(|it| !it.is_empty());
    res.sort();
    res
}

fn strip_declaration(declaration: &mut Declaration) {
    declaration.trivia = Trivia::default();
    declaration.body_end = Trivia::default();
    declaration.inline = false;
    strip_docs(&mut declaration.docs);
    if let DeclarationKind::Schema(it) = &mut declaration.kind {
        it.declarations.iter_mut().for_each(strip_declaration);
    } else if let DeclarationKind::Enum(it) = &mut declaration.kind {
        it.values.iter_mut().for_each(|value| {
            value.trivia = Trivia::default();
            strip_docs(&mut value.docs);
        });
    }
    members(&mut declaration.kind).iter_mut().for_each(|member| {
        member.trivia = None;
        strip_docs(&mut member.docs);
    });
}

fn strip_docs(docs: &mut Option<Box<Docs>>) {
    if let Some(docs) = docs {
        docs.trailing = false;
    }
}

fn members(kind: &mut DeclarationKind) -> &mut [Member] {
    match kind {
        DeclarationKind::Composite(it) => &mut it.members,
        DeclarationKind::Mixin(it) => &mut it.members,
        DeclarationKind::Entity(it) => &mut it.members,
        DeclarationKind::Relationship(it) => &mut it.members,
        DeclarationKind::View(it) => &mut it.members,
        DeclarationKind::Model(_)
        | DeclarationKind::Import(_)
        | DeclarationKind::Schema(_)
        | DeclarationKind::Enum(_)
        | DeclarationKind::Domain(_)
        | DeclarationKind::Union(_)
        | DeclarationKind::Native(_)
        | DeclarationKind::Unknown(_) => &mut [],
    }
}

/// Cuts every `Span { … }` out of a debug text.
fn without_spans(text: &str) -> String {
    let mut res = String::with_capacity(text.len() / 2);
    let mut rest = text;
    while let Some(start) = rest.find("Span {") {
        res.push_str(&rest[..start]);
        let end = rest[start..].find('}').expect("a debug text closes its braces");
        rest = &rest[start + end + 1..];
    }
    res.push_str(rest);
    res
}

fn declaration_comments(declaration: &Declaration, res: &mut Vec<String>) {
    trivia_comments(&declaration.trivia, res);
    trivia_comments(&declaration.body_end, res);
    docs_comments(declaration.docs.as_deref(), res);
    if let DeclarationKind::Schema(it) = &declaration.kind {
        it.declarations.iter().for_each(|it| declaration_comments(it, res));
    } else if let DeclarationKind::Enum(it) = &declaration.kind {
        it.values.iter().for_each(|value| {
            trivia_comments(&value.trivia, res);
            docs_comments(value.docs.as_deref(), res);
        });
    }
    members(&mut declaration.kind.clone()).iter().for_each(|member| {
        member.trivia.iter().for_each(|it| trivia_comments(it, res));
        docs_comments(member.docs.as_deref(), res);
    });
}

fn trivia_comments(trivia: &Trivia, res: &mut Vec<String>) {
    res.extend(trivia.comments.iter().chain(&trivia.trailing).cloned());
}

fn docs_comments(docs: Option<&Docs>, res: &mut Vec<String>) {
    res.extend(docs.iter().flat_map(|it| it.text.lines()).map(str::to_owned));
}
