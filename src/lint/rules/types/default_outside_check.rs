//! `default-outside-check`: a default breaks a check.

use crate::base::{Code, Constant, Span, constant, holds};
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeId, AttributeOwner, AttributeType, Check, Expr, Operand};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "default-outside-check",
        summary: "A default breaks a check",
        docs: "\
Every row that relies on the default is refused. Nobody notices until the first program leaves the attribute out.

Bad:

```erd
entity Order {
  id bigint key identity
  quantity int = 0 check quantity > 0
}
```

Good:

```erd
entity Offer {
  id bigint key identity
  quantity int = 1 check quantity > 0
}
```
",
    },
    group: Group::Types,
    level: Level::Deny,
    needs: Needs::Model,
    check,
};

fn check(cx: &Context<'_>, out: &mut Findings) {
    let members = members(cx);
    for (id, attribute) in cx.attributes() {
        let Some(default) = &attribute.default else { continue };
        let Some(value) = constant(default) else { continue };
        let of_domain: &[Expr] = if let AttributeType::Domain(domain) = attribute.ty {
            &cx.model.domains[domain].checks
        } else {
            &[]
        };
        let of_entity = members.get(&id).into_iter().flatten().copied();
        for check in attribute.checks.iter().chain(of_domain).chain(of_entity) {
            report(cx, out, (id, attribute), (&value, default.span), check);
        }
    }
    for domain in cx.model.domains.values() {
        let Some(default) = &domain.default else { continue };
        let Some(value) = constant(default) else { continue };
        let is_broken = |it: &&Expr| holds(it, &mut |_| Some(value.clone())) == Some(false);
        if let Some(check) = domain.checks.iter().find(is_broken) {
            let message = format!("the default of `{}` breaks its own check", domain.name);
            let finding =
                out.at(default.span, message).because(check.span, "this does not hold of it");
            out.push(finding.help("change one of the two"));
        }
    }
}

fn report(
    cx: &Context<'_>,
    out: &mut Findings,
    (id, attribute): (AttributeId, &Attribute),
    (value, span): (&Constant, Span),
    check: &Expr,
) {
    let mut known = |operand: &Operand| {
        let is_it = matches!(operand, Operand::Value) || Context::attribute_of(operand) == Some(id);
        is_it.then(|| value.clone())
    };
    if holds(check, &mut known) == Some(false) {
        let message = format!("the default of `{}` breaks a check", cx.title(attribute));
        let finding = out.at(span, message).because(check.span, "this does not hold of it");
        out.push_of(cx.owner_span(attribute), finding.help("change one of the two"));
    }
}

/// The checks of entities, relationships and composites that speak of one attribute alone, by attribute.
fn members<'a>(cx: &Context<'a>) -> FxHashMap<AttributeId, Vec<&'a Expr>> {
    let mut res: FxHashMap<AttributeId, Vec<&Expr>> = FxHashMap::default();
    let model = cx.model;
    let entities = model.entities.values().flat_map(|it| &it.checks);
    let relationships = model.relationships.values().flat_map(|it| &it.checks);
    let composites = model.composites.values().flat_map(|it| &it.checks);
    for Check { expr, .. } in entities.chain(relationships).chain(composites) {
        let mut attributes = expr.references().into_iter().map(Context::attribute_of);
        let Some(Some(first)) = attributes.next() else { continue };
        let owner = model.attributes[first].owner;
        if attributes.all(|it| it == Some(first)) && !matches!(owner, AttributeOwner::View(_)) {
            res.entry(first).or_default().push(expr);
        }
    }
    res
}
