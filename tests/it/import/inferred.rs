//! Foreign keys that a schema means and does not say.

use erc::base::DialectId;
use erc::import::{Level, LiftOptions, infer, lift, read_sql};

/// What is proposed for a script, `orders(customer_id) customers(id)`, the surest first.
#[track_caller]
fn check(script: &str, expected: &[&str]) {
    let read = read_sql(script, DialectId::Postgres);
    assert_eq!(read.skipped, []);
    let found: Vec<String> = infer(&read.schema)
        .iter()
        .map(|it| {
            let (own, other) = (it.columns.join(", "), it.target_columns.join(", "));
            format!("{}({own}) {}({other})", it.table, it.target)
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_column_that_is_named_and_typed_like_a_key_is_one() {
    check(
        "create table customers (id int primary key);
         create table orders (id int primary key, customer_id int, note text);",
        &["orders(customer_id) customers(id)"],
    );
}

#[test]
fn names_may_be_spelled_in_many_ways() {
    check(
        "create table wp_users (\"ID\" bigint primary key); create table wp_tags (id bigint primary key);
         create table wp_posts (\"ID\" bigint primary key, \"UserID\" bigint, tagid bigint, parent_id bigint);",
        &[
            "wp_posts(UserID) wp_users(ID)",
            "wp_posts(tagid) wp_tags(id)",
            "wp_posts(parent_id) wp_posts(ID)",
        ],
    );
}

#[test]
fn other_types_foreign_keys_and_references_to_several_are_left_alone() {
    check(
        "create table a (id int primary key); create table b (id int primary key);
         create table c (id int primary key, a_id text, b_id int references b,
           owner_id int, owner_type text);
         create table owners (id int primary key);",
        &[],
    );
}

#[test]
fn a_key_of_several_columns_is_found_whole() {
    check(
        "create table lines (order_no int, line_no int, primary key (order_no, line_no));
         create table shipped (id int primary key, order_no int, line_no int);",
        &["shipped(order_no, line_no) lines(order_no, line_no)"],
    );
}

#[test]
fn a_proposal_is_a_comment_and_changes_nothing() {
    let script = "create table customers (id int primary key);
        create table orders (id int primary key, customer_id int);";
    let read = read_sql(script, DialectId::Postgres);
    let proposals = infer(&read.schema);
    let options =
        LiftOptions { level: Level::Logical, name: None, proposals, ..LiftOptions::default() };
    let lifted = lift(&read.schema, DialectId::Postgres, options);
    assert!(lifted.is_exact, "{:?}", lifted.notes);
    let line = "foreign key (customer_id) references Customer (id)";
    assert!(lifted.text.contains(&format!("// proposed, 90 %: {line}: ")), "{}", lifted.text);
    assert_eq!(lifted.proposed, [("Order".to_owned(), line.to_owned())]);
}
