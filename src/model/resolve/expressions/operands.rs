//! Names in expressions: attributes and their parts, values of enums, `value` inside a type.

use super::Typed;
use crate::base::{Expr as BaseExpr, ExprKind, Function, Gives, closest, function};
use crate::model::diags;
use crate::model::resolve::context::Context;
use crate::model::resolve::scope::{Found, Owner, Scope, Usable};
use crate::model::resolve::symbols::Symbol;
use crate::model::resolve::typing::{self, Type};
use crate::model::resolve::unknown_attributes::Whose;
use crate::model::{AttributePath, AttributeType, EnumId, Operand, Step};
use crate::syntax::ast::{self, Ident, Path};

impl Context<'_> {
    /// A name: an attribute, a value of the enum `hint`, or `Enum.value`.
    pub(super) fn operand(
        &mut self,
        scope: Scope,
        expr: &ast::Expr,
        path: &Path,
        hint: Option<EnumId>,
    ) -> Typed {
        match self.meaning(scope, path, hint) {
            Some(operand) => {
                let ty = typing::of_operand(self, scope.owner, &operand);
                (BaseExpr::new(ExprKind::Reference(operand), expr.span), ty)
            }
            None => self.hole(expr),
        }
    }

    fn meaning(&mut self, scope: Scope, path: &Path, hint: Option<EnumId>) -> Option<Operand> {
        let single = path.as_single();
        if let (Owner::Domain(_), Some(name)) = (scope.owner, single)
            && name.name == "value"
            && scope.attributes != Usable::None
        {
            return Some(Operand::Value);
        }
        let value = single.zip(hint).and_then(|(name, id)| self.value_of(id, &name.name));
        let found = self.find(scope.owner, &path.first.name);
        match (found, value) {
            (Some(found), Some(_)) if scope.attributes != Usable::None => {
                self.note_step(found.step);
                self.report_ambiguous(&path.first, hint);
                None
            }
            (_, Some(value)) => Some(value),
            (Some(found), None) => self.attribute(scope, found, path).map(Operand::Attribute),
            (None, None) => match self.qualified(scope, path) {
                Some((id, value)) => self.value_or_report(id, value),
                None => {
                    self.report_unknown(scope, path, hint);
                    None
                }
            },
        }
    }

    /// The attribute that `path` leads to, when this expression may use it.
    fn attribute(&mut self, scope: Scope, found: Found, path: &Path) -> Option<AttributePath> {
        self.note_step(found.step);
        match (scope.attributes, found.step) {
            (Usable::None, _) => {
                self.report(diags::attribute_in_default(path));
                return None;
            }
            (Usable::Only(id), step) if step != Step::Attribute(id) => {
                let own = &self.model.attributes[id];
                let diagnostic =
                    diags::attribute_beside_values(path, &own.name, own.quantifier_span);
                self.report(diagnostic);
                return None;
            }
            (Usable::All | Usable::Only(_), _) => {}
        }
        if let (Some(holder), Owner::Entity(entity)) = (found.elsewhere, scope.owner) {
            self.report_other_table(&path.first, entity, holder);
            return None;
        }
        let res = self.steps_behind(found.step, path)?;
        let is_one_value = matches!(scope.attributes, Usable::Only(_));
        (is_one_value || !self.refuse_many(&res, path.span())).then_some(res)
    }

    fn value_of(&self, id: EnumId, name: &str) -> Option<Operand> {
        let idx = self.model.enums[id].values.iter().position(|it| it.name == name)?;
        Some(Operand::EnumValue(id, idx))
    }

    /// The enum and the name behind it in `OrderStatus.pending`.
    fn qualified<'p>(&self, scope: Scope, path: &'p Path) -> Option<(EnumId, &'p Ident)> {
        let (value, prefix) = path.rest.split_last()?;
        let prefix = Path { first: path.first.clone(), rest: prefix.to_vec() };
        match self.symbols.get(&prefix, scope.namespace)?.symbol {
            Symbol::Enum(id) => Some((id, value)),
            Symbol::Entity(_)
            | Symbol::Relationship(_)
            | Symbol::Domain(_)
            | Symbol::Composite(_)
            | Symbol::Union(_)
            | Symbol::Mixin(_)
            | Symbol::View(_) => None,
        }
    }

    fn value_or_report(&mut self, id: EnumId, name: &Ident) -> Option<Operand> {
        let res = self.value_of(id, &name.name);
        if res.is_none() {
            self.report_unknown_value(id, name, &[]);
        }
        res
    }

    fn report_ambiguous(&mut self, name: &Ident, hint: Option<EnumId>) {
        if let Some(id) = hint {
            let diagnostic = diags::ambiguous_value(name, &self.model.enums[id].name);
            self.report(diagnostic);
        }
    }

    /// A name that is no value of the enum on the other side, and none of `others` either.
    fn report_unknown_value(&mut self, id: EnumId, name: &Ident, others: &[&str]) {
        let item = &self.model.enums[id];
        if item.is_incomplete {
            return;
        }
        let values = item.values.iter().map(|it| it.name.as_str());
        let meant = closest(&name.name, values.chain(others.iter().copied()));
        let diagnostic = diags::unknown_value(name, &item.name, meant, item.name_span);
        self.report(diagnostic);
    }

    fn report_unknown(&mut self, scope: Scope, path: &Path, hint: Option<EnumId>) {
        let name = &path.first;
        if path.rest.is_empty() {
            if let Some(word) = word_without_parentheses(&name.name) {
                return self.report(diags::word_in_other_form(name, &word));
            }
            if let Some(id) = hint {
                let owned: Vec<_> = self.names_of(scope.owner).into_iter().cloned().collect();
                let others: Vec<&str> = match scope.attributes {
                    Usable::All => owned.iter().map(|it| it.as_str()).collect(),
                    Usable::None | Usable::Only(_) => Vec::new(),
                };
                return self.report_unknown_value(id, name, &others);
            }
            if scope.attributes == Usable::None {
                return self.report(diags::no_value(name));
            }
        }
        self.note_unknown_attribute(Whose::Body(scope.owner), name);
    }

    /// The enum that an expression gives a value of, so that bare names beside it can be its values.
    pub(super) fn enum_of(&self, scope: Scope, expr: &ast::Expr) -> Option<EnumId> {
        match &expr.kind {
            ExprKind::Reference(path) => self.enum_of_path(scope, path),
            ExprKind::Call { function: name, arguments } => {
                let gives = function(name)?.gives;
                let mut arguments = arguments.iter();
                (gives == Gives::First)
                    .then(|| arguments.find_map(|it| self.enum_of(scope, it)))
                    .flatten()
            }
            ExprKind::Case { branches, otherwise } => {
                let mut values = branches.iter().map(|it| &it.1).chain(otherwise.as_deref());
                values.find_map(|it| self.enum_of(scope, it))
            }
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Unary { .. }
            | ExprKind::Binary { .. }
            | ExprKind::Nary { .. }
            | ExprKind::IsNull { .. }
            | ExprKind::In { .. }
            | ExprKind::Between { .. }
            | ExprKind::Cast { .. }
            | ExprKind::Extract { .. }
            | ExprKind::Operator { .. }
            | ExprKind::Array(_)
            | ExprKind::Sql(_) => None,
        }
    }

    fn enum_of_path(&self, scope: Scope, path: &Path) -> Option<EnumId> {
        let Some(found) = self.find(scope.owner, &path.first.name) else {
            return self.qualified(scope, path).map(|(id, _)| id);
        };
        let mut step = found.step;
        for name in &path.rest {
            let Step::Attribute(id) = step else { return None };
            let AttributeType::Composite(composite) = self.model.attributes[id].ty else {
                return None;
            };
            step = self.find(Owner::Composite(composite), &name.name)?.step;
        }
        match typing::of_step(self, step) {
            Type::Enum(id) => Some(id),
            Type::Unknown
            | Type::Null
            | Type::Number
            | Type::Literal
            | Type::Scalar(_)
            | Type::Array
            | Type::Row => None,
        }
    }
}

/// How a word is written that stands alone where it is a literal or a call: `TRUE`, `now`,
/// `current_timestamp`.
fn word_without_parentheses(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "true" | "false" | "null" => return Some(lower),
        "current_timestamp" | "localtimestamp" | "sysdate" => return Some("now()".to_owned()),
        "current_date" => return Some("today()".to_owned()),
        _ => {}
    }
    let is_fresh = |it: &Function| it.max_arguments == 0;
    function(&lower).filter(|it| is_fresh(it)).map(|it| format!("{}()", it.name))
}
