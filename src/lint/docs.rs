//! The pages of rules, made from the rules.

use std::fmt::Write as _;

use super::migration_peers::MIGRATION_PEERS;
use super::peers::{Ours, PEERS, Peer};
use super::rules::rules;
use super::{Group, Rule};
use crate::base::Severity;

/// The page of a rule, as Markdown.
pub fn page(rule: &Rule) -> String {
    format!(
        "# {}\n\n{}.\n\nGroup `{}`, level `{}` unless `erc.toml` says otherwise. It looks at {}.\n\n{}",
        rule.name(),
        rule.code.summary,
        rule.group.name(),
        rule.level.word(),
        rule.needs.word(),
        rule.code.docs,
    )
}

/// The pages under `docs/lints/`, by file name: one for each group, and the list of all.
pub fn pages() -> Vec<(String, String)> {
    let mut res = vec![("README.md".to_owned(), overview())];
    res.extend(Group::ALL.map(|it| (format!("{}.md", it.name()), group_page(it))));
    res.push(("migrations.md".to_owned(), migrations_page()));
    res.push(("peers.md".to_owned(), peers_page()));
    res
}

/// The findings that answer rules of other tools: rules of erc, and codes of its compiler.
pub fn answers() -> impl Iterator<Item = (&'static str, bool)> {
    peers().flat_map(|it| it.rules).filter_map(|(_, ours)| match ours {
        Ours::Rule(name) => Some((*name, true)),
        Ours::Compiler(code) | Ours::Migration(code) => Some((*code, false)),
        Ours::Language(_) | Ours::NotOfModels(_) => None,
    })
}

fn peers() -> impl Iterator<Item = &'static Peer> {
    PEERS.iter().chain(MIGRATION_PEERS)
}

/// The findings about migrations, with their pages.
fn migrations_page() -> String {
    let mut res = String::from(MIGRATIONS);
    for (code, level) in crate::migrate::RULES {
        let name = code.name;
        line(
            &mut res,
            format_args!("| [{name}](#{name}) | {} | {} |", level_of(*level), code.summary),
        );
    }
    for (code, _) in crate::migrate::RULES {
        let (name, summary, docs) = (code.name, code.summary, code.docs);
        line(&mut res, format_args!("\n## {name}\n\n{summary}.\n\n{}", docs.trim_end()));
    }
    res
}

fn level_of(level: Option<Severity>) -> &'static str {
    match level {
        None => "allow",
        Some(Severity::Info) => "info",
        Some(Severity::Warning) => "warn",
        Some(Severity::Error) => "deny",
    }
}

const MIGRATIONS: &str = r#"# Findings about migrations

What `erc migrate lint` finds in scripts, written by erc or by hand, against the schema as it stands before each
statement. `erc explain NAME` prints one of these sections, `[lint]` in `erc.toml` sets the level of each, `--select`
and `--ignore` choose among them. `-- @allow(name, "reason")` at a statement silences one there, `-- @allow-file(name,
"reason")` in the whole file; a comment that silences nothing is a finding itself.

| finding | level | what is found |
|---|---|---|
"#;

fn peers_page() -> String {
    let mut res = String::from(
        "# Peers\n\n\
         What other tools look for, and what answers it here: a rule, a finding of the compiler, the language \
         itself, or nothing, for the reason given.\n",
    );
    for peer in peers() {
        line(&mut res, format_args!("\n## {}\n\n{}.\n", peer.name, capitalized(peer.about)));
        line(&mut res, format_args!("| its rule | here |\n|---|---|"));
        for (theirs, ours) in peer.rules {
            line(&mut res, format_args!("| {theirs} | {} |", answer(ours)));
        }
    }
    res
}

fn answer(ours: &Ours) -> String {
    match ours {
        Ours::Rule(name) => match super::rule(name) {
            Some(rule) => {
                format!("[{name}]({}.md#{name}), {}", rule.group.name(), rule.level.word())
            }
            None => format!("`{name}`"),
        },
        Ours::Compiler(code) => format!("the compiler says so: `{code}`"),
        Ours::Language(why) => format!("cannot be written: {why}"),
        Ours::Migration(name) => {
            let known = crate::migrate::RULES.iter().find(|(code, _)| code.name == *name);
            let level = level_of(known.and_then(|(_, level)| *level));
            format!("[{name}](migrations.md#{name}), {level}")
        }
        Ours::NotOfModels(why) => format!("none: {why}"),
    }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|it| it.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

const INTRODUCTION: &str = r#"# Rules

What `erc check` has an opinion on, beside the errors of the compiler. `erc explain RULE` prints the page of a rule.
What other tools look for, and which rule here answers it, is in [peers](peers.md). What `erc migrate lint` finds in
migrations is in [migrations](migrations.md).

## Levels

A rule is at one of four levels: `allow` (not looked for), `info`, `warn`, `deny` (an error: exit code 1).
`erc.toml` sets them for a rule, for a group, or for `all`; the narrower one counts. What is set for many turns no
rule on that is off by default.

```toml
[lint]
documentation = "allow"
missing-docs = "warn"
transitive-dependency = "deny"

[lint.options]
max-attributes = 40                               # too-many-attributes
max-indexes = 12                                  # too-many-indexes
mandatory-attributes = ["created_at"]             # missing-attribute
key-types = ["bigint", "uuid"]                    # key-type
table-prefix = "crm_"                             # table-prefix
```

On the command line `--select` and `--ignore` take rules, groups, `all` and `none`.

## Silence

`@allow(rule, "reason")` silences a rule on an item and on all inside it; behind `model name`, everywhere. It works on
notes and warnings of the compiler too. One without a reason, one that names no rule and one that silences nothing are
reported themselves.

For a model that has grown old, `erc check --write-baseline known.json` writes down what is found today, and
`erc check --baseline known.json` reports what is new. `erc check --new-since main` reports what is not in that
revision of git. Neither looks at line numbers.

## Fixes

`erc check --fix` applies every fix that keeps comments and meaning, until there are none, and formats the files that
it touches; `--diff` shows them first. Fixes that are likely, and change what is meant, are left to the editor.
"#;

fn overview() -> String {
    let mut res = String::from(INTRODUCTION);
    for group in Group::ALL {
        let name = group.name();
        line(&mut res, format_args!("\n## [{name}]({name}.md)\n\n{}.\n", group.summary()));
        line(&mut res, format_args!("| rule | level | finds |\n|---|---|---|"));
        for rule in of(group) {
            let (name, level, summary) = (rule.name(), rule.level.word(), rule.code.summary);
            line(
                &mut res,
                format_args!("| [{name}]({}.md#{name}) | {level} | {summary} |", group.name()),
            );
        }
    }
    res
}

fn group_page(group: Group) -> String {
    let mut res = format!("# Rules: {}\n\n{}.\n", group.name(), group.summary());
    for rule in of(group) {
        // The page of a rule is a section here.
        line(&mut res, format_args!("\n#{}", page(rule).trim_end()));
    }
    res
}

fn of(group: Group) -> impl Iterator<Item = &'static Rule> {
    rules().iter().copied().filter(move |it| it.group == group)
}

fn line(res: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(res, "{text}").expect("a String takes all text");
}
