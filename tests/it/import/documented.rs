//! What `docs/import.md` shows, done again: each excerpt is the output of today.

use crate::cli::Place;

/// The excerpts of the page in order: their language, their text.
fn excerpts() -> Vec<(String, String)> {
    let page = include_str!("../../../docs/import.md");
    let mut res = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text: Vec<&str> = lines.by_ref().take_while(|it| *it != "```").collect();
            res.push((language.to_owned(), text.join("\n") + "\n"));
        }
    }
    res
}

/// The model that is read from a file, without its first line.
#[track_caller]
fn imported(folder: &Place, file: &str) -> String {
    let answer = folder.erc(&["import", file]).ended(0);
    let (_, model) = answer.stdout.split_once("\n\n").expect("a model has a name");
    model.to_owned()
}

#[test]
fn models_of_other_tools_are_read_as_shown() {
    let files = [
        ("dbml", "a.dbml"),
        ("mermaid", "a.mmd"),
        ("prisma", "a.prisma"),
        ("er", "a.er"),
        ("aml", "a.aml"),
        ("plantuml", "a.puml"),
    ];
    let excerpts = excerpts();
    for (language, file) in files {
        let at = excerpts.iter().position(|it| it.0 == language);
        let at = at.unwrap_or_else(|| panic!("no excerpt is {language}"));
        assert_eq!(excerpts[at + 1].0, "erd", "{language}");
        let folder = Place::new();
        folder.write(file, &excerpts[at].1);
        assert_eq!(imported(&folder, file), excerpts[at + 1].1, "{language}");
    }
}

/// The shop builds to a schema that gives the shop again, and what is proposed for it is what is shown.
#[test]
fn the_shop_is_read_as_shown() {
    let excerpts = excerpts();
    let shop = excerpts.iter().find(|it| it.1.starts_with("model shop\n")).expect("the shop");
    let folder = Place::new();
    folder.write("model.erd", &shop.1).write("erc.toml", "dialects = [\"postgres\"]\n");
    folder.erc(&["build"]).ended(0);
    folder.write("shop.sql", folder.read("build/postgres/schema.sql"));
    assert_eq!(folder.erc(&["import", "shop.sql"]).ended(0).stdout, shop.1);
    let mut n_shown = 0;
    for (_, text) in &excerpts {
        let Some(rest) = text.strip_prefix("$ erc import shop.sql --infer") else { continue };
        let (flag, shown) = rest.split_once('\n').expect("a command and its output");
        let command = format!("--infer{flag}");
        let answer = folder.erc(&["import", "shop.sql", &command]).ended(0);
        assert_eq!(answer.stdout, shown);
        n_shown += 1;
    }
    assert!(n_shown > 1, "{n_shown}");
}

#[test]
fn notes_are_said_as_shown() {
    let gap = |n: usize| "\n".repeat(n);
    let dump = format!("{}create table x (a);\n", gap(11));
    let dbml = format!(
        "{}Table a {{\n  id int [pk]\n  x \"bigint unsigned\"\n}}\n{}Note n {{ 'a' }}\n{}Note m {{ 'b' }}\n",
        gap(41),
        gap(14),
        gap(10),
    );
    let edge = "create table edge_event (id int primary key) engine = MyISAM row_format = fixed;\n";
    let folder = Place::new();
    folder.write("dump.sql", dump).write("shop.dbml", dbml).write("edge.sql", edge);
    let mut said = String::new();
    for arguments in [
        ["dump.sql", "--dialect", "postgres"],
        ["shop.dbml", "--dialect", "postgres"],
        ["edge.sql", "--dialect", "mariadb"],
    ] {
        said.push_str(&imported_notes(&folder, &arguments));
    }
    let shown: Vec<String> = excerpts()
        .iter()
        .flat_map(|it| it.1.lines())
        .filter(|it| it.starts_with("note: "))
        .map(str::to_owned)
        .collect();
    assert!(shown.len() > 3, "{shown:?}");
    for note in shown {
        assert!(said.contains(&note), "`{note}` is not among\n{said}");
    }
}

#[track_caller]
fn imported_notes(folder: &Place, arguments: &[&str]) -> String {
    folder.erc(&[&["import"], arguments].concat()).ended(0).stderr
}
