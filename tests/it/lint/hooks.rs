//! What others run erc with: hooks of pre-commit, the GitHub action, the GitLab template.

use std::path::Path;
use std::process::Command;

use crate::slow::slow;

#[test]
fn they_are_what_their_schemas_want() {
    if !slow() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let python = folder.path().join("venv/bin");
    run(Command::new("python3").args(["-m", "venv"]).arg(folder.path().join("venv")));
    run(Command::new(python.join("pip")).args([
        "install",
        "--quiet",
        "check-jsonschema",
        "pre-commit",
    ]));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let checks = [
        ("vendor.github-actions", "action.yml"),
        ("vendor.gitlab-ci", "templates/erc-check.gitlab-ci.yml"),
        ("vendor.github-workflows", "templates/migrations.github.yml"),
    ];
    for (schema, file) in checks {
        let mut command = Command::new(python.join("check-jsonschema"));
        run(command.args(["--builtin-schema", schema]).arg(root.join(file)));
    }
    let mut command = Command::new(python.join("pre-commit"));
    run(command.arg("validate-manifest").arg(root.join(".pre-commit-hooks.yaml")));
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|it| panic!("{command:?}: {it}"));
    let (stdout, stderr) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{stdout}{stderr}");
}
