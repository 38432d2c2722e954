//! `@allow(rule, "reason")`: what is silenced, and where.

use std::cell::Cell;

use rustc_hash::FxHashMap;

use crate::base::{CompactSort, FileId, Span};
use crate::syntax::ast::{Annotation, AnnotationValue, Declaration, DeclarationKind, File, Member};

/// Every `@allow` of a model.
#[derive(Debug, Default)]
pub(super) struct Allows<'a> {
    items: Vec<Allow<'a>>,
    /// Those of one rule in one file, by where their element starts.
    places: FxHashMap<(&'a str, FileId), Vec<Scope>>,
    /// Those of the `model` line, by rule.
    everywhere: FxHashMap<&'a str, Vec<usize>>,
}

/// One `@allow`.
#[derive(Debug)]
pub(super) struct Allow<'a> {
    /// The rule.
    pub(super) rule: &'a str,
    /// Why.
    pub(super) reason: Option<&'a str>,
    /// All of it.
    pub(super) span: Span,
    /// Where the name of the rule stands.
    pub(super) rule_span: Span,
    /// Whether it has silenced anything.
    is_used: Cell<bool>,
}

/// Where an `@allow` holds. Scopes of one file lie in one another or apart, never across.
#[derive(Debug)]
struct Scope {
    span: Span,
    allow: usize,
    /// The scope around it, at its place in the list.
    parent: Option<usize>,
}

impl<'a> Allows<'a> {
    pub(super) fn of(files: &'a [File]) -> Allows<'a> {
        let mut res = Allows::default();
        for file in files {
            res.declarations(&file.declarations);
        }
        res.nest();
        res
    }

    /// All of them, in the order of the files.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Allow<'a>> {
        self.items.iter()
    }

    /// Whether a finding of `rule` at `span` is silenced; what silences it is used from then on.
    pub(super) fn silences(&self, rule: &str, span: Span) -> bool {
        let mut res = false;
        for &allow in self.everywhere.get(rule).into_iter().flatten() {
            self.items[allow].is_used.set(true);
            res = true;
        }
        let Some(scopes) = self.places.get(&(rule, span.file)) else { return res };
        let mut next = scopes.partition_point(|it| it.span.start <= span.start).checked_sub(1);
        while let Some(place) = next {
            let scope = &scopes[place];
            if scope.span.end >= span.end {
                self.items[scope.allow].is_used.set(true);
                res = true;
            }
            next = scope.parent;
        }
        res
    }

    fn declarations(&mut self, declarations: &'a [Declaration]) {
        for it in declarations {
            let is_model = matches!(it.kind, DeclarationKind::Model(_));
            self.annotations(&it.annotations, (!is_model).then_some(it.span));
            match &it.kind {
                // Schema blocks do not nest.
                DeclarationKind::Schema(block) => self.declarations(&block.declarations),
                DeclarationKind::Entity(entity) => self.members(&entity.members),
                DeclarationKind::Mixin(mixin) => self.members(&mixin.members),
                DeclarationKind::Composite(composite) => self.members(&composite.members),
                DeclarationKind::View(view) => self.members(&view.members),
                DeclarationKind::Relationship(relationship) => {
                    for participant in &relationship.participants {
                        self.annotations(&participant.annotations, Some(participant.span));
                    }
                    self.members(&relationship.members);
                }
                DeclarationKind::Enum(item) => {
                    for value in &item.values {
                        let end = value.annotations.last().map_or(value.name.span, |it| it.span);
                        self.annotations(&value.annotations, Some(value.name.span.to(end)));
                    }
                }
                DeclarationKind::Model(_)
                | DeclarationKind::Import(_)
                | DeclarationKind::Domain(_)
                | DeclarationKind::Union(_)
                | DeclarationKind::Native(_)
                | DeclarationKind::Unknown(_) => {}
            }
        }
    }

    fn members(&mut self, members: &'a [Member]) {
        for it in members {
            let end = it.annotations.last().map_or(it.span, |it| it.span);
            self.annotations(&it.annotations, Some(it.span.to(end)));
        }
    }

    fn annotations(&mut self, annotations: &'a [Annotation], element: Option<Span>) {
        for it in annotations {
            let is_allow = it.name.as_single().is_some_and(|it| it.name == "allow");
            let Some(first) = it.arguments.first().filter(|_| is_allow) else { continue };
            let AnnotationValue::Name(parts) = &first.value else { continue };
            let Some(rule) = parts.first() else { continue };
            let reason = it.arguments.get(1).and_then(|it| match &it.value {
                AnnotationValue::String(text) => Some(text.as_str()),
                AnnotationValue::Name(_)
                | AnnotationValue::Number(_)
                | AnnotationValue::Bool(_)
                | AnnotationValue::Sql(_) => None,
            });
            let allow = self.items.len();
            self.items.push(Allow {
                rule,
                reason,
                span: it.span,
                rule_span: first.span,
                is_used: Cell::new(false),
            });
            match element {
                Some(span) => {
                    let scope = Scope { span, allow, parent: None };
                    self.places.entry((rule, span.file)).or_default().push(scope);
                }
                None => self.everywhere.entry(rule).or_default().push(allow),
            }
        }
    }

    /// Finds what lies in what.
    fn nest(&mut self) {
        #[allow(clippy::iter_over_hash_type, reason = "every list is mended by itself")]
        for scopes in self.places.values_mut() {
            scopes.compact_sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
            let mut around: Vec<usize> = Vec::new();
            for place in 0..scopes.len() {
                let start = scopes[place].span.start;
                while around.last().is_some_and(|&it| scopes[it].span.end <= start) {
                    around.pop();
                }
                scopes[place].parent = around.last().copied();
                around.push(place);
            }
        }
    }
}

impl Allow<'_> {
    /// Whether it has silenced a finding.
    pub(super) fn is_used(&self) -> bool {
        self.is_used.get()
    }
}
