//! What a private server needs from the machine: an account, a folder, a port, a password.

use std::env;
use std::fs::{self, File, Permissions};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
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
pub(super) fn run(folder: &Path, program: &Path, arguments: &[String]) -> Result<String, String> {
    let prefix = as_unprivileged_user();
    let [setpriv, options @ ..] = prefix.as_slice() else { unreachable!("it begins with setpriv") };
    let output = command(setpriv)
        .args(options)
        .arg("--")
        .arg(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .map_err(|error| format!("cannot start `{}`: {error}", program.display()))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(printed);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{}` ended with {}:\n{printed}{complaint}", program.display(), output.status))
}

/// A command in a bare environment.
pub(super) fn command(program: &str) -> Command {
    let mut res = Command::new(program);
    res.env_clear().env("PATH", PATH).env("LC_ALL", "C.UTF-8").env("TZ", "UTC");
    res
}

/// A new folder that only the unprivileged user can enter. Its path is short, as a socket's must be.
pub(super) fn new_folder(parent: &Path, key: &str) -> Result<PathBuf, String> {
    let template = parent.join(format!("erc-{key}-XXXXXX"));
    let arguments = ["-d".to_owned(), template.display().to_string()];
    let printed = run(parent, Path::new("mktemp"), &arguments)?;
    Ok(PathBuf::from(printed.trim_end()))
}

/// Where a server's data is best kept: in memory if there is plenty, since a new PostgreSQL database is 300
/// new files. Programs may be forbidden to run from there.
pub(super) fn fast_parent() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let arguments = ["--output=avail", "--block-size=1M", "."].map(str::to_owned);
    let free = run(memory, Path::new("df"), &arguments).unwrap_or_default();
    let megabytes = free.lines().nth(1).and_then(|it| it.trim().parse().ok()).unwrap_or(0);
    if megabytes >= 4096 { memory.to_owned() } else { env::temp_dir() }
}

/// Writes a file that the unprivileged user can read, whatever the umask; its folder keeps others out.
pub(super) fn write(path: &Path, contents: &str) -> Result<(), String> {
    fs::write(path, contents)
        .and_then(|()| fs::set_permissions(path, Permissions::from_mode(0o644)))
        .map_err(|error| format!("cannot write `{}`: {error}", path.display()))
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
