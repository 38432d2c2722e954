//! Mistakes in what things say together: circles, expressions, keys, references, hierarchies, relationships.

use crate::base::Code;

pub(in crate::model::diags) static CYCLIC_MIXIN: Code = Code {
    name: "cyclic-mixin",
    summary: "Mixins take one another over in a circle",
    docs: include_str!("../pages/cyclic-mixin.md"),
};

pub(in crate::model::diags) static CYCLIC_INHERITANCE: Code = Code {
    name: "cyclic-inheritance",
    summary: "An entity is its own supertype",
    docs: include_str!("../pages/cyclic-inheritance.md"),
};

pub(in crate::model::diags) static CYCLIC_COMPOSITE: Code = Code {
    name: "cyclic-composite",
    summary: "A composite type contains itself",
    docs: include_str!("../pages/cyclic-composite.md"),
};

pub(in crate::model::diags) static CYCLIC_DERIVATION: Code = Code {
    name: "cyclic-derivation",
    summary: "Derived attributes are computed from one another",
    docs: include_str!("../pages/cyclic-derivation.md"),
};

pub(in crate::model::diags) static CYCLIC_KEY: Code = Code {
    name: "cyclic-key",
    summary: "Entities are identified by one another",
    docs: include_str!("../pages/cyclic-key.md"),
};

pub(in crate::model::diags) static MISMATCHED_TYPE: Code = Code {
    name: "mismatched-type",
    summary: "Values of different types meet",
    docs: include_str!("../pages/mismatched-type.md"),
};

pub(in crate::model::diags) static INVALID_LITERAL: Code = Code {
    name: "invalid-literal",
    summary: "A literal cannot be a value of its type",
    docs: include_str!("../pages/invalid-literal.md"),
};

pub(in crate::model::diags) static COMPARISON_WITH_NULL: Code = Code {
    name: "comparison-with-null",
    summary: "Something is compared with `null`",
    docs: include_str!("../pages/comparison-with-null.md"),
};

pub(in crate::model::diags) static MANY_IN_EXPRESSION: Code = Code {
    name: "many-in-expression",
    summary: "An attribute with several values stands where one is needed",
    docs: include_str!("../pages/many-in-expression.md"),
};

pub(in crate::model::diags) static ATTRIBUTE_IN_DEFAULT: Code = Code {
    name: "attribute-in-default",
    summary: "A default uses an attribute",
    docs: include_str!("../pages/attribute-in-default.md"),
};

pub(in crate::model::diags) static VOLATILE_EXPRESSION: Code = Code {
    name: "volatile-expression",
    summary: "A value that changes stands where it must not",
    docs: include_str!("../pages/volatile-expression.md"),
};

pub(in crate::model::diags) static ATTRIBUTE_OF_OTHER_TABLE: Code = Code {
    name: "attribute-of-other-table",
    summary: "An inherited attribute is kept in another table",
    docs: include_str!("../pages/attribute-of-other-table.md"),
};

pub(in crate::model::diags) static INVALID_IDENTITY: Code = Code {
    name: "invalid-identity",
    summary: "`identity` stands behind something that cannot count up",
    docs: include_str!("../pages/invalid-identity.md"),
};

pub(in crate::model::diags) static INVALID_DEFAULT: Code = Code {
    name: "invalid-default",
    summary: "A default or derivation stands behind something without a single value",
    docs: include_str!("../pages/invalid-default.md"),
};

pub(in crate::model::diags) static SECOND_KEY: Code = Code {
    name: "second-key",
    summary: "An entity has two keys",
    docs: include_str!("../pages/second-key.md"),
};

pub(in crate::model::diags) static KEY_OF_SUBTYPE: Code = Code {
    name: "key-of-subtype",
    summary: "A subtype has a key of its own",
    docs: include_str!("../pages/key-of-subtype.md"),
};

pub(in crate::model::diags) static INVALID_KEY: Code = Code {
    name: "invalid-key",
    summary: "A key holds something that cannot identify",
    docs: include_str!("../pages/invalid-key.md"),
};

pub(in crate::model::diags) static OVERSIZED_KEY: Code = Code {
    name: "oversized-key",
    summary: "A key becomes more columns than a foreign key holds",
    docs: include_str!("../pages/oversized-key.md"),
};

pub(in crate::model::diags) static TARGET_WITHOUT_KEY: Code = Code {
    name: "target-without-key",
    summary: "A reference has nothing to hold",
    docs: include_str!("../pages/target-without-key.md"),
};

pub(in crate::model::diags) static TARGET_NOT_UNIQUE: Code = Code {
    name: "target-not-unique",
    summary: "A foreign key refers to what is not unique",
    docs: include_str!("../pages/target-not-unique.md"),
};

pub(in crate::model::diags) static SEPARATE_SUPERTYPE: Code = Code {
    name: "separate-supertype",
    summary: "A reference to an entity that has no table",
    docs: include_str!("../pages/separate-supertype.md"),
};

pub(in crate::model::diags) static REFERENCE_OF_OTHER_TYPE: Code = Code {
    name: "reference-of-other-type",
    summary: "Both ends of a reference have different types",
    docs: include_str!("../pages/reference-of-other-type.md"),
};

pub(in crate::model::diags) static UNEVEN_FOREIGN_KEY: Code = Code {
    name: "uneven-foreign-key",
    summary: "The ends of a foreign key have different numbers of columns",
    docs: include_str!("../pages/uneven-foreign-key.md"),
};

pub(in crate::model::diags) static INVALID_SHARING: Code = Code {
    name: "invalid-sharing",
    summary: "A reference shares columns that its key does not have",
    docs: include_str!("../pages/invalid-sharing.md"),
};

pub(in crate::model::diags) static IMPOSSIBLE_ACTION: Code = Code {
    name: "impossible-action",
    summary: "A referential action can never be carried out",
    docs: include_str!("../pages/impossible-action.md"),
};

pub(in crate::model::diags) static TAKEN_INVERSE: Code = Code {
    name: "taken-inverse",
    summary: "The name for the other side is taken",
    docs: include_str!("../pages/taken-inverse.md"),
};

pub(in crate::model::diags) static BOTH_SIDES: Code = Code {
    name: "both-sides",
    summary: "One reference is declared from both sides",
    docs: include_str!("../pages/both-sides.md"),
};

pub(in crate::model::diags) static NOT_A_SUBTYPE: Code = Code {
    name: "not-a-subtype",
    summary: "A group lists an entity that is no subtype",
    docs: include_str!("../pages/not-a-subtype.md"),
};

pub(in crate::model::diags) static UNLISTED_SUBTYPE: Code = Code {
    name: "unlisted-subtype",
    summary: "A subtype is in none of its supertype's groups",
    docs: include_str!("../pages/unlisted-subtype.md"),
};

pub(in crate::model::diags) static PARTIAL_ABSTRACT: Code = Code {
    name: "partial-abstract",
    summary: "The only group of an abstract entity is called partial",
    docs: include_str!("../pages/partial-abstract.md"),
};

pub(in crate::model::diags) static INVALID_DISCRIMINATOR: Code = Code {
    name: "invalid-discriminator",
    summary: "The attribute behind `by` cannot tell the subtypes apart",
    docs: include_str!("../pages/invalid-discriminator.md"),
};

pub(in crate::model::diags) static INHERITED_ATTRIBUTE: Code = Code {
    name: "inherited-attribute",
    summary: "A subtype declares an attribute that it inherits",
    docs: include_str!("../pages/inherited-attribute.md"),
};

pub(in crate::model::diags) static MIXED_STORAGE: Code = Code {
    name: "mixed-storage",
    summary: "Groups are stored in ways that exclude each other",
    docs: include_str!("../pages/mixed-storage.md"),
};

pub(in crate::model::diags) static MINIMUM_OF_MANY: Code = Code {
    name: "minimum-of-many",
    summary: "A minimum stands in a relationship of three or more",
    docs: include_str!("../pages/minimum-of-many.md"),
};

pub(in crate::model::diags) static AMBIGUOUS_ROLE: Code = Code {
    name: "ambiguous-role",
    summary: "Participants of a relationship cannot be told apart",
    docs: include_str!("../pages/ambiguous-role.md"),
};
