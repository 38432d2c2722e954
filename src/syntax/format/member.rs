//! Members, without their documentation and comments.

use super::printer::Printer;
use super::{expression, print_reference, types};
use crate::base::CompactSort;
use crate::syntax::ast::{
    Attribute, Check, Deferrable, Disjointness, Exclude, Expr, ForeignKey, HierarchyStorage, Ident,
    Index, Item, Key, Member, MemberKind, Modifier, ModifierKind, NullsOrder, Path,
    ReferentialAction, Storage, Subtypes, Totality, Unique,
};
use crate::syntax::spelling;

/// A member and its annotations.
pub(super) fn member(printer: &mut Printer, member: &Member) {
    match &member.kind {
        MemberKind::Attribute(it) => attribute(printer, it),
        MemberKind::Key(it) => key(printer, it),
        MemberKind::Unique(it) => unique(printer, it),
        MemberKind::Index(it) => index(printer, it),
        MemberKind::Check(it) => check(printer, it),
        MemberKind::ForeignKey(it) => foreign_key(printer, it),
        MemberKind::Exclude(it) => exclude(printer, it),
        MemberKind::Subtypes(it) => subtypes(printer, it),
        MemberKind::FunctionalDependency(it) => {
            dependency(printer, &it.determinant, " -> ", &it.dependent);
        }
        MemberKind::MultivaluedDependency(it) => {
            dependency(printer, &it.determinant, " ->> ", &it.dependent);
        }
        MemberKind::JoinDependency(it) => {
            printer.text("join ");
            printer.joined(&it.components, " ", |printer, it| types::attributes(printer, it));
        }
        // Only a text that could not be read has these, and such a text is copied.
        MemberKind::Unknown(name) => {
            if let Some(name) = name {
                types::name(printer, name);
            }
        }
    }
    types::annotations(printer, &member.annotations);
}

fn attribute(printer: &mut Printer, attribute: &Attribute) {
    types::attribute_name(printer, &attribute.name);
    printer.text(" ");
    types::type_ref(printer, &attribute.ty);
    types::quantifier(printer, attribute.quantifier);
    modifiers(printer, &attribute.modifiers);
}

/// The clauses behind a type in their order, each behind a blank.
pub(super) fn modifiers(printer: &mut Printer, modifiers: &[Modifier]) {
    if modifiers.is_sorted_by_key(|it| it.kind.rank()) {
        modifiers.iter().for_each(|it| modifier(printer, &it.kind));
    } else {
        let mut sorted: Vec<&Modifier> = modifiers.iter().collect();
        sorted.compact_sort_by_key(|it| it.kind.rank());
        sorted.into_iter().for_each(|it| modifier(printer, &it.kind));
    }
}

fn modifier(printer: &mut Printer, modifier: &ModifierKind) {
    printer.text(" ");
    printer.text(modifier.words());
    match modifier {
        ModifierKind::Key | ModifierKind::Unique | ModifierKind::Identity => {}
        ModifierKind::Default(expr) | ModifierKind::Check(expr) => {
            printer.text(" ");
            clause(printer, expr);
        }
        ModifierKind::Derived(expr, storage) => {
            printer.text(" ");
            clause(printer, expr);
            printer.text(match storage {
                Some(Storage::Stored) => " stored",
                Some(Storage::Virtual) => " virtual",
                None => "",
            });
        }
        ModifierKind::References(paths) => {
            let (entity, attribute) = &**paths;
            printer.text(" ");
            types::path(printer, entity);
            printer.text("(");
            types::attribute(printer, attribute);
            printer.text(")");
        }
        ModifierKind::Sharing(paths) => {
            printer.text(" ");
            types::attributes(printer, paths);
        }
        ModifierKind::OnDelete(action) | ModifierKind::OnUpdate(action) => {
            printer.text(" ");
            printer.text(action.words());
        }
        ModifierKind::Deferrable(it) => initially(printer, *it),
        ModifierKind::Inverse(name) => {
            printer.text(" ");
            types::name(printer, name);
        }
    }
}

/// What follows `deferrable`.
fn initially(printer: &mut Printer, deferrable: Deferrable) {
    printer.text(match deferrable {
        Deferrable::InitiallyImmediate => "",
        Deferrable::InitiallyDeferred => " initially deferred",
    });
}

/// ` on delete … on update … deferrable`, each behind a blank.
pub(super) fn actions(
    printer: &mut Printer,
    on_delete: Option<ReferentialAction>,
    on_update: Option<ReferentialAction>,
    when: Option<Deferrable>,
) {
    if let Some(action) = on_delete {
        printer.text(" on delete ");
        printer.text(action.words());
    }
    if let Some(action) = on_update {
        printer.text(" on update ");
        printer.text(action.words());
    }
    if let Some(when) = when {
        printer.text(" deferrable");
        initially(printer, when);
    }
}

fn clause(printer: &mut Printer, expr: &Expr) {
    expression::clause(printer, expr, &mut print_reference);
}

/// `word `, or `word name: `.
fn label(printer: &mut Printer, word: &str, name: Option<&Ident>) {
    printer.text(word);
    printer.text(" ");
    if let Some(name) = name {
        types::name(printer, name);
        printer.text(": ");
    }
}

fn key(printer: &mut Printer, key: &Key) {
    label(printer, "key", key.name.as_ref());
    types::attributes(printer, &key.attributes);
}

fn unique(printer: &mut Printer, unique: &Unique) {
    label(printer, "unique", unique.name.as_ref());
    printer.list(&unique.items, item);
    if unique.nulls_not_distinct {
        printer.text(" nulls not distinct");
    }
    predicate(printer, unique.predicate.as_ref());
}

fn index(printer: &mut Printer, index: &Index) {
    label(printer, "index", index.name.as_ref());
    printer.list(&index.items, item);
    method(printer, index.method.as_ref());
    if !index.include.is_empty() {
        printer.text(" include ");
        types::attributes(printer, &index.include);
    }
    predicate(printer, index.predicate.as_ref());
}

fn predicate(printer: &mut Printer, predicate: Option<&Expr>) {
    if let Some(predicate) = predicate {
        printer.text(" where ");
        clause(printer, predicate);
    }
}

fn method(printer: &mut Printer, method: Option<&Ident>) {
    if let Some(method) = method {
        printer.text(" using ");
        types::name(printer, method);
    }
}

fn item(printer: &mut Printer, item: &Item) {
    expression::expression(printer, &item.expr, &mut print_reference);
    if let Some(collation) = &item.collation {
        printer.text(" collate ");
        spelling::write_string(&mut printer.out, &collation.value);
    }
    if let Some(class) = &item.operator_class {
        printer.text(" ops ");
        spelling::write_name(&mut printer.out, class, &[]);
    }
    if item.descending {
        printer.text(" desc");
    }
    printer.text(match item.nulls {
        Some(NullsOrder::First) => " nulls first",
        Some(NullsOrder::Last) => " nulls last",
        None => "",
    });
}

fn check(printer: &mut Printer, check: &Check) {
    label(printer, "check", check.name.as_ref());
    clause(printer, &check.expr);
}

fn foreign_key(printer: &mut Printer, key: &ForeignKey) {
    label(printer, "foreign key", key.name.as_ref());
    types::attributes(printer, &key.attributes);
    printer.text(" references ");
    types::path(printer, &key.target);
    printer.text(" ");
    types::attributes(printer, &key.target_attributes);
    if key.match_full {
        printer.text(" match full");
    }
    actions(printer, key.on_delete, key.on_update, key.deferrable);
}

fn exclude(printer: &mut Printer, exclude: &Exclude) {
    label(printer, "exclude", exclude.name.as_ref());
    printer.list(&exclude.items, |printer, it| {
        item(printer, &it.item);
        printer.text(" with ");
        printer.text(&it.operator);
    });
    method(printer, exclude.method.as_ref());
    predicate(printer, exclude.predicate.as_ref());
}

fn subtypes(printer: &mut Printer, subtypes: &Subtypes) {
    label(printer, "subtypes", subtypes.name.as_ref());
    printer.list(&subtypes.entities, types::path);
    printer.text(match subtypes.disjointness {
        Some(Disjointness::Disjoint) => " disjoint",
        Some(Disjointness::Overlapping) => " overlapping",
        None => "",
    });
    printer.text(match subtypes.totality {
        Some(Totality::Total) => " total",
        Some(Totality::Partial) => " partial",
        None => "",
    });
    if let Some(discriminator) = &subtypes.discriminator {
        printer.text(" by ");
        types::attribute_name(printer, discriminator);
    }
    printer.text(match subtypes.storage {
        Some(HierarchyStorage::Joined) => " stored joined",
        Some(HierarchyStorage::Single) => " stored single",
        Some(HierarchyStorage::Separate) => " stored separate",
        None => "",
    });
}

fn dependency(printer: &mut Printer, left: &[Path], arrow: &str, right: &[Path]) {
    match left.is_empty() {
        true => printer.text("()"),
        false => printer.joined(left, ", ", types::attribute),
    }
    printer.text(arrow);
    printer.joined(right, ", ", types::attribute);
}
