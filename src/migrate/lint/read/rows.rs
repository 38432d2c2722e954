//! What reads and changes rows.

use super::Reader;
use crate::base::Name;
use crate::dialect::facts::Operation;
use crate::migrate::statements::Token;
use crate::schema::QualifiedName;

impl Reader<'_> {
    /// Behind the first word of a statement about rows.
    pub(super) fn rows(&mut self, first: &str) -> Vec<Operation> {
        let known = match first {
            "insert" | "replace" | "merge" | "load" => self.insert(),
            "update" => self.update(),
            "delete" => self.delete(),
            "copy" => self.copy(),
            _ => Some(self.reading()),
        };
        vec![known.unwrap_or(Operation::Unknown)]
    }

    /// `with … update …`
    pub(super) fn with(&mut self) -> Vec<Operation> {
        let mut res = Vec::new();
        let verbs = ["insert", "update", "delete", "merge"];
        let starts: Vec<usize> = (1..self.tokens.len())
            .filter(|idx| {
                let follows = matches!(self.tokens[idx - 1], Token::Mark('(' | ')'));
                follows && verbs.iter().any(|it| self.tokens[*idx].is(it))
            })
            .collect();
        for start in starts {
            let Some(Token::Word(verb)) = self.tokens.get(start) else { continue };
            // What stands in parentheses ends with them.
            let end = self.end_of_level(start);
            let mut inner = Reader { at: start + 1, tokens: &self.tokens[..end], ..*self };
            res.extend(inner.rows(&verb.to_lowercase()));
        }
        let reading = self.reading();
        res.push(reading);
        res
    }

    fn end_of_level(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        for (idx, token) in self.tokens.iter().enumerate().skip(start) {
            match token {
                Token::Mark('(') => depth += 1,
                Token::Mark(')') if depth == 0 => return idx,
                Token::Mark(')') => depth -= 1,
                _ => {}
            }
        }
        self.tokens.len()
    }

    fn insert(&mut self) -> Option<Operation> {
        let _ = self.take("or replace") || self.take("or ignore") || self.take("or abort");
        while !self.is_word("into")
            && self.take_any(&["ignore", "low_priority", "delayed", "data", "local"])
        {}
        if !self.take("into") && self.has_outside("into") && self.is_word("infile") {
            self.pass("into");
            self.take("table");
        }
        let table = self.table()?;
        let reads = self.read_tables_but(&table);
        Some(Operation::Insert { table, reads })
    }

    fn update(&mut self) -> Option<Operation> {
        let _ = self.take_any(&["or replace", "or ignore", "low_priority", "ignore"]);
        let table = self.table()?;
        let has_condition = self.has_outside("where");
        let reads = self.read_tables_but(&table);
        let columns = self.assigned();
        Some(Operation::Update { table, reads, columns, has_condition })
    }

    /// The columns that are set, as often as they are.
    fn assigned(&mut self) -> Vec<Name> {
        let mut res = Vec::new();
        if !self.pass("set") {
            return res;
        }
        loop {
            if self.peek() == Some(&Token::Mark('(')) {
                res.extend(self.names());
            } else {
                res.extend(self.qualified().map(|it| it.name));
            }
            while let Some(token) = self.peek() {
                match token {
                    Token::Mark(',') => break,
                    Token::Mark('(') => drop(self.skip_group()),
                    it if it.is("where") || it.is("from") => return res,
                    _ => self.at += 1,
                }
            }
            if !self.take_mark(',') {
                return res;
            }
        }
    }

    fn delete(&mut self) -> Option<Operation> {
        let has_condition = self.has_outside("where");
        self.take("from");
        let table = self.table()?;
        let reads = self.read_tables_but(&table);
        Some(Operation::Delete { table, reads, has_condition })
    }

    fn copy(&mut self) -> Option<Operation> {
        if self.peek() == Some(&Token::Mark('(')) {
            return Some(self.reading());
        }
        self.take("binary");
        let table = self.qualified()?;
        self.names();
        Some(match self.take("from") {
            true => Operation::Insert { table, reads: Vec::new() },
            false => {
                Operation::Read { tables: vec![table], locks_rows: false, sequences: Vec::new() }
            }
        })
    }

    /// A query.
    pub(super) fn reading(&self) -> Operation {
        let locks_rows = self.tokens.windows(2).any(|it| {
            it[0].is("for") && (it[1].is("update") || it[1].is("share") || it[1].is("no"))
        });
        let sequences = self.sequences(&["nextval", "setval"]);
        Operation::Read { tables: self.read_tables(), locks_rows, sequences }
    }

    /// The sequences in calls such as `nextval('a')`.
    pub(super) fn sequences(&self, functions: &[&str]) -> Vec<QualifiedName> {
        let calls = self.tokens.windows(3).filter_map(|it| match it {
            [function, Token::Mark('('), Token::Text(name)]
                if functions.iter().any(|word| function.is(word)) =>
            {
                self.named_in(name)
            }
            _ => None,
        });
        calls.collect()
    }

    fn read_tables_but(&self, table: &QualifiedName) -> Vec<QualifiedName> {
        let mut res = self.read_tables();
        res.retain(|it| it != table);
        res
    }

    /// What stands behind every `from`, `join` and `using` from here on, where it is a table.
    pub(super) fn read_tables(&self) -> Vec<QualifiedName> {
        let own = self.named_queries();
        let mut res = Vec::new();
        // Whether the parentheses that are open hold a query: `extract(year from at)` does not.
        let mut levels = vec![true];
        let mut inner = Reader { ..*self };
        while let Some(token) = inner.next() {
            let is_query = levels.last() == Some(&true);
            match token {
                Token::Mark('(') => {
                    let begins = ["select", "with", "values", "table", "from"];
                    let is_group = is_query
                        && inner.tokens.get(inner.at.wrapping_sub(2)).is_some_and(|it| {
                            it.is("from") || it.is("join") || *it == Token::Mark('(')
                        });
                    levels.push(begins.iter().any(|it| inner.is_word(it)) || is_group);
                }
                Token::Mark(')') => drop(levels.pop()),
                it if is_query
                    && (it.is("from") || it.is("join") || it.is("using"))
                    && !inner.is_distinct() =>
                {
                    inner.sources(&mut res);
                }
                _ => {}
            }
        }
        res.retain(|it| it.namespace.is_some() || !own.contains(&it.name));
        res.sort_unstable();
        res.dedup();
        res
    }

    /// Whether the `from` before is that of `is distinct from`.
    fn is_distinct(&self) -> bool {
        let before = |n: usize| self.at.checked_sub(n).and_then(|it| self.tokens.get(it));
        before(2).is_some_and(|it| it.is("distinct"))
            && before(3).is_some_and(|it| it.is("is") || it.is("not"))
    }

    /// `a, b as c, …` behind `from`.
    fn sources(&mut self, res: &mut Vec<QualifiedName>) {
        loop {
            self.take("lateral");
            self.take("only");
            if self.peek() == Some(&Token::Mark('(')) {
                return;
            }
            let Some(table) = self.qualified() else { return };
            // A function is no table.
            if self.peek() == Some(&Token::Mark('(')) {
                return;
            }
            res.push(table);
            self.take("as");
            let ends = [
                "where",
                "join",
                "left",
                "right",
                "inner",
                "outer",
                "cross",
                "natural",
                "on",
                "group",
                "order",
                "limit",
                "for",
                "union",
                "set",
                "full",
                "having",
                "using",
                "returning",
                "when",
            ];
            if !ends.iter().any(|it| self.is_word(it)) {
                self.name();
            }
            if !self.take_mark(',') {
                return;
            }
        }
    }

    /// The names that `with` gives to queries.
    fn named_queries(&self) -> Vec<Name> {
        let mut res = Vec::new();
        for (idx, token) in self.tokens.iter().enumerate() {
            if !token.is("as") {
                continue;
            }
            let mut next =
                self.tokens[idx + 1..].iter().filter(|it| !it.is("not") && !it.is("materialized"));
            if next.next() == Some(&Token::Mark('(')) {
                let mut before = self.tokens[..idx].iter().rev();
                let mut name = before.next();
                // `a (b, c) as (…)`
                if name == Some(&Token::Mark(')')) {
                    name = before.find(|it| **it == Token::Mark('(')).and(before.next());
                }
                res.extend(name.and_then(|it| self.name_of(it)));
            }
        }
        res
    }
}
