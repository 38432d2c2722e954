//! Relations from books and papers, each with its source.
