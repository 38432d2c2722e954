//! The paths that a Rust source mentions, read from its tokens: comments and strings are none.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path such as `crate::base::Name`, and where it stands.
#[derive(Debug)]
pub struct Mention {
    /// At least one.
    pub segments: Vec<String>,
    pub line: usize,
}

/// A token, as far as paths care.
pub struct Token {
    text: String,
    line: usize,
    /// The modules in this file that it is within.
    modules: Vec<String>,
}

impl Token {
    fn is_word(&self) -> bool {
        self.text.starts_with(|it: char| it.is_alphabetic() || it == '_')
    }
}

/// The source's tokens in one row; `::` is one token, a literal is `""`.
pub fn tokens(source: &str) -> Result<Vec<Token>, String> {
    let stream: TokenStream = source.parse().map_err(|error| format!("{error}"))?;
    let mut res = Vec::new();
    add_tokens(stream, &[], &mut res);
    Ok(res)
}

fn add_tokens(stream: TokenStream, modules: &[String], res: &mut Vec<Token>) {
    for tree in stream {
        let line = tree.span().start().line;
        let token = |text: &str| Token { text: text.to_owned(), line, modules: modules.to_vec() };
        match tree {
            TokenTree::Ident(word) => res.push(token(word.to_string().trim_start_matches("r#"))),
            TokenTree::Literal(_) => res.push(token("\"\"")),
            TokenTree::Punct(it) => match res.last_mut() {
                Some(colon) if colon.text == ":" && it.as_char() == ':' => colon.text.push(':'),
                _ => res.push(token(&it.as_char().to_string())),
            },
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::None => ("", ""),
                };
                let inner = inner_modules(res, open, modules);
                res.push(token(open));
                add_tokens(group.stream(), &inner, res);
                res.push(token(close));
            }
        }
    }
}

/// The modules inside a group: one more if `mod name` stands before its brace.
fn inner_modules(before: &[Token], open: &str, modules: &[String]) -> Vec<String> {
    let mut res = modules.to_vec();
    if let [.., keyword, name] = before
        && keyword.text == "mod"
        && open == "{"
    {
        res.push(name.text.clone());
    }
    res
}

/// The names after `mod`.
pub fn child_modules(tokens: &[Token]) -> Vec<String> {
    let pairs = tokens.windows(2).filter(|it| it[0].text == "mod" && it[1].is_word());
    pairs.map(|it| it[1].text.clone()).collect()
}

/// Every path in a file whose module is this one.
pub fn mentions(tokens: &[Token], module: &[String]) -> Vec<Mention> {
    let mut res = Vec::new();
    for (start, token) in tokens.iter().enumerate() {
        if token.is_word() && begins_path(tokens, start) {
            read_path(tokens, start, &[], &mut res);
        }
    }
    // A lone word is a path in `use` only.
    res.retain(|it| it.is_path(tokens));
    let mut res: Vec<Mention> = res.into_iter().map(|it| it.resolve(tokens, module)).collect();
    // A module declared or imported here hides a crate of the same name.
    let imported = res.iter().filter(|it| it.segments[0] == "crate");
    let imported = imported.filter_map(|it| it.segments.last().cloned());
    let own: Vec<String> = imported.chain(child_modules(tokens)).collect();
    res.retain(|it| it.segments[0] == "crate" || !own.contains(&it.segments[0]));
    res
}

/// Whether the word is the first of its path: no `::` before it, or one with nothing on its left.
fn begins_path(tokens: &[Token], start: usize) -> bool {
    let before = |n: usize| start.checked_sub(n).map(|it| &tokens[it]);
    let is_joined = before(1).is_some_and(|it| it.text == "::");
    !is_joined || !before(2).is_some_and(|it| it.text == ">" || continues_path(it))
}

/// A word that a `::` after it can belong to; `use ::std` is no path `use::std`.
fn continues_path(token: &Token) -> bool {
    token.is_word()
        && !matches!(token.text.as_str(), "use" | "in" | "as" | "return" | "dyn" | "impl")
}

/// Reads the path from this word on, or the several paths that `{…}` makes of it.
fn read_path(tokens: &[Token], start: usize, prefix: &[String], res: &mut Vec<Draft>) {
    let text = |at: usize| tokens.get(at).map_or("", |it| it.text.as_str());
    let mut segments = prefix.to_vec();
    let mut at = start;
    segments.push(text(at).to_owned());
    while text(at + 1) == "::" {
        match tokens.get(at + 2) {
            Some(it) if it.is_word() || it.text == "*" => segments.push(it.text.clone()),
            Some(it) if it.text == "{" => return read_group(tokens, at + 3, &segments, res),
            _ => break,
        }
        at += 2;
    }
    res.push(Draft { segments, start });
}

/// Reads the paths between braces, each after the same beginning.
fn read_group(tokens: &[Token], first: usize, prefix: &[String], res: &mut Vec<Draft>) {
    let mut depth = 0;
    let mut expects_path = true;
    for (at, token) in tokens.iter().enumerate().skip(first) {
        match token.text.as_str() {
            "}" if depth == 0 => return,
            "}" => depth -= 1,
            "{" => depth += 1,
            "," if depth == 0 => expects_path = true,
            _ if expects_path && (token.is_word() || token.text == "*") => {
                read_path(tokens, at, prefix, res);
                expects_path = false;
            }
            _ => {}
        }
    }
}

/// A path as written.
struct Draft {
    segments: Vec<String>,
    /// Its first token after the beginning it shares with others.
    start: usize,
}

impl Draft {
    fn is_path(&self, tokens: &[Token]) -> bool {
        let before = |n: usize| self.start.checked_sub(n).map_or("", |it| &tokens[it].text);
        let is_used = before(1) == "use" || (before(1) == "::" && before(2) == "use");
        self.segments.len() > 1 || is_used
    }

    /// Follows `self` and `super` from the module in which it stands; this crate's name is `crate`.
    fn resolve(self, tokens: &[Token], module: &[String]) -> Mention {
        let token = &tokens[self.start];
        let mut here: Vec<String> = module.iter().chain(&token.modules).cloned().collect();
        let is_climbing = |it: &&String| matches!(it.as_str(), "self" | "super");
        let n_climbing = self.segments.iter().take_while(is_climbing).count();
        let (climbing, rest) = self.segments.split_at(n_climbing);
        for _ in climbing.iter().filter(|it| *it == "super") {
            here.pop();
        }
        let segments = match rest {
            [first, rest @ ..] if climbing.is_empty() => {
                let first = if first == "erc" { "crate" } else { first };
                [&[first.to_owned()], rest].concat()
            }
            rest => [&["crate".to_owned()], here.as_slice(), rest].concat(),
        };
        Mention { segments, line: token.line }
    }
}
