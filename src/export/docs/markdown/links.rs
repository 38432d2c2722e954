//! Where subjects and types are, as links from the file that names them.

use rustc_hash::FxHashSet;

use super::anchors::Headings;
use super::text::{code, plain};
use super::types::heading;
use crate::export::docs::data::{Documentation, Type};

/// Longer names of files are cut.
const MOST_CHARACTERS: usize = 80;

/// Addresses as seen from one file.
pub(super) struct Links {
    subjects: Vec<String>,
    types: Vec<String>,
    /// The headings of subjects and types, where they are in the file itself.
    pub(super) headings: [Vec<String>; 2],
    /// Whether the file is about one subject, so that its parts are headings.
    pub(super) is_page: bool,
}

impl Links {
    /// Within one file, which has headings for all of them; addresses come with [`Links::settle`].
    pub(super) fn within(documentation: &Documentation, headings: &mut Headings) -> Links {
        let subjects = documentation.subjects.iter().map(|it| headings.text(&it.id)).collect();
        let types = documentation.types.iter().map(|it| headings.text(&heading(it))).collect();
        let headings = [subjects, types];
        Links { subjects: Vec::new(), types: Vec::new(), headings, is_page: false }
    }

    /// Finds the addresses in the file, once the headings before have theirs.
    pub(super) fn settle(&mut self, headings: &mut Headings) {
        let [subjects, types] = &self.headings;
        let mut address = |it: &String| format!("#{}", headings.address(it));
        self.subjects = subjects.iter().map(&mut address).collect();
        self.types = types.iter().map(&mut address).collect();
    }

    /// A link to a subject.
    pub(super) fn subject(&self, idx: usize, text: &str) -> String {
        format!("[{}]({})", plain(text), self.subjects[idx])
    }

    /// The same with the text as code.
    pub(super) fn subject_code(&self, idx: usize, text: &str) -> String {
        format!("[{}]({})", code(text), self.subjects[idx])
    }

    /// A link to a type, with the text as code.
    pub(super) fn type_code(&self, idx: usize, text: &str) -> String {
        format!("[{}]({})", code(text), self.types[idx])
    }
}

/// The files of a folder.
pub(super) struct Layout {
    /// The file of each subject, in `tables/`.
    pub(super) files: Vec<String>,
    /// The heading of each type in `types.md`, and its address.
    types: Vec<(String, String)>,
}

impl Layout {
    pub(super) fn of(documentation: &Documentation) -> Layout {
        let mut taken = FxHashSet::default();
        let mut headings = Headings::default();
        headings.text("Types");
        headings.address("Types");
        let mut of_type = |it: &Type| {
            let text = headings.text(&heading(it));
            let address = headings.address(&text);
            (text, address)
        };
        Layout {
            files: documentation.subjects.iter().map(|it| file(&it.id, &mut taken)).collect(),
            types: documentation.types.iter().map(&mut of_type).collect(),
        }
    }

    /// The addresses seen from a file, from which the tables and the start are reached so.
    pub(super) fn links(&self, tables: &str, start: &str) -> Links {
        Links {
            subjects: self.files.iter().map(|it| format!("{tables}{it}")).collect(),
            types: self.types.iter().map(|(_, it)| format!("{start}types.md#{it}")).collect(),
            headings: [Vec::new(), self.types.iter().map(|(it, _)| it.clone()).collect()],
            is_page: true,
        }
    }
}

/// A name that every file system takes, and that is no other in capitals.
fn file(id: &str, taken: &mut FxHashSet<String>) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let lower = id.to_lowercase();
    let plain = lower.chars().map(|c| if is_plain(c) { c } else { '-' });
    let mut stem: String = plain.take(MOST_CHARACTERS).collect();
    let is_device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul");
    if is_device || stem.trim_matches(['.', '-']).is_empty() {
        stem.push_str("-table");
    }
    let mut name = format!("{stem}.md");
    let mut n = 1;
    while !taken.insert(name.clone()) {
        n += 1;
        name = format!("{stem}-{n}.md");
    }
    name
}
