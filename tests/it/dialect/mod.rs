//! Dialects: models become what four databases hold, and three of them are asked whether they agree.

mod built;
mod catalog;
mod docs;
mod models;
mod rows;
mod servers;
