//! The steps of a path, kept by many.

use std::ops::Deref;
use std::sync::Arc;

use super::Step;

/// The steps of a path, as the many columns keep them that a model becomes. Nearly all paths are one step long, and that
/// needs no memory of its own.
#[derive(Debug, Clone)]
pub enum Steps {
    /// A single step.
    One(Step),
    /// None or several, shared by those who keep them.
    Many(Arc<[Step]>),
}

impl Default for Steps {
    fn default() -> Self {
        Steps::Many(Arc::default())
    }
}

impl Deref for Steps {
    type Target = [Step];

    fn deref(&self) -> &[Step] {
        match self {
            Steps::One(step) => std::slice::from_ref(step),
            Steps::Many(steps) => steps,
        }
    }
}

impl FromIterator<Step> for Steps {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Self {
        let mut steps = steps.into_iter();
        let Some(first) = steps.next() else { return Steps::default() };
        match steps.next() {
            None => Steps::One(first),
            Some(second) => Steps::Many([first, second].into_iter().chain(steps).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AttributeId;

    #[test]
    fn steps_are_what_they_were_made_of() {
        for n_steps in 0..4 {
            let steps = (0..n_steps).map(|it| Step::Attribute(AttributeId::new(it)));
            let kept: Steps = steps.clone().collect();
            assert_eq!(*kept, *steps.collect::<Vec<Step>>());
        }
        assert_eq!(size_of::<Steps>(), 2 * size_of::<usize>());
    }
}
