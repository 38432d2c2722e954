//! A small model in the languages of other tools, word for word.

use erc::base::DialectId;
use erc::dialect;
use erc::export::diagram::scene;
use erc::export::interchange::{Export, d2, dbml, mermaid, plantuml, prisma};

use super::{model, native};

const MODEL: &str = "
enum State { open, shut }
entity Customer @group(\"sales\") {
  id bigint key identity
  email varchar(80) unique
  /// Said \"so\".
  `full name` varchar(40)?
}
entity Sale @group(\"sales\") {
  customer Customer key on delete cascade
  no int key
  state State = open
  check positive: no > 0
}
";

const UNDRAWN: &str = "checks, defaults, indexes, unique constraints of several columns and what \
                       happens on deletion, where there are any";

#[track_caller]
fn check(export: Export, text: &str, losses: &[&str]) {
    assert_eq!(export.text, text, "{}", export.text);
    assert_eq!(export.losses, losses);
}

#[test]
fn mermaid_has_keys_and_cardinalities() {
    check(
        mermaid(&scene(&model(MODEL))),
        "erDiagram
  Customer {
    bigint id PK
    varchar(80) email UK
    varchar(40) full_name \"optional: Said so .\"
  }
  Sale {
    Customer customer PK,FK
    int no PK
    State state
  }
  Sale }o--|| Customer : \"customer\"
",
        &[
            "groups and schemas",
            "signs and letters in the names of attributes that Mermaid does not take",
            UNDRAWN,
        ],
    );
}

#[test]
fn plantuml_has_packages() {
    check(
        plantuml(&scene(&model(MODEL))),
        "@startuml
hide circle
hide empty members
left to right direction

package \"sales\" {
  entity \"Customer\" as e0 {
    {field} * id : bigint <<PK>>
    --
    {field} * email : varchar(80) <<U>>
    {field} full name : varchar(40)?
  }
  entity \"Sale\" as e1 <<weak>> {
    {field} * customer : Customer <<PK>> <<FK>>
    {field} * no : int <<PK>>
    --
    {field} * state : State
  }
}

e1 }o--|| e0 : customer
@enduml
",
        &["what attributes are about", UNDRAWN],
    );
}

#[test]
fn d2_has_tables() {
    check(
        d2(&scene(&model(MODEL))),
        "direction: left
g0: \"sales\" {
  t0: \"Customer\" {
    shape: sql_table
    \"id\": \"bigint\" {constraint: primary_key}
    \"email\": \"varchar(80)\" {constraint: unique}
    \"full name\": \"varchar(40)?\"
  }
  t1: \"Sale\" {
    shape: sql_table
    \"customer\": \"Customer\" {constraint: [primary_key; foreign_key]}
    \"no\": \"int\" {constraint: primary_key}
    \"state\": \"State\"
  }
}

g0.t1.\"customer\" -> g0.t0.\"id\": {
  source-arrowhead: {shape: cf-many}
  target-arrowhead: {shape: cf-one-required}
}
",
        &[UNDRAWN, "what columns are about"],
    );
}

#[test]
fn dbml_has_the_tables_of_a_database() {
    let model = model(MODEL);
    let native = native(&model, DialectId::Postgres).expect("PostgreSQL holds it");
    check(
        dbml(&native, dialect::of(DialectId::Postgres), Some("shop")),
        "Project \"shop\" {
  database_type: 'PostgreSQL'
}

Enum \"state\" {
  \"open\"
  \"shut\"
}

Table \"customer\" {
  \"id\" bigint [pk, increment, not null]
  \"email\" varchar(80) [not null, unique]
  \"full name\" varchar(40) [note: 'Said \"so\".']
}

Table \"sale\" {
  \"customer_id\" bigint [not null]
  \"no\" integer [not null]
  \"state\" state [not null, default: `'open'`]

  indexes {
    (\"customer_id\", \"no\") [pk]
  }

  checks {
    `no > 0` [name: 'positive']
  }
}

Ref \"sale_customer_id_fkey\": \"sale\".(\"customer_id\") > \"customer\".(\"id\") [delete: cascade, update: no action]
",
        &[],
    );
}

#[test]
fn prisma_has_a_field_on_both_sides() {
    let model = model(MODEL);
    let native = native(&model, DialectId::Postgres).expect("PostgreSQL holds it");
    check(
        prisma(&native, dialect::of(DialectId::Postgres)),
        "datasource db {
  provider = \"postgresql\"
}

enum state {
  open
  shut

}

model customer {
  id BigInt @id @default(autoincrement())
  email String @unique @db.VarChar(80)
  /// Said \"so\".
  full_name String? @map(\"full name\") @db.VarChar(40)
  from_sale sale[] @relation(\"sale_customer_0\")

}

model sale {
  customer_id BigInt
  no Int
  state state @default(dbgenerated(\"'open'\"))
  to_customer customer @relation(\"sale_customer_0\", fields: [customer_id], references: [id], onDelete: Cascade, onUpdate: NoAction, map: \"sale_customer_id_fkey\")

  @@id([customer_id, no])
}

",
        &["checks"],
    );
}

/// MySQL has an enum in the type of each column; Prisma refuses a reference from one of its enums to another.
#[test]
fn prisma_has_one_enum_for_columns_of_the_same_labels() {
    let text = "
enum weekday { mon, tue }
entity Lesson {
  day weekday key
  no int key
}
entity Visit {
  id int key
  lesson Lesson
}";
    let native = native(&model(text), DialectId::Mysql).expect("MySQL holds it");
    let text = prisma(&native, dialect::of(DialectId::Mysql)).text;
    assert_eq!(text.matches("\nenum ").count(), 1, "{text}");
    assert!(text.contains("  day ") && !text.contains("Unsupported"), "{text}");
}
