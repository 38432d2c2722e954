//! What the theory found, in sentences about the model.

use super::relation::Relation;
use crate::theory::{
    AttributeSet, Dependency, DependencyId, Derivation, Doubt, DoubtCause, Evidence, Reason, Step,
    Violation,
};

/// One step of a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofStep {
    /// The declared dependency that applies.
    pub by: DependencyId,
    /// What the step gains.
    pub gain: Gain,
}

/// What a step of a proof gains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gain {
    /// These attributes are determined from now on.
    Determined(AttributeSet),
    /// A block of attributes falls into parts that vary independently.
    Split(AttributeSet, Vec<AttributeSet>),
    /// The declared dependency is what had to be shown.
    Declared,
}

impl Relation {
    /// Why `violation` breaks its form, in the words of the theory.
    pub fn reason(&self, violation: &Violation) -> String {
        if let Dependency::Functional(it) = &violation.dependency
            && it.from.is_empty()
        {
            return format!(
                "{} {} the same in every row",
                self.quoted(&it.to),
                plural(&it.to, "is", "are")
            );
        }
        let left = |it: &Dependency| match it {
            Dependency::Functional(it) => self.quoted(&it.from),
            Dependency::Multivalued(it) => self.quoted(&it.from),
            Dependency::Join(_) => String::new(),
        };
        let from = left(&violation.dependency);
        let to = match &violation.dependency {
            Dependency::Functional(it) => it.to.clone(),
            Dependency::Multivalued(it) => it.to.clone(),
            Dependency::Join(_) => AttributeSet::new(),
        };
        let (is, belongs) = (plural(&to, "is", "are"), plural(&to, "belongs", "belong"));
        match &violation.reason {
            Reason::PartOfKey { key } => format!(
                "{from} is only a part of the key {}, and {} {belongs} to no candidate key",
                self.bracketed(key),
                self.quoted(&to)
            ),
            Reason::NotPrime => format!(
                "{from} is no superkey, and {} {belongs} to no candidate key",
                self.quoted(&to)
            ),
            Reason::NotElementary => {
                format!("{from} is no superkey, and {} {is} in no elementary key", self.quoted(&to))
            }
            Reason::NotSuperkey => format!("{from} is no superkey"),
            Reason::NoSuperkeyComponent => "no component of it is a superkey".to_owned(),
            Reason::NotFromKeys { united } => {
                let united: Vec<String> = united.iter().map(|it| self.bracketed(it)).collect();
                format!(
                    "the candidate keys do not imply it: they join it up to {} only",
                    united.join(" ")
                )
            }
            Reason::Divisible => format!(
                "beside the key {from} there is more than one attribute, so the relation can be divided"
            ),
        }
    }

    /// A step in words: "`a -> b` gives `b`".
    pub fn step_text(&self, step: &ProofStep) -> String {
        let by = self.text(&self.dependencies.get(step.by));
        match &step.gain {
            Gain::Determined(gained) => format!("`{by}` gives {}", self.quoted(gained)),
            Gain::Split(block, into) => {
                let into: Vec<String> = into.iter().map(|it| self.bracketed(it)).collect();
                format!("`{by}` splits {} into {}", self.bracketed(block), into.join(" and "))
            }
            Gain::Declared => format!("`{by}` is declared"),
        }
    }

    /// Why a relation is in a form.
    pub fn evidence(&self, evidence: Evidence) -> String {
        match evidence {
            Evidence::Definition => "every relation is, as its values are atomic".to_owned(),
            Evidence::Stronger(form) => format!("it is even in {}", form.name()),
            Evidence::Checked { n_dependencies: 0 } => {
                "nothing holds that could break it".to_owned()
            }
            Evidence::Checked { n_dependencies: 1 } => {
                "the one dependency that could break it does not".to_owned()
            }
            Evidence::Checked { n_dependencies } => {
                format!("none of the {n_dependencies} dependencies that could break it does")
            }
            Evidence::SimpleKeys => {
                "it is in 3NF, and every key is one attribute (Date, Fagin 1992)".to_owned()
            }
        }
    }

    /// "`a`, `b`"; of the empty set "nothing".
    pub fn quoted(&self, set: &AttributeSet) -> String {
        match set.is_empty() {
            true => "nothing".to_owned(),
            false => {
                let names: Vec<String> =
                    self.names(set).iter().map(|it| format!("`{it}`")).collect();
                names.join(", ")
            }
        }
    }

    /// `(a, b)`
    pub fn bracketed(&self, set: &AttributeSet) -> String {
        format!("({})", self.list(set))
    }
}

/// The steps of a derivation.
pub(super) fn steps(derivation: Derivation) -> Vec<ProofStep> {
    let step = |it: Step| match it {
        Step::Determine { by, gained } => ProofStep { by, gain: Gain::Determined(gained) },
        Step::Split { by, block, into } => {
            ProofStep { by, gain: Gain::Split(block, into.into_iter().collect()) }
        }
    };
    derivation.steps.into_iter().map(step).collect()
}

/// What could not be found out, in words.
pub fn doubt_text(doubt: Doubt) -> String {
    let what = match doubt.cause {
        DoubtCause::Implied => "not all functional dependencies that follow were found",
        DoubtCause::Keys => "not all candidate keys were found",
        DoubtCause::Primality => "it is open whether some attributes belong to a key",
        DoubtCause::Separators => "not all ways to part a join dependency in two were tried",
        DoubtCause::Traces => "it is open whether a join dependency carries over to a part",
    };
    format!("{} was not decided within the work limit: {what}", doubt.form.name())
}

fn plural<'a>(set: &AttributeSet, one: &'a str, many: &'a str) -> &'a str {
    if set.len() == 1 { one } else { many }
}
