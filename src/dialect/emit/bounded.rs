//! `alter table` with the words that say how dear it may be.

use super::super::facts::Work;
use crate::base::DialectId;

/// An `alter table` of MySQL or MariaDB with the algorithm and lock that the work takes; nothing for other statements.
pub fn bounded(sql: &str, dialect: DialectId, work: Work, is_shared: bool) -> Option<String> {
    let body = sql.trim_end().strip_suffix(';')?;
    // What gives another name has no algorithm of its own to choose; what starts to count costs what was not measured.
    let is_named = body.contains(" rename ");
    // Behind what is said of partitions nothing else may stand.
    let is_last = body.ends_with(" remove partitioning") || body.contains(" partition by ");
    if !body.starts_with("alter table ") || is_named || is_last || body.contains(" auto_increment")
    {
        return None;
    }
    let is_many = body.contains('\n');
    // Whether a column can be said anew in place depends on more than was measured, and what several things at once
    // can be done by on what they are: only that a copy is one is sure.
    if work == Work::Rewrite && body.contains(" modify column ") || is_many && work != Work::Copy {
        return None;
    }
    let is_mariadb = match dialect {
        DialectId::Mariadb => true,
        DialectId::Mysql => false,
        DialectId::Postgres | DialectId::Sqlite => return None,
    };
    let lock = if is_shared { "shared" } else { "none" };
    let words = match work {
        // An index goes without a copy, but not at once.
        Work::Catalog if is_mariadb => format!("algorithm = nocopy, lock = {lock}"),
        Work::Catalog if body.contains(" drop ") => format!("algorithm = inplace, lock = {lock}"),
        // MySQL takes no lock beside `instant`.
        Work::Catalog => "algorithm = instant".to_owned(),
        Work::Scan | Work::IndexBuild | Work::Rewrite => {
            format!("algorithm = inplace, lock = {lock}")
        }
        Work::Copy => "algorithm = copy, lock = shared".to_owned(),
    };
    Some(format!("{body},\n  {words};\n"))
}
