//! Layouts keep their promises on any graph: nothing overlaps, lines are right-angled and end where
//! they should, groups hold their members, and it ends in time.

mod hostile;
mod measure;
mod promises;
mod shapes;
