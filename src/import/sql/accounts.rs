//! Accounts of MySQL and MariaDB: `user@host`, `'user'@'10.0.%'`, `user`.

use sqlparser::tokenizer::Token;

use super::cursor::{Cursor, Refused};
use crate::base::Name;

impl Cursor<'_> {
    /// A user and the host, if one is said. Without quotes, `@` is a letter of a word.
    pub(super) fn account(&mut self) -> Result<(Name, Option<Name>), Refused> {
        let (user, host) = match self.unquoted() {
            Some(word) => halves(&word),
            None => (self.text_or_name()?, None),
        };
        let host = host.or_else(|| self.host_mark());
        match host {
            Some(host) if host.is_empty() => Ok((user, Some(self.text_or_name()?))),
            host => Ok((user, host)),
        }
    }

    /// `@`, or `@localhost` behind a user in quotes; what stands behind the sign.
    fn host_mark(&mut self) -> Option<Name> {
        if self.mark(&Token::AtSign) {
            return Some(Name::default());
        }
        let Token::Word(word) = self.peek() else { return None };
        let host = word.value.strip_prefix('@').filter(|_| word.quote_style.is_none())?;
        let host = Name::new(host);
        self.skip();
        Some(host)
    }

    /// A word without quotes.
    fn unquoted(&mut self) -> Option<String> {
        let Token::Word(word) = self.peek() else { return None };
        let word = word.quote_style.is_none().then(|| word.value.clone())?;
        self.skip();
        Some(word)
    }

    fn text_or_name(&mut self) -> Result<Name, Refused> {
        match self.string() {
            Ok(text) => Ok(Name::new(text)),
            Err(_) => self.name(),
        }
    }

    /// Takes `*`, `db.*` and `*.*`, which stand for a whole database or all of them.
    pub(super) fn whole_database(&mut self) -> bool {
        let is_all = self.mark(&Token::Mul);
        let is_of_name = !is_all && self.are_marks(1, &[Token::Period, Token::Mul]);
        if is_of_name {
            (0..3).for_each(|_| self.skip());
        } else if is_all && self.mark(&Token::Period) {
            self.mark(&Token::Mul);
        }
        is_all || is_of_name
    }
}

fn halves(word: &str) -> (Name, Option<Name>) {
    match word.split_once('@') {
        Some((user, host)) => (Name::new(user), Some(Name::new(host))),
        None => (Name::new(word), None),
    }
}
