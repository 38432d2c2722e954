//! The documentation page: all it says is inside it, and little of it.

mod browser;
mod command;
mod drawn;
mod markdown;

use std::sync::OnceLock;

use base64::Engine;
use erc::base::{Diagnostics, DialectId};
use erc::dialect::{self, Dialect};
use erc::export::docs::{Documentation, Remarks, Source, collect, html};
use erc::model::EntityGraph;
use erc::schema::{NativeSchema, lower};

use crate::diagram::{model, models, native};

fn documented(model: &EntityGraph) -> Documentation {
    let mut diagnostics = Diagnostics::new();
    let logical = lower(model, &lower::Options::default(), &mut diagnostics);
    let native: Vec<(&dyn Dialect, NativeSchema)> = DialectId::ALL
        .into_iter()
        .filter_map(|id| native(model, id).map(|it| (dialect::of(id), it)))
        .collect();
    let native: Vec<(&dyn Dialect, &NativeSchema)> =
        native.iter().map(|(id, it)| (*id, it)).collect();
    collect(Source { model, logical: &logical, native: &native, remarks: Remarks::default() })
}

/// Every model of the fixtures with its documentation, made once.
fn all() -> &'static [(String, EntityGraph, Documentation)] {
    static ALL: OnceLock<Vec<(String, EntityGraph, Documentation)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let with_documentation = |(name, model): (String, EntityGraph)| {
            let documentation = documented(&model);
            (name, model, documentation)
        };
        models().into_iter().map(with_documentation).collect()
    })
}

/// A model of a thousand tables with its documentation, made once.
fn large() -> &'static (EntityGraph, Documentation) {
    static LARGE: OnceLock<(EntityGraph, Documentation)> = OnceLock::new();
    LARGE.get_or_init(|| {
        let model = model(&thousand());
        let documentation = documented(&model);
        (model, documentation)
    })
}

/// The data inside a page.
fn inflated(page: &str) -> serde_json::Value {
    let start = page.find("id=\"data\">").expect("the page has data") + "id=\"data\">".len();
    let end = start + page[start..].find('<').expect("the data ends");
    let packed = base64::engine::general_purpose::STANDARD.decode(&page[start..end]);
    let json = miniz_oxide::inflate::decompress_to_vec(&packed.expect("it is base64"));
    serde_json::from_slice(&json.expect("it is deflated")).expect("it is JSON")
}

#[test]
fn a_page_holds_everything_and_asks_nobody() {
    for (name, model, documentation) in all() {
        let page = html(documentation);
        let outside = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!outside.contains("http://") && !outside.contains("https://"), "{name}");
        let data = inflated(&page);
        let subjects = data["subjects"].as_array().expect("subjects are a list");
        assert_eq!(subjects.len(), documentation.subjects.len());
        let n_views_and_unions = model.views.len() + model.unions.len();
        assert_eq!(
            subjects.len(),
            model.entities.len() + model.relationships.len() + n_views_and_unions
        );
    }
}

#[test]
fn what_the_model_says_is_on_the_page() {
    let text = "
/// Who buys.
entity Customer @group(\"sales\") {
  id bigint key identity
  email varchar(80) unique @pii
  secret varchar(9)? @sensitive @deprecated(\"unused\")
  check mail: length(email) > 3
}
entity Sale { customer Customer key on delete cascade inverse sales
  no int key = 1 }
enum State {
  /// Not yet.
  open
}
";
    let data = inflated(&html(&documented(&model(text))));
    let customer = &data["subjects"][0];
    assert_eq!(customer["docs"], "Who buys.");
    assert_eq!(customer["columns"][1]["pii"], true);
    assert_eq!(customer["columns"][2]["deprecated"], "unused");
    let rules = customer["rules"].as_array().expect("there are rules");
    assert!(rules.iter().any(|it| it["text"] == "length(email) > 3" && it["name"] == "mail"));
    let sale = &data["subjects"][1];
    assert_eq!(sale["kind"], "weak entity");
    assert_eq!(sale["columns"][0]["notes"][0], "on delete cascade");
    assert_eq!(sale["columns"][1]["default"], "1");
    assert_eq!(data["links"][0]["inverse"], "sales");
    assert_eq!(data["dialects"].as_array().map(Vec::len), Some(4));
    let ddl = sale["tables"][0]["ddl"].as_str().expect("there is a script");
    assert!(ddl.starts_with("create table sale ("), "{ddl}");
    assert_eq!(data["types"][0]["parts"][0][2], "Not yet.");
}

#[test]
fn texts_of_the_model_are_never_markup() {
    let text = "model `</script><script>alert(1)//`\n/// <img src=x onerror=alert(1)>\nentity `<script>alert(2)</script>` { `</script>` int key }";
    let page = html(&documented(&model(text)));
    let (head, body) = page.split_once("<script>").expect("there is a script");
    assert!(!head.contains("alert(1)</") && !head.contains("<img"), "{head}");
    assert_eq!(body.matches("</script>").count(), 1, "only the end of the script");
}

#[test]
fn a_thousand_tables_are_two_megabytes_at_most() {
    let page = html(&large().1);
    println!("1 000 tables of 15 columns: {} bytes", page.len());
    assert!(page.len() <= 2_000_000, "{} bytes", page.len());
}

#[test]
fn the_same_model_gives_the_same_page() {
    let page = || {
        html(&documented(&model(
            "entity A { id int key\n b B? }\nentity B @group(\"g\") { id int key }",
        )))
    };
    assert_eq!(page(), page());
}

/// A model of a thousand tables of fifteen columns, in twenty groups, with texts.
fn thousand() -> String {
    const WORDS: [&str; 13] = [
        "amount", "total", "name", "code", "status", "kind", "note", "created", "updated", "owner",
        "region", "ref", "price",
    ];
    let mut res = String::new();
    for nth in 0..1000_usize {
        res += &format!("/// What table number {nth} is about.\n");
        res += &format!("entity Table{nth} @group(\"area {}\") {{\n", nth / 50);
        res += "  id bigint key identity\n";
        for (idx, word) in WORDS.iter().enumerate() {
            res += &format!("  {word}_{idx} varchar({})", 10 + (nth * 7 + idx) % 90);
            res += if idx % 5 == 0 { " /// A remark about it.\n" } else { "\n" };
        }
        res += &format!("  other Table{}?\n}}\n", nth * 7 % 1000);
    }
    res
}
