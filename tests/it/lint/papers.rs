//! Every rule is listed once, has a page with a bad and a good example that tell the truth, and a case.

use std::collections::BTreeSet;
use std::path::Path;

use erc::base::{Diagnostics, Name, Severity, Sources};
use erc::lint::{Group, Options, Rule, Selection, Selector, rules};
use erc::project::{Config, LintConfig, Loaded, compile, lint};

#[test]
fn there_are_at_least_eighty_rules_of_every_group() {
    assert!(rules().len() >= 80, "there are {} rules", rules().len());
    for group in Group::ALL {
        assert!(rules().iter().any(|it| it.group == group), "{} has no rule", group.name());
    }
}

#[test]
fn names_are_unique_and_well_formed() {
    let mut seen = BTreeSet::new();
    let rooms = [
        erc::project::CODES,
        erc::syntax::CODES,
        erc::model::CODES,
        erc::schema::lower::CODES,
        erc::dialect::CODES,
    ];
    let codes: BTreeSet<&str> = rooms.into_iter().flatten().map(|it| it.name).collect();
    for rule in rules() {
        let name = rule.name();
        assert!(seen.insert(name), "`{name}` is there twice");
        assert!(!codes.contains(name), "`{name}` is the name of a finding of the compiler");
        assert!(name.bytes().all(|it| it.is_ascii_lowercase() || it == b'-'), "`{name}`");
        let is_order = ["no-", "ban-", "disallow-", "prefer-", "require-"]
            .iter()
            .any(|it| name.starts_with(it));
        assert!(!is_order, "`{name}` gives an order; it should name the fault");
        assert!(!Group::ALL.iter().any(|it| it.name() == name), "`{name}` is a group");
        assert!(!rule.code.summary.ends_with('.'), "the summary of `{name}` ends in a full stop");
    }
}

#[test]
fn every_rule_has_a_file_and_a_case_and_nothing_is_left_over() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for rule in rules() {
        let group = rule.group.name().replace('-', "_");
        let file = format!("src/lint/rules/{group}/{}.rs", rule.name().replace('-', "_"));
        assert!(root.join(&file).is_file(), "`{}` is not in {file}", rule.name());
        let case = format!("fixtures/lint/{}.erd", rule.name());
        let text = std::fs::read_to_string(root.join(&case)).unwrap_or_default();
        let is_shown = text.contains(&format!("[{}]", rule.name()));
        assert!(is_shown, "{case} does not show what `{}` finds", rule.name());
    }
    let files = std::fs::read_dir(root.join("fixtures/lint")).unwrap();
    for file in files {
        let name = file.unwrap().file_name().to_string_lossy().into_owned();
        let rule = name.split('.').next().unwrap_or_default();
        assert!(rules().iter().any(|it| it.name() == rule), "fixtures/lint/{name} is of no rule");
    }
}

#[test]
fn examples_tell_the_truth() {
    let mut problems = Vec::new();
    for rule in rules() {
        let [bad, good] = examples(rule);
        let (of_bad, of_good) = (judge(rule, bad), judge(rule, good));
        if !of_bad.iter().any(|it| it.contains(&format!("[{}]", rule.name()))) {
            problems.push(format!("{}: nothing is found in the bad example", rule.name()));
        }
        if of_bad
            .iter()
            .chain(&of_good)
            .any(|it| it.starts_with("error") && !it.contains(rule.name()))
        {
            problems.push(format!("{}: {of_bad:?} {of_good:?}", rule.name()));
        }
        if of_good.iter().any(|it| it.contains(&format!("[{}]", rule.name()))) {
            problems
                .push(format!("{}: the good example is found as well: {of_good:?}", rule.name()));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The bad and the good example of a page.
fn examples(rule: &Rule) -> [&str; 2] {
    let fenced = |mark: &str| {
        let (_, rest) = rule.code.docs.split_once(&format!("{mark}:\n\n```erd\n"))?;
        rest.split_once("\n```").map(|it| it.0)
    };
    let example =
        |mark| fenced(mark).unwrap_or_else(|| panic!("{} has no {mark} example", rule.name()));
    [example("Bad"), example("Good")]
}

/// What this rule and the compiler say: `severity[code] message`.
fn judge(rule: &'static Rule, text: &str) -> Vec<String> {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Sources::new();
    let id = sources.add("model.erd", text);
    let files = vec![erc::syntax::parse(id, text, &mut diagnostics)];
    let loaded = Loaded { sources, files };
    let options = Options {
        mandatory_attributes: vec![Name::new("created_at")],
        key_types: vec![Name::new("bigint"), Name::new("uuid")],
        table_prefix: Some(Name::new("crm_")),
        ..Options::default()
    };
    let lint_config = LintConfig { options, ..LintConfig::default() };
    let config = Config { lint: lint_config, ..Config::default() };
    let compiled = compile(&loaded.files, &config, &mut diagnostics);
    let mut select = vec![Selector::Rule(rule)];
    if rule.name() == "stale-allow" {
        select.push(Selector::All);
    }
    let selection = Selection { select, ignore: Vec::new() };
    lint(&loaded, &compiled, &config, &selection, &mut diagnostics);
    let line = |it: &erc::base::Diagnostic| {
        let severity = if it.severity == Severity::Error { "error" } else { "other" };
        format!("{severity}[{}] {}", it.code.name, it.message)
    };
    diagnostics.iter().map(line).collect()
}
