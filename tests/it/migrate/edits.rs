//! What people do to a model, done by the dice: each edit is one of text, and may make no sense.

use crate::random::dice::Dice;

use super::text::{Block, blocks, replace_word, word_in};

/// The text after one edit; nothing where the dice chose one that does not fit. `number` makes new names new.
pub fn edit(text: &str, dice: &mut Dice, number: usize) -> Option<String> {
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let all = blocks(&lines);
    let mut cx = Edit { lines, dice, number };
    let block = cx.dice.any(&all)?.clone();
    match cx.dice.below(30) {
        0 | 1 => cx.remove_member(&block),
        2 | 3 => cx.add_attribute(&all, &block),
        4 => cx.add_many(&block),
        5 | 6 => cx.widen(&block),
        7 => cx.lengthen(&block),
        8 | 9 => cx.toggle_optional(&block),
        10 | 11 => cx.toggle_default(&block),
        12 | 13 => cx.rename_attribute(&block),
        14 | 15 => cx.rename_declaration(&all),
        16 => cx.toggle_unique(&block),
        17 => cx.add_group(&block, "unique"),
        18 => cx.add_group(&block, "index"),
        19 => cx.add_check(&block),
        20 => cx.comment(&block),
        21 => cx.action(&block),
        22 | 23 => cx.enumeration(&all),
        24 => cx.add_entity(&all),
        25 => cx.remove_declaration(&all),
        26 => cx.move_to_schema(&all),
        27 => cx.storage(),
        28 => cx.move_member(&block),
        _ => cx.derive(&block),
    }
}

struct Edit<'a> {
    lines: Vec<String>,
    dice: &'a mut Dice,
    number: usize,
}

/// An attribute as it stands in a line: its name, its type without a quantifier, and what follows.
struct Attribute {
    at: usize,
    indent: String,
    name: String,
    ty: String,
    is_optional: bool,
    rest: String,
}

impl Attribute {
    fn line(&self, is_optional: bool) -> String {
        let mark = if is_optional { "?" } else { "" };
        format!("{}{} {}{mark}{}", self.indent, self.name, self.ty, self.rest)
    }
}

impl Edit<'_> {
    fn text(&self) -> String {
        format!("{}\n", self.lines.join("\n"))
    }

    /// A line of a member, whatever it is.
    fn member(&mut self, block: &Block) -> Option<usize> {
        let members: Vec<usize> =
            block.members().filter(|it| !self.lines[*it].trim().is_empty()).collect();
        self.dice.any(&members).copied()
    }

    fn attributes(&self, block: &Block) -> Vec<Attribute> {
        if !matches!(block.kind.as_str(), "entity" | "mixin" | "type" | "relationship") {
            return Vec::new();
        }
        block.members().filter_map(|it| attribute(&self.lines[it], it)).collect()
    }

    fn attribute(&mut self, block: &Block) -> Option<Attribute> {
        let mut all = self.attributes(block);
        if all.is_empty() {
            return None;
        }
        let idx = self.dice.below(all.len());
        Some(all.swap_remove(idx))
    }

    fn insert(&mut self, block: &Block, member: &str) -> Option<String> {
        if !matches!(block.kind.as_str(), "entity" | "mixin" | "type" | "relationship") {
            return None;
        }
        let places: Vec<usize> = block.members().chain([block.end]).collect();
        let at = *self.dice.any(&places)?;
        self.lines.insert(at, format!("{}  {member}", block.indent));
        Some(self.text())
    }

    fn remove_member(&mut self, block: &Block) -> Option<String> {
        let at = self.member(block)?;
        self.lines.remove(at);
        Some(self.text())
    }

    fn move_member(&mut self, block: &Block) -> Option<String> {
        let at = self.member(block)?;
        let line = self.lines.remove(at);
        let to = self.dice.between(block.start + 1, block.end - 1);
        self.lines.insert(to, line);
        Some(self.text())
    }

    fn add_attribute(&mut self, all: &[Block], block: &Block) -> Option<String> {
        let name = format!("fresh_{}", self.number);
        let targets: Vec<&Block> = all.iter().filter(|it| it.kind == "entity").collect();
        let types: Vec<&Block> =
            all.iter().filter(|it| matches!(it.kind.as_str(), "enum" | "type")).collect();
        let member = match self.dice.below(10) {
            0 => format!("{name} int?"),
            1 => format!("{name} varchar(20) = \"it's\""),
            2 => format!("{name} decimal(8, 2) = 1.5"),
            3 => format!("{name} timestamptz = now()"),
            4 => format!("{name} int"),
            5 => format!("{name} uuid?"),
            6 => format!("{name} bool = false"),
            7 => format!("{name} {}?", self.dice.any(&types)?.outside()),
            _ => format!("{name} {}?", self.dice.any(&targets)?.outside()),
        };
        self.insert(block, &member)
    }

    fn add_many(&mut self, block: &Block) -> Option<String> {
        let ty = *self.dice.pick(&["varchar(20)*", "date*", "text*", "int{0..3}"]);
        let member = format!("fresh_{} {ty}", self.number);
        self.insert(block, &member)
    }

    fn widen(&mut self, block: &Block) -> Option<String> {
        const WIDER: [(&str, &str); 8] = [
            ("smallint", "int"),
            ("int", "bigint"),
            ("varchar(20)", "text"),
            ("varchar(40)", "varchar(90)"),
            ("decimal(12, 2)", "decimal(14, 2)"),
            ("decimal(5, 4)", "decimal(9, 4)"),
            ("real", "double"),
            ("char(2)", "char(4)"),
        ];
        let it = self.attribute(block)?;
        let (from, to) = WIDER.iter().find(|(from, _)| it.ty == *from)?;
        // Now and then what is wide becomes narrow: rows may stand in the way.
        let ty = if self.dice.chance(85) { *to } else { *from };
        self.lines[it.at] = Attribute { ty: ty.to_owned(), ..it }.line_as_is();
        Some(self.text())
    }

    fn lengthen(&mut self, block: &Block) -> Option<String> {
        let it = self.attribute(block)?;
        let length: usize = it.ty.strip_prefix("varchar(")?.strip_suffix(')')?.parse().ok()?;
        let ty = format!("varchar({})", length + self.dice.between(1, 300));
        self.lines[it.at] = Attribute { ty, ..it }.line_as_is();
        Some(self.text())
    }

    fn toggle_optional(&mut self, block: &Block) -> Option<String> {
        let it = self.attribute(block)?;
        self.lines[it.at] = it.line(!it.is_optional);
        Some(self.text())
    }

    fn toggle_default(&mut self, block: &Block) -> Option<String> {
        let it = self.attribute(block)?;
        if it.rest.contains(":=") {
            return None;
        }
        let (head, tail) = match it.rest.find(" = ") {
            Some(at) => {
                let after = &it.rest[at + 3..];
                let end = after.find([' ', '\n']).unwrap_or(after.len());
                (it.rest[..at].to_owned(), after[end..].to_owned())
            }
            None => {
                let value = match it.ty.as_str() {
                    "int" | "smallint" | "bigint" => " = 42",
                    "bool" => " = true",
                    "date" => " = today()",
                    ty if ty.starts_with("varchar(") && ty.len() > 10 => " = \"né\"",
                    ty if ty.starts_with("decimal(") => " = 0.75",
                    _ => return None,
                };
                (value.to_owned(), it.rest.clone())
            }
        };
        self.lines[it.at] = Attribute { rest: format!("{head}{tail}"), ..it }.line_as_is();
        Some(self.text())
    }

    fn toggle_unique(&mut self, block: &Block) -> Option<String> {
        let it = self.attribute(block)?;
        let rest = match it.rest.contains(" unique") {
            true => it.rest.replacen(" unique", "", 1),
            false => format!(" unique{}", it.rest),
        };
        self.lines[it.at] = Attribute { rest, ..it }.line_as_is();
        Some(self.text())
    }

    fn rename_attribute(&mut self, block: &Block) -> Option<String> {
        let it = self.attribute(block)?;
        if it.rest.contains("@was") || it.name.starts_with("fresh") {
            return None;
        }
        let new = format!("newly_{}", self.number);
        for line in &mut self.lines[block.start + 1..block.end] {
            *line = replace_word(line, &it.name, &new);
        }
        for line in &mut self.lines {
            if line.contains("references") {
                *line = replace_word(line, &it.name, &new);
            }
        }
        let plain = it.name.trim_matches('`');
        let line = &mut self.lines[it.at];
        let end = line.find(" ///").unwrap_or(line.len());
        line.insert_str(end, &format!(" @was({plain})"));
        Some(self.text())
    }

    fn rename_declaration(&mut self, all: &[Block]) -> Option<String> {
        let block = self.dice.any(all)?.clone();
        let plain = block.name.trim_matches('`').to_owned();
        if self.lines[block.start].contains("@was") {
            return None;
        }
        let new = format!("Newly{}", self.number);
        for line in &mut self.lines {
            *line = replace_word(line, &block.name, &new);
        }
        if matches!(block.kind.as_str(), "entity" | "relationship" | "enum" | "type") {
            let line = &mut self.lines[block.start];
            let end = match block.kind.as_str() {
                "type" if !line.contains('{') => line.len(),
                _ => line.find(" {").unwrap_or(line.len()),
            };
            line.insert_str(end, &format!(" @was(\"{plain}\")"));
        }
        Some(self.text())
    }

    fn add_group(&mut self, block: &Block, word: &str) -> Option<String> {
        let names: Vec<String> = self.attributes(block).into_iter().map(|it| it.name).collect();
        let a = self.dice.any(&names)?.clone();
        let b = self.dice.any(&names)?.clone();
        let list = if a == b { a } else { format!("{a}, {b}") };
        let given = self.dice.maybe(30, &format!("group_{}: ", self.number));
        let member = format!("{word} {given}({list})");
        self.insert(block, &member)
    }

    fn add_check(&mut self, block: &Block) -> Option<String> {
        let it = self.attribute(block)?;
        let name = &it.name;
        let condition = match it.ty.as_str() {
            "int" | "smallint" | "bigint" => format!("{name} > -500"),
            "date" => format!("extract(year, {name}) > 1500"),
            ty if ty.starts_with("varchar(") || ty == "text" => format!("{name} <> \"never\""),
            ty if ty.starts_with("decimal(") => format!("{name} >= 0"),
            _ => format!("{name} is not null"),
        };
        let given = self.dice.maybe(30, &format!("rule_{}: ", self.number));
        self.insert(block, &format!("check {given}{condition}"))
    }

    fn comment(&mut self, block: &Block) -> Option<String> {
        let at = self.member(block)?;
        let indent = format!("{}  ", block.indent);
        match self.lines[at].trim_start().starts_with("///") {
            true => drop(self.lines.remove(at)),
            false => self.lines.insert(at, format!("{indent}/// Said {}, it's so.", self.number)),
        }
        Some(self.text())
    }

    fn action(&mut self, block: &Block) -> Option<String> {
        let it = self.attribute(block)?;
        let rest = match it.rest.find(" on delete ") {
            Some(at) => {
                let word = ["cascade", "restrict", "set null"]
                    .into_iter()
                    .find(|word| it.rest[at + 11..].starts_with(word))?;
                it.rest.replacen(&format!(" on delete {word}"), "", 1)
            }
            None => format!(" on delete cascade{}", it.rest),
        };
        self.lines[it.at] = Attribute { rest, ..it }.line_as_is();
        Some(self.text())
    }

    /// Enums stand on one line: `enum Name { a, b = "B" }`.
    fn enumeration(&mut self, all: &[Block]) -> Option<String> {
        let enums: Vec<&Block> = all.iter().filter(|it| it.kind == "enum").collect();
        let at = self.dice.any(&enums)?.start;
        let line = self.lines[at].clone();
        let (head, tail) = line.split_once('{')?;
        let mut values: Vec<String> =
            tail.trim().strip_suffix('}')?.split(',').map(|it| it.trim().to_owned()).collect();
        let idx = self.dice.below(values.len());
        match self.dice.below(5) {
            0 => drop(values.remove(idx)),
            1 => values.push(format!("newer_{}", self.number)),
            2 => values.insert(idx, format!("newer_{}", self.number)),
            3 => values.reverse(),
            _ => {
                let old = values[idx].clone();
                if old.contains(['=', '@']) {
                    return None;
                }
                let new = format!("other_{}", self.number);
                for (number, line) in self.lines.iter_mut().enumerate() {
                    if number != at {
                        *line = replace_word(line, &old, &new);
                    }
                }
                values[idx] = format!("{new} @was({})", old.trim_matches('`'));
            }
        }
        self.lines[at] = format!("{head}{{ {} }}", values.join(", "));
        Some(self.text())
    }

    fn add_entity(&mut self, all: &[Block]) -> Option<String> {
        let targets: Vec<&Block> = all.iter().filter(|it| it.kind == "entity").collect();
        let target = self.dice.any(&targets)?.outside();
        let number = self.number;
        let text = format!(
            "\nentity Fresh{number} {{\n  id bigint key identity\n  of {target}\n  other {target}?\n  name varchar(30) unique\n  tags varchar(9)*\n\n  index (name desc)\n}}"
        );
        self.lines.extend(text.lines().map(str::to_owned));
        Some(self.text())
    }

    fn remove_declaration(&mut self, all: &[Block]) -> Option<String> {
        let block = self.dice.any(all)?.clone();
        self.lines.drain(block.start..=block.end);
        // Optional references to it go along.
        let name = block.outside();
        self.lines.retain(|line| {
            let is_member =
                attribute(line, 0).is_some_and(|it| word_in(&it.ty, &name) || it.ty == name);
            !is_member
        });
        Some(self.text())
    }

    fn move_to_schema(&mut self, all: &[Block]) -> Option<String> {
        let free: Vec<&Block> =
            all.iter().filter(|it| it.kind == "entity" && it.schema.is_none()).collect();
        let block = (*self.dice.any(&free)?).clone();
        let moved: Vec<String> = self.lines.drain(block.start..=block.end).collect();
        let name = format!("elsewhere.{}", block.name);
        for line in &mut self.lines {
            *line = replace_word(line, &block.name, &name);
        }
        let plain = block.name.trim_matches('`');
        self.lines.push("schema elsewhere {".to_owned());
        for (idx, line) in moved.iter().enumerate() {
            let mut line = format!("  {line}");
            if idx == 0 && !line.contains("@was") {
                let end = line.find(" {").unwrap_or(line.len());
                line.insert_str(end, &format!(" @was(\"{plain}\")"));
            }
            self.lines.push(line);
        }
        self.lines.push("}".to_owned());
        Some(self.text())
    }

    fn storage(&mut self) -> Option<String> {
        let groups: Vec<usize> =
            (0..self.lines.len()).filter(|it| self.lines[*it].contains(" stored ")).collect();
        let groups: Vec<usize> = groups
            .into_iter()
            .filter(|it| self.lines[*it].trim_start().starts_with("subtypes "))
            .collect();
        let at = *self.dice.any(&groups)?;
        let to = *self.dice.pick(&["joined", "single"]);
        let line = &mut self.lines[at];
        let end = line.find(" stored ")?;
        let tail: String = line[end + 8..].trim_start_matches(char::is_alphabetic).to_owned();
        *line = format!("{} stored {to}{tail}", &line[..end]);
        Some(self.text())
    }

    fn derive(&mut self, block: &Block) -> Option<String> {
        let it = self.attribute(block)?;
        let name = format!("fresh_{}", self.number);
        let storage = *self.dice.pick(&["stored", "virtual"]);
        let member = match it.ty.as_str() {
            "int" | "smallint" => format!("{name} bigint? := {} + 1 {storage}", it.name),
            ty if ty.starts_with("varchar(") => {
                format!("{name} varchar(500)? := lower({}) {storage}", it.name)
            }
            _ => return None,
        };
        self.insert(block, &member)
    }
}

impl Attribute {
    fn line_as_is(&self) -> String {
        self.line(self.is_optional)
    }
}

/// Words by which members start that are no attributes.
const OTHERS: [&str; 9] =
    ["key", "unique", "index", "check", "foreign", "exclude", "subtypes", "join", "///"];

fn attribute(line: &str, at: usize) -> Option<Attribute> {
    let bare = line.trim_start();
    let indent = line[..line.len() - bare.len()].to_owned();
    let end = match bare.strip_prefix('`') {
        Some(rest) => rest.find('`')? + 2,
        None => bare.find(' ')?,
    };
    let (name, rest) = bare.split_at(end);
    let rest = rest.strip_prefix(' ')?;
    if indent.is_empty()
        || OTHERS.contains(&name)
        || name.starts_with("//")
        || rest.starts_with('-')
    {
        return None;
    }
    if name.contains([',', ':', '(']) || rest.starts_with(['=', '{', ',']) {
        return None;
    }
    let end = end_of_type(rest);
    let (ty, rest) = rest.split_at(end);
    let (is_optional, rest) = match rest.strip_prefix('?') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    if rest.starts_with(['*', '+', '{']) {
        return None;
    }
    Some(Attribute {
        at,
        indent,
        name: name.to_owned(),
        ty: ty.to_owned(),
        is_optional,
        rest: rest.to_owned(),
    })
}

/// Where a type ends: `decimal(8, 2)`, `` `back office`.`Line Item` ``.
fn end_of_type(text: &str) -> usize {
    let (mut depth, mut is_quoted) = (0_usize, false);
    for (idx, c) in text.char_indices() {
        match c {
            '`' => is_quoted = !is_quoted,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' | '?' | '*' | '+' | '{' if depth == 0 && !is_quoted => return idx,
            _ => {}
        }
    }
    text.len()
}
