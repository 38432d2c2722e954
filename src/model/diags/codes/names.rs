//! Mistakes in names, types and where things stand.

use crate::base::Code;

pub(in crate::model::diags) static UNKNOWN_NAME: Code = Code {
    name: "unknown-name",
    summary: "A name is used that nothing declares",
    docs: include_str!("../pages/unknown-name.md"),
};

pub(in crate::model::diags) static WRONG_KIND: Code = Code {
    name: "wrong-kind",
    summary: "A name is used for something it is not",
    docs: include_str!("../pages/wrong-kind.md"),
};

pub(in crate::model::diags) static DUPLICATE_NAME: Code = Code {
    name: "duplicate-name",
    summary: "A name is declared or listed twice",
    docs: include_str!("../pages/duplicate-name.md"),
};

pub(in crate::model::diags) static CONFUSABLE_NAMES: Code = Code {
    name: "confusable-names",
    summary: "Two names can hardly be told apart",
    docs: include_str!("../pages/confusable-names.md"),
};

pub(in crate::model::diags) static EARLIER_NAME_IN_USE: Code = Code {
    name: "earlier-name-in-use",
    summary: "An earlier name is still, or again, in use",
    docs: include_str!("../pages/earlier-name-in-use.md"),
};

pub(in crate::model::diags) static UNKNOWN_ATTRIBUTE: Code = Code {
    name: "unknown-attribute",
    summary: "An attribute is named that does not exist",
    docs: include_str!("../pages/unknown-attribute.md"),
};

pub(in crate::model::diags) static UNKNOWN_VALUE: Code = Code {
    name: "unknown-value",
    summary: "A value is named that does not exist",
    docs: include_str!("../pages/unknown-value.md"),
};

pub(in crate::model::diags) static UNKNOWN_FUNCTION: Code = Code {
    name: "unknown-function",
    summary: "A function is not among the portable ones",
    docs: include_str!("../pages/unknown-function.md"),
};

pub(in crate::model::diags) static UNKNOWN_ANNOTATION: Code = Code {
    name: "unknown-annotation",
    summary: "An annotation is not part of the language",
    docs: include_str!("../pages/unknown-annotation.md"),
};

pub(in crate::model::diags) static MISPLACED_ANNOTATION: Code = Code {
    name: "misplaced-annotation",
    summary: "An annotation stands where it means nothing",
    docs: include_str!("../pages/misplaced-annotation.md"),
};

pub(in crate::model::diags) static WRONG_ARGUMENTS: Code = Code {
    name: "wrong-arguments",
    summary: "A type, function or annotation takes other arguments",
    docs: include_str!("../pages/wrong-arguments.md"),
};

pub(in crate::model::diags) static AMBIGUOUS_VALUE: Code = Code {
    name: "ambiguous-value",
    summary: "A bare name is an attribute and a value of an enum",
    docs: include_str!("../pages/ambiguous-value.md"),
};

pub(in crate::model::diags) static MISPLACED_MODEL: Code = Code {
    name: "misplaced-model",
    summary: "An imported file names the model",
    docs: include_str!("../pages/misplaced-model.md"),
};

pub(in crate::model::diags) static MISPLACED_MEMBER: Code = Code {
    name: "misplaced-member",
    summary: "A member stands in a body that has none of its kind",
    docs: include_str!("../pages/misplaced-member.md"),
};

pub(in crate::model::diags) static MISPLACED_CLAUSE: Code = Code {
    name: "misplaced-clause",
    summary: "A clause stands behind something that it cannot be about",
    docs: include_str!("../pages/misplaced-clause.md"),
};

pub(in crate::model::diags) static EMPTY_TYPE: Code = Code {
    name: "empty-type",
    summary: "An enum or composite type has nothing in it",
    docs: include_str!("../pages/empty-type.md"),
};

pub(in crate::model::diags) static OVERSIZED_TYPE: Code = Code {
    name: "oversized-type",
    summary: "A composite type becomes more columns than a table holds",
    docs: include_str!("../pages/oversized-type.md"),
};

pub(in crate::model::diags) static EMPTY_SQL: Code = Code {
    name: "empty-sql",
    summary: "An SQL text says nothing",
    docs: include_str!("../pages/empty-sql.md"),
};

pub(in crate::model::diags) static INVALID_DOMAIN: Code = Code {
    name: "invalid-domain",
    summary: "A `type` narrows something that is no scalar",
    docs: include_str!("../pages/invalid-domain.md"),
};

pub(in crate::model::diags) static INVALID_ARRAY: Code = Code {
    name: "invalid-array",
    summary: "A list in the row holds something that cannot be listed",
    docs: include_str!("../pages/invalid-array.md"),
};

pub(in crate::model::diags) static MANY_IN_TYPE: Code = Code {
    name: "many-in-type",
    summary: "A part of a composite type has several values",
    docs: include_str!("../pages/many-in-type.md"),
};

pub(in crate::model::diags) static LONELY_ALTERNATIVE: Code = Code {
    name: "lonely-alternative",
    summary: "A union offers one entity alone",
    docs: include_str!("../pages/lonely-alternative.md"),
};
