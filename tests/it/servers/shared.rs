//! One server for all test processes: the first one starts it, it ends with the last one.
//!
//! Two lock files do it. Whoever looks for the server or starts it holds `KEY.start.lock`; whoever uses it
//! holds `KEY.users.lock`, shared, until its process ends. `keep.sh` waits for the latter and cleans up.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::world;

/// A kind of server: how it is laid out, run and greeted.
pub(super) trait Program {
    /// What tells it from other kinds, in file names.
    fn key(&self) -> String;

    /// The signal that ends it at once and clean enough to be thrown away.
    fn stop_signal(&self) -> &'static str;

    /// Where its folder is made.
    fn parent(&self) -> PathBuf;

    /// Fills the empty folder with what the server needs before its first start.
    fn lay_out(&self, address: &Address) -> Result<(), String>;

    /// The program and its arguments.
    fn command_line(&self, address: &Address) -> Result<Vec<String>, String>;

    /// Connects and leaves again.
    fn greet(&self, address: &Address) -> Result<(), String>;

    /// What is left to do once, when the new server answers.
    fn settle(&self, address: &Address) -> Result<(), String>;
}

/// Where a running server is found. The name of its one user is `erc`.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub folder: PathBuf,
    pub port: u16,
    pub password: String,
}

/// A server in use. It runs at least until this is dropped.
pub(super) struct Shared {
    pub address: Address,
    _user: File,
}

/// How long a server may take to answer for the first time. A busy machine is slow; a dead server is seen.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long a server outlives its last user: test processes often come one after another.
const LINGER_SECONDS: u32 = 5;

/// Finds the running server of this kind, or starts it.
pub(super) fn join(program: &dyn Program) -> Result<Shared, String> {
    let place = Place::new(&program.key())?;
    let starting = place.lock_file("start.lock")?;
    starting.lock().map_err(|error| format!("cannot lock: {error}"))?;
    let user = place.lock_file("users.lock")?;
    user.lock_shared().map_err(|error| format!("cannot lock: {error}"))?;

    if let Some(Running { address, keeper }) = place.read() {
        if is_kept(keeper, &address.folder) {
            program.greet(&address)?;
            return Ok(Shared { address, _user: user });
        }
        remove(&address.folder);
    }
    let running = start(program, &place)?;
    place.write(&running)?;
    Ok(Shared { address: running.address, _user: user })
}

/// Whether the keeper is still the one that has this folder among its arguments; it lives as long as its
/// server.
fn is_kept(keeper: u32, folder: &Path) -> bool {
    let command_line = fs::read(format!("/proc/{keeper}/cmdline")).unwrap_or_default();
    command_line.split(|it| *it == 0).any(|it| it == folder.as_os_str().as_encoded_bytes())
}

/// Removes a folder that no keeper will remove. It is usually gone already.
fn remove(folder: &Path) {
    let is_ours = folder.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"erc-"));
    if is_ours {
        // What cannot be removed harms nobody.
        let _ = fs::remove_dir_all(folder);
    }
}

/// What test processes tell each other of a server.
struct Running {
    address: Address,
    /// The process that keeps it.
    keeper: u32,
}

fn start(program: &dyn Program, place: &Place) -> Result<Running, String> {
    let mut failure = String::new();
    // The free port may be taken by somebody else before the server has it.
    for _ in 0..3 {
        let folder = world::new_folder(&program.parent(), &program.key())?;
        let address =
            Address { folder, port: world::free_port()?, password: world::new_password()? };
        match launch(program, place, &address) {
            Ok(keeper) => return Ok(Running { address, keeper }),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

/// Starts the server; gives its keeper.
fn launch(program: &dyn Program, place: &Place, address: &Address) -> Result<u32, String> {
    let command_line = program.lay_out(address).and_then(|()| program.command_line(address));
    let command_line = command_line.inspect_err(|_| remove(&address.folder))?;
    let keeper = Keeper {
        lock: place.path("users.lock"),
        log: place.path("log"),
        folder: address.folder.clone(),
        linger_seconds: LINGER_SECONDS,
        stop_signal: program.stop_signal(),
    };
    let mut child = keeper.spawn(&command_line)?;
    wait_until_it_answers(program, address, &mut child)
        .and_then(|()| program.settle(address))
        .map_err(|error| format!("{error}\n{}", log_tail(&keeper.log)))?;
    Ok(child.id())
}

/// `keep.sh` and its arguments.
pub(super) struct Keeper {
    pub lock: PathBuf,
    pub log: PathBuf,
    pub folder: PathBuf,
    pub linger_seconds: u32,
    pub stop_signal: &'static str,
}

impl Keeper {
    /// Starts the keeper, and it the server, in a process group of its own: Ctrl-C ends the tests, and the
    /// keeper sees to the rest. It holds no pipe of the test's open.
    pub(super) fn spawn(&self, command_line: &[String]) -> Result<Child, String> {
        let failed = |error| format!("cannot start the server's keeper: {error}");
        let log = File::create(&self.log).map_err(failed)?;
        world::command("bash")
            .args(["-c", include_str!("keep.sh"), "keep.sh"])
            .args([&self.lock, &self.folder])
            .args([&self.linger_seconds.to_string(), self.stop_signal])
            .args(world::as_unprivileged_user())
            .args(["--pdeathsig", self.stop_signal, "--"])
            .args(command_line)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone().map_err(failed)?)
            .stderr(log)
            .process_group(0)
            .spawn()
            .map_err(failed)
    }
}

fn wait_until_it_answers(
    program: &dyn Program,
    address: &Address,
    keeper: &mut Child,
) -> Result<(), String> {
    let began = Instant::now();
    loop {
        let Err(error) = program.greet(address) else { return Ok(()) };
        if let Ok(Some(_)) = keeper.try_wait() {
            return Err(format!("the {} server did not stay up", program.key()));
        }
        if began.elapsed() > PATIENCE {
            return Err(format!("the {} server does not answer: {error}", program.key()));
        }
        thread::sleep(Duration::from_millis(20));
    }
}

fn log_tail(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}

/// The files by which test processes find each other's server, in cargo's folder for such things.
struct Place {
    folder: PathBuf,
    key: String,
}

impl Place {
    fn new(key: &str) -> Result<Place, String> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("servers");
        fs::create_dir_all(&folder)
            .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
        Ok(Place { folder, key: key.to_owned() })
    }

    fn path(&self, suffix: &str) -> PathBuf {
        self.folder.join(format!("{}.{suffix}", self.key))
    }

    fn lock_file(&self, suffix: &str) -> Result<File, String> {
        let path = self.path(suffix);
        File::create(&path).map_err(|error| format!("cannot open `{}`: {error}", path.display()))
    }

    fn read(&self) -> Option<Running> {
        let text = fs::read_to_string(self.path("running")).ok()?;
        let mut lines = text.lines();
        let folder = PathBuf::from(lines.next()?);
        let port = lines.next()?.parse().ok()?;
        let password = lines.next()?.to_owned();
        let keeper = lines.next()?.parse().ok()?;
        Some(Running { address: Address { folder, port, password }, keeper })
    }

    fn write(&self, running: &Running) -> Result<(), String> {
        let Running { address: Address { folder, port, password }, keeper } = running;
        OpenOptions::new()
            .create(true)
            .truncate(true)
            .write(true)
            .mode(0o600)
            .open(self.path("running"))
            .and_then(|mut it| writeln!(it, "{}\n{port}\n{password}\n{keeper}", folder.display()))
            .map_err(|error| format!("cannot note where the server is: {error}"))
    }
}
