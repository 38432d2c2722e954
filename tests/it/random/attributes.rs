//! Attributes of all kinds, as lines of a body.

use super::fact::{Fact, Kind};
use super::names::Names;
use super::types::{Type, scalar};
use super::{Entity, Writer, expressions};

/// The members of a declaration in the making.
#[derive(Debug, Default)]
pub(super) struct Body {
    lines: Vec<String>,
    pub(super) names: Names,
    /// What expressions can use.
    pub(super) facts: Vec<Fact>,
    /// The attribute that tells the subtypes apart.
    pub(super) discriminator: Option<String>,
}

impl Body {
    /// A body whose names must differ from those of another: of a subtype.
    pub(super) fn below(names: &Names) -> Body {
        Body { names: names.clone(), ..Body::default() }
    }

    /// Adds a member.
    pub(super) fn line(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    /// The members, each on a line.
    pub(super) fn text(&self) -> String {
        self.lines.iter().map(|it| format!("  {it}\n")).collect()
    }

    /// An attribute of any kind.
    pub(super) fn attribute(&mut self, writer: &mut Writer, own: &Entity) {
        match writer.dice.below(16) {
            0..=5 => self.scalar(writer, ""),
            6 | 7 => self.declared(writer),
            8..=10 => self.reference(writer, own),
            11 => self.union(writer),
            12 => self.myself(writer, own),
            13 => self.derived(writer),
            _ => self.many(writer, own),
        }
    }

    /// A scalar; its name ends in `ending`.
    pub(super) fn scalar(&mut self, writer: &mut Writer, ending: &str) {
        let word = self.names.word(&mut writer.dice);
        let name = match word.strip_suffix('`') {
            Some(start) if !ending.is_empty() => format!("{start} {ending}`"),
            _ if !ending.is_empty() => format!("{word}_{ending}"),
            _ => word,
        };
        let (ty, kind) = scalar(&mut writer.dice);
        self.value(writer, &name, &ty, kind);
    }

    /// A value of a type that the model declares.
    fn declared(&mut self, writer: &mut Writer) {
        let Some(Type { text, kind, parts }) = writer.dice.any(&writer.types).cloned() else {
            return self.scalar(writer, "");
        };
        let name = self.names.word(&mut writer.dice);
        if parts.is_empty() {
            return self.value(writer, &name, &text, kind);
        }
        let is_optional = writer.dice.chance(40);
        let mark = if is_optional { "?" } else { "" };
        self.line(format!("{name} {text}{mark}"));
        self.facts.push(Fact { is_optional, ..Fact::new(name.clone(), Kind::Whole) });
        for part in parts {
            let path = format!("{name}.{}", part.path);
            let is_optional = is_optional || part.is_optional;
            self.facts.push(Fact { path, is_optional, ..part });
        }
    }

    fn value(&mut self, writer: &mut Writer, name: &str, ty: &str, kind: Kind) {
        let is_optional = writer.dice.chance(30);
        let mark = if is_optional { "?" } else { "" };
        let fact = Fact { is_optional, ..Fact::new(name, kind.clone()) };
        let mut line = format!("{name} {ty}{mark}");
        if fact.is_short && writer.dice.chance(12) && kind != Kind::Bool {
            line.push_str(" unique");
        }
        let default = expressions::default(&mut writer.dice, &kind, ty);
        if let Some(default) = default.filter(|_| writer.dice.chance(25)) {
            line.push_str(&format!(" = {default}"));
        }
        if writer.dice.chance(15) && !matches!(kind, Kind::Other | Kind::Long | Kind::Moment) {
            line.push_str(&format!(" check {}", expressions::about(&mut writer.dice, &fact)));
        }
        let annotation = annotation(writer, name);
        let docs = writer.dice.maybe(12, " /// Behind the line; it's \"so\".");
        self.line(format!("{line}{annotation}{docs}"));
        self.facts.push(fact);
    }

    fn reference(&mut self, writer: &mut Writer, own: &Entity) {
        let Some(target) = writer.dice.any(&writer.entities).cloned() else {
            return self.scalar(writer, "");
        };
        if let Some((key, ty)) = &target.scalar_key
            && writer.dice.chance(20)
        {
            return self.literal(writer, &target.name, key, ty);
        }
        let name = self.names.word(&mut writer.dice);
        let is_optional = writer.dice.chance(40);
        let is_single = target.n_key_columns == 1;
        let mut line = format!("{name} {}{}", target.name, if is_optional { "?" } else { "" });
        if !is_optional && writer.dice.chance(10) {
            line.push_str(" unique");
        }
        let is_shared = self.share(writer, own, &target, &mut line);
        let action = *writer.dice.pick(&["", "", " on delete cascade", " on delete restrict"]);
        let sets = is_optional && is_single && !is_shared && writer.dice.chance(30);
        line.push_str(if sets { " on delete set null" } else { action });
        if is_single || !is_optional {
            line.push_str(&writer.dice.maybe(8, " on update cascade"));
        }
        let index = writer.dice.maybe(8, " @index(none)");
        self.line(format!("{line}{index}"));
        let is_set_by_database = true;
        let is_short = target.n_key_columns < 3;
        let kind = Kind::Whole;
        self.facts.push(Fact {
            is_optional,
            is_set_by_database,
            is_short,
            ..Fact::new(name, kind)
        });
    }

    /// A reference as the database has it, behind the column or as a member.
    fn literal(&mut self, writer: &mut Writer, target: &str, key: &str, ty: &str) {
        let name = self.names.word(&mut writer.dice);
        let mark = writer.dice.maybe(40, "?");
        let action = writer.dice.maybe(30, " on delete cascade");
        if writer.dice.chance(50) {
            self.line(format!("{name} {ty}{mark} references {target}({key}){action}"));
        } else {
            self.line(format!("{name} {ty}{mark}"));
            let given = writer.member_name();
            self.line(format!("foreign key {given}({name}) references {target} ({key}){action}"));
        }
    }

    /// Lets a reference use the tenant that both entities have, and answers whether it does.
    fn share(
        &mut self,
        writer: &mut Writer,
        own: &Entity,
        target: &Entity,
        line: &mut String,
    ) -> bool {
        let (Some(tenant), Some(_)) = (&own.tenant, &target.tenant) else { return false };
        if !writer.dice.chance(70) {
            return false;
        }
        line.push_str(&format!(" sharing ({tenant})"));
        true
    }

    fn union(&mut self, writer: &mut Writer) {
        let Some(union) = writer.dice.any(&writer.unions).cloned() else {
            return self.scalar(writer, "");
        };
        let name = self.names.word(&mut writer.dice);
        let mark = writer.dice.maybe(40, "?");
        self.line(format!("{name} {union}{mark}"));
    }

    /// A reference to the entity itself.
    fn myself(&mut self, writer: &mut Writer, own: &Entity) {
        if own.n_key_columns > 2 {
            return self.scalar(writer, "");
        }
        let name = self.names.word(&mut writer.dice);
        let inverse = self.names.word(&mut writer.dice);
        let inverse = writer.dice.maybe(30, &format!(" inverse {inverse}"));
        self.line(format!("{name} {}?{inverse}", own.name));
    }

    fn derived(&mut self, writer: &mut Writer) {
        let plain: Vec<Fact> =
            self.facts.iter().filter(|it| !it.is_set_by_database).cloned().collect();
        let made = expressions::derived(&mut writer.dice, &plain);
        let Some((ty, kind, expr)) = made else { return self.scalar(writer, "") };
        let name = self.names.word(&mut writer.dice);
        let storage = *writer.dice.pick(&["", " stored", " virtual"]);
        // It may be null when what it is made of may be.
        self.line(format!("{name} {ty}? := {expr}{storage}"));
        drop(kind);
    }

    /// Several values.
    fn many(&mut self, writer: &mut Writer, own: &Entity) {
        let name = self.names.word(&mut writer.dice);
        let quantifier = *writer.dice.pick(&["*", "*", "+", "{0..3}", "{2..}", "{2}"]);
        let reference =
            writer.dice.any(&writer.entities).filter(|it| it.n_key_columns < 3).cloned();
        let ty = writer.dice.any(&writer.types).cloned();
        match (writer.dice.below(4), reference, ty) {
            (0, Some(target), _) => {
                let sharing = match (&own.tenant, &target.tenant) {
                    (Some(tenant), Some(_)) => {
                        writer.dice.maybe(50, &format!(" sharing ({tenant})"))
                    }
                    _ => String::new(),
                };
                self.line(format!("{name} {}*{sharing}", target.name));
            }
            (1, _, Some(ty)) if ty.kind != Kind::Long => {
                self.line(format!("{name} {}{quantifier}", ty.text));
            }
            _ => {
                let ty =
                    *writer.dice.pick(&["varchar(20)", "int", "date", "text", "decimal(8, 2)"]);
                self.line(format!("{name} {ty}{quantifier}"));
            }
        }
    }
}

/// What stands behind an attribute.
fn annotation(writer: &mut Writer, name: &str) -> String {
    writer.n_names += 1;
    let number = writer.n_names;
    let plain = name.trim_matches('`');
    match writer.dice.below(24) {
        0 => " @pii".to_owned(),
        1 => format!(" @was(former_{number})"),
        2 => format!(" @column(\"Col {number}\")"),
        3 => " @sensitive @deprecated(\"gone\")".to_owned(),
        4 => format!(" @acme.note(\"{plain}\", level: {number})"),
        _ => String::new(),
    }
}
