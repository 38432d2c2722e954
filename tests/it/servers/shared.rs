//! One server for all test processes: the first one starts it, it ends with the last one.
//!
//! Two lock files do it. Whoever looks for the server or starts it holds `KEY.start.lock`; whoever uses it
//! holds `KEY.users.lock`, shared, until its process ends. `keep.sh` waits for the latter and cleans up.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::place::{Address, Place, Process, Running};
use super::world;

/// A kind of server: how it is laid out, run and greeted.
pub(super) trait Program {
    /// What tells it from other kinds, in file names.
    fn key(&self) -> &str;

    /// Where its folder is made.
    fn parent(&self) -> PathBuf;

    /// The shell script that lays the server out in its folder and becomes it.
    fn script(&self) -> &'static str;

    /// The script's arguments, after whatever they name was put in the folder.
    fn arguments(&self, folder: &Path, port: u16) -> Result<Vec<String>, String>;

    /// The signal that ends it at once and clean enough to be thrown away.
    fn stop_signal(&self) -> &'static str;

    /// Connects and leaves again.
    fn greet(&self, address: &Address) -> Result<(), String>;

    /// What is left to do once, when the new server answers.
    fn settle(&self, address: &Address) -> Result<(), String>;
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
    let place = Place::new(program.key())?;
    let failed = |error| format!("cannot lock: {error}");
    let starting = place.open("start.lock")?;
    starting.lock().map_err(failed)?;
    let user = place.open("users.lock")?;
    user.lock_shared().map_err(failed)?;

    let mut n_attempts = 0;
    loop {
        n_attempts += 1;
        let (running, is_new) = match find(&place) {
            Some(running) => (running, false),
            None => (start(program, &place)?, true),
        };
        match wait_until_it_answers(program, &running) {
            Ok(()) if is_new => program.settle(&running.address)?,
            Ok(()) => {}
            // The port was free, but somebody else was faster.
            Err(_) if !is_kept(&running) && n_attempts < 3 => continue,
            Err(error) => return Err(format!("{error}\n{}", place.log_tail())),
        }
        return Ok(Shared { address: running.address, _user: user });
    }
}

/// The server that an earlier test process has started. If it is dead, its folder is removed.
fn find(place: &Place) -> Option<Running> {
    let running = place.read()?;
    if is_kept(&running) {
        return Some(running);
    }
    let folder = &running.address.folder;
    if folder.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"erc-")) {
        // It is usually gone already, and what cannot be removed harms nobody.
        let _ = fs::remove_dir_all(folder);
    }
    None
}

/// Whether the keeper lives, and so the server.
fn is_kept(running: &Running) -> bool {
    running.keeper.is_some_and(Process::is_alive)
}

fn start(program: &dyn Program, place: &Place) -> Result<Running, String> {
    let folder = world::new_folder(&program.parent(), program.key())?;
    let address = Address { folder, port: world::free_port()?, password: world::new_password()? };
    let mut running = Running { address, keeper: None };
    // Noted before anything is in the folder: should this process be killed now, the next one removes it.
    place.write(&running)?;
    let address = &running.address;
    let keeper = Keeper {
        lock: place.path("users.lock"),
        log: place.path("log"),
        folder: address.folder.clone(),
        linger_seconds: LINGER_SECONDS,
        stop_signal: program.stop_signal(),
        script: program.script(),
        arguments: program.arguments(&address.folder, address.port)?,
        password: address.password.clone(),
    };
    running.keeper = Process::find(keeper.spawn()?.id());
    place.write(&running)?;
    Ok(running)
}

fn wait_until_it_answers(program: &dyn Program, running: &Running) -> Result<(), String> {
    let began = Instant::now();
    loop {
        let Err(error) = program.greet(&running.address) else { return Ok(()) };
        if !is_kept(running) {
            return Err(format!("the {} server did not stay up", program.key()));
        }
        if began.elapsed() > PATIENCE {
            return Err(format!("the {} server does not answer: {error}", program.key()));
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// `keep.sh`, its arguments and those of the server's own script.
pub(super) struct Keeper {
    pub lock: PathBuf,
    pub log: PathBuf,
    pub folder: PathBuf,
    pub linger_seconds: u32,
    pub stop_signal: &'static str,
    pub script: &'static str,
    pub arguments: Vec<String>,
    pub password: String,
}

impl Keeper {
    /// Starts the keeper, and it the server, in a process group of its own: Ctrl-C ends the tests, and the
    /// keeper sees to the rest. It holds no pipe of the test's open.
    pub(super) fn spawn(&self) -> Result<Child, String> {
        let failed = |error| format!("cannot start the server's keeper: {error}");
        let log = File::create(&self.log).map_err(failed)?;
        world::command("bash")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/servers/keep.sh"))
            .args([&self.lock, &self.folder])
            .args([&self.linger_seconds.to_string(), self.stop_signal])
            .args(world::as_unprivileged_user())
            // Both setpriv and the kernel mean the parent, which is the keeper.
            .args(["--pdeathsig", self.stop_signal])
            // The script goes as text, for the server's user may not be able to read this folder.
            .args(["--", "sh", "-c", self.script, "server"])
            .args(&self.arguments)
            .env("PASSWORD", &self.password)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone().map_err(failed)?)
            .stderr(log)
            .process_group(0)
            .spawn()
            .map_err(failed)
    }
}
