//! Two functions of PostgreSQL, one for each table: each writes to the other what is not said there yet, and so ends.

use super::super::super::contract::Dialect;
use super::super::super::names;
use super::super::object;
use super::Mirror;
use super::words::{MOVED, Words, joined, qualified};
use crate::base::Name;
use crate::schema::{Object, QualifiedName};

pub(super) fn objects(
    dialect: &dyn Dialect,
    mirror: &Mirror,
    words: &Words,
    [whole, part]: [Name; 2],
) -> Vec<Object> {
    let before = names::cut(&format!("{part}_before"), &dialect.capabilities().names);
    let whole = Writing { dialect, table: &mirror.whole, name: whole };
    let part = Writing { dialect, table: &mirror.part, name: part };
    vec![
        whole.function(&whole_body(words)),
        part.function(&part_body(words)),
        whole.trigger(&whole.name, "after insert or update"),
        part.trigger(&before, "before insert"),
        part.trigger(&part.name, "after insert or update or delete"),
    ]
}

/// What is made for one table.
struct Writing<'a> {
    dialect: &'a dyn Dialect,
    table: &'a QualifiedName,
    name: Name,
}

impl Writing<'_> {
    fn named(&self, name: Name) -> QualifiedName {
        QualifiedName { namespace: self.table.namespace.clone(), name }
    }

    fn function(&self, body: &str) -> Object {
        let function = qualified(self.dialect, &self.named(self.name.clone()));
        let text = format!(
            "create or replace function {function}()\n returns trigger\n language plpgsql\nas $function$\n{body}end\n$function$"
        );
        let called = self.named(Name::new(format!("{}()", self.name)));
        object(self.dialect, "function", called, None, text)
    }

    fn trigger(&self, name: &Name, event: &str) -> Object {
        let plain = qualified(self.dialect, &QualifiedName::plain(name.clone()));
        let function = qualified(self.dialect, &self.named(self.name.clone()));
        let table = qualified(self.dialect, self.table);
        let text = format!(
            "create trigger {plain} {event} on {table} for each row execute function {function}()"
        );
        object(self.dialect, "trigger", self.named(name.clone()), Some(self.table), text)
    }
}

/// What was in a row that comes is null here.
fn whole_body(it: &Words) -> String {
    let (changes, says) = (it.whole_changes(), it.whole_says("new."));
    let (columns, values) = (it.part_columns(), it.values_of_whole("new."));
    let keys = joined(&it.key, ", ", |it| it.part.clone());
    let there = "erc_there.";
    let (assign, behind) = (it.assign_part(there), it.part_is_behind(there));
    let (part, belongs) = (&it.part, it.part_of("new"));
    format!(
        "begin\n  if not ({changes}) then\n    return null;\n  end if;\n  \
           if {says} then\n    \
             insert into {part} as erc_there ({columns}) values ({values})\n    \
             on conflict ({keys}) do update set {assign}\n    \
             where {behind};\n  \
           else\n    \
             update {part} as erc_there set {assign}\n    \
             where {belongs} and ({behind});\n  \
           end if;\n  return null;\n"
    )
}

/// The row of the whole is held before it is read: what is written to it meanwhile would not be seen otherwise.
fn part_body(it: &Words) -> String {
    let whole = &it.whole;
    let kept = joined(&it.values, "", |pair| {
        let found = it.whole_of("new");
        format!(
            "    new.{0} := coalesce(new.{0}, (select {1} from {whole} where {found}));\n",
            pair.part, pair.whole
        )
    });
    let moves = it.part_moves();
    let held = it.whole_of("new");
    let (clear, says, left) = (it.clear_whole(), it.whole_says(""), it.whole_of("old"));
    let (assign, behind, found) = (it.assign_whole(), it.whole_is_behind(), it.whole_of("new"));
    format!(
        "declare\n  {MOVED} boolean;\nbegin\n  \
           if tg_when = 'BEFORE' then\n    perform 1 from {whole} where {held} for no key update;\n{kept}    return new;\n  end if;\n  \
           {MOVED} := tg_op = 'UPDATE' and {moves};\n  \
           if tg_op = 'DELETE' or {MOVED} then\n    \
             update {whole} set {clear}\n    where {left} and ({says});\n  \
           end if;\n  \
           if tg_op <> 'DELETE' then\n    \
             update {whole} set {assign}\n    where {found} and ({behind});\n  \
           end if;\n  return null;\n"
    )
}
