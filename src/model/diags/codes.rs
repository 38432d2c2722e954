//! The stable names of mistakes in meaning and their pages.

use crate::base::Code;

/// Every code of this room.
pub static CODES: &[&Code] = &[
    &UNKNOWN_NAME,
    &WRONG_KIND,
    &DUPLICATE_NAME,
    &CONFUSABLE_NAMES,
    &UNKNOWN_ATTRIBUTE,
    &UNKNOWN_VALUE,
    &UNKNOWN_FUNCTION,
    &UNKNOWN_ANNOTATION,
    &MISPLACED_ANNOTATION,
    &WRONG_ARGUMENTS,
    &AMBIGUOUS_VALUE,
    &CYCLIC_MIXIN,
    &CYCLIC_INHERITANCE,
    &CYCLIC_COMPOSITE,
    &CYCLIC_DERIVATION,
    &CYCLIC_KEY,
    &MISMATCHED_TYPE,
    &INVALID_LITERAL,
    &COMPARISON_WITH_NULL,
    &MANY_IN_EXPRESSION,
    &ATTRIBUTE_IN_DEFAULT,
    &VOLATILE_EXPRESSION,
    &EMPTY_SQL,
    &INVALID_DOMAIN,
    &INVALID_ARRAY,
    &EMPTY_ENUM,
    &INVALID_IDENTITY,
    &INVALID_DEFAULT,
    &MISPLACED_CLAUSE,
    &MISPLACED_MEMBER,
    &SECOND_KEY,
    &KEY_OF_SUBTYPE,
    &INVALID_KEY,
    &TARGET_WITHOUT_KEY,
    &TARGET_NOT_UNIQUE,
    &SEPARATE_SUPERTYPE,
    &REFERENCE_OF_OTHER_TYPE,
    &UNEVEN_FOREIGN_KEY,
    &INVALID_UNION,
    &NOT_A_SUBTYPE,
    &INVALID_DISCRIMINATOR,
    &INHERITED_ATTRIBUTE,
    &MIXED_STORAGE,
    &MINIMUM_OF_MANY,
    &AMBIGUOUS_ROLE,
    &TAKEN_INVERSE,
    &BOTH_SIDES,
    &MISPLACED_MODEL,
    &NESTED_SCHEMA,
];

pub(super) static UNKNOWN_NAME: Code = Code {
    name: "unknown-name",
    summary: "A name is used that nothing declares",
    docs: "\
Types, entities and mixins are named exactly as declared; case counts. Inside a `schema` block its own names come first; a name of
another schema is written with it: `warehouse.Bin`. A name that is used many times is reported once.

```erd
entity Order {
  id bigint key
  customer Custommer
}
```

Instead:

```erd
entity Order {
  id bigint key
  customer Customer
}
```
",
};

pub(super) static WRONG_KIND: Code = Code {
    name: "wrong-kind",
    summary: "A name is used for something it is not",
    docs: "\
A mixin is no type, a relationship is no entity: each place takes names of certain declarations only.

```erd
mixin Audited { at timestamptz }
entity A {
  id int key
  audit Audited
}
```

Instead:

```erd
entity A with Audited {
  id int key
}
```
",
};

pub(super) static DUPLICATE_NAME: Code = Code {
    name: "duplicate-name",
    summary: "A name is declared or listed twice",
    docs: "\
Types, entities, relationships, mixins and views share their names within a schema; attributes and constraints within their entity.
",
};

pub(super) static CONFUSABLE_NAMES: Code = Code {
    name: "confusable-names",
    summary: "Two names can hardly be told apart",
    docs: "\
Names are compared exactly in a model, yet databases fold case and accents can be encoded in two ways (Unicode Standard
Annex 15). Two names that differ only in that would collide or be mixed up.

```erd
entity User { id int key }
entity USER { id int key }
```
",
};

pub(super) static UNKNOWN_ATTRIBUTE: Code = Code {
    name: "unknown-attribute",
    summary: "An attribute is named that does not exist",
    docs: "\
Keys, indexes, checks, dependencies and expressions name attributes of their entity, its mixins and its supertypes. A composite's
parts are reached with a dot, and of a reference only its key: `ship_to.zip`, `customer.id`.

```erd
entity A {
  id int key
  check idd > 0
}
```

Instead:

```erd
entity A {
  id int key
  check id > 0
}
```
",
};

pub(super) static UNKNOWN_VALUE: Code = Code {
    name: "unknown-value",
    summary: "An enum has no such value",
    docs: "\
Beside an attribute whose type is an enum, a bare name is a value of that enum.
",
};

pub(super) static UNKNOWN_FUNCTION: Code = Code {
    name: "unknown-function",
    summary: "A function is not among the portable ones",
    docs: "\
The portable functions are listed in the language reference; each database prints them in its own words. What only one database
has is written `sql(postgres: \"…\")`.
",
};

pub(super) static UNKNOWN_ANNOTATION: Code = Code {
    name: "unknown-annotation",
    summary: "An annotation is not part of the language",
    docs: "\
Annotations without a dot belong to the language and are checked. Free metadata has a dot and is carried into every JSON output.

```erd
email text @Pii
```

Instead:

```erd
email text @pii @acme.owner(\"crm\")
```
",
};

pub(super) static MISPLACED_ANNOTATION: Code = Code {
    name: "misplaced-annotation",
    summary: "An annotation stands where it means nothing",
    docs: "\
Each annotation is about certain things: `@table` about entities, relationships and views, `@column` about attributes, and so on.
",
};

pub(super) static WRONG_ARGUMENTS: Code = Code {
    name: "wrong-arguments",
    summary: "A type, function or annotation has other arguments",
    docs: "\
The message shows the right form.

```erd
name varchar
```

Instead:

```erd
name varchar(80)
```
",
};

pub(super) static AMBIGUOUS_VALUE: Code = Code {
    name: "ambiguous-value",
    summary: "A bare name is an attribute and a value of an enum",
    docs: "\
Where an attribute has the name of a value, the value is written with its enum.

```erd
check status = pending
```

Instead:

```erd
check status = OrderStatus.pending
```
",
};

pub(super) static CYCLIC_MIXIN: Code = Code {
    name: "cyclic-mixin",
    summary: "Mixins take one another over in a circle",
    docs: "\
A mixin can take over others, but not itself.
",
};

pub(super) static CYCLIC_INHERITANCE: Code = Code {
    name: "cyclic-inheritance",
    summary: "An entity is its own supertype",
    docs: "\
A hierarchy has a root.
",
};

pub(super) static CYCLIC_COMPOSITE: Code = Code {
    name: "cyclic-composite",
    summary: "A composite type contains itself",
    docs: "\
A composite becomes columns, and there would be infinitely many.
",
};

pub(super) static CYCLIC_DERIVATION: Code = Code {
    name: "cyclic-derivation",
    summary: "Derived attributes are computed from one another",
    docs: "\
A derived attribute may use others, as long as one of them ends at plain attributes.
",
};

pub(super) static CYCLIC_KEY: Code = Code {
    name: "cyclic-key",
    summary: "Entities are identified by one another",
    docs: "\
The key of a weak entity contains the key of its owner. In a circle no key would ever end.
",
};

pub(super) static MISMATCHED_TYPE: Code = Code {
    name: "mismatched-type",
    summary: "Values of different types meet",
    docs: "\
Expressions are type-checked, since databases differ in what they convert silently. Numbers go with numbers, texts with texts, days
with moments, values of an enum with the same enum; everything else is converted in the open with `cast`.
",
};

pub(super) static INVALID_LITERAL: Code = Code {
    name: "invalid-literal",
    summary: "A literal cannot be a value of its type",
    docs: "\
The value would be refused, or cut, by the database.

```erd
code char(2) = \"ABC\"
```

Instead:

```erd
code char(2) = \"AB\"
```
",
};

pub(super) static COMPARISON_WITH_NULL: Code = Code {
    name: "comparison-with-null",
    summary: "Something is compared with `null`",
    docs: "\
Comparing with null gives null, never true (SQL:2016, 8.2).

```erd
check a = null
```

Instead:

```erd
check a is null
```
",
};

pub(super) static MANY_IN_EXPRESSION: Code = Code {
    name: "many-in-expression",
    summary: "An attribute with several values stands in an expression",
    docs: "\
Multivalued attributes live in tables of their own; an expression sees one row of one table.
",
};

pub(super) static ATTRIBUTE_IN_DEFAULT: Code = Code {
    name: "attribute-in-default",
    summary: "A default uses an attribute",
    docs: "\
Databases compute a default before the row exists. What follows from other attributes is derived.

```erd
total int = price
```

Instead:

```erd
total int := price
```
",
};

pub(super) static VOLATILE_EXPRESSION: Code = Code {
    name: "volatile-expression",
    summary: "A value that changes stands where it must not",
    docs: "\
Stored derived attributes and indexes are computed once; a function like `now()` would give something else the next time.
",
};

pub(super) static EMPTY_SQL: Code = Code {
    name: "empty-sql",
    summary: "An SQL text says nothing",
    docs: "\
Views and native objects are made by the SQL they carry.
",
};

pub(super) static INVALID_DOMAIN: Code = Code {
    name: "invalid-domain",
    summary: "A `type` narrows something that is no scalar",
    docs: "\
`type Name = …` gives a scalar type a name, checks and a default. What has parts is `type Name { … }`.
",
};

pub(super) static INVALID_ARRAY: Code = Code {
    name: "invalid-array",
    summary: "A list in the row holds something that cannot be listed",
    docs: "\
`T[]` keeps scalars or enum values in the row. Several entities, composites or unions are written with `*`.
",
};

pub(super) static EMPTY_ENUM: Code = Code {
    name: "empty-enum",
    summary: "An enum has no values",
    docs: "\
Nothing could ever be of this type.
",
};

pub(super) static INVALID_IDENTITY: Code = Code {
    name: "invalid-identity",
    summary: "`identity` stands behind something that cannot count up",
    docs: "\
The database counts whole numbers up, one column a table.
",
};

pub(super) static INVALID_DEFAULT: Code = Code {
    name: "invalid-default",
    summary: "A default or derivation stands behind something without a single value",
    docs: "\
Composites and multivalued attributes have no single value.
",
};

pub(super) static MISPLACED_CLAUSE: Code = Code {
    name: "misplaced-clause",
    summary: "A clause stands behind an attribute that it cannot be about",
    docs: "\
Referential actions need a reference; keys are not for parts of composites; views have columns alone.
",
};

pub(super) static MISPLACED_MEMBER: Code = Code {
    name: "misplaced-member",
    summary: "A member stands in a body that has none of its kind",
    docs: "\
Composites have attributes, checks and dependencies; views have attributes; relationships have no `key (…)`, no foreign keys and no subtypes.
",
};

pub(super) static SECOND_KEY: Code = Code {
    name: "second-key",
    summary: "An entity has two keys",
    docs: "\
The key is what references hold. Every other candidate key is declared `unique`.
",
};

pub(super) static KEY_OF_SUBTYPE: Code = Code {
    name: "key-of-subtype",
    summary: "A subtype has a key of its own",
    docs: "\
An instance of the subtype is an instance of the supertype and identified like one.
",
};

pub(super) static INVALID_KEY: Code = Code {
    name: "invalid-key",
    summary: "A key holds something that cannot identify",
    docs: "\
A key is always there and has one value (entity integrity; Codd, 1979).
",
};

pub(super) static TARGET_WITHOUT_KEY: Code = Code {
    name: "target-without-key",
    summary: "A reference has nothing to hold",
    docs: "\
A reference is kept as the key of what it refers to.
",
};

pub(super) static TARGET_NOT_UNIQUE: Code = Code {
    name: "target-not-unique",
    summary: "A foreign key refers to what is not unique",
    docs: "\
A row that refers must find one row (SQL:2016, 11.8: the referenced columns are those of a unique constraint).
",
};

pub(super) static SEPARATE_SUPERTYPE: Code = Code {
    name: "separate-supertype",
    summary: "A reference to an entity that has no table",
    docs: "\
With `stored separate` the instances are spread over the tables of the subtypes, and no foreign key can point at several tables. A
union can: one column for each.
",
};

pub(super) static REFERENCE_OF_OTHER_TYPE: Code = Code {
    name: "reference-of-other-type",
    summary: "Both ends of a reference have different types",
    docs: "\
The database would refuse the foreign key or convert on every join.
",
};

pub(super) static UNEVEN_FOREIGN_KEY: Code = Code {
    name: "uneven-foreign-key",
    summary: "A foreign key lists more attributes on one side",
    docs: "\
Attributes are paired in order.
",
};

pub(super) static INVALID_UNION: Code = Code {
    name: "invalid-union",
    summary: "A union lists an entity twice, or one alone",
    docs: "\
A union is a choice between entities.
",
};

pub(super) static NOT_A_SUBTYPE: Code = Code {
    name: "not-a-subtype",
    summary: "A group lists an entity that is no subtype",
    docs: "\
`subtypes (…)` divides the entities that extend this one.
",
};

pub(super) static INVALID_DISCRIMINATOR: Code = Code {
    name: "invalid-discriminator",
    summary: "The attribute behind `by` cannot tell the subtypes apart",
    docs: "\
It is an enum of the supertype whose values are the names of the subtypes in snake_case.
",
};

pub(super) static INHERITED_ATTRIBUTE: Code = Code {
    name: "inherited-attribute",
    summary: "A subtype declares an attribute that it inherits",
    docs: "\
Two attributes of one name would be two columns of one name.
",
};

pub(super) static MIXED_STORAGE: Code = Code {
    name: "mixed-storage",
    summary: "Groups of one entity are stored in ways that exclude each other",
    docs: "\
`separate` leaves the supertype without a table; `joined` and `single` need it.
",
};

pub(super) static MINIMUM_OF_MANY: Code = Code {
    name: "minimum-of-many",
    summary: "A minimum stands in a relationship of three or more",
    docs: "\
Look-across, a minimum above 0 with three or more participants would demand an instance for every combination of the others.
",
};

pub(super) static AMBIGUOUS_ROLE: Code = Code {
    name: "ambiguous-role",
    summary: "Two participants or attributes of a relationship have one name",
    docs: "\
An entity that takes part twice needs roles.

```erd
relationship Manages: Person? -- Person*
```

Instead:

```erd
relationship Manages: Person? as manager -- Person* as report
```
",
};

pub(super) static TAKEN_INVERSE: Code = Code {
    name: "taken-inverse",
    summary: "The name for the other side is taken",
    docs: "\
`inverse` names a reference as the entity at its other end sees it, beside that entity's attributes.
",
};

pub(super) static BOTH_SIDES: Code = Code {
    name: "both-sides",
    summary: "One reference is declared from both sides",
    docs: "\
A reference is declared where it is kept, at the side with one. The other side has a name for it: `inverse`.
",
};

pub(super) static MISPLACED_MODEL: Code = Code {
    name: "misplaced-model",
    summary: "`model` stands somewhere else than at the top of the entry file",
    docs: "\
A model has one name.
",
};

pub(super) static NESTED_SCHEMA: Code = Code {
    name: "nested-schema",
    summary: "A schema stands inside another",
    docs: "\
Databases have one level of schemas.
",
};
