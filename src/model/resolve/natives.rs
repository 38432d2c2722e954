//! What the model carries word for word.

use rustc_hash::FxHashMap;

use super::Declarations;
use super::annotations::Place;
use super::context::{Context, docs_of};
use super::symbols::Symbol;
use crate::base::{DialectId, Name, Span, SqlText};
use crate::model::diags::{self, Wanted};
use crate::model::{Metadata, NamespaceId, Native, NativeOwner};
use crate::syntax::ast::{self, Declaration, Path};

/// Kinds of which databases have several under one name, told apart by their parameters.
const OVERLOADED: [&str; 4] = ["function", "procedure", "aggregate", "operator"];

/// What tells a native object apart: its kind, its schema, its name, what it belongs to.
type Identity = (Name, Option<NamespaceId>, Name, Option<NativeOwner>);

/// Makes the native objects.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let mut seen: FxHashMap<Identity, Vec<(u8, Span)>> = FxHashMap::default();
    for (declaration, ast, namespace) in &declarations.natives {
        let native = native(cx, declaration, ast, *namespace);
        let identity = (native.kind.clone(), *namespace, native.name.clone(), native.owner);
        let dialects = dialects(&native.metadata, &native.body);
        if !OVERLOADED.contains(&&*native.kind) {
            let others = seen.entry(identity).or_default();
            if let Some((_, before)) = others.iter().find(|it| it.0 & dialects != 0) {
                let (span, name, before) = (ast.name.span, &ast.name.name, *before);
                cx.report(diags::duplicate_name(span, name, before));
            }
            others.push((dialects, ast.name.span));
        }
        cx.model.natives.alloc(native);
    }
}

fn native(
    cx: &mut Context<'_>,
    declaration: &Declaration,
    ast: &ast::Native,
    namespace: Option<NamespaceId>,
) -> Native {
    let metadata = cx.metadata(&declaration.annotations, Place::Native);
    if !has_text(&ast.body) {
        cx.report(diags::empty_sql(ast.body_span, "statement"));
    }
    Native {
        kind: ast.kind.name.clone(),
        name: ast.name.name.clone(),
        namespace,
        owner: ast.on.as_ref().and_then(|it| owner(cx, it, namespace)),
        docs: docs_of(declaration.docs.as_deref()),
        body: ast.body.clone(),
        metadata,
        name_span: ast.name.span,
        body_span: ast.body_span,
    }
}

fn owner(cx: &mut Context<'_>, path: &Path, namespace: Option<NamespaceId>) -> Option<NativeOwner> {
    let declared = cx.symbol(path, namespace, Wanted::Owner)?;
    match declared.symbol {
        Symbol::Entity(id) => Some(NativeOwner::Entity(id)),
        Symbol::Relationship(id) => Some(NativeOwner::Relationship(id)),
        Symbol::View(id) => Some(NativeOwner::View(id)),
        Symbol::Enum(_)
        | Symbol::Domain(_)
        | Symbol::Composite(_)
        | Symbol::Union(_)
        | Symbol::Mixin(_) => {
            cx.report_wrong_kind(path, declared, Wanted::Owner);
            None
        }
    }
}

/// The dialects that a native object exists in, as bits.
fn dialects(metadata: &Metadata, body: &SqlText) -> u8 {
    let is_in = |it: DialectId| metadata.only.admits(it) && body.text(it).is_some();
    let bits = DialectId::ALL.into_iter().enumerate().filter(|(_, it)| is_in(*it));
    bits.fold(0, |set, (idx, _)| set | 1 << idx)
}

/// Whether `text` says anything in any dialect.
pub(super) fn has_text(text: &SqlText) -> bool {
    let named = text.named.iter().map(|(_, text)| text);
    text.bare.iter().chain(named).any(|it| !it.trim().is_empty())
}
