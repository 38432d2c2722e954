//! Cases from books and papers, from the text of a model to the document, each with its source.

use erc::theory::Target;

use super::{Model, dependencies, parts, relation, sets};

struct Expected {
    keys: &'static str,
    prime: &'static str,
    form: &'static str,
    /// The weakest violations.
    violations: &'static str,
}

#[track_caller]
fn check(members: &str, expected: &Expected) {
    let document = Model::new(&format!("entity R {{\n{members}\n}}\n")).json(None);
    let found = relation(&document, "R");
    assert_eq!(sets(&found["candidate_keys"]), expected.keys);
    assert_eq!(sets(&serde_json::json!([found["prime"]])), expected.prime);
    assert_eq!(found["normal_form"], expected.form);
    let violations = found["violations"].as_array().expect("a list");
    let weakest = violations.first().map(|it| it["form"].clone());
    let of_weakest = violations.iter().filter(|it| Some(&it["form"]) == weakest.as_ref());
    let text = of_weakest.map(|it| dependencies(&serde_json::json!([it["dependency"]])));
    assert_eq!(text.collect::<Vec<_>>().join("|"), expected.violations);
}

#[track_caller]
fn check_parts(members: &str, target: Option<Target>, form: &str, expected: &str, lost: &str) {
    let document = Model::new(&format!("entity R {{\n{members}\n}}\n")).json(target);
    let decomposition = &relation(&document, "R")["decomposition"];
    assert_eq!(decomposition["target"], form);
    assert_eq!(parts(decomposition), expected);
    assert_eq!(decomposition["lossless"], true);
    assert_eq!(dependencies(&decomposition["lost"]), lost);
}

const CHAIN: &str = "  a text\n  b text\n  c text\n\n  a -> b\n  b -> c";

#[test]
fn a_transitive_dependency_breaks_third_normal_form() {
    check(CHAIN, &Expected { keys: "a", prime: "a", form: "2NF", violations: "b -> c" });
    check_parts(CHAIN, None, "BCNF", "a b|b c", "");
}

/// Codd, "Further normalization of the data base relational model", 1971: first, second and third normal form.
const SUPPLIERS: &str = "  s int\n  city text\n  status int\n  p int\n  qty int\n\n  s, p -> qty\n  s -> city\n  \
                         city -> status";

#[test]
fn suppliers_and_parts() {
    check(SUPPLIERS, &Expected { keys: "s p", prime: "s p", form: "1NF", violations: "s -> city" });
    check_parts(SUPPLIERS, Some(Target::Second), "2NF", "s p qty|s city status", "");
    check_parts(SUPPLIERS, Some(Target::Third), "3NF", "s p qty|s city|city status", "");
}

/// The street, city and zip code of Bernstein, TODS 1(4), 1976, and many books since: in 3NF, and no BCNF
/// decomposition keeps `city, street -> zip`.
const ADDRESS: &str =
    "  city text\n  street text\n  zip text\n\n  city, street -> zip\n  zip -> city";

#[test]
fn an_address_cannot_be_in_bcnf_without_loss() {
    check(
        ADDRESS,
        &Expected {
            keys: "city street|street zip",
            prime: "city street zip",
            form: "EKNF",
            violations: "zip -> city",
        },
    );
    check_parts(ADDRESS, None, "3NF", "city street zip", "");
    check_parts(
        ADDRESS,
        Some(Target::BoyceCodd),
        "BCNF",
        "city zip|street zip",
        "city, street -> zip",
    );
}

/// Fagin, "Multivalued dependencies and a new normal form for relational databases", TODS 2(3), 1977.
const TEACHING: &str = "  course text\n  teacher text\n  book text\n\n  course ->> teacher";

#[test]
fn teachers_and_books_of_a_course_are_independent() {
    check(
        TEACHING,
        &Expected {
            keys: "course teacher book",
            prime: "course teacher book",
            form: "BCNF",
            violations: "course ->> teacher",
        },
    );
    check_parts(TEACHING, None, "4NF", "course teacher|course book", "");
}

/// The agents, companies and products of Fagin, "Normal forms and relational database operators", SIGMOD
/// 1979.
const AGENTS: &str = "  agent text\n  company text\n  product text\n\n  join (agent, company) (company, product) \
                      (agent, product)";

#[test]
fn agents_companies_and_products_are_the_join_of_three() {
    check(
        AGENTS,
        &Expected {
            keys: "agent company product",
            prime: "agent company product",
            form: "4NF",
            violations: "join agent company|company product|agent product",
        },
    );
    let document = Model::new(&format!("entity R {{\n{AGENTS}\n}}\n")).json(None);
    let decomposition = &relation(&document, "R")["decomposition"];
    assert_eq!(decomposition["target"], "5NF");
    assert_eq!(decomposition["parts"].as_array().expect("a list").len(), 3);
    assert_eq!(decomposition["lossless"], true);
}

/// Zaniolo, "A new normal form for the design of relational database schemata", TODS 7(3), 1982: 3NF and not
/// EKNF, since (a, b) is a key that no attribute depends on by elementary dependencies alone.
#[test]
fn elementary_keys_tell_eknf_from_3nf() {
    check(
        "  a int\n  b int\n  c int\n\n  a -> c\n  c -> a",
        &Expected { keys: "a b|b c", prime: "a b c", form: "3NF", violations: "a -> c|c -> a" },
    );
}

/// Kent, "A simple guide to five normal forms", CACM 26(2), 1983: the warehouse's address in an inventory.
#[test]
fn the_address_of_a_warehouse_depends_on_a_part_of_the_key() {
    let members = "  part int\n  warehouse int\n  quantity int\n  address text\n\n  key (part, warehouse)\n  warehouse \
                   -> address";
    check(
        members,
        &Expected {
            keys: "part warehouse",
            prime: "part warehouse",
            form: "1NF",
            violations: "warehouse -> address",
        },
    );
    check_parts(members, None, "BCNF", "part warehouse quantity|warehouse address", "");
}

/// Date, Darwen, Lorentzos, "Temporal data and the relational model", 2002: a key and one attribute more.
#[test]
fn a_key_and_one_attribute_are_in_sixth_normal_form() {
    let expected = Expected { keys: "id", prime: "id", form: "6NF", violations: "" };
    check("  id int key\n  name text", &expected);
    let expected =
        Expected { keys: "id", prime: "id", form: "5NF", violations: "id -> name, born" };
    check("  id int key\n  name text\n  born date", &expected);
}

/// Date and Fagin, "Simple conditions for guaranteeing higher normal forms in relational databases", TODS
/// 17(3), 1992: in 3NF with simple keys alone, so in 5NF whatever else holds.
#[test]
fn simple_keys_reach_fifth_normal_form() {
    check(
        "  id int key\n  email text unique\n  name text",
        &Expected {
            keys: "id|email",
            prime: "id email",
            form: "5NF",
            violations: "id -> email, name",
        },
    );
}

/// Beeri and Bernstein, TODS 4(1), 1979: exponentially many keys.
#[test]
fn pairs_that_determine_each_other_double_the_keys() {
    let attributes: String = (0..5).map(|it| format!("  a{it} int\n  b{it} int\n")).collect();
    let pairs: String = (0..5).map(|it| format!("\n  a{it} -> b{it}\n  b{it} -> a{it}")).collect();
    let document = Model::new(&format!("entity R {{\n{attributes}{pairs}\n}}\n")).json(None);
    let keys = relation(&document, "R")["candidate_keys"].as_array().expect("a list").len();
    assert_eq!(keys, 32);
}
