//! Migrations: what is altered equals what is made anew, on real databases, and no row is lost.

mod cases;
mod fingerprint;
mod judged;
mod random;
mod round;
mod runner;
