//! The walk: types found from the leaves up, what databases spell differently handed to the dialect.
//!
//! Depth is bounded by the parser, so the walk may recurse.

use super::super::capabilities::EnumSupport;
use super::super::contract::Dialect;
use super::super::options::{EnumForm, Options};
use super::canonical::canonical;
use super::columns::Columns;
use super::operation::Operation;
use super::order;
use super::refusal::{Refusal, RefusalKind};
use super::value::{Typed, ValueType};
use crate::base::{
    BinaryOp, CastType, ExprKind, NaryOp, ScalarType, SqlText, UnaryOp, Volatility, function,
};
use crate::schema::{Column, Enum, Expr, NativeType};

/// Where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A default.
    Default,
    /// A check.
    Check,
    /// The expression of a derived column.
    Generated,
    /// An index: its items and its predicate.
    Index,
}

/// Puts expressions over the columns of one table into a database's words.
#[derive(Clone, Copy)]
pub(in crate::dialect) struct Translator<'a> {
    pub(in crate::dialect) dialect: &'a dyn Dialect,
    pub(in crate::dialect) options: &'a Options,
    pub(in crate::dialect) columns: &'a Columns,
    /// The columns of the table as the database holds them, if it is one.
    pub(in crate::dialect) held: &'a [Column<NativeType>],
    pub(in crate::dialect) enums: &'a [Enum],
    pub(in crate::dialect) place: Place,
    /// Whether what the expression belongs to exists in this dialect alone.
    pub(in crate::dialect) is_for_one: bool,
}

type Res<T> = Result<T, Refusal>;

impl Translator<'_> {
    /// The expression in canonical form, and what is known of its value.
    pub(in crate::dialect) fn translate(&self, expr: &Expr) -> Res<Typed> {
        if let ExprKind::Reference(name) = &expr.kind {
            return Ok(self.reference(expr, name));
        }
        let res = self.value(expr)?;
        Ok(Typed { expr: canonical(res.expr), ..res })
    }

    /// The expression as the value of a column of this type.
    pub(in crate::dialect) fn assigned(
        &self,
        expr: &Expr,
        target: ValueType,
        native: &NativeType,
    ) -> Res<Typed> {
        let value = self.value(expr)?;
        let value = match target.as_scalar() {
            Some(scalar) => self.settle_as(value, scalar, native)?,
            None => value,
        };
        Ok(Typed { expr: canonical(value.expr), ..value })
    }

    /// A comparison of two values that are translated already.
    pub(in crate::dialect) fn compare(
        &self,
        op: BinaryOp,
        left: Typed,
        right: Typed,
    ) -> Res<Typed> {
        let (left, right) = self.settle_both(left, right)?;
        let is_nullable = !matches!(op, BinaryOp::Distinct | BinaryOp::NotDistinct)
            && (left.is_nullable || right.is_nullable);
        let expr = match order::labels(self, &left, &right) {
            Some(labels) if order::is_order(op) => {
                order::compare(op, left.expr, right.expr, labels)
            }
            _ => Expr::binary(op, left.expr, right.expr),
        };
        Ok(Typed { expr, ty: ValueType::Scalar(ScalarType::Bool), is_nullable })
    }

    fn value(&self, expr: &Expr) -> Res<Typed> {
        let span = expr.span;
        let mut res = self.kind(expr).map_err(|refusal| refusal.at(span))?;
        res.expr.span = span;
        Ok(res)
    }

    fn kind(&self, expr: &Expr) -> Res<Typed> {
        match &expr.kind {
            ExprKind::Null => {
                let expr = Expr::made(ExprKind::Null);
                Ok(Typed { expr, ty: ValueType::Null, is_nullable: true })
            }
            ExprKind::Bool(_) => Ok(Typed::some(expr.clone(), ValueType::Scalar(ScalarType::Bool))),
            ExprKind::Number(text) => Ok(Typed::some(expr.clone(), number_type(text))),
            ExprKind::String(_) => Ok(Typed::some(expr.clone(), ValueType::Text)),
            ExprKind::Reference(name) => Ok(self.reference(expr, name)),
            ExprKind::Unary { op, operand } => self.unary(*op, operand),
            ExprKind::Binary { op, left, right } => self.binary(*op, left, right),
            ExprKind::Nary { op, operands } => self.joined(*op, operands),
            ExprKind::IsNull { operand, negated } => {
                let operand = self.value(operand)?;
                Ok(truth(Expr::is_null(operand.expr, *negated), false))
            }
            ExprKind::In { operand, list, negated } => self.one_of(operand, list, *negated),
            ExprKind::Between { operand, low, high, negated } => {
                self.between(operand, [low, high], *negated)
            }
            ExprKind::Case { branches, otherwise } => self.case(branches, otherwise.as_deref()),
            ExprKind::Cast { operand, to } => self.cast(operand, to),
            ExprKind::Extract { field, operand } => {
                let operand = self.value(operand)?;
                let is_nullable = operand.is_nullable;
                let expr = self.say(Operation::Extract(field), vec![operand])?;
                Ok(Typed { expr, ty: ValueType::Scalar(ScalarType::Int), is_nullable })
            }
            ExprKind::Call { function, arguments } => self.call(function, arguments),
            ExprKind::Operator { operator, operands } => {
                let operands = self.exprs(operands)?;
                let kind = ExprKind::Operator { operator: operator.clone(), operands };
                Ok(Typed { expr: Expr::made(kind), ty: ValueType::Unknown, is_nullable: true })
            }
            ExprKind::Array(items) => {
                let kind = ExprKind::Array(self.exprs(items)?);
                Ok(Typed::some(Expr::made(kind), ValueType::Array))
            }
            ExprKind::Sql(text) => self.sql(text),
        }
    }

    /// Whether enums are types of the database, which knows their order.
    pub(super) fn has_enum_types(&self) -> bool {
        self.dialect.capabilities().enums == EnumSupport::Type
            && self.options.enums == EnumForm::Native
    }

    pub(super) fn say(&self, operation: Operation<'_>, operands: Vec<Typed>) -> Res<Expr> {
        self.dialect.say(self.place, operation, operands)
    }

    fn exprs(&self, exprs: &[Expr]) -> Res<Vec<Expr>> {
        exprs.iter().map(|it| Ok(self.value(it)?.expr)).collect()
    }

    fn values(&self, exprs: &[Expr]) -> Res<Vec<Typed>> {
        exprs.iter().map(|it| self.value(it)).collect()
    }

    fn reference(&self, expr: &Expr, name: &str) -> Typed {
        let expr = expr.clone();
        match self.columns.get(name) {
            Some(column) => Typed { expr, ty: column.ty, is_nullable: column.is_nullable },
            None => Typed { expr, ty: ValueType::Unknown, is_nullable: true },
        }
    }

    fn unary(&self, op: UnaryOp, operand: &Expr) -> Res<Typed> {
        let Typed { expr, ty, is_nullable } = self.value(operand)?;
        let ty = match op {
            UnaryOp::Not => ValueType::Scalar(ScalarType::Bool),
            UnaryOp::Minus => ty,
        };
        let expr = Expr::made(ExprKind::Unary { op, operand: Box::new(expr) });
        Ok(Typed { expr, ty, is_nullable })
    }

    fn joined(&self, op: NaryOp, operands: &[Expr]) -> Res<Typed> {
        let operands = self.values(operands)?;
        let is_nullable = operands.iter().any(|it| it.is_nullable);
        let operands = operands.into_iter().map(|it| it.expr).collect();
        Ok(truth(Expr::made(ExprKind::Nary { op, operands }), is_nullable))
    }

    fn binary(&self, op: BinaryOp, left: &Expr, right: &Expr) -> Res<Typed> {
        let (left, right) = (self.value(left)?, self.value(right)?);
        let is_nullable = left.is_nullable || right.is_nullable;
        let operation = match op {
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessOrEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterOrEqual
            | BinaryOp::Distinct
            | BinaryOp::NotDistinct => return self.compare(op, left, right),
            BinaryOp::Plus
            | BinaryOp::Minus
            | BinaryOp::Times
            | BinaryOp::Divide
            | BinaryOp::Modulo => return self.arithmetic(op, left, right),
            BinaryOp::Concat => return self.concat(left, right),
            BinaryOp::Like => Operation::Like { negated: false },
            BinaryOp::NotLike => Operation::Like { negated: true },
            BinaryOp::Matches => Operation::Matches { negated: false },
            BinaryOp::NotMatches => Operation::Matches { negated: true },
        };
        Ok(truth(self.say(operation, vec![left, right])?, is_nullable))
    }

    fn one_of(&self, operand: &Expr, list: &[Expr], negated: bool) -> Res<Typed> {
        let mut operand = self.value(operand)?;
        let mut items = Vec::with_capacity(list.len());
        let mut is_nullable = operand.is_nullable;
        for item in list {
            let item = self.value(item)?;
            let (left, right) = self.settle_both(operand, item)?;
            operand = left;
            is_nullable |= right.is_nullable;
            items.push(right.expr);
        }
        let operand = Box::new(operand.expr);
        Ok(truth(Expr::made(ExprKind::In { operand, list: items, negated }), is_nullable))
    }

    fn between(&self, operand: &Expr, ends: [&Expr; 2], negated: bool) -> Res<Typed> {
        let (join, ops) = match negated {
            false => (NaryOp::And, [BinaryOp::GreaterOrEqual, BinaryOp::LessOrEqual]),
            true => (NaryOp::Or, [BinaryOp::Less, BinaryOp::Greater]),
        };
        let operand = self.value(operand)?;
        let mut is_nullable = false;
        let mut operands = Vec::with_capacity(2);
        for (end, op) in ends.into_iter().zip(ops) {
            let compared = self.compare(op, operand.clone(), self.value(end)?)?;
            is_nullable |= compared.is_nullable;
            operands.push(compared.expr);
        }
        Ok(truth(Expr::made(ExprKind::Nary { op: join, operands }), is_nullable))
    }

    fn case(&self, branches: &[(Expr, Expr)], otherwise: Option<&Expr>) -> Res<Typed> {
        let mut conditions = Vec::with_capacity(branches.len());
        let mut values = Vec::with_capacity(branches.len() + 1);
        for (condition, value) in branches {
            conditions.push(self.value(condition)?.expr);
            values.push(self.value(value)?);
        }
        if let Some(otherwise) = otherwise {
            values.push(self.value(otherwise)?);
        }
        let values = self.settle_all(values)?;
        let ty = common_type(&values);
        let is_nullable = otherwise.is_none() || values.iter().any(|it| it.is_nullable);
        let mut values = values.into_iter().map(|it| it.expr);
        let branches = conditions.into_iter().zip(values.by_ref()).collect();
        let otherwise = values.next().map(Box::new);
        let expr = Expr::made(ExprKind::Case { branches, otherwise });
        Ok(Typed { expr, ty, is_nullable })
    }

    fn cast(&self, operand: &Expr, to: &CastType) -> Res<Typed> {
        let operand = self.value(operand)?;
        let CastType::Scalar(scalar) = to else {
            let kind = ExprKind::Cast { operand: Box::new(operand.expr), to: to.clone() };
            let expr = Expr::made(kind);
            return Ok(Typed { expr, ty: ValueType::Unknown, is_nullable: operand.is_nullable });
        };
        let ty = ValueType::Scalar(*scalar);
        let is_nullable = operand.is_nullable;
        let native = self.dialect.scalar_type(*scalar, self.options);
        let operand = self.settle_as(operand, *scalar, &native)?;
        let expr = if operand.ty == ty && !operand.ty.is_text() {
            operand.expr
        } else {
            self.say(Operation::Cast(*scalar), vec![operand])?
        };
        Ok(Typed { expr, ty, is_nullable })
    }

    fn call(&self, name: &str, arguments: &[Expr]) -> Res<Typed> {
        let arguments = self.values(arguments)?;
        let Some(function) = function(name) else {
            // One of the database's own.
            let arguments = arguments.into_iter().map(|it| it.expr).collect();
            let expr = super::build::call(name, arguments);
            return Ok(Typed { expr, ty: ValueType::Unknown, is_nullable: true });
        };
        let is_volatile = function.volatility != Volatility::Immutable;
        let capabilities = self.dialect.capabilities();
        if self.place == Place::Check
            && is_volatile
            && !capabilities.volatile_checks.is_in(self.options.version)
        {
            let reason = format!("takes no `{name}()` in a check, for what it gives changes");
            let help = "compare with a column that keeps the moment, or check it on writing";
            return Err(Refusal::of(RefusalKind::Volatile, reason).help(help));
        }
        self.portable(function, arguments)
    }

    fn sql(&self, text: &SqlText) -> Res<Typed> {
        let id = self.dialect.id();
        let named = text.named.iter().find(|(it, _)| *it == id).map(|(_, text)| text.as_str());
        let is_ambiguous = self.options.n_dialects > 1 && !self.is_for_one;
        let sql = match (named, &text.bare) {
            (Some(sql), _) => sql,
            (None, Some(_)) if is_ambiguous => return Err(Refusal::ambiguous_sql()),
            (None, Some(sql)) => sql,
            (None, None) => return Err(Refusal::missing_sql()),
        };
        let expr = Expr::made(ExprKind::Sql(SqlText::one(id, sql)));
        Ok(Typed { expr, ty: ValueType::Unknown, is_nullable: true })
    }
}

/// A truth value.
pub(super) fn truth(expr: Expr, is_nullable: bool) -> Typed {
    Typed { expr, ty: ValueType::Scalar(ScalarType::Bool), is_nullable }
}

/// The type of the first value that tells one.
pub(super) fn common_type(values: &[Typed]) -> ValueType {
    let is_telling = |it: &ValueType| match it {
        ValueType::Scalar(_) | ValueType::Enum(_) | ValueType::Array => true,
        ValueType::Unknown
        | ValueType::Null
        | ValueType::Integer
        | ValueType::Fraction
        | ValueType::Float
        | ValueType::Text => false,
    };
    let types = || values.iter().map(|it| it.ty);
    let first = types().find(is_telling).or_else(|| types().find(|it| *it != ValueType::Null));
    let Some(first) = first else { return ValueType::Null };
    if first.is_number() {
        return types().fold(first, ValueType::wider);
    }
    first
}

fn number_type(text: &str) -> ValueType {
    if text.contains(['e', 'E']) {
        ValueType::Float
    } else if text.contains('.') {
        ValueType::Fraction
    } else {
        ValueType::Integer
    }
}
