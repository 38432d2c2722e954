//! Attributes of one owner that have the same to be said of them, said once.

use crate::base::{Diagnostic, Fix};
use crate::model::{Attribute, AttributeOwner};

use super::{Context, Findings};

/// Attributes of one owner, in their order; at least one.
pub(super) struct Group<'a> {
    pub(super) members: Vec<&'a Attribute>,
}

/// The attributes that `is_meant`, those of each owner together. What is allowed on an attribute itself is left out.
pub(super) fn grouped<'a>(
    cx: &Context<'a>,
    rule: &str,
    is_meant: impl Fn(&Attribute) -> bool,
) -> Vec<Group<'a>> {
    let mut res: Vec<Group<'a>> = Vec::new();
    let mut last: Option<AttributeOwner> = None;
    for (_, attribute) in cx.attributes().filter(|(_, it)| is_meant(it)) {
        if cx.allows.silences(rule, attribute.name_span) {
            continue;
        }
        match res.last_mut().filter(|_| last == Some(attribute.owner)) {
            Some(group) => group.members.push(attribute),
            None => res.push(Group { members: vec![attribute] }),
        }
        last = Some(attribute.owner);
    }
    res
}

impl Group<'_> {
    /// "`Order.placed_at` is", "3 attributes of `Order`, such as `placed_at`, are".
    pub(super) fn subject(&self, cx: &Context<'_>) -> String {
        let first = self.members[0];
        match self.members.len() {
            1 => format!("`{}` is", cx.title(first)),
            n => format!(
                "{n} attributes of `{}`, such as `{}`, are",
                cx.owner_name(first),
                first.name
            ),
        }
    }

    /// Takes the finding in, about the owner, with the other members beside it.
    pub(super) fn push(
        &self,
        cx: &Context<'_>,
        out: &mut Findings,
        mut finding: Diagnostic,
        fix: Option<Fix>,
    ) {
        for other in self.members.iter().skip(1) {
            finding = finding.because(other.name_span, "this as well");
        }
        out.push_of(cx.owner_span(self.members[0]), finding.fix_opt(fix));
    }
}
