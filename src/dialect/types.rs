//! Types as a database spells them, read into the one name that its catalog has for each.

use super::words::WordSet;
use crate::base::Name;
use crate::schema::{NativeType, TypeArgument};

/// How a database spells types.
#[derive(Debug)]
pub struct TypeWords {
    /// Other spellings and what they stand for, sorted.
    pub aliases: &'static [(&'static str, &'static str)],
    /// Names that the catalog has and the shorter ones that statements are written with.
    pub short: &'static [(&'static str, &'static str)],
    /// Whether types are objects in a schema that can be made, so that other names are quoted where needed.
    pub has_own: bool,
    /// Names of built-in types that are several words or reserved, sorted.
    pub built_in: &'static [&'static str],
    /// Names that a type of one's own would not be found by, sorted.
    pub own_names: &'static [&'static str],
    /// Plain words that are no name of a type unless quoted, sorted.
    pub reserved: &'static WordSet,
    /// Whether `tinyint(1)` is the truth values.
    pub tinyint_is_boolean: bool,
    /// Arguments that say nothing: `int(11)` is `int`.
    pub empty_arguments: &'static [(&'static str, &'static [i64])],
    /// What a name without arguments means: `char` is `char(1)`.
    pub default_arguments: &'static [(&'static str, &'static [i64])],
    /// The type whose scale is 0 where only its precision is said.
    pub scaled: Option<&'static str>,
}

impl TypeWords {
    /// Reads a type; nothing when the text is none.
    pub fn read(&self, text: &str) -> Option<NativeType> {
        // `boolean` means `tinyint(1)`, which is no name.
        let name = text.trim().to_lowercase();
        let meaning = self.aliases.binary_search_by_key(&name.as_str(), |(alias, _)| alias);
        let meaning = meaning.ok().map(|it| self.aliases[it].1).filter(|it| it.contains('('));
        let text = meaning.unwrap_or(text);
        let tokens = tokens(text)?;
        let mut reader = Reader { tokens: &tokens, at: 0 };
        let res = reader.ty(self)?;
        (reader.at == tokens.len()).then_some(res)
    }

    /// Whether a type of this name would be taken for one that comes with the database.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.own_names.binary_search(&name).is_ok()
    }

    /// Whether the type is one that comes with the database, where its list of types is known.
    pub fn knows(&self, ty: &NativeType) -> bool {
        let is_plain = ty.namespace.is_none();
        is_plain
            && (self.is_built_in(ty) || self.own_names.binary_search(&ty.name.as_str()).is_ok())
    }

    /// Whether a type without a schema is one that comes with the database and is never quoted.
    pub(super) fn is_built_in(&self, ty: &NativeType) -> bool {
        self.built_in.binary_search(&ty.name.as_str()).is_ok()
    }

    /// The one spelling of a name that was written without quotes.
    fn canonical_name(&self, name: &str) -> Name {
        let name = name.to_lowercase();
        let known = |name: &str| {
            let found = self.aliases.binary_search_by_key(&name, |(alias, _)| alias);
            found.ok().map(|idx| self.aliases[idx].1)
        };
        match (known(&name), name.split_once(' ')) {
            (Some(meant), _) => Name::new(meant),
            // `integer unsigned`, `double precision unsigned`
            (None, Some(_)) if !self.has_own => {
                let name = signed_in_full(&name);
                let mut ends = name.match_indices(' ').map(|it| it.0).rev();
                let meant = ends.find_map(|end| Some((known(&name[..end])?, &name[end..])));
                match meant {
                    Some((meant, rest)) => Name::new(format!("{meant}{rest}")),
                    None => Name::new(known(&name).unwrap_or(&name)),
                }
            }
            (None, _) => Name::new(name),
        }
    }
}

/// `int signed` is `int`, and what is filled up with zeros has no sign.
fn signed_in_full(name: &str) -> String {
    let name = name.replace(" signed", "");
    match name.strip_suffix(" zerofill") {
        Some(rest) if !rest.ends_with(" unsigned") => format!("{rest} unsigned zerofill"),
        _ => name,
    }
}

#[derive(Debug, PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Text(String),
    Number(i64),
    Mark(char),
}

/// Cuts a type into tokens; nothing when there is something that no type has.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut res = Vec::new();
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        let (token, tail) = match c {
            '"' | '`' => {
                let (quoted, tail) = quoted(rest, c)?;
                (Token::Quoted(quoted), tail)
            }
            '\'' => {
                let (quoted, tail) = quoted(rest, c)?;
                (Token::Text(quoted), tail)
            }
            'x' | 'X' if rest[1..].starts_with('\'') => {
                let (digits, tail) = quoted(&rest[1..], '\'')?;
                (Token::Text(from_hexadecimal(&digits)?), tail)
            }
            '(' | ')' | ',' | '[' | ']' | '.' => (Token::Mark(c), &rest[1..]),
            '0'..='9' | '-' => {
                let end =
                    rest[1..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |it| it + 1);
                (Token::Number(rest[..end].parse().ok()?), &rest[end..])
            }
            c if c.is_alphabetic() || c == '_' => {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$');
                let end = end.unwrap_or(rest.len());
                (Token::Word(rest[..end].to_owned()), &rest[end..])
            }
            _ => return None,
        };
        res.push(token);
        rest = tail.trim_start();
    }
    Some(res)
}

/// The text whose bytes these digits are.
fn from_hexadecimal(digits: &str) -> Option<String> {
    let pairs = (0..digits.len()).step_by(2).map(|at| digits.get(at..at + 2));
    let bytes = pairs.map(|it| u8::from_str_radix(it?, 16).ok());
    String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()
}

/// What stands in quotes, doubled ones taken together, and what comes behind.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut res = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((idx, c)) = chars.next() {
        if c != quote {
            res.push(c);
        } else if chars.peek().is_some_and(|(_, next)| *next == quote) {
            chars.next();
            res.push(quote);
        } else {
            return Some((res, &text[idx + 1..]));
        }
    }
    None
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn take(&mut self, mark: char) -> bool {
        let is_next = self.peek() == Some(&Token::Mark(mark));
        self.at += usize::from(is_next);
        is_next
    }

    fn ty(&mut self, words: &TypeWords) -> Option<NativeType> {
        let (mut name, mut is_quoted) = self.name()?;
        let mut namespace = None;
        if self.take('.') {
            namespace = Some(Name::new(name));
            (name, is_quoted) = self.name()?;
        }
        let mut arguments = self.arguments()?;
        while let Some(Token::Word(word)) = self.peek() {
            if is_quoted {
                return None;
            }
            name = format!("{name} {word}");
            self.at += 1;
            if arguments.is_empty() {
                arguments = self.arguments()?;
            }
        }
        let mut n_dimensions = 0_u8;
        while self.take('[') {
            if let Some(Token::Number(_)) = self.peek() {
                self.at += 1;
            }
            if !self.take(']') {
                return None;
            }
            n_dimensions = n_dimensions.checked_add(1)?;
        }
        let name = if is_quoted { Name::new(name) } else { words.canonical_name(&name) };
        // Several words that are no type of the database would be written as one quoted name.
        if words.has_own
            && !is_quoted
            && name.contains(' ')
            && words.built_in.binary_search(&name.as_str()).is_err()
        {
            return None;
        }
        if namespace.as_deref() == Some("pg_catalog") {
            namespace = None;
        }
        let arguments = usual_arguments(words, &name, arguments);
        Some(NativeType { namespace, name, arguments, n_dimensions })
    }

    fn name(&mut self) -> Option<(String, bool)> {
        let res = match self.peek()? {
            Token::Word(word) => (word.clone(), false),
            Token::Quoted(name) if !name.is_empty() => (name.clone(), true),
            Token::Quoted(_) | Token::Text(_) | Token::Number(_) | Token::Mark(_) => return None,
        };
        self.at += 1;
        Some(res)
    }

    fn arguments(&mut self) -> Option<Vec<TypeArgument>> {
        let mut res = Vec::new();
        if !self.take('(') {
            return Some(res);
        }
        loop {
            res.push(match self.peek()? {
                Token::Number(number) => TypeArgument::Number(*number),
                Token::Text(text) => TypeArgument::Text(Name::new(text)),
                Token::Word(word) | Token::Quoted(word) => TypeArgument::Word(Name::new(word)),
                Token::Mark(_) => return None,
            });
            self.at += 1;
            if self.take(')') {
                return Some(res);
            }
            if !self.take(',') {
                return None;
            }
        }
    }
}

/// Arguments that say nothing are left out, those that are meant are put in.
fn usual_arguments(
    words: &TypeWords,
    name: &str,
    arguments: Vec<TypeArgument>,
) -> Vec<TypeArgument> {
    let numbers = |numbers: &[i64]| numbers.iter().map(|&it| TypeArgument::Number(it)).collect();
    let of_name = |(it, _): &&(&str, &'static [i64])| *it == name;
    if arguments.is_empty() {
        let usual = words.default_arguments.iter().find(of_name);
        return usual.map_or(arguments, |(_, it)| numbers(it));
    }
    if arguments.len() == 1 && words.scaled == Some(name.split(' ').next().unwrap_or_default()) {
        return arguments.into_iter().chain([TypeArgument::Number(0)]).collect();
    }
    let is_empty = words.empty_arguments.iter().any(|(it, empty)| {
        let empty: Vec<TypeArgument> = numbers(empty);
        *it == name && arguments == empty
    });
    if is_empty { Vec::new() } else { arguments }
}
