//! Models that nobody wrote: every construct of the language, in combinations that make sense, the same for the
//! same seed. Most are without a mistake in all four databases.

mod attributes;
pub mod dice;
mod entities;
mod expressions;
mod fact;
mod hierarchies;
mod members;
mod names;
mod properties;
mod relationships;
mod types;

use std::fmt::Write as _;

pub use dice::Dice;
use fact::Fact;
use names::Names;
use types::Type;

/// A model as text.
pub fn model(seed: u64) -> String {
    let mut writer = Writer::new(seed);
    writer.head();
    for _ in 0..writer.dice.between(1, 4) {
        types::declare(&mut writer);
    }
    for _ in 0..writer.dice.below(3) {
        entities::mixin(&mut writer);
    }
    for _ in 0..writer.dice.between(3, 8) {
        match writer.dice.below(10) {
            0 | 1 => hierarchies::declare(&mut writer),
            2 => entities::union(&mut writer),
            _ => entities::declare(&mut writer),
        }
    }
    for _ in 0..writer.dice.below(4) {
        relationships::declare(&mut writer);
    }
    if writer.dice.chance(20) {
        let (name, place) = writer.declaration_name();
        let query = "\"select 1 as one\"";
        let queries = ["postgres", "mysql", "mariadb", "sqlite"].map(|it| format!("{it}: {query}"));
        let view = format!("view {name} {{\n  one int\n}} = sql({})", queries.join(", "));
        writer.declare(&place, &view);
    }
    writer.text
}

/// An entity that others can refer to.
#[derive(Debug, Clone)]
struct Entity {
    /// Its name, as it is written from anywhere.
    name: String,
    /// How many columns its key has.
    n_key_columns: usize,
    /// The attribute of its key that refers to the tenant, when it has one.
    tenant: Option<String>,
    /// The one attribute of its key and the type of that, where it is a scalar.
    scalar_key: Option<(String, String)>,
}

/// Members for entities.
struct Mixin {
    name: String,
    facts: Vec<Fact>,
    /// The names of its attributes.
    words: Vec<String>,
}

/// A model in the making.
struct Writer {
    dice: Dice,
    text: String,
    names: Names,
    types: Vec<Type>,
    mixins: Vec<Mixin>,
    /// What can be referred to.
    entities: Vec<Entity>,
    unions: Vec<String>,
    schemas: Vec<String>,
    /// The entity whose key the keys of others start with.
    tenant: Option<Entity>,
    n_names: usize,
}

/// Where a declaration stands.
struct Place(Option<String>);

impl Place {
    /// A name as it is written from anywhere.
    fn outside(&self, name: &str) -> String {
        match &self.0 {
            Some(schema) => format!("{schema}.{name}"),
            None => name.to_owned(),
        }
    }
}

impl Writer {
    fn new(seed: u64) -> Writer {
        let mut dice = Dice::new(seed);
        let schemas = ["sales", "`back office`", "склад"];
        let n_schemas = if dice.chance(40) { dice.between(1, 3) } else { 0 };
        Writer {
            dice,
            text: String::new(),
            names: Names::default(),
            types: Vec::new(),
            mixins: Vec::new(),
            entities: Vec::new(),
            unions: Vec::new(),
            schemas: schemas[..n_schemas].iter().map(|it| (*it).to_owned()).collect(),
            tenant: None,
            n_names: 0,
        }
    }

    fn head(&mut self) {
        let docs = self.dice.maybe(50, "/// A model of the dice.\n");
        let line = self.dice.maybe(70, "model random\n\n");
        if !line.is_empty() {
            self.text.push_str(&docs);
        }
        self.text.push_str(&line);
        let comment = self.dice.maybe(20, "// A comment, \"with quotes\".\n\n");
        self.text.push_str(&comment);
    }

    /// A name for a declaration, and where it goes.
    fn declaration_name(&mut self) -> (String, Place) {
        let name = self.names.noun(&mut self.dice);
        let schema = self.dice.any(&self.schemas).cloned();
        (name, Place(schema.filter(|_| self.dice.chance(60))))
    }

    /// Writes a declaration, inside its schema when it has one.
    fn declare(&mut self, place: &Place, declaration: &str) {
        let docs = match self.dice.below(6) {
            0 => "/// What it is about: \"x\", 'y'.\n",
            1 => "// Not for the database.\n",
            2 => "/// Two lines,\n/// né.\n",
            _ => "",
        };
        let whole = format!("{docs}{declaration}");
        let _ = match &place.0 {
            Some(schema) => {
                let inside = whole.replace('\n', "\n  ");
                write!(self.text, "schema {schema} {{\n  {inside}\n}}\n\n")
            }
            None => write!(self.text, "{whole}\n\n"),
        };
    }

    /// `name: `, where the dice want one; no two are the same.
    fn member_name(&mut self) -> String {
        if !self.dice.chance(40) {
            return String::new();
        }
        self.n_names += 1;
        let name = format!("given_{}", self.n_names);
        format!("{name}: ")
    }
}
