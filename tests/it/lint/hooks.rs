//! What others run erc with: hooks of pre-commit, the GitHub action, the GitLab template; and SARIF by its schema.

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

/// `pre-commit` builds erc from a clone of this repository, as it does for everyone, and runs both hooks.
#[test]
fn pre_commit_runs_them() {
    if !slow() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let python = folder.path().join("venv/bin");
    run(Command::new("python3").args(["-m", "venv"]).arg(folder.path().join("venv")));
    run(Command::new(python.join("pip")).args(["install", "--quiet", "pre-commit"]));
    let scratch = folder.path().join("scratch");
    std::fs::create_dir(&scratch).unwrap();
    let model = scratch.join("x.erd");
    std::fs::write(&model, "entity A { id bigint   }\n").unwrap();
    let git = |arguments: &[&str]| run(Command::new("git").current_dir(&scratch).args(arguments));
    git(&["init", "--quiet"]);
    git(&["add", "x.erd"]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let answer = Command::new(python.join("pre-commit"))
        .args(["try-repo", "--verbose"])
        .arg(root)
        .args(["--files", "x.erd"])
        .current_dir(&scratch)
        .env("PRE_COMMIT_HOME", folder.path().join("home"))
        // What erc needs is built once for all runs.
        .env("CARGO_TARGET_DIR", root.join("target/pre-commit"))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&answer.stdout);
    assert_eq!(answer.status.code(), Some(1), "{text}");
    for said in ["hook id: erc-fmt\n", "files were modified by this hook", "hook id: erc-check\n"] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert_eq!(std::fs::read_to_string(&model).unwrap(), "entity A { id bigint }\n");
    assert!(text.contains("missing-primary-key"), "{text}");
}

/// Refuses what the schema of SARIF 2.1.0 does not know, and proves that it would.
const SARIF: &str = "
import json, sys
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif
report = json.load(open(sys.argv[1]))
Sarif.model_validate(report)
report['runs'][0]['results'][0]['level'] = 'loud'
try:
    Sarif.model_validate(report)
except ValueError:
    sys.exit(0)
sys.exit('anything goes')
";

#[test]
fn sarif_is_what_its_schema_wants() {
    if !slow() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let python = folder.path().join("venv/bin");
    run(Command::new("python3").args(["-m", "venv"]).arg(folder.path().join("venv")));
    run(Command::new(python.join("pip")).args(["install", "--quiet", "pydantic-sarif"]));
    let path = folder.path().join("report.sarif");
    std::fs::write(&path, super::reports::report("sarif")).unwrap();
    run(Command::new(python.join("python")).args(["-c", SARIF]).arg(&path));
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|it| panic!("{command:?}: {it}"));
    let (stdout, stderr) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{stdout}{stderr}");
}
