//! A server of one's own, which may be killed and started again: for tests of what survives that.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Stdio};

use erc::base::DialectId;

use super::postgres::newest_installed;
use super::world;

/// A server that only this test uses. It is killed when this is dropped.
pub struct OwnServer {
    id: DialectId,
    folder: PathBuf,
    port: u16,
    child: Option<Child>,
}

impl OwnServer {
    /// A new server, started.
    #[track_caller]
    pub fn new(id: DialectId) -> OwnServer {
        let folder = world::new_folder(&std::env::temp_dir(), "own").expect("a folder");
        let port = world::free_port().expect("a port");
        let mut res = OwnServer { id, folder, port, child: None };
        res.start();
        res
    }

    /// How erc finds it.
    pub fn url(&self) -> String {
        match self.id == DialectId::Postgres {
            true => format!("postgres://erc@127.0.0.1:{}/postgres", self.port),
            false => format!("mysql://erc:own@127.0.0.1:{}/test", self.port),
        }
    }

    /// Starts it, for the first time or again.
    #[track_caller]
    pub fn start(&mut self) {
        let (script, programs) = match self.id == DialectId::Postgres {
            true => (POSTGRES, newest_installed().expect("PostgreSQL").display().to_string()),
            false => (MARIADB, String::new()),
        };
        let log = File::create(std::env::temp_dir().join(format!("erc-own-{}.log", self.port)));
        let log = log.expect("a log");
        let child = world::command("env")
            .args(world::as_unprivileged_user())
            .args(["--pdeathsig", "KILL", "--", "sh", "-c", script, "server"])
            .args([self.port.to_string(), programs])
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn()
            .expect("a server can be started");
        self.child = Some(child);
    }

    /// Kills it as a failing machine does.
    #[track_caller]
    pub fn kill(&mut self) {
        let mut child = self.child.take().expect("it runs");
        child.kill().expect("it can be killed");
        child.wait().expect("it is gone");
    }
}

impl Drop for OwnServer {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = fs::remove_file(std::env::temp_dir().join(format!("erc-own-{}.log", self.port)));
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Of a server that was killed the last processes may still be about to end: their shared memory is waited for.
const POSTGRES: &str = r#"
set -e
umask 077
[ -d data ] || "$2/initdb" --pgdata=data --username=erc --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync
for try in 1 2 3 4 5 6 7 8 9 10; do
    "$2/pg_isready" -q -h 127.0.0.1 -p "$1" || break
    sleep 0.2
done
rm -f data/postmaster.pid
exec "$2/postgres" -D data -c port="$1" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$PWD" \
    -c fsync=off -c dynamic_shared_memory_type=mmap
"#;

const MARIADB: &str = r#"
set -e
umask 077
mkdir -p tmp
set -- "$1" --no-defaults --datadir="$PWD/data" --tmpdir="$PWD/tmp" --innodb-log-file-size=16M
port=$1
shift
[ -d data ] || mariadb-install-db "$@"
cat >users.sql <<END
create database if not exists test;
create user if not exists erc@'127.0.0.1' identified by 'own';
grant all on *.* to erc@'127.0.0.1';
END
exec mariadbd "$@" --init-file="$PWD/users.sql" --socket="$PWD/socket" --port="$port" \
    --bind-address=127.0.0.1 --skip-name-resolve --skip-log-bin --character-set-server=utf8mb4
"#;
