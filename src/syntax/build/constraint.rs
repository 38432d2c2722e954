//! Members that are no attributes: keys, indexes, checks, references, hierarchies, dependencies.

use super::{Context, Node, annotation, expression, modifier, names};
use crate::base::Name;
use crate::syntax::ast::{
    Annotation, Check, Disjointness, Exclude, ExcludeItem, ForeignKey, FunctionalDependency,
    HierarchyStorage, Ident, Index, Item, JoinDependency, Key, MemberKind, MultivaluedDependency,
    NullsOrder, Path, Subtypes, Totality, Unique,
};
use crate::syntax::grammar::Rule;

/// The parts that any of these members can have; each member takes its own.
#[derive(Default)]
struct Parts {
    name: Option<Ident>,
    lists: Vec<Vec<Path>>,
    items: Vec<Item>,
    excluded: Vec<ExcludeItem>,
    path: Option<Path>,
    expr: Option<crate::syntax::ast::Expr>,
    method: Option<Ident>,
    include: Vec<Path>,
    predicate: Option<crate::syntax::ast::Expr>,
    nulls_not_distinct: bool,
    match_full: bool,
    actions: modifier::Actions,
    disjointness: Option<Disjointness>,
    totality: Option<Totality>,
    discriminator: Option<Ident>,
    storage: Option<HierarchyStorage>,
    is_multivalued: bool,
}

/// The member that a node of `rule` is.
pub(super) fn constraint(
    cx: &mut Context<'_, '_>,
    rule: Rule,
    node: Node<'_>,
    annotations: &mut Vec<Annotation>,
) -> Option<MemberKind> {
    let mut parts = Parts::default();
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::annotation => annotations.push(annotation::annotation(cx, part)),
            _ => parts.take(cx, part),
        }
    }
    parts.into_kind(rule)
}

impl Parts {
    fn take(&mut self, cx: &mut Context<'_, '_>, part: Node<'_>) {
        match part.as_rule() {
            Rule::label => self.name = names::inner_ident(cx, part),
            Rule::paths | Rule::path_list => self.lists.push(names::paths(cx, part)),
            Rule::path => self.path = Some(names::path(cx, &part)),
            Rule::items => self.items = part.into_inner().filter_map(|it| item(cx, it)).collect(),
            Rule::exclude_item => self.excluded.extend(exclude_item(cx, part)),
            Rule::expression => self.expr = Some(expression::expression(cx, part)),
            Rule::using => self.method = names::inner_ident(cx, part),
            Rule::include => {
                let paths = part.into_inner().find(|it| it.as_rule() == Rule::paths);
                self.include = paths.map(|it| names::paths(cx, it)).unwrap_or_default();
            }
            Rule::predicate => self.predicate = expression::inner(cx, part),
            Rule::nulls_not_distinct => self.nulls_not_distinct = true,
            Rule::match_full => self.match_full = true,
            Rule::on_event | Rule::deferrable => self.actions.take(cx, part),
            Rule::by => self.discriminator = names::inner_ident(cx, part),
            Rule::nothing => self.lists.push(Vec::new()),
            Rule::arrow => self.is_multivalued = part.as_str() == "->>",
            _ => self.take_word(part.as_str()),
        }
    }

    fn take_word(&mut self, words: &str) {
        match words.split_ascii_whitespace().last() {
            Some("disjoint") => self.disjointness = Some(Disjointness::Disjoint),
            Some("overlapping") => self.disjointness = Some(Disjointness::Overlapping),
            Some("total") => self.totality = Some(Totality::Total),
            Some("partial") => self.totality = Some(Totality::Partial),
            Some("joined") => self.storage = Some(HierarchyStorage::Joined),
            Some("single") => self.storage = Some(HierarchyStorage::Single),
            Some("separate") => self.storage = Some(HierarchyStorage::Separate),
            _ => {}
        }
    }

    fn into_kind(self, rule: Rule) -> Option<MemberKind> {
        let Parts { name, predicate, method, actions, .. } = self;
        let mut lists = self.lists.into_iter();
        let mut list = || lists.next();
        Some(match rule {
            Rule::key => MemberKind::Key(Box::new(Key { name, attributes: list()? })),
            Rule::unique => MemberKind::Unique(Box::new(Unique {
                name,
                items: self.items,
                nulls_not_distinct: self.nulls_not_distinct,
                predicate,
            })),
            Rule::index => MemberKind::Index(Box::new(Index {
                name,
                items: self.items,
                method,
                include: self.include,
                predicate,
            })),
            Rule::check => MemberKind::Check(Box::new(Check { name, expr: self.expr? })),
            Rule::foreign_key => MemberKind::ForeignKey(Box::new(ForeignKey {
                name,
                attributes: list()?,
                target: self.path?,
                target_attributes: list()?,
                match_full: self.match_full,
                on_delete: actions.on_delete,
                on_update: actions.on_update,
                deferrable: actions.deferrable,
            })),
            Rule::exclude => MemberKind::Exclude(Box::new(Exclude {
                name,
                items: self.excluded,
                method,
                predicate,
            })),
            Rule::subtypes => MemberKind::Subtypes(Box::new(Subtypes {
                name,
                entities: list()?,
                disjointness: self.disjointness,
                totality: self.totality,
                discriminator: self.discriminator,
                storage: self.storage,
            })),
            Rule::join_dependency => {
                MemberKind::JoinDependency(Box::new(JoinDependency { components: lists.collect() }))
            }
            _ => dependency(self.is_multivalued, list()?, list()?),
        })
    }
}

fn dependency(is_multivalued: bool, determinant: Vec<Path>, dependent: Vec<Path>) -> MemberKind {
    if is_multivalued {
        let dependency = MultivaluedDependency { determinant, dependent };
        MemberKind::MultivaluedDependency(Box::new(dependency))
    } else {
        let dependency = FunctionalDependency { determinant, dependent };
        MemberKind::FunctionalDependency(Box::new(dependency))
    }
}

fn item(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<Item> {
    let span = cx.span(&node);
    let mut expr = None;
    let mut collation = None;
    let mut operator_class = None;
    let mut descending = false;
    let mut nulls = None;
    for part in node.into_inner() {
        match part.as_rule() {
            Rule::expression => expr = Some(expression::expression(cx, part)),
            Rule::collate => {
                let text = part.into_inner().find(|it| it.as_rule() == Rule::text);
                collation = text.map(|it| names::text(cx, &it));
            }
            Rule::operator_class => {
                operator_class = names::inner_ident(cx, part).map(|it| it.name);
            }
            Rule::descending => descending = true,
            _ => {
                let is_first = part.as_str().trim_end().ends_with("first");
                nulls = Some(if is_first { NullsOrder::First } else { NullsOrder::Last });
            }
        }
    }
    Some(Item { expr: expr?, collation, operator_class, descending, nulls, span })
}

fn exclude_item(cx: &mut Context<'_, '_>, node: Node<'_>) -> Option<ExcludeItem> {
    let mut parts = node.into_inner();
    let item = parts.next().and_then(|it| item(cx, it))?;
    let operator = parts.find(|it| it.as_rule() == Rule::operator)?;
    Some(ExcludeItem { item, operator: Name::new(operator.as_str()) })
}
