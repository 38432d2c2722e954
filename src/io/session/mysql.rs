//! A session with MySQL or MariaDB.

use std::path::PathBuf;
use std::time::Duration;

use mysql::consts::ColumnType;
use mysql::prelude::Queryable;
use mysql::{Column, Conn, DriverError, Opts, OptsBuilder, SslOpts, Value};

use super::super::Failure;
use super::tls::{self, Tls, TlsMode};
use super::{CONNECT_TIMEOUT, patiently, place};
use crate::base::DialectId;
use crate::dialect::{Canceller, Row, Session, SessionError};

pub(super) struct MysqlSession {
    connection: Conn,
    id: DialectId,
    opts: Opts,
}

/// Connects. An answer has to come within `patience`; without it, it may take as long as it takes.
pub(super) fn connect(url: &str, patience: Option<Duration>) -> Result<MysqlSession, Failure> {
    let invalid = || Failure::new(format!("`{}` is no URL of a MySQL database", place(url)));
    let (driver_url, asked) = tls::of_url(url)?;
    let driver_url = match driver_url.strip_prefix("mariadb:") {
        Some(rest) => format!("mysql:{rest}"),
        None => driver_url,
    };
    let opts = Opts::from_url(&driver_url).map_err(|_| invalid())?;
    if opts.get_db_name().is_none_or(str::is_empty) {
        return Err(Failure::new(format!("{} names no database", place(url)))
            .help("add its name behind the host: `mysql://host/name`"));
    }
    let password = match opts.get_pass() {
        Some(password) => Some(password.to_owned()),
        None => std::env::var("MYSQL_PWD").ok(),
    };
    let opts = OptsBuilder::from_opts(opts)
        .pass(password)
        .tcp_connect_timeout(Some(CONNECT_TIMEOUT))
        .tcp_keepalive_time_ms(Some(30_000))
        .read_timeout(patience)
        .ssl_opts(ssl(&asked));
    let opts = Opts::from(opts);
    if asked.mode.verifies() && asked.root.is_some() {
        // The driver's words about a file that it cannot read name neither file nor reason.
        tls::config(&asked)?;
    }
    let refusal = |error: &mysql::Error| {
        let text = error.to_string();
        let reason = match tls::explained(&text) {
            Some(reason) => format!("the server was not believed: {reason}"),
            None if matches!(error, mysql::Error::DriverError(DriverError::TlsNotSupported)) => {
                let what = "the server does not support TLS";
                return Failure::new(format!("cannot connect to {}: {what}", place(url)))
                    .help(tls::WITHOUT);
            }
            None if text.contains("TLS") => "encryption is asked for, and it failed".to_owned(),
            None => refused(error).to_string(),
        };
        Failure::new(format!("cannot connect to {}: {reason}", place(url)))
    };
    let connect = |opts: &Opts| {
        let opts = opts.clone();
        patiently(move || Conn::new(opts)).ok_or_else(|| {
            Failure::new(format!("cannot connect to {}: the server does not answer", place(url)))
        })
    };
    let (mut connection, opts) = match connect(&opts)? {
        // What is only preferred can be gone without, if it is the server that cannot.
        Err(mysql::Error::DriverError(DriverError::TlsNotSupported))
            if asked.mode == TlsMode::Prefer =>
        {
            let opts = Opts::from(OptsBuilder::from_opts(opts).ssl_opts(None::<SslOpts>));
            (connect(&opts)?.map_err(|error| refusal(&error))?, opts)
        }
        found => (found.map_err(|error| refusal(&error))?, opts),
    };
    // The server says itself which of the two it is, whatever the URL says.
    let version: Option<String> = connection
        .query_first("select version()")
        .map_err(|error| super::database_failure("ask for the version", &refused(&error)))?;
    let is_mariadb = version.unwrap_or_default().to_lowercase().contains("mariadb");
    let id = if is_mariadb { DialectId::Mariadb } else { DialectId::Mysql };
    let mut res = MysqlSession { connection, id, opts };
    // Nothing is cut short, and names print with backticks.
    let settings = "set session group_concat_max_len = 16777216";
    res.execute(settings).map_err(|error| super::database_failure("set up a session", &error))?;
    Ok(res)
}

/// What the driver is to check.
fn ssl(asked: &Tls) -> Option<SslOpts> {
    let root = asked.root.clone().map(PathBuf::from);
    let checked = SslOpts::default().with_root_cert_path(root);
    match asked.mode {
        TlsMode::Disable => None,
        TlsMode::Prefer | TlsMode::Require => {
            Some(SslOpts::default().with_danger_accept_invalid_certs(true))
        }
        TlsMode::VerifyCa => Some(checked.with_danger_skip_domain_validation(true)),
        TlsMode::VerifyFull => Some(checked),
    }
}

impl Session for MysqlSession {
    fn dialect(&self) -> DialectId {
        self.id
    }

    fn query(&mut self, query: &str) -> Result<Vec<Row>, SessionError> {
        let rows: Vec<mysql::Row> = self.connection.query(query).map_err(|it| refused(&it))?;
        Ok(rows.into_iter().map(texts).collect())
    }

    fn execute(&mut self, script: &str) -> Result<(), SessionError> {
        self.connection.query_drop(script).map_err(|it| refused(&it))
    }

    fn run(&mut self, statement: &str) -> Result<Option<u64>, SessionError> {
        let result = self.connection.query_iter(statement).map_err(|it| refused(&it))?;
        Ok(Some(result.affected_rows()))
    }

    fn canceller(&self) -> Option<Canceller> {
        let (opts, id) = (self.opts.clone(), self.connection.connection_id());
        Some(Box::new(move || {
            if let Ok(mut other) = Conn::new(opts.clone()) {
                let _ = other.query_drop(format!("kill query {id}"));
            }
        }))
    }
}

fn texts(row: mysql::Row) -> Row {
    let columns = row.columns();
    let values = row.unwrap_raw().into_iter().zip(columns.iter());
    values.map(|(value, column)| text(value?, column)).collect()
}

/// Values come as text here; only bits and bytes do not read as such.
fn text(value: Value, column: &Column) -> Option<String> {
    match value {
        Value::NULL => None,
        Value::Bytes(bytes) if column.column_type() == ColumnType::MYSQL_TYPE_BIT => {
            Some(bytes.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)).to_string())
        }
        Value::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Value::Int(number) => Some(number.to_string()),
        Value::UInt(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        Value::Double(number) => Some(number.to_string()),
        other @ (Value::Date(..) | Value::Time(..)) => {
            Some(other.as_sql(true).trim_matches('\'').to_owned())
        }
    }
}

fn refused(error: &mysql::Error) -> SessionError {
    if let mysql::Error::MySqlError(error) = error {
        let code = Some(format!("{} {}", error.code, error.state));
        return SessionError { message: error.message.clone(), code };
    }
    // Without a word of the server it is the way to it that broke.
    SessionError { message: error.to_string(), code: Some("08006".to_owned()) }
}
