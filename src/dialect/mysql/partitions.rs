//! How the rows of a table are spread over partitions (manual, "Partitioning Types").

use crate::base::Name;

use super::emit::{quoted, string};

/// A `partition by` with all that the catalog knows of it.
#[derive(Debug, Default)]
pub(crate) struct Partitioning {
    /// `range`, `list columns`, `linear hash`, …
    pub(crate) method: String,
    /// What decides: an expression, or columns with commas between; nothing where the primary key does.
    pub(crate) by: String,
    /// How each partition is spread once more: method and expression.
    pub(crate) within: Option<(String, String)>,
    /// The partitions, in order.
    pub(crate) parts: Vec<Partition>,
}

/// One partition.
#[derive(Debug, Default)]
pub(crate) struct Partition {
    /// Its name.
    pub(crate) name: Name,
    /// `values less than (10)`, `values in (1, 2)`, `default`; empty where rows are hashed.
    pub(crate) values: String,
    /// Its comment, empty where it has none.
    pub(crate) comment: String,
    /// What it is spread over once more: names and comments.
    pub(crate) parts: Vec<(Name, String)>,
}

impl Partitioning {
    /// The statement that spreads the rows of a table.
    pub(crate) fn statement(&self, table: &str) -> String {
        let mut res =
            format!("alter table {} partition by {} ({})", quoted(table), self.method, self.by);
        let names_parts = !self.parts.iter().enumerate().all(|(idx, it)| it.is_usual(idx));
        if let Some((method, by)) = &self.within {
            res.push_str(&format!(" subpartition by {method} ({by})"));
            if self.parts.iter().all(Partition::has_usual_parts) {
                let count = self.parts.first().map_or(1, |it| it.parts.len());
                res.push_str(&format!(" subpartitions {count}"));
            }
        }
        if names_parts {
            let parts: Vec<String> = self.parts.iter().map(Partition::clause).collect();
            res.push_str(&format!(" ({})", parts.join(", ")));
        } else {
            res.push_str(&format!(" partitions {}", self.parts.len()));
        }
        res
    }
}

impl Partition {
    /// Whether it is what the server makes where only a number is given.
    fn is_usual(&self, idx: usize) -> bool {
        self.name == format!("p{idx}").as_str()
            && self.values.is_empty()
            && self.comment.is_empty()
            && self.parts.is_empty()
    }

    fn has_usual_parts(&self) -> bool {
        let is_usual = |(idx, (name, comment)): (usize, &(Name, String))| {
            *name == format!("{}sp{idx}", self.name).as_str() && comment.is_empty()
        };
        self.parts.iter().enumerate().all(is_usual)
    }

    fn clause(&self) -> String {
        let mut res = format!("partition {}", quoted(&self.name));
        if !self.values.is_empty() {
            res.push_str(&format!(" {}", self.values));
        }
        comment(&self.comment, &mut res);
        if !self.has_usual_parts() {
            let part = |(name, text): &(Name, String)| {
                let mut res = format!("subpartition {}", quoted(name));
                comment(text, &mut res);
                res
            };
            let parts: Vec<String> = self.parts.iter().map(part).collect();
            res.push_str(&format!(" ({})", parts.join(", ")));
        }
        res
    }
}

fn comment(text: &str, res: &mut String) {
    if !text.is_empty() {
        res.push_str(" comment ");
        string(text, res);
    }
}

/// What a partition holds, from the words of the catalog: `10,MAXVALUE` is `values less than (10, maxvalue)`.
pub(crate) fn values(method: &str, words: &str) -> String {
    let words = spaced(words);
    match method {
        _ if words.is_empty() => String::new(),
        _ if words == "default" => words,
        // So MariaDB tells the partition that holds all others.
        "list columns" if words.contains("maxvalue") => "default".to_owned(),
        _ if method.starts_with("range") => format!("values less than ({words})"),
        _ if method.starts_with("list") => format!("values in ({words})"),
        _ => words,
    }
}

/// In small letters, and a blank behind commas, but inside quotes.
fn spaced(words: &str) -> String {
    let mut res = String::with_capacity(words.len());
    let mut quote = None;
    let mut is_escaped = false;
    for c in words.chars() {
        match quote {
            Some(_) if is_escaped => is_escaped = false,
            Some(_) if c == '\\' => is_escaped = true,
            Some(mark) if c == mark => quote = None,
            Some(_) => {}
            None if c == '\'' || c == '`' => quote = Some(c),
            None if c == ',' => {
                res.push_str(", ");
                continue;
            }
            None if c == ' ' && res.ends_with(' ') => continue,
            None => {
                res.push(c.to_ascii_lowercase());
                continue;
            }
        }
        res.push(c);
    }
    res
}

/// The statement that gives a table of MariaDB a period of its own ("Application-Time Periods").
pub(crate) fn period(table: &str, name: &str, [start, end]: [&str; 2]) -> String {
    let names = [table, name, start, end].map(quoted);
    format!("alter table {} add period for {} ({}, {})", names[0], names[1], names[2], names[3])
}

/// The columns of a list as the catalog writes them: `` `a`,`b` ``.
pub(crate) fn columns(words: &str) -> String {
    spaced(words)
}

/// The statement that spreads the old rows of a table over partitions, from the words behind `system_time`.
pub(crate) fn history(table: &str, words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = spaced(&words.join(" ")).replace(" ,", ",").replace(",  ", ", ");
    let words = words.replace(" engine = innodb", "").replace('`', "").replace("( ", "(");
    let gap = if words.is_empty() { "" } else { " " };
    format!("alter table {} partition by system_time{gap}{words}", quoted(table))
}
