//! One model for several databases: what is to be said of several alike is said once.

use rustc_hash::FxHashMap;

use super::contract::Dialect;
use super::options::Options;
use super::realize::{judge, realize};
use crate::base::{Diagnostic, Diagnostics, Span};
use crate::schema::{LogicalSchema, NativeSchema};

/// Stands for the names of databases in a message.
const DATABASES: char = '\u{0}';

/// Hands over what each of the databases holds for `logical`, in their order. A finding that is the same for
/// some of them is one finding that names them all.
pub fn realize_each<'a>(
    logical: &LogicalSchema,
    targets: impl IntoIterator<Item = (&'a dyn Dialect, &'a Options)>,
    diagnostics: &mut Diagnostics,
    mut take: impl FnMut(NativeSchema),
) {
    let mut said = Said::default();
    for (dialect, options) in targets {
        let mut own = Diagnostics::new();
        take(realize(logical, dialect, options, &mut own));
        said.take_all(own, dialect);
    }
    diagnostics.extend(said.findings.into_iter().map(Finding::into_diagnostic));
}

/// Judges `logical` for each of the databases as [`realize_each`] does, and keeps nothing.
pub fn judge_each<'a>(
    logical: &LogicalSchema,
    targets: impl Iterator<Item = (&'a dyn Dialect, &'a Options)> + Clone,
    diagnostics: &mut Diagnostics,
) {
    let mut said = Said::default();
    for (own, (dialect, _)) in judge(logical, targets.clone()).into_iter().zip(targets) {
        said.take_all(own, dialect);
    }
    diagnostics.extend(said.findings.into_iter().map(Finding::into_diagnostic));
}

/// Findings with the databases they are about.
#[derive(Default)]
struct Said {
    findings: Vec<Finding>,
    places: FxHashMap<Sameness, usize>,
}

struct Finding {
    diagnostic: Diagnostic,
    /// The message with [`DATABASES`] in place of the name.
    pattern: String,
    titles: Vec<&'static str>,
}

/// What two findings have in common that differ in the database alone.
type Sameness = (&'static str, Span, String, Option<String>, Vec<(Span, String)>);

impl Said {
    fn take_all(&mut self, own: Diagnostics, dialect: &dyn Dialect) {
        let title = dialect.id().title();
        own.into_vec().into_iter().for_each(|it| self.take(it, title));
    }

    fn take(&mut self, diagnostic: Diagnostic, title: &'static str) {
        let pattern = pattern(&diagnostic.message, title);
        let because = diagnostic.secondary.iter().map(|it| (it.span, it.text.clone()));
        let key = (
            diagnostic.code.name,
            diagnostic.primary.span,
            pattern.clone(),
            diagnostic.help.clone(),
            because.collect(),
        );
        let before = self.places.get(&key).map(|it| &mut self.findings[*it]);
        match before.filter(|it| !it.titles.contains(&title)) {
            Some(before) => before.titles.push(title),
            None => {
                self.places.insert(key, self.findings.len());
                self.findings.push(Finding { diagnostic, pattern, titles: vec![title] });
            }
        }
    }
}

impl Finding {
    fn into_diagnostic(self) -> Diagnostic {
        if self.titles.len() == 1 {
            return self.diagnostic;
        }
        Diagnostic { message: message(&self.pattern, &self.titles), ..self.diagnostic }
    }
}

/// The message without the name of the database. What stands in backticks is the author's.
fn pattern(message: &str, title: &str) -> String {
    let parts = message.split('`').enumerate();
    let parts = parts.map(|(idx, part)| match idx % 2 == 0 {
        true => part.replace(title, &DATABASES.to_string()),
        false => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`")
}

/// The message about several databases: where their names are what the sentence is about, its verb is a plural.
fn message(pattern: &str, titles: &[&str]) -> String {
    let (last, first) = titles.split_last().expect("a finding is about some database");
    let names = format!("{} and {last}", first.join(", "));
    let mut parts = pattern.split(DATABASES);
    let mut res = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_object = [" in ", " of ", " for "].iter().any(|it| res.ends_with(it));
        res.push_str(&names);
        match part.strip_prefix(' ').filter(|_| !is_object) {
            Some(rest) => push_plural(rest, &mut res),
            None => res.push_str(part),
        }
    }
    res
}

fn push_plural(text: &str, res: &mut String) {
    let end = text.find(' ').unwrap_or(text.len());
    let (verb, rest) = text.split_at(end);
    let plural = match verb {
        "has" => "have",
        "does" => "do",
        "is" => "are",
        verb => verb.strip_suffix('s').unwrap_or(verb),
    };
    res.push(' ');
    res.push_str(plural);
    res.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_two(message_of_one: &str) -> String {
        message(&pattern(message_of_one, "MySQL"), &["MySQL", "MariaDB"])
    }

    #[test]
    fn a_message_about_several_databases_is_a_sentence() {
        let cases = [
            ("index `a` is made without `where` in MySQL", "in MySQL and MariaDB"),
            ("MySQL has no lists in columns", "MySQL and MariaDB have no lists in columns"),
            ("foreign key `f`: MySQL takes no `x`", "f`: MySQL and MariaDB take no `x`"),
            ("`x` is set, and MySQL does not do that", "and MySQL and MariaDB do not do that"),
            ("table `MySQL` is too wide for MySQL", "table `MySQL` is too wide for MySQL and"),
        ];
        for (one, two) in cases {
            assert!(of_two(one).contains(two), "{}", of_two(one));
        }
    }

    #[test]
    fn three_are_a_list() {
        let message = message("\u{0} cannot say it", &["MySQL", "MariaDB", "SQLite"]);
        assert_eq!(message, "MySQL, MariaDB and SQLite cannot say it");
    }
}
