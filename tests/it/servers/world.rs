//! What a private server needs from the machine: an account, a folder, a port, a password.

use std::env;
use std::fs::{self, File};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Programs are looked up here and nowhere else, so that the tester's own settings do not leak in.
pub(super) const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The account without rights that every Linux has.
const NOBODY: &str = "65534";

/// How a command line begins that runs as an unprivileged user: oneself, or nobody for root.
/// Options of `setpriv` may follow, then the program.
pub(super) fn as_unprivileged_user() -> Vec<String> {
    let mut res = vec!["setpriv".to_owned()];
    if is_root() {
        res.extend([
            format!("--reuid={NOBODY}"),
            format!("--regid={NOBODY}"),
            "--clear-groups".to_owned(),
        ]);
    }
    res
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0)
}

/// Runs a program as the unprivileged user, in a folder, to its end; gives what it printed.
pub(super) fn run(folder: &Path, program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = command("env")
        .args(as_unprivileged_user())
        .args(["--", program])
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|error| format!("cannot run `{program}`: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// A command in a bare environment.
pub(super) fn command(program: &str) -> Command {
    let mut res = Command::new(program);
    res.env_clear().env("PATH", PATH).env("LC_ALL", "C.UTF-8").env("TZ", "UTC");
    res
}

/// A new folder that only the unprivileged user can enter. Its path is short, as a socket's must be.
pub(super) fn new_folder(parent: &Path, key: &str) -> Result<PathBuf, String> {
    let name = run(parent, "mktemp", &["-d", &format!("erc-{key}-XXXXXX")])?;
    Ok(parent.join(name.trim_end()))
}

/// Where a server's data is best kept: in memory if there is plenty, since a new PostgreSQL database is 300
/// new files. Programs may be forbidden to run from there.
pub(super) fn fast_parent() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let free = run(memory, "df", &["--output=avail", "--block-size=1M", "."]).unwrap_or_default();
    let megabytes = free.lines().nth(1).and_then(|it| it.trim().parse().ok()).unwrap_or(0);
    if megabytes >= 4096 { memory.to_owned() } else { env::temp_dir() }
}

/// Makes sure that a program is there.
pub(super) fn find(program: &str) -> Result<(), String> {
    match env::split_paths(PATH).any(|it| it.join(program).exists()) {
        true => Ok(()),
        false => Err(format!("`{program}` is not installed; `tests/setup.sh` installs it")),
    }
}

/// A port that nobody listens on right now.
pub(super) fn free_port() -> Result<u16, String> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no free port: {error}"))
}

/// A password that another user of the machine cannot guess.
pub(super) fn new_password() -> Result<String, String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom")
        .and_then(|mut it| it.read_exact(&mut bytes))
        .map_err(|error| format!("no random numbers: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
