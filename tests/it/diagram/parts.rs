//! Parts of a scene: focus, groups, rows, levels; and large scenes in parts.

use erc::export::diagram::{Columns, Focus, Scene, View, parts, scene, view};

use super::model;

const CHAIN: &str = "
schema one {
  entity A @group(\"x\") { id int key }
  entity B @group(\"x\") { id int key
    a A
    n int }
}
entity C { id int key
  b one.B }
entity D { c C key }
";

fn names(scene: &Scene) -> Vec<&str> {
    scene.nodes.iter().map(|it| it.title.as_str()).collect()
}

fn shown(wanted: View) -> Scene {
    view(&scene(&model(CHAIN)), &wanted).expect("the names exist")
}

#[test]
fn a_focus_shows_what_is_near() {
    let near = |name: &str, depth| {
        shown(View { focus: Some(Focus { name: name.to_owned(), depth }), ..View::default() })
    };
    assert_eq!(names(&near("B", 0)), ["B"]);
    assert_eq!(names(&near("one.B", 1)), ["A", "B", "C"]);
    assert_eq!(names(&near("D", 2)), ["B", "C", "D"]);
    assert_eq!(near("B", 1).lines.len(), 2);
}

#[test]
fn a_name_that_is_not_there_is_guessed() {
    let focus = Some(Focus { name: "Cc".to_owned(), depth: 1 });
    let unknown = view(&scene(&model(CHAIN)), &View { focus, ..View::default() }).unwrap_err();
    assert_eq!((unknown.kind, unknown.meant.as_deref()), ("entity", Some("C")));
    let group = Some("z".to_owned());
    let unknown = view(&scene(&model(CHAIN)), &View { group, ..View::default() }).unwrap_err();
    assert_eq!(unknown.kind, "group");
}

#[test]
fn groups_and_schemas_show_what_is_in_them() {
    assert_eq!(names(&shown(View { group: Some("x".to_owned()), ..View::default() })), ["A", "B"]);
    assert_eq!(
        names(&shown(View { schema: Some("one".to_owned()), ..View::default() })),
        ["A", "B"]
    );
}

#[test]
fn rows_that_are_left_out_leave_their_lines() {
    let keys = shown(View { columns: Columns::Keys, ..View::default() });
    assert_eq!(keys.nodes[1].rows.len(), 2);
    assert_eq!(keys.lines[0].from.row, Some(1));
    let none = shown(View { columns: Columns::None, ..View::default() });
    assert!(none.nodes.iter().all(|it| it.rows.is_empty()));
    assert!(none.lines.iter().all(|it| it.from.row.is_none() && it.to.row.is_none()));
}

#[test]
fn the_conceptual_level_knows_no_references() {
    let scene = shown(View { is_conceptual: true, ..View::default() });
    let rows: Vec<(&str, &str)> =
        scene.nodes[1].rows.iter().map(|it| (it.name.as_str(), it.ty.as_str())).collect();
    assert_eq!(rows, [("id", ""), ("n", "")]);
    assert_eq!(scene.lines[0].label.as_deref(), Some("a"));
}

#[test]
fn more_than_eighty_boxes_come_in_parts() {
    let mut text = String::new();
    for nth in 0..100 {
        let before = if nth == 0 { String::new() } else { format!("\n  before E{}", nth - 1) };
        let group = nth / 40;
        text += &format!("entity E{nth} @group(\"part {group}\") {{ id int key{before}\n}}\n");
    }
    let parts = parts(&scene(&model(&text)));
    let found: Vec<(&str, usize)> =
        parts.iter().map(|(name, it)| (name.as_str(), it.nodes.len())).collect();
    assert_eq!(found, [("Overview", 3), ("part 0", 40), ("part 1", 40), ("part 2", 20)]);
    assert_eq!(parts[0].1.nodes[0].footer[0].text, "and 32 more");
    assert_eq!(parts[0].1.lines.len(), 2);
}

#[test]
fn lines_tell_what_belongs_together() {
    let mut text = String::new();
    for hub in ["Order", "Stock", "Staff"] {
        text += &format!("entity {hub} {{ id int key }}\n");
        for nth in 0..30 {
            text += &format!("entity {hub}{nth} {{ id int key\n  of {hub}\n}}\n");
        }
    }
    text += "entity Alone { id int key }\n";
    let parts = parts(&scene(&model(&text)));
    let found: Vec<(&str, usize)> =
        parts.iter().map(|(name, it)| (name.as_str(), it.nodes.len())).collect();
    assert_eq!(
        found,
        [
            ("Overview", 4),
            ("Around Order", 31),
            ("Around Stock", 31),
            ("Around Staff", 31),
            ("Others", 1)
        ]
    );
}

#[test]
fn eighty_boxes_are_one_picture() {
    let text: String = (0..80).map(|it| format!("entity E{it} {{ id int key }}\n")).collect();
    assert_eq!(parts(&scene(&model(&text))).len(), 1);
}
