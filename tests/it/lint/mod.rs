//! The linter: every rule has its papers, says nothing wrong of good models, and can be told to be silent.

mod allows;
mod command;
mod corpus;
mod hooks;
mod models;
mod pages;
mod papers;
mod reports;
