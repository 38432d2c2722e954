//! Calls of functions, casts, and parts of dates and times.

use super::TypedKind;
use super::operators::Side;
use crate::base::{
    CastType, ExprKind, Function, Gives, Name, ScalarType, Span, Takes, Volatility, closest,
    function,
};
use crate::model::diags;
use crate::model::resolve::context::Context;
use crate::model::resolve::literals;
use crate::model::resolve::scope::Scope;
use crate::model::resolve::symbols::Symbol;
use crate::model::resolve::typing::Type;
use crate::model::{EnumId, Expr};
use crate::syntax::ast::{self, Ident, Path};

impl Context<'_> {
    /// `lower(name)`
    pub(super) fn call(
        &mut self,
        scope: Scope,
        name: &Name,
        arguments: &[ast::Expr],
        span: Span,
        hint: Option<EnumId>,
    ) -> TypedKind {
        let Some(known) = function(name) else {
            let meant = closest(name, Function::names());
            self.mistake(diags::unknown_function(span, name, meant));
            let arguments = arguments.iter().map(|it| self.typed(scope, it, None).0).collect();
            return (ExprKind::Call { function: name.clone(), arguments }, Type::Unknown);
        };
        let n_arguments = arguments.len();
        if !(known.min_arguments..=known.max_arguments).contains(&n_arguments) {
            self.mistake(diags::wrong_number_of_arguments(span, known, n_arguments));
        }
        if scope.is_immutable && known.volatility != Volatility::Immutable {
            self.mistake(diags::volatile_function(span, known.name));
        }
        let (arguments, ty) = match known.takes {
            Takes::Alike => self.alike_arguments(scope, arguments, hint),
            Takes::Text | Takes::Numbers | Takes::TextThenIntegers | Takes::Any => {
                self.arguments(scope, known, arguments)
            }
        };
        let ty = match known.gives {
            Gives::Fixed(scalar) => Type::Scalar(scalar),
            Gives::First => ty,
        };
        (ExprKind::Call { function: name.clone(), arguments }, ty)
    }

    /// Arguments of one type.
    fn alike_arguments(
        &mut self,
        scope: Scope,
        arguments: &[ast::Expr],
        hint: Option<EnumId>,
    ) -> (Vec<Expr>, Type) {
        let hint = hint.or_else(|| arguments.iter().find_map(|it| self.enum_of(scope, it)));
        let mut ty = Type::Null;
        let res = arguments.iter().map(|it| self.alike(scope, it, hint, &mut ty)).collect();
        (res, ty)
    }

    /// Arguments that a function asks for one by one, and the type of the first.
    fn arguments(
        &mut self,
        scope: Scope,
        function: &Function,
        arguments: &[ast::Expr],
    ) -> (Vec<Expr>, Type) {
        let mut first = Type::Unknown;
        let mut res = Vec::with_capacity(arguments.len());
        for (idx, argument) in arguments.iter().enumerate() {
            let (expr, ty) = self.typed(scope, argument, None);
            let fits = self.require_argument(function, idx, Side { ast: argument, ty });
            // What a function makes of the wrong value is nobody's mistake.
            if idx == 0 && fits {
                first = ty;
            }
            res.push(expr);
        }
        (res, first)
    }

    /// Reports an argument that a function cannot take, and answers whether it can.
    fn require_argument(&mut self, function: &Function, idx: usize, side: Side<'_>) -> bool {
        let is_length = function.name == "round" && idx > 0;
        let (fits, wanted, scalar) = match function.takes {
            Takes::Any | Takes::Alike => (side.ty != Type::Row, "one value", None),
            Takes::Text => (side.ty.is_text(), "a text", Some(ScalarType::Text)),
            Takes::TextThenIntegers if idx == 0 => {
                (side.ty.is_text(), "a text", Some(ScalarType::Text))
            }
            Takes::Numbers if !is_length => {
                (side.ty.is_number(), "a number", Some(ScalarType::Double))
            }
            Takes::TextThenIntegers | Takes::Numbers => {
                (side.ty.is_integer(), "a whole number", Some(ScalarType::Int))
            }
        };
        if !fits {
            let title = side.ty.title(&self.model);
            let fix =
                scalar.and_then(|it| literals::as_type(side.ast, Type::Scalar(it), &self.model));
            self.mistake(diags::mismatched_type(side.ast.span, &title, wanted, fix));
        }
        fits
    }

    /// `cast(a as int)`
    pub(super) fn cast(
        &mut self,
        scope: Scope,
        operand: &ast::Expr,
        to: &CastType,
        span: Span,
    ) -> TypedKind {
        let operand_span = operand.span;
        let (operand, ty) = self.typed(scope, operand, None);
        if matches!(ty, Type::Row | Type::Array) {
            let title = ty.title(&self.model);
            self.mistake(diags::mismatched_type(operand_span, &title, "one value", None));
        }
        let ty = match to {
            CastType::Scalar(scalar) => Type::Scalar(*scalar),
            CastType::Native(spelling) => {
                let place = type_in_cast(span, operand_span, spelling);
                self.report_cast(scope, place, spelling);
                Type::Unknown
            }
        };
        (ExprKind::Cast { operand: Box::new(operand), to: to.clone() }, ty)
    }

    /// A cast to something that is no scalar.
    fn report_cast(&mut self, scope: Scope, span: Span, spelling: &Name) {
        let bare = spelling.split(['(', '[']).next().unwrap_or_default().trim();
        let path = Path { first: Ident { name: Name::new(bare), span }, rest: Vec::new() };
        let declared = self.symbols.get(&path, scope.namespace);
        let diagnostic = match declared.map(|it| it.symbol) {
            Some(Symbol::Domain(id)) if !self.model.domains[id].is_incomplete => {
                diags::cast_to_domain(span, spelling, self.model.domains[id].base)
            }
            Some(symbol) => diags::cast_to_declared(span, spelling, symbol.title()),
            None => {
                let form = ScalarType::form(bare);
                let meant = closest(bare, ScalarType::names()).filter(|_| form.is_none());
                diags::cast_to_other_type(span, spelling, form, meant)
            }
        };
        self.mistake(diagnostic);
    }

    /// `extract(year, a)`
    pub(super) fn extract(
        &mut self,
        scope: Scope,
        field: &Name,
        operand: &ast::Expr,
        span: Span,
    ) -> TypedKind {
        let operand_span = operand.span;
        let (operand, ty) = self.typed(scope, operand, None);
        let fields = ty.fields();
        if fields.is_empty() {
            let title = ty.title(&self.model);
            self.mistake(diags::mismatched_type(operand_span, &title, "a date or time", None));
        } else if !fields.contains(&field.as_str()) {
            let meant = closest(field, fields.iter().copied());
            let title = ty.title(&self.model);
            let place = Span { end: operand_span.start, ..span };
            self.mistake(diags::unknown_field(place, field, &title, fields, meant));
        }
        let kind = ExprKind::Extract { field: field.clone(), operand: Box::new(operand) };
        (kind, Type::Scalar(ScalarType::Int))
    }
}

/// Where the type stands in a cast: before the closing parenthesis. An expression does not keep that place, so
/// it is told from the length of the type, and from the end of the operand where that cannot be right.
fn type_in_cast(span: Span, operand: Span, spelling: &str) -> Span {
    let end = span.end.saturating_sub(1);
    let start = end.saturating_sub(spelling.len() as u32);
    if start > operand.end && spelling.is_ascii() {
        Span { start, end, ..span }
    } else {
        Span { start: operand.end, ..span }
    }
}
