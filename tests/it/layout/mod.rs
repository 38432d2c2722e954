//! Layouts keep their promises on any graph: nothing overlaps, lines are right-angled and end where
//! they should, groups hold their members, and it ends in time.

mod graphviz;
mod hostile;
#[allow(dead_code, reason = "the benchmark uses the rest")]
mod measure;
mod peers;
mod promises;
#[allow(dead_code, reason = "the benchmark uses the rest")]
pub(crate) mod shapes;
