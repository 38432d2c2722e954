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
    /// Whether it shows a certificate.
    is_encrypted: bool,
    child: Option<Child>,
}

impl OwnServer {
    /// A new server, started.
    #[track_caller]
    pub fn new(id: DialectId) -> OwnServer {
        OwnServer::started(id, false)
    }

    /// A new server with a certificate that is of `127.0.0.1` alone, signed by `certificate("root")`.
    #[track_caller]
    pub fn encrypted(id: DialectId) -> OwnServer {
        OwnServer::started(id, true)
    }

    #[track_caller]
    fn started(id: DialectId, is_encrypted: bool) -> OwnServer {
        let folder = world::new_folder(&std::env::temp_dir(), "own").expect("a folder");
        let port = world::free_port().expect("a port");
        let mut res = OwnServer { id, folder, port, is_encrypted, child: None };
        res.start();
        res
    }

    /// The file of an authority's certificate: of `root`, which has signed the server's, or of the `other`, which has
    /// not.
    pub fn certificate(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.crt"))
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
            .env("CERTIFICATES", if self.is_encrypted { CERTIFICATES } else { "" })
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

/// Two authorities, and a certificate for an address that the first has signed.
const CERTIFICATES: &str = r#"
for name in root other; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
        -subj "/CN=the $name of tests" -keyout $name.key -out $name.crt
done
echo "subjectAltName = IP:127.0.0.1" >names
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=server \
    -keyout server.key -out server.csr
openssl x509 -req -in server.csr -CA root.crt -CAkey root.key -CAcreateserial -days 2 -extfile names \
    -out server.crt
"#;

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
ssl=
if [ -n "$CERTIFICATES" ]; then
    eval "$CERTIFICATES"
    ssl="-c ssl=on -c ssl_cert_file=$PWD/server.crt -c ssl_key_file=$PWD/server.key"
fi
exec "$2/postgres" -D data -c port="$1" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$PWD" \
    -c fsync=off -c dynamic_shared_memory_type=mmap $ssl
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
if [ -n "$CERTIFICATES" ]; then
    eval "$CERTIFICATES"
    set -- "$@" --ssl-ca="$PWD/root.crt" --ssl-cert="$PWD/server.crt" --ssl-key="$PWD/server.key"
fi
exec mariadbd "$@" --init-file="$PWD/users.sql" --socket="$PWD/socket" --port="$port" \
    --bind-address=127.0.0.1 --skip-name-resolve --skip-log-bin --character-set-server=utf8mb4
"#;
