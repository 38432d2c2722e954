//! A source file: where it stands, what it says.

use std::fs;
use std::path::Path;

use super::paths::{self, Mention, Token};

/// One `.rs` file.
pub struct SourceFile {
    /// From the top of the repository, with slashes.
    pub path: String,
    pub text: String,
}

impl SourceFile {
    pub fn new(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.to_owned(), text: text.to_owned() }
    }

    #[track_caller]
    pub fn read(path: &str) -> SourceFile {
        let full = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let text = fs::read_to_string(full).unwrap_or_else(|error| panic!("{path}: {error}"));
        SourceFile { path: path.to_owned(), text }
    }

    /// The room it is in, or its own name directly in `src/`.
    pub fn place(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or(inside)
    }

    /// Every path it mentions, groups taken apart. `super` and `self` are followed from where they stand, so
    /// that what is in this crate begins with `crate`.
    pub fn mentions(&self) -> Vec<Mention> {
        paths::mentions(&self.tokens(), &self.module())
    }

    /// The modules that this file declares.
    pub fn child_modules(&self) -> Vec<String> {
        paths::child_modules(&self.tokens())
    }

    /// `file:line: message`.
    pub fn offence(&self, line: usize, message: &str) -> String {
        format!("{}:{line}: {message}", self.path)
    }

    #[track_caller]
    fn tokens(&self) -> Vec<Token> {
        paths::tokens(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.path))
    }

    /// The path of this file's module below `crate`.
    fn module(&self) -> Vec<String> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let inside = inside.strip_suffix(".rs").unwrap_or(inside);
        let mut res: Vec<String> = inside.split('/').map(str::to_owned).collect();
        res.pop_if(|it| matches!(it.as_str(), "mod" | "lib" | "main"));
        res
    }
}

/// All `.rs` files in these folders, sorted.
pub fn files(folders: &[&str]) -> Vec<SourceFile> {
    let mut res = Vec::new();
    for folder in folders {
        add_files(folder, &mut res);
    }
    assert!(!res.is_empty(), "no source files in {folders:?}");
    res
}

fn add_files(folder: &str, res: &mut Vec<SourceFile>) {
    for (name, is_folder) in entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
        let path = format!("{folder}/{name}");
        if is_folder && name != "target" {
            add_files(&path, res);
        } else if name.ends_with(".rs") {
            res.push(SourceFile::read(&path));
        }
    }
}

/// The names of the folders in a folder, sorted.
pub fn folders(folder: &Path) -> Vec<String> {
    entries(folder).into_iter().filter(|(_, is_folder)| *is_folder).map(|(name, _)| name).collect()
}

fn entries(folder: &Path) -> Vec<(String, bool)> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut res: Vec<_> = entries
        .map(|it| it.expect("a folder that can be read"))
        .map(|it| (it.file_name().to_string_lossy().into_owned(), it.path().is_dir()))
        .collect();
    res.sort();
    res
}

/// Whether a line has this word, not as a part of a longer one.
pub fn has_word(line: &str, word: &str) -> bool {
    let is_part = |it: char| it.is_alphanumeric() || it == '_';
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        let goes_on = word.ends_with(is_part) && after.is_some_and(is_part);
        !before.is_some_and(is_part) && !goes_on
    })
}
