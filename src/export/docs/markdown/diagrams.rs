//! Mermaid diagrams, each as large as Mermaid draws them.

use super::text::heading;
use crate::base::TextWriter;
use crate::export::diagram::{self, Columns, Focus, Scene, View};
use crate::export::docs::data::Documentation;
use crate::export::interchange::mermaid;
use crate::model::EntityGraph;

/// What Mermaid draws when it is not told otherwise (`maxTextSize`).
const MOST_CHARACTERS: usize = 50_000;
/// As many lines (`maxEdges`).
const MOST_LINES: usize = 500;

/// A diagram under a heading.
pub(super) struct Diagram {
    pub(super) title: String,
    text: String,
}

impl Diagram {
    /// Writes it, with a heading where one is wanted.
    pub(super) fn write(&self, out: &mut TextWriter, level: Option<&str>) {
        if let Some(level) = level {
            out.gap();
            out.line(format!("{level}{}", heading(&self.title)));
        }
        out.gap();
        out.line("```mermaid");
        out.raw(&self.text);
        out.line("```");
    }
}

/// The diagrams of a model: of all, or of each group; none where there is nothing to draw.
pub(super) fn overview(documentation: &Documentation, model: &EntityGraph) -> Vec<Diagram> {
    let scene = diagram::scene(model);
    if scene.nodes.is_empty() {
        return Vec::new();
    }
    let mut res = Vec::new();
    for (name, part) in diagram::groups(&scene) {
        let texts = drawn(part);
        let n_texts = texts.len();
        for (nth, text) in texts.into_iter().enumerate() {
            let part = if n_texts > 1 { format!(", part {}", nth + 1) } else { String::new() };
            let title = match name == documentation.title {
                true => format!("Diagram{part}"),
                false => format!("Diagram: {name}{part}"),
            };
            res.push(Diagram { title, text });
        }
    }
    res
}

/// What is around a subject; nothing where it stands alone, or where that is more than one picture.
pub(super) fn around(scene: &Scene, id: &str) -> Option<Diagram> {
    let focus = Some(Focus { name: id.to_owned(), depth: 1 });
    let near = diagram::view(scene, &View { focus, ..View::default() }).ok()?;
    if near.nodes.len() < 2 {
        return None;
    }
    let [text] = <[String; 1]>::try_from(drawn(near)).ok()?;
    Some(Diagram { title: String::new(), text })
}

/// A scene with its keys, else with names alone, else in parts.
fn drawn(scene: Scene) -> Vec<String> {
    let mut res = Vec::new();
    let mut pending = vec![scene];
    while let Some(scene) = pending.pop() {
        let fitting = [Columns::Keys, Columns::None].into_iter().find_map(|it| text(&scene, it));
        match (fitting, halves(&scene)) {
            (Some(text), _) => res.push(text),
            (None, Some([first, second])) => pending.extend([second, first]),
            // A single name that is longer than all that Mermaid reads.
            (None, None) => {}
        }
    }
    res
}

fn text(scene: &Scene, columns: Columns) -> Option<String> {
    if scene.lines.len() > MOST_LINES {
        return None;
    }
    let shown = diagram::view(scene, &View { columns, ..View::default() }).ok()?;
    let text = mermaid(&shown).text;
    (text.chars().count() <= MOST_CHARACTERS).then_some(text)
}

/// The scene in two: half of the lines with their boxes in each, boxes without lines in the second.
fn halves(scene: &Scene) -> Option<[Scene; 2]> {
    let n_lines = scene.lines.len();
    if n_lines < 2 {
        let half = scene.nodes.len() / 2;
        let is_split = n_lines == 0 && half > 0;
        return is_split
            .then(|| [picked(scene, |it| it < half, 0..0), picked(scene, |it| it >= half, 0..0)]);
    }
    let mut alone = vec![true; scene.nodes.len()];
    scene.lines.iter().flat_map(|it| [it.from.node, it.to.node]).for_each(|it| alone[it] = false);
    Some([
        picked(scene, |_| false, 0..n_lines / 2),
        picked(scene, |it| alone[it], n_lines / 2..n_lines),
    ])
}

/// These lines with their boxes, and these boxes besides.
fn picked(
    scene: &Scene,
    is_wanted: impl Fn(usize) -> bool,
    lines: std::ops::Range<usize>,
) -> Scene {
    let mut lines = scene.lines[lines].to_vec();
    let mut places = vec![None; scene.nodes.len()];
    let ends = lines.iter().flat_map(|it| [it.from.node, it.to.node]);
    for it in ends.chain((0..scene.nodes.len()).filter(|it| is_wanted(*it))) {
        places[it] = Some(0);
    }
    let mut nodes = Vec::new();
    for (place, node) in places.iter_mut().zip(&scene.nodes).filter(|(place, _)| place.is_some()) {
        *place = Some(nodes.len());
        nodes.push(node.clone());
    }
    for it in &mut lines {
        for end in [&mut it.from, &mut it.to] {
            end.node = places[end.node].unwrap_or_default();
        }
    }
    Scene { title: scene.title.clone(), nodes, lines, groups: scene.groups.clone() }
}
