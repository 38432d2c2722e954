//! `erc diagram`: the model as a picture, or in the language of another tool.

mod arguments;
mod compared;
mod input;

use std::path::Path;

use super::super::Exit;
use super::super::output::{file, put};
use crate::base::Diagnostics;
use crate::export::diagram::{Scene, Unknown, dot, parts, svg, view};
use crate::export::interchange::{self, Export};
use crate::io::{Failure, Terminal, png, render_svg, write};
use arguments::{Engine, Format};
use input::Tables;

pub(in crate::cli) use arguments::Arguments;

/// Pixels of a PNG for each of the picture.
const SCALE: f32 = 2.0;

pub(in crate::cli) fn run(arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    let mut diagnostics = Diagnostics::new();
    let is_picture = matches!(arguments.format(), Format::Svg | Format::Png);
    if !is_picture && !arguments.diff.is_empty() {
        return Err(Failure::new("what differs is shown in pictures alone")
            .help("write `--format svg` or `png`; `erc diff` says it in words"));
    }
    if matches!(arguments.format(), Format::Dbml | Format::Prisma) {
        return match input::tables(arguments, &mut diagnostics, terminal)? {
            Some(tables) => exported(&in_language(&tables, arguments), arguments, terminal),
            None => Ok(Exit::Findings),
        };
    }
    let whole = match arguments.diff.as_slice() {
        [from, to] => compared::scene((from, to), arguments, terminal)?,
        _ => input::scene(arguments, &mut diagnostics, terminal)?,
    };
    let Some(whole) = whole else { return Ok(Exit::Findings) };
    let scene = view(&whole, &arguments.view()).map_err(unknown)?;
    match arguments.format() {
        Format::Svg | Format::Png => drawn(&scene, arguments, terminal),
        Format::Mermaid => exported(&interchange::mermaid(&scene), arguments, terminal),
        Format::Plantuml => exported(&interchange::plantuml(&scene), arguments, terminal),
        Format::D2 => exported(&interchange::d2(&scene), arguments, terminal),
        Format::Dot | Format::Dbml | Format::Prisma => {
            answer(arguments, dot(&scene).into_bytes(), terminal)
        }
    }
}

/// Writes a picture; of a large scene an overview, and the parts beside it.
fn drawn(scene: &Scene, arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    if arguments.whole || !arguments.diff.is_empty() {
        let picture = picture(scene, arguments)?;
        return answer(arguments, picture, terminal);
    }
    let parts = parts(scene);
    let Some(((_, first), rest)) = parts.split_first() else { return Ok(Exit::Fine) };
    answer(arguments, picture(first, arguments)?, terminal)?;
    let Some(path) = file(arguments.output.as_deref()) else {
        if !rest.is_empty() {
            terminal.talk(
                "an overview: write with `-o FILE` for a picture of each group, or draw `--whole`",
            );
        }
        return Ok(Exit::Fine);
    };
    for (nth, (name, part)) in rest.iter().enumerate() {
        let beside = beside(path, nth + 1, name);
        write(&beside, &picture(part, arguments)?)?;
        terminal.talk(format!("{name}: {}", beside.display()));
    }
    Ok(Exit::Fine)
}

/// `erd.svg` → `erd-2-sales.svg`
fn beside(path: &Path, nth: usize, name: &str) -> std::path::PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let end = path.extension().map_or_else(String::new, |it| format!(".{}", it.to_string_lossy()));
    let name: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    path.with_file_name(format!("{stem}-{nth}-{name}{end}"))
}

fn picture(scene: &Scene, arguments: &Arguments) -> Result<Vec<u8>, Failure> {
    let text = match arguments.engine {
        Engine::Erc => svg(scene, &arguments.options()),
        Engine::Dot => by_graphviz(scene)?,
    };
    if arguments.format() == Format::Png { png(&text, SCALE) } else { Ok(text.into_bytes()) }
}

fn by_graphviz(scene: &Scene) -> Result<String, Failure> {
    let svg = render_svg(&dot(scene))?.ok_or_else(|| {
        Failure::new("there is no `dot` on this machine to draw with")
            .help("install Graphviz, or leave `--engine dot` away")
    })?;
    Ok(String::from_utf8_lossy(&svg).into_owned())
}

fn in_language(tables: &Tables, arguments: &Arguments) -> Export {
    let Tables { contract, schema, model } = tables;
    if arguments.format() == Format::Prisma {
        interchange::prisma(schema, *contract)
    } else {
        interchange::dbml(schema, *contract, model.name.as_deref())
    }
}

/// Writes a text, and says what it does not say.
fn exported(export: &Export, arguments: &Arguments, terminal: Terminal) -> Result<Exit, Failure> {
    for loss in &export.losses {
        terminal.talk(format!("not said: {loss}"));
    }
    answer(arguments, export.text.clone().into_bytes(), terminal)
}

fn answer(arguments: &Arguments, bytes: Vec<u8>, terminal: Terminal) -> Result<Exit, Failure> {
    put(arguments.output.as_deref(), bytes, terminal)?;
    Ok(Exit::Fine)
}

fn unknown(Unknown { kind, name, meant }: Unknown) -> Failure {
    let failure = Failure::new(format!("there is no {kind} `{name}`"));
    match meant {
        Some(meant) => failure.help(format!("`{meant}` exists")),
        None => failure,
    }
}
