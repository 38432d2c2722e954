//! Where tables, columns and dependencies come from: the way back into the model, and the names and rows of
//! before.

use erc::base::{Diagnostics, DialectId, Sources};
use erc::dialect;
use erc::model::{EntityGraph, Step};
use erc::schema::lower::Options;
use erc::schema::{
    Dependency, DependencyKind, DependencyOrigin, LogicalSchema, Origin, QualifiedName,
};

const MODEL: &str = r#"
schema sales @was(shop) {
  enum Stage @was(Phase) { open @was(new), done }
  entity Order @was(Purchase) {
    id bigint key identity
    buyer Client @was(customer)
    ship_to Address?
    stage Stage = open
    notes varchar(20)* @was(remarks)
    total int := id * 2
    weight_g int @from(Parcel.weight) @was(weight)

    buyer -> stage @allow(transitive-dependency, "it is so") @acme.ticket(12)
  }
}
type Address {
  zip varchar(10)
  city varchar(40)

  /// One zip, one city.
  zip -> city
}
type Mail = varchar(80) @was(Email)
entity Client {
  name varchar(40) key @was(label)
  mail Mail
  subtypes (Person, Company) disjoint
}
entity Person extends Client { born date }
entity Company extends Client { vat varchar(20) }
/// Made of what Client.name had, and of a table that is gone.
entity Surname @from(Client.name, sales.Order.ship_to, Visitor) @was(LastName) {
  text varchar(40) key
}
relationship Supplies: Company* -- Client? as consumer { since date }
view Busy @was(Active) { n int } = sql("select 1")
"#;

/// The model, its tables, and its tables in one database.
fn lowered() -> (EntityGraph, LogicalSchema) {
    let mut sources = Sources::new();
    let file = sources.add("model.erd", MODEL);
    let mut diagnostics = Diagnostics::new();
    let ast = erc::syntax::parse(file, MODEL, &mut diagnostics);
    let model = erc::model::resolve(&[ast], &mut diagnostics);
    let schema = erc::schema::lower(&model, &Options::default(), &mut diagnostics);
    let errors: Vec<_> = diagnostics.iter().map(|it| &it.message).collect();
    assert!(!diagnostics.has_errors(), "{errors:?}");
    (model, schema)
}

/// The names on the way to a column's value.
fn path(model: &EntityGraph, schema: &LogicalSchema, table: &str, column: &str) -> String {
    let table =
        schema.tables.values().find(|it| it.name.name == table).expect("the table is there");
    let column = table.column(column).expect("the column is there");
    let name = |step: &Step| match step {
        Step::Attribute(id) => model.attributes[*id].name.to_string(),
        Step::Role(id) => format!("[{}]", model.role(*id).label()),
    };
    column.path.iter().map(name).collect::<Vec<_>>().join(".")
}

#[test]
fn columns_lead_back_to_attributes() {
    let (model, schema) = lowered();
    let path = |table, column| path(&model, &schema, table, column);
    assert_eq!(path("order", "id"), "id");
    assert_eq!(path("order", "buyer_name"), "buyer.name");
    assert_eq!(path("order", "ship_to_zip"), "ship_to.zip");
    assert_eq!(path("order", "total"), "total");
    assert_eq!(path("order_notes", "value"), "notes");
    assert_eq!(path("order_notes", "order_id"), "id");
    assert_eq!(path("person", "name"), "name");
    assert_eq!(path("person", "client_kind"), "");
    assert_eq!(path("supplies", "company_name"), "[Company].name");
    assert_eq!(path("supplies", "consumer_name"), "[consumer].name");
    assert_eq!(path("supplies", "since"), "since");
}

#[test]
fn tables_and_columns_know_what_made_them() {
    let (model, schema) = lowered();
    let origin = |name: &str| {
        let table = schema.tables.values().find(|it| it.name.name == name);
        match table.expect("the table is there").origin {
            Origin::Entity(id) => format!("entity {}", model.entities[id].name),
            Origin::Relationship(id) => format!("relationship {}", model.relationships[id].name),
            Origin::Attribute(id) => format!("attribute {}", model.attributes[id].name),
            Origin::None | Origin::Role(_) | Origin::Hierarchy(_) | Origin::Lowering => {
                panic!("{name} comes from nothing that has a table")
            }
        }
    };
    assert_eq!(origin("order"), "entity Order");
    assert_eq!(origin("order_notes"), "attribute notes");
    assert_eq!(origin("supplies"), "relationship Supplies");
    for table in schema.tables.values() {
        assert!(!table.span.is_nowhere(), "{} stands nowhere", table.name);
        for column in &table.columns {
            assert_ne!(column.origin, Origin::None, "{}.{}", table.name, column.name);
            assert!(!column.span.is_nowhere(), "{}.{} stands nowhere", table.name, column.name);
        }
    }
}

#[test]
fn earlier_names_are_kept_in_all_their_forms() {
    let (_, schema) = lowered();
    let table = |name: &str| schema.tables.values().find(|it| it.name.name == name);
    let was = |table_name: &str, column: &str| {
        let column = table(table_name).and_then(|it| it.column(column));
        column.expect("the column is there").was.join(" ")
    };
    assert_eq!(schema.namespaces[0].was.join(" "), "shop");
    assert_eq!(schema.enums[0].old_names.join(" "), "phase Phase");
    assert_eq!(schema.enums[0].was, [("new".into(), 0)]);
    assert_eq!(schema.domains[0].old_names.join(" "), "email Email");
    assert_eq!(schema.views[0].was.join(" "), "active Active");
    assert_eq!(table("order").expect("it is there").was.join(" "), "purchase Purchase");
    assert_eq!(was("order", "buyer_name"), "buyer_label customer_name customer_label");
    assert_eq!(was("person", "name"), "label");
    assert_eq!(was("order_notes", "order_id"), "purchase_id");
    let notes = table("order_notes").expect("it is there");
    assert_eq!(notes.was.join(" "), "order_remarks purchase_notes purchase_remarks");
}

/// Where a database has no schemas, a schema's earlier name is the start of earlier names of tables.
#[test]
fn earlier_names_of_schemas_become_those_of_tables() {
    let (_, schema) = lowered();
    let dialect = dialect::of(DialectId::Sqlite);
    let options = dialect::Options::of(dialect);
    let native = dialect::realize(&schema, dialect, &options, &mut Diagnostics::new());
    let order = native.table(&QualifiedName::plain("sales_order")).expect("it is there");
    let expected = "sales_purchase sales_Purchase shop_order shop_purchase shop_Purchase";
    assert_eq!(order.was.join(" "), expected);
    let surname = native.table(&QualifiedName::plain("surname")).expect("it is there");
    let from: Vec<String> = surname.from.iter().map(|it| it.table.to_string()).collect();
    assert_eq!(from, ["client", "sales_order", "visitor"]);
}

#[test]
fn new_things_know_what_fills_them() {
    let (_, schema) = lowered();
    let table = |name: &str| schema.tables.values().find(|it| it.name.name == name);
    let shown = |it: &erc::schema::RowSource| match &it.column {
        Some(column) => format!("{} {column}", it.table),
        None => it.table.to_string(),
    };
    let surname: Vec<String> =
        table("surname").expect("it is there").from.iter().map(shown).collect();
    assert_eq!(surname, ["client name", "sales.order ship_to", "visitor"]);
    let weight = table("order").and_then(|it| it.column("weight_g")).expect("it is there");
    assert_eq!(weight.from.iter().map(shown).collect::<Vec<_>>(), ["parcel weight"]);
}

#[test]
fn dependencies_lead_back_to_what_says_them() {
    let (model, schema) = lowered();
    let order = schema.tables.values().find(|it| it.name.name == "order").expect("it is there");
    let all = order.all_dependencies();
    let said: Vec<&str> = all.iter().map(|it| it.origin.name()).collect();
    assert_eq!(said, ["key", "declared", "composite", "derived"]);
    let declared = |origin: DependencyOrigin| match origin {
        DependencyOrigin::Declared(id) | DependencyOrigin::Composite(id) => model.dependency(id),
        _ => None,
    };
    let [_, declared_here, of_composite, derived] = all.as_slice() else { panic!("{all:?}") };
    let here = declared(declared_here.origin).expect("the model has it");
    assert_eq!(here.metadata.allows[0].rule, "transitive-dependency");
    assert_eq!(here.metadata.free[0].name, "acme.ticket");
    let there = declared(of_composite.origin).expect("the model has it");
    assert_eq!(there.docs.as_deref(), Some("One zip, one city."));
    let Dependency { kind: DependencyKind::Functional { determinant, dependent }, .. } = derived
    else {
        panic!("{derived:?}")
    };
    assert_eq!((determinant.join(" "), dependent.join(" ")), ("id".into(), "total".into()));
    for it in &all {
        let is_said = !it.span.is_nowhere() && it.span.start < it.span.end;
        assert!(is_said, "{it:?} is said nowhere");
    }
}
