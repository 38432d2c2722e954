//! What lowering has to know of the databases that a model is built for.

use super::capabilities::{Capabilities, EnumSupport, NameScope};
use super::contract;
use crate::base::DialectId;
use crate::schema::lower;

/// How a model is lowered for all of `dialects` at once, tables called as their entities are.
pub fn lower_options(dialects: &[DialectId]) -> lower::Options {
    let all = |holds: fn(&Capabilities) -> bool| {
        dialects.iter().all(|it| holds(contract::of(*it).capabilities()))
    };
    lower::Options {
        plural_tables: false,
        index_names_per_table: all(|it| is_per_table(it.names.index_scope)),
        check_names_per_table: all(|it| is_per_table(it.names.check_scope)),
        foreign_key_names_per_table: all(|it| is_per_table(it.names.foreign_key_scope)),
        types_apart_from_tables: all(|it| it.enums != EnumSupport::Type),
    }
}

fn is_per_table(scope: NameScope) -> bool {
    match scope {
        NameScope::None | NameScope::Table => true,
        NameScope::Schema | NameScope::Relations => false,
    }
}
