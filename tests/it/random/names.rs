//! Names of all sorts: plain ones, words of SQL, other scripts, and names that need quotes. None is given twice
//! in one place, in whatever case.

use std::collections::HashSet;

use super::dice::Dice;

const NOUNS: [&str; 27] = [
    "Customer",
    "Order",
    "User",
    "Group",
    "Table",
    "Product",
    "Depot",
    "Route",
    "HTTPServer",
    "InvoiceLine",
    "Größe",
    "Склад",
    "顧客",
    "Élève",
    "`Line Item`",
    "`Price-List`",
    "Course",
    "Person",
    "Vehicle",
    "Ward",
    "Ticket",
    "Sensor",
    "Booking",
    "Account",
    "Shelf",
    "Event",
    "Region",
];
const WORDS: [&str; 30] = [
    "amount",
    "label",
    "`order`",
    "`select`",
    "größe",
    "название",
    "数量",
    "unitPrice",
    "`total amount`",
    "`2nd`",
    "code",
    "comment",
    "level",
    "weight",
    "title",
    "phase",
    "`from`",
    "grade",
    "since",
    "until",
    "rate",
    "state",
    "note",
    "rank",
    "élan",
    "height",
    "mode",
    "`user`",
    "area",
    "reading",
];

/// Names that are taken where they have to differ.
#[derive(Debug, Clone, Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// A name for a declaration.
    pub fn noun(&mut self, dice: &mut Dice) -> String {
        self.fresh(NOUNS[dice.below(NOUNS.len())])
    }

    /// A name for an attribute.
    pub fn word(&mut self, dice: &mut Dice) -> String {
        self.fresh(WORDS[dice.below(WORDS.len())])
    }

    /// `name`, with a number behind it where it is taken.
    pub fn fresh(&mut self, name: &str) -> String {
        let is_quoted = name.starts_with('`');
        let plain = name.trim_matches('`');
        for number in 1.. {
            let res = if number == 1 { plain.to_owned() } else { format!("{plain}{number}") };
            if self.0.insert(folded(&res)) {
                return if is_quoted { format!("`{res}`") } else { res };
            }
        }
        unreachable!("there are numbers enough")
    }
}

/// What two names share that become one in some database.
fn folded(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
