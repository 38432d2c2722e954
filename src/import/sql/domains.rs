//! Domains.

use super::columns::collation;
use super::cursor::{Cursor, Refused};
use super::script::Script;
use super::{names, renames};
use crate::base::{DialectSet, Name, Span};
use crate::schema::{Check, Domain, NativeType, Settings};

pub(super) fn create(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.words(&["create", "domain"]);
    let name = cursor.qualified()?;
    cursor.word("as");
    let (ty, _) = cursor.ty()?;
    let mut domain = Domain {
        name,
        ty,
        is_not_null: false,
        default: None,
        checks: Vec::new(),
        collation: None,
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        old_names: Vec::new(),
        span: Span::nowhere(),
    };
    let mut constraint = None;
    while !cursor.is_at_end() {
        if cursor.word("constraint") {
            constraint = Some(cursor.name()?);
        } else if cursor.words(&["not", "null"]) {
            domain.is_not_null = true;
        } else if cursor.word("null") {
        } else if cursor.word("default") {
            domain.default = Some(cursor.tight_expr()?);
        } else if cursor.word("collate") {
            domain.collation = Some(collation(&mut cursor)?);
        } else if cursor.word("check") {
            let check = check(&domain, constraint.take(), &mut cursor)?;
            domain.checks.push(check);
        } else {
            return Err(cursor.unexpected("a clause of a domain"));
        }
    }
    script.schema.domains.push(domain);
    Ok(())
}

/// What stands behind `check`, named as the database would.
fn check(
    domain: &Domain<NativeType>,
    name: Option<Name>,
    cursor: &mut Cursor<'_>,
) -> Result<Check, Refused> {
    let expr = cursor.parenthesised_expr()?;
    let made = names::made(&domain.name.name, "", "check");
    let is_taken = |it: &str| domain.checks.iter().any(|check| check.name == it);
    Ok(Check {
        name: name.unwrap_or_else(|| names::free(&made, is_taken)),
        column: None,
        expr,
        is_validated: !cursor.words(&["not", "valid"]),
        comment: None,
        settings: Settings::new(),
        only: DialectSet::NONE,
        span: Span::nowhere(),
    })
}

/// `alter domain d add constraint …`
pub(super) fn alter(script: &mut Script, text: &str) -> Result<(), Refused> {
    let mut cursor = script.cursor(text)?;
    cursor.words(&["alter", "domain"]);
    let name = cursor.qualified()?;
    if cursor.words(&["owner", "to"]) {
        return Ok(());
    }
    let found = script.schema.domains.iter_mut().find(|it| it.name == name);
    let domain = found.ok_or_else(|| format!("there is no domain `{name}`"))?;
    if cursor.words(&["set", "not", "null"]) {
        domain.is_not_null = true;
    } else if cursor.words(&["drop", "not", "null"]) {
        domain.is_not_null = false;
    } else if cursor.words(&["set", "default"]) {
        domain.default = Some(cursor.tight_expr()?);
    } else if cursor.words(&["drop", "default"]) {
        domain.default = None;
    } else if cursor.word("add") {
        let named = if cursor.word("constraint") { Some(cursor.name()?) } else { None };
        if !cursor.word("check") {
            return Err(cursor.unexpected("`check`"));
        }
        let check = check(domain, named, &mut cursor)?;
        domain.checks.push(check);
    } else if cursor.words(&["drop", "constraint"]) {
        cursor.words(&["if", "exists"]);
        let dropped = cursor.name()?;
        domain.checks.retain(|it| it.name != dropped);
    } else if cursor.words(&["validate", "constraint"]) {
        let validated = cursor.name()?;
        let checks = domain.checks.iter_mut().filter(|it| it.name == validated);
        checks.for_each(|it| it.is_validated = true);
    } else if cursor.words(&["rename", "constraint"]) {
        let old = cursor.name()?;
        cursor.word("to");
        let new = cursor.name()?;
        let checks = domain.checks.iter_mut().filter(|it| it.name == old);
        checks.for_each(|it| it.name = new.clone());
    } else if cursor.words(&["rename", "to"]) {
        let new = cursor.name()?;
        domain.name.name = new.clone();
        renames::rename_type(script, &name, &new);
    } else {
        return Err(cursor.unexpected("a change of a domain that erc reads"));
    }
    Ok(())
}
