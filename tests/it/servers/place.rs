//! The files by which test processes find each other's server.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// What test processes tell each other of a server.
pub(super) struct Running {
    pub address: Address,
    /// The process that keeps it, once there is one.
    pub keeper: Option<Process>,
}

/// A process, known by its number and, since numbers come again, by the moment it began.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Process {
    pub id: u32,
    pub began: u64,
}

impl Process {
    /// The process of this number, unless it has ended.
    pub(super) fn find(id: u32) -> Option<Process> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The second field is the program's name in parentheses; the state is the third, the beginning the 22nd.
        let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace();
        let has_ended = matches!(fields.next()?, "Z" | "X");
        let began = fields.nth(18)?.parse().ok()?;
        (!has_ended).then_some(Process { id, began })
    }

    pub(super) fn is_alive(self) -> bool {
        Process::find(self.id) == Some(self)
    }
}

/// Where a server is found. The name of its one user is `erc`.
pub(super) struct Address {
    pub folder: PathBuf,
    pub port: u16,
    pub password: String,
}

/// The files of one kind of server, in cargo's folder for such things.
pub(super) struct Place {
    folder: PathBuf,
    key: String,
}

impl Place {
    pub(super) fn new(key: &str) -> Result<Place, String> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("servers");
        fs::create_dir_all(&folder)
            .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
        Ok(Place { folder, key: key.to_owned() })
    }

    pub(super) fn path(&self, suffix: &str) -> PathBuf {
        self.folder.join(format!("{}.{suffix}", self.key))
    }

    pub(super) fn open(&self, suffix: &str) -> Result<File, String> {
        let path = self.path(suffix);
        OpenOptions::new()
            .create(true)
            .truncate(true)
            .write(true)
            .mode(0o600)
            .open(&path)
            .map_err(|error| format!("cannot open `{}`: {error}", path.display()))
    }

    pub(super) fn read(&self) -> Option<Running> {
        let text = fs::read_to_string(self.path("running")).ok()?;
        let mut lines = text.lines();
        let folder = PathBuf::from(lines.next()?);
        let port = lines.next()?.parse().ok()?;
        let password = lines.next()?.to_owned();
        let id = lines.next().and_then(|it| it.parse().ok());
        let began = lines.next().and_then(|it| it.parse().ok());
        let keeper = id.zip(began).map(|(id, began)| Process { id, began });
        Some(Running { address: Address { folder, port, password }, keeper })
    }

    pub(super) fn write(&self, running: &Running) -> Result<(), String> {
        let Running { address: Address { folder, port, password }, keeper } = running;
        let mut text = format!("{}\n{port}\n{password}\n", folder.display());
        if let Some(Process { id, began }) = keeper {
            text += &format!("{id}\n{began}\n");
        }
        self.open("running")?
            .write_all(text.as_bytes())
            .map_err(|error| format!("cannot note where the server is: {error}"))
    }

    /// The last that a server which failed has said.
    pub(super) fn log_tail(&self) -> String {
        let text = fs::read(self.path("log")).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let mut lines: Vec<&str> = text.lines().rev().take(20).collect();
        lines.reverse();
        lines.join("\n")
    }
}
