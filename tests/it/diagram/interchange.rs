//! Whether other tools take what is written for them, said by their own parsers: slow, since they are fetched first.

mod tools;

use std::path::Path;

use erc::base::DialectId;
use erc::dialect;
use erc::export::diagram::{physical, scene};
use erc::export::interchange::{dbml, mermaid, plantuml, prisma};
use erc::model::EntityGraph;

use super::{model, models, native};
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

/// Writes a model in every language, of every database and at every level.
fn export(folder: &Path, name: &str, model: &EntityGraph) {
    let logical = scene(model);
    write(folder, &format!("{name}.mmd"), &mermaid(&logical).text);
    write(folder, &format!("{name}.puml"), &plantuml(&logical).text);
    for id in DialectId::ALL {
        let Some(native) = native(model, id) else { continue };
        let dialect = dialect::of(id);
        write(folder, &format!("{name}-{id}.dbml"), &dbml(&native, dialect, Some(name)).text);
        write(folder, &format!("{name}-{id}.prisma"), &prisma(&native, dialect).text);
        if id == DialectId::Postgres {
            let tables = physical(&native, dialect, model);
            write(folder, &format!("{name}-tables.mmd"), &mermaid(&tables).text);
            write(folder, &format!("{name}-tables.puml"), &plantuml(&tables).text);
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
        export(folder.path(), &name, &model);
    }
    export(folder.path(), "hostile", &model(HOSTILE));
    tools::validate(folder.path());
    tools::check_plantuml(folder.path());
}
