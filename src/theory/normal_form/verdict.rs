//! What is found out about the normal forms of a relation.

use crate::theory::attribute_set::AttributeSet;
use crate::theory::dependencies::{Dependency, DependencyId};

/// The normal forms, each contained in the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NormalForm {
    /// 1NF: every relation, as its values are atomic here.
    First,
    /// 2NF
    Second,
    /// 3NF
    Third,
    /// EKNF, elementary key normal form
    ElementaryKey,
    /// BCNF
    BoyceCodd,
    /// 4NF
    Fourth,
    /// ETNF, essential tuple normal form
    EssentialTuple,
    /// 5NF, projection-join normal form
    Fifth,
    /// 6NF
    Sixth,
}

impl NormalForm {
    /// All of them, the weakest first.
    pub const ALL: [NormalForm; 9] = [
        NormalForm::First,
        NormalForm::Second,
        NormalForm::Third,
        NormalForm::ElementaryKey,
        NormalForm::BoyceCodd,
        NormalForm::Fourth,
        NormalForm::EssentialTuple,
        NormalForm::Fifth,
        NormalForm::Sixth,
    ];

    /// The usual short name.
    pub fn name(self) -> &'static str {
        match self {
            NormalForm::First => "1NF",
            NormalForm::Second => "2NF",
            NormalForm::Third => "3NF",
            NormalForm::ElementaryKey => "EKNF",
            NormalForm::BoyceCodd => "BCNF",
            NormalForm::Fourth => "4NF",
            NormalForm::EssentialTuple => "ETNF",
            NormalForm::Fifth => "5NF",
            NormalForm::Sixth => "6NF",
        }
    }
}

/// Whether a relation is in a normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Holds(Evidence),
    /// It is not: there is a violation of this form or of a weaker one.
    Fails,
    /// The work limit was hit before an answer was found.
    Undecided,
}

/// Why a relation is in a normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Every relation is.
    Definition,
    /// It is even in this stronger one.
    Stronger(NormalForm),
    /// Everything that could break the form was looked at: so many dependencies.
    Checked {
        /// How many nontrivial dependencies were looked at.
        n_dependencies: usize,
    },
    /// It is in 3NF and every key has one attribute, so it is in 5NF, whatever join dependencies
    /// hold beside the declared ones (Date, Fagin, TODS 17(3), 1992).
    SimpleKeys,
}

/// A dependency that keeps the relation out of a normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The weakest form that it is known to break.
    pub form: NormalForm,
    /// The dependency; on its right side only what breaks the form.
    pub dependency: Dependency,
    /// The declared dependency that it is, or that it was taken from. Without one it follows from
    /// several.
    pub origin: Option<DependencyId>,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What is wrong with a dependency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// 2NF: the left side is a proper part of this key, and what it determines is not prime.
    PartOfKey {
        /// A candidate key.
        key: AttributeSet,
    },
    /// 3NF: the left side is no superkey, and what it determines is not prime.
    NotPrime,
    /// EKNF: the left side is no superkey, and what it determines belongs only to keys that are not
    /// elementary.
    NotElementary,
    /// BCNF, 4NF: the left side is no superkey.
    NotSuperkey,
    /// ETNF: no component is a superkey.
    NoSuperkeyComponent,
    /// 5NF: the keys do not imply it.
    NotFromKeys {
        /// What remains of the components when all that share a superkey are united; none is the
        /// whole relation.
        united: Vec<AttributeSet>,
    },
    /// 6NF: the left side is a key that leaves more than one attribute over, so the relation can be
    /// divided.
    Divisible,
}

/// A question that hit the work limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// The weakest form that may be broken.
    pub form: NormalForm,
    /// What could not be found out.
    pub cause: DoubtCause,
}

/// What could not be found out within the work limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DoubtCause {
    /// All functional dependencies that follow.
    Implied,
    /// All candidate keys.
    Keys,
    /// Whether some attributes are prime.
    Primality,
    /// All ways to part the components of a join dependency in two.
    Separators,
    /// Whether a join dependency carries over to this part of the relation.
    Traces,
}

/// Violations and doubts, in the order found.
#[derive(Clone, Debug, Default)]
pub(in crate::theory) struct Findings {
    pub(in crate::theory) violations: Vec<Violation>,
    pub(in crate::theory) doubts: Vec<Doubt>,
}

impl Findings {
    pub(super) fn violate(
        &mut self,
        form: NormalForm,
        dependency: Dependency,
        origin: Option<DependencyId>,
        reason: Reason,
    ) {
        self.violations.push(Violation { form, dependency, origin, reason });
    }

    pub(in crate::theory) fn doubt(&mut self, form: NormalForm, cause: DoubtCause) {
        let doubt = Doubt { form, cause };
        if !self.doubts.contains(&doubt) {
            self.doubts.push(doubt);
        }
    }

    /// Whether a form is known to hold.
    pub(in crate::theory) fn proves(&self, form: NormalForm) -> bool {
        self.violations.iter().all(|it| it.form > form)
            && self.doubts.iter().all(|it| it.form > form)
    }

    /// Whether a form is known to be broken.
    pub(in crate::theory) fn refutes(&self, form: NormalForm) -> bool {
        self.violations.iter().any(|it| it.form <= form)
    }
}
