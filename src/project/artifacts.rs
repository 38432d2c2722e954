//! The files that a build writes, as texts.

use super::compile::Compiled;
use super::config::{Config, Output};
use crate::dialect::{Reader, ScriptOptions, script, snapshot};
use crate::export::diagram::{self, dot, scene, svg};
use crate::export::docs::{self, Documentation, Remarks};

/// A file that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where, in the folder for outputs.
    pub path: String,
    /// What.
    pub text: String,
}

/// The files of a build. `remarks` are for the documentation.
pub fn artifacts(compiled: &Compiled, config: &Config, remarks: Remarks<'_>) -> Vec<Artifact> {
    let mut res = Vec::new();
    for (target, native) in &compiled.native {
        let folder = target.dialect.name();
        if config.outputs.contains(&Output::Sql) {
            let options = ScriptOptions { version: target.options.version, reader: Reader::Client };
            let text = script(native, target.contract(), &options);
            res.push(Artifact { path: format!("{folder}/schema.sql"), text });
        }
        if config.outputs.contains(&Output::Snapshot) {
            let text = snapshot(native, target.contract());
            res.push(Artifact { path: format!("{folder}/schema.json"), text });
        }
    }
    let scene = scene(&compiled.model);
    if config.outputs.contains(&Output::Dot) {
        res.push(Artifact { path: "erd.dot".to_owned(), text: dot(&scene) });
    }
    if config.outputs.contains(&Output::Svg) {
        for (nth, (name, part)) in diagram::parts(&scene).iter().enumerate() {
            let text = svg(part, &diagram::Options::default());
            res.push(Artifact { path: picture_path(nth, name), text });
        }
    }
    let writes = |it| config.outputs.contains(&it);
    if writes(Output::Docs) || writes(Output::Markdown) {
        let documentation = documentation(compiled, remarks);
        if writes(Output::Docs) {
            let text = docs::html(&documentation);
            res.push(Artifact { path: "docs.html".to_owned(), text });
        }
        if writes(Output::Markdown) {
            let files = docs::markdown_files(&documentation, &compiled.model).into_iter();
            res.extend(files.map(|(path, text)| Artifact { path: format!("docs/{path}"), text }));
        }
    }
    res
}

/// The picture of all, or an overview, is `erd.svg`; the parts of a large model are in a folder.
fn picture_path(nth: usize, name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let name: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    if nth == 0 { "erd.svg".to_owned() } else { format!("erd/{nth}-{name}.svg") }
}

/// What documentation says about a compiled model.
pub fn documentation(compiled: &Compiled, remarks: Remarks<'_>) -> Documentation {
    let native: Vec<_> =
        compiled.native.iter().map(|(target, native)| (target.contract(), native)).collect();
    docs::collect(docs::Source {
        model: &compiled.model,
        logical: &compiled.logical,
        native: &native,
        remarks,
    })
}
