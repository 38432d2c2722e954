//! Columns.

use super::super::super::catalog::Values;
use super::super::types::charset_of;
use super::Context;
use crate::base::{DialectId, ExprKind, Name, Span, Storage};
use crate::schema::{
    Column, Expr, Generated, Identity, IdentityKind, NativeType, Origin, Settings,
};

/// A column of a table or view.
pub(super) fn column(cx: &mut Context<'_>, mut row: Values) {
    let table = row.text();
    let name = row.name();
    let type_text = type_text(&row.text());
    let ty = cx.words.ty(&type_text).unwrap_or_else(|| NativeType::plain(Name::new(&type_text)));
    let column = Column::new(name, ty, Origin::None, Span::nowhere());
    if let Some(owner) = cx.tables.get(&table) {
        let collation = owner.settings.get("collation").unwrap_or_default();
        let res = of_table(cx, row, column, collation);
        cx.tables[&table].columns.push(res);
    } else if let Some(&place) = cx.views.get(&table) {
        cx.schema.views[place].columns.push(Column { is_nullable: true, ..column });
    }
}

/// A type as statements write it: what is compressed stands in a comment, and labels have their backslashes doubled.
fn type_text(told: &str) -> String {
    let text = told.replace(" /*M!100301 COMPRESSED*/", " compressed");
    if !text.contains('\\') {
        return text;
    }
    let mut res = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => res.push(match chars.next() {
                Some('0') => '\0',
                Some('n') => '\n',
                Some('r') => '\r',
                Some('Z') => '\x1a',
                Some(other) => other,
                None => c,
            }),
            _ => res.push(c),
        }
    }
    res
}

fn of_table(
    cx: &Context<'_>,
    mut row: Values,
    mut res: Column<NativeType>,
    table_collation: &str,
) -> Column<NativeType> {
    res.is_nullable = row.flag();
    let default = row.optional();
    let extra = row.text().to_lowercase();
    let generated = row.filled();
    let own_charset = row.filled();
    let own_collation = row.filled();
    res.comment = row.filled();
    res.default = default.and_then(|it| value(cx, &it, &res.ty, &extra)).map(Box::new);
    if let Some(end) = generated.as_deref().and_then(|it| it.strip_prefix("ROW ")) {
        res.settings.set("row", end.to_lowercase());
        res.default = None;
    } else if let Some(text) = generated {
        let is_stored = extra.contains("stored") || extra.contains("persistent");
        let storage = if is_stored { Storage::Stored } else { Storage::Virtual };
        res.default = None;
        res.generated =
            Some(Box::new(Generated { expr: cx.words.expr(&text), storage: Some(storage) }));
    }
    if extra.contains("auto_increment") {
        let kind = IdentityKind::ByDefault;
        res.identity = Some(Identity { kind, settings: Settings::new() });
    }
    if let Some((_, moment)) = extra.split_once("on update ") {
        let moment = moment.trim().split([' ', ',']).next().unwrap_or_default();
        res.settings.set("on_update", moment.trim_end_matches("()"));
    }
    if extra.contains("without system versioning") {
        res.settings.set("versioned", "false");
    }
    if extra.contains("invisible") {
        res.settings.set("invisible", "true");
    }
    if let Some(collation) = own_collation.filter(|it| it != table_collation) {
        if let Some(own) = own_charset.filter(|it| it != charset_of(table_collation)) {
            res.settings.set("charset", own);
        }
        res.collation = Some(Name::from(collation));
    }
    res
}

/// MariaDB tells a default as an expression, MySQL as the text of its value unless it says otherwise.
fn value(cx: &Context<'_>, text: &str, ty: &NativeType, extra: &str) -> Option<Expr> {
    let is_expression = cx.id != DialectId::Mysql || extra.contains("default_generated");
    if is_expression {
        return (!text.eq_ignore_ascii_case("null")).then(|| cx.words.expr(text));
    }
    let is_bits = ty.name == "bit";
    if is_bits {
        return Some(cx.words.expr(text));
    }
    Some(Expr::made(ExprKind::String(text.into())))
}
