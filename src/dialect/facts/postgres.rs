//! PostgreSQL: measured on 11.22, 12.22, 13.23, 14.23, 15.18, 16.14, 17.10 and 18.4.

mod alter;
mod constraints;
mod types;

use super::operation::{Bound, Operation, TableSpec};
use super::{Facts, Surroundings, Work};
use crate::dialect::Version;
use crate::schema::QualifiedName;

pub(super) const ACCESS_SHARE: &str = "ACCESS SHARE";
pub(super) const ROW_SHARE: &str = "ROW SHARE";
pub(super) const ROW_EXCLUSIVE: &str = "ROW EXCLUSIVE";
pub(super) const SHARE_UPDATE_EXCLUSIVE: &str = "SHARE UPDATE EXCLUSIVE";
pub(super) const SHARE: &str = "SHARE";
pub(super) const SHARE_ROW_EXCLUSIVE: &str = "SHARE ROW EXCLUSIVE";
pub(super) const EXCLUSIVE: &str = "EXCLUSIVE";
pub(super) const ACCESS_EXCLUSIVE: &str = "ACCESS EXCLUSIVE";

/// In the order of [`super::strength`].
pub(super) const MODES: [&str; 8] = [
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE,
];

pub(super) fn facts(
    operation: &Operation,
    only: bool,
    version: Version,
    around: &dyn Surroundings,
) -> Facts {
    match operation {
        Operation::CreateTable(spec) => create_table(spec, around),
        Operation::Alter(table, action) => alter::facts(table, action, version, around),
        Operation::DropTable { table, cascade, .. } => drop_table(table, *cascade, around),
        Operation::CreateIndex { table, concurrently: true, .. } => {
            let res = one(table, SHARE_UPDATE_EXCLUSIVE, Work::IndexBuild);
            Facts { is_transactional: false, ..res }
        }
        Operation::CreateIndex { table, .. } => {
            let is_empty = only && around.is_partitioned(table);
            one(table, SHARE, if is_empty { Work::Catalog } else { Work::IndexBuild })
        }
        Operation::DropIndex { table, concurrently, .. } => {
            let mode = if *concurrently { SHARE_UPDATE_EXCLUSIVE } else { ACCESS_EXCLUSIVE };
            let locks = table.iter().map(|it| (it.clone(), mode)).collect();
            Facts { is_transactional: !concurrently, ..made(locks, Work::Catalog) }
        }
        Operation::Reindex { table, concurrently, is_many, .. } => {
            let mode = if *concurrently { SHARE_UPDATE_EXCLUSIVE } else { SHARE };
            let locks = table.iter().map(|it| (it.clone(), mode)).collect();
            let is_transactional = !concurrently && !is_many;
            Facts { is_transactional, ..made(locks, Work::IndexBuild) }
        }
        Operation::AlterIndex { table, part: Some((_, part)), .. } => {
            let tables = table.iter().chain(part).map(|it| (it.clone(), ACCESS_SHARE));
            made(tables.collect(), Work::Catalog)
        }
        Operation::Truncate { table, cascade } => truncate(table, *cascade, around),
        Operation::CreateTrigger { table, .. } => one(table, SHARE_ROW_EXCLUSIVE, Work::Catalog),
        Operation::DropOfTable(table) | Operation::CreatePolicy { table, .. } => {
            one(table, ACCESS_EXCLUSIVE, Work::Catalog)
        }
        Operation::Comment(table) => {
            let locks = table.iter().map(|it| (it.clone(), SHARE_UPDATE_EXCLUSIVE)).collect();
            made(locks, Work::Catalog)
        }
        Operation::CreateView { view, reads, is_materialized, replaces, .. } => {
            let mut locks: Vec<_> = reads.iter().map(|it| (it.clone(), ACCESS_SHARE)).collect();
            let is_there = *replaces && around.exists(view);
            locks.extend(is_there.then(|| (view.clone(), ACCESS_EXCLUSIVE)));
            made(locks, if *is_materialized { Work::Scan } else { Work::Catalog })
        }
        Operation::DropView { view, .. } => one(view, ACCESS_EXCLUSIVE, Work::Catalog),
        Operation::Refresh { view, concurrently } => {
            let (mode, work) = match concurrently {
                true => (EXCLUSIVE, Work::Scan),
                false => (ACCESS_EXCLUSIVE, Work::Rewrite),
            };
            let mut res = one(view, mode, work);
            res.locks.extend(around.view_reads(view).into_iter().map(|it| (it, ACCESS_SHARE)));
            res
        }
        Operation::Analyze(table) => one(table, SHARE_UPDATE_EXCLUSIVE, Work::Catalog),
        Operation::Vacuum(table) => {
            let locks = table.iter().map(|it| (it.clone(), SHARE_UPDATE_EXCLUSIVE)).collect();
            Facts { is_transactional: false, ..made(locks, Work::Scan) }
        }
        Operation::Cluster { table, is_vacuum } => {
            let locks = table.iter().map(|it| (it.clone(), ACCESS_EXCLUSIVE)).collect();
            let is_transactional = !is_vacuum && table.is_some();
            Facts { is_transactional, ..made(locks, Work::Rewrite) }
        }
        Operation::AddLabel { .. } => {
            Facts { is_transactional: version.major >= 12, ..made(Vec::new(), Work::Catalog) }
        }
        Operation::CheckDomain { name, .. } => {
            let users = around.users_of_type(name).into_iter();
            made(users.map(|it| (it, SHARE)).collect(), Work::Scan)
        }
        Operation::AlterSequence { name, rewrites } => {
            one(name, SHARE_ROW_EXCLUSIVE, if *rewrites { Work::Rewrite } else { Work::Catalog })
        }
        Operation::Insert { table, reads } => {
            reading(one(table, ROW_EXCLUSIVE, Work::Catalog), reads, around)
        }
        Operation::Update { table, reads, .. } | Operation::Delete { table, reads, .. } => {
            reading(one(table, ROW_EXCLUSIVE, Work::Scan), reads, around)
        }
        Operation::Read { tables, locks_rows, sequences } => {
            let mode = if *locks_rows { ROW_SHARE } else { ACCESS_SHARE };
            let mut locks: Vec<_> = all_read(tables, around).map(|it| (it, mode)).collect();
            locks.extend(sequences.iter().map(|it| (it.clone(), ROW_EXCLUSIVE)));
            made(locks, Work::Catalog)
        }
        Operation::Lock { table, mode } => {
            let mode = MODES.into_iter().find(|it| it == mode).unwrap_or(ACCESS_EXCLUSIVE);
            one(table, mode, Work::Catalog)
        }
        Operation::Grant(tables) if version.major >= 18 => {
            made(tables.iter().map(|it| (it.clone(), ACCESS_SHARE)).collect(), Work::Catalog)
        }
        Operation::DropOther { kind, name, cascade } => drop_other(kind, name, *cascade, around),
        Operation::AlterIndex { .. }
        | Operation::Grant(_)
        | Operation::CreateType(_)
        | Operation::ChangeType(_)
        | Operation::ChangeAttributes { .. }
        | Operation::CreateDomain { .. }
        | Operation::Create
        | Operation::RenameNamespace(_)
        | Operation::Begin
        | Operation::Commit
        | Operation::Rollback
        | Operation::Set(..)
        | Operation::Nothing
        | Operation::Unknown => made(Vec::new(), Work::Catalog),
    }
}

pub(super) fn made(locks: Vec<(QualifiedName, &'static str)>, work: Work) -> Facts {
    Facts { locks, work: vec![work], is_transactional: true }
}

pub(super) fn one(table: &QualifiedName, mode: &'static str, work: Work) -> Facts {
    made(vec![(table.clone(), mode)], work)
}

/// Tables that are read; a view stands for what it reads as well.
fn all_read(
    tables: &[QualifiedName],
    around: &dyn Surroundings,
) -> impl Iterator<Item = QualifiedName> {
    let mut res = Vec::new();
    for table in tables {
        res.push(table.clone());
        res.extend(around.view_reads(table));
        res.extend(around.partitions(table));
    }
    res.into_iter()
}

fn reading(mut facts: Facts, reads: &[QualifiedName], around: &dyn Surroundings) -> Facts {
    facts.locks.extend(all_read(reads, around).map(|it| (it, ACCESS_SHARE)));
    facts
}

fn create_table(spec: &TableSpec, around: &dyn Surroundings) -> Facts {
    if spec.if_not_exists && around.exists(&spec.table) {
        return made(Vec::new(), Work::Catalog);
    }
    let references = spec.references().into_iter();
    let mut res = made(references.map(|it| (it, SHARE_ROW_EXCLUSIVE)).collect(), Work::Catalog);
    res.locks.extend(spec.inherits.iter().map(|it| (it.clone(), SHARE_UPDATE_EXCLUSIVE)));
    res.locks.extend(all_read(&spec.reads, around).map(|it| (it, ACCESS_SHARE)));
    if let Some(whole) = &spec.partition_of {
        res.locks.push((whole.clone(), ACCESS_EXCLUSIVE));
        // What the rest takes is looked through for rows that are to be in the new one.
        if let Some(rest) =
            around.default_partition(whole).filter(|_| spec.bound != Some(Bound::Default))
        {
            res.locks.push((rest, ACCESS_EXCLUSIVE));
            res.work.push(Work::Scan);
        }
        // Foreign keys of the whole are made for the part.
        let references = around.references(whole).into_iter();
        res.locks.extend(references.map(|it| (it, SHARE_ROW_EXCLUSIVE)));
    }
    res
}

fn drop_table(table: &QualifiedName, cascade: bool, around: &dyn Surroundings) -> Facts {
    let mut res = one(table, ACCESS_EXCLUSIVE, Work::Catalog);
    let mut others = around.references(table);
    others.extend(around.whole(table));
    if cascade {
        others.extend(around.referrers(table));
    }
    others.extend(around.partitions(table).iter().flat_map(|it| around.references(it)));
    res.locks.extend(others.into_iter().map(|it| (it, ACCESS_EXCLUSIVE)));
    res
}

/// With `cascade` it goes on to all that refer to it, and to those that refer to them.
fn truncate(table: &QualifiedName, cascade: bool, around: &dyn Surroundings) -> Facts {
    let mut res = one(table, ACCESS_EXCLUSIVE, Work::Rewrite);
    let mut reached = vec![table.clone()];
    let mut idx = 0;
    while let Some(it) = reached.get(idx).filter(|_| cascade) {
        for other in around.referrers(it) {
            if !reached.contains(&other) {
                reached.push(other);
            }
        }
        idx += 1;
    }
    res.locks.extend(reached.into_iter().skip(1).map(|it| (it, ACCESS_EXCLUSIVE)));
    res
}

fn drop_other(kind: &str, name: &str, cascade: bool, around: &dyn Surroundings) -> Facts {
    let mut res = made(Vec::new(), Work::Catalog);
    res.is_transactional = !matches!(kind, "database" | "tablespace" | "subscription");
    let name = crate::base::Name::new(name);
    match kind {
        "schema" if cascade => {
            for table in around.tables_of_namespace(&name) {
                res.add(drop_table(&table, true, around), crate::base::DialectId::Postgres);
            }
        }
        "sequence" => res.locks.push((QualifiedName::plain(name), ACCESS_EXCLUSIVE)),
        "type" | "domain" if cascade => {
            let users = around.users_of_type(&QualifiedName::plain(name)).into_iter();
            res.locks.extend(users.map(|it| (it, ACCESS_EXCLUSIVE)));
        }
        _ => {}
    }
    res
}
