//! Types of a native schema.

use crate::base::Name;

/// A type as one database knows it. The name is the canonical one of its catalog (`integer`,
/// `character varying`, `bigint unsigned`), so that two spellings of one type are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NativeType {
    /// The schema of a type that is not built in.
    pub namespace: Option<Name>,
    /// Its canonical name.
    pub name: Name,
    /// Lengths, precisions, values.
    pub arguments: Vec<TypeArgument>,
    /// `integer[]` has one.
    pub n_dimensions: u8,
}

/// One argument of a type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeArgument {
    /// `varchar(80)`
    Number(i64),
    /// `enum('a')`
    Text(Name),
    /// `geometry(Point, 4326)`
    Word(Name),
}

impl NativeType {
    /// A built-in type without arguments.
    pub fn plain(name: impl Into<Name>) -> NativeType {
        NativeType { namespace: None, name: name.into(), arguments: Vec::new(), n_dimensions: 0 }
    }

    /// A built-in type with numbers as arguments.
    pub fn sized(name: impl Into<Name>, arguments: &[i64]) -> NativeType {
        let arguments = arguments.iter().map(|&it| TypeArgument::Number(it)).collect();
        NativeType { arguments, ..NativeType::plain(name) }
    }
}
