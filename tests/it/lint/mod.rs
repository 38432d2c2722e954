//! The linter: every rule has its papers, and says nothing wrong of good models.

mod papers;
