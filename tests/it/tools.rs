//! Tools that are fetched with npm, each once, into `target/`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// The folder of an npm package of exactly this version. The first call ever fetches it.
pub fn package(name: &str, version: &str) -> PathBuf {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/npm");
    let home = folder.join(format!("{name}-{version}"));
    let package = home.join("node_modules").join(name);
    if !package.join("package.json").is_file() {
        // Beside it and renamed, so that an interrupted run leaves nothing half done.
        let part = folder.join(format!(".{name}-{version}.{}", std::process::id()));
        std::fs::create_dir_all(&part).expect("a folder can be made");
        std::fs::write(part.join("package.json"), "{}").expect("a file can be written");
        let output = Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--ignore-scripts"])
            .arg(format!("{name}@{version}"))
            .current_dir(&part)
            .output()
            .expect("`npm` is there; tests/setup.sh installs it");
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let _ = std::fs::rename(&part, &home);
    }
    package
}
