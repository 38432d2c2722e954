//! Types that are changed, and types that are regretted.

use super::{Context, codes, finding};
use crate::base::Name;
use crate::dialect::facts::{ColumnSpec, Surroundings, TableAction, Work};
use crate::migrate::lint::Finding;
use crate::schema::{NativeType, QualifiedName, TypeArgument};

pub(super) fn changed(
    cx: &Context<'_>,
    table: &QualifiedName,
    name: &Name,
    action: &TableAction,
    res: &mut Vec<Finding>,
) {
    let TableAction::SetType { ty, is_computed, .. } = action else { return };
    if !cx.is_postgres() {
        return;
    }
    if cx.has(Work::Rewrite) {
        res.push(finding(
            &codes::TYPE_REWRITES,
            format!("all rows of `{table}` are written anew while nobody can use it"),
            format!("add a column beside `{name}`, fill it in batches, and let it take the place"),
        ));
    } else if cx.has(Work::Scan) || cx.has(Work::IndexBuild) {
        res.push(finding(
            &codes::TYPE_SCANS,
            format!("`{table}` is read as a whole while nobody can use it"),
            "drop the check or index before, and add it again without blocking",
        ));
    }
    if let (Some(before), Some(after)) = (cx.state.column_type(table, name), ty) {
        compared(cx, table, name, (&before, after), *is_computed, res);
    }
}

/// What another type means for values and programs.
pub(super) fn compared(
    cx: &Context<'_>,
    table: &QualifiedName,
    name: &Name,
    (before, after): (&NativeType, &NativeType),
    is_computed: bool,
    res: &mut Vec<Finding>,
) {
    if is_narrower(before, after) {
        res.push(finding(
            &codes::NARROWED_TYPE,
            format!("values of `{table}.{name}` that have no room in the new type make this fail, or are cut"),
            "look first that there are none",
        ));
    }
    if before.name != after.name {
        res.push(finding(
            &codes::CHANGED_TYPE,
            format!("programs that use `{table}.{name}` get another type"),
            "make sure that they can take both, or add a column beside it",
        ));
    }
    let zoned = |it: &NativeType| it.name == "timestamp with time zone";
    let zoneless = |it: &NativeType| it.name == "timestamp without time zone";
    let shifts = zoned(before) && zoneless(after) || zoneless(before) && zoned(after);
    if shifts && !is_computed && !cx.state.is_utc() {
        res.push(finding(
            &codes::TIME_SHIFTED,
            format!(
                "what moment a value of `{table}.{name}` is depends on the time zone of the session"
            ),
            format!("say `using {name} at time zone 'UTC'`, or `set timezone = 'UTC';` before it"),
        ));
    }
}

/// Whether there are values of the one type that are none of the other.
pub(in super::super) fn is_narrower(before: &NativeType, after: &NativeType) -> bool {
    let number = |ty: &NativeType, idx: usize| match ty.arguments.get(idx) {
        Some(TypeArgument::Number(it)) => Some(*it),
        Some(TypeArgument::Text(_) | TypeArgument::Word(_)) | None => None,
    };
    let integers = ["tinyint", "smallint", "mediumint", "integer", "bigint"];
    let rank = |ty: &NativeType| {
        let name = match ty.name.split(' ').next().unwrap_or_default() {
            "int" => "integer",
            other => other,
        };
        integers.iter().position(|it| *it == name)
    };
    if let (Some(before), Some(after)) = (rank(before), rank(after)) {
        return after < before;
    }
    let texts =
        ["text", "character varying", "varchar", "char", "character", "longtext", "mediumtext"];
    let is_text = |ty: &NativeType| texts.contains(&ty.name.as_str());
    if is_text(before) && is_text(after) {
        return match (number(before, 0), number(after, 0)) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(from), Some(to)) => to < from,
        };
    }
    if before.name == after.name && matches!(before.name.as_str(), "numeric" | "decimal") {
        let digits = |ty: &NativeType| number(ty, 0).map(|it| it - number(ty, 1).unwrap_or(0));
        return match (digits(before), digits(after)) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(from), Some(to)) => to < from || number(after, 1) < number(before, 1),
        };
    }
    if matches!(after.name.as_str(), "enum" | "set") && before.name == after.name {
        return before.arguments.iter().any(|it| !after.arguments.contains(it));
    }
    false
}

/// Types that are regretted.
pub(super) fn regretted(cx: &Context<'_>, column: &ColumnSpec, res: &mut Vec<Finding>) {
    let text = column.type_text.to_lowercase();
    let bare = text.split('(').next().unwrap_or_default().trim();
    let name = &column.name;
    let mut say = |code, message: String, help: &str| res.push(finding(code, message, help));
    let is_rounded =
        matches!(bare, "real" | "float" | "float4" | "float8" | "double" | "double precision");
    if is_rounded && is_money(name) {
        say(&codes::INEXACT_MONEY, format!("`{name}` is rounded"), "use `numeric` or `decimal`");
    }
    if matches!(bare, "varchar" | "character varying") && text.contains('(') {
        let message = format!("`{name}` has a length that is hard to make shorter");
        say(&codes::LENGTH_LIMITED, message, "use `text`, and a check where one is meant");
    }
    let is_small = matches!(
        bare,
        "int"
            | "integer"
            | "int4"
            | "smallint"
            | "int2"
            | "serial"
            | "serial4"
            | "smallserial"
            | "serial2"
    );
    if is_small {
        say(&codes::NARROW_INTEGER, format!("`{name}` has 32 bits or fewer"), "use `bigint`");
    }
    if !cx.is_postgres() {
        return;
    }
    if is_small && column.is_identity {
        let message = format!("`{name}` has room for two thousand million rows alone");
        say(&codes::SMALL_KEY, message, "use `bigint`");
    }
    match bare {
        "char" | "character" | "bpchar" => {
            say(
                &codes::PADDED_TYPE,
                format!("`{name}` is padded with spaces"),
                "use `varchar` or `text`",
            );
        }
        "timestamp" | "timestamp without time zone" => {
            let message = format!("`{name}` is another moment in every session");
            say(&codes::TIME_WITHOUT_ZONE, message, "use `timestamptz`");
        }
        "serial" | "bigserial" | "smallserial" | "serial2" | "serial4" | "serial8" => {
            let message = format!("the sequence of `{name}` has permissions of its own");
            say(&codes::SERIAL_TYPE, message, "use `generated by default as identity`");
        }
        "json" => say(&codes::JSON_TEXT, format!("`{name}` cannot be compared"), "use `jsonb`"),
        "money" => {
            let message = format!("`{name}` depends on the locale of the session");
            say(&codes::INEXACT_MONEY, message, "use `numeric`");
        }
        _ => {}
    }
}

fn is_money(name: &Name) -> bool {
    let name = name.to_lowercase();
    ["price", "amount", "cost", "total", "salary", "fee"].iter().any(|it| name.contains(it))
}
