//! The normal forms of a relation: which hold, which are broken and by what, which could not be
//! decided.
//!
//! All definitions speak of every dependency that follows, not only of those declared. With
//! `nontrivial` and `superkey` understood under all dependencies together, a relation is in
//!
//! - **2NF** if no proper part of a candidate key determines an attribute that is not prime (Codd
//!   1971);
//! - **3NF** if for every nontrivial `X -> A`, `X` is a superkey or `A` is prime (Codd 1971, as
//!   said by Zaniolo);
//! - **EKNF** if for every elementary `X -> A`, `X` is a superkey or `A` belongs to an elementary
//!   key (Zaniolo, TODS 7(3), 1982). `X -> A` is elementary if no proper part of `X` determines `A`
//!   and `A` is not in `X`; a key is elementary if some `K -> A` is;
//! - **BCNF** if for every nontrivial `X -> A`, `X` is a superkey (Heath 1971, Boyce and Codd
//!   1974);
//! - **4NF** if for every nontrivial `X ->> Y`, `X` is a superkey (Fagin, TODS 2(3), 1977);
//! - **ETNF** if it is in BCNF and every declared join or multivalued dependency has a component
//!   that is a superkey (Darwen, Date, Fagin, ICDT 2012);
//! - **5NF** (PJ/NF) if every join dependency follows from the candidate keys (Fagin, SIGMOD 1979);
//! - **6NF** if every join dependency is trivial (Date, Darwen, Lorentzos 2002).
//!
//! Each form contains those above it in the list. What makes them decidable:
//!
//! - BCNF, EKNF, 3NF: the last dependency of a cover in the derivation of a violating `X -> A`
//!   violates as well, so a cover is all that need be looked at. 3NF and EKNF then ask about single
//!   attributes (NP-complete), BCNF does not.
//! - 4NF: take `X` that is no superkey. The first rule that refines its only block (see the
//!   dependency basis) is a dependency whose left side lies in `X`, or a join dependency that `X`
//!   separates into two groups of components; then the attributes common to both groups lie in `X`.
//!   So the declared dependencies and the separators of the join dependencies are all that need be
//!   looked at.
//! - 5NF: if the keys imply what is declared, they imply all that follows. Whether they do is
//!   Fagin's membership algorithm, which needs no list of keys, only the superkey test: exact, in
//!   polynomial time.
//! - 6NF: in 5NF a nontrivial join dependency exists if and only if some key leaves two attributes
//!   over.

mod functional;
mod join;
mod verdict;

pub use verdict::{Doubt, DoubtCause, Evidence, NormalForm, Reason, Verdict, Violation};

pub(super) use functional::FunctionalForms;
pub(super) use join::{break_fourth, break_joins, unite_by_keys};
pub(super) use verdict::Findings;
