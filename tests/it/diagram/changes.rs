//! Two models in one picture: what came, what went, and what is no longer as it was.

use erc::base::DialectId;
use erc::dialect;
use erc::export::diagram::{
    Change, Notation, Options, Scene, Theme, changes, only_changes, physical, scene, svg,
};
use roxmltree::Document;

use super::{model, models, native};

const BEFORE: &str = "
entity Client {
  id bigint key
  name varchar(80)
  fax varchar(40)?
}
entity Note {
  id bigint key
  client Client
}
entity Sale {
  id bigint key
  client Client
}
entity Till { id int key }
";

const AFTER: &str = "
entity Customer @was(Client) {
  id bigint key
  full_name varchar(120) @was(name)
  email text unique
}
entity Sale {
  id bigint key
  client Customer?
}
entity Till { id int key }
entity Coupon {
  id int key
  sale Sale
}
";

fn compared() -> Scene {
    changes(&scene(&model(BEFORE)), &scene(&model(AFTER)))
}

fn boxes(scene: &Scene) -> Vec<(&str, Option<Change>)> {
    scene.nodes.iter().map(|it| (it.title.as_str(), it.change)).collect()
}

#[test]
fn boxes_come_go_and_change() {
    let changed = Some(Change::Changed);
    assert_eq!(
        boxes(&compared()),
        [
            ("Client → Customer", changed),
            ("Sale", changed),
            ("Till", None),
            ("Coupon", Some(Change::Added)),
            ("Note", Some(Change::Removed)),
        ]
    );
    assert_eq!(compared().title.as_deref(), Some("1 added, 1 removed, 2 changed"));
}

#[test]
fn attributes_stand_where_they_stood() {
    let scene = compared();
    let rows: Vec<_> = scene.nodes[0]
        .rows
        .iter()
        .map(|it| (it.name.as_str(), it.ty.as_str(), it.change))
        .collect();
    assert_eq!(
        rows,
        [
            ("id", "bigint", None),
            ("name → full_name", "varchar(80) → varchar(120)", Some(Change::Changed)),
            ("fax", "varchar(40)?", Some(Change::Removed)),
            ("email", "text", Some(Change::Added)),
        ]
    );
    // A type that was only renamed is the same; that it may be missing is not.
    assert_eq!(scene.nodes[1].rows[1].ty, "Customer → Customer?");
}

#[test]
fn lines_come_go_and_change() {
    let scene = compared();
    let lines: Vec<_> = scene
        .lines
        .iter()
        .map(|it| (scene.nodes[it.from.node].title.as_str(), it.change))
        .collect();
    assert_eq!(
        lines,
        [
            ("Sale", Some(Change::Changed)),
            ("Coupon", Some(Change::Added)),
            ("Note", Some(Change::Removed)),
        ]
    );
}

#[test]
fn only_what_changed_and_what_is_beside_it_is_shown() {
    let shown = only_changes(&compared());
    assert!(!boxes(&shown).iter().any(|(name, _)| *name == "Till"));
    assert_eq!(shown.nodes.len(), 4);
}

#[test]
fn nothing_changes_between_a_model_and_itself() {
    for (name, model) in models() {
        let same = changes(&scene(&model), &scene(&model));
        let all = boxes(&same);
        assert!(all.iter().all(|(_, change)| change.is_none()), "{name}: {all:?}");
        assert!(same.lines.iter().all(|it| it.change.is_none()), "{name}");
        assert!(only_changes(&same).nodes.is_empty(), "{name}");
        assert!(same.title.is_some_and(|it| it.ends_with("nothing changed")));
    }
}

#[test]
fn what_is_new_against_nothing_is_all_new() {
    for (name, model) in models() {
        let (nothing, all) = (Scene::default(), scene(&model));
        for (before, after, change) in
            [(&nothing, &all, Change::Added), (&all, &nothing, Change::Removed)]
        {
            let compared = changes(before, after);
            assert_eq!(compared.nodes.len(), all.nodes.len(), "{name}");
            assert_eq!(compared.lines.len(), all.lines.len(), "{name}");
            assert!(compared.nodes.iter().all(|it| it.change == Some(change)), "{name}");
            assert!(compared.lines.iter().all(|it| it.change == Some(change)), "{name}");
        }
    }
}

#[test]
fn tables_are_compared_with_their_indexes() {
    let tables = |text: &str| {
        let model = model(text);
        let native = native(&model, DialectId::Postgres).expect("PostgreSQL holds it");
        physical(&native, dialect::of(DialectId::Postgres), &model)
    };
    let compared = changes(
        &tables("entity A { id int key\n name text\n index (name) }"),
        &tables("entity A { id int key\n name text\n index (lower(name)) }"),
    );
    let notes: Vec<_> =
        compared.nodes[0].footer.iter().map(|it| (it.text.as_str(), it.change)).collect();
    assert_eq!(
        notes,
        [("index (lower(name))", Some(Change::Added)), ("index (name)", Some(Change::Removed)),]
    );
}

/// Colours alone say nothing to some: each change has a sign too, in every notation and theme.
#[test]
fn every_change_has_a_sign_and_a_word() {
    let scene = compared();
    for notation in
        [Notation::CrowsFoot, Notation::Chen, Notation::Uml, Notation::Idef1x, Notation::MinMax]
    {
        for theme in [Theme::Light, Theme::Dark, Theme::Auto] {
            let text = svg(&scene, &Options { notation, theme, ..Options::default() });
            let document = Document::parse(&text).unwrap_or_else(|it| panic!("{notation:?}: {it}"));
            let texts: Vec<&str> = document
                .descendants()
                .filter(|it| it.has_tag_name(("http://www.w3.org/2000/svg", "text")))
                .filter_map(|it| it.text())
                .collect();
            for word in ["added", "removed", "changed"] {
                // Beside a box, and in the legend.
                let count = texts.iter().filter(|it| **it == word).count();
                assert!(count >= 2, "{notation:?} {theme:?}: {word}");
            }
            for sign in ["+", "−", "~"] {
                let is_signed = |it: &&str| **it == *sign || it.starts_with(&format!("{sign} "));
                assert!(texts.iter().any(is_signed), "{notation:?} {theme:?}: {sign}");
            }
        }
    }
}
