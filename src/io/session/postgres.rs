//! A session with PostgreSQL.

use std::str::FromStr;
use std::time::Duration;

use postgres::{Client, Config, NoTls, SimpleQueryMessage};

use super::super::Failure;
use super::{CONNECT_TIMEOUT, QUERY_TIMEOUT, place};
use crate::base::DialectId;
use crate::dialect::{Canceller, Row, Session, SessionError};

pub(super) struct PostgresSession {
    client: Client,
}

pub(super) fn connect(url: &str) -> Result<PostgresSession, Failure> {
    let invalid = || Failure::new(format!("`{}` is no URL of a PostgreSQL database", place(url)));
    let mut config = Config::from_str(url).map_err(|_| invalid())?;
    config.connect_timeout(CONNECT_TIMEOUT).application_name("erc");
    // A server that went away without a word is noticed after a minute and a half.
    config.keepalives_idle(Duration::from_secs(30)).keepalives_interval(Duration::from_secs(20));
    config.keepalives_retries(3);
    if config.get_password().is_none()
        && let Ok(password) = std::env::var("PGPASSWORD")
    {
        config.password(password);
    }
    let client = config.connect(NoTls).map_err(|error| {
        let failure = Failure::new(format!("cannot connect to {}: {}", place(url), said(&error)));
        match error.to_string().contains("tls") {
            true => {
                failure.help("this server wants TLS, which this erc does not speak; use a tunnel")
            }
            false => failure,
        }
    })?;
    let mut res = PostgresSession { client };
    let timeout = format!("set statement_timeout = {}", QUERY_TIMEOUT.as_millis());
    res.execute(&timeout).map_err(|error| super::database_failure("set a timeout", &error))?;
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
        let token = self.client.cancel_token();
        Some(Box::new(move || drop(token.cancel_query(NoTls))))
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
    match error.as_db_error() {
        Some(error) => match error.detail() {
            Some(detail) => format!("{}: {detail}", error.message()),
            None => error.message().to_owned(),
        },
        None => {
            let source = std::error::Error::source(error).map(ToString::to_string);
            source.unwrap_or_else(|| error.to_string())
        }
    }
}
