//! What other programs read: SARIF, annotations of GitHub, code quality of GitLab, JUnit.

use std::collections::HashSet;

use serde_json::Value;

use crate::cli::Place;

/// A model with a safe fix, related places, and a name that every format has to escape.
const MODEL: &str = "entity `a<b>&\"c\", d: 100%` {
  x int
  note varchar(80)

  index (note)
  index (note)
}
";

pub(super) fn report(format: &str) -> String {
    let place = Place::new();
    place.write("my models/a%b.erd", MODEL);
    place.erc(&["check", "my models/a%b.erd", "--format", format]).ended(1).stdout
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let report: Value = serde_json::from_str(&report("sarif")).unwrap();
    assert_eq!(report["version"], "2.1.0");
    let run = &report["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "erc");
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        assert!(
            rule["help"]["markdown"].as_str().unwrap().contains("Bad:")
                || rule["help"]["text"].is_string()
        );
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["none", "note", "warning", "error"].contains(&level));
    }
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    let mut fingerprints = HashSet::new();
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "my%20models/a%25b.erd");
        region(&place["region"]);
        let fingerprint = result["partialFingerprints"]["ercFinding/v1"].as_str().unwrap();
        assert!(fingerprints.insert(fingerprint.to_owned()), "two findings share {fingerprint}");
    }
    let fix = results.iter().find_map(|it| it["fixes"].get(0)).expect("one of them has a fix");
    assert!(fix["description"]["text"].is_string());
    let change = &fix["artifactChanges"][0];
    region(&change["replacements"][0]["deletedRegion"]);
    assert!(change["replacements"][0]["insertedContent"]["text"].is_string());
    assert!(results.iter().any(|it| it["relatedLocations"].is_array()));
}

fn region(region: &Value) {
    let number = |name: &str| region[name].as_u64().unwrap_or_else(|| panic!("{name} in {region}"));
    let start = (number("startLine"), number("startColumn"));
    assert!(start >= (1, 1) && start <= (number("endLine"), number("endColumn")), "{region}");
}

#[test]
fn github_escapes_and_says_what_is_cut() {
    let text = report("github");
    let line = text.lines().find(|it| it.contains("missing-primary-key")).unwrap();
    assert!(line.starts_with("::error file=my models/a%25b.erd,line=1,endLine=1,"), "{line}");
    assert!(line.contains("100%25") && line.contains("%0Ahelp: "), "{line}");

    let place = Place::new();
    let entities: String =
        (0..12).map(|it| format!("entity A{it} {{\n  b{it} bool?\n}}\n")).collect();
    place.write("model.erd", entities);
    let text = place.erc(&["check", "--format", "github"]).ended(1).stdout;
    assert_eq!(text.lines().filter(|it| it.starts_with("::error ")).count(), 10, "{text}");
    assert!(text.starts_with("::error "), "the gravest come first: {text}");
    assert!(text.contains("2 more of kind `error`"), "{text}");
}

#[test]
fn gitlab_has_unique_fingerprints_that_do_not_move() {
    let fingerprints = |text: &str| -> Vec<String> {
        let report: Value = serde_json::from_str(text).unwrap();
        let findings = report.as_array().unwrap();
        for finding in findings {
            assert!(
                ["info", "minor", "major", "critical", "blocker"]
                    .contains(&finding["severity"].as_str().unwrap())
            );
            assert!(finding["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
            assert!(finding["description"].is_string() && finding["check_name"].is_string());
        }
        findings.iter().map(|it| it["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let first = fingerprints(&report("gitlab"));
    assert_eq!(first.iter().collect::<HashSet<_>>().len(), first.len());
    let place = Place::new();
    place.write("my models/a%b.erd", format!("// A line more.\n\n{MODEL}"));
    let moved = place.erc(&["check", "my models/a%b.erd", "--format", "gitlab"]).ended(1).stdout;
    assert_eq!(fingerprints(&moved), first);
}

#[test]
fn junit_is_well_formed() {
    let text = report("junit");
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "), "{text}");
    assert!(text.contains("a&lt;b&gt;&amp;&quot;c&quot;"), "{text}");
    let open = text.matches("<testcase ").count();
    assert_eq!(open, text.matches("</testcase>").count());
    assert!(text.contains(&format!("tests=\"{open}\"")), "{text}");
    assert!(text.contains("<failure type=\"missing-primary-key\""), "{text}");

    let place = Place::new();
    place.write("model.erd", "entity A {\n  id bigint key identity\n  b int\n}\n");
    let text = place.erc(&["check", "--format", "junit"]).ended(0).stdout;
    assert!(text.contains("tests=\"1\" failures=\"0\""), "{text}");
}
