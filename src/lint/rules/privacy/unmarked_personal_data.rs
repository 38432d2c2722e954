//! `unmarked-personal-data`: data about a person are not marked.

use crate::base::{Code, Name};
use crate::lint::words::Words;
use crate::lint::{Context, Findings, Group, Level, Needs, Rule};
use crate::model::{Attribute, AttributeOwner};
use rustc_hash::FxHashMap;

pub(super) static RULE: Rule = Rule {
    code: Code {
        name: "unmarked-personal-data",
        summary: "Data about a person are not marked",
        docs: "\
`@pii` reaches documents, exports and sample data: it says which columns a request for erasure is about. A model
that marks some of them is trusted to mark all.

Bad:

```erd
entity Customer {
  id bigint key identity
  email varchar(254) @pii
}
entity Lead {
  id bigint key identity
  email varchar(254)
  date_of_birth date
}
```

Good:

```erd
entity Person {
  id bigint key identity
  given_name varchar(80) @pii
  family_name varchar(80) @pii
}
```

Allow it for data about companies, and for the addresses of our own departments.
",
    },
    group: Group::Privacy,
    level: Level::Info,
    needs: Needs::Model,
    check,
};

/// Names that only people have.
const OF_PEOPLE: [&str; 14] = [
    "first_name",
    "last_name",
    "given_name",
    "family_name",
    "middle_name",
    "maiden_name",
    "date_of_birth",
    "birth_date",
    "birthdate",
    "birthday",
    "born_on",
    "ssn",
    "social_security_number",
    "passport_no",
];

fn check(cx: &Context<'_>, out: &mut Findings) {
    let is_marked = |it: &Attribute| it.metadata.is_pii || it.metadata.is_sensitive;
    let mut marked: FxHashMap<&Name, &Attribute> = FxHashMap::default();
    for (_, attribute) in cx.attributes().filter(|(_, it)| is_marked(it)) {
        marked.entry(&attribute.name).or_insert(attribute);
    }
    if marked.is_empty() {
        // The model says nothing of persons at all.
        return;
    }
    for (_, attribute) in cx.attributes().filter(|(_, it)| !is_marked(it) && it.reference.is_none())
    {
        let is_of_people = OF_PEOPLE.contains(&Words::of(&attribute.name).snake());
        let twin =
            marked.get(&attribute.name).filter(|it| it.ty == attribute.ty && is_contact(&it.name));
        let twin = twin.filter(|_| is_person(cx, attribute));
        // A part of a composite is marked where the composite is used.
        let is_part = matches!(attribute.owner, AttributeOwner::Composite(_));
        if is_part || !is_of_people && twin.is_none() {
            continue;
        }
        let message = format!("`{}` is about a person, and not marked", cx.title(attribute));
        let finding = out.at(attribute.name_span, message);
        let finding = match twin {
            Some(twin) => finding.because(twin.name_span, "marked here"),
            None => finding,
        };
        out.push_of(
            cx.owner_span(attribute),
            finding.help("mark it `@pii`, or allow it where it is about nobody"),
        );
    }
}

/// Whether the entity of an attribute has the name of a person, or says so itself.
fn is_person(cx: &Context<'_>, attribute: &Attribute) -> bool {
    let AttributeOwner::Entity(id) = attribute.owner else { return false };
    let entity = &cx.model.entities[id];
    let is_name = |name: &str| OF_PEOPLE.contains(&name) || name == "full_name";
    let says_so = [
        "person", "customer", "patient", "employee", "user", "lead", "contact", "member", "guest",
        "student",
    ];
    cx.attributes_of(entity).any(|(_, it)| is_name(Words::of(&it.name).snake()))
        || Words::of(&entity.name).has(&says_so)
}

/// Names that are about whoever owns the entity, and mean a person where they are marked once.
fn is_contact(name: &str) -> bool {
    Words::of(name).has(&["email", "phone", "mobile", "birth", "born", "tax", "iban", "passport"])
}
