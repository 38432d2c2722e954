//! The pictures that README and docs show are what erc draws of the models beside them.

use std::path::{Path, PathBuf};

use erc::base::DialectId;
use erc::dialect;
use erc::export::diagram::{
    Notation, Options, Scene, View, changes, only_changes, physical, scene, svg, view,
};

use super::{model, models, native};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images")
}

fn school(name: &str) -> erc::model::EntityGraph {
    let path = folder().join(format!("{name}.erd"));
    model(&std::fs::read_to_string(path).expect("the model can be read"))
}

/// Compares a picture with the one that is committed; `UPDATE_EXPECT=1` writes it anew.
#[track_caller]
fn check(name: &str, scene: &Scene, notation: Notation) {
    let text = svg(scene, &Options { notation, ..Options::default() });
    let path = folder().join(format!("{name}.svg"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &text).expect("the picture can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let name = path.display();
    assert!(written == text, "{name} is stale: run the tests with UPDATE_EXPECT=1");
}

#[test]
fn the_readme_shows_the_shop() {
    let models = models();
    let shop = models.iter().find(|(name, _)| name == "shop.erd");
    check("shop", &scene(&shop.expect("there is a shop").1), Notation::CrowsFoot);
}

#[test]
fn every_notation_is_shown() {
    let scene = scene(&school("school"));
    for (name, notation) in [
        ("crowsfoot", Notation::CrowsFoot),
        ("chen", Notation::Chen),
        ("uml", Notation::Uml),
        ("idef1x", Notation::Idef1x),
        ("minmax", Notation::MinMax),
    ] {
        check(name, &scene, notation);
    }
}

#[test]
fn every_level_is_shown() {
    let model = school("school");
    let conceptual = View { is_conceptual: true, ..View::default() };
    let conceptual = view(&scene(&model), &conceptual).expect("nothing is asked for by name");
    check("conceptual", &conceptual, Notation::CrowsFoot);
    let native = native(&model, DialectId::Postgres).expect("PostgreSQL holds it");
    check(
        "physical",
        &physical(&native, dialect::of(DialectId::Postgres), &model),
        Notation::CrowsFoot,
    );
}

#[test]
fn what_differs_is_shown() {
    let all = changes(&scene(&school("school")), &scene(&school("school-next")));
    check("diff", &only_changes(&all), Notation::CrowsFoot);
}
