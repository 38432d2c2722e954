//! Expressions: names found, types checked, in one walk. Depth is bounded by the parser.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Context;
use super::literals;
use super::paths::Names;
use super::scope::Symbol;
use super::typing::{self, BOOL, Type};
use crate::base::{
    BinaryOp, CastType, Expr as BaseExpr, ExprKind, Function, Name, ScalarType, Span, UnaryOp,
    Volatility, closest, function,
};
use crate::model::diags;
use crate::model::{
    AttributeId, AttributePath, EnumId, Expr, NamespaceId, Operand, QuantifierKind, Step,
};
use crate::syntax::ast::{self, Path};

/// What names mean in an expression, and what it may do.
#[derive(Clone)]
pub(super) struct Scope {
    pub(super) names: Names,
    pub(super) namespace: Option<NamespaceId>,
    /// Whose attributes they are, in a message.
    pub(super) title: Rc<str>,
    /// Whether there may be attributes that could not be read.
    pub(super) is_incomplete: bool,
    /// The type of `value`, inside a `type`.
    value: Option<ScalarType>,
    /// Whether the expression may use attributes at all; a default may not.
    has_attributes: bool,
    /// What functions it may call at most.
    volatility: Volatility,
}

impl Scope {
    pub(super) fn new(
        names: FxHashMap<Name, Step>,
        namespace: Option<NamespaceId>,
        title: String,
        is_incomplete: bool,
    ) -> Scope {
        Scope {
            names: Rc::new(names),
            namespace,
            title: title.into(),
            is_incomplete,
            value: None,
            has_attributes: true,
            volatility: Volatility::Volatile,
        }
    }

    /// `value` of a scalar type, and nothing else.
    pub(super) fn of_domain(namespace: Option<NamespaceId>, base: ScalarType) -> Scope {
        let scope = Scope::new(FxHashMap::default(), namespace, "this type".to_owned(), false);
        Scope { value: Some(base), ..scope }
    }

    /// The same without attributes: for defaults.
    pub(super) fn constant(&self) -> Scope {
        Scope { has_attributes: false, value: None, ..self.clone() }
    }

    /// The same without functions whose result changes: for derived attributes and indexes.
    pub(super) fn immutable(&self) -> Scope {
        Scope { volatility: Volatility::Immutable, ..self.clone() }
    }

    /// The same seen from another schema, for members of a mixin.
    pub(super) fn inside(&self, namespace: Option<NamespaceId>) -> Scope {
        Scope { namespace, ..self.clone() }
    }
}

/// What an expression must give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Anything,
    Scalar(ScalarType),
    Enum(EnumId),
    /// A list, a native type, …: only SQL and literals are accepted unseen.
    Other(Type),
}

impl Expected {
    /// What a value of an attribute must be.
    pub(super) fn of_attribute(cx: &Context<'_>, id: AttributeId) -> Expected {
        match typing::of_attribute_type(&cx.model, &cx.model.attributes[id].ty) {
            Type::Scalar(scalar) => Expected::Scalar(scalar),
            Type::Enum(id) => Expected::Enum(id),
            Type::Unknown => Expected::Anything,
            other => Expected::Other(other),
        }
    }

    fn ty(self) -> Type {
        match self {
            Expected::Anything => Type::Unknown,
            Expected::Scalar(scalar) => Type::Scalar(scalar),
            Expected::Enum(id) => Type::Enum(id),
            Expected::Other(ty) => ty,
        }
    }

    fn as_enum(self) -> Option<EnumId> {
        match self {
            Expected::Enum(id) => Some(id),
            Expected::Anything | Expected::Scalar(_) | Expected::Other(_) => None,
        }
    }
}

impl Context<'_> {
    /// A condition: what it gives must be true or false.
    pub(super) fn condition(&mut self, scope: &Scope, expr: &ast::Expr) -> Expr {
        let (res, ty) = self.typed(scope, expr, None);
        if !ty.is_bool() {
            let title = ty.title(&self.model);
            self.report(diags::not_a_condition(expr.span, &title));
        }
        res
    }

    /// An expression that must give what is `expected`.
    pub(super) fn expression(
        &mut self,
        scope: &Scope,
        expr: &ast::Expr,
        expected: &Expected,
    ) -> Expr {
        let (res, ty) = self.typed(scope, expr, expected.as_enum());
        let wanted = expected.ty();
        if !ty.agrees_with(wanted) {
            let (found, wanted_title) = (ty.title(&self.model), wanted.title(&self.model));
            let fix = literals::as_type(expr, wanted, &self.model);
            self.report(diags::mismatched_type(expr.span, &found, &wanted_title, fix));
        } else if let Some(problem) = literals::problem(expr, wanted) {
            self.report(diags::invalid_literal(expr.span, &problem));
        }
        res
    }

    /// An expression of any type, for an index.
    pub(super) fn any_expression(&mut self, scope: &Scope, expr: &ast::Expr) -> Expr {
        self.typed(scope, expr, None).0
    }

    /// Resolves `expr` and tells its type. A bare name may be a value of `enum_hint`.
    fn typed(
        &mut self,
        scope: &Scope,
        expr: &ast::Expr,
        enum_hint: Option<EnumId>,
    ) -> (Expr, Type) {
        let span = expr.span;
        let (kind, ty) = match &expr.kind {
            ExprKind::Null => (ExprKind::Null, Type::Null),
            ExprKind::Bool(value) => (ExprKind::Bool(*value), BOOL),
            ExprKind::Number(text) => (ExprKind::Number(text.clone()), Type::Number),
            ExprKind::String(text) => (ExprKind::String(text.clone()), Type::Literal),
            ExprKind::Sql(text) => (ExprKind::Sql(text.clone()), Type::Unknown),
            ExprKind::Reference(path) => return self.name(scope, path, enum_hint, span),
            ExprKind::Unary { op, operand } => self.unary(scope, *op, operand),
            ExprKind::Binary { op, left, right } => self.binary(scope, *op, left, right, span),
            ExprKind::Nary { op, operands } => {
                let operands = operands.iter().map(|it| self.condition(scope, it)).collect();
                (ExprKind::Nary { op: *op, operands }, BOOL)
            }
            ExprKind::IsNull { operand, negated } => {
                let (operand, _) = self.typed(scope, operand, None);
                (ExprKind::IsNull { operand: Box::new(operand), negated: *negated }, BOOL)
            }
            ExprKind::In { operand, list, negated } => {
                let (operand, list) = self.compared(scope, operand, list);
                (ExprKind::In { operand: Box::new(operand), list, negated: *negated }, BOOL)
            }
            ExprKind::Between { operand, low, high, negated } => {
                let ends = [(**low).clone(), (**high).clone()];
                let (operand, ends) = self.compared(scope, operand, &ends);
                let mut ends = ends.into_iter().map(Box::new);
                match (ends.next(), ends.next()) {
                    (Some(low), Some(high)) => {
                        let operand = Box::new(operand);
                        (ExprKind::Between { operand, low, high, negated: *negated }, BOOL)
                    }
                    _ => (ExprKind::Null, BOOL),
                }
            }
            ExprKind::Case { branches, otherwise } => {
                self.case(scope, branches, otherwise.as_deref(), enum_hint)
            }
            ExprKind::Cast { operand, to } => {
                let (operand, _) = self.typed(scope, operand, None);
                let ty = self.cast_type(to, span);
                (ExprKind::Cast { operand: Box::new(operand), to: to.clone() }, ty)
            }
            ExprKind::Extract { field, operand } => self.extract(scope, field, operand, span),
            ExprKind::Call { function, arguments } => {
                self.call(scope, function, arguments, span, enum_hint)
            }
            ExprKind::Operator { operator, operands } => {
                let operands = operands.iter().map(|it| self.any_expression(scope, it)).collect();
                (ExprKind::Operator { operator: operator.clone(), operands }, Type::Unknown)
            }
            ExprKind::Array(items) => {
                let items = items.iter().map(|it| self.any_expression(scope, it)).collect();
                (ExprKind::Array(items), Type::Array)
            }
        };
        (BaseExpr::new(kind, span), ty)
    }

    /// A name: an attribute, a value of the enum that stands on the other side, or `Enum.value`.
    fn name(
        &mut self,
        scope: &Scope,
        path: &Path,
        enum_hint: Option<EnumId>,
        span: Span,
    ) -> (Expr, Type) {
        let null = (BaseExpr::new(ExprKind::Null, span), Type::Unknown);
        let bare_value = path.as_single().and_then(|it| self.value_of(enum_hint?, &it.name));
        let attribute = scope.names.get(&path.first.name).copied();
        let operand = if let Some(scalar) = scope.value
            && path.as_single().is_some_and(|it| it.name == "value")
        {
            let _ = scalar;
            Operand::Value
        } else if let (Some(value), Some(_), true) = (&bare_value, attribute, scope.has_attributes)
        {
            let Operand::EnumValue(id, _) = value else { return null };
            let enum_name = self.model.enums[*id].name.clone();
            self.report(diags::ambiguous_value(span, &path.first.name, &enum_name));
            value.clone()
        } else if let Some(value) = bare_value {
            value
        } else if let Some(step) = attribute {
            if !scope.has_attributes {
                self.report(diags::attribute_in_default(span, path));
                return null;
            }
            match self.steps_behind(step, path) {
                Some(path) => {
                    self.refuse_many(&path, span);
                    Operand::Attribute(path)
                }
                None => return null,
            }
        } else if let Some(value) = self.qualified_value(scope, path) {
            match value {
                Some(value) => value,
                None => return null,
            }
        } else {
            self.unknown_operand(scope, path, enum_hint);
            return null;
        };
        let ty = typing::of_operand(&self.model, &operand, scope.value);
        (BaseExpr::new(ExprKind::Reference(operand), span), ty)
    }

    fn value_of(&self, id: EnumId, name: &str) -> Option<Operand> {
        let idx = self.model.enums[id].values.iter().position(|it| it.name == name)?;
        Some(Operand::EnumValue(id, idx))
    }

    /// `OrderStatus.pending`: nothing when the path does not start with an enum.
    fn qualified_value(&mut self, scope: &Scope, path: &Path) -> Option<Option<Operand>> {
        let (value, prefix) = path.rest.split_last()?;
        let prefix = Path { first: path.first.clone(), rest: prefix.to_vec() };
        let Some((Symbol::Enum(id), _)) = self.symbols.get(&prefix, scope.namespace) else {
            return None;
        };
        let res = self.value_of(id, &value.name);
        if res.is_none() {
            self.unknown_value(id, value);
        }
        Some(res)
    }

    fn unknown_value(&mut self, id: EnumId, name: &ast::Ident) {
        let item = &self.model.enums[id];
        let meant = closest(&name.name, item.values.iter().map(|it| it.name.as_str()));
        let diagnostic =
            diags::unknown_value(name.span, &name.name, &item.name, meant, item.name_span);
        self.report(diagnostic);
    }

    fn unknown_operand(&mut self, scope: &Scope, path: &Path, enum_hint: Option<EnumId>) {
        match (enum_hint, path.as_single()) {
            (Some(id), Some(name)) => self.unknown_value(id, name),
            _ => self.unknown_attribute(scope, &path.first),
        }
    }

    /// An attribute with several values has no single value to compute with.
    fn refuse_many(&mut self, path: &AttributePath, span: Span) {
        let many = path.steps.iter().find_map(|step| match step {
            Step::Attribute(id) => {
                let attribute = &self.model.attributes[*id];
                let is_one =
                    matches!(attribute.quantifier, QuantifierKind::One | QuantifierKind::Optional);
                (!is_one).then(|| attribute.name.clone())
            }
            Step::Role(_) => None,
        });
        if let Some(name) = many {
            self.report(diags::many_in_expression(span, &name));
        }
    }

    fn unary(
        &mut self,
        scope: &Scope,
        op: UnaryOp,
        operand: &ast::Expr,
    ) -> (ExprKind<Operand>, Type) {
        match op {
            UnaryOp::Not => {
                let operand = Box::new(self.condition(scope, operand));
                (ExprKind::Unary { op, operand }, BOOL)
            }
            UnaryOp::Minus => {
                let span = operand.span;
                let (operand, ty) = self.typed(scope, operand, None);
                if !ty.is_number() && ty != Type::Scalar(ScalarType::Interval) {
                    let title = ty.title(&self.model);
                    self.report(diags::mismatched_type(span, &title, "a number", None));
                }
                (ExprKind::Unary { op, operand: Box::new(operand) }, ty)
            }
        }
    }

    fn binary(
        &mut self,
        scope: &Scope,
        op: BinaryOp,
        left: &ast::Expr,
        right: &ast::Expr,
        span: Span,
    ) -> (ExprKind<Operand>, Type) {
        let hint = self.enum_of(scope, left).or_else(|| self.enum_of(scope, right));
        let hint = hint.filter(|_| op.is_comparison());
        let (left_span, right_span) = (left.span, right.span);
        let right_ast = right;
        let left_ast = left;
        let (left, left_ty) = self.typed(scope, left, hint);
        let (right, right_ty) = self.typed(scope, right, hint);
        let ty = match op {
            BinaryOp::Like | BinaryOp::NotLike | BinaryOp::Matches | BinaryOp::NotMatches => {
                self.require_text(left_ty, left_span);
                self.require_text(right_ty, right_span);
                BOOL
            }
            BinaryOp::Concat => {
                if !left_ty.is_text() && !right_ty.is_text() && left_ty != Type::Array {
                    self.require_text(left_ty, left_span);
                }
                if left_ty == Type::Array { Type::Array } else { Type::Scalar(ScalarType::Text) }
            }
            BinaryOp::Plus
            | BinaryOp::Minus
            | BinaryOp::Times
            | BinaryOp::Divide
            | BinaryOp::Modulo => self.arithmetic(op, (left_ty, left_span), (right_ty, right_span)),
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessOrEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterOrEqual
            | BinaryOp::Distinct
            | BinaryOp::NotDistinct => {
                self.require_comparable((left_ast, left_ty), (right_ast, right_ty), span);
                BOOL
            }
        };
        (ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) }, ty)
    }

    fn arithmetic(&mut self, op: BinaryOp, left: (Type, Span), right: (Type, Span)) -> Type {
        let additive = matches!(op, BinaryOp::Plus | BinaryOp::Minus);
        let both_numbers = left.0.is_number() && right.0.is_number();
        let res = if additive || both_numbers {
            let swapped =
                (op == BinaryOp::Plus).then(|| right.0.arithmetic(left.0, false)).flatten();
            left.0.arithmetic(right.0, op == BinaryOp::Minus).or(swapped)
        } else {
            None
        };
        res.unwrap_or_else(|| {
            let (ty, span) = if left.0.is_number() { right } else { left };
            let title = ty.title(&self.model);
            self.report(diags::mismatched_type(span, &title, "a number", None));
            Type::Unknown
        })
    }

    fn require_text(&mut self, ty: Type, span: Span) {
        if !ty.is_text() {
            let title = ty.title(&self.model);
            self.report(diags::mismatched_type(span, &title, "a text", None));
        }
    }

    fn require_comparable(
        &mut self,
        left: (&ast::Expr, Type),
        right: (&ast::Expr, Type),
        span: Span,
    ) {
        if left.1 == Type::Row || right.1 == Type::Row {
            let row = if left.1 == Type::Row { left.0 } else { right.0 };
            self.report(diags::comparison_of_many(row.span));
        } else if matches!(left.0.kind, ExprKind::Null) || matches!(right.0.kind, ExprKind::Null) {
            self.report(diags::comparison_with_null(span));
        } else if !left.1.agrees_with(right.1) {
            let titles = (left.1.title(&self.model), right.1.title(&self.model));
            let fix = literals::as_type(right.0, left.1, &self.model)
                .or_else(|| literals::as_type(left.0, right.1, &self.model));
            let diagnostic =
                diags::incomparable(span, (left.0.span, &titles.0), (right.0.span, &titles.1), fix);
            self.report(diagnostic);
        } else {
            for (side, other) in [(left, right), (right, left)] {
                if let Some(problem) = literals::problem(side.0, other.1) {
                    self.report(diags::invalid_literal(side.0.span, &problem));
                }
            }
        }
    }

    /// An operand and what it is compared with.
    fn compared(
        &mut self,
        scope: &Scope,
        operand: &ast::Expr,
        others: &[ast::Expr],
    ) -> (Expr, Vec<Expr>) {
        let hint = self.enum_of(scope, operand);
        let operand_ast = operand;
        let (operand, ty) = self.typed(scope, operand, hint);
        let mut res = Vec::with_capacity(others.len());
        for other in others {
            let (resolved, other_ty) = self.typed(scope, other, hint);
            self.require_comparable((operand_ast, ty), (other, other_ty), other.span);
            res.push(resolved);
        }
        (operand, res)
    }

    /// The enum that a name has for its type, so that bare names beside it can be its values.
    fn enum_of(&self, scope: &Scope, expr: &ast::Expr) -> Option<EnumId> {
        let ExprKind::Reference(path) = &expr.kind else { return None };
        let mut step = *scope.names.get(&path.first.name)?;
        for name in &path.rest {
            let Step::Attribute(id) = step else { return None };
            let crate::model::AttributeType::Composite(composite) = self.model.attributes[id].ty
            else {
                return None;
            };
            let parts = &self.model.composites[composite].attributes;
            let part = parts.iter().find(|&&it| self.model.attributes[it].name == name.name)?;
            step = Step::Attribute(*part);
        }
        let Step::Attribute(id) = step else { return None };
        match typing::of_attribute_type(&self.model, &self.model.attributes[id].ty) {
            Type::Enum(id) => Some(id),
            _ => None,
        }
    }

    fn case(
        &mut self,
        scope: &Scope,
        branches: &[(ast::Expr, ast::Expr)],
        otherwise: Option<&ast::Expr>,
        enum_hint: Option<EnumId>,
    ) -> (ExprKind<Operand>, Type) {
        let mut ty = Type::Null;
        let mut value = |cx: &mut Self, expr: &ast::Expr| {
            let (res, other) = cx.typed(scope, expr, enum_hint);
            if !ty.agrees_with(other) {
                let titles = (other.title(&cx.model), ty.title(&cx.model));
                cx.report(diags::mismatched_type(expr.span, &titles.0, &titles.1, None));
            } else if matches!(ty, Type::Null | Type::Number | Type::Literal | Type::Unknown) {
                ty = other;
            }
            res
        };
        let mut resolved = Vec::with_capacity(branches.len());
        for (condition, result) in branches {
            let condition = self.condition(scope, condition);
            resolved.push((condition, value(self, result)));
        }
        let otherwise = otherwise.map(|it| Box::new(value(self, it)));
        (ExprKind::Case { branches: resolved, otherwise }, ty)
    }

    fn cast_type(&mut self, to: &CastType, span: Span) -> Type {
        match to {
            CastType::Scalar(scalar) => Type::Scalar(*scalar),
            CastType::Native(spelling) => {
                let bare: &str = spelling.split(['(', '[']).next().unwrap_or_default().trim();
                let meant = closest(bare, ScalarType::names());
                self.report(diags::cast_to_other_type(span, spelling, meant));
                Type::Unknown
            }
        }
    }

    fn extract(
        &mut self,
        scope: &Scope,
        field: &Name,
        operand: &ast::Expr,
        span: Span,
    ) -> (ExprKind<Operand>, Type) {
        const FIELDS: [&str; 6] = ["year", "month", "day", "hour", "minute", "second"];
        if !FIELDS.contains(&field.as_str()) {
            let meant = closest(field, FIELDS);
            self.report(diags::unknown_field(span, field, meant));
        }
        let operand_span = operand.span;
        let (operand, ty) = self.typed(scope, operand, None);
        let is_time = match ty {
            Type::Unknown | Type::Null => true,
            Type::Scalar(scalar) => scalar.is_temporal() || scalar == ScalarType::Interval,
            Type::Number | Type::Literal | Type::Enum(_) | Type::Array | Type::Row => false,
        };
        if !is_time {
            let title = ty.title(&self.model);
            self.report(diags::mismatched_type(operand_span, &title, "a date or time", None));
        }
        let kind = ExprKind::Extract { field: field.clone(), operand: Box::new(operand) };
        (kind, Type::Scalar(ScalarType::Int))
    }

    fn call(
        &mut self,
        scope: &Scope,
        name: &Name,
        arguments: &[ast::Expr],
        span: Span,
        enum_hint: Option<EnumId>,
    ) -> (ExprKind<Operand>, Type) {
        let mut resolved = Vec::with_capacity(arguments.len());
        let mut types = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let hint = arguments.iter().find_map(|it| self.enum_of(scope, it)).or(enum_hint);
            let (argument, ty) = self.typed(scope, argument, hint);
            resolved.push(argument);
            types.push(ty);
        }
        let kind = ExprKind::Call { function: name.clone(), arguments: resolved };
        let Some(function) = function(name) else {
            let meant = closest(name, Function::names());
            let name_span = Span { end: span.start + name.len() as u32, ..span };
            self.report(diags::unknown_function(name_span, name, meant));
            return (kind, Type::Unknown);
        };
        self.check_call(scope, function, arguments, &types, span);
        (kind, typing::result(function.gives, &types))
    }

    fn check_call(
        &mut self,
        scope: &Scope,
        function: &Function,
        arguments: &[ast::Expr],
        types: &[Type],
        span: Span,
    ) {
        let n_arguments = arguments.len();
        if !(function.min_arguments..=function.max_arguments).contains(&n_arguments) {
            self.report(diags::wrong_number_of_arguments(span, function, n_arguments));
            return;
        }
        if scope.volatility == Volatility::Immutable && function.volatility != Volatility::Immutable
        {
            self.report(diags::volatile_function(span, function.name));
        }
        for (idx, (argument, ty)) in arguments.iter().zip(types).enumerate() {
            let agrees = function.takes != crate::base::Takes::Alike || types[0].agrees_with(*ty);
            if !typing::admits(function.takes, idx, *ty) || !agrees {
                let titles = (ty.title(&self.model), types[0].title(&self.model));
                let wanted = match function.takes {
                    crate::base::Takes::Text => "a text",
                    crate::base::Takes::Numbers => "a number",
                    crate::base::Takes::TextThenIntegers if idx == 0 => "a text",
                    crate::base::Takes::TextThenIntegers => "a whole number",
                    crate::base::Takes::Alike => titles.1.as_str(),
                    crate::base::Takes::Any => "one value",
                };
                self.report(diags::mismatched_type(argument.span, &titles.0, wanted, None));
            }
        }
    }
}
