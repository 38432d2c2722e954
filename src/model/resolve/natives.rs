//! What the model carries word for word, and views.

use super::annotations::Place;
use super::collect::has_text;
use super::scope::Symbol;
use super::{Context, Declarations, docs_of};
use crate::base::{Name, Span};
use crate::model::diags::{self, Wanted};
use crate::model::{Native, NativeOwner};

/// Makes the native objects.
pub(super) fn resolve(cx: &mut Context<'_>, declarations: &Declarations<'_>) {
    let mut seen: Vec<(Name, Name, Option<NativeOwner>, Span)> = Vec::new();
    for (declaration, ast, namespace) in &declarations.natives {
        let metadata = cx.metadata(&declaration.annotations, Place::Native);
        let owner = ast.on.as_ref().and_then(|path| {
            let symbol = cx.symbol(path, *namespace, Wanted::Owner)?;
            let owner = match symbol {
                Symbol::Entity(id) => Some(NativeOwner::Entity(id)),
                Symbol::Relationship(id) => Some(NativeOwner::Relationship(id)),
                Symbol::View(id) => Some(NativeOwner::View(id)),
                Symbol::Enum(_)
                | Symbol::Domain(_)
                | Symbol::Composite(_)
                | Symbol::Union(_)
                | Symbol::Mixin(_) => None,
            };
            if owner.is_none() {
                let wanted = "an entity, a relationship or a view";
                cx.report(diags::wrong_kind(path.span(), path, symbol.kind(), wanted, None));
            }
            owner
        });
        if !has_text(&ast.body) {
            cx.report(diags::empty_sql(ast.body_span));
        }
        let (kind, name) = (ast.kind.name.clone(), ast.name.name.clone());
        let twin = seen.iter().find(|it| it.0 == kind && it.1 == name && it.2 == owner);
        if let Some((.., before)) = twin {
            cx.report(diags::duplicate_name(ast.name.span, &name, *before));
        }
        seen.push((kind.clone(), name.clone(), owner, ast.name.span));
        cx.model.natives.alloc(Native {
            kind,
            name,
            namespace: *namespace,
            owner,
            docs: docs_of(declaration.docs.as_deref()),
            body: ast.body.clone(),
            metadata,
            name_span: ast.name.span,
            body_span: ast.body_span,
        });
    }
    for source in &declarations.views {
        if !has_text(&source.ast.body) {
            cx.report(diags::empty_sql(source.ast.body_span));
        }
    }
}
