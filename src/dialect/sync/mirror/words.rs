//! The conditions and assignments of two tables in step, which all databases say nearly alike.

use super::super::super::contract::Dialect;
use super::super::super::emit::Sql;
use super::super::postgres::as_text;
use super::Mirror;
use crate::base::{DialectId, Name};
use crate::schema::{NativeType, QualifiedName, Table};

/// A column of the one table and that of the other, as they stand in a statement.
pub(super) struct Pair {
    pub(super) whole: String,
    pub(super) part: String,
    /// What stands behind a value that cannot be compared as it is.
    as_text: &'static str,
}

/// The variable of PostgreSQL that says whether a row of the part goes to another row of the whole.
pub(super) const MOVED: &str = "erc_moved";

/// The names of two tables in step, as they stand in a statement.
pub(super) struct Words {
    id: DialectId,
    pub(super) whole: String,
    pub(super) part: String,
    pub(super) key: Vec<Pair>,
    pub(super) values: Vec<Pair>,
}

impl Words {
    pub(super) fn of(dialect: &dyn Dialect, mirror: &Mirror, whole: &Table<NativeType>) -> Words {
        let id = dialect.id();
        let pair = |(own, theirs): &(Name, Name)| Pair {
            whole: name(dialect, own),
            part: name(dialect, theirs),
            as_text: if id == DialectId::Postgres { as_text(whole, own) } else { "" },
        };
        Words {
            id,
            whole: qualified(dialect, &mirror.whole),
            part: qualified(dialect, &mirror.part),
            key: mirror.key.iter().map(pair).collect(),
            values: mirror.values.iter().map(pair).collect(),
        }
    }

    /// Whether two values of a pair are not the same, null or not.
    pub(super) fn differ(&self, pair: &Pair, left: &str, right: &str) -> String {
        let text = pair.as_text;
        match self.id {
            DialectId::Postgres => format!("{left}{text} is distinct from {right}{text}"),
            DialectId::Mysql | DialectId::Mariadb => format!("not ({left} <=> {right})"),
            DialectId::Sqlite => format!("{left} is not {right}"),
        }
    }

    /// The columns of the part, key first.
    pub(super) fn part_columns(&self) -> String {
        joined(self.key.iter().chain(&self.values), ", ", |it| it.part.clone())
    }

    /// What they say in a row of the whole.
    pub(super) fn values_of_whole(&self, row: &str) -> String {
        joined(self.key.iter().chain(&self.values), ", ", |it| format!("{row}{}", it.whole))
    }

    /// The row of the part that belongs to a row of the whole.
    pub(super) fn part_of(&self, row: &str) -> String {
        joined(&self.key, " and ", |it| format!("{} = {row}.{}", it.part, it.whole))
    }

    /// The row of the whole that belongs to a row of the part.
    pub(super) fn whole_of(&self, row: &str) -> String {
        joined(&self.key, " and ", |it| format!("{} = {row}.{}", it.whole, it.part))
    }

    /// Both rows, by the names that their tables have in a query.
    pub(super) fn both(&self, whole: &str, part: &str) -> String {
        joined(&self.key, " and ", |it| format!("{part}.{} = {whole}.{}", it.part, it.whole))
    }

    /// Whether a row of the whole says anything.
    pub(super) fn whole_says(&self, row: &str) -> String {
        joined(&self.values, " or ", |it| format!("{row}{} is not null", it.whole))
    }

    /// Whether a row of the part says anything.
    pub(super) fn part_says(&self, row: &str) -> String {
        joined(&self.values, " or ", |it| format!("{row}{} is not null", it.part))
    }

    /// Whether a row of the whole is changed.
    pub(super) fn whole_changes(&self) -> String {
        joined(&self.values, " or ", |it| self.whole_change(it))
    }

    fn whole_change(&self, it: &Pair) -> String {
        self.differ(it, &format!("new.{}", it.whole), &format!("old.{}", it.whole))
    }

    /// Whether a row gets another key.
    pub(super) fn key_changes(&self, of: impl Fn(&Pair) -> &String) -> String {
        joined(&self.key, " or ", |it| {
            self.differ(it, &format!("new.{}", of(it)), &format!("old.{}", of(it)))
        })
    }

    /// Whether a row of the part goes to another row of the whole. One that follows its row does not: there is no
    /// other by the old key.
    pub(super) fn part_moves(&self) -> String {
        let key = self.key_changes(|it| &it.part);
        let left =
            joined(&self.key, " and ", |it| format!("erc_left.{} = old.{}", it.whole, it.part));
        match self.id {
            DialectId::Postgres | DialectId::Sqlite => {
                format!(
                    "({key}) and exists (select 1 from {} as erc_left where {left})",
                    self.whole
                )
            }
            // What follows is not told to a trigger there.
            DialectId::Mysql | DialectId::Mariadb => format!("({key})"),
        }
    }

    fn part_change(&self, it: &Pair) -> String {
        let moves = match self.id {
            DialectId::Postgres => MOVED.to_owned(),
            DialectId::Mysql | DialectId::Mariadb | DialectId::Sqlite => self.part_moves(),
        };
        let (new, old) = (format!("new.{}", it.part), format!("old.{}", it.part));
        format!("({moves} or {})", self.differ(it, &new, &old))
    }

    /// Gives the part what is changed in the whole, and leaves what is not.
    pub(super) fn assign_part(&self, row: &str) -> String {
        joined(&self.values, ", ", |it| {
            let change = self.whole_change(it);
            format!(
                "{} = case when {change} then new.{} else {row}{} end",
                it.part, it.whole, it.part
            )
        })
    }

    /// Whether the part does not say yet what is changed in the whole.
    pub(super) fn part_is_behind(&self, row: &str) -> String {
        joined(&self.values, " or ", |it| {
            let there = format!("{row}{}", it.part);
            let differs = self.differ(it, &there, &format!("new.{}", it.whole));
            format!("{} and {differs}", self.whole_change(it))
        })
    }

    /// Gives the whole what is changed in the part, and leaves what is not.
    pub(super) fn assign_whole(&self) -> String {
        joined(&self.values, ", ", |it| {
            let change = self.part_change(it);
            format!("{0} = case when {change} then new.{1} else {0} end", it.whole, it.part)
        })
    }

    /// Whether the whole does not say yet what is changed in the part.
    pub(super) fn whole_is_behind(&self) -> String {
        joined(&self.values, " or ", |it| {
            let differs = self.differ(it, &it.whole, &format!("new.{}", it.part));
            format!("{} and {differs}", self.part_change(it))
        })
    }

    /// Takes what it says from a row of the whole.
    pub(super) fn clear_whole(&self) -> String {
        joined(&self.values, ", ", |it| format!("{} = null", it.whole))
    }
}

/// Items with words between them.
pub(super) fn joined<'a>(
    items: impl IntoIterator<Item = &'a Pair>,
    between: &str,
    write: impl Fn(&'a Pair) -> String,
) -> String {
    items.into_iter().map(write).collect::<Vec<_>>().join(between)
}

fn name(dialect: &dyn Dialect, it: &Name) -> String {
    let mut sql = Sql::new(dialect);
    sql.name(it);
    sql.into_string()
}

pub(super) fn qualified(dialect: &dyn Dialect, it: &QualifiedName) -> String {
    let mut sql = Sql::new(dialect);
    sql.qualified(it);
    sql.into_string()
}
