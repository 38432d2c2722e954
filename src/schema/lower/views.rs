//! Views, and what the model carries word for word.

use super::expansion::{Place, expand};
use super::metadata::settings;
use super::naming::{Aged, fit};
use super::{Context, diags};
use crate::base::{Name, snake_case};
use crate::model::{NativeOwner, ViewId};
use crate::schema::{Object, QualifiedName, View};

/// Makes what is kept as SQL.
pub(super) fn lower(cx: &mut Context<'_>) {
    for id in cx.model.views.ids() {
        let view = view(cx, id);
        cx.schema.views.push(view);
    }
    for native in cx.model.natives.values() {
        let on = native.owner.map(|it| owner(cx, it));
        if on == Some(None) {
            cx.report(diags::native_without_table(native.name_span, &native.name));
        }
        cx.schema.objects.push(Object {
            kind: native.kind.clone(),
            name: QualifiedName {
                namespace: cx.namespace(native.namespace),
                name: native.name.clone(),
            },
            on: on.flatten(),
            body: native.body.clone(),
            comment: native.docs.clone(),
            only: native.metadata.only,
            span: native.name_span,
        });
    }
}

fn view(cx: &mut Context<'_>, id: ViewId) -> View<crate::schema::LogicalType> {
    let item = &cx.model.views[id];
    let place = Place { only: item.metadata.only, ..Place::default() };
    let expansion = expand(cx, &item.attributes, place);
    expansion.problems.into_iter().for_each(|it| cx.report_once(it));
    let Aged { name, was } = view_name(cx, id);
    View {
        name: QualifiedName { namespace: cx.namespace(item.namespace), name },
        columns: expansion.drafts.into_iter().map(|it| it.column).collect(),
        body: item.body.clone(),
        comment: item.docs.clone(),
        settings: settings(&item.metadata),
        only: item.metadata.only,
        was,
        span: item.name_span,
    }
}

/// A view keeps the number that its author gave it.
fn view_name(cx: &Context<'_>, id: ViewId) -> Aged {
    let item = &cx.model.views[id];
    let name: Name = match &item.metadata.physical_name {
        Some((name, _)) => name.clone(),
        None => fit(&snake_case(&item.name)),
    };
    let was = item.metadata.was.iter().flat_map(|it| [fit(&snake_case(it)), it.clone()]);
    Aged::new(name, was.collect())
}

/// The table or view of what a native object belongs to.
fn owner(cx: &Context<'_>, owner: NativeOwner) -> Option<QualifiedName> {
    let table = match owner {
        NativeOwner::Entity(id) => cx.homes.table(id)?,
        NativeOwner::Relationship(id) => cx.relationships[id.idx()]?.table,
        NativeOwner::View(id) => {
            let namespace = cx.namespace(cx.model.views[id].namespace);
            return Some(QualifiedName { namespace, name: view_name(cx, id).name });
        }
    };
    Some(cx.table(table).name.clone())
}
