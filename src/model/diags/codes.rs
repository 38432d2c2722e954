//! The stable names of mistakes in meaning; their pages are the files in `pages/`.

use crate::base::Code;

/// Every code of this room.
pub static CODES: &[&Code] = &[
    &UNKNOWN_NAME,
    &WRONG_KIND,
    &DUPLICATE_NAME,
    &CONFUSABLE_NAMES,
    &EARLIER_NAME_IN_USE,
    &UNKNOWN_ATTRIBUTE,
    &UNKNOWN_VALUE,
    &UNKNOWN_FUNCTION,
    &UNKNOWN_ANNOTATION,
    &MISPLACED_ANNOTATION,
    &WRONG_ARGUMENTS,
    &AMBIGUOUS_VALUE,
    &MISPLACED_MODEL,
    &MISPLACED_MEMBER,
    &MISPLACED_CLAUSE,
    &EMPTY_TYPE,
    &OVERSIZED_TYPE,
    &EMPTY_SQL,
    &INVALID_DOMAIN,
    &INVALID_ARRAY,
    &MANY_IN_TYPE,
    &LONELY_ALTERNATIVE,
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
    &ATTRIBUTE_OF_OTHER_TABLE,
    &INVALID_IDENTITY,
    &INVALID_DEFAULT,
    &SECOND_KEY,
    &KEY_OF_SUBTYPE,
    &INVALID_KEY,
    &OVERSIZED_KEY,
    &TARGET_WITHOUT_KEY,
    &TARGET_NOT_UNIQUE,
    &SEPARATE_SUPERTYPE,
    &REFERENCE_OF_OTHER_TYPE,
    &UNEVEN_FOREIGN_KEY,
    &INVALID_SHARING,
    &IMPOSSIBLE_ACTION,
    &TAKEN_INVERSE,
    &BOTH_SIDES,
    &NOT_A_SUBTYPE,
    &UNLISTED_SUBTYPE,
    &PARTIAL_ABSTRACT,
    &INVALID_DISCRIMINATOR,
    &INHERITED_ATTRIBUTE,
    &MIXED_STORAGE,
    &MINIMUM_OF_MANY,
    &AMBIGUOUS_ROLE,
];

pub(super) static UNKNOWN_NAME: Code = Code {
    name: "unknown-name",
    summary: "A name is used that nothing declares",
    docs: include_str!("pages/unknown-name.md"),
};

pub(super) static WRONG_KIND: Code = Code {
    name: "wrong-kind",
    summary: "A name is used for something it is not",
    docs: include_str!("pages/wrong-kind.md"),
};

pub(super) static DUPLICATE_NAME: Code = Code {
    name: "duplicate-name",
    summary: "A name is declared or listed twice",
    docs: include_str!("pages/duplicate-name.md"),
};

pub(super) static CONFUSABLE_NAMES: Code = Code {
    name: "confusable-names",
    summary: "Two names can hardly be told apart",
    docs: include_str!("pages/confusable-names.md"),
};

pub(super) static EARLIER_NAME_IN_USE: Code = Code {
    name: "earlier-name-in-use",
    summary: "An earlier name is still, or again, in use",
    docs: include_str!("pages/earlier-name-in-use.md"),
};

pub(super) static UNKNOWN_ATTRIBUTE: Code = Code {
    name: "unknown-attribute",
    summary: "An attribute is named that does not exist",
    docs: include_str!("pages/unknown-attribute.md"),
};

pub(super) static UNKNOWN_VALUE: Code = Code {
    name: "unknown-value",
    summary: "A value is named that does not exist",
    docs: include_str!("pages/unknown-value.md"),
};

pub(super) static UNKNOWN_FUNCTION: Code = Code {
    name: "unknown-function",
    summary: "A function is not among the portable ones",
    docs: include_str!("pages/unknown-function.md"),
};

pub(super) static UNKNOWN_ANNOTATION: Code = Code {
    name: "unknown-annotation",
    summary: "An annotation is not part of the language",
    docs: include_str!("pages/unknown-annotation.md"),
};

pub(super) static MISPLACED_ANNOTATION: Code = Code {
    name: "misplaced-annotation",
    summary: "An annotation stands where it means nothing",
    docs: include_str!("pages/misplaced-annotation.md"),
};

pub(super) static WRONG_ARGUMENTS: Code = Code {
    name: "wrong-arguments",
    summary: "A type, function or annotation takes other arguments",
    docs: include_str!("pages/wrong-arguments.md"),
};

pub(super) static AMBIGUOUS_VALUE: Code = Code {
    name: "ambiguous-value",
    summary: "A bare name is an attribute and a value of an enum",
    docs: include_str!("pages/ambiguous-value.md"),
};

pub(super) static MISPLACED_MODEL: Code = Code {
    name: "misplaced-model",
    summary: "An imported file names the model",
    docs: include_str!("pages/misplaced-model.md"),
};

pub(super) static MISPLACED_MEMBER: Code = Code {
    name: "misplaced-member",
    summary: "A member stands in a body that has none of its kind",
    docs: include_str!("pages/misplaced-member.md"),
};

pub(super) static MISPLACED_CLAUSE: Code = Code {
    name: "misplaced-clause",
    summary: "A clause stands behind something that it cannot be about",
    docs: include_str!("pages/misplaced-clause.md"),
};

pub(super) static EMPTY_TYPE: Code = Code {
    name: "empty-type",
    summary: "An enum or composite type has nothing in it",
    docs: include_str!("pages/empty-type.md"),
};

pub(super) static OVERSIZED_TYPE: Code = Code {
    name: "oversized-type",
    summary: "A composite type becomes more columns than a table holds",
    docs: include_str!("pages/oversized-type.md"),
};

pub(super) static EMPTY_SQL: Code = Code {
    name: "empty-sql",
    summary: "An SQL text says nothing",
    docs: include_str!("pages/empty-sql.md"),
};

pub(super) static INVALID_DOMAIN: Code = Code {
    name: "invalid-domain",
    summary: "A `type` narrows something that is no scalar",
    docs: include_str!("pages/invalid-domain.md"),
};

pub(super) static INVALID_ARRAY: Code = Code {
    name: "invalid-array",
    summary: "A list in the row holds something that cannot be listed",
    docs: include_str!("pages/invalid-array.md"),
};

pub(super) static MANY_IN_TYPE: Code = Code {
    name: "many-in-type",
    summary: "A part of a composite type has several values",
    docs: include_str!("pages/many-in-type.md"),
};

pub(super) static LONELY_ALTERNATIVE: Code = Code {
    name: "lonely-alternative",
    summary: "A union offers one entity alone",
    docs: include_str!("pages/lonely-alternative.md"),
};

pub(super) static CYCLIC_MIXIN: Code = Code {
    name: "cyclic-mixin",
    summary: "Mixins take one another over in a circle",
    docs: include_str!("pages/cyclic-mixin.md"),
};

pub(super) static CYCLIC_INHERITANCE: Code = Code {
    name: "cyclic-inheritance",
    summary: "An entity is its own supertype",
    docs: include_str!("pages/cyclic-inheritance.md"),
};

pub(super) static CYCLIC_COMPOSITE: Code = Code {
    name: "cyclic-composite",
    summary: "A composite type contains itself",
    docs: include_str!("pages/cyclic-composite.md"),
};

pub(super) static CYCLIC_DERIVATION: Code = Code {
    name: "cyclic-derivation",
    summary: "Derived attributes are computed from one another",
    docs: include_str!("pages/cyclic-derivation.md"),
};

pub(super) static CYCLIC_KEY: Code = Code {
    name: "cyclic-key",
    summary: "Entities are identified by one another",
    docs: include_str!("pages/cyclic-key.md"),
};

pub(super) static MISMATCHED_TYPE: Code = Code {
    name: "mismatched-type",
    summary: "Values of different types meet",
    docs: include_str!("pages/mismatched-type.md"),
};

pub(super) static INVALID_LITERAL: Code = Code {
    name: "invalid-literal",
    summary: "A literal cannot be a value of its type",
    docs: include_str!("pages/invalid-literal.md"),
};

pub(super) static COMPARISON_WITH_NULL: Code = Code {
    name: "comparison-with-null",
    summary: "Something is compared with `null`",
    docs: include_str!("pages/comparison-with-null.md"),
};

pub(super) static MANY_IN_EXPRESSION: Code = Code {
    name: "many-in-expression",
    summary: "An attribute with several values stands where one is needed",
    docs: include_str!("pages/many-in-expression.md"),
};

pub(super) static ATTRIBUTE_IN_DEFAULT: Code = Code {
    name: "attribute-in-default",
    summary: "A default uses an attribute",
    docs: include_str!("pages/attribute-in-default.md"),
};

pub(super) static VOLATILE_EXPRESSION: Code = Code {
    name: "volatile-expression",
    summary: "A value that changes stands where it must not",
    docs: include_str!("pages/volatile-expression.md"),
};

pub(super) static ATTRIBUTE_OF_OTHER_TABLE: Code = Code {
    name: "attribute-of-other-table",
    summary: "An inherited attribute is kept in another table",
    docs: include_str!("pages/attribute-of-other-table.md"),
};

pub(super) static INVALID_IDENTITY: Code = Code {
    name: "invalid-identity",
    summary: "`identity` stands behind something that cannot count up",
    docs: include_str!("pages/invalid-identity.md"),
};

pub(super) static INVALID_DEFAULT: Code = Code {
    name: "invalid-default",
    summary: "A default or derivation stands behind something without a single value",
    docs: include_str!("pages/invalid-default.md"),
};

pub(super) static SECOND_KEY: Code = Code {
    name: "second-key",
    summary: "An entity has two keys",
    docs: include_str!("pages/second-key.md"),
};

pub(super) static KEY_OF_SUBTYPE: Code = Code {
    name: "key-of-subtype",
    summary: "A subtype has a key of its own",
    docs: include_str!("pages/key-of-subtype.md"),
};

pub(super) static INVALID_KEY: Code = Code {
    name: "invalid-key",
    summary: "A key holds something that cannot identify",
    docs: include_str!("pages/invalid-key.md"),
};

pub(super) static OVERSIZED_KEY: Code = Code {
    name: "oversized-key",
    summary: "A key becomes more columns than a foreign key holds",
    docs: include_str!("pages/oversized-key.md"),
};

pub(super) static TARGET_WITHOUT_KEY: Code = Code {
    name: "target-without-key",
    summary: "A reference has nothing to hold",
    docs: include_str!("pages/target-without-key.md"),
};

pub(super) static TARGET_NOT_UNIQUE: Code = Code {
    name: "target-not-unique",
    summary: "A foreign key refers to what is not unique",
    docs: include_str!("pages/target-not-unique.md"),
};

pub(super) static SEPARATE_SUPERTYPE: Code = Code {
    name: "separate-supertype",
    summary: "A reference to an entity that has no table",
    docs: include_str!("pages/separate-supertype.md"),
};

pub(super) static REFERENCE_OF_OTHER_TYPE: Code = Code {
    name: "reference-of-other-type",
    summary: "Both ends of a reference have different types",
    docs: include_str!("pages/reference-of-other-type.md"),
};

pub(super) static UNEVEN_FOREIGN_KEY: Code = Code {
    name: "uneven-foreign-key",
    summary: "The ends of a foreign key have different numbers of columns",
    docs: include_str!("pages/uneven-foreign-key.md"),
};

pub(super) static INVALID_SHARING: Code = Code {
    name: "invalid-sharing",
    summary: "A reference shares columns that its key does not have",
    docs: include_str!("pages/invalid-sharing.md"),
};

pub(super) static IMPOSSIBLE_ACTION: Code = Code {
    name: "impossible-action",
    summary: "A referential action can never be carried out",
    docs: include_str!("pages/impossible-action.md"),
};

pub(super) static TAKEN_INVERSE: Code = Code {
    name: "taken-inverse",
    summary: "The name for the other side is taken",
    docs: include_str!("pages/taken-inverse.md"),
};

pub(super) static BOTH_SIDES: Code = Code {
    name: "both-sides",
    summary: "One reference is declared from both sides",
    docs: include_str!("pages/both-sides.md"),
};

pub(super) static NOT_A_SUBTYPE: Code = Code {
    name: "not-a-subtype",
    summary: "A group lists an entity that is no subtype",
    docs: include_str!("pages/not-a-subtype.md"),
};

pub(super) static UNLISTED_SUBTYPE: Code = Code {
    name: "unlisted-subtype",
    summary: "A subtype is in none of its supertype's groups",
    docs: include_str!("pages/unlisted-subtype.md"),
};

pub(super) static PARTIAL_ABSTRACT: Code = Code {
    name: "partial-abstract",
    summary: "The only group of an abstract entity is called partial",
    docs: include_str!("pages/partial-abstract.md"),
};

pub(super) static INVALID_DISCRIMINATOR: Code = Code {
    name: "invalid-discriminator",
    summary: "The attribute behind `by` cannot tell the subtypes apart",
    docs: include_str!("pages/invalid-discriminator.md"),
};

pub(super) static INHERITED_ATTRIBUTE: Code = Code {
    name: "inherited-attribute",
    summary: "A subtype declares an attribute that it inherits",
    docs: include_str!("pages/inherited-attribute.md"),
};

pub(super) static MIXED_STORAGE: Code = Code {
    name: "mixed-storage",
    summary: "Groups are stored in ways that exclude each other",
    docs: include_str!("pages/mixed-storage.md"),
};

pub(super) static MINIMUM_OF_MANY: Code = Code {
    name: "minimum-of-many",
    summary: "A minimum stands in a relationship of three or more",
    docs: include_str!("pages/minimum-of-many.md"),
};

pub(super) static AMBIGUOUS_ROLE: Code = Code {
    name: "ambiguous-role",
    summary: "Participants of a relationship cannot be told apart",
    docs: include_str!("pages/ambiguous-role.md"),
};
