//! Servers with certificates: what is asked for is had, or one message says what is missing.

use std::time::{Duration, Instant};

use erc::base::DialectId;

use crate::cli::Place;
use crate::servers::own::OwnServer;

const SERVERS: [DialectId; 2] = [DialectId::Postgres, DialectId::Mariadb];

/// The URL of a server with a password that no message may show, and with what is asked of the way there.
fn url(server: &OwnServer, host: &str, query: &str) -> String {
    let url = server.url().replace("erc@", "erc:own@").replace("127.0.0.1", host);
    let url = url.replace("erc:own@", "erc:own%2Dsecret@");
    format!("{url}?{query}")
}

/// The server's own URL: its password is the right one.
fn honest(server: &OwnServer, query: &str) -> String {
    format!("{}?{query}", server.url())
}

/// Waits until the server lets us in, encrypted with nobody checked.
#[track_caller]
fn wait(server: &OwnServer) {
    let start = Instant::now();
    while let Err(failure) = erc::io::connect(&honest(server, "sslmode=require")) {
        assert!(start.elapsed() < Duration::from_secs(60), "{failure:?}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// What `erc snapshot` says when it cannot: one message, code 2, no password.
#[track_caller]
fn refused(folder: &Place, url: &str) -> String {
    let answer = folder.erc(&["snapshot", url]).ended(2);
    assert_eq!(answer.stdout, "");
    assert_eq!(answer.stderr.matches("error").count(), 1, "{}", answer.stderr);
    assert!(!answer.stderr.contains("secret"), "{}", answer.stderr);
    answer.stderr
}

#[test]
fn an_encrypted_server_is_checked_as_asked() {
    for id in SERVERS {
        let server = OwnServer::encrypted(id);
        wait(&server);
        let folder = Place::new();
        let file = |name: &str| server.certificate(name).display().to_string();
        let (root, other) = (file("root"), file("other"));
        for query in [
            "sslmode=prefer".to_owned(),
            "sslmode=require".to_owned(),
            format!("sslmode=require&sslrootcert={root}"),
            format!("sslmode=verify-ca&sslrootcert={root}"),
            format!("sslmode=verify-full&sslrootcert={root}"),
        ] {
            folder.erc(&["snapshot", &honest(&server, &query)]).ended(0);
        }
        // Whose certificate it is counts, and who has signed it.
        let said = refused(
            &folder,
            &url(&server, "localhost", &format!("sslmode=verify-full&sslrootcert={root}")),
        );
        assert!(said.contains("the certificate is not of this host"), "{id}: {said}");
        for mode in ["require", "verify-ca", "verify-full"] {
            let query = format!("sslmode={mode}&sslrootcert={other}");
            let said = refused(&folder, &url(&server, "127.0.0.1", &query));
            assert!(said.contains("signed by nobody who is trusted here"), "{id}: {said}");
        }
        let said = refused(&folder, &url(&server, "127.0.0.1", "sslmode=verify-full"));
        assert!(said.contains("signed by nobody who is trusted here"), "{id}: {said}");
        let query = "sslmode=verify-full&sslrootcert=/nowhere/root.crt";
        let said = refused(&folder, &url(&server, "127.0.0.1", query));
        assert!(said.contains("/nowhere/root.crt"), "{id}: {said}");
    }
}

#[test]
fn a_server_without_a_certificate_cannot_be_checked() {
    for (id, server) in [
        (DialectId::Postgres, crate::servers::postgres().url()),
        (DialectId::Mariadb, crate::servers::mariadb().database().url()),
    ] {
        let folder = Place::new();
        for mode in ["require", "verify-ca", "verify-full"] {
            let said =
                folder.erc(&["snapshot", &format!("{server}?sslmode={mode}")]).ended(2).stderr;
            assert_eq!(said.matches("error").count(), 1, "{id}: {said}");
            assert!(said.contains("TLS"), "{id}: {said}");
            let password = server.split(':').nth(2).and_then(|it| it.split('@').next());
            assert!(password.is_none_or(|it| !said.contains(it)), "{id}: {said}");
        }
    }
}
