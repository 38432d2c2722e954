//! Whether other tools take what is written for them, said by their own parsers: slow, since they are fetched first.

mod tools;

use std::path::Path;

use erc::base::{Diagnostics, DialectId, FileId};
use erc::dialect;
use erc::export::diagram::{physical, scene};
use erc::export::interchange::{d2, dbml, mermaid, plantuml, prisma};
use erc::model::{EntityGraph, resolve};

use super::{model, models, native};
use crate::random;
use crate::slow::slow;

/// Names that would break out of any quotes, in every place that has one.
const HOSTILE: &str = r#"
enum `a "b` { `it's`, `c\\d`, `ü x`, `1st`, `-- no` }
/// Ends */ with ''' and """ and `code` and # and //
entity `Or"der` @group("a \"b\" ] }") {
  /// It's "quoted" \ and
  /// on two lines: { } [ ] | #
  `i'd` bigint key identity
  `tab\there` varchar(20) = "it's \"so\" \\ `now`"
  `new\nline` int?
  `Ünïcode ❤` varchar(40)? unique
  kind `a "b` = `it's`
  `PK` int = 1
  `select` decimal(10, 2)? check `select` > 0
}
entity `1st]` @group("}") {
  `or"der` `Or"der` key
  `no.` int key
  `end` text?
  `@id` timestamptz = now()
}
entity `erDiagram` { id int key
  `other` `1st]`? }
entity `model` { `Ref` int key }
"#;

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("a file can be written");
}

/// Writes a model in every language, of every database and at every level; in D2's only where that is asked for.
fn export(folder: &Path, name: &str, model: &EntityGraph, with_d2: bool) {
    let logical = scene(model);
    write(folder, &format!("{name}.mmd"), &mermaid(&logical).text);
    write(folder, &format!("{name}.puml"), &plantuml(&logical).text);
    if with_d2 {
        write(folder, &format!("{name}.d2"), &d2(&logical).text);
    }
    for id in DialectId::ALL {
        let Some(native) = native(model, id) else { continue };
        let dialect = dialect::of(id);
        write(folder, &format!("{name}-{id}.dbml"), &dbml(&native, dialect, Some(name)).text);
        write(folder, &format!("{name}-{id}.prisma"), &prisma(&native, dialect).text);
        if id == DialectId::Postgres {
            let tables = physical(&native, dialect, model);
            write(folder, &format!("{name}-tables.mmd"), &mermaid(&tables).text);
            write(folder, &format!("{name}-tables.puml"), &plantuml(&tables).text);
            if with_d2 {
                write(folder, &format!("{name}-tables.d2"), &d2(&tables).text);
            }
        }
    }
}

#[test]
fn every_language_is_read_by_its_own_tool() {
    if !slow() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, model) in models() {
        export(folder.path(), &name, &model, true);
    }
    export(folder.path(), "hostile", &model(HOSTILE), true);
    for seed in 0..40 {
        if let Some(model) = random_model(seed) {
            // D2 lays out what it reads: seconds for each.
            export(folder.path(), &format!("random-{seed}"), &model, seed < 6);
        }
    }
    tools::validate(folder.path());
    tools::check_plantuml(folder.path());
}

/// A model that nobody wrote, if it has no mistake.
fn random_model(seed: u64) -> Option<EntityGraph> {
    let mut diagnostics = Diagnostics::new();
    let file = erc::syntax::parse(FileId(0), &random::model(seed), &mut diagnostics);
    let model = resolve(&[file], &mut diagnostics);
    (!diagnostics.has_errors()).then_some(model)
}
