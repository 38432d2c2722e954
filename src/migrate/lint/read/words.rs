//! Words, names and groups in parentheses.

use super::Reader;
use crate::base::Name;
use crate::migrate::statements::Token;
use crate::schema::QualifiedName;

impl<'a> Reader<'a> {
    pub(super) fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|it| it.is(word))
    }

    /// Takes words if they come next, all of them.
    pub(super) fn take(&mut self, words: &str) -> bool {
        let mut at = self.at;
        for word in words.split(' ') {
            if !self.tokens.get(at).is_some_and(|it| it.is(word)) {
                return false;
            }
            at += 1;
        }
        self.at = at;
        true
    }

    /// Takes the first of several words that comes next.
    pub(super) fn take_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|it| self.take(it))
    }

    pub(super) fn take_mark(&mut self, mark: char) -> bool {
        let is_it = self.peek() == Some(&Token::Mark(mark));
        self.at += usize::from(is_it);
        is_it
    }

    pub(super) fn next(&mut self) -> Option<&'a Token> {
        let res = self.peek();
        self.at += usize::from(res.is_some());
        res
    }

    /// A name; where the database does, one without quotes is put in lower case.
    pub(super) fn name(&mut self) -> Option<Name> {
        let res = self.name_of(self.peek()?)?;
        self.at += 1;
        Some(res)
    }

    pub(super) fn name_of(&self, token: &Token) -> Option<Name> {
        match token {
            Token::Word(it) if self.dialect.capabilities().default_namespace.is_some() => {
                Some(Name::new(it.to_lowercase()))
            }
            Token::Word(it) | Token::Quoted(it) => Some(Name::new(it)),
            Token::Text(_) | Token::Number(_) | Token::Mark(_) => None,
        }
    }

    /// `a`, `schema.a`; the default schema goes without saying.
    pub(super) fn qualified(&mut self) -> Option<QualifiedName> {
        let mut first = self.name()?;
        let mut namespace = None;
        while self.take_mark('.') {
            namespace = Some(first);
            first = self.name()?;
        }
        Some(QualifiedName { namespace: namespace.filter(|it| !self.is_usual(it)), name: first })
    }

    /// Whether a schema is the one that goes without saying.
    fn is_usual(&self, namespace: &Name) -> bool {
        let usual = self.dialect.capabilities().default_namespace;
        Some(namespace.as_str()) == usual
            || ["temp", "pg_temp", "main"].contains(&namespace.as_str())
    }

    /// `only a`, `a *`
    pub(super) fn table(&mut self) -> Option<QualifiedName> {
        self.only |= self.take("only");
        let has_parentheses = self.only && self.take_mark('(');
        let res = self.qualified();
        let _ = self.take_mark('*');
        let _ = has_parentheses && self.take_mark(')');
        res
    }

    /// A name in a text, such as that of a sequence in `nextval('a')`.
    pub(super) fn named_in(&self, text: &str) -> Option<QualifiedName> {
        let mut parts = text.rsplit('.').map(|it| Name::new(it.trim_matches('"')));
        let name = parts.next().filter(|it| !it.is_empty())?;
        Some(QualifiedName { namespace: parts.next().filter(|it| !self.is_usual(it)), name })
    }

    /// Passes over what stands in parentheses.
    pub(super) fn skip_group(&mut self) -> &'a [Token] {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            match token {
                Token::Mark('(') => depth += 1,
                Token::Mark(')') => depth = depth.saturating_sub(1),
                Token::Word(_)
                | Token::Quoted(_)
                | Token::Text(_)
                | Token::Number(_)
                | Token::Mark(_) => {}
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        self.tokens.get(start..self.at).unwrap_or_default()
    }

    /// Goes to the next `,` or `)` of this level.
    pub(super) fn skip_to_separator(&mut self) {
        while let Some(token) = self.peek() {
            match token {
                Token::Mark(',' | ')') => return,
                Token::Mark('(') => drop(self.skip_group()),
                _ => self.at += 1,
            }
        }
    }

    /// The plain names in a list in parentheses.
    pub(super) fn names(&mut self) -> Vec<Name> {
        if self.peek() != Some(&Token::Mark('(')) {
            return Vec::new();
        }
        let group = self.skip_group();
        let mut res = Vec::new();
        let mut is_start = false;
        let mut depth = 0_usize;
        for token in group {
            match token {
                Token::Mark('(') => {
                    depth += 1;
                    is_start = depth == 1;
                    continue;
                }
                Token::Mark(')') => depth = depth.saturating_sub(1),
                Token::Mark(',') => {
                    is_start = depth == 1;
                    continue;
                }
                it if is_start => res.extend(self.name_of(it)),
                _ => {}
            }
            is_start = false;
        }
        res
    }

    /// Whether a word comes anywhere from here on.
    pub(super) fn has(&self, word: &str) -> bool {
        self.tokens[self.at.min(self.tokens.len())..].iter().any(|it| it.is(word))
    }

    /// Whether a word comes from here on, outside parentheses.
    pub(super) fn has_outside(&self, word: &str) -> bool {
        let mut depth = 0_usize;
        self.tokens[self.at.min(self.tokens.len())..].iter().any(|it| {
            match it {
                Token::Mark('(') => depth += 1,
                Token::Mark(')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && it.is(word)
        })
    }

    /// Goes behind the next such word.
    pub(super) fn pass(&mut self, word: &str) -> bool {
        while let Some(token) = self.next() {
            if token.is(word) {
                return true;
            }
        }
        false
    }

    /// Words as a text that can be read again.
    pub(super) fn written(&self, tokens: &[Token]) -> String {
        let mut res = String::new();
        for token in tokens {
            // What stands together is one operator, but for a sign.
            if !matches!(token, Token::Mark(it) if !"+-".contains(*it)) {
                res.push(' ');
            }
            match token {
                Token::Quoted(it) => self.dialect.write_quoted(it, &mut res),
                it => res.push_str(&spelled(it)),
            }
        }
        res
    }

    /// The value of a setting, in lower case unless it is a text.
    pub(super) fn value(&mut self) -> String {
        let sign = if self.take_mark('-') { "-" } else { "" };
        match self.next() {
            Some(Token::Word(it)) => it.to_lowercase(),
            Some(Token::Quoted(it) | Token::Text(it)) => it.clone(),
            Some(Token::Number(it)) => format!("{sign}{it}"),
            Some(Token::Mark(it)) => it.to_string(),
            None => String::new(),
        }
    }

    /// All names from here on.
    pub(super) fn mentions(&self) -> Vec<Name> {
        let rest = &self.tokens[self.at.min(self.tokens.len())..];
        let mut res: Vec<Name> = rest.iter().filter_map(|it| self.name_of(it)).collect();
        res.sort_unstable();
        res.dedup();
        res
    }

    /// Names with commas between them.
    pub(super) fn list<T>(&mut self, mut make: impl FnMut(QualifiedName) -> T) -> Vec<T> {
        let mut res = Vec::new();
        while let Some(name) = self.table() {
            res.push(make(name));
            if !self.take_mark(',') {
                break;
            }
        }
        res
    }
}

/// A word as it was written.
pub(super) fn spelled(token: &Token) -> String {
    match token {
        Token::Word(it) | Token::Quoted(it) | Token::Number(it) => it.clone(),
        Token::Text(it) => format!("'{}'", it.replace('\'', "''")),
        Token::Mark(it) => it.to_string(),
    }
}
