//! What a database keeps of a schema that it is told.

use crate::base::DialectId;
use crate::schema::NativeSchema;

/// The schema without the comments that no catalog of this database has: beside a live database they tell nothing.
pub fn kept(mut schema: NativeSchema, id: DialectId) -> NativeSchema {
    let keeps_some = match id {
        DialectId::Postgres => return schema,
        DialectId::Mysql | DialectId::Mariadb => true,
        DialectId::Sqlite => false,
    };
    for table in schema.tables.values_mut() {
        table.checks.iter_mut().for_each(|it| it.comment = None);
        table.foreign_keys.iter_mut().for_each(|it| it.comment = None);
        if !keeps_some {
            table.comment = None;
            table.columns.iter_mut().for_each(|it| it.comment = None);
            table.indexes.iter_mut().for_each(|it| it.comment = None);
            table.uniques.iter_mut().for_each(|it| it.comment = None);
        }
    }
    schema.views.iter_mut().for_each(|it| it.comment = None);
    if !keeps_some {
        schema.objects.iter_mut().for_each(|it| it.comment = None);
    }
    schema
}
