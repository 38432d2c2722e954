//! A session with PostgreSQL.

use std::str::FromStr;
use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls, SimpleQueryMessage};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::Failure;
use super::tls::{self, TlsMode};
use super::{CONNECT_TIMEOUT, QUERY_TIMEOUT, patiently, place};
use crate::base::DialectId;
use crate::dialect::{Canceller, Opener, Row, Session, SessionError};

pub(super) struct PostgresSession {
    client: Client,
    /// How it was opened.
    config: Config,
    /// How the way is encrypted; not at all through a socket of this machine, whatever is asked for.
    tls: Option<MakeRustlsConnect>,
}

pub(super) fn connect(url: &str) -> Result<PostgresSession, Failure> {
    let invalid = || Failure::new(format!("`{}` is no URL of a PostgreSQL database", place(url)));
    let (driver_url, asked) = tls::of_url(url)?;
    let mut config = Config::from_str(&driver_url).map_err(|_| invalid())?;
    let is_socket = config.get_hosts().iter().any(|it| !matches!(it, Host::Tcp(_)));
    config.connect_timeout(CONNECT_TIMEOUT).application_name("erc").ssl_mode(match asked.mode {
        _ if is_socket => SslMode::Disable,
        TlsMode::Disable => SslMode::Disable,
        TlsMode::Prefer => SslMode::Prefer,
        TlsMode::Require | TlsMode::VerifyCa | TlsMode::VerifyFull => SslMode::Require,
    });
    // A server that went away without a word is noticed after a minute and a half.
    config.keepalives_idle(Duration::from_secs(30)).keepalives_interval(Duration::from_secs(20));
    config.keepalives_retries(3);
    if config.get_password().is_none()
        && let Ok(password) = std::env::var("PGPASSWORD")
    {
        config.password(password);
    }
    let tls = if is_socket { None } else { Some(MakeRustlsConnect::new(tls::config(&asked)?)) };
    let refused = |reason: String| {
        let failure = Failure::new(format!("cannot connect to {}: {reason}", place(url)));
        match reason.contains("does not support TLS") {
            true => failure.help(tls::WITHOUT),
            false => failure,
        }
    };
    open(config, tls).map_err(|error| refused(error.message))
}

/// Opens a session in which no statement takes longer than a question may.
fn open(config: Config, tls: Option<MakeRustlsConnect>) -> Result<PostgresSession, SessionError> {
    let client = patiently({
        let (config, tls) = (config.clone(), tls.clone());
        move || match tls {
            Some(tls) => config.connect(tls),
            None => config.connect(NoTls),
        }
    });
    let client = client
        .ok_or_else(|| SessionError::new("the server does not answer"))?
        .map_err(|error| refused(&error))?;
    let mut res = PostgresSession { client, config, tls };
    res.execute(&format!("set statement_timeout = {}", QUERY_TIMEOUT.as_millis()))?;
    Ok(res)
}

impl Session for PostgresSession {
    fn dialect(&self) -> DialectId {
        DialectId::Postgres
    }

    fn query(&mut self, query: &str) -> Result<Vec<Row>, SessionError> {
        let messages = self.client.simple_query(query).map_err(|it| refused(&it))?;
        let mut res = Vec::new();
        for message in messages {
            if let SimpleQueryMessage::Row(row) = message {
                res.push((0..row.len()).map(|it| row.get(it).map(str::to_owned)).collect());
            }
        }
        Ok(res)
    }

    fn execute(&mut self, script: &str) -> Result<(), SessionError> {
        self.client.batch_execute(script).map_err(|it| refused(&it))
    }

    fn run(&mut self, statement: &str) -> Result<Option<u64>, SessionError> {
        let messages = self.client.simple_query(statement).map_err(|it| refused(&it))?;
        let mut res = None;
        for message in messages {
            if let SimpleQueryMessage::CommandComplete(count) = message {
                res = Some(count);
            }
        }
        Ok(res)
    }

    fn canceller(&self) -> Option<Canceller> {
        let (token, tls) = (self.client.cancel_token(), self.tls.clone());
        Some(Box::new(move || {
            drop(match &tls {
                Some(tls) => token.cancel_query(tls.clone()),
                None => token.cancel_query(NoTls),
            });
        }))
    }

    fn opener(&self) -> Option<Opener> {
        let (config, tls) = (self.config.clone(), self.tls.clone());
        Some(Box::new(move || Ok(Box::new(open(config, tls)?))))
    }
}

fn refused(error: &postgres::Error) -> SessionError {
    let code = error.code().map(|it| it.code().to_owned());
    // Without a word of the server it is the way to it that broke.
    let code = code.or_else(|| error.is_closed().then(|| "08006".to_owned()));
    SessionError { message: said(error), code }
}

/// The server's message, else what the driver says of the way to it.
fn said(error: &postgres::Error) -> String {
    if let Some(error) = error.as_db_error() {
        return match error.detail() {
            Some(detail) => format!("{}: {detail}", error.message()),
            None => error.message().to_owned(),
        };
    }
    let source = std::error::Error::source(error);
    let text = source.map_or_else(|| error.to_string(), ToString::to_string);
    if text.contains("server does not support TLS") {
        return "encryption is asked for, and the server does not support TLS".to_owned();
    }
    match tls::explained(&text) {
        Some(reason) => format!("the server was not believed: {reason}"),
        None => text,
    }
}
