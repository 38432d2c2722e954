//! The files of a model: the entry and what it imports, each read once.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use super::{LoadError, Loader, diags};
use crate::base::{Diagnostics, FileId, Sources, Span};
use crate::syntax::ast::{DeclarationKind, File, Text};
use crate::syntax::parse;

/// The files of a model, entry first.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Their texts.
    pub sources: Sources,
    /// What they say.
    pub files: Vec<File>,
}

/// Where a model starts.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The entry file, relative to the folder of the project.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What stands before paths of this project in messages: the way to its folder.
    pub prefix: &'a str,
}

/// Reads the entry and everything it imports through `loader`, and adds them to `sources`.
pub fn load(
    entry: Entry<'_>,
    sources: Sources,
    loader: &dyn Loader,
    diagnostics: &mut Diagnostics,
) -> Loaded {
    let mut res = Loaded { sources, files: Vec::new() };
    let Entry { path: entry, bytes, prefix } = entry;
    let mut seen = FxHashSet::default();
    let mut pending = VecDeque::new();
    seen.insert(normalized("", entry).unwrap_or_else(|| entry.to_owned()));
    res.add(format!("{prefix}{entry}"), bytes, diagnostics);
    pending.push_back((0, entry.to_owned()));
    while let Some((idx, path)) = pending.pop_front() {
        for import in imports(&res.files[idx]) {
            let Some(target) = normalized(folder(&path), &import.value) else {
                res.files[idx].has_gaps = true;
                diagnostics.push(diags::import_outside(import.span, &import.value));
                continue;
            };
            if !seen.insert(target.clone()) {
                continue;
            }
            match loader.read(&target) {
                Ok(bytes) => {
                    pending.push_back((res.files.len(), target.clone()));
                    res.add(format!("{prefix}{target}"), &bytes, diagnostics);
                }
                Err(error) => {
                    res.files[idx].has_gaps = true;
                    diagnostics.push(refused(&import, &error));
                }
            }
        }
    }
    res
}

impl Loaded {
    /// Reads one file, which is shown as `path`, without what it imports.
    pub fn add(&mut self, path: impl Into<String>, bytes: &[u8], diagnostics: &mut Diagnostics) {
        let id = self.sources.next_id();
        let n_found = diagnostics.len();
        let text = decode(id, bytes, diagnostics);
        let is_cut = diagnostics.len() > n_found;
        let mut file = parse(id, &text, diagnostics);
        if is_cut {
            file.mistakes.push(Span::new(id, text.len(), text.len()));
            file.has_gaps = true;
        }
        self.files.push(file);
        self.sources.add(path, text);
    }
}

fn refused(import: &Text, error: &LoadError) -> crate::base::Diagnostic {
    match error {
        LoadError::NotFound => diags::import_not_found(import.span, &import.value),
        LoadError::Outside => diags::import_outside(import.span, &import.value),
        LoadError::Refused(reason) => diags::import_refused(import.span, &import.value, reason),
    }
}

fn imports(file: &File) -> Vec<Text> {
    let mut res = Vec::new();
    for declaration in &file.declarations {
        if let DeclarationKind::Import(import) = &declaration.kind {
            res.push(import.path.clone());
        }
    }
    res
}

/// The text of a file: UTF-8, a byte order mark taken off. What is no UTF-8 is reported once: bytes here and
/// there count as letters, so that the rest can be checked; a file full of them is no text at all.
pub fn decode(file: FileId, bytes: &[u8], diagnostics: &mut Diagnostics) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let at = match std::str::from_utf8(bytes) {
        Ok(text) => return text.to_owned(),
        Err(error) => error.valid_up_to(),
    };
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let mut res = String::with_capacity(bytes.len());
    let mut n_wrong = 0;
    for chunk in bytes.utf8_chunks() {
        res.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|_| res.push('_'));
        n_wrong += chunk.invalid().len();
    }
    let is_text = !is_utf16 && n_wrong * 20 <= bytes.len() && !res.contains('\0');
    let at = if is_text { at } else { 0 };
    diagnostics.push(diags::not_utf8(Span::new(file, at, at + usize::from(is_text)), is_utf16));
    if is_text { res } else { String::new() }
}

fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..end])
}

/// `path` as seen from `folder`, without `.` and `..`; nothing when it leaves the project.
fn normalized(folder: &str, path: &str) -> Option<String> {
    let is_absolute = path.starts_with(['/', '\\']) || path.as_bytes().get(1) == Some(&b':');
    if is_absolute || path.is_empty() || path.contains(['\0', '\\']) {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}
