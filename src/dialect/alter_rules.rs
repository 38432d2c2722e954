//! How a database lets one alter what is there, as data.

use crate::base::DialectId;

/// How a database lets one alter what is there.
#[derive(Debug)]
pub struct AlterRules {
    /// Whether a column is said anew as a whole, and all changes of a table in one statement.
    pub says_columns_anew: bool,
    /// Whether statements that alter can be taken back until the transaction ends.
    pub is_transactional: bool,
    /// Whether views break when what they use changes, rather than holding it fast.
    pub views_are_loose: bool,
    /// Whether a constraint can get another name.
    pub renames_constraints: bool,
    /// Whether an index can be made while others write, outside any transaction.
    pub concurrent_indexes: bool,
    /// Whether a mandatory column without a value is filled with zeros rather than refused.
    pub fills_with_zeros: bool,
    /// Whether the database says where a column goes.
    pub places_columns: bool,
    /// Whether two tables may have indexes of one name.
    pub names_indexes_by_table: bool,
    /// Whether a column that a check mentions may not be found by its name when a query has called its table otherwise.
    pub forgets_checked_columns: bool,
}

/// How this database lets one alter what is there.
pub fn alter_rules(dialect: DialectId) -> &'static AlterRules {
    match dialect {
        DialectId::Postgres => &POSTGRES,
        DialectId::Mysql => &MYSQL,
        DialectId::Mariadb => &MARIADB,
        DialectId::Sqlite => &SQLITE,
    }
}

static POSTGRES: AlterRules = AlterRules {
    says_columns_anew: false,
    is_transactional: true,
    views_are_loose: false,
    renames_constraints: true,
    concurrent_indexes: true,
    fills_with_zeros: false,
    places_columns: false,
    names_indexes_by_table: false,
    forgets_checked_columns: false,
};

const MYSQL: AlterRules = AlterRules {
    says_columns_anew: true,
    is_transactional: false,
    views_are_loose: true,
    renames_constraints: false,
    concurrent_indexes: false,
    fills_with_zeros: true,
    places_columns: true,
    names_indexes_by_table: true,
    forgets_checked_columns: false,
};

static MARIADB: AlterRules = AlterRules { forgets_checked_columns: true, ..MYSQL };

static SQLITE: AlterRules = AlterRules {
    says_columns_anew: true,
    is_transactional: true,
    views_are_loose: true,
    renames_constraints: false,
    concurrent_indexes: false,
    fills_with_zeros: false,
    places_columns: false,
    names_indexes_by_table: false,
    forgets_checked_columns: false,
};
