//! Statements that fill rows of two tables in step which were there before, and that stop where the tables differ.

use super::super::super::contract;
use super::super::super::emit::Sql;
use super::super::rows::{Batch, refuse_by_itself};
use super::Mirror;
use super::words::{Words, joined};
use crate::base::{DialectId, Name};
use crate::schema::{NativeType, Table};

/// Writes the statement that fills what comes: all of it where it is run by itself, batch by batch where the runner
/// does. Nothing where the rows of the whole cannot be gone through bit by bit.
pub fn fill_mirror(
    id: DialectId,
    mirror: &Mirror,
    whole: &Table<NativeType>,
    part: &Table<NativeType>,
    n_rows: usize,
) -> Option<String> {
    let Batch::Keys(keys) = Batch::of(id, whole) else { return None };
    let words = Words::of(contract::of(id), mirror, whole);
    let mut sql = Sql::new(contract::of(id));
    sql.push(&format!("-- @repeat {n_rows} rows of {} by ", words.whole));
    sql.list(&keys, |sql, it: &Name| sql.name(it));
    sql.push("\n");
    sql.push(&match mirror.part_comes {
        true => insertion(id, mirror, &words, part),
        false => update(id, &words),
    });
    sql.push(";\n");
    Some(sql.into_string())
}

/// A row for each row that has none. While it is made, nobody changes the row that it is made of.
fn insertion(id: DialectId, mirror: &Mirror, words: &Words, part: &Table<NativeType>) -> String {
    let (columns, values) = (words.part_columns(), words.values_of_whole(""));
    let belongs = words.both(&words.whole, "erc_there");
    let mut res = format!(
        "insert into {0} ({columns})\nselect {values}\nfrom {1}\nwhere not exists (select 1 from {0} as erc_there where {belongs})",
        words.part, words.whole
    );
    let pairs = mirror.values.iter().zip(&words.values);
    let is_mandatory = |it: &Name| part.column(it).is_some_and(|it| !it.is_nullable);
    for (_, pair) in pairs.filter(|((_, own), _)| is_mandatory(own)) {
        res.push_str(&format!(" and {} is not null", pair.whole));
    }
    let keys = joined(&words.key, ", ", |it| it.part.clone());
    match id {
        DialectId::Postgres => {
            res.push_str(&format!("\nfor share\non conflict ({keys}) do nothing"));
        }
        DialectId::Mysql | DialectId::Mariadb => {
            let same = joined(words.key.first(), "", |it| {
                format!("{0}.{1} = {0}.{1}", words.part, it.part)
            });
            res.push_str(&format!("\non duplicate key update {same}"));
        }
        DialectId::Sqlite => {}
    }
    res
}

/// Values that are there and not here. While they are written, nobody changes the row that has them.
fn update(id: DialectId, words: &Words) -> String {
    let (whole, part) = (&words.whole, &words.part);
    let belongs = words.both(whole, "erc_there");
    let hold = if id == DialectId::Postgres { " for share" } else { "" };
    let values = joined(&words.values, ",\n  ", |it| {
        format!(
            "{0} = coalesce({0}, (select erc_there.{1} from {part} as erc_there where {belongs}{hold}))",
            it.whole, it.part
        )
    });
    let lacks = joined(&words.values, " or ", |it| {
        format!("{whole}.{} is null and erc_there.{} is not null", it.whole, it.part)
    });
    format!(
        "update {whole}\nset {values}\nwhere exists (select 1 from {part} as erc_there where {belongs} and ({lacks}))"
    )
}

/// Writes what stops where the two tables do not say the same, or where one of these columns of the whole says nothing.
pub fn refuse_unlike_mirror(
    id: DialectId,
    mirror: &Mirror,
    whole: &Table<NativeType>,
    mandatory: &[&Name],
) -> String {
    let mut sql = Sql::new(contract::of(id));
    let words = Words::of(contract::of(id), mirror, whole);
    let on = words.both("erc_here", "erc_there");
    let differs = joined(&words.values, " or ", |it| {
        words.differ(it, &format!("erc_here.{}", it.whole), &format!("erc_there.{}", it.part))
    });
    let mut query = format!(
        "select 1 from {} as erc_here left join {} as erc_there on {on} where {differs}",
        words.whole, words.part
    );
    for it in mandatory {
        let mut name = Sql::new(contract::of(id));
        name.name(it);
        query.push_str(&format!(" or erc_here.{} is null", name.as_str()));
    }
    if !mirror.part_comes {
        query.push_str(&format!(
            " union all select 1 from {} as erc_there where ({}) and not exists (select 1 from {} as erc_here where {on})",
            words.part,
            words.part_says("erc_there."),
            words.whole
        ));
    }
    let (whole, part) = (&mirror.whole, &mirror.part);
    refuse_by_itself(&mut sql, &query, &format!("rows of {whole} and {part} do not say the same"));
    sql.into_string()
}
