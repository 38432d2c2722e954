//! Which versions were measured, and what is taken for the others.

use crate::base::DialectId;
use crate::dialect::{Version, of};

/// The first and the last version whose costs are known.
pub fn measured(dialect: DialectId) -> (Version, Version) {
    match dialect {
        DialectId::Postgres => (Version::new(11, 0), Version::new(18, 0)),
        DialectId::Mysql => (Version::new(8, 0), Version::new(8, 4)),
        DialectId::Mariadb => (Version::new(10, 6), Version::new(11, 8)),
        DialectId::Sqlite => (Version::new(3, 35), Version::new(3, 54)),
    }
}

/// The versions whose dearest answer counts, and whether the one that is asked for is known.
pub fn judged_versions(dialect: DialectId, version: Option<Version>) -> (Vec<Version>, bool) {
    let (first, last) = measured(dialect);
    let bare = |it: Version| (it.major, it.minor);
    match version {
        Some(it) if dialect == DialectId::Postgres => match it.major {
            major if major > last.major => (range(first.major, last.major), false),
            major => (vec![it], major >= first.major),
        },
        Some(it) if bare(it) > bare(last) => (vec![first, last, it], false),
        Some(it) => (vec![it], bare(it) >= bare(first)),
        None if dialect == DialectId::Postgres => {
            (range(of(dialect).capabilities().oldest.major, last.major), true)
        }
        None => (vec![of(dialect).capabilities().oldest, last], true),
    }
}

fn range(first: u16, last: u16) -> Vec<Version> {
    (first..=last).map(|it| Version::new(it, 0)).collect()
}
