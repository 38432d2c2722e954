//! What PostgreSQL of every version tells of itself: its catalog is not the same in any two of them.

use erc::base::DialectId;

use super::proof::{HEAD, prove_on};
use super::{corpus, dumps, live};
use crate::servers::postgres_versions::POSTGRES_VERSIONS;
use crate::servers::{Database, Fresh, newest_postgres, postgres_version};
use crate::slow::slow;

#[test]
fn the_newest_postgres_tells_what_was_built() {
    live::check(&|| Box::new(newest_postgres().database()));
}

#[test]
fn text_and_the_newest_postgres_tell_the_same() {
    assert_proven(&|| Box::new(newest_postgres().database()), &dumps::scripts("postgres"), true);
}

#[test]
fn text_and_every_postgres_tell_the_same() {
    if slow() {
        for major in POSTGRES_VERSIONS {
            eprintln!("PostgreSQL {major}");
            let fresh =
                move || -> Box<dyn Database> { Box::new(postgres_version(major).database()) };
            live::check(&fresh);
            // What is written for the oldest version that erc writes for, those before it may refuse; one of our own
            // dumps has what came with 15.
            assert_proven(&fresh, &dumps::scripts("postgres"), major >= 15);
            assert_proven(&fresh, &corpus::files("postgres"), major >= 14);
        }
    }
}

/// Proves every script that the server takes; an older one refuses what it has not learned yet, and the scripts of
/// rebuilt models as well.
#[track_caller]
fn assert_proven(fresh: &Fresh, scripts: &[(String, String)], is_written_for: bool) {
    let mut failed = Vec::new();
    let mut n_taken = 0;
    eprintln!("{HEAD}");
    for (name, text) in scripts {
        let proof = prove_on(fresh, name, text, DialectId::Postgres);
        eprintln!("{proof}");
        if is_written_for || proof.is_loaded() {
            n_taken += 1;
            failed.extend(proof.faults_of(|check| {
                is_written_for || check != "model loads" && check != "again is live"
            }));
        }
    }
    assert!(n_taken > 0 || scripts.is_empty(), "the server took none of {}", scripts.len());
    assert!(failed.is_empty(), "{} differences:\n{}", failed.len(), failed.join("\n"));
}
