//! Calls of functions.

use sqlparser::ast as sql;

use super::expression::{Reader, call_named, raw};
use super::words::object_name;
use crate::base::{DialectId, ExprKind};
use crate::dialect;
use crate::schema::Expr;

impl Reader {
    pub(super) fn function(
        &self,
        function: &sql::Function,
        depth: usize,
    ) -> Option<ExprKind<crate::schema::ColumnName>> {
        let is_more = function.over.is_some()
            || function.filter.is_some()
            || function.null_treatment.is_some()
            || !function.within_group.is_empty()
            || !matches!(function.parameters, sql::FunctionArguments::None);
        if is_more {
            return None;
        }
        let name = self.function_name(&function.name)?;
        let arguments = match &function.args {
            sql::FunctionArguments::None => Vec::new(),
            sql::FunctionArguments::Subquery(_) => return None,
            sql::FunctionArguments::List(list) => {
                if list.duplicate_treatment.is_some() || !list.clauses.is_empty() {
                    return None;
                }
                if let Some(moment) = self.moved(&name, &list.args, depth) {
                    return Some(moment);
                }
                let argument = |it: &sql::FunctionArg| match it {
                    sql::FunctionArg::Unnamed(sql::FunctionArgExpr::Expr(it)) => {
                        self.expr(it, depth + 1)
                    }
                    sql::FunctionArg::Unnamed(_)
                    | sql::FunctionArg::Named { .. }
                    | sql::FunctionArg::ExprNamed { .. } => None,
                };
                list.args.iter().map(argument).collect::<Option<Vec<_>>>()?
            }
        };
        Some(call_named(&name, self.units(&name, arguments)))
    }

    /// `date_add(a, interval 1 day)` of MySQL is `a + interval 1 day`.
    fn moved(
        &self,
        function: &str,
        arguments: &[sql::FunctionArg],
        depth: usize,
    ) -> Option<ExprKind<crate::schema::ColumnName>> {
        let operator = match function {
            "date_add" | "adddate" => "+ interval",
            "date_sub" | "subdate" => "- interval",
            _ => return None,
        };
        let [moment, length] = arguments else { return None };
        let expr = |it: &sql::FunctionArg| match it {
            sql::FunctionArg::Unnamed(sql::FunctionArgExpr::Expr(it)) => Some(it.clone()),
            sql::FunctionArg::Unnamed(_)
            | sql::FunctionArg::Named { .. }
            | sql::FunctionArg::ExprNamed { .. } => None,
        };
        let (amount, unit) = match expr(length)? {
            sql::Expr::Interval(it) => (*it.value, it.leading_field?.to_string().to_lowercase()),
            days => (days, "day".to_owned()),
        };
        let moment = self.expr(&expr(moment)?, depth + 1)?;
        let amount = self.expr(&amount, depth + 1)?;
        let operands = vec![moment, amount, raw(&unit, self.id)];
        let is_mysql = self.is_mysql();
        is_mysql.then(|| ExprKind::Operator { operator: operator.into(), operands })
    }

    /// The unit in `timestampdiff(day, a, b)` is no column.
    fn units(&self, function: &str, mut arguments: Vec<Expr>) -> Vec<Expr> {
        let takes_unit = matches!(function, "timestampdiff" | "timestampadd") && self.is_mysql();
        if let (true, Some(first)) = (takes_unit, arguments.first_mut())
            && let ExprKind::Reference(unit) = &first.kind
        {
            *first = raw(&unit.to_lowercase(), self.id);
        }
        arguments
    }

    /// As the function is written: in lower case, unless quotes keep it as it is.
    fn function_name(&self, name: &sql::ObjectName) -> Option<String> {
        let parts = object_name(name, self.id)?;
        let dialect = dialect::of(self.id);
        let written = parts.iter().filter(|it| *it != "pg_catalog").map(|part| {
            let lower = if self.is_mysql() { part.to_lowercase() } else { part.to_string() };
            let is_plain = lower
                .bytes()
                .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_');
            if is_plain {
                return lower;
            }
            let mut quoted = String::new();
            match self.id {
                DialectId::Sqlite => quoted.push_str(&lower.to_lowercase()),
                DialectId::Postgres | DialectId::Mysql | DialectId::Mariadb => {
                    dialect.write_quoted(&lower, &mut quoted);
                }
            }
            quoted
        });
        Some(written.collect::<Vec<_>>().join("."))
    }
}
