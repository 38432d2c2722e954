//! A snapshot loses nothing: read(write(s)) is s, for every model and dialect.

use erc::dialect;
use erc::import::{read_snapshot, settled};

use super::models::built;

#[test]
fn what_is_written_is_read_back() {
    let mut n_schemas = 0;
    let mut failed = Vec::new();
    for it in built() {
        let contract = dialect::of(it.dialect);
        let native = settled(it.native, it.dialect);
        let text = dialect::snapshot(&native, contract);
        n_schemas += 1;
        match read_snapshot(&text) {
            Err(error) => failed.push(format!("{} {}: {error}", it.name, it.dialect)),
            Ok((id, again)) => {
                assert_eq!(id, it.dialect);
                if again == native {
                    continue;
                }
                let second = dialect::snapshot(&again, contract);
                let lines = text.lines().zip(second.lines()).find(|(a, b)| a != b);
                let what = match lines {
                    Some((a, b)) => format!("\n  {a}\n  {b}"),
                    None => same_text(&native, &again),
                };
                failed.push(format!("{} {}:{what}", it.name, it.dialect));
            }
        }
    }
    assert!(n_schemas > 200, "only {n_schemas} schemas");
    let n_failed = failed.len();
    assert!(failed.is_empty(), "{n_failed} of {n_schemas}:\n{}", failed.join("\n"));
}

/// Where two schemas of one text differ.
fn same_text(before: &erc::schema::NativeSchema, after: &erc::schema::NativeSchema) -> String {
    let tables = before.tables.values().zip(after.tables.values());
    for (a, b) in tables.filter(|(a, b)| a != b) {
        let of = |it: &erc::schema::Table<erc::schema::NativeType>| {
            let columns =
                it.columns.iter().map(|it| format!("{:?}", (&it.ty, &it.default, &it.generated)));
            let checks = it.checks.iter().map(|it| format!("{:?}", it.expr));
            let indexes = it.indexes.iter().map(|it| format!("{:?}", (&it.items, &it.predicate)));
            columns.chain(checks).chain(indexes).collect::<Vec<_>>()
        };
        let (a, b) = (of(a), of(b));
        if let Some((a, b)) = a.iter().zip(&b).find(|(a, b)| a != b) {
            return format!("\n  {a}\n  {b}");
        }
    }
    "\n  the same text".to_owned()
}
