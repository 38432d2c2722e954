//! The theory against its definitions, and against the literature.

mod armstrong;
mod basis;
mod closure;
mod cover;
mod decomposition;
mod keys;
pub mod normal_form;
pub mod oracle;
pub mod random;
mod textbook;
