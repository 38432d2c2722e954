//! One expression tree for defaults, checks, derived attributes, index items and predicates.
//!
//! `R` is what a name means at this level: a path in the ast, an attribute in the model, a column in
//! the schema. Two trees are equal when they say the same; where they stand does not count.

use super::name::Name;
use super::scalar::ScalarType;
use super::span::Span;
use super::sql_text::SqlText;

/// An expression and where it stands. Depth is bounded by the parser, so walks may recurse.
#[derive(Clone, Debug)]
pub struct Expr<R> {
    /// What it says.
    pub kind: ExprKind<R>,
    /// Where it stands; [`Span::nowhere`] when it was read from a database.
    pub span: Span,
}

impl<R: PartialEq> PartialEq for Expr<R> {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}
impl<R: Eq> Eq for Expr<R> {}

/// What an expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind<R> {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number, digit for digit as written: `1`, `0.50`, `1e6`.
    Number(Name),
    /// A string, unescaped.
    String(Name),
    /// What a name means.
    Reference(R),
    /// `not a`, `-a`
    Unary {
        /// Which operator.
        op: UnaryOp,
        /// What it applies to.
        operand: Box<Expr<R>>,
    },
    /// `a = b`, `a + b`, `a matches "…"`
    Binary {
        /// Which operator.
        op: BinaryOp,
        /// The left side.
        left: Box<Expr<R>>,
        /// The right side.
        right: Box<Expr<R>>,
    },
    /// `a and b and c`: two or more, none of them of the same operator.
    Nary {
        /// Which operator.
        op: NaryOp,
        /// What it joins.
        operands: Vec<Expr<R>>,
    },
    /// `a is null`, `a is not null`
    IsNull {
        /// What is asked about.
        operand: Box<Expr<R>>,
        /// `is not null`
        negated: bool,
    },
    /// `a in (b, c)`, `a not in (b, c)`
    In {
        /// What is looked for.
        operand: Box<Expr<R>>,
        /// Where; not empty.
        list: Vec<Expr<R>>,
        /// `not in`
        negated: bool,
    },
    /// `a between b and c`, both ends included.
    Between {
        /// What is compared.
        operand: Box<Expr<R>>,
        /// The lower end.
        low: Box<Expr<R>>,
        /// The upper end.
        high: Box<Expr<R>>,
        /// `not between`
        negated: bool,
    },
    /// `case when a then b else c end`
    Case {
        /// Condition and value; not empty.
        branches: Vec<(Expr<R>, Expr<R>)>,
        /// The value when no condition holds; null without it.
        otherwise: Option<Box<Expr<R>>>,
    },
    /// `cast(a as int)`
    Cast {
        /// What is converted.
        operand: Box<Expr<R>>,
        /// To what.
        to: CastType,
    },
    /// `extract(year, a)`
    Extract {
        /// The part: `year`, `month`, `day`, `hour`, `minute`, `second`.
        field: Name,
        /// Of what.
        operand: Box<Expr<R>>,
    },
    /// `lower(a)`; a portable function, or in a native schema one of the database's own.
    Call {
        /// The name, in lower case when portable.
        function: Name,
        /// What is passed.
        arguments: Vec<Expr<R>>,
    },
    /// An operator that only one database has, with one or two operands: `a @> b`.
    Operator {
        /// Its spelling.
        operator: Name,
        /// One operand for a prefix operator, else two.
        operands: Vec<Expr<R>>,
    },
    /// `array[a, b]`, in a native schema.
    Array(Vec<Expr<R>>),
    /// `sql("…")`: SQL of one database, word for word.
    Sql(SqlText),
}

/// What a cast converts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CastType {
    /// A type of the language.
    Scalar(ScalarType),
    /// A type as one database spells it, in a native schema.
    Native(Name),
}

/// An operator before its operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// `not`
    Not,
    /// `-`
    Minus,
}

/// An operator between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `is distinct from`: as `<>`, with null a value like others.
    Distinct,
    /// `is not distinct from`
    NotDistinct,
    /// `like`: `%` any text, `_` any character.
    Like,
    /// `not like`
    NotLike,
    /// `matches`: a regular expression that is found somewhere in the text.
    Matches,
    /// `not matches`
    NotMatches,
    /// `||`
    Concat,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Divide,
    /// `%`: the remainder.
    Modulo,
}

/// An operator that joins any number of operands; order of evaluation is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NaryOp {
    /// All of them.
    And,
    /// One of them.
    Or,
}

impl BinaryOp {
    /// The spelling in a model.
    pub fn symbol(self) -> &'static str {
        match self {
            BinaryOp::Equal => "=",
            BinaryOp::NotEqual => "<>",
            BinaryOp::Less => "<",
            BinaryOp::LessOrEqual => "<=",
            BinaryOp::Greater => ">",
            BinaryOp::GreaterOrEqual => ">=",
            BinaryOp::Distinct => "is distinct from",
            BinaryOp::NotDistinct => "is not distinct from",
            BinaryOp::Like => "like",
            BinaryOp::NotLike => "not like",
            BinaryOp::Matches => "matches",
            BinaryOp::NotMatches => "not matches",
            BinaryOp::Concat => "||",
            BinaryOp::Plus => "+",
            BinaryOp::Minus => "-",
            BinaryOp::Times => "*",
            BinaryOp::Divide => "/",
            BinaryOp::Modulo => "%",
        }
    }

    /// How tightly it binds; a higher number binds tighter. See [`Expr::binding`].
    pub fn binding(self) -> u8 {
        match self {
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessOrEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterOrEqual
            | BinaryOp::Distinct
            | BinaryOp::NotDistinct
            | BinaryOp::Like
            | BinaryOp::NotLike
            | BinaryOp::Matches
            | BinaryOp::NotMatches => 4,
            BinaryOp::Concat => 5,
            BinaryOp::Plus | BinaryOp::Minus => 6,
            BinaryOp::Times | BinaryOp::Divide | BinaryOp::Modulo => 7,
        }
    }

    /// Whether the result is a truth value.
    pub fn is_comparison(self) -> bool {
        self.binding() == 4
    }
}

impl NaryOp {
    /// The spelling in a model.
    pub fn symbol(self) -> &'static str {
        match self {
            NaryOp::And => "and",
            NaryOp::Or => "or",
        }
    }
}

impl<R> Expr<R> {
    /// An expression at a place.
    pub fn new(kind: ExprKind<R>, span: Span) -> Expr<R> {
        Expr { kind, span }
    }

    /// An expression that no text says.
    pub fn made(kind: ExprKind<R>) -> Expr<R> {
        Expr { kind, span: Span::nowhere() }
    }

    /// A name.
    pub fn reference(reference: R) -> Expr<R> {
        Expr::made(ExprKind::Reference(reference))
    }

    /// A string.
    pub fn string(text: impl Into<Name>) -> Expr<R> {
        Expr::made(ExprKind::String(text.into()))
    }

    /// `left op right`.
    pub fn binary(op: BinaryOp, left: Expr<R>, right: Expr<R>) -> Expr<R> {
        Expr::made(ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) })
    }

    /// `operand is null` or `operand is not null`.
    pub fn is_null(operand: Expr<R>, negated: bool) -> Expr<R> {
        Expr::made(ExprKind::IsNull { operand: Box::new(operand), negated })
    }

    /// The operands joined by `op`; one operand is itself. There must be one.
    pub fn joined(op: NaryOp, mut operands: Vec<Expr<R>>) -> Expr<R> {
        match operands.len() {
            1 => operands.remove(0),
            _ => Expr::made(ExprKind::Nary { op, operands }),
        }
    }

    /// How tightly the outermost operator binds, 1 (`or`) to 9 (a literal, a name, a call). Printers
    /// put parentheses around an operand that binds less tightly than its place asks for.
    pub fn binding(&self) -> u8 {
        match &self.kind {
            ExprKind::Nary { op: NaryOp::Or, .. } => 1,
            ExprKind::Nary { op: NaryOp::And, .. } => 2,
            ExprKind::Unary { op: UnaryOp::Not, .. } => 3,
            ExprKind::Binary { op, .. } => op.binding(),
            ExprKind::IsNull { .. } | ExprKind::In { .. } | ExprKind::Between { .. } => 4,
            ExprKind::Operator { .. } => 5,
            ExprKind::Unary { op: UnaryOp::Minus, .. } => 8,
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Reference(_)
            | ExprKind::Case { .. }
            | ExprKind::Cast { .. }
            | ExprKind::Extract { .. }
            | ExprKind::Call { .. }
            | ExprKind::Array(_)
            | ExprKind::Sql(_) => 9,
        }
    }

    /// The expressions directly inside, left to right.
    pub fn children(&self) -> Vec<&Expr<R>> {
        let mut res = Vec::new();
        self.each_child(&mut |it| res.push(it));
        res
    }

    /// Visits the expressions directly inside, left to right.
    fn each_child<'a>(&'a self, visit: &mut impl FnMut(&'a Expr<R>)) {
        match &self.kind {
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Reference(_)
            | ExprKind::Sql(_) => {}
            ExprKind::Unary { operand, .. }
            | ExprKind::IsNull { operand, .. }
            | ExprKind::Cast { operand, .. }
            | ExprKind::Extract { operand, .. } => visit(operand),
            ExprKind::Binary { left, right, .. } => {
                visit(left);
                visit(right);
            }
            ExprKind::Nary { operands, .. }
            | ExprKind::Operator { operands, .. }
            | ExprKind::Array(operands)
            | ExprKind::Call { arguments: operands, .. } => operands.iter().for_each(visit),
            ExprKind::In { operand, list, .. } => {
                visit(operand);
                list.iter().for_each(visit);
            }
            ExprKind::Between { operand, low, high, .. } => {
                visit(operand);
                visit(low);
                visit(high);
            }
            ExprKind::Case { branches, otherwise } => {
                for (condition, value) in branches {
                    visit(condition);
                    visit(value);
                }
                otherwise.iter().for_each(|it| visit(it));
            }
        }
    }

    /// The expressions directly inside, left to right, to be changed.
    pub fn children_mut(&mut self) -> Vec<&mut Expr<R>> {
        match &mut self.kind {
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Reference(_)
            | ExprKind::Sql(_) => Vec::new(),
            ExprKind::Unary { operand, .. }
            | ExprKind::IsNull { operand, .. }
            | ExprKind::Cast { operand, .. }
            | ExprKind::Extract { operand, .. } => vec![operand],
            ExprKind::Binary { left, right, .. } => vec![left, right],
            ExprKind::Nary { operands, .. }
            | ExprKind::Operator { operands, .. }
            | ExprKind::Array(operands)
            | ExprKind::Call { arguments: operands, .. } => operands.iter_mut().collect(),
            ExprKind::In { operand, list, .. } => {
                std::iter::once(&mut **operand).chain(list).collect()
            }
            ExprKind::Between { operand, low, high, .. } => vec![operand, low, high],
            ExprKind::Case { branches, otherwise } => branches
                .iter_mut()
                .flat_map(|(condition, value)| [condition, value])
                .chain(otherwise.as_deref_mut())
                .collect(),
        }
    }

    /// Visits this expression and all inside it, outer before inner, left to right.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Expr<R>)) {
        visit(self);
        self.each_child(&mut |it| it.walk(visit));
    }

    /// All names in it, left to right.
    pub fn references(&self) -> Vec<&R> {
        let mut res = Vec::new();
        self.walk(&mut |it| {
            if let ExprKind::Reference(reference) = &it.kind {
                res.push(reference);
            }
        });
        res
    }

    /// The same tree with every name replaced by an expression over other names.
    pub fn substitute<S>(&self, replace: &mut impl FnMut(&R, Span) -> Expr<S>) -> Expr<S> {
        let mut boxed = |it: &Expr<R>| Box::new(it.substitute(replace));
        let kind = match &self.kind {
            ExprKind::Null => ExprKind::Null,
            ExprKind::Bool(value) => ExprKind::Bool(*value),
            ExprKind::Number(text) => ExprKind::Number(text.clone()),
            ExprKind::String(text) => ExprKind::String(text.clone()),
            ExprKind::Sql(text) => ExprKind::Sql(text.clone()),
            ExprKind::Reference(reference) => return replace(reference, self.span),
            ExprKind::Unary { op, operand } => ExprKind::Unary { op: *op, operand: boxed(operand) },
            ExprKind::Binary { op, left, right } => {
                ExprKind::Binary { op: *op, left: boxed(left), right: boxed(right) }
            }
            ExprKind::IsNull { operand, negated } => {
                ExprKind::IsNull { operand: boxed(operand), negated: *negated }
            }
            ExprKind::Between { operand, low, high, negated } => ExprKind::Between {
                operand: boxed(operand),
                low: boxed(low),
                high: boxed(high),
                negated: *negated,
            },
            ExprKind::Cast { operand, to } => {
                ExprKind::Cast { operand: boxed(operand), to: to.clone() }
            }
            ExprKind::Extract { field, operand } => {
                ExprKind::Extract { field: field.clone(), operand: boxed(operand) }
            }
            ExprKind::Case { branches, otherwise } => {
                let otherwise = otherwise.as_deref().map(&mut boxed);
                let branches = branches
                    .iter()
                    .map(|(condition, value)| {
                        (condition.substitute(replace), value.substitute(replace))
                    })
                    .collect();
                ExprKind::Case { branches, otherwise }
            }
            ExprKind::In { operand, list, negated } => ExprKind::In {
                operand: boxed(operand),
                list: substitute_all(list, replace),
                negated: *negated,
            },
            ExprKind::Nary { op, operands } => {
                ExprKind::Nary { op: *op, operands: substitute_all(operands, replace) }
            }
            ExprKind::Operator { operator, operands } => ExprKind::Operator {
                operator: operator.clone(),
                operands: substitute_all(operands, replace),
            },
            ExprKind::Array(items) => ExprKind::Array(substitute_all(items, replace)),
            ExprKind::Call { function, arguments } => ExprKind::Call {
                function: function.clone(),
                arguments: substitute_all(arguments, replace),
            },
        };
        Expr { kind, span: self.span }
    }
}

fn substitute_all<R, S>(
    items: &[Expr<R>],
    replace: &mut impl FnMut(&R, Span) -> Expr<S>,
) -> Vec<Expr<S>> {
    items.iter().map(|it| it.substitute(replace)).collect()
}
