//! The files that a build writes.

use super::compile::Compiled;
use super::config::{Config, Output};
use crate::dialect::{Reader, ScriptOptions, write_script, write_snapshot};
use crate::export::diagram::{self, dot, scene, svg};
use crate::export::docs::{self, Documentation, Remarks};

/// Takes the path of a file in the folder for outputs, and its text.
pub type TakeFile<'a, E> = &'a mut dyn FnMut(&str, &str) -> Result<(), E>;

/// Makes the files of a build and gives them to `take`, one by one: a large model has more text than memory should
/// hold at once. `remarks` are for the documentation.
///
/// # Errors
/// What `take` answers; no more files are made then.
pub fn artifacts<E>(
    compiled: &Compiled,
    config: &Config,
    remarks: Remarks<'_>,
    take: TakeFile<'_, E>,
) -> Result<(), E> {
    scripts(compiled, config, take)?;
    pictures(compiled, config, take)?;
    pages(compiled, config, remarks, take)
}

fn scripts<E>(compiled: &Compiled, config: &Config, take: TakeFile<'_, E>) -> Result<(), E> {
    let mut text = String::new();
    for (target, native) in &compiled.native {
        let folder = target.dialect.name();
        if config.outputs.contains(&Output::Sql) {
            let options = ScriptOptions { version: target.options.version, reader: Reader::Client };
            text.clear();
            write_script(native, target.contract(), &options, &mut text);
            take(&format!("{folder}/schema.sql"), &text)?;
        }
        if config.outputs.contains(&Output::Snapshot) {
            text.clear();
            write_snapshot(native, target.contract(), &mut text);
            take(&format!("{folder}/schema.json"), &text)?;
        }
    }
    Ok(())
}

fn pictures<E>(compiled: &Compiled, config: &Config, take: TakeFile<'_, E>) -> Result<(), E> {
    let scene = scene(&compiled.model);
    if config.outputs.contains(&Output::Dot) {
        take("erd.dot", &dot(&scene))?;
    }
    if config.outputs.contains(&Output::Svg) {
        for (nth, (name, part)) in diagram::parts(&scene).iter().enumerate() {
            take(&picture_path(nth, name), &svg(part, &diagram::Options::default()))?;
        }
    }
    Ok(())
}

fn pages<E>(
    compiled: &Compiled,
    config: &Config,
    remarks: Remarks<'_>,
    take: TakeFile<'_, E>,
) -> Result<(), E> {
    let writes = |it| config.outputs.contains(&it);
    if !writes(Output::Docs) && !writes(Output::Markdown) {
        return Ok(());
    }
    let documentation = documentation(compiled, remarks);
    if writes(Output::Docs) {
        take("docs.html", &docs::html(&documentation))?;
    }
    if writes(Output::Markdown) {
        for (path, text) in docs::markdown_files(&documentation, &compiled.model) {
            take(&format!("docs/{path}"), &text)?;
        }
    }
    Ok(())
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
