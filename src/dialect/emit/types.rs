//! Types as text.

use super::super::types::TypeWords;
use super::super::words::WordSet;
use crate::schema::{NativeType, TypeArgument};

impl TypeWords {
    /// The type as the catalog spells it.
    pub fn canonical_text(&self, ty: &NativeType) -> String {
        self.text(ty, ty.name.as_str(), ",")
    }

    /// The type as statements are written with it.
    pub fn written_text(&self, ty: &NativeType) -> String {
        let is_truth = ty.name == "tinyint" && ty.arguments == [TypeArgument::Number(1)];
        if is_truth && self.tinyint_is_boolean {
            return "boolean".to_owned();
        }
        let short = self.short.iter().find(|(long, _)| ty.name == *long);
        self.text(ty, short.map_or(ty.name.as_str(), |(_, short)| short), ", ")
    }

    fn text(&self, ty: &NativeType, name: &str, comma: &str) -> String {
        let mut res = String::with_capacity(name.len() + 8);
        if let Some(namespace) = &ty.namespace {
            push_name(namespace, self.reserved, &mut res);
            res.push('.');
        }
        let is_plain = !self.has_own || ty.namespace.is_none() && self.is_built_in(ty);
        let (head, tail) = match name.split_once(' ') {
            Some((head, tail)) if is_plain && takes_inner_arguments(name) => (head, tail),
            _ => (name, ""),
        };
        if is_plain {
            res.push_str(head);
        } else {
            push_name(head, self.reserved, &mut res);
        }
        push_arguments(&ty.arguments, self.reserved, comma, &mut res);
        if !tail.is_empty() {
            res.push(' ');
            res.push_str(tail);
        }
        (0..ty.n_dimensions).for_each(|_| res.push_str("[]"));
        res
    }
}

/// Whether the arguments stand behind the first of several words: `timestamp(3) with time zone`,
/// `int(11) unsigned`, but `character varying(20)`.
fn takes_inner_arguments(name: &str) -> bool {
    !name.starts_with("character ")
        && !name.starts_with("bit ")
        && !name.starts_with("double precision")
}

fn push_arguments(arguments: &[TypeArgument], reserved: &WordSet, comma: &str, text: &mut String) {
    if arguments.is_empty() {
        return;
    }
    text.push('(');
    for (idx, argument) in arguments.iter().enumerate() {
        if idx > 0 {
            text.push_str(comma);
        }
        match argument {
            TypeArgument::Number(number) => text.push_str(&number.to_string()),
            TypeArgument::Text(label) => push_label(label, text),
            TypeArgument::Word(word) => push_name(word, reserved, text),
        }
    }
    text.push(')');
}

/// A label of an enum. A backslash means itself or not by the mode of the session, and no tool likes control
/// characters, so such a label is written in hexadecimal digits, which `enum` takes as well.
fn push_label(label: &str, text: &mut String) {
    if label.contains(|c: char| c == '\\' || c.is_control()) {
        text.push_str("x'");
        label.bytes().for_each(|byte| text.push_str(&format!("{byte:02x}")));
        text.push('\'');
    } else {
        text.push('\'');
        text.push_str(&label.replace('\'', "''"));
        text.push('\'');
    }
}

/// A name of a type, in quotes when it could not be read back without them.
fn push_name(name: &str, reserved: &WordSet, text: &mut String) {
    let mut chars = name.chars();
    let is_plain = chars.next().is_some_and(|c| c == '_' || c.is_ascii_lowercase())
        && chars.all(|c| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit())
        && !reserved.contains(name);
    if is_plain {
        text.push_str(name);
    } else {
        text.push('"');
        text.push_str(&name.replace('"', "\"\""));
        text.push('"');
    }
}
