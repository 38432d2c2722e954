//! Entities and lines as drawing languages have them: boxes with titles, and how many of each side a line joins.

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::reading::Reading;
use super::sketch::{
    ColumnSketch, EndSketch, Joins, Level, ReferenceSketch, TableSketch, TypeSketch,
};
use crate::base::{Name, Span, snake_case};
use crate::schema::QualifiedName;

/// Everything that is drawn.
#[derive(Debug, Default)]
pub(super) struct Picture {
    boxes: IndexMap<String, Entity>,
    lines: Vec<Line>,
}

/// A box.
#[derive(Debug)]
pub(super) struct Entity {
    /// What is written on it.
    pub(super) title: String,
    pub(super) table: TableSketch,
}

/// A line between two boxes.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) from: String,
    pub(super) to: String,
    /// How many of `from` there are for one of `to`.
    pub(super) left: Count,
    /// How many of `to` there are for one of `from`.
    pub(super) right: Count,
    pub(super) is_identifying: bool,
    /// Whether `from` is a kind of `to`.
    pub(super) is_kind: bool,
    pub(super) label: Option<String>,
    pub(super) span: Span,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) is_optional: bool,
    pub(super) is_many: bool,
}

impl Count {
    pub(super) const ONE: Count = Count { is_optional: false, is_many: false };
    pub(super) const MAYBE: Count = Count { is_optional: true, is_many: false };
    pub(super) const MANY: Count = Count { is_optional: true, is_many: true };
    pub(super) const SOME: Count = Count { is_optional: false, is_many: true };
}

impl Picture {
    /// The box of this name; a new one where there is none.
    pub(super) fn entity(&mut self, id: &str, span: Span) -> &mut Entity {
        self.boxes.entry(id.to_owned()).or_insert_with(|| Entity {
            title: id.to_owned(),
            table: TableSketch::new(QualifiedName::plain(id), span),
        })
    }

    pub(super) fn get(&self, id: &str) -> Option<&Entity> {
        self.boxes.get(id)
    }

    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut Entity> {
        self.boxes.get_mut(id)
    }

    pub(super) fn line(&mut self, line: Line) {
        self.entity(&line.from, line.span);
        self.entity(&line.to, line.span);
        self.lines.push(line);
    }

    /// Takes another picture in: boxes of one title are one.
    pub(super) fn absorb(&mut self, other: Picture) {
        let mut ids: FxHashMap<String, String> = FxHashMap::default();
        for (id, it) in other.boxes {
            let title = plain(&it.title);
            let Some(own) = self.boxes.get_mut(&title) else {
                ids.insert(id, title.clone());
                self.boxes.insert(title, it);
                continue;
            };
            ids.insert(id, title);
            for column in it.table.columns {
                match own.table.columns.iter_mut().find(|it| it.name == column.name) {
                    Some(known) => known.is_key |= column.is_key,
                    None => own.table.columns.push(column),
                }
            }
            own.table.indexes.extend(it.table.indexes);
            own.table.docs = own.table.docs.take().or(it.table.docs);
        }
        for mut line in other.lines {
            for end in [&mut line.from, &mut line.to] {
                if let Some(id) = ids.get(end) {
                    end.clone_from(id);
                }
            }
            self.lines.push(line);
        }
    }

    /// Puts boxes and lines into the sketch, under the names that a person would give to tables.
    pub(super) fn finish(mut self, reading: &mut Reading<'_>) {
        reading.sketch.level = Level::Conceptual;
        let names = self.names();
        let titles = self.titles(&names);
        for (id, mut it) in std::mem::take(&mut self.boxes) {
            let Some(name) = names.get(&id) else { continue };
            it.table.name = name.clone();
            columns(&mut it.table);
            references(&mut it.table, &titles);
            reading.sketch.tables.push(it.table);
        }
        let mut seen = FxHashSet::default();
        for line in std::mem::take(&mut self.lines) {
            let same = (line.from.clone(), line.to.clone(), line.label.clone());
            if !seen.insert(same) {
                continue;
            }
            let (Some(from), Some(to)) = (names.get(&line.from), names.get(&line.to)) else {
                continue;
            };
            let reference = reference(reading, &line, from, to);
            reading.sketch.references.push(reference);
        }
    }

    /// The names of tables, all different.
    fn names(&self) -> FxHashMap<String, QualifiedName> {
        let mut taken: FxHashSet<QualifiedName> = FxHashSet::default();
        let mut res = FxHashMap::default();
        for (id, it) in &self.boxes {
            let name = table_name(&it.title);
            let mut free = name.clone();
            let mut number = 2;
            while !taken.insert(free.clone()) {
                free.name = Name::new(format!("{}_{number}", name.name));
                number += 1;
            }
            res.insert(id.clone(), free);
        }
        res
    }

    /// The tables by what is written on their boxes, for columns whose type is an entity.
    fn titles(&self, names: &FxHashMap<String, QualifiedName>) -> FxHashMap<String, QualifiedName> {
        let named = |(id, it): (&String, &Entity)| {
            let name = names.get(id)?.clone();
            Some([
                (it.title.clone(), name.clone()),
                (plain(&it.title), name.clone()),
                (id.clone(), name),
            ])
        };
        self.boxes.iter().filter_map(named).flatten().collect()
    }
}

/// `sales.OrderLine` is `order_line` in `sales`; `LINE-ITEM` is `line_item`.
fn table_name(title: &str) -> QualifiedName {
    if let [namespace, name] = title.split('.').collect::<Vec<_>>().as_slice()
        && !plain(namespace).is_empty()
        && !plain(name).is_empty()
        && !title.contains(' ')
    {
        let namespace = Some(Name::new(plain(namespace))).filter(|it| it != "public");
        return QualifiedName { namespace, name: Name::new(plain(name)) };
    }
    let name = plain(title);
    QualifiedName::plain(if name.is_empty() { "entity".to_owned() } else { name })
}

/// In snake_case, with `_` for all that is no letter or digit.
pub(super) fn plain(text: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let spelled: String = text.chars().map(|c| if is_part(c) { c } else { ' ' }).collect();
    // `_so_` is how Markdown stresses a word.
    let bare = |it: &str| match it.strip_prefix('_').and_then(|it| it.strip_suffix('_')) {
        Some(inner) if !inner.is_empty() => snake_case(inner).to_string(),
        Some(_) | None => snake_case(it).to_string(),
    };
    let words: Vec<String> = spelled.split_whitespace().map(bare).collect();
    let res = words.join("_");
    let res = super::build::cut(&res, 63).to_owned();
    if res.starts_with(|c: char| c.is_ascii_digit()) { format!("n{res}") } else { res }
}

/// Columns under plain names, all different.
fn columns(table: &mut TableSketch) {
    let mut taken: FxHashSet<Name> = FxHashSet::default();
    for it in &mut table.columns {
        let name = plain(&it.name);
        let name = Name::new(if name.is_empty() { "attribute" } else { &name });
        let mut free = name.clone();
        let mut number = 2;
        while !taken.insert(free.clone()) {
            free = Name::new(format!("{name}_{number}"));
            number += 1;
        }
        it.name = free;
    }
}

/// A column whose type is an entity refers to it.
fn references(table: &mut TableSketch, titles: &FxHashMap<String, QualifiedName>) {
    for it in &mut table.columns {
        let TypeSketch::Words(words) = &it.ty else { continue };
        let target = titles.get(words).or_else(|| titles.get(words.trim_end_matches('?')));
        let Some(target) = target.filter(|_| it.is_reference) else { continue };
        // No column has this name: it stands for the whole key.
        it.ty = TypeSketch::Like(target.clone(), Name::default());
    }
}

/// The side with the foreign key comes first.
fn reference(
    reading: &mut Reading<'_>,
    line: &Line,
    from: &QualifiedName,
    to: &QualifiedName,
) -> ReferenceSketch {
    let end = |table: &QualifiedName| EndSketch {
        table: table.clone(),
        columns: Vec::new(),
        span: line.span,
    };
    let (many, is_turned) = match (line.left.is_many, line.right.is_many) {
        (true, true) => (Joins::ManyToMany, false),
        (true, false) => (Joins::ManyToOne, false),
        (false, true) => (Joins::ManyToOne, true),
        // The side that has to have the other refers to it; where both or neither has to, the first.
        (false, false) => (Joins::OneToOne, line.right.is_optional && !line.left.is_optional),
    };
    let least = |count: Count| count.is_many && !count.is_optional;
    if least(line.left) || least(line.right) {
        reading.lose(line.span, "that there is at least one at the far side: no key can hold that");
    }
    let (near, far, count) = if is_turned { (to, from, line.left) } else { (from, to, line.right) };
    let res = ReferenceSketch::new(many, end(near), end(far), line.span);
    ReferenceSketch {
        is_optional: count.is_optional,
        is_identifying: line.is_identifying && many != Joins::ManyToMany,
        is_kind: line.is_kind,
        label: line.label.clone().filter(|it| !it.trim().is_empty()),
        ..res
    }
}

/// A column, as most drawing languages say it.
pub(super) fn column(name: &str, ty: &str, span: Span) -> ColumnSketch {
    let (ty, is_nullable) = match ty.strip_suffix('?') {
        Some(ty) => (ty.trim_end(), true),
        None => (ty, false),
    };
    let ty = match ty.trim() {
        "" => TypeSketch::Unstated,
        ty => TypeSketch::Words(ty.to_owned()),
    };
    ColumnSketch { is_nullable, ..ColumnSketch::new(Name::new(name), ty, span) }
}
