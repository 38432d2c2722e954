//! Conditions, defaults and derived values over attributes of known kinds.

use super::dice::Dice;
use super::fact::{Fact, Kind};

/// A condition about one attribute.
pub fn about(dice: &mut Dice, fact: &Fact) -> String {
    let path = &fact.path;
    let options: Vec<String> = match &fact.kind {
        Kind::Integer => vec![
            format!("{path} > 0"),
            format!("{path} between 0 and 1000"),
            format!("{path} % 2 = 0 or {path} >= 10"),
            format!("abs({path}) < 5000"),
            format!("not {path} in (3, 5, 7)"),
            format!("-{path} <= 0"),
        ],
        Kind::Decimal => vec![
            format!("{path} >= 0.5"),
            format!("round({path}, 1) <> 0.3"),
            format!("coalesce({path}, 1) > 0"),
        ],
        Kind::Text => vec![
            format!("length({path}) > 0"),
            format!("lower({path}) <> \"it's \\\"q\\\"\""),
            format!("{path} like \"a%\" or {path} not like \"%b\""),
            format!("trim({path}) in (\"x\", \"ÿ\", \"\")"),
            format!("{path} || \"!\" <> \"?!\""),
        ],
        Kind::Code => vec![
            format!("{path} <> \"a\""),
            format!("upper({path}) in (\"A\", \"É\")"),
            format!("length({path}) between 1 and 2"),
        ],
        Kind::Bool => vec![path.clone(), format!("not {path}"), format!("{path} or not {path}")],
        Kind::Date => {
            vec![format!("extract(year, {path}) >= 1900"), format!("{path} is distinct from null")]
        }
        Kind::Enum(values) => {
            let (a, b) = (dice.pick(values), &values[0]);
            vec![format!("{path} <> {a}"), format!("{path} in ({a}, {b})").replace("(b)", "")]
        }
        Kind::Long | Kind::Moment | Kind::Whole | Kind::Other => Vec::new(),
    };
    match dice.any(&options) {
        Some(condition) if fact.is_optional && dice.chance(30) => {
            format!("{path} is null or {condition}")
        }
        Some(condition) => condition.clone(),
        None => format!("{path} is {}null", if fact.is_optional { "" } else { "not " }),
    }
}

/// A condition about several attributes.
pub fn condition(dice: &mut Dice, facts: &[Fact]) -> Option<String> {
    let free: Vec<Fact> = facts.iter().filter(|it| !it.is_set_by_database).cloned().collect();
    let first = dice.any(&free)?.clone();
    let left = about(dice, &first);
    let alike: Vec<&Fact> = free
        .iter()
        .filter(|it| it.kind == first.kind && it.path != first.path && is_ordered(&it.kind))
        .collect();
    if let Some(other) = dice.any(&alike)
        && dice.chance(50)
    {
        let op = *dice.pick(&["<", "<=", "<>", ">=", "is distinct from"]);
        return Some(format!("{} {op} {}", first.path, other.path));
    }
    let second = dice.any(&free)?.clone();
    let right = about(dice, &second);
    Some(match dice.below(4) {
        0 => format!("({left}) and ({right})"),
        1 => format!("({left}) or ({right})"),
        2 => format!("case when {left} then {right} else true end"),
        _ => left,
    })
}

fn is_ordered(kind: &Kind) -> bool {
    matches!(kind, Kind::Integer | Kind::Decimal | Kind::Text | Kind::Date | Kind::Moment)
}

/// A default, where the kind has an easy one.
pub fn default(dice: &mut Dice, kind: &Kind, ty: &str) -> Option<String> {
    let res = match kind {
        Kind::Integer => (*dice.pick(&["0", "1", "-3", "7"])).to_owned(),
        Kind::Decimal => (*dice.pick(&["0", "0.25", "1.5"])).to_owned(),
        Kind::Code => "\"a\"".to_owned(),
        Kind::Text => (*dice.pick(&["\"\"", "\"it's\"", "\"né\""])).to_owned(),
        Kind::Bool => (*dice.pick(&["true", "false"])).to_owned(),
        Kind::Date => "today()".to_owned(),
        Kind::Moment if ty == "timestamptz" => "now()".to_owned(),
        Kind::Enum(values) => dice.pick(values).clone(),
        Kind::Other if ty == "uuid" => "uuid()".to_owned(),
        Kind::Long | Kind::Moment | Kind::Whole | Kind::Other => return None,
    };
    Some(res)
}

/// The type and the expression of a derived attribute.
pub fn derived(dice: &mut Dice, facts: &[Fact]) -> Option<(String, Kind, String)> {
    let fact = dice.any(facts)?.clone();
    let path = &fact.path;
    Some(match fact.kind {
        Kind::Integer => ("bigint".to_owned(), Kind::Integer, format!("{path} * 2 + 1")),
        Kind::Decimal => ("decimal(16, 4)".to_owned(), Kind::Decimal, format!("round({path}, 1)")),
        Kind::Text => ("varchar(90)".to_owned(), Kind::Long, format!("upper(trim({path}))")),
        Kind::Bool => {
            ("int".to_owned(), Kind::Integer, format!("case when {path} then 1 else 0 end"))
        }
        Kind::Code
        | Kind::Long
        | Kind::Date
        | Kind::Moment
        | Kind::Enum(_)
        | Kind::Whole
        | Kind::Other => return None,
    })
}
