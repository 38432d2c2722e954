//! The theory against its definitions, and against the literature.

mod armstrong;
mod basis;
mod closure;
mod cover;
mod decomposition;
mod keys;
mod normal_form;
mod oracle;
mod random;
mod textbook;
