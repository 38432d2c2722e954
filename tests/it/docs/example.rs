//! One example of a page: what its fence says, and whether it is true.

use erc::base::{Diagnostic, Diagnostics, Sources};
use erc::model::resolve;
use erc::report::{Format, Style, render};
use erc::syntax::ast::{Declaration, DeclarationKind, File};
use erc::syntax::parse;

/// A fenced block of a page.
#[derive(Debug)]
pub struct Example {
    page: String,
    /// The line of its fence, from 1.
    line: usize,
    /// Which section it stands in, counted in headings of the second level.
    pub section: usize,
    claim: Claim,
    /// As deep in the file as on the page, so that findings tell the line of the page.
    text: String,
}

/// What a fence says of its example.
#[derive(Debug)]
enum Claim {
    Clean,
    Imported(String),
    Wrong(String),
    /// The fence itself is wrong, for this reason.
    Unclear(String),
}

/// The examples in the language on a page, top to bottom.
pub fn examples(page: &str, text: &str) -> Vec<Example> {
    let mut res = Vec::new();
    let mut section = 0;
    let mut lines = text.lines().enumerate();
    while let Some((idx, line)) = lines.next() {
        section += usize::from(line.starts_with("## "));
        let Some(info) = line.strip_prefix("```") else { continue };
        let body = lines.by_ref().map(|(_, it)| it).take_while(|it| *it != "```");
        let body: Vec<&str> = body.collect();
        let Some(words) = info.strip_prefix("erd") else { continue };
        let words: Vec<&str> = words.split_whitespace().collect();
        res.push(Example::new(page, idx + 1, section, &words, &body));
    }
    res
}

impl Example {
    fn new(page: &str, line: usize, section: usize, words: &[&str], body: &[&str]) -> Example {
        let (is_fragment, words) = match words {
            ["fragment", rest @ ..] => (true, rest),
            words => (false, words),
        };
        let claim = match words {
            [] => Claim::Clean,
            ["file", path] => Claim::Imported((*path).to_owned()),
            ["bad", code] => Claim::Wrong((*code).to_owned()),
            words => Claim::Unclear(format!("the fence says `{}`", words.join(" "))),
        };
        let above = "\n".repeat(line - 1);
        let text = match is_fragment {
            true => format!("{above}entity Example {{\n  {}\n}}\n", body.join("\n  ")),
            false => format!("{above}\n{}\n", body.join("\n")),
        };
        Example { page: page.to_owned(), line, section, claim, text }
    }

    /// What the examples before one in the same section can be imported as.
    pub fn files_before<'a>(
        examples: &'a [Example],
        section: usize,
    ) -> Vec<(&'a str, &'a Example)> {
        let here = examples.iter().filter(|it| it.section == section);
        let file = |it: &'a Example| match &it.claim {
            Claim::Imported(path) => Some((path.as_str(), it)),
            Claim::Clean | Claim::Wrong(_) | Claim::Unclear(_) => None,
        };
        here.filter_map(file).collect()
    }

    /// Why the example is not what its fence says, if it is not.
    pub fn problem(&self, files: &[(&str, &Example)]) -> Option<String> {
        let mut sources = Sources::new();
        let found = self.findings(files, &mut sources);
        let problem = match &self.claim {
            Claim::Unclear(reason) => reason.clone(),
            Claim::Wrong(_) if found.is_empty() => "it should be refused, and is not".to_owned(),
            Claim::Wrong(code) if found.iter().all(|it| it.code.name == code) => return None,
            Claim::Clean | Claim::Imported(_) if found.is_empty() => return None,
            Claim::Clean | Claim::Imported(_) | Claim::Wrong(_) => {
                let style = Style { color: false, width: 120 };
                render(&found, &sources, Format::Short, style)
            }
        };
        Some(format!("docs/{}:{}: {problem}", self.page, self.line))
    }

    fn findings(&self, files: &[(&str, &Example)], sources: &mut Sources) -> Vec<Diagnostic> {
        let mut diagnostics = Diagnostics::new();
        let entry = self.parse(sources, &mut diagnostics);
        let imports = imports(&entry);
        let mut parsed = vec![entry];
        for (path, example) in files {
            if imports.iter().any(|it| it == path) {
                parsed.push(example.parse(sources, &mut diagnostics));
            }
        }
        resolve(&parsed, &mut diagnostics);
        diagnostics.sort();
        diagnostics.into_vec()
    }

    fn parse(&self, sources: &mut Sources, diagnostics: &mut Diagnostics) -> File {
        let id = sources.add(format!("docs/{}", self.page), self.text.clone());
        parse(id, &self.text, diagnostics)
    }
}

fn imports(file: &File) -> Vec<String> {
    let path = |it: &Declaration| {
        let DeclarationKind::Import(import) = &it.kind else { return None };
        Some(import.path.value.clone())
    };
    file.declarations.iter().filter_map(path).collect()
}
