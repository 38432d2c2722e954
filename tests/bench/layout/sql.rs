//! Tables and foreign keys out of SQL text, read crudely: enough for boxes and lines.

use crate::shapes;
use erc::export::diagram::layout::{Edge, EdgeKind, End, Graph, NodeId};
use std::collections::HashMap;

struct Table {
    name: String,
    columns: Vec<String>,
    keys: Vec<(String, String)>,
}

/// The graph of the tables in `text`, with columns or names only.
pub(crate) fn graph(text: &str, with_columns: bool) -> Graph {
    let tables = tables(text);
    let mut res = Graph::default();
    let mut ids: HashMap<&str, NodeId> = HashMap::new();
    for table in &tables {
        let longest = table.columns.iter().map(|it| it.len() + 9).chain([table.name.len() + 2]);
        let width = longest.max().unwrap_or(0).min(50) as i32 * 7 + 16;
        let node = if with_columns {
            shapes::table(width, table.columns.len())
        } else {
            shapes::name_only(table.name.len() as i32 * 8 + 24)
        };
        ids.insert(&table.name, res.nodes.alloc(node));
    }
    for table in &tables {
        for (column, target) in &table.keys {
            let Some(&to) = ids.get(target.as_str()) else { continue };
            let from = ids[table.name.as_str()];
            let row = table.columns.iter().position(|it| it == column);
            let edge = if with_columns {
                shapes::reference(from, row.unwrap_or(0), to)
            } else {
                let end = |node, bundle| End { marker: 14, bundle, ..End::at(node) };
                let (from, to) = (end(from, None), end(to, Some(0)));
                Edge { kind: EdgeKind::TargetLeft, from, to, label: None }
            };
            res.edges.alloc(edge);
        }
    }
    res
}

fn tables(text: &str) -> Vec<Table> {
    let mut res: Vec<Table> = Vec::new();
    for statement in text.split(';') {
        let lines: Vec<&str> =
            statement.lines().map(str::trim).filter(|it| !it.starts_with("--")).collect();
        let statement = lines.join("\n").to_lowercase();
        // What stands before, a block comment for example, is not looked at.
        let start = statement.find("create table").or(statement.find("alter table"));
        let Some(statement) = start.map(|it| &statement[it..]) else { continue };
        let words: Vec<&str> = statement.split_whitespace().collect();
        let upper = statement.to_uppercase();
        if upper.starts_with("CREATE TABLE") {
            let skip = if upper.starts_with("CREATE TABLE IF NOT EXISTS") { 5 } else { 2 };
            let Some((head, body)) = statement.split_once('(') else { continue };
            let Some(name) = head.split_whitespace().nth(skip) else { continue };
            if upper.contains("PARTITION OF") {
                continue;
            }
            res.push(table(plain(name), body));
        } else if upper.starts_with("ALTER TABLE") && upper.contains("FOREIGN KEY") {
            let is_name =
                |it: &&&str| !["ONLY", "IF", "EXISTS"].contains(&it.to_uppercase().as_str());
            let Some(name) = words.iter().skip(2).find(is_name) else { continue };
            let name = plain(name);
            let keys: Vec<(String, String)> = statement
                .split("ADD CONSTRAINT")
                .flat_map(|it| it.split("add constraint"))
                .filter_map(foreign_key)
                .collect();
            if let Some(table) = res.iter_mut().find(|it| it.name == name) {
                table.keys.extend(keys);
            }
        }
    }
    res
}

fn table(name: String, body: &str) -> Table {
    let mut res = Table { name, columns: Vec::new(), keys: Vec::new() };
    for part in split_commas(body) {
        let part = part.trim();
        let Some(first) = part.split_whitespace().next() else { continue };
        let upper = part.to_uppercase();
        let is_constraint =
            ["CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "EXCLUDE", "LIKE"]
                .iter()
                .any(|it| upper.starts_with(it));
        if is_constraint {
            res.keys.extend(foreign_key(part));
            continue;
        }
        let column = plain(first);
        if let Some(at) = upper.find("REFERENCES") {
            let target = part[at + "REFERENCES".len()..].trim_start();
            res.keys.push((column.clone(), plain(target)));
        }
        res.columns.push(column);
    }
    res
}

fn foreign_key(text: &str) -> Option<(String, String)> {
    let upper = text.to_uppercase();
    let at = upper.find("FOREIGN KEY")? + "FOREIGN KEY".len();
    let columns = text[at..].trim_start().trim_start_matches('(');
    let target = upper.find("REFERENCES")? + "REFERENCES".len();
    Some((plain(columns), plain(text[target..].trim_start())))
}

fn split_commas(text: &str) -> Vec<String> {
    let mut depth = 0;
    let mut res = vec![String::new()];
    for character in text.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                res.push(String::new());
                continue;
            }
            _ => {}
        }
        if depth < 0 {
            break;
        }
        if let Some(last) = res.last_mut() {
            last.push(character);
        }
    }
    res
}

/// The name that text begins with, without quotes and schema.
fn plain(text: &str) -> String {
    let is_name = |it: char| it.is_alphanumeric() || "_.\"`$".contains(it);
    let name: String = text.chars().take_while(|&it| is_name(it)).collect();
    let last = name.rsplit('.').next().unwrap_or_default();
    last.trim_matches(['"', '`']).to_string()
}
