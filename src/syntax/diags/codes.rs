//! The stable names of syntax mistakes and their pages.

use crate::base::Code;

/// Every code of this room.
pub static CODES: &[&Code] = &[
    &UNCLOSED_BRACKET,
    &STRAY_BRACKET,
    &MISMATCHED_BRACKET,
    &UNCLOSED_QUOTE,
    &UNCLOSED_BODY,
    &MISSING_BRACE,
    &MISPLACED_BODY,
    &NESTING_TOO_DEEP,
    &CROWDED_LINE,
    &STRAY_SEPARATOR,
    &MISSING_COMMA,
    &UNKNOWN_DECLARATION,
    &UNEXPECTED_TEXT,
    &UNKNOWN_WORD,
    &RESERVED_NAME,
    &SINGLE_QUOTES,
    &UNKNOWN_ESCAPE,
    &MODIFIER_ORDER,
    &REPEATED_MODIFIER,
    &CHAINED_COMPARISON,
    &INVALID_NUMBER,
    &UNKNOWN_DIALECT,
    &FOREIGN_SYNTAX,
    &FOREIGN_FILE,
    &FORBIDDEN_CHARACTER,
];

pub(super) static UNCLOSED_BRACKET: Code = Code {
    name: "unclosed-bracket",
    summary: "A bracket is opened and never closed",
    docs: "\
A member ends with its line. Inside `( )` and `[ ]` it goes on only while the next line is indented
deeper or starts with the closing bracket, so a forgotten bracket costs one member and no more.

```erd
index (customer, created_at desc
```

Close it:

```erd
index (customer, created_at desc)
```
",
};

pub(super) static STRAY_BRACKET: Code = Code {
    name: "stray-bracket",
    summary: "A closing bracket closes nothing",
    docs: "\
There is a `)`, `]` or `}` without its partner before it. Remove it, or add the opening one.

```erd
key tenant, id)
```

```erd
key (tenant, id)
```
",
};

pub(super) static MISMATCHED_BRACKET: Code = Code {
    name: "mismatched-bracket",
    summary: "A bracket is closed by one of another kind",
    docs: "\
`(` is closed by `)`, `[` by `]` and `{` by `}`.

```erd
key (tenant, id]
```

```erd
key (tenant, id)
```
",
};

pub(super) static UNCLOSED_QUOTE: Code = Code {
    name: "unclosed-quote",
    summary: "A string or quoted name has no end",
    docs: "\
`\"…\"` and `` `…` `` end on the line they start on. A text of several lines stands in `\"\"\"…\"\"\"`,
which ends at the next `\"\"\"`.

```erd
enum Status { paid = \"PAID }
```

```erd
enum Status { paid = \"PAID\" }
```
",
};

pub(super) static UNCLOSED_BODY: Code = Code {
    name: "unclosed-body",
    summary: "A body has no closing brace",
    docs: "\
A declaration that is not indented deeper than the block before it ends that block, closed or not.
The message stands where the `}` is missing.

```erd
entity Customer {
  id uuid key

entity Order {
  id bigint key
}
```
",
};

pub(super) static MISSING_BRACE: Code = Code {
    name: "missing-brace",
    summary: "A declaration has no opening brace",
    docs: "\
Entities, mixins, enums, schemas, views and composite types hold their members in braces.

```erd
entity Customer
  id uuid key
}
```

```erd
entity Customer {
  id uuid key
}
```
",
};

pub(super) static MISPLACED_BODY: Code = Code {
    name: "misplaced-body",
    summary: "A brace is opened where nothing can have a body",
    docs: "\
Members have no bodies of their own. A group of attributes that belong together is a composite type,
declared beside the entity and used by name.

```erd
entity Customer {
  ship_to {
    city varchar(80)
  }
}
```

```erd
type Address {
  city varchar(80)
}

entity Customer {
  ship_to Address
}
```
",
};

pub(super) static NESTING_TOO_DEEP: Code = Code {
    name: "nesting-too-deep",
    summary: "Brackets, `case` or operators nest too deeply",
    docs: "\
An expression may nest 64 brackets and `case`s, and 256 operators other than `and` and `or`, which may
be chained without limit. Split the expression: a derived attribute can hold a part of it.
",
};

pub(super) static CROWDED_LINE: Code = Code {
    name: "crowded-line",
    summary: "Two things share a line that should have one each",
    docs: "\
A declaration starts on a line of its own, and so does a member. Only a body that holds attributes alone
may be written on one line, with commas between them.

```erd
type Address { street varchar(80), zip char(5) }
```
",
};

pub(super) static STRAY_SEPARATOR: Code = Code {
    name: "stray-separator",
    summary: "A comma or semicolon separates nothing",
    docs: "\
A member ends with its line; no comma and no semicolon follows it. Commas stand between the values of an
enum, in lists, and between the attributes of a body on one line.

```erd
entity Customer {
  id uuid key,
}
```

```erd
entity Customer {
  id uuid key
}
```
",
};

pub(super) static MISSING_COMMA: Code = Code {
    name: "missing-comma",
    summary: "Two values of an enum lack a comma between them",
    docs: "\
The values of an enum are separated by commas, on one line or on several.

```erd
enum Status {
  pending,
  paid,
}
```
",
};

pub(super) static UNKNOWN_DECLARATION: Code = Code {
    name: "unknown-declaration",
    summary: "A line starts no declaration that the language knows",
    docs: "\
Outside of bodies stand declarations alone: `model`, `import`, `schema`, `enum`, `type`, `union`, `mixin`,
`entity`, `abstract entity`, `relationship`, `view`, `native`.
",
};

pub(super) static UNEXPECTED_TEXT: Code = Code {
    name: "unexpected-text",
    summary: "Something stands where the language expects something else",
    docs: "\
The message says what could stand there. The forms of all members and declarations are in the language
reference; `erc fmt` prints the canonical spelling of whatever can be read.
",
};

pub(super) static UNKNOWN_WORD: Code = Code {
    name: "unknown-word",
    summary: "A word is misspelt or not part of the language",
    docs: "\
Words are closed: only those of the language can stand behind a type. What a team wants to add stands in
an annotation with a dot, `@acme.retention(\"30d\")`, which is carried along and never checked.

```erd
email varchar(254) uniqe
```

```erd
email varchar(254) unique
```
",
};

pub(super) static RESERVED_NAME: Code = Code {
    name: "reserved-name",
    summary: "A word of the language is used as a name without backticks",
    docs: "\
`key`, `unique`, `index`, `check`, `foreign`, `exclude`, `subtypes` and `join` start members of their own.
An attribute of that name is written in backticks; in the database it has the plain name.

```erd
`key` varchar(80)
```
",
};

pub(super) static SINGLE_QUOTES: Code = Code {
    name: "single-quotes",
    summary: "A string is written in single quotes",
    docs: "\
Strings stand in double quotes, `\"…\"`, with the escapes `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{…}`.
",
};

pub(super) static UNKNOWN_ESCAPE: Code = Code {
    name: "unknown-escape",
    summary: "A backslash is followed by something that is no escape",
    docs: "\
The escapes are `\\\"`, `` \\` ``, `\\\\`, `\\n`, `\\t`, `\\r` and `\\u{…}` with one to six hexadecimal digits. A
backslash itself is written twice. In `\"\"\"…\"\"\"` nothing is escaped.
",
};

pub(super) static MODIFIER_ORDER: Code = Code {
    name: "modifier-order",
    summary: "The words behind a type stand in an unusual order",
    docs: "\
Behind the type and its quantifier the order is: `key`, `unique`, `identity`, `= …`, `:= …`, `check …`,
`references …`, `sharing …`, `on delete …`, `on update …`, `deferrable …`, `inverse …`, annotations.
One order means that two people write the same line.
",
};

pub(super) static REPEATED_MODIFIER: Code = Code {
    name: "repeated-modifier",
    summary: "The same clause is written twice",
    docs: "\
Each clause can be said once. Only `check` may be repeated; all of them must hold.
",
};

pub(super) static CHAINED_COMPARISON: Code = Code {
    name: "chained-comparison",
    summary: "Two comparisons follow one another without brackets",
    docs: "\
`a < b < c` would compare a truth value with `c`. Write `a < b and b < c`, or `b between a and c`.
",
};

pub(super) static INVALID_NUMBER: Code = Code {
    name: "invalid-number",
    summary: "A number is too large for its place",
    docs: "\
Lengths, precisions and quantifiers are whole numbers below 4 294 967 296; the upper end of a quantifier is
not below its lower end and not 0.
",
};

pub(super) static UNKNOWN_DIALECT: Code = Code {
    name: "unknown-dialect",
    summary: "A database is named that erc does not know",
    docs: "\
The dialects are `postgres`, `mysql`, `mariadb` and `sqlite`.

```erd
search sql(postgres: \"tsvector\", mysql: \"text\", mariadb: \"text\", sqlite: \"text\")?
```
",
};

pub(super) static FOREIGN_SYNTAX: Code = Code {
    name: "foreign-syntax",
    summary: "Something is written as in another language",
    docs: "\
The spelling comes from SQL, DBML, Prisma or another modelling language. The message gives the one used
here.

| elsewhere | here |
|---|---|
| `name: varchar(80)` | `name varchar(80)` |
| `Table users {`, `model User {` | `entity User {` |
| `id int [pk]`, `id Int @id`, `id int primary key` | `id int key` |
| `email text not null` | `email text` (never null unless `?`) |
| `email text null` | `email text?` |
| `author_id int [ref: > users.id]`, `author_id int -> User` | `author User` |
",
};

pub(super) static FOREIGN_FILE: Code = Code {
    name: "foreign-file",
    summary: "The file is a model of another tool",
    docs: "\
`.erd` and its neighbours are used by several tools. What erc recognises it can import:
`erc import FILE` prints the same model in its own language.
",
};

pub(super) static FORBIDDEN_CHARACTER: Code = Code {
    name: "forbidden-character",
    summary: "A character cannot stand in a model",
    docs: "\
Control characters other than line ends and tabs have no meaning, and characters that reverse the direction
of text can make a name look like another (Unicode Technical Standard 39). In strings and quoted names they
are written as `\\u{…}`.
",
};
