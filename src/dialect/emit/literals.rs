//! Names in quotes and strings, by sea-query wherever it says them alike in every mode of the server.

use sea_query::{
    Alias, IntoIden, MysqlQueryBuilder, PostgresQueryBuilder, QueryBuilder, QuotedBuilder,
    SqliteQueryBuilder,
};

/// `"name"`
pub(in crate::dialect) fn double_quoted(name: &str, text: &mut String) {
    PostgresQueryBuilder.prepare_iden(&Alias::new(name).into_iden(), text);
}

/// `` `name` ``
pub(in crate::dialect) fn backtick_quoted(name: &str, text: &mut String) {
    MysqlQueryBuilder.prepare_iden(&Alias::new(name).into_iden(), text);
}

/// `'text'`; with a backslash `E'te\\xt'`, which means the same whatever `standard_conforming_strings` says.
pub(in crate::dialect) fn postgres_string(value: &str, text: &mut String) {
    if value.contains('\\') {
        PostgresQueryBuilder.write_string_quoted(value, text);
    } else {
        sqlite_string(value, text);
    }
}

/// `'text'`: only a quote is special.
pub(in crate::dialect) fn sqlite_string(value: &str, text: &mut String) {
    SqliteQueryBuilder.write_string_quoted(value, text);
}
