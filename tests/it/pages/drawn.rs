//! The page draws neighbourhoods as erc draws diagrams: the module in it gives the same drawings.

use std::path::{Path, PathBuf};
use std::process::Command;

use erc::export::diagram::layout::{self, Graph, Options};
use erc::export::diagram::{Notation, graph, scene};

use crate::diagram::models;
use crate::layout::shapes;

#[path = "../../browser/layout/words.rs"]
mod words;

const MODULE: &str = "src/export/docs/page/layout.wasm.deflate";

#[test]
fn the_page_draws_as_erc_does() {
    let mut graphs: Vec<Graph> =
        (0..30).map(|it| shapes::anything(1 + it % 15, it as u64)).collect();
    graphs.extend((1..5).map(|it| shapes::model(6 * it as usize, it, it % 2 == 0)));
    graphs.extend((1..4).map(|it| shapes::grouped_model(6 * it as usize, 1 + it as usize, it)));
    graphs.extend([shapes::star(20), shapes::complete(8), shapes::parallel(8), Graph::default()]);
    let small = models().into_iter().filter(|it| it.0 == "ticketing.erd");
    graphs.extend(small.map(|(_, model)| graph(&scene(&model), Notation::CrowsFoot)));
    let ours: Vec<Vec<i32>> =
        graphs.iter().map(|it| words::drawing(&layout::layout(it, &Options::default()))).collect();
    let mut theirs = drawn(&graphs);
    if ours != theirs && std::env::var_os("UPDATE_EXPECT").is_some() {
        build();
        theirs = drawn(&graphs);
    }
    for (nth, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        assert!(
            ours == theirs,
            "{MODULE} draws graph {nth} as an older layout did: run this test with UPDATE_EXPECT=1, which needs \
             `rustup target add wasm32-unknown-unknown`"
        );
    }
    assert_eq!(theirs.len(), graphs.len());
}

/// What the module in the page makes of `graphs`.
fn drawn(graphs: &[Graph]) -> Vec<Vec<i32>> {
    let graphs: Vec<Vec<i32>> = graphs.iter().map(words::graph).collect();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("graphs.json");
    std::fs::write(&path, serde_json::to_string(&graphs).expect("numbers are JSON"))
        .expect("a file");
    let output = Command::new("node")
        .arg(home("tests/browser/layout.mjs"))
        .args([home(MODULE), path])
        .output()
        .expect("`node` is there; tests/setup.sh installs it");
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("node gave up: {errors}"))
}

/// Compiles the layout to WebAssembly.
fn build() {
    let folder = home("target/wasm");
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "--target", "wasm32-unknown-unknown"])
        .arg("--manifest-path")
        .arg(home("tests/browser/layout/Cargo.toml"))
        .arg("--target-dir")
        .arg(&folder)
        .status()
        .expect("cargo starts");
    assert!(status.success(), "`rustup target add wasm32-unknown-unknown` gets what it needs");
    let module = folder.join("wasm32-unknown-unknown/release/erc_layout.wasm");
    let module = std::fs::read(module).expect("cargo wrote the module");
    let small = miniz_oxide::deflate::compress_to_vec(&module, 10);
    std::fs::write(home(MODULE), small).expect("the module can be written");
}

fn home(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
