//! Attributes: `name type=default nullable pk unique index check -> target {properties} | documentation`.

use super::super::scan::{TokenKind, Tokens};
use super::super::sketch::{
    CheckSketch, ColumnSketch, DefaultSketch, IndexSketch, ItemSketch, TableSketch, TypeSketch,
};
use super::lines::LogicalLine;
use super::{Context, names};
use crate::base::{Name, Span};

/// Words that are no type.
const WORDS: [&str; 6] = ["nullable", "pk", "unique", "index", "check", "fk"];

impl Context<'_, '_> {
    pub(super) fn attribute(&mut self, line: &LogicalLine, tokens: &mut Tokens) {
        let span = self.reading.span(line.head.start, line.head.end);
        let Some(mut table) = self.table.take() else {
            let help = "write the name of an entity above, at the start of a line";
            return self.reading.mistake(span, "this attribute belongs to no entity", help);
        };
        let indent = *self.indent.get_or_insert(line.indent);
        if line.indent > indent && !table.columns.is_empty() {
            self.nested_attribute(&mut table, span);
        } else {
            self.nested = None;
            self.own_attribute(line, tokens, &mut table, span);
        }
        self.table = Some(table);
    }

    /// A part of an attribute: of what is kept as JSON nothing is declared.
    fn nested_attribute(&mut self, table: &mut TableSketch, span: Span) {
        let last = table.columns.len() - 1;
        let column = &mut table.columns[last];
        if self.nested != Some(last) {
            self.nested = Some(last);
            if column.ty == TypeSketch::Unstated {
                column.ty = TypeSketch::Words("json".to_owned());
            }
        }
        let what = format!("the parts of `{}`, which are not declared", column.name);
        self.reading.lose(span, what);
    }

    fn own_attribute(
        &mut self,
        line: &LogicalLine,
        tokens: &mut Tokens,
        table: &mut TableSketch,
        span: Span,
    ) {
        let Some(name) = names::name(tokens) else {
            return self.expected(tokens, "an attribute", "write `name type`");
        };
        let ty = self.attribute_type(tokens, table, span);
        let mut column = ColumnSketch::new(name, ty, span);
        column.docs.clone_from(&line.docs);
        if tokens.take_sign('=') {
            column.default = self.default(tokens);
        }
        column.is_nullable = tokens.take_word("nullable");
        self.constraints(tokens, table, &mut column, span);
        self.inline_relation(tokens, table, &column, span);
        for (property, value) in self.properties(tokens) {
            match property.as_str() {
                "autoIncrement" | "auto_increment" => column.counts_up = true,
                "nullable" if value.is_none() => column.is_nullable = true,
                name => self.reading.lose(span, format!("the property `{name}` of an attribute")),
            }
        }
        self.line_end(tokens);
        table.columns.push(column);
    }

    /// `varchar(80)`, `"timestamp with time zone"`, `status(open, shut)`; nothing where none is said.
    fn attribute_type(
        &mut self,
        tokens: &mut Tokens,
        table: &TableSketch,
        span: Span,
    ) -> TypeSketch {
        let is_type = tokens
            .peek()
            .is_some_and(|it| it.is_name() && !WORDS.iter().any(|word| it.is_word(word)));
        if !is_type {
            return TypeSketch::Unstated;
        }
        let parts = names::parts(tokens);
        let name = parts.iter().map(Name::as_str).collect::<Vec<_>>().join(".");
        let is_list = tokens.is_sign('(') && tokens.peek().is_some_and(|it| it.is_close);
        let arguments = if is_list { self.list(tokens) } else { Vec::new() };
        let mut words = name;
        if arguments.iter().any(|it| !it.starts_with(|c: char| c.is_ascii_digit())) {
            self.inline_enum(table, &words, &arguments, span);
        } else if !arguments.is_empty() {
            words = format!("{words}({})", arguments.join(","));
        }
        if tokens.is_sign('[') && tokens.ahead(1).is_some_and(|it| it.kind == TokenKind::Sign(']'))
        {
            tokens.next();
            tokens.next();
            words.push_str("[]");
        }
        TypeSketch::Words(words)
    }

    /// `(a, "b c", 1)`
    pub(super) fn list(&mut self, tokens: &mut Tokens) -> Vec<String> {
        let mut res = Vec::new();
        let open = tokens.span(self.reading);
        tokens.take_sign('(');
        loop {
            if tokens.take_sign(')') {
                return res;
            }
            if tokens.take_sign(',') {
                continue;
            }
            let mut words = Vec::new();
            while let Some(word) = tokens.take_text() {
                words.push(word);
            }
            if words.is_empty() {
                self.reading.mistake(open, "this list does not end", "close it with `)`");
                return res;
            }
            res.push(words.join(" "));
        }
    }

    fn default(&mut self, tokens: &mut Tokens) -> Option<DefaultSketch> {
        let Some(token) = tokens.peek().cloned() else {
            self.expected(tokens, "a default", "write `=value`, or `` =`code` ``");
            return None;
        };
        match token.kind {
            TokenKind::Quoted('`') => {
                tokens.next();
                Some(DefaultSketch::Code(token.text))
            }
            TokenKind::Quoted(_) | TokenKind::Long => {
                tokens.next();
                Some(DefaultSketch::Text(token.text))
            }
            TokenKind::Number => {
                tokens.next();
                Some(DefaultSketch::Number(token.text))
            }
            TokenKind::Word => {
                tokens.next();
                Some(match token.text.as_str() {
                    "true" => DefaultSketch::Bool(true),
                    "false" => DefaultSketch::Bool(false),
                    "null" => return None,
                    _ => DefaultSketch::Text(token.text),
                })
            }
            TokenKind::Sign(_) | TokenKind::Doc => {
                let mut text = String::new();
                while let Some(token) =
                    tokens.peek().filter(|it| text.is_empty() || it.is_close).cloned()
                {
                    tokens.next();
                    text.push_str(&token.text);
                }
                Some(DefaultSketch::Text(text))
            }
        }
    }

    /// `pk`, `unique=name`, `index=name`, ``check=`condition` ``
    fn constraints(
        &mut self,
        tokens: &mut Tokens,
        table: &mut TableSketch,
        column: &mut ColumnSketch,
        span: Span,
    ) {
        loop {
            if tokens.take_word("pk") {
                column.is_key = true;
                let name = given(tokens);
                self.key(table, column, name);
            } else if tokens.take_word("unique") {
                let name = given(tokens);
                index(table, &column.name, name, true, span);
            } else if tokens.take_word("index") {
                let name = given(tokens);
                index(table, &column.name, name, false, span);
            } else if tokens.take_word("check") {
                self.check(tokens, table, column, span);
            } else if tokens.take_word("nullable") {
                column.is_nullable = true;
            } else {
                return;
            }
        }
    }

    fn key(&mut self, table: &mut TableSketch, column: &ColumnSketch, name: Option<Name>) {
        match (&mut table.key, name) {
            (Some((_, columns)), _) => columns.push(column.name.clone()),
            (None, Some(name)) => {
                let mut columns = table.key_columns();
                columns.push(column.name.clone());
                table.key = Some((Some(name), columns));
            }
            (None, None) => {}
        }
    }

    /// ``check=`a > 0` ``, ``check(`a > 0`)``, or nothing but the word.
    fn check(
        &mut self,
        tokens: &mut Tokens,
        table: &mut TableSketch,
        column: &ColumnSketch,
        span: Span,
    ) {
        let is_code = |it: &super::super::scan::Token| it.kind == TokenKind::Quoted('`');
        let has_list = tokens.is_sign('(') && tokens.ahead(1).is_some_and(is_code);
        let has_value = tokens.is_sign('=');
        if !has_list && !has_value {
            let what = format!("a check of `{}` whose condition is not said", column.name);
            return self.reading.lose(span, what);
        }
        tokens.next();
        let Some(text) = tokens.take_text() else {
            return self.expected(tokens, "a condition", "write it in backticks");
        };
        if has_list && !tokens.take_sign(')') {
            self.expected(tokens, "`)`", "close the condition");
        }
        if text.trim().is_empty() {
            return self.reading.mistake(span, "this condition is empty", "say what has to hold");
        }
        // Several attributes may repeat one condition.
        if !table.checks.iter().any(|it| it.text == text) {
            table.checks.push(CheckSketch { name: None, text, span });
        }
    }
}

/// `=name`
fn given(tokens: &mut Tokens) -> Option<Name> {
    if tokens.take_sign('=') { tokens.take_text().map(Name::new) } else { None }
}

/// Attributes that name one index are in it together.
fn index(table: &mut TableSketch, column: &Name, name: Option<Name>, is_unique: bool, span: Span) {
    let same = table
        .indexes
        .iter_mut()
        .find(|it| name.is_some() && it.name == name && it.is_unique == is_unique);
    match same {
        Some(index) => index.items.push(ItemSketch::column(column.clone())),
        None => {
            let index = IndexSketch::over(std::slice::from_ref(column), is_unique, span);
            table.indexes.push(IndexSketch { name, ..index });
        }
    }
}
